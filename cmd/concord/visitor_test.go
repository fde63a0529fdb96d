package main

import (
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"example.org/concord/internal/story"
)

// visitor is a browser behind the proxy that this test is, at an address of its own.
type visitor struct {
	http.Client
	portal, from string
	cookies      []string
}

func at(portal, from string) *visitor {
	return &visitor{portal: portal, from: from, Client: http.Client{Timeout: 30 * time.Second, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport: &http.Transport{MaxIdleConnsPerHost: 1}}}
}

func (v *visitor) ask(method, path, kind string, body io.Reader) (int, error) {
	r, err := http.NewRequest(method, "http://"+v.portal+path, body)
	if err != nil {
		return 0, err
	}
	r.Header.Set("X-Forwarded-For", v.from)
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	r.Header.Set("Cookie", strings.Join(v.cookies, "; "))
	if kind != "" {
		r.Header.Set("Content-Type", kind)
	}
	answer, err := v.Do(r)
	if err != nil {
		return 0, err
	}
	defer answer.Body.Close()
	for _, c := range answer.Cookies() {
		v.cookies = slices.DeleteFunc(v.cookies, func(had string) bool { return strings.HasPrefix(had, c.Name+"=") })
		if c.Value != "" {
			v.cookies = append(v.cookies, c.Name+"="+c.Value)
		}
	}
	_, err = io.Copy(io.Discard, answer.Body)
	return answer.StatusCode, err
}

func (v *visitor) enter(t *testing.T, p story.Person) *visitor {
	t.Helper()
	if status, err := v.ask(http.MethodPost, "/demo/sign-in", form, strings.NewReader(url.Values{"person": {p.ID.String()}}.Encode())); err != nil || status != http.StatusSeeOther {
		t.Fatalf("%s: %d, %v", p.Name, status, err)
	}
	return v
}

const form = "application/x-www-form-urlencoded"

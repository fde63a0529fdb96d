package signin_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"example.org/concord/internal/fault"
	"example.org/concord/internal/signin"
)

// post sends a form to the portal's /write, which needs somebody signed in.
func (b *browser) post(path string, form url.Values, header ...string) (int, string, string) {
	b.c.t.Helper()
	r, err := http.NewRequestWithContext(b.c.t.Context(), "POST", b.c.at+path, strings.NewReader(form.Encode()))
	if err != nil {
		b.c.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	b.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	res, err := b.Do(r)
	if err != nil {
		b.c.t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		b.c.t.Fatal(err)
	}
	return res.StatusCode, res.Header.Get("Location"), string(body)
}

var written = url.Values{"title": {"Chlorine"}, "sector": {"water", "energy"}, "password": {"never kept"}, "once": {"7"}}

func TestFormThatOutlivedItsSignInComesBack(t *testing.T) {
	for name, end := range map[string]string{
		"idle too long":     `update signin.session set touched = touched - interval '2 hours'`,
		"signed out inside": `delete from signin.session`,
	} {
		t.Run(name, func(t *testing.T) {
			c := open(t)
			b := c.browser().as(dana)
			c.exec(end)
			status, location, _ := b.post("/write?council=wscc", written, "Referer", c.at+"/updates/new?council=wscc")
			if status != 303 || location != "/sign-in?form=kept&next=%2Fupdates%2Fnew%3Fcouncil%3Dwscc" {
				t.Fatalf("%d to %q", status, location)
			}
			b.as(dana)
			if err := b.in(func(ctx context.Context) error {
				if to, _, err := c.desk.Onward(ctx, "/councils"); err != nil || to != signin.LeftPage {
					t.Errorf("the form is not offered: %q, %v", to, err)
				}
				if to, _, err := c.desk.Onward(ctx, "/councils"); err != nil || to != "/councils" {
					t.Errorf("the form is offered twice: %q, %v", to, err)
				}
				f, err := c.desk.Left(ctx)
				if err != nil {
					return err
				}
				if f.Path != "/write?council=wscc" || f.Fields.Get("title") != "Chlorine" || len(f.Fields["sector"]) != 2 || f.Fields.Has("password") {
					t.Errorf("%+v", f)
				}
				return c.desk.DropLeft(ctx)
			}); err != nil {
				t.Fatal(err)
			}
			if err := b.in(func(ctx context.Context) error {
				_, err := c.desk.Left(ctx)
				return err
			}); !errors.Is(err, fault.NotFound) {
				t.Errorf("thrown away, and still there: %v", err)
			}
		})
	}
}

// Whoever signs in at the same browser next must not read what the first one wrote.
func TestLeftFormComesBackToItsAuthorAlone(t *testing.T) {
	c := open(t)
	b := c.browser().as(dana)
	c.exec(`update signin.session set expires = app.now()`)
	if _, location, _ := b.post("/write", written); !strings.Contains(location, "form=kept") {
		t.Fatal(location)
	}
	b.as(omar)
	if err := b.in(func(ctx context.Context) error {
		if to, _, err := c.desk.Onward(ctx, "//evil.example"); err != nil || to != "/" {
			t.Errorf("offered to another: %q, %v", to, err)
		}
		_, err := c.desk.Left(ctx)
		return err
	}); !errors.Is(err, fault.NotFound) {
		t.Errorf("another person: %v", err)
	}
	b.as(dana)
	if err := b.in(func(ctx context.Context) error {
		_, err := c.desk.Left(ctx)
		return err
	}); err != nil {
		t.Errorf("the author: %v", err)
	}
}

func TestOnlyFormsOfSomebodyKnownAreKept(t *testing.T) {
	c := open(t)
	stranger := c.browser()
	if status, location, _ := stranger.post("/write", written); status != 303 || location != "/sign-in?form=open&next=%2F" {
		t.Errorf("a stranger's: %d to %q", status, location)
	}
	b := c.browser().as(dana)
	c.exec(`update signin.session set expires = app.now()`)
	if _, location, _ := b.post("/write", url.Values{"body": {strings.Repeat("x", 210<<10)}}); !strings.Contains(location, "form=open") {
		t.Errorf("a form too long: %q", location)
	}
	if _, location, _ := b.post("/write", written, "Referer", "https://elsewhere.example/"); !strings.HasSuffix(location, "next=%2F") {
		t.Errorf("next comes from elsewhere: %q", location)
	}
	c.exec(`delete from signin.left_form`)
	for _, own := range []string{"/account/write", "/sign-in/write", "/enroll/write"} {
		if _, location, _ := b.post(own, written); !strings.Contains(location, "form=open") {
			t.Errorf("a form of %s: %q", own, location)
		}
	}
	for _, header := range [][]string{{"X-Autosave", "1"}, {"Sec-Fetch-Mode", "cors"}} {
		if status, _, body := b.post("/write", written, header...); status != 401 || !strings.Contains(body, "Nothing you typed is lost") {
			t.Errorf("%s: %d %q", header[0], status, body)
		}
	}
	if n := c.count(`select count(*) from signin.left_form`); n != 0 {
		t.Errorf("%d forms are kept, want none", n)
	}
}

func TestPageThatNeedsASignInLeadsBack(t *testing.T) {
	c := open(t)
	b := c.browser()
	b.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	r, _ := http.NewRequestWithContext(t.Context(), "GET", c.at+"/write?after=x", nil)
	res, err := b.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	if res.StatusCode != 303 || res.Header.Get("Location") != "/sign-in?next=%2Fwrite%3Fafter%3Dx" {
		t.Errorf("%d to %q", res.StatusCode, res.Header.Get("Location"))
	}
}

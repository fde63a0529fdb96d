package signin_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

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
		"ended everywhere":  `with s as (delete from signin.session) delete from signin.device`,
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
				if to, _, err := c.desk.Onward(ctx, "/councils"); err != nil || !strings.HasPrefix(to, signin.LeftPage) {
					t.Errorf("the form is not offered: %q, %v", to, err)
				}
				if to, _, err := c.desk.Onward(ctx, "/councils"); err != nil || to != "/councils" {
					t.Errorf("the form is offered twice: %q, %v", to, err)
				}
				return nil
			}); err != nil {
				t.Fatal(err)
			}
			if n := c.count(`select count(*) from draft where author_id = $1 and about = 'form:/write?council=wscc' and fields ->> 'title' = 'Chlorine'
				and fields ->> 'from' = '/updates/new?council=wscc' and jsonb_array_length(fields -> 'form' -> 'sector') = 2 and not fields -> 'form' ? 'password'`, dana); n != 1 {
				t.Errorf("%d forms are kept as they were sent", n)
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
		return nil
	}); err != nil {
		t.Error(err)
	}
	b.as(dana)
	if err := b.in(func(ctx context.Context) error {
		if to, _, err := c.desk.Onward(ctx, "/"); err != nil || !strings.HasPrefix(to, signin.LeftPage) {
			t.Errorf("the author is led to %q, %v", to, err)
		}
		return nil
	}); err != nil {
		t.Error(err)
	}
}

// Several forms wait, each for itself; the same one sent again takes the place of the first, and there is an end to them.
func TestSeveralFormsWaitAndNotWithoutEnd(t *testing.T) {
	c := open(t)
	b := c.browser().as(dana)
	c.exec(`delete from signin.session`)
	send := func(n int) string {
		_, location, _ := b.post("/write", url.Values{"title": {fmt.Sprint("Text ", n)}, "once": {fmt.Sprint(n)}})
		return location
	}
	for n := range 20 {
		if at := send(n); !strings.Contains(at, "form=kept") {
			t.Fatalf("form %d leads to %s", n, at)
		}
	}
	if at := send(3); !strings.Contains(at, "form=kept") && c.count(`select count(*) from draft where about like 'form:%'`) != 20 {
		t.Errorf("the same form again leads to %s", at)
	}
	if at := send(99); !strings.Contains(at, "form=open") {
		t.Errorf("one too many leads to %s", at)
	}
}

// Of somebody suspended nothing is kept.
func TestSuspendedLeaveNoForm(t *testing.T) {
	c := open(t)
	b := c.browser().as(dana)
	c.exec(`update person set suspended = app.now() where name = 'Dana Whitfield'`)
	if _, at, _ := b.post("/write", written); !strings.Contains(at, "form=open") || c.count(`select count(*) from draft where about like 'form:%'`) != 0 {
		t.Errorf("kept, and led to %s", at)
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
	c.exec(`delete from draft`)
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
	if n := c.count(`select count(*) from draft where about like 'form:%'`); n != 0 {
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

package web

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"

	"example.org/concord/internal/fault"
	"example.org/concord/internal/signin"
	"example.org/concord/web/page"
)

// ledCookie carries where the last forms of this browser led: whoever goes back to the page of a form that was sent, and that is not there any
// more, is led to the thing that was made of it. It holds addresses alone, and each is asked for anew under its reader's own rights.
const ledCookie = "concord-led"

// mostLed is how many forms back that reaches.
const mostLed = 6

// led is where a form led, by the page that held it.
type led struct{ Page, To string }

// noteLed remembers where an accepted form led.
func noteLed(w http.ResponseWriter, r *http.Request, to string) {
	if r.URL.Path == "/sign-out" {
		http.SetCookie(w, &http.Cookie{Name: ledCookie, Path: "/", MaxAge: -1, HttpOnly: true, SameSite: http.SameSiteLaxMode})
		return
	}
	from, err := url.Parse(r.Referer())
	if err != nil || from.Host != r.Host || len(from.Path)+len(to) > 400 || signin.Local(to) != to || from.Path == to {
		return
	}
	known := append([]led{{from.Path, to}}, allLed(r)...)
	b, err := json.Marshal(known[:min(len(known), mostLed)])
	if err != nil {
		return // two texts are always written
	}
	http.SetCookie(w, &http.Cookie{Name: ledCookie, Value: base64.RawURLEncoding.EncodeToString(b), Path: "/", MaxAge: 24 * 60 * 60, HttpOnly: true, SameSite: http.SameSiteLaxMode})
}

// allLed are the forms that the browser remembers, the last one first. What is no such list is none.
func allLed(r *http.Request) (all []led) {
	c, err := r.Cookie(ledCookie)
	if err != nil || len(c.Value) > 4000 {
		return nil
	}
	b, err := base64.RawURLEncoding.DecodeString(c.Value)
	if err != nil || json.Unmarshal(b, &all) != nil {
		return nil
	}
	return all
}

// ledTo is where to go instead of a page that is not there any more because its form was sent; "" where none was.
func ledTo(r *http.Request, v page.Visitor, err error) string {
	if r.Method != http.MethodGet || !v.SignedIn || !errors.Is(err, fault.NotFound) && !errors.Is(err, fault.Denied) {
		return ""
	}
	for _, one := range allLed(r) {
		if at, err := url.Parse(one.To); one.Page == r.URL.Path && err == nil && at.Path != r.URL.Path && signin.Local(one.To) == one.To {
			return one.To
		}
	}
	return ""
}

package browser

import (
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"example.org/concord/internal/story"
	"example.org/concord/web/webtest"
)

// The words that somebody types here survive whatever comes between typing and sending.
const (
	aTitle = "Pumps of the lower river"
	words  = "Two of five stand still."
)

// holds checks what stands in the field with that label.
func (h *hand) holds(label, want string) {
	h.t.Helper()
	if got := evaluate[string](h.tab, fmt.Sprintf(`document.querySelector(%q).value`, h.field(label))); got != want {
		h.t.Errorf("%s holds %q on %s, want %q", label, got, h.where(), want)
	}
}

// adds writes behind what stands in the field with that label.
func (h *hand) adds(label, text string) {
	h.t.Helper()
	evaluate[bool](h.tab, fmt.Sprintf(`(f => { f.focus(); f.setSelectionRange(f.value.length, f.value.length); return true })(document.querySelector(%q))`, h.field(label)))
	h.Keys(text)
}

// another is a second window of the same browser, so with the same sign-in.
func (h *hand) another(at string) *hand {
	h.t.Helper()
	ctx, cancel := chromedp.NewContext(h.ctx)
	h.t.Cleanup(cancel)
	b := &tab{t: h.t, ctx: ctx, portal: h.portal, width: h.width, console: &console{host: h.console.host}}
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(h.width, 900)); err != nil {
		h.t.Fatal(err)
	}
	b.console.listen(h.t, ctx)
	b.Go(at)
	return &hand{tab: b}
}

// composes begins an update, and waits until it is saved.
func (p portal) composes(t *testing.T) *hand {
	t.Helper()
	h := p.Sit(t, &story.Dana, "/updates/new?council=wscc")
	h.Choose("Situation report")
	h.Type("Title", aTitle)
	h.Type("Text", words)
	h.Choose("TLP:AMBER")
	h.until("Saved ")
	return h
}

// posts sends what was composed, and sees it posted once.
func (h *hand) posts() {
	h.t.Helper()
	h.Click("Review")
	h.Click("Post")
	h.Sees("Posted to", aTitle, words)
	h.Go("/councils/wscc")
	if n := strings.Count(h.text(), aTitle); n != 1 {
		h.t.Errorf("it stands there %d times", n)
	}
}

// signsInAgain is what somebody does whose sign-in ended while writing.
func (h *hand) signsInAgain() {
	h.t.Helper()
	h.Sees("You were signed out while writing. Nothing was lost")
	h.Type("E-mail address", story.Dana.Email())
	h.Type("Password", story.Password)
	h.Click("Sign in")
	h.Type("Code", code(h.t))
	h.Click("Sign in")
}

func TestOneDraftInTwoBrowsersKeepsBothTexts(t *testing.T) {
	p := newPortal(t)
	one := p.composes(t)
	other := p.Sit(t, &story.Dana, one.where())
	other.holds("Text", words)
	other.adds("Text", " Seen from the second desk.")
	other.until("Saved ")
	one.adds("Text", " Seen from the first desk.")
	one.until("Nothing is overwritten: both texts are kept.")
	one.Click("Compare them and choose")
	one.Sees("Seen from the first desk.", "Seen from the second desk.")
}

func TestOneDraftInTwoTabsKeepsBothTexts(t *testing.T) {
	one := newPortal(t).composes(t)
	stale := one.another(one.where())
	one.posts()
	stale.adds("Text", " Written after it was posted.")
	stale.until("was posted") // and does not come back
	stale.holds("Text", words+" Written after it was posted.")
}

func TestSignOutElsewhereLosesNothingTyped(t *testing.T) {
	p := newPortal(t)
	h := p.composes(t)
	elsewhere := p.Sit(t, &story.Dana, "/account")
	elsewhere.Click("Sign out everywhere")
	h.adds("Text", " And a third one leaks.")
	h.Click("Review")
	h.signsInAgain()
	h.holds("Title", aTitle)
	h.holds("Text", words+" And a third one leaks.")
	h.posts()
}

// A portal that starts again has the same address, the same database, and nothing of the old one in mind.
func TestRestartOfThePortalLosesNothingTyped(t *testing.T) {
	p := newPortal(t)
	at, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p.URL = "http://" + at.Addr().String()
	serve := func(l net.Listener, h http.Handler) *httptest.Server {
		s := &httptest.Server{Listener: l, Config: &http.Server{Handler: h}}
		s.Start()
		return s
	}
	first := serve(at, p.Handler)
	h := p.composes(t)
	first.CloseClientConnections()
	first.Close()
	h.console.forgive = append(h.console.forgive, "ERR_CONNECTION_REFUSED")
	h.adds("Text", " And a third one leaks.")
	h.until("Not saved: no connection. Your text is still here")
	if at, err = net.Listen("tcp", at.Addr().String()); err != nil {
		t.Fatal(err)
	}
	again := serve(at, webtest.With(t, p.Database).Handler)
	t.Cleanup(func() { again.CloseClientConnections(); again.Close() })
	h.holds("Text", words+" And a third one leaks.")
	h.posts()
}

func TestDatabaseThatIsAwayLosesNothingTyped(t *testing.T) {
	p := newPortal(t)
	h := p.composes(t)
	h.console.forgive = append(h.console.forgive, "status of 503")
	back := p.Database.Away()
	h.adds("Text", " And a third one leaks.")
	h.until("Not saved. Your text is still here; the portal tries again by itself.")
	h.Click("Review")
	h.Sees("Nothing was lost", aTitle, words+" And a third one leaks.")
	back()
	h.Click("Send again")
	h.Sees("Review before you post")
	h.Click("Post")
	h.Sees("Posted to", aTitle, words+" And a third one leaks.")
}

func TestBackAndReloadLoseNothingTyped(t *testing.T) {
	h := newPortal(t).composes(t)
	h.do(chromedp.Reload())
	h.holds("Title", aTitle)
	h.holds("Text", words)
	h.Click("Review")
	h.Sees("Review before you post")
	h.do(chromedp.NavigateBack())
	h.holds("Title", aTitle)
	h.holds("Text", words)
	h.adds("Text", " And a third one leaks.")
	h.Click("Review")
	h.Sees(words + " And a third one leaks.")
	h.Click("Post")
	h.Sees("Posted to", aTitle)
	posted := h.where()
	h.do(chromedp.NavigateBack())
	if at, _, _ := strings.Cut(h.where(), "#"); at != strings.SplitN(posted, "?", 2)[0] {
		t.Errorf("Back leads to %s, posted at %s", at, posted)
	}
	h.Sees("And a third one leaks.")
}

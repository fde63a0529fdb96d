package browser

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"example.org/concord/internal/story"
)

// hand is a person at a window, who does what a person can: look for words, click on them, type. What it does is counted: a click, a
// field, a choice are one each.
type hand struct {
	*tab
	did []string
}

func (p portal) Sit(t *testing.T, as *story.Person, at string) *hand {
	t.Helper()
	b := p.Open(t, as, 1280)
	b.Go(at)
	return &hand{tab: b}
}

// Hold is Sit with a phone: a narrow window that is touched.
func (p portal) Hold(t *testing.T, as *story.Person, at string) *hand {
	t.Helper()
	b := p.Open(t, as, 375, chromedp.EmulateMobile, chromedp.EmulateTouch)
	b.Go(at)
	if !evaluate[bool](b, `matchMedia("(pointer: coarse)").matches && innerWidth == 375`) {
		t.Fatal("this is no phone")
	}
	return &hand{tab: b}
}

// Fits checks that nothing of the page lies beside the screen.
func (h *hand) Fits() {
	h.t.Helper()
	if wide := evaluate[int](h.tab, `document.documentElement.scrollWidth`); wide > int(h.width) {
		h.t.Errorf("%s is %d px wide on a screen of %d", h.where(), wide, h.width)
	}
}

// thing is the first link, button, fold or label in the page's main part that says the words, else the first that begins with them. What lies
// in a closed fold is none: nobody sees it.
func thing(words string) chromedp.Search {
	const all = `//main//*[self::a or self::button or self::summary or self::label][self::summary or not(ancestor::details[not(@open)])]`
	exact := fmt.Sprintf(`%s[normalize-space(.)=%q]`, all, words)
	return chromedp.Search(fmt.Sprintf(`(%s | %s[starts-with(normalize-space(.), %q)][not(%s)])[1]`, exact, all, words, exact))
}

// Click clicks on words that lead to another page; Choose on words that do not.
func (h *hand) Click(words string) {
	h.t.Helper()
	h.did = append(h.did, "click "+words)
	h.press(thing(words))
}

// Search types words into the box at the head of the page and presses Enter: two actions.
func (h *hand) Search(words string) {
	h.t.Helper()
	h.did = append(h.did, "type Search", "press Enter")
	h.do(chromedp.SendKeys(chromedp.CSS("header input[name=q]"), words))
	h.KeyOn(kb.Enter)
}

func (h *hand) Choose(words string) {
	h.t.Helper()
	h.did = append(h.did, "choose "+words)
	h.do(chromedp.Click(thing(words)))
}

// Type writes into the field with that label.
func (h *hand) Type(label, text string) {
	h.t.Helper()
	h.did = append(h.did, "type "+label)
	h.do(chromedp.SendKeys(h.field(label), text))
}

// Pick takes the option with those words from the list with that label.
func (h *hand) Pick(label, words string) {
	h.t.Helper()
	h.did = append(h.did, "pick "+label)
	option := evaluate[string](h.tab, fmt.Sprintf(`[...document.querySelector(%q).options].find(o => o.text.startsWith(%q))?.value ?? ""`, h.field(label), words))
	if option == "" {
		h.t.Fatalf("%s does not offer %q on %s", label, words, h.where())
	}
	h.do(chromedp.SetValue(h.field(label), option))
}

// field is the selector of the field with that label.
func (h *hand) field(label string) chromedp.CSS {
	h.t.Helper()
	id := evaluate[string](h.tab, fmt.Sprintf(`[...document.querySelectorAll("main label")].find(l => l.innerText.trim().startsWith(%q))?.htmlFor ?? ""`, label))
	if id == "" {
		h.t.Fatalf("no field is called %q on %s: %s", label, h.where(), h.text())
	}
	return chromedp.CSS("#" + id)
}

// Sees checks words of the page.
func (h *hand) Sees(words ...string) {
	h.t.Helper()
	text := h.text()
	for _, w := range words {
		if !strings.Contains(text, w) {
			h.t.Fatalf("%s does not say %q:\n%s", h.where(), w, text)
		}
	}
}

// Misses checks that the page does not say the words.
func (h *hand) Misses(words ...string) {
	h.t.Helper()
	text := h.text()
	for _, w := range words {
		if strings.Contains(text, w) {
			h.t.Fatalf("%s says %q:\n%s", h.where(), w, text)
		}
	}
}

// AtMost checks how much was done.
func (h *hand) AtMost(n int) {
	h.t.Helper()
	if len(h.did) > n {
		h.t.Errorf("%d actions, of %d that it may take: %s", len(h.did), n, strings.Join(h.did, ", "))
	}
}

// Keys presses keys where the focus is.
func (h *hand) Keys(keys string) {
	h.t.Helper()
	h.do(chromedp.KeyEvent(keys))
}

// KeyOn presses a key where the focus is, which leads to another page.
func (h *hand) KeyOn(key string) {
	h.t.Helper()
	ctx, cancel := context.WithTimeout(h.ctx, patience)
	defer cancel()
	if _, err := chromedp.RunResponse(ctx, chromedp.KeyEvent(key)); err != nil {
		h.t.Fatalf("pressing a key on %s: %v", h.where(), err)
	}
}

// TabTo moves the focus on, key by key, until it stands on the words or on the field with that label.
func (h *hand) TabTo(words string) {
	h.t.Helper()
	for range 150 {
		h.Keys(kb.Tab)
		at := evaluate[string](h.tab, `(e => (e.labels?.[0]?.innerText ?? e.innerText ?? "").trim())(document.activeElement)`)
		if strings.HasPrefix(at, words) {
			return
		}
	}
	h.t.Fatalf("the Tab key does not lead to %q on %s", words, h.where())
}

// until waits for the page to say something by itself.
func (h *hand) until(words string) {
	h.t.Helper()
	h.do(chromedp.WaitVisible(chromedp.Search(fmt.Sprintf(`//*[contains(text(), %q)]`, words))))
}

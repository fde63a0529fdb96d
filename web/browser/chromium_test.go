package browser

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"example.org/concord/internal/story"
	"example.org/concord/web/webtest"
	"example.org/concord/web/webtest/chromium"
)

//go:embed testdata/axe.min.js
var axe string

func TestMain(m *testing.M) { chromium.Main(m) }

// portal is a site that a browser can reach.
type portal struct {
	*webtest.Site
	URL  string
	test *testing.T
}

func newPortal(t *testing.T) portal {
	t.Helper()
	s := webtest.New(t)
	server := httptest.NewServer(s.Handler)
	t.Cleanup(func() { server.CloseClientConnections(); server.Close() })
	return portal{s, server.URL, t}
}

// tab is one window of one person's own browser.
type tab struct {
	t      *testing.T
	ctx    context.Context
	portal portal
	width  int64

	console *console
}

// Open opens a window, signed in as the person; nil is the public. It can be like that of another device.
func (p portal) Open(t *testing.T, as *story.Person, width int64, like ...chromedp.EmulateViewportOption) *tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(chromium.Open(t), chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	// Axe is given to the browser once: with each page it would be half a megabyte to send. A page begins it only when axe is asked.
	look := chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Call(ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: "window.beginAxe = () => {" + axe + "\n}"})
		return err
	})
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(width, 900, like...), look); err != nil {
		t.Fatal(err)
	}
	b := &tab{t: t, ctx: ctx, portal: p, width: width, console: &console{host: strings.TrimPrefix(p.URL, "http://")}}
	b.console.listen(t, ctx)
	if as != nil {
		b.Go("/demo")
		b.press(chromedp.Search(fmt.Sprintf(`//button[.//b[text()=%q]]`, as.Name)))
	}
	return b
}

// leave does what leads to another page, and waits for that.
func (b *tab) leave(expression string) {
	b.t.Helper()
	leave := chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Run(ctx, chromedp.Evaluate[any](expression, chromedp.EvalIgnoreExceptions))
		return err
	})
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	if _, err := chromedp.RunResponse(ctx, leave); err != nil {
		b.t.Fatalf("%s on %s: %v", expression, b.where(), err)
	}
}

// patience is how long one step may take on a machine that does much else.
const patience = 30 * time.Second

// Go opens a page.
func (b *tab) Go(path string) {
	b.t.Helper()
	b.do(chromedp.Navigate(b.portal.URL + path))
}

// press clicks what an XPath or a CSS selector finds, which leads to another page, and waits for that.
func (b *tab) press(what chromedp.Search) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	if _, err := chromedp.RunResponse(ctx, chromedp.Click(what)); err != nil {
		b.t.Fatalf("pressing %v on %s: %v", what, b.where(), err)
	}
}

func (b *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		b.t.Fatalf("on %s: %v", b.where(), err)
	}
}

func (b *tab) where() string {
	at, err := chromedp.Run(b.ctx, chromedp.Location())
	if err != nil {
		return "no page"
	}
	return strings.TrimPrefix(at, b.portal.URL)
}

// text is what a person reads on the page.
func (b *tab) text() string {
	b.t.Helper()
	return evaluate[string](b, `document.body.innerText`)
}

func evaluate[T any](b *tab, expression string) T {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatalf("on %s: %v", b.where(), err)
	}
	return v
}

// violation is one of axe's, with where it is.
type violation struct {
	ID, Help string
	Nodes    []struct {
		HTML   string
		Target []any
	}
}

// violations are what axe finds against WCAG 2.2 AA and its own best practices.
func (b *tab) violations() []violation {
	b.t.Helper()
	raw := evaluate[string](b, `(window.axe || beginAxe(), axe).run(document, {resultTypes: ['violations']}).then(r => JSON.stringify(r.violations.map(
			v => ({ID: v.id, Help: v.help, Nodes: v.nodes.map(n => ({HTML: n.html, Target: n.target}))}))))`)
	var found []violation
	if err := json.Unmarshal([]byte(raw), &found); err != nil {
		b.t.Fatal(err)
	}
	return found
}

// widths are a desk's and the narrowest that pages must fit without scrolling sideways (WCAG 1.4.10).
var widths = []int64{1280, 320}

// complaints are what is wrong with the list of what is wrong above a form: each line says something, leads to its field, and comes in the
// order of the form.
const complaints = `(() => {
	const bad = []
	let last = null
	for (const line of document.querySelectorAll(".error-summary li")) {
		const says = line.textContent.trim(), link = line.querySelector("a")
		if (!/^[\p{L}\p{N}]/u.test(says)) bad.push("says " + JSON.stringify(says))
		if (!link) continue
		const field = document.getElementById(link.hash.slice(1))
		if (!field) bad.push("leads nowhere: " + says)
		else if (last && last.compareDocumentPosition(field) & Node.DOCUMENT_POSITION_PRECEDING) bad.push("stands above what comes before it: " + says)
		last = field ?? last
	}
	return bad.join("; ") })()`

// check looks at the page as it stands, at both widths: axe, and nothing that runs out of the screen.
func (b *tab) check(name string) {
	b.t.Helper()
	if bad := evaluate[string](b, complaints); bad != "" {
		b.t.Errorf("%s: what is wrong %s", name, bad)
	}
	for _, width := range widths {
		b.do(chromedp.EmulateViewport(width, 900))
		for _, v := range b.violations() {
			for _, n := range v.Nodes {
				b.t.Errorf("%s at %d px: %s (%s): %v %.200s", name, width, v.ID, v.Help, n.Target, n.HTML)
			}
		}
		if over := evaluate[int](b, `document.documentElement.scrollWidth - window.innerWidth`); over > 0 {
			b.t.Errorf("%s at %d px: %d px run out of the screen", name, width, over)
		}
		b.picture(name, width)
	}
	b.do(chromedp.EmulateViewport(b.width, 900))
}

// picture keeps the page for a look, where CONCORD_PICTURES says.
func (b *tab) picture(name string, width int64) {
	b.t.Helper()
	folder := os.Getenv("CONCORD_PICTURES")
	if folder == "" {
		return
	}
	shot, err := chromedp.Run(b.ctx, chromedp.FullScreenshot(100))
	if err != nil {
		b.t.Fatal(err)
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		b.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("%s-%d.png", name, width)), shot, 0o644); err != nil {
		b.t.Fatal(err)
	}
}

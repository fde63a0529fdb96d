package browser

import (
	"context"
	"fmt"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"example.org/concord/web/assets"
)

// console is what a window complains of where nobody looks: errors of scripts, what the Content-Security-Policy refused, what did not load,
// and requests to another host. A page that works has none of it.
type console struct {
	mu      sync.Mutex
	host    string
	page    string // the document that was asked for last
	forgive []string
	said    []string
}

// listen notes the complaints of the window; the test fails for each at its end.
func (c *console) listen(t *testing.T, ctx context.Context) {
	t.Helper()
	if err := chromedp.Listen(ctx, c.note); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		for _, s := range c.said {
			t.Error("the console: " + s)
		}
	})
}

func (c *console) note(event any) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		if e.Type == network.ResourceTypeDocument {
			c.page = e.Request.URL
		}
		if at, err := url.Parse(e.Request.URL); err != nil || at.Scheme == "http" && at.Host != c.host || at.Scheme == "https" || at.Scheme == "ws" {
			c.complain("asks " + e.Request.URL)
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError && !c.answered(e.Entry) {
			c.complain(fmt.Sprintf("%s: %s %s", e.Entry.Source, e.Entry.Text, e.Entry.URL))
		}
	case *runtime.EventExceptionThrown:
		said := e.ExceptionDetails.Text
		if e.ExceptionDetails.Exception != nil {
			said += " " + e.ExceptionDetails.Exception.Description
		}
		c.complain(said)
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeAssert || e.Type == runtime.ConsoleAPICalledTypeWarning {
			c.complain(fmt.Sprintf("%s of a script", e.Type))
		}
	}
}

// answered says that the entry is a page's own answer, such as "nothing here" or a refused form, which the console counts as a failure.
func (c *console) answered(e *log.Entry) bool {
	return e.Source == log.EntrySourceNetwork && strings.Contains(e.Text, "responded with a status of 4") &&
		strings.HasPrefix(e.URL, "http://"+c.host+"/") && !strings.HasPrefix(e.URL, "http://"+c.host+assets.Prefix)
}

func (c *console) complain(of string) {
	for _, f := range c.forgive {
		if strings.Contains(of, f) {
			return
		}
	}
	c.said = append(c.said, of+" (on "+strings.TrimPrefix(c.page, "http://"+c.host)+")")
}

// forgives is what the test brings about on purpose.
func (b *tab) forgives(what ...string) {
	b.console.mu.Lock()
	defer b.console.mu.Unlock()
	b.console.forgive = append(b.console.forgive, what...)
}

// Else no page would ever fail for what its console says.
func TestConsoleIsHeard(t *testing.T) {
	b := newPortal(t).Open(t, nil, widths[0])
	b.Go("/sectors")
	evaluate[bool](b, `(() => { setTimeout(() => { throw new Error("torn") }); console.error("lost");
		const i = document.createElement("img"); i.src = "/assets/nothing.png"; document.body.append(i);
		const j = document.createElement("img"); j.src = "https://elsewhere.example/x.png"; document.body.append(j);
		try { document.createElement("script").src = "/x.js" } catch {} return true })()`)
	evaluate[bool](b, `new Promise(done => setTimeout(() => done(true), 300))`)
	b.console.mu.Lock()
	defer b.console.mu.Unlock()
	heard := strings.Join(b.console.said, "\n")
	b.console.said = nil
	for _, want := range []string{"torn", "error of a script", "/assets/nothing.png", "elsewhere.example", "TrustedScriptURL"} {
		if !strings.Contains(heard, want) {
			t.Errorf("%q was not heard in\n%s", want, heard)
		}
	}
}

package assets

import (
	"context"
	"fmt"
	"html/template"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"example.org/concord/web/webtest/chromium"
)

// The policy of the portal's own pages (web/web.go), and where the browser tells that something broke it.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types concord; report-uri /broken-policy"

func TestMain(m *testing.M) { chromium.Main(m) }

// post is one request that the page's script or a form made.
type post struct {
	path, autosave string
	fields         map[string][]string
}

// window is one page in Chromium, with a server that remembers what it was sent.
type window struct {
	t      *testing.T
	ctx    context.Context
	mu     sync.Mutex
	posts  []post
	status int      // of the answers to autosave
	looks  int      // at the page
	later  []string // its content when it is looked at again; "" is a portal with trouble
}

// open shows the body of a page, written as COMPONENTS.md asks for, with the real stylesheet and script under the real policy. SOON in
// the tag of the body stands for a time within the two minutes of a warning, counted from when the page is loaded.
func open(t *testing.T, bodyTag, content string, later ...string) *window {
	t.Helper()
	t.Parallel()
	w := &window{t: t, status: http.StatusNoContent, later: later}
	in := instance(t)
	mux := http.NewServeMux()
	mux.Handle("GET "+Prefix, Handler(in))
	mux.HandleFunc("GET /{$}", func(rw http.ResponseWriter, r *http.Request) {
		w.mu.Lock()
		content, status := content, http.StatusOK
		if w.looks++; w.looks <= len(w.later)+1 && w.looks > 1 {
			content = w.later[w.looks-2]
		}
		if content == "" {
			status = http.StatusServiceUnavailable
		}
		w.mu.Unlock()
		rw.Header().Set("Content-Security-Policy", policy)
		soon := time.Now().Add(110 * time.Second).Format(time.RFC3339)
		rw.WriteHeader(status)
		fmt.Fprintf(rw, `<!doctype html><html lang="en-US"><head><title>x</title><link rel="icon" href="%s">
			<link rel="stylesheet" href="%s"><link rel="stylesheet" href="%s">
			<script type="module" src="%s"></script></head><body %s><main id="main" tabindex="-1"><svg class="icon"><use href="%s"></use></svg>%s</main></body></html>`,
			Path("favicon.svg"), Path("concord.css"), in.Path(), Path("concord.js"), strings.ReplaceAll(bodyTag, "SOON", soon), Icon("search"), content)
	})
	mux.HandleFunc("POST /", func(rw http.ResponseWriter, r *http.Request) {
		if err := r.ParseMultipartForm(1 << 20); err != nil && err != http.ErrNotMultipart {
			t.Error(err)
		}
		w.mu.Lock()
		defer w.mu.Unlock()
		w.posts = append(w.posts, post{r.URL.Path, r.Header.Get("X-Autosave"), r.PostForm})
		switch r.URL.Path {
		case "/preview":
			fmt.Fprintf(rw, "<h2>Shown</h2><p>%s</p>", template.HTMLEscapeString(r.PostForm.Get("body")))
		case "/extend":
			fmt.Fprintln(rw, time.Now().Add(time.Hour).Format(time.RFC3339))
		case "/autosave":
			rw.WriteHeader(w.status)
		default:
			rw.WriteHeader(http.StatusNoContent) // the browser stays on the page
		}
	})
	server := httptest.NewServer(mux)
	ctx, cancel := chromedp.NewContext(chromium.Open(t), chromedp.WithNewBrowserContext())
	t.Cleanup(func() {
		cancel()
		server.CloseClientConnections()
		server.Close()
		if broken := w.sent("/broken-policy"); len(broken) > 0 {
			t.Errorf("the page broke the Content-Security-Policy %d times", len(broken))
		}
	})
	if err := chromedp.Do(ctx); err != nil { // a timeout on the first use of a context would end the browser
		t.Fatal(err)
	}
	limited, stop := context.WithTimeout(ctx, 3*time.Minute)
	t.Cleanup(stop)
	w.ctx = limited
	if err := chromedp.Do(w.ctx, chromedp.Navigate(server.URL)); err != nil {
		t.Fatal(err)
	}
	return w
}

func (w *window) do(steps ...chromedp.Action[chromedp.Void]) {
	w.t.Helper()
	if err := chromedp.Do(w.ctx, steps...); err != nil {
		w.t.Fatal(err)
	}
}

// is evaluates an expression of the page.
func is[T any](w *window, expression string) T {
	w.t.Helper()
	v, err := chromedp.Run(w.ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		w.t.Fatalf("%s: %v", expression, err)
	}
	return v
}

// becomes waits for what the page brings about in its own time. A page that is just being left answers nothing: the next one is asked.
func (w *window) becomes(expression string) {
	w.t.Helper()
	for {
		came, err := chromedp.Run(w.ctx, chromedp.Evaluate[bool](expression))
		if err != nil && !strings.Contains(err.Error(), "navigated or closed") {
			w.t.Fatalf("%s: %v", expression, err)
		}
		if came {
			return
		}
		select {
		case <-w.ctx.Done():
			w.t.Fatalf("never came true: %s", expression)
		case <-time.After(50 * time.Millisecond):
		}
	}
}

func (w *window) sent(path string) []post {
	w.mu.Lock()
	defer w.mu.Unlock()
	var found []post
	for _, p := range w.posts {
		if p.path == path {
			found = append(found, p)
		}
	}
	return found
}

// Package chromium is the one browser of a test binary.
package chromium

import (
	"context"
	"os"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"
)

var shared struct {
	once  sync.Once
	ctx   context.Context
	close func()
	err   error
}

// Open is the browser, started by whoever needs it first. Tests make windows of their own in it.
func Open(t testing.TB) context.Context {
	t.Helper()
	shared.once.Do(func() {
		options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.DisableGPU,
			chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true),
			chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true))
		allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
		ctx, cancel := chromedp.NewContext(allocator)
		shared.ctx, shared.close = ctx, func() { cancel(); stop() }
		shared.err = chromedp.Do(ctx, chromedp.Navigate("about:blank"))
	})
	if shared.err != nil {
		t.Fatalf("no browser (run .ci/setup test): %v", shared.err)
	}
	return shared.ctx
}

// Main runs the tests of a package that opens the browser, and closes it.
func Main(m *testing.M) {
	code := m.Run()
	if shared.close != nil {
		shared.close()
	}
	os.Exit(code)
}

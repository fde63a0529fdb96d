package main

import (
	"bufio"
	"errors"
	"fmt"
	"html"
	"io"
	"maps"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/story"
)

// kills is how often the ledger test kills something.
const kills = 20

// Nothing acknowledged is lost, and nothing sent twice is there twice, whatever is killed in between.
func TestNothingAcknowledgedIsLostWhenEverythingIsKilled(t *testing.T) {
	data, demo := used(t, true), "CONCORD_DEMO=1"
	book := openLedger(t)
	p := start(t, data, demo)
	w := &writer{addr: p.addr, book: book, stop: make(chan struct{})}

	var writing sync.WaitGroup
	writing.Go(w.write)
	for n := range kills {
		// Each kill meets a writer under way: one more post since the last one proves that the portal works again.
		if !book.grows(time.Minute) {
			t.Fatalf("nothing could be posted within a minute after kill %d: %v\n%s", n, w.trouble(), p.words)
		}
		time.Sleep(time.Duration(n*37%200) * time.Millisecond) // meet it at another point each time
		server := p.postmaster()
		switch n % 3 {
		case 0:
			p.kill(t)
		case 1:
			slay(t, server)
			continue // the portal starts it again by itself
		case 2:
			p.kill(t)
			slay(t, server)
		}
		p = again(t, p, demo)
	}
	if !book.grows(time.Minute) {
		t.Fatalf("nothing could be posted within a minute after the last kill: %v\n%s", w.trouble(), p.words)
	}
	close(w.stop)
	writing.Wait()

	book.compare(t, w)
	if err := p.stop(t); err != nil {
		t.Error(err)
	}
}

// slay kills a database server as kill -9 does; it may have followed its parent already.
func slay(t *testing.T, server int) {
	t.Helper()
	if err := syscall.Kill(server, syscall.SIGKILL); err != nil && !errors.Is(err, syscall.ESRCH) {
		t.Fatal(err)
	}
}

// again starts the portal where it was.
func again(t *testing.T, p *portal, settings ...string) *portal {
	t.Helper()
	next := &portal{addr: p.addr, data: p.data}
	next.run(t, settings...)
	next.ready(t)
	return next
}

// ledger is where acknowledged posts are noted, in a file that is only ever appended to.
type ledger struct {
	file *os.File
	more chan struct{}
}

func openLedger(t *testing.T) *ledger {
	t.Helper()
	f, err := os.OpenFile(filepath.Join(t.TempDir(), "ledger"), os.O_CREATE|os.O_RDWR|os.O_APPEND, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return &ledger{f, make(chan struct{}, 1)}
}

// note writes that the update with the title was acknowledged under the address.
func (l *ledger) note(title, at string) error {
	if _, err := fmt.Fprintf(l.file, "%s\t%s\n", title, at); err != nil {
		return err
	}
	select {
	case l.more <- struct{}{}:
	default: // noted already that there is more
	}
	return nil
}

// grows waits for a post that was begun after the call.
func (l *ledger) grows(within time.Duration) bool {
	limit := time.After(within)
	for range 2 { // the first may have been under way
		select {
		case <-l.more:
		case <-limit:
			return false
		}
	}
	return true
}

// compare reads everything back through the portal.
func (l *ledger) compare(t *testing.T, w *writer) {
	t.Helper()
	if _, err := l.file.Seek(0, io.SeekStart); err != nil {
		t.Fatal(err)
	}
	noted := map[string]string{}
	for lines := bufio.NewScanner(l.file); lines.Scan(); {
		title, at, _ := strings.Cut(lines.Text(), "\t")
		if other, twice := noted[title]; twice {
			t.Errorf("%s was acknowledged as %s and as %s", title, other, at)
		}
		noted[title] = at
	}
	if len(noted) <= kills {
		t.Errorf("%d posts are too few for %d kills", len(noted), kills)
	}
	if err := w.signIn(); err != nil {
		t.Fatal(err)
	}
	listed, err := w.listed()
	if err != nil {
		t.Fatal(err)
	}
	for _, title := range slices.Sorted(maps.Keys(noted)) {
		if at := listed[title]; len(at) != 1 || at[0] != noted[title] {
			t.Errorf("%s was acknowledged as %s and is there as %v", title, noted[title], at)
		}
		page, err := w.get(noted[title])
		if err != nil || !strings.Contains(page, title) {
			t.Errorf("%s cannot be opened at %s: %v", title, noted[title], err)
		}
	}
	for title, at := range listed {
		if noted[title] == "" && len(at) > 1 {
			t.Errorf("%s, which was never acknowledged, is there %d times", title, len(at))
		}
	}
	t.Logf("%d posts acknowledged over %d kills; %d requests failed and were sent again", len(noted), kills, w.failed)
}

// writer posts as a member does in her browser: a draft, its review, Post; what fails is sent again as it was.
type writer struct {
	addr   string
	book   *ledger
	stop   chan struct{}
	client *http.Client
	failed int

	mu   sync.Mutex
	last error
}

func (w *writer) trouble() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.last
}

// write posts one update after the other until it is told to stop.
func (w *writer) write() {
	for n := 1; ; n++ {
		title := fmt.Sprintf("Entry %04d of the ledger", n)
		at, ok := w.post(title)
		if !ok {
			return
		}
		if err := w.book.note(title, at); err != nil {
			w.note(err)
			return
		}
	}
}

// until repeats what fails; false once the writer is to stop.
func (w *writer) until(try func() error) bool {
	for {
		select {
		case <-w.stop:
			return false
		default:
		}
		err := try()
		if err == nil {
			return true
		}
		w.note(err)
		w.failed++
		time.Sleep(20 * time.Millisecond)
		if errors.Is(err, signedOut) {
			w.note(w.signIn())
		}
	}
}

func (w *writer) note(err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.last = err
}

// post brings one update all the way, and returns the address that was acknowledged.
func (w *writer) post(title string) (at string, ok bool) {
	draft := "/drafts/" + uuid.NewString()
	var page, posted string
	ok = w.until(func() (err error) {
		page, err = w.get("/updates/new?council=wscc")
		return err
	}) && w.until(func() error {
		_, err := w.send(draft, url.Values{"as": values(page, "as"), "genre": {"announcement"}, "title": {title}, "body": {"Counted."},
			"label": {"TLP:AMBER"}, "circles": proposed(page), "then": {"review"}})
		return err
	}) && w.until(func() (err error) {
		page, err = w.get(draft + "/review")
		return err
	}) && w.until(func() (err error) {
		posted, err = w.send("/updates", url.Values{"once": values(page, "once"), "draft": values(page, "draft"), "version": values(page, "version")})
		return err
	})
	return posted, ok
}

var signedOut = errors.New("signed out")

func (w *writer) signIn() error {
	jar, err := cookiejar.New(nil)
	if err != nil {
		return err
	}
	w.client = &http.Client{Jar: jar, Timeout: 10 * time.Second, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	_, err = w.send("/demo/sign-in", url.Values{"person": {story.Priya.ID.String()}})
	return err
}

// get reads a page; anything but a page is an error.
func (w *writer) get(path string) (string, error) {
	if w.client == nil {
		return "", signedOut
	}
	answer, err := w.client.Get("http://" + w.addr + path)
	if err != nil {
		return "", err
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if strings.HasPrefix(answer.Header.Get("Location"), "/sign-in") {
		return "", signedOut
	}
	if err == nil && answer.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s is %d", path, answer.StatusCode)
	}
	return string(body), err
}

// send posts a form and returns where it leads; anything but an onward address is an error.
func (w *writer) send(path string, form url.Values) (string, error) {
	answer, err := w.client.PostForm("http://"+w.addr+path, form)
	if err != nil {
		return "", err
	}
	defer answer.Body.Close()
	if _, err := io.Copy(io.Discard, answer.Body); err != nil {
		return "", err
	}
	to := answer.Header.Get("Location")
	if strings.HasPrefix(to, "/sign-in") {
		return "", signedOut
	}
	if answer.StatusCode != http.StatusSeeOther {
		return "", fmt.Errorf("%s is %d", path, answer.StatusCode)
	}
	return to, nil
}

var (
	entryLink = regexp.MustCompile(`<a href="(/updates/[0-9a-f-]{36})"[^>]*>\s*(Entry \d+ of the ledger)\s*</a>`)
	nextPage  = regexp.MustCompile(`<a[^>]*rel="next"[^>]*href="([^"]*)"`)
	inputs    = regexp.MustCompile(`<input[^>]*>`)
	valueOf   = regexp.MustCompile(` value="([^"]*)"`)
)

// listed are the ledger's entries in the council's list, page by page, with the addresses of each.
func (w *writer) listed() (map[string][]string, error) {
	found := map[string][]string{}
	for path := "/councils/wscc"; path != ""; {
		page, err := w.get(path)
		if err != nil {
			return nil, err
		}
		for _, m := range entryLink.FindAllStringSubmatch(page, -1) {
			found[m[2]] = append(found[m[2]], m[1])
		}
		path = ""
		if m := nextPage.FindStringSubmatch(page); m != nil {
			path = html.UnescapeString(m[1])
		}
	}
	return found, nil
}

// values are those of a field of the page's form, proposed those of the audiences that are proposed.
func values(page, name string) (all []string) {
	for _, tag := range inputs.FindAllString(page, -1) {
		if v := valueOf.FindStringSubmatch(tag); v != nil && strings.Contains(tag, ` name="`+name+`"`) {
			all = append(all, html.UnescapeString(v[1]))
		}
	}
	return all[:min(1, len(all))]
}

func proposed(page string) (all []string) {
	for _, tag := range inputs.FindAllString(page, -1) {
		if strings.Contains(tag, ` name="circles"`) && strings.Contains(tag, " checked") {
			all = append(all, valueOf.FindStringSubmatch(tag)[1])
		}
	}
	return all
}

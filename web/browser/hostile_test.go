package browser

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"example.org/concord/internal/story"
)

// hostile are what somebody types who wants others' browsers to run it, one a line.
//
//go:embed testdata/hostile.txt
var hostile string

// watch runs before anything else of a page does, and keeps what must not happen there.
const watch = `window.harm = [];
for (const name of ["alert", "confirm", "prompt", "print", "ran"]) window[name] = (...said) => { harm.push(name + "(" + said + ")"); return "" };
document.addEventListener("securitypolicyviolation", e => harm.push(e.violatedDirective + " " + e.blockedURI + " " + e.sample));`

// Every text that anybody may write holds hostile words, written past all checks. No page runs them, and none even tries to load them.
func TestNothingHostileRunsOnAnyPage(t *testing.T) {
	p := newPortal(t)
	made := p.arrange()
	words := strings.Split(strings.TrimSpace(hostile), "\n")
	dana := p.As(story.Dana)
	var at []string
	for n := 0; n < len(words); n += 5 {
		some := words[n:min(n+5, len(words))]
		body := strings.Join(some, "\n\n") + "\n\n- " + strings.Join(some, "\n- ") + "\n\n> " + strings.Join(some, "\n> ") + "\n\n| a |\n|---|\n| " + strings.Join(some, " |\n| ") +
			" |\n\n```" + some[0] + "\n" + some[0] + "\n```\n\n[" + some[0] + "](" + strings.ReplaceAll(some[0], " ", "%20") + ") <" + some[0] + "> ![" + some[0] + "](" + some[0] + ")"
		where := p.posted(dana, url.Values{"title": {some[0]}, "body": {body}, "label": {"TLP:AMBER"}, "source": {some[len(some)-1]}})
		if where == "" {
			t.Fatalf("%q was not posted", some)
		}
		at = append(at, where)
	}
	p.poison(t, words)

	tabs := map[*story.Person]*tab{}
	open := func(as *story.Person, path string) {
		b := tabs[as]
		if b == nil {
			b = p.watched(t, as)
			tabs[as] = b
		}
		b.Go(path)
		var harm []string
		if err := json.Unmarshal([]byte(evaluate[string](b, `new Promise(done => setTimeout(() => done(JSON.stringify(harm)), 30))`)), &harm); err != nil {
			t.Fatal(err)
		}
		for _, h := range harm {
			t.Errorf("%s: %s", path, h)
		}
	}
	for _, where := range at {
		open(&story.Dana, where)
	}
	open(&story.Dana, at[0]+"?quote="+strings.TrimPrefix(at[0], "/updates/"))
	for _, s := range states(made) {
		open(s.as, s.path)
	}
}

// The watch sees what it is there to see: else the test above would pass on pages full of harm.
func TestHarmWouldBeSeen(t *testing.T) {
	b := newPortal(t).watched(t, nil)
	b.forgives("evil.example.com")
	b.Go("/sectors")
	evaluate[bool](b, `(() => { const s = document.createElement("link"); s.rel = "stylesheet"; s.href = "https://evil.example.com/x.css"; document.head.append(s); ran(1);
		const i = document.createElement("img"); i.src = "https://evil.example.com/x.png"; document.body.append(i); return true })()`)
	got := evaluate[string](b, `new Promise(done => setTimeout(() => done(harm.join("\n")), 100))`)
	for _, want := range []string{"ran(1)", "style-src-elem https://evil.example.com", "img-src https://evil.example.com"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not among %q", want, got)
		}
	}
}

// watched opens a window whose pages are watched.
func (p portal) watched(t *testing.T, as *story.Person) *tab {
	b := p.Open(t, nil, 1280)
	b.do(chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Call(ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: watch})
		return err
	}))
	if as != nil {
		b.Go("/demo")
		b.leave(fmt.Sprintf(`document.querySelector("input[name=person][value='%s']").form.requestSubmit()`, as.ID))
	}
	return b
}

// poison writes hostile words into every text that people may write, as the server's owner with its triggers off: what comes before
// the database must not be what saves the pages.
func (p portal) poison(t *testing.T, words []string) {
	t.Helper()
	conn, err := p.Database.Super().Acquire(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Release()
	if _, err := conn.Exec(t.Context(), `set session_replication_role = replica`); err != nil {
		t.Fatal(err)
	}
	for _, column := range []struct {
		table, column string
		room          int
	}{
		{"person", "name", 200}, {"organization", "name", 200}, {"council", "name", 200}, {"council", "short_name", 60}, {"council", "status_note", 200},
		{"council", "website", 200}, {"purpose", "words", 4000}, {"charter", "records_terms", 2000}, {"charter", "clients", 2000}, {"charter", "green_means", 2000},
		{"charter", "next_meeting", 500}, {"sector", "name", 200}, {"region", "name", 200}, {"item", "author_name", 200}, {"item", "author_office", 200},
		{"item", "author_organization", 200}, {"item_version", "title", 200}, {"item_version", "summary", 400}, {"item_version", "body", 400},
		{"sector_update", "source", 300}, {"sector_update", "source_marking", 60}, {"attachment", "name", 200},
		{"facility", "name", 200}, {"facility", "address", 300}, {"contact", "label", 60}, {"engagement", "with_whom", 200}, {"engagement", "purpose", 400}, {"engagement", "notes", 400},
		{"partner_request", "wish", 400}, {"incident", "title", 200}, {"incident", "outcome", 400}, {"incident_call", "result", 400}, {"jurisdiction_body", "name", 200}, {"agreement", "with_whom", 200}, {"agreement", "covers", 400},
	} {
		table, as := column.table, column.column
		if _, err := conn.Exec(t.Context(), fmt.Sprintf(`update %s x set %s = left(($1::text[])[1 + (hashtext(x::text || $2) & 2147483647) %% cardinality($1)], $3)`, table, as), words, as, column.room); err != nil {
			t.Fatalf("%s.%s: %v", table, as, err)
		}
	}
	if _, err := conn.Exec(t.Context(), `update item set withdrawn_because = $1, withdrawn_by = $1 where withdrawn is not null`, words[0]); err != nil {
		t.Fatal(err)
	}
	if _, err := conn.Exec(t.Context(), `reset session_replication_role`); err != nil {
		t.Fatal(err)
	}
}

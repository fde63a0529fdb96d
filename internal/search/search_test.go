package search_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"example.org/concord/internal/db"
	"example.org/concord/internal/dbtest"
	"example.org/concord/internal/item"
	"example.org/concord/internal/markdown/typedtest"
	"example.org/concord/internal/marking"
	"example.org/concord/internal/search"
	"example.org/concord/internal/story"
	"example.org/concord/internal/story/storytest"
	"example.org/concord/internal/update"
)

type stage struct {
	*testing.T
	d   *dbtest.Database
	app *db.DB
}

func open(t *testing.T) stage {
	d := storytest.New(t)
	return stage{t, d, d.App()}
}

func (s stage) must(err error) {
	s.Helper()
	if err != nil {
		s.Fatal(err)
	}
}

// post posts an update of Dana's to the circle of that slug.
func (s stage) post(title, body, slug string, label marking.Label) item.ID {
	s.Helper()
	who := s.d.As(story.Dana.ID)
	var o update.Offer
	s.must(s.app.Read(s.Context(), who, o.Queries()...))
	n := slices.IndexFunc(o.Circles, func(c item.Circle) bool { return c.Slug == slug && c.Kind != marking.Seated })
	f := update.Fields{As: o.Voices[0].ID.String(), Genre: string(update.Advisory), Title: title, Body: body, Label: string(label), Circles: []string{o.Circles[n].ID.String()}}
	p, err := f.Posting(o, storytest.Day)
	s.must(err)
	s.must(s.app.Write(s.Context(), who, db.Once{}, update.Post(p)...))
	return p.ID
}

func (s stage) find(p story.Person, t search.Terms) search.Results {
	s.Helper()
	who := db.Who{}
	if p.Name != "" {
		who = s.d.As(p.ID)
	}
	var r search.Results
	s.must(s.app.Read(s.Context(), who, r.Queries(t)...))
	return r
}

func ids(r search.Results) []item.ID {
	var all []item.ID
	for _, h := range r.Hits {
		all = append(all, h.ID)
	}
	return all
}

func TestWordsArePhrasesStemsAndTitles(t *testing.T) {
	s := open(t)
	id := s.post("Zirconium valves recalled", "The maker recalls valves of the **Halcyon** series, made in spring.", "wscc", marking.Amber)
	for words, found := range map[string]bool{
		"zirconium": true, "recalling valve": true, `"halcyon series"`: true, `"series halcyon"`: false, "zirconium -halcyon": false,
		"halcyon or nothingsuch": true, "nothingsuch": false,
	} {
		if got := slices.Contains(ids(s.find(story.Priya, search.Terms{Words: words})), id); got != found {
			t.Errorf("%s finds it: %v", words, got)
		}
	}
}

func TestOutsiderFindsNothing(t *testing.T) {
	s := open(t)
	id := s.post("Zirconium", "Halcyon", "wscc", marking.Amber)
	for _, p := range story.Cast {
		member := slices.Contains([]story.Person{story.Dana, story.Omar, story.Priya, story.Maya, story.Lena, story.Hugo}, p)
		for _, council := range []string{"", "wscc"} {
			r := s.find(p, search.Terms{Words: "zirconium", Council: council})
			if n, exact := r.Counts(); slices.Contains(ids(r), id) != member || !member && n != 0 || !exact {
				t.Errorf("%s finds %d", p.Name, n)
			}
		}
	}
	if r := s.find(story.Person{}, search.Terms{Words: "zirconium"}); len(r.Hits) != 0 {
		t.Error("the public finds what was not published")
	}
}

func TestWithdrawnAndReplacedTextIsNotFound(t *testing.T) {
	s := open(t)
	id := s.post("Zirconium", "Halcyon", "wscc", marking.Amber)
	dana := s.d.As(story.Dana.ID)
	text, err := item.Render("Kingfisher", 1)
	s.must(err)
	s.must(s.app.Write(t.Context(), dana, db.Once{}, update.Edit(update.Revision{ID: id, Base: 1, Title: "Zirconium", Text: text})...))
	if n := len(s.find(story.Priya, search.Terms{Words: "halcyon"}).Hits); n != 0 {
		t.Error("what an edit took out is found")
	}
	if n := len(s.find(story.Priya, search.Terms{Words: "kingfisher"}).Hits); n != 1 {
		t.Error("what an edit put in is not found")
	}
	s.must(s.app.Write(t.Context(), dana, db.Once{}, update.Withdraw(id, "wrong")))
	if n := len(s.find(story.Priya, search.Terms{Words: "zirconium"}).Hits); n != 0 {
		t.Error("what was withdrawn is found")
	}
}

func TestPublishedIsFoundByAllAndOnce(t *testing.T) {
	s := open(t)
	id := s.post("Zirconium", "Halcyon", "water-and-wastewater-community", marking.Clear)
	s.must(s.app.Write(t.Context(), s.d.As(story.Dana.ID), db.Once{}, update.Publish(id)))
	for _, p := range []story.Person{{}, story.Eve, story.Ines, story.Tomas, story.Dana} {
		if got := ids(s.find(p, search.Terms{Words: "zirconium"})); !slices.Equal(got, []item.ID{id}) {
			t.Errorf("%q finds %d", p.Name, len(got))
		}
	}
	if n := len(s.find(story.Tomas, search.Terms{Words: "zirconium", Council: "water-and-wastewater-community"}).Hits); n != 1 {
		t.Errorf("in its own community it is found %d times", n)
	}
}

func TestFiltersNarrow(t *testing.T) {
	s := open(t)
	id := s.post("Zirconium", "Halcyon", "wscc", marking.Amber)
	tomorrow, yesterday := time.Now().Add(24*time.Hour), time.Now().Add(-24*time.Hour)
	for name, c := range map[string]struct {
		terms search.Terms
		found bool
	}{
		"genre":         {search.Terms{Kind: string(update.Advisory)}, true},
		"other genre":   {search.Terms{Kind: string(update.Request)}, false},
		"replies":       {search.Terms{Kind: search.Replies}, false},
		"council":       {search.Terms{Council: "wscc"}, true},
		"other council": {search.Terms{Council: "escc"}, false},
		"no council":    {search.Terms{Council: "nowhere"}, false},
		"from":          {search.Terms{From: &yesterday, Until: &tomorrow}, true},
		"later":         {search.Terms{From: &tomorrow}, false},
		"earlier":       {search.Terms{Until: &yesterday}, false},
	} {
		c.terms.Words = "zirconium"
		if got := slices.Contains(ids(s.find(story.Maya, c.terms)), id); got != c.found {
			t.Errorf("%s: found %v", name, got)
		}
	}
}

func TestWordsThatFindEverythingFindNothing(t *testing.T) {
	s := open(t)
	for _, words := range []string{"", "the", "  ", "!!!", "the of and", "\"", "\"\"", "' \"", "-", "--", "-the", "or the", "or or", "(&|!:*)", "\\", "“", "-zirconium", "…"} {
		if r := s.find(story.Dana, search.Terms{Words: words}); len(r.Hits) != 0 || !r.Unusable {
			t.Errorf("%q finds %d, unusable %v", words, len(r.Hits), r.Unusable)
		}
	}
	if r := s.find(story.Dana, search.Terms{Words: "nothingsuch"}); r.Unusable {
		t.Error("a word that stands nowhere is taken for none")
	}
}

func TestPagesFollowEachOtherWithoutGapsOrRepeats(t *testing.T) {
	s := open(t)
	var want []item.ID
	for range 50 {
		want = append(want, s.post("Zirconium", "Halcyon", "wscc", marking.Amber))
	}
	slices.Reverse(want)
	var got []item.ID
	var after *update.Key
	for {
		r := s.find(story.Priya, search.Terms{Words: "zirconium", After: after})
		got = append(got, ids(r)[:min(len(r.Hits), search.PerPage)]...)
		if len(r.Hits) <= search.PerPage {
			break
		}
		key := r.Hits[search.PerPage-1].Key()
		after = &key
	}
	if !slices.Equal(got, want) {
		t.Errorf("%d of %d were found in order", len(got), len(want))
	}
	if n, exact := s.find(story.Priya, search.Terms{Words: "zirconium"}).Counts(); n != 50 || !exact {
		t.Errorf("counted are %d, exact %v", n, exact)
	}
}

// What lies beyond the newest thousand of a circle is found by the index.
func TestOldAndRareIsFoundBehindTheNewestThousand(t *testing.T) {
	s := open(t)
	id := s.post("Zirconium", "Halcyon", "wscc", marking.Amber)
	_, err := s.d.Owner().Exec(t.Context(), `
with source as (select * from item where id = $1), ids as materialized (select gen_random_uuid() as id from generate_series(1, 1100)),
posted as (insert into item (id, kind, root_id, label, root_label, source_council_id, author_id, appointment_id, posted)
  select ids.id, 'update', ids.id, s.label, s.label, s.source_council_id, s.author_id, s.appointment_id, now() + interval '1 hour' from ids cross join source s),
addressed as (insert into audience (item_id, circle_id, circle_kind, council_id, root_id, through_id, author_id, label, posted)
  select ids.id, a.circle_id, a.circle_kind, a.council_id, ids.id, a.circle_id, a.author_id, a.label, now() + interval '1 hour' from ids cross join audience a where a.item_id = $1),
detailed as (insert into sector_update (item_id, genre) select id, 'advisory' from ids)
insert into item_version (item_id, number, title, body, html, summary, author_id)
  select ids.id, 1, 'Common', 'Common words', '', '', s.author_id from ids cross join source s`, id)
	s.must(err)
	r := s.find(story.Priya, search.Terms{Words: "zirconium"})
	if n, exact := r.Counts(); !slices.Equal(ids(r), []item.ID{id}) || n != 1 || !exact {
		t.Errorf("found are %d, exact %v", n, exact)
	}
	for kind, found := range map[string]int{string(update.Advisory): 1, string(update.Request): 0} {
		if n := len(s.find(story.Priya, search.Terms{Words: "zirconium", Kind: kind}).Hits); n != found {
			t.Errorf("of kind %s %d are found, want %d", kind, n, found)
		}
	}
	if n, exact := s.find(story.Priya, search.Terms{Words: "common"}).Counts(); n != 100 || exact {
		t.Errorf("of a common word %d are counted, exact %v", n, exact)
	}
}

func TestHeadlineMarksTheWordsAndShowsNoMarkup(t *testing.T) {
	s := open(t)
	s.post("Zirconium", "The <b>valves</b> of **zirconium** leak & drip.", "wscc", marking.Amber)
	r := s.find(story.Priya, search.Terms{Words: "zirconium"})
	var all, marked strings.Builder
	for _, p := range r.Pieces(r.Hits[0]) {
		all.WriteString(p.Text)
		if p.Hit {
			marked.WriteString(p.Text)
		}
	}
	if marked.String() != "zirconium" || !strings.Contains(all.String(), "leak & drip") {
		t.Errorf("%q marks %q", all.String(), marked.String())
	}
}

func TestEachTypedWordIsFound(t *testing.T) {
	s := open(t)
	r := rand.New(rand.NewPCG(4, 12))
	for range 12 {
		body := typedtest.Body(r)
		s.post("Typed <zirconium> halcyon/kingfisher", body, "wscc", marking.Amber)
		var missing []string
		if err := s.app.Read(t.Context(), s.d.As(story.Priya.ID), db.Many("words that are not found", `
select w from unnest($1::text[]) w where numnode(phraseto_tsquery('english', app.words(w))) > 0
   and not exists (select from search_part p join item_version v on v.item_id = p.item_id where v.body = $2 and p.vector @@ phraseto_tsquery('english', app.words(w)))`,
			&missing, typedtest.Words(body), body)); err != nil || len(missing) > 0 {
			t.Errorf("%q are not found in %q (%v)", missing, body, err)
		}
	}
	for _, words := range []string{"zirconium", "halcyon", "kingfisher"} {
		if n := len(s.find(story.Priya, search.Terms{Words: words}).Hits); n != 12 {
			t.Errorf("%s is found %d times", words, n)
		}
	}
}

// What is written as one word is found whole and in its parts, whatever the characters between them.
func TestTokensOfTheTradeAreFoundWholeAndInTheirParts(t *testing.T) {
	s := open(t)
	id := s.post("“Aqueduct” plan—revised", `PFAS/PFOA in IT/OT, TX/OK. See CVE-2026-1111/CVE-2026-2222 and
[the notice](https://nvd.example/vuln/detail/CVE-2026-3333?page=1). Firmware v4.2.1; hxxp://bad[.]example/pay, worse[dot]example. École Marlow’s Spring…then
Peña of AT&T. Nothing here stands in capitals. pH 7.4, T1 line, 3,500 gal, user_name@host.example`, "wscc", marking.Amber)
	for words, found := range map[string]bool{
		"aqueduct": true, "plan": true, "revised": true, "spring": true, "then spring": true, "marlow": true, "Marlow's": true, "marlow’s": true,
		"ecole": true, "École": true, "E\u0301COLE": true, "pena": true, "Peña": true, "“plan revised”": true,
		"PFAS/PFOA": true, "PFAS": true, "pfoa": true, "IT/OT": true, "it/ot": true, "OT": true, "IT": true, "it": true, "TX/OK": true, "TX": true, "ok": true, "PFOA/PFAS": false,
		"CVE-2026-1111": true, "cve-2026-2222": true, "2026-2222": true, "CVE-2026-3333": true, "CVE-2026-4444": false, "CVE-2026-1111/CVE-2026-2222": true,
		"v4.2.1": true, "4.2.1": true, "4.2": true, "4.3": false, "bad.example": true, "bad[.]example": true, "hxxp://bad[.]example": true, "http://bad.example/pay": true,
		"bad": true, "worse.example": true, "AT&T": true, "T1": true, "7.4": true, "3,500": true, "user_name@host.example": true, "host.example": true, "OR": false, "ME": false,
		"PLAN IN TEXAS OR OKLAHOMA": false, "PLAN OR NOTHINGSUCH": true, "-aqueduct": false, "aqueduct -pfas": false, "-nothingsuch aqueduct": true,
	} {
		if got := slices.Contains(ids(s.find(story.Priya, search.Terms{Words: words})), id); got != found {
			t.Errorf("%s finds it: %v", words, got)
		}
	}
	if got := ids(s.find(story.Priya, search.Terms{Words: story.Dana.Name + " pfas"})); !slices.Equal(got, []item.ID{id}) {
		t.Errorf("by its author's name it is found %d times", len(got))
	}
	if r := s.find(story.Priya, search.Terms{Words: "aqued"}); !slices.Equal(ids(r), []item.ID{id}) || !r.Hits[0].Begun {
		t.Errorf("by the beginning of a word it is found %d times", len(r.Hits))
	}
}

// What an earlier release read is read anew in the background, and keeps its circles: nobody finds more than before.
func TestTextsOfAnEarlierReleaseAreReadAnew(t *testing.T) {
	s := open(t)
	id := s.post("PFAS/PFOA", "Halcyon", "wscc", marking.Amber)
	_, err := s.d.Owner().Exec(t.Context(), `update search_part p set rules = 0, vector = (select setweight(to_tsvector('english', v.title), 'A') || to_tsvector('english', v.body)
         || array_to_tsvector(array(select '#' || circle_id::text from audience where item_id = p.item_id)) from item_version v where v.item_id = p.item_id and v.number = 1)`)
	s.must(err)
	if len(s.find(story.Priya, search.Terms{Words: "pfoa"}).Hits) != 0 {
		t.Fatal("nothing is to be mended")
	}
	s.must(search.ReadAnew(t.Context(), s.d.Worker()))
	if got := ids(s.find(story.Priya, search.Terms{Words: "pfoa"})); !slices.Equal(got, []item.ID{id}) {
		t.Errorf("found are %d", len(got))
	}
	if n := len(s.find(story.Eve, search.Terms{Words: "pfoa"}).Hits); n != 0 {
		t.Errorf("an outsider finds %d", n)
	}
	var left int
	s.must(s.d.Owner().QueryRow(t.Context(), `select count(*) from search_part where rules < 1`).Scan(&left))
	if left != 0 {
		t.Errorf("%d are left", left)
	}
}

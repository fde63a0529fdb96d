package councils_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"example.org/concord/internal/story"
	"example.org/concord/web/webtest"
)

const selected = "/councils/wscc/selection"

func chosen(pairs ...string) url.Values {
	form := url.Values{"umbrella": {"anchor-ci"}, "organization": {"Copper Creek Water District"}, "person": {"Rachel Quill"}, "since": {ago(10)}, "document": {"Letter of selection, page 2"}}
	for n := 0; n < len(pairs); n += 2 {
		form.Set(pairs[n], pairs[n+1])
	}
	return form
}

func TestBothSidesSeeWhomCISASelected(t *testing.T) {
	s := webtest.New(t)
	for _, who := range []story.Person{story.Dana, story.Priya, story.Sam} {
		has(t, s.As(who).Get(selected), []string{"Blue Mesa Water Authority", "Dana Whitfield", "Tidewater Utilities Cooperative", "Letter of selection to the water sector", "ANCHOR-CI"}, "River City Dispatch Authority")
		has(t, s.As(who).Get("/councils/wscc/roster"), []string{`href="/councils/wscc/selection"`})
	}
	has(t, s.As(story.Priya).Get(selected+"?on="+ago(30)), []string{"River City Dispatch Authority", "Shauna Price"})
	has(t, s.As(story.Priya).Get(selected+"?on="+ago(95)), []string{"Nobody is on record as selected on that day"}, "Blue Mesa Water Authority")
	for _, path := range []string{selected, selected + "/changes"} {
		if got := s.As(story.Ines).Get(path); got.Status != http.StatusNotFound {
			t.Errorf("an outsider reads %s: %d", path, got.Status)
		}
		if got := s.As(story.Ines).Get(strings.Replace(path, "wscc", "escc", 1)); got.Status != http.StatusNotFound {
			t.Errorf("a council under no such umbrella has %s: %d", path, got.Status)
		}
	}
}

func TestStaffRecordWhomCISASelectedAndItOpensNothing(t *testing.T) {
	s := webtest.New(t)
	sam := s.As(story.Sam)
	if got := s.As(story.Dana).Post(selected, chosen()); got.Status != http.StatusNotFound {
		t.Errorf("the chair records a selection: %d", got.Status)
	}
	for field, says := range map[string]string{"umbrella": "Choose the umbrella", "since": "Write the day from which it holds", "document": "Name the document", "organization": ">Write a name."} {
		if got := sam.Post(selected, chosen(field, "")); got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Body, says) || !strings.Contains(got.Body, "Rachel Quill") {
			t.Errorf("without %s: %d", field, got.Status)
		}
	}
	if got := sam.Post(selected, chosen("since", ago(200))); got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Body, "did not stand under this umbrella on that day") {
		t.Errorf("before the council came under it: %d", got.Status)
	}
	var before int
	held := func() (n int) {
		if err := s.Database.Owner().QueryRow(t.Context(), `select count(*) from held`).Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	before = held()
	if got := sam.Post(selected, chosen()); got.Status != http.StatusSeeOther {
		t.Fatalf("recording: %d", got.Status)
	}
	if held() != before {
		t.Error("a selection gives a right")
	}
	if got := sam.Post(selected, chosen()); got.Status != http.StatusConflict {
		t.Errorf("the same again: %d", got.Status)
	}
	has(t, s.As(story.Dana).Get(selected), []string{"Rachel Quill", "Letter of selection, page 2", "recorded by Sam Porter"})
	has(t, s.As(story.Dana).Get(selected+"/changes"), []string{"Rachel Quill", "selected under ANCHOR-CI", "selected under ANCHOR-CI no longer"})
	has(t, sam.Get("/admin/audit?kept=councils"), []string{"recorded whom <abbr title=\"Cybersecurity and Infrastructure Security Agency\">CISA</abbr> selected for"})
	file := s.As(story.Dana).Post(selected+"/export", nil)
	has(t, file, []string{"Copper Creek Water District,Rachel Quill", "ANCHOR-CI"}, "River City Dispatch Authority")
}

func TestSelectionEndsOnADayAndStaysOnRecord(t *testing.T) {
	s := webtest.New(t)
	sam, one := s.As(story.Sam), selected+"/"+story.Selection("tidewater-utilities-cooperative").String()
	if got := s.As(story.Dana).Post(one+"/end", url.Values{"until": {ago(1)}}); got.Status != http.StatusNotFound {
		t.Errorf("the chair ends a selection: %d", got.Status)
	}
	has(t, sam.Get(one), []string{"End the selection of Tidewater Utilities Cooperative"})
	if got := sam.Post(one+"/end", url.Values{"until": {ago(300)}}); got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Body, "before its beginning") {
		t.Errorf("before it began: %d", got.Status)
	}
	if got := sam.Post(one+"/end", url.Values{"until": {ago(1)}, "because": {"It withdrew"}}); got.Status != http.StatusSeeOther {
		t.Fatalf("ending: %d", got.Status)
	}
	has(t, s.As(story.Dana).Get(selected), []string{"Blue Mesa Water Authority"}, "Tidewater Utilities Cooperative")
	has(t, s.As(story.Dana).Get(selected+"?on="+ago(3)), []string{"Tidewater Utilities Cooperative"})
}

func TestSelectionsEndWithTheTimeUnderTheUmbrella(t *testing.T) {
	s := webtest.New(t)
	if got := s.As(story.Sam).Post("/admin/councils/wscc/umbrellas/anchor-ci/end", nil); got.Status != http.StatusSeeOther {
		t.Fatalf("ending: %d", got.Status)
	}
	var living int
	if err := s.Database.Owner().QueryRow(t.Context(), `select count(*) from selection where until is null or until > app.now()`).Scan(&living); err != nil || living != 0 {
		t.Errorf("%d last, %v", living, err)
	}
}

package admin

import (
	"net/http"
	"slices"
	"strings"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"

	"example.org/concord/internal/fault"
	"example.org/concord/internal/may"
	"example.org/concord/internal/reference"
	"example.org/concord/web/page"
)

// factList is what is known from memory alone, and what was decided lately.
type factList struct {
	frame  page.Frame
	sought reference.Sought
	waits  []reference.Waits
	rows   []reference.Fact
	judged []reference.Judgment
	next   string
	here   string // the address of the list, where a decision leads back to
	wrong  string // why what was sent decided nothing
}

// Facts lists the facts that wait for somebody who knows.
func (s Site) Facts(v page.Visitor, r *http.Request) (page.Answer, error) {
	l, err := s.factList(v, r)
	if err != nil {
		return page.Answer{}, err
	}
	return page.Show(facts(l)), nil
}

func (s Site) factList(v page.Visitor, r *http.Request) (factList, error) {
	after, err := page.ParseCursor(v.Query.Get("after"), 3)
	if err != nil {
		return factList{}, err
	}
	l := factList{sought: reference.Sought{Kind: v.Query.Get("kind"), Verdict: v.Query.Get("verdict"), Words: v.Query.Get("q")}, here: "/admin/facts"}
	if v.Query.Encode() != "" {
		l.here += "?" + v.Query.Encode()
	}
	v.Path = "/admin/facts" // what was refused is shown in the list
	if err := s.read(v, r, &l.frame, may.ConfirmFacts,
		reference.WaitingByKind(&l.waits), reference.FromMemory(l.sought, after, &l.rows), reference.Judgments(&l.judged)); err != nil {
		return l, err
	}
	if len(l.rows) > reference.PerPage {
		l.rows = l.rows[:reference.PerPage]
		l.next = page.Cursor(l.rows[reference.PerPage-1].Key()...)
	}
	return l, nil
}

// JudgeFacts confirms or rejects many at once: those that were selected, or all that the page showed.
func (s Site) JudgeFacts(v page.Visitor, r *http.Request) (page.Answer, error) {
	given := r.PostForm["fact"]
	verdict := r.PostFormValue("verdict")
	if verdict == "all" {
		given, verdict = r.PostForm["shown"], "confirmed"
	}
	var ids []reference.FactID
	for _, one := range given {
		id, err := uuid.Parse(one)
		if err != nil {
			return page.Answer{}, fault.NotFound
		}
		ids = append(ids, reference.FactID{UUID: id})
	}
	wrong := ""
	switch {
	case verdict != "confirmed" && verdict != "rejected":
		wrong = "Press one of the buttons: confirm or reject."
	case len(ids) == 0:
		wrong = "Nothing was selected. Select the facts that you know, then confirm or reject them."
	case slices.ContainsFunc(given, func(one string) bool { return !slices.Contains(r.PostForm["shown"], one) }):
		wrong = "Select facts of the page alone: choose one of those offered."
	case len(ids) > reference.PerPage:
		wrong = "These are more facts than one page shows. Decide those of one page at a time."
	}
	if wrong != "" {
		l, err := s.factList(v, r)
		if err != nil {
			return page.Answer{}, err
		}
		l.wrong = wrong
		return page.Again(facts(l), fault.Invalid{{Name: "fact", Message: wrong}}), nil
	}
	return s.judge(v, r, verdict, ids)
}

func (s Site) judge(v page.Visitor, r *http.Request, verdict string, ids []reference.FactID) (page.Answer, error) {
	act, public := uuid.New(), 0
	change, done := reference.Confirm(act, ids), "confirmed"
	if verdict == "rejected" {
		change, done = reference.Reject(act, ids), "rejected"
	}
	location := backToFacts(r)
	if err := s.DB.Write(r.Context(), v.Who, page.Once(r, location), change, reference.Public(act, &public)); err != nil {
		return page.Answer{}, err
	}
	return page.Go(location, page.Count(len(ids), "fact", "facts")+" "+done+". "+publicly(public, len(ids), done)+" You can take it back below for a day."), nil
}

// publicly says how many of the facts change what the public sees.
func publicly(public, all int, verdict string) string {
	shows := "show what rests on "
	if verdict == "rejected" {
		shows = "no longer show what rests on "
	}
	switch {
	case public == 0:
		return "No public page changes."
	case public == all && all == 1:
		return "The public page changes with it."
	case public == all:
		return "The public pages " + shows + "all of them."
	}
	return "The public pages " + shows + number(public) + " of them; the rest changes no page."
}

// UndoFacts takes back what was decided together.
func (s Site) UndoFacts(v page.Visitor, r *http.Request) (page.Answer, error) {
	id, err := uuid.Parse(chi.URLParam(r, "judgment"))
	if err != nil {
		return page.Answer{}, fault.NotFound
	}
	location := backToFacts(r)
	if err := s.DB.Write(r.Context(), v.Who, page.Once(r, location), reference.Undo(id)); err != nil {
		return page.Answer{}, err
	}
	return page.Go(location, "Taken back. These facts are as they were before."), nil
}

// backToFacts is the list that the form stood in, and nothing else.
func backToFacts(r *http.Request) string {
	if back := r.PostFormValue("back"); strings.HasPrefix(back, "/admin/facts?") {
		return back
	}
	return "/admin/facts"
}

// recordOf is where the thing stands with all that is known of it; "" where it has no page.
func recordOf(f reference.Fact) string {
	at, _, _ := strings.Cut(f.Subject, "/") // of a membership: the organization
	switch f.Kind {
	case "council":
		return "/admin/councils/" + at
	case "organization", "membership":
		return "/admin/organizations/" + at
	case "sector":
		return "/admin/sectors/" + at
	case "region":
		return "/regions/" + at
	case "edition":
		return "/sectors?edition=" + at
	}
	return ""
}

// factKinds in the words of the page.
var factKinds = map[string]string{"region": "Regions", "organization": "Organizations", "sector": "Sectors", "edition": "Editions", "retired_sector": "Retired sectors",
	"umbrella": "Umbrellas", "council": "Councils", "membership": "Memberships"}

var factVerdicts = []page.Option{{Value: "", Label: "Waits for somebody who knows"}, {Value: "confirmed", Label: "Confirmed"}, {Value: "rejected", Label: "Rejected"}}

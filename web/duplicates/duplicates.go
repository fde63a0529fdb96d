// Package duplicates is where what is on record twice is listed, set side by side, merged or told apart.
package duplicates

import (
	"net/http"
	"slices"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/duplicate"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/may"
	"example.org/concord/internal/trouble"
	"example.org/concord/web/page"
)

// Site serves them.
type Site struct{ DB *db.DB }

var keeping = map[duplicate.Kind]may.Capability{duplicate.Organization: may.EditOrganizations, duplicate.Facility: may.EditFacilities, duplicate.Person: may.AddPeople}

// kinds are those of which the visitor keeps some.
func kinds(f page.Frame) (some []duplicate.Kind) {
	for _, k := range duplicate.Kinds {
		if f.May(keeping[k]) {
			some = append(some, k)
		}
	}
	return some
}

func kindOf(name string) (duplicate.Kind, error) {
	if k := duplicate.Kind(name); slices.Contains(duplicate.Kinds, k) {
		return k, nil
	}
	return "", fault.NotFound
}

// desk is the list of pairs, and what was done lately.
type desk struct {
	frame   page.Frame
	kind    duplicate.Kind
	search  duplicate.Search
	pairs   []duplicate.Pair
	more    bool
	mergers []duplicate.Merger
	apart   []duplicate.Apart
	failed  []trouble.Work
	key     string
}

// List is what may be on record twice.
func (s Site) List(v page.Visitor, r *http.Request) (page.Answer, error) {
	d := desk{kind: duplicate.Organization, key: page.NewKey()}
	asked := v.Query.Get("kind")
	if asked != "" {
		var err error
		if d.kind, err = kindOf(asked); err != nil {
			return page.Answer{}, err
		}
	}
	if err := s.DB.Read(r.Context(), v.Who, append(d.frame.Queries(v), duplicate.Searched(&d.search), duplicate.Found(d.kind, &d.pairs), duplicate.Lately(d.kind, &d.mergers),
		duplicate.ToldApart(d.kind, &d.apart), trouble.OfKind("lookalikes", &d.failed))...); err != nil {
		return page.Answer{}, err
	}
	switch own := kinds(d.frame); {
	case slices.Contains(own, d.kind):
	case asked == "" && len(own) > 0:
		return page.Go(listOf(own[0]), ""), nil
	default:
		return page.Answer{}, fault.NotFound // the page exists for those who keep something
	}
	if d.more = len(d.pairs) > duplicate.PageSize; d.more {
		d.pairs = d.pairs[:duplicate.PageSize]
	}
	return page.Show(deskPage(d)), nil
}

func listOf(k duplicate.Kind) string { return "/duplicates?kind=" + string(k) }

// Look has everything looked through.
func (s Site) Look(v page.Visitor, r *http.Request) (page.Answer, error) {
	kind, err := kindOf(r.PostFormValue("kind"))
	if err != nil {
		return page.Answer{}, err
	}
	return s.write(v, r, kind, "", duplicate.Look())
}

// AskAgain takes back that two are two.
func (s Site) AskAgain(v page.Visitor, r *http.Request) (page.Answer, error) {
	return s.back(v, r, "apart", "They are compared again when everything is looked through.", duplicate.AskAgain)
}

// Undo takes a merger back.
func (s Site) Undo(v page.Visitor, r *http.Request) (page.Answer, error) {
	return s.back(v, r, "merger", "Undone. They are two again, each with what it had.", duplicate.Undo)
}

func (s Site) back(v page.Visitor, r *http.Request, parameter, flash string, change func(uuid.UUID) db.Query) (page.Answer, error) {
	kind, err := kindOf(r.PostFormValue("kind"))
	if err != nil {
		return page.Answer{}, err
	}
	id, err := uuid.Parse(chi.URLParam(r, parameter))
	if err != nil {
		return page.Answer{}, fault.NotFound
	}
	return s.write(v, r, kind, flash, change(id))
}

// Package troubles is where work that failed is looked at, tried again or dropped, by whoever owns it and by staff.
package troubles

import (
	"net/http"

	"github.com/go-chi/chi/v5"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/trouble"
	"example.org/concord/web/page"
)

// Site serves it.
type Site struct{ DB *db.DB }

type list struct {
	frame page.Frame
	all   []trouble.Work
	more  bool
}

// List is what failed of the visitor's work, and for staff of everybody's.
func (s Site) List(v page.Visitor, r *http.Request) (page.Answer, error) {
	var l list
	if err := s.DB.Read(r.Context(), v.Who, append(l.frame.Queries(v), trouble.Seen(&l.all))...); err != nil {
		return page.Answer{}, err
	}
	if l.more = len(l.all) > trouble.Most; l.more {
		l.all = l.all[:trouble.Most]
	}
	return page.Show(listPage(l)), nil
}

// Again has one tried once more.
func (s Site) Again(v page.Visitor, r *http.Request) (page.Answer, error) {
	return s.change(v, r, "It is tried again in a moment.", trouble.Again)
}

// Drop leaves one undone.
func (s Site) Drop(v page.Visitor, r *http.Request) (page.Answer, error) {
	return s.change(v, r, "Dropped. It is not done, and nothing of it was changed.", trouble.Drop)
}

func (s Site) change(v page.Visitor, r *http.Request, flash string, do func(int64) db.Query) (page.Answer, error) {
	id, ok := page.Serial(chi.URLParam(r, "work"))
	if !ok {
		return page.Answer{}, fault.NotFound
	}
	var w trouble.Work
	if err := s.DB.Read(r.Context(), v.Who, trouble.ByID(id, &w)); err != nil {
		return page.Answer{}, err
	}
	if err := s.DB.Write(r.Context(), v.Who, db.Once{}, do(id)); err != nil {
		return page.Answer{}, err
	}
	to := "/failed"
	if w.Mine && w.Page() != "" {
		to = w.Page()
	}
	return page.Go(to, flash), nil
}

package updates

import (
	"errors"
	"net/http"
	"slices"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/update"
	"example.org/concord/web/page"
)

// PutAside says that the visitor's organization does not answer the request, and why; without a reason where it was said, it takes that back.
func (s Site) PutAside(v page.Visitor, r *http.Request) (page.Answer, error) {
	id, err := updateOf(r)
	if err != nil {
		return page.Answer{}, err
	}
	if r.PostFormValue("act") == "up" {
		err := s.DB.Write(r.Context(), v.Who, db.Once{}, update.TakeUp(id))
		return page.Go(urlOf(id, "#reply"), "Taken up again. The request waits for your answer."), err
	}
	change, err := update.PutAside(id, r.PostFormValue("because"))
	if err == nil {
		err = s.DB.Write(r.Context(), v.Who, db.Once{}, change)
	}
	if wrong := (fault.Invalid{}); errors.As(err, &wrong) {
		t, err := s.thread(v, r)
		if err != nil {
			return page.Answer{}, err
		}
		t.form, t.asideErrs = t.suggested(), wrong
		t.resume()
		return page.Again(show(t), wrong), nil
	}
	return page.Go(urlOf(id, ""), "Put aside. Whoever asked sees why."), err
}

// setAside says whether the visitor's organization put the request aside.
func (t *thread) setAside() bool {
	return slices.ContainsFunc(t.asides, func(a update.Aside) bool { return a.Own })
}

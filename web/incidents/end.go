package incidents

import (
	"net/http"

	"example.org/concord/internal/fault"
	"example.org/concord/internal/incident"
	"example.org/concord/web/page"
)

// ending asks what came of it, and says what ends with it.
type ending struct {
	one
	outcome string
	wrong   fault.Invalid
	key     string
}

// AskEnd shows the form.
func (s Site) AskEnd(v page.Visitor, r *http.Request) (page.Answer, error) {
	e := ending{key: page.NewKey()}
	if err := s.readEnding(v, r, &e); err != nil {
		return page.Answer{}, err
	}
	return page.Show(endPage(e)), nil
}

// End ends it.
func (s Site) End(v page.Visitor, r *http.Request) (page.Answer, error) {
	e := ending{outcome: r.PostFormValue("outcome"), key: r.PostFormValue("once")}
	if err := s.readEnding(v, r, &e); err != nil {
		return page.Answer{}, err
	}
	query, err := incident.End(e.incident.ID, e.outcome)
	if err == nil {
		err = s.DB.Write(r.Context(), v.Who, page.Once(r, urlOf(e.incident.ID)), query)
	}
	if page.Told(err, &e.wrong) {
		return page.Again(endPage(e), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	return page.Go(urlOf(e.incident.ID), "The incident is over. Who was called, and what came of it, stays. Ended too early? Reopen it within 7 days."), nil
}

// Reopen takes an end back.
func (s Site) Reopen(v page.Visitor, r *http.Request) (page.Answer, error) {
	id, err := idOf(r)
	if err != nil {
		return page.Answer{}, err
	}
	if err := s.DB.Write(r.Context(), v.Who, page.Once(r, urlOf(id)), incident.Reopen(id)); err != nil {
		return page.Answer{}, err
	}
	return page.Go(urlOf(id), "The incident is under way again. Whoever works it is told by mail."), nil
}

func (s Site) readEnding(v page.Visitor, r *http.Request, e *ending) error {
	id, err := idOf(r)
	if err != nil {
		return err
	}
	if err := s.DB.Read(r.Context(), v.Who, append(e.frame.Queries(v), incident.ByID(id, &e.incident), incident.Places(id, &e.places))...); err != nil {
		return err
	}
	if !e.incident.Ends {
		return fault.Denied
	}
	return nil
}

// Package agreements is where who speaks for an organization records what it agreed with others. The profile shows it.
package agreements

import (
	"net/http"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"

	"example.org/concord/internal/agreement"
	"example.org/concord/internal/db"
	"example.org/concord/internal/facility"
	"example.org/concord/internal/fault"
	"example.org/concord/web/page"
)

// Site serves agreements.
type Site struct{ DB *db.DB }

// typed is the form as it was sent.
type typed struct{ With, Kind, Covers, Since, Until, ShownTo string }

// kept are the agreements of an organization, with the form for one more or the one that changes.
type kept struct {
	frame page.Frame
	owner facility.Owner
	rows  []agreement.Agreement
	one   agreement.Agreement
	typed typed
	wrong fault.Invalid
	key   string
}

func (k kept) url() string { return "/directory/organizations/" + k.owner.Slug + "/agreements" }

func (t *typed) read(r *http.Request) {
	*t = typed{r.PostFormValue("with"), r.PostFormValue("kind"), r.PostFormValue("covers"), r.PostFormValue("since"), r.PostFormValue("until"), r.PostFormValue("shown_to")}
}

// form is what was typed, as it is to be kept, and what is wrong with it. A day is one of the calendar, the same in every zone.
func (t typed) form() (f agreement.Form, err error) {
	var wrong fault.Invalid
	f = agreement.Form{With: t.With, Kind: t.Kind, Covers: t.Covers, ShownTo: t.ShownTo,
		Since: page.Day(t.Since, "since", time.UTC, &wrong), Until: page.Day(t.Until, "until", time.UTC, &wrong)}
	return f, page.Besides(wrong, f.Check()).Err()
}

func (s Site) read(v page.Visitor, r *http.Request, k *kept) error {
	slug := chi.URLParam(r, "organization")
	if err := s.DB.Read(r.Context(), v.Who, append(k.frame.Queries(v), facility.OwnerBySlug(slug, &k.owner), agreement.Of(slug, &k.rows))...); err != nil {
		return err
	}
	if !k.owner.Speaks {
		return fault.Denied
	}
	return nil
}

// Keep shows what is on record, and a form for one more.
func (s Site) Keep(v page.Visitor, r *http.Request) (page.Answer, error) {
	k := kept{key: page.NewKey(), typed: typed{Kind: agreement.Kinds[0].Slug, ShownTo: "advisors"}}
	if err := s.read(v, r, &k); err != nil {
		return page.Answer{}, err
	}
	return page.Show(keep(k)), nil
}

// Record puts one more on record.
func (s Site) Record(v page.Visitor, r *http.Request) (page.Answer, error) {
	k := kept{key: r.PostFormValue("once")}
	k.typed.read(r)
	if err := s.read(v, r, &k); err != nil {
		return page.Answer{}, err
	}
	f, err := k.typed.form()
	if err == nil {
		err = s.DB.Write(r.Context(), v.Who, page.Once(r, k.url()), agreement.Record(agreement.New(), k.owner.Slug, f))
	}
	if page.Told(err, &k.wrong) {
		return page.Again(keep(k), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	return page.Go(k.url(), "Recorded. Those whom you chose see it on the profile."), nil
}

// party brings one of which the visitor speaks for a side.
func (s Site) party(v page.Visitor, r *http.Request, k *kept) error {
	id, err := uuid.Parse(chi.URLParam(r, "agreement"))
	if err != nil {
		return fault.NotFound
	}
	err = s.DB.Read(r.Context(), v.Who, append(k.frame.Queries(v), agreement.Party(agreement.ID{UUID: id}, &k.one))...)
	if k.owner.Slug, k.owner.Name = k.one.OrgSlug, k.one.Organization; !k.one.Keeps {
		k.owner.Slug, k.owner.Name = k.one.WithSlug, k.one.With
	}
	return err
}

// Edit is the form to change one, or to take it away.
func (s Site) Edit(v page.Visitor, r *http.Request) (page.Answer, error) {
	k := kept{key: page.NewKey()}
	if err := s.party(v, r, &k); err != nil {
		return page.Answer{}, err
	}
	a := k.one
	k.typed = typed{With: a.With, Kind: a.Kind, Covers: a.Covers, Since: a.Since.Format(time.DateOnly), ShownTo: a.ShownTo}
	k.typed.Until = a.LastDay().Field()
	return page.Show(edit(k)), nil
}

// Change corrects it, or sets its last day.
func (s Site) Change(v page.Visitor, r *http.Request) (page.Answer, error) {
	k := kept{key: r.PostFormValue("once")}
	k.typed.read(r)
	if err := s.party(v, r, &k); err != nil {
		return page.Answer{}, err
	}
	if !k.one.Keeps {
		return page.Answer{}, fault.Denied
	}
	f, err := k.typed.form()
	if err == nil {
		err = s.DB.Write(r.Context(), v.Who, page.Once(r, k.url()), agreement.Change(k.one.ID, f))
	}
	if page.Told(err, &k.wrong) {
		return page.Again(edit(k), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	return page.Go(k.url(), "Saved."), nil
}

// Remove takes it away.
func (s Site) Remove(v page.Visitor, r *http.Request) (page.Answer, error) {
	var k kept
	if err := s.party(v, r, &k); err != nil {
		return page.Answer{}, err
	}
	if err := s.DB.Write(r.Context(), v.Who, page.Once(r, k.url()), agreement.Remove(k.one.ID)); err != nil {
		return page.Answer{}, err
	}
	return page.Go(k.url(), "Taken away. Neither side's profile shows it."), nil
}

// Package renewal is the page on which an organization says, each quarter, whether its people still speak for it.
package renewal

import (
	"net/http"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"

	"example.org/concord/internal/council"
	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/renewal"
	"example.org/concord/web/page"
)

// Site serves it.
type Site struct{ DB *db.DB }

// people are those of one organization for whom the asker answers.
type people struct {
	organization string
	rows         []renewal.Appointee
}

// waiting are those who are asked about.
func (p people) waiting() (some []renewal.Appointee) {
	for _, a := range p.rows {
		if a.Ends != nil {
			some = append(some, a)
		}
	}
	return some
}

type confirmations struct {
	frame         page.Frame
	organizations []people
	wrong         fault.Invalid
}

func (s Site) read(v page.Visitor, r *http.Request) (c confirmations, err error) {
	var rows []renewal.Appointee
	err = s.DB.Read(r.Context(), v.Who, append(c.frame.Queries(v), renewal.Appointees(&rows))...)
	for _, a := range rows {
		if n := len(c.organizations); n == 0 || c.organizations[n-1].organization != a.Organization {
			c.organizations = append(c.organizations, people{organization: a.Organization})
		}
		last := &c.organizations[len(c.organizations)-1]
		last.rows = append(last.rows, a)
	}
	return c, err
}

// Show lists everybody for whom the asker answers.
func (s Site) Show(v page.Visitor, r *http.Request) (page.Answer, error) {
	c, err := s.read(v, r)
	if err != nil {
		return page.Answer{}, err
	}
	return page.Show(stillYours(c)), nil
}

// Confirm says of those in the form that they stay.
func (s Site) Confirm(v page.Visitor, r *http.Request) (page.Answer, error) {
	var ids []uuid.UUID
	for _, typed := range r.PostForm["appointment"] {
		if id, err := uuid.Parse(typed); err == nil {
			ids = append(ids, id)
		}
	}
	c, err := s.read(v, r)
	if err != nil {
		return page.Answer{}, err
	}
	err = s.DB.Write(r.Context(), v.Who, page.Once(r, "/confirmations"), renewal.Confirm(ids))
	if page.Told(err, &c.wrong) {
		return page.Again(stillYours(c), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	return page.Go("/confirmations", "Confirmed. You are asked again next quarter."), nil
}

// release is the page on which the asker says that somebody is no longer theirs.
type release struct {
	frame     page.Frame
	appointee renewal.Appointee
	because   string
	wrong     fault.Invalid
	key       string
}

func (s Site) readRelease(v page.Visitor, r *http.Request) (p release, err error) {
	id, err := uuid.Parse(chi.URLParam(r, "appointment"))
	if err != nil {
		return p, fault.NotFound
	}
	return p, s.DB.Read(r.Context(), v.Who, append(p.frame.Queries(v), renewal.AppointeeByID(council.AppointmentID{UUID: id}, &p.appointee))...)
}

// AskRelease says what it means.
func (s Site) AskRelease(v page.Visitor, r *http.Request) (page.Answer, error) {
	p, err := s.readRelease(v, r)
	if err != nil {
		return page.Answer{}, err
	}
	p.key = page.NewKey()
	return page.Show(noLonger(p)), nil
}

// Release ends the office.
func (s Site) Release(v page.Visitor, r *http.Request) (page.Answer, error) {
	p, err := s.readRelease(v, r)
	if err != nil {
		return page.Answer{}, err
	}
	p.key, p.because = r.PostFormValue("once"), r.PostFormValue("because")
	if len([]rune(p.because)) > 400 {
		p.wrong.Add("because", "Why: 400 characters at most.")
	}
	if err = p.wrong.Err(); err == nil {
		err = s.DB.Write(r.Context(), v.Who, page.Once(r, "/confirmations"), renewal.Release(p.appointee.AppointmentID, p.because))
	}
	if page.Told(err, &p.wrong) {
		return page.Again(noLonger(p), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	return page.Go("/confirmations", p.appointee.Person+" no longer serves in "+p.appointee.Council+" for you. The council sees who said so."), nil
}

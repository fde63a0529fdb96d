package contacts

import (
	"net/http"

	"github.com/google/uuid"

	"example.org/concord/internal/contact"
	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/may"
	"example.org/concord/web/page"
)

// callList is whom to call in the counties of an incident, before it is opened and after.
type callList struct {
	frame    page.Frame
	incident contact.Incident
	rows     []contact.Called
	today    *contact.Openings
	values   map[contact.ID]string // nil before it is opened
	reason   string
	wrong    fault.Invalid
}

// fitting are the rows that the visitor may still open: what is beyond the day's budget is left out, the last ones first.
func (l *callList) fitting() (rows []contact.Called) {
	left := 0
	if l.today != nil {
		left = l.today.LeftInIncident()
	}
	opens := map[uuid.UUID]bool{}
	for _, c := range l.rows {
		if _, met := opens[c.Whom]; !met {
			opens[c.Whom] = c.Again || left > 0
			if !c.Again {
				left--
			}
		}
		if opens[c.Whom] {
			rows = append(rows, c)
		}
	}
	return rows
}

func (l *callList) over(v page.Visitor) bool {
	return l.incident.Until != nil && !l.incident.Until.After(v.Now)
}

func (s Site) readList(v page.Visitor, r *http.Request, l *callList) error {
	id, err := named(r, "incident")
	if err != nil {
		return err
	}
	err = s.DB.Read(r.Context(), v.Who, append(l.frame.Queries(v), contact.IncidentByID(id, &l.incident), contact.CallList(id, &l.rows), contact.Today(&l.today))...)
	if err == nil && !l.frame.May(may.WorkIncidents) {
		err = fault.NotFound
	}
	return err
}

// AskList says how many contacts the call list of an incident will open, and for what.
func (s Site) AskList(v page.Visitor, r *http.Request) (page.Answer, error) {
	var l callList
	if err := s.readList(v, r, &l); err != nil {
		return page.Answer{}, err
	}
	l.reason = l.incident.Title
	return page.Show(askList(l)), nil
}

// List opens all of them together and shows the list, made to be printed: there may be no network where it is needed.
func (s Site) List(v page.Visitor, r *http.Request) (page.Answer, error) {
	l := callList{reason: r.PostFormValue("reason")}
	if err := s.readList(v, r, &l); err != nil {
		return page.Answer{}, err
	}
	l.rows = l.fitting()
	if len(l.rows) == 0 {
		l.wrong.Add("", "There is no contact here that you may open now.")
		return page.Again(askList(l), l.wrong), nil
	}
	var ids []contact.ID
	for _, c := range l.rows {
		ids = append(ids, c.ID)
	}
	var opened []contact.Opened
	if err := s.DB.Write(r.Context(), v.Who, db.Once{}, contact.Reveal(ids, l.reason, contact.List, &opened)); page.Told(err, &l.wrong) {
		return page.Again(askList(l), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	if says := page.NotOpened(v, opened); says != "" {
		l.wrong.Add("", says)
		return page.Again(askList(l), l.wrong), nil
	}
	l.values = map[contact.ID]string{}
	for _, o := range opened {
		l.values[*o.ContactID] = *o.Value
	}
	return page.Show(printed(l)), nil
}

// review is what was opened for an incident, by person.
type review struct {
	frame    page.Frame
	incident contact.Incident
	rows     []contact.Reviewed
}

// Openings shows what was opened for an incident to those who review it.
func (s Site) Openings(v page.Visitor, r *http.Request) (page.Answer, error) {
	id, err := named(r, "incident")
	if err != nil {
		return page.Answer{}, err
	}
	var w review
	if err := s.DB.Read(r.Context(), v.Who, append(w.frame.Queries(v), contact.IncidentByID(id, &w.incident), contact.OpenedFor(id, &w.rows))...); err != nil {
		return page.Answer{}, err
	}
	return page.Show(openings(w)), nil
}

// Review says that what one person opened was in order.
func (s Site) Review(v page.Visitor, r *http.Request) (page.Answer, error) {
	incident, err := named(r, "incident")
	if err != nil {
		return page.Answer{}, err
	}
	person, err := named(r, "person")
	if err != nil {
		return page.Answer{}, err
	}
	location := "/incidents/" + incident.String() + "/openings"
	if err := s.DB.Write(r.Context(), v.Who, page.Once(r, location), contact.Review(incident, person)); err != nil {
		return page.Answer{}, err
	}
	return page.Go(location, "On record: you reviewed what was opened."), nil
}

// table is what each office sees of a person.
type table struct {
	frame  page.Frame
	rows   []contact.Sees
	today  *contact.Openings
	lifted *contact.Stop
}

// WhoSees shows what each office sees of a person, and how many contacts a day it opens.
func (s Site) WhoSees(v page.Visitor, r *http.Request) (page.Answer, error) {
	var w table
	if err := s.DB.Read(r.Context(), v.Who, append(w.frame.Queries(v), contact.WhoSees(&w.rows), contact.Today(&w.today), contact.LiftedOfMine(&w.lifted))...); err != nil {
		return page.Answer{}, err
	}
	return page.Show(whoSees(w)), nil
}

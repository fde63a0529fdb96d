// Package proposals is where staff decide what needs two of them: appointments to the bodies that CISA runs, more rights for an office, a
// copy of the whole record. What an office may do is seen and changed here too, each change with whom it reaches beforehand.
package proposals

import (
	"net/http"
	"slices"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/may"
	"example.org/concord/internal/proposal"
	"example.org/concord/internal/signin"
	"example.org/concord/web/page"
)

// Site serves proposals and rights.
type Site struct{ DB *db.DB }

// read brings the frame and what the page asks for, to those who decide; for others there is nothing here.
func (s Site) read(v page.Visitor, r *http.Request, f *page.Frame, queries ...db.Query) error {
	if err := s.DB.Read(r.Context(), v.Who, append(f.Queries(v), queries...)...); err != nil {
		return err
	}
	if !f.May(may.DecideProposals) {
		return fault.NotFound
	}
	return nil
}

// list are all of them.
type list struct {
	frame page.Frame
	rows  []proposal.Proposal
}

// List shows them, those that wait for a decision first.
func (s Site) List(v page.Visitor, r *http.Request) (page.Answer, error) {
	var l list
	if err := s.read(v, r, &l.frame, proposal.Latest(&l.rows)); err != nil {
		return page.Answer{}, err
	}
	slices.SortStableFunc(l.rows, func(a, b proposal.Proposal) int { return last(a, v) - last(b, v) })
	return page.Show(listPage(l)), nil
}

// last is 1 for what waits no more.
func last(p proposal.Proposal, v page.Visitor) int {
	if p.StateAt(v.Now) == proposal.Waiting {
		return 0
	}
	return 1
}

// one is the page of a proposal: to decide on, and what became of it.
type one struct {
	frame  page.Frame
	is     proposal.Proposal
	effect []proposal.Effect
	answer string
	wrong  fault.Invalid
}

func (s Site) readOne(v page.Visitor, r *http.Request, o *one) error {
	id, err := uuid.Parse(chi.URLParam(r, "proposal"))
	if err != nil {
		return fault.NotFound
	}
	return s.read(v, r, &o.frame, proposal.ByID(proposal.ID{UUID: id}, &o.is), proposal.EffectOf(proposal.ID{UUID: id}, &o.effect))
}

// Show is that page.
func (s Site) Show(v page.Visitor, r *http.Request) (page.Answer, error) {
	var o one
	if err := s.readOne(v, r, &o); err != nil {
		return page.Answer{}, err
	}
	return page.Show(onePage(o)), nil
}

// Decide confirms, refuses, or takes back.
func (s Site) Decide(v page.Visitor, r *http.Request) (page.Answer, error) {
	o := one{answer: r.PostFormValue("answer")}
	if err := s.readOne(v, r, &o); err != nil {
		return page.Answer{}, err
	}
	change, said, err := proposal.TakeBack(o.is.ID), "Taken back.", error(nil)
	switch r.PostFormValue("decision") {
	case "confirm":
		change, said = proposal.Confirm(o.is.ID), "Confirmed. "+done[o.is.Act]
	case "refuse":
		said = "Refused. Nothing was changed."
		change, err = proposal.Refuse(o.is.ID, o.answer)
	}
	changes := []db.Query{change}
	switch {
	case err != nil || r.PostFormValue("decision") != "confirm":
	case o.is.Act == proposal.Invitation: // the address is confirmed, so the link is made and leaves
		var invitation []db.Query
		if _, invitation, err = signin.Invite(o.is.PersonID.UUID, o.is.Email); err == nil {
			changes = append(changes, invitation...)
		}
	case o.is.Asks != "":
		said = "Confirmed. Where " + o.is.Asks + " has officers, they are mailed and asked now; without any, it is done."
	}
	if err == nil {
		err = s.DB.Write(r.Context(), v.Who, page.Once(r, urlOf(o.is.ID)), changes...)
	}
	if page.Told(err, &o.wrong) {
		return page.Again(onePage(o), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	return page.Go(urlOf(o.is.ID), said), nil
}

// done says what a confirmation did.
var done = map[proposal.Act]string{
	proposal.Appointment: "The appointment holds from now on.",
	proposal.Widening:    "The right holds from now on.",
	proposal.Address:     "Both addresses are mailed. Every sign-in of this person is over.",
	proposal.NewLimit:    "It holds from now on.",

	proposal.Invitation:    "The invitation is on its way by mail.",
	proposal.Administrator: "This person administers the organization from now on.",
	proposal.KindOfBody:    "Councils can be recorded as one from now on.",
	proposal.Entry:         "They read there from now on.",
	proposal.Export:        "Who proposed it can take the copy once, within a day.",
}

// copying is the form that proposes a copy of the whole log.
type copying struct {
	frame   page.Frame
	because string
	wrong   fault.Invalid
	key     string
}

// NewCopy is the empty form.
func (s Site) NewCopy(v page.Visitor, r *http.Request) (page.Answer, error) {
	c := copying{key: page.NewKey()}
	if err := s.read(v, r, &c.frame); err != nil {
		return page.Answer{}, err
	}
	return page.Show(copyPage(c)), nil
}

// ProposeCopy sends it to a second member of staff.
func (s Site) ProposeCopy(v page.Visitor, r *http.Request) (page.Answer, error) {
	c := copying{because: r.PostFormValue("because"), key: r.PostFormValue("once")}
	if err := s.read(v, r, &c.frame); err != nil {
		return page.Answer{}, err
	}
	id := proposal.NewID()
	query, err := proposal.ProposeExport(id, c.because)
	if err == nil {
		err = s.DB.Write(r.Context(), v.Who, page.Once(r, urlOf(id)), query)
	}
	if page.Told(err, &c.wrong) {
		return page.Again(copyPage(c), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	return page.Go(urlOf(id), "Proposed. Nothing is handed out before a second member of staff confirms."), nil
}

func urlOf(id proposal.ID) string { return "/admin/proposals/" + id.String() }

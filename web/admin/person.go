package admin

import (
	"net/http"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/organization"
	"example.org/concord/internal/person"
	"example.org/concord/internal/proposal"
	"example.org/concord/internal/signin"
	"example.org/concord/web/page"
)

// Rename corrects a person's name and title.
func (s Site) Rename(v page.Visitor, r *http.Request) (page.Answer, error) {
	d := dossier{form: "name", typed: r.PostFormValue("name"), title: r.PostFormValue("title")}
	if err := s.readDossier(v, r, &d); err != nil {
		return page.Answer{}, err
	}
	return s.settle(v, r, d, page.Go(personURL(d.person.ID.UUID), "Saved."), []db.Query{person.Rename(d.person.ID, d.typed, d.title)},
		append(page.Wrong(person.Check("name", d.typed)), page.Wrong(person.CheckTitle(d.title))...).Err())
}

// MovePerson says for whom a person works now.
func (s Site) MovePerson(v page.Visitor, r *http.Request) (page.Answer, error) {
	d := dossier{form: "organization", employer: picked(r, "organization")}
	var found []organization.Choice
	if err := s.readDossier(v, r, &d, chosenFrom(d.employer, &found)...); err != nil {
		return page.Answer{}, err
	}
	d.employer.Found = organizationOptions(found)
	var wrong fault.Invalid
	to, ok := d.employer.One()
	if !ok {
		wrong.Add("organization", d.employer.Which("No organization of that name is on record. Add it first."))
	}
	return s.settle(v, r, d, page.Go(personURL(d.person.ID.UUID), "Saved. Offices held for the former organization stay until a council's officers end them."),
		[]db.Query{person.MoveTo(d.person.ID, organization.ID{UUID: to})}, wrong.Err())
}

// Invite makes a one-time link, or another one: the earlier one stops working. For somebody who serves in a council it is proposed: whoever
// reads that mail reads there.
func (s Site) Invite(v page.Visitor, r *http.Request) (page.Answer, error) {
	d := dossier{form: "invitation", typed: r.PostFormValue("email")}
	if err := s.readDossier(v, r, &d); err != nil {
		return page.Answer{}, err
	}
	if d.serves {
		email, err := signin.Address(d.typed)
		id := proposal.NewID()
		wrong := page.Wrong(err)
		change, err := proposal.ProposeInvitation(id, d.person.ID, email, "They serve where others share with them, and have no account yet.")
		return s.settle(v, r, d, page.Go("/admin/proposals/"+id.String(), "Proposed. Nothing is sent before a second member of staff confirms the address."),
			[]db.Query{change}, append(wrong, page.Wrong(err)...).Err())
	}
	token, changes, err := signin.Invite(d.person.ID.UUID, d.typed)
	link := made{d.person.ID.UUID, d.person.Name, d.typed, signin.Link(token), "enroll"}
	return s.settle(v, r, d, invited(v, d.frame, link), changes, err)
}

// CancelInvitation ends the link that waits.
func (s Site) CancelInvitation(v page.Visitor, r *http.Request) (page.Answer, error) {
	d := dossier{form: "invitation"}
	if err := s.readDossier(v, r, &d); err != nil {
		return page.Answer{}, err
	}
	d.typed = d.email()
	return s.settle(v, r, d, page.Go(personURL(d.person.ID.UUID), "The invitation is cancelled. Its link opens nothing any more."), signin.CancelInvitation(d.person.ID.UUID), nil)
}

// ProposeAddress proposes another e-mail address for somebody who cannot reach the one before; a second member of staff confirms it.
func (s Site) ProposeAddress(v page.Visitor, r *http.Request) (page.Answer, error) {
	d := dossier{form: "address", typed: r.PostFormValue("email"), because: r.PostFormValue("address_because")}
	if err := s.readDossier(v, r, &d); err != nil {
		return page.Answer{}, err
	}
	id := proposal.NewID()
	email, err := signin.Address(d.typed)
	wrong := page.Wrong(err)
	change, err := proposal.ProposeAddress(id, d.person.ID, email, d.because)
	for _, f := range page.Wrong(err) {
		f.Name = "address_" + f.Name // the form beside it gives a reason too
		wrong = append(wrong, f)
	}
	return s.settle(v, r, d, page.Go("/admin/proposals/"+id.String(), "Proposed. Nothing changes before a second member of staff confirms it."),
		[]db.Query{change}, wrong.Err())
}

// AskReset asks for another second factor: a second member of staff has to approve it.
func (s Site) AskReset(v page.Visitor, r *http.Request) (page.Answer, error) {
	d := dossier{form: "reset", typed: r.PostFormValue("because"), lost: r.PostFormValue("password_lost") != ""}
	if err := s.readDossier(v, r, &d); err != nil {
		return page.Answer{}, err
	}
	changes, err := signin.AskReset(d.person.ID.UUID, d.lost, d.typed)
	return s.settle(v, r, d, page.Go(personURL(d.person.ID.UUID), "Asked. Another member of staff has to approve it; nothing has changed yet."), changes, err)
}

// ApproveReset makes the link of a reset that somebody else asked for. It leaves by mail: who approves is not whom it is for.
func (s Site) ApproveReset(v page.Visitor, r *http.Request) (page.Answer, error) {
	d, reset, err := s.resetOf(v, r)
	if err != nil {
		return page.Answer{}, err
	}
	token, changes := signin.ApproveResetByMail(reset)
	link := made{d.person.ID.UUID, d.person.Name, d.email(), signin.Link(token), "reset"}
	return s.settle(v, r, d, invited(v, d.frame, link), changes, nil)
}

// WithdrawReset ends a reset that waits.
func (s Site) WithdrawReset(v page.Visitor, r *http.Request) (page.Answer, error) {
	d, reset, err := s.resetOf(v, r)
	if err != nil {
		return page.Answer{}, err
	}
	return s.settle(v, r, d, page.Go(personURL(d.person.ID.UUID), "The reset is withdrawn. Nothing has changed."), signin.WithdrawReset(reset), nil)
}

// resetOf is the page, and the reset that its address names: of this person, or fault.NotFound.
func (s Site) resetOf(v page.Visitor, r *http.Request) (d dossier, reset uuid.UUID, err error) {
	d.form = "reset"
	if reset, err = uuid.Parse(chi.URLParam(r, "reset")); err != nil {
		return d, reset, fault.NotFound
	}
	if err := s.readDossier(v, r, &d); err != nil {
		return d, reset, err
	}
	if d.reset == nil || d.reset.ID != reset {
		return d, reset, fault.Conflict{Message: "This reset does not wait any more: somebody else decided a moment ago."}
	}
	return d, reset, nil
}

// Suspend puts a person out with their next request.
func (s Site) Suspend(v page.Visitor, r *http.Request) (page.Answer, error) {
	return s.standing(v, r, func(id person.ID) (db.Query, error) { return person.Suspend(id, r.PostFormValue("because")) },
		"Suspended: every sign-in is over, and their offices give nothing until you restore them.")
}

// Restore ends a suspension.
func (s Site) Restore(v page.Visitor, r *http.Request) (page.Answer, error) {
	return s.standing(v, r, func(id person.ID) (db.Query, error) { return person.Restore(id), nil }, "Restored: what their offices give is theirs again.")
}

func (s Site) standing(v page.Visitor, r *http.Request, change func(person.ID) (db.Query, error), said string) (page.Answer, error) {
	d := dossier{form: "standing", typed: r.PostFormValue("because")}
	if err := s.readDossier(v, r, &d); err != nil {
		return page.Answer{}, err
	}
	if d.self() {
		return page.Answer{}, fault.Denied // who suspends himself cannot undo it
	}
	query, err := change(d.person.ID)
	return s.settle(v, r, d, page.Go(personURL(d.person.ID.UUID), said), []db.Query{query}, err)
}

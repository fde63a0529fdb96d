package intakes

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/intake"
	"example.org/concord/internal/may"
	"example.org/concord/internal/person"
	"example.org/concord/internal/proposal"
	"example.org/concord/internal/signin"
	"example.org/concord/web/page"
)

// inviting is the review of whom a file of people brings an invitation.
type inviting struct {
	frame  page.Frame
	intake intake.Intake
	rows   []intake.Invitee
	more   bool
	left   []int // rows whose tick was taken away
	wrong  fault.Invalid
}

func (s Site) readInviting(v page.Visitor, r *http.Request) (inviting, error) {
	var x inviting
	id, err := uuid.Parse(chi.URLParam(r, "intake"))
	if err != nil {
		return x, fault.NotFound
	}
	if err := s.DB.Read(r.Context(), v.Who, append(x.frame.Queries(v), intake.ByID(id, &x.intake), intake.Invitees(id, &x.rows))...); err != nil {
		return x, err
	}
	if x.intake.Kind != intake.People || x.intake.Applied == nil || x.intake.Recalled != nil || !x.frame.May(may.AddPeople) {
		return x, fault.NotFound
	}
	if x.more = len(x.rows) > intake.MostInvited; x.more {
		x.rows = x.rows[:intake.MostInvited]
	}
	return x, nil
}

// Invitations shows whom the file brings an invitation, each with the address that it gives.
func (s Site) Invitations(v page.Visitor, r *http.Request) (page.Answer, error) {
	x, err := s.readInviting(v, r)
	if err != nil {
		return page.Answer{}, err
	}
	return page.Show(invitePage(x)), nil
}

// Invite has those who are ticked invited by mail, each by itself: who cannot be is said, and the others go. Whoever serves in a council is
// proposed to a second member of staff, as one who is invited alone is.
func (s Site) Invite(v page.Visitor, r *http.Request) (page.Answer, error) {
	x, err := s.readInviting(v, r)
	if err != nil {
		return page.Answer{}, err
	}
	ticked := r.PostForm["invite"]
	sent, proposed := 0, 0
	var rest []intake.Invitee
	for _, one := range x.rows {
		if !slices.Contains(ticked, strconv.Itoa(one.Number)) {
			x.left, rest = append(x.left, one.Number), append(rest, one)
			continue
		}
		var wrong fault.Invalid
		if err := s.invite(v, r, one); page.Told(err, &wrong) {
			x.wrong.Add("invite-"+strconv.Itoa(one.Number), one.Name+": "+wrong[0].Message)
			rest = append(rest, one)
		} else if err != nil {
			return page.Answer{}, err
		} else if one.Serves {
			proposed++
		} else {
			sent++
		}
	}
	if len(ticked) == 0 {
		x.wrong.Add("invite", "Select whom you invite.")
	}
	if err := x.wrong.Err(); err != nil {
		x.rows = rest
		return page.Again(invitePage(x), err), nil
	}
	says := fmt.Sprintf("%s on their way by mail. Each link works once, for seven days.", page.Count(sent, "invitation is", "invitations are"))
	if proposed > 0 {
		says += fmt.Sprintf(" %s in a council already: a second member of staff confirms the address first.", page.Count(proposed, "person serves", "people serve"))
	}
	return page.Go(at(x.intake.ID), says), nil
}

func (s Site) invite(v page.Visitor, r *http.Request, one intake.Invitee) error {
	if one.Serves {
		email, err := signin.Address(one.Email)
		if err != nil {
			return err
		}
		change, err := proposal.ProposeInvitation(proposal.NewID(), person.ID{UUID: one.PersonID}, email, "They serve where others share with them, and have no account yet.")
		if err != nil {
			return err
		}
		return s.DB.Write(r.Context(), v.Who, db.Once{}, change)
	}
	_, changes, err := signin.Invite(one.PersonID, one.Email)
	if err != nil {
		return err
	}
	return s.DB.Write(r.Context(), v.Who, db.Once{}, changes...)
}

package mail

import (
	"context"

	"example.org/concord/internal/db"
)

// declared is an incident as the letter tells of it: what happened and where stays in the portal.
type declared struct {
	Office string
	Covers bool // a county of it is on the reader's own ground
}

// incident tells whoever works it that it was declared, or that it came to reach their office, as long as it lasts.
func (s Sender) incident(ctx context.Context, i Intent) (*Letter, error) {
	var to *owner
	var d *declared
	if err := s.DB.Read(ctx, db.Who{Person: i.Person}, ownerOf(&to),
		db.Maybe("incident to tell of", `select office, covers from app.incident_letter($1, $2)`, &d, i.Object, i.Person)); err != nil || to == nil || d == nil {
		return nil, err
	}
	w := words{
		Name: s.Name, Title: d.Office + " declared an incident",
		Lines: []string{"It reaches your office. Whom to call there is one list, worked by the watch and every region concerned."},
		Verb:  "Open the list", Link: s.Address + "/incidents/" + i.Object.String(),
		Why: "You get this because your office works it.",
	}
	if d.Covers {
		w.Lines = append(w.Lines, "It is in counties that you cover.")
		w.Why = "You get this because you cover the place."
	}
	return w.letter(to.Name, to.Email, s.Name+": "+d.Office+" declared an incident", "")
}

// reopened tells whoever works an incident that it is under way again.
func (s Sender) reopened(ctx context.Context, i Intent) (*Letter, error) {
	var to *owner
	var d *struct{ Office, ByName string }
	if err := s.DB.Read(ctx, db.Who{Person: i.Person}, ownerOf(&to),
		db.Maybe("incident that is reopened", `select office, by_name from app.reopening_letter($1, $2)`, &d, i.Object, i.Person)); err != nil || to == nil || d == nil {
		return nil, err
	}
	w := words{
		Name: s.Name, Title: d.Office + " reopened an incident",
		Lines: []string{"It was ended too early, and reaches your office still. " + d.ByName + " reopened it. The list of whom to call is worked on where it was left."},
		Verb:  "Open the list", Link: s.Address + "/incidents/" + i.Object.String(),
		Why: "You get this because your office works it.",
	}
	return w.letter(to.Name, to.Email, s.Name+": "+w.Title, "")
}

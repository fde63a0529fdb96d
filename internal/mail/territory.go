package mail

import (
	"context"
	"strconv"
	"strings"
	"time"

	"example.org/concord/internal/db"
)

// handedOver is a hand-over of a territory as its letter tells of it: places and numbers. Whom they planned to visit stays in the portal.
type handedOver struct {
	Office                   string
	Region                   int
	ByName, FromName, ToName string
	Places                   []string
	Visits, Requests         int
	Begins                   bool // the reader takes over
	Undone                   bool
	Until                    time.Time
}

// territory tells both whose territory it was and whose it is now, or that it was taken back.
func (s Sender) territory(ctx context.Context, i Intent) (*Letter, error) {
	var to *owner
	var h *handedOver
	if err := s.DB.Read(ctx, db.Who{Person: i.Person}, ownerOf(&to), db.Maybe("hand-over to tell of", `
select office, region, by_name, from_name, to_name, places, visits, requests, begins, undone, until from app.hand_over_letter($1, $2)`, &h, i.Object, i.Person)); err != nil || to == nil || h == nil {
		return nil, err
	}
	places := "No place"
	if len(h.Places) > 0 {
		places = strings.Join(h.Places, "; ")
	}
	along := places + " went along, with planned visits and next steps (" + strconv.Itoa(h.Visits) + ") and open requests (" + strconv.Itoa(h.Requests) + ")."
	w := words{
		Name: s.Name, Verb: "See what went along", Link: s.Address + "/my-region/" + strconv.Itoa(h.Region) + "/territory#handed",
		Why: "You get this because the territory was yours, or is now. Notices of this kind cannot be switched off.",
	}
	switch {
	case h.Undone:
		w.Title = "The hand-over from " + h.FromName + " to " + h.ToName + " was taken back"
		w.Lines = []string{h.ByName + " took it back. What is still open is with " + h.FromName + " again: " + places + "."}
	case h.Begins:
		w.Title = "You take over from " + h.FromName + " in " + h.Office
		w.Lines = []string{h.ByName + " handed it over. " + along, "Visits that were done stay on record as done by whoever did them."}
	default:
		w.Title = "What you covered in " + h.Office + " is with " + h.ToName + " now"
		w.Lines = []string{h.ByName + " handed it over. " + along, "Visits that you did stay on record as yours."}
	}
	if !h.Undone {
		w.Lines = append(w.Lines, "If it is wrong, tell the director of the office: it can be taken back until "+s.day(h.Until)+".")
	}
	return w.letter(to.Name, to.Email, s.Name+": "+w.Title, "")
}

// territoryEnd tells who covered parts of a territory, and the directors of the office, that they are covered by her no longer.
func (s Sender) territoryEnd(ctx context.Context, i Intent) (*Letter, error) {
	var to *owner
	var e *struct {
		Office, ByName, PersonName string
		Region                     int
		Places                     []string
		Own                        bool
	}
	if err := s.DB.Read(ctx, db.Who{Person: i.Person}, ownerOf(&to), db.Maybe("end of a territory to tell of", `
select office, region, by_name, person_name, places, own from app.territory_end_letter($1, $2)`, &e, i.Object, i.Person)); err != nil || to == nil || e == nil {
		return nil, err
	}
	places, ended := strings.Join(e.Places, "; "), "The office that it came with is over."
	if e.ByName != "" {
		ended = e.ByName + " ended it."
	}
	w := words{
		Name: s.Name, Title: e.PersonName + " no longer covers " + places,
		Lines: []string{ended + " Planned visits, next steps and requests stay with whoever has them: the director of " + e.Office + " can hand them over.", "The page says which places nobody covers now."},
		Verb:  "See who covers what", Link: s.Address + "/my-region/" + strconv.Itoa(e.Region) + "/territory#ended",
		Why: "You get this because you direct the office. Notices of this kind cannot be switched off.",
	}
	if e.Own {
		w.Title = "You no longer cover " + places
		w.Lines = []string{ended + " Planned visits, next steps and requests stay with you until the director of " + e.Office + " hands them over.", "If it is wrong, tell the director of the office."}
		w.Why = "You get this because you covered it. Notices of this kind cannot be switched off."
	}
	return w.letter(to.Name, to.Email, s.Name+": "+w.Title, "")
}

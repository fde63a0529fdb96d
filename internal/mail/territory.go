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

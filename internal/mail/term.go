package mail

import (
	"context"
	"fmt"
	"time"

	"example.org/concord/internal/day"
	"example.org/concord/internal/db"
)

// owner is who the letter goes to: the asker, who has an account.
type owner struct{ Name, Email string }

func ownerOf(dst **owner) db.Query {
	return db.Maybe("owner of account", `select w.name, c.email from app.who w join app.my_account c on c.person_id = w.person_id`, dst)
}

// term warns that a term or a seat ends, as long as it does on that day.
func (s Sender) term(ctx context.Context, i Intent) (*Letter, error) {
	var to *owner
	var e *struct {
		Person, Office, Organization, Council, Slug string // nobody's and no office's where a seat ends
		Until                                       time.Time
		Own                                         bool
	}
	if err := s.DB.Read(ctx, db.Who{Person: i.Person}, ownerOf(&to),
		db.Maybe("term that ends", `select person, office, organization, council, slug, until, own from app.term_letter($1)`, &e, i.Object)); err != nil || to == nil || e == nil {
		return nil, err
	}
	last := day.Last(e.Until.In(s.Zone)).UTC().Format("Monday, January 2, 2006")
	w := words{
		Name: s.Name, Verb: "See the roster", Link: s.Address + "/councils/" + e.Slug + "/roster",
		Why: "You get this because the term is yours, or because you keep the roster of " + e.Council + ". It comes 60, 30 and 7 days before the end.",
	}
	switch {
	case e.Person == "":
		w.Title = fmt.Sprintf("The last day of the seat of %s in %s is %s", e.Organization, e.Council, last)
		w.Lines = []string{"Whoever sits on it reads and posts there through that day.", "Who keeps the roster opens a new seat where the organization stays."}
	case e.Own:
		w.Title = fmt.Sprintf("The last day of your term as %s in %s is %s", e.Office, e.Council, last)
		w.Lines = []string{"After that day it opens nothing any more: what is shared there, you no longer read by it.", "If you are to stay, who keeps the roster has to appoint you anew. Nobody else can."}
		w.Verb, w.Link = "See your offices", s.Address+"/account"
	default:
		w.Title = fmt.Sprintf("The last day of %s's term as %s in %s is %s", e.Person, e.Office, e.Council, last)
		w.Lines = []string{fmt.Sprintf("%s serves for %s. The term ends by itself.", e.Person, e.Organization), "Appoint the same person anew, or somebody else."}
	}
	return w.letter(to.Name, to.Email, s.Name+": "+w.Title, "")
}

// succession tells who is to hand a seat over, and who keeps the roster, as long as it is to come.
func (s Sender) succession(ctx context.Context, i Intent) (*Letter, error) {
	var to *owner
	var h *struct {
		Outgoing, Person, Asker, Organization, Council, Slug, Seat string
		Since                                                      time.Time
		Own, Agreed                                                bool
	}
	if err := s.DB.Read(ctx, db.Who{Person: i.Person}, ownerOf(&to), db.Maybe("hand-over to come", `
select o.name as outgoing, p.name as person, coalesce(q.name, '') as asker, g.name as organization, c.short_name as council, c.slug, s.seat_id::text as seat, s.since,
       s.outgoing_id = any (array(select person_id from app.who)) as own, s.agreed is not null as agreed
  from succession s join person o on o.id = s.outgoing_id join person p on p.id = s.person_id left join person q on q.id = s.asked_by
  join organization g on g.id = s.organization_id join council c on c.id = s.council_id
 where s.id = $1 and s.stopped is null and s.since > app.now()`, &h, i.Object)); err != nil || to == nil || h == nil || h.Own && h.Agreed {
		return nil, err
	}
	day := h.Since.In(s.Zone).Format("Monday, January 2, 2006")
	w := words{
		Name: s.Name, Title: fmt.Sprintf("%s is to take over the seat of %s in %s", h.Person, h.Organization, h.Council),
		Lines: []string{fmt.Sprintf("%s speaks for it until %s, then %s does. %s asked for it.", h.Outgoing, day, h.Person, h.Asker)},
		Verb:  "See the hand-over", Link: fmt.Sprintf("%s/councils/%s/seats/%s/succession", s.Address, h.Slug, h.Seat),
		Why: "You get this because you keep the roster of " + h.Council + ".",
	}
	if h.Own {
		w.Title = fmt.Sprintf("You are asked to hand over your seat in %s", h.Council)
		w.Lines = []string{fmt.Sprintf("%s asked that %s speaks for %s instead of you.", h.Asker, h.Person, h.Organization),
			"Agree, and it happens; contest it, and all stays as it is. If you do neither, it happens on " + day + "."}
		w.Verb, w.Why = "Agree or contest", "You get this because you speak for the seat. Notices of this kind cannot be switched off."
	} else if !h.Agreed {
		w.Lines = append(w.Lines, h.Outgoing+" has not agreed, and can contest it until then.")
	}
	return w.letter(to.Name, to.Email, s.Name+": "+w.Title, "")
}

package mail

import (
	"context"
	"fmt"
	"time"

	"example.org/concord/internal/db"
)

// emergency tells who is in charge of a council that staff read in it, as long as she sees that herself. The reason stays in the portal.
func (s Sender) emergency(ctx context.Context, i Intent) (*Letter, error) {
	var to *struct {
		Name, Email, Council, AskedName, DecidedName string
		Until                                        time.Time
	}
	if err := s.DB.Read(ctx, db.Who{Person: i.Person}, db.Maybe("emergency to tell", `
select w.name, m.email, c.short_name as council, b.asked_name, d.decided_name, d.until
  from app.who w join app.my_account m on m.person_id = w.person_id
  join break_glass b on b.id = $1 join break_glass_decision d on d.break_glass_id = b.id and d.approved join council c on c.id = b.council_id`, &to, i.Object)); err != nil || to == nil {
		return nil, err
	}
	w := words{
		Name: s.Name, Title: "Staff opened emergency access to " + to.Council,
		Lines: []string{
			fmt.Sprintf("%s asked for it, and %s agreed. Until %s at the latest, the first of them reads what is addressed to %s, but for TLP:RED and what names people.",
				to.AskedName, to.DecidedName, to.Until.In(s.theirs).Format("Monday, January 2, 3:04 PM MST"), to.Council),
			"The portal shows you why, lists what is opened, and lets you end it now.",
		},
		Verb: "See why, and end it", Link: s.Address + "/emergency/" + i.Object.String(),
		Why: "You get this because you are in charge of the council, or stand in. Notices of this kind cannot be switched off.",
	}
	return w.letter(to.Name, to.Email, s.Name+": emergency access to "+to.Council+" was opened", "")
}

// glassAsked tells the others who may agree that one of them asks for emergency access, as long as it waits. The reason stays in the portal.
func (s Sender) glassAsked(ctx context.Context, i Intent) (*Letter, error) {
	var to *struct {
		Name, Email, Council, AskedName string
		Until                           time.Time
	}
	if err := s.DB.Read(ctx, db.Who{Person: i.Person}, db.Maybe("emergency to decide", `
select w.name, m.email, c.short_name as council, b.asked_name, b.asked + interval '1 day' as until
  from app.who w join app.my_account m on m.person_id = w.person_id join break_glass b on b.id = $1 join council c on c.id = b.council_id
 where w.person_id = any (array(select person_id from app.told_of_glass_asked($1)))`, &to, i.Object)); err != nil || to == nil {
		return nil, err
	}
	w := words{
		Name: s.Name, Title: to.AskedName + " asks for emergency access to " + to.Council,
		Lines: []string{
			"Nothing is open before a second member of staff agrees. Ask by telephone what it is about, then agree or refuse by " +
				to.Until.In(s.theirs).Format("Monday, January 2, 3:04 PM MST") + ".",
		},
		Verb: "Read the reason, and decide", Link: s.Address + "/emergency/" + i.Object.String(),
		Why: "You get this because you may agree to emergency access. Notices of this kind cannot be switched off.",
	}
	return w.letter(to.Name, to.Email, s.Name+": emergency access to "+to.Council+" waits for a decision", "")
}

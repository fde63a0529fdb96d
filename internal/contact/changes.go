package contact

import (
	"strings"
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
)

// Add keeps a contact of the asker's own, or of a desk where it names the organization's slug.
func Add(o Own) db.Query {
	return db.Change("add a contact", `
insert into contact (id, person_id, organization_id, kind, label, value, for_peers, for_advisors, for_members)
select $1, case when $2 = '' then w.person_id end, (select id from organization where slug = $2), $3, $4, $5, $6, $7, $8 from app.who w`,
		o.ID, o.Organization, o.Kind, o.Label, o.Value, o.ForPeers, o.ForAdvisors, o.ForMembers)
}

// Edit changes what it holds and who sees it. Who opened it before stays on the log.
func Edit(o Own) db.Query {
	return db.Change("change a contact", `
update contact set kind = $2, label = $3, value = $4, for_peers = $5, for_advisors = $6, for_members = $7 where id = $1`,
		o.ID, o.Kind, o.Label, o.Value, o.ForPeers, o.ForAdvisors, o.ForMembers)
}

// Remove takes it back: nobody sees it any more, and what it held is kept nowhere.
func Remove(id ID) db.Query {
	return db.Change("remove a contact", `update contact set ended = app.now(), value = '' where id = $1`, id)
}

// Via is how contacts are opened.
type Via string

// Ways to open contacts. Only a page opens an e-mail address or an office telephone without a reason.
const (
	Page Via = "page"
	Card Via = "card" // a person's vCard
	List Via = "list" // the call list of an incident
	File Via = "file" // a list of people
)

// Opened is what came of an attempt: a row for each contact with what it holds, or one row with the rule that refused.
type Opened struct {
	Outcome   Outcome
	Until     *time.Time // of a refusal: when to try again
	ContactID *ID
	Value     *string
}

// Outcome is "opened" or the rule that refused.
type Outcome string

// Outcomes.
const (
	Open    Outcome = "opened"
	Wait    Outcome = "pace"   // one after another too fast
	Spent   Outcome = "budget" // nothing is left today, or less than was asked for
	Stopped Outcome = "stop"   // it looked like collecting
)

// Reveal opens contacts, all of them or none, and puts each on the log. One that the asker may not see is fault.Denied; a reason that is
// wanted and too short is fault.Invalid.
func Reveal(ids []ID, reason string, via Via, dst *[]Opened) db.Query {
	all := make([]uuid.UUID, len(ids))
	for n, id := range ids {
		all[n] = id.UUID
	}
	return db.Many("open contacts", `select outcome, until, contact_id, value from app.reveal($1, $2, $3)`, dst, all, strings.TrimSpace(reason), via)
}

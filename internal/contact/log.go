package contact

import (
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
)

// PerPage is how many lines of the log a page shows; queries bring one more.
const PerPage = 50

// Line is one opening: who opened which contact, when and why.
type Line struct {
	ID             uuid.UUID
	At             time.Time
	Kind           Kind
	Label          string
	ByName         string
	ByOffice       string
	ByOrganization string
	Via            Via
	Reason         string
	Incident       bool // for an incident in the county
}

// Title is what was opened.
func (l Line) Title() string { return Contact{Kind: l.Kind, Label: l.Label}.Title() }

// Key is where a page of the log begins: after this line.
type Key struct {
	At time.Time
	ID uuid.UUID
}

const lines = `select r.id, r.at, r.kind, r.label, r.by_name, r.by_office, r.by_organization, r.via, r.reason, r.incident_id is not null as incident from reveal r `

func (k *Key) args() (time.Time, uuid.UUID) {
	if k == nil {
		return time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC), uuid.Nil
	}
	return k.At, k.ID
}

// LogOfMine is who opened contacts of the asker's, the newest first.
func LogOfMine(after *Key, dst *[]Line) db.Query {
	at, id := after.args()
	return db.Many("who opened mine", lines+`
 where r.person_id = (select person_id from app.who) and (r.at, r.id) < ($1, $2) order by r.at desc, r.id desc`+db.Limit(PerPage+1), dst, at, id)
}

// LogOfDesks is who opened those of an organization's desks, for who speaks for it.
func LogOfDesks(slug string, after *Key, dst *[]Line) db.Query {
	at, id := after.args()
	return db.Many("who opened our desks", lines+`
 where r.organization_id = (select id from organization where slug = $3) and (r.at, r.id) < ($1, $2)
   and r.organization_id = any (array(select organization_id from app.speaking_for)) order by r.at desc, r.id desc`+db.Limit(PerPage+1), dst, at, id, slug)
}

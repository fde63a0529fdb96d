package council

import (
	"time"

	"example.org/concord/internal/db"
)

// Ended is an office of the asker that is over.
type Ended struct {
	Office, Organization, Council, Slug string
	Until                               time.Time
	Because                             string // as it is on record
	ByName                              string // who ended it; "" where its last day came
	Ask                                 string // who keeps the roster
}

// EndedOffices are the offices of the asker that ended within a year, in councils where none is left, the last one first.
func EndedOffices(dst *[]Ended) db.Query {
	return db.Many("offices that ended", `select office, organization, council, slug, until, because, by_name, ask from app.ended_offices()`, dst)
}

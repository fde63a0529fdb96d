// Package council is every body that people sit in: Sector and Government Coordinating Councils, their joint rooms, working
// groups, communities, regional offices, the watch. They are all rows of one table, told apart by a dated kind. A seat belongs to
// an organization; an appointment puts a person into an office, on that seat where the office needs one, from a date to a date.
//
// What an office may do is data (office_may), and the database folds it into rights by trigger: after Appoint, EndSeat or Retire
// the next statement of everybody concerned knows. Circles and nestings are made by triggers too.
package council

import (
	"time"

	"github.com/google/uuid"
)

// ID names a council.
type ID struct{ uuid.UUID }

// SeatID names a seat.
type SeatID struct{ uuid.UUID }

// AppointmentID names an appointment.
type AppointmentID struct{ uuid.UUID }

// Kinds that the code itself has to tell apart: where the two meet there is a joint room. The others are rows of council_kind alone.
const (
	SCC = "scc"
	GCC = "gcc"

	Community = "community" // of a sector: its owners and operators without a seat
)

// Coalitions are the kinds of body that gather across sectors: those of regions, of states, and of all.
var Coalitions = []string{"regional", "state_council", "collaborative", "cross_sector"}

// Council is a body as the asker sees it, and what the asker may do there. Postgres decides what then happens.
type Council struct {
	ID           ID
	Slug         string
	Name         string
	ShortName    string
	Kind         string // the kind of today
	KindName     string
	Side         string
	RosterBy     string // council, staff or nobody: who decides who sits
	PublicFace   bool   // anyone may know of it
	HasSeats     bool
	IndustryOnly bool // no government body sits or serves here
	Invented     bool
	Region       *int
	Status       string // active, historical, unclear, suspended
	StatusNote   string // the source's own words
	FormedYear   *int
	Until        *time.Time // when it ended or will end
	Website      string
	ParentSlug   string
	Parent       string
	Purpose      string // what the council says it is for

	Member       bool // reads what is addressed to it
	SeesRoster   bool
	EditsRoster  bool
	EditsCharter bool
	Admits       bool // somebody is there who could let the asker in
}

// Ended says whether the council is over at that time: it is kept as a record, and holds no rights.
func (c Council) Ended(now time.Time) bool { return c.Until != nil && !c.Until.After(now) }

// Link is another council's name, where it is said beside this one.
type Link struct {
	Relation  string // counterpart, child, room or side
	Slug      string
	Name      string
	ShortName string
	Kind      string
	KindName  string
}

// Kind is what a council can be.
type Kind struct {
	Slug, Name, Plural, Side, RosterBy string
	PublicFace, HasSeats               bool
	Offered                            bool // for new councils
}

// Office is what one can be appointed to in a kind of council.
type Office struct {
	Slug, Name string
	NeedsSeat  bool // speaks for the seat of an organization
	Edits      bool // edits the roster: the workspace can be handed over to it
}

package item

import (
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/marking"
)

// GrowthTopic says in the outbox that the reach of items grew.
const GrowthTopic = "growth"

// GrowthLeftTopic says in the outbox that an office ended of somebody who was told that the reach of items grew, and has not answered.
const GrowthLeftTopic = "growth-left"

// GrowthID names a growth.
type GrowthID struct{ uuid.UUID }

// ParseGrowthID reads an identifier from an address. What is none names nothing: fault.NotFound.
func ParseGrowthID(s string) (GrowthID, error) {
	id, err := uuid.Parse(s)
	if err != nil {
		return GrowthID{}, fault.NotFound
	}
	return GrowthID{id}, nil
}

// Cause of a growth.
type Cause string

// What lets others read than those whom an author confirmed. That a council admits people to itself is none.
const (
	Nested    Cause = "nesting"   // a council came to belong to those who read
	NewRule   Cause = "rule"      // people in an office came to read
	NewKind   Cause = "kind"      // a council became one of another kind, or the rules of its kind changed
	HandedOut Cause = "hand-over" // staff recorded somebody as its officer
)

// Growth is a change of structure by which others came to read items of the asker's.
type Growth struct {
	ID       GrowthID
	Cause    Cause
	ByName   string // "" for the portal itself
	At       time.Time
	Answered *time.Time // by everybody whom it concerned with the asker, or undone
}

// GrowthByID is one that the asker was told of.
func GrowthByID(id GrowthID, dst *Growth) db.Query {
	return db.One("growth", `select id, cause, by_name, at, answered from app.growth_seen($1)`, dst, id)
}

// Way is a council and an office in which one came to read.
type Way struct {
	Council, Slug, Office string
	Person                *string // whom a hand-over named
	People                int     // who reads so today
}

// WaysOf are those of a growth that reach items of the asker's.
func WaysOf(id GrowthID, dst *[]Way) db.Query {
	return db.Many("ways of growth", `select council, slug, office, person, people from app.growth_ways($1)`, dst, id)
}

// Grown is an item of the asker's that others came to read.
type Grown struct {
	ID     ID
	Title  string
	Label  marking.Label
	Posted time.Time
	Held   *bool // nil while nothing is decided
}

// GrownItems are those of a growth, newest first.
func GrownItems(of GrowthID, dst *[]Grown) db.Query {
	return db.Many("grown items", `
select g.item_id as id, v.title, i.label, i.posted, g.held
  from app.growth_items($1) g join item i on i.id = g.item_id join item_version v on v.item_id = i.id and v.number = i.current
 order by i.posted desc, i.id limit 1000`, dst, of)
}

// AnswerGrowth holds those of the items that are the asker's back from whoever came to read them so, or lets it be. Either can be chosen anew.
func AnswerGrowth(of GrowthID, items []ID, hold bool) db.Query {
	return db.Also("answer growth", `select app.answer_growth($1, $2, $3)`, of, items, hold)
}

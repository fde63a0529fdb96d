// Package update is the sector update, the first kind of thing that is shared, and the replies to it.
//
// An update is an [item] with an audience of circles. Posting writes one batch: first whom it is addressed to, then the item, its
// first version and its details, since nobody, not even the author, sees an item without an audience. What was posted is never
// changed: an edit is a new version, a withdrawal leaves a marked stub, publishing adds the public to the audience.
package update

import (
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/council"
	"example.org/concord/internal/item"
	"example.org/concord/internal/marking"
)

// Genre is what kind of update it is.
type Genre string

// The genres. Alerts are not among them: two people release those.
const (
	Announcement    Genre = "announcement"
	SituationReport Genre = "situation_report"
	Advisory        Genre = "advisory"
	BestPractice    Genre = "best_practice"
	Request         Genre = "request" // for information, with a day to answer by
)

// Genres in the order in which they are offered.
var Genres = []Genre{Announcement, SituationReport, Advisory, BestPractice, Request}

var genreNames = map[Genre]string{
	Announcement: "Announcement", SituationReport: "Situation report", Advisory: "Advisory",
	BestPractice: "Best practice", Request: "Request for information",
}

// Name is what people call the genre, "" for what is none.
func (g Genre) Name() string { return genreNames[g] }

// Update as one reader sees it. Of a withdrawn one the text, the files and the details are gone.
type Update struct {
	ID         item.ID
	RootID     item.ID // of a reply: the update it answers; else its own
	Label      marking.Label
	CouncilID  council.ID // that released it
	Council    string     // short name
	Slug       string
	Posted     time.Time
	Number     int       // of the newest version
	Written    time.Time // when that version was
	Title      string
	Body, HTML string

	// As spoken: who the author was then.
	AuthorID                     uuid.UUID
	Author, Office, Organization string
	Mine                         bool // the asker is the author
	Withdraws                    bool // the asker may withdraw it

	Genre            Genre
	AnswerBy         *time.Time // a day
	ValidUntil       *time.Time // a day
	Source           string     // relayed from whom
	SourceMarking    string     // as the source marked it
	Sectors, States  []string   // names
	Published        *time.Time // since when the public reads it
	PublishedBy      string     // "" where that is not on record
	Publishes        bool       // the asker may open it to the public
	Withdrawn        *time.Time
	WithdrawnBy      string
	WithdrawnBecause string
}

// Edited says whether there is more than one version.
func (u Update) Edited() bool { return u.Number > 1 }

// Reply as one reader sees it. Of a withdrawn one the text is gone.
type Reply struct {
	ID               item.ID
	Label            marking.Label
	AuthorID         uuid.UUID
	Author           string
	Office           string
	Organization     string
	Speaks           bool // the author spoke for the organization's seat: of a request it is the answer
	Posted           time.Time
	Number           int
	Body, HTML       string
	Mine             bool
	New              bool // the asker has not read it yet
	Withdraws        bool
	Withdrawn        *time.Time
	WithdrawnBy      string
	WithdrawnBecause string
}

// Package sector is the slices into which the economy and government are divided for the protection of critical infrastructure:
// today's sectors with who leads them and what they consist of, and what the framework documents of the past called them.
//
// Sectors are dated data. A name that changes leaves a line of lineage, a sector that ends keeps its row with an end, and the
// list of any past edition can be drawn again. What is said of the past rests on facts (package reference): a line that is known
// from memory alone is seen by those who confirm facts and by nobody else.
package sector

import (
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
)

// Sector is one of those that hold today or held once.
type Sector struct {
	Slug      string
	Name      string
	ShortName string
	Scope     string     // what belongs to it
	Until     *time.Time // the day it ended; nil: it holds
}

// Listed is a row of the list of today's sectors.
type Listed struct {
	Slug       string
	Name       string
	Leads      []string // its agencies, as written
	Subsectors int
	Councils   int // its own, with a public face, that may be named to the asker
}

// Lead is an agency, or several as a source writes them together, that led a sector from a day to a day.
type Lead struct {
	Words        string // DHS (TSA; USCG)
	Organization string // "" where the words stand for several
	Slug         string
	Since        time.Time
	Until        *time.Time // nil: today
}

// Subsector is a part of a sector, in its own terms: subsector, mode, segment, discipline.
type Subsector struct {
	Slug, Name, Kind, Scope string
	Leads                   []string // names of the organizations that lead it
}

// Ancestor is a name that a sector was listed under, and who led it then.
type Ancestor struct {
	Since   time.Time
	Edition string // slug; "" where staff recorded it
	Dated   string // as precisely as the date is known
	Title   string // of the edition
	Name    string
	Lead    string
	Note    string
}

// Sides of a sector's page.
const (
	Industry   = "industry"
	Government = "government"
	Joint      = "joint"
	Analysis   = "analysis" // information sharing and analysis centers
	Across     = "across"   // bodies of most sectors
)

// Council is a body of the sector, and the side of the page on which it stands.
type Council struct {
	Slug, Name, ShortName string
	KindName              string
	Status                string
	Side                  string
	Subsectors            []string
	Waits                 bool // known from memory alone: staff see it and confirm or reject it
}

// Edition is a document that said which sectors there are. It held until the next.
type Edition struct {
	Slug        string
	Title       string
	Dated       string
	Since       time.Time
	Until       *time.Time
	Status      string
	LeadTerm    string // what it called the agency that leads
	SectorTerm  string
	DerivedFrom string // the rule by which its list follows from others; "" where it prints its own
}

// Line is one line of an edition's list, and today's sectors that it became.
type Line struct {
	Name  string
	Leads []string
	Note  string
	Slugs []string // of today's sectors
	Names []string
}

// Retired is a name that was a sector once, and what became of it.
type Retired struct {
	Slug, Name string
	Year       int
	Lead       string
	Fate       string // merged, renamed, split, reshaped, retired
	Slugs      []string
	Names      []string
}

// MaxName is how long a name may be, in characters; MaxShort a short one.
const (
	MaxName  = 200
	MaxShort = 60
	maxScope = 2000
)

var slugForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// Check says what is wrong with a sector as typed, by the names of the form's fields and in their order.
func (s Sector) Check() error {
	var wrong fault.Invalid
	checkName(&wrong, s.Name)
	if short := strings.TrimSpace(s.ShortName); short == "" || utf8.RuneCountInString(short) > MaxShort {
		wrong.Add("short_name", "Short name: write one of at most 60 characters, for lists.")
	}
	if !slugForm.MatchString(s.Slug) || len(s.Slug) > 60 {
		wrong.Add("slug", "Address: write small letters, digits and single hyphens, such as space-systems.")
	}
	if utf8.RuneCountInString(s.Scope) > maxScope {
		wrong.Add("scope", "Scope: shorten it to 2,000 characters.")
	}
	return wrong.Err()
}

func checkName(wrong *fault.Invalid, name string) {
	if name = strings.TrimSpace(name); name == "" || utf8.RuneCountInString(name) > MaxName {
		wrong.Add("name", "Name: write one of at most 200 characters.")
	}
}

func init() {
	db.Constraint("sector_pkey", fault.Invalid{{Name: "slug", Message: "Address: another sector has it. Choose another one."}})
	db.Constraint("retired_sector_pkey", fault.Conflict{Message: "This sector was retired already. Nothing was changed."})
}

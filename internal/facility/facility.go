// Package facility is what an organization runs in one place: a treatment plant, a substation, a hospital. It is seen by who speaks for
// its owner and by the office of the region it lies in; a competitor in the same council sees none of it (migrations/000024_place).
package facility

import (
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
)

// ID names a facility.
type ID struct{ uuid.UUID }

// New is an ID for a facility to be added.
func New() ID { return ID{uuid.Must(uuid.NewV7())} }

// Facility is one with the names of what it refers to.
type Facility struct {
	ID               ID
	Name             string
	Kind             string // the owner's own word: treatment plant, substation
	Sector           string // slug
	SectorName       string
	Subsector        string // slug, or ""
	SubsectorName    string
	State            string // two letters
	StateName        string
	County           string // FIPS code, or ""
	CountyName       string
	City             string
	Address          string
	Latitude         *float64 // degrees north, nil where nobody said
	Longitude        *float64 // degrees east
	Organization     string
	OrganizationSlug string
	OfficeID         uuid.UUID // of the region it lies in
	Region           int
	Since            time.Time
	Until            *time.Time // closed
	Invented         bool
}

// Check says what is wrong with a facility as typed, by the names of the form's fields.
func (f Facility) Check() error {
	var wrong fault.Invalid
	if n := utf8.RuneCountInString(strings.TrimSpace(f.Name)); n == 0 || n > 200 {
		wrong.Add("name", "Name: write one of at most 200 characters.")
	}
	if utf8.RuneCountInString(f.Kind) > 100 {
		wrong.Add("kind", "Kind: at most 100 characters.")
	}
	if f.Sector == "" {
		wrong.Add("sector", "Sector: choose one.")
	}
	if f.State == "" {
		wrong.Add("state", "State: choose one.")
	}
	if utf8.RuneCountInString(f.City) > 100 {
		wrong.Add("city", "City: at most 100 characters.")
	}
	if utf8.RuneCountInString(f.Address) > 300 {
		wrong.Add("address", "Address: at most 300 characters.")
	}
	switch {
	case (f.Latitude == nil) != (f.Longitude == nil):
		wrong.Add("latitude", "Latitude and longitude: write both, or neither.")
	case f.Latitude != nil && (*f.Latitude < -90 || *f.Latitude > 90):
		wrong.Add("latitude", "Latitude: a number from -90 to 90, such as 36.85.")
	case f.Longitude != nil && (*f.Longitude < -180 || *f.Longitude > 180):
		wrong.Add("longitude", "Longitude: a number from -180 to 180, such as -76.29.")
	}
	return wrong.Err()
}

func init() {
	db.Constraint("facility_county_state_fkey", fault.Invalid{{Name: "county", Message: "County: choose one of that state."}})
	db.Constraint("facility_state_fkey", fault.Invalid{{Name: "state", Message: "State: choose one of the list."}})
	db.Constraint("facility_sector_fkey", fault.Invalid{{Name: "sector", Message: "Sector: choose one of the list."}})
	db.Constraint("facility_subsector_fkey", fault.Invalid{{Name: "subsector", Message: "Subsector: choose one of the list."}})
}

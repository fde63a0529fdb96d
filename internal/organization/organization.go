// Package organization is who people work for and who holds seats: companies, associations, agencies, analysis centers.
package organization

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"

	"example.org/concord/internal/address"
	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
)

// ID names an organization.
type ID struct{ uuid.UUID }

// New is an ID for an organization to be added.
func New() ID { return ID{uuid.Must(uuid.NewV7())} }

// Organization as everybody may know it.
type Organization struct {
	ID         ID
	Slug       string
	Name       string
	Abbr       string
	Kind       string // see Kinds
	State      string // two letters, or ""
	Website    string
	Parent     string // slug, or ""
	Regulator  bool   // of the sectors it works in: said wherever its reading is counted
	Government bool   // follows from the kind
	Invented   bool
	Sectors    []string // slugs
}

// Kinds an organization can be, in the order of forms, with the words of pages. The first four are government: they hold no seat
// in an industry council.
var Kinds = []struct{ Slug, Name string }{
	{"federal_agency", "Federal agency"}, {"sltt_body", "State, local, tribal or territorial body"}, {"tribal_nation", "Tribal nation"},
	{"foreign_body", "Foreign or international body"}, {"owner_operator", "Owner or operator"}, {"trade_association", "Trade association"},
	{"isac", "Information sharing and analysis center"}, {"academic", "Academic institution"}, {"other", "Other"},
}

// KindName is the word for a kind.
func KindName(slug string) string {
	for _, k := range Kinds {
		if k.Slug == slug {
			return k.Name
		}
	}
	return slug
}

var website = regexp.MustCompile(`^https?://[^\s/]+\.[^\s]+$`)

// Address is that of a new organization's page, from its name; from its key where the name has no letter of this alphabet.
func (o Organization) Address() string {
	if s := address.Of(o.Name, 80); s != "" {
		return s
	}
	return "organization-" + o.ID.String()[24:]
}

// Check says what is wrong with an organization as typed, by the names of the form's fields.
func (o Organization) Check() error {
	var wrong fault.Invalid
	if name := strings.TrimSpace(o.Name); name == "" || utf8.RuneCountInString(name) > 200 {
		wrong.Add("name", "Name: write one of at most 200 characters.")
	} else if o.Slug != address.Of(o.Slug, 80) { // it follows from the name; one that the database refuses is told where the name stands
		wrong.Add("name", "Name: no address of a page follows from it. Write it with letters or digits.")
	}
	known := false
	for _, k := range Kinds {
		known = known || k.Slug == o.Kind
	}
	if !known {
		wrong.Add("kind", "Kind: choose one.")
	}
	if o.Website != "" && !website.MatchString(o.Website) {
		wrong.Add("website", "Website: write its whole address, beginning with https://.")
	}
	return wrong.Err()
}

func init() {
	db.Constraint("organization_own", fault.Conflict{Message: "You work for this organization, so another member of staff says what it is. Nothing was changed.", Rule: "a second person"})
	db.Constraint("organization_slug_key", fault.Invalid{{Name: "name", Message: "Name: another organization has the address that follows from it. Look it up, or write more of the name."}})
	db.Constraint("organization_state_fkey", fault.Invalid{{Name: "state", Message: "State: choose one of the list."}})
	db.Constraint("organization_stays_industry", fault.Invalid{{Name: "kind", Message: "A council of industry would come to seat government by this. End its seats and appointments there first."}})
	db.Constraint("organization_sector_sector_fkey", fault.Invalid{{Name: "sector", Message: "Sectors: choose from the list."}})
}

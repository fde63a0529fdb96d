// Package person is who uses the portal: a name that works for an organization. What a person may do comes from appointments
// (package council), how they sign in is package signin's; here is no address and no telephone number.
package person

import (
	"strings"
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/organization"
)

// ID names a person.
type ID struct{ uuid.UUID }

// Person as those who may see the name see it.
type Person struct {
	ID               ID
	Name             string
	Title            string // what they are at work; "" where nobody said so
	OrganizationID   organization.ID
	Organization     string
	OrganizationSlug string
	State            string // of the organization; "" where it has none
	Invented         bool
	Suspended        *time.Time // out since; nil is nobody's concern
	Expires          *time.Time
}

// Post is what a person holds in a council now.
type Post struct {
	CouncilSlug  string
	Council      string
	CouncilKind  string
	Office       string
	Organization string // for whom, which may be another than they work for
	Seat         bool   // speaks for a seat
	Since        time.Time
	Until        *time.Time
}

// Check says what is wrong with a name, for the field called field.
func Check(field, name string) error {
	var wrong fault.Invalid
	switch n := len([]rune(strings.TrimSpace(name))); {
	case n == 0:
		wrong.Add(field, "Write the person's full name.")
	case n > 200:
		wrong.Add(field, "A name has 200 characters at most.")
	}
	return wrong.Err()
}

// CheckTitle says what is wrong with a title at work, which may be left out.
func CheckTitle(title string) error {
	var wrong fault.Invalid
	if len([]rune(strings.TrimSpace(title))) > 200 {
		wrong.Add("title", "A title has 200 characters at most.")
	}
	return wrong.Err()
}

func init() {
	db.Constraint("person_own", fault.Conflict{Message: "Nobody says for whom they work themselves. Another member of staff does. Nothing was changed.", Rule: "a second person"})
	db.Constraint("person_stays_industry", fault.Invalid{{Name: "organization", Message: "Who serves in an industry council does not come to work for government there. Its officers end the appointment first."}})
	db.Constraint("person_organization_id_invented_fkey", fault.Invalid{{Name: "organization", Message: "Choose an organization. Invented people work for invented organizations only."}})
}

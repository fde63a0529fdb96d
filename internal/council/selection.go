package council

import (
	"strings"
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/organization"
)

// SelectionID names a selection.
type SelectionID struct{ uuid.UUID }

// Selection is a line of the second roster, beside the charter's: whom CISA selected under an umbrella. It gives nobody a right.
type Selection struct {
	ID               SelectionID
	Umbrella         string // its short name
	Organization     string
	OrganizationSlug string
	Invented         bool
	Person           string // whom the document names; "" where it names the organization alone
	Document         string
	Since            time.Time
	Until            *time.Time
	RecordedName     string
	Recorded         time.Time
}

// Key names the selection for a cursor.
func (s Selection) Key() []string { return []string{s.Organization, s.ID.String()} }

// SelectingOver are the umbrellas with selected members under which the council with that slug stands or stood, the latest first.
func SelectingOver(slug string, dst *[]Umbrella) db.Query {
	return db.Many("umbrellas that select", `
select u.slug, u.name, u.short_name, cu.since, cu.until from council c join council_umbrella cu on cu.council_id = c.id join umbrella u on u.slug = cu.umbrella
 where c.slug = $1 and u.selects order by cu.since desc`, dst, slug)
}

const selectedThere = `
select x.id, u.short_name as umbrella, o.name as organization, o.slug as organization_slug, o.invented, x.person, x.document, x.since, x.until, x.recorded_name, x.recorded
  from selection x join umbrella u on u.slug = x.umbrella join organization o on o.id = x.organization_id
 where x.council_id = (select id from council where slug = $1) and`

var selectedAt = selectedThere + lived("x", "coalesce($2::timestamptz, app.now())")

// Selected are the selections for the council with that slug as they stand at a moment, past or to come; nil is now. There is one more
// than RosterPage where others follow.
func Selected(slug string, at *time.Time, key []string, dst *[]Selection) db.Query {
	name, id := after(key)
	return db.Many("selected", selectedAt+` and (o.name, x.id) > ($3, $4::uuid) order by o.name, x.id`+db.Limit(RosterPage+1), dst, slug, at, name, id)
}

// EverySelected are all of them, for a file.
func EverySelected(slug string, at *time.Time, dst *[]Selection) db.Query {
	return db.Many("selected as a file", selectedAt+` order by o.name, x.id`+db.Limit(MaxSittings), dst, slug, at)
}

// SelectionByID is one that lasts, or is to begin.
func SelectionByID(slug string, id SelectionID, dst *Selection) db.Query {
	return db.One("selection", selectedThere+` (x.until is null or x.until > app.now()) and x.id = $2`, dst, slug, id)
}

// SelectionChanges are whom CISA selected and whom no longer, after one moment and until another, the newest first, as Changes are for the
// charter's roster.
func SelectionChanges(slug string, since, until time.Time, after *Change, dst *[]Change) db.Query {
	key := ""
	if after != nil {
		until, key = after.At, after.Key
	}
	return db.Many("changes of selections", `
select at, turn, organization, null::uuid as person_id, person, office, '' as before, key
  from (select x.since as at, 'selected' as turn, o.name as organization, x.person, u.short_name as office, 'b' || x.id as key
          from selection x join organization o on o.id = x.organization_id join umbrella u on u.slug = x.umbrella
         where x.council_id = (select id from council where slug = $1) and x.until is distinct from x.since
        union all
        select x.until, 'released', o.name, x.person, u.short_name, 'a' || x.id
          from selection x join organization o on o.id = x.organization_id join umbrella u on u.slug = x.umbrella
         where x.council_id = (select id from council where slug = $1) and x.until > x.since) happened
 where at > $2 and (at < $3 or at = $3 and ($4 = '' or key < $4))
 order by at desc, key desc`+db.Limit(ChangesPage+1), dst, slug, since, until, key)
}

// Selecting is what staff record of a selection.
type Selecting struct {
	Umbrella     string // slug
	Organization organization.ID
	Person       string
	Document     string
	Since        time.Time
}

// Check says what is missing, by the field names of the form.
func (s Selecting) Check() error {
	var wrong fault.Invalid
	if s.Umbrella == "" {
		wrong.Add("umbrella", "Choose the umbrella.")
	}
	if s.Organization.UUID == uuid.Nil {
		wrong.Add("organization", "Choose the organization.")
	}
	if len([]rune(strings.TrimSpace(s.Person))) > 200 {
		wrong.Add("person", "Person: shorten it to 200 characters.")
	}
	if s.Since.IsZero() {
		wrong.Add("since", "Write the day from which it holds.")
	}
	if n := len([]rune(strings.TrimSpace(s.Document))); n == 0 || n > 500 {
		wrong.Add("document", "Name the document that says so, in 500 characters at most.")
	}
	return wrong.Err()
}

// Select records it. The council stands under the umbrella on that day.
func Select(council ID, s Selecting) db.Query {
	return db.Change("record a selection", `insert into selection (id, council_id, umbrella, organization_id, person, document, since) values ($1, $2, $3, $4, $5, $6, $7)`,
		SelectionID{uuid.Must(uuid.NewV7())}, council, s.Umbrella, s.Organization, strings.TrimSpace(s.Person), strings.TrimSpace(s.Document), s.Since)
}

// Unselect ends a selection at a moment. At the one at which it began it never was.
func Unselect(slug string, id SelectionID, until time.Time, because string) db.Query {
	const it = ` where id = $1 and council_id = (select id from council where slug = $2)`
	return db.Change("end a selection", `update selection set until = $3, ended_because = $4`+it+` and (until is null or until > app.now())`,
		id, slug, until, strings.TrimSpace(because)).Seen(`select 1 from selection`+it, id, slug)
}

func init() {
	db.Constraint("selection_umbrella", fault.Invalid{{Name: "since", Message: "The council did not stand under this umbrella on that day, or CISA does not select its members."}})
	db.Constraint("selection_once", fault.Conflict{Message: "This selection is on record already, and lasts. Nothing was recorded twice."})
	db.Constraint("selection_order", fault.Invalid{{Name: "until", Message: "Last day: this lies before its beginning."}})
}

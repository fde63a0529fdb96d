package person

import (
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/organization"
)

// New is an ID for a person to be added.
func New() ID { return ID{uuid.Must(uuid.NewV7())} }

// Add puts a person on the list of their organization. They hold nothing until a council appoints them, and cannot sign in
// until they were invited. An invented organization makes an invented person.
func Add(id ID, name string, organization organization.ID) db.Query {
	return db.Change("add a person", `
insert into person (id, name, organization_id, invented) select $1, $2, o.id, o.invented from organization o where o.id = $3`,
		id, strings.TrimSpace(name), organization)
}

// Rename corrects a name and the title at work. What was said under the old name keeps it, as spoken.
func Rename(id ID, name, title string) db.Query {
	return db.Change("rename a person", `update person set name = $2, title = $3 where id = $1`, id, strings.TrimSpace(name), strings.TrimSpace(title)).Seen(seen, id)
}

// MoveTo says for whom a person works now. Their offices stay with the organization for which they were given, until an officer ends them.
func MoveTo(id ID, to organization.ID) db.Query {
	return db.Change("move a person", `update person set organization_id = $2 where id = $1`, id, to).Seen(seen, id)
}

// Suspend takes every right from a person with the next statement of any of their sign-ins; their appointments stay. It says why, for those
// who may restore them.
func Suspend(id ID, because string) (db.Query, error) {
	var wrong fault.Invalid
	because = strings.TrimSpace(because)
	if n := utf8.RuneCountInString(because); n < 5 || n > 1000 {
		wrong.Add("because", "Write in 5 to 1,000 characters why. Those who may restore the person read it, and it stays on record.")
	}
	return db.Change("suspend a person", `
insert into suspension (person_id, because, by_id) select p.id, $2, w.person_id from person p cross join app.who w where p.id = $1`, id, because).Seen(seen, id), wrong.Err()
}

// Suspension is why somebody is suspended, and by whom.
type Suspension struct{ Because, ByName string }

// SuspensionOf is the latest of a person's; nil where there is none, and for those who may not restore them.
func SuspensionOf(id ID, dst **Suspension) db.Query {
	return db.Maybe("why a person is suspended", `
select s.because, coalesce(p.name, '') as by_name from suspension s left join person p on p.id = s.by_id where s.person_id = $1 order by s.at desc`+db.Limit(1), dst, id)
}

// Restore ends a suspension: what the appointments give is theirs again.
func Restore(id ID) db.Query {
	return db.Change("restore a person", `update person set suspended = null where id = $1 and suspended is not null`, id).Seen(seen, id)
}

const seen = `select 1 from person where id = $1`

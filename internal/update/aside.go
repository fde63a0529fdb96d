package update

import (
	"strings"
	"time"
	"unicode/utf8"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/item"
)

// Aside is a request that an organization put aside.
type Aside struct {
	Name, Organization, Because string
	At                          time.Time
	Own                         bool // the asker speaks for the organization
}

// Asides are those of a request that the asker is told of: who asked hears of all, who speaks for an organization of its own.
func Asides(of item.ID, dst *[]Aside) db.Query {
	return db.Many("put aside", `
select name, organization, because, at, organization_id = any (array(select organization_id from app.speaking)) as own
  from set_aside where item_id = $1 order by at, organization limit 100`, dst, of)
}

// Owed are the organizations for which the asker speaks in a council that the request was addressed to.
func Owed(of item.ID, dst *[]string) db.Query {
	return db.Many("who owes the answer", `
select distinct o.name
  from audience a join app.asked_seat s on s.circle_id = a.circle_id join organization o on o.id = s.organization_id
 where a.item_id = $1 and a.item_id = a.root_id and a.answer_by is not null order by o.name`, dst, of)
}

// PutAside says for the asker's organizations that a request will not be answered, and why: whoever asked reads it.
func PutAside(of item.ID, because string) (db.Query, error) {
	because = strings.TrimSpace(because)
	switch n := utf8.RuneCountInString(because); {
	case n == 0:
		return db.Query{}, fault.Invalid{{Name: "because", Message: "Say why, so that whoever asked knows."}}
	case n > 500 || !item.Storable(because):
		return db.Query{}, fault.Invalid{{Name: "because", Message: "Say it in 500 characters at most, without characters that cannot be stored."}}
	}
	return db.Change("put aside", `
insert into set_aside (item_id, organization_id, person_id, because)
select distinct a.item_id, s.organization_id, w.person_id, $2
  from app.who w cross join audience a join app.asked_seat s on s.circle_id = a.circle_id
 where a.item_id = $1 and a.item_id = a.root_id and a.answer_by is not null
on conflict do nothing`, of, because).Seen(`select true from item where id = $1`, of), nil
}

// TakeUp takes back that a request was put aside.
func TakeUp(of item.ID) db.Query {
	return db.Change("take up", `delete from set_aside where item_id = $1 and organization_id = any (array(select organization_id from app.speaking))`, of).
		Seen(`select true from item where id = $1`, of)
}

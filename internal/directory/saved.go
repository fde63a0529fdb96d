package directory

import (
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
)

// Search is a search that somebody keeps, to be told what is new in it.
type Search struct {
	ID     uuid.UUID
	Name   string
	Kind   string // organizations, people or facilities
	Query  string // of the list's address
	Looked time.Time
}

// Searches are the asker's own, by name, 30 at most.
func Searches(dst *[]Search) db.Query {
	return db.Many("saved searches", `select id, name, kind, query, looked from saved_search order by name, id limit 30`, dst)
}

// SearchByID is one of the asker's own.
func SearchByID(id uuid.UUID, dst *Search) db.Query {
	return db.One("saved search", `select id, name, kind, query, looked from saved_search where id = $1`, dst, id)
}

// Check says what is wrong with a search to be kept.
func (s Search) Check() error {
	var wrong fault.Invalid
	if n := utf8.RuneCountInString(strings.TrimSpace(s.Name)); n == 0 || n > 100 {
		wrong.Add("name", "Name: write one of at most 100 characters.")
	}
	if len(s.Query) > 1000 {
		wrong.Add("name", "This search is too long to be kept. Take a filter away.")
	}
	return wrong.Err()
}

// Keep keeps a search. The same one kept twice has the later name.
func Keep(s Search) db.Query {
	return db.Also("keep a search", `
insert into saved_search (id, person_id, name, kind, query) select $1, person_id, $2, $3, $4 from app.who
    on conflict (person_id, kind, query) do update set name = excluded.name`, s.ID, strings.TrimSpace(s.Name), s.Kind, s.Query)
}

// Look notes that its results are looked at now.
func Look(id uuid.UUID) db.Query {
	return db.Change("look at a search", `update saved_search set looked = app.now() where id = $1`, id)
}

// Forget drops a search.
func Forget(id uuid.UUID) db.Query {
	return db.Change("forget a search", `delete from saved_search where id = $1`, id)
}

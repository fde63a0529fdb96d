// Package audit reads the record of acts: a council's for its officers, that of the structure for staff, and what was done to one's own
// account. Rows are written by triggers (app.audit); there is no content in them. Names are those of today, since the record itself
// keeps identifiers alone.
package audit

import (
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
)

// PerPage is how many acts a page shows; queries bring one more. MaxExport is how many a file holds.
const (
	PerPage   = 50
	MaxExport = 10_000
)

// Act tells whose record a line is of.
type Act string

// The acts of a council's record.
const (
	Post      Act = "post"      // what was said: posted, edited, withdrawn, opened to more
	Read      Act = "read"      // who opened what was addressed to the named
	Council   Act = "council"   // seats, appointments, what the council says of itself
	Structure Act = "structure" // what staff keep
	Account   Act = "account"
)

// Acts are those that a council's record is made of.
var Acts = []Act{Post, Read, Council, Structure}

// Line is one act.
type Line struct {
	ID          int64
	At          time.Time
	Act         Act
	Verb        string // insert, update, delete; sign_in, sign_out; export
	Object      string // the table
	Changed     []string
	Label       string
	ItemID      *uuid.UUID
	ItemKind    string // update or reply
	PersonID    *uuid.UUID
	Person      string // who; "" is the portal itself
	Office      string // in which
	SubjectID   *uuid.UUID
	Subject     string // to whom it was done
	Council     string
	CouncilSlug string
	Thing       string // the sector, the organization, the office somebody was appointed to
	Because     string
}

// Did says whether the act changed the column; with a minus before its name, whether it emptied it.
func (l Line) Did(column string) bool {
	for _, c := range l.Changed {
		if c == column {
			return true
		}
	}
	return false
}

const columns = `l.id, l.at, l.act, l.verb, l.object, l.changed, coalesce(l.label, '') as label, l.item_id, l.item_kind, l.person_id, coalesce(l.person, '') as person, l.office,
       l.subject_id, l.subject, l.council, l.council_slug, l.thing, coalesce(l.because, '') as because`

// Filter narrows a record; empty fields narrow nothing.
type Filter struct {
	Act          Act       // of a council's record
	Objects      []string  // of the structure's record: the tables
	Person       string    // a part of the name
	Since, Until time.Time // Until is the first moment after
	After        *Key
	Most         int // PerPage where 0
}

// Key names the last line of a page.
type Key struct {
	At time.Time
	ID int64
}

// bounds are the newest and the oldest line wanted.
func (f Filter) bounds() (at time.Time, id int64, since time.Time) {
	at, id = time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC), 0
	if !f.Until.IsZero() {
		at = f.Until
	}
	if f.After != nil {
		at, id = f.After.At, f.After.ID
	}
	return at, id, f.Since
}

func (f Filter) most() string {
	if f.Most > 0 {
		return db.Limit(f.Most)
	}
	return db.Limit(PerPage + 1)
}

// OfCouncil are the acts of a council, newest first. Each kind of act is walked by itself, and where a name is given each person: so the
// record of a large council is never walked to its end.
func OfCouncil(slug string, f Filter, dst *[]Line) db.Query {
	at, id, since := f.bounds()
	acts := Acts
	if f.Act != "" {
		acts = []Act{f.Act}
	}
	walk, args := `unnest($5::text[]) u (act)`, []any{slug, at, id, since, acts}
	match := `l.act = u.act`
	if f.Person != "" {
		walk = `(select distinct a.person_id from appointment a join person p on p.id = a.person_id
                  where a.council_id = (select id from council where slug = $1) and strpos(p.folded, app.folded($6)) > 0 limit 20) u`
		match, args = `l.person_id = u.person_id and l.act = any ($5::text[])`, append(args, f.Person)
	}
	return db.Many("record of a council", `
select `+columns+`
  from `+walk+` cross join lateral (
       select `+columns+` from app.council_record l
        where l.council_id = (select id from council where slug = $1) and `+match+` and (l.at, l.id) < ($2, $3) and l.at >= $4
        order by l.at desc, l.id desc`+f.most()+`) l
 order by l.at desc, l.id desc`+f.most(), dst, args...)
}

// OfStructure are the acts of staff on the structure, newest first. A name is looked for among staff, past ones too.
func OfStructure(f Filter, dst *[]Line) db.Query {
	at, id, since := f.bounds()
	return db.Many("record of the structure", `
select `+columns+`
  from app.structure_record l
 where (l.at, l.id) < ($1, $2) and l.at >= $3 and (cardinality($4::text[]) = 0 or l.object = any ($4::text[]))
   and ($5 = '' or l.person_id = any (array(
        select a.person_id from council_kind_term k join appointment a on a.council_id = k.council_id join person p on p.id = a.person_id
         where k.kind = 'administration' and strpos(p.folded, app.folded($5)) > 0)))
 order by l.at desc, l.id desc`+f.most(), dst, at, id, since, append([]string{}, f.Objects...), f.Person)
}

// OfMine is what was done to the asker's own account, by anybody, newest first.
func OfMine(f Filter, dst *[]Line) db.Query {
	at, id, since := f.bounds()
	return db.Many("record of one's account", `
select `+columns+`
  from app.own_record l
 where l.subject_id = (select person_id from app.who) and (l.at, l.id) < ($1, $2) and l.at >= $3
 order by l.at desc, l.id desc`+f.most(), dst, at, id, since)
}

// Refused puts on record that the asker tried what a rule forbids, at the object that the address named; what was typed is not kept. Of
// one person's attempts ten a minute are kept.
func Refused(rule, named string) db.Query {
	return db.Also("record a refusal", `select app.refused($1, $2)`, rule, named)
}

// TookRoster puts on record that the asker takes the roster of the council with that slug along, of so many lines. Of councils that are
// not her own she takes three a day.
func TookRoster(council string, lines int) db.Query {
	return db.Also("record a copy of a roster", `select app.took_roster((select id from council where slug = $1), $2)`, council, lines)
}

func init() {
	db.Constraint("roster_bulk", fault.Conflict{Message: "You took the rosters of three councils within a day that are not your own. Look the others up here, or take them tomorrow.", Rule: "three rosters a day"})
}

// Exported puts on record that the asker takes a copy: of a council's record by its slug, or with "" of the structure's or the whole log.
func Exported(what, council string) db.Query {
	return db.Also("record an export", `select app.exported($1, (select id from council where slug = nullif($2, '')))`, what, council)
}

package council

import (
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/person"
)

// SuccessionDelay is how long who goes has to contest a hand-over that others asked for.
const SuccessionDelay = 14 * 24 * time.Hour

// Succession is a seat handed over from one representative to the next, not yet under way.
type Succession struct {
	SeatID     SeatID
	OutgoingID person.ID
	Outgoing   string
	PersonID   person.ID
	Person     string
	Asker      string
	Since      time.Time // when it happens
	Agreed     bool      // who goes said yes, or asked for it
}

const successions = `
select s.seat_id, s.outgoing_id, o.name as outgoing, s.person_id, p.name as person, coalesce(q.name, '') as asker, s.since, s.agreed is not null as agreed
  from succession s join person o on o.id = s.outgoing_id join person p on p.id = s.person_id left join person q on q.id = s.asked_by
 where s.council_id = (select id from council where slug = $1) and s.since > app.now() and s.stopped is null`

// Successions are those that are to come in the council with that slug, as who sees its roster sees them; 200 at most.
func Successions(slug string, dst *[]Succession) db.Query {
	return db.Many("successions", successions+` order by s.since`+db.Limit(200), dst, slug)
}

// SuccessionOf is the one that is to come on that seat, nil where there is none.
func SuccessionOf(slug string, seat SeatID, dst **Succession) db.Query {
	return db.Maybe("succession", successions+` and s.seat_id = $2 limit 1`, dst, slug, seat)
}

// Successor is somebody to whom a seat can be handed over.
type Successor struct {
	PersonID  person.ID
	Name      string
	Alternate bool // moves up
}

// Successors are the seat's alternates and the people of its organization, for its representative and for who keeps the roster.
func Successors(seat SeatID, dst *[]Successor) db.Query {
	return db.Many("successors", `select person_id, name, alternate from app.successors($1)`, dst, seat)
}

// Succeed hands the seat over to somebody from a day on, zero being now. Asked for by others than its representative it happens after
// SuccessionDelay at the earliest, unless she agrees before.
func Succeed(in string, seat SeatID, to person.ID, day *time.Time) db.Query {
	return db.Change("hand a seat over", `
insert into succession (id, seat_id, person_id, day)
select $1, s.id, $3, coalesce($4::timestamptz, app.now()) from seat s where s.id = $2 and s.council_id = (select id from council where slug = $5)`,
		uuid.Must(uuid.NewV7()), seat, to, day, in).Seen(`select 1 from seat where id = $1 and council_id = (select id from council where slug = $2)`, seat, in)
}

// AgreeToSuccession is the word of who goes: it happens now, or on the day asked for.
func AgreeToSuccession(in string, seat SeatID) db.Query { return turn(in, seat, "agreed") }

// StopSuccession undoes a hand-over before it happens: who goes contests it, or who keeps the roster takes it back.
func StopSuccession(in string, seat SeatID) db.Query { return turn(in, seat, "stopped") }

func turn(in string, seat SeatID, column string) db.Query {
	const open = ` from succession where seat_id = $1 and council_id = (select id from council where slug = $2) and since > app.now() and stopped is null`
	return db.Change("succession "+column, `update succession set `+column+` = app.now() where id = (select id`+open+` limit 1)`, seat, in).Seen(`select 1`+open, seat, in)
}

func init() {
	db.Constraint("succession_open", fault.Conflict{Message: "This seat is being handed over already. Nothing was changed: look at that first."})
	db.Constraint("succession_late", fault.Invalid{{Name: "day", Message: "The term ends before that day. Appoint the next person for the time after it."}})
	db.Constraint("succession_person", fault.Invalid{{Name: "person", Message: "Choose an alternate of this seat or somebody of its organization who can sign in."}})
	db.Constraint("succession_over", fault.Conflict{Message: "This hand-over has happened or was stopped meanwhile. Nothing was changed."})
}

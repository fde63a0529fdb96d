package council

import (
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
)

// Absence is a time in which the representative of a seat is away, and the alternate speaks for it.
type Absence struct {
	Person     string
	RecordedBy string
	Since      time.Time
	Until      time.Time
}

// AbsencesOf are those of the seat's representative that are under way or to come, the first one first; 20 at most.
func AbsencesOf(slug string, seat SeatID, dst *[]Absence) db.Query {
	return db.Many("absences", `
select p.name as person, coalesce(r.name, '') as recorded_by, b.since, b.until
  from absence b join appointment a on a.id = b.appointment_id and`+liveAppointment+`
  join person p on p.id = b.person_id left join person r on r.id = b.recorded_by
 where b.seat_id = $1 and b.council_id = (select id from council where slug = $2) and b.until > app.now() and b.until > b.since
 order by b.since, b.id`+db.Limit(20), dst, seat, slug)
}

// Leave records that the representative of a seat is away from a day on, nil being now, and back on another. He may say so, and who keeps
// the roster; nobody was away before it was said.
func Leave(in string, seat SeatID, since, until *time.Time) db.Query {
	return db.Change("record an absence", `
insert into absence (id, seat_id, since, until)
select $1, s.id, coalesce($3::timestamptz, app.now()), $4 from seat s where s.id = $2 and s.council_id = (select id from council where slug = $5)`,
		uuid.Must(uuid.NewV7()), seat, since, until, in).Seen(`select 1 from seat where id = $1 and council_id = (select id from council where slug = $2)`, seat, in)
}

// Return ends each absence of the seat's representative: he is back, or does not leave.
func Return(in string, seat SeatID) db.Query {
	const open = ` from absence b where b.seat_id = $1 and b.council_id = (select id from council where slug = $2) and b.until > app.now() and b.until > b.since`
	return db.Change("end absences", `update absence set until = app.now() where id = any (array(select b.id`+open+`))`, seat, in).Seen(`select 1`+open, seat, in)
}

func init() {
	db.Constraint("absence_order", fault.Invalid{{Name: "until", Message: "The last day away is today or a later day, and not before the first one."}})
}

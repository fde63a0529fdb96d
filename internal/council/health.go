package council

import (
	"context"
	"strconv"
	"time"

	"example.org/concord/internal/db"
)

// Health is how a council fares, in numbers: what staff may know of it without reading there.
type Health struct {
	ID          ID
	Slug        string
	ShortName   string
	KindName    string
	Chair       string // "" where nobody chairs
	People      int
	Active      int // of them, who signed in within 30 days
	OpenSeats   int // seats without a representative
	Unenrolled  int // people who have not set up how they sign in
	Unanswered  int // requests to the council that nobody of it answered: of the last 90 days, or still due
	Unconfirmed int // people whose organization was asked whether they stay, and has not answered
	Cases       int // open cases of admission
	CasesLate   int // of them, those open for more than a week
	OldestCase  *time.Time
	Attention   int // the more, the more there is to do
	At          time.Time
}

// Key names the row for a cursor.
func (h Health) Key() []string { return []string{strconv.Itoa(h.Attention), h.ID.String()} }

// HealthOfAll are the councils whose workspace was handed over, what needs attention first, for those who record councils. The numbers
// are as old as the last [CountHealth].
func HealthOfAll(key []string, dst *[]Health) db.Query {
	attention, id := "2147483647", first
	if len(key) == 2 {
		attention, id = key[0], key[1]
	}
	return db.Many("how councils fare", `
select h.council_id as id, c.slug, c.short_name, k.name as kind_name, coalesce(chair.name, '') as chair,
       h.people, h.active, h.open_seats, h.unenrolled, h.unanswered, h.unconfirmed, h.cases, h.cases_late, h.oldest_case, h.attention, h.at
  from council_health h join council c on c.id = h.council_id`+today+`
  left join lateral (select p.name from appointment a join person p on p.id = a.person_id
                      where a.council_id = h.council_id and a.office = 'chair' and a.since <= app.now() and (a.until is null or a.until > app.now())
                      order by a.since desc limit 1) chair on true
 where h.attention <= $1::int and (h.attention < $1::int or h.council_id > $2::uuid)
 order by h.attention desc, h.council_id`+db.Limit(PerPage+1), dst, attention, id)
}

// CountHealth counts anew.
func CountHealth(ctx context.Context, worker *db.DB) error {
	return worker.Write(ctx, db.Who{}, db.Once{}, db.Also("count how councils fare", `select app.count_health()`),
		db.Also("count what waits there", `select app.count_renewals()`))
}

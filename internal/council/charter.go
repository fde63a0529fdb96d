package council

import (
	"strings"
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
)

// Charter is what the council's own officers say of it. Purpose stands on the public face, the rest is for those who see the roster.
type Charter struct {
	Purpose           string
	RecordsTerms      string // whose record a post is
	Clients           string // whom a member may pass TLP:AMBER on to
	GreenMeans        string // who the community is that TLP:GREEN reaches
	MembersPost       bool   // of a community: its members post, not its officers alone
	BreakGlassRefused bool   // no emergency access to what is addressed to this council
	NextMeeting       string
	ToldID, Told      string // the person told of emergency access while there is no chair; "" is everybody who speaks for a seat
}

// CharterOf is the charter for those who see the council's roster; others find nothing.
func CharterOf(slug string, dst **Charter) db.Query {
	return db.Maybe("charter", `
select u.words as purpose, h.records_terms, h.clients, h.green_means, h.members_post, h.break_glass_refused, h.next_meeting,
       coalesce(h.told_id::text, '') as told_id, coalesce(p.name, '') as told
  from council c join charter h on h.council_id = c.id join purpose u on u.council_id = c.id
  left join person p on p.id = h.told_id where c.slug = $1`, dst, slug)
}

// Stand is somebody who may stand in for the chair.
type Stand struct{ ID, Name string }

// MayBeTold are those who serve in the council, officers first, for whoever sees its roster.
func MayBeTold(slug string, dst *[]Stand) db.Query {
	return db.Many("may be told", `
select p.id::text as id, p.name || ', ' || min(f.name) as name
  from appointment a join person p on p.id = a.person_id join office f on f.slug = a.office
 where a.council_id = (select id from council where slug = $1) and f.rank <= 5 and`+liveAppointment+`
 group by p.id, p.name order by min(f.rank), p.name`+db.Limit(200), dst, slug)
}

// Check says what cannot be stored, by the field names of the form.
func (c Charter) Check() error {
	var wrong fault.Invalid
	for _, f := range []struct {
		name, said string
		max        int
	}{{"purpose", c.Purpose, 4000}, {"records_terms", c.RecordsTerms, 4000}, {"clients", c.Clients, 2000}, {"green_means", c.GreenMeans, 2000}, {"next_meeting", c.NextMeeting, 500}} {
		if n := len([]rune(f.said)); n > f.max {
			wrong.Add(f.name, "Too long: shorten it by "+plural(n-f.max, "character")+".")
		}
	}
	if _, err := uuid.Parse(c.ToldID); c.ToldID != "" && err != nil {
		wrong.Add("told", "Choose one of those who serve in the council.")
	}
	return wrong.Err()
}

// EditCharter writes what the officers say. Only offices with charter.edit may; staff may not.
func EditCharter(id ID, c Charter) []db.Query {
	const seen = `select 1 from council where id = $1`
	return []db.Query{
		db.Change("edit purpose", `update purpose set words = $2 where council_id = $1`, id, strings.TrimSpace(c.Purpose)).Seen(seen, id),
		db.Change("edit charter", `
update charter set records_terms = $2, clients = $3, green_means = $4, break_glass_refused = $5, next_meeting = $6, told_id = nullif($7, '')::uuid, members_post = $8 where council_id = $1`,
			id, strings.TrimSpace(c.RecordsTerms), strings.TrimSpace(c.Clients), strings.TrimSpace(c.GreenMeans), c.BreakGlassRefused, strings.TrimSpace(c.NextMeeting), c.ToldID, c.MembersPost).Seen(seen, id),
	}
}

// HandOver is the record that staff were told whom the council chose, and handed its workspace to them.
type HandOver struct {
	Person       string
	Office       string
	Organization string
	ChosenOn     time.Time
	Document     string
	ToldBy       string
	RecordedBy   string // "" to those who do not see staff by name
	At           time.Time
}

// HandOvers are those of a council, the latest first: both sides see them.
func HandOvers(slug string, dst *[]HandOver) db.Query {
	return db.Many("hand-overs", `
select p.name as person, f.name as office, o.name as organization, h.chosen_on, h.document, h.told_by, coalesce(s.name, '') as recorded_by, h.at
  from hand_over h join person p on p.id = h.person_id join office f on f.slug = h.office join organization o on o.id = h.organization_id
  left join person s on s.id = h.recorded_by
 where h.council_id = (select id from council where slug = $1) order by h.at desc, h.id limit 50`, dst, slug)
}

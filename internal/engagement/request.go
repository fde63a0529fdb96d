package engagement

import (
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
)

// Request is what a partner asks of the region.
//
//	asked --somebody of the region takes it--> taken --> answered
//	  |----------------------------------------> withdrawn, by the partner
type Request struct {
	ID           ID
	Region       int
	Organization string
	OrgSlug      string
	Facility     string
	Kind         string // in words
	Wish         string
	AskedBy      string
	Asked        time.Time
	Due          time.Time
	OwnerID      *uuid.UUID
	Owner        string // on whose table it lies, "" for nobody's
	Taken        *time.Time
	Answer       string
	Answered     *time.Time
	AnsweredBy   string
	Withdrawn    *time.Time
	Own          bool // the asker speaks for the organization
	Works        bool // the asker may take or answer it
	Mine         bool // it lies on the asker's table
}

// Stage is where a request stands.
type Stage string

// The stages.
const (
	Asked     Stage = "asked"
	Taken     Stage = "taken"
	Answered  Stage = "answered"
	Withdrawn Stage = "withdrawn"
)

// Stage is where it stands now.
func (r Request) Stage() Stage {
	switch {
	case r.Withdrawn != nil:
		return Withdrawn
	case r.Answered != nil:
		return Answered
	case r.Taken != nil:
		return Taken
	}
	return Asked
}

// Open says that an answer is still due.
func (r Request) Open() bool { return r.Answered == nil && r.Withdrawn == nil }

// Late says that the answer was due before the day of that moment, in its zone.
func (r Request) Late(now time.Time) bool {
	y, m, d := now.Date()
	return r.Open() && r.Due.Before(time.Date(y, m, d, 0, 0, 0, 0, time.UTC))
}

const asks = `
select r.id, coalesce(c.region, 0) as region, o.name as organization, o.slug as org_slug, coalesce(f.name, '') as facility, k.name as kind, r.wish, r.asked_name as asked_by, r.asked,
       r.due::timestamptz as due, r.owner_id, r.owner_name as owner, r.taken, r.answer, r.answered, r.answered_name as answered_by, r.withdrawn,
       r.organization_id = any (array(select organization_id from app.speaking_for)) as own,
       r.office_id = any (array(select council_id from app.holding where capability = 'engagement.write')) as works,
       coalesce(r.owner_id = any (array(select person_id from app.who)), false) as mine
  from partner_request r join council c on c.id = r.office_id join organization o on o.id = r.organization_id join partner_request_kind k on k.slug = r.kind
  left join lateral (select f.name from facility f where f.id = r.facility_id limit 1) f on true`

// ofMyOffices finds them office by office, each by its index: how many offices there are no plan can know.
func ofMyOffices(which, order string, most int) string {
	return `
 where r.id = any (array(select x.id from app.holding h
         cross join lateral (select q.id from partner_request q where q.office_id = h.council_id and ` + which + ` order by ` + order + `, q.id` + db.Limit(most) + `) x
         where h.capability = 'engagement.read'))`
}

// Waiting are the open requests of the asker's region, the first one due first, 100 at most.
func Waiting(dst *[]Request) db.Query {
	return db.Many("requests that wait", asks+ofMyOffices(`q.answered is null and q.withdrawn is null`, `q.due`, 100)+` order by r.due, r.id`+db.Limit(100), dst)
}

// WaitingIn are those of one region's office, for its page.
func WaitingIn(region int, dst *[]Request) db.Query {
	return db.Many("requests that wait in a region", asks+`
 where r.office_id = `+office+` and r.answered is null and r.withdrawn is null order by r.due, r.id`+db.Limit(5), dst, region)
}

// WaitingWith are those that lie on somebody's table in a region.
func WaitingWith(region int, owner uuid.UUID, dst *[]Request) db.Query {
	return db.Many("requests that wait with somebody", asks+`
 where r.office_id = `+office+` and r.owner_id = $2 and r.answered is null and r.withdrawn is null order by r.due, r.id`+db.Limit(100), dst, region, owner)
}

// Closed are the last ones answered or withdrawn in the asker's region, 50 at most.
func Closed(dst *[]Request) db.Query {
	return db.Many("requests that are closed", asks+ofMyOffices(`(q.answered is not null or q.withdrawn is not null)`, `q.asked desc`, 50)+` order by r.asked desc, r.id`+db.Limit(50), dst)
}

// Own are those of the organizations for which the asker speaks, the latest first, 100 at most.
func Own(dst *[]Request) db.Query {
	return db.Many("own requests", asks+` where r.organization_id = any (array(select organization_id from app.speaking_for)) order by r.asked desc, r.id`+db.Limit(100), dst)
}

// RequestByID is one that the asker sees, from either side.
func RequestByID(id ID, dst *Request) db.Query {
	return db.One("request", asks+` where r.id = $1`, dst, id)
}

// RequestKind is what can be asked for.
type RequestKind struct {
	Slug, Name string
	Days       int // until the answer is due
}

// RequestKinds are all, in their order.
func RequestKinds(dst *[]RequestKind) db.Query {
	return db.Many("kinds of requests", `select slug, name, days from partner_request_kind order by rank`, dst)
}

// Spoken are the organizations for which the asker speaks, by name.
func Spoken(dst *[]Organization) db.Query {
	return db.Many("organizations spoken for", `select o.id, o.slug, o.name from organization o where o.id = any (array(select organization_id from app.speaking_for)) order by o.name`+db.Limit(50), dst)
}

// Organization is one to choose.
type Organization struct {
	ID         uuid.UUID
	Slug, Name string
}

// OwnFacilities are the facilities of all organizations for which the asker speaks, by name, 200 at most.
func OwnFacilities(dst *[]Choice) db.Query {
	return db.Many("own facilities", `select f.id, f.name from facility f where f.organization_id = any (array(select organization_id from app.speaking_for))
   and (f.until is null or f.until > app.now()) order by f.name, f.id`+db.Limit(200), dst)
}

// Ask sends a request to the region of the facility's state, or of the organization's where none is named.
func Ask(id ID, organization string, facility *uuid.UUID, kind, wish string) (db.Query, error) {
	wish = strings.TrimSpace(wish)
	var wrong fault.Invalid
	if kind == "" {
		wrong.Add("kind", "Choose what you ask for.")
	}
	if n := utf8.RuneCountInString(wish); n == 0 || n > 2000 {
		wrong.Add("wish", "Say in at most 2,000 characters what you ask for.")
	}
	return db.Change("ask the region", `insert into partner_request (id, organization_id, facility_id, kind, wish) select $1, o.id, $3, $4, $5 from organization o where o.slug = $2`,
		id, organization, facility, kind, wish), wrong.Err()
}

// Take puts it on the asker's own table.
func Take(id ID) db.Query {
	return db.Change("take a request", `update partner_request set owner_id = w.person_id from app.who w where id = $1`, id).Seen(`select true from partner_request where id = $1`, id)
}

// Give puts it on somebody else's table: the director's to do.
func Give(id ID, to uuid.UUID) db.Query {
	return db.Change("give a request", `update partner_request set owner_id = $2 where id = $1`, id, to).Seen(`select true from partner_request where id = $1`, id)
}

// Answer closes it with what is done about it.
func Answer(id ID, answer string) (db.Query, error) {
	answer = strings.TrimSpace(answer)
	var wrong fault.Invalid
	if n := utf8.RuneCountInString(answer); n == 0 || n > 2000 {
		wrong.Add("answer", "Answer: say in at most 2,000 characters what happens.")
	}
	return db.Change("answer a request", `update partner_request set answer = $2 where id = $1`, id, answer).Seen(`select true from partner_request where id = $1`, id), wrong.Err()
}

// Withdraw takes a request back, for who speaks for the organization.
func Withdraw(id ID) db.Query {
	return db.Change("withdraw a request", `update partner_request set withdrawn = app.now() where id = $1`, id).Seen(`select true from partner_request where id = $1`, id)
}

func init() {
	db.Constraint("partner_request_region", fault.Invalid{{Name: "organization", Message: "Nobody knows yet in which state your organization is, so no region would get this. Ask the administrators of the portal to record it."}})
	db.Constraint("partner_request_closed", fault.Conflict{Message: "This request was answered or withdrawn a moment ago. Nothing was changed."})
	db.Constraint("partner_request_taken", fault.Conflict{Message: "This request lies on somebody else's table. The director can give it to you."})
	db.Constraint("partner_request_owner", fault.Conflict{Message: "This person does not work in the region's office. Choose somebody who does."})
	db.Constraint("partner_request_facility_id_organization_id_fkey", fault.Invalid{{Name: "facility", Message: "Facility: choose one of this organization."}})
	db.Constraint("partner_request_kind_fkey", fault.Invalid{{Name: "kind", Message: "Choose what you ask for."}})
}

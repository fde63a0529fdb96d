package contact

import (
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
)

// Incident is the head of what is opened for one.
type Incident struct {
	ID    uuid.UUID
	Title string
	Since time.Time
	Until *time.Time
}

// IncidentByID finds an incident that the asker works.
func IncidentByID(id uuid.UUID, dst *Incident) db.Query {
	return db.One("incident of contacts", `select id, title, since, until from incident where id = $1`, dst, id)
}

// Called is one line of a call list: a desk, or a person, of an organization in the counties.
type Called struct {
	Contact
	Whose        string // the person; "" for a desk
	Organization string
	State        string
	Whom         uuid.UUID // the person, or the organization of a desk: one opening, however many numbers
	Again        bool      // something of whom was opened within the day, so that it costs nothing
}

// CallList are the contacts that the asker sees in the counties of an incident: organization by organization its desks first, then its
// people, numbers before addresses.
func CallList(incident uuid.UUID, dst *[]Called) db.Query {
	return db.Many("call list", `
select c.id, c.kind, c.label, coalesce(x.whose, '') as whose, o.name as organization, coalesce(o.state, '') as state, coalesce(c.person_id, c.organization_id) as whom,
       (select true from reveal r where coalesce(r.person_id, r.organization_id) = coalesce(c.person_id, c.organization_id) and r.by_id = (select person_id from app.who) and r.at > app.now() - interval '1 day' limit 1) is not null as again
  from app.incident_reach i
  join organization o on o.id = i.organization_id
  join lateral (
       select d.id, null as whose from contact d where d.organization_id = o.id
       union all
       select d.id, p.name from person p join contact d on d.person_id = p.id where p.organization_id = o.id) x on true
  join contact c on c.id = x.id
 where i.incident_id = $1
 order by o.name, o.id, x.whose nulls first, array_position(array['after-hours', 'direct', 'office', 'email'], c.kind), c.label, c.id`+db.Limit(500), dst, incident)
}

// Desk is one of an organization in the counties of an incident: that there is one to open, not what it holds.
type Desk struct {
	Contact
	OrganizationID uuid.UUID
}

// DesksIn are the desks that the asker sees in the counties of an incident under way, in the order in which they are called.
func DesksIn(incident uuid.UUID, dst *[]Desk) db.Query {
	return db.Many("desks in an incident", `
select c.id, c.kind, c.label, c.organization_id from app.incident_reach i join contact c on c.organization_id = i.organization_id where i.incident_id = $1`+inOrder+db.Limit(1000), dst, incident)
}

// Reviewed are the openings of one person for one incident, and who said that they were in order.
type Reviewed struct {
	PersonID      uuid.UUID
	Name          string
	Office        string
	Opened        int
	Organizations int // of how many owners
	First, Last   time.Time
	Reasons       string
	By            string // "" while nobody reviewed the latest of them
	At            *time.Time
	Own           bool // the asker's own, which another one reviews
}

// OpenedFor are the openings for an incident, by person, for those who review them.
func OpenedFor(incident uuid.UUID, dst *[]Reviewed) db.Query {
	return db.Many("opened for an incident", `
select r.by_id as person_id, max(r.by_name) as name, max(r.by_office) as office, count(*)::int as opened,
       count(distinct coalesce(r.person_id, r.organization_id))::int as organizations, min(r.at) as first, max(r.at) as last,
       left(string_agg(distinct nullif(r.reason, ''), '; '), 500) as reasons,
       case when bool_and(r.reviewed is not null) then coalesce(max(p.name), 'Somebody') else '' end as by,
       case when bool_and(r.reviewed is not null) then max(r.reviewed) end as at, r.by_id = (select person_id from app.who) as own
  from reveal r left join person p on p.id = r.reviewed_by
 where r.incident_id = $1 and r.incident_id = any (array(select incident_id from app.reviewing))
 group by r.by_id order by min(r.at), r.by_id`+db.Limit(200), dst, incident)
}

// Review says that what a person opened for an incident was in order. Nobody reviews her own.
func Review(incident, person uuid.UUID) db.Query {
	return db.Change("review openings", `
update reveal set reviewed_by = (select person_id from app.who), reviewed = app.now() where incident_id = $1 and by_id = $2 and reviewed is null`, incident, person)
}

package territory

import (
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
)

// HandOver gives all that somebody covers and has open in a region's office to somebody else, now and at once: the parts, planned
// engagements and next steps, open requests. Both names stay on record.
func HandOver(region int, from, to uuid.UUID) []db.Query {
	const office = `(select id from council where slug = 'region-' || $1::int)`
	return []db.Query{
		db.Change("record a hand-over", `insert into territory_hand_over (id, office_id, from_id, to_id) select $4, c.id, $2, $3 from council c where c.slug = 'region-' || $1::int`, region, from, to, uuid.Must(uuid.NewV7())),
		db.Also("end the parts", `update territory set until = app.now() where office_id = `+office+` and person_id = $2 and since <= app.now() and (until is null or until > app.now())`, region, from),
		db.Also("begin the parts", `insert into territory (id, person_id, state, county, since)
			select gen_random_uuid(), $3, t.state, t.county, app.now() from territory t where t.office_id = `+office+` and t.person_id = $2 and t.until = app.now()`, region, from, to),
		db.Also("give the engagements", `update engagement set keeper_id = $3, number = number + 1 where office_id = `+office+` and keeper_id = $2 and (state = 'planned' or next_day is not null)`, region, from, to),
		db.Also("give the requests", `update partner_request set owner_id = $3 where office_id = `+office+` and owner_id = $2 and answered is null and withdrawn is null`, region, from, to),
	}
}

// TakeBack gives all that went along back to who had it: parts that the successor still covers, visits and next steps that are still open and
// the successor's, requests that nobody answered. It can be done once, and within a week.
func TakeBack(region int, id uuid.UUID) []db.Query {
	return []db.Query{
		db.Change("take back a hand-over", `update territory_hand_over set undone = app.now() where id = $1 and office_id = (select id from council where slug = 'region-' || $2::int)`, id, region).
			Seen(`select true from territory_hand_over where id = $1 and office_id = (select id from council where slug = 'region-' || $2::int)`, id, region),
		db.Also("end the parts given", `update territory t set until = app.now() from territory_hand_over h
 where h.id = $1 and t.office_id = h.office_id and t.person_id = h.to_id and t.since = h.at and (t.until is null or t.until > app.now())`, id),
		db.Also("begin the parts before", `insert into territory (id, person_id, state, county, since)
select gen_random_uuid(), h.from_id, t.state, t.county, app.now() from territory_hand_over h join territory t on t.office_id = h.office_id and t.person_id = h.to_id and t.since = h.at and t.until = app.now()
 where h.id = $1`, id),
		db.Also("give back the engagements", `update engagement e set keeper_id = h.from_id, number = e.number + 1 from territory_hand_over h
 where h.id = $1 and e.id = any (h.engagements) and e.keeper_id = h.to_id and (e.state = 'planned' or e.next_day is not null)`, id),
		db.Also("give back the requests", `update partner_request r set owner_id = h.from_id from territory_hand_over h
 where h.id = $1 and r.id = any (h.requests) and r.owner_id = h.to_id and r.answered is null and r.withdrawn is null`, id),
	}
}

// Seen says that the asker, from whom or to whom it was, knows of it.
func Seen(region int, id uuid.UUID) db.Query {
	return db.Change("see a hand-over", `
update territory_hand_over set from_seen = coalesce(from_seen, app.now()), to_seen = coalesce(to_seen, app.now())
 where id = $1 and office_id = (select id from council where slug = 'region-' || $2::int) and (select person_id from app.who) in (from_id, to_id)`, id, region)
}

// Handed is a hand-over on record.
type Handed struct {
	ID               uuid.UUID
	From, To, By     string
	Places           []string
	Visits, Requests int // that went along: planned visits and next steps, open requests
	At               time.Time
	UndoneTill       time.Time
	Undoable         bool
	Undone           *time.Time
	UndoneBy         string
	New              bool // the asker, from whom or to whom it was, has not said yet to know of it
}

// HandedOver are those of a region, the latest first; 20 at most.
func HandedOver(region int, dst *[]Handed) db.Query {
	return db.Many("territories handed over", `
select h.id, h.from_name as from, h.to_name as to, h.by_name as by, h.places, cardinality(h.engagements) as visits, cardinality(h.requests) as requests, h.at,
       h.at + app.hand_over_undo_within() as undone_till, h.undone is null and h.at > app.now() - app.hand_over_undo_within() as undoable, h.undone, h.undone_name as undone_by,
       coalesce(case (select person_id from app.who) when h.from_id then h.from_seen is null when h.to_id then h.to_seen is null end, false) as new
  from territory_hand_over h
 where h.office_id = (select id from council where slug = 'region-' || $1::int) order by h.at desc, h.id`+db.Limit(20), dst, region)
}

// Ended are parts that somebody covers no longer, of which the asker is told.
type Ended struct {
	ID     uuid.UUID
	Person string // who covered them; "" for the asker
	Places []string
	By     string // "" for the portal: the office that they came with was over
	At     time.Time
}

// EndedUnseen are those of a region that the asker has not said yet to know of, the latest first; 20 at most.
func EndedUnseen(region int, dst *[]Ended) db.Query {
	return db.Many("ends of a territory", `
select n.id, case when n.person_id = n.to_id then '' else n.person_name end as person, n.places, n.by_name as by, n.at
  from territory_notice n
 where n.to_id = any (array(select person_id from app.who)) and n.seen is null and n.office_id = (select id from council where slug = 'region-' || $1::int) order by n.at desc, n.id`+db.Limit(20), dst, region)
}

// EndSeen says that the asker knows of an end.
func EndSeen(region int, id uuid.UUID) db.Query {
	return db.Change("see the end of a territory", `
update territory_notice set seen = app.now() where id = $1 and office_id = (select id from council where slug = 'region-' || $2::int)`, id, region)
}

// Leaving is who hands over.
type Leaving struct {
	ID     uuid.UUID
	Name   string
	Places []string
}

// LeavingOf is that person and what she covers in a region.
func LeavingOf(region int, who uuid.UUID, dst *Leaving) db.Query {
	return db.One("who hands over", `
select p.id, p.name, array(select coalesce(c.name || ', ' || t.state, j.name) from territory t join jurisdiction j on j.code = t.state left join county c on c.fips = t.county
        where t.person_id = p.id and t.office_id = o.id and t.since <= app.now() and (t.until is null or t.until > app.now()) order by 1) as places
  from council o join person p on p.id = $2
 where o.slug = 'region-' || $1::int and o.id = any (array(select council_id from app.holding where capability = 'engagement.read'))
   and (select true from appointment a where a.council_id = o.id and a.person_id = p.id limit 1)`, dst, region, who)
}

// Known is an organization or a facility of a territory, and the last contact with it.
type Known struct {
	Organization string
	OrgSlug      string
	Facility     string
	Where        string
	Day          *time.Time // nil: none yet
	Kind         string
	WithWhom     string
	Purpose      string
}

// KnownIn are the facilities in the parts that somebody covers, and the organizations there that have none, each with its last contact;
// 500 at most, the longest without contact first.
func KnownIn(region int, who uuid.UUID, dst *[]Known) db.Query {
	return db.Many("last contacts of a territory", `
with parts as materialized (
  select t.office_id, t.state, t.county from territory t where t.person_id = $2 and t.office_id = (select id from council where slug = 'region-' || $1::int)
     and t.since <= app.now() and (t.until is null or t.until > app.now())
), known as (
  select f.organization_id, f.id as facility_id, f.name as facility, coalesce(c.name || ', ', '') || f.state as place
    from (select distinct f.id from parts p join facility f on f.office_id = p.office_id and f.state = p.state and (p.county is null or f.county = p.county) where f.until is null or f.until > app.now()) x
    join facility f on f.id = x.id left join county c on c.fips = f.county
  union all
  select o.id, null, '', coalesce(c.name || ', ', '') || o.state
    from (select distinct o.id from parts p join organization o on o.state = p.state and (p.county is null or o.county = p.county) where o.kind in ('owner_operator', 'sltt_body', 'tribal_nation', 'academic') and (o.until is null or o.until > app.now())) x
    join organization o on o.id = x.id left join county c on c.fips = o.county
   where (select true from facility f where f.organization_id = o.id and f.state = o.state limit 1) is null
)
select o.name as organization, o.slug as org_slug, k.facility, k.place as "where", e.day::timestamptz as day, coalesce(e.kind, '') as kind, coalesce(e.with_whom, '') as with_whom, coalesce(e.purpose, '') as purpose
  from known k join organization o on o.id = k.organization_id
  left join lateral (select e.day, e.kind, e.with_whom, e.purpose from engagement e
                      where e.organization_id = k.organization_id and (k.facility_id is null or e.facility_id is null or e.facility_id = k.facility_id) and e.state = 'done' order by e.day desc, e.id desc limit 1) e on true
 order by e.day nulls first, o.name, k.facility`+db.Limit(500), dst, region, who)
}

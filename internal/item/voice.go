package item

import (
	"example.org/concord/internal/council"
	"example.org/concord/internal/db"
	"example.org/concord/internal/may"
)

// Voice is an appointment of the asker in which an item can be posted: it names the author, for whom and in which office.
type Voice struct {
	ID           council.AppointmentID
	CouncilID    council.ID
	Council      string // short name
	CouncilSlug  string
	Office       string // its name; of a principal's staff the principal's
	Organization string
	Seat         bool   // it is on the seat of the organization
	Speaker      string // who speaks for that seat now; "" for nobody
	Speaks       bool   // that is the asker
}

// Name is what people call it: "Chair, Water SCC, for Blue Mesa Water Authority".
func (v Voice) Name() string { return v.Office + ", " + v.Council + ", for " + v.Organization }

// Voices are the appointments in which the asker may do the act in the appointment's own council, the highest office first.
func Voices(act may.Capability, dst *[]Voice) db.Query {
	return db.Many("voices", `
select s.appointment_id as id, c.id as council_id, c.short_name as council, c.slug as council_slug, o.name as organization,
       case when s.office <> 'principal-staff' then f.name else 'Office of ' || coalesce((
            select p.name from appointment r join person p on p.id = r.person_id
             where r.seat_id = s.seat_id and r.office = 'representative' and r.since <= app.now() and (r.until is null or r.until > app.now()) limit 1), 'the representative') end as office,
       s.seat_id is not null as seat, coalesce(k.name, '') as speaker, s.organization_id = any (array(select organization_id from app.speaking)) as speaks
  from app.serving s join council c on c.id = s.council_id join office f on f.slug = s.office join organization o on o.id = s.organization_id
  left join lateral (select p.name from speaker v join person p on p.id = v.person_id
                      where v.seat_id = s.seat_id and v.since <= app.now() and v.until > app.now() limit 1) k on true
 where s.council_id = any (array(select council_id from app.holding where capability = $1))
   and (select true from office_may m join council_kind_term t on t.kind = m.kind
         where t.council_id = s.council_id and t.since <= app.now() and t.until > app.now() and m.office = s.office and m.capability = $1 limit 1)
 order by f.rank, c.short_name, s.appointment_id`, dst, string(act))
}

package sector

import (
	"strings"
	"time"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
)

// Step is a line of what a new sector needs before it works.
type Step struct {
	Slug   string
	Done   bool
	Says   string // who or what does it, or the document that says so
	On     *time.Time
	ByHand bool // recorded here, since no other row says it
}

// The steps, in the order in which a sector starts up.
const (
	StepLead        = "lead"        // an agency leads it
	StepLiaison     = "liaison"     // somebody of CISA sits with its government council
	StepCoordinator = "coordinator" // the lead agency named who coordinates
	StepCouncil     = "council"     // its first council
	StepPlan        = "plan"        // its first sector-specific plan
)

// Opening are the steps of a sector that staff opened, as its other rows say or as was recorded; none of one that was there before.
func Opening(slug string, dst *[]Step) db.Query {
	return db.Many("opening of a sector", `
with s as (select slug from sector where slug = $1 and exists (select from fact f where f.kind = 'sector' and f.subject = $1 and f.basis = 'recorded' and f.field like 'added %'))
select x.slug, x.says is not null as done, coalesce(x.says, '') as says, x.on, x.by_hand
  from s cross join lateral (
       select 1 as place, 'lead' as slug, l.words as says, l.since::timestamptz as on, false as by_hand
         from (select true) one left join lateral (select words, since from sector_lead where sector = s.slug and (until is null or until > app.now()) order by since limit 1) l on true
       union all
       select 2, 'liaison', a.name, a.since, false
         from (select true) one left join lateral (
              select p.name, a.since from council_sector c join appointment a on a.council_id = c.council_id and a.office = 'liaison' join person p on p.id = a.person_id
               where c.sector = s.slug and (a.until is null or a.until > app.now()) order by a.since limit 1) a on true
       union all
       select 4, 'council', c.name, null, false
         from (select true) one left join lateral (
              select b.name from council_sector c join council b on b.id = c.council_id and b.until > app.now()
                join council_kind_term t on t.council_id = b.id and t.kind in ('scc', 'gcc') and t.until > app.now()
               where c.sector = s.slug order by b.name limit 1) c on true
       union all
       select case h.step when 'coordinator' then 3 else 5 end, h.step, t.document, t.done::timestamptz, true
         from (values ('coordinator'), ('plan')) h (step) left join sector_step t on t.sector = s.slug and t.step = h.step) x
 order by x.place`, dst, slug)
}

// Tick records that a step is done, since when and by which document.
func Tick(slug, step string, done *time.Time, document string) (db.Query, error) {
	document = strings.TrimSpace(document)
	var wrong fault.Invalid
	if done == nil {
		wrong.Add("", "Write since when, as year, month, day.")
	}
	if n := len([]rune(document)); n == 0 || n > 500 {
		wrong.Add("", "Name whom or which document, in at most 500 characters.")
	}
	return db.Change("tick a step", `insert into sector_step (sector, step, done, document) values ($1, $2, $3::date, $4)`, slug, step, done, document), wrong.Err()
}

// Untick takes that back.
func Untick(slug, step string) db.Query {
	return db.Change("untick a step", `delete from sector_step where sector = $1 and step = $2`, slug, step)
}

func init() {
	db.Constraint("sector_step_pkey", fault.Conflict{Message: "Somebody recorded this already. Nothing was changed."})
}

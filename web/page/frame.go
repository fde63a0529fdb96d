package page

import (
	"slices"
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/duty"
	"example.org/concord/internal/may"
)

// Frame is what stands around every page: whose it is, what they may open, how much needs them. It is read in the page's own batch.
type Frame struct {
	Visitor Visitor
	me      *Me
	needs   []int // how many rows "Needs you" has
	counted bool  // for this page
	holding []holding
}

// Me is the person signed in.
type Me struct {
	ID           uuid.UUID
	Name         string
	Organization string
	Region       *int   // the region in whose office they serve
	RegionName   string // "" where there is none
	Emergency    string // the council that is read under emergency access just now, "" for none
	EmergencyID  *uuid.UUID
	EmergencyEnd *time.Time
}

type holding struct {
	Capability may.Capability
	Councils   []uuid.UUID
}

// Queries read the frame. They go first in the batch of every page.
func (f *Frame) Queries(v Visitor) []db.Query {
	queries := f.WithoutDuties(v)
	switch {
	case v.Needs != nil:
		f.needs = []int{*v.Needs}
	case v.SignedIn:
		f.counted = true
		queries = append(queries, duty.Count(v.Keeps, &f.needs))
	}
	return queries
}

// WithoutDuties read the frame for a page that lists what needs the person, and gives that to Duties.
func (f *Frame) WithoutDuties(v Visitor) []db.Query {
	f.Visitor = v
	if v.frame != nil {
		*v.frame = f
	}
	if !v.SignedIn {
		return nil
	}
	return []db.Query{
		db.Maybe("frame", frameSQL, &f.me),
		db.Many("frame holdings", `select capability, array_agg(distinct council_id) as councils from app.holding group by capability`, &f.holding),
	}
}

const frameSQL = `
select w.person_id as id, w.name, o.name as organization, r.number as region, coalesce(r.name, '') as region_name,
       coalesce(b.council, '') as emergency, b.id as emergency_id, b.until as emergency_end
  from app.who w
  join organization o on o.id = w.organization_id
  left join lateral (select g.number, g.name from app.serving s join council c on c.id = s.council_id join region g on g.number = c.region
                      order by g.number limit 1) r on true
  left join lateral (select b.id, b.until, c.short_name as council from app.breaking b join council c on c.id = b.council_id order by b.until limit 1) b on true`

// Person is who is signed in; nil is the public.
func (f Frame) Person() *Me { return f.me }

// Duties takes the number from the list.
func (f *Frame) Duties(listed []duty.Duty) {
	f.counted, f.needs = true, []int{0}
	if len(listed) > 0 {
		f.needs[0] = listed[0].All
	}
}

// Counted is how many things wait for the person, where that was counted for this page.
func (f Frame) Counted() (int, bool) { return f.NeedsMe(), f.counted }

// NeedsMe is how many things wait for the person.
func (f Frame) NeedsMe() int {
	if len(f.needs) == 0 {
		return 0
	}
	return f.needs[0]
}

// May says whether the capability is held anywhere. It decides which button to show; Postgres decides what happens.
func (f Frame) May(c may.Capability) bool {
	return slices.ContainsFunc(f.holding, func(h holding) bool { return h.Capability == c })
}

// MayIn says whether the capability is held in that council.
func (f Frame) MayIn(c may.Capability, council uuid.UUID) bool {
	return slices.ContainsFunc(f.holding, func(h holding) bool { return h.Capability == c && slices.Contains(h.Councils, council) })
}

// Administers says whether any capability of structure is held.
func (f Frame) Administers() bool {
	return slices.ContainsFunc([]may.Capability{may.EditSectors, may.RecordCouncils, may.EditOrganizations, may.AddPeople, may.ConfirmFacts, may.ResetFactors, may.ReadRecord, may.BreakGlass, may.DecideProposals}, f.May)
}

// Package duty finds what needs a person: requests that wait for their organization's answer, replies to what they posted, terms that end, seats that stand vacant, and for staff what is out of order. Each duty names the one thing to do about it.
package duty

import (
	"time"

	"example.org/concord/internal/council"
	"example.org/concord/internal/db"
	"example.org/concord/internal/person"
)

// Kind of a duty; it decides the verb and where the verb leads.
type Kind string

// What may need a person, in the order in which it is shown when nothing is due earlier.
const (
	AnswerRequest  Kind = "answer"       // a request, unanswered by an organization for whose seat they speak now
	ReadReply      Kind = "reply"        // a thread of theirs with unread replies; Subject is who wrote the one, or how many there are, Key the first
	SendForm       Kind = "form"         // what they typed and could not send, since their sign-in had ended; drafts that they keep wait for nobody
	TermEnds       Kind = "term"         // an office of theirs, or in a council whose roster they keep, that ends within 60 days
	SeatEnds       Kind = "seat"         // a seat that ends within 60 days, in a council whose roster they keep
	VacantSeat     Kind = "vacancy"      // a seat without a representative, in a council whose roster they keep
	LoseSeat       Kind = "succession"   // others hand their seat over to somebody else, and they have not said a word yet
	KeepRoster     Kind = "keeper"       // staff propose that others keep the roster of a council that they chair
	Question       Kind = "question"     // two members of staff would open a council of theirs to others, and it has not answered; Where is the act
	ReachGrew      Kind = "reach"        // others came to read what they posted; Subject is how many items
	JoinCouncil    Kind = "join"         // an invitation into a council that waits for their yes
	Sponsor        Kind = "sponsor"      // somebody asks to join a council for which they may speak
	Validate       Kind = "validate"     // an applicant waits for their decision
	Confirm        Kind = "confirm"      // people whose organization they answer for; Subject is how many offices
	Lapse          Kind = "lapse"        // an office of theirs that others have not confirmed, and that ends without that
	Emergency      Kind = "emergency"    // for staff: another one asks for emergency access to a council
	CannotSignIn   Kind = "locked"       // somebody says that they cannot sign in; Where is the council in which the asker may vouch, "" for staff
	CouncilOpen    Kind = "open"         // for who runs a council: staff read in it under emergency access now; Where is the council
	CopyTaken      Kind = "copy"         // for staff: the copy of the whole log that they asked for is confirmed, and waits to be taken
	Proposal       Kind = "proposal"     // for staff: another one proposed what needs two of them; Where is the act
	PartnerAsks    Kind = "request"      // for field staff: a partner's request, on their table or on nobody's; Where is the organization
	VisitDue       Kind = "visit"        // an engagement of theirs whose day came; Where is the organization
	StepDue        Kind = "step"         // a next step that they promised; Where is the organization
	HandedOver     Kind = "territory"    // a territory was handed over from them or to them, and they have not said that they know; Where is from whom, to whom or taken back; or parts of one are covered no longer, by the asker or, for directors, by somebody whose name follows
	WorkIncident   Kind = "incident"     // an incident under way that their office works; Where is the office that declared it
	StoppedOpening Kind = "stop"         // for who reviews openings: somebody for whom no contact opens; Where is the organization
	Vouch          Kind = "vouch"        // somebody in a council where they validate has lost the second factor; a second one confirms it
	WorkFailed     Kind = "failed"       // work that the portal gave up, their own or for staff anybody's; Subject is how much
	ChoresFail     Kind = "chores"       // for staff: what the portal does by itself and cannot do now; Subject is how many
	CouncilNoChair Kind = "no-chair"     // for staff: active councils that nobody chairs; Subject is how many
	NotEnrolled    Kind = "not-enrolled" // for staff: people who cannot sign in yet; Subject is how many
)

// Duty is one row of "Needs you".
type Duty struct {
	Kind    Kind
	Subject string     // what it is about: a title, an office, an organization
	Where   string     // the council's short name
	Key     string     // the item's id, the draft's id or the council's slug
	Due     *time.Time // the day by which; nil where there is none
	All     int        // how many there are, those not shown included: the number that Count tells other pages
}

// Most is how many rows a person is shown at once: oldest duty first.
const Most = 7

// Of lists what needs the asker, the most urgent first, one more than Most so that "and more" can be said. Who keeps something has duties
// that nobody else has (may.Keeping); to set up looking for those, and finding none, costs the others more than all the rest.
func Of(keeps bool, dst *[]Duty) db.Query {
	return db.Many("duties", found(keeps)+`
select kind, subject, "where", key, due, count(*) over ()::int as all from duties order by due nulls last, rank, since`+db.Limit(Most+1), dst)
}

// Count is how many rows there are, no more than eight of each kind: the number in the bar of every page.
func Count(keeps bool, dst *[]int) db.Query {
	return db.Many("duties counted", found(keeps)+`
select count(*)::int from duties`, dst)
}

func found(keeps bool) string {
	if keeps {
		return everybodys + keepers + "\n)"
	}
	return everybodys + "\n)"
}

const everybodys = `
with me as materialized (select person_id from app.who),
asked_seats as materialized (select distinct circle_id, organization_id from app.asked_seat),
kept as materialized (select council_id from app.roster_edited),
staff as materialized (select true as yes from app.holding where capability = 'council.record' limit 1),
asked as materialized (select id, ends, since from app.asked_of_me limit 100),
duties as (
  -- The first few of each circle, by its own index: a large council has hundreds, and all but eight would be thrown away.
  (select 'answer' as kind, v.title as subject, c.short_name as "where", w.item_id::text as key, w.answer_by::timestamptz as due, 1 as rank, i.posted as since
     from (select distinct n.item_id, n.answer_by
             from asked_seats m
            cross join lateral (
                  select a.item_id, a.answer_by from audience a
                   where a.circle_id = m.circle_id and a.item_id = a.root_id and a.answer_by >= app.now()::date
                     and (select i.withdrawn is null from item i where i.id = a.item_id)
                     and (select true from item r where r.root_id = a.item_id and r.speaks and r.organization_id = m.organization_id limit 1) is null
                     and (select true from set_aside s where s.item_id = a.item_id and s.organization_id = m.organization_id limit 1) is null
                   order by a.answer_by limit 8) n
            order by n.answer_by limit 8) w
     join item i on i.id = w.item_id join item_version v on v.item_id = i.id and v.number = i.current
     join council c on c.id = i.source_council_id)
  union all
  -- One row a thread, be it ever so lively: read and muted ones are none.
  (select 'reply', case n.replies when 1 then n.author else n.replies::text end, v.title, n.first, null, 2, n.since
     from (select mine.id as root_id, mine.current, count(*) as replies, max(r.author_name) as author, min(r.posted) as since, (array_agg(r.id::text order by r.posted, r.id))[1] as first
             from (select id, current from item where author_id = (select person_id from me) and root_id = id and withdrawn is null
                    order by posted desc limit 40) mine
            cross join lateral (
                  select r.id, r.author_name, r.posted from item r
                   where r.root_id = mine.id and r.id <> r.root_id and r.withdrawn is null and r.posted > app.now() - interval '30 days'
                     and r.author_id <> all (array(select person_id from me))
                     and (select true from opened o where o.item_id = r.id limit 1) is null
                     and (select true from audience a left join watermark w on w.circle_id = a.circle_id where a.item_id = r.id and a.posted > coalesce(w.read_to, '-infinity') limit 1)
                   order by r.posted desc limit 100) r
            where (select f.muted from thread_follow f where f.item_id = mine.id limit 1) is not true
            group by mine.id, mine.current order by max(r.posted) desc limit 8) n
     join item_version v on v.item_id = n.root_id and v.number = n.current)
  union all
  (select 'form', d.fields ->> 'title', d.about, d.id::text, null, 3, d.touched
     from draft d where d.led is null and d.about like 'form:%' and d.fields ->> 'title' <> '' order by d.touched desc limit 8)
  union all
  (select 'reach', n.items::text, '', n.growth_id::text, null, 1, n.at from reach_notice n where n.answered is null order by n.at limit 8)
  union all
  (select 'term', f.name || ', ' || p.name, c.short_name, c.slug, a.until, 4, a.since
     from appointment a join person p on p.id = a.person_id join office f on f.slug = a.office join council c on c.id = a.council_id
    where a.until > app.now() and a.until < app.now() + interval '60 days'
      and (a.council_id = any (array(select council_id from kept)) or a.person_id = any (array(select person_id from me)))
    order by a.until limit 8)
  union all
  (select 'succession', p.name, c.short_name, c.slug || '/seats/' || s.seat_id, s.since, 1, s.asked
     from succession s join person p on p.id = s.person_id join council c on c.id = s.council_id
    where s.outgoing_id = any (array(select person_id from me)) and s.agreed is null and s.stopped is null and s.since > app.now()
    order by s.since limit 8)
  union all
  (select 'join', f.name, c.short_name, a.id::text, s.since + interval '7 days', 0, s.since
     from app.my_admission a join app.my_admission_state s on s.admission_id = a.id and s.state = 'invited'
     join council c on c.id = a.council_id join office f on f.slug = a.office
    where a.applicant and a.closed is null order by s.since limit 8)
  union all
  (select w.needs, w.name, c.short_name, w.id::text, null, 4, w.since
     from app.case_waiting w join council c on c.id = w.council_id order by w.since limit 8)
  union all
  (select 'confirm', count(*)::text, '', '', min(n.ends), 1, min(n.since) from asked n having count(*) > 0)
  union all
  (select 'failed', count(*)::text, '', '', null, 1, min(f.at) from (select at from trouble where again is null limit 100) f having count(*) > 0)
  union all
  (select 'lapse', n.office, n.council, '', n.ends, 2, n.since from app.my_renewal n
    where n.reason = 'unconfirmed' and n.id <> all (array(select id from asked)) order by n.ends limit 8)`

// keepers are the duties of those alone who keep something: a council's roster, its door, a region's work, the pace of
// openings, or the structure.
var keepers = `
  union all
  (select 'seat', o.name, c.short_name, c.slug, s.until, 4, s.since
     from seat s join organization o on o.id = s.organization_id join council c on c.id = s.council_id
    where s.council_id = any (array(select council_id from kept)) and s.until > app.now() and s.until < app.now() + interval '60 days'
    order by s.until limit 8)
  union all
  (select 'vacancy', o.name, c.short_name, c.slug, null, 5, s.since
     from seat s join organization o on o.id = s.organization_id join council c on c.id = s.council_id
    where s.council_id = any (array(select council_id from kept)) and s.since <= app.now() and (s.until is null or s.until > app.now())
      and (select true from appointment a where a.seat_id = s.id and a.office = 'representative' and a.since <= app.now()
                   and (a.until is null or a.until > app.now()) limit 1) is null
    order by s.since limit 8)
  union all
  (select 'keeper', c.name, c.short_name, c.slug, null, 1, r.recorded
     from roster_rule r join council c on c.id = r.council_id
    where r.agreed is null and r.stopped is null and r.council_id = any (array(select council_id from app.holding where capability = 'roster.entrust'))
    order by r.recorded limit 8)
  union all
  (select 'emergency', b.asked_name, c.short_name, b.id::text, b.asked + interval '1 day', 0, b.asked
     from break_glass b join council c on c.id = b.council_id
    where (select yes from staff) and b.asked > app.now() - interval '1 day' and b.asked_by <> all (array(select person_id from me))
      and (select true from break_glass_decision d where d.break_glass_id = b.id) is null and (select true from break_glass_end e where e.break_glass_id = b.id) is null
    order by b.asked limit 8)
  union all
  (select 'locked', l.name, l.council_slug, l.person_id::text, l.asked + interval '7 days', 0, l.asked from app.my_plea l order by l.asked limit 8)
  union all
  (select 'open', b.asked_name, c.short_name, b.id::text, d.until, 0, d.decided
     from break_glass b join break_glass_decision d on d.break_glass_id = b.id and d.until > app.now() join council c on c.id = b.council_id
    where b.council_id = any (array(select council_id from app.holding where capability = 'charter.edit'))
      and (select true from break_glass_end e where e.break_glass_id = b.id) is null
    order by d.until limit 8)
  union all
  (select 'copy', '', '', p.id::text, p.confirmed + interval '1 day', 1, p.confirmed
     from proposal p
    where p.act = 'export' and p.confirmed > app.now() - interval '1 day' and p.taken is null and p.proposed_by = any (array(select person_id from me))
    order by p.confirmed limit 8)
  union all
  (select 'proposal', coalesce(n.name || coalesce(', ' || f.name, ''), f.name, p.kind_name, k.short_name, z.name, ''), p.act, p.id::text, p.proposed + interval '7 days', 1, p.proposed
     from proposal p left join person n on n.id = p.person_id left join office f on f.slug = p.office left join council k on k.id = p.council_id left join council_kind z on z.slug = p.kind
    where p.confirmed is null and p.refused is null and p.proposed > app.now() - interval '7 days'
      and p.proposed_by <> all (array(select person_id from me)) and coalesce(p.person_id <> all (array(select person_id from me)), true)
    order by p.proposed limit 8)
  union all
  (select 'question', coalesce(f.name, ''), q.act || ' ' || a.short_name, a.slug || '/questions/' || q.id, q.until, 0, q.asked
     from app.question_waiting q join council a on a.id = q.asks_id left join office f on f.slug = q.office
    where q.until > app.now() order by q.asked limit 8)
  union all
  (select 'vouch', r.name, c.short_name, c.slug, r.asked + interval '7 days', 0, r.asked
     from app.council_reset r join council c on c.id = r.council_id
    where r.approved is null and r.withdrawn is null and r.chaired and not r.mine and not r.own order by r.asked limit 8)
  union all
  (select 'request', k.name, o.name, r.id::text, r.due::timestamptz, 1, r.asked
     from (select id, organization_id, kind, due, asked, owner_id from partner_request
            where answered is null and withdrawn is null and office_id = any (array(select council_id from app.holding where capability = 'engagement.write'))
              and coalesce(owner_id = any (array(select person_id from me)), true) order by due limit 8) r
     join partner_request_kind k on k.slug = r.kind join organization o on o.id = r.organization_id)
  union all
  (select 'visit', e.purpose, o.name, e.id::text, e.day::timestamptz, 3, e.changed
     from (select id, organization_id, purpose, day, changed from engagement where keeper_id = any (array(select person_id from me)) and state = 'planned' and day <= app.now()::date order by day limit 8) e
     join organization o on o.id = e.organization_id)
  union all
  (select 'step', e.next_step, o.name, e.id::text, e.next_day::timestamptz, 3, e.changed
     from (select id, organization_id, next_step, next_day, changed from engagement where keeper_id = any (array(select person_id from me)) and next_day <= app.now()::date order by next_day limit 8) e
     join organization o on o.id = e.organization_id)
  union all
  (select 'territory', case when h.to_id = any (array(select person_id from me)) then h.from_name else h.to_name end,
          case when h.undone is not null then 'undone' when h.to_id = any (array(select person_id from me)) then 'from' else 'to' end, c.region::text, null, 1, coalesce(h.undone, h.at)
     from territory_hand_over h join council c on c.id = h.office_id
    where (h.to_id = any (array(select person_id from me)) and h.to_seen is null or h.from_id = any (array(select person_id from me)) and h.from_seen is null)
      and h.by_id <> all (array(select person_id from me)) order by h.at desc limit 8)
  union all
  (select 'territory', array_to_string(n.places, '; '), case when n.person_id = n.to_id then 'lost' else 'ended ' || n.person_name end, c.region::text, null, 1, n.at
     from territory_notice n join council c on c.id = n.office_id
    where n.to_id = any (array(select person_id from me)) and n.seen is null order by n.at desc limit 8)
  union all
  (select 'incident', i.title, c.short_name, i.id::text, null, 0, i.since
     from incident i join council c on c.id = i.office_id
    where i.since <= app.now() and (i.until is null or i.until > app.now()) order by i.since desc limit 8)
  union all
  (select 'stop', t.name, t.organization, t.stop_id::text, t.until, 0, t.at
     from app.stop_reviewed t where t.until > app.now() order by t.until limit 8)
  union all
  (select 'failed', count(*)::text, 'staff', '', null, 2, min(f.at)
     from (select at from app.trouble_seen where again is null and not mine limit 100) f having count(*) > 0)
  union all
  (select 'chores', count(*)::text, '', '', null, 2, min(f.since) from (select since from chore_trouble limit 100) f having count(*) > 0)
  union all
  (select 'no-chair', count(*)::text, '', '', null, 6, null
     from (` + council.NoChair + `) c where (select yes from staff)
   having count(*) > 0)
  union all
  (select 'not-enrolled', count(*)::text, '', '', null, 7, null
     from (select 1 from person p where ` + person.NoSignIn + ` and (select true from app.holding where capability = 'person.add' limit 1) limit 1000) waiting
   having count(*) > 0)`

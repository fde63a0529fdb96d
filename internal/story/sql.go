package story

import "example.org/concord/internal/db"

// Each statement takes its rows as one JSON array.
const (
	tellOrganizations = `insert into organization (id, slug, name, abbr, kind, state, regulator, invented)
select id, slug, name, abbr, kind, state, regulator, true
  from jsonb_to_recordset($1) as x (id uuid, slug text, name text, abbr text, kind text, state text, regulator boolean)`

	tellSectors = `insert into organization_sector (organization_id, sector)
select x.id, s.sector
  from jsonb_to_recordset($1) as x (id uuid, sectors jsonb), jsonb_array_elements_text(nullif(x.sectors, 'null')) as s (sector)`

	tellPeople = `insert into person (id, name, organization_id, invented, added)
select id, name, organization, true, added from jsonb_to_recordset($1) as x (id uuid, name text, organization uuid, added timestamptz)`

	tellHandOvers = `insert into hand_over (id, council_id, person_id, organization_id, office, chosen_on, document, told_by, recorded_by, at)
select x.id, c.id, x.person, x.organization, x.office, x.chosen, x.document, x.told_by, x.recorded_by, x.at
  from jsonb_to_recordset($1) as x (id uuid, council text, person uuid, organization uuid, office text, chosen date, document text,
       told_by text, recorded_by uuid, at timestamptz)
  left join council c on c.slug = x.council`

	// The trigger appoints as of today; in the story it was then.
	tellHandOverDates = `update appointment a set since = x.at
  from jsonb_to_recordset($1) as x (id uuid, at timestamptz) where a.id = x.id`

	tellSeats = `insert into seat (id, council_id, organization_id, since)
select x.id, c.id, x.organization, x.since
  from jsonb_to_recordset($1) as x (id uuid, council text, organization uuid, since timestamptz)
  left join council c on c.slug = x.council`

	// What ends in the past is ended afterwards: until then people write in it.
	tellAppointments = `insert into appointment (id, person_id, council_id, office, seat_id, organization_id, invented, since, until)
select x.id, x.person, c.id, x.office, x.seat, x.organization, true, x.since, case when x.until > app.now() then x.until end
  from jsonb_to_recordset($1) as x (id uuid, person uuid, council text, office text, seat uuid, organization uuid, since timestamptz, until timestamptz)
  left join council c on c.slug = x.council`

	tellEnds = `update appointment a set until = x.until, ended_because = x.because
  from jsonb_to_recordset($1) as x (id uuid, until timestamptz, because text) where a.id = x.id`

	tellRule = `insert into roster_rule (id, council_id, kept_by, document, recorded_by)
select $1, id, 'executive committee', 'Charter of the council, article V', $2 from council where slug = 'water-gcc'`

	tellAbsence = `insert into absence (id, seat_id, since, until, recorded_by) values ($1, $2, $4::timestamptz, $4::timestamptz + interval '9 days', $3)`

	// A council under an umbrella whose members CISA selects; one of three is selected no longer.
	tellSelections = `with under as (
  insert into council_umbrella (council_id, umbrella, since) select id, 'anchor-ci', ($2::timestamptz - interval '100 days')::date from council where slug = 'wscc'
)
insert into selection (id, council_id, umbrella, organization_id, person, document, since, until, ended_because, recorded_by)
select x.id, c.id, 'anchor-ci', o.id, x.person, 'Letter of selection to the water sector', $2::timestamptz - interval '90 days', $2::timestamptz - x.ended * interval '1 day', x.because, $3
  from jsonb_to_recordset($1) as x (id uuid, organization text, person text, ended int, because text)
  join organization o on o.slug = x.organization cross join council c where c.slug = 'wscc'`

	tellCharters = `update charter h set records_terms = x.records, clients = x.clients, green_means = x.green, break_glass_refused = x.refused,
       next_meeting = x.next_meeting
  from jsonb_to_recordset($1) as x (council text, records text, clients text, green text, refused boolean, next_meeting text)
  join council c on c.slug = x.council where h.council_id = c.id`

	tellPurposes = `update purpose p set words = x.purpose
  from jsonb_to_recordset($1) as x (council text, purpose text) join council c on c.slug = x.council where p.council_id = c.id`

	tellItems = `insert into item (id, kind, root_id, label, root_label, source_council_id, author_id, appointment_id, posted)
select x.id, x.kind, x.root, x.label, x.root_label, c.id, x.author, x.appointment, x.posted
  from jsonb_to_recordset($1) as x (id uuid, kind text, root uuid, label text, root_label text, council text, author uuid, appointment uuid, posted timestamptz)
  left join council c on c.slug = x.council`

	// A reply's circle goes through the one of its update that contains it; where none does, not null refuses the row.
	tellAudience = `insert into audience (item_id, circle_id, circle_kind, council_id, root_id, through_id, author_id, label, posted, since)
select x.item, c.id, c.kind, c.council_id, x.root,
       case when x.item = x.root then c.id
            else (select a.circle_id from audience a join nesting n on n.outer_id = a.circle_id and n.inner_id = c.id
                   where a.item_id = x.root order by a.circle_id <> c.id limit 1) end,
       x.author, x.label, x.posted, x.since
  from jsonb_to_recordset($1) as x (item uuid, root uuid, label text, author uuid, council text, seated boolean, person uuid, posted timestamptz, since int)
  left join council k on k.slug = x.council
  left join circle c on c.council_id = k.id and case when x.person is not null then c.person_id = x.person
                                                     when x.seated then c.kind = 'seated'
                                                     else c.kind in ('council', 'community', 'public') end
 where (x.item = x.root) = $2`

	tellVersions = `insert into item_version (item_id, number, title, body, html, summary, author_id, at)
select item, number, coalesce(title, ''), body, html, summary, author, at
  from jsonb_to_recordset($1) as x (item uuid, number int, title text, body text, html text, summary text, author uuid, at timestamptz)
 order by number`

	tellDetails = `insert into sector_update (item_id, genre, answer_by, valid_until, source, source_marking)
select item, genre, answer, valid, source, mark
  from jsonb_to_recordset($1) as x (item uuid, genre text, answer date, valid date, source text, mark text)`

	// Where an entry names no sectors, they are its council's.
	tellItemSectors = `insert into item_sector (item_id, sector)
select item, sector from jsonb_to_recordset($1) as x (item uuid, sector text) where sector <> ''
union
select i.id, s.sector from jsonb_to_recordset($2) as i (id uuid, kind text, council text)
  join council c on c.slug = i.council join council_sector s on s.council_id = c.id
 where i.kind = 'update' and not exists (select from jsonb_to_recordset($1) as x (item uuid, sector text) where x.item = i.id and x.sector <> '')
   and (select count(*) from council_sector a where a.council_id = c.id) < 5`

	tellItemStates = `insert into item_state (item_id, state)
select item, state from jsonb_to_recordset($1) as x (item uuid, state text) where state <> ''`

	tellWithdrawn = `update item i set withdrawn = x.at, withdrawn_by = x.by, withdrawn_because = x.because
  from jsonb_to_recordset($1) as x (item uuid, at timestamptz, by text, because text) where i.id = x.item`

	tellReadTo = `insert into watermark (person_id, circle_id, read_to)
select distinct h.person_id, h.circle_id, $1::timestamptz from held h join person p on p.id = h.person_id
 where p.invented and h.capability = 'item.read' and h.since <= app.now() and h.until > app.now()`

	// Who was addressed by name has opened what is older than half a day, and the author has seen his own.
	tellReads = `with named as (
  select distinct i.id, c.person_id from item i join audience a on a.item_id = i.id join circle c on c.id = a.circle_id
    join person p on p.id = c.person_id and p.invented
   where i.posted < $1::timestamptz - interval '12 hours'
), record as (
  insert into read_record (item_id, person_id, at, why) select id, person_id, $1::timestamptz - interval '6 hours', 'named' from named
)
insert into opened (person_id, item_id, at)
select person_id, id, $1::timestamptz - interval '6 hours' from named union select i.author_id, i.id, i.posted from item i join person p on p.id = i.author_id and p.invented on conflict do nothing`

	tellAccounts = `with told as (
  insert into signin.account (person_id, email, password, enrolled)
  select x.id, x.email, $2, p.added from jsonb_to_recordset($1) as x (id uuid, email text) join person p on p.id = x.id
  returning person_id, enrolled
)
insert into signin.factor (id, person_id, kind, name, secret, added)
select md5('factor ' || person_id)::uuid, person_id, 'app', 'Authenticator app', $3, enrolled from told`

	// One emergency that is over, in which two updates were opened, and one that waits for a second member of staff.
	tellEmergencies = `with waits as (
  insert into break_glass (id, council_id, because, hours, asked_by, asked)
  select $1, c.id, 'A hospital group reports a shortage of oxygen, and the watch has to know who else does.', 2, $4, $5::timestamptz - interval '2 hours'
    from council c where c.slug = 'hph-scc'
)
insert into break_glass (id, council_id, because, hours, asked_by, asked)
select $2, c.id, 'Two transmission lines are down after the storm, and the governor asks whether the council expects rolling outages.', 2, $3,
       $5::timestamptz - interval '40 days'
  from council c where c.slug = 'escc'`

	tellEmergencyAgreed = `insert into break_glass_decision (break_glass_id, approved, decided_by, decided) values ($1, true, $2, $3::timestamptz - interval '39 days 23 hours')`

	tellEmergencyEnded = `with opened as (
  insert into break_glass_read (break_glass_id, item_id, at)
  select $1, i.id, $3::timestamptz - interval '39 days 22 hours 30 minutes'
    from item i join council c on c.id = i.source_council_id
   where c.slug = 'escc' and i.kind = 'update' and i.label <> 'TLP:RED' and i.withdrawn is null order by i.posted, i.id limit 2
)
insert into break_glass_end (break_glass_id, ended_by, ended) values ($1, $2, $3::timestamptz - interval '39 days 22 hours')`

	tellProposal = `insert into proposal (id, act, because, council_id, person_id, office, term, proposed_by, proposed)
select $1, 'appointment', 'She joins the watch for the hurricane season, on loan from her office until it ends.', c.id, $2, 'watch-officer', $4::timestamptz + interval '120 days', $3,
       $4::timestamptz - interval '1 day'
  from council c where c.slug = 'watch'`

	tellInvitations = `insert into signin.invitation (id, hash, person_id, email, kind, made_by, made, expires)
select x.id, sha256(x.id::text::bytea), x.person, x.email, 'enroll', x.made_by, x.made, x.made + interval '7 days'
  from jsonb_to_recordset($1) as x (id uuid, person uuid, email text, made_by uuid, made timestamptz)`
)

func (w written) queries() []db.Query {
	return []db.Query{
		db.Also("story items", tellItems, w.items),
		db.Also("story audience", tellAudience, w.audience, true),
		db.Also("story replies' audience", tellAudience, w.audience, false),
		db.Also("story versions", tellVersions, w.versions),
		db.Also("story details", tellDetails, w.details),
		db.Also("story sectors", tellItemSectors, w.tags, w.items),
		db.Also("story states", tellItemStates, w.tags),
		db.Also("story withdrawals", tellWithdrawn, w.withdrawn),
	}
}

package story

// What is asked this quarter: Lakeshore's people wait for Maya's word, everybody else was confirmed. Omar administers his utility, and an
// advisor has not signed in for weeks.
const (
	tellAdministrator = `insert into organization_administrator (id, organization_id, person_id, since)
select $1, p.organization_id, p.id, $3 from person p where p.id = $2`

	tellRenewals = `insert into renewal (appointment_id, council_id, organization_id, person_id, reason, quarter, since, ends, mailed, answer, answered, answered_by)
select a.id, a.council_id, a.organization_id, a.person_id, 'unconfirmed', date_trunc('quarter', $1::timestamptz)::date, $1::timestamptz - interval '33 days',
       $1::timestamptz + interval '12 days', 3, case when x.waits then null else 'stays' end, case when x.waits then null else $1::timestamptz - interval '30 days' end,
       case when x.waits then null else (select f.person_id from app.confirmers(a.organization_id, a.council_id) f order by f.person_id limit 1) end
  from appointment a join organization o on o.id = a.organization_id and o.invented
 cross join lateral (select o.slug = 'lakeshore-water-and-power' as waits) x
  join council c on c.id = a.council_id join council_kind_term t on t.council_id = c.id and t.since <= app.now() and t.until > app.now()
  join council_kind k on k.slug = t.kind and k.public_face and k.roster_by = 'council'
 where a.since < $1::timestamptz - interval '60 days' and (a.until is null or a.until > $1::timestamptz)`

	tellUnused = `with used as (
  update signin.account set used = $2::timestamptz - interval '24 days' where person_id = $1
)
insert into renewal (appointment_id, council_id, organization_id, person_id, reason, since, ends)
select a.id, a.council_id, a.organization_id, a.person_id, 'unused', $2::timestamptz - interval '3 days', $2::timestamptz + interval '11 days'
  from appointment a where a.person_id = $1`
)

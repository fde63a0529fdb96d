package bench

// Who there is. Triggers run for the councils, which are few; for everybody else their work is done below.
const (
	helpers = `create schema bench`

	clock = `create table bench.clock as select date_trunc('minute', app.now()) as at`

	// hash is the same number for the same n and salt, evenly spread over 0 <= x < 1.
	hash = `create function bench.hash(n bigint, salt int) returns float8 language sql immutable parallel safe as
  $$ select (hashint8extended(n, salt) & 4294967295) / 4294967296.0::float8 $$`

	texts = `create table bench.text as
select kind, n, words, case kind when 'title' then setweight(to_tsvector('english', app.words(words)), 'A') else to_tsvector('english', app.words(words)) end as vector
  from (select 'title' as kind, ordinality - 1 as n, words from unnest($1::text[]) with ordinality x (words)
        union all
        select 'paragraph', ordinality - 1, words from unnest($2::text[]) with ordinality x (words)) t`

	organizations = `insert into organization (id, slug, name, kind, state, regulator, invented)
select md5('bench organization ' || g)::uuid, 'bench-organization-' || g, initcap(t.w) || ' ' || g,
       case when g % 40 = 0 then 'federal_agency' when g % 10 = 0 then 'trade_association' else 'owner_operator' end,
       j.codes[1 + g % cardinality(j.codes)], g % 80 = 0, true
  from generate_series(1, 5000) g
  cross join lateral (select split_part(words, ' ', 1) || ' ' || split_part(words, ' ', 2) as w from bench.text where kind = 'title' and bench.text.n = 17 + g % 1000) t
  cross join (select array_agg(code order by code) as codes from jurisdiction) j`

	people = `insert into person (id, name, organization_id, invented, added)
select md5('bench person ' || p)::uuid,
       (array['Ada','Bo','Cleo','Dev','Ela','Finn','Gus','Hana','Ivo','June','Kai','Lea','Milo','Nia','Otis','Pia','Quin','Ravi','Suki','Tess'])[1 + p % 20]
       || ' ' || (array['Abara','Berg','Castellan','Dorsey','Eklund','Farrow','Gale','Holt','Imani','Jarvis','Keane','Lowell','Moss','Nadir'])[1 + p % 14] || ' ' || p,
       md5('bench organization ' || 1 + (p - 1) % 5000)::uuid, true, '2019-12-01'
  from generate_series(1, $1::int + 1) p`

	// Field staff, which no council of the world has.
	advisor = `with advisor as (
  insert into person (id, name, organization_id, invented, added) values (md5('bench person 0')::uuid, 'Ilse Regan 0', md5('bench organization 40')::uuid, true, '2019-12-01')
  returning id, organization_id
)
insert into appointment (person_id, council_id, office, organization_id, invented, since) select a.id, c.id, 'psa', a.organization_id, true, '2020-01-01' from advisor a join council c on c.slug = 'region-8'`

	// Whoever has not accepted the rules of behavior in force is led to nothing else.
	rules = `insert into rules_accepted (person_id, since) select p.id, r.since from person p cross join rules_of_behavior r on conflict do nothing`

	// bodies: who is in which council, by the numbers.
	bodies = `create table bench.body as
with given as (select $1::int as councils, $2::int - $3::int - $4::int - 250 as others, $3::int as large, $4::int as paged), sizes as (
  select n, case n when 1 then large when 2 then paged when 3 then 200 when 4 then 50
            else others::bigint * (n - 4) / (councils - 4) - others::bigint * (n - 5) / (councils - 4) end as size
    from given cross join lateral generate_series(1, councils) n
)
select n, md5('bench council ' || n)::uuid as id, size::int, (sum(size) over (order by n) - size)::int as before, case n when 3 then 200 else 22 end as seats from sizes`

	councils = `insert into council (id, slug, name, short_name, invented)
select id, 'bench-council-' || n, 'Bench Coordinating Council ' || n, 'Bench ' || n, true from bench.body`

	kinds = `insert into council_kind_term (council_id, kind) select id, case n % 2 when 0 then 'gcc' else 'scc' end from bench.body`

	// Every third lies in the community of a sector; the measured ones do not, so that their circles can be counted.
	sectors = `insert into council_sector (council_id, sector)
select b.id, s.slugs[1 + b.n % cardinality(s.slugs)]
  from bench.body b cross join (select array_agg(slug order by slug) as slugs from sector) s where b.n > 20 and b.n % 3 = 0`

	// members: everybody in his own council, three of ten in another one too, and the busy one in 17.
	members = `create table bench.member as
select b.n as body, k, b.before + k as p, case when k = 1 then 'chair' when k = 2 then 'secretary' when k <= b.seats then 'representative' else 'adviser' end as office
  from bench.body b cross join lateral generate_series(1, b.size) k
union all
select other.n, 100000 + p, p, 'adviser'
  from generate_series(1, $2::int) p
 cross join lateral (select 5 + floor(bench.hash(p, 1) * ($1::int - 4))::int as n) other
  join bench.body b on b.n = other.n
 where p % 10 < 3 and not (p > b.before and p <= b.before + b.size)
union all
select n, 900000, $2::int + 1, case when n <= 16 then 'representative' else 'adviser' end from generate_series(1, 17) n`

	seats = `insert into seat (id, council_id, organization_id, since)
select md5('bench seat ' || m.body || ' ' || m.k)::uuid, b.id, p.organization_id, '2020-01-01'
  from bench.member m join bench.body b on b.n = m.body join person p on p.id = md5('bench person ' || m.p)::uuid where m.office = 'representative'`

	appointments = `insert into appointment (id, person_id, council_id, office, seat_id, organization_id, invented, since)
select md5('bench appointment ' || m.body || ' ' || m.k)::uuid, p.id, b.id, m.office,
       case m.office when 'representative' then md5('bench seat ' || m.body || ' ' || m.k)::uuid end, p.organization_id, true, '2020-01-01'
  from bench.member m join bench.body b on b.n = m.body join person p on p.id = md5('bench person ' || m.p)::uuid`

	// entries: the directory's, which a trigger writes otherwise.
	entries = `insert into directory_entry (appointment_id, person_id, name, council_id, office, organization_id, state, since)
select a.id, a.person_id, p.name, a.council_id, a.office, a.organization_id, o.state, a.since
  from appointment a join bench.body b on b.id = a.council_id join person p on p.id = a.person_id join organization o on o.id = a.organization_id`

	circles = `insert into circle (kind, council_id, person_id) select 'person', b.id, md5('bench person ' || m.p)::uuid from bench.member m join bench.body b on b.n = m.body`

	nestings = `insert into nesting (inner_id, outer_id) select c.id, c.id from circle c join bench.body b on b.id = c.council_id where c.person_id is not null`

	rights = `insert into held (person_id, capability, circle_id, council_id, since, until, appointment_id)
select d.person_id, d.capability, d.circle_id, d.council_id, d.since, d.until, d.appointment_id
  from app.held_derived d join appointment a on a.id = d.appointment_id join bench.body b on b.id = a.council_id`

	// authors: who posts in a council, as spoken.
	authors = `create table bench.author as
select m.body, row_number() over (partition by m.body order by m.k) - 1 as k, count(*) over (partition by m.body) as many, b.id as council_id,
       a.id as appointment_id, a.person_id, p.name as person, f.name as office, o.name as organization, a.organization_id, a.seat_id,
       mine.id as circle_id, council.id as council_circle, seats.id as seated_circle
  from bench.member m join bench.body b on b.n = m.body
  join appointment a on a.id = md5('bench appointment ' || m.body || ' ' || m.k)::uuid
  join person p on p.id = a.person_id join office f on f.slug = a.office join organization o on o.id = a.organization_id
  join circle mine on mine.council_id = b.id and mine.person_id = p.id
  join circle council on council.council_id = b.id and council.kind = 'council'
  join circle seats on seats.council_id = b.id and seats.kind = 'seated'
 where m.k <= 22 and m.office <> 'adviser'`

	grown = `create table bench.grown as select 0 as updates`

	authorIndex = `create unique index on bench.author (body, k)`
)

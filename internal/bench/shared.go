package bench

// What they shared. The updates are numbered from the newest, so that a world that grows gets older ones and the pages in front show
// the same in both sizes. Of a hundred updates the large council has 49 and the second one 1; the others have the rest, the nth of them
// about 1/n.
const (
	plan = `create unlogged table bench.planned as
with numbered as (
  select n, case when n % 100 < 49 then 1 when n % 100 = 49 then 2 else least((select count(*) from bench.body), 2 + floor(exp(bench.hash(n, 2) * ln((select count(*) from bench.body) - 1)))) end::int as body,
         n % 100 = 49 and n / 100 % 250 = 7 or n % 100 < 4 as phrase,
         case when n = 100 then 20 when n % 16 = 3 then 3 else 0 end as replies
    from generate_series($1::bigint + 1, $2::bigint) n
), chosen as (
  select n, body, phrase, replies, 0 as reply, md5('bench update ' || n)::uuid as root_id, md5('bench update ' || n)::uuid as id,
         case when phrase or replies > 0 or n % 100 = 49 then 'TLP:AMBER' when n % 97 = 0 then 'TLP:CLEAR' when bench.hash(n, 3) < 0.05 then 'TLP:RED'
              when bench.hash(n, 3) < 0.25 then 'TLP:AMBER+STRICT' when bench.hash(n, 3) < 0.4 then 'TLP:GREEN' else 'TLP:AMBER' end as label,
         (select at from bench.clock) - n * interval '150 seconds' as posted
    from numbered
), everything as (
  select n, body, phrase, reply, root_id, id, label, posted from chosen
  union all
  select c.n, c.body, false, r, c.root_id, md5('bench reply ' || c.n || ' ' || r)::uuid, c.label, c.posted + r * interval '20 seconds'
    from chosen c cross join lateral generate_series(1, c.replies) r
)
select e.n, e.reply, e.phrase, e.root_id, e.id, e.label, e.posted, a.council_id, a.appointment_id, a.person_id, a.person, a.office, a.organization, a.organization_id,
       a.seat_id, case e.label when 'TLP:RED' then 'person' when 'TLP:AMBER+STRICT' then 'seated' else 'council' end as circle_kind,
       case e.label when 'TLP:RED' then a.circle_id when 'TLP:AMBER+STRICT' then a.seated_circle else a.council_circle end as circle_id,
       e.n % 20 = 0 and e.reply = 0 as request, floor(bench.hash(e.n * 32 + e.reply, 5) * 3000)::int as title,
       floor(bench.hash(e.n * 32 + e.reply, 6) * 20000)::int as first, floor(bench.hash(e.n * 32 + e.reply, 7) * 20000)::int as second
  from everything e
  join bench.author a on a.body = e.body and a.k = floor(bench.hash(e.n * 32 + e.reply, 4) * a.many)::int`

	items = `insert into item (id, kind, root_id, label, root_label, source_council_id, author_id, appointment_id, author_name, author_office, author_organization,
       organization_id, seat_id, posted)
select id, case reply when 0 then 'update' else 'reply' end, root_id, label, label, council_id, person_id, appointment_id, person, office, organization,
       organization_id, seat_id, posted from bench.planned`

	audiences = `insert into audience (item_id, circle_id, circle_kind, council_id, root_id, through_id, author_id, label, posted, answer_by)
select id, circle_id, circle_kind, council_id, root_id, circle_id, person_id, label, posted, case when request then posted::date + 14 end from bench.planned
union all
select id, '00000000-0000-0000-0000-0000000000c1', 'public', '00000000-0000-0000-0000-0000000000c0', root_id, '00000000-0000-0000-0000-0000000000c1', person_id, label, posted,
       case when request then posted::date + 14 end
  from bench.planned where label = 'TLP:CLEAR'`

	versions = `insert into item_version (item_id, number, title, body, html, summary, author_id, at)
select p.id, 1, case p.reply when 0 then t.words else '' end,
       a.words || case when p.reply > 0 then '' else E'\n\n' || b.words end || case when p.phrase then E'\n\nSaltwater intrusion survey.' else '' end,
       '<p>' || a.words || '</p>' || case when p.reply > 0 then '' else '<p>' || b.words || '</p>' end || case when p.phrase then '<p>Saltwater intrusion survey.</p>' else '' end,
       left(a.words, 300), p.person_id, p.posted
  from bench.planned p
  join bench.text t on t.kind = 'title' and t.n = p.title
  join bench.text a on a.kind = 'paragraph' and a.n = p.first
  join bench.text b on b.kind = 'paragraph' and b.n = p.second`

	vectors = `insert into search_part (item_id, portion, posted, vector)
select p.id, 1, p.posted, case p.reply when 0 then t.vector || a.vector || b.vector else a.vector end
       || case when p.phrase then to_tsvector('english', 'saltwater intrusion survey') else '' end
       || to_tsvector('english', app.words(p.person || ' ' || p.organization))
       || array_to_tsvector(case p.label when 'TLP:CLEAR' then array['#' || p.circle_id, '#00000000-0000-0000-0000-0000000000c1'] else array['#' || p.circle_id] end
       || ('=' || ` + kind + `) || ('@' || to_char(p.posted at time zone 'UTC', 'IYYYIW')))
  from bench.planned p
  join bench.text t on t.kind = 'title' and t.n = p.title
  join bench.text a on a.kind = 'paragraph' and a.n = p.first
  join bench.text b on b.kind = 'paragraph' and b.n = p.second`

	details = `insert into sector_update (item_id, genre, answer_by)
select p.id, ` + kind + `, case when request then posted::date + 14 end
  from bench.planned p where reply = 0`

	kind = `case when p.reply > 0 then 'reply' when p.request then 'request' else (array['announcement', 'situation_report', 'advisory', 'best_practice'])[1 + p.n % 4] end`

	itemSectors = `insert into item_sector (item_id, sector)
select p.id, s.slugs[1 + p.n % cardinality(s.slugs)] from bench.planned p cross join (select array_agg(slug order by slug) as slugs from sector) s where p.reply = 0`

	itemStates = `insert into item_state (item_id, state)
select p.id, j.codes[1 + p.n % cardinality(j.codes)] from bench.planned p cross join (select array_agg(code order by code) as codes from jurisdiction) j
 where p.reply = 0 and p.n % 4 = 0`

	openedOwn = `insert into opened (person_id, item_id, at) select person_id, id, posted from bench.planned`

	// The record, of the items alone: a tenth of what posting by hand would have left.
	records = `insert into audit (at, person_id, verb, object, object_id, council_id, label)
select posted, person_id, 'insert', 'item', id::text, council_id, label from bench.planned order by posted`

	watermarks = `insert into watermark (person_id, circle_id, read_to)
select distinct h.person_id, h.circle_id, (select at from bench.clock) - interval '1 day' from held h join bench.member m on h.person_id = md5('bench person ' || m.p)::uuid
 where h.capability = 'item.read' and m.p % 5 = 0 on conflict do nothing`

	forget = `drop table bench.planned`
)

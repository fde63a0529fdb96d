-- "Why can I see this?": the office, the seat and the rule behind each of the asker's rights, as they were folded into held.

create view app.my_reason as
  select h.capability, h.circle_id, h.council_id, o.name as office, c.short_name as serves, c.slug as serves_slug, coalesce(g.name, '') as seat,
         k.name as kind, h.until, null::uuid as break_glass_id
    from app.who w join held h on h.person_id = w.person_id and h.since <= app.now() and h.until > app.now()
    join appointment a on a.id = h.appointment_id
    join office o on o.slug = a.office
    join council c on c.id = a.council_id
    join council_kind_term t on t.council_id = c.id and t.since <= app.now() and t.until > app.now()
    join council_kind k on k.slug = t.kind
    left join seat s on s.id = a.seat_id
    left join organization g on g.id = s.organization_id
  union all
  select h.capability, h.circle_id, h.council_id, '', c.short_name, c.slug, '', '', h.until, h.break_glass_id
    from app.who w join held h on h.person_id = w.person_id and h.since <= app.now() and h.until > app.now()
    join council c on c.id = h.council_id
   where h.break_glass_id is not null;

-- How many read what is addressed to a council, by the office that lets them; for those who see its roster.
create function app.readers_of(of_council uuid) returns table (office text, serves text, people int)
language sql stable security definer set search_path = public, app, pg_temp as $$
  select coalesce(o.name, ''), coalesce(s.short_name, ''), count(distinct h.person_id)::int
    from circle c join held h on h.circle_id = c.id and h.capability = 'item.read' and h.since <= app.now() and h.until > app.now()
    join person p on p.id = h.person_id and (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now())
    left join appointment a on a.id = h.appointment_id
    left join office o on o.slug = a.office
    left join council s on s.id = a.council_id
   where c.council_id = of_council and c.person_id is null
     and of_council = any (array(select council_id from app.roster_seen))
   group by o.name, o.rank, s.short_name, a.council_id <> of_council
   order by a.council_id <> of_council nulls first, s.short_name, o.rank
$$;
revoke all on function app.readers_of(uuid) from public;

-- "Who can see this?" of a person: how many see the rosters that name him, of those that the asker sees too, by the office that lets
-- them; then the offices that browse the whole directory, uncounted.
create function app.seers_of(of_person uuid) returns table (office text, serves text, people int)
language sql stable security definer set search_path = public, app, pg_temp as $$
  (select o.name, s.short_name, count(distinct h.person_id)::int
     from (select distinct council_id from appointment where person_id = of_person and since <= app.now() and (until is null or until > app.now())) named
     join circle c on c.council_id = named.council_id and c.person_id is null
     join held h on h.circle_id = c.id and h.capability = 'roster.read' and h.since <= app.now() and h.until > app.now()
     join person p on p.id = h.person_id and (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now())
     join appointment a on a.id = h.appointment_id
     join office o on o.slug = a.office
     join council s on s.id = a.council_id
    where named.council_id = any (array(select council_id from app.roster_seen))
    group by o.name, o.rank, s.short_name
    order by s.short_name, o.rank limit 100)
  union all
  (select o.name, k.name, null
     from office_may m join office o on o.slug = m.office join council_kind k on k.slug = m.kind
    where m.capability = 'directory.browse' and m.since <= app.now() and m.until > app.now()
      and (select true from app.acquaintance q where q.person_id = of_person limit 1)
    order by k.name, o.rank)
$$;
revoke all on function app.seers_of(uuid) from public;

grant create on schema app to concord_definer;
alter view app.my_reason owner to concord_definer;
alter function app.readers_of(uuid) owner to concord_definer;
alter function app.seers_of(uuid) owner to concord_definer;
revoke create on schema app from concord_definer;
grant select on app.my_reason to concord_app;
grant execute on function app.readers_of(uuid), app.seers_of(uuid) to concord_app;

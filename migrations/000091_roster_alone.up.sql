-- Who sits where is a council's own, too. One member of staff could have two councils face each other that have nothing to do with each other, and
-- the people of each read the roster of the other one. An SCC and a GCC of one sector are meant to know each other; whoever else would come to
-- read a roster by a change of structure does so by two.

alter table taken_away
  add column capability text not null default 'item.read' check (capability in ('item.read', 'roster.read')),
  drop constraint taken_away_pkey,
  add primary key (person_id, circle_id, capability);

-- What appointments give to read. A roster goes by one circle of its council, so that what was taken of either can be given back.
create function app.readings(ids uuid[]) returns table (person_id uuid, council_id uuid, circle_id uuid, capability text, appointment_id uuid)
language sql stable security definer set search_path = public, app, pg_temp as $$
  select h.person_id, h.council_id,
         case h.capability when 'item.read' then h.circle_id else (select c.id from circle c where c.council_id = h.council_id order by c.id limit 1) end,
         h.capability, h.appointment_id
    from held h where h.appointment_id = any (ids) and h.capability in ('item.read', 'roster.read') and h.until > app.now()
$$;

-- The two are one sector's two sides.
create function app.faces_its_own(one uuid, other uuid) returns boolean language sql stable security definer set search_path = public, app, pg_temp as $$
  select exists (select from council_kind_term a join council_kind_term b on b.council_id = other and b.until > app.now() and b.kind = case a.kind when 'scc' then 'gcc' when 'gcc' then 'scc' end
                   join council_sector s on s.council_id = one join council_sector o on o.council_id = other and o.sector = s.sector
                  where a.council_id = one and a.until > app.now())
$$;

create or replace function app.refold_structure(ids uuid[]) returns void language plpgsql security definer set search_path = public, app, pg_temp as $$
declare
  staff boolean := session_user = 'concord_app' and exists (select from app.holding h where h.capability = 'council.record');
  before text[];
begin
  if staff then
    before := array(select distinct r.person_id || ' ' || r.circle_id || ' ' || r.capability from app.readings(ids) r);
  end if;
  perform app.refold(ids);
  if not staff then
    return;
  end if;
  insert into taken_away (person_id, circle_id, capability)
  select split_part(b, ' ', 1)::uuid, c.id, split_part(b, ' ', 3) from unnest(before) b join circle c on c.id = split_part(b, ' ', 2)::uuid
   where not exists (select from held h where h.person_id = split_part(b, ' ', 1)::uuid and h.capability = split_part(b, ' ', 3) and h.until > app.now()
                        and case h.capability when 'item.read' then h.circle_id = c.id else h.council_id = c.council_id end)
  on conflict (person_id, circle_id, capability) do update set at = excluded.at;
  if exists (select from proposal p where p.xmin = pg_current_xact_id()::xid and p.done is not null and p.decided_by <> p.proposed_by) then
    return; -- two members of staff, and the council where it has officers
  end if;
  if exists (
       select from app.readings(ids) r join appointment t on t.id = r.appointment_id
        where r.person_id || ' ' || r.circle_id || ' ' || r.capability <> all (before)
          and case r.capability
              when 'item.read' then exists (select from audience a where a.circle_id = r.circle_id)
              else not app.faces_its_own(t.council_id, r.council_id)
               and exists (select from appointment a where a.council_id = r.council_id and a.person_id <> r.person_id and (a.until is null or a.until > app.now())) end
          and not exists (select from taken_away w where (w.person_id, w.circle_id, w.capability) = (r.person_id, r.circle_id, r.capability) and w.at > app.now() - interval '30 days')
          and not exists (select from held o where o.person_id = r.person_id and o.capability = r.capability and o.until > app.now() and o.appointment_id <> all (ids)
                             and case r.capability when 'item.read' then o.circle_id = r.circle_id else o.council_id = r.council_id end)) then
    raise exception 'others would read' using errcode = 'check_violation', constraint = 'staff_alone';
  end if;
end $$;
revoke execute on function app.readings(uuid[]), app.faces_its_own(uuid, uuid) from public;

-- A kind of council that nobody thought of when this was written is added by two members of staff: one proposes it, with the kind whose offices
-- and rights it takes over, and another confirms. So is that the people of a kind read in the community of their sector, for those who sit in
-- a council of it come to read there at that moment. What narrows, and what only names, one does alone.

alter table council_kind add column offered boolean not null default true; -- for new councils; those that are of it stay
alter table council_kind add constraint council_kind_slug_check check (slug ~ '^[a-z0-9]+([-_][a-z0-9]+)*$'),
  add constraint council_kind_name_line check (name = app.line(name) and char_length(name) between 1 and 100),
  add constraint council_kind_plural_line check (plural = app.line(plural) and char_length(plural) between 1 and 100);
create unique index council_kind_name on council_kind (lower(name));

alter table proposal
  add column kind_slug   text,    -- of a kind that is to be; its offices and rights are those of the kind it follows, which stands in kind
  add column kind_name   text,
  add column kind_plural text,
  add column kind_side   text check (kind_side in ('industry', 'government', 'mixed')),
  add column kind_enters boolean,
  drop constraint proposal_act_check,
  add constraint proposal_act_check check (act in ('appointment', 'right', 'end', 'export', 'address', 'limit', 'hand-over', 'community', 'invitation', 'administrator', 'kind', 'enters')),
  drop constraint proposal_check,
  add constraint proposal_check check (case act
    when 'appointment' then num_nonnulls(council_id, person_id, office) = 3 and num_nonnulls(kind, capability, reach) = 0
    when 'export' then num_nonnulls(council_id, person_id, term, office, kind, capability, reach) = 0
    when 'limit' then readers > 0 and num_nonnulls(council_id, person_id, term, office, kind, capability, reach) = 0
    when 'hand-over' then num_nonnulls(council_id, person_id, office, chosen_on, document, told_by) = 6 and num_nonnulls(term, kind, capability, reach) = 0
    when 'community' then num_nonnulls(council_id, sector, asks_id) = 3 and num_nonnulls(person_id, term, office, kind, capability, reach) = 0
    when 'address' then num_nonnulls(person_id) = 1 and num_nonnulls(council_id, term, office, kind, capability, reach) = 0
    when 'invitation' then num_nonnulls(person_id) = 1 and num_nonnulls(council_id, term, office, kind, capability, reach) = 0
    when 'administrator' then num_nonnulls(person_id) = 1 and num_nonnulls(council_id, term, office, kind, capability, reach) = 0
    when 'kind' then num_nonnulls(kind, kind_slug, kind_name, kind_plural, kind_side, kind_enters) = 6 and num_nonnulls(council_id, person_id, term, office, capability, reach) = 0
    when 'enters' then kind is not null and num_nonnulls(council_id, person_id, term, office, capability, reach) = 0
    else num_nonnulls(office, kind, capability, reach) = 4 and num_nonnulls(council_id, person_id, term) = 0 end),
  add constraint proposal_kind check ((act = 'kind') = (num_nonnulls(kind_slug, kind_name, kind_plural, kind_side, kind_enters) > 0));
grant insert (kind_slug, kind_name, kind_plural, kind_side, kind_enters) on proposal to concord_app;

-- Kinds to follow are those whose councils keep their own roster of seats in sight of the public: rooms, communities and offices are built otherwise.
create function app.kind_is_model(of_kind text) returns boolean language sql stable set search_path = public, app, pg_temp as $$
  select coalesce((select k.roster_by = 'council' and k.base_circle = 'council' and k.has_seats and k.public_face from council_kind k where k.slug = of_kind), false)
$$;
revoke all on function app.kind_is_model(text) from public;
grant execute on function app.kind_is_model(text) to concord_app;

-- The councils named, in the communities of their sectors, or the other way round.
create function app.enter_communities(ids uuid[]) returns void language sql security definer set search_path = public, app, pg_temp as $$
  insert into nesting (inner_id, outer_id, until)
  select i.id, o.id, p.until
    from (select distinct s.council_id as inner_council, c.id as outer_council, c.until
            from council_sector s
            join council_sector os using (sector)
            join council c on c.id = os.council_id
            join council_kind_term t on t.council_id = c.id and t.kind = 'community'
            join council_kind_term m on m.council_id = s.council_id
            join council_kind k on k.slug = m.kind and k.base_circle = 'council' and k.has_seats and k.enters_community
           where s.council_id = any (ids) or c.id = any (ids)) p
    join circle i on i.council_id = p.inner_council and i.kind in ('seated', 'council')
    join circle o on o.council_id = p.outer_council and o.kind = 'community'
  on conflict (inner_id, outer_id) do update set until = excluded.until where nesting.until <> excluded.until
$$;
revoke all on function app.enter_communities(uuid[]) from public;
create or replace function app.community_holds() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  perform app.enter_communities(array(select council_id from changed));
  return null;
end $$;

-- Who of a kind would come to read in a sector's community by it, or no more without it.
create function app.kind_change(of_kind text) returns table (person_id uuid, circle_id uuid, council_id uuid)
language sql stable security definer set search_path = public, app, pg_temp as $$
  select distinct a.person_id, o.id, o.council_id
    from council_kind_term k
    join council c on c.id = k.council_id and c.since <= app.now() and c.until > app.now()
    join appointment a on a.council_id = c.id and a.since <= app.now() and (a.until is null or a.until > app.now())
    join office_may m on m.kind = of_kind and m.office = a.office and m.capability = 'item.read' and m.reach = 'council' and m.since <= app.now() and m.until > app.now()
    join person p on p.id = a.person_id and (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now())
    left join seat s on s.id = a.seat_id
    join council_sector cs on cs.council_id = c.id join council_sector os on os.sector = cs.sector
    join circle o on o.council_id = os.council_id and o.kind = 'community' and o.council_id <> c.id
    join council oc on oc.id = o.council_id and oc.since <= app.now() and oc.until > app.now()
   where k.kind = of_kind and k.since <= app.now() and k.until > app.now() and (s.until is null or s.until > app.now())
     and not exists (select from held h left join appointment x on x.id = h.appointment_id
                      where h.person_id = a.person_id and h.capability = 'item.read' and h.circle_id = o.id and h.since <= app.now() and h.until > app.now()
                        and not exists (select from council_kind_term t where t.council_id = x.council_id and t.kind = of_kind and t.since <= app.now() and t.until > app.now()))
$$;
create function app.kind_effect(of_kind text) returns table (council text, slug text, circle text, people int, everybody int, circles int)
language sql stable security definer set search_path = public, app, pg_temp as $$
  with gained as materialized (
    select g.person_id, g.council_id from app.kind_change(of_kind) g where (select true from app.holding where capability = 'proposal.decide' limit 1)
  )
  select k.short_name, k.slug, 'community', count(*)::int, (select count(distinct person_id)::int from gained), (count(*) over ())::int
    from gained g join council k on k.id = g.council_id
   group by k.id, k.short_name, k.slug order by count(*) desc, k.short_name limit 20
$$;
revoke all on function app.kind_change(text), app.kind_effect(text) from public;
grant execute on function app.kind_effect(text) to concord_app;

create or replace function app.proposal_is_made() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if new.proposed_by is null then
    new.proposed_by := app.staff_with('proposal.decide');
    new.proposed := app.now();
  end if;
  if exists (select from proposal p where p.confirmed is null and p.refused is null and p.proposed > app.now() - interval '7 days'
                and (p.act, p.council_id, p.person_id, p.office, p.kind, p.capability, p.reach, p.sector, p.kind_slug)
                    is not distinct from (new.act, new.council_id, new.person_id, new.office, new.kind, new.capability, new.reach, new.sector, new.kind_slug)
                and (new.act <> 'export' or p.proposed_by = new.proposed_by))
     or exists (select from proposal p where p.asked is not null and p.done is null and p.objected is null
                   and (p.act, p.council_id, p.person_id, p.office, p.sector) is not distinct from (new.act, new.council_id, new.person_id, new.office, new.sector)) then
    raise exception 'it waits already' using errcode = 'check_violation', constraint = 'proposal_waits';
  end if;
  if new.act not in ('limit', 'right', 'end', 'enters') then
    new.readers := 0;
  end if;
  new.asks_id := case new.act when 'hand-over' then new.council_id when 'community' then app.community_of(new.sector) end;
  new.asked := null;
  new.agreed := null;
  new.objected := null;
  new.done := null;
  if new.act = 'address' then
    perform app.address_fits(new.person_id, new.email);
  elsif new.act = 'invitation' then
    perform app.invitation_fits(new.person_id, new.email);
  elsif new.act = 'hand-over' then
    perform app.hand_over_fits(new.council_id, new.person_id, new.office, new.proposed_by);
  elsif new.act = 'administrator' then
    if exists (select from organization_administrator m where m.person_id = new.person_id and m.until is null) then
      raise exception 'administers it' using errcode = 'unique_violation', constraint = 'organization_administrator_once';
    end if;
  elsif new.act = 'community' then
    if new.asks_id is null or exists (select from council_sector s where s.council_id = new.council_id and s.sector = new.sector) then
      raise exception 'it is so already' using errcode = 'check_violation', constraint = 'community_is_so';
    end if;
  elsif new.act = 'appointment' then
    if not exists (select from council_kind_term t join council_kind k on k.slug = t.kind and k.roster_by = 'staff' join office_may m on m.kind = k.slug and m.office = new.office
                    where t.council_id = new.council_id and t.since <= app.now() and t.until > app.now()) then
      raise exception 'no body that staff run has this office' using errcode = 'check_violation', constraint = 'office_of_kind';
    elsif exists (select from appointment a where a.person_id = new.person_id and a.council_id = new.council_id and a.office = new.office and (a.until is null or a.until > app.now())) then
      raise exception 'the person holds this office' using errcode = 'unique_violation', constraint = 'appointed_once';
    end if;
  elsif new.act = 'kind' then
    if exists (select from council_kind k where k.slug = new.kind_slug or lower(k.name) = lower(new.kind_name)) then
      raise exception 'there is one of that name' using errcode = 'unique_violation', constraint = 'council_kind_name';
    elsif not app.kind_is_model(new.kind) then
      raise exception 'not a kind to follow' using errcode = 'check_violation', constraint = 'kind_model';
    end if;
  elsif new.act = 'enters' then
    if not app.kind_is_model(new.kind) or (select k.enters_community from council_kind k where k.slug = new.kind) then
      raise exception 'it is so already' using errcode = 'check_violation', constraint = 'kind_enters';
    end if;
    new.readers := (select coalesce(max(n), 0) from (select count(*)::int as n from app.kind_change(new.kind) g group by g.circle_id) each);
    new.alarmed := app.is_alarm(new.readers);
  elsif new.act in ('right', 'end') then
    if not app.right_fits(new.kind, new.office, new.capability, new.reach)
       or not exists (select from office_may m where m.kind = new.kind and m.office = new.office and m.until > app.now()) then
      raise exception 'no such office does that there' using errcode = 'check_violation', constraint = 'right_fits';
    elsif (new.act = 'right') = exists (select from office_may m where (m.kind, m.office, m.capability, m.reach) = (new.kind, new.office, new.capability, new.reach) and m.until > app.now()) then
      raise exception 'it is so already' using errcode = 'check_violation', constraint = 'right_is_so';
    elsif (new.act, new.capability) = ('end', 'proposal.decide') then
      raise exception 'nobody could undo it' using errcode = 'check_violation', constraint = 'right_last';
    end if;
    new.readers := app.widest(new.kind, new.office, new.capability, new.reach);
    new.alarmed := new.act = 'right' and app.is_alarm(new.readers);
  end if;
  -- To take a right away needs nobody else.
  if new.act = 'end' then
    new.confirmed := new.proposed;
    new.decided_by := new.proposed_by;
    new.done := new.proposed;
  end if;
  return new;
end $$;

create or replace function app.proposal_is_done() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if tg_op = 'INSERT' and new.alarmed then
    insert into outbox (topic, object_id) values ('widening', new.id);
  end if;
  if tg_op = 'UPDATE' and old.asked is null and new.asked is not null then
    insert into outbox (topic, object_id) values ('council-asked', new.id);
  end if;
  if new.done is null or tg_op = 'UPDATE' and old.done is not null then
    return null;
  elsif new.act = 'appointment' then
    insert into appointment (id, person_id, council_id, office, organization_id, invented, since, until)
    select new.id, p.id, new.council_id, new.office, p.organization_id, p.invented, app.now(), new.term from person p where p.id = new.person_id;
  elsif new.act = 'hand-over' then
    insert into hand_over (id, council_id, person_id, organization_id, office, chosen_on, document, told_by, recorded_by)
    select new.id, new.council_id, p.id, p.organization_id, new.office, new.chosen_on, new.document, new.told_by, new.proposed_by from person p where p.id = new.person_id;
  elsif new.act = 'community' then
    insert into council_sector (council_id, sector) values (new.council_id, new.sector) on conflict do nothing;
  elsif new.act = 'administrator' then
    insert into organization_administrator (id, organization_id, person_id) select new.id, p.organization_id, p.id from person p where p.id = new.person_id;
  elsif new.act = 'kind' then
    insert into council_kind (slug, name, plural, side, roster_by, public_face, base_circle, has_seats, enters_community, offered)
    select new.kind_slug, new.kind_name, new.kind_plural, new.kind_side, k.roster_by, k.public_face, k.base_circle, k.has_seats, new.kind_enters, true from council_kind k where k.slug = new.kind;
    insert into office_may (kind, office, capability, reach, class, since)
    select new.kind_slug, m.office, m.capability, m.reach, m.class, app.now() from office_may m
     where m.kind = new.kind and m.since <= app.now() and m.until > app.now() and app.right_fits(new.kind_slug, m.office, m.capability, m.reach);
  elsif new.act = 'enters' then
    update council_kind set enters_community = true where slug = new.kind;
    perform app.enter_communities(array(select t.council_id from council_kind_term t where t.kind = new.kind and t.until > app.now()));
  elsif new.act = 'address' then
    perform app.address_changes(new.id, new.person_id, new.email);
  elsif new.act = 'limit' then
    insert into widening_limit (readers) values (new.readers);
  elsif new.act = 'right' then
    insert into office_may (kind, office, capability, reach, class, since)
    select new.kind, new.office, new.capability, new.reach, c.class, app.now() from capability c where c.slug = new.capability;
  elsif new.act = 'end' then
    update office_may m set until = app.now() where (m.kind, m.office, m.capability, m.reach) = (new.kind, new.office, new.capability, new.reach) and m.until > app.now();
  end if;
  return null;
end $$;

-- The alarm of many readers goes out for a kind as for an office.
create or replace function app.told_of_widening(of_proposal uuid) returns table (person_id uuid, council_id uuid) language sql stable security definer set search_path = public, app, pg_temp as $$
  select distinct h.person_id, null::uuid from held h where h.capability = 'proposal.decide' and h.since <= app.now() and h.until > app.now()
  union all
  select distinct a.person_id, a.council_id
    from proposal p
   cross join lateral (select g.council_id from (select r.circle_id, r.council_id from app.right_change(p.kind, p.office, p.capability, p.reach) r
                               union all select r.circle_id, r.council_id from app.kind_change(p.kind) r where p.act = 'enters') g join circle c on c.id = g.circle_id and c.person_id is null
                        group by g.council_id, g.circle_id having app.is_alarm(count(*)::int)) w
    join appointment a on a.council_id = w.council_id and a.office = 'chair' and a.since <= app.now() and (a.until is null or a.until > app.now())
   where p.id = of_proposal
$$;
create or replace function app.widening_letter(of_proposal uuid, to_person uuid)
returns table (name text, email text, councils text, bodies text, office text, means text, readers int, because text, proposer text, until timestamptz)
language sql stable security definer set search_path = public, app, pg_temp as $$
  select w.name, m.email, t.councils, k.plural, coalesce(o.name, ''), coalesce(y.means, ''), p.readers, p.because, app.named(p.proposed_by), p.proposed + interval '7 days'
    from proposal p join council_kind k on k.slug = p.kind left join office o on o.slug = p.office left join capability y on y.slug = p.capability
    join person w on w.id = to_person and (w.suspended is null or w.suspended > app.now()) and (w.expires is null or w.expires > app.now())
    join signin.account m on m.person_id = w.id
   cross join lateral (select coalesce(string_agg(distinct c.short_name, ', '), '') as councils, count(*) as n
                         from app.told_of_widening(p.id) t left join council c on c.id = t.council_id where t.person_id = w.id) t
   where p.id = of_proposal and p.confirmed is null and p.refused is null and t.n > 0
$$;

-- One member of staff corrects its name, offers it no more, and takes its people out of the communities. Into them nobody lets them alone.
create function app.kind_enters_by_two() returns trigger language plpgsql set search_path = public, app, pg_temp as $$
begin
  if current_user = 'concord_app' and new.enters_community and not old.enters_community then
    raise exception 'a second person confirms' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger enters_by_two before update of enters_community on council_kind for each row execute function app.kind_enters_by_two();
create policy staff_edit on council_kind for update to concord_app using ((select true from app.holding where capability = 'proposal.decide' limit 1) and app.kind_is_model(slug));
grant update (name, plural, offered, enters_community) on council_kind to concord_app;

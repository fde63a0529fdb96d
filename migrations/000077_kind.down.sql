revoke update (name, plural, offered, enters_community) on council_kind from concord_app;
drop policy staff_edit on council_kind;
drop trigger enters_by_two on council_kind;
drop function app.kind_enters_by_two();
delete from proposal where act in ('kind', 'enters');
alter table proposal
  drop constraint proposal_kind,
  drop constraint proposal_act_check,
  add constraint proposal_act_check check (act in ('appointment', 'right', 'end', 'export', 'address', 'limit', 'hand-over', 'community', 'invitation', 'administrator')),
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
    else num_nonnulls(office, kind, capability, reach) = 4 and num_nonnulls(council_id, person_id, term) = 0 end);
create or replace function app.proposal_is_made() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if new.proposed_by is null then
    new.proposed_by := app.staff_with('proposal.decide');
    new.proposed := app.now();
  end if;
  if exists (select from proposal p where p.confirmed is null and p.refused is null and p.proposed > app.now() - interval '7 days'
                and (p.act, p.council_id, p.person_id, p.office, p.kind, p.capability, p.reach, p.sector)
                    is not distinct from (new.act, new.council_id, new.person_id, new.office, new.kind, new.capability, new.reach, new.sector)
                and (new.act <> 'export' or p.proposed_by = new.proposed_by))
     or exists (select from proposal p where p.asked is not null and p.done is null and p.objected is null
                   and (p.act, p.council_id, p.person_id, p.office, p.sector) is not distinct from (new.act, new.council_id, new.person_id, new.office, new.sector)) then
    raise exception 'it waits already' using errcode = 'check_violation', constraint = 'proposal_waits';
  end if;
  if new.act not in ('limit', 'right', 'end') then
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

create or replace function app.told_of_widening(of_proposal uuid) returns table (person_id uuid, council_id uuid) language sql stable security definer set search_path = public, app, pg_temp as $$
  select distinct h.person_id, null::uuid from held h where h.capability = 'proposal.decide' and h.since <= app.now() and h.until > app.now()
  union all
  select distinct a.person_id, a.council_id
    from proposal p
   cross join lateral (select g.council_id from app.right_change(p.kind, p.office, p.capability, p.reach) g join circle c on c.id = g.circle_id and c.person_id is null
                        group by g.council_id, g.circle_id having app.is_alarm(count(*)::int)) w
    join appointment a on a.council_id = w.council_id and a.office = 'chair' and a.since <= app.now() and (a.until is null or a.until > app.now())
   where p.id = of_proposal
$$;
create or replace function app.widening_letter(of_proposal uuid, to_person uuid)
returns table (name text, email text, councils text, bodies text, office text, means text, readers int, because text, proposer text, until timestamptz)
language sql stable security definer set search_path = public, app, pg_temp as $$
  select w.name, m.email, t.councils, k.plural, o.name, y.means, p.readers, p.because, app.named(p.proposed_by), p.proposed + interval '7 days'
    from proposal p join council_kind k on k.slug = p.kind join office o on o.slug = p.office join capability y on y.slug = p.capability
    join person w on w.id = to_person and (w.suspended is null or w.suspended > app.now()) and (w.expires is null or w.expires > app.now())
    join signin.account m on m.person_id = w.id
   cross join lateral (select coalesce(string_agg(distinct c.short_name, ', '), '') as councils, count(*) as n
                         from app.told_of_widening(p.id) t left join council c on c.id = t.council_id where t.person_id = w.id) t
   where p.id = of_proposal and p.confirmed is null and p.refused is null and t.n > 0
$$;
alter table proposal drop column kind_slug, drop column kind_name, drop column kind_plural, drop column kind_side, drop column kind_enters;
create or replace function app.community_holds() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  insert into nesting (inner_id, outer_id, until)
  select i.id, o.id, p.until
    from (select distinct s.council_id as inner_council, c.id as outer_council, c.until
            from council_sector s
            join council_sector os using (sector)
            join council c on c.id = os.council_id
            join council_kind_term t on t.council_id = c.id and t.kind = 'community'
            join council_kind_term m on m.council_id = s.council_id
            join council_kind k on k.slug = m.kind and k.base_circle = 'council' and k.has_seats and k.enters_community
           where s.council_id in (select council_id from changed) or c.id in (select council_id from changed)) p
    join circle i on i.council_id = p.inner_council and i.kind in ('seated', 'council')
    join circle o on o.council_id = p.outer_council and o.kind = 'community'
  on conflict (inner_id, outer_id) do update set until = excluded.until where nesting.until <> excluded.until;
  return null;
end $$;

drop function app.kind_effect(text), app.kind_change(text), app.enter_communities(uuid[]), app.kind_is_model(text);
drop index council_kind_name;
alter table council_kind drop constraint council_kind_slug_check, drop constraint council_kind_name_line, drop constraint council_kind_plural_line, drop column offered;

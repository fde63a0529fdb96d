-- What an organization agreed with others: to share information, to help, to keep silent. A dated record; the paper stays where it was signed.
-- Who recorded it keeps it; either side takes it away, since what one of them denies is no agreement.

create table agreement (
  id              uuid primary key,
  organization_id uuid not null references organization, -- whose people recorded it
  with_id         uuid references organization,          -- the other side, where it is on record under that name; kept by trigger
  with_whom       text not null check (char_length(with_whom) between 1 and 200),
  kind            text not null check (kind in ('information', 'mutual_aid', 'understanding', 'nondisclosure', 'other')),
  covers          text not null check (char_length(covers) between 1 and 500),
  since           date not null,
  until           date, -- its last day; null: nobody set one
  shown_to        text not null check (shown_to in ('parties', 'advisors', 'members')),
  recorded_by     uuid not null references person,
  recorded_name   text not null,
  constraint agreement_dates check (until >= since)
);
create index on agreement (organization_id);
create index on agreement (with_id) where with_id is not null;
create index on agreement (recorded_by);

create function app.agreement_recorded() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    new.recorded_by := coalesce((select person_id from app.who), new.recorded_by);
    new.recorded_name := app.named(new.recorded_by);
  end if;
  if tg_op = 'INSERT' or new.with_whom <> old.with_whom then
    new.with_id := (select case count(*) when 1 then (array_agg(o.id))[1] end from organization o
                     where o.name_key = app.name_key(new.with_whom) and o.until is null and o.id <> new.organization_id
                       and o.invented = (select g.invented from organization g where g.id = new.organization_id));
  end if;
  return new;
end $$;
create trigger recorded before insert or update on agreement for each row execute function app.agreement_recorded();

-- The other side hears of it: what others say that one agreed to is not found by chance.
create function app.agreement_notice() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  insert into outbox (topic, object_id) select 'agreement', new.id from app.who;
  return null;
end $$;
create trigger notice after insert on agreement for each row when (new.with_id is not null) execute function app.agreement_notice();
create trigger notice_moved after update on agreement for each row when (new.with_id is not null and new.with_id is distinct from old.with_id) execute function app.agreement_notice();

-- Whom the mail goes to: who speaks for the other side.
create function app.told_of_agreement(of_agreement uuid) returns table (person_id uuid) language sql stable security definer set search_path = public, app, pg_temp as $$
  select m.person_id from agreement a join organization_administrator m on m.organization_id = a.with_id
   where a.id = of_agreement and m.since <= app.now() and (m.until is null or m.until > app.now())
  union
  select t.person_id from agreement a join appointment t on t.organization_id = a.with_id and t.office = 'representative'
   where a.id = of_agreement and t.since <= app.now() and (t.until is null or t.until > app.now())
$$;
revoke all on function app.agreement_recorded(), app.agreement_notice(), app.told_of_agreement(uuid) from public;
grant execute on function app.told_of_agreement(uuid) to concord_worker;

call app.protect('agreement');
create policy as_the_parties_chose on agreement for select to concord_app, concord_worker using (
  case when organization_id = any (array(select organization_id from app.speaking_for)) then true
       when with_id = any (array(select organization_id from app.speaking_for)) then true
       when shown_to = 'advisors' then (select j.region = any (array(select c.region from app.holding h join council c on c.id = h.council_id where h.capability = 'engagement.read'))
                                          from organization o join jurisdiction j on j.code = o.state where o.id = agreement.organization_id)
       when shown_to = 'members' then (select true from app.who limit 1) end);
create policy party_adds on agreement for insert to concord_app with check (organization_id = any (array(select organization_id from app.speaking_for)));
create policy recorder_edits on agreement for update to concord_app using (organization_id = any (array(select organization_id from app.speaking_for)));
create policy parties_drop on agreement for delete to concord_app using (
  organization_id = any (array(select organization_id from app.speaking_for)) or with_id = any (array(select organization_id from app.speaking_for)));
grant select, insert (id, organization_id, with_whom, kind, covers, since, until, shown_to), update (with_whom, kind, covers, since, until, shown_to), delete on agreement to concord_app;
grant select on agreement to concord_worker;

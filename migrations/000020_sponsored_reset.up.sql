-- A lost second factor, vouched for in one's own council: the chair and another who validates there, in either order, neither for themselves.
-- Whom staff trust with the structure is reset by staff alone.

alter table signin.factor_reset
  add column council_id uuid references council,  -- null: staff ask and approve
  add column ended_by   uuid references person,   -- who withdrew or refused it
  add column refused    text check (char_length(refused) between 1 and 500),
  add column told       timestamptz,              -- its owner, at the next sign-in
  add check ((refused is null) or (withdrawn is not null and ended_by is not null));
create index on signin.factor_reset (council_id, asked desc) where council_id is not null;
create index on signin.factor_reset (person_id) where told is null;
alter table signin.invitation add column council_id uuid references council;  -- whose officers vouched: the link counts while its maker still validates there
create index on signin.invitation (council_id);
grant update (ended_by, refused) on signin.factor_reset to concord_definer;
grant select on app.office_served to concord_definer;
create policy signin_all on signin.factor_reset for all to concord_signin using (true) with check (true);
grant select (person_id, asked, told), update (told) on signin.factor_reset to concord_signin;

-- Whether a person validates in a council now, and may sign in.
create function app.vouches(person uuid, in_council uuid) returns boolean language sql stable security definer set search_path = public, app, pg_temp as $$
  select exists (
    select from held h join person p on p.id = h.person_id
     where h.person_id = person and h.council_id = in_council and h.capability = 'admission.validate' and h.since <= app.now() and h.until > app.now()
       and (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now()))
$$;

create function app.chairs(person uuid, in_council uuid) returns boolean language sql stable security definer set search_path = public, app, pg_temp as $$
  select exists (select from app.office_served o where o.person_id = person and o.council_id = in_council and o.office = 'chair'
                    and o.since <= app.now() and (o.until is null or o.until > app.now()))
$$;

-- Whom the officers of a council may vouch for: who serves in it, can sign in otherwise, and is trusted with no structure.
create function app.resettable(in_council uuid, named text) returns table (person_id uuid, name text, organization text)
language sql stable security definer set search_path = public, app, pg_temp as $$
  select distinct p.id, p.name, o.name
    from app.who w join appointment a on a.council_id = in_council and a.since <= app.now() and (a.until is null or a.until > app.now())
    join person p on p.id = a.person_id and p.id <> w.person_id and p.enrolled is not null
    join organization o on o.id = p.organization_id
   where app.vouches(w.person_id, in_council) and strpos(lower(p.name), lower(named)) > 0
     and not exists (select from held h join capability c on c.slug = h.capability
                      where h.person_id = p.id and c.class = 'structure' and h.since <= app.now() and h.until > app.now())
   order by p.name, p.id limit 20
$$;

create function app.ask_council_reset(id uuid, in_council uuid, person uuid, because text) returns void
language plpgsql security definer set search_path = public, app, pg_temp as $$
declare me uuid := app.writer();
begin
  if not app.vouches(me, in_council) then
    raise exception 'does not validate there' using errcode = 'insufficient_privilege';
  end if;
  if me <> person and not exists (select from app.resettable(in_council, '') r where r.person_id = person) then
    raise exception 'not theirs' using errcode = 'check_violation', constraint = 'factor_reset_not_theirs';
  end if;
  update signin.factor_reset r set withdrawn = app.now()
   where r.person_id = person and r.approved is null and r.withdrawn is null and r.asked <= app.now() - interval '7 days';
  insert into signin.factor_reset (id, person_id, because, asked_by, council_id) values (id, person, because, me, in_council);
end $$;

-- The link replaces the factor of whoever opens it, so it is made only now, and only the second of the two gets to see it.
create or replace function app.approve_factor_reset(id uuid, invitation uuid, hash bytea) returns void
language plpgsql security definer set search_path = public, app, pg_temp as $$
declare
  me uuid := app.writer();
  vouched uuid := (select f.council_id from signin.factor_reset f where f.id = approve_factor_reset.id);
  r record;
begin
  if vouched is null then
    perform app.staff_with('factor.reset');
  elsif not app.vouches(me, vouched) then
    raise exception 'does not validate there' using errcode = 'insufficient_privilege';
  end if;
  update signin.factor_reset f set approved_by = me, approved = app.now()
   where f.id = approve_factor_reset.id and f.approved is null and f.withdrawn is null and f.asked > app.now() - interval '7 days'
     and case when vouched is not null then app.vouches(f.asked_by, vouched) else exists (
           select from held h join person p on p.id = h.person_id
            where h.person_id = f.asked_by and h.capability = 'factor.reset' and h.since <= app.now() and h.until > app.now()
              and (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now())) end
  returning f.person_id, f.password_lost, f.asked_by into r;
  if not found then
    raise exception 'nothing waits' using errcode = 'check_violation', constraint = 'factor_reset_gone';
  end if;
  if vouched is not null and not exists (select from app.resettable(vouched, '') p where p.person_id = r.person_id) then
    raise exception 'not theirs' using errcode = 'check_violation', constraint = 'factor_reset_not_theirs';
  end if;
  if vouched is not null and not app.chairs(me, vouched) and not app.chairs(r.asked_by, vouched) then
    raise exception 'no chair' using errcode = 'check_violation', constraint = 'factor_reset_chair';
  end if;
  update signin.invitation i set cancelled = app.now() where i.person_id = r.person_id and i.used is null and i.cancelled is null;
  insert into signin.invitation (id, hash, person_id, email, kind, made_by, council_id)
  select approve_factor_reset.invitation, approve_factor_reset.hash, a.person_id, a.email, case when r.password_lost then 'account' else 'factor' end, me, vouched
    from signin.account a where a.person_id = r.person_id;
end $$;

drop function app.withdraw_factor_reset(uuid);
create function app.withdraw_factor_reset(id uuid, because text) returns void
language plpgsql security definer set search_path = public, app, pg_temp as $$
declare
  me uuid := app.writer();
  vouched uuid := (select f.council_id from signin.factor_reset f where f.id = withdraw_factor_reset.id);
begin
  if vouched is null then
    perform app.staff_with('factor.reset');
  elsif not app.vouches(me, vouched) then
    raise exception 'does not validate there' using errcode = 'insufficient_privilege';
  end if;
  update signin.factor_reset r set withdrawn = app.now(), ended_by = me, refused = nullif(withdraw_factor_reset.because, '')
   where r.id = withdraw_factor_reset.id and r.approved is null and r.withdrawn is null;
  if not found then
    raise exception 'nothing waits' using errcode = 'check_violation', constraint = 'factor_reset_gone';
  end if;
end $$;

-- Resets that wait for a second member of staff: a council's are its own affair.
create or replace view app.factor_reset_waiting as
  select r.id, r.person_id, p.name, r.password_lost, r.because, r.asked_by, b.name as asked_by_name, r.asked,
         r.asked_by = any (array(select person_id from app.who)) as mine
    from signin.factor_reset r join person p on p.id = r.person_id join person b on b.id = r.asked_by
   where r.council_id is null and r.approved is null and r.withdrawn is null and r.asked > app.now() - interval '7 days'
     and (select true from app.holding where capability = 'factor.reset' limit 1);

-- A council's resets of the last seven days, for those who validate there.
create view app.council_reset as
  select r.id, r.council_id, r.person_id, p.name, r.because, b.name as asked_by_name, r.asked, r.approved, r.withdrawn, coalesce(e.name, '') as ended_by_name,
         coalesce(r.refused, '') as refused, r.asked_by = w.person_id as mine, r.person_id = w.person_id as own,
         coalesce((select true from app.office_served o where o.council_id = r.council_id and o.person_id in (w.person_id, r.asked_by) and o.office = 'chair'
                      and o.since <= app.now() and (o.until is null or o.until > app.now()) limit 1), false) as chaired
    from app.who w join signin.factor_reset r on r.asked > app.now() - interval '7 days'
    join person p on p.id = r.person_id join person b on b.id = r.asked_by left join person e on e.id = coalesce(r.approved_by, r.ended_by)
   where r.council_id = any (array(select council_id from app.holding where capability = 'admission.validate'));

grant create on schema app to concord_definer;
alter function app.vouches(uuid, uuid) owner to concord_definer;
alter function app.chairs(uuid, uuid) owner to concord_definer;
alter function app.resettable(uuid, text) owner to concord_definer;
alter function app.ask_council_reset(uuid, uuid, uuid, text) owner to concord_definer;
alter function app.withdraw_factor_reset(uuid, text) owner to concord_definer;
alter view app.council_reset owner to concord_definer;
revoke create on schema app from concord_definer;
revoke all on function app.vouches(uuid, uuid), app.chairs(uuid, uuid), app.resettable(uuid, text), app.ask_council_reset(uuid, uuid, uuid, text),
  app.withdraw_factor_reset(uuid, text) from public;
grant execute on function app.resettable(uuid, text), app.ask_council_reset(uuid, uuid, uuid, text), app.withdraw_factor_reset(uuid, text) to concord_app;
grant execute on function app.vouches(uuid, uuid) to concord_signin;
grant select on app.council_reset to concord_app;

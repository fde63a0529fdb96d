-- "I cannot sign in." Whoever says so is not believed, but heard: those who can vouch for them are told, and call back at a number that they
-- have from elsewhere. What comes back to the visitor is the same for every address, known or not.

create table signin.plea (
  id        uuid primary key,
  person_id uuid not null references person,
  lost      text not null check (lost in ('factor', 'password')), -- the second factor alone, or the password (too)
  asked     timestamptz not null default app.now()
);
create index on signin.plea (person_id, asked desc);
create index on signin.plea (asked);
call app.protect('signin.plea');
create policy definer_reads on signin.plea for select to concord_definer using (true);
grant select on signin.plea to concord_definer;

-- The same statements run for an address that is known and for one that is not; a second plea within a day changes nothing.
create function app.plead(id uuid, of_email text, lost text, from_address text) returns boolean
language plpgsql security definer set search_path = public, app, pg_temp as $$
declare who uuid;
begin
  if current_setting('app.mode', true) is distinct from 'write' then
    raise exception 'a page that only reads' using errcode = 'insufficient_privilege';
  elsif not signin.take('plea ' || from_address, '10 min', '50 min') then
    return false;
  end if;
  select a.person_id into who from signin.account a join person p on p.id = a.person_id
   where lower(a.email) = lower(of_email) and (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now())
     and not exists (select from signin.plea q where q.person_id = a.person_id and q.asked > app.now() - interval '1 day');
  insert into signin.plea (id, person_id, lost) select plead.id, who, plead.lost where who is not null;
  insert into outbox (topic, object_id) values ('plea', plead.id);
  return true;
end $$;

-- Who can help: for a lost second factor those who validate in a council of theirs; for a lost password, and for whom staff trust with the
-- structure, members of staff. A plea is over when its owner signed in since, when somebody vouched since, and after seven days.
create view app.plea_helper as
  select l.id, l.person_id, l.lost, l.asked, h.person_id as helper_id, case h.capability when 'admission.validate' then h.council_id end as council_id
    from signin.plea l
   cross join lateral (
         select l.lost = 'password' or exists (select from held s join capability c on c.slug = s.capability
                  where s.person_id = l.person_id and c.class = 'structure' and s.since <= app.now() and s.until > app.now()) as by_staff) t
    join held h on h.since <= app.now() and h.until > app.now() and h.person_id <> l.person_id
     and case when t.by_staff then h.capability = 'factor.reset'
              else h.capability = 'admission.validate' and exists (select from appointment a where a.person_id = l.person_id and a.council_id = h.council_id
                                                                    and a.since <= app.now() and (a.until is null or a.until > app.now())) end
   where l.asked > app.now() - interval '7 days'
     and not exists (select from signin.session s where s.person_id = l.person_id and s.created > l.asked)
     and not exists (select from signin.factor_reset r where r.person_id = l.person_id and r.asked > l.asked);

-- Those that wait for the asker, once each.
create view app.my_plea with (security_barrier = true) as
  select x.id, p.name, x.lost, x.asked, x.person_id, coalesce(c.slug, '') as council_slug
    from (select distinct on (y.id) y.id, y.person_id, y.lost, y.asked, y.council_id
            from app.plea_helper y where y.helper_id = (select person_id from app.who) order by y.id, y.council_id) x
    join person p on p.id = x.person_id left join council c on c.id = x.council_id;

create function app.told_of_plea(of_plea uuid) returns table (person_id uuid) language plpgsql stable security definer set search_path = public, app, pg_temp as $$
begin
  return query select distinct h.helper_id from app.plea_helper h where h.id = of_plea
         union select l.person_id from signin.plea l where l.id = of_plea;
end $$;

-- The letter for one of them; its owner gets one, too, who may know nothing of it.
create function app.plea_letter(of_plea uuid, to_person uuid) returns table (who text, lost text, own boolean, council_slug text, person_id uuid)
language plpgsql stable security definer set search_path = public, app, pg_temp as $$
begin
  return query select p.name, l.lost, l.person_id = to_person, coalesce((select min(c.slug) from app.plea_helper h join council c on c.id = h.council_id where h.id = l.id and h.helper_id = to_person), ''), l.person_id
    from signin.plea l join person p on p.id = l.person_id
   where l.id = of_plea and (l.person_id = to_person or exists (select from app.plea_helper h where h.id = l.id and h.helper_id = to_person));
end $$;

grant create on schema app to concord_definer;
alter view app.plea_helper owner to concord_definer;
alter view app.my_plea owner to concord_definer;
revoke create on schema app from concord_definer;
revoke all on function app.plead(uuid, text, text, text), app.told_of_plea(uuid), app.plea_letter(uuid, uuid) from public;
grant select on app.my_plea to concord_app;
grant select on app.plea_helper to concord_owner;
grant execute on function app.plead(uuid, text, text, text) to concord_app;
grant execute on function app.told_of_plea(uuid), app.plea_letter(uuid, uuid) to concord_worker;

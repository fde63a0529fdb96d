-- Joining a council: somebody asks or is nominated, somebody in the council speaks for the applicant, and another person validates.
-- An impostor cannot walk that alone: applicant, sponsor and validator are three people, and the validator says how identity was checked.

-- ---------------------------------------------------------------------------------------------------------------------
-- Who sponsors and who validates

insert into office (slug, name, needs_seat, rank) values ('validator', 'Validator', false, 4);

insert into capability (slug, class, means) values
  ('admission.sponsor',  'content', 'Nominate for the council, and speak for those who ask to join'),
  ('admission.validate', 'content', 'Decide who joins, after somebody else spoke for them');

insert into office_may (kind, office, capability, reach, class)
select k.slug, m.office, m.capability, 'own', 'content'
  from council_kind k
 cross join (values
  ('chair', 'admission.sponsor'), ('chair', 'admission.validate'), ('vice-chair', 'admission.sponsor'), ('vice-chair', 'admission.validate'),
  ('secretary', 'admission.sponsor'), ('secretary', 'admission.validate'), ('representative', 'admission.sponsor'), ('alternate', 'admission.sponsor'),
  ('validator', 'admission.validate'), ('validator', 'roster.read')) m (office, capability)
 where k.base_circle = 'council' and k.has_seats and k.slug <> 'joint_room'
union all
select kind, office, capability, 'own', 'content'
  from (values
  ('community', 'secretary', 'admission.sponsor'), ('community', 'secretary', 'admission.validate'),
  ('community', 'validator', 'admission.validate'), ('community', 'validator', 'roster.read'),
  ('watch', 'watch-officer', 'admission.sponsor'), ('region', 'director', 'admission.sponsor')) m (kind, office, capability);

-- Where the asker sponsors and validates: in her own councils; staff in the bodies that CISA itself runs, and in no others.
create view app.sponsoring as
  select council_id from app.holding where capability = 'admission.sponsor'
  union all
  select t.council_id from council_kind_term t join council_kind k on k.slug = t.kind
   where k.roster_by = 'staff' and t.since <= app.now() and t.until > app.now()
     and (select true from app.holding where capability = 'council.record' limit 1);
create view app.validating as
  select council_id from app.holding where capability = 'admission.validate'
  union all
  select t.council_id from council_kind_term t join council_kind k on k.slug = t.kind
   where k.roster_by = 'staff' and t.since <= app.now() and t.until > app.now()
     and (select true from app.holding where capability = 'council.record' limit 1);

-- Whether a person may still do that in a council, whoever asks.
create function app.still(person uuid, in_council uuid, wanted text) returns boolean
language sql stable security definer set search_path = public, app, pg_temp as $$
  select exists (
    select from held h join person p on p.id = h.person_id
     where h.person_id = person and h.since <= app.now() and h.until > app.now()
       and (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now())
       and (h.capability = wanted and h.council_id = in_council
         or h.capability = 'council.record' and exists (
              select from council_kind_term t join council_kind k on k.slug = t.kind
               where t.council_id = in_council and k.roster_by = 'staff' and t.since <= app.now() and t.until > app.now())))
$$;

-- Whether somebody is there who could validate: until a workspace is handed over, nobody can be let into it.
create function app.admits(council uuid) returns boolean
language sql stable security definer set search_path = public, app, pg_temp as $$
  select exists (select from circle c join held h on h.circle_id = c.id and h.capability = 'admission.validate' and h.since <= app.now() and h.until > app.now()
                  where c.council_id = council and c.kind in ('council', 'community'))
$$;

-- ---------------------------------------------------------------------------------------------------------------------
-- Rules of behavior, in their dated versions, and who accepted which

create table rules_of_behavior (
  since timestamptz primary key,
  words text not null check (char_length(words) between 1 and 20000)
);
create table rules_accepted (
  person_id uuid not null references person,
  since     timestamptz not null references rules_of_behavior,
  at        timestamptz not null default app.now(),
  primary key (person_id, since)
);
insert into rules_of_behavior (since, words) values ('2026-01-01 12:00:00+00',
'You are let in as a person, for one organization. Nobody else uses your sign-in, not a colleague and not an assistant.

Each text carries a label. It says with whom you may share the text; share it with nobody else, also not by a picture or by an AI tool that keeps what it is given.

What you learn here you use to protect infrastructure: not for competition, pricing, bidding, lobbying or procurement.

You tell the council and the administrators at once when you change your post, when you lose your phone, or when something that was shared went astray.

What you do here is on record. The council sees the record of its own workspace.

Your right to be here ends with your office. What you took along in your memory stays under its label.');

-- ---------------------------------------------------------------------------------------------------------------------
-- One case, and its steps. Nothing is edited: what became of a case is its last step.

create table admission (
  id                 uuid primary key,
  council_id         uuid not null references council,
  origin             text not null check (origin in ('nomination', 'request')),
  organization_id    uuid references organization,
  organization_name  text not null default '' check (char_length(organization_name) <= 200), -- of one that is not on record yet
  office             text not null references office,
  seat_id            uuid,
  person_id          uuid references person,            -- null: known by name and address alone
  name               text not null check (char_length(name) between 1 and 200),
  email              text not null default '' check (char_length(email) <= 254),
  phone              text not null default '' check (char_length(phone) <= 60),
  supervisor         text not null default '' check (char_length(supervisor) <= 200),
  supervisor_contact text not null default '' check (char_length(supervisor_contact) <= 200),
  reason             text not null check (char_length(reason) between 1 and 2000),
  by_id              uuid references person,            -- null: a visitor
  at                 timestamptz not null default app.now(),
  closed             timestamptz,                       -- kept by trigger, so that what is open is found by an index
  check (organization_id is not null or organization_name <> ''),
  check (person_id is not null or email <> ''),
  -- Officers are chosen by the council as its charter says; nobody applies for them here.
  constraint admission_office check (office not in ('chair', 'vice-chair', 'secretary', 'validator')),
  foreign key (seat_id, council_id, organization_id) references seat (id, council_id, organization_id),
  unique (id, council_id)
);
create unique index admission_open_email on admission (council_id, lower(email)) where closed is null and email <> '';
create unique index admission_open_person on admission (council_id, person_id) where closed is null and person_id is not null;
create index admission_open on admission (council_id, at) where closed is null;
create index admission_closed on admission (council_id, closed desc, id) where closed is not null;
create index on admission (lower(email));
create index on admission (person_id);
create index on admission (by_id);
create trigger industry_only before insert or update on admission for each row execute function app.industry_only();

create table admission_step (
  id           bigint generated always as identity primary key,
  admission_id uuid not null,
  council_id   uuid not null,
  kind         text not null check (kind in ('asked', 'sponsored', 'validated', 'refused', 'withdrawn', 'invited', 'accepted', 'expired')),
  by_id        uuid references person,                  -- null: a visitor, or time
  by_name      text not null default '',                -- as it was then
  at           timestamptz not null default app.now(),
  checked      text check (checked in ('called', 'in person', 'known')),
  because      text not null default '' check (char_length(because) <= 2000),
  advice       text not null default '' check (char_length(advice) <= 1000),
  foreign key (admission_id, council_id) references admission (id, council_id),
  constraint admission_identity check ((kind = 'validated') = (checked is not null)),
  constraint admission_because check (kind not in ('sponsored', 'validated', 'refused') or because <> ''),
  constraint admission_advice check ((kind = 'refused') = (advice <> ''))
);
create index on admission_step (admission_id, id);
create index on admission_step (by_id);

-- ---------------------------------------------------------------------------------------------------------------------
-- The walk

create function app.admission_begins() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  new.name := coalesce((select name from person where id = new.person_id), new.name);
  return new;
end $$;
create trigger begins before insert on admission for each row execute function app.admission_begins();

create function app.admission_asks() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if not exists (select from council_kind_term t join office_may m on m.kind = t.kind and m.office = new.office
                  where t.council_id = new.council_id and t.since <= app.now() and t.until > app.now()) then
    raise exception 'this kind of council has no such office' using errcode = 'check_violation', constraint = 'office_of_kind';
  end if;
  if new.origin = 'request' and not (app.admits(new.council_id) and exists (
       select from council c join council_kind_term t on t.council_id = c.id join council_kind k on k.slug = t.kind
        where c.id = new.council_id and c.until > app.now() and k.public_face and t.since <= app.now() and t.until > app.now())) then
    raise exception 'nobody is there to decide' using errcode = 'check_violation', constraint = 'admission_nobody_decides';
  end if;
  insert into admission_step (admission_id, council_id, kind, by_id, by_name)
  values (new.id, new.council_id, 'asked', new.by_id, case when new.by_id is null then new.name else '' end);
  if new.origin = 'nomination' then -- who nominates speaks for the applicant
    insert into admission_step (admission_id, council_id, kind, by_id, because) values (new.id, new.council_id, 'sponsored', new.by_id, new.reason);
  end if;
  return null;
end $$;
create trigger asks after insert on admission for each row execute function app.admission_asks();

-- A validator completes what was left open, and changes nothing that was said.
create function app.admission_settles() returns trigger language plpgsql as $$
begin
  if old.closed is not null or new.organization_id is distinct from coalesce(old.organization_id, new.organization_id)
     or new.seat_id is distinct from coalesce(old.seat_id, new.seat_id) then
    raise exception 'what was said is not changed' using errcode = 'check_violation', constraint = 'admission_said';
  end if;
  return new;
end $$;
create trigger settles before update of organization_id, seat_id on admission for each row execute function app.admission_settles();

create function app.step_named() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  new.by_name := coalesce((select name from person where id = new.by_id), new.by_name);
  return new;
end $$;
create trigger named before insert on admission_step for each row execute function app.step_named();

-- After the row, so that whoever may not is refused before he is told how far the case is. The case is locked: of two who decide at
-- once the second is told.
create function app.admission_walks() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
declare
  c admission;
  last text;
begin
  select * into c from admission where id = new.admission_id for update;
  last := (select kind from admission_step where admission_id = c.id and id < new.id order by id desc limit 1);
  if not coalesce(case new.kind
       when 'asked' then last is null
       when 'sponsored' then last = 'asked'
       when 'validated' then last = 'sponsored'
       when 'invited' then last in ('validated', 'invited', 'expired')
       when 'refused' then last in ('asked', 'sponsored')
       when 'withdrawn' then last in ('asked', 'sponsored', 'invited')
       else last = 'invited' end, false) then
    raise exception 'the case is further' using errcode = 'check_violation', constraint = 'admission_moved_on';
  end if;
  if new.kind in ('sponsored', 'validated', 'invited')
     and (new.by_id = c.person_id or exists (select from signin.account a where a.person_id = new.by_id and lower(a.email) = lower(c.email))
       or new.kind <> 'sponsored' and (c.origin = 'nomination' and new.by_id = c.by_id
         or exists (select from admission_step s where s.admission_id = c.id and s.kind = 'sponsored' and s.by_id = new.by_id))) then
    raise exception 'applicant, sponsor and validator are three people' using errcode = 'check_violation', constraint = 'admission_three_people';
  end if;
  if new.kind = 'validated' and c.organization_id is null then
    raise exception 'the organization is not on record' using errcode = 'check_violation', constraint = 'admission_organization';
  end if;
  if new.kind = 'validated' and c.seat_id is null and (select needs_seat from office where slug = c.office) then
    raise exception 'the organization holds no seat' using errcode = 'check_violation', constraint = 'admission_seat';
  end if;
  if new.kind in ('refused', 'withdrawn', 'accepted', 'expired') then
    update admission set closed = app.now() where id = c.id;
    update signin.invitation set cancelled = app.now() where admission_id = c.id and used is null and cancelled is null;
  elsif c.closed is not null then
    update admission set closed = null where id = c.id;
  end if;
  if new.kind = 'refused' then
    insert into outbox (topic, object_id) values ('refused', c.id);
  elsif new.kind = 'accepted' then
    insert into appointment (id, person_id, council_id, office, seat_id, organization_id, invented)
    select c.id, new.by_id, c.council_id, c.office, c.seat_id, o.id, o.invented from organization o where o.id = c.organization_id;
  end if;
  return null;
end $$;

-- ---------------------------------------------------------------------------------------------------------------------
-- The invitation: bound to address, council, office, sponsor and validator; good for seven days and once. Who has an account already
-- accepts in the portal, and no link opens anything for her.

alter table signin.invitation drop constraint invitation_kind_check;
alter table signin.invitation
  alter column person_id drop not null,
  add column admission_id uuid references admission,
  add constraint invitation_kind_check check (kind in ('enroll', 'factor', 'account', 'join')),
  add constraint invitation_whom check ((kind = 'join') = (admission_id is not null) and (kind = 'join') = (person_id is null));
create unique index invitation_joins on signin.invitation (admission_id) where used is null and cancelled is null;
create trigger walks after insert on admission_step for each row execute function app.admission_walks();

-- Cases that the asker made or that are about herself, whatever she may see of the council; how identity was checked is not hers to read.
create view app.my_admission as
  select a.*, m.applicant
    from (select x.id, bool_or(x.applicant) as applicant
            from (select a.id, true as applicant from app.who w join admission a on a.person_id = w.person_id
                  union all
                  select a.id, true from app.who w join signin.account c on c.person_id = w.person_id join admission a on lower(a.email) = lower(c.email)
                  union all
                  select a.id, false from app.who w join admission a on a.by_id = w.person_id) x
           group by x.id) m
    join admission a on a.id = m.id;
create view app.my_admission_step as
  select s.id, s.admission_id, s.kind, s.by_id, s.by_name, s.at, case when s.kind = 'validated' then '' else s.because end as because, s.advice
    from app.my_admission m join admission_step s on s.admission_id = m.id;

-- What became of a case: its last step, or that its invitation is over. sponsor_id is who spoke for the applicant. Derived in one place,
-- for two who ask: the council's deciders through the policy of the tables, and whose own case it is.
do $$
declare derived text := $view$
  select a.id as admission_id, case when s.kind = 'invited' and s.at + interval '7 days' <= app.now() then 'expired' else s.kind end as state,
         s.at as since, s.by_id, p.by_id as sponsor_id, coalesce(p.by_name, '') as sponsor
    from admission a
   cross join lateral (select kind, at, by_id from admission_step where admission_id = a.id order by id desc limit 1) s
    left join lateral (select by_id, by_name from admission_step where admission_id = a.id and kind = 'sponsored' order by id desc limit 1) p on true$view$;
begin
  execute 'create view app.admission_state with (security_invoker = true) as' || derived;
  execute 'create view app.my_admission_state as' || derived || ' where a.id = any (array(select id from app.my_admission))';
end $$;

-- The oldest open cases that wait for the asker, to sponsor or to decide; few are open at a time. Its own view, since every page counts them.
create view app.case_waiting as
  select a.id, case s.state when 'asked' then 'sponsor' else 'validate' end as needs, a.name, a.council_id, s.since
    from app.who me
   cross join lateral (
         select id, council_id, name, person_id from admission
          where closed is null and council_id = any (array(select council_id from app.sponsoring union all select council_id from app.validating)) order by at limit 100) a
    join app.admission_state s on s.admission_id = a.id
   where a.person_id is distinct from me.person_id
     and (s.state = 'asked' and a.council_id = any (array(select council_id from app.sponsoring))
       or s.state = 'sponsored' and s.sponsor_id <> me.person_id and a.council_id = any (array(select council_id from app.validating)));

-- Why an invitation does not count any more; null while it does.
create function app.join_trouble(of_admission uuid) returns text
language sql stable security definer set search_path = public, app, pg_temp as $$
  select case
    when st.state <> 'invited' then 'over'
    when not app.still(st.by_id, a.council_id, 'admission.validate') or not app.still(st.sponsor_id, a.council_id, 'admission.sponsor') then 'inviter'
    when a.seat_id is not null and not exists (select from seat s where s.id = a.seat_id and s.since <= app.now() and (s.until is null or s.until > app.now())) then 'seat'
    when a.office = 'representative' and exists (
         select from appointment t where t.seat_id = a.seat_id and t.office = 'representative' and t.since <= app.now() and (t.until is null or t.until > app.now())) then 'taken'
    end
    from admission a join app.admission_state st on st.admission_id = a.id where a.id = of_admission
$$;

create function app.writer() returns uuid language plpgsql stable set search_path = public, app, pg_temp as $$
declare me uuid := (select person_id from app.who);
begin
  if current_setting('app.mode', true) is distinct from 'write' or me is null then
    raise exception 'sign in first' using errcode = 'insufficient_privilege';
  end if;
  return me;
end $$;

-- A visitor without account asks to join. false: too many ask from there, or of this council. What comes back says nothing of the address.
create function app.ask_to_join(id uuid, council uuid, name text, email text, phone text, organization text, office text, supervisor text, supervisor_contact text,
  reason text, from_address text) returns boolean
language plpgsql security definer set search_path = public, app, pg_temp as $$
declare known uuid;
begin
  if current_setting('app.mode', true) is distinct from 'write' then
    raise exception 'a page that only reads' using errcode = 'insufficient_privilege';
  elsif not signin.take('join ' || from_address, '10 min', '50 min') or not signin.take('join council ' || council, '2 min', '2 hours') then
    return false;
  end if;
  select o.id into known from organization o
   where (lower(o.name) = lower(organization) or lower(o.abbr) = lower(organization)) and (o.until is null or o.until > app.now()) order by lower(o.name) = lower(organization) desc, o.id limit 1;
  insert into admission (id, council_id, origin, organization_id, organization_name, office, name, email, phone, supervisor, supervisor_contact, reason)
  values (ask_to_join.id, council, 'request', known, organization, ask_to_join.office, ask_to_join.name, ask_to_join.email, ask_to_join.phone,
          ask_to_join.supervisor, ask_to_join.supervisor_contact, ask_to_join.reason)
  on conflict do nothing;
  return true;
end $$;

-- Whoever validated invites, and invites again where the first invitation went astray.
create function app.invite_applicant(of_admission uuid, id uuid, hash bytea, token text) returns void
language plpgsql security definer set search_path = public, app, pg_temp as $$
declare
  me uuid := app.writer();
  c admission;
begin
  select * into c from admission a where a.id = of_admission and a.council_id = any (array(select council_id from app.validating));
  if not found then
    raise exception 'does not validate there' using errcode = 'insufficient_privilege';
  end if;
  insert into admission_step (admission_id, council_id, kind, by_id) values (c.id, c.council_id, 'invited', me);
  update signin.invitation i set cancelled = app.now() where i.admission_id = c.id and i.used is null and i.cancelled is null;
  insert into signin.invitation (id, hash, email, kind, made_by, admission_id)
  values (invite_applicant.id, invite_applicant.hash,
          coalesce((select a.email from signin.account a where a.person_id = c.person_id), c.email), 'join', me, c.id);
  insert into signin.letter (invitation_id, token)
  select invite_applicant.id, invite_applicant.token
   where c.person_id is null and not exists (select from signin.account a where lower(a.email) = lower(c.email));
  insert into outbox (topic, object_id) values ('join', invite_applicant.id);
end $$;

-- The one way in: the invitation is used up, the newest rules are accepted, and the last step makes the appointment.
create function app.enter_council(of_admission uuid, person uuid, rules timestamptz) returns void
language plpgsql security definer set search_path = public, app, pg_temp as $$
declare trouble text := app.join_trouble(of_admission);
begin
  if trouble is not null then
    raise exception 'the invitation does not count any more' using errcode = 'check_violation', constraint = 'join_' || trouble;
  end if;
  update signin.invitation i set used = app.now()
   where i.admission_id = of_admission and i.used is null and i.cancelled is null and i.expires > app.now();
  if not found then
    raise exception 'the invitation is used' using errcode = 'check_violation', constraint = 'join_over';
  end if;
  insert into rules_accepted (person_id, since) select person, rules
   where rules = (select since from rules_of_behavior where since <= app.now() order by since desc limit 1) on conflict do nothing;
  if not exists (select from rules_accepted r where r.person_id = person
                    and r.since = (select since from rules_of_behavior where since <= app.now() order by since desc limit 1)) then
    raise exception 'the rules are not accepted' using errcode = 'check_violation', constraint = 'join_rules';
  end if;
  insert into admission_step (admission_id, council_id, kind, by_id) select a.id, a.council_id, 'accepted', person from admission a where a.id = of_admission;
end $$;

-- Somebody with an account accepts, signed in.
create function app.accept_admission(of_admission uuid, rules timestamptz) returns void
language plpgsql security definer set search_path = public, app, pg_temp as $$
declare me uuid := app.writer();
begin
  if not exists (select from app.my_admission m where m.id = of_admission and m.applicant) then
    raise exception 'not the applicant' using errcode = 'insufficient_privilege';
  end if;
  perform app.enter_council(of_admission, me, rules);
end $$;

-- Somebody new enrolls by the link: the person comes into being with the appointment.
create function app.join_council(link bytea, person uuid, rules timestamptz) returns void
language plpgsql security definer set search_path = public, app, pg_temp as $$
declare c admission;
begin
  select a.* into c from signin.invitation i join admission a on a.id = i.admission_id where i.hash = link;
  insert into person (id, name, organization_id, invented)
  select join_council.person, c.name, o.id, o.invented from organization o where o.id = c.organization_id;
  perform app.enter_council(c.id, join_council.person, rules);
end $$;

-- What a link that leads into a council stands for, for whoever opens it.
create view app.joining as
  select i.id as invitation_id, a.name, f.name as office, k.name as council, o.name as organization, r.since as rules_since, r.words as rules,
         exists (select from signin.account c where lower(c.email) = lower(i.email)) as known
    from signin.invitation i join admission a on a.id = i.admission_id join office f on f.slug = a.office join council k on k.id = a.council_id
    join organization o on o.id = a.organization_id
   cross join lateral (select since, words from rules_of_behavior where since <= app.now() order by since desc limit 1) r;

-- ---------------------------------------------------------------------------------------------------------------------
-- Mail

-- The letter of an invitation as long as it opens something; without a token for who has an account, and accepts there.
create function app.join_letter(of_invitation uuid) returns table (name text, email text, token text, expires timestamptz, admission_id uuid, office text, council text,
  organization text, sponsor text)
language sql stable security definer set search_path = public, app, pg_temp as $$
  select a.name, i.email, coalesce(l.token, ''), i.expires, a.id, f.name, k.name, o.name, coalesce(p.name, '')
    from signin.invitation i join admission a on a.id = i.admission_id join office f on f.slug = a.office join council k on k.id = a.council_id
    join organization o on o.id = a.organization_id join app.admission_state st on st.admission_id = a.id left join person p on p.id = st.sponsor_id
    left join signin.letter l on l.invitation_id = i.id
   where i.id = of_invitation and i.used is null and i.cancelled is null and i.expires > app.now() and app.join_trouble(a.id) is null
$$;

-- A refusal goes to who asked: the applicant, or whoever nominated.
create function app.refusal_letter(of_admission uuid) returns table (name text, email text, applicant text, council text, because text, advice text)
language sql stable security definer set search_path = public, app, pg_temp as $$
  select coalesce(p.name, a.name), coalesce(c.email, a.email), a.name, k.name, s.because, s.advice
    from admission a join council k on k.id = a.council_id join admission_step s on s.admission_id = a.id and s.kind = 'refused'
    left join person p on p.id = a.by_id left join signin.account c on c.person_id = p.id
   where a.id = of_admission and coalesce(c.email, a.email) <> ''
$$;

-- Validators for whom something waits, for their daily mail.
create function app.validators_awaited() returns table (person_id uuid)
language sql stable security definer set search_path = public, app, pg_temp as $$
  select distinct h.person_id
    from admission a join app.admission_state st on st.admission_id = a.id and st.state = 'sponsored'
    join circle c on c.council_id = a.council_id and c.kind in ('council', 'community')
    join held h on h.circle_id = c.id and h.capability = 'admission.validate' and h.since <= app.now() and h.until > app.now()
    join signin.account x on x.person_id = h.person_id
   where a.closed is null and h.person_id is distinct from st.sponsor_id and h.person_id is distinct from a.person_id
$$;

-- Invitations that nobody took up are over.
create function app.expire_admissions() returns void
language sql security definer set search_path = public, app, pg_temp as $$
  insert into admission_step (admission_id, council_id, kind)
  select a.id, a.council_id, 'expired' from admission a
   where a.closed is null and (select s.kind = 'invited' and s.at + interval '7 days' <= app.now() from admission_step s where s.admission_id = a.id order by s.id desc limit 1)
$$;

-- ---------------------------------------------------------------------------------------------------------------------
-- Behind the wall

call app.protect('rules_of_behavior');
call app.protect('rules_accepted');
call app.protect('admission');
call app.protect('admission_step');

create policy anyone_reads on rules_of_behavior for select to concord_app, concord_definer using (true);
grant select on rules_of_behavior to concord_app, concord_definer;
create policy own on rules_accepted for all to concord_app using (person_id = any (array(select person_id from app.who)))
  with check (person_id = any (array(select person_id from app.who)));
create policy definer_acts on rules_accepted for all to concord_definer using (true) with check (true);
grant select, insert on rules_accepted to concord_definer;
grant select, insert (person_id, since) on rules_accepted to concord_app;

create policy council_reads on admission for select to concord_app, concord_worker using (
  council_id = any (array(select council_id from app.sponsoring union all select council_id from app.validating)));
create policy asker_adds on admission for insert to concord_app with check (
  by_id = any (array(select person_id from app.who))
  and case origin when 'nomination' then council_id = any (array(select council_id from app.sponsoring))
                  else person_id = any (array(select person_id from app.who)) end);
create policy validator_settles on admission for update to concord_app using (council_id = any (array(select council_id from app.validating)));
create policy definer_acts on admission for all to concord_definer using (true) with check (true);
grant select, insert (id, council_id, origin, organization_id, organization_name, office, seat_id, person_id, name, email, phone, supervisor, supervisor_contact, reason, by_id),
  update (organization_id, seat_id) on admission to concord_app;
grant select on admission to concord_worker;
grant select, insert on admission to concord_definer;

create policy council_reads on admission_step for select to concord_app, concord_worker using (
  council_id = any (array(select council_id from app.sponsoring union all select council_id from app.validating)));
create policy decider_adds on admission_step for insert to concord_app with check (
  by_id = any (array(select person_id from app.who))
  and case kind
      when 'sponsored' then council_id = any (array(select council_id from app.sponsoring))
      when 'validated' then council_id = any (array(select council_id from app.validating))
      when 'refused' then council_id = any (array(select council_id from app.validating))
      when 'withdrawn' then admission_id = any (array(select id from app.my_admission)) or council_id = any (array(select council_id from app.validating))
      else false end);
create policy definer_acts on admission_step for all to concord_definer using (true) with check (true);
grant select, insert (admission_id, council_id, kind, by_id, checked, because, advice) on admission_step to concord_app;
grant select on admission_step to concord_worker;
grant select, insert on admission_step to concord_definer;

create policy definer_acts on signin.attempt for all to concord_definer using (true) with check (true);
grant select, insert, update on signin.attempt to concord_definer;
create policy definer_adds on person for insert to concord_definer with check (true);
grant insert on person to concord_definer;
create policy definer_reads on seat for select to concord_definer using (true);
grant select on seat to concord_definer;
grant update (used) on signin.invitation to concord_definer;
grant execute on function signin.take(text, interval, interval) to concord_definer;

revoke all on function app.still(uuid, uuid, text), app.admits(uuid), app.join_trouble(uuid), app.writer(),
  app.ask_to_join(uuid, uuid, text, text, text, text, text, text, text, text, text), app.invite_applicant(uuid, uuid, bytea, text),
  app.enter_council(uuid, uuid, timestamptz), app.accept_admission(uuid, timestamptz), app.join_council(bytea, uuid, timestamptz), app.join_letter(uuid), app.refusal_letter(uuid),
  app.validators_awaited(), app.expire_admissions() from public;
grant create on schema app to concord_definer;
do $$
declare f text;
begin
  foreach f in array array['still(uuid, uuid, text)', 'admits(uuid)', 'join_trouble(uuid)', 'writer()',
    'ask_to_join(uuid, uuid, text, text, text, text, text, text, text, text, text)', 'invite_applicant(uuid, uuid, bytea, text)', 'enter_council(uuid, uuid, timestamptz)',
    'accept_admission(uuid, timestamptz)', 'join_council(bytea, uuid, timestamptz)', 'join_letter(uuid)', 'refusal_letter(uuid)', 'validators_awaited()', 'expire_admissions()'] loop
    execute 'alter function app.' || f || ' owner to concord_definer';
  end loop;
  foreach f in array array['sponsoring', 'validating', 'case_waiting', 'my_admission', 'my_admission_step', 'my_admission_state', 'joining'] loop
    execute 'alter view app.' || f || ' owner to concord_definer';
  end loop;
end $$;
revoke create on schema app from concord_definer;
grant execute on function app.admits(uuid), app.join_trouble(uuid), app.ask_to_join(uuid, uuid, text, text, text, text, text, text, text, text, text),
  app.invite_applicant(uuid, uuid, bytea, text), app.accept_admission(uuid, timestamptz) to concord_app;
grant execute on function app.join_trouble(uuid), app.join_council(bytea, uuid, timestamptz) to concord_signin;
grant execute on function app.join_letter(uuid), app.refusal_letter(uuid), app.validators_awaited(), app.expire_admissions() to concord_worker;
grant execute on function app.admits(uuid) to concord_owner;
grant select on app.sponsoring, app.validating to concord_app, concord_worker, concord_owner;
grant select on app.case_waiting, app.my_admission, app.my_admission_step, app.my_admission_state to concord_app;
grant select on app.admission_state to concord_app, concord_worker, concord_definer;
grant select on app.joining to concord_signin;

-- A member of staff alone gets nowhere: whatever one administrator does with the structure never ends in reading a council that did not let
-- them in. What could is a proposal of two, and where a council has living officers one of these agrees, or lets the days pass that it has.

-- ---------------------------------------------------------------------------------------------------------------------
-- Who speaks for a council

-- Officers as the council has them, whatever staff did to their accounts: who is suspended cannot answer, and is no reason not to ask.
create function app.officers(of_council uuid) returns table (person_id uuid) language sql stable security definer set search_path = public, app, pg_temp as $$
  select distinct a.person_id from appointment a
   where a.council_id = of_council and a.office in ('chair', 'vice-chair', 'secretary') and a.since <= app.now() and (a.until is null or a.until > app.now())
$$;
-- How long a council has to answer; then what was proposed takes effect.
create function app.council_answers_within() returns interval language sql immutable parallel safe as $$select interval '14 days'$$;

-- Councils of which the asker is an officer.
create view app.officering with (security_barrier) as select y.council_id from (
  select a.council_id from app.who w join appointment a on a.person_id = w.person_id
   where a.office in ('chair', 'vice-chair', 'secretary') and a.since <= app.now() and (a.until is null or a.until > app.now())) y;

-- ---------------------------------------------------------------------------------------------------------------------
-- More that takes two: a workspace handed over, a council that enters a sector's community, the address by which somebody who serves in a
-- council gets an account, and who administers an organization.

alter table proposal
  add column chosen_on   date,
  add column document    text check (char_length(document) between 1 and 500),
  add column told_by     text check (char_length(told_by) between 1 and 200),
  add column sector      text references sector,
  add column asks_id     uuid references council,   -- whose officers are asked once it is confirmed
  add column asked       timestamptz,               -- when they were
  add column agreed      timestamptz,
  add column objected    timestamptz,
  add column objection   text not null default '' check (char_length(objection) <= 1000),
  add column answered_by uuid references person,    -- of them; nobody: the days passed
  add column done        timestamptz,
  add constraint proposal_answer check (num_nonnulls(agreed, objected) < 2 and (num_nonnulls(agreed, objected) = 0 or asked is not null)),
  add constraint proposal_asked check (asked is null or asks_id is not null and confirmed is not null),
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
    else num_nonnulls(office, kind, capability, reach) = 4 and num_nonnulls(council_id, person_id, term) = 0 end),
  drop constraint proposal_check1,
  add constraint proposal_check1 check ((act in ('address', 'invitation')) = (email is not null)),
  add constraint proposal_told check ((act = 'hand-over') = (num_nonnulls(chosen_on, document, told_by) = 3) and (act = 'community') = (sector is not null));
update proposal set done = confirmed where confirmed is not null;
create index proposal_answering on proposal (asks_id, asked) where asked is not null and done is null and objected is null;
create index on proposal (answered_by);
create index on proposal (sector);

-- The community of a sector that a council would enter with it, where it would and there is one.
create function app.community_of(of_sector text) returns uuid language sql stable security definer set search_path = public, app, pg_temp as $$
  select c.id from council_sector s join council c on c.id = s.council_id and c.until > app.now() join council_kind_term t on t.council_id = c.id and t.kind = 'community' and t.until > app.now()
   where s.sector = of_sector order by c.id limit 1
$$;

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

-- Whom a workspace can be handed to, asked when it is proposed: what would be refused at the end is refused at the beginning.
create function app.hand_over_fits(of_council uuid, of_person uuid, of_office text, proposer uuid) returns void language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if of_person = proposer then
    raise exception 'nobody appoints himself' using errcode = 'check_violation', constraint = 'appointment_self';
  elsif of_office not in ('chair', 'vice-chair', 'secretary') then
    raise exception 'no officer' using errcode = 'check_violation', constraint = 'hand_over_office';
  elsif not exists (select from council_kind_term t join council_kind k on k.slug = t.kind and k.roster_by <> 'staff' join office_may m on m.kind = t.kind and m.office = of_office
                     where t.council_id = of_council and t.until > app.now()) then
    raise exception 'this kind of council has no such office' using errcode = 'check_violation', constraint = 'office_of_kind';
  elsif exists (select from appointment a where a.person_id = of_person and a.council_id = of_council and a.office = of_office and (a.until is null or a.until > app.now())) then
    raise exception 'the person holds this office' using errcode = 'unique_violation', constraint = 'appointed_once';
  elsif (select c.industry_only from council c where c.id = of_council)
     and (select o.government from person p join organization o on o.id = p.organization_id where p.id = of_person) then
    raise exception 'government bodies do not sit in an industry council' using errcode = 'check_violation', constraint = 'industry_only';
  end if;
end $$;

create or replace function app.proposal_is_decided() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
declare me uuid;
begin
  me := app.staff_with('proposal.decide'); -- first of all: others learn nothing from what is wrong with it
  if old.confirmed is not null or old.refused is not null or old.proposed <= app.now() - interval '7 days' then
    raise exception 'it is over' using errcode = 'check_violation', constraint = 'proposal_over';
  end if;
  if new.confirmed is not null and me = old.proposed_by then
    raise exception 'a second person confirms' using errcode = 'check_violation', constraint = 'proposal_second';
  -- Administrators decide about their own office, for nobody else is there.
  elsif new.confirmed is not null and (me is not distinct from old.person_id or old.act = 'right' and old.kind <> 'administration' and exists (
          select from appointment a join council_kind_term t on t.council_id = a.council_id and t.kind = old.kind and t.since <= app.now() and t.until > app.now()
           where a.person_id = me and a.office = old.office and a.since <= app.now() and (a.until is null or a.until > app.now()))) then
    raise exception 'who gains does not confirm' using errcode = 'check_violation', constraint = 'proposal_self';
  elsif new.confirmed is not null and old.act = 'right' and not old.alarmed and app.is_alarm(app.widest(old.kind, old.office, old.capability, old.reach)) then
    raise exception 'more would gain than when it was proposed' using errcode = 'check_violation', constraint = 'proposal_grown';
  end if;
  new.confirmed := case when new.confirmed is not null then app.now() end;
  new.refused := case when new.confirmed is null then app.now() end;
  new.decided_by := me;
  -- A council that has officers is asked; one that has none is nobody's yet, and two members of staff are enough.
  if new.confirmed is not null then
    new.asked := case when exists (select from app.officers(old.asks_id)) then app.now() end;
    new.done := case when new.asked is null then app.now() end;
  end if;
  return new;
end $$;

-- An officer of the council agrees, or objects, which ends it.
create function app.proposal_is_answered() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
declare me uuid := (select person_id from app.who);
begin
  if session_user = 'concord_worker' then
    return new; -- the days have passed
  elsif me is null or not exists (select from app.officers(old.asks_id) o where o.person_id = me) then
    raise exception 'its officers answer' using errcode = 'insufficient_privilege';
  elsif old.asked is null or old.done is not null or old.objected is not null or old.asked <= app.now() - app.council_answers_within() then
    raise exception 'it is over' using errcode = 'check_violation', constraint = 'answer_over';
  elsif new.agreed is not null and me in (old.person_id, old.proposed_by, old.decided_by) then
    raise exception 'somebody else agrees' using errcode = 'check_violation', constraint = 'answer_self';
  end if;
  new.agreed := case when new.agreed is not null then app.now() end;
  new.objected := case when new.agreed is null then app.now() end;
  new.done := new.agreed;
  new.answered_by := me;
  return new;
end $$;
create trigger answered before update of agreed, objected, objection on proposal for each row execute function app.proposal_is_answered();

-- What was proposed happens: at once, when an officer agreed, or when the days have passed.
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
drop trigger done on proposal;
create trigger done after insert or update of confirmed, agreed, done on proposal for each row execute function app.proposal_is_done();

-- What a council let pass takes effect. What cannot any more, since the person left or holds the office, ends, and says why.
create function app.proposals_fall_due() returns int language plpgsql security definer set search_path = public, app, pg_temp as $$
declare due uuid; n int := 0; said text;
begin
  for due in select id from proposal where asked <= app.now() - app.council_answers_within() and done is null and objected is null order by asked for update skip locked loop
    begin
      update proposal set done = app.now() where id = due;
    exception when check_violation or unique_violation or foreign_key_violation then
      get stacked diagnostics said = message_text;
      update proposal set objected = app.now(), objection = 'It could not take effect any more: ' || said where id = due;
    end;
    n := n + 1;
  end loop;
  return n;
end $$;

-- An officer's answer; what it means is the trigger's.
create function app.answer_question(of_proposal uuid, agrees boolean, why text) returns void language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if current_setting('app.mode', true) is distinct from 'write'
     or not exists (select from proposal p join app.officering o on o.council_id = p.asks_id where p.id = of_proposal and p.asked is not null) then
    raise exception 'not asked of theirs' using errcode = 'insufficient_privilege';
  end if;
  update proposal set agreed = case when agrees then app.now() end, objected = case when not agrees then app.now() end, objection = case when agrees then '' else why end where id = of_proposal;
end $$;

create policy definer_reads on proposal for select to concord_definer using (true);
grant select on proposal to concord_definer;
grant insert (chosen_on, document, told_by, sector) on proposal to concord_app;

-- A workspace is handed over, and an administrator of an organization named, by a proposal and in no other way.
drop policy staff_add on hand_over;
revoke insert on hand_over from concord_app;
drop policy staff_add on organization_administrator;
revoke insert (id, organization_id, person_id) on organization_administrator from concord_app;

-- ---------------------------------------------------------------------------------------------------------------------
-- The mail to each officer

create function app.told_of_question(of_proposal uuid) returns table (person_id uuid) language sql stable security definer set search_path = public, app, pg_temp as $$
  select o.person_id from proposal p cross join lateral app.officers(p.asks_id) o where p.id = of_proposal and p.asked is not null and p.done is null and p.objected is null
$$;
create function app.question_letter(of_proposal uuid, to_person uuid)
returns table (name text, email text, act text, asked_council text, slug text, council text, subject text, organization text, office text, chosen_on date, document text, told_by text, sector text, proposer text, until timestamptz)
language sql stable security definer set search_path = public, app, pg_temp as $$
  select w.name, m.email, p.act, a.short_name, a.slug, c.short_name, coalesce(n.name, ''), coalesce(o.name, ''), coalesce(f.name, ''), p.chosen_on, coalesce(p.document, ''), coalesce(p.told_by, ''),
         coalesce(s.name, ''), app.named(p.proposed_by), p.asked + app.council_answers_within()
    from proposal p join council a on a.id = p.asks_id join council c on c.id = p.council_id
    left join person n on n.id = p.person_id left join organization o on o.id = n.organization_id left join office f on f.slug = p.office left join sector s on s.slug = p.sector
    join app.officers(p.asks_id) t on t.person_id = to_person
    join person w on w.id = t.person_id and (w.suspended is null or w.suspended > app.now()) and (w.expires is null or w.expires > app.now())
    join signin.account m on m.person_id = w.id
   where p.id = of_proposal and p.asked is not null and p.done is null and p.objected is null
$$;

-- What waits for an officer's answer: as little as the first page needs.
create view app.question_waiting with (security_barrier) as select y.* from (
  select p.id, p.act, p.asks_id, p.office, p.asked, p.asked + app.council_answers_within() as until from proposal p
   where p.asked is not null and p.done is null and p.objected is null and p.asks_id = any (array(select council_id from app.officering))) y;

-- What is asked of a council, as its officers read it: the names of who is concerned and who asks come with the question.
create view app.question with (security_barrier) as select y.* from (
  select p.id, p.act, p.asks_id, p.council_id, coalesce(n.name, '') as person, coalesce(o.name, '') as organization, p.office, p.chosen_on, p.document, p.told_by, p.sector,
         b.name as proposed_by, d.name as confirmed_by, p.asked, p.asked + app.council_answers_within() as until,
         p.agreed, p.objected, p.objection, coalesce(r.name, '') as answered_by, p.done,
         coalesce((select true from app.who w where w.person_id in (p.person_id, p.proposed_by, p.decided_by)), false) as concerns_me
    from proposal p join person b on b.id = p.proposed_by join person d on d.id = p.decided_by left join person r on r.id = p.answered_by
    left join person n on n.id = p.person_id left join organization o on o.id = n.organization_id
   where p.asked is not null and p.asks_id = any (array(select council_id from app.officering))) y;

-- ---------------------------------------------------------------------------------------------------------------------
-- Nobody appoints himself, and nobody says that he works for another organization, or that his own is of the other side.

-- Asked of the web's own hand alone: who accepts an invitation into a council is appointed by what the council said before. Who alone keeps a
-- roster has nobody else to ask. After the row, so that whoever may not appoint here is refused before he is told who keeps it.
create function app.appoints_another() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if new.person_id = (select person_id from app.who) and exists (select from app.keepers(new.council_id) k where k.person_id <> new.person_id) then
    raise exception 'nobody appoints himself' using errcode = 'check_violation', constraint = 'appointment_self';
  end if;
  return null;
end $$;
create trigger another after insert on appointment for each row when (current_user = 'concord_app') execute function app.appoints_another();

create function app.moves_another() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if session_user = 'concord_app' and exists (select from app.who w
       where case tg_table_name when 'person' then w.person_id = new.id else w.organization_id = new.id end) then
    raise exception 'another one does' using errcode = 'check_violation', constraint = tg_table_name || '_own';
  end if;
  return new;
end $$;
create trigger another before update of organization_id on person for each row when (old.organization_id <> new.organization_id) execute function app.moves_another();
create trigger another before update of kind on organization for each row when (old.kind <> new.kind) execute function app.moves_another();

-- Staff who keep a roster because its council said so keep its seats; who speaks for one is not theirs to choose.
create function app.keeper_hands_over() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if new.asked_by <> new.outgoing_id and not exists (
       select from app.holding h where h.council_id = new.council_id and h.capability in ('roster.edit', 'roster.committee', 'roster.election')) then
    raise exception 'staff choose nobody' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger by_officers before insert on succession for each row execute function app.keeper_hands_over();

-- ---------------------------------------------------------------------------------------------------------------------
-- The account of somebody who serves in a council: who chooses the address of its first link could be them.

create function app.invitation_fits(of_person uuid, new_email text) returns void language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if exists (select from signin.account a where a.person_id = of_person) then
    raise exception 'enrolled' using errcode = 'check_violation', constraint = 'invitation_enrolled';
  elsif exists (select from signin.account a where lower(a.email) = lower(new_email))
     or exists (select from signin.invitation i where lower(i.email) = lower(new_email) and i.person_id <> of_person and i.used is null and i.cancelled is null and i.expires > app.now()) then
    raise exception 'address in use' using errcode = 'unique_violation', constraint = 'account_email';
  end if;
end $$;

create or replace function app.invite(id uuid, person uuid, email text, hash bytea) returns void
language plpgsql security definer set search_path = public, app, pg_temp as $$
declare staff uuid := app.staff_with('person.add');
begin
  perform app.invitation_fits(invite.person, invite.email);
  if app.serves(invite.person)
     and not exists (select from proposal p where p.act = 'invitation' and p.person_id = invite.person and lower(p.email) = lower(invite.email) and p.done > app.now() - interval '7 days') then
    raise exception 'two choose the address' using errcode = 'check_violation', constraint = 'invitation_two';
  end if;
  update signin.invitation i set cancelled = app.now() where i.person_id = invite.person and i.used is null and i.cancelled is null;
  insert into signin.invitation (id, hash, person_id, email, kind, made_by)
  values (invite.id, invite.hash, invite.person, invite.email, 'enroll', staff);
end $$;

-- Somebody holds what a council, an office or an organization gave, now or from a day on.
create function app.serves(of_person uuid) returns boolean language sql stable security definer set search_path = public, app, pg_temp as $$
  select exists (select from appointment a where a.person_id = of_person and (a.until is null or a.until > app.now()))
      or exists (select from organization_administrator m where m.person_id = of_person and (m.until is null or m.until > app.now()))
$$;

-- ---------------------------------------------------------------------------------------------------------------------
-- What follows from the structure: whoever would read what others said before, and never could, does not come to it by one member of staff's
-- hand, whatever table it is that she changed.


-- What a change of structure took from somebody can be given back as it was taken: a kind changed by mistake, a counterpart ended too early.
create table taken_away (
  person_id uuid not null references person,
  circle_id uuid not null references circle on delete cascade,
  at        timestamptz not null default app.now(),
  primary key (person_id, circle_id)
);
create index on taken_away (circle_id);
create index on taken_away (at);
call app.protect('taken_away', false);

create function app.refold_structure(ids uuid[]) returns void language plpgsql security definer set search_path = public, app, pg_temp as $$
declare
  staff boolean := session_user = 'concord_app' and exists (select from app.holding h where h.capability = 'council.record');
  before text[];
begin
  if staff then
    before := array(select distinct h.person_id || ' ' || h.circle_id from held h where h.appointment_id = any (ids) and h.capability = 'item.read');
  end if;
  perform app.refold(ids);
  if not staff then
    return;
  end if;
  insert into taken_away (person_id, circle_id)
  select split_part(b, ' ', 1)::uuid, split_part(b, ' ', 2)::uuid from unnest(before) b
   where not exists (select from held h where h.person_id = split_part(b, ' ', 1)::uuid and h.circle_id = split_part(b, ' ', 2)::uuid and h.capability = 'item.read')
  on conflict (person_id, circle_id) do update set at = excluded.at;
  if exists (select from proposal p where p.xmin = pg_current_xact_id()::xid and p.done is not null and p.decided_by <> p.proposed_by) then
    return; -- two members of staff, and the council where it has officers
  end if;
  if exists (
       select from held h where h.appointment_id = any (ids) and h.capability = 'item.read' and h.until > app.now() and h.person_id || ' ' || h.circle_id <> all (before)
          and exists (select from audience a where a.circle_id = h.circle_id)
          and not exists (select from taken_away t where t.person_id = h.person_id and t.circle_id = h.circle_id and t.at > app.now() - interval '30 days')
          and not exists (select from held o where o.person_id = h.person_id and o.circle_id = h.circle_id and o.capability = 'item.read' and o.until > app.now() and o.appointment_id <> all (ids))) then
    raise exception 'others would read' using errcode = 'check_violation', constraint = 'staff_alone';
  end if;
end $$;

create or replace function app.council_folds() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
declare ids uuid[];
begin
  if tg_table_name = 'nesting' then
    ids := array(select a.id from appointment a join circle c on c.council_id = a.council_id join changed n on n.inner_id = c.id where n.inner_id <> n.outer_id);
  elsif tg_table_name = 'seat' then
    ids := array(select a.id from appointment a join changed s on s.id = a.seat_id);
  elsif tg_table_name = 'office_may' then
    ids := array(select distinct a.id from appointment a join council_kind_term k on k.council_id = a.council_id join changed m on m.kind = k.kind and m.office = a.office);
  elsif tg_table_name = 'council_kind' then
    ids := array(select distinct a.id from appointment a join council_kind_term k on k.council_id = a.council_id join changed m on m.slug = k.kind);
  else -- council_kind_term, counterpart
    ids := array(select distinct a.id from appointment a join changed c on c.council_id = a.council_id);
  end if;
  if cardinality(ids) > 0 then
    perform app.refold_structure(ids);
  end if;
  return null;
end $$;

create or replace function app.council_dates_fold() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  perform app.refold_structure(array(select a.id from appointment a join changed c on c.id = a.council_id join was w on w.id = c.id
                            where (c.since, c.until) is distinct from (w.since, w.until)));
  return null;
end $$;

-- An officer's word is told from that of the second member of staff.
create or replace function app.audit() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
declare
  r jsonb := to_jsonb(case when tg_op = 'DELETE' then old else new end);
  l audit;
  structural boolean := tg_table_name in ('region', 'jurisdiction', 'sector', 'organization', 'organization_sector', 'person', 'council_kind', 'office',
    'council', 'council_kind_term', 'council_sector', 'counterpart', 'capability', 'office_may', 'hand_over', 'room_side', 'source', 'fact', 'subsector',
    'council_subsector', 'edition', 'edition_entry', 'edition_entry_sector', 'lineage', 'retired_sector', 'retired_sector_into', 'sector_lead', 'umbrella',
    'council_umbrella', 'membership', 'listing', 'invitation', 'factor_reset', 'river_job', 'break_glass', 'break_glass_decision', 'break_glass_end', 'rules_of_behavior',
    'proposal', 'widening_limit', 'organization_administrator', 'sector_step', 'intake', 'selection', 'council_region',
    'regulatory_program');
  source uuid;       -- the council of the item it is about, as far as there is one yet
  earlier boolean;   -- the item was there before this change
begin
  -- Rows of a file that is taken in: the file is on record, and each of its rows keeps what it changed. The worker alone may say so.
  if session_user = 'concord_worker' and current_setting('app.intake', true) <> '' and tg_table_name in ('organization', 'organization_sector', 'facility', 'person') then
    return null;
  end if;
  l.person_id := (select person_id from app.who);
  l.council_id := coalesce(r->>'source_council_id', r->>'council_id', r->>'office_id', case tg_table_name when 'council' then r->>'id' end)::uuid;
  l.item_id := coalesce(r->>'item_id', case tg_table_name when 'item' then r->>'id' end)::uuid;
  l.label := r->>'label';
  if r ? 'item_id' then
    select i.source_council_id, i.label, i.xmin <> pg_current_xact_id()::xid into source, l.label, earlier from item i where i.id = l.item_id;
    l.council_id := coalesce(source, l.council_id); l.label := coalesce(l.label, r->>'label');
  elsif r ? 'break_glass_id' then
    l.council_id := (select b.council_id from break_glass b where b.id = (r->>'break_glass_id')::uuid);
  elsif tg_table_name in ('merger', 'told_apart') then
    structural := r->>'office_id' is null; -- facilities are the region's
  elsif tg_table_name in ('seat', 'appointment') then
    structural := exists (select from council_kind_term t join council_kind k on k.slug = t.kind
                           where t.council_id = l.council_id and k.roster_by = 'staff' and t.since <= app.now() and t.until > app.now());
  end if;
  if tg_op = 'UPDATE' then
    l.changed := array(select case n.value when 'null' then '-' else '' end || n.key from jsonb_each(r) n
                        where n.value is distinct from to_jsonb(old)->n.key order by n.key);
  end if;
  l.act := case
    when pg_trigger_depth() > 1 or tg_op = 'UPDATE' and l.changed = '{}' then null   -- it follows from another change
    when tg_table_name = 'item' or tg_table_name = 'item_version' and (r->>'number')::int > 1
      or tg_table_name = 'audience' and earlier then 'post'
    when tg_table_name in ('read_record', 'break_glass_read') then 'read'
    when tg_table_name in ('account', 'factor', 'identity', 'mail_preference', 'rules_accepted') then 'account'
    when structural then 'structure'
    when l.item_id is null and l.council_id is not null then 'council' end;
  l.subject_id := (case when l.act = 'read' then null when tg_table_name = 'person' then r->>'id' else r->>'person_id' end)::uuid;
  -- Without a sign-in: who proves himself by a link acts on his own account; and whom the portal itself lets act, as in the demonstration.
  l.person_id := coalesce(l.person_id, (case
    when l.act in ('account', 'read') or 'used' = any (l.changed) then r->>'person_id'
    when tg_op = 'INSERT' then coalesce(r->>'author_id', r->>'by_id', r->>'asked_by', r->>'decided_by', r->>'ended_by', r->>'made_by', r->>'recorded_by', r->>'proposed_by') end)::uuid);
  if tg_table_name = 'item' and tg_op = 'INSERT' then
    l.appointment_id := (r->>'appointment_id')::uuid;
  elsif l.act <> 'account' and l.person_id is not null then
    l.appointment_id := (
      select t.id from appointment t join office o on o.slug = t.office
       where t.person_id = l.person_id and t.since <= app.now() and (t.until is null or t.until > app.now())
       order by structural and t.office = 'administrator' desc, t.council_id is not distinct from l.council_id desc, o.rank limit 1);
  end if;
  insert into audit (person_id, appointment_id, reason, route, request, act, verb, object, object_id, changed, council_id, item_id, subject_id, label)
  values (l.person_id, l.appointment_id, coalesce(case when structural then r->>'because' end, ''), coalesce(current_setting('app.route', true), ''),
          coalesce(current_setting('app.request', true), ''), l.act,
          -- A step, and a decision, is more than a row that was added.
          case when tg_table_name = 'proposal' then case when tg_op = 'INSERT' then 'proposed ' when 'agreed' = any (l.changed) then 'agreed ' when 'objected' = any (l.changed) then 'objected '
            when r->>'confirmed' is not null then 'confirmed ' else 'refused ' end || (r->>'act')
            when tg_op <> 'INSERT' then lower(tg_op) when tg_table_name = 'admission_step' then r->>'kind'
            when tg_table_name = 'break_glass_decision' then case r->>'approved' when 'true' then 'approved' else 'refused' end else 'insert' end, tg_table_name,
          coalesce(r->>'id', r->>'item_id', r->>'council_id', r->>'person_id', r->>'slug', r->>'organization_id', ''),
          coalesce(l.changed, '{}'), l.council_id, l.item_id, l.subject_id, l.label);
  return null;
end $$;

revoke all on function app.officers(uuid), app.council_answers_within(), app.community_of(text), app.hand_over_fits(uuid, uuid, text, uuid), app.proposal_is_answered(), app.proposals_fall_due(), app.answer_question(uuid, boolean, text),
  app.told_of_question(uuid), app.question_letter(uuid, uuid), app.appoints_another(), app.moves_another(), app.keeper_hands_over(), app.invitation_fits(uuid, text), app.serves(uuid), app.refold_structure(uuid[]) from public;
grant execute on function app.council_answers_within() to concord_app;
grant execute on function app.invitation_fits(uuid, text), app.serves(uuid) to concord_definer;
grant execute on function app.proposals_fall_due(), app.told_of_question(uuid), app.question_letter(uuid, uuid) to concord_worker;
grant create on schema app to concord_definer;
alter view app.officering owner to concord_definer;
alter view app.question owner to concord_definer;
alter view app.question_waiting owner to concord_definer;
revoke create on schema app from concord_definer;
grant select on app.officering to concord_app, concord_owner;
grant select on app.question, app.question_waiting to concord_app;
grant execute on function app.answer_question(uuid, boolean, text) to concord_app;

drop function app.answer_question(uuid, boolean, text);
drop view app.question, app.question_waiting, app.officering;
drop function app.question_letter(uuid, uuid), app.told_of_question(uuid), app.proposals_fall_due();
create policy staff_add on hand_over for insert to concord_app with check (
  recorded_by = any (array(select person_id from app.who)) and (select true from app.holding where capability = 'council.record' limit 1));
grant insert on hand_over to concord_app;
create policy staff_add on organization_administrator for insert to concord_app with check ((select true from app.holding where capability = 'organization.edit' limit 1));
grant insert (id, organization_id, person_id) on organization_administrator to concord_app;
drop policy definer_reads on proposal;
revoke select on proposal from concord_definer;
drop trigger another on appointment;
drop trigger another on person;
drop trigger another on organization;
drop trigger by_officers on succession;
drop trigger answered on proposal;
drop trigger done on proposal;
create or replace function app.proposal_is_made() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if new.proposed_by is null then
    new.proposed_by := app.staff_with('proposal.decide');
    new.proposed := app.now();
  end if;
  if exists (select from proposal p where p.confirmed is null and p.refused is null and p.proposed > app.now() - interval '7 days'
                and (p.act, p.council_id, p.person_id, p.office, p.kind, p.capability, p.reach) is not distinct from (new.act, new.council_id, new.person_id, new.office, new.kind, new.capability, new.reach)
                and (new.act <> 'export' or p.proposed_by = new.proposed_by)) then
    raise exception 'it waits already' using errcode = 'check_violation', constraint = 'proposal_waits';
  end if;
  if new.act not in ('limit', 'right', 'end') then
    new.readers := 0;
  end if;
  if new.act = 'address' then
    perform app.address_fits(new.person_id, new.email);
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
  end if;
  return new;
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
  return new;
end $$;
create or replace function app.proposal_is_done() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if tg_op = 'INSERT' and new.alarmed then
    insert into outbox (topic, object_id) values ('widening', new.id);
  end if;
  if new.confirmed is null or tg_op = 'UPDATE' and old.confirmed is not null then
    return null;
  elsif new.act = 'appointment' then
    insert into appointment (id, person_id, council_id, office, organization_id, invented, since, until)
    select new.id, p.id, new.council_id, new.office, p.organization_id, p.invented, app.now(), new.term from person p where p.id = new.person_id;
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
create or replace function app.invite(id uuid, person uuid, email text, hash bytea) returns void
language plpgsql security definer set search_path = public, app, pg_temp as $$
declare staff uuid := app.staff_with('person.add');
begin
  if exists (select from signin.account a where a.person_id = invite.person) then
    raise exception 'enrolled' using errcode = 'check_violation', constraint = 'invitation_enrolled';
  end if;
  if exists (select from signin.account a where lower(a.email) = lower(invite.email))
     or exists (select from signin.invitation i where lower(i.email) = lower(invite.email) and i.person_id <> invite.person
                   and i.used is null and i.cancelled is null and i.expires > app.now()) then
    raise exception 'address in use' using errcode = 'unique_violation', constraint = 'account_email';
  end if;
  update signin.invitation i set cancelled = app.now() where i.person_id = invite.person and i.used is null and i.cancelled is null;
  insert into signin.invitation (id, hash, person_id, email, kind, made_by)
  values (invite.id, invite.hash, invite.person, invite.email, 'enroll', staff);
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
    perform app.refold(ids);
  end if;
  return null;
end $$;
create or replace function app.council_dates_fold() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  perform app.refold(array(select a.id from appointment a join changed c on c.id = a.council_id join was w on w.id = c.id
                            where (c.since, c.until) is distinct from (w.since, w.until)));
  return null;
end $$;
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
          case when tg_table_name = 'proposal' then case when tg_op = 'INSERT' then 'proposed ' when r->>'confirmed' is not null then 'confirmed ' else 'refused ' end || (r->>'act')
            when tg_op <> 'INSERT' then lower(tg_op) when tg_table_name = 'admission_step' then r->>'kind'
            when tg_table_name = 'break_glass_decision' then case r->>'approved' when 'true' then 'approved' else 'refused' end else 'insert' end, tg_table_name,
          coalesce(r->>'id', r->>'item_id', r->>'council_id', r->>'person_id', r->>'slug', r->>'organization_id', ''),
          coalesce(l.changed, '{}'), l.council_id, l.item_id, l.subject_id, l.label);
  return null;
end $$;
create trigger done after insert or update of confirmed on proposal for each row execute function app.proposal_is_done();
drop table taken_away;
drop function app.refold_structure(uuid[]), app.serves(uuid), app.invitation_fits(uuid, text), app.keeper_hands_over(), app.moves_another(), app.appoints_another(), app.proposal_is_answered(),
  app.hand_over_fits(uuid, uuid, text, uuid), app.community_of(text), app.council_answers_within(), app.officers(uuid);
delete from proposal where act in ('hand-over', 'community', 'invitation', 'administrator');
alter table proposal
  drop constraint proposal_told, drop constraint proposal_asked, drop constraint proposal_answer, drop constraint proposal_check, drop constraint proposal_check1, drop constraint proposal_act_check,
  drop column chosen_on, drop column document, drop column told_by, drop column sector, drop column asks_id, drop column asked, drop column agreed, drop column objected,
  drop column objection, drop column answered_by, drop column done;
alter table proposal
  add constraint proposal_act_check check (act in ('appointment', 'right', 'end', 'export', 'address', 'limit')),
  add constraint proposal_check check (case act when 'appointment' then num_nonnulls(council_id, person_id, office) = 3 and num_nonnulls(kind, capability, reach) = 0
                  when 'export' then num_nonnulls(council_id, person_id, term, office, kind, capability, reach) = 0
                  when 'limit' then readers > 0 and num_nonnulls(council_id, person_id, term, office, kind, capability, reach) = 0
                  when 'address' then num_nonnulls(person_id) = 1 and num_nonnulls(council_id, term, office, kind, capability, reach) = 0
                  else num_nonnulls(office, kind, capability, reach) = 4 and num_nonnulls(council_id, person_id, term) = 0 end),
  add constraint proposal_check1 check ((act = 'address') = (email is not null));

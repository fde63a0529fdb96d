-- To whom a mail with the text of an item left. What lies in a mailbox no withdrawal reaches: whoever withdraws is told how many there
-- are, and each of them is told of the withdrawal. Who they are, nobody is shown.
create table text_left (
  item_id   uuid not null references item,
  person_id uuid not null references person,
  at        timestamptz not null default app.now(),
  primary key (item_id, person_id)
);
create index on text_left (person_id);
call app.protect('text_left', false);

-- Noted before the mail is handed over, so that a withdrawal at the same moment finds it; taken back where nothing left after all.
create function app.text_leaves(of_item uuid, to_person uuid) returns void language sql security definer set search_path = public, app, pg_temp as $$
  insert into text_left (item_id, person_id) values (of_item, to_person) on conflict do nothing $$;
create function app.text_stayed(of_item uuid, to_person uuid) returns void language sql security definer set search_path = public, app, pg_temp as $$
  delete from text_left where item_id = of_item and person_id = to_person $$;

-- For those who may withdraw it.
create function app.text_left_to(of_item uuid) returns int language sql stable security definer set search_path = public, app, pg_temp as $$
  select count(*)::int from text_left t
   where t.item_id = of_item and exists (select from item i where i.id = of_item and (
           i.author_id = any (array(select person_id from app.who)) or i.source_council_id = any (array(select council_id from app.holding where capability = 'item.withdraw')))) $$;

create function app.told_of_withdrawal(of_item uuid) returns table (person_id uuid) language sql stable security definer set search_path = public, app, pg_temp as $$
  select t.person_id from text_left t join item i on i.id = t.item_id where i.id = of_item and i.withdrawn is not null $$;

-- It says no more than what the mail said that it is about. The reason stays in the portal, for who still reads there.
create function app.withdrawal_letter(of_item uuid, to_person uuid)
returns table (name text, email text, label text, kind text, root uuid, council text, slug text, author text, posted timestamptz, withdrawn_by text)
language sql stable security definer set search_path = public, app, pg_temp as $$
  select p.name, m.email, i.label, i.kind, i.root_id, k.short_name, k.slug, i.author_name, i.posted, i.withdrawn_by
    from text_left t join item i on i.id = t.item_id and i.withdrawn is not null join council k on k.id = i.source_council_id
    join person p on p.id = t.person_id join signin.account m on m.person_id = p.id
   where t.item_id = of_item and t.person_id = to_person $$;

revoke all on function app.text_leaves(uuid, uuid), app.text_stayed(uuid, uuid), app.text_left_to(uuid), app.told_of_withdrawal(uuid), app.withdrawal_letter(uuid, uuid) from public;
grant execute on function app.text_left_to(uuid) to concord_app;
grant execute on function app.text_leaves(uuid, uuid), app.text_stayed(uuid, uuid), app.told_of_withdrawal(uuid), app.withdrawal_letter(uuid, uuid) to concord_worker;

-- Another e-mail address: asked for by the owner of the account, confirmed by a link that goes to that address, told to the one before.

create table signin.email_change (
  id        uuid primary key,
  person_id uuid not null references signin.account on delete cascade,
  email     text not null check (char_length(email) between 3 and 254),
  was       text not null,
  hash      bytea not null unique,       -- of the token in the link
  token     text,                        -- until its mail left
  asked     timestamptz not null default app.now(),
  confirmed timestamptz,
  withdrawn timestamptz                  -- by a later one
);
create unique index on signin.email_change (person_id) where confirmed is null and withdrawn is null;
create index on signin.email_change (person_id, confirmed desc);
call app.protect('signin.email_change', false);
create policy signin_all on signin.email_change for all to concord_signin using (true) with check (true);
grant select, insert, update (confirmed, withdrawn, token) on signin.email_change to concord_signin;
create policy definer_acts on signin.email_change for all to concord_definer using (true) with check (true);
grant select, update (token) on signin.email_change to concord_definer;

create function app.email_notice() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  insert into outbox (topic, object_id) values (case when new.confirmed is null then 'email-asked' else 'email-changed' end, new.person_id);
  return null;
end $$;
create trigger notice after insert on signin.email_change for each row execute function app.email_notice();
create trigger notice_confirmed after update of confirmed on signin.email_change for each row when (old.confirmed is null and new.confirmed is not null) execute function app.email_notice();

-- What the mails need, of whoever may sign in: the link to the new address while it counts, and the address that was left.
create function app.email_letter(person uuid) returns table (name text, email text, token text)
language sql stable security definer set search_path = public, app, pg_temp as $$
  select p.name, c.email, c.token from signin.email_change c join person p on p.id = c.person_id
   where c.person_id = email_letter.person and c.confirmed is null and c.withdrawn is null and c.token is not null and c.asked > app.now() - interval '1 day'
     and (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now())
$$;
create function app.email_letter_left(person uuid) returns void language sql security definer set search_path = public, app, pg_temp as $$
  update signin.email_change set token = null where person_id = email_letter_left.person and token is not null
$$;
create function app.email_left_behind(person uuid) returns table (name text, email text)
language sql stable security definer set search_path = public, app, pg_temp as $$
  select p.name, c.was from signin.email_change c join person p on p.id = c.person_id
   where c.person_id = email_left_behind.person and c.confirmed is not null order by c.confirmed desc limit 1
$$;
revoke all on function app.email_letter(uuid), app.email_letter_left(uuid), app.email_left_behind(uuid), app.email_notice() from public;
grant create on schema app to concord_definer;
alter function app.email_letter(uuid) owner to concord_definer;
alter function app.email_letter_left(uuid) owner to concord_definer;
alter function app.email_left_behind(uuid) owner to concord_definer;
revoke create on schema app from concord_definer;
grant execute on function app.email_letter(uuid), app.email_letter_left(uuid), app.email_left_behind(uuid) to concord_worker;

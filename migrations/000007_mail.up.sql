-- Mail. What happens leaves a row in the outbox, in the transaction that caused it; the worker makes jobs of the rows, and each job asks
-- again, as its recipient, what may still be read before a mail leaves. No job holds content: only what it is about, and for whom.

-- ---------------------------------------------------------------------------------------------------------------------
-- The queue of River (github.com/riverqueue/river), whose own eight migrations add up to this: a test in internal/job compares the two.
-- It stands here so that the queue comes with everything else, in one transaction.

create schema jobs;
grant usage on schema jobs to concord_worker, concord_definer;

create type jobs.river_job_state as enum ('available', 'cancelled', 'completed', 'discarded', 'pending', 'retryable', 'running', 'scheduled');

create function jobs.river_job_state_in_bitmask(bitmask bit(8), state jobs.river_job_state) returns boolean language sql immutable as $$
    SELECT CASE state
        WHEN 'available' THEN get_bit(bitmask, 7)
        WHEN 'cancelled' THEN get_bit(bitmask, 6)
        WHEN 'completed' THEN get_bit(bitmask, 5)
        WHEN 'discarded' THEN get_bit(bitmask, 4)
        WHEN 'pending'   THEN get_bit(bitmask, 3)
        WHEN 'retryable' THEN get_bit(bitmask, 2)
        WHEN 'running'   THEN get_bit(bitmask, 1)
        WHEN 'scheduled' THEN get_bit(bitmask, 0)
        ELSE 0
    END = 1;
$$;
revoke all on function jobs.river_job_state_in_bitmask(bit, jobs.river_job_state) from public;
grant execute on function jobs.river_job_state_in_bitmask(bit, jobs.river_job_state) to concord_worker, concord_definer;

create table jobs.river_job (
  id            bigserial primary key,
  state         jobs.river_job_state not null default 'available',
  attempt       smallint not null default 0,
  max_attempts  smallint not null default 25,
  attempted_at  timestamptz,
  created_at    timestamptz not null default now(),
  finalized_at  timestamptz,
  scheduled_at  timestamptz not null default now(),
  priority      smallint not null default 1,
  args          jsonb not null,
  attempted_by  text[],
  errors        jsonb[],
  kind          text not null,
  metadata      jsonb not null default '{}',
  queue         text not null default 'default',
  tags          varchar(255)[] not null default '{}',
  unique_key    bytea,
  unique_states bit(8),
  constraint finalized_or_finalized_at_null check (
    (finalized_at is null and state not in ('cancelled', 'completed', 'discarded'))
    or (finalized_at is not null and state in ('cancelled', 'completed', 'discarded'))),
  constraint max_attempts_is_positive check (max_attempts > 0),
  constraint priority_in_range check (priority >= 1 and priority <= 4),
  constraint queue_length check (char_length(queue) > 0 and char_length(queue) < 128),
  constraint kind_length check (char_length(kind) > 0 and char_length(kind) < 128)
);
create index river_job_kind on jobs.river_job (kind);
create index river_job_state_and_finalized_at_index on jobs.river_job (state, finalized_at) where finalized_at is not null;
create index river_job_prioritized_fetching_index on jobs.river_job (state, queue, priority, scheduled_at, id);
create index river_job_args_index on jobs.river_job using gin (args);
create index river_job_metadata_index on jobs.river_job using gin (metadata);
create unique index river_job_unique_idx on jobs.river_job (unique_key)
  where unique_key is not null and unique_states is not null and jobs.river_job_state_in_bitmask(unique_states, state);

create unlogged table jobs.river_leader (
  elected_at timestamptz not null,
  expires_at timestamptz not null,
  leader_id  text not null,
  name       text primary key default 'default',
  constraint name_length check (name = 'default'),
  constraint leader_id_length check (char_length(leader_id) > 0 and char_length(leader_id) < 128)
);

create table jobs.river_queue (
  name       text primary key,
  created_at timestamptz not null default now(),
  metadata   jsonb not null default '{}',
  paused_at  timestamptz,
  updated_at timestamptz not null default current_timestamp
);

create table jobs.river_notification (
  id         bigserial primary key,
  created_at timestamptz not null default now(),
  payload    text not null,
  topic      text not null,
  constraint topic_length check (length(topic) > 0 and length(topic) < 128)
);
create index river_notification_created_at_idx on jobs.river_notification (created_at);
create index river_notification_topic_id_idx on jobs.river_notification (topic, id);

create table jobs.river_migration (
  line       text not null,
  version    bigint not null,
  created_at timestamptz not null default now(),
  constraint line_length check (char_length(line) > 0 and char_length(line) < 128),
  constraint version_gte_1 check (version >= 1),
  constraint river_migration_pkey1 primary key (line, version)
);
insert into jobs.river_migration (line, version) select 'main', generate_series(1, 8);

-- No row security here: the equality of an enum is not leakproof, so that under a policy none of the indexes by state would be used,
-- and nobody but the worker and the definer may enter.
grant select, insert, update, delete on all tables in schema jobs to concord_worker;
grant usage on all sequences in schema jobs to concord_worker;

-- ---------------------------------------------------------------------------------------------------------------------
-- What each person wants to be mailed about; whoever never chose wants each update.

create table mail_preference (
  person_id uuid primary key references person,
  updates   text not null check (updates in ('each', 'asked', 'none'))
);
call app.protect('mail_preference');
create policy own on mail_preference for all to concord_app using (person_id = any (array(select person_id from app.who)))
  with check (person_id = any (array(select person_id from app.who)));
create policy own_at_sending on mail_preference for select to concord_worker using (person_id = any (array(select person_id from app.who)));
create policy definer_reads on mail_preference for select to concord_definer using (true);
grant select, insert, update (updates) on mail_preference to concord_app;
grant select on mail_preference to concord_worker, concord_definer;

-- ---------------------------------------------------------------------------------------------------------------------
-- What the mail of a one-time link needs: the only place where a token is kept, from the moment it is made until its mail left.

create table signin.letter (
  invitation_id uuid primary key references signin.invitation on delete cascade,
  token         text not null
);
call app.protect('signin.letter', false);
create policy definer_acts on signin.letter for all to concord_definer using (true) with check (true);
grant select, insert, delete on signin.letter to concord_definer;
create policy definer_tells on outbox for insert to concord_definer with check (true);
grant insert on outbox to concord_definer;

-- Whoever just made an invitation to enroll has its link mailed; what can open nothing any more is thrown away.
create function app.mail_link(of_invitation uuid, token text) returns void
language plpgsql security definer set search_path = public, app, pg_temp as $$
declare staff uuid := app.staff_with('person.add');
begin
  delete from signin.letter l using signin.invitation i
   where i.id = l.invitation_id and (i.used is not null or i.cancelled is not null or i.expires <= app.now());
  insert into signin.letter (invitation_id, token)
  select i.id, mail_link.token from signin.invitation i where i.id = of_invitation and i.made_by = staff and i.kind = 'enroll';
  insert into outbox (topic, object_id) values ('invitation', of_invitation);
end $$;

-- The letter, as long as its link opens something.
create function app.letter(of_invitation uuid) returns table (name text, email text, token text, expires timestamptz, made_by text)
language sql stable security definer set search_path = public, app, pg_temp as $$
  select p.name, i.email, l.token, i.expires, coalesce(s.name, '')
    from signin.letter l join signin.invitation i on i.id = l.invitation_id join person p on p.id = i.person_id
    left join person s on s.id = i.made_by
   where l.invitation_id = of_invitation and i.used is null and i.cancelled is null and i.expires > app.now()
     and (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now())
$$;
create function app.letter_left(of_invitation uuid) returns void
language sql security definer set search_path = public, app, pg_temp as $$
  delete from signin.letter where invitation_id = of_invitation
$$;

-- ---------------------------------------------------------------------------------------------------------------------
-- The owner of an account hears of each change of how one signs in, whoever made it.

create function app.account_notice() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  insert into outbox (topic, object_id)
  select topic, new.person_id from unnest(case
    when tg_op = 'INSERT' then array['enrolled']
    else array_remove(array[case when new.password <> old.password then 'password' end, case when new.secret <> old.secret then 'authenticator' end], null) end) topic;
  return null;
end $$;
create trigger notice after insert or update of password, secret on signin.account for each row execute function app.account_notice();

-- New recovery codes come with each new authenticator; only those made by themselves are news.
create function app.recovery_notice() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  insert into outbox (topic, object_id)
  select distinct 'recovery', c.person_id from changed c join signin.account a on a.person_id = c.person_id
   where a.secret_since <> app.now() and a.enrolled <> app.now();
  return null;
end $$;
create trigger notice after insert on signin.recovery_code referencing new table as changed for each statement execute function app.recovery_notice();

create function app.reset_notice() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  insert into outbox (topic, object_id) values ('reset', new.person_id);
  return null;
end $$;
create trigger notice after update of approved on signin.factor_reset for each row when (old.approved is null and new.approved is not null)
  execute function app.reset_notice();

-- ---------------------------------------------------------------------------------------------------------------------
-- Who is mailed about an item: whoever reads it through one of its circles now; of a reply, those among them who wrote in the thread.
-- In order of their ids and no more than asked for, so that a large council is walked in steps; wanted says who is to have a mail.

create policy definer_reads on item for select to concord_definer using (true);
grant select (id, kind, root_id, source_council_id, author_id, withdrawn) on item to concord_definer;

create function app.mail_to(of_item uuid, after uuid, most int) returns table (person_id uuid, council_id uuid, wanted boolean)
language sql stable security definer set search_path = public, app, pg_temp as $$
  with said as materialized (
    select i.id, i.kind, i.root_id, i.source_council_id, i.author_id from item i where i.id = of_item and i.withdrawn is null
  ), readers as (
    select r.person_id from said s join audience a on a.item_id = s.id cross join lateral (
      select distinct h.person_id from held h
       where h.circle_id = a.circle_id and h.capability = 'item.read' and h.person_id > after and h.since <= app.now() and h.until > app.now()
       order by h.person_id limit most) r
     where s.kind = 'update'
    union
    select t.author_id from said s join item t on t.root_id = s.root_id and t.author_id > after
     where s.kind = 'reply'
       and (select true from audience a join held h on h.circle_id = a.circle_id and h.capability = 'item.read' and h.person_id = t.author_id
             where a.item_id = s.id and h.since <= app.now() and h.until > app.now() limit 1)
  )
  select r.person_id, s.source_council_id,
         r.person_id <> s.author_id and c.person_id is not null
         and (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now())
         and (coalesce(f.updates, 'each') = 'each'
           or f.updates = 'asked' and (s.kind = 'reply' or (select true from audience a where a.item_id = s.id and a.answer_by is not null limit 1) is true))
    from (select n.person_id from readers n order by n.person_id limit most) r cross join said s
    join person p on p.id = r.person_id
    left join signin.account c on c.person_id = r.person_id
    left join mail_preference f on f.person_id = r.person_id
   order by r.person_id
$$;

-- ---------------------------------------------------------------------------------------------------------------------
-- What those who add people see of the queue: what did not leave, never what is in it.

grant select, update (state, max_attempts, finalized_at, scheduled_at) on jobs.river_job to concord_definer;

create view app.mail_trouble as
  select j.id, j.args ->> 'kind' as kind, p.id as person_id, p.name as person, coalesce(c.short_name, '') as council,
         j.attempt::int as attempt, coalesce(replace(j.errors[cardinality(j.errors)] ->> 'error', 'JobCancelError: ', ''), '') as because, coalesce(j.finalized_at, j.attempted_at, j.created_at) as at,
         case when j.state = 'retryable' then j.scheduled_at end as again
    from jobs.river_job j
    left join signin.invitation i on j.args ->> 'kind' = 'invitation' and i.id = (j.args ->> 'object')::uuid
    join person p on p.id = coalesce(i.person_id, (j.args ->> 'person')::uuid)
    left join council c on c.id = (j.args ->> 'council')::uuid
   where j.kind = 'mail' and j.queue = 'mail' and j.state in ('retryable', 'cancelled', 'discarded')
     and (select true from app.holding where capability = 'person.add' limit 1);

-- Of the last 24 hours, each counted to 1,000.
create view app.mail_day as
  select n.sent, n.unread, n.waiting, n.failed
    from (select (select count(*)::int from (select from jobs.river_job where state = 'completed' and finalized_at > app.now() - interval '24 hours' and kind = 'mail'
                                               and not metadata ? 'output' order by finalized_at desc limit 1001) x) as sent,
                 (select count(*)::int from (select from jobs.river_job where state = 'completed' and finalized_at > app.now() - interval '24 hours' and kind = 'mail'
                                               and metadata ? 'output' order by finalized_at desc limit 1001) x) as unread,
                 (select count(*)::int from (select from jobs.river_job where state in ('available', 'running', 'scheduled', 'retryable') and queue = 'mail' limit 1001) x) as waiting,
                 (select count(*)::int from (select from jobs.river_job where state in ('cancelled', 'discarded') and finalized_at > app.now() - interval '24 hours'
                                               and kind = 'mail' limit 1001) x) as failed) n
   where (select true from app.holding where capability = 'person.add' limit 1);

-- One more attempt for what did not leave.
create function app.mail_again(of_mail bigint) returns void
language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  perform app.staff_with('person.add');
  update jobs.river_job set state = 'available', finalized_at = null, scheduled_at = now(), max_attempts = greatest(max_attempts, attempt + 3)
   where id = of_mail and kind = 'mail' and state in ('retryable', 'cancelled', 'discarded');
  if not found then
    raise exception 'nothing waits' using errcode = 'check_violation', constraint = 'mail_again_gone';
  end if;
end $$;
create trigger audited after update of state on jobs.river_job for each row
  when (current_user <> 'concord_worker' and old.state <> new.state and new.state = 'available') execute function app.audit();

revoke all on function app.mail_link(uuid, text), app.letter(uuid), app.letter_left(uuid), app.mail_to(uuid, uuid, int), app.mail_again(bigint) from public;
grant create on schema app to concord_definer;
alter function app.mail_link(uuid, text) owner to concord_definer;
alter function app.letter(uuid) owner to concord_definer;
alter function app.letter_left(uuid) owner to concord_definer;
alter function app.mail_to(uuid, uuid, int) owner to concord_definer;
alter function app.mail_again(bigint) owner to concord_definer;
alter view app.mail_trouble owner to concord_definer;
alter view app.mail_day owner to concord_definer;
revoke create on schema app from concord_definer;
grant execute on function app.mail_link(uuid, text), app.mail_again(bigint) to concord_app;
grant execute on function app.letter(uuid), app.letter_left(uuid), app.mail_to(uuid, uuid, int) to concord_worker;
grant select on app.mail_trouble, app.mail_day to concord_app;
-- Asking as its recipient, the worker learns the address of that one person.
grant select on app.my_account to concord_worker;

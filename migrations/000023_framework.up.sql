-- The framework is kept by hand, and what was written by mistake is taken back: a lead on the day it was recorded or while it lies ahead, the
-- end of a sector until the day after it. The record of acts keeps the trace.

alter table sector_lead add column recorded timestamptz not null default '-infinity';
alter table sector_lead alter column recorded set default app.now();
grant update (since) on sector_lead to concord_app;

create function app.lead_is_ahead() returns trigger language plpgsql set search_path = public, app, pg_temp as $$
begin
  if session_user = 'concord_app' and new.since <> old.since and (old.since <= app.now()::date or new.since <= app.now()::date) then
    raise exception 'what has begun is not moved' using errcode = 'check_violation', constraint = 'lead_begun';
  end if;
  return new;
end $$;
create trigger ahead before update of since on sector_lead for each row execute function app.lead_is_ahead();

create policy staff_drop on sector_lead for delete to concord_app using (
  (select true from app.holding where capability = 'sector.edit' limit 1) and (since > app.now()::date or recorded > app.now() - interval '1 day')
  and fact_id = any (array(select id from fact where basis = 'recorded')));
grant delete on sector_lead to concord_app;
create policy staff_drop on retired_sector for delete to concord_app using (
  (select true from app.holding where capability = 'sector.edit' limit 1) and slug = any (array(select slug from sector where until > app.now()::date - 1))
  and fact_id = any (array(select id from fact where basis = 'recorded')));
grant delete on retired_sector to concord_app;
-- A fact goes with what rested on it; while anything does, its foreign key keeps it.
create policy staff_drop on fact for delete to concord_app using (
  basis = 'recorded' and (select true from app.holding where capability = 'sector.edit' limit 1));
grant delete on fact to concord_app;

-- Editions too: what staff recorded is taken back within a day, or while it lies ahead; its list goes with it.
alter table edition add column recorded timestamptz not null default app.now();
create policy staff_add on edition for insert to concord_app with check ((select true from app.holding where capability = 'sector.edit' limit 1));
create policy staff_edit on edition for update to concord_app using ((select true from app.holding where capability = 'sector.edit' limit 1));
create policy staff_drop on edition for delete to concord_app using (
  (select true from app.holding where capability = 'sector.edit' limit 1) and (since > app.now()::date or recorded > app.now() - interval '1 day')
  and slug = any (array(select subject from fact where kind = 'edition' and basis = 'recorded')));
grant insert (slug, title, dated, since, until, status, lead_term, sector_term), update (title, status, lead_term, sector_term, until), delete on edition to concord_app;
create policy staff_add on edition_entry for insert to concord_app with check ((select true from app.holding where capability = 'sector.edit' limit 1));
create policy staff_drop on edition_entry for delete to concord_app using (
  (select true from app.holding where capability = 'sector.edit' limit 1) and fact_id = any (array(select id from fact where basis = 'recorded'))
  and edition = any (array(select slug from edition where since > app.now()::date or recorded > app.now() - interval '1 day')));
grant insert, delete on edition_entry to concord_app;
create policy staff_add on edition_entry_sector for insert to concord_app with check ((select true from app.holding where capability = 'sector.edit' limit 1));
grant insert on edition_entry_sector to concord_app;

-- What a sector that was just opened still lacks, as far as no other row says it: who told us, when and by what.
create table sector_step (
  sector   text not null references sector,
  step     text not null check (step in ('coordinator', 'plan')),
  done     date not null,
  document text not null check (char_length(document) between 1 and 500),
  primary key (sector, step)
);
call app.protect('sector_step');
create policy staff_read on sector_step for select to concord_app using ((select true from app.holding where capability = 'sector.edit' limit 1));
create policy staff_add on sector_step for insert to concord_app with check ((select true from app.holding where capability = 'sector.edit' limit 1));
create policy staff_drop on sector_step for delete to concord_app using ((select true from app.holding where capability = 'sector.edit' limit 1));
grant select, insert, delete on sector_step to concord_app;

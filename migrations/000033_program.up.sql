-- Staff record which regulatory program the law puts in force, and until when. It gives nobody an office or a right: who inspects was let by two
-- of staff before. Nothing becomes regulated for a time that has passed, and no end is set where inspections are on record already.

alter table regulatory_program add constraint regulatory_program_words check (char_length(name) between 1 and 200 and char_length(authority) between 1 and 500);
create policy staff_add on regulatory_program for insert to concord_app with check (
  (select true from app.holding where capability = 'council.record' limit 1) and since >= app.now()::date - 1); -- a day's difference between zones
create policy staff_end on regulatory_program for update to concord_app
  using ((select true from app.holding where capability = 'council.record' limit 1) and (until is null or until > app.now()::date))
  with check (until is null or until >= app.now()::date - 1);
grant insert (slug, name, authority, since, until), update (until) on regulatory_program to concord_app;

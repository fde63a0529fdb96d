-- In which regions a coalition works, where its seats do not tell: of many no seat is known. None: in all of them, or nobody said.
create table council_region (
  council_id uuid not null references council on delete cascade,
  region     int not null references region,
  primary key (council_id, region)
);
create index on council_region (region);
call app.protect('council_region');
create policy anyone_reads on council_region for select to concord_app, concord_worker using (true);
create policy staff_add on council_region for insert to concord_app with check ((select true from app.holding where capability = 'council.record' limit 1));
create policy staff_drop on council_region for delete to concord_app using ((select true from app.holding where capability = 'council.record' limit 1));
grant select, insert, delete on council_region to concord_app;
grant select on council_region to concord_worker;

-- A sector's community has a door. Whoever owns or runs something in the sector asks to join; its own officers let people in, and so do the
-- secretariats and chairs of the sector's SCC and GCC (a GCC is chaired by the sector's risk management agency): one of them speaks for the
-- applicant and another one decides. Its members post where the community says so.

alter table charter add column members_post boolean not null default false;
grant update (members_post) on charter to concord_app;

alter table office_may drop constraint office_may_reach_check;
alter table office_may add constraint office_may_reach_check check (reach in ('person', 'seated', 'council', 'rooms', 'own', 'counterpart', 'public', 'sector', 'posting'));
update capability set reaches = reaches || '{sector}' where slug in ('admission.sponsor', 'admission.validate');
update capability set reaches = reaches || '{posting}' where slug = 'update.post';

create or replace view app.reach as
  select c.council_id, 'own' as reach, c.id as circle_id, c.council_id as reached_id, '-infinity'::timestamptz as since, 'infinity'::timestamptz as until
    from circle c where c.person_id is null and c.kind in ('council', 'community')
  union all
  select i.council_id, 'seated', o.id, o.council_id, n.since, n.until
    from circle i join nesting n on n.inner_id = i.id join circle o on o.id = n.outer_id and o.kind = 'seated'
   where i.person_id is null and i.kind = 'seated'
  union all
  select i.council_id, 'council', o.id, o.council_id, n.since, n.until
    from circle i join nesting n on n.inner_id = i.id join circle o on o.id = n.outer_id
   where i.person_id is null and i.kind in ('council', 'community') and (o.kind <> 'community' or o.council_id = i.council_id)
  union all
  select i.council_id, 'council', o.id, o.council_id, greatest(n.since, t.since), least(n.until, t.until) -- a sector's community, while it is of a kind that enters one
    from circle i join nesting n on n.inner_id = i.id join circle o on o.id = n.outer_id and o.kind = 'community' and o.council_id <> i.council_id
    join council_kind_term t on t.council_id = i.council_id join council_kind k on k.slug = t.kind and k.enters_community
   where i.person_id is null and i.kind = 'council' and greatest(n.since, t.since) < least(n.until, t.until)
  union all
  select i.council_id, 'rooms', o.id, o.council_id, n.since, n.until -- its own room and the joint ones, not the community
    from circle i join nesting n on n.inner_id = i.id join circle o on o.id = n.outer_id and o.kind = 'council'
   where i.person_id is null and i.kind = 'council'
  union all
  select p.council_id, 'counterpart', o.id, o.council_id, p.since, p.until
    from counterpart p join circle o on o.council_id = p.counterpart_id and o.person_id is null and o.kind = 'council'
  union all
  select c.id, 'public', o.id, o.council_id, '-infinity', 'infinity'
    from council c cross join circle o where o.id = '00000000-0000-0000-0000-0000000000c1'
  union all
  select distinct i.council_id, 'sector', o.id, o.council_id, '-infinity'::timestamptz, 'infinity'::timestamptz -- the communities of its sectors, to let people into them
    from council_sector i join council_sector s on s.sector = i.sector and s.council_id <> i.council_id
    join circle o on o.council_id = s.council_id and o.kind = 'community'
  union all
  select c.council_id, 'posting', c.id, c.council_id, '-infinity', 'infinity' -- a community whose rules let its members post
    from circle c join charter h on h.council_id = c.council_id and h.members_post where c.kind = 'community';

insert into office_may (kind, office, capability, reach, class)
select k.slug, o.office, c.slug, 'sector', 'content'
  from (values ('scc'), ('gcc')) k (slug) cross join (values ('chair'), ('secretary')) o (office) join capability c on c.slug in ('admission.sponsor', 'admission.validate')
union all
select 'community', 'member', 'update.post', 'posting', 'content';

create function app.members_post_folds() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  perform app.refold(array(select a.id from appointment a where a.council_id = new.council_id));
  return null;
end $$;
create trigger members_post after update of members_post on charter for each row when (new.members_post is distinct from old.members_post) execute function app.members_post_folds();

-- A council that comes to another sector, or leaves one, lets people into that community, or no more.
create function app.sectors_fold() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  perform app.refold(array(select distinct a.id from appointment a join council_sector s on s.council_id = a.council_id
                            where a.office in ('chair', 'secretary') and (a.council_id in (select council_id from changed) or s.sector in (select sector from changed))));
  return null;
end $$;
create trigger folds_insert after insert on council_sector referencing new table as changed for each statement execute function app.sectors_fold();
create trigger folds_delete after delete on council_sector referencing old table as changed for each statement execute function app.sectors_fold();

create or replace function app.admission_asks() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if not exists (select from council_kind_term t join office_may m on m.kind = t.kind and m.office = new.office
                  where t.council_id = new.council_id and t.since <= app.now() and t.until > app.now()) then
    raise exception 'this kind of council has no such office' using errcode = 'check_violation', constraint = 'office_of_kind';
  end if;
  if new.origin = 'request' and not (app.admits(new.council_id) and exists (
       select from council c join council_kind_term t on t.council_id = c.id join council_kind k on k.slug = t.kind
        where c.id = new.council_id and c.until > app.now() and (k.public_face or k.slug = 'community') and t.since <= app.now() and t.until > app.now())) then
    raise exception 'nobody is there to decide' using errcode = 'check_violation', constraint = 'admission_nobody_decides';
  end if;
  insert into admission_step (admission_id, council_id, kind, by_id, by_name)
  values (new.id, new.council_id, 'asked', new.by_id, case when new.by_id is null then new.name else '' end);
  if new.origin = 'nomination' and app.still(new.by_id, new.council_id, 'admission.sponsor') then
    insert into admission_step (admission_id, council_id, kind, by_id, because) values (new.id, new.council_id, 'sponsored', new.by_id, new.reason);
  end if;
  return null;
end $$;

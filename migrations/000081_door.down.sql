drop trigger folds_insert on council_sector;
drop trigger folds_delete on council_sector;
drop function app.sectors_fold();
drop trigger members_post on charter;
drop function app.members_post_folds();
create or replace function app.admission_asks() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
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
  if new.origin = 'nomination' and app.still(new.by_id, new.council_id, 'admission.sponsor') then
    insert into admission_step (admission_id, council_id, kind, by_id, because) values (new.id, new.council_id, 'sponsored', new.by_id, new.reason);
  end if;
  return null;
end $$;

delete from office_may where reach in ('sector', 'posting');
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
    from council c cross join circle o where o.id = '00000000-0000-0000-0000-0000000000c1';

update capability set reaches = array_remove(array_remove(reaches, 'sector'), 'posting');
alter table office_may drop constraint office_may_reach_check;
alter table office_may add constraint office_may_reach_check check (reach in ('person', 'seated', 'council', 'rooms', 'own', 'counterpart', 'public'));
alter table charter drop column members_post;

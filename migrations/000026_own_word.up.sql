-- An organization's own administrator keeps its profile and puts its people forward where it has a seat. She speaks for the organization, not
-- for the council: somebody there still has to sponsor whom she nominates, and another one to validate.

create view app.administering as
  select m.organization_id from app.who w join organization_administrator m on m.person_id = w.person_id
   where m.since <= app.now() and (m.until is null or m.until > app.now());

create view app.nominating as
  select s.council_id, s.organization_id
    from app.administering m join seat s on s.organization_id = m.organization_id and s.since <= app.now() and (s.until is null or s.until > app.now())
    join council c on c.id = s.council_id and c.since <= app.now() and c.until > app.now();

-- What it is called, what kind of body it is and whose it is staff keep: who sits where follows from that.
create function app.keep_profile(of_organization uuid, new_abbr text, new_state text, new_website text, new_sectors text[]) returns void
language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if current_setting('app.mode', true) is distinct from 'write' or of_organization <> all (array(select organization_id from app.administering)) then
    raise exception 'not theirs to keep' using errcode = 'insufficient_privilege';
  end if;
  update organization o set abbr = new_abbr, state = nullif(new_state, ''), website = new_website, county = case when o.state = nullif(new_state, '') then o.county end
   where o.id = of_organization;
  delete from organization_sector where organization_id = of_organization and sector <> all (new_sectors);
  insert into organization_sector (organization_id, sector) select of_organization, unnest(new_sectors) on conflict do nothing;
end $$;

alter policy asker_adds on admission with check (
  by_id = any (array(select person_id from app.who))
  and case origin when 'nomination' then council_id = any (array(select council_id from app.sponsoring))
                    or (select true from app.nominating n where n.council_id = admission.council_id and n.organization_id = admission.organization_id limit 1)
                  else person_id = any (array(select person_id from app.who)) end);

-- Who nominates speaks for the applicant where she may do so in the council.
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

revoke all on function app.keep_profile(uuid, text, text, text, text[]) from public;
grant create on schema app to concord_definer;
alter view app.administering owner to concord_definer;
alter view app.nominating owner to concord_definer;
revoke create on schema app from concord_definer;
grant select on app.administering to concord_app, concord_owner;
grant select on app.nominating to concord_app;
grant execute on function app.keep_profile(uuid, text, text, text, text[]) to concord_app;
grant execute on function app.still(uuid, uuid, text) to concord_owner;

alter policy asker_adds on admission with check (
  by_id = any (array(select person_id from app.who))
  and case origin when 'nomination' then council_id = any (array(select council_id from app.sponsoring))
                  else person_id = any (array(select person_id from app.who)) end);
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
  if new.origin = 'nomination' then -- who nominates speaks for the applicant
    insert into admission_step (admission_id, council_id, kind, by_id, because) values (new.id, new.council_id, 'sponsored', new.by_id, new.reason);
  end if;
  return null;
end $$;
drop view app.nominating, app.administering;
drop function app.keep_profile(uuid, text, text, text, text[]);
revoke execute on function app.still(uuid, uuid, text) from concord_owner;

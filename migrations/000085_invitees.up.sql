-- People of a file are known by the address that it gave them, and are invited from it.
create index intake_row_target on intake_row (target_id) where target_id is not null;
create or replace function app.addresses_of(of_person uuid) returns text[] language sql stable as $$
  select array(select lower(a.email) from signin.account a where a.person_id = of_person
               union select lower(i.email) from signin.invitation i where i.person_id = of_person
               union select lower(c.value) from contact c where c.person_id = of_person and c.kind = 'email' and c.ended is null
               union select lower(app.said(r.given, 'email')) from intake_row r join intake i on i.id = r.intake_id
                      where r.target_id = of_person and (r.adds or r.changes or r.verdict = 'same') and app.said(r.given, 'email') <> '' and i.applied is not null and i.undone is null)
$$;

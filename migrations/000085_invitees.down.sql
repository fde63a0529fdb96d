create or replace function app.addresses_of(of_person uuid) returns text[] language sql stable as $$
  select array(select lower(a.email) from signin.account a where a.person_id = of_person
               union select lower(i.email) from signin.invitation i where i.person_id = of_person
               union select lower(c.value) from contact c where c.person_id = of_person and c.kind = 'email' and c.ended is null)
$$;
drop index intake_row_target;

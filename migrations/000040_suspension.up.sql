-- A suspension, and an account's last day, end every sign-in for good: whoever is let in again signs in anew, and no cookie of before opens
-- anything. What was begun while it lasted ends with it, too.
create function app.suspension_ends_sign_ins() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if least(old.suspended, old.expires, new.suspended, new.expires) <= app.now() then
    delete from signin.session where person_id = new.id;
  end if;
  return null;
end $$;
revoke all on function app.suspension_ends_sign_ins() from public;
create trigger suspension_ends_sign_ins after update of suspended, expires on person for each row
  when ((old.suspended, old.expires) is distinct from (new.suspended, new.expires)) execute function app.suspension_ends_sign_ins();

-- Those who are suspended now have cookies of before.
delete from signin.session s using person p where p.id = s.person_id and least(p.suspended, p.expires) <= app.now();

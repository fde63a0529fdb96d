-- Who approves a reset is not whom it is for: the link that staff approve leaves by mail, as an invitation does, and nobody else sees it. Where
-- officers of a council vouch for somebody, they hand it over themselves, for they know each other.
drop function app.letter(uuid);
create function app.letter(of_invitation uuid) returns table (name text, email text, token text, expires timestamptz, made_by text, kind text)
language sql stable security definer set search_path = public, app, pg_temp as $$
  select p.name, i.email, l.token, i.expires, coalesce(s.name, ''), i.kind
    from signin.letter l join signin.invitation i on i.id = l.invitation_id join person p on p.id = i.person_id
    left join person s on s.id = i.made_by
   where l.invitation_id = of_invitation and i.used is null and i.cancelled is null and i.expires > app.now()
     and (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now())
$$;
create function app.mail_reset(of_invitation uuid, token text) returns void language plpgsql security definer set search_path = public, app, pg_temp as $$
declare staff uuid := app.staff_with('factor.reset');
begin
  insert into signin.letter (invitation_id, token)
  select i.id, mail_reset.token from signin.invitation i where i.id = of_invitation and i.made_by = staff and i.kind in ('factor', 'account') and i.council_id is null;
  insert into outbox (topic, object_id) values ('invitation', of_invitation);
end $$;
revoke all on function app.letter(uuid), app.mail_reset(uuid, text) from public;
grant create on schema app to concord_definer;
alter function app.letter(uuid) owner to concord_definer;
alter function app.mail_reset(uuid, text) owner to concord_definer;
revoke create on schema app from concord_definer;
grant execute on function app.letter(uuid) to concord_worker;
grant execute on function app.mail_reset(uuid, text) to concord_app;

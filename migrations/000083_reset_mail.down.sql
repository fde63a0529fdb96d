drop function app.mail_reset(uuid, text);
drop function app.letter(uuid);
create function app.letter(of_invitation uuid) returns table (name text, email text, token text, expires timestamptz, made_by text)
language sql stable security definer set search_path = public, app, pg_temp as $$
  select p.name, i.email, l.token, i.expires, coalesce(s.name, '')
    from signin.letter l join signin.invitation i on i.id = l.invitation_id join person p on p.id = i.person_id
    left join person s on s.id = i.made_by
   where l.invitation_id = of_invitation and i.used is null and i.cancelled is null and i.expires > app.now()
     and (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now())
$$;
revoke all on function app.letter(uuid) from public;
grant create on schema app to concord_definer;
alter function app.letter(uuid) owner to concord_definer;
revoke create on schema app from concord_definer;
grant execute on function app.letter(uuid) to concord_worker;

-- May a question to a passkey or a provider be asked? Whoever is signed in counts by themselves and a browser that signed in before by itself,
-- so that no stranger behind the same address spends what is theirs; everybody else counts by address.
create function signin.take_question(person uuid, browser text, address text) returns boolean language plpgsql set search_path = signin, app, pg_temp as $$
begin
  return take('ceremony ' || case when person is not null then 'of ' || person
                                  when exists (select from device d where d.hash = browser) then 'at ' || browser
                                  else address end, '2 s', '10 min');
end $$;
revoke all on function signin.take_question(uuid, text, text) from public;
grant execute on function signin.take_question(uuid, text, text) to concord_signin;

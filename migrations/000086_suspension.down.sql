do $$ begin
  execute replace(pg_get_functiondef('app.audit()'::regprocedure), '''widening_limit'', ''suspension'', ''organization_administrator''', '''widening_limit'', ''organization_administrator''');
end $$;
drop trigger suspended_with_reason on person;
drop function app.suspended_with_reason();
drop table suspension;
drop function app.suspension_holds();

do $$
declare
  kept record;
begin
  for kept in select conrelid::regclass as "table", conname from pg_constraint where contype = 'c' and pg_get_constraintdef(oid) ~ '[ (.]line[(]' loop
    execute format('alter table %s drop constraint %I', kept."table", kept.conname);
  end loop;
end $$;
drop function app.line(text);

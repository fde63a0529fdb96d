do $$
declare
  v record;
begin
  for v in
    select format('app.%I', c.relname) as name, substring(pg_get_viewdef(c.oid) from '^ SELECT (?:y\.\w+,?\s+)+FROM \( ?(.*)\) y;$') as query
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'v' and n.nspname = 'app' and c.reloptions::text ~ 'security_barrier=(true|on)'
  loop
    if v.query is not null then
      execute format('create or replace view %s as %s', v.name, v.query);
      execute format('alter view %s reset (security_barrier)', v.name);
    end if;
  end loop;
end $$;

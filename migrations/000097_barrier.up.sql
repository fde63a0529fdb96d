-- A view that reads with its owner's rights and is granted to a login names, in the message of a condition that fails, what it hides: PostgreSQL
-- pushes the condition below the view's own. A barrier forbids that, and counts for nothing where the view's top is a set operation: so each such
-- view becomes a barrier around itself. Those granted to nobody stay as they are, since their readers are themselves behind one.
do $$
declare
  v record;
begin
  for v in
    select format('app.%I', c.relname) as name, rtrim(pg_get_viewdef(c.oid), ';') as query
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'v' and n.nspname = 'app' and not coalesce(c.reloptions::text ~ 'security_(invoker|barrier)=(true|on)', false)
       and exists (select from aclexplode(c.relacl) g where g.grantee not in (c.relowner, 'concord_owner'::regrole))
  loop
    execute format('create or replace view %s with (security_barrier) as select y.* from (%s) y', v.name, v.query);
  end loop;
end $$;

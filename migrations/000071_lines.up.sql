-- Who told staff of a hand-over, who put a request aside, and what a chore is called are names as well, and one visible line each: the first
-- goes on into hand_over, which keeps a line alone, so that what could be proposed can also be done.
do $$
declare
  kept record;
begin
  for kept in select * from (values ('chore_trouble', 'name'), ('proposal', 'told_by'), ('set_aside', 'name')) k ("table", "column") loop
    execute format('alter table %I disable trigger user', kept."table");
    execute format('update %1$I set %2$I = coalesce(nullif(app.line(%2$I), ''''), ''unnamed'') where %2$I <> app.line(%2$I)', kept."table", kept."column");
    execute format('alter table %I enable trigger user', kept."table");
    execute format('alter table %1$I add constraint %3$I check (%2$I = app.line(%2$I))', kept."table", kept."column",
                   kept."table" || '_' || kept."column" || '_line');
  end loop;
end $$;

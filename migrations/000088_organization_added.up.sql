-- One policy says who adds an organization: staff any, and an advisor a plain one of the own region, met and not yet on record.
drop policy advisor_adds on organization;
drop policy staff_add on organization;
create policy keepers_add on organization for insert to concord_app with check (
  (select true from app.holding where capability = 'organization.edit' limit 1)
  or kind = any ('{owner_operator,sltt_body,tribal_nation,academic,other}') and not invented and not regulator and parent_id is null and until is null
     and state = any (array(select j.code from app.holding h join council c on c.id = h.council_id join jurisdiction j on j.region = c.region where h.capability = 'engagement.write')));

drop table sector_step;
revoke delete on fact, retired_sector, sector_lead from concord_app;
revoke update (since) on sector_lead from concord_app;
drop policy staff_drop on fact;
drop policy staff_drop on retired_sector;
drop policy staff_drop on sector_lead;
drop trigger ahead on sector_lead;
drop function app.lead_is_ahead();
alter table sector_lead drop column recorded;

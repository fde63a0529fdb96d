drop view app.council_listed;
drop trigger stays_industry on person;
drop trigger stays_industry on organization;
drop function app.stays_industry();
drop table imported, listing, membership, council_umbrella, umbrella, sector_lead, retired_sector_into, retired_sector, lineage,
  edition_entry_sector, edition_entry, edition, council_subsector, subsector, fact, source;
alter table sector drop column short_name;

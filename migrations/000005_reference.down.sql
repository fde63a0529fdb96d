drop view app.council_listed;
drop table imported, listing, membership, council_umbrella, umbrella, sector_lead, retired_sector_into, retired_sector, lineage,
  edition_entry_sector, edition_entry, edition, council_subsector, subsector, fact, source;
alter table sector drop column short_name;

-- A tribal nation is a government of its own and neither a state's nor a territory's body; what belongs to another country or stands between
-- countries, and a college that is a partner of a sector, were “other”. The first two are government: they hold no seat in an industry council.
alter table organization drop constraint organization_kind_check;
alter table organization add constraint organization_kind_check check (kind in
  ('federal_agency', 'sltt_body', 'tribal_nation', 'foreign_body', 'isac', 'trade_association', 'owner_operator', 'academic', 'other'));
alter table organization drop column government;
alter table organization add column government boolean not null
  generated always as (kind in ('federal_agency', 'sltt_body', 'tribal_nation', 'foreign_body')) stored;

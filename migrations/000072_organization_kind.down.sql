alter table organization disable trigger user;
update organization set kind = case when kind = 'academic' then 'other' else 'sltt_body' end where kind in ('tribal_nation', 'foreign_body', 'academic');
alter table organization enable trigger user;
alter table organization drop column government;
alter table organization add column government boolean not null generated always as (kind in ('federal_agency', 'sltt_body')) stored;
alter table organization drop constraint organization_kind_check;
alter table organization add constraint organization_kind_check check (kind in ('federal_agency', 'sltt_body', 'isac', 'trade_association', 'owner_operator', 'other'));

drop schema app cascade;
drop schema signin cascade;
drop table if exists region, jurisdiction, sector, organization, organization_sector, person, council_kind, office, council, council_kind_term,
  council_sector, counterpart, purpose, charter, circle, nesting, capability, office_may, seat, appointment, hand_over, held, audit, idempotency, outbox cascade;

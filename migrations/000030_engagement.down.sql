drop view app.incident_place;
revoke select on app.speaking_for from concord_worker, concord_owner;
drop table incident_call, jurisdiction_body, territory_hand_over, inspection, regulatory_program, partner_request, partner_request_kind, engagement_version, engagement;
drop function app.told_of_answer(uuid), app.told_of_request(uuid), app.incident_called(), app.body_recorded(), app.territory_handed(), app.inspection_recorded(),
  app.request_notice(), app.request_turns(), app.request_asked(), app.covers(text, text), app.keeper_serves(), app.engagement_written();
drop trigger two_stores on appointment;
drop trigger two_stores on office_may;
drop function app.serves_one_store(), app.works_in_one_store(), app.store_of(text);
delete from office_may where office = 'inspector' or split_part(capability, '.', 1) in ('engagement', 'inspection');
delete from capability where split_part(slug, '.', 1) in ('engagement', 'inspection');
delete from office where slug = 'inspector';

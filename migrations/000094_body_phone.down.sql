revoke update (phone) on jurisdiction_body from concord_app;
drop trigger phoned on jurisdiction_body;
drop function app.body_phoned();

-- A picture that was written anew, upright and without what its camera noted, is shown in its place; so its size in points is known. Files kept
-- before have none and stay downloads.
alter table attachment add column width integer, add column height integer,
  add constraint attachment_picture check ((width is null) = (height is null) and width between 1 and 65535 and height between 1 and 65535);
alter table draft_file add column width integer, add column height integer,
  add constraint draft_file_picture check ((width is null) = (height is null) and width between 1 and 65535 and height between 1 and 65535);
grant insert (width, height) on attachment to concord_app;

alter table attachment drop column width, drop column height;
alter table draft_file drop column width, drop column height;

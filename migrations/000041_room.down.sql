drop trigger few on draft;
drop trigger few on attachment;
drop trigger few on draft_file;
drop function app.take_room(text[], bigint[]), app.give_back_room(), app.is_anothers_draft(uuid), app.draft_files_are_few(), app.files_are_few(), app.drafts_are_few();
drop table file_share;
drop table file_room;

alter table chore_trouble drop constraint chore_trouble_name_line;
alter table proposal drop constraint proposal_told_by_line;
alter table set_aside drop constraint set_aside_name_line;

alter table reach_growth drop constraint reach_growth_name_line;

drop table person_zone;

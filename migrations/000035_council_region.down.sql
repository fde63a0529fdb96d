drop table council_region;

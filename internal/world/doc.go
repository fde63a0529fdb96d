// Package world holds nothing but a test: a model of who may see and say what, written from the design in plain Go and without
// SQL, and random worlds in which the database is asked the same. Where the two differ, one of them misunderstands the design.
//
//	model_test.go      the rules
//	directory_test.go  the rules of regions: facilities, contacts, territories, visits and inspections
//	region_test.go     what their field staff try, and what the database answers to it
//	request_test.go    requests of partners: their rules, and what is tried
//	incident_test.go   incidents and their calls: their rules, and what is tried
//	draw_test.go       a random world: people, terms with dates, and what they try to say to each other
//	database_test.go   the same world in PostgreSQL, and what it answers
//	world_test.go      the comparison
package world

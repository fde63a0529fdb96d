// Package wall holds nothing but the proofs of the wall: what the database lets each role and each person see and change,
// whatever the code above it asks for. The wall itself is in migrations.
//
//	catalog_test.go   every table, view, function, policy and grant is as the design says
//	table_test.go     who may do what, table by table and person by person: testdata/who-may-do-what.txt, reviewed like code
//	held_test.go      the flattened rights equal the view that derives them, after each kind of change
//	date_test.go      a right ends with its date, with the next statement
//	industry_test.go  government sits in no industry council, by whatever door
//	role_test.go      the web's role cannot become, choose or write what it must not
//	attack_test.go    what a person with a right here might try there
package wall

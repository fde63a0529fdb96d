// Package reference holds the public facts of the field, such as sectors, framework editions, regions, organizations and councils, and imports
// them into the database.
//
// # What an import may do
//
// Rows that are new go in, rows whose file changed are updated, and a second import of the same files writes nothing. What
// people changed by hand wins over the files, column by column: the table imported remembers what the last import wrote, so
// that a column that differs from it is known to be somebody's, is kept, and stands in the [Report]. A link or a claim that
// left the files is taken back; a council, an organization or a sector never is, it is only reported.
//
// # How far facts are trusted
//
// Every claim is a row of fact with its basis. What was seen in a source, or follows by a stated rule from what was, is
// public; what is only commonly said waits on a list until staff confirm it. Rows that rest on a fact (a membership, a line
// of lineage, the listing of a council) are seen by whoever sees the fact, by policy.
//
// An organization that a source names in a council is a membership and never a seat: seats are opened by a council's officers.
package reference

// Package seal makes the record of acts (the table audit) a log that nobody can change unnoticed, whoever holds the database. Each row
// becomes a leaf of a Merkle tree (golang.org/x/mod/sumdb/tlog, RFC 6962), and the tree's size and hash are signed. Who keeps an old
// signed head can prove later, offline and against an export, that no leaf was changed and none was cut: [Verify].
//
// # What a leaf is
//
// The JSON of [Row], as encoding/json writes it: its fields in the order of the struct, every identifier in lower case, times in UTC with
// microseconds, what is missing as "". A column that the record gets later becomes a field with omitempty at the end, so that leaves made
// before stay what they are.
//
// # Order
//
// A row that commits late has a smaller number than rows that are leaves already. It simply becomes a later leaf: leaves are numbered as
// they are sealed, under one advisory lock, and a row waits in the table unsealed until then.
package seal

// Package migrations holds the schema's history: numbered pairs of files, each up file one transaction. A file that was
// released is never edited; the next one corrects it. schema.sql is the dump of what they add up to, made by `make schema`.
package migrations

import "embed"

// Files are the pairs, for db.Migrate.
//
//go:embed *.up.sql *.down.sql
var Files embed.FS

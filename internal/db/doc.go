// Package db is the only door to PostgreSQL. A page names its questions as [Query] values and [DB.Read] sends them all at
// once: one batch, one transaction, one round trip. The first statement of every batch says who asks ([Who]); row-level
// security does the rest. Nothing outside this package knows pgx or a PostgreSQL error code: what goes wrong comes back as
// one of package fault, or as a defect that names the query and never its arguments.
//
//	Read     a page                       read-only transaction, retried once on a dead connection
//	Witness  a page that leaves a trace   may insert into the record of reads, where policies ask app.mode
//	Write    a form                       one batch again; all of it happens or none of it
//	Tx       a form that needs Go between its statements; at least three round trips, so say why in a comment
//
// # What the first statement sets
//
// app.handle, app.person, app.mode ('read', 'witness' or 'write'), app.request, app.route, statement_timeout and
// transaction_read_only, all local to the transaction. A batch without BEGIN is one implicit transaction, so they last
// exactly as long as the batch. Afterwards they are the empty string and not null, so SQL reads them as
//
//	nullif(current_setting('app.handle', true), '')
//
// # Traps
//
//   - A callback of a pgx batch must not return an error for a missing row: pgx then forgets the prepared statements of
//     the whole batch and the next page costs three trips. Missing rows are counted and told after the batch.
//   - COMMIT, BEGIN or SET inside a query would end the transaction or outlive it. None may be sent; a lint reads the SQL.
//   - A statement text is the key of the statement cache: build SQL from constants, never from what somebody typed.
//   - An UPDATE or DELETE that row-level security refuses touches no row and is no error: see [Change].
package db

package reference

import (
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
)

// Report says what an import did. The zero value: there was nothing to do and nothing to tell.
type Report struct {
	Added, Changed, Dropped int
	Kept                    []Kept   // edited by hand, left as it is
	Gone                    []string // table and key of what left the files and stays in the database
}

// Import brings the database to the facts of this release and says what it did. It runs as the owner of the tables, in one
// transaction; two at once wait for each other.
func Import(ctx context.Context, owner *db.DB) (Report, error) { return from(ctx, owner, embedded) }

// from imports the files of a folder.
func from(ctx context.Context, owner *db.DB, folder fs.FS) (Report, error) {
	f, err := read(folder)
	if err != nil {
		return Report{}, err
	}
	var report Report
	// A Tx: what is to be written is known only after what is there was compared with the files.
	err = owner.Tx(ctx, db.Who{}, db.Once{}, func(t *db.Tx) error {
		report = Report{}
		if err := t.Read(db.Also("reference lock", `select pg_advisory_xact_lock(hashtext('concord reference'))`)); err != nil {
			return err
		}
		known, err := slugs(t)
		if err != nil {
			return err
		}
		return report.bring(t, f.tables(known))
	})
	if err != nil {
		return Report{}, fmt.Errorf("reference: %w", err)
	}
	return report, nil
}

// slugs reads the ids of what is there.
func slugs(t *db.Tx) (ids, error) {
	type named struct {
		ID   uuid.UUID
		Slug string
	}
	var councils, organizations []named
	err := t.Read(
		db.Many("council slugs", `select id, slug from council`, &councils),
		db.Many("organization slugs", `select id, slug from organization`, &organizations))
	known := ids{map[string]uuid.UUID{}, map[string]uuid.UUID{}}
	for _, c := range councils {
		known.councils[c.Slug] = c.ID
	}
	for _, o := range organizations {
		known.organizations[o.Slug] = o.ID
	}
	return known, err
}

// bring compares all tables in one batch and writes what differs in another; nothing to write is no second batch.
func (r *Report) bring(t *db.Tx, tables []table) error {
	here, last, err := present(t, tables)
	if err != nil {
		return err
	}
	var writes, drops []db.Query
	var note, forget []record
	for n, table := range tables {
		p := compare(table, here[n], last[table.name])
		r.Added += len(p.write) - p.changed
		r.Changed += p.changed
		r.Dropped += len(p.drop)
		r.Kept = append(r.Kept, p.kept...)
		for _, gone := range p.gone {
			r.Gone = append(r.Gone, table.name+" "+table.key(gone))
		}
		for _, sql := range table.writes() {
			writes = appendRows(writes, "import "+table.name, sql, p.write)
		}
		// What refers to others goes before them.
		drops = slices.Concat(appendRows(nil, "take back "+table.name, table.drops(), p.drop), drops)
		note, forget = append(note, records(table, p.note)...), append(forget, records(table, p.forget)...)
	}
	slices.SortFunc(r.Kept, func(a, b Kept) int {
		return slices.Compare([]string{a.Table, a.Key, a.Column}, []string{b.Table, b.Key, b.Column})
	})
	slices.Sort(r.Gone)
	all := append(writes, drops...)
	all = appendRows(all, "remember import", `insert into imported (kind, key, payload) select kind, key, payload from jsonb_to_recordset($1) as r (kind text, key text, payload jsonb)
		on conflict (kind, key) do update set payload = excluded.payload`, note)
	all = appendRows(all, "forget import", `delete from imported i using jsonb_to_recordset($1) as r (kind text, key text) where i.kind = r.kind and i.key = r.key`, forget)
	if len(all) == 0 {
		return nil
	}
	return t.Write(all...)
}

// record is a row of the table imported.
type record struct {
	Kind    string `json:"kind"`
	Key     string `json:"key"`
	Payload row    `json:"payload"`
}

func records(t table, rows []row) []record {
	var all []record
	for _, r := range rows {
		all = append(all, record{t.name, t.key(r), r})
	}
	return all
}

// present reads the rows that are there, table by table, and what the last import wrote, by table.
func present(t *db.Tx, tables []table) (here []map[string]row, last map[string]map[string]row, err error) {
	var before []record
	found := make([][]row, len(tables))
	queries := []db.Query{db.Many("imported before", `select kind, key, payload from imported`, &before)}
	for n, table := range tables {
		queries = append(queries, db.Many("present "+table.name, table.current(), &found[n]))
	}
	if err := t.Read(queries...); err != nil {
		return nil, nil, err
	}
	last = map[string]map[string]row{}
	for _, b := range before {
		if last[b.Kind] == nil {
			last[b.Kind] = map[string]row{}
		}
		last[b.Kind][b.Key] = b.Payload
	}
	for n, table := range tables {
		rows := map[string]row{}
		for _, r := range found[n] {
			rows[table.key(r)] = r
		}
		here = append(here, rows)
	}
	return here, last, nil
}

// appendRows adds a statement that takes rows as one JSON array, unless there are none.
func appendRows[T any](to []db.Query, name, sql string, rows []T) []db.Query {
	if len(rows) == 0 {
		return to
	}
	text, err := json.Marshal(rows)
	if err != nil {
		panic(err) // they came from JSON
	}
	return append(to, db.Also(name, sql, string(text)))
}

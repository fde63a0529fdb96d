package bench

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"strings"

	"example.org/concord/internal/db"
	"example.org/concord/migrations"
)

// People makes the councils and who sits in them, in a database that has the public facts. The login must be a superuser's, which
// alone may leave triggers out.
func People(ctx context.Context, super *db.DB, s Size) error {
	w := newWriter()
	titles, paragraphs := w.texts(3000, 8, ""), w.texts(20_000, 55, ".")
	return run(ctx, super, db.Also("helpers", helpers), db.Also("clock", clock), db.Also("hash", hash), db.Also("texts", texts, titles, paragraphs),
		db.Also("organizations", organizations), db.Also("people", people, s.People),
		db.Also("bodies", bodies, s.Councils, s.People, s.Large, s.Paged),
		db.Also("councils", councils), db.Also("kinds", kinds), db.Also("sectors", sectors), db.Also("advisor", advisor), alone,
		db.Also("rules", rules), db.Also("members", members, s.Councils, s.People), db.Also("analyze", `analyze`),
		db.Also("seats", seats), db.Also("appointments", appointments), db.Also("entries", entries), db.Also("circles", circles), db.Also("nestings", nestings),
		db.Also("analyze", `analyze appointment, circle, nesting, seat`), db.Also("rights", rights), db.Also("watermarks", watermarks),
		db.Also("authors", authors), db.Also("authors' index", authorIndex), db.Also("grown", grown), db.Also("analyze", `analyze`))
}

// alone leaves triggers and foreign keys out from here to the end of the transaction.
var alone = db.Also("without triggers", `select set_config('session_replication_role', 'replica', true)`)

// Grown is how many updates the world has, -1 where there is none yet.
func Grown(ctx context.Context, super *db.DB) (int, error) {
	var there bool
	n := -1
	err := super.Read(ctx, db.Who{}, db.One("world", `select to_regclass('bench.grown') is not null`, &there))
	if err == nil && there {
		err = super.Read(ctx, db.Who{}, db.One("grown", `select updates from bench.grown`, &n))
	}
	return n, err
}

// many is from how many updates on the indexes are made anew instead of kept.
const many = 50_000

// Grow shares updates number from+1 to to, with their replies. The caller vacuums.
func Grow(ctx context.Context, super *db.DB, from, to int) error {
	queries := []db.Query{alone, db.Also("plan", plan, from, to), db.Also("analyze", `analyze bench.planned`)}
	var indexes []string
	if to-from >= many {
		var err error
		if indexes, err = unindexed(ctx, super, &queries); err != nil {
			return err
		}
	}
	for _, sql := range []string{items, audiences, versions, vectors, details, itemSectors, itemStates, openedOwn, records} {
		name, _, _ := strings.Cut(sql, "(")
		queries = append(queries, db.Also(name, sql))
	}
	for _, made := range indexes {
		queries = append(queries, db.Also(made, made))
	}
	return run(ctx, super, append(queries, db.Also("forget", forget), db.Also("grown", `update bench.grown set updates = $1`, to), db.Also("analyze", `analyze`))...)
}

// unindexed queues the removal of the indexes that no constraint needs, and returns how each is made again.
func unindexed(ctx context.Context, super *db.DB, queries *[]db.Query) ([]string, error) {
	var found []struct{ Name, Made string }
	err := super.Read(ctx, db.Who{}, db.Many("indexes", `
select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as made
  from pg_index i join pg_class c on c.oid = i.indrelid
 where c.relname in ('item', 'item_version', 'audience', 'search_part', 'sector_update', 'item_sector', 'item_state', 'opened', 'audit')
   and c.relnamespace = 'public'::regnamespace and not exists (select from pg_constraint k where k.conindid = i.indexrelid)
 order by 1`, &found))
	if err != nil {
		return nil, err
	}
	var made []string
	for _, f := range found {
		*queries = append(*queries, db.Also("drop index", "drop index "+f.Name))
		made = append(made, f.Made)
	}
	return made, nil
}

// run runs the statements as one transaction that takes its time.
func run(ctx context.Context, super *db.DB, queries ...db.Query) error {
	first := db.Also("take your time", `select set_config('statement_timeout', '0', true), set_config('work_mem', '256MB', true), set_config('maintenance_work_mem', '1GB', true)`)
	// One after another and not as a batch, which would be prepared before the tables are there.
	return super.Tx(ctx, db.Who{}, db.Once{}, func(t *db.Tx) error {
		for _, q := range append([]db.Query{first}, queries...) {
			if err := t.Write(q); err != nil {
				return fmt.Errorf("bench data: %w", err)
			}
		}
		return nil
	})
}

// Name changes with everything that a world is made of.
func Name(s Size) (string, error) {
	h := sha256.New()
	fmt.Fprintln(h, s, Sparse, helpers, clock, hash, texts, organizations, people, bodies, councils, kinds, sectors, advisor, members, seats, appointments, entries, circles,
		nestings, rights, authors, plan, items, audiences, versions, vectors, details, itemSectors, itemStates, openedOwn, records, watermarks,
		strings.Join(vocabulary, " "))
	err := fs.WalkDir(migrations.Files, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".up.sql") {
			return err
		}
		text, err := migrations.Files.ReadFile(path)
		h.Write(text)
		return err
	})
	return hex.EncodeToString(h.Sum(nil)[:5]), err
}

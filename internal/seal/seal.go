package seal

import (
	"context"
	"slices"
	"time"

	"golang.org/x/mod/sumdb/tlog"

	"example.org/concord/internal/db"
)

// batch is how many rows become leaves in one transaction.
const batch = 2000

// Seal makes leaves of the rows that wait and signs the new head, once for all of them. Any number of processes may call it: one does
// the work, the others find nothing left. With nothing new there is no new head.
func Seal(ctx context.Context, worker *db.DB, key Key) error {
	for {
		n, err := seal(ctx, worker, key)
		if err != nil || n < batch {
			return err
		}
	}
}

// waiting is a row with the number under which it waits: the row itself may be gone, and that is sealed then.
type waiting struct {
	AuditID int64
	Row
}

// A transaction in which Go decides: the new hashes follow from the stored ones.
func seal(ctx context.Context, worker *db.DB, key Key) (sealed int, err error) {
	err = worker.Tx(ctx, db.Who{}, db.Once{}, func(t *db.Tx) error {
		var alone bool
		if err := t.Read(db.One("seal alone", `select pg_try_advisory_xact_lock(hashtext('concord seal'))`, &alone)); err != nil || !alone {
			return err
		}
		var size int64
		var now time.Time
		var rows []waiting
		if err := t.Read(
			db.One("leaves", `select coalesce((select number + 1 from seal_leaf order by number desc limit 1), 0)`, &size),
			db.One("time", `select app.now()`, &now),
			db.Many("unsealed", `select u.audit_id, `+columns+` from unsealed u left join audit a on a.id = u.audit_id order by u.audit_id`+db.Limit(batch), &rows)); err != nil || len(rows) == 0 {
			return err
		}
		known := stored{t, map[int64]tlog.Hash{}}
		numbers, ids := make([]int64, len(rows)), make([]int64, len(rows))
		var positions []int64
		var hashes [][]byte
		for i, r := range rows {
			numbers[i], ids[i] = size+int64(i), r.AuditID
			made, err := tlog.StoredHashes(numbers[i], r.leaf(), known)
			if err != nil {
				return err
			}
			for n, h := range made {
				position := tlog.StoredHashIndex(0, numbers[i]) + int64(n)
				known.hashes[position] = h
				positions, hashes = append(positions, position), append(hashes, slices.Clone(h[:]))
			}
		}
		size += int64(len(rows))
		root, err := tlog.TreeHash(size, known)
		if err != nil {
			return err
		}
		signed, err := headNow(size, root, now).sign(key)
		if err != nil {
			return err
		}
		sealed = len(rows)
		return t.Write(
			db.Change("leaves", `insert into seal_leaf (number, audit_id) select u.number, u.id from unnest($1::bigint[], $2::bigint[]) u (number, id)`, numbers, ids),
			db.Change("hashes", `insert into seal_hash (position, hash) select u.position, u.hash from unnest($1::bigint[], $2::bytea[]) u (position, hash)`, positions, hashes),
			db.Change("sealed", `delete from unsealed where audit_id = any ($1)`, ids),
			db.Change("head", `insert into seal_head (leaves, at, signed, public_key) values ($1, $2, $3, $4)`, size, now, signed, key.public))
	})
	return sealed, err
}

// stored reads hashes of the log: those just made, and the few of its right edge that they join.
type stored struct {
	tx     *db.Tx
	hashes map[int64]tlog.Hash
}

// ReadHashes is tlog's question.
func (s stored) ReadHashes(positions []int64) ([]tlog.Hash, error) {
	missing := slices.DeleteFunc(slices.Clone(positions), func(p int64) bool { _, ok := s.hashes[p]; return ok })
	if len(missing) > 0 {
		var found []positioned
		if err := s.tx.Read(db.Many("stored hashes", `select position, hash from seal_hash where position = any ($1)`, &found, missing)); err != nil {
			return nil, err
		}
		for _, f := range found {
			s.hashes[f.Position] = tlog.Hash(f.Hash)
		}
	}
	all := make([]tlog.Hash, len(positions))
	for i, p := range positions {
		all[i] = s.hashes[p] // one that is gone makes a hash that fits no head: what is sealed now shows it
	}
	return all, nil
}

type positioned struct {
	Position int64
	Hash     []byte
}

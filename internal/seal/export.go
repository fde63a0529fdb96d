package seal

import (
	"context"
	"encoding/json"
	"io"
	"time"

	"golang.org/x/mod/sumdb/tlog"

	"example.org/concord/internal/db"
)

// Kept is a signed head as staff see it.
type Kept struct {
	Leaves    int64
	At        time.Time
	Signed    string
	PublicKey string
}

// PerPage is how many heads a page shows; the query brings one more.
const PerPage = 50

// Heads are the signed heads, newest first, those of fewer leaves than before (0: all).
func Heads(before int64, dst *[]Kept) db.Query {
	return db.Many("signed heads", `select leaves, at, signed, public_key from app.sealed_head where leaves < coalesce(nullif($1::bigint, 0), 9223372036854775807) order by leaves desc`+
		db.Limit(PerPage+1), dst, before)
}

// HeadOf is the one of so many leaves.
func HeadOf(leaves int64, dst *Kept) db.Query {
	return db.One("signed head", `select leaves, at, signed, public_key from app.sealed_head where leaves = $1`, dst, leaves)
}

// step is how many leaves an export reads at once.
const step = 2000

// exported is a leaf with its row as it is now.
type exported struct {
	Number int64
	Row
}

// Export writes the log up to the newest head, a [Line] each, as staff who hold the right see it. It is read in steps, each as whoever
// asks: what is sealed does not change meanwhile.
func Export(ctx context.Context, d *db.DB, who db.Who, to io.Writer) error {
	lines := json.NewEncoder(to)
	lines.SetEscapeHTML(false) // or it would write the row's own text anew
	for next := int64(0); ; {
		positions := make([]int64, step)
		for i := range positions {
			positions[i] = tlog.StoredHashIndex(0, next+int64(i))
		}
		var rows []exported
		var hashes []positioned
		if err := d.Read(ctx, who,
			db.Many("leaves", `select a.number, `+columns+` from app.sealed a where a.number >= $1 and a.number < $1 + $2 order by a.number`, &rows, next, step),
			db.Many("hashes of leaves", `select position, hash from app.sealed_hash where position = any ($1)`, &hashes, positions)); err != nil {
			return err
		}
		if len(rows) == 0 {
			return nil
		}
		sealed := map[int64]tlog.Hash{}
		for _, h := range hashes {
			sealed[h.Position] = tlog.Hash(h.Hash)
		}
		for _, r := range rows {
			line := Line{Leaf: r.Number, Hash: sealed[tlog.StoredHashIndex(0, r.Number)], Row: json.RawMessage("null")}
			if r.ID != 0 {
				line.Row = r.leaf()
			}
			if err := lines.Encode(line); err != nil {
				return err
			}
		}
		next += step
	}
}

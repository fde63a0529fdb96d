package update

import (
	"context"
	"errors"
	"time"

	"example.org/concord/internal/blob"
	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
)

// unnamedFor is how long a stored file may be without a row that names it. An upload under way is such a file, and so is that of a
// form which is being sent again; neither takes a day.
const unnamedFor = 24 * time.Hour

// asked is how many keys one question holds.
const asked = 1000

// ClearFiles removes the stored files that no update and no draft names any more, and answers how many. Any number of processes may
// do so at once, while files arrive.
func ClearFiles(ctx context.Context, worker *db.DB, files blob.Store) (int, error) {
	since := time.Now().Add(-unnamedFor)
	removed := 0
	var keys []string
	clear := func() error {
		n, err := clearUnnamed(ctx, worker, files, keys, since)
		removed, keys = removed+n, keys[:0]
		return err
	}
	for s, err := range files.All(ctx) {
		if err != nil {
			return removed, err
		}
		if s.Kept.Before(since) {
			keys = append(keys, string(s.Key))
		}
		if len(keys) == asked {
			if err := clear(); err != nil {
				return removed, err
			}
		}
	}
	if err := clear(); err != nil {
		return removed, err
	}
	return removed, worker.Write(ctx, db.Who{}, db.Once{}, db.Also("give back room", `select app.give_back_room()`))
}

func clearUnnamed(ctx context.Context, worker *db.DB, files blob.Store, keys []string, since time.Time) (int, error) {
	var unnamed []string
	if err := worker.Read(ctx, db.Who{}, db.Many("unnamed files", `select app.unnamed($1)`, &unnamed, keys)); err != nil {
		return 0, err
	}
	removed := 0
	for _, key := range unnamed {
		err := files.Remove(ctx, blob.Key(key), since)
		switch {
		case err == nil:
			removed++
		case errors.As(err, &fault.Conflict{}) || errors.Is(err, fault.NotFound): // it came again, or another process was faster
		default:
			return removed, err
		}
	}
	return removed, nil
}

// Package blob keeps the bytes of files. It knows no people and no rights: a file is served only to those whom the row that
// names its key is visible to.
package blob

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"iter"
	"regexp"
	"time"
)

// Key names content: its SHA-256 in hexadecimal. The same file kept twice is kept once.
type Key string

// KeyOf is under which key a content would be kept, and how many bytes it has.
func KeyOf(from io.Reader) (Key, int64, error) {
	sum := sha256.New()
	size, err := io.Copy(sum, from)
	return Key(hex.EncodeToString(sum.Sum(nil))), size, err
}

var wellFormed = regexp.MustCompile(`^[0-9a-f]{64}$`)

// Stored is what is known about a kept blob without opening it.
type Stored struct {
	Key  Key
	Size int64 // bytes
	Kept time.Time
}

// Store keeps blobs. Every method answers fault.NotFound for a key that is not there or is none.
type Store interface {
	// Put keeps what it reads and answers where, once it would survive a power cut. More than limit bytes are fault.Invalid and
	// nothing is kept.
	Put(ctx context.Context, from io.Reader, limit int64) (Stored, error)
	// Open reads a blob from its beginning; the caller closes it.
	Open(ctx context.Context, key Key) (io.ReadCloser, Stored, error)
	// Stat tells its size.
	Stat(ctx context.Context, key Key) (Stored, error)
	// Remove forgets it, unless it was put again since: then it is as new, and fault.Conflict.
	Remove(ctx context.Context, key Key, since time.Time) error
	// All walks over everything kept, in no particular order, until an error: what no row names any more is found so.
	All(ctx context.Context) iter.Seq2[Stored, error]
}

package update

import (
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/fault"
	"example.org/concord/internal/item"
)

// AttachmentID names a file of an update.
type AttachmentID struct{ uuid.UUID }

// NewAttachmentID names a file that is about to be kept.
func NewAttachmentID() AttachmentID { return AttachmentID{uuid.New()} }

// ParseAttachmentID reads an identifier from an address: fault.NotFound where it is none.
func ParseAttachmentID(s string) (AttachmentID, error) {
	id, err := uuid.Parse(s)
	if err != nil {
		return AttachmentID{}, fault.NotFound
	}
	return AttachmentID{id}, nil
}

// Key is where a list goes on: after the item posted then.
type Key struct {
	Posted time.Time
	ID     item.ID
}

// Parts are the key as texts, for an address.
func (k Key) Parts() []string {
	return []string{k.Posted.UTC().Format(time.RFC3339Nano), k.ID.String()}
}

// ParseKey reads what Parts wrote; nil where there is nothing. A key that was tampered with is fault.NotFound.
func ParseKey(parts []string) (*Key, error) {
	if parts == nil {
		return nil, nil
	}
	posted, err := time.Parse(time.RFC3339Nano, parts[0])
	if err != nil {
		return nil, fault.NotFound
	}
	id, err := item.ParseID(parts[1])
	return &Key{posted, id}, err
}

// parts are the key for SQL, and without one what lies before the first row.
func (k *Key) parts(before time.Time) (time.Time, item.ID) {
	if k == nil {
		return before, item.ID{}
	}
	return k.Posted, k.ID
}

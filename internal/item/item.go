// Package item is what everything shared has in common: an audience of circles, a text in versions, files, and who has read it.
// What is shared (an update, a reply, later a document) adds its own details in its own package and asks the same policies.
//
// Lists and counts begin at the audience and never at the item: that is where the index of a circle lies, and where the
// policy is an index condition.
package item

import (
	"github.com/google/uuid"

	"example.org/concord/internal/fault"
)

// ID names an item.
type ID struct{ uuid.UUID }

// NewID makes an identifier that says nothing about when it was made: an address is passed on more freely than a text.
func NewID() ID { return ID{uuid.New()} }

// ParseID reads an identifier from an address. What is none names nothing: fault.NotFound.
func ParseID(s string) (ID, error) {
	id, err := uuid.Parse(s)
	if err != nil {
		return ID{}, fault.NotFound
	}
	return ID{id}, nil
}

// Package item is what everything shared has in common: an audience of circles, a text in versions, files, and who has read it.
// What is shared (an update, a reply, later a document) adds its own details in its own package and asks the same policies.
//
// Lists and counts begin at the audience and never at the item: that is where the index of a circle lies, and where the
// policy is an index condition.
package item

import (
	"encoding/binary"

	"github.com/google/uuid"

	"example.org/concord/internal/fault"
)

// ID names an item.
type ID struct{ uuid.UUID }

// NewID makes an identifier that says nothing about when it was made: an address is passed on more freely than a text.
func NewID() ID { return ID{uuid.New()} }

// Number tells items apart for people, where the title may not be said: six characters of its random identifier, none of which is mistaken
// for another. It counts nothing, so it says nothing about what others post.
func (id ID) Number() string {
	const figures = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
	bits := binary.BigEndian.Uint32(id.UUID[12:]) >> 2
	number := make([]byte, 6)
	for n := range number {
		number[n], bits = figures[bits&31], bits>>5
	}
	return string(number)
}

// ParseID reads an identifier from an address. What is none names nothing: fault.NotFound.
func ParseID(s string) (ID, error) {
	id, err := uuid.Parse(s)
	if err != nil {
		return ID{}, fault.NotFound
	}
	return ID{id}, nil
}

package update

import (
	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
)

// What is said where there is no room: nothing typed is lost.
func init() {
	db.Constraint("file_room_person", fault.Invalid{{Name: "file", Message: "Your files fill the room that one person has here. This one was not kept; everything you typed is. " +
		"Throw away drafts with files that you no longer need: their room comes back after a day."}})
	db.Constraint("file_room_all", fault.Invalid{{Name: "file", Message: "There is no room for files here now. Yours was not kept; everything you typed is. Tell those who run this portal, " +
		"and go on without it or try again later."}})
	db.Constraint("draft_files_few", fault.Invalid{{Name: "file", Message: "An update can have ten files. Take one away first."}})
	db.Constraint("drafts_few", fault.Invalid{{Message: "You have a hundred drafts. This one is not kept yet, and what you typed is still here: throw away a draft that you no longer need, in another tab, then send it again."}})
}

// TakeRoom counts files that are about to be kept, by their keys and sizes, before a byte of them is. It is a write of its own.
func TakeRoom(files []Attachment) db.Query {
	blobs, sizes := make([]string, len(files)), make([]int64, len(files))
	for i, f := range files {
		blobs[i], sizes[i] = f.Blob, f.Bytes
	}
	return db.Also("take room", `select app.take_room($1, $2)`, blobs, sizes)
}

// DraftIsFree finds nothing where the draft is somebody else's.
func DraftIsFree(id DraftID) db.Query {
	var free bool
	return db.One("draft is free", `select true where not app.is_anothers_draft($1)`, &free, id)
}

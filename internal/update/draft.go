package update

import (
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
)

// DraftID names a draft.
type DraftID struct{ uuid.UUID }

// NewDraftID names a draft that is not kept yet: it comes into being when it is first saved.
func NewDraftID() DraftID { return DraftID{uuid.New()} }

// ParseDraftID reads an identifier from an address: fault.NotFound where it is none.
func ParseDraftID(s string) (DraftID, error) {
	id, err := uuid.Parse(s)
	if err != nil {
		return DraftID{}, fault.NotFound
	}
	return DraftID{id}, nil
}

// AboutUpdate says that a draft is to become an update.
const AboutUpdate = "update"

// Fields are a draft as it was typed, right or wrong: nothing typed is lost for being wrong.
type Fields struct {
	As            string   `json:"as"` // appointment
	Genre         string   `json:"genre"`
	Title         string   `json:"title"`
	Body          string   `json:"body"`
	Label         string   `json:"label"`
	Circles       []string `json:"circles"`
	Find          string   `json:"find"` // whom to look for among the people
	Sectors       []string `json:"sectors"`
	States        []string `json:"states"`
	AnswerBy      string   `json:"answer_by"` // 2026-11-30
	ValidUntil    string   `json:"valid_until"`
	Source        string   `json:"source"`
	SourceMarking string   `json:"source_marking"`
	Drop          []string `json:"drop,omitempty"` // of an edit: the files to take away
}

// Draft is what its author began to write. Nobody else sees it, and neither do administrators.
type Draft struct {
	ID      DraftID
	About   string
	Fields  Fields
	Touched time.Time
}

// DraftByID is the asker's own draft.
func DraftByID(id DraftID, dst *Draft) db.Query {
	return db.One("draft", `select id, about, fields, touched from draft where id = $1`, dst, id)
}

// Drafts are the asker's own, the last touched first.
func Drafts(dst *[]Draft) db.Query {
	return db.Many("drafts", `select id, about, fields, touched from draft order by touched desc, id limit 100`, dst)
}

// DraftFiles are the files that will go with the update.
func DraftFiles(of DraftID, dst *[]Attachment) db.Query {
	return db.Many("draft files", `select id, name, media_type, bytes, blob from draft_file where draft_id = $1 order by at, name, id`, dst, of)
}

// SaveDraft keeps what was typed so far.
func SaveDraft(id DraftID, about string, f Fields) db.Query {
	return db.Change("save draft", `
insert into draft (id, author_id, about, fields) select $1, w.person_id, $2, $3 from app.who w
on conflict (id) do update set fields = excluded.fields, touched = app.now()`, id, about, f)
}

// DiscardDraft throws a draft and its files away.
func DiscardDraft(id DraftID) db.Query {
	return db.Change("discard draft", `delete from draft where id = $1`, id)
}

// MaxFiles is how many files one update may have.
const MaxFiles = 10

// AttachFile puts a kept blob beside the draft.
func AttachFile(to DraftID, a Attachment) db.Query {
	return db.Change("attach file", `
insert into draft_file (id, draft_id, author_id, name, media_type, bytes, blob)
select $1, d.id, d.author_id, $3, $4, $5, $6 from draft d where d.id = $2`, a.ID, to, a.Name, a.MediaType, a.Bytes, a.Blob)
}

// DetachFile takes a file away from the draft.
func DetachFile(from DraftID, id AttachmentID) db.Query {
	return db.Change("detach file", `delete from draft_file where draft_id = $1 and id = $2`, from, id)
}

package update

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/item"
	"example.org/concord/internal/typed"
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

// About is what a draft is to become.
type About string

// AboutUpdate says that a draft is to become an update.
const AboutUpdate About = "update"

// The kinds of what is written about an item, and of a form that outlived its sign-in, before the colon.
const (
	replies, edits, forms = "reply", "edit", "form"
)

// AboutReply says that a draft is to become a reply to an item, AboutEdit a new version of it.
func AboutReply(to item.ID) About { return About(replies + ":" + to.String()) }

// AboutEdit says that a draft is to become a new version of the item.
func AboutEdit(of item.ID) About { return About(edits + ":" + of.String()) }

// ParseAbout reads it from a form, where "" is an update; fault.NotFound for what no draft of a person's own writing is about.
func ParseAbout(s string) (About, error) {
	a := About(s)
	if s == "" || a == AboutUpdate {
		return AboutUpdate, nil
	}
	if _, ok := a.Item(); !ok {
		return "", fault.NotFound
	}
	return a, nil
}

// Item is the one that a reply or an edit is about.
func (a About) Item() (item.ID, bool) {
	kind, of, _ := strings.Cut(string(a), ":")
	id, err := item.ParseID(of)
	return id, err == nil && (kind == replies || kind == edits)
}

// Reply says that it is one, Edit and Form likewise.
func (a About) Reply() bool { return strings.HasPrefix(string(a), replies+":") }

// Edit says that a text that stands is changed.
func (a About) Edit() bool { return strings.HasPrefix(string(a), edits+":") }

// Form says that it is any form of the portal, which outlived its sign-in.
func (a About) Form() bool { return strings.HasPrefix(string(a), forms+":") }

// FormName is what a form of the portal is called; "" of anything else, and of a form that the portal has no longer.
func (a About) FormName() string {
	path, form := strings.CutPrefix(string(a), forms+":")
	if !form {
		return ""
	}
	return typed.Name(path)
}

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
	Base          int      `json:"base,omitempty"` // of an edit: the version that it began from
}

// Draft is what its author began to write. Nobody else sees it, and neither do administrators.
type Draft struct {
	ID      DraftID
	About   About
	Fields  Fields
	Version int      // counts how often it was saved
	Beside  *DraftID // what another window had saved when this one was
	Led     string   // what was made of it, as an address; "" while it waits
	Of      string   // the title of what a reply or an edit is about, where the asker still reads that; the council that a form goes to
	Touched time.Time
}

// Name is what a draft is called in a list: of a form what the form is, else its title, else how its text begins.
func (d Draft) Name() string {
	if name := d.About.FormName(); name != "" && d.Of != "" {
		return name + ": " + d.Of
	} else if name != "" {
		return name
	}
	if d.Fields.Title != "" {
		return d.Fields.Title
	}
	return typed.Begins(d.Fields.Body)
}

const draftColumns = `d.id, d.about, d.fields, d.version, d.beside, coalesce(d.led, '') as led, d.touched`

// DraftByID is the asker's own draft, also one of which something was made.
func DraftByID(id DraftID, dst *Draft) db.Query {
	return db.One("draft", `select `+draftColumns+`, '' as of from draft d where d.id = $1`, dst, id)
}

// begun finds the draft about something: the one that is asked for, else the last one that waits.
const begun = `(select d.id from draft d where d.about = $1 and d.led is null order by d.id = $2 desc, d.touched desc, d.id limit 1)`

// Begun is what the asker began to reply to an item or to change in it and did not send: the draft that is asked for, else the last one; nil where there
// is none.
func Begun(about About, asked DraftID, dst **Draft) db.Query {
	return db.Maybe("begun and waiting", `select `+draftColumns+`, '' as of from draft d where d.id = `+begun, dst, about, asked)
}

// BegunFiles are its files.
func BegunFiles(about About, asked DraftID, dst *[]Attachment) db.Query {
	return db.Many("files of what was begun", `
select `+fileColumns+` from draft_file where draft_id = `+begun+` order by at, name, id`, dst, about, asked)
}

// Drafts are the asker's own that wait, the last touched first.
func Drafts(dst *[]Draft) db.Query {
	return db.Many("drafts", `
select `+draftColumns+`, coalesce(v.title, c.short_name, '') as of
  from draft d
  left join council c on c.slug = substring(d.about from '^form:(?:/admin)?/councils/([a-z0-9-]+)')
  left join lateral (
       select v.title from item i join item r on r.id = i.root_id join item_version v on v.item_id = r.id and v.number = r.current
        where i.id = substring(d.about from '^(?:reply|edit):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$')::uuid limit 1) v on true
 where d.led is null order by d.touched desc, d.id limit 100`, dst)
}

// BesideDraft is the draft that another window had saved when this one was, as long as it waits.
func BesideDraft(of DraftID, dst **Draft) db.Query {
	return db.Maybe("draft beside", `
select `+draftColumns+`, '' as of from draft d
 where d.id = (select coalesce(h.beside, (select o.id from draft o where o.beside = h.id and o.led is null order by o.touched desc limit 1)) from draft h where h.id = $1)
   and d.led is null`, dst, of)
}

// CirclesOfDrafts are those that a draft and the one beside it are addressed to, as far as the asker knows them.
func CirclesOfDrafts(of DraftID, dst *[]item.Circle) db.Query {
	return db.Many("circles of drafts", `
with chosen as materialized (
  select x.id from draft h join draft d on d.id = h.id or d.id = h.beside or d.beside = h.id cross join lateral (`+chosenInDraft+`) x (id) where h.id = $1
)
select c.id, c.kind, c.council_id, k.short_name as council, k.slug, p.name as person, true as reads, false as door
  from (select distinct id from chosen) x
 cross join lateral (select c.id, c.kind, c.council_id, c.person_id from circle c where c.id = x.id limit 1) c
  join council k on k.id = c.council_id left join person p on p.id = c.person_id
 order by k.short_name, c.kind, p.name`, dst, of)
}

// FormByID is a form of the asker's own that outlived its sign-in.
func FormByID(id DraftID, dst *typed.Form) db.Query {
	return db.One("kept form", `
select coalesce(fields ->> 'title', '') as title, fields ->> 'path' as path, coalesce(fields ->> 'from', '') as "from", fields -> 'form' as fields
  from draft where id = $1 and about like 'form:%'`, dst, id)
}

// EndForm notes that a form which waited was accepted, and where it led: nothing of it stays.
func EndForm(id DraftID, led string) db.Query {
	return db.Change("end form", `update draft set led = $2, fields = '{}', touched = app.now() where id = $1 and about like 'form:%' and led is null`, id, led)
}

// endDraft notes what was made of a draft, whether it was saved before or not: what another window made of it already is fault.Denied. Its
// text and its files are the item's now. What was written without a draft has none to end.
func endDraft(id DraftID, about About, led string) []db.Query {
	if id.UUID == uuid.Nil {
		return nil
	}
	return []db.Query{
		db.Change("end draft", `
insert into draft as d (id, author_id, about, fields, led) select $1, w.person_id, $2, '{}', $3 from app.who w
on conflict (id) do update set led = excluded.led, fields = '{}', touched = app.now() where d.led is null`, id, about, led).
			Seen(`select true from draft where id = $1`, id),
		db.Also("end files of draft", `delete from draft_file where draft_id = $1`, id),
	}
}

// DraftFiles are the files that will go with what the draft becomes.
func DraftFiles(of DraftID, dst *[]Attachment) db.Query {
	return db.Many("draft files", `select `+fileColumns+` from draft_file where draft_id = $1 order by at, name, id`, dst, of)
}

// Saving is what one window holds, to be kept.
type Saving struct {
	ID     DraftID
	About  About
	Fields Fields
	Base   int       // the version that the window shows; 0 of a draft that was not saved yet
	Window uuid.UUID // its own saves are no surprise to a window
	beside *DraftID
}

// Saved is what became of it.
type Saved struct {
	ID      DraftID // another one than was asked for, where both texts are kept
	Version int
	Beside  *Draft // what another window had saved meanwhile
	Posted  *Draft // or had posted: then nothing was saved
}

// kept is what the database says of a saved draft.
type kept struct {
	Version int
	Beside  *DraftID
}

// Save keeps what a window holds. Nothing newer is overwritten: where another window saved another text since this one was opened, this
// one becomes a draft of its own beside it, with the same files; and what was posted already does not come back.
func (s Saving) Save(ctx context.Context, d *db.DB, who db.Who) (Saved, error) {
	var done *kept
	err := d.Write(ctx, who, db.Once{}, s.query(&done))
	switch {
	case errors.Is(err, fault.Denied): // a draft of that name is somebody else's
		return Saved{}, fault.NotFound
	case err != nil:
		return Saved{}, err
	case done != nil && done.Beside == nil:
		return Saved{ID: s.ID, Version: done.Version}, nil
	case done != nil:
		return s.besides(ctx, d, who, Saved{ID: s.ID, Version: done.Version}, *done.Beside)
	}
	var other Draft
	if err := d.Read(ctx, who, DraftByID(s.ID, &other)); err != nil {
		return Saved{}, err
	}
	if other.Led != "" {
		return Saved{ID: s.ID, Posted: &other}, nil
	}
	s.ID, s.beside, s.Base = NewDraftID(), &other.ID, 0
	err = d.Write(ctx, who, db.Once{}, s.query(&done), db.Also("files of both drafts", `
insert into draft_file (id, draft_id, author_id, name, media_type, bytes, blob, width, height, at)
select gen_random_uuid(), $2, author_id, name, media_type, bytes, blob, width, height, at from draft_file where draft_id = $1`, other.ID, s.ID))
	return Saved{ID: s.ID, Version: 1, Beside: &other}, err
}

// besides says what stands beside a draft, as long as that waits, too.
func (s Saving) besides(ctx context.Context, d *db.DB, who db.Who, done Saved, other DraftID) (Saved, error) {
	var all []Draft
	err := d.Read(ctx, who, db.Many("draft beside", `select `+draftColumns+`, '' as of from draft d where d.id = $1 and d.led is null`, &all, other))
	if len(all) > 0 && done.Version == 1 {
		done.Beside = &all[0]
	}
	return done, err
}

// query inserts the draft, or changes it where this window knows what it changes. Of what there is one of, such as a reply to an update, a
// first save notes what another window began.
func (s Saving) query(dst **kept) db.Query {
	var window *uuid.UUID
	if s.Window != uuid.Nil {
		window = &s.Window
	}
	return db.Maybe("save draft", `
insert into draft as d (id, author_id, about, fields, saved_by, beside)
select $1, w.person_id, $2, $3, $5, coalesce($6, case when $2 <> 'update' then (
         select o.id from draft o where o.about = $2 and o.led is null and o.id <> $1 and o.fields <> $3 order by o.touched desc limit 1) end)
  from app.who w
on conflict (id) do update set fields = excluded.fields, touched = app.now(), version = d.version + 1, saved_by = excluded.saved_by
 where d.led is null and (d.version = $4 or d.saved_by = excluded.saved_by or d.fields = excluded.fields)
returning version, beside`, dst, s.ID, s.About, s.Fields, s.Base, window, s.beside)
}

// DiscardDraft throws a draft and its files away. What stood beside it stands alone.
func DiscardDraft(id DraftID) []db.Query {
	return []db.Query{
		db.Change("discard draft", `delete from draft where id = $1`, id),
		db.Also("leave the other draft", `update draft set beside = null where beside = $1`, id),
	}
}

// MaxFiles is how many files one update may have.
const MaxFiles = 10

// AttachFile puts a kept blob beside the draft.
func AttachFile(to DraftID, a Attachment) db.Query {
	return db.Change("attach file", `
insert into draft_file (id, draft_id, author_id, name, media_type, bytes, blob, width, height)
select $1, d.id, d.author_id, $3, $4, $5, $6, nullif($7, 0), nullif($8, 0) from draft d where d.id = $2`,
		a.ID, to, a.Name, a.MediaType, a.Bytes, a.Blob, a.Width, a.Height)
}

// DetachFile takes a file away from the draft.
func DetachFile(from DraftID, id AttachmentID) db.Query {
	return db.Change("detach file", `delete from draft_file where draft_id = $1 and id = $2`, from, id)
}

package update_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/item"
	"example.org/concord/internal/marking"
	"example.org/concord/internal/story"
	"example.org/concord/internal/story/storytest"
	"example.org/concord/internal/update"
)

func document(name string) update.Attachment {
	return update.Attachment{ID: update.NewAttachmentID(), Name: name, MediaType: "application/pdf", Bytes: 7, Blob: uuid.NewString()}
}

// withFile posts a TLP:CLEAR update of Dana's to the community, with a file.
func (s *stage) withFile(file update.Attachment) item.ID {
	s.Helper()
	p := s.posting(story.Dana, "wscc", marking.Clear, "water-and-wastewater-community")
	p.Draft, p.Place = update.NewDraftID(), "/updates/"+p.ID.String()
	p.Sectors, p.States, p.Source = []string{"water-and-wastewater"}, []string{"CO"}, "A partner"
	s.saveDraft(story.Dana, p.Draft, update.Fields{})
	s.must(s.write(story.Dana, update.AttachFile(p.Draft, file)))
	s.must(s.write(story.Dana, update.Post(p)...))
	return p.ID
}

// revision is the update as it stands, with another title.
func (s *stage) revision(id item.ID, title string) update.Revision {
	s.Helper()
	var u update.Update
	s.read(story.Dana, update.ByID(id, &u))
	var o update.Offer
	f := update.Fields{Title: title, Body: u.Body, Source: u.Source}
	s.read(story.Dana, append(o.Subjects(id), update.SubjectsOf(id, &f.Sectors, &f.States)...)...)
	r, err := f.Revision(u, u.Number, o, storytest.Day)
	s.must(err)
	return r
}

func fileNames(all []update.KeptFile, version int) (names []string) {
	for _, f := range all {
		if f.In(version) {
			names = append(names, f.Name)
		}
	}
	return names
}

func TestEachVersionKeepsWhatItSaid(t *testing.T) {
	s := open(t)
	first, second := document("first.pdf"), document("second.pdf")
	id := s.withFile(first)
	valid := storytest.Day.AddDate(0, 0, 3)
	r := s.revision(id, "Second")
	r.Source, r.ValidUntil, r.Sectors, r.States = "Another partner", &valid, []string{"energy", "water-and-wastewater"}, nil
	r.Files, r.Dropped = []update.Attachment{second}, []update.AttachmentID{first.ID}
	s.must(s.write(story.Dana, update.Edit(r)...))
	s.must(s.write(story.Dana, update.Edit(s.revision(id, "Third"))...))

	var u update.Update
	var now []update.Attachment
	var versions []update.Version
	var files []update.KeptFile
	s.read(story.Priya, update.ByID(id, &u), update.Attachments(id, &now), update.Versions(id, &versions), update.KeptFiles(id, &files))
	if u.Title != "Third" || u.Source != "Another partner" || len(u.Sectors) != 2 || len(u.States) != 0 || len(now) != 1 || now[0] != second {
		t.Errorf("it says now %q, from %q, sectors %v, states %v, files %v", u.Title, u.Source, u.Sectors, u.States, now)
	}
	if len(versions) != 3 {
		t.Fatalf("%d versions", len(versions))
	}
	if v := versions[2]; v.Source != "A partner" || v.ValidUntil != nil || len(v.Sectors) != 1 || !slices.Equal(v.States, []string{"Colorado"}) {
		t.Errorf("the first version said %+v", v)
	}
	if v := versions[1]; v.Source != "Another partner" || v.ValidUntil == nil || len(v.Sectors) != 2 || len(v.States) != 0 {
		t.Errorf("the second version said %+v", v)
	}
	for version, want := range map[int]string{1: "first.pdf", 2: "second.pdf", 3: "second.pdf"} {
		if got := fileNames(files, version); !slices.Equal(got, []string{want}) {
			t.Errorf("version %d has the files %v", version, got)
		}
	}
	var got update.Attachment
	s.read(story.Priya, update.AttachmentByID(id, first.ID, &got))

	// Who is added later reads from that version on, and the files likewise.
	s.must(s.write(story.Dana, update.Publish(id)))
	s.read(nobody, update.Versions(id, &versions), update.KeptFiles(id, &files))
	if len(versions) != 1 || versions[0].Source != "Another partner" || len(files) != 1 || files[0].Name != "second.pdf" {
		t.Errorf("the public reads the versions %v and files %v", versions, files)
	}
	if err := s.app.Read(t.Context(), s.as(nobody), update.AttachmentByID(id, first.ID, &got)); !errors.Is(err, fault.NotFound) {
		t.Errorf("the public gets the file of before: %v", err)
	}
}

// A file of another update cannot be taken away, nor one be added to a version that stands.
func TestOnlyAnEditChangesWhatStands(t *testing.T) {
	s := open(t)
	file := document("mine.pdf")
	id, other := s.withFile(file), s.withFile(document("other.pdf"))
	r := s.revision(other, "Another")
	r.Dropped = []update.AttachmentID{file.ID}
	s.must(s.write(story.Dana, update.Edit(r)...))
	var now []update.Attachment
	s.read(story.Dana, update.Attachments(id, &now))
	if len(now) != 1 {
		t.Errorf("an edit of another update took the file away")
	}
	s.d.SetNow(storytest.Day.Add(time.Minute))
	for what, sql := range map[string]string{
		"attach":  `insert into attachment (id, item_id, author_id, name, media_type, bytes, blob) select gen_random_uuid(), $1, person_id, 'a', 'b', 1, 'c' from app.who`,
		"sector":  `insert into item_sector (item_id, sector) values ($1, 'energy')`,
		"state":   `insert into item_state (item_id, state) values ($1, 'TX')`,
		"details": `insert into update_version (item_id, number, source, source_marking, sectors, states) values ($1, 1, '', '', '{}', '{}')`,
		"detail":  `update sector_update set source = 'x' where item_id = $1`,
		"detach":  `update attachment set dropped = 2 where item_id = $1`,
		"forget":  `delete from item_sector where item_id = $1`,
	} {
		if err := s.write(story.Dana, db.Change(what, sql, id)); !errors.Is(err, fault.Denied) {
			t.Errorf("%s after it was posted: %v", what, err)
		}
	}
}

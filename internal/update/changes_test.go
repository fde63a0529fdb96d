package update_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/item"
	"example.org/concord/internal/marking"
	"example.org/concord/internal/story"
	"example.org/concord/internal/update"
)

func TestSecondOfTwoEditorsIsToldAndBothTextsStay(t *testing.T) {
	s := open(t)
	id := s.post(story.Priya, "wscc", marking.Amber, "wscc")
	edit := func(base int, title string) error {
		text, err := item.Render(title+" text", 1)
		s.must(err)
		return s.write(story.Priya, update.Edit(update.Revision{ID: id, Base: base, Title: title, Text: text})...)
	}
	s.must(edit(1, "First"))
	conflict := fault.Conflict{}
	if err := edit(1, "Second"); !errors.As(err, &conflict) || !strings.Contains(conflict.Message, "Your text is kept") {
		t.Errorf("the second editor is told %v", err)
	}
	if err := edit(7, "From the future"); !errors.Is(err, fault.Denied) {
		t.Errorf("an edit of a version that is not there: %v", err)
	}
	s.must(edit(2, "Third"))
	var u update.Update
	var versions []update.Version
	s.read(story.Dana, update.ByID(id, &u), update.Versions(id, &versions))
	if u.Number != 3 || u.Title != "Third" || u.HTML != "<p>Third text</p>\n" || len(versions) != 3 || versions[1].Title != "First" {
		t.Errorf("version %d is %q with %q; %d versions", u.Number, u.Title, u.HTML, len(versions))
	}
}

func TestSameFormPostsOnce(t *testing.T) {
	s := open(t)
	once := db.Once{Key: uuid.New(), Payload: []byte("what was typed"), Location: "/updates/first"}
	post := func(o db.Once) error {
		return s.app.Write(t.Context(), s.as(story.Dana), o, update.Post(s.posting(story.Dana, "wscc", marking.Amber, "wscc"))...)
	}
	s.must(post(once))
	repeated, conflict := fault.Repeated{}, fault.Conflict{}
	if err := post(once); !errors.As(err, &repeated) || repeated.Location != once.Location {
		t.Errorf("the second click is told %v", err)
	}
	once.Payload = []byte("something else")
	if err := post(once); !errors.As(err, &conflict) {
		t.Errorf("the same key with another text is told %v", err)
	}
	var rows []update.Row
	s.read(story.Priya, update.Feed{}.Council("wscc", update.SituationReport, &rows))
	if n := len(slices.DeleteFunc(rows, func(r update.Row) bool { return r.Title != "Chlorine runs short on the lower river" })); n != 1 {
		t.Errorf("it stands there %d times", n)
	}
}

func TestDraftIsItsAuthorsAlone(t *testing.T) {
	s := open(t)
	id := update.NewDraftID()
	fields := update.Fields{Title: "Not yet", Circles: []string{"x"}, Body: strings.Repeat("é", 50_000)}
	file := update.Attachment{ID: update.AttachmentID{UUID: uuid.New()}, Name: "map.pdf", MediaType: "application/pdf", Bytes: 7, Blob: "b"}
	window := uuid.New()
	for n, f := range []update.Fields{{}, fields} {
		saved, err := update.Saving{ID: id, About: update.AboutUpdate, Fields: f, Base: n, Window: window}.Save(t.Context(), s.app, s.as(story.Dana))
		s.must(err)
		if saved.ID != id || saved.Version != n+1 || saved.Beside != nil {
			t.Errorf("saved as %+v", saved)
		}
	}
	s.must(s.write(story.Dana, update.AttachFile(id, file)))
	var d update.Draft
	var files []update.Attachment
	s.read(story.Dana, update.DraftByID(id, &d), update.DraftFiles(id, &files))
	if d.Fields.Title != "Not yet" || d.Fields.Body != fields.Body || len(files) != 1 || files[0] != file {
		t.Errorf("Dana finds %q, %d bytes, files %v", d.Fields.Title, len(d.Fields.Body), files)
	}
	for _, p := range []story.Person{story.Omar, story.Lena, story.Sam, nobody} {
		var all []update.Draft
		if err := s.app.Read(t.Context(), s.as(p), update.DraftByID(id, &d)); !errors.Is(err, fault.NotFound) {
			t.Errorf("%s opens it: %v", p.Name, err)
		}
		s.read(p, update.DraftFiles(id, &files), update.Drafts(&all))
		if len(files) > 0 || slices.ContainsFunc(all, func(d update.Draft) bool { return d.ID == id }) {
			t.Errorf("%s sees its files or its title", p.Name)
		}
		if saved, err := (update.Saving{ID: id, About: update.AboutUpdate, Fields: fields}).Save(t.Context(), s.app, s.as(p)); err == nil && saved.ID == id {
			t.Errorf("%s overwrites it", p.Name)
		}
		for _, q := range []db.Query{update.DiscardDraft(id)[0], update.AttachFile(id, file), update.DetachFile(id, file.ID)} {
			if err := s.write(p, q); err == nil {
				t.Errorf("%s may %s", p.Name, q.Name())
			}
		}
	}
}

func TestReachCountsEachPersonOnceAndOnlyWhereOneMayAddress(t *testing.T) {
	s := open(t)
	o := s.offer(story.Dana, "wscc")
	reach := func(p story.Person, circles ...string) (all item.Reach, each []update.CircleReach) {
		t.Helper()
		id := update.NewDraftID()
		s.saveDraft(p, id, update.Fields{Circles: append(circles, "no circle")})
		s.read(p, update.ReachOfDraft(id, &all, &each)...)
		return all, each
	}
	council, gcc := s.circle(o, "wscc"), s.circle(o, "water-gcc")
	alone, _ := reach(story.Dana, council)
	both, each := reach(story.Dana, council, s.circle(o, "wscc seated"), gcc)
	other, _ := reach(story.Dana, gcc)
	if alone.Government != 0 || other.Government != other.People || other.Regulators == 0 {
		t.Errorf("the Water SCC has %d of government; of %d in the GCC %d are government and %d regulators", alone.Government, other.People, other.Government, other.Regulators)
	}
	if both.People != alone.People+other.People || both.Councils != 2 || len(each) != 3 {
		t.Errorf("%d and %d people are %d in %d councils, %d circles", alone.People, other.People, both.People, both.Councils, len(each))
	}
	if hidden, _ := reach(story.Ines, council, gcc); hidden.People != 0 {
		t.Errorf("an outsider learns that %d people sit there", hidden.People)
	}
}

func TestDraftBecomesTheUpdateWithItsFiles(t *testing.T) {
	s := open(t)
	p := s.posting(story.Dana, "wscc", marking.Amber, "wscc")
	p.Draft, p.Place = update.NewDraftID(), "/updates/"+p.ID.String()
	file := update.Attachment{ID: update.AttachmentID{UUID: uuid.New()}, Name: "map.pdf", MediaType: "application/pdf", Bytes: 7, Blob: "b"}
	s.saveDraft(story.Dana, p.Draft, update.Fields{})
	s.must(s.write(story.Dana, update.AttachFile(p.Draft, file)))
	s.must(s.write(story.Dana, update.Post(p)...))
	var got update.Attachment
	var d update.Draft
	s.read(story.Priya, update.AttachmentByID(p.ID, file.ID, &got))
	if got != file {
		t.Errorf("the reader gets %v", got)
	}
	other := s.post(story.Dana, "wscc", marking.Amber, "wscc")
	for who, q := range map[story.Person]db.Query{
		story.Ines: update.AttachmentByID(p.ID, file.ID, &got), story.Priya: update.AttachmentByID(other, file.ID, &got), story.Omar: update.DraftByID(p.Draft, &d),
	} {
		if err := s.app.Read(t.Context(), s.as(who), q); !errors.Is(err, fault.NotFound) {
			t.Errorf("%s: %s: %v", who.Name, q.Name(), err)
		}
	}
	var files []update.Attachment
	var waiting []update.Draft
	s.read(story.Dana, update.DraftByID(p.Draft, &d), update.DraftFiles(p.Draft, &files), update.Drafts(&waiting))
	if d.Led != p.Place || d.Fields.Title+d.Fields.Body != "" || len(files) > 0 || slices.ContainsFunc(waiting, func(w update.Draft) bool { return w.ID == p.Draft }) {
		t.Errorf("of the draft there is left %+v, files %v", d, files)
	}
	if err := s.write(story.Dana, update.Post(s.again(p))...); !errors.Is(err, fault.Denied) {
		t.Errorf("the draft is posted twice: %v", err)
	}
}

// again is the same posting under another name, as a second window would send it.
func (s *stage) again(p update.Posting) update.Posting {
	p.ID = item.NewID()
	return p
}

// A window that another one was faster than overwrites nothing: both texts are kept, with the files, and each knows of the other. What was
// posted does not come back.
func TestOlderWindowOverwritesNothing(t *testing.T) {
	s := open(t)
	id, here, there := update.NewDraftID(), uuid.New(), uuid.New()
	save := func(window uuid.UUID, base int, body string) update.Saved {
		t.Helper()
		saved, err := update.Saving{ID: id, About: update.AboutUpdate, Fields: update.Fields{Body: body}, Base: base, Window: window}.Save(t.Context(), s.app, s.as(story.Dana))
		s.must(err)
		return saved
	}
	save(here, 0, "One")
	file := document("map.pdf")
	s.must(s.write(story.Dana, update.AttachFile(id, file)))
	if again := save(here, 0, "One, two"); again.ID != id || again.Version != 2 || again.Beside != nil {
		t.Errorf("the window that saved last is told %+v", again)
	}
	if same := save(there, 1, "One, two"); same.ID != id || same.Beside != nil {
		t.Errorf("the same text from another window is told %+v", same)
	}
	other := save(uuid.New(), 1, "Three")
	if other.ID == id || other.Beside == nil || other.Beside.ID != id {
		t.Fatalf("an older window is told %+v", other)
	}
	var first, second update.Draft
	var beside *update.Draft
	var files []update.Attachment
	s.read(story.Dana, update.DraftByID(id, &first), update.DraftByID(other.ID, &second), update.BesideDraft(id, &beside), update.DraftFiles(other.ID, &files))
	if first.Fields.Body != "One, two" || second.Fields.Body != "Three" || beside == nil || beside.ID != other.ID || len(files) != 1 {
		t.Errorf("kept are %q and %q, beside the first %v, files %v", first.Fields.Body, second.Fields.Body, beside, files)
	}
	p := s.posting(story.Dana, "wscc", marking.Amber, "wscc")
	p.Draft, p.Place = id, "/updates/"+p.ID.String()
	s.must(s.write(story.Dana, update.Post(p)...))
	if late := save(here, 3, "One, two, four"); late.Posted == nil || late.Posted.Led != p.Place {
		t.Errorf("after the post a window is told %+v", late)
	}
}

func TestPublishingIsAnActOfItsOwn(t *testing.T) {
	s := open(t)
	community := "water-and-wastewater-community"
	id := s.post(story.Dana, "wscc", marking.Clear, community)
	if s.sees(nobody, id) {
		t.Error("the public reads what was not published")
	}
	text, err := item.Render("For everyone now.", 1)
	s.must(err)
	s.must(s.write(story.Dana, update.Edit(update.Revision{ID: id, Base: 1, Title: "Boil water", Text: text})...))
	s.refused(story.Priya, fault.Denied, update.Publish(id)) // no such right
	s.refused(story.Grace, fault.Denied, update.Publish(id)) // reads it, and is chair elsewhere
	s.must(s.write(story.Dana, update.Publish(id)))
	if err := s.write(story.Dana, update.Publish(id)); !errors.As(err, &fault.Conflict{}) {
		t.Errorf("published twice: %v", err)
	}
	var u update.Update
	var versions []update.Version
	var rows []update.Row
	s.read(nobody, update.ByID(id, &u), update.Versions(id, &versions), update.Feed{}.Council("public", "", &rows))
	if u.Title != "Boil water" || u.Published == nil || !listed(rows, id) {
		t.Errorf("the public reads %q, published %v, listed %v", u.Title, u.Published != nil, listed(rows, id))
	}
	if len(versions) != 1 || versions[0].Number != 2 {
		t.Errorf("the public sees what was said before it was addressed to it: %v", versions)
	}
	green := s.post(story.Dana, "wscc", marking.Green, community)
	if err := s.write(story.Dana, update.Publish(green)); !errors.Is(err, fault.Denied) || s.sees(nobody, green) {
		t.Errorf("TLP:GREEN is published: %v", err)
	}
	// A representative's update is the council's record: those who speak for the council publish it.
	priyas := s.post(story.Priya, "wscc", marking.Clear, community)
	s.refused(story.Priya, fault.Denied, update.Publish(priyas))
	s.must(s.write(story.Lena, update.Publish(priyas)))
	s.read(story.Priya, update.ByID(priyas, &u))
	if u.PublishedBy != "Lena Ortiz, Secretariat" || u.AuthorID != story.Priya.ID {
		t.Errorf("it is published by %q", u.PublishedBy)
	}
}

func TestOpeningIsOnRecordWhereNamedPeopleRead(t *testing.T) {
	s := open(t)
	red := s.post(story.Dana, "wscc", marking.Red, story.Priya.Name)
	amber := s.post(story.Dana, "wscc", marking.Amber, "wscc")
	var u update.Update
	for _, id := range []item.ID{red, amber, red} {
		s.must(s.app.Witness(t.Context(), s.as(story.Priya), item.Opened(id, time.Time{}, item.ID{}, update.RepliesPerPage), update.ByID(id, &u)))
	}
	err := s.app.Witness(t.Context(), s.as(story.Omar), item.Opened(red, time.Time{}, item.ID{}, update.RepliesPerPage), update.ByID(red, &u))
	if !errors.Is(err, fault.NotFound) {
		t.Errorf("Omar opens what is for Priya: %v", err)
	}
	rows, err := s.d.Owner().Query(t.Context(), `select person_id::text || item_id::text from read_record where item_id = any ($1)
		union all select 'opened' || person_id::text || item_id::text from opened where item_id = any ($1) and person_id <> $2`, []item.ID{red, amber}, story.Dana.ID)
	s.must(err)
	var got []string
	for rows.Next() {
		var line string
		s.must(rows.Scan(&line))
		got = append(got, line)
	}
	priya := story.Priya.ID.String()
	want := []string{priya + red.String(), "opened" + priya + red.String(), "opened" + priya + amber.String()}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("on record is %v, want %v", got, want)
	}
}

func TestUnreadUntilOpenedOrMarked(t *testing.T) {
	s := open(t)
	s.marks(story.Priya)
	unread := func(p story.Person) []update.Row {
		var rows []update.Row
		s.read(p, update.Feed{Unread: true}.Council("wscc", "", &rows))
		for _, r := range rows {
			if !r.Unread && r.NewReplies == 0 {
				t.Errorf("%q is listed as unread and is not marked so", r.Title)
			}
		}
		return rows
	}
	if n := len(unread(story.Priya)); n != 0 {
		t.Fatalf("%d updates are unread after all was marked", n)
	}
	first, second := s.post(story.Dana, "wscc", marking.Amber, "wscc"), s.post(story.Dana, "wscc", marking.Amber, "wscc")
	if rows := unread(story.Priya); !listed(rows, first) || !listed(rows, second) || len(rows) != 2 {
		t.Errorf("unread are %d", len(rows))
	}
	if rows := unread(story.Dana); listed(rows, first) {
		t.Error("one's own words are news")
	}
	var u update.Update
	s.must(s.app.Witness(t.Context(), s.as(story.Priya), item.Opened(first, time.Time{}, item.ID{}, update.RepliesPerPage), update.ByID(first, &u)))
	if rows := unread(story.Priya); listed(rows, first) || !listed(rows, second) {
		t.Error("opening one did not make that one read")
	}
	s.marks(story.Priya)
	if rows := unread(story.Priya); len(rows) != 0 {
		t.Error("marking does not reach what was posted this minute")
	}
	if rows := unread(story.Omar); !listed(rows, second) {
		t.Error("what one person read is read for another")
	}
}

func TestRepliesToMeNamesWhoAnswered(t *testing.T) {
	s := open(t)
	root := s.post(story.Dana, "wscc", marking.Amber, "wscc")
	reply := s.reply(story.Priya, root)
	own := s.reply(story.Dana, root)
	var answers []update.Answers
	s.read(story.Dana, update.RepliesToMe(&answers))
	if len(answers) == 0 || answers[0].ID != reply || answers[0].Author != story.Priya.Name || !answers[0].Unread {
		t.Errorf("Dana is told %+v", answers)
	}
	if slices.ContainsFunc(answers, func(a update.Answers) bool { return a.ID == own }) {
		t.Error("Dana is told of her own reply")
	}
}

func TestFeedGoesOnWhereThePageEnded(t *testing.T) {
	s := open(t)
	seen := map[item.ID]bool{}
	var after *update.Key
	last := time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)
	for pages := 0; ; pages++ {
		var rows []update.Row
		s.read(story.Dana, update.Feed{After: after}.Mine(&rows))
		more := len(rows) > update.PerPage
		rows = rows[:min(len(rows), update.PerPage)]
		for _, r := range rows {
			if seen[r.ID] || r.Listed.After(last) {
				t.Fatalf("%q comes twice or out of order", r.Title)
			}
			seen[r.ID], last = true, r.Listed
		}
		if !more {
			if pages == 0 {
				t.Fatal("the story is too short to page through")
			}
			break
		}
		key, err := update.ParseKey(rows[len(rows)-1].Key().Parts())
		s.must(err)
		after = key
	}
	var n int
	s.must(s.d.Owner().QueryRow(t.Context(), `select count(distinct a.item_id) from audience a join held h on h.circle_id = a.circle_id
		where h.person_id = $1 and h.capability = 'item.read' and h.since <= app.now() and h.until > app.now() and a.item_id = a.root_id`, story.Dana.ID).Scan(&n))
	if n != len(seen) {
		t.Errorf("%d updates in %d", len(seen), n)
	}
}

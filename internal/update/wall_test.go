package update_test

import (
	"errors"
	"slices"
	"testing"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/item"
	"example.org/concord/internal/marking"
	"example.org/concord/internal/story"
	"example.org/concord/internal/update"
)

// Who of the cast reads where.
var (
	seated    = []story.Person{story.Dana, story.Omar, story.Priya, story.Maya}
	water     = append(slices.Clone(seated), story.Lena, story.Hugo)
	waterGCC  = []story.Person{story.Grace, story.Felix, story.Joan, story.Ruth}
	joint     = slices.Concat(water, waterGCC)
	community = append(slices.Clone(joint), story.Tomas)
)

func TestLabelAndAudienceDecideWhoReads(t *testing.T) {
	s := open(t)
	for _, c := range []struct {
		label   marking.Label
		circle  string
		readers []story.Person
	}{
		{marking.Red, story.Priya.Name, []story.Person{story.Dana, story.Priya}},
		{marking.AmberStrict, "wscc seated", seated},
		{marking.Amber, "wscc", water},
		{marking.Amber, "wscc-water-gcc-joint", joint},
		{marking.Green, "water-and-wastewater-community", community},
		{marking.Clear, "water-and-wastewater-community", community},
	} {
		s.seenBy(s.post(story.Dana, "wscc", c.label, c.circle), c.readers...)
	}
}

func TestOutsiderSeesNothingInAnyQuery(t *testing.T) {
	s := open(t)
	id := s.post(story.Dana, "wscc", marking.Amber, "wscc")
	s.reply(story.Priya, id)
	for _, p := range []story.Person{story.Ines, story.Grace, story.Tomas, story.Paul, story.Sam, story.Nora, story.Victor, story.Eve, nobody} {
		var (
			found    update.Update
			replies  []update.Reply
			files    []update.Attachment
			versions []update.Version
			readers  []item.Reader
			feeds    [4][]update.Row
			answers  []update.Answers
			box      update.Box
		)
		if err := s.app.Read(t.Context(), s.as(p), update.ByID(id, &found)); !errors.Is(err, fault.NotFound) {
			t.Errorf("%s opens it: %v", p.Name, err)
		}
		s.read(p, append(box.Queries(id, id, nil),
			update.Replies(id, nil, &replies), update.Attachments(id, &files), update.Versions(id, &versions), item.Readers(id, &readers),
			update.Feed{}.Mine(&feeds[0]), update.Feed{}.Council("wscc", "", &feeds[1]), update.Feed{Unread: true}.Mine(&feeds[2]),
			update.Feed{}.Sector("water-and-wastewater", &feeds[3]), update.RepliesToMe(&answers))...)
		if found.Title != "" || len(replies)+len(files)+len(versions)+len(readers)+len(box.Open) > 0 {
			t.Errorf("%s sees %d replies, %d files, %d versions, %d readers, %d to answer", p.Name, len(replies), len(files), len(versions), len(readers), len(box.Open))
		}
		for n, rows := range feeds {
			if listed(rows, id) {
				t.Errorf("%s finds it in feed %d", p.Name, n)
			}
		}
		if slices.ContainsFunc(answers, func(a update.Answers) bool { return a.RootID == id }) {
			t.Errorf("%s is told of a reply", p.Name)
		}
		for what, change := range map[string][]db.Query{
			"edits":     update.Edit(update.Revision{ID: id, Base: 1, Title: "Changed"}),
			"withdraws": {update.Withdraw(id, "because")},
			"publishes": {update.Publish(id)},
		} {
			if err := s.write(p, change...); !errors.Is(err, fault.NotFound) {
				t.Errorf("%s %s it: %v", p.Name, what, err)
			}
		}
	}
}

func TestObserverPostsNothing(t *testing.T) {
	s := open(t)
	if o := s.offer(story.Hugo, "wscc"); len(o.Voices) > 0 {
		t.Errorf("an observer is offered to post as %v", o.Voices)
	}
	p := s.posting(story.Dana, "wscc", marking.Amber, "wscc")
	s.refused(story.Hugo, fault.NotFound, update.Post(p)...) // the appointment is Dana's
	s.refused(story.Sam, fault.Denied, update.Post(p)...)
	if err := s.write(story.Ines, update.Post(p)...); err == nil {
		t.Error("an outsider posts in another council")
	}
}

func TestAuthorReadsWhatHeAddressedElsewhere(t *testing.T) {
	s := open(t)
	s.seenBy(s.post(story.Priya, "wscc", marking.Amber, "water-gcc"), append(slices.Clone(waterGCC), story.Priya)...)
	s.seenBy(s.post(story.Dana, "wscc", marking.Amber, "region-8"), story.Dana, story.Paul, story.Rosa)
	s.seenBy(s.post(story.Dana, "wscc", marking.Amber, "watch"), story.Dana, story.Walt)
}

func TestEachSeatSpeaksForItsOwnCouncil(t *testing.T) {
	s := open(t)
	o := s.offer(story.Maya, "escc")
	if len(o.Voices) != 2 {
		t.Fatalf("Maya is offered %d voices, want two", len(o.Voices))
	}
	id := s.post(story.Maya, "escc", marking.Amber, "escc")
	var u update.Update
	s.read(story.Ben, update.ByID(id, &u))
	if u.Slug != "escc" || u.Author != story.Maya.Name || u.Office != "Representative" || u.Organization != "Lakeshore Water and Power" {
		t.Errorf("it is said by %s, %s, %s in %s", u.Author, u.Office, u.Organization, u.Slug)
	}
	s.seenBy(id, story.Maya, story.Ben, story.Ines)
}

// The composer offers nothing else; the database refuses it all the same.
func TestNoAudienceIsWiderThanTheLabel(t *testing.T) {
	s := open(t)
	for _, label := range marking.Labels() {
		for circle, kind := range map[string]marking.Circle{
			story.Priya.Name: marking.Person, "wscc seated": marking.Seated, "wscc": marking.Council, "water-and-wastewater-community": marking.Community,
		} {
			p := s.posting(story.Dana, "wscc", marking.Clear, circle)
			p.Label = label
			err := s.write(story.Dana, update.Post(p)...)
			if invalid := (fault.Invalid{}); label.Admits(kind) != (err == nil) || err != nil && (!errors.As(err, &invalid) || invalid.For("circles") == "") {
				t.Errorf("%s to %s: %v", label, kind, err)
			}
		}
	}
}

func TestWithdrawnTextIsGoneEverywhere(t *testing.T) {
	s := open(t)
	id := s.post(story.Dana, "wscc", marking.Amber, "wscc")
	s.must(s.write(story.Lena, update.Withdraw(id, "Wrong plant")))
	s.seenBy(id, water...)
	var u update.Update
	var versions []update.Version
	var files []update.Attachment
	var rows []update.Row
	s.read(story.Priya, update.ByID(id, &u), update.Versions(id, &versions), update.Attachments(id, &files), update.Feed{}.Mine(&rows))
	if u.Title+u.HTML+u.Body+u.Source != "" || u.Genre != "" || len(versions)+len(files) > 0 {
		t.Errorf("of the text is left %q %q, %d versions, %d files", u.Title, u.HTML, len(versions), len(files))
	}
	if u.Withdrawn == nil || u.WithdrawnBy != "Lena Ortiz, Secretariat" || u.WithdrawnBecause != "Wrong plant" {
		t.Errorf("the stub says %q: %q", u.WithdrawnBy, u.WithdrawnBecause)
	}
	row := rows[slices.IndexFunc(rows, func(r update.Row) bool { return r.ID == id })]
	if row.Title+row.Summary != "" || row.Withdrawn != "Withdrawn by Lena Ortiz, Secretariat: Wrong plant" {
		t.Errorf("the feed says %q %q %q", row.Title, row.Summary, row.Withdrawn)
	}
	s.refused(story.Dana, fault.Denied, update.Edit(update.Revision{ID: id, Base: 1, Title: "Again"})...)
	s.refused(story.Lena, fault.Denied, update.Withdraw(id, "twice"))
}

func TestOnlyAuthorAndOfficersWithdraw(t *testing.T) {
	s := open(t)
	id := s.post(story.Priya, "wscc", marking.Amber, "wscc-water-gcc-joint")
	for _, p := range []story.Person{story.Omar, story.Hugo, story.Maya, story.Grace, story.Ruth} {
		s.refused(p, fault.Denied, update.Withdraw(id, "not mine"))
	}
	s.must(s.write(story.Priya, update.Withdraw(id, "mine")))
	s.must(s.write(story.Dana, update.Withdraw(s.post(story.Priya, "wscc", marking.Amber, "wscc"), "as chair")))
}

func TestOnlyTheAuthorEdits(t *testing.T) {
	s := open(t)
	id := s.post(story.Priya, "wscc", marking.Amber, "wscc")
	for _, p := range []story.Person{story.Dana, story.Lena, story.Hugo} {
		s.refused(p, fault.Denied, update.Edit(update.Revision{ID: id, Base: 1, Title: "Changed"})...)
		s.refused(p, fault.Denied, update.Edit(update.Revision{ID: id, Base: 1, Title: "Changed"})[1])
	}
	// Today's right, not yesterday's authorship.
	_, err := s.d.Owner().Exec(t.Context(), `update appointment set until = app.now() where person_id = $1`, story.Priya.ID)
	s.must(err)
	if err := s.write(story.Priya, update.Edit(update.Revision{ID: id, Base: 1, Title: "Changed"})...); err == nil {
		t.Error("an author who left the council edits what he wrote there")
	}
	s.seenBy(id, slices.DeleteFunc(slices.Clone(water), func(p story.Person) bool { return p == story.Priya })...)
}

package update_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/uuid"

	"example.org/concord/internal/council"
	"example.org/concord/internal/db"
	"example.org/concord/internal/dbtest"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/item"
	"example.org/concord/internal/marking"
	"example.org/concord/internal/story"
	"example.org/concord/internal/story/storytest"
	"example.org/concord/internal/update"
)

// stage is a database with the story in it, and its people signed in.
type stage struct {
	*testing.T
	d   *dbtest.Database
	app *db.DB
	who map[uuid.UUID]db.Who
}

func open(t *testing.T) *stage {
	t.Helper()
	d := storytest.New(t)
	return &stage{t, d, d.App(), map[uuid.UUID]db.Who{}}
}

// nobody is the public.
var nobody = story.Person{Name: "the public"}

func (s *stage) as(p story.Person) db.Who {
	s.Helper()
	if p.ID == nobody.ID {
		return db.Who{}
	}
	if _, in := s.who[p.ID]; !in {
		s.who[p.ID] = s.d.As(p.ID)
	}
	return s.who[p.ID]
}

func (s *stage) must(err error) {
	s.Helper()
	if err != nil {
		s.Fatal(err)
	}
}

func (s *stage) read(p story.Person, queries ...db.Query) {
	s.Helper()
	s.must(s.app.Read(s.Context(), s.as(p), queries...))
}

func (s *stage) write(p story.Person, queries ...db.Query) error {
	return s.app.Write(s.Context(), s.as(p), db.Once{}, queries...)
}

// refused is an error if the write is accepted or refused for another reason.
func (s *stage) refused(p story.Person, want error, queries ...db.Query) {
	s.Helper()
	if err := s.write(p, queries...); !errors.Is(err, want) {
		s.Errorf("%s is told %v, want %v", p.Name, err, want)
	}
}

// offer is what the composer offers a person, with the people of the first council.
func (s *stage) offer(p story.Person, council string) update.Offer {
	s.Helper()
	var o update.Offer
	s.read(p, o.Queries()...)
	s.read(p, update.People(update.Picker{Council: council}, &o.People))
	return o
}

// circle is the id of an offered circle: "wscc", "wscc seated", or a person's name.
func (s *stage) circle(o update.Offer, name string) string {
	s.Helper()
	for _, c := range slices.Concat(o.Circles, o.People) {
		if c.Person != nil && *c.Person == name || c.Slug == name && c.Kind != marking.Seated || c.Slug+" seated" == name && c.Kind == marking.Seated {
			return c.ID.String()
		}
	}
	s.Fatalf("%q is not offered", name)
	return ""
}

// typed is a complete form that only lacks a label and an audience.
func typed(o update.Offer, council string) update.Fields {
	v, _ := o.Voice("", council)
	return update.Fields{As: v.ID.String(), Genre: string(update.SituationReport), Title: "Chlorine runs short on the lower river",
		Body: "Two plants have **nine days** of chlorine left."}
}

// posting is an update by the person, ready to be posted.
func (s *stage) posting(p story.Person, council string, label marking.Label, circles ...string) update.Posting {
	s.Helper()
	o := s.offer(p, council)
	f := typed(o, council)
	f.Label = string(label)
	for _, name := range circles {
		f.Circles = append(f.Circles, s.circle(o, name))
	}
	posting, err := f.Posting(o, storytest.Day)
	s.must(err)
	return posting
}

// post posts an update and says which.
func (s *stage) post(p story.Person, council string, label marking.Label, circles ...string) item.ID {
	s.Helper()
	posting := s.posting(p, council, label, circles...)
	s.must(s.write(p, update.Post(posting)...))
	return posting.ID
}

// box is the reply box of an update for a person.
func (s *stage) box(p story.Person, root item.ID) (update.Update, update.Box) {
	s.Helper()
	var u update.Update
	var b update.Box
	s.read(p, append(b.Queries(root, root, nil), update.ByID(root, &u))...)
	return u, b
}

// answer is a reply to whom the box proposes, or to the circles of those slugs.
func (s *stage) answer(p story.Person, root item.ID, slugs ...string) update.Answer {
	s.Helper()
	u, b := s.box(p, root)
	var circles []string
	for _, id := range b.Proposed() {
		circles = append(circles, id.String())
	}
	if len(slugs) > 0 {
		circles = nil
		for _, o := range b.Open {
			if slices.Contains(slugs, o.Slug) && o.Kind != marking.Seated {
				circles = append(circles, o.CircleID.String())
			}
		}
	}
	a, err := b.Answer(u, "", "We have stock to share.", circles)
	s.must(err)
	return a
}

// marks counts as read what the person's first page shows of what is unread, and what is older.
func (s *stage) marks(p story.Person) {
	s.Helper()
	var rows []update.Row
	s.read(p, update.Feed{Unread: true}.Mine(&rows))
	s.must(s.write(p, item.MarkRead(council.ID{}, update.ShownIn(rows))...))
}

func (s *stage) reply(p story.Person, root item.ID, slugs ...string) item.ID {
	s.Helper()
	a := s.answer(p, root, slugs...)
	s.must(s.write(p, update.Respond(a)...))
	return a.ID
}

// sees says whether the person can open the item.
func (s *stage) sees(p story.Person, id item.ID) bool {
	s.Helper()
	var u update.Update
	err := s.app.Read(s.Context(), s.as(p), update.ByID(id, &u))
	if err != nil && !errors.Is(err, fault.NotFound) {
		s.Fatal(err)
	}
	return err == nil
}

// seenBy checks who can open the item, and that nobody else of the cast can.
func (s *stage) seenBy(id item.ID, readers ...story.Person) {
	s.Helper()
	for _, p := range append(slices.Clone(story.Cast), nobody) {
		if want := slices.Contains(readers, p); s.sees(p, id) != want {
			s.Errorf("%s sees it: %v, want %v", p.Name, !want, want)
		}
	}
}

func listed(rows []update.Row, id item.ID) bool {
	return slices.ContainsFunc(rows, func(r update.Row) bool { return r.ID == id })
}

// saveDraft saves a draft of an update from a window of its own.
func (s *stage) saveDraft(p story.Person, id update.DraftID, f update.Fields) {
	s.Helper()
	_, err := update.Saving{ID: id, About: update.AboutUpdate, Fields: f}.Save(s.Context(), s.app, s.as(p))
	s.must(err)
}

package update_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/council"
	"example.org/concord/internal/item"
	"example.org/concord/internal/marking"
	"example.org/concord/internal/story"
	"example.org/concord/internal/update"
)

// opens leaves the traces of opening an update, and says how the person stood to it before.
func (s *stage) opens(p story.Person, root item.ID) (t item.Thread) {
	s.Helper()
	s.must(s.app.Witness(s.Context(), s.as(p), item.Opened(root, time.Time{}, item.ID{}, update.RepliesPerPage), item.ThreadOf(root, update.RepliesPerPage, &t)))
	return t
}

func TestNewRepliesAreUnreadAndBringTheirThreadUp(t *testing.T) {
	s := open(t)
	old := s.post(story.Dana, "wscc", marking.Amber, "wscc")
	later := s.post(story.Dana, "wscc", marking.Amber, "wscc")
	s.opens(story.Priya, old)
	s.opens(story.Priya, later)
	s.marks(story.Priya)
	lists := func() (rows [3][]update.Row) {
		s.read(story.Priya, update.Feed{Unread: true}.Mine(&rows[0]), update.Feed{Unread: true}.Council("wscc", "", &rows[1]), update.Feed{}.UnreadFirst(false, &rows[2]))
		return rows
	}
	first := s.reply(story.Omar, old)
	s.reply(story.Dana, old)
	for n, rows := range lists() {
		if len(rows) == 0 || rows[0].ID != old || rows[0].NewReplies != 2 || rows[0].Unread {
			t.Errorf("list %d begins with %+v", n, rows[:min(1, len(rows))])
		}
		if slices.IndexFunc(rows[1:], func(r update.Row) bool { return r.ID == old }) >= 0 {
			t.Errorf("list %d has the thread twice", n)
		}
	}
	if got := s.opens(story.Priya, old); !got.Seen || got.New != 2 || got.First == nil || *got.First != first || got.Before != nil {
		t.Errorf("the page says %+v", got)
	}
	if got := s.opens(story.Priya, old); got.New != 0 {
		t.Errorf("what was read is new again: %+v", got)
	}
	for n, rows := range lists() {
		if n < 2 && listed(rows, old) {
			t.Errorf("list %d has a thread that was read", n)
		}
	}
	// What a page did not show stays new, and the way leads to where it stands.
	for range update.RepliesPerPage {
		s.reply(story.Omar, old)
	}
	if got := s.opens(story.Priya, old); got.New != update.RepliesPerPage || got.Before != nil {
		t.Errorf("the page says %+v", got)
	}
	got := s.opens(story.Priya, old)
	if got.New != 2 || got.Before == nil || got.Prior == nil {
		t.Errorf("of the second page are new %+v", got)
	}
	var place item.Place
	s.read(story.Priya, item.PlaceOf(*got.First, update.RepliesPerPage, &place))
	if place.Root != old || place.Prior == nil || *place.Prior != *got.Prior {
		t.Errorf("it stands at %+v", place)
	}
}

func TestMarkingReachesWhatThePageShowed(t *testing.T) {
	s := open(t)
	s.marks(story.Priya)
	one := s.post(story.Dana, "wscc", marking.Amber, "wscc")
	var rows []update.Row
	s.read(story.Priya, update.Feed{}.Mine(&rows))
	shown := update.ShownIn(rows)
	other := s.post(story.Dana, "wscc", marking.Amber, "wscc") // in the same minute, or the same moment
	s.must(s.write(story.Priya, item.MarkRead(council.ID{}, shown)...))
	s.read(story.Priya, update.Feed{Unread: true}.Mine(&rows))
	if listed(rows, one) || !listed(rows, other) {
		t.Errorf("after marking what was shown: that is unread: %v, what came later is: %v", listed(rows, one), listed(rows, other))
	}
}

func TestThreadIsFollowedByWritingOrByChoiceUntilMuted(t *testing.T) {
	s := open(t)
	root := s.post(story.Dana, "wscc", marking.Amber, "wscc")
	mailed := func(reply item.ID) (all []uuid.UUID) {
		rows, err := s.d.Owner().Query(t.Context(), `select person_id from app.mail_to($1, '00000000-0000-0000-0000-000000000000', 1000) where wanted`, reply)
		s.must(err)
		defer rows.Close()
		for rows.Next() {
			var id uuid.UUID
			s.must(rows.Scan(&id))
			all = append(all, id)
		}
		return all
	}
	goes := func(what string, p story.Person, want bool) {
		t.Helper()
		if got := slices.Contains(mailed(s.reply(story.Omar, root)), p.ID); got != want {
			t.Errorf("%s: a new reply is mailed to %s: %v", what, p.Name, got)
		}
		if got := s.opens(p, root); got.Follows != want {
			t.Errorf("%s: %s follows: %v", what, p.Name, got.Follows)
		}
	}
	goes("the author", story.Dana, true)
	goes("a reader", story.Maya, false)
	s.must(s.write(story.Maya, item.Follow(root, false)))
	goes("by choice", story.Maya, true)
	s.must(s.write(story.Maya, item.Follow(root, true)))
	goes("muted", story.Maya, false)
	s.must(s.write(story.Dana, item.Follow(root, true)))
	goes("the author, muted", story.Dana, false)
	var rows []update.Row
	s.read(story.Maya, update.Feed{Unread: true}.Mine(&rows))
	if n := slices.IndexFunc(rows, func(r update.Row) bool { return r.ID == root }); n >= 0 {
		t.Errorf("a muted thread comes up: %+v", rows[n])
	}
	if err := s.write(story.Ines, item.Follow(root, false)); err == nil {
		t.Error("somebody follows what she cannot read")
	}
}

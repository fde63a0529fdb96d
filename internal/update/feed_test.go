package update_test

import (
	"slices"
	"testing"
	"time"

	"example.org/concord/internal/item"
	"example.org/concord/internal/marking"
	"example.org/concord/internal/story"
	"example.org/concord/internal/update"
)

// Unread first says the same as the plain feed, each update once, in another order, however its pages fall.
func TestUnreadComeFirstAndNothingTwice(t *testing.T) {
	s := open(t)
	s.marks(story.Priya)
	for range update.PerPage + 3 {
		s.post(story.Dana, "wscc", marking.Amber, "wscc", "wscc-water-gcc-joint")
	}
	var first []update.Row
	s.read(story.Priya, update.Feed{}.Mine(&first))
	for _, r := range []int{1, 4} {
		s.must(s.app.Witness(t.Context(), s.as(story.Priya), item.Opened(first[r].ID, time.Time{}, item.ID{}, update.RepliesPerPage)))
	}
	collect := func(next func(last *update.Row, dst *[]update.Row)) (all []update.Row) {
		var last *update.Row
		for {
			var rows []update.Row
			next(last, &rows)
			more := len(rows) > update.PerPage
			rows = rows[:min(len(rows), update.PerPage)]
			all = append(all, rows...)
			if !more {
				return all
			}
			last = &rows[len(rows)-1]
		}
	}
	after := func(last *update.Row) *update.Key {
		if last == nil {
			return nil
		}
		k := last.Key()
		return &k
	}
	plain := collect(func(last *update.Row, dst *[]update.Row) {
		s.read(story.Priya, update.Feed{After: after(last)}.Mine(dst))
	})
	ordered := collect(func(last *update.Row, dst *[]update.Row) {
		s.read(story.Priya, update.Feed{After: after(last)}.UnreadFirst(last != nil && !last.Unread, dst))
	})
	unread := 0
	for unread < len(ordered) && ordered[unread].Unread {
		unread++
	}
	if unread <= update.PerPage || unread == len(plain) {
		t.Fatalf("%d of %d are unread: too few or too many to page through", unread, len(plain))
	}
	if slices.ContainsFunc(ordered[unread:], func(r update.Row) bool { return r.Unread }) {
		t.Error("an unread one stands among the read ones")
	}
	slices.SortStableFunc(plain, func(a, b update.Row) int {
		switch {
		case a.Unread == b.Unread:
			return 0
		case a.Unread:
			return -1
		}
		return 1
	})
	ids := func(rows []update.Row) (all []item.ID) {
		for _, r := range rows {
			all = append(all, r.ID)
		}
		return all
	}
	if !slices.Equal(ids(plain), ids(ordered)) {
		t.Errorf("the plain feed, unread first, is\n%v, the other order\n%v", ids(plain), ids(ordered))
	}
}

package update_test

import (
	"testing"
	"time"

	"example.org/concord/internal/marking"
	"example.org/concord/internal/story"
	"example.org/concord/internal/update"
)

// An edit of a reply that had begun before the withdrawal, and waits for it, leaves nothing to be found. Of an update it would be refused by what
// else it writes. What holds it is the order of the triggers on versions: the one that counts waits for the item, those after it look anew.
func TestEditThatWaitedForAWithdrawalPutsNoWordIntoSearch(t *testing.T) {
	s := open(t)
	id := s.reply(story.Priya, s.post(story.Dana, "wscc", marking.Amber, "wscc"))
	edit := s.revision(id, "")
	tx, err := s.d.Owner().Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback(t.Context())
	if _, err := tx.Exec(t.Context(), `update item set withdrawn = app.now(), withdrawn_because = 'Wrong plant' where id = $1`, id); err != nil {
		t.Fatal(err)
	}
	told := make(chan error, 1)
	go func() { told <- s.write(story.Priya, update.Edit(edit)...) }()
	const waiting = `select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
	for until := time.Now().Add(20 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		var n int
		if err := s.d.Super().QueryRow(t.Context(), waiting).Scan(&n); err != nil {
			t.Fatal(err)
		}
		if n > 0 {
			break
		}
		if time.Now().After(until) {
			t.Fatal("the edit does not wait for the withdrawal")
		}
	}
	if err := tx.Commit(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Logf("the edit was told %v", <-told)
	var parts int
	if err := s.d.Owner().QueryRow(t.Context(), `select count(*) from search_part where item_id = $1`, id).Scan(&parts); err != nil || parts != 0 {
		t.Errorf("%d parts of what was withdrawn are found, %v", parts, err)
	}
}

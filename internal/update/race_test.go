package update_test

import (
	"errors"
	"fmt"
	"sync"
	"testing"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/marking"
	"example.org/concord/internal/story"
	"example.org/concord/internal/update"
)

// Of a hundred who edit and answer while an update is withdrawn each is served or told why not; none of its texts outlives it, whichever
// came last.
func TestNoTextOutlivesAWithdrawalAmongHundredWrites(t *testing.T) {
	s := open(t)
	id := s.post(story.Priya, "wscc", marking.Amber, "wscc")
	writes := [][]db.Query{50: {update.Withdraw(id, "Wrong plant")}}
	for i := range 50 {
		writes[i] = update.Edit(s.revision(id, fmt.Sprintf("Plant %d", i)))
		writes = append(writes, update.Respond(s.answer(story.Priya, id)))
	}
	var all sync.WaitGroup
	begin, told := make(chan struct{}), make([]error, len(writes))
	for i, w := range writes {
		all.Go(func() {
			<-begin
			told[i] = s.write(story.Priya, w...)
		})
	}
	close(begin)
	all.Wait()
	for i, err := range told {
		var late fault.Conflict
		if err != nil && (i == 50 || !errors.Is(err, fault.Denied) && !errors.As(err, &late)) {
			t.Errorf("write %d: %v", i, err)
		}
	}
	var u update.Update
	var versions []update.Version
	s.read(story.Dana, update.ByID(id, &u), update.Versions(id, &versions))
	if u.Withdrawn == nil || u.Title+u.HTML+u.Body != "" || len(versions) > 0 {
		t.Errorf("left of it: %q, %q and %d versions", u.Title, u.HTML, len(versions))
	}
	s.refused(story.Priya, fault.Denied, update.Respond(s.answer(story.Priya, id))...)
}

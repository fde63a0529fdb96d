package admin_test

import (
	"fmt"
	"strings"
	"testing"

	"example.org/concord/internal/story"
	"example.org/concord/web/webtest"
)

func TestStaffSeeWhatDidNotLeaveAndSendItAgain(t *testing.T) {
	s := webtest.New(t)
	webtest.Says(t, s.As(story.Sam).Get("/admin/mail"), 200, "Nothing is stuck.", "0 sent in the last 24 hours, 0 waiting, 0 given up.")
	var id int64
	if err := s.Database.Owner().QueryRow(t.Context(), `insert into jobs.river_job (kind, queue, args, state, attempt, max_attempts, errors, attempted_at, finalized_at)
		select 'mail', 'mail', jsonb_build_object('kind', 'item', 'object', i.id, 'person', $2::text, 'council', i.source_council_id), 'discarded', 12, 12,
		       array[jsonb_build_object('error', 'the line dropped')], now(), now() from item i where i.id = $1 returning id`,
		story.Item("chlorine-lead-times"), story.Dana.ID).Scan(&id); err != nil {
		t.Fatal(err)
	}
	again := fmt.Sprintf("/admin/mail/%d/again", id)
	v := s.As(story.Sam)
	r := v.Get("/admin/mail")
	webtest.Says(t, r, 200, "Dana Whitfield", "Update or reply", "WSCC", "The line dropped", "Given up after 12 attempts", again, "1 given up")
	if strings.Contains(r.Body, "Chlorine") || strings.Contains(r.Body, story.Item("chlorine-lead-times").String()) {
		t.Error("staff see what the mail is about")
	}
	for _, p := range []story.Person{story.Dana, story.Lena, story.Paul} {
		if r := s.As(p).Post(again, nil); r.Status != 404 {
			t.Errorf("%s sends it again: %d", p.Name, r.Status)
		}
	}
	if r := v.Post(again, nil); r.Header.Get("Location") != "/admin/mail" {
		t.Errorf("%d\n%s", r.Status, r.Body)
	}
	webtest.Says(t, v.Get("/admin/mail"), 200, "It is sent again in a moment", "Nothing is stuck.", "1 waiting")
	webtest.Says(t, v.Post(again, nil), 409, "This mail does not wait any more")
	webtest.Says(t, v.Post("/admin/mail/x/again", nil), 404)
	webtest.Says(t, v.Get("/admin/mail?after=eA"), 404)
}

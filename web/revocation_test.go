package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/emergency"
	"example.org/concord/internal/story"
	"example.org/concord/internal/story/storytest"
	"example.org/concord/web/webtest"
)

// Whoever loses access is out with the next request: one begun after the change was acknowledged never shows the text, however many
// others are under way and whichever of two portals answers.
func TestRequestBegunAfterRevocationNeverSeesTheText(t *testing.T) {
	const text = "9 to 12 days"
	for _, c := range []struct {
		name   string
		reader story.Person
		before func(t *testing.T, s *webtest.Site) // gives the reader access first, where the story does not
		by     story.Person
		path   func(s *webtest.Site) string
		form   url.Values
	}{
		{name: "her appointment is ended", reader: story.Maya, by: story.Dana, form: url.Values{"ended_for": {"resigned"}, "because": {"Took another post"}},
			path: func(*webtest.Site) string {
				return "/councils/wscc/appointments/" + story.Maya.Appointment("wscc", "representative").String() + "/end"
			}},
		{name: "she is suspended", reader: story.Maya, by: story.Sam, form: url.Values{"because": {"The phone was stolen"}},
			path: func(*webtest.Site) string { return "/admin/people/" + story.Maya.ID.String() + "/suspension" }},
		{name: "she signs out everywhere", reader: story.Maya, by: story.Maya, path: func(*webtest.Site) string { return "/account/sign-ins/end" }},
		{name: "the update is withdrawn", reader: story.Maya, by: story.Priya, form: url.Values{"because": {"Not so"}},
			path: func(*webtest.Site) string {
				return "/updates/" + story.Item("chlorine-lead-times").String() + "/withdrawal"
			}},
		{name: "an emergency is ended by the chair", reader: story.Sam, before: emergencyOpen, by: story.Dana,
			path: func(s *webtest.Site) string { return "/emergency/" + living(t, s).String() + "/end" }},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := storytest.New(t)
			s := webtest.With(t, d)
			if c.before != nil {
				c.before(t, s)
			}
			portals := []*webtest.Site{s, webtest.With(t, d)}
			actor := s.As(c.by)

			var (
				acknowledged  atomic.Bool
				read, refused atomic.Int64 // before, and after
				readers       sync.WaitGroup
			)
			for n := range 8 {
				v := portals[n%2].As(c.reader)
				readers.Go(func() {
					for after := 0; after < 6; {
						for _, path := range []string{"/updates/" + story.Item("chlorine-lead-times").String(), "/councils/wscc", "/search?q=chlorine"} {
							late := acknowledged.Load() // before the request begins
							seen := strings.Contains(v.Get(path).Body, text)
							switch {
							case late && seen:
								t.Errorf("%s shows it to a request begun afterwards", path)
							case late:
								refused.Add(1)
							case seen:
								read.Add(1)
							}
							if late {
								after++
							}
						}
					}
				})
			}
			for deadline := time.Now().Add(time.Minute); read.Load() < 30; time.Sleep(5 * time.Millisecond) {
				if time.Now().After(deadline) {
					t.Error("nobody reads it even before")
					break
				}
			}
			if got := actor.Post(c.path(s), c.form); got.Status != http.StatusSeeOther {
				t.Errorf("the change: %d %s", got.Status, got.Body)
			}
			acknowledged.Store(true)
			readers.Wait()
			if refused.Load() < 40 {
				t.Errorf("only %d requests were begun afterwards", refused.Load())
			}
		})
	}
}

// emergencyOpen has staff read the Water SCC, which does not refuse it for once.
func emergencyOpen(t *testing.T, s *webtest.Site) {
	t.Helper()
	d := s.Database
	if _, err := d.Owner().Exec(t.Context(), `update charter set break_glass_refused = false where council_id = (select id from council where slug = 'wscc')`); err != nil {
		t.Fatal(err)
	}
	id := emergency.NewID()
	asks, err := emergency.Ask(id, "wscc", "The pumps of three counties are down.", 1)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.App().Write(t.Context(), d.As(story.Sam.ID), db.Once{}, asks...); err != nil {
		t.Fatal(err)
	}
	if err := d.App().Write(t.Context(), d.As(story.Kim.ID), db.Once{}, emergency.Agree(id)); err != nil {
		t.Fatal(err)
	}
}

// living is the emergency access that is open now.
func living(t *testing.T, s *webtest.Site) (id uuid.UUID) {
	t.Helper()
	if err := s.Database.Owner().QueryRow(t.Context(), `select break_glass_id from held where break_glass_id is not null and until > app.now() limit 1`).Scan(&id); err != nil {
		t.Fatal(err)
	}
	return id
}

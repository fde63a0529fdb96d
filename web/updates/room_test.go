package updates_test

import (
	"bytes"
	"fmt"
	"net/http"
	"sync"
	"testing"

	"github.com/google/uuid"

	"example.org/concord/internal/story"
	"example.org/concord/internal/update"
	"example.org/concord/web/webtest"
)

func (s stage) count(sql string, args ...any) (n int) {
	s.Helper()
	if err := s.site.Database.Owner().QueryRow(s.Context(), sql, args...).Scan(&n); err != nil {
		s.Fatal(err)
	}
	return n
}

func (s stage) exec(sql string, args ...any) {
	s.Helper()
	if _, err := s.site.Database.Owner().Exec(s.Context(), sql, args...); err != nil {
		s.Fatal(err)
	}
}

// blobs is how many files the store keeps.
func (s stage) blobs() (n int) {
	s.Helper()
	for _, err := range s.site.Blobs.All(s.Context()) {
		if err != nil {
			s.Fatal(err)
		}
		n++
	}
	return n
}

func unlike(n int) []byte { return append(bytes.Clone(pdf), fmt.Sprint(n)...) }

func TestThirtyFormsAtOnceLeaveTenFiles(t *testing.T) {
	s := open(t)
	dana := s.site.As(story.Dana)
	draft, form := s.written(dana, "wscc")
	s.is(dana.Post(draft, form), http.StatusSeeOther)
	form.Set("then", "attach")
	var all sync.WaitGroup
	for n := range 30 {
		all.Go(func() {
			browser := s.site.As(story.Dana)
			if got := browser.Upload(draft, form, "plan.pdf", unlike(n)); got.Status >= 500 && got.Status != http.StatusServiceUnavailable {
				t.Errorf("%d %s", got.Status, text(got.Body))
			}
		})
	}
	all.Wait()
	if n := s.count(`select count(*) from draft_file`); n == 0 || n > update.MaxFiles {
		t.Errorf("%d files are there", n)
	}
}

func TestFullRoomKeepsTheTextAndNoByte(t *testing.T) {
	for name, c := range map[string]struct{ full, says string }{
		"of one's own": {`update file_room set per_person = 5000`, "Your files fill the room that one person has here."},
		"of all":       {`update file_room set in_all = used + 5000`, "There is no room for files here now."},
	} {
		t.Run(name, func(t *testing.T) {
			s := open(t)
			dana := s.site.As(story.Dana)
			draft, form := s.written(dana, "wscc")
			form.Set("then", "attach")
			s.exec(c.full)
			for n := range 2 {
				s.is(dana.Upload(draft, form, "plan.pdf", unlike(n)), http.StatusSeeOther)
			}
			s.is(dana.Upload(draft, form, "plan.pdf", unlike(1)), http.StatusSeeOther) // what is there takes no room
			kept := s.blobs()
			form.Set("title", "A third plan")
			for range 3 {
				s.says(s.is(dana.Upload(draft, form, "plan.pdf", unlike(3)), http.StatusUnprocessableEntity), c.says, "Two plants have **nine days**")
			}
			if n := s.blobs(); n != kept {
				t.Errorf("%d files are kept after it, %d before", n, kept)
			}
			if s.count(`select count(*) from draft where fields ->> 'title' = 'A third plan'`) != 1 {
				t.Error("the text is lost")
			}
			used := s.count(`select used from file_room`)
			s.exec(`delete from draft_file`)
			s.exec(`update file_share set at = at - interval '26 hours'`)
			if _, err := update.ClearFiles(t.Context(), s.site.Database.Worker(), s.site.Blobs); err != nil {
				t.Fatal(err)
			}
			if now := s.count(`select used from file_room`); now >= used {
				t.Errorf("%d bytes are taken, %d before the files went", now, used)
			}
		})
	}
}

func TestFileForSomebodyElsesDraftIsNotKept(t *testing.T) {
	s := open(t)
	draft, form := s.written(s.site.As(story.Dana), "wscc")
	s.is(s.site.As(story.Dana).Post(draft, form), http.StatusSeeOther)
	kept := s.blobs()
	form.Set("then", "attach")
	s.is(s.site.As(story.Priya).Upload(draft, form, "plan.pdf", unlike(1)), http.StatusNotFound)
	if n := s.blobs(); n != kept {
		t.Errorf("%d files are kept, %d before", n, kept)
	}
}

func TestDraftsAreAHundredAtMostHoweverTheyArrive(t *testing.T) {
	s := open(t)
	s.exec(`insert into draft (id, author_id, about, fields) select gen_random_uuid(), $1, 'update', '{}' from generate_series(1, 95)`, story.Dana.ID)
	var all sync.WaitGroup
	for range 12 {
		all.Go(func() {
			s.site.As(story.Dana).Post("/drafts/"+uuid.NewString()+"/autosave", webtest.Form("title", "Two pumps are out", "body", "Nine days"))
		})
	}
	all.Wait()
	if n := s.count(`select count(*) from draft where author_id = $1`, story.Dana.ID); n > 100 {
		t.Errorf("%d drafts", n)
	}
	back := s.site.As(story.Dana).Post("/drafts/"+uuid.NewString(), webtest.Form("title", "Two pumps are out", "body", "Nine days left", "then", "draft"))
	s.says(s.is(back, http.StatusUnprocessableEntity), "You have a hundred drafts", "Nine days left")
}

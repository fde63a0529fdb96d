package updates_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"example.org/concord/internal/story"
)

func TestWhoServesInTwoCouncilsFindsNothingTickedAndPostsAsTheAudienceSays(t *testing.T) {
	s := open(t)
	if _, err := s.site.Database.Owner().Exec(t.Context(), `insert into appointment (id, person_id, council_id, office, organization_id, invented, since)
		select gen_random_uuid(), p.id, c.id, 'secretary', p.organization_id, p.invented, app.now() - interval '1 day' from person p, council c where p.id = $1 and c.slug = 'escc'`, story.Lena.ID); err != nil {
		t.Fatal(err)
	}
	lena := s.site.As(story.Lena)
	fresh := s.is(lena.Get("/updates/new"), http.StatusOK)
	if ticked := `name="circles" id="circle-`; strings.Count(fresh.Body, ticked) < 2 {
		t.Fatalf("offered are %d circles", strings.Count(fresh.Body, ticked))
	}
	for _, tag := range strings.Split(fresh.Body, "<input")[1:] {
		if tag, _, _ := strings.Cut(tag, ">"); strings.Contains(tag, `name="circles"`) && strings.Contains(tag, "checked") {
			t.Errorf("ticked without context: %s", tag)
		}
	}
	var circle, draft = "", s.field(fresh, "draft")
	if err := s.site.Database.Owner().QueryRow(t.Context(), `select c.id::text from circle c join council k on k.id = c.council_id where k.slug = 'escc' and c.kind = 'council'`).Scan(&circle); err != nil {
		t.Fatal(err)
	}
	if in := s.is(lena.Get("/updates/new?council=escc"), http.StatusOK); !strings.Contains(in.Body, `value="`+circle+`" checked`) {
		t.Error("opened from a council, that council is not ticked")
	}
	form := url.Values{"draft": {draft}, "version": {"0"}, "window": {s.field(fresh, "window")}, "genre": {"advisory"}, "title": {"Valves"}, "body": {"Shut them."}, "label": {"TLP:AMBER"},
		"circles": {circle}, "as": {""}, "then": {"review"}}
	s.is(lena.Post("/drafts/"+draft, form), http.StatusSeeOther)
	s.says(s.is(lena.Get("/drafts/"+draft+"/review"), http.StatusOK), "ESCC")
}

package updates_test

import (
	"net/http"
	"strings"
	"testing"

	"example.org/concord/internal/story"
)

// What its author began to change saves itself, comes back where it was begun, and is over once it is saved or thrown away. Readers see none of it.
func TestChangeThatWasBegunComesBackInItsForm(t *testing.T) {
	s := open(t)
	dana := s.site.As(story.Dana)
	at := s.post(dana, "wscc", nil)
	change := func(body string) (draft string) {
		form := s.is(dana.Get(at+"/edit"), http.StatusOK)
		draft = "/drafts/" + s.field(form, "draft")
		s.is(dana.Post(draft+"/autosave", map[string][]string{"about": {s.field(form, "about")}, "base": {s.field(form, "base")}, "version": {s.field(form, "version")},
			"window": {s.field(form, "window")}, "title": {"Chlorine lasts"}, "body": {body}, "sectors": {"water-and-wastewater"}}), http.StatusNoContent)
		return draft
	}
	draft := change("Twelve days left.")
	if to := s.is(dana.Get(draft), http.StatusSeeOther).Header.Get("Location"); !strings.HasPrefix(to, at+"/edit?draft=") {
		t.Errorf("the draft leads to %s", to)
	}
	again := s.is(dana.Get(at+"/edit"), http.StatusOK)
	s.says(again, "You began this change earlier and did not save it.", "Twelve days left.")
	if strings.Contains(s.site.As(story.Priya).Get(at).Body, "Twelve days left.") {
		t.Error("a reader sees what is not saved")
	}
	saved := map[string][]string{"once": {s.field(again, "once")}, "draft": {s.field(again, "draft")}, "base": {s.field(again, "base")}, "title": {"Chlorine lasts"}, "body": {"Twelve days left."}}
	s.is(dana.Post(at+"/versions", saved), http.StatusSeeOther)
	s.says(s.site.As(story.Priya).Get(at), "Twelve days left.")
	if strings.Contains(text(dana.Get(at+"/edit").Body), "You began this change earlier") {
		t.Error("what was saved still waits")
	}
	if to := s.is(dana.Get(draft), http.StatusSeeOther).Header.Get("Location"); !strings.HasPrefix(to, at) {
		t.Errorf("back leads to %s", to)
	}
	s.is(dana.Post(change("Thirteen days left.")+"/removal", nil), http.StatusSeeOther)
	if strings.Contains(dana.Get(at+"/edit").Body, "Thirteen days left.") {
		t.Error("what was thrown away comes back")
	}
}

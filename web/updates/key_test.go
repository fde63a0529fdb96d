package updates_test

import (
	"net/http"
	"testing"

	"example.org/concord/internal/story"
)

// The key of a form is a secret of nobody's: who learns one makes nothing of its sender's collide, and names nothing by it.
func TestKeyOfSomebodyElsesFormIsOneLikeAnyOther(t *testing.T) {
	s := open(t)
	at := s.post(s.site.As(story.Dana), "wscc", nil)
	priya, maya := s.site.As(story.Priya), s.site.As(story.Maya)
	first := s.replyForm(priya, at, "We have twelve days.")
	second := s.replyForm(maya, at, "We have nine.")
	second.Set("once", first.Get("once"))
	s.is(priya.Post(at+"/replies", first), http.StatusSeeOther)
	s.is(maya.Post(at+"/replies", second), http.StatusSeeOther)
	s.is(priya.Post(at+"/replies", first), http.StatusSeeOther)
	s.says(s.site.As(story.Dana).Get(at), "2 replies", "We have twelve days.", "We have nine.")
	if n := s.count(`select count(*) from item where id = $1`, first.Get("once")); n != 0 {
		t.Error("a reply is named by the key of its form")
	}
}

package admin_test

import (
	"net/url"
	"testing"

	"example.org/concord/internal/story"
	"example.org/concord/web/webtest"
)

// A council that has officers is asked, on a page of its own that staff do not see; an objection ends it.
func TestOfficersAreAskedBeforeTheirCouncilIsHandedOver(t *testing.T) {
	for answer, reads := range map[string]bool{"agree": true, "object": false} {
		s := webtest.New(t)
		sam, kim, dana, walt := s.As(story.Sam), s.As(story.Kim), s.As(story.Dana), s.As(story.Walt)
		webtest.Says(t, sam.Get("/admin/councils/wscc"), 200, "officers on record", "all of them are mailed and asked", "after 14 days without an answer", "Propose the hand-over")
		hand := url.Values{"person": {story.Nora.Name}, "person_id": {story.Nora.ID.String()}, "office": {"vice-chair"}, "chosen_on": {"2026-01-15"}, "document": {"Minutes, item 3"}, "told_by": {"A caller"}}
		at := sam.Post("/admin/councils/wscc/hand-overs", hand).Header.Get("Location")
		if r := kim.Post(at+"/decision", webtest.Form("decision", "confirm")); r.Status != 303 {
			t.Fatalf("confirmed: %d %s", r.Status, r.Body)
		}
		webtest.Says(t, kim.Get(at), 200, "Waits for an officer of WSCC")
		question := "/councils/wscc/questions/" + at[len("/admin/proposals/"):]
		webtest.Says(t, s.As(story.Nora).Get("/councils/wscc"), 200)
		webtest.Says(t, dana.Get("/"), 200, "Vice chair of WSCC: was somebody chosen?", "unless an officer objects", question)
		webtest.Says(t, dana.Get(question), 200, "Nora Quist as Vice chair of WSCC", "Nothing has changed yet", "A caller", "Sam Porter", "Kim Doyle", "Without an answer it takes effect on")
		for _, other := range []*webtest.Visitor{sam, kim, walt, s.As(story.Priya), s.As(story.Ben)} {
			webtest.Says(t, other.Get(question), 404)
			if r := other.Post(question+"/answer", webtest.Form("answer", "agree")); r.Status != 404 {
				t.Errorf("others answer: %d", r.Status)
			}
		}
		webtest.Says(t, dana.Post(question+"/answer", webtest.Form("answer", "object", "objection", " ")), 422, "why not")
		if r := dana.Post(question+"/answer", webtest.Form("answer", answer, "objection", "We chose nobody")); r.Status != 303 {
			t.Fatalf("%s: %d %s", answer, r.Status, r.Body)
		}
		if got := s.As(story.Nora).Get("/updates/" + story.Item("chlorine-lead-times").String()); (got.Status == 200) != reads {
			t.Errorf("after %s: %d", answer, got.Status)
		}
		if !reads {
			webtest.Says(t, kim.Get(at), 200, "Dana Whitfield of WSCC objected", "We chose nobody")
		}
	}
}

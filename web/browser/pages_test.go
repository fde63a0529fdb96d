package browser

import (
	"testing"

	"example.org/concord/internal/story"
)

// seen are the pages, each as one of the people for whom it differs.
var seen = []struct {
	name string
	as   *story.Person
	path string
}{
	{"home-public", nil, "/"},
	{"home-member", &story.Dana, "/"},
	{"home-nobody", &story.Eve, "/"},
	{"home-psa", &story.Paul, "/"},
	{"home-staff", &story.Sam, "/"},
	{"home-unread", &story.Dana, "/?show=unread"},
	{"demo", nil, "/demo"},
	{"not-found", nil, "/nothing/here"},
	{"directory", &story.Paul, "/directory"},
	{"directory-empty", &story.Paul, "/directory?q=zzzz"},
	{"directory-people", &story.Paul, "/directory/people"},
	{"directory-organization", &story.Paul, "/directory/organizations/blue-mesa-water-authority"},
	{"directory-person", &story.Paul, "/directory/people/" + story.Dana.ID.String()},
	{"my-region", &story.Paul, "/my-region/8"},
}

func TestEveryPageIsAccessibleAtADeskAndOnAPhone(t *testing.T) {
	p := newPortal(t)
	for _, width := range []int64{1280, 320} {
		tabs := map[*story.Person]*tab{}
		for _, s := range seen {
			if tabs[s.as] == nil {
				tabs[s.as] = p.Open(t, s.as, width)
			}
			tabs[s.as].Go(s.path)
			tabs[s.as].check(s.name)
		}
	}
}

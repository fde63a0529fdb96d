package directory

import (
	"math"
	"net/http"
	"strings"
	"unicode/utf8"

	"example.org/concord/internal/directory"
	"example.org/concord/web/page"
)

// network is a council, or an organization, and the councils that it is tied to.
type network struct {
	frame    page.Frame
	council  string // slug, "" where an organization is looked at or nothing yet
	here     directory.Body
	ties     []directory.Tie
	choices  []directory.Choice
	org      directory.Organization
	orgSlug  string
	councils []directory.Body
}

// Network is who sits where: what a council is part of, faces and shares organizations with, or where an organization sits.
func (s Site) Network(v page.Visitor, r *http.Request) (page.Answer, error) {
	n := network{council: v.Query.Get("council"), orgSlug: v.Query.Get("organization")}
	queries := append(n.frame.Queries(v), directory.ListedCouncils(&n.choices))
	switch {
	case n.orgSlug != "":
		queries = append(queries, directory.OrganizationBySlug(n.orgSlug, &n.org), directory.CouncilsOf(n.orgSlug, &n.councils))
	case n.council != "":
		queries = append(queries, directory.BodyBySlug(n.council, &n.here), directory.TiesOf(n.council, &n.ties))
	default:
		queries = append(queries, directory.OwnCouncils(&n.councils))
	}
	if err := s.DB.Read(r.Context(), v.Who, queries...); err != nil {
		return page.Answer{}, err
	}
	return page.Show(who(n)), nil
}

// node is a council at its place in the picture.
type node struct {
	x, y  int
	lines []string // its name
	says  string   // how it is tied
	href  string
	tied  string // parent, part, counterpart, room, side, shared
}

// Measures of the picture, in its own units.
const (
	pictureWide        = 1000
	nodeWide, nodeHigh = 168, 62
)

// high is how much room the picture takes: two neighbors stand on both sides.
func (n network) high() int {
	switch {
	case len(n.ties) <= 2:
		return 120
	case len(n.ties) <= 6:
		return 380
	}
	return 600
}

// hows say how a council is tied to the one in the middle.
var hows = map[string]string{"parent": "it is part of this", "part": "part of it", "counterpart": "counterpart", "room": "joint room", "side": "meets here", "shared": "shared organizations"}

func tied(t directory.Tie) string {
	if t.How == "shared" {
		return page.Count(t.Shared, "organization", "organizations") + " in both"
	}
	if t.Shared > 0 {
		return hows[t.How] + ", " + page.Count(t.Shared, "organization", "organizations") + " in both"
	}
	return hows[t.How]
}

// nodes puts what a council is tied to around it, on an ellipse, beginning at the left.
func (n network) nodes() []node {
	shown := n.ties[:min(len(n.ties), 14)]
	all := make([]node, len(shown))
	for i, t := range shown {
		angle := 2*math.Pi*float64(i)/float64(len(shown)) - math.Pi
		all[i] = node{
			x: pictureWide/2 + int(math.Round((pictureWide-nodeWide-20)/2*math.Cos(angle))), y: n.high()/2 + int(math.Round(float64(n.high()-nodeHigh-20)/2*math.Sin(angle))),
			lines: folded(t.Name), says: tied(t), href: "/directory/network?council=" + t.Slug, tied: t.How,
		}
	}
	return all
}

// folded is a name in two lines at most.
func folded(name string) []string {
	const fits = 20
	if utf8.RuneCountInString(name) <= fits {
		return []string{name}
	}
	first, second := "", ""
	for _, word := range strings.Fields(name) {
		switch {
		case second == "" && utf8.RuneCountInString(first+" "+word) <= fits:
			first = strings.TrimSpace(first + " " + word)
		default:
			second = strings.TrimSpace(second + " " + word)
		}
	}
	if r := []rune(second); len(r) > fits+2 {
		second = strings.TrimSpace(string(r[:fits])) + "…"
	}
	return []string{first, second}
}

package directory

import (
	"net/http"

	"example.org/concord/internal/directory"
	"example.org/concord/web/page"
)

// network is who sits where: around a council, around an organization, or the whole partnership where neither is named.
type network struct {
	frame    page.Frame
	council  string // slug, "" where another thing is looked at
	here     directory.Body
	ties     []directory.Tie
	choices  []directory.Choice
	org      directory.Organization
	orgSlug  string
	seats    []directory.Seated
	councils []directory.Council
}

// Network is who sits where: what a council is part of, faces and shares organizations with, where an organization sits, or how all
// councils stand to each other.
func (s Site) Network(v page.Visitor, r *http.Request) (page.Answer, error) {
	n := network{council: v.Query.Get("council"), orgSlug: v.Query.Get("organization")}
	queries := append(n.frame.Queries(v), directory.ListedCouncils(&n.choices))
	switch {
	case n.orgSlug != "":
		queries = append(queries, directory.OrganizationBySlug(n.orgSlug, &n.org), directory.CouncilsOf(n.orgSlug, &n.seats))
	case n.council != "":
		queries = append(queries, directory.BodyBySlug(n.council, &n.here), directory.TiesOf(n.council, &n.ties))
	default:
		queries = append(queries, directory.Partnership(&n.councils))
	}
	if err := s.DB.Read(r.Context(), v.Who, queries...); err != nil {
		return page.Answer{}, err
	}
	return page.Show(who(n)), nil
}

// hows say how a council is tied to the one in the middle.
var hows = map[string]string{
	"parent": "it is part of this", "part": "part of it", "counterpart": "counterpart", "room": "joint room", "side": "meets here",
	"region": "works in this region", "office": "regional office", "shared": "shared organizations",
}

func tied(t directory.Tie) string {
	if t.Shared == 0 {
		return hows[t.How]
	}
	both := page.Count(t.Shared, "organization", "organizations") + " in both"
	if t.How == "shared" {
		return both
	}
	return hows[t.How] + ", " + both
}

// around are the drawings of what stands around a council or an organization.
func (n network) around() []drawing {
	var left, right []spoke
	for _, t := range n.ties {
		s := spoke{name: t.Name, says: tied(t), href: "/directory/network?council=" + t.Slug, shared: t.How == "shared"}
		if s.shared {
			right = append(right, s)
		} else {
			left = append(left, s)
		}
	}
	for _, c := range n.seats {
		right = append(right, spoke{name: c.Name, says: c.Kind, href: "/directory/network?council=" + c.Slug})
	}
	here := n.here.Name
	if n.orgSlug != "" {
		here = n.org.Name
	}
	return []drawing{star(here, left, right), tree(here, append(left, right...))}
}

// partnership are the drawings of all councils, sector by sector.
func (n network) partnership() []drawing {
	return []drawing{sides(n.councils, forDesks), sides(n.councils, forPhones)}
}

// across stands where the name of a sector does for councils of no sector in particular.
const across = "Across sectors"

func sectorOf(c directory.Council) string {
	if c.Sector == "" {
		return across
	}
	return c.Sector
}

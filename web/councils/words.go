package councils

import (
	"strconv"
	"strings"
	"time"

	"example.org/concord/internal/council"
	"example.org/concord/web/page"
)

// fact is the line under the council's name: what it is, and how many of whom sit in it.
func (p place) fact() string {
	words := []string{p.council.KindName}
	if p.council.SeesRoster {
		switch n := p.counts; {
		case n.More:
			words = append(words, "more than 1,000 people")
		default:
			words = append(words, page.Count(n.People, "person", "people")+" of "+page.Count(n.Organizations, "organization", "organizations"),
				strconv.Itoa(n.Government)+" government")
			if n.Regulators > 0 {
				words = append(words, page.Count(n.Regulators, "regulator", "regulators"))
			}
		}
	}
	return strings.Join(words, " · ")
}

// statusNames in the words of the pages.
var statusNames = map[string]string{"active": "Active", "historical": "Historical", "unclear": "Status unclear", "suspended": "Suspended"}

// classNames of seats.
var classNames = map[string]string{"voting": "Voting", "non-voting": "Non-voting", "observer": "Observer"}

// term says from when to when.
func term(since time.Time, until *time.Time) string { return page.Term(since, until) }

// seen says where a public fact comes from.
func seen(year *int) string {
	if year == nil {
		return "seen in a source, year unknown"
	}
	return "seen in a source, " + strconv.Itoa(*year)
}

// of are the links with that relation.
func of(links []council.Link, relation string) (some []council.Link) {
	for _, l := range links {
		if l.Relation == relation {
			some = append(some, l)
		}
	}
	return some
}

func options(all string, n int, each func(i int) page.Option) []page.Option {
	out := make([]page.Option, 0, n+1)
	if all != "" {
		out = append(out, page.Option{Label: all})
	}
	for i := range n {
		out = append(out, each(i))
	}
	return out
}

func (l index) kindOptions() []page.Option {
	var public []page.Option
	for _, k := range l.kinds {
		if k.PublicFace {
			public = append(public, page.Option{Value: k.Slug, Label: k.Name})
		}
	}
	return append([]page.Option{{Label: "All kinds"}}, public...)
}

func (l index) sectorOptions() []page.Option {
	return options("All sectors", len(l.sectors), func(i int) page.Option { return page.Option{Value: l.sectors[i].Slug, Label: l.sectors[i].Name} })
}

var statusOptions = []page.Option{{Label: "Any status"}, {Value: "active", Label: "Active"}, {Value: "historical", Label: "Historical"}, {Value: "unclear", Label: "Status unclear"}, {Value: "suspended", Label: "Suspended"}}

// bare is a web address as people say it.
func bare(website string) string {
	_, rest, _ := strings.Cut(website, "://")
	return strings.TrimSuffix(rest, "/")
}

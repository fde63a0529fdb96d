package search_test

import (
	"slices"
	"testing"

	"example.org/concord/internal/db"
	"example.org/concord/internal/search"
	"example.org/concord/internal/story"
)

// named are the names that the sources find for somebody, by kind.
func (s stage) named(p story.Person, words string) map[string][]string {
	s.Helper()
	var groups []search.Group
	found := map[string][]string{}
	queries := search.Everything(words, "", p.Name != "", &groups)
	if len(queries) == 0 {
		return found
	}
	who := db.Who{}
	if p.Name != "" {
		who = s.d.As(p.ID)
	}
	s.must(s.app.Read(s.Context(), who, queries...))
	for _, g := range groups {
		for _, n := range g.Found {
			found[g.Kind] = append(found[g.Kind], n.Name)
		}
		if len(g.Found) > 5 {
			s.Errorf("%d %s stand beside the rest", len(g.Found), g.Kind)
		}
	}
	return found
}

func TestOneBoxFindsWhateverBearsTheName(t *testing.T) {
	s := open(t)
	for words, want := range map[string]struct{ kind, name string }{
		"Water SCC":                         {"councils", "Water Sector Coordinating Council"},
		"wscc":                              {"councils", "Water Sector Coordinating Council"},
		"water sector coordinating council": {"councils", "Water Sector Coordinating Council"},
		"Dams":                              {"sectors", "Dams"},
		"dam":                               {"sectors", "Dams"},
		"Banking and Finance":               {"sectors", "Financial Services"},
		"Hazardous Materials":               {"sectors", "Chemical"},
		"Finacial Services":                 {"sectors", "Financial Services"},
		"priya":                             {"people", story.Priya.Name},
		"“Priya  Raman”":                    {"people", story.Priya.Name},
		"Pryia Raman":                       {"people", story.Priya.Name},
		"lakeshore":                         {"organizations", "Lakeshore Water and Power"},
		"Lakshore Water":                    {"organizations", "Lakeshore Water and Power"},
	} {
		if got := s.named(story.Dana, words)[want.kind]; !slices.Contains(got, want.name) {
			t.Errorf("%q finds the %s %q", words, want.kind, got)
		}
	}
	for _, words := range []string{"", "a", `"`, "%%", "__", "qqxyzzy"} {
		if got := s.named(story.Dana, words); len(got) != 0 {
			t.Errorf("%q finds %v", words, got)
		}
	}
}

// A name is found by those who see its bearer on a roster, and a typing error tells nobody else of it.
func TestPeopleAreFoundByThoseWhoSeeTheirRoster(t *testing.T) {
	s := open(t)
	for _, words := range []string{story.Priya.Name, "Pryia Raman"} {
		for _, p := range []story.Person{{}, story.Eve} {
			if got := s.named(p, words)["people"]; slices.Contains(got, story.Priya.Name) {
				t.Errorf("%q finds %q by %s", p.Name, got, words)
			}
		}
	}
	if got := s.named(story.Person{}, "lakeshore")["organizations"]; got != nil {
		t.Errorf("the public finds %q", got)
	}
}

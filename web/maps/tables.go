package maps

import (
	"example.org/concord/internal/directory"
	"example.org/concord/web/page"
)

// A table with no more rows than few stays whole. Of more, those stand first that the map is about, and the others are folded below them;
// the first are folded too if they are more than many: Texas has 254 counties, and a phone shows twenty rows at a time.
const (
	few  = 12
	many = 40
)

// group is a table of places, and what they have in common.
type group[T any] struct {
	id, says string
	rows     []T
	folded   bool
}

// words are how places are called: one, several, and what is said of those that lack an advisor, and of the others.
type words struct{ one, several, gap, covered string }

// groups divides the rows, in their order, by what the map shows: whether something is there, or whether somebody is missing.
func groups[T any](w view, id string, rows []T, figures func(T) (organized, run, gaps int), say words) []group[T] {
	if len(rows) <= few {
		return []group[T]{{id: id, says: title(w) + " by " + say.one, rows: rows}}
	}
	first, rest := group[T]{id: id + "-first"}, group[T]{id: id + "-rest", folded: true}
	for _, r := range rows {
		organized, run, gaps := figures(r)
		if w.show == coverage && gaps > 0 || w.show != coverage && number(w.show, organized, run) > 0 {
			first.rows = append(first.rows, r)
		} else {
			rest.rows = append(rest.rows, r)
		}
	}
	first.folded = len(first.rows) > many
	switch w.show {
	case coverage:
		first.says, rest.says = say.gap, say.covered
	case facilities:
		first.says, rest.says = "with facilities that you may see"+w.of(), "without facilities that you may see"+w.of()
	default:
		first.says, rest.says = "with organizations"+w.of(), "without organizations"+w.of()
	}
	var all []group[T]
	for _, g := range []group[T]{first, rest} {
		if len(g.rows) > 0 {
			g.says = page.Count(len(g.rows), say.one, say.several) + " " + g.says
			all = append(all, g)
		}
	}
	return all
}

func stateGroups(w view, states []directory.StateSpread) []group[directory.StateSpread] {
	return groups(w, "states", states, func(s directory.StateSpread) (int, int, int) { return s.Organizations, s.Facilities, s.Gaps() },
		words{"state or territory", "states and territories", "with counties that nobody covers", "covered in every county"})
}

func countyGroups(w view, counties []directory.CountySpread) []group[directory.CountySpread] {
	return groups(w, "counties", counties, func(c directory.CountySpread) (int, int, int) {
		if len(c.Advisors) == 0 {
			return c.Organizations, c.Facilities, 1
		}
		return c.Organizations, c.Facilities, 0
	}, words{"county", "counties", "that nobody covers", "that somebody covers"})
}

// Package sectors shows the sectors: who leads each, who sits where, what was lately said, and how today's list came to be.
package sectors

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/go-chi/chi/v5"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/sector"
	"example.org/concord/internal/update"
	"example.org/concord/web/page"
)

// Site serves the sectors.
type Site struct{ DB *db.DB }

// list is today's sectors, or those of an edition.
type list struct {
	frame    page.Frame
	editions []sector.Edition
	chosen   *sector.Edition // nil: today
	lines    []sector.Line   // of the edition
	sectors  []sector.Listed // of today
	retired  []sector.Retired
}

// List is the list of sectors of today, or with edition=slug or edition=year that of the past.
func (s Site) List(v page.Visitor, r *http.Request) (page.Answer, error) {
	var l list
	edition := v.Query.Get("edition")
	queries := append(l.frame.Queries(v), sector.Editions(&l.editions))
	if edition == "" {
		queries = append(queries, sector.All(&l.sectors), sector.RetiredNames(&l.retired))
	} else {
		queries = append(queries, sector.AsOf(edition, &l.lines))
	}
	if err := s.DB.Read(r.Context(), v.Who, queries...); err != nil {
		return page.Answer{}, err
	}
	if edition == "" {
		return page.Show(today(l)), nil
	}
	if l.chosen = sector.Chosen(edition, l.editions); l.chosen == nil {
		return page.Answer{}, fault.NotFound
	}
	return page.Show(past(l)), nil
}

// next is the edition that took the place of the chosen one; nil where it still holds.
func (l list) next() *sector.Edition {
	for i := range l.editions {
		if i > 0 && l.editions[i].Slug == l.chosen.Slug {
			return &l.editions[i-1]
		}
	}
	return nil
}

// became says what the fate of a sector was, before the names of those that it went into.
func became(fate string) string {
	switch fate {
	case "merged":
		return "went into"
	case "renamed":
		return "was renamed"
	case "split":
		return "was split into"
	case "reshaped":
		return "was reshaped as"
	}
	return "ended"
}

// one is a sector's page.
type one struct {
	frame  page.Frame
	sector sector.Sector
	face   sector.Face
	rows   []update.Row
	next   string
}

// Show is a sector: who leads it, who sits where, and the latest about it that the visitor may read.
func (s Site) Show(v page.Visitor, r *http.Request) (page.Answer, error) {
	after, err := v.FeedAfter()
	if err != nil {
		return page.Answer{}, err
	}
	var o one
	slug := chi.URLParam(r, "sector")
	queries := append(o.frame.Queries(v), sector.BySlug(slug, &o.sector), update.Feed{After: after}.Sector(slug, &o.rows))
	if err := s.DB.Read(r.Context(), v.Who, append(queries, o.face.Queries(slug)...)...); err != nil {
		return page.Answer{}, err
	}
	o.rows, o.next = page.FeedPage(o.rows)
	return page.Show(show(o)), nil
}

// on are the councils on one side of the page.
func (o one) on(side string) []sector.Council {
	var all []sector.Council
	for _, c := range o.face.Councils {
		if c.Side == side {
			all = append(all, c)
		}
	}
	return all
}

// leads are the agencies of today, or those before them.
func (o one) leads(now bool) []sector.Lead {
	var all []sector.Lead
	for _, l := range o.face.Leads {
		if (l.Until == nil) == now {
			all = append(all, l)
		}
	}
	return all
}

// lineage are the names the sector had, newest first, each once from the day on which it began.
func (o one) lineage() []sector.Ancestor {
	var all []sector.Ancestor
	for i, a := range o.face.Lineage {
		if i+1 == len(o.face.Lineage) || o.face.Lineage[i+1].Name != a.Name {
			all = append(all, a)
		}
	}
	return all
}

// origin is a line of how a sector came to be: a name that it had, or that of another one which went into it.
type origin struct {
	sector.Ancestor
	slugs, names []string // what the other one became
}

// history are those lines, newest first. What is known by its year alone stands before the days of that year.
func (o one) history() []origin {
	var all []origin
	for _, a := range o.lineage() {
		all = append(all, origin{Ancestor: a})
	}
	for _, r := range o.face.Became {
		all = append(all, origin{Ancestor: sector.Ancestor{Dated: strconv.Itoa(r.Year), Name: r.Name + " " + became(r.Fate)}, slugs: r.Slugs, names: r.Names})
	}
	slices.SortStableFunc(all, func(a, b origin) int { return strings.Compare(b.Dated, a.Dated) })
	return all
}

// own is how many councils the sector has, without the bodies of many sectors.
func (o one) own() int { return len(o.face.Councils) - len(o.on(sector.Across)) }

// ended says whether the sector is one no more.
func (o one) ended() bool { return o.sector.Until != nil && !o.sector.Until.After(o.frame.Visitor.Now) }

// short is an edition in the switch: its year, with the month where two fell into one year.
func short(e sector.Edition, all []sector.Edition) string {
	for _, other := range all {
		if other.Slug != e.Slug && other.Since.Year() == e.Since.Year() {
			return e.Since.Format("Jan 2006")
		}
	}
	return e.Since.Format("2006")
}

// years is the time of a lead; its days are often not known better.
func years(l sector.Lead) string {
	if l.Until == nil {
		return "since " + l.Since.Format("2006")
	}
	if l.Since.Year() == l.Until.Year() {
		return l.Since.Format("2006")
	}
	return l.Since.Format("2006") + " to " + l.Until.Format("2006")
}

// Package directory shows who is who: organizations, their facilities, the people who act for them, where they sit, and the home of a
// region's advisors.
package directory

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/directory"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/may"
	"example.org/concord/internal/organization"
	"example.org/concord/web/page"
)

// Site serves the directory.
type Site struct{ DB *db.DB }

// list is what the lists share: the filter, its choices and figures, and the way to the next page.
type list struct {
	frame   page.Frame
	kind    string // organizations, facilities, people or advisors
	filter  directory.Filter
	choices directory.Choices
	figures directory.Figures
	near    []string // names like the one looked for
	next    string
	key     string
	take    taking // people's contacts as a file
	along   page.Taking
}

// cards says that rows are shown as cards instead of a table.
func (l list) cards() bool { return l.frame.Visitor.Query.Get("view") == "cards" }

// quiets are the days without a contact that lists can be narrowed to.
var (
	quiets       = map[string]int{"90": 90, "180": 180, "365": 365, "never": directory.Never}
	quietOptions = []page.Option{{Label: "Whenever"}, {Value: "90", Label: "None for 90 days"}, {Value: "180", Label: "None for half a year"}, {Value: "365", Label: "None for a year"}, {Value: "never", Label: "None yet"}}
)

// contacts says whether the visitor knows of contacts: field staff do, of their region.
func (l list) contacts() bool { return l.frame.May(may.ReadEngagements) }

// lastContact is the day of the last one, in words.
func lastContact(day *time.Time) string {
	if day == nil {
		return "none yet"
	}
	return page.Date(*day)
}

func filterOf(v page.Visitor) (directory.Filter, error) {
	q := v.Query
	f := directory.Filter{
		Name: strings.TrimSpace(q.Get("q")), Sector: q.Get("sector"), Subsector: q.Get("subsector"), State: q.Get("state"), City: strings.TrimSpace(q.Get("city")),
		Kind: q.Get("kind"), Council: q.Get("council"), Office: q.Get("office"),
	}
	for _, fips := range q["county"] {
		if fips != "" {
			f.Counties = append(f.Counties, fips)
		}
	}
	if region := q.Get("region"); region != "" {
		n, ok := page.Whole(region)
		if !ok {
			return f, fault.NotFound
		}
		f.Region = n
	}
	if contact := q.Get("contact"); contact != "" {
		days, known := quiets[contact]
		if !known {
			return f, fault.NotFound
		}
		f.Quiet = days
	}
	if since := q.Get("since"); since != "" {
		t, err := time.Parse(time.RFC3339, since)
		if err != nil {
			return f, fault.NotFound
		}
		f.Since = t
	}
	var err error
	f.After, err = page.ParseCursor(q.Get("after"), 2)
	return f, err
}

// read brings a page of a list: the frame, the choices, the rows and how they are spread.
func (s Site) read(v page.Visitor, r *http.Request, l *list, queries func(directory.Filter) []db.Query) error {
	l.key = page.NewKey()
	var err error
	if l.filter, err = filterOf(v); err != nil {
		return err
	}
	all := append(l.frame.Queries(v), l.choices.Queries(l.filter.Sector)...)
	all = append(all, queries(l.filter)...)
	if l.filter.Name != "" && l.kind != "advisors" {
		all = append(all, directory.Near(l.kind, l.filter, &l.near)...)
	}
	return s.DB.Read(r.Context(), v.Who, all...)
}

// cut leaves a page of rows and says where the next one begins.
func cut[T any](l *list, rows []T, key func(T) (string, uuid.UUID)) []T {
	if len(rows) <= directory.PageSize {
		return rows
	}
	name, id := key(rows[directory.PageSize-1])
	l.next = page.Cursor(name, id.String())
	return rows[:directory.PageSize]
}

// Organizations lists organizations.
func (s Site) Organizations(v page.Visitor, r *http.Request) (page.Answer, error) {
	l := list{kind: "organizations"}
	var rows []directory.Organization
	if err := s.read(v, r, &l, func(f directory.Filter) []db.Query {
		return []db.Query{directory.Organizations(f, &rows), directory.CountOrganizations(f, &l.figures)}
	}); err != nil {
		return page.Answer{}, err
	}
	rows = cut(&l, rows, func(o directory.Organization) (string, uuid.UUID) { return o.Name, o.ID })
	return page.Show(organizations(l, rows)), nil
}

// Facilities lists the facilities that the visitor may see.
func (s Site) Facilities(v page.Visitor, r *http.Request) (page.Answer, error) {
	l := list{kind: "facilities"}
	var rows []directory.Facility
	if err := s.read(v, r, &l, func(f directory.Filter) []db.Query {
		return []db.Query{directory.Facilities(f, &rows), directory.CountFacilities(f, &l.figures)}
	}); err != nil {
		return page.Answer{}, err
	}
	rows = cut(&l, rows, func(f directory.Facility) (string, uuid.UUID) { return f.Name, f.ID })
	return page.Show(facilities(l, rows)), nil
}

// People lists who serves where.
func (s Site) People(v page.Visitor, r *http.Request) (page.Answer, error) {
	l := list{kind: "people"}
	rows, err := s.readPeople(v, r, &l)
	if err != nil {
		return page.Answer{}, err
	}
	return page.Show(people(l, rows)), nil
}

func (s Site) readPeople(v page.Visitor, r *http.Request, l *list) ([]directory.Place, error) {
	var rows []directory.Place
	err := s.read(v, r, l, func(f directory.Filter) []db.Query {
		return []db.Query{directory.People(f, &rows), directory.CountPeople(f, &l.figures)}
	})
	return cut(l, rows, func(p directory.Place) (string, uuid.UUID) { return p.Name, p.Key }), err
}

// Advisors lists who of the field staff covers what.
func (s Site) Advisors(v page.Visitor, r *http.Request) (page.Answer, error) {
	l := list{kind: "advisors"}
	var rows []directory.Advisor
	if err := s.read(v, r, &l, func(f directory.Filter) []db.Query {
		return []db.Query{directory.Advisors(f, &rows)}
	}); err != nil {
		return page.Answer{}, err
	}
	return page.Show(advisors(l, rows)), nil
}

// kinds of organizations to choose from.
func kinds() []directory.Choice {
	choices := make([]directory.Choice, len(organization.Kinds))
	for i, k := range organization.Kinds {
		choices[i] = directory.Choice{Value: k.Slug, Label: k.Name}
	}
	return choices
}

// options are the choices of a filter with how many rows each leaves. What leaves none is left out where that is known; once one is
// chosen all of them stand there again, to choose another.
func (l list) options(all, facet, chosen string, choices []directory.Choice) []page.Option {
	out := []page.Option{{Label: all}}
	for _, c := range choices {
		n := l.figures.Of(facet, c.Value)
		switch {
		case chosen != "" || l.kind == "advisors":
			out = append(out, page.Option{Value: c.Value, Label: c.Label})
		case n > 0:
			out = append(out, page.Option{Value: c.Value, Label: c.Label + " (" + l.counted(n) + ")"})
		case l.figures.Total() > directory.Counted:
			out = append(out, page.Option{Value: c.Value, Label: c.Label})
		}
	}
	return out
}

// counted is a figure that says so where there may be more.
func (l list) counted(n int) string {
	if l.figures.Total() > directory.Counted {
		return strconv.Itoa(n) + "+"
	}
	return strconv.Itoa(n)
}

// total is how many rows the list has, in words.
func (l list) total(one, many string) string {
	if n := l.figures.Total(); n <= directory.Counted {
		return page.Count(n, one, many)
	}
	return "More than " + strconv.Itoa(directory.Counted) + " " + many
}

// counties are offered as boxes, since one often wants several.
func (l list) counties() []page.Option {
	var out []page.Option
	for _, f := range l.figures.All("county") {
		out = append(out, page.Option{Value: f.Value, Label: f.Label + " (" + l.counted(f.Count) + ")"})
	}
	return out
}

// carried is what another list of the directory is narrowed by, too.
func (l list) carried() string {
	q := l.frame.Visitor.Query
	kept := make(map[string][]string)
	for _, name := range []string{"q", "sector", "state", "region"} {
		if v := q.Get(name); v != "" {
			kept[name] = []string{v}
		}
	}
	return encoded(kept)
}

func listed(names []string) string { return strings.Join(names, ", ") }

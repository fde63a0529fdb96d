// Package directory shows who is who: organizations, the people who act for them, where they sit, and the home of a region's advisors.
package directory

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/directory"
	"example.org/concord/internal/fault"
	org "example.org/concord/internal/organization"
	"example.org/concord/internal/reason"
	"example.org/concord/web/page"
)

// Site serves the directory.
type Site struct{ DB *db.DB }

// list is what the two lists share: the filter, its choices, and the way to the next page.
type list struct {
	frame   page.Frame
	filter  directory.Filter
	choices directory.Choices
	next    string
}

func filterOf(v page.Visitor) (directory.Filter, error) {
	q := v.Query
	f := directory.Filter{Name: q.Get("q"), Sector: q.Get("sector"), State: q.Get("state"), Kind: q.Get("kind"), Council: q.Get("council"), Office: q.Get("office")}
	if region := q.Get("region"); region != "" {
		n, err := strconv.Atoi(region)
		if err != nil {
			return f, fault.NotFound
		}
		f.Region = n
	}
	var err error
	f.After, err = page.ParseCursor(q.Get("after"), 2)
	return f, err
}

// Organizations lists organizations.
func (s Site) Organizations(v page.Visitor, r *http.Request) (page.Answer, error) {
	var l list
	var rows []directory.Organization
	var err error
	if l.filter, err = filterOf(v); err != nil {
		return page.Answer{}, err
	}
	queries := append(l.frame.Queries(v), l.choices.Queries()...)
	if err := s.DB.Read(r.Context(), v.Who, append(queries, directory.Organizations(l.filter, &rows))...); err != nil {
		return page.Answer{}, err
	}
	if len(rows) > directory.PageSize {
		rows = rows[:directory.PageSize]
		last := rows[len(rows)-1]
		l.next = page.Cursor(last.Name, last.ID.String())
	}
	return page.Show(organizations(l, rows)), nil
}

// People lists who serves where.
func (s Site) People(v page.Visitor, r *http.Request) (page.Answer, error) {
	var l list
	var rows []directory.Place
	var err error
	if l.filter, err = filterOf(v); err != nil {
		return page.Answer{}, err
	}
	queries := append(l.frame.Queries(v), l.choices.Queries()...)
	if err := s.DB.Read(r.Context(), v.Who, append(queries, directory.People(l.filter, &rows))...); err != nil {
		return page.Answer{}, err
	}
	if len(rows) > directory.PageSize {
		rows = rows[:directory.PageSize]
		last := rows[len(rows)-1]
		l.next = page.Cursor(last.Name, last.Key.String())
	}
	return page.Show(people(l, rows)), nil
}

// Organization is a profile: what it is, where it sits, who acts for it.
func (s Site) Organization(v page.Visitor, r *http.Request) (page.Answer, error) {
	var p profile
	slug := chi.URLParam(r, "organization")
	if err := s.DB.Read(r.Context(), v.Who, append(p.frame.Queries(v),
		directory.OrganizationBySlug(slug, &p.organization), directory.SeatsOf(slug, &p.seats), directory.PeopleOf(slug, &p.people),
		directory.SourcesOf(slug, &p.seen), org.NominatesIn(slug, &p.nominates))...); err != nil {
		return page.Answer{}, err
	}
	return page.Show(organization(p)), nil
}

type profile struct {
	frame        page.Frame
	organization directory.Organization
	seats        []directory.SeatOf
	people       []directory.Place
	seen         []directory.Source
	nominates    []org.Nominating // one at least where the asker administers it
}

// Person says where somebody serves, for whom and since when.
func (s Site) Person(v page.Visitor, r *http.Request) (page.Answer, error) {
	id, err := uuid.Parse(chi.URLParam(r, "person"))
	if err != nil {
		return page.Answer{}, fault.NotFound
	}
	var f page.Frame
	var p directory.Person
	var places []directory.Place
	var why []reason.Reason
	if err := s.DB.Read(r.Context(), v.Who, append(f.Queries(v), directory.PersonByID(id, &p), directory.PlacesOf(id, &places), reason.OfPerson(id, &why))...); err != nil {
		return page.Answer{}, err
	}
	return page.Show(person(f, p, places, why)), nil
}

// kinds of organizations, in the words of the pages.
var kinds = []page.Option{
	{Value: "owner_operator", Label: "Owner or operator"}, {Value: "trade_association", Label: "Trade association"},
	{Value: "federal_agency", Label: "Federal agency"}, {Value: "sltt_body", Label: "State, local, tribal or territorial body"},
	{Value: "isac", Label: "ISAC"}, {Value: "other", Label: "Other"},
}

func kindName(slug string) string {
	for _, k := range kinds {
		if k.Value == slug {
			return k.Label
		}
	}
	return slug
}

// options puts "all" before the choices of a filter.
func options(all string, choices []directory.Choice) []page.Option {
	out := []page.Option{{Label: all}}
	for _, c := range choices {
		out = append(out, page.Option{Value: c.Value, Label: c.Label})
	}
	return out
}

func listed(names []string) string { return strings.Join(names, ", ") }

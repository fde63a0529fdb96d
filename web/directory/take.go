package directory

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/audit"
	"example.org/concord/internal/db"
	"example.org/concord/internal/directory"
	"example.org/concord/internal/intake"
	"example.org/concord/internal/organization"
	"example.org/concord/web/page"
)

// takes puts a list's copy on record, unless something is wrong with the form.
func (s Site) takes(v page.Visitor, r *http.Request, t page.Taking, what string, rows int) error {
	if err := t.Check(rows, audit.MaxRecords); err != nil {
		return err
	}
	return s.DB.Write(r.Context(), v.Who, db.Once{}, audit.TookRecords(what, rows, t.Reason))
}

// ExportOrganizations hands out the list of organizations that the filter leaves. Its columns are those of a file that is taken in.
func (s Site) ExportOrganizations(v page.Visitor, r *http.Request) (page.Answer, error) {
	l := list{kind: "organizations"}
	l.along = page.TakeFrom(&v, r, "/directory")
	var rows, all []directory.Organization
	if err := s.read(v, r, &l, func(f directory.Filter) []db.Query {
		whole := f
		whole.Rows = audit.MaxRecords + 1
		return []db.Query{directory.Organizations(f, &rows), directory.CountOrganizations(f, &l.figures), directory.Organizations(whole, &all)}
	}); err != nil {
		return page.Answer{}, err
	}
	err := s.takes(v, r, l.along, "organizations", len(all))
	if page.Told(err, &l.along.Wrong) {
		return page.Again(organizations(l, cut(&l, rows, func(o directory.Organization) (string, uuid.UUID) { return o.Name, o.ID })), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	lines := [][]string{append(headOf(intake.Organizations), "part of", "sits in")}
	if l.contacts() {
		lines[0] = append(lines[0], "last contact")
	}
	for _, o := range all {
		line := []string{o.Name, organization.KindName(o.Kind), o.Abbr, o.State, o.County, o.City, o.Website, strings.Join(o.Sectors, "; "), o.Parent, strings.Join(o.Councils, "; ")}
		if l.contacts() {
			line = append(line, dayOf(o.Contact))
		}
		lines = append(lines, line)
	}
	return l.along.File("organizations-"+v.Now.In(v.Instance.Zone).Format(time.DateOnly), lines)
}

// ExportFacilities hands out the facilities that the visitor sees and the filter leaves.
func (s Site) ExportFacilities(v page.Visitor, r *http.Request) (page.Answer, error) {
	l := list{kind: "facilities"}
	l.along = page.TakeFrom(&v, r, "/directory/facilities")
	var rows []directory.Facility
	var all []directory.Located
	if err := s.read(v, r, &l, func(f directory.Filter) []db.Query {
		return []db.Query{directory.Facilities(f, &rows), directory.CountFacilities(f, &l.figures), directory.LocatedFacilities(f, audit.MaxRecords+1, &all)}
	}); err != nil {
		return page.Answer{}, err
	}
	err := s.takes(v, r, l.along, "facilities", len(all))
	if page.Told(err, &l.along.Wrong) {
		return page.Again(facilities(l, cut(&l, rows, func(f directory.Facility) (string, uuid.UUID) { return f.Name, f.ID })), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	lines := [][]string{headOf(intake.Facilities)}
	for _, f := range all {
		lines = append(lines, []string{f.Name, f.Organization, f.Sector, f.State, f.Kind, f.County, f.City, f.Address, degrees(f.Latitude), degrees(f.Longitude)})
	}
	return l.along.File("facilities-"+v.Now.In(v.Instance.Zone).Format(time.DateOnly), lines)
}

// headOf names the columns of a file that can be taken in, but for the number, which is its taker's own.
func headOf(k intake.Kind) (head []string) {
	for _, c := range intake.Columns[k] {
		if c != "number" {
			head = append(head, c)
		}
	}
	return head
}

func dayOf(t *time.Time) string {
	if t == nil {
		return ""
	}
	return t.Format(time.DateOnly)
}

func degrees(d *float64) string {
	if d == nil {
		return ""
	}
	return strconv.FormatFloat(*d, 'f', -1, 64)
}

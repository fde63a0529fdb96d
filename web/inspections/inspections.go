// Package inspections is the regulatory store's own page: nobody who works with owners of their own will opens it.
package inspections

import (
	"net/http"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/inspection"
	"example.org/concord/internal/organization"
	"example.org/concord/web/page"
)

// Site serves inspections.
type Site struct{ DB *db.DB }

type list struct {
	frame    page.Frame
	programs []inspection.Program
	rows     []inspection.Inspection

	organization page.Pick
	typed        inspection.Form
	noticed      string
	begins       string
	wrong        fault.Invalid

	adding uuid.UUID // the inspection to which findings are added, which did not go in
	text   string
	key    string
}

// inForce are the programs under which something can be inspected now.
func (l list) inForce() (programs []inspection.Program) {
	for _, p := range l.programs {
		if p.InForce {
			programs = append(programs, p)
		}
	}
	return programs
}

func (s Site) read(v page.Visitor, r *http.Request, l *list, more ...db.Query) error {
	return s.DB.Read(r.Context(), v.Who, append(append(l.frame.Queries(v), inspection.Programs(&l.programs), inspection.List(&l.rows)), more...)...)
}

// List shows what was inspected, and offers to record while a program is in force.
func (s Site) List(v page.Visitor, r *http.Request) (page.Answer, error) {
	l := list{key: page.NewKey()}
	if err := s.read(v, r, &l); err != nil {
		return page.Answer{}, err
	}
	return page.Show(listPage(l)), nil
}

// Record keeps an inspection.
func (s Site) Record(v page.Visitor, r *http.Request) (page.Answer, error) {
	l := list{typed: inspection.Form{Program: r.PostFormValue("program"), Facility: r.PostFormValue("facility"), Findings: r.PostFormValue("findings"), Exigent: r.PostFormValue("exigent") == "yes", ExigentBecause: r.PostFormValue("exigent_because"),
		ExigentApprover: r.PostFormValue("exigent_approver"), ContactName: r.PostFormValue("contact_name"), ContactEmail: r.PostFormValue("contact_email")},
		noticed: r.PostFormValue("noticed"), begins: r.PostFormValue("begins"), key: r.PostFormValue("once"),
		organization: page.Pick{Field: page.Field{Value: r.PostFormValue("organization")}, Chosen: r.PostFormValue("organization_id")}}
	var found []organization.Choice
	if err := s.read(v, r, &l, organization.Choices(l.organization.Value, &found)); err != nil {
		return page.Answer{}, err
	}
	slugs := map[uuid.UUID]string{}
	for _, o := range found[:min(len(found), 20)] {
		l.organization.Found = append(l.organization.Found, page.Option{Value: o.ID.String(), Label: o.Name, Says: o.Abbr})
		slugs[o.ID.UUID] = o.Slug
	}
	id, _ := l.organization.One()
	l.typed.Organization = slugs[id]
	l.typed.Noticed, l.typed.Begins = moment(l.noticed, v.Zone), moment(l.begins, v.Zone)
	query, err := inspection.Record(uuid.Must(uuid.NewV7()), l.typed, v.Now)
	l.wrong = page.Wrong(err)
	if l.typed.Organization == "" {
		l.wrong.Add("organization", l.organization.Which("No organization has this in its name."))
	}
	if err = l.wrong.Err(); err == nil {
		err = s.DB.Write(r.Context(), v.Who, page.Once(r, "/inspections"), query)
	}
	if page.Told(err, &l.wrong) {
		return page.Again(listPage(l), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	said := "Recorded."
	if l.typed.Begins != nil && l.typed.Begins.After(v.Now) && !l.typed.Exigent {
		said = "Recorded. The notice leaves to " + l.typed.ContactEmail + " and to who speaks for the organization."
	}
	return page.Go("/inspections", said), nil
}

// AddFinding adds what was found to one that is recorded.
func (s Site) AddFinding(v page.Visitor, r *http.Request) (page.Answer, error) {
	id, err := uuid.Parse(chi.URLParam(r, "inspection"))
	if err != nil {
		return page.Answer{}, fault.NotFound
	}
	l := list{key: page.NewKey(), adding: id, text: r.PostFormValue("text")}
	if err := s.read(v, r, &l); err != nil {
		return page.Answer{}, err
	}
	query, err := inspection.Add(id, l.text)
	if l.wrong = page.Wrong(err); len(l.wrong) == 0 {
		err = s.DB.Write(r.Context(), v.Who, page.Once(r, "/inspections"), query)
	}
	if page.Told(err, &l.wrong) {
		return page.Again(listPage(l), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	return page.Go("/inspections", "Added. Whom it is about reads it too."), nil
}

// moment reads a day and an hour as a browser sends them; nil where it is empty or wrong, which is said at the field.
func moment(typed string, zone *time.Location) *time.Time {
	t, err := time.ParseInLocation("2006-01-02T15:04", typed, zone)
	if err != nil {
		return nil
	}
	return &t
}

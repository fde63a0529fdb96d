package mail

import (
	"context"
	"time"

	"example.org/concord/internal/db"
)

// inspection announces one to the facility's contact, or to somebody who speaks for the organization, as long as it has not begun.
func (s Sender) inspection(ctx context.Context, i Intent) (*Letter, error) {
	var to *owner
	var n *struct {
		Program, Organization, Slug, Facility string
		Begins                                time.Time
		Author, ContactName, ContactEmail     string
	}
	queries := []db.Query{db.Maybe("inspection to announce", `
select program, organization, slug, facility, begins, author, contact_name, contact_email from app.inspection_letter($1)`, &n, i.Object)}
	if i.Kind == Inspection {
		queries = append(queries, ownerOf(&to))
	}
	if err := s.DB.Read(ctx, db.Who{Person: i.Person}, queries...); err != nil || n == nil || i.Kind == Inspection && to == nil {
		return nil, err
	}
	if to == nil {
		to = &owner{Name: n.ContactName, Email: n.ContactEmail}
	}
	w := words{
		Name: s.Name, Title: "An inspection of " + n.Facility + " begins " + s.day(n.Begins),
		Lines: []string{
			"Under the program " + n.Program + ", at " + n.Begins.In(s.Zone).Format("3:04 PM MST") + " on " + s.day(n.Begins) + ". Organization: " + n.Organization + ".",
			n.Author + " announced it. What is found is read by inspectors and by who speaks for the organization, and by nobody else.",
		},
		Verb: "See what is recorded", Link: s.Address + "/directory/organizations/" + n.Slug + "#inspected",
		Why: "You get this because you speak for the organization, or are named as the facility's contact. A notice of an inspection cannot be switched off.",
	}
	return w.letter(to.Name, to.Email, s.Name+": "+w.Title, "")
}

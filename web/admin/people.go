package admin

import (
	"net/http"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"

	"example.org/concord/internal/council"
	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/organization"
	"example.org/concord/internal/person"
	"example.org/concord/internal/signin"
	"example.org/concord/web/page"
)

// peopleList leads to each person's page.
type peopleList struct {
	frame   page.Frame
	sought  signin.Sought
	offices []council.Office
	rows    []signin.Listed
	next    string
}

// People lists everybody by name, with how far they are with enrolling.
func (s Site) People(v page.Visitor, r *http.Request) (page.Answer, error) {
	after, err := page.ParseCursor(v.Query.Get("after"), 2)
	if err != nil {
		return page.Answer{}, err
	}
	q := v.Query.Get
	l := peopleList{sought: signin.Sought{Words: q("q"), State: q("state"), Organization: q("organization"), Council: q("council"), Office: q("office")}}
	if err := s.DB.Read(r.Context(), v.Who, append(l.frame.Queries(v), signin.People(l.sought, after, &l.rows), council.Offices(&l.offices))...); err != nil {
		return page.Answer{}, err
	}
	if len(l.rows) > signin.PerPage {
		l.rows = l.rows[:signin.PerPage]
		l.next = page.Cursor(l.rows[signin.PerPage-1].Key()...)
	}
	return page.Show(peopleRows(l)), nil
}

// newcomer is the form that adds a person.
type newcomer struct {
	frame        page.Frame
	name, email  string
	organization page.Pick
	wrong        fault.Invalid
	key          string
}

// NewPerson is the empty form.
func (s Site) NewPerson(v page.Visitor, r *http.Request) (page.Answer, error) {
	n := newcomer{key: page.NewKey(), name: v.Query.Get("name")}
	if err := s.DB.Read(r.Context(), v.Who, n.frame.Queries(v)...); err != nil {
		return page.Answer{}, err
	}
	return page.Show(newPerson(n)), nil
}

// chosenFrom asks for the organizations that the name typed finds.
func chosenFrom(p page.Pick, found *[]organization.Choice) []db.Query {
	if p.Value == "" {
		return nil
	}
	return []db.Query{organization.Choices(p.Value, found)}
}

func organizationOptions(found []organization.Choice) (options []page.Option) {
	for _, o := range found[:min(len(found), 20)] {
		options = append(options, page.Option{Value: o.ID.String(), Label: o.Name, Says: o.Abbr})
	}
	return options
}

// AddPerson adds a person and answers with the one-time link, which is shown this once.
func (s Site) AddPerson(v page.Visitor, r *http.Request) (page.Answer, error) {
	n := newcomer{name: r.PostFormValue("name"), email: r.PostFormValue("email"), organization: picked(r, "organization"), key: r.PostFormValue("once")}
	var found []organization.Choice
	if err := s.DB.Read(r.Context(), v.Who, append(n.frame.Queries(v), chosenFrom(n.organization, &found)...)...); err != nil {
		return page.Answer{}, err
	}
	n.organization.Found = organizationOptions(found)
	id := person.New()
	n.wrong = page.Wrong(person.Check("name", n.name))
	in, ok := n.organization.One()
	if !ok {
		n.wrong.Add("organization", n.organization.Which("No organization of that name is on record. Add it first."))
	}
	token, invitation, err := signin.Invite(id.UUID, n.email)
	n.wrong = append(n.wrong, page.Wrong(err)...)
	if err = n.wrong.Err(); err == nil {
		err = s.DB.Write(r.Context(), v.Who, page.Once(r, personURL(id.UUID)), append([]db.Query{person.Add(id, n.name, organization.ID{UUID: in})}, invitation...)...)
	}
	if page.Told(err, &n.wrong) {
		return page.Again(newPerson(n), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	return invited(v, n.frame, made{id.UUID, n.name, n.email, signin.Link(token), "enroll"}), nil
}

// invited says that the link is on its way. It is shown in a demonstration alone, where nobody's mail leaves: who makes it could be them else.
func invited(v page.Visitor, f page.Frame, m made) page.Answer {
	if v.Instance.Demo {
		return page.Show(linkMade(f, m))
	}
	return page.Go(personURL(m.person), "The link is on its way by mail to "+m.email+". It works once, for seven days; nobody else sees it.")
}

func personURL(id uuid.UUID) string { return "/admin/people/" + id.String() }

// made is a one-time link just made.
type made struct {
	person      uuid.UUID
	name, email string
	link        string // below the portal's address
	kind        string // enroll or reset
}

// dossier is what staff see of a person: how they sign in, and where they serve.
type dossier struct {
	frame      page.Frame
	person     person.Person
	posts      []person.Post
	enrollment *signin.Enrollment
	reset      *signin.Reset
	employer   page.Pick
	form       string // the form that came back: name, organization, invitation or reset
	typed      string // what was typed into it
	title      string // and into that of the name
	because    string
	suspension *person.Suspension
	lost       bool
	serves     bool // where others share with them: two members of staff choose the address of the first link
	wrong      fault.Invalid
	key        string
}

// of says what is wrong with a form, so that each form shows its own.
func (d dossier) of(form string) fault.Invalid {
	if d.form == form {
		return d.wrong
	}
	return nil
}

// again is what was typed into a form that came back, else what is on record.
func (d dossier) again(form, onRecord string) string {
	if d.form == form {
		return d.typed
	}
	return onRecord
}

func (d dossier) againTitle() string {
	if d.form == "name" {
		return d.title
	}
	return d.person.Title
}

func (d dossier) suspended() bool {
	return d.person.Suspended != nil && !d.person.Suspended.After(d.frame.Visitor.Now)
}

func (d dossier) self() bool { me := d.frame.Person(); return me != nil && me.ID == d.person.ID.UUID }

func (d dossier) email() string {
	if d.enrollment == nil || d.enrollment.Email == nil {
		return ""
	}
	return *d.enrollment.Email
}

// readDossier brings the page's frame and everything on it.
func (s Site) readDossier(v page.Visitor, r *http.Request, d *dossier, more ...db.Query) error {
	id, err := uuid.Parse(chi.URLParam(r, "person"))
	if err != nil {
		return fault.NotFound
	}
	if d.key = r.PostFormValue("once"); d.key == "" {
		d.key = page.NewKey()
	}
	queries := append(d.frame.Queries(v), person.ByID(person.ID{UUID: id}, &d.person), person.Posts(person.ID{UUID: id}, &d.posts),
		signin.EnrollmentOf(id, &d.enrollment), signin.ResetOf(id, &d.reset), signin.Serves(id, &d.serves), person.SuspensionOf(person.ID{UUID: id}, &d.suspension))
	return s.DB.Read(r.Context(), v.Who, append(queries, more...)...)
}

// Person is that page.
func (s Site) Person(v page.Visitor, r *http.Request) (page.Answer, error) {
	var d dossier
	if err := s.readDossier(v, r, &d); err != nil {
		return page.Answer{}, err
	}
	return page.Show(personPage(d)), nil
}

// settle writes what a form of the page asks for. What it refuses comes back with the page.
func (s Site) settle(v page.Visitor, r *http.Request, d dossier, done page.Answer, changes []db.Query, err error) (page.Answer, error) {
	if err == nil {
		err = s.DB.Write(r.Context(), v.Who, page.Once(r, personURL(d.person.ID.UUID)), changes...)
	}
	if page.Told(err, &d.wrong) {
		return page.Again(personPage(d), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	return done, nil
}

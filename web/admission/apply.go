package admission

import (
	"cmp"
	"net/http"
	"slices"

	"github.com/google/uuid"

	"example.org/concord/internal/admission"
	"example.org/concord/internal/council"
	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/signin"
	"example.org/concord/web/page"
)

// application is the form in which a case begins: a nomination, or somebody's own request.
type application struct {
	place
	admission.Application
	own          bool
	organization page.Pick
	person       page.Pick
	offices      []council.Office
	theirs       []admission.Known // organizations that the asker administers, where she sponsors nobody herself
	wrong        fault.Invalid
	key          string
}

// asNew is the choice that none of the organizations found is meant.
const asNew = "new"

func (a *application) may() error {
	if a.own && !a.council.Admits || !a.own && !a.standing.Sponsors && len(a.theirs) == 0 {
		return fault.NotFound
	}
	return nil
}

// ours offers the organizations for which the asker nominates as their own administrator, and for no others.
func (a *application) ours() {
	a.organization.Listed = true
	for _, o := range a.theirs {
		a.organization.Found = append(a.organization.Found, page.Option{Value: o.ID.String(), Label: o.Name})
	}
}

// Nominate is the form for somebody else; with ?again= it holds what an earlier case said.
func (s Site) Nominate(v page.Visitor, r *http.Request) (page.Answer, error) {
	return s.form(v, r, false)
}

// Join is the form for oneself, with an account or without.
func (s Site) Join(v page.Visitor, r *http.Request) (page.Answer, error) { return s.form(v, r, true) }

func (s Site) form(v page.Visitor, r *http.Request, own bool) (page.Answer, error) {
	a := application{place: place{door: own}, own: own, key: page.NewKey()}
	queries := []db.Query{council.OfficesOf(slugOf(r), &a.offices), admission.NominatesFor(slugOf(r), &a.theirs)}
	var before admission.Case
	if id, err := uuid.Parse(v.Query.Get("again")); err == nil {
		queries = append(queries, admission.ByID(admission.ID{UUID: id}, &before))
	}
	if err := s.read(v, r, &a.place, queries...); err != nil {
		return page.Answer{}, err
	}
	if err := a.may(); err != nil {
		return page.Answer{}, err
	}
	a.Application = admission.Application{Office: before.Office, Name: before.Name, Email: before.Email, Phone: before.Phone, Supervisor: before.Supervisor,
		SupervisorContact: before.SupervisorContact, Reason: before.Reason}
	a.organization.Value = before.Organization
	if me := a.frame.Person(); own && me != nil && a.organization.Value == "" {
		a.organization.Value = me.Organization
	}
	if !own && !a.standing.Sponsors {
		a.ours()
		a.organization.Value = a.theirs[0].Name
	}
	return page.Show(apply(a)), nil
}

// typed is the form as it was sent.
func typed(r *http.Request, own bool) application {
	f := r.PostFormValue
	return application{place: place{door: own}, own: own, key: f("once"),
		organization: page.Pick{Field: page.Field{Value: f("organization")}, Chosen: f("organization_id")},
		person:       page.Pick{Field: page.Field{Value: f("name")}, Chosen: f("name_id")},
		Application: admission.Application{Office: f("office"), OrganizationName: f("organization"), Name: f("name"), Email: f("email"), Phone: f("phone"),
			Supervisor: f("supervisor"), SupervisorContact: f("supervisor_contact"), Reason: f("reason")}}
}

// PutForward takes a nomination.
func (s Site) PutForward(v page.Visitor, r *http.Request) (page.Answer, error) {
	a := typed(r, false)
	var holders []council.Holder
	var people []admission.Known
	if err := s.read(v, r, &a.place, council.OfficesOf(slugOf(r), &a.offices), council.Holders(slugOf(r), a.organization.Value, &holders),
		admission.People(a.Name, &people), admission.NominatesFor(slugOf(r), &a.theirs)); err != nil {
		return page.Answer{}, err
	}
	if err := a.may(); err != nil {
		return page.Answer{}, err
	}
	which, done := fault.Invalid(nil), "Nominated. Somebody else of the council validates it now; you find here what becomes of it."
	if a.standing.Sponsors {
		which = a.settle(holders)
	} else {
		done = "Nominated. Somebody of the council speaks for them first, then another one validates; you find here what becomes of it."
		a.ours()
		if id, ok := a.organization.One(); ok {
			a.Organization = &id
		} else {
			which.Add("organization", "Organization: choose one of yours.")
		}
	}
	if a.Email == "" { // somebody on record needs no address
		for _, p := range people {
			a.person.Found = append(a.person.Found, page.Option{Value: p.ID.String(), Label: p.Name, Says: p.Organization})
		}
		if id, ok := a.person.One(); ok {
			a.Person = &id
		}
	}
	a.wrong = inOrder(append(which, page.Wrong(a.check())...))
	id := admission.ID{UUID: uuid.Must(uuid.NewV7())}
	err := a.wrong.Err()
	if err == nil {
		err = s.DB.Write(r.Context(), v.Who, page.Once(r, caseURL(id)), a.Application.Nominate(id, slugOf(r)))
	}
	if page.Told(err, &a.wrong) {
		return page.Again(apply(a), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	return page.Go(caseURL(id), done), nil
}

// check says what is wrong with what was typed and chosen.
func (a *application) check() error {
	return page.Chosen(page.Wrong(a.Check(a.own)), "office", "As", a.officeOptions(), a.Office).Err()
}

// inOrder is what is wrong in the order of the form.
func inOrder(wrong fault.Invalid) fault.Invalid {
	fields := []string{"name", "email", "organization", "office", "reason", "phone", "supervisor", "supervisor_contact"}
	slices.SortStableFunc(wrong, func(a, b fault.Field) int {
		return cmp.Compare(slices.Index(fields, a.Name), slices.Index(fields, b.Name))
	})
	return wrong
}

// settle finds the organization that is meant: the one on record, or a new one.
func (a *application) settle(holders []council.Holder) (wrong fault.Invalid) {
	for _, h := range holders {
		a.organization.Found = append(a.organization.Found, page.Option{Value: h.ID.String(), Label: h.Name, Says: h.Says()})
	}
	if len(holders) > 0 {
		a.organization.Found = append(a.organization.Found, page.Option{Value: asNew, Label: "None of these: it is not on record yet"})
	}
	if id, ok := a.organization.One(); ok {
		a.Organization = &id
	} else if len(holders) > 0 && a.organization.Chosen != asNew {
		wrong.Add("organization", "Organization: several fit. Choose one below.")
	}
	return wrong
}

// Ask takes somebody's own request. Who has no account gets the same answer whoever he is.
func (s Site) Ask(v page.Visitor, r *http.Request) (page.Answer, error) {
	a := typed(r, true)
	var holders []council.Holder
	if err := s.read(v, r, &a.place, council.OfficesOf(slugOf(r), &a.offices), council.Holders(slugOf(r), a.organization.Value, &holders)); err != nil {
		return page.Answer{}, err
	}
	if err := a.may(); err != nil {
		return page.Answer{}, err
	}
	id := admission.ID{UUID: uuid.Must(uuid.NewV7())}
	var err error
	done := page.Go(a.home(), "Your request is with the council. Somebody there speaks for you, another person checks who you are; then you get an invitation by mail, or the reason why not.")
	if me := a.frame.Person(); me != nil {
		a.Person = &me.ID
		a.wrong = inOrder(append(a.settle(holders), page.Wrong(a.check())...))
		if err = a.wrong.Err(); err == nil {
			done.Location = caseURL(id)
			err = s.DB.Write(r.Context(), v.Who, page.Once(r, caseURL(id)), a.Application.Ask(id, slugOf(r)))
		}
	} else if err = a.check(); err == nil {
		var let []bool
		err = s.DB.Write(r.Context(), v.Who, db.Once{}, a.AskFrom(id, slugOf(r), signin.From(r.Context()), &let))
		if err == nil && (len(let) == 0 || !let[0]) {
			err = fault.Invalid{{Message: "Many requests came in a short time. Nothing you typed is lost: send it again in an hour."}}
		}
	}
	if page.Told(err, &a.wrong) {
		return page.Again(apply(a), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	return done, nil
}

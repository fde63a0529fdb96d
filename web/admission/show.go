package admission

import (
	"net/http"
	"time"

	"example.org/concord/internal/admission"
	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/web/page"
)

// casePage is one case: what was said, every step, and what the asker may do now.
type casePage struct {
	frame    page.Frame
	c        admission.Case
	steps    []admission.Step
	rules    admission.Rules
	accepted []bool
	form     string // the form that came back: sponsorship, withdrawal or acceptance
	typed    string
	wrong    fault.Invalid
	key      string
}

func (p casePage) open() bool {
	return p.c.State == admission.Asked || p.c.State == admission.Sponsored || p.c.State == admission.Invited
}

func (p casePage) of(form string) fault.Invalid {
	if p.form == form {
		return p.wrong
	}
	return nil
}

func (p casePage) again(form string) string {
	if p.form == form {
		return p.typed
	}
	return ""
}

func (s Site) readCase(v page.Visitor, r *http.Request) (p casePage, err error) {
	id, err := idOf(r)
	if err != nil {
		return p, err
	}
	if p.key = r.PostFormValue("once"); p.key == "" {
		p.key = page.NewKey()
	}
	queries := append(p.frame.Queries(v), admission.ByID(id, &p.c), admission.Steps(id, &p.steps))
	return p, s.DB.Read(r.Context(), v.Who, append(queries, admission.Newest(&p.rules, &p.accepted)...)...)
}

// Show is that page.
func (s Site) Show(v page.Visitor, r *http.Request) (page.Answer, error) {
	p, err := s.readCase(v, r)
	if err != nil {
		return page.Answer{}, err
	}
	return page.Show(show(p)), nil
}

// act does one thing about the case; what it refuses comes back with the page.
func (s Site) act(v page.Visitor, r *http.Request, form, done string, changes func(admission.Case) ([]db.Query, error)) (page.Answer, error) {
	p, err := s.readCase(v, r)
	if err != nil {
		return page.Answer{}, err
	}
	p.form, p.typed = form, r.PostFormValue("because")
	queries, err := changes(p.c)
	if err == nil {
		err = s.DB.Write(r.Context(), v.Who, page.Once(r, caseURL(p.c.ID)), queries...)
	}
	if page.Told(err, &p.wrong) {
		return page.Again(show(p), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	return page.Go(caseURL(p.c.ID), done), nil
}

// Sponsor speaks for the applicant.
func (s Site) Sponsor(v page.Visitor, r *http.Request) (page.Answer, error) {
	return s.act(v, r, "sponsorship", "You speak for the applicant. Somebody else of the council decides.", func(c admission.Case) ([]db.Query, error) {
		q, err := admission.Sponsor(c.ID, r.PostFormValue("because"))
		return []db.Query{q}, err
	})
}

// Withdraw ends the case.
func (s Site) Withdraw(v page.Visitor, r *http.Request) (page.Answer, error) {
	return s.act(v, r, "withdrawal", "The case is withdrawn. An invitation that was out does not work any more.", func(c admission.Case) ([]db.Query, error) {
		q, err := admission.Withdraw(c.ID, r.PostFormValue("because"))
		return []db.Query{q}, err
	})
}

// InviteAgain sends another invitation; the one before stops working.
func (s Site) InviteAgain(v page.Visitor, r *http.Request) (page.Answer, error) {
	return s.act(v, r, "invitation", "Another invitation is on its way by mail. The one before does not work any more.", func(c admission.Case) ([]db.Query, error) {
		return admission.Invite(c.ID), nil
	})
}

// Accept is the applicant's yes.
func (s Site) Accept(v page.Visitor, r *http.Request) (page.Answer, error) {
	return s.act(v, r, "acceptance", "Welcome. You read from now on what is shared here.", func(c admission.Case) ([]db.Query, error) {
		since, err := time.Parse(time.RFC3339Nano, r.PostFormValue("rules"))
		if err != nil {
			return nil, fault.Invalid{{Name: "rules", Message: "Rules of behavior: check the box that you accept them."}}
		}
		return []db.Query{admission.Accept(c.ID, since)}, nil
	})
}

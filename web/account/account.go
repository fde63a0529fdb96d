// Package account is a person's own page: who they are here, what each office lets them do and why, how they sign in, and where they
// are signed in.
package account

import (
	"errors"
	"net/http"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/mail"
	"example.org/concord/internal/signin"
	"example.org/concord/internal/zone"
	"example.org/concord/web/page"
)

// Site serves one's own account.
type Site struct {
	DB     *db.DB
	SignIn *signin.Desk
}

// own is what the page stands on.
type own struct {
	frame   page.Frame
	account *signin.Account // nil for people of the demonstration who have none
	offices []signin.Office
	rights  []signin.Right
	signIns []signin.SignIn
	mailed  mail.Choice
	zone    string // "" for the portal's
	factors []signin.Factor
	wrong   fault.Invalid // with what was chosen

	provider   signin.ProviderState
	identities []signin.Identity // at the provider
}

// Show is the account.
func (s Site) Show(v page.Visitor, r *http.Request) (page.Answer, error) {
	o, err := s.own(v, r)
	if err != nil {
		return page.Answer{}, err
	}
	return page.Show(show(o)), nil
}

func (s Site) own(v page.Visitor, r *http.Request) (own, error) {
	o := own{provider: s.SignIn.ProviderState()}
	if err := s.DB.Read(r.Context(), v.Who, append(o.frame.Queries(v), signin.Own(&o.account), signin.Offices(&o.offices), signin.Rights(&o.rights),
		signin.Mine(&o.signIns), signin.Factors(&o.factors), signin.Identities(&o.identities), mail.Chosen(&o.mailed), zone.Chosen(&o.zone))...); err != nil {
		return o, err
	}
	if o.frame.Person() == nil {
		return o, fault.SignIn // ended since the request came in
	}
	return o, nil
}

// refused shows the account with what is wrong with one of its forms; any other error is returned.
func (s Site) refused(v page.Visitor, r *http.Request, err error) (page.Answer, error) {
	wrong := page.Wrong(err)
	if wrong == nil {
		return page.Answer{}, err
	}
	o, failed := s.own(v, r)
	if failed != nil {
		return page.Answer{}, failed
	}
	o.wrong = wrong
	return page.Again(show(o), err), nil
}

// EndSignIn ends one of one's own sign-ins.
func (s Site) EndSignIn(v page.Visitor, r *http.Request) (page.Answer, error) {
	id, err := uuid.Parse(chi.URLParam(r, "signin"))
	if err != nil {
		return page.Answer{}, fault.NotFound
	}
	if err := s.SignIn.End(r.Context(), id); err != nil && !errors.Is(err, fault.NotFound) {
		return page.Answer{}, err
	}
	// One that is over already is what was wanted.
	return page.Go("/account#sign-ins", "That sign-in has ended."), nil
}

// EndAll signs out everywhere, here too.
func (s Site) EndAll(_ page.Visitor, r *http.Request) (page.Answer, error) {
	if err := s.SignIn.SignOutEverywhere(r.Context()); err != nil {
		return page.Answer{}, err
	}
	a := page.Go("/", "You are signed out everywhere.")
	a.Header = http.Header{"Clear-Site-Data": {`"cache", "storage"`}}
	return a, nil
}

// ChooseMail takes what one wants to be mailed about.
func (s Site) ChooseMail(v page.Visitor, r *http.Request) (page.Answer, error) {
	chosen, err := mail.Choose(mail.Choice(r.PostFormValue("updates")))
	if err == nil {
		err = s.DB.Write(r.Context(), v.Who, db.Once{}, chosen)
	}
	if err != nil {
		return s.refused(v, r, err)
	}
	return page.Go("/account#mail", "Saved. It counts from the next mail on."), nil
}

// ChooseZone takes in which time zone one reads hours.
func (s Site) ChooseZone(v page.Visitor, r *http.Request) (page.Answer, error) {
	chosen, err := zone.Choose(r.PostFormValue("zone"))
	if err == nil {
		err = s.DB.Write(r.Context(), v.Who, db.Once{}, chosen)
	}
	if err != nil {
		return s.refused(v, r, err)
	}
	return page.Go("/account#zone", "Saved. Hours are told in that zone from now on, here and in mail."), nil
}

// zones are those offered, the portal's own first.
func zones(v page.Visitor) []page.Option {
	all := []page.Option{{Label: "The portal's: " + v.Instance.Zone.String()}}
	for _, z := range zone.Offered {
		all = append(all, page.Option{Value: z.Name, Label: z.Words})
	}
	return all
}

// frame brings what stands around a form, and whether there is an account to change: fault.NotFound for people without one.
func (s Site) frame(v page.Visitor, r *http.Request) (page.Frame, error) {
	var o own
	err := s.DB.Read(r.Context(), v.Who, append(o.frame.Queries(v), signin.Own(&o.account))...)
	if err == nil && o.account == nil {
		err = fault.NotFound
	}
	return o.frame, err
}

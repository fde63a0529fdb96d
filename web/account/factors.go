package account

import (
	"errors"
	"net/http"

	"github.com/a-h/templ"
	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"

	"example.org/concord/internal/fault"
	"example.org/concord/internal/signin"
	"example.org/concord/web/page"
)

// form answers with a form of the account, or the form once more.
func (s Site) form(v page.Visitor, r *http.Request, wrong fault.Invalid, draw func(page.Frame, fault.Invalid) templ.Component) (page.Answer, error) {
	f, err := s.frame(v, r)
	if err != nil {
		return page.Answer{}, err
	}
	if wrong != nil {
		return page.Again(draw(f, wrong), wrong), nil
	}
	return page.Show(draw(f, nil)), nil
}

// ShowPassword asks for another password.
func (s Site) ShowPassword(v page.Visitor, r *http.Request) (page.Answer, error) {
	return s.form(v, r, nil, password)
}

// ChangePassword takes it. Every other sign-in ends.
func (s Site) ChangePassword(v page.Visitor, r *http.Request) (page.Answer, error) {
	var wrong fault.Invalid
	if r.PostFormValue("password") != r.PostFormValue("again") {
		wrong.Add("again", "Once more: this is not the same password as above. Type both again.")
		return s.form(v, r, wrong, password)
	}
	err := s.SignIn.ChangePassword(r.Context(), r.PostFormValue("present"), r.PostFormValue("password"))
	if errors.As(err, &wrong) {
		return s.form(v, r, wrong, password)
	}
	if err != nil {
		return page.Answer{}, err
	}
	return page.Go("/account", "Your password is changed. Every other sign-in has ended."), nil
}

// ShowRecovery asks before it makes new recovery codes.
func (s Site) ShowRecovery(v page.Visitor, r *http.Request) (page.Answer, error) {
	return s.form(v, r, nil, recovery)
}

// NewRecovery makes them and shows them, this once.
func (s Site) NewRecovery(v page.Visitor, r *http.Request) (page.Answer, error) {
	codes, err := s.SignIn.NewRecoveryCodes(r.Context())
	if err != nil {
		return page.Answer{}, err
	}
	return s.form(v, r, nil, func(f page.Frame, _ fault.Invalid) templ.Component { return newCodes(f, codes) })
}

// ShowAdd offers the kinds of second factor.
func (s Site) ShowAdd(v page.Visitor, r *http.Request) (page.Answer, error) {
	return s.form(v, r, nil, add)
}

// AskPasskey answers the script with what the device is to make a passkey from.
func (s Site) AskPasskey(_ page.Visitor, r *http.Request) (page.Answer, error) {
	options, err := s.SignIn.BeginPasskey(r.Context())
	if err != nil {
		return page.Answer{}, err
	}
	return page.Bytes("application/json", options), nil
}

// AddPasskey takes the device's answer.
func (s Site) AddPasskey(v page.Visitor, r *http.Request) (page.Answer, error) {
	err := s.SignIn.AddPasskey(r.Context(), r.PostFormValue("name"), r.PostFormValue("answer"))
	var wrong fault.Invalid
	if errors.As(err, &wrong) {
		return s.form(v, r, wrong, add)
	}
	if err != nil {
		return page.Answer{}, err
	}
	return page.Go("/account#factors", "The passkey counts from now on. It signs you in alone."), nil
}

// BeginAuthenticator makes the secret of another authenticator app.
func (s Site) BeginAuthenticator(_ page.Visitor, r *http.Request) (page.Answer, error) {
	if err := s.SignIn.BeginAuthenticator(r.Context()); err != nil {
		return page.Answer{}, err
	}
	return page.Go("/account/authenticators/new", ""), nil
}

// ShowNew shows that secret.
func (s Site) ShowNew(v page.Visitor, r *http.Request) (page.Answer, error) {
	return s.showNew(v, r, nil)
}

func (s Site) showNew(v page.Visitor, r *http.Request, wrong fault.Invalid) (page.Answer, error) {
	a, err := s.SignIn.NextAuthenticator(r.Context())
	if errors.Is(err, fault.NotFound) {
		return page.Go("/account/factors/new", ""), nil
	}
	if err != nil {
		return page.Answer{}, err
	}
	return s.form(v, r, wrong, func(f page.Frame, wrong fault.Invalid) templ.Component {
		return next(f, a, r.PostFormValue("name"), wrong)
	})
}

// QR is the same secret as a picture.
func (s Site) QR(_ page.Visitor, r *http.Request) (page.Answer, error) {
	a, err := s.SignIn.NextAuthenticator(r.Context())
	if err != nil {
		return page.Answer{}, err
	}
	return page.Bytes("image/png", a.PNG), nil
}

// AddAuthenticator takes the first code of the new app.
func (s Site) AddAuthenticator(v page.Visitor, r *http.Request) (page.Answer, error) {
	err := s.SignIn.AddAuthenticator(r.Context(), r.PostFormValue("name"), r.PostFormValue("code"))
	var wrong fault.Invalid
	switch {
	case errors.As(err, &wrong):
		return s.showNew(v, r, wrong)
	case errors.Is(err, fault.NotFound):
		return page.Go("/account/factors/new", ""), nil
	case err != nil:
		return page.Answer{}, err
	}
	return page.Go("/account#factors", "The authenticator counts from now on."), nil
}

// ShowFactor is one of one's own factors.
func (s Site) ShowFactor(v page.Visitor, r *http.Request) (page.Answer, error) {
	return s.factor(v, r, nil)
}

func (s Site) factor(v page.Visitor, r *http.Request, wrong fault.Invalid) (page.Answer, error) {
	var (
		f    page.Frame
		this signin.Factor
	)
	id, err := uuid.Parse(chi.URLParam(r, "factor"))
	if err != nil {
		return page.Answer{}, fault.NotFound
	}
	if err := s.DB.Read(r.Context(), v.Who, append(f.Queries(v), signin.FactorByID(id, &this))...); err != nil {
		return page.Answer{}, err
	}
	if wrong != nil {
		return page.Again(factor(f, this, wrong), wrong), nil
	}
	return page.Show(factor(f, this, nil)), nil
}

// RenameFactor gives one of them another name.
func (s Site) RenameFactor(v page.Visitor, r *http.Request) (page.Answer, error) {
	id, err := uuid.Parse(chi.URLParam(r, "factor"))
	if err != nil {
		return page.Answer{}, fault.NotFound
	}
	var wrong fault.Invalid
	if err := s.SignIn.RenameFactor(r.Context(), id, r.PostFormValue("name")); errors.As(err, &wrong) {
		return s.factor(v, r, wrong)
	} else if err != nil {
		return page.Answer{}, err
	}
	return page.Go("/account#factors", "Renamed."), nil
}

// RemoveFactor makes one of them worthless. Every other sign-in ends.
func (s Site) RemoveFactor(_ page.Visitor, r *http.Request) (page.Answer, error) {
	id, err := uuid.Parse(chi.URLParam(r, "factor"))
	if err != nil {
		return page.Answer{}, fault.NotFound
	}
	if err := s.SignIn.RemoveFactor(r.Context(), id); err != nil {
		return page.Answer{}, err
	}
	return page.Go("/account#factors", "It opens nothing any more. Every other sign-in has ended."), nil
}

// known are the codes left, in words.
func known(a *signin.Account) string {
	switch a.CodesLeft {
	case 0:
		return "None is left. Make new ones now."
	case 1:
		return "1 is left. Make new ones soon."
	}
	return page.Number(a.CodesLeft) + " are left."
}

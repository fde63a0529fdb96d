package account

import (
	"errors"
	"net/http"

	"github.com/a-h/templ"

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

// ShowRecovery asks for a code before it makes new recovery codes.
func (s Site) ShowRecovery(v page.Visitor, r *http.Request) (page.Answer, error) {
	return s.form(v, r, nil, recovery)
}

// NewRecovery makes them and shows them, this once.
func (s Site) NewRecovery(v page.Visitor, r *http.Request) (page.Answer, error) {
	codes, err := s.SignIn.NewRecoveryCodes(r.Context(), r.PostFormValue("code"))
	var wrong fault.Invalid
	if errors.As(err, &wrong) {
		return s.form(v, r, wrong, recovery)
	}
	if err != nil {
		return page.Answer{}, err
	}
	return s.form(v, r, nil, func(f page.Frame, _ fault.Invalid) templ.Component { return newCodes(f, codes) })
}

// ShowAuthenticator asks for a code of the present authenticator.
func (s Site) ShowAuthenticator(v page.Visitor, r *http.Request) (page.Answer, error) {
	return s.form(v, r, nil, present)
}

// BeginAuthenticator takes it.
func (s Site) BeginAuthenticator(v page.Visitor, r *http.Request) (page.Answer, error) {
	err := s.SignIn.BeginAuthenticator(r.Context(), r.PostFormValue("code"))
	var wrong fault.Invalid
	if errors.As(err, &wrong) {
		return s.form(v, r, wrong, present)
	}
	if err != nil {
		return page.Answer{}, err
	}
	return page.Go("/account/authenticator/new", ""), nil
}

// ShowNew shows the secret of the new authenticator.
func (s Site) ShowNew(v page.Visitor, r *http.Request) (page.Answer, error) {
	return s.showNew(v, r, nil)
}

func (s Site) showNew(v page.Visitor, r *http.Request, wrong fault.Invalid) (page.Answer, error) {
	a, err := s.SignIn.NextAuthenticator(r.Context())
	if errors.Is(err, fault.NotFound) {
		return page.Go("/account/authenticator", ""), nil
	}
	if err != nil {
		return page.Answer{}, err
	}
	return s.form(v, r, wrong, func(f page.Frame, wrong fault.Invalid) templ.Component { return next(f, a, wrong) })
}

// QR is the same secret as a picture.
func (s Site) QR(_ page.Visitor, r *http.Request) (page.Answer, error) {
	a, err := s.SignIn.NextAuthenticator(r.Context())
	if err != nil {
		return page.Answer{}, err
	}
	return page.Bytes("image/png", a.PNG), nil
}

// ReplaceAuthenticator takes the first code of the new one. Every other sign-in ends.
func (s Site) ReplaceAuthenticator(v page.Visitor, r *http.Request) (page.Answer, error) {
	err := s.SignIn.ReplaceAuthenticator(r.Context(), r.PostFormValue("code"))
	var wrong fault.Invalid
	switch {
	case errors.As(err, &wrong):
		return s.showNew(v, r, wrong)
	case errors.Is(err, fault.NotFound):
		return page.Go("/account/authenticator", ""), nil
	case err != nil:
		return page.Answer{}, err
	}
	return page.Go("/account", "Your new authenticator counts from now on. Every other sign-in has ended."), nil
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

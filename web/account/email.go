package account

import (
	"errors"
	"net/http"

	"github.com/a-h/templ"
	"github.com/go-chi/chi/v5"

	"example.org/concord/internal/fault"
	"example.org/concord/internal/signin"
	"example.org/concord/web/page"
)

// ShowEmail asks for another e-mail address.
func (s Site) ShowEmail(v page.Visitor, r *http.Request) (page.Answer, error) {
	return s.askEmail(v, r, nil)
}

func (s Site) askEmail(v page.Visitor, r *http.Request, wrong fault.Invalid) (page.Answer, error) {
	return s.form(v, r, wrong, func(f page.Frame, wrong fault.Invalid) templ.Component {
		return email(f, r.PostFormValue("email"), wrong)
	})
}

// AskEmail takes it, and has a link sent there.
func (s Site) AskEmail(v page.Visitor, r *http.Request) (page.Answer, error) {
	var wrong fault.Invalid
	if err := s.SignIn.AskEmail(r.Context(), r.PostFormValue("email")); errors.As(err, &wrong) {
		return s.askEmail(v, r, wrong)
	} else if err != nil {
		return page.Answer{}, err
	}
	return page.Go("/account", "A mail is on its way to that address. Nothing changes before you open its link, within a day, in this browser."), nil
}

// ShowEmailLink is where that link leads. Opening it changes nothing, so that a mail filter that looks at links does not use it up.
func (s Site) ShowEmailLink(v page.Visitor, r *http.Request) (page.Answer, error) {
	asked, err := s.SignIn.EmailAsked(r.Context(), chi.URLParam(r, "token"))
	if err != nil {
		return page.Answer{}, err
	}
	return s.form(v, r, nil, func(f page.Frame, _ fault.Invalid) templ.Component {
		return emailLink(f, asked, signin.EmailLink(chi.URLParam(r, "token")))
	})
}

// ConfirmEmail makes the address the account's. Every other sign-in ends.
func (s Site) ConfirmEmail(_ page.Visitor, r *http.Request) (page.Answer, error) {
	if err := s.SignIn.ConfirmEmail(r.Context(), chi.URLParam(r, "token")); err != nil {
		return page.Answer{}, err
	}
	return page.Go("/account", "This is your address from now on. The one before gets a mail that says so. Every other sign-in has ended."), nil
}

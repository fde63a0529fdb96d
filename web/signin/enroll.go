package signin

import (
	"errors"
	"net/http"

	"github.com/go-chi/chi/v5"

	"example.org/concord/internal/fault"
	"example.org/concord/internal/signin"
	"example.org/concord/web/page"
)

// enrollment is a page behind a one-time link.
type enrollment struct {
	frame         page.Frame
	invitation    signin.Invitation
	authenticator signin.Authenticator
	codes         []string
	token         string
	wrong         fault.Invalid
}

func (e enrollment) at(rest string) string { return signin.Link(e.token) + rest }

// read brings the frame and what the link stands for.
func (s Site) read(v page.Visitor, r *http.Request) (e enrollment, err error) {
	e.token = chi.URLParam(r, "token")
	if e.invitation, err = s.SignIn.Invitation(r.Context(), e.token); err != nil {
		return e, err
	}
	e.frame, err = s.frame(v, r)
	return e, err
}

// Open is where a one-time link leads. Opening it changes nothing, so that a mail filter that looks at links does not use it up.
func (s Site) Open(v page.Visitor, r *http.Request) (page.Answer, error) {
	e, err := s.read(v, r)
	if err != nil {
		return page.Answer{}, err
	}
	if e.invitation.State != "waiting" {
		return page.Show(over(e)), nil
	}
	return page.Show(choose(e)), nil
}

// Choose takes the password, the new one or, for another authenticator, the present one.
func (s Site) Choose(v page.Visitor, r *http.Request) (page.Answer, error) {
	e, err := s.read(v, r)
	if err != nil {
		return page.Answer{}, err
	}
	if e.invitation.Kind != "factor" && r.PostFormValue("password") != r.PostFormValue("again") {
		e.wrong.Add("again", "Once more: this is not the same password as above. Type both again.")
		return page.Again(choose(e), e.wrong), nil
	}
	if e.invitation.Kind == "join" && r.PostFormValue("rules") == "" {
		e.wrong.Add("rules", "Rules of behavior: check the box that you accept them.")
		return page.Again(choose(e), e.wrong), nil
	}
	err = s.SignIn.ChoosePassword(r.Context(), e.token, r.PostFormValue("password"))
	if errors.As(err, &e.wrong) {
		return page.Again(choose(e), e.wrong), nil
	}
	return s.step(e, "/authenticator", err)
}

// step leads on, or to the page that says why the link does not work any more.
func (s Site) step(e enrollment, to string, err error) (page.Answer, error) {
	var gone fault.Conflict
	switch {
	case errors.As(err, &gone) && gone == signin.LinkGone:
		return page.Go(e.at(""), ""), nil // which now says what became of it
	case errors.Is(err, fault.SignIn):
		return page.Go(e.at(""), ""), nil // another browser, or too late: from the start
	case err != nil:
		return page.Answer{}, err
	}
	return page.Go(e.at(to), ""), nil
}

// ShowAuthenticator shows the secret of the new authenticator.
func (s Site) ShowAuthenticator(v page.Visitor, r *http.Request) (page.Answer, error) {
	e, err := s.read(v, r)
	if err != nil {
		return page.Answer{}, err
	}
	if e.invitation.State != "waiting" {
		return page.Show(over(e)), nil
	}
	if e.authenticator, err = s.SignIn.EnrollAuthenticator(r.Context(), e.token); err != nil {
		return s.step(e, "", err)
	}
	return page.Show(authenticator(e)), nil
}

// QR is the same secret as a picture.
func (s Site) QR(_ page.Visitor, r *http.Request) (page.Answer, error) {
	a, err := s.SignIn.EnrollAuthenticator(r.Context(), chi.URLParam(r, "token"))
	if errors.Is(err, fault.SignIn) {
		err = fault.NotFound
	}
	if err != nil {
		return page.Answer{}, err
	}
	return page.Bytes("image/png", a.PNG), nil
}

// Enroll takes the first code, which uses the link up, and shows the recovery codes, this once.
func (s Site) Enroll(v page.Visitor, r *http.Request) (page.Answer, error) {
	return s.finish(v, r, func(token string) ([]string, error) {
		return s.SignIn.Enroll(r.Context(), token, r.PostFormValue("code"))
	})
}

func (s Site) finish(v page.Visitor, r *http.Request, enroll func(token string) ([]string, error)) (page.Answer, error) {
	e, err := s.read(v, r)
	if err != nil {
		return page.Answer{}, err
	}
	e.codes, err = enroll(e.token)
	if errors.As(err, &e.wrong) {
		if e.authenticator, err = s.SignIn.EnrollAuthenticator(r.Context(), e.token); err != nil {
			return s.step(e, "", err)
		}
		return page.Again(authenticator(e), e.wrong), nil
	}
	if err != nil {
		return s.step(e, "", err)
	}
	if e.frame, err = s.entered(v, r); err != nil {
		return page.Answer{}, err
	}
	return page.Show(enrolled(e)), nil
}

// AskFirstPasskey answers the script with what the device is to make a passkey from.
func (s Site) AskFirstPasskey(_ page.Visitor, r *http.Request) (page.Answer, error) {
	options, err := s.SignIn.BeginEnrollPasskey(r.Context(), chi.URLParam(r, "token"))
	if errors.Is(err, fault.SignIn) {
		err = fault.NotFound
	}
	if err != nil {
		return page.Answer{}, err
	}
	return page.Bytes("application/json", options), nil
}

// EnrollPasskey takes the device's answer instead of a code.
func (s Site) EnrollPasskey(v page.Visitor, r *http.Request) (page.Answer, error) {
	return s.finish(v, r, func(token string) ([]string, error) {
		return s.SignIn.EnrollPasskey(r.Context(), token, r.PostFormValue("answer"))
	})
}

// entered is the frame of the person who has just been signed in by this very request.
func (s Site) entered(v page.Visitor, r *http.Request) (page.Frame, error) {
	if err := s.SignIn.Settle(r.Context()); err != nil {
		return page.Frame{}, err
	}
	v.Who, v.SignedIn, v.Expires = signin.Who(r), true, signin.Ends(r.Context())
	return s.frame(v, r)
}

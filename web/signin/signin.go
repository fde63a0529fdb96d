// Package signin shows the way in and out: e-mail and password, the code, the one-time link of an invitation, and the form that
// outlived its sign-in.
package signin

import (
	"errors"
	"net/http"

	"github.com/a-h/templ"
	"time"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/signin"
	"example.org/concord/web/page"
)

// Site serves the way in.
type Site struct {
	DB     *db.DB
	SignIn *signin.Desk
}

// frame reads what stands around the page; for the public that takes no trip.
func (s Site) frame(v page.Visitor, r *http.Request) (f page.Frame, err error) {
	queries := f.Queries(v)
	if len(queries) > 0 {
		err = s.DB.Read(r.Context(), v.Who, queries...)
	}
	return f, err
}

// entry is the form in which a sign-in begins.
type entry struct {
	frame page.Frame
	email string
	next  string
	form  string // "kept" or "open": what became of a form that outlived its sign-in
	both  bool   // the code is asked for at once
	wrong fault.Invalid

	provider signin.ProviderState
}

// Show is the first page of a sign-in.
func (s Site) Show(v page.Visitor, r *http.Request) (page.Answer, error) {
	next := signin.Local(v.Query.Get("next"))
	if v.SignedIn {
		return page.Go(next, ""), nil
	}
	f, err := s.frame(v, r)
	if err != nil {
		return page.Answer{}, err
	}
	return page.Show(first(entry{frame: f, next: next, form: v.Query.Get("form"), provider: s.SignIn.ProviderState()})), nil
}

// Enter takes the e-mail address and the password.
func (s Site) Enter(v page.Visitor, r *http.Request) (page.Answer, error) {
	e := entry{email: r.PostFormValue("email"), next: signin.Local(r.PostFormValue("next")), form: r.PostFormValue("form"), provider: s.SignIn.ProviderState()}
	try := signin.Try{Email: e.email, Password: r.PostFormValue("password"), Code: r.PostFormValue("code"), Next: e.next}
	step, err := s.SignIn.Enter(r.Context(), try)
	if errors.As(err, &e.wrong) || err == nil && step == signin.CodeToo {
		e.both = step == signin.CodeToo
		if e.frame, err = s.frame(v, r); err != nil {
			return page.Answer{}, err
		}
		if e.wrong == nil {
			return page.Show(first(e)), nil
		}
		return page.Again(first(e), e.wrong), nil
	}
	switch {
	case err != nil:
		return page.Answer{}, err
	case step == signin.Entered:
		return s.onward(r, e.next)
	}
	return page.Go("/sign-in/code", ""), nil
}

// onward leads somebody who has just signed in to where they were going.
func (s Site) onward(r *http.Request, next string) (page.Answer, error) {
	to, news, err := s.SignIn.Onward(r.Context(), next)
	if err != nil {
		return page.Answer{}, err
	}
	return page.Go(to, news), nil
}

// ShowCode asks for the code that follows a right password.
func (s Site) ShowCode(v page.Visitor, r *http.Request) (page.Answer, error) {
	if !s.SignIn.Halfway(r.Context()) {
		return page.Go(page.SignInTo(s.SignIn.Going(r.Context())), ""), nil
	}
	f, err := s.frame(v, r)
	if err != nil {
		return page.Answer{}, err
	}
	return page.Show(second(f, v.Query.Get("with") == "recovery", s.SignIn.Going(r.Context()), nil)), nil
}

// Prove takes the code.
func (s Site) Prove(v page.Visitor, r *http.Request) (page.Answer, error) {
	next, err := s.SignIn.Prove(r.Context(), r.PostFormValue("code"))
	var wrong fault.Invalid
	switch {
	case errors.Is(err, fault.SignIn):
		return page.Go(page.SignInTo(s.SignIn.Going(r.Context())), "More than ten minutes have passed since the first step. Start again."), nil
	case errors.As(err, &wrong):
		f, err := s.frame(v, r)
		if err != nil {
			return page.Answer{}, err
		}
		return page.Again(second(f, r.PostFormValue("with") == "recovery", s.SignIn.Going(r.Context()), wrong), wrong), nil
	case err != nil:
		return page.Answer{}, err
	}
	return s.onward(r, next)
}

// ShowConfirm asks whoever is signed in for a factor.
func (s Site) ShowConfirm(v page.Visitor, r *http.Request) (page.Answer, error) {
	f, err := s.frame(v, r)
	if err != nil {
		return page.Answer{}, err
	}
	return page.Show(confirm(f, signin.Local(v.Query.Get("next")), v.Query.Get("form") == "kept", nil)), nil
}

// Confirm takes it.
func (s Site) Confirm(v page.Visitor, r *http.Request) (page.Answer, error) {
	next := signin.Local(r.PostFormValue("next"))
	err := s.SignIn.Confirm(r.Context(), r.PostFormValue("code"))
	var wrong fault.Invalid
	if errors.As(err, &wrong) {
		f, err := s.frame(v, r)
		if err != nil {
			return page.Answer{}, err
		}
		return unproven(confirm(f, next, false, wrong), wrong), nil
	}
	if err != nil {
		return page.Answer{}, err
	}
	return s.onward(r, next)
}

// unproven is the page that asks for a factor once more, and notes for the record that none was shown.
func unproven(c templ.Component, wrong fault.Invalid) page.Answer {
	a := page.Again(c, wrong)
	a.Refused = "no second factor was shown"
	return a
}

// AskPasskey answers the script with what the device is to show a passkey for.
func (s Site) AskPasskey(_ page.Visitor, r *http.Request) (page.Answer, error) {
	options, err := s.SignIn.AskPasskey(r.Context())
	if err != nil {
		return page.Answer{}, err
	}
	return page.Bytes("application/json", options), nil
}

// EnterByPasskey takes the device's answer: instead of the password, after it, or to confirm.
func (s Site) EnterByPasskey(v page.Visitor, r *http.Request) (page.Answer, error) {
	next := signin.Local(r.PostFormValue("next"))
	halfway := s.SignIn.Halfway(r.Context())
	after, err := s.SignIn.EnterByPasskey(r.Context(), r.PostFormValue("answer"))
	var wrong fault.Invalid
	switch {
	case errors.As(err, &wrong):
		f, err := s.frame(v, r)
		if err != nil {
			return page.Answer{}, err
		}
		switch {
		case v.SignedIn:
			return unproven(confirm(f, next, false, wrong), wrong), nil
		case halfway:
			return page.Again(second(f, false, s.SignIn.Going(r.Context()), wrong), wrong), nil
		}
		return page.Again(first(entry{frame: f, next: next, wrong: wrong, provider: s.SignIn.ProviderState()}), wrong), nil
	case err != nil:
		return page.Answer{}, err
	case after != "":
		next = after
	}
	return s.onward(r, next)
}

// Leave signs out. What the browser kept of the portal is cleared; the mark of a known browser stays, for it skips nothing.
func (s Site) Leave(_ page.Visitor, r *http.Request) (page.Answer, error) {
	if err := s.SignIn.SignOut(r.Context()); err != nil {
		return page.Answer{}, err
	}
	a := page.Go("/", "You are signed out.")
	a.Header = http.Header{"Clear-Site-Data": {`"cache", "storage"`}}
	return a, nil
}

// Extend answers the script that keeps a sign-in alive with the time at which it ends now.
func (s Site) Extend(_ page.Visitor, r *http.Request) (page.Answer, error) {
	ends, err := s.SignIn.Extend(r.Context())
	if err != nil {
		return page.Answer{}, err
	}
	return page.Bytes("text/plain; charset=utf-8", []byte(ends.UTC().Format(time.RFC3339))), nil
}

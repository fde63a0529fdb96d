package signin

import (
	"errors"
	"net/http"

	"example.org/concord/internal/fault"
	"example.org/concord/internal/signin"
	"example.org/concord/web/page"
)

// AskProvider sends the visitor to the provider.
func (s Site) AskProvider(v page.Visitor, r *http.Request) (page.Answer, error) {
	e := entry{next: signin.Local(r.PostFormValue("next"))}
	address, err := s.SignIn.BeginProvider(r.Context(), e.next)
	if err != nil && !errors.As(err, &e.wrong) {
		return page.Answer{}, err
	}
	if e.frame, err = s.frame(v, r); err != nil {
		return page.Answer{}, err
	}
	e.provider = s.SignIn.ProviderState()
	if e.wrong != nil {
		return page.Again(first(e), e.wrong), nil
	}
	return page.Leave(e.frame, e.provider.Name, address), nil
}

// Return is where the provider sends the visitor back, signed in there or not: from signing in, and from linking one's account. Nobody but the
// browser that asked comes this way twice.
func (s Site) Return(v page.Visitor, r *http.Request) (page.Answer, error) {
	if !v.Trace {
		return page.Answer{}, fault.NotFound // whoever only looks ahead would use the answer up
	}
	came, err := s.SignIn.ReturnFromProvider(r.Context(), v.Query)
	var (
		invalid  fault.Invalid
		conflict fault.Conflict
	)
	switch {
	case errors.As(err, &conflict):
		invalid.Add("", conflict.Message)
		fallthrough
	case errors.As(err, &invalid):
		f, failed := s.frame(v, r)
		if failed != nil {
			return page.Answer{}, failed
		}
		return page.Again(notEntered(f, s.SignIn.ProviderState().Name, invalid), err), nil
	case err != nil:
		return page.Answer{}, err
	case came.Linked:
		return page.Go("/account#provider", "Linked. You can sign in with "+s.SignIn.ProviderState().Name+" from now on."), nil
	case came.Unknown:
		f, err := s.frame(v, r)
		if err != nil {
			return page.Answer{}, err
		}
		a := page.Show(unknown(f, s.SignIn.ProviderState().Name))
		a.Status = http.StatusForbidden
		return a, nil
	case came.Step == signin.Entered:
		return s.onward(r, came.Next)
	}
	return page.Go("/sign-in/code", ""), nil
}

// EndByProvider is where the provider itself says that a sign-in is over (OpenID Connect Back-Channel Logout 1.0, 2.5). It comes without
// cookies and may come from anywhere: the token says who speaks.
func (s Site) EndByProvider(_ page.Visitor, r *http.Request) (page.Answer, error) {
	err := s.SignIn.LogoutByProvider(r.Context(), r.PostFormValue("logout_token"))
	if invalid := (fault.Invalid{}); errors.As(err, &invalid) {
		a := page.Bytes("application/json", []byte(`{"error": "invalid_request"}`))
		a.Status = http.StatusBadRequest
		return a, nil
	}
	return page.Answer{Status: http.StatusOK}, err
}

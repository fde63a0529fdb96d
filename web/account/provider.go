package account

import (
	"errors"
	"net/http"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"

	"example.org/concord/internal/fault"
	"example.org/concord/internal/signin"
	"example.org/concord/web/page"
)

// ShowProvider shows one's account at the provider, linked or to be linked.
func (s Site) ShowProvider(v page.Visitor, r *http.Request) (page.Answer, error) {
	return s.showProvider(v, r, nil)
}

func (s Site) showProvider(v page.Visitor, r *http.Request, wrong fault.Invalid) (page.Answer, error) {
	o := own{provider: s.SignIn.ProviderState()}
	if err := s.DB.Read(r.Context(), v.Who, append(o.frame.Queries(v), signin.Own(&o.account), signin.Identities(&o.identities))...); err != nil {
		return page.Answer{}, err
	}
	if o.account == nil || o.provider.Name == "" && len(o.identities) == 0 {
		return page.Answer{}, fault.NotFound
	}
	if wrong != nil {
		return page.Again(provider(o, wrong), wrong), nil
	}
	return page.Show(provider(o, nil)), nil
}

// Link sends the owner to the provider, to sign in there anew.
func (s Site) Link(v page.Visitor, r *http.Request) (page.Answer, error) {
	f, err := s.frame(v, r)
	if err != nil {
		return page.Answer{}, err
	}
	address, err := s.SignIn.BeginLink(r.Context())
	var wrong fault.Invalid
	if errors.As(err, &wrong) {
		return s.showProvider(v, r, wrong)
	}
	if err != nil {
		return page.Answer{}, err
	}
	return page.Leave(f, s.SignIn.ProviderState().Name, address), nil
}

// Unlink removes a link. Every other sign-in ends.
func (s Site) Unlink(_ page.Visitor, r *http.Request) (page.Answer, error) {
	id, err := uuid.Parse(chi.URLParam(r, "identity"))
	if err != nil {
		return page.Answer{}, fault.NotFound
	}
	if err := s.SignIn.Unlink(r.Context(), id); err != nil {
		return page.Answer{}, err
	}
	return page.Go("/account#provider", "The link is removed. Every other sign-in has ended."), nil
}

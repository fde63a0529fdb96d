package signin

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

// Provider is where people of an organization sign in already: an OpenID Connect provider that this portal was registered with. It tells
// who somebody is there, by issuer and subject; whose account here that is, its owner alone says ([Desk.BeginLink]). It never makes,
// enrolls or restores anybody.
type Provider struct {
	Issuer   string // https, or http on this very machine
	ClientID string
	Secret   string
	Name     string   // on the button; "" is the host of the issuer
	Factors  []string // acr=VALUE or amr=VALUE: claims by which it says that it asked for two factors; without them the portal asks for its own
}

// Addresses of the portal below its own, which the provider is told when the portal is registered with it.
const (
	ProviderReturn = "/sign-in/provider/return"
	ProviderLogout = "/sign-in/provider/logout"
)

// Check says in one sentence what is wrong with the settings.
func (p Provider) Check() error {
	if !trusted(p.Issuer) {
		return fmt.Errorf("%q is not the issuer of a provider: write its address, such as https://login.example.org", p.Issuer)
	}
	if p.ClientID == "" || p.Secret == "" {
		return errors.New("the name and the secret that the provider knows this portal by are missing")
	}
	for _, f := range p.Factors {
		if kind, value, _ := strings.Cut(f, "="); kind != "acr" && kind != "amr" || value == "" {
			return fmt.Errorf("%q is no claim: write acr=VALUE or amr=VALUE, such as amr=mfa", f)
		}
	}
	return nil
}

// trusted says whether what is sent to an address is read there alone: over TLS, or without leaving the machine.
func trusted(address string) bool {
	at, err := url.Parse(address)
	if err != nil || at.Hostname() == "" || at.User != nil || at.Fragment != "" {
		return false
	}
	ip := net.ParseIP(at.Hostname())
	return at.Scheme == "https" || at.Scheme == "http" && (at.Hostname() == "localhost" || ip != nil && ip.IsLoopback())
}

// provider is the one of the settings, and what it said of itself.
type provider struct {
	Provider
	client *http.Client
	back   string                // where it sends people
	found  atomic.Pointer[found] // nil while it does not answer
}

type found struct {
	*oidc.Provider
	names  bool // it names itself in each answer (RFC 9207)
	tokens *oidc.IDTokenVerifier
}

// patient is how long the portal waits for a provider.
var patient = 5 * time.Second

// most is how much it reads of one answer.
const most = 1 << 20

func newProvider(o Options) *provider {
	if o.Provider == nil {
		return nil
	}
	p := &provider{Provider: *o.Provider, back: strings.TrimSuffix(o.URL, "/") + ProviderReturn}
	if p.Name == "" {
		if at, err := url.Parse(p.Issuer); err == nil {
			p.Name = at.Hostname()
		}
	}
	p.client = &http.Client{
		Timeout:   patient,
		Transport: bounded{http.DefaultTransport},
		// What it says of itself, its keys and its tokens come from where it said, and from nowhere else.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return p
}

// bounded reads no answer without an end.
type bounded struct{ http.RoundTripper }

func (b bounded) RoundTrip(r *http.Request) (*http.Response, error) {
	res, err := b.RoundTripper.RoundTrip(r)
	if err == nil {
		res.Body = struct {
			io.Reader
			io.Closer
		}{io.LimitReader(res.Body, most), res.Body}
	}
	return res, err
}

// ReachProvider asks the provider what it is, which may change: its keys, its addresses. Until it answers, people sign in otherwise. A
// portal calls it now and then; without a provider it does nothing.
func (d *Desk) ReachProvider(ctx context.Context) error {
	if d.provider == nil {
		return nil
	}
	_, err := d.reach(ctx)
	return err
}

func (d *Desk) reach(ctx context.Context) (*found, error) {
	p := d.provider
	answer, err := oidc.NewProvider(oidc.ClientContext(ctx, p.client), p.Issuer)
	var says struct {
		Names bool   `json:"authorization_response_iss_parameter_supported"`
		Keys  string `json:"jwks_uri"`
	}
	if err == nil {
		err = answer.Claims(&says)
	}
	if err == nil && slices.ContainsFunc([]string{answer.Endpoint().AuthURL, answer.Endpoint().TokenURL, says.Keys, cmp.Or(answer.UserInfoEndpoint(), p.Issuer)},
		func(at string) bool { return !trusted(at) }) {
		err = errors.New("one of its addresses is neither https nor on this machine")
	}
	if err != nil {
		p.found.Store(nil)
		return nil, fmt.Errorf("the provider %s cannot be used: %s", p.Issuer, brief(err))
	}
	f := &found{answer, says.Names, answer.Verifier(&oidc.Config{ClientID: p.ClientID})}
	p.found.Store(f)
	return f, nil
}

// reached is the provider, asked at once where it had not answered.
func (d *Desk) reached(ctx context.Context) (*found, error) {
	if f := d.provider.found.Load(); f != nil {
		return f, nil
	}
	f, err := d.reach(ctx)
	if err != nil {
		d.o.Logger.WarnContext(ctx, "provider", "because", err.Error())
		return nil, d.provider.away()
	}
	return f, nil
}

// oauth is the provider as the OAuth library asks it. Which way the secret is shown is fixed: trying another after a failure would use a code twice.
func (p *provider) oauth(f *found) *oauth2.Config {
	at := f.Endpoint()
	var says struct {
		Ways []string `json:"token_endpoint_auth_methods_supported"`
	}
	at.AuthStyle = oauth2.AuthStyleInHeader
	if f.Claims(&says) == nil && len(says.Ways) > 0 && !slices.Contains(says.Ways, "client_secret_basic") {
		at.AuthStyle = oauth2.AuthStyleInParams
	}
	return &oauth2.Config{ClientID: p.ClientID, ClientSecret: p.Secret, Endpoint: at, RedirectURL: p.back, Scopes: []string{oidc.ScopeOpenID, "profile", "email"}}
}

// strong says whether the provider's claims are those by which it tells that it asked for two factors.
func (p *provider) strong(acr string, amr []string) bool {
	return slices.ContainsFunc(p.Factors, func(f string) bool {
		kind, value, _ := strings.Cut(f, "=")
		return kind == "acr" && value == acr || kind == "amr" && slices.Contains(amr, value)
	})
}

// wanted are the contexts (acr) that count as two factors, for the provider to know what is hoped for.
func (p *provider) wanted() string {
	var all []string
	for _, f := range p.Factors {
		if value, ok := strings.CutPrefix(f, "acr="); ok {
			all = append(all, value)
		}
	}
	return strings.Join(all, " ")
}

// brief is an error without what a provider may have put into it at length, or against its rules.
func brief(err error) string {
	if refused := (*oauth2.RetrieveError)(nil); errors.As(err, &refused) {
		return "it refused the code: " + refused.Response.Status
	}
	said := []rune(strings.ToValidUTF8(err.Error(), ""))
	return string(said[:min(len(said), 200)])
}

// ProviderState is what a page says of the provider.
type ProviderState struct {
	Name    string // "" where there is none
	Answers bool
}

// ProviderState is how the provider fared when it was last asked.
func (d *Desk) ProviderState() ProviderState {
	if d.provider == nil {
		return ProviderState{}
	}
	return ProviderState{d.provider.Name, d.provider.found.Load() != nil}
}

package signin

import (
	"cmp"
	"context"
	"crypto/rand"
	"crypto/subtle"
	"errors"
	"net/url"
	"slices"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"github.com/google/uuid"
	"golang.org/x/oauth2"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/name"
)

func init() {
	db.Constraint("identity_taken", fault.Conflict{Message: "That account is linked to an account here already: to yours, or to somebody else's. Sign in there as yourself, and link again."})
	db.Constraint("identity_one", fault.Conflict{Message: "Your account is linked already. Remove that link first, then link again."})
}

// What is said where a provider's answer does not count.
var (
	notReturned = fault.Invalid{{Message: "This sign-in took longer than ten minutes, was begun in another browser, or came twice. Nothing was changed: start it again."}}
	notThere    = fault.Invalid{{Message: "You did not finish signing in there. Nothing was changed: start it again, or sign in with your password."}}
	notTrusted  = fault.Invalid{{Message: "What came back could not be trusted, so it does not count. Nothing was changed: start it again. If it happens again, tell the administrators of this portal."}}
)

// away says that the provider does not answer.
func (p *provider) away() error {
	return fault.Invalid{{Message: p.Name + " does not answer at the moment. Sign in with your password and your code, or try again in a few minutes."}}
}

// Identity is the asker's account at the provider, linked to the one here.
type Identity struct {
	ID     uuid.UUID
	Name   string // as the provider called the account when it was linked
	Linked time.Time
	Used   *time.Time
}

// Identities are the asker's own.
func Identities(dst *[]Identity) db.Query {
	return db.Many("own identities", `select id, name, linked, used from app.my_identity order by linked, id limit 10`, dst)
}

// question is what a provider's answer is checked against.
type question struct {
	Nonce, Verifier, Next string
	Link                  bool
	Began                 time.Time
}

const asksProvider = "provider"

// BeginProvider is the address at the provider where the visitor signs in; fault.Invalid where the provider does not answer.
func (d *Desk) BeginProvider(ctx context.Context, next string) (string, error) {
	return d.askProvider(ctx, question{Next: Local(next)})
}

// BeginLink is the address at the provider where the asker signs in anew, so that it is not whoever sat there before whose account is linked.
func (d *Desk) BeginLink(ctx context.Context) (string, error) {
	if _, err := fresh(ctx); err != nil {
		return "", err
	}
	return d.askProvider(ctx, question{Link: true}, oauth2.SetAuthURLParam("prompt", "login"), oauth2.SetAuthURLParam("max_age", "0"))
}

func (d *Desk) askProvider(ctx context.Context, q question, more ...oauth2.AuthCodeOption) (string, error) {
	if d.provider == nil {
		return "", fault.NotFound
	}
	q.Nonce, q.Verifier, q.Began = rand.Text(), oauth2.GenerateVerifier(), time.Now()
	state, err := d.beginCeremony(ctx, asksProvider, q)
	if err != nil {
		return "", err
	}
	f, err := d.reached(ctx)
	if err != nil {
		return "", err
	}
	if wanted := d.provider.wanted(); wanted != "" {
		more = append(more, oauth2.SetAuthURLParam("acr_values", wanted))
	}
	return d.provider.oauth(f).AuthCodeURL(state, append(more, oidc.Nonce(q.Nonce), oauth2.S256ChallengeOption(q.Verifier))...), nil
}

// Returned is what came of a visit to the provider.
type Returned struct {
	Step    Step
	Next    string // where the visitor was going
	Unknown bool   // nobody who may sign in here linked that account
	Linked  bool   // the asker's account was linked
}

// ReturnFromProvider takes the provider's answer, the query of the address that it sent the visitor back to. What does not count is
// fault.Invalid: it changes nothing, and no answer counts twice. fault.Conflict says that the account was linked before.
func (d *Desk) ReturnFromProvider(ctx context.Context, answer url.Values) (Returned, error) {
	if d.provider == nil {
		return Returned{}, fault.NotFound
	}
	// Before anything else: an address that somebody else made for this browser must not even use up what the browser began.
	if state := answer.Get("state"); state == "" || subtle.ConstantTimeCompare([]byte(hashed(state)), []byte(d.Noted(ctx, notedCeremony))) != 1 {
		return Returned{}, notReturned
	}
	var q question
	if err := d.endCeremony(ctx, asksProvider, patience, &q); errors.As(err, &fault.Invalid{}) {
		return Returned{}, notReturned
	} else if err != nil {
		return Returned{}, err
	}
	f, err := d.reached(ctx)
	if err != nil {
		return Returned{}, err
	}
	switch iss := answer.Get("iss"); {
	case iss != d.provider.Issuer && (iss != "" || f.names):
		return Returned{}, d.untrusted(ctx, errors.New("the answer is another provider's"))
	case answer.Get("error") != "":
		return Returned{}, notThere
	}
	who, err := d.told(ctx, f, q, answer.Get("code"))
	if err != nil {
		return Returned{}, d.untrusted(ctx, err)
	}
	if q.Link {
		return Returned{Linked: true}, d.link(ctx, who)
	}
	return d.enterAs(ctx, who, q.Next)
}

func (d *Desk) untrusted(ctx context.Context, why error) error {
	d.o.Logger.WarnContext(ctx, "a provider's answer was refused", "because", brief(why))
	return notTrusted
}

// identified is somebody as the provider tells.
type identified struct {
	origin
	name   string
	strong bool
}

// told trades the code for the provider's word on who it is, and checks it: signature and key, issuer, audience, expiry (the library), nonce,
// authorized party, and, of an account to be linked, that somebody signed in there since it was asked.
func (d *Desk) told(ctx context.Context, f *found, q question, code string) (identified, error) {
	ctx, cancel := context.WithTimeout(ctx, 2*patient)
	defer cancel()
	ctx = oidc.ClientContext(ctx, d.provider.client)
	tokens, err := d.provider.oauth(f).Exchange(ctx, code, oauth2.VerifierOption(q.Verifier))
	if err != nil {
		return identified{}, err
	}
	raw, _ := tokens.Extra("id_token").(string)
	token, err := f.tokens.Verify(ctx, raw)
	if err != nil {
		return identified{}, err
	}
	var says struct {
		Party    string   `json:"azp"`
		Class    string   `json:"acr"`
		Methods  []string `json:"amr"`
		Session  string   `json:"sid"`
		AuthTime int64    `json:"auth_time"`
		Username string   `json:"preferred_username"`
		Email    string   `json:"email"`
	}
	if err := token.Claims(&says); err != nil {
		return identified{}, err
	}
	switch {
	case subtle.ConstantTimeCompare([]byte(token.Nonce), []byte(q.Nonce)) != 1:
		return identified{}, errors.New("the nonce is another one")
	case says.Party != "" && says.Party != d.provider.ClientID || says.Party == "" && len(token.Audience) > 1:
		return identified{}, errors.New("it was made for another party")
	case token.Subject == "" || len(token.Subject) > 255 || len(says.Session) > 255:
		return identified{}, errors.New("its subject or session cannot be one")
	case q.Link && time.Unix(says.AuthTime, 0).Before(q.Began.Add(-time.Minute)): // clocks differ
		return identified{}, errors.New("nobody signed in anew, as was asked")
	}
	who := identified{origin{"provider", token.Issuer, token.Subject, says.Session}, cmp.Or(says.Username, says.Email), d.provider.strong(says.Class, says.Methods)}
	if q.Link && who.name == "" && f.UserInfoEndpoint() != "" {
		if who.name, err = d.nameThere(ctx, f, tokens, token.Subject); err != nil {
			return identified{}, err
		}
	}
	who.name = name.Line(who.name)
	if n := len([]rune(who.name)); n == 0 || n > 200 {
		who.name = d.provider.Name
	}
	return who, nil
}

// nameThere is what the provider calls an account, which many say elsewhere than in the token. It must speak of the same subject (OpenID
// Connect Core, 5.3.2).
func (d *Desk) nameThere(ctx context.Context, f *found, tokens *oauth2.Token, subject string) (string, error) {
	info, err := f.UserInfo(ctx, oauth2.StaticTokenSource(tokens))
	if err != nil {
		return "", err
	}
	if info.Subject != subject {
		return "", errors.New("its user information is about somebody else")
	}
	var says struct {
		Username string `json:"preferred_username"`
	}
	err = info.Claims(&says)
	return cmp.Or(says.Username, info.Email), err
}

// enterAs signs in whoever linked the account at the provider, if they may: with a second factor of the portal's, unless the provider asked for one.
func (d *Desk) enterAs(ctx context.Context, who identified, next string) (Returned, error) {
	var person *uuid.UUID
	if err := d.db.Write(ctx, db.Who{}, db.Once{}, db.Maybe("owner of identity", `update signin.identity i set used = app.now() from person p
		where p.id = i.person_id and i.issuer = $1 and i.subject = $2 and `+living+` returning i.person_id`, &person, who.Issuer, who.Subject)); err != nil {
		return Returned{}, err
	}
	q := asking(ctx)
	switch {
	case person == nil:
		return Returned{Unknown: true}, nil
	case !who.strong:
		q.by = who.origin
		return Returned{Step: CodeNext}, d.awaitFactor(ctx, *person, next)
	}
	if err := d.db.Write(ctx, db.Who{}, db.Once{}, entered(*person)); err != nil {
		return Returned{}, err
	}
	q.by = who.origin
	if err := d.begin(ctx, *person); err != nil {
		return Returned{}, err
	}
	// What opens something to others asks for a factor of the portal's own, which it can check itself.
	q.proven, q.fresh = &time.Time{}, false
	return Returned{Step: Entered, Next: next}, nil
}

func (d *Desk) link(ctx context.Context, who identified) error {
	person := Person(ctx)
	if person == uuid.Nil {
		return fault.SignIn
	}
	return d.db.Write(ctx, db.Who{Handle: Handle(ctx)}, db.Once{}, db.Change("link identity",
		`insert into signin.identity (id, person_id, issuer, subject, name) values ($1, $2, $3, $4, $5)`, uuid.New(), person, who.Issuer, who.Subject, who.name))
}

// Unlink makes the provider's word on the asker worthless here, and ends every other sign-in. fault.NotFound for what is not the asker's.
func (d *Desk) Unlink(ctx context.Context, id uuid.UUID) error {
	person, err := fresh(ctx)
	if err != nil {
		return err
	}
	return d.db.Write(ctx, db.Who{Handle: Handle(ctx)}, db.Once{}, slices.Concat(
		[]db.Query{db.Change("unlink identity", `delete from signin.identity where id = $1 and person_id = $2`, id, person)}, d.endOthers(ctx))...)
}

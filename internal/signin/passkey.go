package signin

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/url"
	"time"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"
	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
)

// What is said where a passkey does not count.
var (
	noPasskey = fault.Invalid{{Message: "This passkey is not one of this portal's, was removed, or did not check that it is you. Use another one, or your password and code."}}
	copied    = fault.Invalid{{Message: "This passkey was used elsewhere since, as if somebody had copied it, so it does not count. Sign in another way, remove it from your account and tell the administrators."}}
	notAdded  = fault.Invalid{{Message: "The passkey was not added: the device did not check that it is you, or has one for this account already. Try again, or use another device."}}
)

// passkeys is the relying party of the portal's address; nil where browsers make no passkey for it. A loopback address goes by the name of
// localhost, the only one that they take.
func passkeys(o Options) (*webauthn.WebAuthn, error) {
	at, err := url.Parse(o.URL)
	if err != nil || at.Hostname() == "" {
		return nil, err
	}
	host := at.Hostname()
	if ip := net.ParseIP(host); ip != nil && !ip.IsLoopback() {
		return nil, nil
	} else if ip != nil {
		host = "localhost"
	}
	origin := at.Scheme + "://" + host
	if at.Port() != "" {
		origin += ":" + at.Port()
	}
	return webauthn.New(&webauthn.Config{
		RPID: host, RPDisplayName: o.Name, RPOrigins: []string{origin},
		AuthenticatorSelection: protocol.AuthenticatorSelection{
			RequireResidentKey: protocol.ResidentKeyRequired(), ResidentKey: protocol.ResidentKeyRequirementRequired, UserVerification: protocol.VerificationRequired,
		},
		AttestationPreference: protocol.PreferNoAttestation,
	})
}

// owner is a person as the WebAuthn library asks about one.
type owner struct {
	id          uuid.UUID
	email, name string
	credentials []webauthn.Credential
}

func (o owner) WebAuthnID() []byte                         { return o.id[:] }
func (o owner) WebAuthnName() string                       { return o.email }
func (o owner) WebAuthnDisplayName() string                { return o.name }
func (o owner) WebAuthnCredentials() []webauthn.Credential { return o.credentials }

// The purposes of ceremonies with passkeys.
const (
	addsPasskey    = "add passkey"
	showsPasskey   = "show passkey"
	enrollsPasskey = "enroll passkey"
)

// atDevice is how long somebody may take to show a passkey, or to make one.
const atDevice = 5 * time.Minute

// BeginPasskey is what the browser is to make a passkey from, as JSON.
func (d *Desk) BeginPasskey(ctx context.Context) ([]byte, error) {
	person, err := fresh(ctx)
	if err != nil {
		return nil, err
	}
	found, name, err := d.own(ctx, false)
	if err != nil {
		return nil, err
	}
	o := owner{id: person, email: found.Email, name: name}
	if o.credentials, err = d.credentials(ctx, person); err != nil {
		return nil, err
	}
	return d.beginMaking(ctx, addsPasskey, o)
}

func (d *Desk) credentials(ctx context.Context, person uuid.UUID) (all []webauthn.Credential, err error) {
	var records []string
	if err := d.db.Read(ctx, db.Who{}, db.Many("passkeys of person", `select record::text from signin.factor where person_id = $1 and kind = 'passkey' limit 10`, &records, person)); err != nil {
		return nil, err
	}
	all = make([]webauthn.Credential, len(records))
	for n, r := range records {
		if err := json.Unmarshal([]byte(r), &all[n]); err != nil {
			return nil, fmt.Errorf("signin: passkey: %w", err)
		}
	}
	return all, nil
}

func (d *Desk) beginMaking(ctx context.Context, purpose string, o owner) ([]byte, error) {
	if d.passkeys == nil {
		return nil, fault.NotFound
	}
	options, expected, err := d.passkeys.BeginRegistration(o, webauthn.WithExclusions(webauthn.Credentials(o.credentials).CredentialDescriptors()))
	if err != nil {
		return nil, fmt.Errorf("signin: passkey: %w", err)
	}
	if _, err := d.beginCeremony(ctx, purpose, expected); err != nil {
		return nil, err
	}
	return json.Marshal(options.Response)
}

// AddPasskey takes the browser's answer, JSON, and adds the passkey.
func (d *Desk) AddPasskey(ctx context.Context, name, answer string) error {
	person, err := fresh(ctx)
	if err != nil {
		return err
	}
	if name, err = factorName(name, "Passkey"); err != nil {
		return err
	}
	_, add, err := d.made(ctx, addsPasskey, name, answer)
	if err != nil {
		return err
	}
	return d.db.Write(ctx, db.Who{}, db.Once{}, add(uuid.New(), person))
}

// made checks the answer to BeginPasskey. It gives back for whom the passkey was made, and the change that adds it.
func (d *Desk) made(ctx context.Context, purpose, name, answer string) (uuid.UUID, func(id, person uuid.UUID) db.Query, error) {
	if d.passkeys == nil {
		return uuid.Nil, nil, fault.NotFound
	}
	var expected webauthn.SessionData
	if err := d.endCeremony(ctx, purpose, atDevice, &expected); err != nil {
		return uuid.Nil, nil, err
	}
	parsed, err := protocol.ParseCredentialCreationResponseBytes([]byte(answer))
	if err != nil {
		return uuid.Nil, nil, d.refused(ctx, err, notAdded)
	}
	person, err := uuid.FromBytes(expected.UserID)
	if err != nil {
		return uuid.Nil, nil, fmt.Errorf("signin: passkey: %w", err)
	}
	credential, err := d.passkeys.CreateCredential(owner{id: person}, expected, parsed)
	if err != nil {
		return uuid.Nil, nil, d.refused(ctx, err, notAdded)
	}
	record, err := json.Marshal(credential)
	if err != nil {
		return uuid.Nil, nil, fmt.Errorf("signin: passkey: %w", err)
	}
	return person, func(id, person uuid.UUID) db.Query {
		return db.Change("add passkey", `insert into signin.factor (id, person_id, kind, name, credential, record) values ($1, $2, 'passkey', $3, $4, $5::jsonb)`,
			id, person, name, credential.ID, string(record))
	}, nil
}

// refused logs why the library did not take an answer, which names nobody, and gives back what the visitor is told.
func (d *Desk) refused(ctx context.Context, why error, told fault.Invalid) error {
	said := why.Error()
	if p := (*protocol.Error)(nil); errors.As(why, &p) {
		said = p.Type + ": " + p.DevInfo
	}
	d.o.Logger.InfoContext(ctx, "a passkey was refused", "because", said)
	return told
}

// AskPasskey is what the browser is to show a passkey for, as JSON: whichever the visitor has, so that it tells nobody who has one.
func (d *Desk) AskPasskey(ctx context.Context) ([]byte, error) {
	if d.passkeys == nil {
		return nil, fault.NotFound
	}
	options, expected, err := d.passkeys.BeginDiscoverableLogin(webauthn.WithUserVerification(protocol.VerificationRequired))
	if err != nil {
		return nil, fmt.Errorf("signin: passkey: %w", err)
	}
	if _, err := d.beginCeremony(ctx, showsPasskey, expected); err != nil {
		return nil, err
	}
	return json.Marshal(options.Response)
}

// EnterByPasskey takes the browser's answer, JSON. A passkey is both factors, since the device checks that it is its owner: it signs in with or
// without a password before, which must then be the same person's; of somebody signed in it renews the sign-in. It answers where the
// person was going where a password came before.
func (d *Desk) EnterByPasskey(ctx context.Context, answer string) (next string, err error) {
	if d.passkeys == nil {
		return "", fault.NotFound
	}
	var expected webauthn.SessionData
	if err := d.endCeremony(ctx, showsPasskey, atDevice, &expected); err != nil {
		return "", err
	}
	parsed, err := protocol.ParseCredentialRequestResponseBytes([]byte(answer))
	if err != nil {
		return "", d.refused(ctx, err, noPasskey)
	}
	var (
		factor uuid.UUID
		failed error
	)
	user, credential, err := d.passkeys.ValidatePasskeyLogin(func(id, handle []byte) (webauthn.User, error) {
		var o owner
		factor, o, failed = d.ownerOf(ctx, id)
		if failed == nil && !bytes.Equal(handle, o.id[:]) {
			failed = noPasskey
		}
		return o, failed
	}, expected, parsed)
	if failed != nil {
		return "", failed
	}
	if err != nil {
		return "", d.refused(ctx, err, noPasskey)
	}
	if credential.Authenticator.CloneWarning {
		d.o.Logger.WarnContext(ctx, "a passkey counts backward, as if it had been copied", "factor", factor)
		return "", copied
	}
	person := user.(owner).id
	here := Person(ctx)
	if here != uuid.Nil && here != person {
		return "", noPasskey
	}
	if before, err := d.halfway(ctx); err == nil {
		if before != person {
			return "", noPasskey
		}
		next = Local(d.Noted(ctx, notedNext))
		asking(ctx).by.completed()
	} else if here == uuid.Nil {
		asking(ctx).by = origin{Means: "passkey"}
	}
	record, err := json.Marshal(credential)
	if err != nil {
		return "", fmt.Errorf("signin: passkey: %w", err)
	}
	if err := d.db.Write(ctx, db.Who{}, db.Once{},
		db.Change("use passkey", `update signin.factor set used = app.now(), record = $2::jsonb where id = $1`, factor, string(record)), entered(person)); err != nil {
		return "", err
	}
	return next, d.begin(ctx, person)
}

// ownerOf is who has the passkey, if that person may sign in.
func (d *Desk) ownerOf(ctx context.Context, credential []byte) (uuid.UUID, owner, error) {
	var row *struct {
		ID, PersonID uuid.UUID
		Record       string
	}
	if err := d.db.Read(ctx, db.Who{}, db.Maybe("owner of passkey", `select f.id, f.person_id, f.record::text as record from signin.factor f join person p on p.id = f.person_id
		where f.credential = $1 and `+living, &row, credential)); err != nil {
		return uuid.Nil, owner{}, err
	}
	if row == nil {
		return uuid.Nil, owner{}, noPasskey
	}
	o := owner{id: row.PersonID, credentials: make([]webauthn.Credential, 1)}
	if err := json.Unmarshal([]byte(row.Record), &o.credentials[0]); err != nil {
		return uuid.Nil, owner{}, fmt.Errorf("signin: passkey: %w", err)
	}
	return row.ID, o, nil
}

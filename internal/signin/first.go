package signin

import (
	"context"
	"crypto/rand"
	"strings"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/name"
)

// First is the person whom the operator of the machine invites, before there is anybody who could.
type First struct {
	Email        string
	Name         string
	Organization string // its name, abbreviation or slug, as the portal knows it
	Office       string // an office of the administration: administrator
}

// FirstInvite makes the person, the appointment in the administration and the one-time link. The pool is the owner's. Asked again for an
// address whose invitation waits, it makes that person another link; for one that is enrolled it answers fault.Conflict.
func FirstInvite(ctx context.Context, owner *db.DB, f First) (token string, err error) {
	if f.Email, err = Address(f.Email); err != nil {
		return "", err
	}
	f.Name = name.Line(f.Name)
	if f.Name == "" || len([]rune(f.Name)) > 200 {
		return "", fault.Invalid{{Name: "name", Message: "Name: write the person's name, in at most 200 characters."}}
	}
	token = rand.Text()
	// Go decides in between which of the refusals it is.
	err = owner.Tx(ctx, db.Who{}, db.Once{}, func(tx *db.Tx) error {
		var organization, council, enrolled, person *uuid.UUID
		var office []string
		if err := tx.Read(
			db.Maybe("organization", `select id from organization where slug = lower($1) or app.folded(name) = app.folded($1) or abbr <> '' and app.folded(abbr) = app.folded($1)
				order by slug = lower($1) desc, app.folded(name) = app.folded($1) desc, slug limit 1`, &organization, strings.TrimSpace(f.Organization)),
			db.Maybe("administration", `select id from council where slug = 'administration'`, &council),
			db.Many("office", `select distinct office from office_may where kind = 'administration' and office = $1`, &office, f.Office),
			db.Maybe("enrolled", `select person_id from signin.account where lower(email) = lower($1)`, &enrolled, f.Email),
			db.Maybe("invited", `select person_id from signin.invitation where lower(email) = lower($1) and used is null and cancelled is null
				order by made desc limit 1`, &person, f.Email)); err != nil {
			return err
		}
		switch {
		case enrolled != nil:
			return fault.Conflict{Message: f.Email + " has enrolled already and can sign in."}
		case organization == nil:
			return fault.Invalid{{Name: "organization", Message: "Organization: none is called " + f.Organization + ". Write its name as the directory has it."}}
		case council == nil:
			return fault.Invalid{{Message: "The administration has not been set up: start the portal once, then invite."}}
		case len(office) == 0:
			return fault.Invalid{{Name: "office", Message: "Office: the administration has none called " + f.Office + ". Write administrator."}}
		}
		var changes []db.Query
		if person == nil {
			made := uuid.New()
			person = &made
			changes = []db.Query{
				db.Change("first person", `insert into person (id, name, organization_id, invented) select $1, $2, o.id, o.invented from organization o where o.id = $3`,
					made, f.Name, *organization),
				db.Change("first appointment", `insert into appointment (person_id, council_id, office, organization_id, invented)
					select $1, $2, $3, o.id, o.invented from organization o where o.id = $4`, made, *council, f.Office, *organization),
			}
		}
		return tx.Write(append(changes,
			db.Also("cancel invitations", `update signin.invitation set cancelled = app.now() where person_id = $1 and used is null and cancelled is null`, *person),
			db.Change("first invitation", `insert into signin.invitation (id, hash, person_id, email, kind) values ($1, $2, $3, $4, 'enroll')`,
				uuid.New(), LinkHash(token), *person, f.Email))...)
	})
	if err != nil {
		return "", err
	}
	return token, nil
}

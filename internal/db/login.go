package db

import (
	"context"
	"crypto/rand"
	"errors"
	"net/url"

	"github.com/jackc/pgx/v5"
)

// logins are the roles a portal serves with.
var logins = []string{"concord_app", "concord_worker", "concord_signin"}

// Logins are the addresses of concord_app, concord_worker and concord_signin on a server that asks for passwords, made from
// the administrator's address of the provisioned database. The passwords are made here once, kept where the owner alone can
// read them, and the same for every process. Roles belong to the server, so a server holds one portal's database.
func Logins(ctx context.Context, adminURL string) (map[string]string, error) {
	at, err := url.Parse(adminURL)
	if err != nil || at.Host == "" && at.Query().Get("host") == "" {
		return nil, errors.New("the database address must be a URL like postgres://name:password@host:5432/concord")
	}
	c, err := pgx.Connect(ctx, adminURL)
	if err != nil {
		return nil, failed(ctx, "connect as administrator", err)
	}
	defer leave(c)
	if err := lock(ctx, c, provisionLock); err != nil {
		return nil, err
	}
	addresses := map[string]string{}
	for _, role := range logins {
		password, err := password(ctx, c, role)
		if err != nil {
			return nil, failed(ctx, "password of "+role, err)
		}
		of := *at
		of.User = url.UserPassword(role, password)
		addresses[role] = of.String()
	}
	return addresses, nil
}

// password is the role's, made and set where there is none yet.
func password(ctx context.Context, c *pgx.Conn, role string) (string, error) {
	tx, err := c.Begin(ctx)
	if err != nil {
		return "", err
	}
	defer tx.Rollback(context.WithoutCancel(ctx))
	var kept string
	err = tx.QueryRow(ctx, `select password from migration.login where role = $1`, role).Scan(&kept)
	if !errors.Is(err, pgx.ErrNoRows) {
		return kept, err
	}
	kept = rand.Text()
	// A parameter cannot stand here; the alphabet of rand.Text needs no quoting.
	if _, err := tx.Exec(ctx, "alter role "+role+" password '"+kept+"'"); err != nil {
		return "", err
	}
	if _, err := tx.Exec(ctx, `insert into migration.login values ($1, $2)`, role, kept); err != nil {
		return "", err
	}
	return kept, tx.Commit(ctx)
}

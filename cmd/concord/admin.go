package main

import (
	"context"
	"errors"
	"fmt"

	"example.org/concord/internal/db"
	"example.org/concord/internal/reference"
	"example.org/concord/internal/signin"
)

type adminCommand struct {
	Invite inviteCommand `cmd:"" help:"Invite one of the first two administrators: prints a one-time link. Everybody else is invited on a page."`
}

type inviteCommand struct {
	Email        string `arg:"" help:"Where the person is reached."`
	Name         string `required:"" help:"The person's name."`
	Organization string `required:"" help:"Whom the person works for, as the directory has it: CISA."`
	Office       string `default:"administrator" help:"Office in the administration (${default})."`
}

// Run makes the person and prints the link. A portal may run meanwhile: they share the database.
func (c inviteCommand) Run(ctx context.Context, s settings) (err error) {
	dir, notice, err := settle(s.Data)
	if err != nil {
		return err
	}
	if notice != "" {
		fmt.Println(notice)
	}
	at, cluster, err := addresses(ctx, s, dir, logger())
	if err != nil {
		return err
	}
	if cluster != nil {
		defer func() { err = errors.Join(err, cluster.Stop()) }()
	}
	owner, err := db.Open(ctx, at["concord_owner"], db.Options{MaxConns: 2})
	if err != nil {
		return err
	}
	defer owner.Close()
	if _, err := reference.Import(ctx, owner); err != nil { // it brings the administration, and the organizations
		return err
	}
	token, err := signin.FirstInvite(ctx, owner, signin.First{Email: c.Email, Name: c.Name, Organization: c.Organization, Office: c.Office})
	if err != nil {
		return err
	}
	fmt.Println(s.address() + signin.Link(token))
	return nil
}

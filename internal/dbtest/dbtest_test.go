package dbtest

import (
	"testing"

	"example.org/concord/internal/db"
)

func TestEachTestHasADatabaseOfItsOwn(t *testing.T) {
	a, b := Empty(t), Empty(t)
	if _, err := a.Owner().Exec(t.Context(), `create table only_here (n int)`); err != nil {
		t.Fatal(err)
	}
	var there bool
	if err := b.Owner().QueryRow(t.Context(), `select to_regclass('only_here') is not null`).Scan(&there); err != nil || there {
		t.Fatalf("the table is in the other database too: %v, %v", there, err)
	}
	var who string
	if err := a.App().Read(t.Context(), db.Who{}, db.One("me", `select current_user::text`, &who)); err != nil || who != "concord_app" {
		t.Fatalf("App is %q, %v", who, err)
	}
}

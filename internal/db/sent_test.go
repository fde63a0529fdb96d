package db_test

import (
	"slices"
	"testing"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
)

func TestBatchesAreToldAsTheServerGetsThem(t *testing.T) {
	d := notes(t)
	var sent []string
	app, err := db.Open(t.Context(), d.URL("concord_app"), db.Options{Sent: func(batch []db.Statement) {
		for _, s := range batch {
			sent = append(sent, s.Name)
		}
		sent = append(sent, "|")
	}})
	if err != nil {
		t.Fatal(err)
	}
	defer app.Close()
	var text string
	if err := app.Read(t.Context(), db.Who{}, db.One("note", `select text from note where id = $1`, &text, 1).Custom()); err != nil {
		t.Fatal(err)
	}
	// Nobody is signed in, so that is the last it does; what was to be sent is told all the same.
	if err := app.Write(t.Context(), db.Who{}, db.Once{Key: uuid.New()}, db.Also("edit", `update note set text = 'x' where id = 1`)); err == nil {
		t.Error("nobody wrote")
	}
	if want := []string{"who asks", "note (plan)", "note", "note (plan)", "|", "who asks", "remember the form", "edit", "|"}; !slices.Equal(sent, want) {
		t.Errorf("told %q, not %q", sent, want)
	}
}

func TestVacuumLeavesStatistics(t *testing.T) {
	d := notes(t)
	if err := db.Vacuum(t.Context(), d.URL("concord_super")); err != nil {
		t.Fatal(err)
	}
	if n := found[float64](t, d, `select reltuples from pg_class where oid = 'note'::regclass`); n != 3 {
		t.Errorf("%v rows are known of, not 3", n)
	}
}

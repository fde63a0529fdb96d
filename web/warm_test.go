package web_test

import (
	"bytes"
	"log/slog"
	"testing"

	"example.org/concord/internal/db"
	"example.org/concord/internal/story/storytest"
	"example.org/concord/web"
)

// TestConnectionsWarmWithoutComplaint has the queries run as nobody: one that failed would only be logged, and warm nothing after it.
func TestConnectionsWarmWithoutComplaint(t *testing.T) {
	var said bytes.Buffer
	d, err := db.Open(t.Context(), storytest.New(t).URL("concord_app"), db.Options{MaxConns: 1, Logger: slog.New(slog.NewTextHandler(&said, nil)), Warm: web.Warm()})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	var known []string
	if err := d.Read(t.Context(), db.Who{}, db.Many("prepared", `select name from pg_prepared_statements`, &known)); err != nil {
		t.Fatal(err)
	}
	if said.Len() > 0 || len(known) < len(web.Warm()) {
		t.Errorf("%d statements are prepared: %s", len(known), said.String())
	}
}

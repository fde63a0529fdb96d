package bench

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/google/uuid"

	world "example.org/concord/internal/bench"
	"example.org/concord/internal/db"
	"example.org/concord/internal/update"
)

// scenario is one thing that people do, over and over.
type scenario struct {
	name    string
	who     uuid.UUID
	path    string
	council int     // that is posted in, 0 for a page
	bar     float64 // of pgbench's rate, at 8 clients
}

// What was promised, as a share of pgbench's rate.
const (
	feedBar      = 0.25
	searchBar    = 0.15
	directoryBar = 0.45
)

func scenarios() []scenario {
	large, full := "/councils/"+world.Council(world.Large), world.Full
	look := func(words string) string { return "/search?" + url.Values{"q": {words}}.Encode() }
	return []scenario{
		{name: "council feed", who: full.Member(world.Large, 5), path: large, bar: feedBar},
		{name: "home, 3 circles", who: full.Member(world.Paged, 5), path: "/", bar: feedBar},
		{name: "home, 50 circles", who: full.Busy(), path: "/", bar: feedBar},
		{name: "update, 20 replies", who: full.Member(world.Large, 6), path: "/updates/" + world.Thread().String(), bar: feedBar},
		{name: "roster of 200", who: full.Member(world.OnSeats, 5), path: "/councils/" + world.Council(world.OnSeats) + "/roster"},
		{name: "search, small", who: full.Member(world.Paged, 8), path: look(world.Phrase), bar: searchBar},
		{name: "search, no hit", who: full.Member(world.Large, 9), path: look(world.Nowhere), bar: searchBar},
		{name: "search, common", who: full.Member(world.Large, 9), path: look(world.Common), bar: searchBar},
		{name: "directory, a state", who: world.Advisor(), path: "/directory/people?state=CO&office=adviser", bar: directoryBar},
		{name: "directory, a name", who: world.Advisor(), path: "/directory/people?q=Castellan", bar: directoryBar},
		{name: "post to 10,000", who: full.Member(world.Large, 7), council: world.Large},
		{name: "post to 50", who: full.Member(world.Fifty, 7), council: world.Fifty},
	}
}

func (s scenario) posts() bool { return s.council != 0 }

// reviewed is when the drafts that are posted were last touched.
const reviewed = "2026-01-02T03:04:05Z"

var reviewedAt = time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)

// form is what the review page sends.
func (s scenario) form() url.Values {
	return url.Values{"once": {onceMark}, "draft": {draftMark}, "version": {reviewed}}
}

// wire is the request on the connection, and the status of its answer.
func (s scenario) wire(p *portal, cookie string) (string, int) {
	if s.posts() {
		return p.wire(http.MethodPost, "/updates", cookie, s.form()), http.StatusSeeOther
	}
	return p.wire(http.MethodGet, s.path, cookie, nil), http.StatusOK
}

// drafts makes the drafts number from+1 to from+n, ready to be posted.
func (s scenario) drafts(ctx context.Context, super *db.DB, from int64, n int) error {
	var circle uuid.UUID
	err := super.Read(ctx, db.Who{}, db.One("circle", `select id from circle where council_id = $1 and kind = 'council'`, &circle, world.CouncilID(s.council)))
	if err != nil {
		return err
	}
	fields, err := json.Marshal(update.Fields{
		As: world.Appointment(s.council, 7).String(), Genre: "announcement", Title: "Reservoir level and the pumps of the second station", Label: "TLP:AMBER",
		Body: strings.Repeat("The level is back where it was before the storm. Operators see *no* further need to act. ", 8), Circles: []string{circle.String()},
	})
	if err != nil {
		return err
	}
	return super.Write(ctx, db.Who{}, db.Once{}, db.Also("drafts", `
insert into draft (id, author_id, about, fields, created, touched)
select ('00000000-0000-4000-8001-' || lpad(to_hex(g), 12, '0'))::uuid, $1, 'update', $2::jsonb, $5, $5 from generate_series($3::bigint + 1, $4::bigint) g`,
		s.who, string(fields), from, from+int64(n), reviewedAt))
}

// tidy takes away what earlier measurements posted, so that each begins in the same world, and says whether there was anything.
func tidy(ctx context.Context, super *db.DB) (left bool, err error) {
	if err := super.Read(ctx, db.Who{}, db.One("left", `select exists (select from signin.session)`, &left)); err != nil || !left {
		return left, err
	}
	queries := []db.Query{
		db.Also("take your time", `select set_config('statement_timeout', '0', true), set_config('session_replication_role', 'replica', true)`),
		db.Also("posted", `create temp table posted on commit drop as select id from item where posted > (select at from bench.clock)`),
	}
	for _, table := range []string{"audience", "item_version", "search_part", "sector_update", "item_sector", "item_state", "opened"} {
		queries = append(queries, db.Also(table, `delete from `+table+` where item_id in (select id from posted)`))
	}
	for _, sql := range []string{`delete from item where id in (select id from posted)`, `delete from audit where at > (select at from bench.clock)`,
		`delete from draft`, `delete from idempotency`, `delete from outbox`, `delete from signin.session`} {
		queries = append(queries, db.Also(sql, sql))
	}
	return left, super.Tx(ctx, db.Who{}, db.Once{}, func(t *db.Tx) error {
		for _, q := range queries {
			if err := t.Write(q); err != nil {
				return err
			}
		}
		return nil
	})
}

// touch reads through what is asked for, so that everything is in memory: what a disk is like is not what is measured.
func touch(ctx context.Context, super *db.DB) error {
	queries := []db.Query{db.Also("take your time", `select set_config('statement_timeout', '0', true)`)}
	for _, table := range []string{"audience", "item", "item_version", "search_part", "sector_update", "opened", "held", "appointment", "person", "circle"} {
		queries = append(queries, db.Also(table, `select count(*) from `+table))
	}
	return super.Write(ctx, db.Who{}, db.Once{}, queries...)
}

package wall

import (
	"testing"
	"time"

	"example.org/concord/internal/db"
	"example.org/concord/internal/dbtest"
	"example.org/concord/internal/story"
	"example.org/concord/internal/story/storytest"
)

// words counts what of a council a person can reach: items, texts, what a search would walk, names on the roster.
type words struct{ Items, Texts, Found, Names int }

func seen(t *testing.T, d *dbtest.Database, who db.Who, council string) words {
	t.Helper()
	var w words
	if err := d.App().Read(t.Context(), who, db.One("words", `select
		(select count(*)::int from audience a join council c on c.id = a.council_id where c.slug = $1) as items,
		(select count(*)::int from item_version v where v.item_id in (select a.item_id from audience a join council c on c.id = a.council_id where c.slug = $1)) as texts,
		(select count(*)::int from search_part v where v.item_id in (select a.item_id from audience a join council c on c.id = a.council_id where c.slug = $1)) as found,
		(select count(*)::int from appointment a join council c on c.id = a.council_id where c.slug = $1) as names`, &w, council)); err != nil {
		t.Fatal(err)
	}
	return w
}

// Each row is one thing that ends. Before it the person reads the council, and with the next statement he does not.
func TestRightsEndWithTheNextStatement(t *testing.T) {
	later := storytest.Day.Add(24 * time.Hour)
	for _, c := range []struct {
		what    string
		who     story.Person
		council string
		sql     string
		args    []any
	}{
		{"the appointment", story.Priya, "wscc", `update appointment set until = app.now() where id = $1`, []any{story.Priya.Appointment("wscc", "representative")}},
		{"the seat", story.Maya, "wscc", `update seat set until = app.now() where id = $1`, []any{story.Seat("wscc", "lakeshore-water-and-power")}},
		{"the council", story.Hugo, "wscc", `update council set until = app.now() where slug = 'wscc'`, nil},
		{"the kind's term", story.Grace, "water-gcc", `update council_kind_term t set until = app.now() from council c where c.id = t.council_id and c.slug = 'water-gcc'`, nil},
		{"the kind", story.Ben, "escc", `update council_kind set until = app.now() where slug = 'scc'`, nil},
		{"what the office may", story.Hugo, "wscc", `update office_may set until = app.now() where kind = 'scc' and office = 'observer'`, nil},
		{"the nesting", story.Felix, "wscc-water-gcc-joint", `update nesting n set until = app.now() from circle i, council c, circle o, council r
			where i.id = n.inner_id and c.id = i.council_id and c.slug = 'water-gcc' and o.id = n.outer_id and r.id = o.council_id and r.slug = 'wscc-water-gcc-joint'`, nil},
		{"the room", story.Joan, "wscc-water-gcc-joint", `update council set until = app.now() where slug = 'wscc-water-gcc-joint'`, nil},
		{"the sign-in", story.Dana, "wscc", `update signin.session set expires = app.now() where person_id = $1`, []any{story.Dana.ID}},
		{"the patience of an idle sign-in", story.Dana, "wscc", `update signin.session set touched = app.now() - interval '1 day', idle = interval '15 minutes' where person_id = $1`, []any{story.Dana.ID}},
		{"the sign-in, revoked", story.Dana, "wscc", `delete from signin.session where person_id = $1`, []any{story.Dana.ID}},
		{"the account, suspended", story.Lena, "wscc", `update person set suspended = app.now() where id = $1`, []any{story.Lena.ID}},
		{"the account, expired", story.Omar, "wscc", `update person set expires = app.now() where id = $1`, []any{story.Omar.ID}},
		{"the member's admission", story.Tomas, "water-and-wastewater-community", `update appointment set until = app.now() where person_id = $1`, []any{story.Tomas.ID}},
	} {
		t.Run(c.what, func(t *testing.T) {
			d := storytest.New(t)
			d.SetNow(later)
			who := d.As(c.who.ID)
			if before := seen(t, d, who, c.council); before.Items == 0 || before.Texts == 0 || before.Found == 0 {
				t.Fatalf("%s reads nothing there to begin with: %+v", c.who.Name, before)
			}
			arranged(t, d, c.sql, c.args...)
			if after := seen(t, d, who, c.council); after != (words{}) {
				t.Errorf("%s still has %+v", c.who.Name, after)
			}
		})
	}
}

// A date in the future ends a right when its time has come, without a statement by anybody.
func TestRightsEndWhenTheClockGetsThere(t *testing.T) {
	d := storytest.New(t)
	now := storytest.Day.Add(24 * time.Hour)
	d.SetNow(now)
	who := d.As(story.Priya.ID)
	arranged(t, d, `update appointment set until = $2 where id = $1`, story.Priya.Appointment("wscc", "representative"), now.Add(time.Hour))
	if seen(t, d, who, "wscc").Items == 0 {
		t.Fatal("it is over too early")
	}
	d.SetNow(now.Add(time.Hour))
	if after := seen(t, d, who, "wscc"); after != (words{}) {
		t.Errorf("at its last minute she still has %+v", after)
	}
	d.SetNow(now.Add(time.Hour - time.Second))
	if seen(t, d, who, "wscc").Items == 0 {
		t.Error("a second before it was over already")
	}
}

func TestRightsBeginWhenTheyBegin(t *testing.T) {
	d := storytest.New(t)
	now := storytest.Day.Add(24 * time.Hour)
	d.SetNow(now)
	arranged(t, d, `insert into appointment (person_id, council_id, office, organization_id, invented, since)
		select p.id, c.id, 'observer', p.organization_id, true, $2 from person p, council c where p.id = $1 and c.slug = 'wscc'`, story.Eve.ID, now.Add(time.Hour))
	who := d.As(story.Eve.ID)
	if before := seen(t, d, who, "wscc"); before != (words{}) {
		t.Errorf("before her term: %+v", before)
	}
	d.SetNow(now.Add(time.Hour))
	if seen(t, d, who, "wscc").Items == 0 {
		t.Error("her term began, and she reads nothing")
	}
}

// A former member keeps nothing that names what he lost: no mark of what he read, no text of a draft's parent.
func TestWithdrawnTextIsGoneForItsOwnReaders(t *testing.T) {
	d := storytest.New(t)
	dana := d.As(story.Dana.ID)
	item := story.Item("boil-water-rumor")
	var left struct{ Stub, Texts, Found, Details, Places int }
	if err := d.App().Read(t.Context(), dana, db.One("left", `select
		(select count(*)::int from item where id = $1 and withdrawn_because <> '') as stub, (select count(*)::int from item_version where item_id = $1) as texts,
		(select count(*)::int from search_part where item_id = $1) as found, (select count(*)::int from sector_update where item_id = $1) as details,
		(select count(*)::int from item_state where item_id = $1) as places`, &left, item)); err != nil {
		t.Fatal(err)
	}
	if left.Stub != 1 || left.Texts+left.Found+left.Details+left.Places != 0 {
		t.Errorf("of a withdrawn update there is %+v", left)
	}
	if reads(t, d, d.As(story.Ines.ID), item) {
		t.Error("an outsider sees the stub")
	}
}

func TestWidenedItemHidesWhatWasSaidBefore(t *testing.T) {
	d := storytest.New(t)
	item := story.Item("flood-forecast")
	versions := func(p story.Person) (numbers []int) {
		if err := d.App().Read(t.Context(), d.As(p.ID), db.Many("versions", `select number from item_version where item_id = $1 order by number`, &numbers, item)); err != nil {
			t.Fatal(err)
		}
		return numbers
	}
	if got := versions(story.Dana); len(got) != 3 {
		t.Errorf("a first reader has versions %v", got)
	}
	if got := versions(story.Named("desmond")); len(got) != 2 || got[0] != 2 {
		t.Errorf("one whom it was opened to later has versions %v", got)
	}
}

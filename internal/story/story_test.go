package story_test

import (
	"testing"
	"time"

	"example.org/concord/internal/db"
	"example.org/concord/internal/dbtest"
	"example.org/concord/internal/story"
	"example.org/concord/internal/story/storytest"
)

func count(t *testing.T, d *dbtest.Database, sql string, args ...any) int {
	t.Helper()
	var n int
	if err := d.Owner().QueryRow(t.Context(), sql, args...).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestToldTwiceChangesNothing(t *testing.T) {
	d := storytest.New(t)
	before := count(t, d, `select count(*) from audit`)
	if before == 0 {
		t.Fatal("the story left no trace at all")
	}
	if err := story.Load(t.Context(), d.Loader(), time.Now().Add(48*time.Hour)); err != nil {
		t.Fatal(err)
	}
	if after := count(t, d, `select count(*) from audit`); after != before {
		t.Errorf("%d changes the second time", after-before)
	}
}

func TestStoryPlaysInAllLabelsAndGenres(t *testing.T) {
	d := storytest.New(t)
	for what, sql := range map[string]string{
		"labels":    `select count(distinct label) - 4 from item where kind = 'update'`,
		"genres":    `select count(distinct genre) - 4 from sector_update`,
		"circles":   `select count(distinct circle_kind) - 4 from audience`,
		"updates":   `select count(*) - 59 from item where kind = 'update'`,
		"replies":   `select count(*) - 30 from item where kind = 'reply'`,
		"edits":     `select count(*) - 1 from item_version where number > 1`,
		"withdrawn": `select count(*) from item where withdrawn is not null`,
		"relayed":   `select count(*) from sector_update where source <> ''`,
		"widened":   `select count(*) from audience where since > 1`,
		"states":    `select count(distinct o.state) - 7 from organization o where o.invented`,
	} {
		if count(t, d, sql) <= 0 {
			t.Errorf("too few %s", what)
		}
	}
}

func TestSearchKnowsTextKindWeekAndReaders(t *testing.T) {
	d := storytest.New(t)
	if n := count(t, d, `select count(*) from item i left join search_part s on s.item_id = i.id
		where i.withdrawn is null and s.vector is distinct from app.search_vector(i.id)`); n != 0 {
		t.Errorf("%d items are found by other words than theirs", n)
	}
}

// Whatever is told was allowed to be said: the author still posts there and may address each circle, apart from the one whose
// term is over.
func TestEverybodyWritesOnlyWhereHeMay(t *testing.T) {
	d := storytest.New(t)
	wrong := count(t, d, `select count(*) from item i join audience a on a.item_id = i.id
		where i.author_id <> $1
		  and not (exists (select from held h where h.person_id = i.author_id and h.council_id = i.source_council_id
		                      and h.capability = case i.kind when 'update' then 'update.post' else 'reply.post' end)
		       and (exists (select from held h where h.person_id = i.author_id and h.council_id = a.council_id
		                      and h.capability in ('update.post', 'reply.post', 'item.address'))
		            or exists (select from circle c where c.id = a.circle_id and c.open_to_address)
		            or i.kind = 'reply' and a.circle_id = a.through_id))`, story.Nora.ID)
	if wrong != 0 {
		rows, err := d.Owner().Query(t.Context(), `select i.author_name || ': ' || v.title || ' ' || left(v.body, 40) from item i join item_version v on v.item_id = i.id
			where not exists (select from held h where h.person_id = i.author_id and h.council_id = i.source_council_id
		                      and h.capability = case i.kind when 'update' then 'update.post' else 'reply.post' end)`)
		if err != nil {
			t.Fatal(err)
		}
		for rows.Next() {
			var s string
			if err := rows.Scan(&s); err != nil {
				t.Fatal(err)
			}
			t.Log(s)
		}
		t.Errorf("%d times somebody wrote where he may not", wrong)
	}
}

func TestCastHasWhatItSaysItHas(t *testing.T) {
	d := storytest.New(t)
	may := func(p story.Person, capability, council string) bool {
		var yes bool
		if err := d.App().Read(t.Context(), d.As(p.ID), db.One("may", `select exists (select from app.holding h join council c on c.id = h.council_id
			where h.capability = $1 and c.slug = $2)`, &yes, capability, council)); err != nil {
			t.Fatal(err)
		}
		return yes
	}
	for _, c := range []struct {
		who                 story.Person
		capability, council string
		want                bool
	}{
		{story.Dana, "roster.edit", "wscc", true}, {story.Lena, "roster.edit", "wscc", true}, {story.Priya, "roster.edit", "wscc", false},
		{story.Priya, "item.read", "wscc", true}, {story.Hugo, "reply.post", "wscc", true}, {story.Hugo, "update.post", "wscc", false},
		{story.Maya, "item.read", "escc", true}, {story.Maya, "item.read", "wscc", true}, {story.Ines, "item.read", "wscc", false},
		{story.Grace, "item.read", "wscc-water-gcc-joint", true}, {story.Grace, "item.read", "wscc", false}, {story.Grace, "item.address", "wscc", true},
		{story.Ruth, "item.read", "water-gcc", true}, {story.Ruth, "item.read", "wscc-water-gcc-joint", true}, {story.Ruth, "item.read", "wscc", false},
		{story.Tomas, "item.read", "water-and-wastewater-community", true}, {story.Tomas, "item.read", "wscc", false},
		{story.Dana, "item.read", "water-and-wastewater-community", true}, {story.Paul, "item.read", "region-8", true}, {story.Paul, "directory.browse", "region-8", true},
		{story.Cora, "item.read", "region-8", false}, {story.Walt, "item.read", "watch", true}, {story.Sam, "council.record", "administration", true},
		{story.Sam, "item.read", "wscc", false}, {story.Nora, "item.read", "wscc", false}, {story.Victor, "item.read", "wscc", false}, {story.Eve, "item.read", "wscc", false},
	} {
		if got := may(c.who, c.capability, c.council); got != c.want {
			t.Errorf("%s, %s in %s: %v", c.who.Name, c.capability, c.council, got)
		}
	}
}

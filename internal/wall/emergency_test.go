package wall

import (
	"errors"
	"testing"
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/dbtest"
	"example.org/concord/internal/emergency"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/item"
	"example.org/concord/internal/story"
	"example.org/concord/internal/story/storytest"
)

const flood = "The pumps of three counties are down and nobody can say which chlorine is left."

// accepting is the story, but for the Water SCC, which does not refuse emergency access any more.
func accepting(t *testing.T) *dbtest.Database {
	t.Helper()
	d := storytest.New(t)
	arranged(t, d, `update charter set break_glass_refused = false where council_id = (select id from council where slug = 'wscc')`)
	return d
}

// said is what somebody sees of what is shared there. The names of who sits there are in staff's directory anyway.
func said(t *testing.T, d *dbtest.Database, who db.Who, council string) words {
	t.Helper()
	w := seen(t, d, who, council)
	w.Names = 0
	return w
}

// requested has Sam ask for the council of that slug.
func requested(t *testing.T, d *dbtest.Database, slug string) emergency.ID {
	t.Helper()
	id := emergency.NewID()
	queries, err := emergency.Ask(id, slug, flood, 2)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.App().Write(t.Context(), d.As(story.Sam.ID), db.Once{}, queries...); err != nil {
		t.Fatal(err)
	}
	return id
}

func write(t *testing.T, d *dbtest.Database, p story.Person, q db.Query) error {
	t.Helper()
	return d.App().Write(t.Context(), d.As(p.ID), db.Once{}, q)
}

// opened is an access of Sam's to the Water SCC that Kim agreed to.
func opened(t *testing.T, d *dbtest.Database) emergency.ID {
	t.Helper()
	id := requested(t, d, "wscc")
	if err := write(t, d, story.Kim, emergency.Agree(id)); err != nil {
		t.Fatal(err)
	}
	return id
}

func TestEmergencyNeedsTwoPeople(t *testing.T) {
	d := accepting(t)
	id := requested(t, d, "wscc")
	sam := d.As(story.Sam.ID)
	if before := said(t, d, sam, "wscc"); before != (words{}) {
		t.Fatalf("asking alone shows %+v", before)
	}
	var conflict fault.Conflict
	if err := write(t, d, story.Sam, emergency.Agree(id)); !errors.As(err, &conflict) {
		t.Errorf("the asker agrees to himself: %v", err)
	}
	for _, p := range []story.Person{story.Dana, story.Ines, story.Paul, story.Walt} {
		if err := write(t, d, p, emergency.Agree(id)); err == nil {
			t.Errorf("%s agrees", p.Name)
		}
	}
	if err := write(t, d, story.Kim, emergency.Agree(id)); err != nil {
		t.Fatal(err)
	}
	if after := said(t, d, sam, "wscc"); after.Items == 0 || after.Texts == 0 || after.Found == 0 {
		t.Errorf("two agreed, and he sees %+v", after)
	}
	if kim := said(t, d, d.As(story.Kim.ID), "wscc"); kim != (words{}) {
		t.Errorf("who agreed sees %+v", kim)
	}
	if other := said(t, d, sam, "escc"); other != (words{}) {
		t.Errorf("another council shows %+v", other)
	}
	foldedAsDerived(t, d, "an emergency")
}

func TestEmergencyReadsNothingAddressedToNamedPeople(t *testing.T) {
	d := accepting(t)
	opened(t, d)
	for what, sql := range map[string]string{
		"RED":               `select id::text from item where label = 'TLP:RED'`,
		"a person's circle": `select a.item_id::text from audience a where a.circle_kind = 'person'`,
		"a right to speak":  `select capability from app.holding where capability in ('update.post', 'reply.post', 'item.address', 'item.withdraw') and council_id = (select id from council where slug = 'wscc')`,
	} {
		var found []string
		if err := d.App().Read(t.Context(), d.As(story.Sam.ID), db.Many(what, sql, &found)); err != nil || len(found) > 0 {
			t.Errorf("%s: %d, %v", what, len(found), err)
		}
	}
}

func TestEmergencyEnds(t *testing.T) {
	for _, c := range []struct {
		how string
		end func(t *testing.T, d *dbtest.Database, id emergency.ID)
	}{
		{"when its hours are over", func(t *testing.T, d *dbtest.Database, _ emergency.ID) { d.SetNow(storytest.Day.Add(26 * time.Hour)) }},
		{"when the asker is done", func(t *testing.T, d *dbtest.Database, id emergency.ID) {
			arrangedBy(t, d, story.Sam, emergency.Close(id))
		}},
		{"when the second person says so", func(t *testing.T, d *dbtest.Database, id emergency.ID) {
			arrangedBy(t, d, story.Kim, emergency.Close(id))
		}},
		{"when the chair says so", func(t *testing.T, d *dbtest.Database, id emergency.ID) {
			arrangedBy(t, d, story.Dana, emergency.Close(id))
		}},
		{"when the council refuses from now on", func(t *testing.T, d *dbtest.Database, _ emergency.ID) {
			arranged(t, d, `update charter set break_glass_refused = true where council_id = (select id from council where slug = 'wscc')`)
		}},
		{"when the asker leaves his office", func(t *testing.T, d *dbtest.Database, _ emergency.ID) {
			arranged(t, d, `update appointment set until = app.now() where person_id = $1 and office = 'administrator'`, story.Sam.ID)
		}},
		{"when the asker is suspended", func(t *testing.T, d *dbtest.Database, _ emergency.ID) {
			arranged(t, d, `update person set suspended = app.now() where id = $1`, story.Sam.ID)
		}},
	} {
		t.Run(c.how, func(t *testing.T) {
			d := accepting(t)
			d.SetNow(storytest.Day.Add(24 * time.Hour))
			id := opened(t, d)
			sam := d.As(story.Sam.ID)
			if said(t, d, sam, "wscc").Items == 0 {
				t.Fatal("he sees nothing to begin with")
			}
			c.end(t, d, id)
			if after := said(t, d, sam, "wscc"); after != (words{}) {
				t.Errorf("he still has %+v", after)
			}
			foldedAsDerived(t, d, c.how)
		})
	}
}

func arrangedBy(t *testing.T, d *dbtest.Database, p story.Person, q db.Query) {
	t.Helper()
	if err := write(t, d, p, q); err != nil {
		t.Fatal(err)
	}
}

func TestMembersDoNotEndAnEmergencyNorOutsidersSeeIt(t *testing.T) {
	d := accepting(t)
	id := opened(t, d)
	for p, sees := range map[*story.Person]bool{&story.Priya: true, &story.Hugo: true, &story.Dana: true, &story.Kim: true, &story.Ines: false, &story.Paul: false, &story.Eve: false, &story.Nora: false} {
		var list []emergency.Access
		if err := d.App().Read(t.Context(), d.As(p.ID), emergency.Of("wscc", &list)); err != nil || (len(list) > 0) != sees {
			t.Errorf("%s sees %d, %v", p.Name, len(list), err)
		}
	}
	for _, p := range []story.Person{story.Priya, story.Hugo, story.Ines, story.Eve} {
		if err := write(t, d, p, emergency.Close(id)); err == nil {
			t.Errorf("%s ends it", p.Name)
		}
	}
}

func TestEmergencyIsNotHadWhereItIsRefusedOrOver(t *testing.T) {
	d := accepting(t)
	d.SetNow(storytest.Day.Add(24 * time.Hour))
	arranged(t, d, `update charter set break_glass_refused = true where council_id = (select id from council where slug = 'escc')`)
	queries, err := emergency.Ask(emergency.NewID(), "escc", flood, 2)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.App().Write(t.Context(), d.As(story.Sam.ID), db.Once{}, queries...); err == nil {
		t.Error("a council that refuses is asked for")
	}
	late := requested(t, d, "wscc")
	if queries, err = emergency.Ask(emergency.NewID(), "wscc", flood, 2); err != nil {
		t.Fatal(err)
	}
	if err := d.App().Write(t.Context(), d.As(story.Sam.ID), db.Once{}, queries...); err == nil {
		t.Error("one council is asked for twice at once")
	}
	d.SetNow(storytest.Day.Add(49 * time.Hour))
	if err := write(t, d, story.Kim, emergency.Agree(late)); err == nil {
		t.Error("a request of the day before yesterday is agreed to")
	}
}

func TestWhatIsOpenedInAnEmergencyIsReported(t *testing.T) {
	d := accepting(t)
	id := opened(t, d)
	root := story.Item("chlorine-lead-times")
	for _, p := range []story.Person{story.Sam, story.Priya} {
		if err := d.App().Witness(t.Context(), d.As(p.ID), []db.Query{emergency.Witness(item.ID{UUID: root})}); err != nil {
			t.Fatal(err)
		}
	}
	var report []emergency.Opening
	if err := d.App().Read(t.Context(), d.As(story.Dana.ID), emergency.Opened(id, &report)); err != nil || len(report) == 0 || report[0].RootID.UUID != root || report[0].Title == "" {
		t.Fatalf("the chair reads %+v, %v", report, err)
	}
	arrangedBy(t, d, story.Dana, emergency.Close(id))
	if err := d.App().Read(t.Context(), d.As(story.Sam.ID), emergency.Opened(id, &report)); err != nil || len(report) == 0 {
		t.Fatalf("the asker's report has %d, %v", len(report), err)
	}
	for _, o := range report {
		if o.Title != "" {
			t.Errorf("when it is over staff still read %q", o.Title)
		}
	}
	if len(lines(t, d, `select object_id from audit where object = 'break_glass_read'`)) == 0 {
		t.Error("the record says nothing of it")
	}
}

func TestChairIsToldOfAnEmergencyOrWhoStandsIn(t *testing.T) {
	d := accepting(t)
	id := opened(t, d)
	told := func() (people []uuid.UUID) {
		if err := d.Worker().Read(t.Context(), db.Who{}, db.Many("told", `select t from app.told_of_break_glass($1) t`, &people, id)); err != nil {
			t.Fatal(err)
		}
		return people
	}
	if got := told(); len(got) != 1 || got[0] != story.Dana.ID {
		t.Errorf("told are %v", got)
	}
	arranged(t, d, `update appointment set until = app.now() where person_id = $1 and office = 'chair'`, story.Dana.ID)
	if got := told(); len(got) < 3 {
		t.Errorf("without a chair and a name, told are %v", got)
	}
	arranged(t, d, `update charter set told_id = $1 where council_id = (select id from council where slug = 'wscc')`, story.Lena.ID)
	if got := told(); len(got) != 1 || got[0] != story.Lena.ID {
		t.Errorf("without a chair, told are %v", got)
	}
	if n := len(lines(t, d, `select object_id::text from outbox where topic = 'break-glass'`)); n != 1 {
		t.Errorf("%d mails are asked for", n)
	}
}

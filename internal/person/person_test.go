package person_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/dbtest"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/organization"
	"example.org/concord/internal/person"
	"example.org/concord/internal/story"
	_ "example.org/concord/internal/story/storytest"
)

func ask(t *testing.T, d *dbtest.Database, who story.Person, queries ...db.Query) error {
	t.Helper()
	return d.App().Read(t.Context(), d.As(who.ID), queries...)
}

func write(t *testing.T, d *dbtest.Database, who story.Person, queries ...db.Query) error {
	t.Helper()
	return d.App().Write(t.Context(), d.As(who.ID), db.Once{}, queries...)
}

func idOf(p story.Person) person.ID { return person.ID{UUID: p.ID} }

func TestNameIsSeenOnARosterOneSeesAndNowhereElse(t *testing.T) {
	d := dbtest.New(t)
	var p person.Person
	for _, who := range []story.Person{story.Priya, story.Dana, story.Grace, story.Paul, story.Sam} {
		if err := ask(t, d, who, person.ByID(idOf(story.Priya), &p)); err != nil || p.Name != "Priya Raman" || p.State != "VA" {
			t.Errorf("%s asks for Priya: %+v, %v", who.Name, p, err)
		}
	}
	for _, who := range []story.Person{story.Ines, story.Eve, story.Tomas} {
		if err := ask(t, d, who, person.ByID(idOf(story.Priya), &p)); !errors.Is(err, fault.NotFound) {
			t.Errorf("%s asks for Priya: %v", who.Name, err)
		}
	}
}

func TestPostsAreThoseOfRostersOneSees(t *testing.T) {
	d := dbtest.New(t)
	for _, one := range []struct {
		who  story.Person
		want []string
	}{{story.Sam, []string{"escc", "wscc"}}, {story.Dana, []string{"wscc"}}, {story.Ines, []string{"escc"}}} {
		var posts []person.Post
		if err := ask(t, d, one.who, person.Posts(idOf(story.Maya), &posts)); err != nil {
			t.Fatal(err)
		}
		var slugs []string
		for _, p := range posts {
			slugs = append(slugs, p.CouncilSlug)
		}
		slices.Sort(slugs)
		if !slices.Equal(slugs, one.want) {
			t.Errorf("%s sees Maya in %v", one.who.Name, slugs)
		}
	}
}

func TestOnlyStaffAddSuspendAndRestore(t *testing.T) {
	d := dbtest.New(t)
	var employer organization.ID
	if err := d.Owner().QueryRow(t.Context(), `select organization_id from person where id = $1`, story.Dana.ID).Scan(&employer); err != nil {
		t.Fatal(err)
	}
	id := person.New()
	for _, who := range []story.Person{story.Dana, story.Paul, story.Eve} {
		if err := write(t, d, who, person.Add(id, "Somebody New", employer)); !errors.Is(err, fault.Denied) {
			t.Errorf("%s adds: %v", who.Name, err)
		}
		for name, change := range map[string]db.Query{"suspend": suspend(t, story.Priya), "rename": person.Rename(idOf(story.Priya), "Another Name", "")} {
			if err := write(t, d, who, change); !errors.Is(err, fault.Denied) && !errors.Is(err, fault.NotFound) {
				t.Errorf("%s may %s: %v", who.Name, name, err)
			}
		}
	}
	if err := write(t, d, story.Sam, person.Add(id, " Somebody New ", employer), person.Rename(id, "Somebody Newer", "Clerk")); err != nil {
		t.Fatal(err)
	}
	var p person.Person
	if err := ask(t, d, story.Sam, person.ByID(id, &p)); err != nil || p.Name != "Somebody Newer" || p.Title != "Clerk" || !p.Invented || p.OrganizationID != employer {
		t.Errorf("added: %+v, %v", p, err)
	}
	if err := write(t, d, story.Sam, person.Add(person.New(), "Somebody", organization.New())); err == nil {
		t.Error("somebody works for an organization that is not there")
	}
}

func TestSuspendedPersonIsOutWithTheNextStatement(t *testing.T) {
	d := dbtest.New(t)
	priya := d.As(story.Priya.ID)
	rights := func() (n int) {
		if err := d.App().Read(t.Context(), priya, db.One("rights", `select count(*) from app.who w cross join app.holding`, &n)); err != nil {
			t.Fatal(err)
		}
		return n
	}
	if rights() == 0 {
		t.Fatal("she holds nothing before")
	}
	if err := write(t, d, story.Sam, suspend(t, story.Priya)); err != nil || rights() != 0 {
		t.Errorf("suspended: %d rights, %v", rights(), err)
	}
	if err := write(t, d, story.Sam, suspend(t, story.Priya)); !errors.Is(err, fault.Denied) {
		t.Errorf("suspended twice: %v", err)
	}
	if err := write(t, d, story.Sam, person.Restore(idOf(story.Priya))); err != nil || rights() != 0 {
		t.Errorf("restored, and a sign-in of before holds %d rights: %v", rights(), err)
	}
	if priya = d.As(story.Priya.ID); rights() == 0 {
		t.Error("restored and signed in anew, she holds nothing")
	}
}

func TestSignInEndsForGoodWithItsAccount(t *testing.T) {
	d := dbtest.New(t)
	for name, change := range map[string][2]string{
		"suspended for some time":    {`update person set suspended = now() - interval '1 hour' where id = $1`, `update person set suspended = null where id = $1`},
		"expired and prolonged":      {`update person set expires = now() - interval '1 hour' where id = $1`, `update person set expires = now() + interval '1 year' where id = $1`},
		"from tomorrow on, then not": {`update person set suspended = now() + interval '1 day' where id = $1`, `update person set suspended = null where id = $1`},
	} {
		who := d.As(story.Priya.ID)
		for _, sql := range change {
			if _, err := d.Owner().Exec(t.Context(), sql, story.Priya.ID); err != nil {
				t.Fatal(err)
			}
		}
		var lives int
		if err := d.App().Read(t.Context(), who, db.One("lives", `select count(*) from app.who`, &lives)); err != nil {
			t.Fatal(err)
		}
		if want := map[bool]int{true: 1}[name == "from tomorrow on, then not"]; lives != want {
			t.Errorf("%s: %d live sign-ins, want %d", name, lives, want)
		}
	}
}

func TestNamesAreFoundByAPartExactOnesFirst(t *testing.T) {
	d := dbtest.New(t)
	var found []person.Person
	if err := ask(t, d, story.Sam, person.Named("grace", &found)); err != nil || len(found) != 1 || found[0].Name != "Grace Bell" {
		t.Errorf("a part of a name: %+v, %v", found, err)
	}
	if err := ask(t, d, story.Sam, person.Named("%", &found)); err != nil || len(found) != 0 {
		t.Errorf("a sign stands for itself: %d, %v", len(found), err)
	}
	if err := ask(t, d, story.Eve, person.Named("grace", &found)); err != nil || len(found) != 0 {
		t.Errorf("who sees no roster finds %+v, %v", found, err)
	}
	var waiting []person.Waiting
	if err := ask(t, d, story.Dana, person.NotEnrolled(&waiting)); err != nil || len(waiting) != 0 {
		t.Errorf("who adds nobody learns of %+v, %v", waiting, err)
	}
}

func TestNotEnrolledAreThoseWhoServeAndCannotSignIn(t *testing.T) {
	d := dbtest.New(t)
	var before, after []person.Waiting
	if err := ask(t, d, story.Sam, person.NotEnrolled(&before)); err != nil {
		t.Fatal(err)
	}
	id := uuid.New()
	if _, err := d.Owner().Exec(t.Context(), `with p as (insert into person (id, name, organization_id, invented) select $1, 'Aaron Newly', organization_id, invented from person where id = $2 returning *)
		insert into appointment (person_id, council_id, office, organization_id, invented) select p.id, c.id, 'observer', p.organization_id, p.invented from p, council c where c.slug = 'wscc'`, id, story.Dana.ID); err != nil {
		t.Fatal(err)
	}
	if err := ask(t, d, story.Sam, person.NotEnrolled(&after)); err != nil || len(after) != min(len(before)+1, 50) || !slices.ContainsFunc(after, func(w person.Waiting) bool { return w.ID.UUID == id && w.State == "not invited" }) {
		t.Errorf("waiting: %+v, %v", after, err)
	}
}

func TestNameIsChecked(t *testing.T) {
	for _, one := range []struct {
		name string
		ok   bool
	}{{"Dana Whitfield", true}, {"  ", false}, {strings.Repeat("é", 200), true}, {strings.Repeat("é", 201), false}} {
		if err := person.Check("name", one.name); (err == nil) != one.ok {
			t.Errorf("%.20q: %v", one.name, err)
		}
	}
}

func suspend(t *testing.T, p story.Person) db.Query {
	t.Helper()
	q, err := person.Suspend(idOf(p), "The phone was stolen")
	if err != nil {
		t.Fatal(err)
	}
	return q
}

func TestSuspensionSaysWhyToThoseWhoMayRestore(t *testing.T) {
	d := dbtest.New(t)
	if _, err := person.Suspend(idOf(story.Priya), " "); err == nil {
		t.Error("it needs no reason")
	}
	if err := write(t, d, story.Sam, suspend(t, story.Priya)); err != nil {
		t.Fatal(err)
	}
	for who, want := range map[string]bool{"staff": true, "a chair": false} {
		as := story.Kim
		if !want {
			as = story.Dana
		}
		var why *person.Suspension
		if err := d.App().Read(t.Context(), d.As(as.ID), person.SuspensionOf(idOf(story.Priya), &why)); err != nil {
			t.Fatal(err)
		}
		if (why != nil) != want || want && (why.Because != "The phone was stolen" || why.ByName != story.Sam.Name) {
			t.Errorf("%s read %+v", who, why)
		}
	}
	var recorded int
	if err := d.Owner().QueryRow(t.Context(), `select count(*)::int from audit where object = 'suspension' and subject_id = $1 and reason = 'The phone was stolen'`, story.Priya.ID).Scan(&recorded); err != nil || recorded != 1 {
		t.Errorf("%d rows of the record say why: %v", recorded, err)
	}
	if err := write(t, d, story.Sam, db.Change("suspend in silence", `update person set suspended = app.now() where id = $1`, story.Maya.ID)); !errors.Is(err, fault.Denied) {
		t.Errorf("somebody is suspended without a reason: %v", err)
	}
}

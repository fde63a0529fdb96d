package proposal_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/audit"
	"example.org/concord/internal/council"
	"example.org/concord/internal/db"
	"example.org/concord/internal/dbtest"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/organization"
	"example.org/concord/internal/person"
	"example.org/concord/internal/proposal"
	"example.org/concord/internal/signin"
	"example.org/concord/internal/story"
	"example.org/concord/internal/story/storytest"
)

const because = "The hurricane season begins and the watch is short of people"

var waiting = proposal.ID{UUID: story.Proposal}

type office struct {
	*dbtest.Database
	t *testing.T
}

func newOffice(t *testing.T) office { return office{storytest.New(t), t} }

func (o office) tries(p story.Person, q db.Query) error {
	return o.App().Write(o.t.Context(), o.As(p.ID), db.Once{}, q)
}

func (o office) does(p story.Person, q db.Query, err error) {
	o.t.Helper()
	if err == nil {
		err = o.tries(p, q)
	}
	if err != nil {
		o.t.Fatal(err)
	}
}

func (o office) arrange(sql string, args ...any) {
	o.t.Helper()
	if _, err := o.Owner().Exec(o.t.Context(), sql, args...); err != nil {
		o.t.Fatal(err)
	}
}

func (o office) count(sql string, args ...any) (n int) {
	o.t.Helper()
	if err := o.Owner().QueryRow(o.t.Context(), sql, args...).Scan(&n); err != nil {
		o.t.Fatal(err)
	}
	return n
}

// rights are how many a person holds now.
func (o office) rights(p story.Person) int {
	o.t.Helper()
	return o.count(`select count(*)::int from held where person_id = $1 and since <= app.now() and until > app.now()`, p.ID)
}

func conflicts(t *testing.T, err error, what string) {
	t.Helper()
	if !errors.As(err, &fault.Conflict{}) {
		t.Errorf("%s: %v", what, err)
	}
}

func TestSecondMemberOfStaffMakesTheAppointment(t *testing.T) {
	o := newOffice(t)
	renata := story.Named("Renata Silva")
	before := o.rights(renata)
	conflicts(t, o.tries(story.Kim, proposal.Confirm(waiting)), "who proposed it confirms")
	if n := o.rights(renata); n != before {
		t.Fatalf("%d rights instead of %d before anybody confirmed", n, before)
	}
	o.does(story.Sam, proposal.Confirm(waiting), nil)
	if n := o.rights(renata); n <= before {
		t.Error("no right came of it")
	}
	if n := o.count(`select count(*)::int from appointment where id = $1 and person_id = $2 and office = 'watch-officer' and until is not null`, story.Proposal, renata.ID); n != 1 {
		t.Error("the appointment is another one than was proposed")
	}
	conflicts(t, o.tries(story.Sam, proposal.Confirm(waiting)), "confirmed twice")
	if err := o.tries(story.Dana, proposal.Confirm(waiting)); !errors.Is(err, fault.NotFound) {
		t.Errorf("a member confirms: %v", err)
	}
}

func TestNobodyMakesStaffAlone(t *testing.T) {
	o := newOffice(t)
	in := func(slug string) (id council.ID) {
		if err := o.Owner().QueryRow(t.Context(), `select id from council where slug = $1`, slug).Scan(&id.UUID); err != nil {
			t.Fatal(err)
		}
		return id
	}
	var nco organization.ID
	if err := o.Owner().QueryRow(t.Context(), `select organization_id from person where id = $1`, story.Walt.ID).Scan(&nco.UUID); err != nil {
		t.Fatal(err)
	}
	for slug, role := range map[string]string{"administration": "administrator", "watch": "watch-officer", "region-8": "psa"} {
		appoint := council.Appoint(council.AppointmentID{UUID: uuid.New()}, in(slug), council.Appointing{Person: person.ID{UUID: story.Ruth.ID}, Office: role, Organization: nco})
		if err := o.tries(story.Sam, appoint); !errors.Is(err, fault.Denied) {
			t.Errorf("%s: %v", role, err)
		}
	}
	for what, sql := range map[string]string{
		"a right of an office":         `insert into office_may (kind, office, capability, reach, class) values ('gcc', 'adviser', 'update.post', 'council', 'content')`,
		"a right without end again":    `update office_may set until = 'infinity'`,
		"a proposal that is confirmed": `insert into proposal (id, act, because, confirmed) values (gen_random_uuid(), 'export', 'This is reason enough for anybody', app.now())`,
		"another one's proposal":       `insert into proposal (id, act, because, proposed_by) select gen_random_uuid(), 'export', 'This is reason enough for anybody', id from person where name = 'Kim Doyle'`,
		"who it is about":              `update proposal set person_id = (select id from person where name = 'Ruth Adler')`,
	} {
		if err := o.tries(story.Sam, db.Also("by hand", sql)); !errors.Is(err, fault.Denied) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func TestTermOfStaffIsEndedButNotMadeLonger(t *testing.T) {
	o := newOffice(t)
	walt := story.Walt.Appointment("watch", "watch-officer")
	o.does(story.Sam, council.EndAppointment("watch", council.AppointmentID{UUID: walt}, "", "Left"), nil)
	if err := o.tries(story.Sam, db.Also("go on", `update appointment set until = null where id = $1`, walt)); !errors.Is(err, fault.Denied) {
		t.Errorf("an ended appointment goes on: %v", err)
	}
	dana := story.Dana.Appointment("wscc", "representative")
	o.does(story.Lena, db.Change("term", `update appointment set until = app.now() + interval '20 days' where id = $1`, dana), nil)
	o.does(story.Lena, db.Change("longer term", `update appointment set until = app.now() + interval '99 days' where id = $1`, dana), nil)
}

func TestWhoGainsDoesNotConfirm(t *testing.T) {
	o := newOffice(t)
	o.arrange(`insert into appointment (person_id, council_id, office, organization_id, invented)
		select p.id, c.id, 'administrator', p.organization_id, true from person p, council c where p.name in ('Renata Silva', 'Paul Reyes') and c.slug = 'administration'`)
	conflicts(t, o.tries(story.Named("Renata Silva"), proposal.Confirm(waiting)), "her own appointment")
	id := proposal.NewID()
	o.arrange(`insert into office_may (kind, office, capability, reach, class) values ('region', 'director', 'roster.read', 'rooms', 'content')`)
	q, err := proposal.Right{Kind: "region", Office: "psa", Capability: "roster.read", Reach: "rooms"}.Propose(id, because)
	o.does(story.Sam, q, err)
	conflicts(t, o.tries(story.Paul, proposal.Confirm(id)), "a right of his own office")
	o.does(story.Kim, proposal.Confirm(id), nil)
}

func TestProposalLapsesAfterSevenDays(t *testing.T) {
	o := newOffice(t)
	id := proposal.NewID()
	o.arrange(`insert into proposal (id, act, because, proposed_by, proposed) values ($1, 'export', $2, $3, app.now() - interval '7 days')`, id, because, story.Kim.ID)
	conflicts(t, o.tries(story.Sam, proposal.Confirm(id)), "confirmed on the eighth day")
	var p proposal.Proposal
	if err := o.App().Read(t.Context(), o.As(story.Sam.ID), proposal.ByID(id, &p)); err != nil || p.StateAt(time.Now()) != proposal.Lapsed {
		t.Errorf("%v, %v", p.StateAt(time.Now()), err)
	}
}

func TestRefusedProposalDoesNothing(t *testing.T) {
	o := newOffice(t)
	if _, err := proposal.Refuse(waiting, " "); err == nil {
		t.Error("refused without a word")
	}
	if err := o.tries(story.Sam, proposal.TakeBack(waiting)); !errors.Is(err, fault.Denied) {
		t.Errorf("another one takes it back: %v", err)
	}
	q, err := proposal.Refuse(waiting, "The watch is full")
	o.does(story.Sam, q, err)
	conflicts(t, o.tries(story.Sam, proposal.Confirm(waiting)), "confirmed after all")
	if n := o.count(`select count(*)::int from appointment where id = $1`, story.Proposal); n != 0 {
		t.Error("it was done nevertheless")
	}
}

// What the page says beforehand is what comes of it, group by group.
func TestEffectIsWhatComesOfIt(t *testing.T) {
	o := newOffice(t)
	type group struct {
		Council, Circle string
		People          int
	}
	held := func(right proposal.Right) (all []group) {
		rows, err := o.Owner().Query(t.Context(), `select c.short_name, k.kind, count(*)::int from (select distinct h.person_id, h.circle_id from held h join person p on p.id = h.person_id and p.suspended is null
			 where h.capability = $1 and h.since <= app.now() and h.until > app.now()) h join circle k on k.id = h.circle_id join council c on c.id = k.council_id group by 1, 2 order by 1, 2`, right.Capability)
		if err != nil {
			t.Fatal(err)
		}
		for rows.Next() {
			var g group
			if err := rows.Scan(&g.Council, &g.Circle, &g.People); err != nil {
				t.Fatal(err)
			}
			all = append(all, g)
		}
		return all
	}
	for _, right := range []proposal.Right{
		{Kind: "scc", Office: "observer", Capability: "roster.read", Reach: "rooms"}, {Kind: "scc", Office: "observer", Capability: "roster.read", Reach: "counterpart"},
		{Kind: "scc", Office: "observer", Capability: "item.read", Reach: "seated"}, {Kind: "gcc", Office: "liaison", Capability: "audit.read", Reach: "own"},
		{Kind: "scc", Office: "representative", Capability: "audit.read", Reach: "own"}, {Kind: "community", Office: "member", Capability: "roster.read", Reach: "own"},
	} {
		for _, act := range []proposal.Act{proposal.Widening, proposal.Narrowing} {
			var effect []proposal.Effect
			if err := o.App().Read(t.Context(), o.As(story.Sam.ID), right.Effect(&effect)); err != nil {
				t.Fatal(err)
			}
			before, id, sign := held(right), proposal.NewID(), 1
			if act == proposal.Widening {
				q, err := right.Propose(id, because)
				o.does(story.Sam, q, err)
				o.does(story.Kim, proposal.Confirm(id), nil)
			} else {
				q, err := right.End(id, because)
				o.does(story.Sam, q, err)
				sign = -1
			}
			after := held(right)
			var changed, told []group
			for _, g := range append(slices.Clone(before), after...) {
				n := func(all []group) int {
					if i := slices.IndexFunc(all, func(x group) bool { return x.Council == g.Council && x.Circle == g.Circle }); i >= 0 {
						return all[i].People
					}
					return 0
				}
				g.People = sign * (n(after) - n(before))
				if g.People != 0 && !slices.Contains(changed, g) {
					changed = append(changed, g)
				}
			}
			for _, e := range effect {
				told = append(told, group{e.Council, e.Circle, e.People})
			}
			if len(told) == 0 && act == proposal.Widening && right.Reach != "seated" {
				t.Errorf("%v reaches nobody: it shows nothing", right)
			}
			for _, g := range told {
				if !slices.Contains(changed, g) {
					t.Errorf("%s %v: told %v; changed %v", act, right, g, changed)
				}
			}
			if len(told) != min(len(changed), 20) {
				t.Errorf("%s %v: told %v; changed %v", act, right, told, changed)
			}
		}
	}
	if n := o.count(`select count(*)::int from ((select person_id, capability, circle_id, since, until from held except select person_id, capability, circle_id, since, until from app.held_derived)
		union all (select person_id, capability, circle_id, since, until from app.held_derived except select person_id, capability, circle_id, since, until from held)) x`); n != 0 {
		t.Errorf("%d rights were not derived anew", n)
	}
}

func TestStructureAndContentNeverMeetInOneOffice(t *testing.T) {
	o := newOffice(t)
	for _, right := range []proposal.Right{
		{Kind: "administration", Office: "administrator", Capability: "item.read", Reach: "council"}, {Kind: "scc", Office: "chair", Capability: "sector.edit", Reach: "own"},
		{Kind: "scc", Office: "administrator", Capability: "item.read", Reach: "council"}, {Kind: "scc", Office: "liaison", Capability: "item.read", Reach: "council"},
		{Kind: "scc", Office: "psa", Capability: "item.read", Reach: "council"}, {Kind: "gcc", Office: "chair", Capability: "item.read", Reach: "counterpart"},
		{Kind: "scc", Office: "chair", Capability: "item.read", Reach: "public"},
	} {
		q, err := right.Propose(proposal.NewID(), because)
		if err == nil {
			err = o.tries(story.Sam, q)
		}
		if invalid := (fault.Invalid{}); !errors.As(err, &invalid) {
			t.Errorf("%v: %v", right, err)
		}
		if _, err := o.Owner().Exec(t.Context(), `insert into office_may (kind, office, capability, reach, class) select $1, $2, slug, $4, class from capability where slug = $3`,
			right.Kind, right.Office, right.Capability, right.Reach); err == nil {
			t.Errorf("%v: the owner wrote it", right)
		}
	}
}

func TestRightToDecideIsNotTakenFromThoseWhoCouldGiveItBack(t *testing.T) {
	o := newOffice(t)
	q, err := proposal.Right{Kind: "administration", Office: "administrator", Capability: "proposal.decide", Reach: "own"}.End(proposal.NewID(), because)
	if err != nil {
		t.Fatal(err)
	}
	conflicts(t, o.tries(story.Sam, q), "the right to decide")
}

func TestWholeLogIsTakenOnceAfterASecondPersonConfirmed(t *testing.T) {
	o := newOffice(t)
	take := audit.Exported("log", "")
	conflicts(t, o.tries(story.Sam, take), "nobody confirmed")
	id := proposal.NewID()
	q, err := proposal.ProposeExport(id, because)
	o.does(story.Sam, q, err)
	conflicts(t, o.tries(story.Sam, take), "it waits")
	o.does(story.Kim, proposal.Confirm(id), nil)
	conflicts(t, o.tries(story.Kim, take), "who confirmed takes it")
	o.does(story.Sam, take, nil)
	conflicts(t, o.tries(story.Sam, take), "a second time")
}

// Whatever table it is by which others would read what was said before: one member of staff does not change it so.
func TestCouncilEntersACommunityByTwoAndTheCommunitysOfficers(t *testing.T) {
	o := newOffice(t)
	const community, read = "water-and-wastewater-community", `select count(*)::int from held h join circle c on c.id = h.circle_id join council k on k.id = c.council_id
		where h.person_id = $1 and h.capability = 'item.read' and h.until > app.now() and k.slug = $2`
	var escc council.Council
	var entering []council.SectorName
	if err := o.App().Read(t.Context(), o.As(story.Sam.ID), council.BySlug("escc", &escc), council.Entering("escc", []string{"energy", "water-and-wastewater"}, &entering)); err != nil {
		t.Fatal(err)
	}
	if len(entering) != 1 {
		t.Fatalf("would enter %v", entering)
	}
	edit := council.Editing{Name: escc.Name, ShortName: escc.ShortName, Status: "active", Sectors: []string{"energy", "water-and-wastewater"}}
	conflicts(t, o.App().Write(t.Context(), o.As(story.Sam.ID), db.Once{}, council.Edit("escc", edit)...), "one member of staff opens a community to another council")
	id := proposal.NewID()
	o.does(story.Sam, council.ProposeToEnter(id.UUID, escc.ID, entering[0]), nil)
	o.does(story.Kim, proposal.Confirm(id), nil)
	if n := o.count(read, story.Ben.ID, community); n > 0 {
		t.Error("two members of staff opened it without a word of its officers")
	}
	o.does(story.Named("Gloria Estes"), proposal.Agree(id), nil)
	if n := o.count(read, story.Ben.ID, community); n == 0 {
		t.Error("its secretariat agreed, and he does not read")
	}
}

// Who reads the mail with somebody's first link reads what they read.
func TestAddressOfWhoServesIsChosenByTwo(t *testing.T) {
	o := newOffice(t)
	tobias := story.Named("Tobias Grant") // an adviser of the WSCC
	o.arrange(`delete from signin.session where person_id = $1`, tobias.ID)
	o.arrange(`delete from signin.factor where person_id = $1`, tobias.ID)
	o.arrange(`delete from signin.account where person_id = $1`, tobias.ID)
	invite := func(email string) []db.Query {
		_, queries, err := signin.Invite(tobias.ID, email)
		if err != nil {
			t.Fatal(err)
		}
		return queries
	}
	conflicts(t, o.App().Write(t.Context(), o.As(story.Sam.ID), db.Once{}, invite("tobias@example.org")...), "one member of staff chooses the address")
	id := proposal.NewID()
	q, err := proposal.ProposeInvitation(id, person.ID{UUID: tobias.ID}, "tobias@example.org", "He called and has no account yet")
	o.does(story.Sam, q, err)
	conflicts(t, o.App().Write(t.Context(), o.As(story.Sam.ID), db.Once{}, invite("tobias@example.org")...), "nobody confirmed yet")
	if err := o.App().Write(t.Context(), o.As(story.Kim.ID), db.Once{}, append([]db.Query{proposal.Confirm(id)}, invite("tobias@example.org")...)...); err != nil {
		t.Fatal(err)
	}
	conflicts(t, o.App().Write(t.Context(), o.As(story.Sam.ID), db.Once{}, invite("another@example.org")...), "another address than was confirmed")
}

package council_test

import (
	"testing"
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/council"
	"example.org/concord/internal/db"
	"example.org/concord/internal/dbtest"
	"example.org/concord/internal/organization"
	"example.org/concord/internal/person"
)

// world is a portal with a water sector, its community, its two councils and their joint room, all recorded by Sam of the
// administration, the SCC handed over to Dana and the GCC to Grace: as little as the rules of rosters need.
type world struct {
	*dbtest.Database
	t *testing.T
}

var (
	blue, tide, office = organization.New(), organization.New(), organization.New() // two utilities and a federal office
	dana, omar, priya  = person.New(), person.New(), person.New()
	grace, sam, ines   = person.New(), person.New(), person.New()
	kim                = person.New()
)

func newWorld(t *testing.T) world {
	t.Helper()
	w := world{dbtest.Empty(t), t}
	w.arrange(`insert into sector (slug, name) values ('water', 'Water and Wastewater Systems'), ('energy', 'Energy')`)
	w.arrange(`insert into organization (id, slug, name, kind) values
		($1, 'blue-mesa', 'Blue Mesa Water Authority', 'owner_operator'), ($2, 'tidewater', 'Tidewater Utilities Cooperative', 'owner_operator'),
		($3, 'water-office', 'Federal Office of Water Resilience', 'federal_agency')`, blue, tide, office)
	w.arrange(`insert into person (id, name, organization_id) select * from unnest($1::uuid[], $2::text[], $3::uuid[])`,
		[]person.ID{dana, omar, priya, grace, sam, ines, kim},
		[]string{"Dana Whitfield", "Omar Haddad", "Priya Raman", "Grace Bell", "Sam Porter", "Ines Duarte", "Kim Doyle"},
		[]organization.ID{blue, blue, tide, office, office, tide, office})
	w.arrange(`insert into council (slug, name, short_name) values ('administration', 'Administration', 'Administration')`)
	w.arrange(`insert into council_kind_term (council_id, kind) select id, 'administration' from council where slug = 'administration'`)
	w.arrange(`insert into appointment (person_id, council_id, office, organization_id, invented) select p, id, 'administrator', $2, false from council, unnest($1::uuid[]) p where slug = 'administration'`, []person.ID{sam, kim}, office)

	w.does(sam, council.Record(council.Recording{Name: "Water community", ShortName: "Water community", Kind: "community", Sectors: []string{"water"}})...)
	w.does(sam, council.Record(council.Recording{Name: "Water Government Coordinating Council", ShortName: "Water GCC", Kind: council.GCC, Sectors: []string{"water"}})...)
	w.does(sam, council.Record(council.Recording{Name: "Water Sector Coordinating Council", ShortName: "Water SCC", Kind: council.SCC, Sectors: []string{"water"},
		Counterparts: []council.Listed{w.listed("water-gcc")}})...)
	w.confirmed(w.proposed("water-scc", handing(dana)))
	w.confirmed(w.proposed("water-gcc", handing(grace)))
	return w
}

const room = "water-scc-water-gcc-joint"

func handing(p person.ID) council.HandingOver {
	return council.HandingOver{Person: p, Office: "chair", ChosenOn: time.Now().AddDate(0, 0, -9), Document: "Minutes of the annual meeting, item 7", ToldBy: "The secretariat"}
}

// proposed is a hand-over as Sam proposes it; confirmed, what Kim says to it.
func (w world) proposed(slug string, h council.HandingOver) uuid.UUID {
	w.t.Helper()
	id := uuid.New()
	w.does(sam, council.HandOverTo(id, w.council(slug).ID, h))
	return id
}

func (w world) confirmed(proposal uuid.UUID) {
	w.t.Helper()
	w.does(kim, db.Change("confirm", `update proposal set confirmed = app.now() where id = $1`, proposal))
}

func (w world) arrange(sql string, args ...any) {
	w.t.Helper()
	if _, err := w.Owner().Exec(w.t.Context(), sql, args...); err != nil {
		w.t.Fatal(err)
	}
}

func (w world) tries(p person.ID, queries ...db.Query) error {
	return w.App().Write(w.t.Context(), w.As(p.UUID), db.Once{}, queries...)
}

func (w world) does(p person.ID, queries ...db.Query) {
	w.t.Helper()
	if err := w.tries(p, queries...); err != nil {
		w.t.Fatal(err)
	}
}

func (w world) asks(p person.ID, queries ...db.Query) {
	w.t.Helper()
	if err := w.App().Read(w.t.Context(), w.As(p.UUID), queries...); err != nil {
		w.t.Fatal(err)
	}
}

// council is as Sam sees it, who finds all of them.
func (w world) council(slug string) (c council.Council) {
	w.t.Helper()
	w.asks(sam, council.BySlug(slug, &c))
	return c
}

func (w world) listed(slug string) council.Listed {
	c := w.council(slug)
	return council.Listed{ID: c.ID, Slug: c.Slug, ShortName: c.ShortName, Kind: c.Kind}
}

// reads says in which councils the person reads what is addressed to them.
func (w world) reads(p person.ID) map[string]bool {
	w.t.Helper()
	var slugs []string
	w.asks(p, db.Many("where I read", `select distinct c.slug from app.holding h join council c on c.id = h.council_id where h.capability = 'item.read'`, &slugs))
	in := map[string]bool{}
	for _, s := range slugs {
		in[s] = true
	}
	return in
}

// seat opens a seat in the council as its officer and appoints somebody to it.
func (w world) seat(officer person.ID, slug string, organization organization.ID, p person.ID) (council.SeatID, council.AppointmentID) {
	w.t.Helper()
	c := w.council(slug).ID
	seat, appointment := council.SeatID{UUID: uuid.New()}, council.AppointmentID{UUID: uuid.New()}
	w.does(officer, council.OpenSeat(seat, c, council.Opening{Organization: organization, Class: "voting"}),
		council.Appoint(appointment, c, council.Appointing{Person: p, Office: "representative", Seat: &seat, Organization: organization}))
	return seat, appointment
}

package world

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	contacts "example.org/concord/internal/contact"
	body "example.org/concord/internal/council"
	"example.org/concord/internal/db"
	"example.org/concord/internal/dbtest"
	"example.org/concord/internal/search"
)

// twin is a world as PostgreSQL has it.
type twin struct {
	*world
	ctx        context.Context
	web, owner *db.DB
	day0       time.Time
	tag        string // begins every name of this world, so that many worlds share a database
	queued     []db.Query
	circleIDs  map[circle]uuid.UUID

	councils, people, organizations, appointments, seats, items, contacts, facilities, territories, visits, inspections, requests, incidents, calls []uuid.UUID
}

const public = "00000000-0000-0000-0000-0000000000c0"

// clockSQL puts a table behind the clock. Replacing the function for each day would have every statement planned anew.
const clockSQL = `
create table clock (at timestamptz not null);
insert into clock values (now());
create or replace function app.now() returns timestamptz language sql stable security definer set search_path = public, pg_temp as 'select at from clock'`

// behind queues a statement for the owner; flush sends what is queued as one batch.
func (w *twin) behind(sql string, args ...any) {
	w.queued = append(w.queued, db.Also("arrange", sql, args...))
}

func (w *twin) flush() error {
	queued := w.queued
	w.queued = nil
	return w.owner.Write(w.ctx, db.Who{}, db.Once{}, queued...)
}

// setDay moves the clock, when what is queued is sent.
func (w *twin) setDay(day int) { w.behind(`update clock set at = $1`, w.at(day)) }

// at is nil for never, which the tables write as null or infinity.
func (w *twin) at(day int) *time.Time {
	if day == never || day == -never {
		return nil
	}
	t := w.day0.AddDate(0, 0, day)
	return &t
}

func fresh(n int) []uuid.UUID {
	all := make([]uuid.UUID, n)
	for i := range all {
		all[i] = uuid.New()
	}
	return all
}

// settle writes councils, people and terms, as they are before anybody says anything.
func settle(ctx context.Context, w *world, d *dbtest.Database, day0 time.Time) (*twin, error) {
	t := &twin{
		world: w, web: d.App(), owner: d.Loader(), ctx: ctx, day0: day0, circleIDs: map[circle]uuid.UUID{}, tag: "w" + strings.ReplaceAll(uuid.NewString(), "-", "")[:12],
		councils: fresh(len(w.councils)), people: fresh(len(w.people)), organizations: fresh(len(w.people)),
		appointments: fresh(len(w.appointments)), seats: fresh(len(w.seats)), contacts: fresh(len(w.contacts)), facilities: fresh(len(w.facilities)),
	}
	slices.SortFunc(t.appointments, func(a, b uuid.UUID) int { return bytes.Compare(a[:], b[:]) }) // of two terms from the same day the first counts
	t.setDay(0)
	t.emptyRegions()
	for _, s := range []string{"s", "x"} {
		t.behind(`insert into sector (slug, name) values ($1, $1)`, t.tag+s)
	}
	for n, c := range w.councils {
		t.behind(`insert into council (id, slug, name, short_name, until, region) values ($1, $2, $2, $3, coalesce($4::timestamptz, 'infinity'), $5)`,
			t.councils[n], t.tag+c.name, c.name, t.at(c.life.until), number(n))
		for _, k := range c.kinds {
			t.behind(`insert into council_kind_term (council_id, kind, since, until) values ($1, $2, coalesce($3::timestamptz, '-infinity'), coalesce($4::timestamptz, 'infinity'))`,
				t.councils[n], k.kind, t.at(k.since), t.at(k.until))
		}
		if c.sector != "" {
			t.behind(`insert into council_sector (council_id, sector) values ($1, $2)`, t.councils[n], t.tag+c.sector)
		}
	}
	for n, c := range w.councils {
		for _, f := range c.faces {
			t.behind(`insert into counterpart (council_id, counterpart_id) values ($1, $2)`, t.councils[n], t.councils[f])
		}
	}
	for n, c := range w.councils {
		for _, s := range c.sides {
			t.behind(`insert into room_side (room_id, council_id) values ($1, $2)`, t.councils[n], t.councils[s])
		}
	}
	for n, p := range w.people {
		at := w.home(n)
		t.behind(`insert into organization (id, slug, name, kind, invented, state, county) values ($1, $2, $2, 'owner_operator', true, nullif($3, ''), nullif($4, ''))`,
			t.organizations[n], fmt.Sprintf("%so%d", t.tag, n), at.state, at.county)
		t.behind(`insert into person (id, name, organization_id, invented, expires) values ($1, $2, $3, true, $4)`, t.people[n], fmt.Sprintf("%s person %d", t.tag, n), t.organizations[n], t.at(p.expires))
		if p.speaks != (span{}) {
			t.behind(`insert into organization_administrator (id, organization_id, person_id, since, until) values (gen_random_uuid(), $1, $2, $3, $4)`, t.organizations[n], t.people[n], t.at(p.speaks.since), t.at(p.speaks.until))
		}
		t.behind(`insert into signin.session (handle, person_id, touched, expires, idle, bound) values ($1::text, $1::text::uuid, $2, $3, interval '100 days', 'infinity')`, t.people[n].String(), t.day0, t.day0.AddDate(0, 0, 100))
	}
	for n, c := range w.contacts {
		t.behind(`insert into contact (id, person_id, kind, value, for_peers, for_advisors, for_members) values ($1, $2, 'office', '555-0100', $3, $4, $5)`, t.contacts[n], t.people[c.owner], c.peers, c.advisors, c.members)
	}
	for n, f := range w.facilities {
		t.behind(`insert into facility (id, organization_id, invented, name, sector, state, county) values ($1, $2, true, 'A plant', $3, $4, nullif($5, ''))`,
			t.facilities[n], t.organizations[f.owner], t.tag+"s", places[f.place].state, places[f.place].county)
	}
	for n, s := range w.seats {
		t.behind(`insert into seat (id, council_id, organization_id, since, until) values ($1, $2, $3, $4, $5)`, t.seats[n], t.councils[s.council], t.organizations[s.owner],
			t.at(s.life.since), t.at(s.life.until))
	}
	for n, a := range w.appointments {
		t.appoint(t.appointments[n], a)
	}
	// Circles were made by triggers. Whom one may address is not a matter of whether one finds the row, so they are known here.
	var rows []struct {
		ID, CouncilID uuid.UUID
		Kind          string
		PersonID      *uuid.UUID
	}
	t.queued = append(t.queued, db.Many("circles", `select id, kind, council_id, person_id from circle where council_id = any ($1)`, &rows, append(t.councils, uuid.MustParse(public))))
	if err := t.flush(); err != nil {
		return nil, err
	}
	for _, r := range rows {
		c := circle{r.Kind, slices.Index(t.councils, r.CouncilID), -1}
		if r.PersonID != nil {
			c.person = slices.Index(t.people, *r.PersonID)
		}
		t.circleIDs[c] = r.ID
	}
	return t, nil
}

// appoint writes a term.
func (w *twin) appoint(id uuid.UUID, a appointment) {
	var on *uuid.UUID
	organization := w.organizations[a.person]
	if a.seat >= 0 {
		on, organization = &w.seats[a.seat], w.organizations[w.world.seats[a.seat].owner]
	}
	w.behind(`insert into appointment (id, person_id, council_id, office, seat_id, organization_id, invented, since, until) values ($1, $2, $3, $4, $5, $6, true, $7, $8)`,
		id, w.people[a.person], w.councils[a.council], a.office, on, organization, w.at(a.life.since), w.at(a.life.until))
}

func (w *twin) who(p int) db.Who {
	if p < 0 {
		return db.Who{}
	}
	return db.Who{Handle: w.people[p].String()}
}

func (w *twin) councilOf(c circle) uuid.UUID {
	if c.council < 0 {
		return uuid.MustParse(public)
	}
	return w.councils[c.council]
}

// say tries to post as the web would.
func (w *twin) say(s said) error {
	id := uuid.New()
	root, kind, rootLabel := id, "update", s.label
	if s.root < len(w.world.items) {
		root, kind, rootLabel = w.items[s.root], "reply", w.world.items[s.root].label
	}
	var batch []db.Query
	for n, to := range s.to {
		circle := w.circleIDs[to.circle]
		through := circle
		if kind == "reply" {
			through = w.circleIDs[w.world.items[s.root].to[s.through[n]].circle]
		}
		batch = append(batch, db.Change("address", `insert into audience (item_id, circle_id, circle_kind, council_id, root_id, through_id, author_id, label)
			values ($1, $2, $3, $4, $5, $6, $7, $8)`, id, circle, to.kind, w.councilOf(to.circle), root, through, w.people[s.author], s.label))
	}
	batch = append(batch,
		db.Change("say", `insert into item (id, kind, root_id, label, root_label, source_council_id, author_id, appointment_id) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
			id, kind, root, s.label, rootLabel, w.councils[s.source], w.people[s.author], w.appointments[s.as]),
		db.Change("text", `insert into item_version (item_id, number, title, body, html, summary, author_id) values ($1, 1, '', $2, '', '', $3)`, id, w.tag+s.words[0], w.people[s.author]))
	if kind == "update" {
		batch = append(batch, db.Change("detail", `insert into sector_update (item_id, genre) values ($1, 'advisory')`, id))
	}
	who := w.who(w.world.appointments[s.as].person)
	if err := w.web.Write(w.ctx, who, db.Once{}, batch...); err != nil {
		return err
	}
	w.items = append(w.items, id)
	return nil
}

func (w *twin) edit(p, n int, word string) error {
	return w.web.Write(w.ctx, w.who(p), db.Once{}, db.Change("edit", `insert into item_version (item_id, number, title, body, html, summary, author_id) values ($1, $2, '', $3, '', '', $4)`,
		w.items[n], len(w.world.items[n].words)+1, w.tag+word, w.people[p]))
}

func (w *twin) publish(p, n int) error {
	i := w.world.items[n]
	return w.web.Write(w.ctx, w.who(p), db.Once{}, db.Change("publish", `insert into audience (item_id, circle_id, circle_kind, council_id, root_id, through_id, author_id, label, since)
		values ($1, $2, 'public', $3, $1, $2, $4, $5, $6)`, w.items[n], w.circleIDs[circle{"public", -1, -1}], public, w.people[i.author], i.label, len(i.words)))
}

func (w *twin) withdraw(p, n int) error {
	return w.web.Write(w.ctx, w.who(p), db.Once{}, db.Change("withdraw", `update item set withdrawn = app.now(), withdrawn_because = 'x' where id = $1`, w.items[n]))
}

// breakGlass writes the emergencies, as the two of staff who make each.
func (w *twin) breakGlass(agreed []int) error {
	for n, e := range w.emergencies {
		id := uuid.New()
		if err := w.web.Write(w.ctx, w.who(e.person), db.Once{}, db.Change("ask", `insert into break_glass (id, council_id, because, hours) values ($1, $2, 'Nobody answers the telephone there.', 4)`, id, w.councils[e.council])); err != nil {
			return err
		}
		if err := w.web.Write(w.ctx, w.who(agreed[n]), db.Once{}, db.Change("agree", `insert into break_glass_decision (break_glass_id, approved) values ($1, true)`, id)); err != nil {
			return err
		}
		if e.ended {
			if err := w.web.Write(w.ctx, w.who(e.person), db.Once{}, db.Change("end", `insert into break_glass_end (break_glass_id) values ($1)`, id)); err != nil {
				return err
			}
		}
	}
	return nil
}

// open tries to open a contact; where it may not be seen there is none.
func (w *twin) open(p, n int) error {
	var opened []contacts.Opened
	if err := w.web.Write(w.ctx, w.who(p), db.Once{}, contacts.Reveal([]contacts.ID{{UUID: w.contacts[n]}}, "To ask for the plan", contacts.Page, &opened)); err != nil {
		return err
	}
	if opened[0].Outcome != contacts.Open {
		return fmt.Errorf("%s", opened[0].Outcome)
	}
	return nil
}

// handOver tries to pass the seat of representative n on.
func (w *twin) handOver(p, n, to, day int) error {
	id := uuid.New()
	err := w.web.Write(w.ctx, w.who(p), db.Once{}, db.Change("hand over", `insert into succession (id, seat_id, person_id, day) values ($1, $2, $3, $4)`,
		id, w.seats[w.world.appointments[n].seat], w.people[to], w.at(day)))
	if err == nil {
		w.appointments = append(w.appointments, id)
	}
	return err
}

// end writes what drawEnds has drawn.
func (w *twin) end() error {
	for n, p := range w.world.people {
		if p.suspended {
			w.behind(`update person set suspended = $2 where id = $1`, w.people[n], w.day0)
		}
		if w.readTo[n] {
			w.behind(`insert into watermark (person_id, circle_id, read_to) select $1, id, $2 from circle where council_id = any ($3)`, w.people[n], w.day0, w.councils)
		}
	}
	for n, a := range w.world.appointments {
		w.behind(`update appointment set until = $2 where id = $1 and until is distinct from $2`, w.appointments[n], w.at(a.life.until))
	}
	for n, s := range w.world.seats {
		if s.life.until == 0 {
			w.behind(`update seat set until = $2 where id = $1`, w.seats[n], w.at(0))
		}
	}
	for n, i := range w.world.items {
		for _, to := range i.to {
			if id := w.circleIDs[to.circle]; to.since > 1 { // what was published after an edit is there
				w.behind(`insert into audience (item_id, circle_id, circle_kind, council_id, root_id, through_id, author_id, label, since) values ($1, $2, $3, $4, $1, $2, $5, $6, $7)
					on conflict do nothing`,
					w.items[n], id, to.kind, w.councilOf(to.circle), w.people[i.author], i.label, to.since)
			}
		}
		for p := range w.people {
			if w.opened[[2]int{p, n}] {
				w.behind(`insert into opened (person_id, item_id) values ($1, $2)`, w.people[p], w.items[n])
			}
		}
	}
	return w.flush()
}

// answers are what a person gets, as sorted text, to be compared with the model's.
type answers struct{ items, versions, unread, found, keeps, reaches, knows, logs, territories, visits, inspections, requests, incidents, calls, listed []string }

// answers asks as that person, -1 for the public; a search only where there is a word for it, since it is planned anew each time.
func (w *twin) answers(p int, word string) (answers, error) {
	var items []uuid.UUID
	var versions []struct {
		ItemID uuid.UUID
		Number int
	}
	var mine []body.Mine
	var keeps, reaches, knows []uuid.UUID
	var logs []struct {
		ByID, ContactID uuid.UUID
		IncidentID      uuid.NullUUID
	}
	var regional regional
	var asked asked
	var called called
	var results search.Results
	var looking []db.Query
	if word != "" {
		looking = results.Queries(search.Terms{Words: w.tag + word})
	}
	looking = slices.Concat(looking, regional.queries(w), asked.queries(w), called.queries(w))
	if err := w.web.Read(w.ctx, w.who(p), append(looking,
		db.Many("items", `select id from item where id = any ($1)`, &items, w.items),
		db.Many("versions", `select item_id, number from item_version where item_id = any ($1)`, &versions, w.items),
		db.Many("rosters kept", `select distinct council_id from app.roster_edited where council_id = any ($1)`, &keeps, w.councils),
		db.Many("contacts", `select id from contact where id = any ($1)`, &reaches, w.contacts),
		db.Many("facilities", `select id from facility where id = any ($1)`, &knows, w.facilities),
		db.Many("openings", `select by_id, contact_id, incident_id from reveal where contact_id = any ($1)`, &logs, w.contacts),
		body.OfMine(&mine))...); err != nil {
		return answers{}, err
	}
	got := regional.answers(w)
	asked.answer(w, &got)
	called.answer(w, &got)
	for _, id := range items {
		got.items = append(got.items, w.name(id))
	}
	for _, v := range versions {
		got.versions = append(got.versions, fmt.Sprintf("%s@%d", w.name(v.ItemID), v.Number))
	}
	for _, m := range mine {
		got.unread = append(got.unread, fmt.Sprintf("%s %d", m.ShortName, m.Unread))
	}
	for _, id := range keeps {
		got.keeps = append(got.keeps, w.world.councils[slices.Index(w.councils, id)].name)
	}
	for _, id := range reaches {
		got.reaches = append(got.reaches, fmt.Sprint(slices.Index(w.contacts, id)))
	}
	for _, id := range knows {
		got.knows = append(got.knows, fmt.Sprint(slices.Index(w.facilities, id)))
	}
	for _, l := range logs {
		got.logs = append(got.logs, fmt.Sprint(opening{slices.Index(w.people, l.ByID), slices.Index(w.contacts, l.ContactID), slices.Index(w.incidents, l.IncidentID.UUID)}))
	}
	for _, h := range results.Hits {
		got.found = append(got.found, w.name(h.ID.UUID))
	}
	return got.sorted(), nil
}

func (a answers) sorted() answers {
	for _, list := range [][]string{a.items, a.versions, a.unread, a.found, a.keeps, a.reaches, a.knows, a.logs, a.territories, a.visits, a.inspections, a.requests, a.incidents, a.calls, a.listed} {
		slices.Sort(list)
	}
	return a
}

func (w *twin) name(id uuid.UUID) string { return fmt.Sprintf("item %02d", slices.Index(w.items, id)) }

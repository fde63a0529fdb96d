package web_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/story"
	"example.org/concord/web"
	"example.org/concord/web/webtest"
)

// The administrator below holds every structural right, has mailboxes of his own and one puppet whom a council let in honestly, and no
// accomplice. He sends every form of the portal that one member of staff may send, in random order and about whomever he likes, signs in as
// everybody whose first link came to a mailbox of his, and goes on as them. Nobody else does anything. In the end he reads all he can.

// mailbox is where mail reaches him.
const mailbox = "@puppet.example.org"

var (
	mole     = story.Named("Samir Patel")  // his puppet in the council of health care, honestly let in
	nameless = story.Named("Tobias Grant") // whom the WSCC appointed, and who has no account
)

// alone is one game.
type alone struct {
	*webtest.Site
	t       *testing.T
	random  *rand.Rand
	masks   map[uuid.UUID]*webtest.Visitor // as whom he can act, himself among them
	order   []uuid.UUID
	seen    map[string]bool // what these could read from the beginning, and the public
	done    map[string]int  // acts that were done, by route
	puppets int
}

func (a *alone) exec(sql string, args ...any) {
	a.t.Helper()
	if _, err := a.Database.Owner().Exec(a.t.Context(), sql, args...); err != nil {
		a.t.Fatal(sql, err)
	}
}

func (a *alone) texts(sql string, args ...any) (all []string) {
	a.t.Helper()
	if err := a.Database.Loader().Read(a.t.Context(), db.Who{}, db.Many("texts", sql, &all, args...)); err != nil {
		a.t.Fatal(sql, err)
	}
	return all
}

func (a *alone) becomes(id uuid.UUID) {
	a.signsIn(id)
	a.order = append(a.order, id)
}

// signsIn goes on as that person; whom he suspended himself he is nobody as.
func (a *alone) signsIn(id uuid.UUID) {
	a.masks[id] = a.Public()
	a.masks[id].Post("/demo/sign-in", url.Values{"person": {id.String()}})
}

// opensMail makes him everybody whose first link lies in a mailbox of his.
func (a *alone) opensMail() {
	for _, id := range a.texts(`select i.person_id::text from signin.invitation i join person p on p.id = i.person_id
		where i.email like '%' || $1 and i.kind = 'enroll' and i.used is null and i.cancelled is null and p.enrolled is null`, mailbox) {
		a.exec(`insert into signin.account (person_id, email, password) select person_id, email, '' from signin.invitation where person_id = $1 and used is null and cancelled is null`, id)
		a.exec(`update signin.invitation set used = app.now() where person_id = $1 and used is null and cancelled is null`, id)
		a.exec(`insert into rules_accepted (person_id, since) select $1, max(since) from rules_of_behavior on conflict do nothing`, id)
		a.becomes(uuid.MustParse(id))
	}
}

// reads is what he reads as somebody: items, rosters, and contacts that are not for everybody.
func (a *alone) reads(id uuid.UUID) (all []string) {
	a.t.Helper()
	if err := a.Database.App().Read(a.t.Context(), a.Database.As(id), db.Many("all that he reads", `
		select 'item ' || i.id from item i union all select 'text ' || v.item_id from item_version v
		union all select 'found ' || s.item_id from search_part s
		union all select 'contact ' || c.id from contact c where not c.for_members and c.person_id is distinct from (select person_id from app.who)
		union all select distinct 'appointment in ' || k.slug from appointment a join council k on k.id = a.council_id
		 where (select true from app.holding where capability = 'directory.browse' limit 1) is null`, &all)); err != nil {
		a.t.Fatal(err)
	}
	return all
}

func some[T any](a *alone, all []T) T { return all[a.random.IntN(len(all))] }

// whom chooses somebody, mostly one of those whom he could become.
func (a *alone) whom() (id, name string) {
	people := a.texts(`select p.id || p.name from person p where p.name like 'Puppet %' or p.id = any ($1) order by p.added desc, p.id limit 12`,
		[]uuid.UUID{mole.ID, nameless.ID, story.Dana.ID, story.Sam.ID, story.Eve.ID})
	chosen := some(a, people)
	return chosen[:36], chosen[36:]
}

var (
	bodies  = []string{"wscc", "wscc", "escc", "hph-scc", "water-gcc", "water-and-wastewater-community", "wscc-water-gcc-joint", "region-8", "watch"}
	offices = []string{"chair", "secretary", "vice-chair", "representative", "administrator", "psa"}
	sectors = []string{"water-and-wastewater", "energy", "healthcare-and-public-health"}
)

// form is the sample of a route, about whomever he likes.
func (a *alone) form(path string) url.Values {
	form := maps.Clone(forms[path])
	if form == nil {
		form = url.Values{}
	}
	id, name := a.whom()
	for field, values := range form {
		value := ""
		switch field {
		case "person":
			if value = name; len(values) > 0 && uuid.Validate(values[0]) == nil {
				value = id
			}
		case "organization", "parent":
			value = some(a, a.texts(`select name from organization where invented order by slug`))
		case "counterpart":
			value = a.texts(`select name from council where slug = $1`, some(a, bodies))[0]
		case "email":
			a.puppets++
			value = fmt.Sprint("box", a.puppets, mailbox)
		case "office":
			value = some(a, offices)
		case "sector":
			form["sector"] = slices.Clone(sectors[:1+a.random.IntN(len(sectors))])
			continue
		case "kind":
			value = some(a, []string{"scc", "gcc", "cross_sector", "working_group", "community", "advisory", values[0]})
		case "short_name":
			value = fmt.Sprint("Body ", a.random.IntN(1000))
		case "name":
			value = fmt.Sprint("Puppet ", a.random.IntN(1000))
		case "kind_from", "since":
			value = some(a, []string{"2026-01-01", values[0]})
		case "because":
			value = "This is reason enough for anybody who asks"
		default:
			continue
		}
		form[field] = []string{value}
	}
	if strings.HasSuffix(path, "/hand-overs") {
		form["person"], form["person_id"] = []string{name}, []string{id}
	}
	if strings.HasSuffix(path, "/merge") {
		form["keep"], form["because"] = []string{id}, []string{"The same"}
	}
	if strings.HasSuffix(path, "/decision") {
		form["decision"] = []string{"confirm"}
	}
	form["once"] = []string{uuid.NewString()}
	return form
}

// path puts objects of his choice into the parameters of a route.
func (a *alone) path(path string, form url.Values) string {
	what := ""
	return parameter.ReplaceAllStringFunc(path, func(p string) string {
		var all []string
		switch name := strings.Trim(p, "{}"); name {
		case "what":
			what = some(a, []string{"person", "organization"})
			return what
		case "one", "other":
			all = []string{form.Get("keep"), story.Dana.ID.String(), nameless.ID.String()}
			if what == "organization" {
				all = a.texts(`select id::text from organization where invented order by slug limit 6`)
				form["keep"] = all[:1]
			}
		case "person":
			id, _ := a.whom()
			return id
		case "council":
			all = append(a.texts(`select slug from council where slug like 'body-%'`), bodies...)
		case "counterpart":
			all = bodies
		case "organization":
			all = a.texts(`select slug from organization where invented order by slug limit 12`)
		case "proposal":
			all = a.texts(`select id::text from proposal order by proposed desc limit 6`)
		case "seat":
			all = a.texts(`select s.id::text from seat s order by s.id limit 12`)
		case "appointment":
			all = a.texts(`select id::text from appointment where office <> 'administrator' order by id limit 40`)
		case "sector":
			all = sectors
		case "reset":
			all = append(a.texts(`select id::text from signin.factor_reset order by asked desc limit 3`), missing)
		case "access":
			all = append(a.texts(`select id::text from break_glass order by asked desc limit 3`), missing)
		case "admission":
			all = a.texts(`select id::text from admission order by id limit 8`)
		case "rule":
			all = append(a.texts(`select id::text from roster_rule order by recorded desc limit 3`), missing)
		case "merger":
			all = append(a.texts(`select id::text from merger order by at desc limit 3`), missing)
		case "intake":
			all = append(a.texts(`select id::text from intake order by id limit 3`), missing)
		default:
			for _, o := range parameters[name] {
				all = append(all, o.value)
			}
		}
		return some(a, all)
	})
}

// acts are the routes that he sends, more of those that change who is who and who sits where.
func acts(t *testing.T) (all []string) {
	for _, line := range web.Routes() {
		if line.Method != http.MethodPost || slices.Contains(leaving, line.Path) || strings.HasPrefix(line.Path, "/sign-in") || strings.HasPrefix(line.Path, "/enroll") {
			continue
		}
		requests(t, line) // which fails where a route has no sample
		weight := 1
		for _, often := range []string{"/admin/councils", "/admin/people", "/duplicates", "/admin/proposals", "/admin/organizations"} {
			if strings.HasPrefix(line.Path, often) {
				weight = 4
			}
		}
		all = append(all, slices.Repeat([]string{line.Path}, weight)...)
	}
	return all
}

func (a *alone) play(all []string, steps int) {
	for range steps {
		as := story.Sam.ID
		if a.random.IntN(5) == 0 {
			as = some(a, a.order)
		}
		route := some(a, all)
		form := a.form(route)
		r := a.masks[as].Post(a.path(route, form), form)
		switch to := r.Header.Get("Location"); {
		case strings.HasPrefix(to, "/sign-in"): // a sign-in of his is over: he signs in again
			a.signsIn(as)
		case strings.HasPrefix(to, "/rules?"): // he changed the rules of behavior, and accepts them
			a.exec(`insert into rules_accepted (person_id, since) select $1, max(since) from rules_of_behavior on conflict do nothing`, as)
		case r.Status == http.StatusSeeOther:
			a.done[route]++
		}
		a.opensMail()
	}
}

func TestAdministratorAloneReadsNoCouncilThatDidNotLetHimIn(t *testing.T) {
	all := acts(t)
	if t.Failed() {
		return
	}
	done, became := map[string]int{}, 0
	for seed := range uint64(3) {
		s := webtest.New(t)
		a := &alone{Site: s, t: t, random: rand.New(rand.NewPCG(seed, 36)), masks: map[uuid.UUID]*webtest.Visitor{}, seen: map[string]bool{}, done: done}
		// Somebody sits in the WSCC whose account was never set up: an adviser by name.
		for _, table := range []string{"signin.session", "signin.factor", "signin.account"} {
			a.exec(`delete from `+table+` where person_id = $1`, nameless.ID)
		}
		a.exec(`update person set enrolled = null where id = $1`, nameless.ID)
		a.becomes(story.Sam.ID)
		a.becomes(mole.ID)
		for _, id := range a.order {
			for _, what := range a.reads(id) {
				a.seen[what] = true
			}
		}
		a.play(all, 220)
		became += len(a.order)
		for id := range a.masks {
			for _, what := range a.reads(id) {
				if item, ok := strings.CutPrefix(what, "item "); ok && a.seen[what] == false {
					if mine := a.texts(`select id::text from item where id = $1 and author_id = any ($2)`, item, a.order); len(mine) > 0 {
						a.seen["item "+item], a.seen["text "+item], a.seen["found "+item] = true, true, true
					}
				}
			}
			for _, what := range a.reads(id) {
				if !a.seen[what] {
					t.Errorf("seed %d: as %s he comes to read %s", seed, a.texts(`select name from person where id = $1`, id)[0], what)
					a.seen[what] = true
				}
			}
		}
	}
	if became < 12 || len(done) < 40 {
		t.Errorf("he became only %d people and did only %d acts: %v", became, len(done), slices.Sorted(maps.Keys(done)))
	}
}

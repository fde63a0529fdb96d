package world

import (
	"fmt"
	"slices"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"example.org/concord/internal/db"
)

// request is what somebody asks of the region in which her organization, or the facility, lies.
type request struct {
	office, organization       int
	owner                      int // on whose table it lies, -1 for nobody's
	taken, answered, withdrawn bool
}

func (r request) String() string {
	return fmt.Sprintf("%d with %d: %v %v %v", r.organization, r.owner, r.taken, r.answered, r.withdrawn)
}

// turn is what somebody does about a request; to is whom it is given to.
type turn struct {
	what string
	to   int
}

var turns = []string{"take", "give", "answer", "withdraw"}

// nowhere is where an organization lies of which nobody knows it.
var nowhere = place{office: -1}

// home is where the person's organization lies.
func (w *world) home(p int) place {
	if n := w.people[p].home; n >= 0 {
		return places[n]
	}
	return nowhere
}

// about is what a request would be: its region and who covers the place. One may name one's own facility; facility is -1 for none.
func (w *world) about(organization, facility int) request {
	at := w.home(organization)
	if facility >= 0 {
		at = places[w.facilities[facility].place]
	}
	return request{office: at.office, organization: organization, owner: w.covers(at, 0)}
}

// mayAsk: who speaks for the organization, of a region that is known.
func (w *world) mayAsk(p, facility int, r request) bool {
	return w.speaksFor(p, r.organization, 0) && r.office >= 0 && (facility < 0 || w.facilities[facility].owner == r.organization)
}

// turned is the request after it, where the person may do so: who asked takes it back; one of the field staff takes what nobody has taken
// and answers what lies on her table; the director gives it to one of them, and answers everything.
func (w *world) turned(p int, r request, do turn) (request, bool) {
	works, directs := w.works(p, r.office, 0, advisors), w.works(p, r.office, 0, directors)
	if r.answered || r.withdrawn {
		return r, false
	}
	switch do.what {
	case "withdraw":
		r.withdrawn = true
		return r, w.speaksFor(p, r.organization, 0)
	case "answer":
		may := works && (directs || r.owner == p)
		r.answered, r.taken = true, r.taken || r.owner == p
		return r, may
	case "take":
		do.to = p
	}
	may := works && (do.to == r.owner || w.works(do.to, r.office, 0, advisors) && (directs || do.to == p && !r.taken))
	r.owner, r.taken = do.to, r.taken || do.to == p
	return r, may
}

// seesRequest: the advisors of the region, and who speaks for the organization.
func (w *world) seesRequest(p int, r request, day int) bool {
	return w.works(p, r.office, day, advisors) || w.speaksFor(p, r.organization, day)
}

func (w *world) expectRequests(want *answers, p, day int) {
	for n, r := range w.requests {
		if w.seesRequest(p, r, day) {
			want.requests = append(want.requests, fmt.Sprint(n, r))
		}
	}
}

// ask tries to send a request.
func (w *twin) ask(p, facility int, r request) error {
	var named *uuid.UUID
	if facility >= 0 {
		named = &w.facilities[facility]
	}
	return w.try(p, &w.requests, `insert into partner_request (id, organization_id, facility_id, kind, wish) values ($1, $2, $3, 'help', 'Pumps.')`, w.organizations[r.organization], named)
}

// turn tries what a page would do about a request.
func (w *twin) turn(p, n int, do turn) error {
	sql, args := `update partner_request set withdrawn = app.now() where id = $1`, []any{w.requests[n]}
	switch do.what {
	case "take":
		sql, args = `update partner_request set owner_id = $2 where id = $1`, append(args, w.people[p])
	case "give":
		sql, args = `update partner_request set owner_id = $2 where id = $1`, append(args, w.people[do.to])
	case "answer":
		sql = `update partner_request set answer = 'They come.' where id = $1`
	}
	return w.web.Write(w.ctx, w.who(p), db.Once{}, db.Change(do.what, sql, args...))
}

// asked is what a person gets of requests.
type asked struct {
	rows []struct {
		ID, OrganizationID         uuid.UUID
		OwnerID                    uuid.NullUUID
		Taken, Answered, Withdrawn bool
	}
}

func (a *asked) queries(w *twin) []db.Query {
	return []db.Query{db.Many("requests", `select id, organization_id, owner_id, taken is not null as taken, answered is not null as answered, withdrawn is not null as withdrawn
		from partner_request where id = any ($1)`, &a.rows, w.requests)}
}

func (a *asked) answer(w *twin, got *answers) {
	for _, r := range a.rows {
		got.requests = append(got.requests, fmt.Sprint(slices.Index(w.requests, r.ID), request{
			organization: slices.Index(w.organizations, r.OrganizationID), owner: slices.Index(w.people, r.OwnerID.UUID), taken: r.Taken, answered: r.Answered, withdrawn: r.Withdrawn}))
	}
}

// askTheRegion has people ask for help and the region answer, and tries what nobody may.
func (w *twin) askTheRegion(t *rapid.T, tally *fieldWork) {
	var speaking [][2]int // person, organization
	for p := range w.people {
		for organization := range w.people {
			if w.speaksFor(p, organization, 0) {
				speaking = append(speaking, [2]int{p, organization})
			}
		}
	}
	for range rapid.IntRange(0, 2).Draw(t, "requests") {
		p, organization := rapid.IntRange(0, len(w.people)-1).Draw(t, "who asks the region"), rapid.IntRange(0, len(w.people)-1).Draw(t, "for which organization")
		if rapid.IntRange(0, 7).Draw(t, "not her own") > 0 {
			if len(speaking) == 0 {
				break
			}
			own := rapid.SampledFrom(speaking).Draw(t, "for her own")
			p, organization = own[0], own[1]
		}
		facility := rapid.IntRange(-1, len(w.world.facilities)-1).Draw(t, "about which facility")
		if facility >= 0 && w.world.facilities[facility].owner != organization && rapid.IntRange(0, 3).Draw(t, "another's") > 0 {
			facility = -1
		}
		if r := w.about(organization, facility); tried(t, fmt.Sprintf("person %d asks %+v about facility %d", p, r, facility), w.mayAsk(p, facility, r), w.ask(p, facility, r), &tally.asked, &tally.unasked) {
			w.world.requests = append(w.world.requests, r)
		}
	}
	for n := range w.world.requests {
		for range rapid.IntRange(1, 3).Draw(t, "turns") {
			r := w.world.requests[n]
			p, found := w.someone(t, "who turns it", r.office, advisors)
			to, offered := w.someone(t, "to whom", r.office, advisors)
			own := slices.DeleteFunc(all(len(w.people)), func(p int) bool { return !w.speaksFor(p, r.organization, 0) })
			do := turn{rapid.SampledFrom(turns).Draw(t, "turn"), to}
			if do.what == "withdraw" && len(own) > 0 && rapid.IntRange(0, 3).Draw(t, "not its own side") > 0 {
				p, found = rapid.SampledFrom(own).Draw(t, "who takes it back"), true
			}
			if !found || do.what == "give" && !offered {
				continue
			}
			after, may := w.turned(p, r, do)
			if tried(t, fmt.Sprintf("person %d does %+v to %+v", p, do, r), may, w.turn(p, n, do), &tally.turned, &tally.unturned) {
				w.world.requests[n] = after
			}
		}
	}
}

package world

import (
	"cmp"
	"slices"
)

// place is a state, or a county of it, and the regional office whose it is.
type place struct {
	state, county string
	office        int
}

// places are in two states of the region and in one of the region far away.
var places = []place{{"QA", "", region}, {"QA", "98001", region}, {"QB", "", region}, {"QZ", "", far}, {"QZ", "99001", far}}

// territory is a place that somebody of the field staff covers.
type territory struct {
	person int
	place
	life span
}

// visit is what field staff record of their own dealings with an organization; inspection what a regulator does. An organization goes by
// one of its people.
type visit struct{ office, organization, author, versions int }

type inspection struct{ office, organization int }

// What an office of a region is for.
var (
	advisors   = []string{"director", "psa", "csa"} // work with owners of their own will, and see facilities
	directors  = []string{"director"}
	inspectors = []string{"inspector"}
)

// rosters are the offices that see who else serves in their council.
var rosters = []string{"chair", "vice-chair", "secretary", "representative", "alternate", "principal-staff", "adviser", "observer", "liaison", "director", "psa", "csa", "inspector", "watch-officer"}

// live: may sign in.
func (w *world) live(p, day int) bool {
	return p >= 0 && !w.people[p].suspended && day < w.people[p].expires
}

// works says whether the person serves there in one of these offices.
func (w *world) works(p, council, day int, offices []string) bool {
	return p >= 0 && slices.ContainsFunc(w.serving(p, day), func(a appointment) bool { return a.council == council && slices.Contains(offices, a.office) })
}

// speaksFor says whether the person is the organization's administrator or represents it in a council.
func (w *world) speaksFor(p, organization, day int) bool {
	return w.live(p, day) && p == organization && w.people[p].speaks.on(day) || p >= 0 && slices.ContainsFunc(w.serving(p, day), func(a appointment) bool {
		return a.office == "representative" && w.seats[a.seat].owner == organization
	})
}

// mixes says whether somebody with this term would serve in both stores at once, which nobody does.
func (w *world) mixes(a appointment) bool {
	regional := func(a appointment) bool { return a.council == region || a.council == far }
	return slices.ContainsFunc(w.appointments, func(b appointment) bool {
		return a.person == b.person && regional(a) && regional(b) && (a.office == "inspector") != (b.office == "inspector") &&
			max(a.life.since, b.life.since) < min(a.life.until, b.life.until)
	})
}

// reaches says whether the person sees that there is the contact: her own, what is shown to all, what is shown to peers where she sees the
// roster on which its owner stands, and what is shown to advisors in the region where its owner works, or in an incident there.
func (w *world) reaches(p int, c contact, day int) bool {
	if !w.live(p, day) || !w.live(c.owner, day) {
		return false
	}
	home := w.people[c.owner].home
	return p == c.owner || c.members || c.advisors && (home >= 0 && w.works(p, places[home].office, day, advisors) || w.calledFor(p, c.owner, day) >= 0) ||
		c.peers && slices.ContainsFunc(w.appointments, func(b appointment) bool {
			return b.person == c.owner && b.life.on(day) && w.works(p, b.council, day, rosters)
		})
}

// knows says whether the person sees that there is the facility: the advisors of its region, and who speaks for its owner.
func (w *world) knows(p int, f facility, day int) bool {
	return w.works(p, places[f.place].office, day, advisors) || w.speaksFor(p, f.owner, day)
}

// logs says whether the opening is on the person's log: her own doing, of a contact of hers, or for an incident that she reviews.
func (w *world) logs(p int, o opening, day int) bool {
	return w.live(p, day) && (p == o.by || p == w.contacts[o.contact].owner || o.incident >= 0 && w.answersTo(p, w.incidents[o.incident], day, reviewers))
}

// servesUntil is the day from which on the person does not serve in that council any more, the day itself where she does not serve on it.
func (w *world) servesUntil(p, council, day int) int {
	for _, a := range w.appointments {
		if a.person == p && a.council == council && a.life.on(day) {
			return w.servesUntil(p, council, a.life.until)
		}
	}
	return day
}

// mayAssign: the director of the region, to who serves there on that day.
func (w *world) mayAssign(p int, t territory) bool {
	return w.works(p, t.office, 0, directors) && w.servesUntil(t.person, t.office, t.life.since) > t.life.since
}

// tenured is the territory for no longer than who covers it serves.
func (w *world) tenured(t territory) territory {
	t.life.until = min(t.life.until, w.servesUntil(t.person, t.office, t.life.since))
	return t
}

// covers is who covers the place, -1 for nobody: who has the county before who has the state, and of several the first.
func (w *world) covers(at place, day int) int {
	var here []territory
	for _, t := range w.territories {
		if t.state == at.state && (t.county == "" || t.county == at.county) && t.life.on(day) {
			here = append(here, t)
		}
	}
	if len(here) == 0 {
		return -1
	}
	slices.SortStableFunc(here, func(a, b territory) int {
		return cmp.Or(cmp.Compare(b.county, a.county), cmp.Compare(a.life.since, b.life.since))
	})
	return here[0].person
}

// changes: who recorded it, while she works there, and the director.
func (w *world) changes(p int, v visit) bool {
	return p == v.author && w.works(p, v.office, 0, advisors) || w.works(p, v.office, 0, directors)
}

// seesVisit: the advisors of that office, and who speaks for the organization. No inspector does.
func (w *world) seesVisit(p int, v visit, day int) bool {
	return w.works(p, v.office, day, advisors) || w.speaksFor(p, v.organization, day)
}

// seesInspection: the inspectors of that office, and who speaks for the organization. No advisor does.
func (w *world) seesInspection(p int, i inspection, day int) bool {
	return w.works(p, i.office, day, inspectors) || w.speaksFor(p, i.organization, day)
}

package world

import "slices"

// rosters are the offices that see who else serves in their council.
var rosters = []string{"chair", "vice-chair", "secretary", "representative", "alternate", "principal-staff", "adviser", "observer", "liaison", "director", "psa", "watch-officer"}

// reaches says whether the person sees that there is the contact: her own, what is shown to all, and what is shown to peers where she sees
// the roster on which its owner stands.
func (w *world) reaches(p int, c contact, day int) bool {
	live := func(p int) bool { return p >= 0 && !w.people[p].suspended && day < w.people[p].expires }
	if !live(p) || !live(c.owner) {
		return false
	}
	return p == c.owner || c.members || c.peers && slices.ContainsFunc(w.appointments, func(b appointment) bool {
		return b.person == c.owner && b.life.on(day) && slices.ContainsFunc(w.serving(p, day), func(a appointment) bool {
			return a.council == b.council && slices.Contains(rosters, a.office)
		})
	})
}

// knows says whether the person sees that there is the facility: the region's staff, and who speaks for its owner as a representative.
func (w *world) knows(p int, f facility, day int) bool {
	return slices.ContainsFunc(w.serving(p, day), func(a appointment) bool {
		return a.council == region && (a.office == "director" || a.office == "psa") || a.office == "representative" && w.seats[a.seat].owner == f.owner
	})
}

// logs says whether the opening is on the person's log: her own doing, or of a contact of hers.
func (w *world) logs(p int, o opening, day int) bool {
	live := p >= 0 && !w.people[p].suspended && day < w.people[p].expires
	return live && (p == o.by || p == w.contacts[o.contact].owner)
}

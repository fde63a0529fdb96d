package world

import "slices"

// The model. Days count from the day on which everything is said: day 0. An end is the first day on which a thing is no more.
const never = 1 << 20

type span struct{ since, until int }

func (s span) on(day int) bool { return s.since <= day && day < s.until }

type council struct {
	name   string
	kinds  []term // which kind it is, from when to when
	sector string
	sides  []int // of a joint room: the councils that meet in it
	faces  []int // counterparts
	life   span
}

type term struct {
	kind string
	span
}

type person struct {
	suspended bool
	expires   int
	home      int  // where her organization is, by its number among the places; -1: nobody knows
	speaks    span // as its administrator
}

type seat struct {
	council int
	owner   int // a person of its organization
	life    span
}

type appointment struct {
	person, council int
	office          string
	seat            int // -1: none
	life            span
}

// circle is whom something can be addressed to. council -1 is the public.
type circle struct {
	kind            string
	council, person int
}

type address struct {
	circle
	since int // the first version that these readers get
}

type item struct {
	root, source, author int // root is the item itself in an update
	label                string
	to                   []address
	words                []string // of each version, the one that it can be found by
	withdrawn            bool
}

// emergency is break-glass: what staff may read of one council for hours, which is day 0 alone.
type emergency struct {
	person, council int
	ended           bool
}

// handOver is a seat that passes to somebody else.
type handOver struct{ seat, since int }

// contact is a way to reach a person, and to whom she shows it.
type contact struct {
	owner                    int
	peers, advisors, members bool
}

// facility is one that an organization runs somewhere, known by its owner: a person of the organization.
type facility struct{ owner, place int }

// opening is a contact that somebody opened, and for which incident, -1 for none.
type opening struct{ by, contact, incident int }

type world struct {
	contacts     []contact
	facilities   []facility
	openings     []opening
	territories  []territory
	visits       []visit
	inspections  []inspection
	requests     []request
	incidents    []incident
	calls        []call
	councils     []council
	people       []person
	seats        []seat
	appointments []appointment
	mixed        []appointment // terms that were drawn and that nobody can have beside the others
	emergencies  []emergency
	handOvers    []handOver
	items        []item
	opened       map[[2]int]bool // person, item
	readTo       map[int]bool    // people who have marked everything read
}

var (
	labels = []string{"TLP:RED", "TLP:AMBER+STRICT", "TLP:AMBER", "TLP:GREEN", "TLP:CLEAR"}
	kinds  = []string{"person", "seated", "council", "community", "public"}
)

// What an office is for. Administrators are in none of these: they read nothing, but in an emergency.
var (
	readers  = []string{"chair", "vice-chair", "secretary", "representative", "alternate", "principal-staff", "adviser", "observer", "member", "liaison", "director", "psa", "csa", "watch-officer"}
	speakers = []string{"chair", "vice-chair", "secretary", "representative", "alternate", "principal-staff", "liaison", "director", "psa", "csa", "watch-officer"}
	seated   = []string{"representative", "alternate", "principal-staff"}
	envoys   = []string{"chair", "vice-chair", "secretary", "representative", "alternate", "principal-staff"} // address the other side
	heralds  = []string{"chair", "secretary"}                                                                 // publish, and keep the roster
	clerks   = []string{"chair", "vice-chair", "secretary", "director"}                                       // withdraw what the council released
)

// offices that each kind of council has.
var offices = map[string][]string{
	"scc":        {"chair", "vice-chair", "secretary", "representative", "alternate", "principal-staff", "adviser", "observer"},
	"gcc":        {"chair", "vice-chair", "secretary", "representative", "alternate", "principal-staff", "adviser", "observer", "liaison"},
	"advisory":   {"chair", "vice-chair", "secretary", "representative", "alternate", "principal-staff", "adviser", "observer"},
	"joint_room": {"liaison"}, "community": {"member", "secretary"}, "region": {"director", "psa", "csa", "inspector"}, "watch": {"watch-officer"}, "administration": {"administrator"},
}

// bureaus are the bodies that CISA itself runs: they have no seats, and no other side.
var bureaus = []string{"region", "watch", "administration"}

// entering are the kinds of council whose people read in the community of their sector.
var entering = []string{"scc", "gcc"}

// kind is what the council is on that day, "" for nothing.
func (w *world) kind(council, day int) string {
	for _, t := range w.councils[council].kinds {
		if t.on(day) {
			return t.kind
		}
	}
	return ""
}

// serving are the terms in which the person serves that day, those whose office that kind of council has.
func (w *world) serving(person, day int) (all []appointment) {
	p := w.people[person]
	if p.suspended || day >= p.expires {
		return nil
	}
	for _, a := range w.appointments {
		if a.person == person && a.life.on(day) && w.councils[a.council].life.on(day) && (a.seat < 0 || w.seats[a.seat].life.on(day)) &&
			slices.Contains(offices[w.kind(a.council, day)], a.office) {
			all = append(all, a)
		}
	}
	return all
}

// acts: the vice chair does what the chair would, while there is none who may sign in. Of several the first; ids and terms are in the same order.
func (w *world) acts(n, day int) bool {
	a := w.appointments[n]
	return a.office == "vice-chair" && !slices.ContainsFunc(all(len(w.appointments)), func(m int) bool {
		b := w.appointments[m]
		earlier := b.life.since < a.life.since || b.life.since == a.life.since && m < n
		here := !w.people[b.person].suspended && day < w.people[b.person].expires
		return b.council == a.council && b.life.on(day) && here && (b.office == "chair" || b.office == "vice-chair" && earlier)
	})
}

// may says whether one of the offices that the person serves in on that day is such a one, or stands in for it.
func (w *world) may(p, council, day int, offices []string) bool {
	serving := w.serving(p, day)
	return slices.ContainsFunc(all(len(w.appointments)), func(n int) bool {
		a := w.appointments[n]
		return a.council == council && slices.Contains(serving, a) &&
			(slices.Contains(offices, a.office) || slices.Contains(offices, "chair") && w.acts(n, day))
	})
}

// holds: who is in the inner council stands in the outer one too. It is the council itself, a room in which it meets, or the
// community of its sector, while it is of a kind whose people enter one.
func (w *world) holds(outer, inner, day int) bool {
	o, i := w.councils[outer], w.councils[inner]
	if outer == inner {
		return true
	}
	if !o.life.on(day) {
		return false
	}
	if slices.Contains(o.sides, inner) {
		return true
	}
	return o.kinds[0].kind == "community" && o.sector == i.sector && slices.Contains(entering, w.kind(inner, day))
}

// stands says whether what is addressed to the circle is for this person, -1 for the public, that day.
func (w *world) stands(p int, c circle, day int) bool {
	if c.kind == "public" {
		return true
	}
	if p < 0 {
		return false
	}
	if slices.ContainsFunc(w.emergencies, func(e emergency) bool {
		return e.person == p && e.council == c.council && c.kind != "person" && day == 0 && !e.ended && w.administers(p, day)
	}) {
		return true
	}
	return slices.ContainsFunc(w.serving(p, day), func(a appointment) bool {
		if !slices.Contains(readers, a.office) {
			return false
		}
		switch c.kind {
		case "person":
			return c.person == p && c.council == a.council
		case "seated":
			// A room has no seats of its own: those on a seat of its sides are its seated.
			return slices.Contains(seated, a.office) && (c.council == a.council || slices.Contains(w.councils[c.council].sides, a.council) && w.councils[c.council].life.on(day))
		}
		return w.holds(c.council, a.council, day)
	})
}

// sees: any of the circles will do.
func (w *world) sees(p int, i item, day int) bool {
	return slices.ContainsFunc(i.to, func(a address) bool { return w.stands(p, a.circle, day) })
}

// reads says whether version n (from 1) can be read: nothing of what was withdrawn, and not what was said before one was added.
func (w *world) reads(p int, i item, n, day int) bool {
	return !i.withdrawn && slices.ContainsFunc(i.to, func(a address) bool { return n >= a.since && w.stands(p, a.circle, day) })
}

// speaks says whether the person may say something in the council's name, or answer in it.
func (w *world) speaks(p, council, day int, answering bool) bool {
	return slices.ContainsFunc(w.serving(p, day), func(a appointment) bool {
		may := slices.Contains(speakers, a.office)
		if answering {
			may = slices.Contains(readers, a.office)
		}
		return may && w.holds(council, a.council, day)
	})
}

// addresses says whether the person may address circles of that council. Nobody addresses the public: publishing is an act of its own.
func (w *world) addresses(p, council, day int) bool {
	if council < 0 {
		return false
	}
	if w.speaks(p, council, day, false) || w.speaks(p, council, day, true) {
		return true
	}
	if k := w.councils[council].kinds[0].kind; (k == "region" || k == "watch") && !w.people[p].suspended && day < w.people[p].expires {
		return true // regional offices and the watch take what anyone signed in sends them
	}
	return slices.ContainsFunc(w.serving(p, day), func(a appointment) bool {
		return w.faced(a.council, day) && slices.Contains(envoys, a.office) && slices.Contains(w.councils[a.council].faces, council)
	})
}

// faced says that a council has another side, and officers who speak to the public: a room, a community and a regional office have not.
func (w *world) faced(council, day int) bool {
	k := w.kind(council, day)
	return k == "scc" || k == "gcc" || k == "advisory"
}

// fits: a label is the widest kind of circle that may be addressed.
func fits(label, kind string) bool { return slices.Index(kinds, kind) <= slices.Index(labels, label) }

// said is an attempt to say something.
type said struct {
	item
	as      int   // index of the appointment
	through []int // for each circle of a reply: the index of the circle of the root that it lies in
}

// maySay is the whole rule for saying something new.
func (w *world) maySay(s said, day int) bool {
	a := w.appointments[s.as]
	answering := s.root != len(w.items)
	if a.person != s.author || a.council != s.source || !a.life.on(day) || w.people[s.author].suspended || day >= w.people[s.author].expires {
		return false
	}
	if !w.speaks(s.author, s.source, day, answering) {
		return false
	}
	if answering {
		root := w.items[s.root]
		if root.withdrawn || !w.sees(s.author, root, day) || slices.Index(labels, s.label) > slices.Index(labels, root.label) {
			return false
		}
	}
	for n, to := range s.to {
		if !fits(s.label, to.kind) {
			return false
		}
		if answering && w.items[s.root].to[s.through[n]].circle == to.circle {
			continue // one may always answer whom it was said to
		}
		if !w.addresses(s.author, to.council, day) {
			return false
		}
	}
	return w.sees(s.author, s.item, day) // nobody says what he could not read
}

// mayEdit: the author, while he sees it and may still say such a thing there.
func (w *world) mayEdit(p, n, day int) bool {
	i := w.items[n]
	return i.author == p && !i.withdrawn && w.sees(p, i, day) && w.speaks(p, i.source, day, i.root != n)
}

// mayPublish: who speaks to the public for the council that released it, whoever wrote it.
func (w *world) mayPublish(p, n, day int) bool {
	i := w.items[n]
	there := slices.ContainsFunc(i.to, func(a address) bool { return a.kind == "public" })
	if i.root != n || i.withdrawn || there || i.label != "TLP:CLEAR" || !w.sees(p, i, day) {
		return false
	}
	return w.faced(i.source, day) && w.may(p, i.source, day, heralds)
}

// keeps: edits the roster. Staff keep those of the bodies that CISA itself runs, and no others.
func (w *world) keeps(p, council, day int) bool {
	k := w.kind(council, day)
	return w.faced(council, day) && w.may(p, council, day, heralds) || k == "community" && w.may(p, council, day, []string{"secretary"}) ||
		slices.Contains(bureaus, k) && w.administers(p, day)
}

// administers: is one of staff, who read nothing.
func (w *world) administers(p, day int) bool {
	return slices.ContainsFunc(w.serving(p, day), func(a appointment) bool { return a.office == "administrator" })
}

// handsOver says from which day on the other person represents the seat of representative n, where p may hand it over: at once where
// p goes herself, after 14 days where the keeper of the roster asks. It has to be before either the term or the seat ends, and to
// one of the seat's organization or its alternate.
func (w *world) handsOver(p, n, to, day int) (since int, may bool) {
	a := w.appointments[n]
	since = max(day, 14)
	if p == a.person {
		since = day
	}
	here := !w.people[p].suspended && w.people[p].expires > 0
	if !here || a.office != "representative" || !a.life.on(0) || p != a.person && !w.keeps(p, a.council, 0) || since >= min(a.life.until, w.seats[a.seat].life.until) {
		return 0, false
	}
	if slices.ContainsFunc(w.handOvers, func(h handOver) bool { return h.seat == a.seat && h.since > 0 }) {
		return 0, false
	}
	stays := to != a.person && !w.people[to].suspended && w.people[to].expires > since
	return since, stays && (to == w.seats[a.seat].owner || w.alternate(a.seat, to, since) >= 0)
}

// alternate is the term in which the person is the seat's alternate until that day, -1 for none.
func (w *world) alternate(seat, person, day int) int {
	return slices.IndexFunc(w.appointments, func(a appointment) bool {
		return a.seat == seat && a.person == person && a.office == "alternate" && a.life.since < day && a.life.until > day
	})
}

// mayWithdraw: the author while he is there, and those who keep what the council released.
func (w *world) mayWithdraw(p, n, day int) bool {
	i := w.items[n]
	if i.withdrawn || !w.sees(p, i, day) {
		return false
	}
	if i.author == p && (w.speaks(p, i.source, day, false) || w.speaks(p, i.source, day, true)) {
		return true
	}
	return slices.ContainsFunc(w.serving(p, day), func(a appointment) bool {
		k := w.kind(a.council, day)
		return a.council == i.source && slices.Contains(clerks, a.office) && k != "joint_room"
	})
}

// unread counts the updates that wait for the person in a council, for themselves or for a reply; what was withdrawn waits for nobody,
// nor does a reply to what the person cannot open any more.
func (w *world) unread(p, council, day int) int {
	if w.readTo[p] {
		return 0
	}
	waits := map[int]bool{}
	for k, i := range w.items {
		root := w.items[i.root]
		if !i.withdrawn && !root.withdrawn && w.sees(p, root, day) && !w.opened[[2]int{p, k}] &&
			slices.ContainsFunc(i.to, func(a address) bool { return a.council == council && w.stands(p, a.circle, day) }) {
			waits[i.root] = true
		}
	}
	return len(waits)
}

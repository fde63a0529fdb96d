package world

import (
	"slices"

	"pgregory.net/rapid"
)

// Nine councils are enough for every relation there is: two that face each other and meet in a room, the community of their
// sector, a third council of the same sector or not, two regional offices, the watch, and the administration.
const (
	industry = iota
	government
	room
	community
	other
	region
	far
	watch
	staff
)

func drawWorld(t *rapid.T) *world {
	always := span{-never, never}
	ends := func(name string) int { return rapid.SampledFrom([]int{never, never, never, 2, 20}).Draw(t, name) }
	lasting := func(kind string) []term { return []term{{kind, always}} }
	w := &world{opened: map[[2]int]bool{}, readTo: map[int]bool{}}
	w.councils = []council{
		{name: "industry", kinds: lasting("scc"), sector: "s", faces: []int{government}, life: span{-never, ends("industry ends")}},
		{name: "government", kinds: lasting("gcc"), sector: "s", faces: []int{industry}, life: always},
		{name: "room", kinds: lasting("joint_room"), sector: "s", sides: []int{industry, government}, life: span{-never, ends("room ends")}},
		{name: "community", kinds: lasting("community"), sector: "s", life: span{-never, ends("community ends")}},
		{name: "other", kinds: lasting("scc"), sector: rapid.SampledFrom([]string{"s", "x"}).Draw(t, "sector of the other"), life: always},
		{name: "region", kinds: lasting("region"), sector: "", life: always},
		{name: "far", kinds: lasting("region"), sector: "", life: always},
		{name: "watch", kinds: lasting("watch"), sector: "", life: always},
		{name: "staff", kinds: lasting("administration"), sector: "", life: always},
	}
	if rapid.Bool().Draw(t, "kind changes") {
		w.councils[other].kinds = []term{{"scc", span{-never, 10}}, {rapid.SampledFrom([]string{"advisory", "gcc"}).Draw(t, "next kind"), span{10, never}}}
	}
	for range rapid.IntRange(3, 6).Draw(t, "people") {
		w.contacts = append(w.contacts, contact{len(w.people), rapid.Bool().Draw(t, "shown to peers"), rapid.Bool().Draw(t, "shown to advisors"), rapid.IntRange(0, 3).Draw(t, "shown to members") == 0})
		if rapid.Bool().Draw(t, "runs a facility") {
			w.facilities = append(w.facilities, facility{len(w.people), rapid.IntRange(0, len(places)-1).Draw(t, "where it lies")})
		}
		speaks := span{}
		if rapid.IntRange(0, 3).Draw(t, "administers her organization") == 0 {
			speaks = span{-9, ends("administers until")}
		}
		w.people = append(w.people, person{speaks: speaks, expires: rapid.SampledFrom([]int{never, never, never, 15}).Draw(t, "expires"), home: rapid.IntRange(-1, len(places)-1).Draw(t, "where she works")})
	}
	fieldStaff := rapid.IntRange(0, 4).Draw(t, "field staff")
	for n := range rapid.IntRange(4, 12).Draw(t, "terms") {
		a := appointment{person: rapid.IntRange(0, len(w.people)-1).Draw(t, "who"), council: rapid.IntRange(0, len(w.councils)-1).Draw(t, "where"), seat: -1}
		if n < fieldStaff {
			a.council = rapid.SampledFrom([]int{region, region, far, watch}).Draw(t, "of the region")
		}
		a.office = rapid.SampledFrom(offices[w.councils[a.council].kinds[0].kind]).Draw(t, "office")
		a.life = span{rapid.SampledFrom([]int{-9, -9, -9, 0, 5}).Draw(t, "since"), ends("term ends")}
		if a.life.until <= a.life.since {
			a.life.until = never
		}
		if w.mixes(a) {
			w.mixed = append(w.mixed, a)
			continue
		}
		if slices.Contains(seated, a.office) {
			a.seat = w.drawSeat(t, a)
			if a.seat == len(w.seats) {
				w.seats = append(w.seats, seat{a.council, a.person, span{-20, ends("seat ends")}})
			}
		}
		if twice := slices.ContainsFunc(w.appointments, func(b appointment) bool {
			return b.person == a.person && b.council == a.council && b.office == a.office
		}); !twice || n == 0 {
			w.appointments = append(w.appointments, a)
		}
	}
	if rapid.Bool().Draw(t, "a seat with an alternate") {
		n, council := len(w.seats), rapid.SampledFrom([]int{industry, government, other}).Draw(t, "its council")
		two := slices.DeleteFunc(all(len(w.people)), func(p int) bool {
			return slices.ContainsFunc(w.appointments, func(a appointment) bool {
				return a.person == p && a.council == council && slices.Contains(seated, a.office)
			})
		})
		if len(two) > 1 {
			w.seats = append(w.seats, seat{council, two[0], span{-20, ends("seat ends")}})
			for i, office := range []string{"representative", "alternate"} {
				w.appointments = append(w.appointments, appointment{two[i], council, office, n, span{-9, ends("term ends")}})
			}
		}
	}
	return w
}

// drawSeat is a new seat, or that of a representative whose alternate this is.
func (w *world) drawSeat(t *rapid.T, a appointment) int {
	for n, s := range w.seats {
		represented := slices.ContainsFunc(w.appointments, func(b appointment) bool { return b.seat == n && b.office == "representative" })
		if a.office == "alternate" && s.council == a.council && s.owner != a.person && represented && rapid.Bool().Draw(t, "on this seat") {
			return n
		}
	}
	return len(w.seats)
}

// circles are all that exist: each council's own, and one for each person who ever served there.
func (w *world) circles() (all []circle) {
	for n, c := range w.councils {
		switch c.kinds[0].kind {
		case "community":
			all = append(all, circle{"community", n, -1})
		case "region", "watch", "administration":
			all = append(all, circle{"council", n, -1})
		default:
			all = append(all, circle{"council", n, -1}, circle{"seated", n, -1})
		}
	}
	for _, a := range w.appointments {
		if c := (circle{"person", a.council, a.person}); !slices.Contains(all, c) {
			all = append(all, c)
		}
	}
	return append(all, circle{"public", -1, -1})
}

// lies says that the inner circle was ever put into the outer one; whether it still is, only dates can tell.
func (w *world) lies(inner, outer circle) bool {
	if inner == outer {
		return true
	}
	if inner.kind != "seated" && inner.kind != "council" || outer.council < 0 {
		return false
	}
	if outer.kind == "seated" && inner.kind != "seated" || outer.kind == "person" || inner.kind == "council" && inner.council == outer.council {
		return false
	}
	o, i := w.councils[outer.council], w.councils[inner.council]
	return inner.council == outer.council || slices.Contains(o.sides, inner.council) ||
		outer.kind == "community" && o.sector == i.sector && slices.ContainsFunc(i.kinds, func(t term) bool { return slices.Contains(entering, t.kind) })
}

// drawSaid is an attempt: now and then one that no rule allows.
func (w *world) drawSaid(t *rapid.T) said {
	sensible := rapid.IntRange(0, 9).Draw(t, "sensible") > 1
	s := said{as: rapid.IntRange(0, len(w.appointments)-1).Draw(t, "as")}
	if sensible {
		speaking := slices.DeleteFunc(all(len(w.appointments)), func(n int) bool {
			a := w.appointments[n]
			return !slices.Contains(w.serving(a.person, 0), a) || !slices.Contains(speakers, a.office)
		})
		if len(speaking) > 0 {
			s.as = rapid.SampledFrom(speaking).Draw(t, "speaker")
		}
	}
	a := w.appointments[s.as]
	s.author, s.source, s.root = a.person, a.council, len(w.items)
	if !sensible && rapid.Bool().Draw(t, "in another's name") {
		s.author = rapid.IntRange(0, len(w.people)-1).Draw(t, "author")
	}
	s.label = rapid.SampledFrom(labels).Draw(t, "label")
	circles := w.circles()
	if len(w.items) > 0 && rapid.Bool().Draw(t, "reply") {
		s.root = rapid.IntRange(0, len(w.items)-1).Draw(t, "to what")
		s.root = w.items[s.root].root
	}
	chosen := map[circle]bool{}
	for range rapid.IntRange(1, 3).Draw(t, "circles") {
		through := -1
		fitting := slices.DeleteFunc(slices.Clone(circles), func(c circle) bool { return chosen[c] || !fits(s.label, c.kind) })
		if sensible {
			fitting = slices.DeleteFunc(fitting, func(c circle) bool { return !w.stands(s.author, c, 0) && !w.addresses(s.author, c.council, 0) })
		} else if rapid.Bool().Draw(t, "too wide") {
			fitting = slices.DeleteFunc(slices.Clone(circles), func(c circle) bool { return chosen[c] })
		}
		if s.root < len(w.items) {
			root := w.items[s.root]
			through = rapid.IntRange(0, len(root.to)-1).Draw(t, "through")
			fitting = slices.DeleteFunc(fitting, func(c circle) bool { return !w.lies(c, root.to[through].circle) })
		}
		if len(fitting) == 0 {
			continue
		}
		c := rapid.SampledFrom(fitting).Draw(t, "circle")
		chosen[c] = true
		s.to = append(s.to, address{c, 1})
		s.through = append(s.through, through)
	}
	s.words = []string{rapid.SampledFrom(vocabulary).Draw(t, "word")}
	return s
}

func all(n int) []int {
	numbers := make([]int, n)
	for i := range numbers {
		numbers[i] = i
	}
	return numbers
}

var vocabulary = []string{"alpha", "bravo", "delta"}

// drawEmergencies has staff read what they could not, by two of them.
func (w *world) drawEmergencies(t *rapid.T) (agreed []int) {
	var administrators []int
	for p := range w.people {
		if w.administers(p, 0) {
			administrators = append(administrators, p)
		}
	}
	for _, p := range administrators {
		if len(administrators) < 2 || !rapid.Bool().Draw(t, "asks for an emergency") {
			continue
		}
		w.emergencies = append(w.emergencies, emergency{person: p, council: rapid.IntRange(industry, other).Draw(t, "in"), ended: rapid.IntRange(0, 4).Draw(t, "emergency ends") == 0})
		others := slices.DeleteFunc(slices.Clone(administrators), func(o int) bool { return o == p })
		agreed = append(agreed, rapid.SampledFrom(others).Draw(t, "agrees"))
	}
	return agreed
}

// drawEnds ends what was open while people spoke.
func (w *world) drawEnds(t *rapid.T) {
	for n := range w.people {
		w.people[n].suspended = rapid.IntRange(0, 7).Draw(t, "suspended") == 0
		w.readTo[n] = rapid.IntRange(0, 5).Draw(t, "has read all") == 0
	}
	for n := range w.appointments {
		if a := &w.appointments[n]; a.life.since < 0 && rapid.IntRange(0, 4).Draw(t, "term ends now") == 0 {
			a.life.until = 0
		}
	}
	for n := range w.seats {
		if rapid.IntRange(0, 9).Draw(t, "seat ends now") == 0 {
			w.seats[n].life.until = 0
		}
	}
	for n, covered := range w.territories {
		w.territories[n] = w.tenured(covered)
	}
	for n := range w.items {
		if rapid.IntRange(0, 3).Draw(t, "widened") == 0 {
			c := rapid.SampledFrom(w.circles()).Draw(t, "by")
			i := &w.items[n]
			there := slices.ContainsFunc(i.to, func(a address) bool { return a.circle == c })
			if i.root == n && !there && fits(i.label, c.kind) {
				i.to = append(i.to, address{c, len(i.words) + 1})
			}
		}
		for p := range w.people {
			if rapid.IntRange(0, 4).Draw(t, "opened") == 0 {
				w.opened[[2]int{p, n}] = true
			}
		}
	}
}

// drawHandOver is an attempt to pass a seat on; n is the term of its representative, -1 where nobody represents one. Who takes over
// has no other seat there.
func (w *world) drawHandOver(t *rapid.T) (p, n, to int) {
	seats := slices.DeleteFunc(all(len(w.appointments)), func(n int) bool {
		a := w.appointments[n]
		return a.office != "representative" || !a.life.on(0)
	})
	if len(seats) == 0 {
		return 0, -1, 0
	}
	n = rapid.SampledFrom(seats).Draw(t, "seat")
	for _, m := range seats {
		if slices.ContainsFunc(w.appointments, func(b appointment) bool { return b.seat == w.appointments[m].seat && b.office == "alternate" }) {
			n = m
		}
	}
	a := w.appointments[n]
	free := slices.DeleteFunc(all(len(w.people)), func(q int) bool {
		return slices.ContainsFunc(w.appointments, func(b appointment) bool {
			return b.person == q && b.council == a.council && b.office == "representative"
		})
	})
	if len(free) == 0 {
		return 0, -1, 0
	}
	p = a.person
	if rapid.IntRange(0, 2).Draw(t, "somebody else asks") == 0 {
		p = rapid.IntRange(0, len(w.people)-1).Draw(t, "who asks")
	}
	to = rapid.SampledFrom(free).Draw(t, "who takes over")
	for _, q := range free {
		if w.alternate(a.seat, q, 1) >= 0 && rapid.IntRange(0, 3).Draw(t, "not the alternate") > 0 {
			to = q
		}
	}
	return p, n, to
}

// drawOpening is an attempt to open a contact: often that of somebody whom an incident has one call.
func (w *world) drawOpening(t *rapid.T) opening {
	var possible, calledFor []opening
	for p := range w.people {
		for n, c := range w.contacts {
			o := opening{p, n, w.calledFor(p, c.owner, 0)}
			possible = append(possible, o)
			if o.incident >= 0 && p != c.owner && w.reaches(p, c, 0) {
				calledFor = append(calledFor, o)
			}
		}
	}
	if len(calledFor) > 0 && rapid.Bool().Draw(t, "for an incident") {
		return rapid.SampledFrom(calledFor).Draw(t, "opening for an incident")
	}
	return rapid.SampledFrom(possible).Draw(t, "opening")
}

// pass hands the seat over.
func (w *world) pass(n, to, since int) {
	a := w.appointments[n]
	w.handOvers = append(w.handOvers, handOver{a.seat, since})
	if m := w.alternate(a.seat, to, since); m >= 0 {
		w.appointments[m].life.until = since
	}
	w.appointments[n].life.until = since
	w.appointments = append(w.appointments, appointment{to, a.council, "representative", a.seat, span{since, a.life.until}})
}

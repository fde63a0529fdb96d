package world

import (
	"flag"
	"fmt"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"example.org/concord/internal/story/storytest"
)

var worlds = flag.Int("worlds", 300, "how many random worlds to compare")

// expected is what the model answers in the place of the database.
func (w *world) expected(p, day int, word string) answers {
	var want answers
	for n, i := range w.items {
		name := fmt.Sprintf("item %02d", n)
		if !w.sees(p, i, day) {
			continue
		}
		want.items = append(want.items, name)
		for v := range i.words {
			if w.reads(p, i, v+1, day) {
				want.versions = append(want.versions, fmt.Sprintf("%s@%d", name, v+1))
			}
		}
		if last := len(i.words); i.words[last-1] == word && w.reads(p, i, last, day) {
			want.found = append(want.found, name)
		}
	}
	for n, c := range w.contacts {
		if w.reaches(p, c, day) {
			want.reaches = append(want.reaches, fmt.Sprint(n))
		}
	}
	for n, f := range w.facilities {
		if w.knows(p, f, day) {
			want.knows = append(want.knows, fmt.Sprint(n))
		}
	}
	w.expectRegional(&want, p, day)
	w.expectRequests(&want, p, day)
	w.expectIncidents(&want, p, day)
	for _, o := range w.openings {
		if w.logs(p, o, day) {
			want.logs = append(want.logs, fmt.Sprint(o))
		}
	}
	for n, c := range w.councils {
		if p >= 0 && w.standsInAny(p, n, day) {
			want.unread = append(want.unread, fmt.Sprintf("%s %d", c.name, w.unread(p, n, day)))
		}
		if p >= 0 && w.keeps(p, n, day) {
			want.keeps = append(want.keeps, c.name)
		}
	}
	return want.sorted()
}

func (w *world) standsInAny(p, council, day int) bool {
	return slices.ContainsFunc(w.circles(), func(c circle) bool { return c.council == council && w.stands(p, c, day) })
}

func TestDatabaseAgreesWithTheModelInRandomWorlds(t *testing.T) {
	d := storytest.New(t)
	if _, err := d.Owner().Exec(t.Context(), clockSQL+";"+regionsSQL); err != nil {
		t.Fatal(err)
	}
	for name, value := range map[string]string{"rapid.checks": fmt.Sprint(*worlds), "rapid.nofailfile": "true", "rapid.shrinktime": "15s"} {
		if err := flag.Set(name, value); err != nil {
			t.Fatal(err)
		}
	}
	var tally struct{ said, refused, edits, withdrawals, read, hidden, emergencies, handedOver, kept, opened, shut int }
	var field fieldWork
	seen := 0
	rapid.Check(t, func(t *rapid.T) {
		if seen++; seen%40 == 20 { // worlds pile up, and plans made for a few rows read tables from end to end
			if _, err := d.Owner().Exec(t.Context(), `analyze`); err != nil {
				t.Fatal(err)
			}
		}
		w := drawWorld(t)
		twin, err := settle(t.Context(), w, d, storytest.Day)
		if err != nil {
			t.Fatal(err)
		}
		if err := twin.breakGlass(w.drawEmergencies(t)); err != nil {
			t.Fatal(err)
		}
		tally.emergencies += len(w.emergencies)
		for range rapid.IntRange(3, 9).Draw(t, "attempts") {
			s := w.drawSaid(t)
			if len(s.to) == 0 {
				continue
			}
			err := twin.say(s)
			if may := w.maySay(s, 0); may != (err == nil) {
				t.Fatalf("saying %+v as %+v: the model says %v, the database %v", s, w.appointments[s.as], may, err)
			}
			if err != nil {
				tally.refused++
				continue
			}
			tally.said++
			w.items = append(w.items, s.item)
		}
		for range rapid.IntRange(0, 3).Draw(t, "changes") {
			if len(w.items) == 0 {
				break
			}
			p, n := rapid.IntRange(0, len(w.people)-1).Draw(t, "who"), rapid.IntRange(0, len(w.items)-1).Draw(t, "what")
			if rapid.Bool().Draw(t, "its author") {
				p = w.items[n].author
			}
			if rapid.IntRange(0, 3).Draw(t, "publish") == 0 {
				err := twin.publish(p, n)
				if may := w.mayPublish(p, n, 0); may != (err == nil) {
					t.Fatalf("person %d publishes item %d, %+v: the model says %v, the database %v", p, n, w.items[n], may, err)
				}
				if err == nil {
					w.items[n].to = append(w.items[n].to, address{circle{"public", -1, -1}, len(w.items[n].words)})
				}
				continue
			}
			if rapid.IntRange(0, 2).Draw(t, "withdraw") > 0 {
				word := rapid.SampledFrom(vocabulary).Draw(t, "new word")
				err := twin.edit(p, n, word)
				if may := w.mayEdit(p, n, 0); may != (err == nil) {
					t.Fatalf("person %d edits item %d, %+v: the model says %v, the database %v", p, n, w.items[n], may, err)
				}
				if err == nil {
					w.items[n].words = append(w.items[n].words, word)
					tally.edits++
				}
				continue
			}
			err := twin.withdraw(p, n)
			if may := w.mayWithdraw(p, n, 0); may != (err == nil) {
				t.Fatalf("person %d withdraws item %d, %+v: the model says %v, the database %v", p, n, w.items[n], may, err)
			}
			if err == nil {
				w.items[n].withdrawn = true
				tally.withdrawals++
			}
		}
		for range rapid.IntRange(0, 2).Draw(t, "seats to hand over") {
			p, n, to := w.drawHandOver(t)
			if n < 0 {
				break
			}
			day := rapid.SampledFrom([]int{0, 5, 20}).Draw(t, "from day")
			since, may := w.handsOver(p, n, to, day)
			if err := twin.handOver(p, n, to, day); may != (err == nil) {
				t.Fatalf("person %d hands the seat of %+v over to %d on day %d: the model says %v, the database %v", p, w.appointments[n], to, day, may, err)
			}
			if !may {
				tally.kept++
				continue
			}
			tally.handedOver++
			w.pass(n, to, since)
		}
		twin.workIncidents(t, &field)
		for range rapid.IntRange(0, 3).Draw(t, "contacts to open") {
			if len(w.contacts) == 0 {
				break
			}
			o := w.drawOpening(t)
			err := twin.open(o.by, o.contact)
			may := w.reaches(o.by, w.contacts[o.contact], 0)
			if may != (err == nil) {
				t.Fatalf("person %d opens %+v: the model says %v, the database %v", o.by, w.contacts[o.contact], may, err)
			}
			if !may {
				tally.shut++
				continue
			}
			tally.opened++
			if o.by != w.contacts[o.contact].owner && !slices.Contains(w.openings, o) { // one's own leaves no line, and the same day's again no second
				w.openings = append(w.openings, o)
				if o.incident >= 0 {
					field.openedForOne++
				}
			}
		}
		twin.workInTheField(t, &field)
		twin.askTheRegion(t, &field)
		w.drawEnds(t)
		if err := twin.end(); err != nil {
			t.Fatal(err)
		}
		for _, day := range []int{0, rapid.SampledFrom([]int{3, 12, 30}).Draw(t, "day")} {
			twin.setDay(day)
			if err := twin.flush(); err != nil {
				t.Fatal(err)
			}
			covering, err := twin.covering()
			if err != nil {
				t.Fatal(err)
			}
			for n, at := range places {
				if who := w.covers(at, day); who != covering[n] {
					t.Fatalf("%d covers %+v on day %d, the model says %d of %+v", covering[n], at, day, who, w.territories)
				}
			}
			searcher, wanted := rapid.IntRange(-1, len(w.people)-1).Draw(t, "searcher"), rapid.SampledFrom(vocabulary).Draw(t, "wanted")
			for p := -1; p < len(w.people); p++ {
				word := ""
				if p == searcher {
					word = wanted
				}
				got, err := twin.answers(p, word)
				if err != nil {
					t.Fatal(err)
				}
				want := w.expected(p, day, word)
				if !reflect.DeepEqual(got, want) {
					t.Fatalf("person %d on day %d has\n%+v, the model says\n%+v\nserving %+v\nitems %+v", p, day, got, want, w.serving(max(p, 0), day), w.items)
				}
				tally.read += len(got.items)
				tally.hidden += len(w.items) - len(got.items)
			}
		}
	})
	t.Logf("%+v %+v", tally, field)
	if !t.Failed() && min(tally.said, tally.refused, tally.edits, tally.withdrawals, tally.read, tally.hidden, 4*tally.emergencies, 4*tally.handedOver, tally.kept, tally.opened, tally.shut,
		field.assigned, field.unassigned, field.visits, field.unrecorded, field.changed, field.unchanged, field.inspections, field.uninspected, 4*field.unmixed,
		field.asked, field.unasked, field.turned, field.unturned, field.declared, field.undeclared, 2*field.ended, 2*field.unended, 2*field.called, field.uncalled, 4*field.openedForOne) < *worlds/20 {
		t.Errorf("the worlds are too poor to prove anything: %+v %+v", tally, field)
	}
}

package job_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"example.org/concord/internal/admission"
	"example.org/concord/internal/council"
	"example.org/concord/internal/item"
	"example.org/concord/internal/story"
)

func TestWhoIsAppointedOrEndedIsMailed(t *testing.T) {
	c := newTown(t)
	var wscc, blue uuid.UUID
	if err := c.Super().QueryRow(t.Context(), `select c.id, o.id from council c, organization o where c.slug = 'wscc' and o.slug = 'blue-mesa-water-authority'`).Scan(&wscc, &blue); err != nil {
		t.Fatal(err)
	}
	id := council.AppointmentID{UUID: uuid.New()}
	a := council.Appointing{Office: "observer"}
	a.Person.UUID, a.Organization.UUID = story.Ines.ID, blue
	q := c.open()
	c.exec(`insert into appointment (id, person_id, council_id, office, organization_id, invented, since, until)
		select gen_random_uuid(), $1, $2, 'adviser', $3, true, app.now() - interval '9 days', app.now() - interval '1 day'`, story.Victor.ID, wscc, blue) // loaded, not done
	c.does(story.Lena, council.Appoint(id, council.ID{UUID: wscc}, a))
	c.relay(q)
	c.settle()
	if to, letters := c.mailed(); !slices.Equal(to, []string{story.Ines.Email()}) || !strings.Contains(letters[0].Header.Get("Subject"), "You are Observer in Water") {
		t.Fatalf("mailed to %v", to)
	}
	c.does(story.Lena, council.EndAppointment("wscc", id, "left", "She moved on"))
	c.relay(q)
	c.settle()
	to, _ := c.mailed()
	if !slices.Equal(to, []string{story.Ines.Email(), story.Ines.Email()}) {
		t.Fatalf("mailed to %v", to)
	}
	for _, says := range []string{"You are no longer Observer in Water", "Lena Ortiz ended it", "She moved on", "ask who keeps the roster"} {
		if !strings.Contains(c.wire(), says) {
			t.Errorf("%q is not said", says)
		}
	}
	var ended []council.Ended
	c.reads(story.Ines, council.EndedOffices(&ended))
	if len(ended) == 0 || ended[0].Slug != "wscc" || ended[0].ByName != "Lena Ortiz" || ended[0].Ask == "" {
		t.Errorf("the first page says %+v", ended)
	}
}

func TestApplicationIsAcknowledgedToWhoMadeIt(t *testing.T) {
	c := newTown(t)
	id := admission.ID{UUID: uuid.New()}
	c.does(story.Priya, admission.Application{Office: "observer", OrganizationName: "Copper Creek", Name: "E. Novak", Email: "novak@plant.example.org", Reason: "Needed"}.Nominate(id, "wscc"))
	c.relay(c.open())
	c.settle()
	if to, letters := c.mailed(); !slices.Equal(to, []string{story.Priya.Email()}) || !strings.Contains(letters[0].Header.Get("Subject"), "your nomination arrived") {
		t.Errorf("mailed to %v", to)
	}
}

func TestMailsOfOneThreadHangTogether(t *testing.T) {
	c := newTown(t)
	root := story.Item("chlorine-lead-times")
	var reply uuid.UUID
	if err := c.Super().QueryRow(t.Context(), `select id from item where root_id = $1 and kind = 'reply' and withdrawn is null order by posted limit 1`, root).Scan(&reply); err != nil {
		t.Fatal(err)
	}
	q := c.open()
	for _, one := range []uuid.UUID{root, reply} {
		c.tell("item", one)
		c.relay(q)
		c.settle()
	}
	first := map[string]string{}
	_, letters := c.mailed()
	answers := 0
	number := item.ID{UUID: root}.Number()
	for _, l := range letters {
		to, under := l.Header.Get("To"), l.Header.Get("In-Reply-To")
		if l.Header.Get("X-Auto-Response-Suppress") != "All" || l.Header.Get("Auto-Submitted") != "auto-generated" || !strings.Contains(l.Header.Get("Subject"), number) {
			t.Errorf("to %s: %v", to, l.Header)
		}
		if under == "" {
			first[to] = l.Header.Get("Message-Id")
			continue
		}
		answers++
		if refs := l.Header.Get("References"); refs != under || first[to] != "" && first[to] != under {
			t.Errorf("to %s: a reply hangs under %s and %s, its update was %s", to, under, refs, first[to])
		}
	}
	if answers == 0 || len(first) == 0 {
		t.Fatalf("%d updates and %d replies were mailed", len(first), answers)
	}
	if !strings.Contains(c.wire(), "/updates/"+reply.String()+"#reply-"+reply.String()) {
		t.Error("the mail of a reply leads to the top of the thread")
	}
}

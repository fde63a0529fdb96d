package job_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"example.org/concord/internal/admission"
	"example.org/concord/internal/db"
	"example.org/concord/internal/story"
)

func (c *town) does(p story.Person, queries ...db.Query) {
	c.t.Helper()
	if err := c.App().Write(c.t.Context(), c.As(p.ID), db.Once{}, queries...); err != nil {
		c.t.Fatal(err)
	}
}

var (
	gil   = admission.ID{UUID: story.Admission("gil")}   // waits for a validator
	odile = admission.ID{UUID: story.Admission("odile")} // asked without an account
	sound = admission.Validation{Checked: "called", How: "The number on their website"}
)

func (c *town) wire() string { return strings.ReplaceAll(c.peer.Wire(), "=\r\n", "") }

func TestInvitationIntoACouncilIsMailedOnceWithItsLink(t *testing.T) {
	c := newTown(t)
	c.does(story.Lena, sound.Validate(gil)...)
	c.does(story.Dana, admission.Invite(gil)...) // the first link opens nothing any more
	c.relay(c.open())
	c.settle()
	to, letters := c.mailed()
	if !slices.Equal(to, []string{"gil.navarro@example.org"}) || letters[0].Header.Get("Subject") != "Your invitation to Water Sector Coordinating Council" {
		t.Fatalf("mailed to %v", to)
	}
	if wire := c.wire(); !strings.Contains(wire, "https://portal.example.org/enroll/") || !strings.Contains(wire, "Priya Raman of the council spoke for you") || strings.Contains(wire, "website") {
		t.Errorf("it says\n%s", wire)
	}
	if n := c.count(`select count(*) from signin.letter l join signin.invitation i on i.id = l.invitation_id where i.used is null and i.cancelled is null`); n > 0 {
		t.Error("the token is kept though the mail left")
	}
}

func TestWhoHasAnAccountIsInvitedWithoutALink(t *testing.T) {
	c := newTown(t)
	id := admission.ID{UUID: uuid.New()}
	c.does(story.Priya, admission.Application{Office: "observer", OrganizationName: "Copper Creek", Name: "E. Novak", Email: strings.ToUpper(story.Eve.Email()), Reason: "Needed"}.Nominate(id, "wscc"))
	settled := sound
	var organization uuid.UUID
	if err := c.Owner().QueryRow(t.Context(), `select id from organization where slug = 'copper-creek-water-district'`).Scan(&organization); err != nil {
		t.Fatal(err)
	}
	settled.Organization = &organization
	c.does(story.Lena, settled.Validate(id)...)
	c.relay(c.open())
	c.settle()
	if wire := c.wire(); !strings.Contains(wire, "https://portal.example.org/admissions/"+id.String()) || strings.Contains(wire, "/enroll/") {
		t.Errorf("it says\n%s", wire)
	}
}

func TestInvitationThatDiedIsNotMailed(t *testing.T) {
	c := newTown(t)
	c.does(story.Lena, sound.Validate(gil)...)
	c.exec(`update appointment set until = app.now() where person_id = $1 and until is null`, story.Lena.ID)
	c.relay(c.open())
	c.settle()
	if to, _ := c.mailed(); len(to) > 0 {
		t.Errorf("mailed to %v", to)
	}
}

func TestRefusalTellsWhoAskedWhyAndWhatMayBeDone(t *testing.T) {
	c := newTown(t)
	no := admission.Refusal{Because: "The seat goes to somebody else", Advice: "Ask again in spring"}
	c.does(story.Lena, no.Refuse(odile), no.Refuse(gil))
	c.relay(c.open())
	c.settle()
	if to, _ := c.mailed(); !slices.Equal(to, []string{"odile.marsh@example.org", story.Priya.Email()}) { // who nominated is told
		t.Errorf("mailed to %v", to)
	}
	if wire := c.wire(); !strings.Contains(wire, no.Because) || !strings.Contains(wire, no.Advice) {
		t.Errorf("it says\n%s", wire)
	}
}

func TestValidatorsForWhomSomethingWaitsGetOneLetterADay(t *testing.T) {
	c := newTown(t)
	c.exec(endless)
	q := c.open()
	for range 2 {
		if err := q.Gather(t.Context()); err != nil {
			t.Fatal(err)
		}
		c.settle()
	}
	to, _ := c.mailed()
	if want := emails(story.Dana, story.Lena, story.Ben, story.Named("Martin Escobar")); !slices.Equal(to, want) {
		t.Errorf("mailed to %v, want %v", to, want)
	}
	if wire := c.wire(); !strings.Contains(wire, "WSCC: 1, the oldest since") || strings.Contains(wire, "Navarro") {
		t.Errorf("it says\n%s", wire)
	}
}

func TestNothingWaitsNoLetter(t *testing.T) {
	c := newTown(t)
	c.exec(`update admission set closed = app.now()`)
	c.exec(endless)
	if err := c.open().Gather(t.Context()); err != nil {
		t.Fatal(err)
	}
	c.settle()
	if to, _ := c.mailed(); len(to) > 0 {
		t.Errorf("mailed to %v", to)
	}
}

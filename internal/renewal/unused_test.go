package renewal_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"example.org/concord/internal/organization"
	"example.org/concord/internal/person"
	"example.org/concord/internal/renewal"
	"example.org/concord/internal/story"
)

var errKilled = errors.New("killed")

func personID(p story.Person) person.ID { return person.ID{UUID: p.ID} }

func (w world) organizationOf(p story.Person) (in organization.ID) {
	w.t.Helper()
	if err := w.Owner().QueryRow(w.t.Context(), `select organization_id from person where id = $1`, p.ID).Scan(&in.UUID); err != nil {
		w.t.Fatal(err)
	}
	return in
}

// used sets when somebody signed in last, so many days before the quarter.
func (w world) used(p story.Person, days int) {
	w.t.Helper()
	w.exec(`update signin.account set used = $2 where person_id = $1`, p.ID, w.begin.Add(-time.Duration(days)*day))
}

func TestOfficesOfStaffEndAfter35DaysWithoutUseAndOfMembersAfter180(t *testing.T) {
	w := newWorld(t)
	paul, tomas, walt := office(story.Paul, "region-8", "psa"), office(story.Tomas, "water-and-wastewater-community", "member"), office(story.Walt, "watch", "watch-officer")
	w.used(story.Paul, 22)
	w.used(story.Walt, 20)
	w.used(story.Tomas, 167)
	w.keep()
	if n := w.count(`select count(*) from renewal where reason = 'unused'`); n != 2 {
		t.Fatalf("%d are warned, want Paul and Tomas", n)
	}
	for _, p := range []story.Person{story.Paul, story.Tomas} {
		if n := w.count(`select count(*) from outbox where topic = 'unused' and object_id = $1`, p.ID); n != 1 {
			t.Errorf("%s got %d letters", p.Name, n)
		}
	}
	if c := w.coming(story.Sam, "region-8"); len(c) != 1 || !c[0].Unused || c[0].AppointmentID.UUID != paul {
		t.Errorf("staff see coming %+v", c)
	}
	w.day(13)
	w.keep()
	if !w.lives(paul) || !w.lives(tomas) {
		t.Error("it ended before the day that was told")
	}
	w.day(15)
	w.keep()
	if w.lives(paul) || w.lives(tomas) || !w.lives(walt) {
		t.Errorf("after the day: %v %v %v", w.lives(paul), w.lives(tomas), w.lives(walt))
	}
	if w.reads(story.Paul, "region-8") {
		t.Error("Paul still reads")
	}
	if l := w.lapsed(story.Named("Gloria Estes"), "water-and-wastewater-community"); len(l) != 1 || !l[0].Unused {
		t.Errorf("the community's secretariat sees %+v", l)
	}
	w.does(story.Named("Gloria Estes"), renewal.Revive("water-and-wastewater-community", appointmentID(tomas)))
	if !w.reads(story.Tomas, "water-and-wastewater-community") {
		t.Error("revived, and nothing opens")
	}
	w.keep()
	if !w.reads(story.Tomas, "water-and-wastewater-community") {
		t.Error("revived, and ended at once")
	}
}

func TestOneSignInKeepsEverything(t *testing.T) {
	w := newWorld(t)
	w.used(story.Paul, 30)
	w.keep()
	w.day(5)
	w.As(story.Paul.ID)
	if n := w.count(`select count(*) from renewal where reason = 'unused' and answer is null`); n != 0 {
		t.Error("he is still warned")
	}
	w.day(20)
	w.keep()
	if !w.lives(office(story.Paul, "region-8", "psa")) {
		t.Error("it ended all the same")
	}
}

func TestWhomTheOrganizationConfirmedNeedNotSignIn(t *testing.T) {
	w := newWorld(t)
	priya := office(story.Priya, "wscc", "representative")
	w.used(story.Priya, 170)
	w.exec(`update appointment set since = $2 where id = $1`, priya, w.begin.Add(-400*day))
	w.keep()
	if n := w.count(`select count(*) from renewal where reason = 'unused' and appointment_id = $1 and answer is null`, priya); n != 1 {
		t.Fatal("nobody warned her")
	}
	w.administers(story.Nora)
	w.confirms(story.Nora, priya)
	w.day(44)
	w.keep()
	if !w.lives(priya) {
		t.Error("she was confirmed, and is out")
	}
}

func TestPortalKeepsTheAdministratorWhoUsedItLast(t *testing.T) {
	w := newWorld(t)
	w.used(story.Sam, 300)
	w.used(story.Kim, 200)
	w.keep()
	w.day(20)
	w.keep()
	if w.lives(office(story.Sam, "administration", "administrator")) || !w.lives(office(story.Kim, "administration", "administrator")) {
		t.Error("the wrong one is out, or both")
	}
}

func TestWhoWasAppointedLatelyIsNotUnused(t *testing.T) {
	w := newWorld(t)
	w.used(story.Paul, 100)
	w.exec(`update appointment set since = $2 where id = $1`, office(story.Paul, "region-8", "psa"), w.begin.Add(-3*day))
	w.keep()
	if n := w.count(`select count(*) from renewal where reason = 'unused' and person_id = $1`, story.Paul.ID); n != 0 {
		t.Error("warned three days after the appointment")
	}
}

func TestTermThatEndedOtherwiseIsNotEndedAgain(t *testing.T) {
	w := newWorld(t)
	w.keep()
	priya := office(story.Priya, "wscc", "representative")
	w.exec(`update appointment set until = app.now(), ended_because = 'Left' where id = $1`, priya)
	w.day(46)
	w.keep()
	if n := w.count(`select count(*) from appointment where id = $1 and ended_because = 'Left'`, priya); n != 1 {
		t.Error("another reason was written over it")
	}
	if n := w.count(`select count(*) from renewal where appointment_id = $1 and answer = 'over'`, priya); n != 1 {
		t.Error("it is still asked about")
	}
	if l := w.lapsed(story.Dana, "wscc"); slices.ContainsFunc(l, func(l renewal.Lapsed) bool { return l.AppointmentID.UUID == priya }) {
		t.Error("it is offered to be revived")
	}
}

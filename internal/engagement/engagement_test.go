package engagement_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/dbtest"
	"example.org/concord/internal/engagement"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/story"
	"example.org/concord/internal/story/storytest"
)

func read(t *testing.T, d *dbtest.Database, p story.Person, queries ...db.Query) error {
	t.Helper()
	return d.App().Read(t.Context(), d.As(p.ID), queries...)
}

func write(t *testing.T, d *dbtest.Database, p story.Person, queries ...db.Query) error {
	t.Helper()
	return d.App().Write(t.Context(), d.As(p.ID), db.Once{}, queries...)
}

func call(purpose string) engagement.Form {
	day := time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC)
	return engagement.Form{Organization: "blue-mesa-water-authority", Kind: "call", State: "done", Day: &day, Purpose: purpose, Notes: "The gate stands open.", Label: "TLP:AMBER"}
}

func TestOwnerSeesAllThatIsKeptAndACompetitorNothing(t *testing.T) {
	d := storytest.New(t)
	id := engagement.NewID()
	if err := write(t, d, story.Paul, engagement.Record(id, call("The gate"))); err != nil {
		t.Fatal(err)
	}
	changed := call("The gate, mended")
	if err := write(t, d, story.Paul, engagement.Change(id, 1, changed)); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		who  story.Person
		sees bool
	}{{story.Dana, true}, {story.Omar, true}, {story.Rosa, true}, {story.Priya, false}, {story.Cora, false}, {story.Sam, false}, {story.Walt, false}, {story.Eve, false}} {
		var e engagement.Engagement
		var before []engagement.Version
		err := read(t, d, c.who, engagement.ByID(id, &e), engagement.Versions(id, &before))
		if c.sees && (err != nil || e.Purpose != "The gate, mended" || e.Notes != "The gate stands open." || len(before) != 1 || before[0].Purpose != "The gate") {
			t.Errorf("%s: %+v, %+v, %v", c.who.Name, e, before, err)
		}
		if !c.sees && !errors.Is(err, fault.NotFound) {
			t.Errorf("%s reads it: %v", c.who.Name, err)
		}
	}
}

func TestWhoIsSlowerIsToldAndLosesNothing(t *testing.T) {
	d := storytest.New(t)
	id := engagement.ID{UUID: story.Engagement("east-plant")}
	if err := write(t, d, story.Rosa, engagement.Change(id, 1, call("By the director"))); err != nil {
		t.Fatal(err)
	}
	var conflict fault.Conflict
	if err := write(t, d, story.Paul, engagement.Change(id, 1, call("By its keeper"))); !errors.As(err, &conflict) {
		t.Fatalf("the second one answers %v", err)
	}
	if err := write(t, d, story.Named("trevor"), engagement.Change(id, 2, call("By another"))); !errors.Is(err, fault.Denied) {
		t.Errorf("somebody else of the region changes it: %v", err)
	}
	if err := write(t, d, story.Dana, engagement.Change(id, 2, call("By the owner"))); !errors.Is(err, fault.Denied) {
		t.Errorf("the owner changes it: %v", err)
	}
	if err := write(t, d, story.Rosa, db.Change("give away", `update engagement set keeper_id = $2, number = 3 where id = $1`, id, story.Cora.ID)); !errors.As(err, &conflict) {
		t.Errorf("an advisor of another region keeps it: %v", err)
	}
}

func TestPartnerAsksAndTheRegionAnswersInTime(t *testing.T) {
	d := storytest.New(t)
	id := engagement.NewID()
	query, err := engagement.Ask(id, "blue-mesa-water-authority", nil, "help", "Two pumps are under water.")
	if err != nil {
		t.Fatal(err)
	}
	if err := write(t, d, story.Priya, query); !errors.Is(err, fault.Denied) && !errors.Is(err, fault.NotFound) {
		t.Errorf("a competitor asks for them: %v", err)
	}
	if err := write(t, d, story.Dana, query); err != nil {
		t.Fatal(err)
	}
	var r engagement.Request
	if err := read(t, d, story.Omar, engagement.RequestByID(id, &r)); err != nil || r.Stage() != engagement.Asked || r.Region != 8 || !r.Own || r.Works {
		t.Fatalf("%+v, %v", r, err)
	}
	if r.OwnerID == nil || *r.OwnerID != story.Paul.ID || r.Due.Sub(r.Asked) > 3*24*time.Hour {
		t.Errorf("it does not lie with who covers Colorado, due in three days: %+v", r)
	}
	var told []uuid.UUID
	if err := d.Worker().Read(t.Context(), db.Who{}, db.Many("told", `select person_id from app.told_of_request($1)`, &told, id)); err != nil || len(told) != 1 || told[0] != story.Paul.ID {
		t.Errorf("a mail goes to %v, %v", told, err)
	}
	answer, err := engagement.Answer(id, "A team comes at noon.")
	if err != nil {
		t.Fatal(err)
	}
	var conflict fault.Conflict
	if err := write(t, d, story.Named("trevor"), answer); !errors.As(err, &conflict) {
		t.Errorf("somebody else answers: %v", err)
	}
	if err := write(t, d, story.Paul, engagement.Take(id), answer); err != nil {
		t.Fatal(err)
	}
	if err := read(t, d, story.Dana, engagement.RequestByID(id, &r)); err != nil || r.Stage() != engagement.Answered || r.Answer != "A team comes at noon." || r.Taken == nil {
		t.Errorf("%+v, %v", r, err)
	}
	if err := write(t, d, story.Dana, engagement.Withdraw(id)); !errors.As(err, &conflict) {
		t.Errorf("what is answered is withdrawn: %v", err)
	}
	var topics []string
	if err := d.Loader().Read(t.Context(), db.Who{}, db.Many("topics", `select topic from outbox where object_id = $1 order by id`, &topics, id)); err != nil || len(topics) != 2 || topics[0] != "partner-request" || topics[1] != "partner-answer" {
		t.Errorf("mail: %v, %v", topics, err)
	}
}

func TestRequestThatSomebodyTookGoesToAnotherByTheDirectorAlone(t *testing.T) {
	d := storytest.New(t)
	id := engagement.NewID()
	query, err := engagement.Ask(id, "blue-mesa-water-authority", nil, "help", "Two pumps are under water.")
	if err != nil {
		t.Fatal(err)
	}
	if err := write(t, d, story.Dana, query); err != nil {
		t.Fatal(err)
	}
	trevor := story.Named("trevor")
	if err := write(t, d, trevor, engagement.Take(id)); err != nil {
		t.Fatalf("what only lies on somebody's table is not to be had: %v", err)
	}
	var conflict fault.Conflict
	if err := write(t, d, story.Paul, engagement.Take(id)); !errors.As(err, &conflict) {
		t.Errorf("what another took is taken: %v", err)
	}
	if err := write(t, d, trevor, engagement.Give(id, story.Paul.ID)); !errors.As(err, &conflict) {
		t.Errorf("who took it passes it on: %v", err)
	}
	if err := write(t, d, story.Rosa, engagement.Give(id, story.Dana.ID)); !errors.As(err, &conflict) {
		t.Errorf("it is given to who does not work there: %v", err)
	}
	if err := write(t, d, story.Rosa, engagement.Give(id, story.Paul.ID)); err != nil {
		t.Fatal(err)
	}
	var r engagement.Request
	if err := read(t, d, story.Paul, engagement.RequestByID(id, &r)); err != nil || !r.Mine || r.Taken == nil {
		t.Errorf("%+v, %v", r, err)
	}
}

func TestWhereNobodyKnowsTheStateTheAskerIsToldSo(t *testing.T) {
	d := storytest.New(t)
	if _, err := d.Owner().Exec(t.Context(), `update organization set state = null, county = null where slug = 'blue-mesa-water-authority'`); err != nil {
		t.Fatal(err)
	}
	query, err := engagement.Ask(engagement.NewID(), "blue-mesa-water-authority", nil, "help", "Two pumps are under water.")
	if err != nil {
		t.Fatal(err)
	}
	var wrong fault.Invalid
	if err := write(t, d, story.Dana, query); !errors.As(err, &wrong) || wrong.For("organization") == "" {
		t.Errorf("it is asked of no region: %v", err)
	}
}

func TestPartnerWithdrawsAndTheRegionCannot(t *testing.T) {
	d := storytest.New(t)
	id := engagement.ID{UUID: story.Request("chlorine-building")}
	if err := write(t, d, story.Paul, engagement.Withdraw(id)); !errors.Is(err, fault.Denied) {
		t.Errorf("the region withdraws it: %v", err)
	}
	if err := write(t, d, story.Dana, engagement.Withdraw(id)); err != nil {
		t.Fatal(err)
	}
	var r engagement.Request
	if err := read(t, d, story.Paul, engagement.RequestByID(id, &r)); err != nil || r.Stage() != engagement.Withdrawn || r.Answer != "" {
		t.Errorf("%+v, %v", r, err)
	}
}

package admission_test

import (
	"strings"
	"testing"

	"github.com/google/uuid"

	"example.org/concord/internal/admission"
	"example.org/concord/internal/db"
	"example.org/concord/internal/story"
)

func TestWhoIsNominatedValidatedAndAcceptsIsAppointed(t *testing.T) {
	w := newWorld(t)
	id := w.nominated(w.eve())
	w.is(id, admission.Sponsored)
	w.does(story.Lena, sound.Validate(id)...)
	w.is(id, admission.Invited)
	if w.reads(story.Eve.ID) {
		t.Error("an invitation opens the council")
	}
	w.does(story.Eve, admission.Accept(id, w.rules().Since))
	w.is(id, admission.Accepted)
	if !w.reads(story.Eve.ID) {
		t.Error("she accepted and does not read")
	}
	if n := w.count(`select count(*) from appointment a join seat s on s.id = a.seat_id join organization o on o.id = s.organization_id
		where a.id = $1 and a.person_id = $2 and a.office = 'representative' and o.slug = 'copper-creek-water-district'`, id, story.Eve.ID); n != 1 {
		t.Error("she does not sit on the seat of her organization")
	}
	var steps []admission.Step
	if err := w.App().Read(t.Context(), w.As(story.Dana.ID), admission.Steps(id, &steps)); err != nil {
		t.Fatal(err)
	}
	var walk []string
	for _, s := range steps {
		walk = append(walk, s.Kind+" "+s.By)
	}
	if got := strings.Join(walk, ", "); got != "asked Priya Raman, sponsored Priya Raman, validated Lena Ortiz, invited Lena Ortiz, accepted Eve Novak" {
		t.Errorf("the record says %s", got)
	}
}

func TestRequestWaitsForASponsorThenForAValidator(t *testing.T) {
	w := newWorld(t)
	id := newID()
	w.does(story.Eve, w.gil().Ask(id, "wscc"))
	if c := w.sees(story.Eve, id); c == nil || c.Name != story.Eve.Name || c.Email != story.Eve.Email() || !c.Applicant || c.State != admission.Asked {
		t.Fatalf("she asked for %+v", c)
	}
	if err := w.tries(story.Lena, sound.Validate(id)...); !conflict(err) {
		t.Errorf("validated without a sponsor: %v", err)
	}
	sponsor, err := admission.Sponsor(id, "I know her from the plant")
	if err != nil {
		t.Fatal(err)
	}
	w.does(story.Maya, sponsor)
	if err := w.tries(story.Priya, sponsor); !conflict(err) {
		t.Errorf("sponsored twice: %v", err)
	}
	w.does(story.Dana, sound.Validate(id)...)
	w.is(id, admission.Invited)
}

// The InfraGard case: one alone, in whichever two of the three roles, gets nowhere.
func TestApplicantSponsorAndValidatorAreThreePeople(t *testing.T) {
	w := newWorld(t)
	mine := w.gil()
	mine.Person, mine.Name, mine.Email = &story.Priya.ID, "", ""
	if err := w.tries(story.Priya, mine.Nominate(newID(), "wscc")); !conflict(err) {
		t.Errorf("she nominates herself: %v", err)
	}
	mine.Person, mine.Name, mine.Email = nil, "Somebody Else", strings.ToUpper(story.Priya.Email())
	if err := w.tries(story.Priya, mine.Nominate(newID(), "wscc")); !conflict(err) {
		t.Errorf("she nominates her own address: %v", err)
	}
	id := newID()
	w.does(story.Dana, w.gil().Nominate(id, "wscc"))
	if err := w.tries(story.Dana, sound.Validate(id)...); !conflict(err) {
		t.Errorf("who sponsored validates: %v", err)
	}
	if c := w.sees(story.Dana, id); c.Validates {
		t.Error("she is offered to validate what she sponsored")
	}
	// Lena is an applicant herself: neither her own sponsor nor her own validator.
	own := newID()
	w.does(story.Lena, w.gil().Ask(own, "wscc"))
	sponsor, err := admission.Sponsor(own, "I know myself")
	if err != nil {
		t.Fatal(err)
	}
	if err := w.tries(story.Lena, sponsor); !conflict(err) {
		t.Errorf("she sponsors herself: %v", err)
	}
	w.does(story.Priya, sponsor)
	if err := w.tries(story.Lena, sound.Validate(own)...); !conflict(err) {
		t.Errorf("she validates herself: %v", err)
	}
}

func TestIdentityIsCheckedByAWayThatIsOnRecord(t *testing.T) {
	w := newWorld(t)
	id := w.nominated(w.gil())
	for _, v := range []admission.Validation{{}, {Checked: "called"}, {How: "By mail"}, {Checked: "mailed", How: "By mail"}} {
		if !invalid(v.Check()) {
			t.Errorf("%+v passes", v)
		}
		if err := w.tries(story.Lena, v.Validate(id)...); !invalid(err) {
			t.Errorf("%+v: the database says %v", v, err)
		}
	}
	w.is(id, admission.Sponsored)
}

func TestCaseIsSeenByItsCouncilsDecidersByWhoMadeItAndByItsApplicant(t *testing.T) {
	w := newWorld(t)
	id := w.invited(w.eve())
	for _, p := range []story.Person{story.Priya, story.Dana, story.Lena, story.Omar, story.Eve} {
		if w.sees(p, id) == nil {
			t.Errorf("%s does not see it", p.Name)
		}
	}
	for _, p := range []story.Person{{Name: "The public"}, story.Hugo, story.Ines, story.Grace, story.Sam, story.Paul, story.Tomas, story.Victor, story.Nora} {
		if w.sees(p, id) != nil {
			t.Errorf("%s sees it", p.Name)
		}
	}
	var steps []admission.Step
	if err := w.App().Read(t.Context(), w.As(story.Eve.ID), admission.Steps(id, &steps)); err != nil {
		t.Fatal(err)
	}
	if len(steps) != 4 || steps[2].Kind != "validated" || steps[2].Because != "" || steps[2].Checked != nil {
		t.Errorf("of how she was checked the applicant is told %+v", steps)
	}
	// Who made it keeps seeing it after her office ended; who merely sponsored in that council does not.
	w.exec(`update appointment set until = app.now() where person_id = any ($1) and until is null`, []uuid.UUID{story.Priya.ID, story.Omar.ID})
	if w.sees(story.Priya, id) == nil || w.sees(story.Omar, id) != nil {
		t.Error("an ended office changes it wrongly")
	}
}

func TestWhoHoldsNoRightDecidesNothing(t *testing.T) {
	w := newWorld(t)
	id := w.nominated(w.gil())
	no := admission.Refusal{Because: "No", Advice: "Nothing"}
	for _, p := range []story.Person{story.Hugo, story.Omar, story.Ines, story.Ben, story.Grace, story.Sam, story.Eve, story.Victor} {
		if err := w.tries(p, sound.Validate(id)...); !denied(err) {
			t.Errorf("%s validates: %v", p.Name, err)
		}
		if err := w.tries(p, no.Refuse(id)); !denied(err) {
			t.Errorf("%s refuses: %v", p.Name, err)
		}
		if p.Name != story.Omar.Name {
			if err := w.tries(p, w.eve().Nominate(newID(), "wscc")); !denied(err) {
				t.Errorf("%s nominates: %v", p.Name, err)
			}
		}
	}
	for _, sql := range []string{`update admission_step set because = 'x'`, `delete from admission_step`, `update admission set name = 'x'`, `delete from admission`,
		`insert into admission_step (admission_id, council_id, kind, by_id) select a.id, a.council_id, 'accepted', w.person_id from admission a, app.who w`} {
		if err := w.tries(story.Lena, db.Also("tampers", sql)); !denied(err) {
			t.Errorf("%s: %v", sql, err)
		}
	}
	w.is(id, admission.Sponsored)
}

func TestStaffValidateForWhatCISARunsAlone(t *testing.T) {
	w := newWorld(t)
	var slug string
	if err := w.Owner().QueryRow(t.Context(), `select slug from council where slug like 'region-8%'`).Scan(&slug); err != nil {
		t.Fatal(err)
	}
	a := w.gil()
	a.Office, a.Organization = "psa", w.organization("national-coordination-office")
	id := newID()
	w.does(story.Rosa, a.Nominate(id, slug))
	if err := w.tries(story.Rosa, sound.Validate(id)...); !denied(err) {
		t.Errorf("the director validates: %v", err)
	}
	w.does(story.Sam, sound.Validate(id)...)
	if c := w.sees(story.Sam, id); c == nil || c.State != admission.Invited {
		t.Errorf("staff see %+v", c)
	}
	// A second member of staff is needed for staff's own offices.
	a.Office, a.Email = "administrator", "new.staff@example.org"
	id = newID()
	w.does(story.Sam, a.Nominate(id, "administration"))
	if err := w.tries(story.Sam, sound.Validate(id)...); !conflict(err) {
		t.Errorf("one member of staff alone makes another: %v", err)
	}
	w.does(story.Kim, sound.Validate(id)...)
}

func TestRefusalSaysWhyAndWhatMayBeDone(t *testing.T) {
	w := newWorld(t)
	id := newID()
	w.does(story.Eve, w.gil().Ask(id, "wscc"))
	for _, r := range []admission.Refusal{{}, {Because: "No seat"}, {Advice: "Ask the association"}} {
		if err := w.tries(story.Dana, r.Refuse(id)); !invalid(err) || !invalid(r.Check()) {
			t.Errorf("%+v is enough: %v", r, err)
		}
	}
	w.does(story.Dana, admission.Refusal{Because: "No seat is free", Advice: "Ask the association to sponsor you"}.Refuse(id))
	var steps []admission.Step
	if err := w.App().Read(t.Context(), w.As(story.Eve.ID), admission.Steps(id, &steps)); err != nil {
		t.Fatal(err)
	}
	if last := steps[len(steps)-1]; last.Because != "No seat is free" || last.Advice != "Ask the association to sponsor you" {
		t.Errorf("she reads %+v", last)
	}
	w.does(story.Eve, w.gil().Ask(newID(), "wscc")) // and asks again
}

func TestOneOpenCaseForAPersonAndForAnAddress(t *testing.T) {
	w := newWorld(t)
	w.nominated(w.gil())
	again := w.gil()
	again.Email = "GIL@copper.example.org"
	if err := w.tries(story.Maya, again.Nominate(newID(), "wscc")); !conflict(err) {
		t.Errorf("the same address twice: %v", err)
	}
	w.nominated(w.eve())
	if err := w.tries(story.Eve, w.gil().Ask(newID(), "wscc")); !conflict(err) {
		t.Errorf("the same person twice: %v", err)
	}
}

func TestOrganizationThatIsNotOnRecordIsSettledByTheValidator(t *testing.T) {
	w := newWorld(t)
	a := w.gil()
	a.Organization, a.OrganizationName = nil, "Copper Creek Water Dist."
	id := w.nominated(a)
	if err := w.tries(story.Lena, sound.Validate(id)...); !conflict(err) {
		t.Errorf("nobody knows for whom: %v", err)
	}
	settled := sound
	settled.Organization = w.organization("riverbend-energy")
	if err := w.tries(story.Lena, settled.Validate(id)...); !conflict(err) {
		t.Errorf("without a seat: %v", err)
	}
	settled.Organization = w.organization("federal-office-of-water-resilience")
	if err := w.tries(story.Lena, settled.Validate(id)...); !invalid(err) {
		t.Errorf("government into an industry council: %v", err)
	}
	settled.Organization = w.organization("copper-creek-water-district")
	w.does(story.Lena, settled.Validate(id)...)
	if c := w.sees(story.Lena, id); c.SeatID == nil || c.Organization != "Copper Creek Water District" {
		t.Errorf("settled is %+v", c)
	}
}

func TestVisitorAsksAndIsAnsweredAlikeWhoeverHeIs(t *testing.T) {
	w := newWorld(t)
	ask := func(a admission.Application, from string) bool {
		t.Helper()
		var let []bool
		if err := w.App().Write(t.Context(), db.Who{}, db.Once{}, a.AskFrom(newID(), "wscc", from, &let)); err != nil {
			t.Fatal(err)
		}
		return let[0]
	}
	a := w.gil()
	a.OrganizationName = "copper creek water district"
	known := a
	known.Email = story.Eve.Email()
	for _, c := range []admission.Application{a, a, known} { // the second is somebody who asks twice
		if !ask(c, "192.0.2.1") {
			t.Error("the answers differ")
		}
	}
	if n := w.count(`select count(*) from admission where email = $1 and by_id is null and organization_id is not null`, a.Email); n != 1 {
		t.Errorf("%d cases", n)
	}
	var own []admission.Case
	if err := w.App().Read(t.Context(), w.As(story.Eve.ID), admission.Own(&own)); err != nil {
		t.Fatal(err)
	}
	if len(own) != 1 || !own[0].Applicant {
		t.Errorf("who has the address already sees %+v", own)
	}
	for ask(a, "192.0.2.1") { // until too many came from there
	}
	if !ask(a, "192.0.2.2") {
		t.Error("others are stopped too")
	}
	if n := w.count(`select count(*) from signin.attempt where bucket like 'join %'`); n < 3 {
		t.Errorf("%d limits are kept", n)
	}
}

func TestNobodyAsksWhereNobodyCouldDecide(t *testing.T) {
	w := newWorld(t)
	var slug string
	if err := w.Owner().QueryRow(t.Context(), `select c.slug from council c where not app.admits(c.id) and exists (select from council_kind_term t where t.council_id = c.id and t.kind = 'scc') limit 1`).Scan(&slug); err != nil {
		t.Fatal(err)
	}
	if err := w.tries(story.Eve, w.gil().Ask(newID(), slug)); !conflict(err) {
		t.Errorf("%s: %v", slug, err)
	}
	if err := w.tries(story.Eve, w.gil().Ask(newID(), "region-8")); err == nil {
		t.Error("one asks to join a regional office")
	}
	chair := w.gil()
	chair.Office = "chair"
	if err := w.tries(story.Priya, chair.Nominate(newID(), "wscc")); !invalid(err) {
		t.Errorf("a chair is made by nomination: %v", err)
	}
}

func TestQueueBeginsWithWhatWaitsForTheAsker(t *testing.T) {
	w := newWorld(t)
	mine := newID()
	w.does(story.Dana, w.gil().Nominate(mine, "wscc"))
	names := func(p story.Person) (said []string) {
		t.Helper()
		var rows []admission.Case
		if err := w.App().Read(t.Context(), w.As(p.ID), admission.Open("wscc", &rows)); err != nil {
			t.Fatal(err)
		}
		for _, c := range rows {
			if c.Validates || c.Sponsors {
				said = append(said, "mine: "+c.Name)
			} else {
				said = append(said, c.Name)
			}
		}
		return said
	}
	for p, want := range map[*story.Person]string{
		&story.Dana: "mine: Gil Navarro, mine: Odile Marsh, Gil Navarro", &story.Lena: "mine: Gil Navarro, mine: Odile Marsh, mine: Gil Navarro",
		&story.Priya: "mine: Odile Marsh, Gil Navarro, Gil Navarro", &story.Ines: "", &story.Sam: "",
	} {
		if got := strings.Join(names(*p), ", "); got != want {
			t.Errorf("%s sees %s, want %s", p.Name, got, want)
		}
	}
	w.does(story.Dana, admission.Refusal{Because: "No", Advice: "Wait"}.Refuse(admission.ID{UUID: story.Admission("gil")}))
	var closed []admission.Case
	if err := w.App().Read(t.Context(), w.As(story.Priya.ID), admission.Closed("wscc", nil, &closed)); err != nil {
		t.Fatal(err)
	}
	if len(closed) != 1 || closed[0].State != admission.Refused {
		t.Errorf("closed are %+v", closed)
	}
	if err := w.App().Read(t.Context(), w.As(story.Priya.ID), admission.Closed("wscc", closed[0].Key(), &closed)); err != nil || len(closed) != 0 {
		t.Errorf("after the last there are %d, %v", len(closed), err)
	}
}

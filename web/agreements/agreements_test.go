package agreements_test

import (
	"strings"
	"testing"

	"example.org/concord/internal/story"
	_ "example.org/concord/internal/story/storytest"
	"example.org/concord/web/webtest"
)

const profile = "/directory/organizations/blue-mesa-water-authority"

func TestOwnerRecordsEndsAndTakesAnAgreementAway(t *testing.T) {
	s := webtest.New(t)
	omar, cora := s.As(story.Omar), s.As(story.Cora)
	fields := []string{"with", "Canyon Reservoir Partners", "kind", "mutual_aid", "covers", "Boats and divers", "since", "2026-01-05", "shown_to", "members"}
	for field, wrong := range map[string]string{"since": "soon", "until": "2025-12-31", "covers": "", "kind": "treaty"} {
		form := webtest.Form(fields...)
		form.Set(field, wrong)
		webtest.Says(t, omar.Post(profile+"/agreements", form), 422, `value="Canyon Reservoir Partners"`)
	}
	webtest.Says(t, omar.Follow(omar.Post(profile+"/agreements", webtest.Form(fields...))), 200, "Recorded.", "Boats and divers")
	for _, at := range []string{profile, "/directory/organizations/canyon-reservoir-partners"} {
		webtest.Says(t, cora.Get(at), 200, "Boats and divers")
	}
	_, rest, _ := strings.Cut(omar.Get(profile+"/agreements").Body, "Boats and divers")
	_, rest, _ = strings.Cut(rest, `href="`)
	at, _, _ := strings.Cut(rest, "/edit")
	webtest.Says(t, omar.Follow(omar.Post(at, webtest.Form(append(fields, "until", "2026-02-05")...))), 200, "Saved.", "ended")
	webtest.Says(t, cora.Get(profile), 200, "1 that ended")
	webtest.Says(t, cora.Post(at+"/removal", webtest.Form()), 404)
	webtest.Says(t, omar.Follow(omar.Post(at+"/removal", webtest.Form())), 200, "Taken away.")
	if page := cora.Get(profile); strings.Contains(page.Body, "Boats and divers") {
		t.Error("taken away, it is still there")
	}
}

func TestOtherSideIsOfferedToTakeItAwayAndNothingElse(t *testing.T) {
	s := webtest.New(t)
	priya := s.As(story.Priya)
	at := "/agreements/" + story.Agreement("silence").String()
	page := priya.Get(at + "/edit")
	webtest.Says(t, page, 200, "Agreement with Saltmarsh Bay Utilities", "Seen by: both sides only.", "Is it not so?")
	webtest.Says(t, priya.Get("/directory/organizations/tidewater-utilities-cooperative/agreements"), 200, "As Saltmarsh Bay Utilities chose: both sides only")
	if strings.Contains(page.Body, `name="covers"`) {
		t.Error("the form to change it is there")
	}
	webtest.Says(t, priya.Post(at, webtest.Form("covers", "x")), 403)
	webtest.Says(t, s.As(story.Omar).Get(at+"/edit"), 404)
	webtest.Says(t, priya.Follow(priya.Post(at+"/removal", webtest.Form())), 200, "Agreements of Tidewater Utilities Cooperative")
}

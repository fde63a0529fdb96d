package inspections_test

import (
	"net/http"
	"net/url"
	"regexp"
	"testing"
	"time"

	"example.org/concord/internal/story"
	"example.org/concord/web/webtest"
)

func TestInspectorRecordsExigencyAndAddsFindingsLater(t *testing.T) {
	s := webtest.New(t)
	if _, err := s.Database.Owner().Exec(t.Context(), `insert into regulatory_program (slug, name, authority, since) values ('trial', 'Trial program', 'A law of 2026', '2026-01-01')`); err != nil {
		t.Fatal(err)
	}
	vera := s.As(story.Vera)
	f := url.Values{"program": {"trial"}, "organization": {"Gulfline Chlor-Alkali"}, "facility": {"Plant 2"}, "begins": {time.Now().AddDate(0, 0, 3).Format("2006-01-02T15:04")}}
	webtest.Says(t, vera.Post("/inspections", f), http.StatusUnprocessableEntity, "write where the notice goes to", "Plant 2")
	f.Set("contact_email", "Ada.Mills at gulfline")
	webtest.Says(t, vera.Post("/inspections", f), http.StatusUnprocessableEntity, "E-mail of the contact: write one like name@example.org")
	f.Set("contact_email", "ada.mills@gulfline.example.org")
	f.Set("exigent", "yes")
	webtest.Says(t, vera.Post("/inspections", f), http.StatusUnprocessableEntity, "write the exigent circumstances", "write name and office of who approved it")
	f.Del("exigent")
	webtest.Says(t, vera.Follow(vera.Post("/inspections", f)), http.StatusOK, "The notice leaves to ada.mills@gulfline.example.org", "notice left")
	f.Set("exigent", "yes")
	f.Set("exigent_because", "A theft was announced.")
	f.Set("exigent_approver", "Lee Ortiz, Assistant Secretary")
	list := vera.Follow(vera.Post("/inspections", f))
	webtest.Says(t, list, http.StatusOK, "Without notice: A theft was announced.", "approved by Lee Ortiz, Assistant Secretary")

	add := regexp.MustCompile(`/inspections/[0-9a-f-]+/findings`).FindString(list.Body)
	webtest.Says(t, vera.Post(add, url.Values{"text": {" "}}), http.StatusUnprocessableEntity, "write what was found")
	webtest.Says(t, vera.Follow(vera.Post(add, url.Values{"text": {"The valve log has a gap."}})), http.StatusOK, "The valve log has a gap.")
	webtest.Says(t, s.As(story.Named("dieter")).Get("/directory/organizations/gulfline-chlor-alkali"), http.StatusOK, "The valve log has a gap.", "Lee Ortiz, Assistant Secretary")
	if got := s.As(story.Paul).Post(add, url.Values{"text": {"I saw it too."}}); got.Status != http.StatusNotFound {
		t.Errorf("an advisor adds findings: %d", got.Status)
	}
}

package admin_test

import (
	"net/http"
	"net/url"
	"testing"

	"example.org/concord/internal/story"
	"example.org/concord/web/webtest"
)

func TestUmbrellaEndsOnADayAndItsCouncilsLeaveItThen(t *testing.T) {
	s := webtest.New(t)
	sam := s.As(story.Sam)
	const record = "/admin/umbrellas/anchor-ci"
	form := url.Values{"name": {"Alliance of National Councils"}, "short_name": {"ANCHOR-CI"}, "until": {"2199-01-01"}, "selects": {"yes"}}
	refused(t, sam.Post(record, url.Values{"name": {""}, "short_name": {"ANCHOR-CI"}, "until": {"2001-01-01"}}), http.StatusUnprocessableEntity, "write its full name", "before its beginning")
	has(t, sam.Post(record, form), []string{"Nothing is changed yet", "Jan 1, 2199 is the last day on which anybody meets under it", "1 council", "WSCC", "Every page calls it Alliance of National Councils"}, "CISA selects none")
	has(t, sam.Get("/admin/umbrellas"), []string{"selected by <abbr title=\"Cybersecurity and Infrastructure Security Agency\">CISA</abbr>"}, "Alliance of National Councils</a>")
	form.Set("confirmed", "yes")
	leads(t, sam.Post(record, form), "/admin/umbrellas")
	has(t, sam.Get("/admin/councils/wscc"), []string{"ANCHOR-CI", "Jan 1, 2199"})
	form.Set("until", "")
	leads(t, sam.Post(record, form), "/admin/umbrellas")
	has(t, sam.Get("/admin/councils/wscc"), []string{"ANCHOR-CI"}, "Jan 1, 2199")
	refused(t, s.As(story.Dana).Post(record, form), http.StatusNotFound, "")
}

func TestAnotherUmbrellaIsRecorded(t *testing.T) {
	s := webtest.New(t)
	sam := s.As(story.Sam)
	form := url.Values{"name": {"Another frame"}, "short_name": {"CIPAC"}, "since": {"2027-01-01"}, "confirmed": {"yes"}}
	refused(t, sam.Post("/admin/umbrellas", url.Values{"short_name": {"AF"}}), http.StatusUnprocessableEntity, "write the day on which it begins", `value="AF"`)
	refused(t, sam.Post("/admin/umbrellas", form), http.StatusUnprocessableEntity, "another umbrella has it")
	form.Set("short_name", "AF")
	leads(t, sam.Post("/admin/umbrellas", form), "/admin/umbrellas")
	has(t, sam.Get("/admin/umbrellas"), []string{"Another frame"})
	has(t, sam.Get("/admin/audit?kept=sectors"), []string{"recorded an umbrella"})
}

func TestEditionHoldsUntilTheNextAndIsTakenBack(t *testing.T) {
	s := webtest.New(t)
	sam := s.As(story.Sam)
	form := url.Values{"title": {"Memorandum on infrastructure"}, "lead_term": {"SRMA"}, "since": {"2199-01-01"}}
	refused(t, sam.Post("/admin/editions", url.Values{"title": {"Memorandum on infrastructure"}}), http.StatusUnprocessableEntity, "write the day from which", "Memorandum on infrastructure")
	has(t, sam.Post("/admin/editions", form), []string{"Nothing is changed yet", "From Jan 1, 2199 on Memorandum on infrastructure says which sectors there are", "holds until then", "16 sectors"})
	form.Set("confirmed", "yes")
	const record = "/admin/editions/memorandum-on-infrastructure-2199"
	leads(t, sam.Post("/admin/editions", form), record)
	has(t, sam.Get(record), []string{"16 sectors", "Take it back", "Chemical"})
	has(t, s.Public().Get("/sectors?edition=memorandum-on-infrastructure-2199"), []string{"Chemical", "Energy"})
	refused(t, sam.Post("/admin/editions", form), http.StatusConflict, "recorded for that day already")
	leads(t, sam.Post(record, url.Values{"title": {"The memorandum"}}), record)
	has(t, sam.Get("/admin/editions"), []string{"The memorandum", "Jan 1, 2199"})
	leads(t, sam.Post(record+"/removal", nil), "/admin/editions")
	has(t, sam.Get("/admin/editions"), nil, "The memorandum", "Jan 1, 2199")
	has(t, sam.Get("/admin/editions/nsm22-2024"), nil, "Take it back")
	refused(t, sam.Post("/admin/editions/nsm22-2024/removal", nil), http.StatusForbidden, "")
	leads(t, sam.Post("/admin/editions", form), record)
}

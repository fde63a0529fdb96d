package councils_test

import (
	"encoding/csv"
	"html"
	"net/http"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"example.org/concord/internal/story"
	"example.org/concord/web/webtest"
)

var hidden = regexp.MustCompile(`<input type="hidden" name="(once|of|rows|failed)" value="([^"]*)"`)

// ticks is the form of a file that is looked through, with those rows ticked.
func ticks(t *testing.T, shown webtest.Response, rows ...string) map[string][]string {
	t.Helper()
	form := map[string][]string{"take": rows}
	for _, m := range hidden.FindAllStringSubmatch(shown.Body, -1) {
		form[m[1]] = []string{html.UnescapeString(m[2])}
	}
	if len(form["rows"]) == 0 {
		t.Fatalf("status %d: no rows\n%s", shown.Status, shown.Body)
	}
	return form
}

func counted(t *testing.T, s *webtest.Site, sql string, args ...any) (n int) {
	t.Helper()
	if err := s.Database.Super().QueryRow(t.Context(), sql, args...).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// Who keeps the roster sees of each row what would happen, and why not; each ticked row is then done by itself, once.
func TestRosterByFile(t *testing.T) {
	const at = "/councils/wscc/roster/file"
	s := webtest.New(t)
	if _, err := s.Database.Super().Exec(t.Context(), `insert into person (name, organization_id, invented) select 'Tomas Vega', id, invented from organization where slug = 'blue-mesa-water-authority'`); err != nil {
		t.Fatal(err)
	}
	dana := s.As(story.Dana)
	yesterday := time.Now().AddDate(0, 0, -1).Format("1/2/2006")
	file := []byte(strings.Join([]string{
		"Full name;Organization;Role;Seat;From;Last day;Shoe size",
		"Tomas Vega;Copper Creek Water District;Representative;;" + yesterday + ";12/31/2198;9",
		"Nora Quist;;Observer;;;",
		"Dana Whitfield;;Chair;;;",
		"Nobody Known;;Observer;;;",
		"Tomas Vega;;Observer;;;",
		"Nora Quist;;Admiral;;;",
		"Nora Quist;Tidewater Utilities Cooperative;representative;;;",
		"Nora Quist;;Alternate;;;",
		"Nora Quist;;Alternate;Atlantis Water;;",
		"Grace Bell;Federal Office of Water Resilience;Observer;;;",
		"Nora Quist;;Adviser;;2198-01-01;",
		"Nora Quist;;Adviser;;;2001-01-01",
		"Nora Quist;;Representative;Copper Creek Water District;;",
		"Nora Quist;;Observer;;;",
		"Dana Whitfield;;Observer;;;",
		"Nora Quist;Blue Mesa Water Authority;Adviser;;;",
		"Nora Quist;;Observer;Copper Creek Water District;;",
		";;Observer;;;",
	}, "\n"))
	has(t, dana.Get("/councils/wscc/roster"), []string{at})
	has(t, dana.Get(at), []string{"People and their offices", "Seats of organizations", "to 500 rows"})
	shown := dana.Upload(at, webtest.Form("of", "people"), "roster.csv", file)
	has(t, shown, []string{"3 new, 1 already so, 14 refused", "Not read: Shoe size.", "Already so: holds this office.", "Nobody of that name may be appointed here. Staff add people", "2 people bear that name",
		"This kind of council has no office &#34;Admiral&#34;. Write one of: Chair", "Priya Raman represents this seat", "Alternate speaks for a seat. Say under seat", "Atlantis Water holds no seat here",
		"Government bodies do not sit in an industry council.", "Since: write the first day", "Until: write the last day", "Row 2 brings a representative", "Row 3 says the same", "Nora Quist works for Tidewater",
		"Observer speaks for no seat here", "It has no name."})
	if n := counted(t, s, `select count(*) from appointment where person_id = $1`, story.Tomas.ID); n != 1 {
		t.Fatalf("looking changed something: %d", n)
	}
	notices := counted(t, s, `select count(*) from office_notice`)

	webtest.Says(t, dana.Post(at+"/rows", ticks(t, shown)), http.StatusUnprocessableEntity, "Select the rows that you mean", "3 new")
	form := ticks(t, shown, "2", "3", "5", "16")
	for range 2 { // what is sent twice is done once
		got := dana.Post(at+"/rows", form)
		webtest.Says(t, got, http.StatusUnprocessableEntity, "Dana Whitfield, row 16: Nobody appoints themselves", "1 new, 4 already so, 13 refused")
		if n := counted(t, s, `select count(*) from appointment a join council c on c.id = a.council_id where c.slug = 'wscc' and (a.person_id = $1 and a.office = 'representative' and a.seat_id = $3
			and a.since < now() - interval '1 minute' and a.until > '2198-12-31' or a.person_id = $2 and a.office = 'observer' and a.until is null)`,
			story.Tomas.ID, story.Nora.ID, story.Seat("wscc", "copper-creek-water-district")); n != 2 {
			t.Errorf("%d are appointed as the file says", n)
		}
		if n := counted(t, s, `select count(*) from office_notice`) - notices; n != 2 {
			t.Errorf("%d mails", n)
		}
		// The rows that were refused can be taken along with the reasons, also that of the one that was to be done.
		webtest.Says(t, got, http.StatusUnprocessableEntity, "Refused rows as a file, with the reasons")
		taken := dana.Post(at+"/refused", ticks(t, got))
		rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(taken.Body, "\ufeff"))).ReadAll()
		if err != nil || len(rows) != 1+13+1 || strings.Join(rows[0], ",") != "name,organization,office,seat,since,until,row,what is wrong" || !strings.Contains(taken.Header.Get("Content-Disposition"), "refused-wscc.csv") {
			t.Fatalf("%d %v %v: %d rows %q", taken.Status, err, taken.Header, len(rows), rows)
		}
		because := map[string]string{}
		for _, row := range rows[1:] {
			because[row[6]] = row[2] + ": " + row[7]
		}
		if because["16"] != "Observer: Nobody appoints themselves. Somebody else who keeps the roster has to." || !strings.HasPrefix(because["5"], "Observer: Nobody of that name") || because["4"] != "" || because["2"] != "" {
			t.Errorf("%q", because)
		}
	}
	form["take"] = []string{"3"}
	leads(t, dana.Post(at+"/rows", form), "/councils/wscc/roster")
	has(t, dana.Get("/councils/wscc/roster"), []string{"Tomas Vega"})

	for _, who := range []story.Person{story.Priya, story.Grace, story.Sam, story.Eve} {
		v := s.As(who)
		for name, got := range map[string]webtest.Response{"takes the refused": v.Post(at+"/refused", form), "asks": v.Get(at), "sends": v.Upload(at, webtest.Form("of", "people"), "roster.csv", file), "takes": v.Post(at+"/rows", form)} {
			if got.Status != http.StatusNotFound {
				t.Errorf("%s %s: %d", who.Name, name, got.Status)
			}
		}
	}
}

func TestRosterFileThatCannotBeReadComesBack(t *testing.T) {
	const at = "/councils/wscc/roster/file"
	dana := webtest.New(t).As(story.Dana)
	for file, says := range map[string]string{
		"Name;Since\nNora Quist;\n": `names no column "office"`, "Name;Office\n": "no row below it", "": "The file is empty", "Name;Office\n" + strings.Repeat("Nora Quist;Observer\n", 501): "more than 500 rows",
	} {
		webtest.Says(t, dana.Upload(at, webtest.Form("of", "people"), "roster.csv", []byte(file)), http.StatusUnprocessableEntity, says, "People and their offices")
	}
	webtest.Says(t, dana.Post(at, webtest.Form("of", "people")), http.StatusUnprocessableEntity, "Choose a file")
	webtest.Says(t, dana.Post(at+"/rows", webtest.Form("of", "people", "rows", "{")), http.StatusUnprocessableEntity, "did not arrive whole")
}

// Seats come by file as they are opened by the form; sent twice at the same moment, each is opened once.
func TestSeatsByFile(t *testing.T) {
	const at = "/councils/wscc/roster/file"
	s := webtest.New(t)
	dana := s.As(story.Dana)
	file := "Organization;Class;Appointed by;Since;Until\nRiver City Dispatch Authority;Non-voting;The association;2026-01-05;\nTidewater Utilities Cooperative;;;;\nAtlantis Water;;;;\n" +
		"Federal Office of Water Resilience;;;;\nGulfline Chlor-Alkali;golden;;;\nGulfline Chlor-Alkali;;;;\nGulfline Chlor-Alkali;;;;\n;observer;;;\n"
	shown := dana.Upload(at, webtest.Form("of", "seats"), "seats.csv", []byte(file))
	has(t, shown, []string{"new, 1 already so", "Already so: holds a seat here.", "No organization of that name is on record", "Government bodies do not sit", "no class &#34;golden&#34;", "Row 7 says the same", "It names no organization."})
	form := ticks(t, shown, "2", "7")
	var both sync.WaitGroup
	for range 2 {
		v := s.As(story.Dana)
		both.Go(func() { leads(t, v.Post(at+"/rows", form), "/councils/wscc/roster") })
	}
	both.Wait()
	const opened = `select count(*) from seat s join council c on c.id = s.council_id join organization o on o.id = s.organization_id where c.slug = 'wscc' and o.name = $1`
	if n := counted(t, s, opened+` and s.class = 'voting' and s.since > now() - interval '1 hour'`, "Gulfline Chlor-Alkali"); n != 1 {
		t.Errorf("%d seats of Gulfline Chlor-Alkali", n)
	}
	has(t, dana.Get("/councils/wscc/roster"), []string{"Gulfline Chlor-Alkali"})
}

// Where staff keep the roster each row is proposed to a second one, for the one reason.
func TestRosterOfStaffByFileIsProposed(t *testing.T) {
	const at = "/councils/region-8/roster/file"
	s := webtest.New(t)
	sam := s.As(story.Sam)
	has(t, sam.Get(at), []string{"People and their offices"}, "Seats of organizations")
	shown := sam.Upload(at, webtest.Form("of", "people"), "roster.csv", []byte("Name;Office\nRuth Adler;Protective Security Advisor\n"))
	has(t, shown, []string{"1 new", "Begins when a second member of staff confirms it."})
	form := ticks(t, shown, "2")
	webtest.Says(t, sam.Post(at+"/rows", form), http.StatusUnprocessableEntity, "1 new")
	form["because"] = []string{"She moved to this region"}
	leads(t, sam.Post(at+"/rows", form), "/councils/region-8/roster")
	if n := counted(t, s, `select count(*) from proposal where act = 'appointment' and because = 'She moved to this region'`); n != 1 {
		t.Errorf("%d proposals", n)
	}
}

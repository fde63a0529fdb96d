package sectors_test

import (
	"html"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"example.org/concord/internal/story"
	"example.org/concord/web/webtest"
)

// has fails unless the page answers 200 and holds all words and none of the others.
func has(t *testing.T, r webtest.Response, words []string, others ...string) {
	t.Helper()
	if r.Status != http.StatusOK {
		t.Fatalf("status %d", r.Status)
	}
	for _, w := range words {
		if !strings.Contains(r.Body, w) {
			t.Errorf("the page lacks %q", w)
		}
	}
	for _, w := range others {
		if strings.Contains(r.Body, w) {
			t.Errorf("the page says %q", w)
		}
	}
}

func TestListIsRedrawnForThePast(t *testing.T) {
	public := webtest.New(t).Public()
	has(t, public.Get("/sectors"), []string{"16 sectors", "Water and Wastewater Systems", "EPA", "Names that were sectors once", "Banking and Finance", "Communications</a> and "})
	has(t, public.Get("/sectors?edition=cikr18-2008"), []string{"Sectors as of 2008", "Postal and Shipping", "18 lines"}, "Derived:")
	has(t, public.Get("/sectors?edition=hspd7-2003"), []string{"Sectors as of Dec 2003", "Derived:", "17 lines"})
	has(t, public.Get("/sectors?edition=2010"), []string{"Sectors as of 2008"})
	if got := public.Get("/sectors?edition=1776"); got.Status != http.StatusNotFound {
		t.Errorf("a year without an edition: %d", got.Status)
	}
}

func TestListKnownFromMemoryIsShownToStaffAlone(t *testing.T) {
	s := webtest.New(t)
	has(t, s.Public().Get("/sectors?edition=pdd63-1998"), []string{"not seen in a source yet"}, "Banking and Finance")
	has(t, s.As(story.Dana).Get("/sectors?edition=pdd63-1998"), []string{"not seen in a source yet"})
	has(t, s.As(story.Sam).Get("/sectors?edition=pdd63-1998"), []string{"Banking and Finance", "8 lines"})
	has(t, s.Public().Get("/sectors/transportation-systems"), []string{"Rail Sector Coordinating Council"}, "Highway and Motor Carrier Sector", "to confirm")
	has(t, s.As(story.Sam).Get("/sectors/transportation-systems"), []string{"Highway and Motor Carrier Sector", "to confirm"})
}

func TestSectorPageSaysWhoLeadsWhoSitsAndWhatIsNew(t *testing.T) {
	s := webtest.New(t)
	face := []string{"Environmental Protection Agency", "Water Sector Coordinating Council", "Water and Wastewater Systems Government Coordinating Council", "Water ISAC", "What belongs to it"}
	var newest string // of the Water SCC alone
	if err := s.Database.Owner().QueryRow(t.Context(), `
		select v.title from item i join item_version v on v.item_id = i.id and v.number = i.current
		 where i.kind = 'update' and i.withdrawn is null and i.id in (
		       select a.item_id from audience a join council c on c.id = a.council_id group by 1 having array_agg(c.slug) = '{wscc}')
		 order by i.posted desc limit 1`).Scan(&newest); err != nil {
		t.Fatal(err)
	}
	newest = html.EscapeString(newest)
	const page = "/sectors/water-and-wastewater"
	has(t, s.As(story.Dana).Get(page), append(face, "Water joint room", "Latest that you may read", newest))
	has(t, s.Public().Get(page), face, "Water joint room", "Latest that you may read", newest)
	has(t, s.As(story.Ines).Get(page), face, "Water joint room", newest)
	has(t, s.As(story.Eve).Get(page), append(face, "Latest that you may read"), newest)
	if got := s.Public().Get("/sectors/space"); got.Status != http.StatusNotFound {
		t.Errorf("a sector that is none: %d", got.Status)
	}
	if got := s.Public().Get("/sectors/energy?after=x"); got.Status != http.StatusNotFound {
		t.Errorf("a cursor that was made up: %d", got.Status)
	}
}

func TestPagesTakeOneTrip(t *testing.T) {
	s := webtest.New(t)
	public, dana := s.Public(), s.As(story.Dana)
	for name, v := range map[string]*webtest.Visitor{"public": public, "member": dana} {
		for _, path := range []string{"/sectors", "/sectors?edition=2008", "/sectors/energy", "/regions", "/regions/8"} {
			v.Get(path) // fills the statement cache
			s.Database.Trips().Reset()
			v.Get(path)
			if n := s.Database.Trips().Count(); n > 2 {
				t.Errorf("%s %s: %d trips", name, path, n)
			}
		}
	}
}

func TestLineageStandsInTheOrderOfItsDatesAndLeadsToItsOwnLists(t *testing.T) {
	s := webtest.New(t)
	public := s.Public()
	for _, slug := range []string{"transportation-systems", "government-services-and-facilities", "information-technology", "water-and-wastewater", "food-and-agriculture"} {
		body := public.Get("/sectors/" + slug).Body
		at := strings.Index(body, "How it came to be")
		if at < 0 {
			t.Errorf("%s: no lineage", slug)
			continue
		}
		part := body[at:]
		part = part[:strings.Index(part, "</ol>")]
		last := 3000
		for _, year := range regexp.MustCompile(`events__when">[^<]*?(\d{4})<`).FindAllStringSubmatch(part, -1) {
			n, _ := strconv.Atoi(year[1])
			if n > last {
				t.Errorf("%s: %d stands after %d", slug, n, last)
			}
			last = n
		}
		for _, link := range regexp.MustCompile(`href="(/sectors\?edition=[^"]+)">The whole list of ([^<]+)<`).FindAllStringSubmatch(part, -1) {
			has(t, public.Get(link[1]), []string{"<dd>" + link[2] + "</dd>"})
		}
		if strings.Contains(body, "edition=2003") {
			t.Errorf("%s leads to a year, not to a list", slug)
		}
	}
}

package intake_test

import (
	"errors"
	"testing"

	"example.org/concord/internal/intake"
	"example.org/concord/internal/story"
	"example.org/concord/internal/story/storytest"
)

func TestThePortalsOwnWordsAreRead(t *testing.T) {
	d := storytest.New(t)
	k := desk{t, d, story.Sam}
	var words *intake.Words
	words, err := intake.ReadWords(t.Context(), d.App(), d.As(story.Sam.ID))
	if err != nil || words == nil {
		t.Fatal(err)
	}
	id := k.arrive(intake.Organizations, nil, "Name\tType\tState\tCounty\tSectors\tWeb site\n"+
		"Doña Ana Example Water\tOwner or operator\tNew Mexico\tDona Ana\tWater and Wastewater Systems; IT\texample.org\n"+
		"DeKalb Example Water\tfederal agency\tGA\tDe Kalb County\tWWS\thttps://example.org/a\n"+
		"Tammany Example Works\tOther\tLouisiana\tSaint Tammany Parish\tBanking and Finance\t\n"+
		"George Example Works\t\tMd\tPrince George’s\tNuclear Reactors, Materials, and Waste\t\n"+
		"Natrona Example Works\t\tWY\u00a0\tNATRONA COUNTY\twater, energy\t\n"+
		"Wrong Example Works\t\tWY\t\tWatter\t\n"+
		"Wrong Example Site\t\tWY\t\t\tnot a site\n")
	if got := k.counts(id); got[intake.Add] != 5 || got[intake.Refuse] != 2 {
		var refused []intake.Row
		k.read(intake.Refused(id, &refused))
		t.Fatalf("compared: %v, %v", got, refused)
	}
	if err := errors.Join(k.write(intake.Approve(id)), k.take(id, intake.Apply)); err != nil {
		t.Fatal(err)
	}
	got := k.one(`select string_agg(concat_ws(' ', left(o.name, 4), o.slug ~ '^[a-z-]+-[0-9a-f]{8}$', o.kind, o.state, y.name, s.all, o.website), '; ' order by o.name)
		from organization o left join county y on y.fips = o.county
		cross join lateral (select string_agg(sector, '+' order by sector) as all from organization_sector m where m.organization_id = o.id) s where o.name like '%Example W%'`)
	want := "DeKa t federal_agency GA DeKalb water-and-wastewater https://example.org/a; Doña t owner_operator NM Doña Ana information-technology+water-and-wastewater https://example.org; " +
		"Geor t owner_operator MD Prince George's nuclear-reactors-materials-and-waste ; Natr t owner_operator WY Natrona energy+water-and-wastewater ; Tamm t other LA St. Tammany financial-services "
	if got != want {
		t.Errorf("taken in:\n%s\nwant\n%s", got, want)
	}
}

package search_test

import (
	"testing"

	"example.org/concord/internal/db"
	"example.org/concord/internal/dbtest"
	"example.org/concord/internal/folded"
)

func TestNamesAreComparedAsPeopleHearThem(t *testing.T) {
	d := dbtest.New(t)
	for _, same := range [][]string{
		{"Sean O'Neil", "sean o’neil", "  SEAN  OʼNEIL ", "Sean O`Neil", "Sean ONeil"},
		{"José Núñez", "Jose Nunez", "JOSÉ  NÚÑEZ", "José\u00a0Núñez", "Jose\u0301 Nu\u0301n\u0303ez"},
		{"Smith-Jones", "Smith‐Jones", "Smith – Jones", "smith jones"},
		{"École Straße Łódź Ægir Ørsted", "ecole strasse lodz aegir orsted"},
		{"Prince George’s", "Prince George's", "prince georges"},
		{"Ñuñoa « ´x` ¾ №5 ŧħı ﹣ ＇\u1680\u2028\u0085", "Ñuñoa « ´x` ¾ №5 ŧħı ﹣ ＇"}, {"İstanbul ŒUVRE \\ % _ 50%"},
		{"Office", "O\ufb03ce", "Of\u00adfi\u200bce"},
	} {
		for _, other := range same {
			var equal bool
			if err := d.App().Read(t.Context(), db.Who{}, db.One("folded", `select app.folded($1) = app.folded($2)`, &equal, same[0], other)); err != nil || !equal {
				t.Errorf("%q and %q are one name: %v, %v", same[0], other, equal, err)
			}
			var here bool
			if err := d.App().Read(t.Context(), db.Who{}, db.One("folded here", `select app.folded($1) = $2`, &here, other, folded.Text(other))); err != nil || !here {
				t.Errorf("Go folds %q to %q, the database does not: %v", other, folded.Text(other), err)
			}
		}
	}
	var differ bool
	if err := d.App().Read(t.Context(), db.Who{}, db.One("folded", `select app.folded('Ann Lee') <> app.folded('Anna Lee') and app.folded('вода') <> '' and app.folded('  ') = ''`, &differ)); err != nil || !differ {
		t.Errorf("names that differ: %v, %v", differ, err)
	}
}

package marking

import (
	"errors"
	"testing"

	"example.org/concord/internal/db"
	"example.org/concord/internal/dbtest"
	"example.org/concord/internal/fault"
)

func TestLabelIsTheWidestCircle(t *testing.T) {
	admitted := map[Label][]Circle{
		Red:         {Person},
		AmberStrict: {Person, Seated},
		Amber:       {Person, Seated, Council},
		Green:       {Person, Seated, Council, Community},
		Clear:       {Person, Seated, Council, Community, Public},
	}
	for _, l := range Labels() {
		for _, c := range circles {
			want := false
			for _, a := range admitted[l] {
				want = want || a == c
			}
			if l.Admits(c) != want {
				t.Errorf("%s admits %s: %v", l, c, !want)
			}
		}
		if l.Sentence() == "" || l.Color() == "" {
			t.Errorf("%s is not told or not colored", l)
		}
		if l.Widest().Label() != l {
			t.Errorf("what is said to %s is %s, want %s", l.Widest(), l.Widest().Label(), l)
		}
	}
	if Label("").Admits(Person) || Clear.Admits("everyone") {
		t.Error("what is no label or no circle admits somebody")
	}
}

// The database's own order is what holds everybody to the table; Go's must be the same.
func TestDatabaseKeepsTheSameOrder(t *testing.T) {
	app := dbtest.Empty(t).App()
	width := func(sql, of string) (n int) {
		t.Helper()
		if err := app.Read(t.Context(), db.Who{}, db.One("width", sql, &n, of)); err != nil {
			t.Fatal(err)
		}
		return n
	}
	for _, l := range Labels() {
		if n := width(`select app.width($1)`, string(l)); n != l.Width() {
			t.Errorf("%s has width %d in the database, %d here", l, n, l.Width())
		}
	}
	for _, c := range circles {
		if n := width(`select app.circle_width($1)`, string(c)); n != c.Width() {
			t.Errorf("%s has width %d in the database, %d here", c, n, c.Width())
		}
	}
	if n := width(`select coalesce(app.width($1), 0)`, "TLP:WHITE"); n != 0 {
		t.Errorf("the database knows TLP:WHITE, which only imports may use")
	}
}

func TestLabelsAreReadAsPeopleWriteThem(t *testing.T) {
	for written, want := range map[string]Label{
		"TLP:RED": Red, "tlp:amber+strict": AmberStrict, "TLP: AMBER": Amber, " green ": Green, "Amber + Strict": AmberStrict,
		"TLP:CLEAR": Clear, "TLP:WHITE": Clear, "white": Clear,
	} {
		if got, err := Parse(written); got != want || err != nil {
			t.Errorf("%q is %q (%v), want %s", written, got, err, want)
		}
	}
	for _, written := range []string{"", "TLP:", "TLP:EX:CHR", "PCII", "TLP:AMBER STRICTER", "ROUGE"} {
		got, err := Parse(written)
		if invalid := (fault.Invalid{}); !errors.As(err, &invalid) {
			t.Errorf("%q was read as %q", written, got)
		}
	}
}

func TestNarrowerOfTwoLabels(t *testing.T) {
	if Narrower(Amber, Green) != Amber || Narrower(Clear, Red) != Red || Narrower(Amber, AmberStrict) != AmberStrict {
		t.Error("the wider of two labels was taken")
	}
}

func TestMailSaysNoMoreThanTheLabelAllows(t *testing.T) {
	want := map[Label]Mail{Red: MailWaits, AmberStrict: MailNoTitle, Amber: MailNoTitle, Green: MailEverything, Clear: MailEverything}
	for _, l := range Labels() {
		if l.Mail() != want[l] {
			t.Errorf("mail about %s says %d, want %d", l, l.Mail(), want[l])
		}
	}
}

package update

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// shown writes a comparison as [-removed-] and {+added+}.
func shown(before, after string) string {
	var b strings.Builder
	for _, c := range Compare(before, after) {
		switch c.Kind {
		case Removed:
			b.WriteString("[-" + c.Text + "-]")
		case Added:
			b.WriteString("{+" + c.Text + "+}")
		default:
			b.WriteString(c.Text)
		}
	}
	return b.String()
}

func TestCompareShowsWhatChangedWordByWord(t *testing.T) {
	for _, c := range []struct{ before, after, want string }{
		{"", "", ""},
		{"same", "same", "same"},
		{"", "new", "{+new+}"},
		{"old", "", "[-old-]"},
		{"Deliveries stop on Monday.", "Deliveries stop on Tuesday.", "Deliveries stop on [-Monday-]{+Tuesday+}."},
		{"one two three", "one three", "one [-two -]three"},
		{"one three", "one two three", "one {+two +}three"},
		{"First.\n\nSecond.", "First.\n\nMiddle.\n\nSecond.", "First.\n\n{+Middle.\n\n+}Second."},
		{"The pump failed. All is well.", "A valve broke. All is well.", "[-The pump failed-]{+A valve broke+}. All is well."},
		{"völlig neu", "völlig alt", "völlig [-neu-]{+alt+}"},
	} {
		if got := shown(c.before, c.after); got != c.want {
			t.Errorf("%q to %q: %q, want %q", c.before, c.after, got, c.want)
		}
	}
}

// Whatever the texts, taking the removed words out gives the later one and taking the added ones out the earlier.
func TestCompareLosesNothing(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	vocabulary := []string{"a", "b", "c", " ", " ", "\n", ".", "é"}
	text := func() string {
		var b strings.Builder
		for range r.IntN(40) {
			b.WriteString(vocabulary[r.IntN(len(vocabulary))])
		}
		return b.String()
	}
	for range 3000 {
		holds(t, text(), text())
	}
}

func TestCompareOfLongTextsStaysBounded(t *testing.T) {
	many := strings.Repeat("word ", 20000)
	holds(t, many, strings.Repeat("other ", 20000))
	holds(t, many, many+"end")
	if got := len(Compare(many, strings.Repeat("other ", 20000))); got > 3 {
		t.Errorf("two texts with nothing in common are shown in %d pieces", got)
	}
}

func FuzzCompareLosesNothing(f *testing.F) {
	f.Add("one two", "one\r\nthree")
	f.Add("\xff\x00", "")
	f.Fuzz(func(t *testing.T, before, after string) { holds(t, before, after) })
}

func holds(t *testing.T, before, after string) {
	t.Helper()
	var b, a strings.Builder
	for _, c := range Compare(before, after) {
		if c.Kind != Added {
			b.WriteString(c.Text)
		}
		if c.Kind != Removed {
			a.WriteString(c.Text)
		}
	}
	if b.String() != before || a.String() != after {
		t.Fatalf("%.80q to %.80q came back as %.80q and %.80q", before, after, b.String(), a.String())
	}
}

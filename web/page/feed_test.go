package page

import (
	"testing"

	"example.org/concord/internal/marking"
	"example.org/concord/internal/update"
)

func TestPrintedListCarriesTheNarrowestOfItsLabels(t *testing.T) {
	rows := []update.Row{{Label: marking.Clear}, {Label: marking.Amber}, {Label: marking.Green}}
	for n, want := range []string{"", "TLP:CLEAR", "TLP:AMBER", "TLP:AMBER"} {
		if got := MarkOf(rows[:n]); got != want {
			t.Errorf("%d rows are marked %q, want %q", n, got, want)
		}
	}
}

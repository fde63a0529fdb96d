package telephone_test

import (
	"testing"

	"example.org/concord/internal/telephone"
)

func TestNumberIsKeptAsItCanBeCalled(t *testing.T) {
	for typed, want := range map[string]string{
		"303-555-0142": "303-555-0142", " (303) 555-0142 ": "(303) 555-0142", "+1 303 555 0142 x7": "+1 303 555 0142 x7", "303.555.0142 ext. 7": "303.555.0142 x7",
		"303–555–0142, extension 12": "303-555-0142 x12", "3035550142": "3035550142", "303-555-0142x7": "303-555-0142x7",
		"": "", "call me": "", "3.03555E+09": "", "555": "", "303-555-0142 or 303-555-0143": "", "303-555-0142 ext. seven": "",
	} {
		kept, wrong := telephone.Read(typed)
		if kept != want || (wrong == "") != (want != "") {
			t.Errorf("%q is kept as %q, %q; want %q", typed, kept, wrong, want)
		}
	}
}

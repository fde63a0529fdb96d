package address_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"example.org/concord/internal/address"
)

// taken is what the database takes as an address.
var taken = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

func TestNamesBecomeAddresses(t *testing.T) {
	for name, want := range map[string]string{
		"Utilities Board of the Town of Probe": "utilities-board-of-the-town-of-probe",
		"Jackson Co Water District":            "jackson-co-water-district",
		"Doña Ana Mutual Water":                "dona-ana-mutual-water",
		"Department of the Interior":           "department-of-the-interior",
		"Prince George’s County":               "prince-georges-county",
		"O'Neil & Søns, Inc.":                  "oneil-sons-inc",
		" -- The  Łódź\u00a0Works -- ":         "the-lodz-works",
		"ﬁrst ①":                               "first-1",
		"水道":                                   "",
		"":                                     "",
	} {
		if got := address.Of(name, 80); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
	if got := address.Of("Metropolitan Water Reclamation District", 20); got != "metropolitan-water" {
		t.Errorf("cut to %q", got)
	}
}

func FuzzOf(f *testing.F) {
	f.Add("Doña Ana  Mutual Water", 12)
	f.Add("ǅ K’Å\u0301 ½", 3)
	f.Fuzz(func(t *testing.T, name string, most int) {
		if most < 1 || most > 200 {
			return
		}
		if got := address.Of(name, most); got != "" && !taken.MatchString(got) || len(got) > most {
			t.Errorf("%q in %d: %q", name, most, got)
		}
	})
}

// Whoever makes an address elsewhere makes one that the database refuses some day.
func TestAddressesAreMadeInOnePlace(t *testing.T) {
	for _, root := range []string{"../../internal", "../../web", "../../cmd"} {
		err := filepath.WalkDir(root, func(path string, _ os.DirEntry, err error) error {
			if err != nil || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
				return err
			}
			text, err := os.ReadFile(path)
			if strings.Contains(string(text), "[^a-z0-9") {
				t.Errorf("%s makes addresses of its own", path)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

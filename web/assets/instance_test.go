package assets

import (
	"math"
	"strings"
	"testing"
)

func TestAnInstanceHasItsOwnColors(t *testing.T) {
	in, err := NewInstance("#5A2A6E", "#ffffff")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := string(in.css), ":root{--brand:#5a2a6e;--brand-ink:#ffffff;--brand-dark:#442053;--brand-soft:#efeaf1;--brand-line:#bdaac5}\n"; got != want {
		t.Errorf("got %s want %s", got, want)
	}
	other := instance(t)
	if in.Path() == other.Path() || !strings.HasPrefix(in.Path(), Prefix+"instance-") {
		t.Errorf("two instances share %s, so a browser would keep the wrong colors", in.Path())
	}
}

func TestTheSheetOfTheInstanceIsServed(t *testing.T) {
	in := instance(t)
	r := ask(t, "GET", in.Path(), "br, gzip")
	if got := string(body(t, r)); got != string(in.css) || r.Header.Get("Content-Type") != "text/css; charset=utf-8" || r.Header.Get("Content-Encoding") != "" {
		t.Errorf("%d %v %s", r.StatusCode, r.Header, got)
	}
}

// The stylesheet has the defaults too, so that a page is readable before the sheet of the instance arrives.
func TestTheDefaultsAreThoseOfTheStylesheet(t *testing.T) {
	css := strings.ReplaceAll(string(files[names["concord.css"]].encoded[""]), " ", "")
	rules := strings.TrimSuffix(strings.TrimPrefix(string(instance(t).css), ":root{"), "}\n")
	for rule := range strings.SplitSeq(rules, ";") {
		if !strings.Contains(css, rule+";") {
			t.Errorf("src/settings/_tokens.scss lacks %s", rule)
		}
	}
}

func TestColorsThatSomeCannotReadAreRefusedInOneSentence(t *testing.T) {
	for _, c := range []struct{ brand, ink, says string }{
		{"#2491ff", "", "choose a darker one"},
		{"#ffffff", "#000000", "choose a darker one"},
		{"#767676", "", "choose a darker one"}, // 4.5:1 on white alone, less on the tinted ground
		{"#17456b", "#808080", "choose a lighter text color"},
		{"17456b", "", "cannot be read"},
		{"#17456", "", "cannot be read"},
		{"#17456g", "", "cannot be read"},
		{"red", "", "cannot be read"},
		{"#17456b;}body{display:none", "", "cannot be read"},
		{"", "url(x)", "cannot be read"},
	} {
		_, err := NewInstance(c.brand, c.ink)
		if err == nil || !strings.Contains(err.Error(), c.says) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%q on %q: %v, want %q", c.ink, c.brand, err, c.says)
		}
	}
}

func TestContrastIsThatOfWCAG(t *testing.T) {
	for _, c := range []struct {
		a, b rgb
		want float64
	}{
		{rgb{}, rgb{255, 255, 255}, 21},
		{rgb{0x76, 0x76, 0x76}, rgb{255, 255, 255}, 4.54},
		{rgb{255, 0, 0}, rgb{255, 255, 255}, 4.00},
		{rgb{9, 9, 9}, rgb{9, 9, 9}, 1},
	} {
		if got := contrast(c.a, c.b); math.Abs(got-c.want) > 0.005 || got != contrast(c.b, c.a) {
			t.Errorf("%s and %s: %.3f, want %.2f", c.a, c.b, got, c.want)
		}
	}
}

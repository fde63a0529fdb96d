package assets

import (
	"crypto/sha256"
	"fmt"
	"math"
	"regexp"
	"strconv"
)

// The colors of an instance that configures none.
const (
	DefaultBrand    = "#17456b"
	DefaultBrandInk = "#ffffff"
)

// The least contrast of text with its ground: WCAG 2.2, success criterion 1.4.3.
const leastContrast = 4.5

// The grounds on which the brand color is text (links): --sheet and --page in src/settings/_tokens.scss.
var sheet, page = rgb{255, 255, 255}, rgb{0xf7, 0xf9, 0xfa}

// Instance is the small stylesheet that gives one installation its colors. The zero value is not usable: make one with NewInstance.
type Instance struct{ css []byte }

// NewInstance makes the sheet from two colors, "#rrggbb" each: brand for the bar at the top, buttons and links, brandInk for text on
// it. Empty strings mean the defaults. The shades in between are derived. A color that cannot be read, or a pair that some reader could
// not tell apart (below 4.5:1 wherever the two meet), is an error in one sentence that says what to choose instead.
func NewInstance(brand, brandInk string) (Instance, error) {
	if brand == "" {
		brand = DefaultBrand
	}
	if brandInk == "" {
		brandInk = DefaultBrandInk
	}
	b, err := parse(brand)
	if err != nil {
		return Instance{}, err
	}
	ink, err := parse(brandInk)
	if err != nil {
		return Instance{}, err
	}
	dark, soft, line := b.mixed(rgb{}, 0.25), b.mixed(sheet, 0.90), b.mixed(sheet, 0.60)

	for _, ground := range []rgb{sheet, page, soft} {
		if c := contrast(b, ground); c < leastContrast {
			return Instance{}, fmt.Errorf("the brand color %s reaches only %.1f:1 as a link on %s and needs %.1f:1: choose a darker one", b, c, ground, leastContrast)
		}
	}
	for _, ground := range []rgb{b, dark} {
		if c := contrast(ink, ground); c < leastContrast {
			return Instance{}, fmt.Errorf("text in %s on the brand color %s reaches only %.1f:1 and needs %.1f:1: choose a lighter text color", ink, ground, c, leastContrast)
		}
	}
	return Instance{css: fmt.Appendf(nil, ":root{--brand:%s;--brand-ink:%s;--brand-dark:%s;--brand-soft:%s;--brand-line:%s}\n", b, ink, dark, soft, line)}, nil
}

// Path is the address of the sheet; it changes with the colors.
func (in Instance) Path() string { return Prefix + in.name() }

func (in Instance) name() string {
	sum := sha256.Sum256(in.css)
	return fmt.Sprintf("instance-%x.css", sum[:6])
}

type rgb [3]uint8

var hexColor = regexp.MustCompile(`^#[0-9a-fA-F]{6}$`)

func parse(s string) (rgb, error) {
	if !hexColor.MatchString(s) {
		return rgb{}, fmt.Errorf("the color %q cannot be read: write it as # and six hexadecimal digits, such as %s", s, DefaultBrand)
	}
	n, err := strconv.ParseUint(s[1:], 16, 32)
	return rgb{uint8(n >> 16), uint8(n >> 8), uint8(n)}, err
}

func (c rgb) String() string { return fmt.Sprintf("#%02x%02x%02x", c[0], c[1], c[2]) }

// mixed is c with the share (0 to 1) of other stirred in.
func (c rgb) mixed(other rgb, share float64) rgb {
	var m rgb
	for i := range c {
		m[i] = uint8(math.Round(float64(c[i])*(1-share) + float64(other[i])*share))
	}
	return m
}

// contrast is the ratio of WCAG 2.2, from 1 (none) to 21 (black on white).
func contrast(a, b rgb) float64 {
	x, y := a.luminance(), b.luminance()
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// luminance is WCAG's relative luminance of an sRGB color, 0 to 1.
func (c rgb) luminance() float64 {
	var l [3]float64
	for i, v := range c {
		s := float64(v) / 255
		if s <= 0.04045 {
			l[i] = s / 12.92
		} else {
			l[i] = math.Pow((s+0.055)/1.055, 2.4)
		}
	}
	return 0.2126*l[0] + 0.7152*l[1] + 0.0722*l[2]
}

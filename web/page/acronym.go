package page

import (
	"context"
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/a-h/templ"
)

// Acronyms are those of the councils and their field that the portal itself writes, and what they are short for. Where one comes first on a page its
// full name stands before it, or [Short] brings it along. Names that bodies and kinds of them bear are theirs, and their pages say what they are short for.
var Acronyms = map[string]string{
	"SCC":   "Sector Coordinating Council",
	"GCC":   "Government Coordinating Council",
	"ISAC":  "Information Sharing and Analysis Center",
	"ISAO":  "Information Sharing and Analysis Organization",
	"CISA":  "Cybersecurity and Infrastructure Security Agency",
	"PSA":   "Protective Security Advisor",
	"PCII":  "Protected Critical Infrastructure Information",
	"CIPAC": "Critical Infrastructure Partnership Advisory Council",
	"SRMA":  "Sector Risk Management Agency",
	"NICC":  "National Infrastructure Coordinating Center",
	"DHS":   "Department of Homeland Security",
	"SLTT":  "State, local, tribal and territorial",
	"CUI":   "Controlled Unclassified Information",
	"FEMA":  "Federal Emergency Management Agency",
	"DoD":   "Department of Defense",
	"DOE":   "Department of Energy",
	"CESER": "Office of Cybersecurity, Energy Security, and Emergency Response",
	"HHS":   "Department of Health and Human Services",
	"FDA":   "Food and Drug Administration",
	"ASPR":  "Administration for Strategic Preparedness and Response",
	"USDA":  "Department of Agriculture",
	"OCCIP": "Office of Cybersecurity and Critical Infrastructure Protection",
	"GSA":   "General Services Administration",
	"TSA":   "Transportation Security Administration",
	"USCG":  "Coast Guard",
	"DOT":   "Department of Transportation",
	"EPA":   "Environmental Protection Agency",
}

var acronym = regexp.MustCompile(`\b(` + strings.Join(slices.Sorted(maps.Keys(Acronyms)), "|") + `)\b`)

// Short is a text of the portal's own in which each acronym says what it is short for. A full name that the text writes out before the acronym is
// enough.
func Short(text string) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		var b strings.Builder
		rest := 0
		for _, at := range acronym.FindAllStringIndex(text, -1) {
			short := text[at[0]:at[1]]
			b.WriteString(templ.EscapeString(text[rest:at[0]]))
			if rest = at[1]; strings.Contains(text[:at[0]], Acronyms[short]) {
				b.WriteString(short)
			} else {
				b.WriteString(`<abbr title="` + templ.EscapeString(Acronyms[short]) + `">` + short + `</abbr>`)
			}
		}
		b.WriteString(templ.EscapeString(text[rest:]))
		_, err := io.WriteString(w, b.String())
		return err
	})
}

package story

import (
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
)

const day = 24 * time.Hour

// term is one appointment: a person in an office of a council, from so many days ago. A representative or an alternate
// speaks for the seat of his organization there.
type term struct {
	who     Person
	council string // slug
	office  string
	since   int // days ago
	until   int // days ago, 0 while it lasts, negative for a term that is known to end
	because string
}

// handed says that CISA staff recorded the council's own choice of this officer and handed the workspace over.
type handed struct {
	who                      Person
	council, office          string
	chosen                   int // days ago
	document, toldBy, record string
}

var handOvers = []handed{
	{Dana, "wscc", "chair", 400, "Minutes of the annual meeting, item 7", "Lena Ortiz, secretariat", "Sam Porter"},
	{Ben, "escc", "chair", 310, "Letter of the executive committee", "Ben Carver", "Sam Porter"},
	{Grace, "water-gcc", "chair", 520, "Designation letter of the lead agency", "Grace Bell", "Kim Doyle"},
	{Named("Adaeze Obi"), "hph-scc", "chair", 150, "Election result, executive committee", "Judith Marsh, secretariat", "Kim Doyle"},
}

var terms = slices.Concat([]term{
	{Dana, "wscc", "representative", 900, 0, ""},
	{Omar, "wscc", "alternate", 610, 0, ""},
	{Nora, "wscc", "representative", 1500, 45, "Took another post outside the sector"},
	{Priya, "wscc", "representative", 45, 0, ""},
	{Lena, "wscc", "secretary", 1200, 0, ""},
	{Hugo, "wscc", "observer", 200, 0, ""},
	{Victor, "wscc", "representative", 700, 0, ""},
	{Maya, "wscc", "representative", 430, 0, ""},
	{Maya, "escc", "representative", 380, 0, ""},
	{Ben, "escc", "representative", 640, 0, ""},
	{Ines, "escc", "representative", 250, 0, ""},
	{Grace, "water-gcc", "representative", 800, 0, ""},
	{Felix, "water-gcc", "representative", 350, 0, ""},
	{Joan, "water-gcc", "representative", 540, -40, ""},
	{Ruth, "water-gcc", "liaison", 365, 0, ""},
	{Ruth, "wscc-water-gcc-joint", "liaison", 365, 0, ""},
	{Tomas, "water-and-wastewater-community", "member", 120, 0, ""},
	{Paul, "region-8", "psa", 950, 0, ""},
	{Rosa, "region-8", "director", 1100, 0, ""},
	{Cora, "region-3", "psa", 480, 0, ""},
	{Vera, "region-8", "inspector", 700, 0, ""},
	{Walt, "watch", "watch-officer", 700, 0, ""},
	{Sam, "administration", "administrator", 1000, 0, ""},
	{Kim, "administration", "administrator", 600, 0, ""},
}, rest)

// others are the people who fill rosters and the directory, so that neither looks empty.
var others = []Person{
	person("Marcus Feld", "saltmarsh-bay-utilities", ""), person("Yuki Tanaka", "saltmarsh-bay-utilities", ""),
	person("Anneke Roos", "three-forks-water-system", ""), person("Delia Fontaine", "sycamore-county-sanitation", ""),
	person("Rafael Monroy", "sycamore-county-sanitation", ""), person("Signe Halvorsen", "cedar-sound-public-utility", ""),
	person("Peter Okafor", "great-bend-rural-water", ""), person("Wendy Kowalski", "clearwell-operators-guild", ""),
	person("Tobias Grant", "clearwell-operators-guild", ""), person("Gloria Estes", "plainstate-water-association", ""),
	person("Hank Sorensen", "lone-prairie-power", ""), person("Leila Farahani", "high-desert-transmission", ""),
	person("Martin Escobar", "grid-owners-alliance", ""), person("Bridget Nolan", "grid-owners-alliance", ""),
	person("Colin Ashby", "federal-grid-security-office", ""), person("Renata Silva", "federal-grid-security-office", ""),
	person("Adaeze Obi", "evergreen-health-network", ""), person("Judith Marsh", "hospital-resilience-association", ""),
	person("Samir Patel", "mercy-plains-hospitals", ""), person("Noelle Duval", "bay-commons-medical-supply", ""),
	person("Frank Abernathy", "federal-health-readiness-office", ""), person("Ingrid Bauer", "federal-health-readiness-office", ""),
	person("Louisa Trent", "ironwood-dams-trust", ""), person("Graham Pell", "canyon-reservoir-partners", ""),
	person("Carlos Beltran", "plateau-fire-chiefs", ""), person("Shauna Price", "river-city-dispatch", ""),
	person("Dieter Voss", "gulfline-chlor-alkali", ""), person("Amara Nwosu", "northwind-specialty-chemicals", ""),
	person("Jonas Lindqvist", "fieldstone-control-systems", ""), person("Mei Sato", "harborlight-software", ""),
	person("Trevor Banks", "national-coordination-office", ""), person("Alma Reinhart", "national-coordination-office", ""),
	person("Desmond Clarke", "national-coordination-office", ""), person("Yvonne Baptiste", "national-coordination-office", ""),
	person("Otto Kern", "national-coordination-office", ""), person("Fiona MacRae", "national-coordination-office", ""),
	person("Luis Arroyo", "national-coordination-office", ""), person("Hannah Stein", "federal-office-of-water-resilience", ""),
	person("Theo Barrett", "mesa-state-drinking-water-office", ""), person("Rachel Quill", "copper-creek-water-district", ""),
	person("Vikram Das", "great-bend-rural-water", ""), person("Elsie Thornton", "cedar-sound-public-utility", ""),
	person("Clara Whitmore", "riverbend-energy", ""),
}

var rest = []term{
	{Named("Marcus Feld"), "wscc", "representative", 820, -25, ""},
	{Named("Yuki Tanaka"), "wscc", "alternate", 410, 0, ""},
	{Named("Anneke Roos"), "wscc", "representative", 1300, 0, ""},
	{Named("Delia Fontaine"), "wscc", "representative", 330, 0, ""},
	{Named("Rafael Monroy"), "wscc", "alternate", 330, 0, ""},
	{Named("Signe Halvorsen"), "wscc", "representative", 290, 0, ""},
	{Named("Peter Okafor"), "wscc", "representative", 710, 0, ""},
	{Named("Wendy Kowalski"), "wscc", "representative", 1010, 0, ""},
	{Named("Tobias Grant"), "wscc", "adviser", 160, 0, ""},
	{Named("Gloria Estes"), "water-and-wastewater-community", "secretary", 500, 0, ""},
	{Named("Rachel Quill"), "water-and-wastewater-community", "member", 90, 0, ""},
	{Named("Vikram Das"), "water-and-wastewater-community", "member", 300, 0, ""},
	{Named("Hannah Stein"), "water-gcc", "alternate", 400, 0, ""},
	{Named("Theo Barrett"), "water-gcc", "alternate", 220, 0, ""},
	{Named("Hank Sorensen"), "escc", "representative", 900, 0, ""},
	{Named("Leila Farahani"), "escc", "representative", 520, 0, ""},
	{Named("Martin Escobar"), "escc", "secretary", 760, 0, ""},
	{Named("Bridget Nolan"), "escc", "representative", 760, 0, ""},
	{Named("Elsie Thornton"), "escc", "alternate", 210, 0, ""},
	{Named("Clara Whitmore"), "escc", "principal-staff", 130, 0, ""},
	{Named("Colin Ashby"), "energy-gcc", "chair", 640, 0, ""},
	{Named("Colin Ashby"), "energy-gcc", "representative", 640, 0, ""},
	{Named("Renata Silva"), "energy-gcc", "alternate", 320, 0, ""},
	{Named("Adaeze Obi"), "hph-scc", "representative", 480, 0, ""},
	{Named("Judith Marsh"), "hph-scc", "secretary", 930, 0, ""},
	{Named("Samir Patel"), "hph-scc", "representative", 360, 0, ""},
	{Named("Noelle Duval"), "hph-scc", "representative", 140, 0, ""},
	{Named("Frank Abernathy"), "hph-gcc", "chair", 700, 0, ""},
	{Named("Frank Abernathy"), "hph-gcc", "representative", 700, 0, ""},
	{Named("Ingrid Bauer"), "hph-gcc", "alternate", 260, 0, ""},
	{Named("Louisa Trent"), "dams-scc", "chair", 450, 12, "Resigned from the chair"},
	{Named("Graham Pell"), "dams-scc", "vice-chair", 300, 0, ""},
	{Named("Louisa Trent"), "dams-scc", "representative", 450, 0, ""},
	{Named("Graham Pell"), "dams-scc", "representative", 610, 0, ""},
	{Named("Carlos Beltran"), "emergency-services-scc", "chair", 270, 0, ""},
	{Named("Shauna Price"), "emergency-services-scc", "representative", 180, 0, ""},
	{Named("Dieter Voss"), "chemical-scc", "chair", 580, 0, ""},
	{Named("Dieter Voss"), "chemical-scc", "representative", 580, 0, ""},
	{Named("Amara Nwosu"), "chemical-scc", "representative", 240, 0, ""},
	{Named("Jonas Lindqvist"), "it-scc", "chair", 390, 0, ""},
	{Named("Mei Sato"), "it-scc", "representative", 520, 0, ""},
	{Named("Trevor Banks"), "region-8", "csa", 420, 0, ""},
	{Named("Alma Reinhart"), "region-3", "director", 800, 0, ""},
	{Named("Desmond Clarke"), "region-5", "psa", 560, 0, ""},
	{Named("Yvonne Baptiste"), "region-6", "psa", 330, 0, ""},
	{Named("Otto Kern"), "region-7", "psa", 980, 0, ""},
	{Named("Fiona MacRae"), "region-9", "psa", 150, 0, ""},
	{Named("Luis Arroyo"), "watch", "watch-officer", 400, 0, ""},
}

// vacancies are seats that wait for a person.
var vacancies = []struct{ council, organization string }{
	{"wscc", "copper-creek-water-district"}, {"hph-scc", "hospital-resilience-association"},
}

// selected are whom CISA selected for the Water SCC, beside the roster that its charter makes.
type selected struct {
	ID           uuid.UUID `json:"id"`
	Organization string    `json:"organization"`
	Person       string    `json:"person"`
	Ended        *int      `json:"ended"` // days ago
	Because      string    `json:"because"`
}

func selections() []selected {
	ago := 20
	return []selected{
		{Selection("blue-mesa-water-authority"), "blue-mesa-water-authority", Dana.Name, nil, ""},
		{Selection("tidewater-utilities-cooperative"), "tidewater-utilities-cooperative", "", nil, ""},
		{Selection("river-city-dispatch"), "river-city-dispatch", "Shauna Price", &ago, "Selected for the emergency services sector instead"},
	}
}

// Selection is the identifier of an organization's selection for the Water SCC.
func Selection(organization string) uuid.UUID { return id("selection", organization) }

// Rule is a proposal of staff that waits for the chair of the Water GCC.
var Rule = id("roster rule", "water-gcc")

// Absence is that of the representative of Saltmarsh Bay Utilities, for whom Yuki Tanaka speaks meanwhile.
var Absence = id("absence", "saltmarsh-bay-utilities")

// Appointment is the identifier of the person's term in an office of a council: what one posts as.
func (p Person) Appointment(council, office string) uuid.UUID {
	return id("appointment", p.Name+"/"+council+"/"+office)
}

// Seat is the identifier of an organization's seat in a council.
func Seat(council, organization string) uuid.UUID { return id("seat", council+"/"+organization) }

// Named finds one of the people by name, or by first name in lower case; it panics where there is nobody, since that is a
// slip of the pen.
func Named(name string) Person {
	for _, p := range slices.Concat(Cast, others) {
		first, _, _ := strings.Cut(p.Name, " ")
		if p.Name == name || strings.ToLower(first) == name {
			return p
		}
	}
	panic("story: nobody is called " + name)
}

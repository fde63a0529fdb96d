package story

import "github.com/google/uuid"

// namespace of all identifiers here, itself made of a name that nobody else uses.
var namespace = uuid.NewSHA1(uuid.NameSpaceURL, []byte("https://example.org/concord/story"))

func id(kind, name string) uuid.UUID { return uuid.NewSHA1(namespace, []byte(kind+":"+name)) }

// Person is one of the story's people.
type Person struct {
	ID           uuid.UUID
	Name         string
	Organization string // slug
	Does         string // one line for whoever wants to try the portal as this person; empty for the rest of the roster
}

func person(name, organization, does string) Person {
	return Person{ID: id("person", name), Name: name, Organization: organization, Does: does}
}

// The people that tests are played by.
var (
	Dana  = person("Dana Whitfield", "blue-mesa-water-authority", "Chairs the Water Sector Coordinating Council and represents her utility there")
	Omar  = person("Omar Haddad", "blue-mesa-water-authority", "Alternate for the same utility in the Water SCC")
	Priya = person("Priya Raman", "tidewater-utilities-cooperative", "Represents a utility in the Water SCC")
	Lena  = person("Lena Ortiz", "plainstate-water-association", "Secretariat of the Water SCC: keeps its roster and charter")
	Hugo  = person("Hugo Lind", "plainstate-water-association", "Observes the Water SCC, without a seat")
	Maya  = person("Maya Chen", "lakeshore-water-and-power", "Represents a utility in two councils: Water and Electricity")
	Ben   = person("Ben Carver", "riverbend-energy", "Chairs the Electricity council")
	Ines  = person("Ines Duarte", "prairie-grid-cooperative", "Represents a utility in the Electricity council; an outsider to Water")
	Grace = person("Grace Bell", "federal-office-of-water-resilience", "Chairs the Water Government Coordinating Council")
	Felix = person("Felix Strand", "federal-water-safety-commission", "Represents a regulator in the Water GCC")
	Joan  = person("Joan Pike", "mesa-state-drinking-water-office", "Represents a state office in the Water GCC")
	Ruth  = person("Ruth Adler", "national-coordination-office", "Sector liaison of CISA to the Water GCC and the joint room")
	Tomas = person("Tomas Vega", "copper-creek-water-district", "Runs a small utility: in the water community, without a seat")
	Paul  = person("Paul Reyes", "national-coordination-office", "Protective Security Advisor in Region 8")
	Rosa  = person("Rosa Kim", "national-coordination-office", "Director of Region 8")
	Cora  = person("Cora West", "national-coordination-office", "Protective Security Advisor in Region 3")
	Vera  = person("Vera Stone", "national-coordination-office", "Inspector in Region 8: reads nothing of the voluntary work")
	Walt  = person("Walt Jensen", "national-coordination-office", "Watch officer, around the clock")
	Sam   = person("Sam Porter", "national-coordination-office", "CISA staff: administers sectors and councils")
	Kim   = person("Kim Doyle", "national-coordination-office", "CISA staff: the second person that some acts need")
	Nora  = person("Nora Quist", "tidewater-utilities-cooperative", "Formerly represented a utility in the Water SCC; her appointment ended")
	// Victor's account is suspended while his seat stays.
	Victor = person("Victor Hale", "plainstate-water-association", "Suspended: nothing opens for him")
	Eve    = person("Eve Novak", "copper-creek-water-district", "Enrolled, but appointed to nothing yet")
)

// Cast are the people one may sign in as to see the portal from where they sit.
var Cast = []Person{Dana, Priya, Maya, Grace, Tomas, Paul, Sam, Ines, Omar, Lena, Hugo, Ben, Felix, Joan, Ruth, Rosa, Cora, Vera, Walt, Kim, Nora, Victor, Eve}

// organization is one of the invented ones.
type organization struct {
	ID        uuid.UUID `json:"id"`
	Slug      string    `json:"slug"`
	Name      string    `json:"name"`
	Abbr      string    `json:"abbr"`
	Kind      string    `json:"kind"`
	State     string    `json:"state"`
	Regulator bool      `json:"regulator"`
	Sectors   []string  `json:"sectors"`
}

func company(slug, name, abbr, kind, state string, sectors ...string) organization {
	return organization{ID: id("organization", slug), Slug: slug, Name: name, Abbr: abbr, Kind: kind, State: state, Sectors: sectors}
}

func regulator(o organization) organization {
	o.Regulator = true
	return o
}

// Sectors of the reference data in which the story plays.
const (
	water     = "water-and-wastewater"
	energy    = "energy"
	health    = "healthcare-and-public-health"
	dams      = "dams"
	emergency = "emergency-services"
	chemical  = "chemical"
	itSector  = "information-technology"
)

var organizations = []organization{
	company("blue-mesa-water-authority", "Blue Mesa Water Authority", "BMWA", "owner_operator", "CO", water),
	company("tidewater-utilities-cooperative", "Tidewater Utilities Cooperative", "TUC", "owner_operator", "VA", water),
	company("lakeshore-water-and-power", "Lakeshore Water and Power", "LWP", "owner_operator", "MI", water, energy),
	company("plainstate-water-association", "Plainstate Water Association", "PWA", "trade_association", "KS", water),
	company("riverbend-energy", "Riverbend Energy", "", "owner_operator", "TX", energy),
	company("prairie-grid-cooperative", "Prairie Grid Cooperative", "PGC", "owner_operator", "KS", energy),
	company("federal-office-of-water-resilience", "Federal Office of Water Resilience", "FOWR", "federal_agency", "DC", water),
	regulator(company("federal-water-safety-commission", "Federal Water Safety Commission", "FWSC", "federal_agency", "DC", water)),
	regulator(company("mesa-state-drinking-water-office", "Mesa State Drinking Water Office", "MSDWO", "sltt_body", "CO", water)),
	company("national-coordination-office", "National Coordination Office", "NCO", "federal_agency", "DC"),
	company("copper-creek-water-district", "Copper Creek Water District", "CCWD", "owner_operator", "CO", water),

	company("saltmarsh-bay-utilities", "Saltmarsh Bay Utilities", "SBU", "owner_operator", "VA", water),
	company("three-forks-water-system", "Three Forks Water System", "TFWS", "owner_operator", "MT", water, dams),
	company("sycamore-county-sanitation", "Sycamore County Sanitation Districts", "SCSD", "owner_operator", "CA", water),
	company("cedar-sound-public-utility", "Cedar Sound Public Utility", "CSPU", "owner_operator", "WA", water, energy),
	company("great-bend-rural-water", "Great Bend Rural Water", "GBRW", "owner_operator", "KS", water),
	company("clearwell-operators-guild", "Clearwell Operators Guild", "COG", "trade_association", "MI", water),
	company("lone-prairie-power", "Lone Prairie Power", "LPP", "owner_operator", "TX", energy),
	company("high-desert-transmission", "High Desert Transmission", "HDT", "owner_operator", "CO", energy),
	company("grid-owners-alliance", "Grid Owners Alliance", "GOA", "trade_association", "VA", energy),
	company("federal-grid-security-office", "Federal Grid Security Office", "FGSO", "federal_agency", "DC", energy),
	company("evergreen-health-network", "Evergreen Health Network", "EHN", "owner_operator", "WA", health),
	company("mercy-plains-hospitals", "Mercy Plains Hospitals", "MPH", "owner_operator", "KS", health),
	company("bay-commons-medical-supply", "Bay Commons Medical Supply", "BCMS", "owner_operator", "CA", health),
	company("hospital-resilience-association", "Hospital Resilience Association", "HRA", "trade_association", "MI", health),
	company("federal-health-readiness-office", "Federal Health Readiness Office", "FHRO", "federal_agency", "DC", health),
	company("ironwood-dams-trust", "Ironwood Dams Trust", "IDT", "owner_operator", "CA", dams),
	company("canyon-reservoir-partners", "Canyon Reservoir Partners", "CRP", "owner_operator", "CO", dams),
	company("plateau-fire-chiefs", "Plateau Fire Chiefs Association", "PFCA", "trade_association", "CO", emergency),
	company("river-city-dispatch", "River City Dispatch Authority", "RCDA", "owner_operator", "MI", emergency),
	company("gulfline-chlor-alkali", "Gulfline Chlor-Alkali", "GCA", "owner_operator", "TX", chemical),
	company("northwind-specialty-chemicals", "Northwind Specialty Chemicals", "NSC", "owner_operator", "WA", chemical),
	company("fieldstone-control-systems", "Fieldstone Control Systems", "FCS", "owner_operator", "TX", itSector),
	company("harborlight-software", "Harborlight Software", "HLS", "owner_operator", "WA", itSector),
}

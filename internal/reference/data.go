package reference

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
)

//go:embed data/*.json
var embedded embed.FS

// files is what the JSON files say, in their own words. Slugs are stable keys.
type files struct {
	sources       map[string]source
	editions      []edition
	sectors       []sector
	retired       []retired
	regions       []region
	counties      map[string]string // name by FIPS code, whose first two digits are the state's
	organizations []organization
	umbrellas     []umbrella
	councils      []council
}

// provenance says which fields of an item were seen in which sources, and which are from memory.
type provenance struct {
	Verified   []string `json:"verified_fields"`
	Memory     []string `json:"memory_fields"`
	Sources    []string `json:"sources"`
	Confidence string   `json:"confidence"`
	Note       string   `json:"note"`
}

type source struct{ Title, Publisher, Locator string }

type edition struct {
	Slug, Title, Date, Status string
	TermForLead               string  `json:"term_for_lead"`
	TermForSector             string  `json:"term_for_sector"`
	Entries                   []entry `json:"sector_entries"` // none: derived, see derived
	Provenance                provenance
}

// entry is one line of an edition's list of sectors.
type entry struct {
	Name      string
	Leads     []string `json:"lead_agencies"`
	MapsTo    []string `json:"maps_to"`
	Subsector string   `json:"maps_to_subsector"`
	Note      string
}

type sector struct {
	Slug, Name, Scope string
	ShortName         string `json:"short_name"`
	SRMA              []struct{ Agency, Abbr, Component string }
	Subsectors        []struct {
		Slug, Name, Kind, Scope string
		Leads                   []string `json:"lead_agencies"`
	}
	Lineage    []ancestor
	Provenance provenance
}

// ancestor is a name and a lead that a sector had in an edition.
type ancestor struct{ Edition, Name, Lead, Note string }

type retired struct {
	Slug, Name, Lead, Fate string
	From                   string `json:"from_edition"`
	Until                  string `json:"until_edition"`
	Year                   int
	Into                   []struct{ Sector, Subsector string }
	Provenance             provenance
}

type region struct {
	Number        int
	Name, Note    string
	OfficeCity    string `json:"office_city"`
	OfficeState   string `json:"office_state"`
	Jurisdictions []struct{ Code, Name, FIPS, Kind string }
	Provenance    provenance
}

type organization struct {
	Slug, Name, Abbr, Kind, Parent, Note string
	WebsiteHost                          string `json:"website_host"`
	State                                string `json:"hq_state"`
	Sectors                              []string
	FormerNames                          []string `json:"former_names"`
	Regulator                            bool
	Memberships                          []place
	Provenance                           provenance
}

// place is one that an organization has in a council.
type place struct {
	Council, Role, Basis, Note string
	AsOfYear                   *int   `json:"as_of_year"`
	SourceID                   string `json:"source_id"`
}

type umbrella struct {
	Slug, Since, Until string
	Name               string `json:"official_name"`
	ShortName          string `json:"short_name"`
	WebsiteHost        string `json:"website_host"`
	LegalBasis         string `json:"legal_basis"`
	DatesNote          string `json:"dates_note"`
	Selects            bool   `json:"selects_members"`
	Provenance         provenance
}

type council struct {
	Slug, Kind, Status, Parent, Counterpart, Note string
	Name                                          string   `json:"official_name"`
	ShortName                                     string   `json:"short_name"`
	AlsoCounterpart                               []string `json:"also_counterpart"`
	JointWith                                     string   `json:"joint_with"`
	WebsiteHost                                   string   `json:"website_host"`
	Chair                                         string   // private, government, sltt ...
	Sectors, Subsectors                           []string
	Formed                                        struct {
		Year             *int
		Confidence, Note string
	}
	Provenance provenance
}

// read takes the files from a folder. A field that no type above names is an error, for it would be lost unseen.
func read(folder fs.FS) (files, error) {
	var f files
	var sectorFile struct {
		Editions []edition
		Sectors  []sector
		Retired  []retired
	}
	var councilFile struct {
		Umbrellas []umbrella
		Councils  []council
	}
	for name, into := range map[string]any{
		"sources": &f.sources, "sectors": &sectorFile, "regions": &f.regions, "counties": &f.counties, "organizations": &f.organizations, "councils": &councilFile,
	} {
		text, err := fs.ReadFile(folder, "data/"+name+".json")
		if err != nil {
			return files{}, fmt.Errorf("reference: %w", err)
		}
		strict := json.NewDecoder(bytes.NewReader(text))
		strict.DisallowUnknownFields()
		if err := strict.Decode(into); err != nil {
			return files{}, fmt.Errorf("reference: %s.json: %w", name, err)
		}
	}
	f.editions, f.sectors, f.retired = sectorFile.Editions, sectorFile.Sectors, sectorFile.Retired
	f.umbrellas, f.councils = councilFile.Umbrellas, councilFile.Councils
	return f, nil
}

package story

import "github.com/google/uuid"

// plant is a facility of one of the story's organizations.
type plant struct {
	ID           uuid.UUID `json:"id"`
	Organization uuid.UUID `json:"organization"`
	Name         string    `json:"name"`
	Kind         string    `json:"kind"`
	Sector       string    `json:"sector"`
	County       string    `json:"county"` // FIPS code
	City         string    `json:"city"`
	Latitude     float64   `json:"latitude"`
	Longitude    float64   `json:"longitude"`
}

// Facility names a facility of the story.
func Facility(name string) uuid.UUID { return id("facility", name) }

func runs(organization, name, kind, sector, county, city string, latitude, longitude float64) plant {
	return plant{Facility(name), id("organization", organization), name, kind, sector, county, city, latitude, longitude}
}

// The facilities of two neighbors on a river of Virginia, of the mountains of Colorado and Montana, and a few elsewhere. Places are real,
// what stands there is invented.
var plants = []plant{
	runs("tidewater-utilities-cooperative", "Queens Lake Treatment Plant", "Drinking water treatment plant", water, "51199", "Williamsburg", 37.296, -76.640),
	runs("tidewater-utilities-cooperative", "Seaford Reclamation Plant", "Wastewater treatment plant", water, "51199", "Seaford", 37.189, -76.435),
	runs("tidewater-utilities-cooperative", "Grafton Booster Station", "Pumping station", water, "51199", "Grafton", 37.165, -76.478),
	runs("tidewater-utilities-cooperative", "Toano Well Field", "Wells and chlorination", water, "51095", "Toano", 37.380, -76.803),
	runs("saltmarsh-bay-utilities", "Powhatan Creek Treatment Plant", "Drinking water treatment plant", water, "51095", "Williamsburg", 37.262, -76.773),
	runs("saltmarsh-bay-utilities", "Jamestown Road Pumping Station", "Pumping station", water, "51095", "Williamsburg", 37.231, -76.785),
	runs("saltmarsh-bay-utilities", "Gloucester Point Intake", "River intake", water, "51073", "Gloucester Point", 37.255, -76.497),
	runs("saltmarsh-bay-utilities", "Bay Shore Outfall", "Wastewater outfall", water, "51650", "Hampton", 37.050, -76.290),

	runs("blue-mesa-water-authority", "Plateau Creek Filter Plant", "Drinking water treatment plant", water, "08077", "Palisade", 39.166, -108.268),
	runs("blue-mesa-water-authority", "Orchard Mesa Reservoir", "Finished water storage", water, "08077", "Grand Junction", 39.034, -108.552),
	runs("blue-mesa-water-authority", "Kannah Creek Intake", "River intake", water, "08077", "Whitewater", 38.961, -108.304),
	runs("blue-mesa-water-authority", "Redlands Operations Center", "Control center", water, "08077", "Grand Junction", 39.078, -108.636),
	runs("copper-creek-water-district", "Copper Creek Plant", "Drinking water treatment plant", water, "08029", "Cedaredge", 38.902, -107.926),
	runs("copper-creek-water-district", "Surface Creek Wells", "Wells and chlorination", water, "08029", "Delta", 38.742, -108.069),
	runs("canyon-reservoir-partners", "Crystal Gate Dam", "Dam", dams, "08085", "Montrose", 38.511, -107.625),
	runs("canyon-reservoir-partners", "Silver Jack Outlet", "Dam outlet works", dams, "08085", "Cimarron", 38.431, -107.560),
	runs("three-forks-water-system", "Headwaters Plant", "Drinking water treatment plant", water, "30031", "Three Forks", 45.893, -111.552),
	runs("three-forks-water-system", "Toston Diversion", "Diversion dam", dams, "30007", "Toston", 46.121, -111.409),

	runs("great-bend-rural-water", "Cheyenne Bottoms Wells", "Wells and chlorination", water, "20009", "Great Bend", 38.460, -98.690),
	runs("prairie-grid-cooperative", "Arkansas Bend Substation", "Substation", energy, "20173", "Wichita", 37.688, -97.336),
	runs("riverbend-energy", "San Jacinto Switching Station", "Switching station", energy, "48201", "Baytown", 29.735, -94.977),
	runs("gulfline-chlor-alkali", "Texas City Cell House", "Chlorine plant", chemical, "48167", "Texas City", 29.384, -94.903),
	runs("lakeshore-water-and-power", "Muskegon Lake Plant", "Drinking water treatment plant", water, "26121", "Muskegon", 43.234, -86.248),
	runs("lakeshore-water-and-power", "Grand Haven Substation", "Substation", energy, "26139", "Grand Haven", 43.063, -86.228),
	runs("cedar-sound-public-utility", "Everett Treatment Plant", "Drinking water treatment plant", water, "53061", "Everett", 47.979, -122.202),
}

// addresses are the counties and cities of organizations that have facilities there.
var addresses = []struct {
	ID     uuid.UUID `json:"id"`
	County string    `json:"county"`
	City   string    `json:"city"`
}{
	{id("organization", "tidewater-utilities-cooperative"), "51199", "Williamsburg"}, {id("organization", "saltmarsh-bay-utilities"), "51095", "Williamsburg"},
	{id("organization", "blue-mesa-water-authority"), "08077", "Grand Junction"}, {id("organization", "copper-creek-water-district"), "08029", "Cedaredge"},
	{id("organization", "canyon-reservoir-partners"), "08085", "Montrose"}, {id("organization", "three-forks-water-system"), "30031", "Three Forks"},
	{id("organization", "great-bend-rural-water"), "20009", "Great Bend"}, {id("organization", "prairie-grid-cooperative"), "20173", "Wichita"},
	{id("organization", "riverbend-energy"), "48201", "Houston"}, {id("organization", "lakeshore-water-and-power"), "26121", "Muskegon"},
	{id("organization", "cedar-sound-public-utility"), "53061", "Everett"},
}

const (
	tellAddresses = `update organization o set county = x.county, city = x.city
  from jsonb_to_recordset($1) as x (id uuid, county text, city text) where o.id = x.id`

	tellFacilities = `insert into facility (id, organization_id, invented, name, kind, sector, state, county, city, latitude, longitude, since)
select x.id, x.organization, true, x.name, x.kind, x.sector, c.state, x.county, x.city, x.latitude, x.longitude, $2
  from jsonb_to_recordset($1) as x (id uuid, organization uuid, name text, kind text, sector text, county text, city text, latitude numeric, longitude numeric)
  join county c on c.fips = x.county`
)

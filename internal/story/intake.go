package story

// Intake is a file of Sam's that waits for his approval: rows of each kind of verdict.
var Intake = id("intake", "partners")

var partners = []map[string]string{
	{"name": "Pinehollow Water Works", "kind": "owner_operator", "state": "VA", "county": "Accomack", "city": "Onancock", "sectors": "water-and-wastewater"},
	{"name": "Fort Laramie Rural Power", "kind": "owner_operator", "state": "WY", "sectors": "energy"},
	{"name": "Bluemesa Water Authority", "kind": "sltt_body", "state": "CO", "sectors": "water-and-wastewater"},
	{"name": "Prairie Grid Cooperative", "website": "https://prairie.example.org"},
	{"name": "TIDEWATER UTILITIES COOPERATIVE, INC."},
	{"name": "Juniper Flats Dispatch", "state": "ZZ"},
	{"name": "", "state": "VA"},
}

const (
	tellIntake = `insert into intake (id, kind, by_id, file, at) values ($1, 'organizations', $2, 'partners.csv', $3)`

	tellIntakeRows = `insert into intake_row (intake_id, number, given) select $1, n, r from jsonb_array_elements($2) with ordinality x (r, n)`
)

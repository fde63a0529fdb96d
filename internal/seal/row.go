package seal

import (
	"encoding/json"

	"golang.org/x/mod/sumdb/tlog"
)

// Row is a row of the record as it is sealed: identifiers, marks and names of columns, no content. Its JSON is the leaf.
type Row struct {
	ID       int64    `json:"id"`
	At       string   `json:"at"`
	Person   string   `json:"person"`   // who; "" is the portal itself
	Behalf   string   `json:"behalf"`   // the appointment in which it was done
	Decision string   `json:"decision"` // allowed or refused
	Reason   string   `json:"reason"`
	Route    string   `json:"route"`
	Request  string   `json:"request"`
	Act      string   `json:"act"`
	Verb     string   `json:"verb"`
	Object   string   `json:"object"`
	ObjectID string   `json:"object_id" db:"object_id"`
	Changed  []string `json:"changed"`
	Council  string   `json:"council"`
	Item     string   `json:"item"`
	Subject  string   `json:"subject"` // the person to whom it was done
	Label    string   `json:"label"`
}

// columns are those of a row, of the table or view a. A row that is gone has the id 0.
const columns = `coalesce(a.id, 0) as id, coalesce(to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), '') as at, coalesce(a.person_id::text, '') as person,
       coalesce(a.appointment_id::text, '') as behalf, coalesce(a.decision, '') as decision, coalesce(a.reason, '') as reason, coalesce(a.route, '') as route,
       coalesce(a.request, '') as request, coalesce(a.act, '') as act, coalesce(a.verb, '') as verb, coalesce(a.object, '') as object, coalesce(a.object_id, '') as object_id,
       coalesce(a.changed, '{}') as changed, coalesce(a.council_id::text, '') as council, coalesce(a.item_id::text, '') as item, coalesce(a.subject_id::text, '') as subject,
       coalesce(a.label, '') as label`

// leaf is the row as a leaf.
func (r Row) leaf() []byte {
	b, err := json.Marshal(r)
	if err != nil {
		panic(err) // strings and numbers always can
	}
	return b
}

// Line is one of the export: a leaf's number and hash as the log has them, and the row as the record has it now; null where it is gone.
type Line struct {
	Leaf int64           `json:"leaf"`
	Hash tlog.Hash       `json:"hash"`
	Row  json.RawMessage `json:"row"`
}

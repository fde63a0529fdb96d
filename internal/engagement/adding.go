package engagement

import (
	"example.org/concord/internal/db"
)

// Addable are the kinds of organizations that field staff add when they met one that is not on record; staff of the portal add the others.
var Addable = []string{"owner_operator", "sltt_body", "tribal_nation", "academic", "other"}

// StateChoice is a state of the asker's office.
type StateChoice struct{ Code, Name string }

// StatesHere are those in whose office the asker records, by name: there alone an organization is added on the way.
func StatesHere(dst *[]StateChoice) db.Query {
	return db.Many("states where the asker records", `
select j.code, j.name from jurisdiction j
 where j.region = any (array(select c.region from app.holding h join council c on c.id = h.council_id where h.capability = 'engagement.write')) order by j.name`, dst)
}

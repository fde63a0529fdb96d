package story

import (
	"time"

	"github.com/google/uuid"
)

// Admission names one of the story's open cases.
func Admission(key string) uuid.UUID { return id("admission", key) }

// applicants wait: one whom nobody has spoken for yet, one for a validator, and one in another council.
var applicants = []struct {
	key, council, organization, office, name, reason string
	by                                               *Person // nil: asked without an account
	days                                             int
}{
	{"odile", "wscc", "copper-creek-water-district", "representative", "Odile Marsh", "Takes over the district's seat from the first of the month.", nil, 2},
	{"gil", "wscc", "saltmarsh-bay-utilities", "observer", "Gil Navarro", "Leads the coastal utilities' work on salt water; we need it at the table.", &Priya, 9},
	{"petra", "escc", "high-desert-transmission", "observer", "Petra Lunn", "Knows the western interties.", &Ines, 4},
}

type application struct {
	ID           uuid.UUID  `json:"id"`
	Council      string     `json:"council"`
	Origin       string     `json:"origin"`
	Organization uuid.UUID  `json:"organization"`
	Office       string     `json:"office"`
	Name         string     `json:"name"`
	Email        string     `json:"email"`
	Reason       string     `json:"reason"`
	By           *uuid.UUID `json:"by"`
	At           time.Time  `json:"at"`
}

func applications(now time.Time) []application {
	var all []application
	for _, a := range applicants {
		one := application{ID: Admission(a.key), Council: a.council, Origin: "request", Organization: id("organization", a.organization), Office: a.office, Name: a.name,
			Email: Person{Name: a.name}.Email(), Reason: a.reason, At: now.Add(-time.Duration(a.days) * day)}
		if a.by != nil {
			one.Origin, one.By = "nomination", &a.by.ID
		}
		all = append(all, one)
	}
	return all
}

const (
	tellApplications = `insert into admission (id, council_id, origin, organization_id, office, name, email, phone, supervisor, supervisor_contact, reason, by_id, at)
select x.id, c.id, x.origin, x.organization, x.office, x.name, x.email, '555-0170', 'Ada Mills', '555-0171', x.reason, x.by, x.at
  from jsonb_to_recordset($1) as x (id uuid, council text, origin text, organization uuid, office text, name text, email text, reason text, by uuid, at timestamptz)
  join council c on c.slug = x.council order by x.at`

	// The triggers date the steps as of today; in the story they were then.
	tellSteps = `update admission_step s set at = a.at from admission a where a.id = s.admission_id and a.id in (select id from jsonb_to_recordset($1) as x (id uuid))`

	tellRules = `insert into rules_accepted (person_id, since, at) select x.id, r.since, greatest(r.since, p.added)
  from jsonb_to_recordset($1) as x (id uuid) join person p on p.id = x.id cross join rules_of_behavior r`
)

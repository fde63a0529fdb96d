package story

import (
	"fmt"
	"hash/fnv"
	"slices"

	"github.com/google/uuid"
)

// contact is one way to reach somebody, or a desk of an organization.
type contact struct {
	ID           uuid.UUID  `json:"id"`
	Person       *uuid.UUID `json:"person"`
	Organization *uuid.UUID `json:"organization"`
	Kind         string     `json:"kind"`
	Label        string     `json:"label"`
	Value        string     `json:"value"`
	Peers        bool       `json:"peers"`
	Advisors     bool       `json:"advisors"`
	Members      bool       `json:"members"`
}

// Contact is the identifier of a contact: whose it is, a person's name or an organization's slug, and which kind.
func Contact(whose, kind string) uuid.UUID { return id("contact", whose+"/"+kind) }

// Opened is the identifier of an opening that Dana finds on her log.
var Opened = id("reveal", "Dana")

var areas = map[string]string{"CO": "303", "VA": "757", "MI": "313", "KS": "316", "TX": "713", "DC": "202", "MT": "406", "CA": "909", "WA": "206"}

// number is one of those that are given to nobody.
func number(state, of string) string {
	h := fnv.New32()
	fmt.Fprint(h, of)
	return fmt.Sprintf("%s-555-01%02d", areas[state], h.Sum32()%100)
}

// desks by organization: which kind, and what it is called.
var desks = []struct{ organization, kind, label string }{
	{"blue-mesa-water-authority", "after-hours", "24-hour desk"}, {"blue-mesa-water-authority", "office", "Security desk"},
	{"copper-creek-water-district", "after-hours", "Operator on call"}, {"canyon-reservoir-partners", "after-hours", "Dam operations, around the clock"},
	{"high-desert-transmission", "after-hours", "Control room"}, {"tidewater-utilities-cooperative", "after-hours", "24-hour desk"},
	{"saltmarsh-bay-utilities", "after-hours", "Duty engineer"}, {"lakeshore-water-and-power", "after-hours", "Control room"},
	{"riverbend-energy", "after-hours", "System operations"}, {"three-forks-water-system", "after-hours", "24-hour desk"},
	{"river-city-dispatch", "office", "Shift supervisor"}, {"evergreen-health-network", "after-hours", "House supervisor"},
}

// contacts of everybody who serves somewhere: the e-mail address for peers and advisors, the office telephone for all, a mobile for advisors
// where they run something, and of two chairs a number for the night. Eve, Victor and Hugo keep none.
func contacts() (all []contact) {
	state := map[string]string{}
	for _, o := range organizations {
		state[o.Slug] = o.State
	}
	for _, p := range slices.Concat(Cast, others) {
		if p == Eve || p == Victor || p == Hugo {
			continue
		}
		c := contact{ID: Contact(p.Name, "email"), Person: &p.ID, Kind: "email", Value: p.Email(), Peers: true, Advisors: true}
		all = append(all, c)
		c.ID, c.Kind, c.Value, c.Members = Contact(p.Name, "office"), "office", number(state[p.Organization], p.Organization), p != Ines
		all = append(all, c)
		if o := p.Organization; o != "national-coordination-office" {
			all = append(all, contact{ID: Contact(p.Name, "direct"), Person: &p.ID, Kind: "direct", Label: "Work mobile", Value: number(state[o], p.Name), Advisors: true})
		}
		if p == Dana || p == Ben {
			all = append(all, contact{ID: Contact(p.Name, "after-hours"), Person: &p.ID, Kind: "after-hours", Label: "At night", Value: number(state[p.Organization], p.Name+" at night"), Peers: true, Advisors: true})
		}
	}
	for _, d := range desks {
		o := id("organization", d.organization)
		all = append(all, contact{ID: Contact(d.organization, d.kind), Organization: &o, Kind: d.kind, Label: d.label, Value: number(state[d.organization], d.label+d.organization), Peers: true, Advisors: true})
	}
	return all
}

const (
	tellContacts = `insert into contact (id, person_id, organization_id, kind, label, value, for_peers, for_advisors, for_members)
select id, person, organization, kind, label, value, peers, advisors, members
  from jsonb_to_recordset($1) as x (id uuid, person uuid, organization uuid, kind text, label text, value text, peers boolean, advisors boolean, members boolean)`

	// Who opened what before today.
	tellReveals = `insert into reveal (id, act, contact_id, person_id, organization_id, kind, label, by_id, by_name, by_office, by_organization, via, reason, at)
select x.id, x.id, c.id, c.person_id, c.organization_id, c.kind, c.label, p.id, p.name, x.office, o.name, 'page', x.reason, $1::timestamptz - x.ago * interval '1 hour'
  from (values ($2::uuid, $3::uuid, $4::uuid, 'Protective Security Advisor, Region 8', 'A main broke in Mesa County and the county asks who can open the valve.', 340),
               (gen_random_uuid(), $5, $4, 'Protective Security Advisor, Region 8', 'To arrange the visit on Thursday.', 60),
               (gen_random_uuid(), $6, $7, 'Representative, WSCC', 'A question about the chlorine contract before the call.', 52)) x (id, contact, by, office, reason, ago)
  join contact c on c.id = x.contact join person p on p.id = x.by join organization o on o.id = p.organization_id`
)

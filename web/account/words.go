package account

import (
	"strings"

	"example.org/concord/internal/may"
	"example.org/concord/internal/signin"
	"example.org/concord/web/page"
)

// does says what a capability lets one do, before the councils in which it does. Structure reaches everywhere and needs none.
var does = map[may.Capability]string{
	may.ReadItems:          "Read what is addressed to",
	may.PostUpdates:        "Post updates in",
	may.PostReplies:        "Reply in",
	may.AddressItems:       "Address, without reading there,",
	may.WithdrawItems:      "Withdraw what was released by",
	may.ReadRoster:         "See who sits in",
	may.EditRoster:         "Keep the roster of",
	may.CommitteeRoster:    "Where the executive committee keeps the roster, keep it in",
	may.ElectionRoster:     "Where the council elects who sits, keep the roster of",
	may.EntrustRoster:      "Say who keeps the roster of",
	may.EditCharter:        "Keep the charter of",
	may.ReadAudit:          "Read the record of acts in",
	may.ReadAttendances:    "See who opened what was addressed to named people, in",
	may.BrowseDirectory:    "Browse every council's people by name, office and organization",
	may.ReadFacilities:     "See the facilities in the region of",
	may.EditFacilities:     "Keep the facilities in the region of",
	may.EditTerritories:    "Say who covers which state or county in the region of",
	may.DeclareIncidents:   "Declare an incident, and end it, for",
	may.ReadEngagements:    "See visits, calls and requests of",
	may.WriteEngagements:   "Write down visits and calls, and answer requests, for",
	may.DirectEngagements:  "Change what others of it wrote down of visits and calls, for",
	may.ReadInspections:    "See inspections of",
	may.WriteInspections:   "Write down inspections for",
	may.WorkIncidents:      "See incidents and work their call lists for",
	may.ReviewReveals:      "See which contacts were opened for an incident of",
	may.EditSectors:        "Edit sectors and their lineage",
	may.RecordCouncils:     "Record councils and hand their workspaces over",
	may.EditOrganizations:  "Edit organizations",
	may.AddPeople:          "Add, invite and suspend people",
	may.ConfirmFacts:       "Confirm facts of the reference",
	may.ResetFactors:       "Reset a second factor, together with a second member of staff",
	may.SponsorAdmissions:  "Nominate people for, and speak for those who ask to join,",
	may.ValidateAdmissions: "Decide, after a sponsor, who joins",
	may.ReadRecord:         "Read the record of what was done to the structure, and the sealed log",
	may.BreakGlass:         "Ask for, or agree to, emergency access to one council",
	may.DecideProposals:    "Propose what takes two members of staff, and decide what another one proposed",
}

// everywhere are the capabilities that name no council.
var everywhere = map[may.Capability]bool{may.BrowseDirectory: true, may.EditSectors: true, may.RecordCouncils: true, may.EditOrganizations: true,
	may.AddPeople: true, may.ConfirmFacts: true, may.ResetFactors: true, may.ReadRecord: true, may.BreakGlass: true, may.DecideProposals: true}

// lets are the sentences for one office, in the order of the README's table.
func (o own) lets(office signin.Office) []string {
	var all []string
	for _, c := range may.All {
		for _, r := range o.rights {
			switch {
			case r.AppointmentID != office.AppointmentID || r.Capability != c:
			case everywhere[c]:
				all = append(all, does[c])
			default:
				all = append(all, does[c]+" "+strings.Join(r.Councils, ", "))
			}
		}
	}
	return all
}

// held and earlier part the offices by whether they are over.
func (o own) held() (live, earlier []signin.Office) {
	now := o.frame.Visitor.Now
	for _, f := range o.offices {
		if f.Until != nil && !f.Until.After(now) {
			earlier = append(earlier, f)
		} else {
			live = append(live, f)
		}
	}
	return live, earlier
}

// term says from when to when.
func (o own) term(f signin.Office) string {
	return page.Term(f.Since, f.Until)
}

// browser names a browser and a system, as far as what it says of itself goes.
func browser(agent string) string {
	name, system := "A browser", ""
	for _, b := range [][2]string{{"Edg", "Edge"}, {"OPR/", "Opera"}, {"Firefox/", "Firefox"}, {"FxiOS/", "Firefox"}, {"CriOS/", "Chrome"}, {"Chrome/", "Chrome"}, {"Safari/", "Safari"}, {"curl/", "curl"}} {
		if strings.Contains(agent, b[0]) {
			name = b[1]
			break
		}
	}
	for _, s := range [][2]string{{"Windows", "Windows"}, {"Android", "Android"}, {"iPhone", "iPhone"}, {"iPad", "iPad"}, {"Mac OS X", "macOS"}, {"CrOS", "ChromeOS"}, {"Linux", "Linux"}} {
		if strings.Contains(agent, s[0]) {
			system = " on " + s[1]
			break
		}
	}
	return name + system
}

// elsewhere is what the provider is called.
func (o own) elsewhere() string {
	if o.provider.Name == "" {
		return "Another provider"
	}
	return o.provider.Name
}

// by says by which means somebody signed in.
func (o own) by(s signin.SignIn) string {
	switch s.Means {
	case "password":
		return "Password and second factor"
	case "passkey":
		return "Passkey"
	case "link":
		return "One-time link"
	case "provider":
		return o.elsewhere()
	case "provider and factor":
		return o.elsewhere() + " and second factor"
	}
	return "The demonstration"
}

// about says what a factor is and when it was used.
func about(f signin.Factor) string {
	kind := "Authenticator app"
	switch {
	case f.Synced:
		kind = "Passkey that its maker copies to your other devices"
	case f.Kind == "passkey":
		kind = "Passkey on one device"
	}
	said := kind + ", added on " + page.Date(f.Added)
	if f.Used != nil {
		said += ", last used on " + page.Date(*f.Used)
	}
	return said + "."
}

// Package may is the vocabulary of capabilities: what an office may do. Nothing here decides anything: offices hold capabilities
// by the rows of office_may, Postgres forbids by its policies, and Go asks only which button to show.
package may

// Capability is a noun.verb, the same text in Go, in office_may and in the policies.
type Capability string

// Content: reaches only circles of, around or beside the office's own council.
const (
	ReadItems       Capability = "item.read"        // read what is addressed to a circle
	PostUpdates     Capability = "update.post"      // post updates in a council, addressed to it
	PostReplies     Capability = "reply.post"       // answer what one may read
	AddressItems    Capability = "item.address"     // address a circle without reading there
	WithdrawItems   Capability = "item.withdraw"    // withdraw what the council released
	ReadRoster      Capability = "roster.read"      // see who sits in a council
	EditRoster      Capability = "roster.edit"      // seats, appointments, ends
	CommitteeRoster Capability = "roster.committee" // the same, where the executive committee keeps the roster
	ElectionRoster  Capability = "roster.election"  // the same, where those sit whom the council elected
	EntrustRoster   Capability = "roster.entrust"   // say who keeps the roster
	EditCharter     Capability = "charter.edit"     // purpose, records terms, next meeting
	ReadAudit       Capability = "audit.read"       // the record of what was done in a council
	ReadAttendances Capability = "attendance.read"  // who opened what was addressed to named people

	SponsorAdmissions  Capability = "admission.sponsor"  // nominate, and speak for those who ask to join
	ValidateAdmissions Capability = "admission.validate" // decide who joins, after somebody else spoke for them
)

// Directory: who and where, never content.
const (
	BrowseDirectory Capability = "directory.browse" // every council's people by name, office, organization

	ReadFacilities   Capability = "facility.read"    // those of a region
	EditFacilities   Capability = "facility.edit"    // those of a region
	EditTerritories  Capability = "territory.edit"   // who of a region covers which state or county
	DeclareIncidents Capability = "incident.declare" // and end them
	WorkIncidents    Capability = "incident.work"    // see them and keep their call lists
	ReviewReveals    Capability = "reveal.review"    // which contacts were opened for an incident

	ReadEngagements   Capability = "engagement.read"   // visits, calls and requests of a region
	WriteEngagements  Capability = "engagement.write"  // record them, and answer requests
	DirectEngagements Capability = "engagement.direct" // change what others recorded, give work to them
	ReadInspections   Capability = "inspection.read"   // the regulatory store, which nobody of the above enters
	WriteInspections  Capability = "inspection.write"  // while a program is in force
)

// Structure: reaches everywhere and holds no content. Only offices of the administration have it.
const (
	EditSectors       Capability = "sector.edit"
	RecordCouncils    Capability = "council.record" // record, edit, retire, hand over
	EditOrganizations Capability = "organization.edit"
	AddPeople         Capability = "person.add" // add, invite, suspend
	ConfirmFacts      Capability = "fact.confirm"
	ResetFactors      Capability = "factor.reset"    // together with a second member of staff
	ReadRecord        Capability = "record.read"     // what was done to the structure, and the sealed log of everything
	BreakGlass        Capability = "glass.break"     // emergency access to one council, together with a second member of staff
	DecideProposals   Capability = "proposal.decide" // propose what needs two members of staff, and decide what another one proposed
)

// Keeping are the capabilities of those who keep something: a council's roster, its door, a region's work, the pace of openings, or the structure.
var Keeping = []Capability{EditRoster, EntrustRoster, ValidateAdmissions, WriteEngagements, ReviewReveals, RecordCouncils, AddPeople, DecideProposals}

// Opening are the capabilities that a page may ask for before it opens, and those of Keeping: each sign-in is read with those of them that its
// person holds.
var Opening = []Capability{
	PostUpdates, EditCharter, ReadAudit, EditRoster, EntrustRoster, ValidateAdmissions, BrowseDirectory, ReadFacilities, EditFacilities, EditTerritories,
	DeclareIncidents, WorkIncidents, ReviewReveals, ReadEngagements, WriteEngagements, DirectEngagements, ReadInspections, WriteInspections, EditSectors,
	RecordCouncils, EditOrganizations, AddPeople, ConfirmFacts, ResetFactors, ReadRecord, BreakGlass, DecideProposals,
}

// All lists every capability, in the order of the README's table.
var All = []Capability{
	ReadItems, PostUpdates, PostReplies, AddressItems, WithdrawItems, ReadRoster, EditRoster, CommitteeRoster, ElectionRoster, EntrustRoster, EditCharter, ReadAudit,
	ReadAttendances, SponsorAdmissions, ValidateAdmissions, BrowseDirectory,
	ReadFacilities, EditFacilities, EditTerritories, DeclareIncidents, WorkIncidents, ReviewReveals,
	ReadEngagements, WriteEngagements, DirectEngagements, ReadInspections, WriteInspections, EditSectors, RecordCouncils, EditOrganizations, AddPeople, ConfirmFacts, ResetFactors, ReadRecord, BreakGlass, DecideProposals,
}

package story

// charter is what a council's officers wrote about it.
type charter struct {
	Council     string `json:"council"` // slug
	Purpose     string `json:"purpose"`
	Records     string `json:"records"`
	Clients     string `json:"clients"`
	Green       string `json:"green"`
	Refused     bool   `json:"refused"` // break-glass
	NextMeeting string `json:"next_meeting"`
}

// charters of the councils whose officers belong to the story. Dates in next_meeting are filled in by Load: {+9} is the day
// nine days on.
var charters = []charter{
	{
		Council:     "wscc",
		Purpose:     "Drinking water and wastewater utilities, large and small, and the associations that serve them, agree here on what the sector needs to keep water safe and flowing: shared threat information, mutual aid, exercises, and one voice toward government.",
		Records:     "The council keeps no records of its own. Each post is a record of the organization whose representative wrote it. The secretariat keeps the agenda and the summary of meetings.",
		Clients:     "Utilities that a member association serves under contract or dues, and operators under contract to a member.",
		Green:       "All utilities and associations admitted to the water community, and their staff. Not the press, not suppliers.",
		Refused:     true,
		NextMeeting: "{+9}, 1:00 p.m. Eastern, by video. Agenda closes two working days before.",
	},
	{
		Council:     "water-gcc",
		Purpose:     "Federal, state, local and tribal bodies with duties for water coordinate their programs here and meet the industry side in the joint room.",
		Records:     "Posts of federal members are federal records of the posting agency. State members' posts follow the law of their state.",
		Clients:     "None: members are public bodies.",
		Green:       "All utilities and associations admitted to the water community, and public bodies with a water program.",
		NextMeeting: "{+16}, 10:00 a.m. Eastern, in person and by video.",
	},
	{
		Council:     "escc",
		Purpose:     "Chief executives of electric companies and public power prepare for and respond to national-level incidents affecting the grid, together with government.",
		Records:     "Posts are records of the organizations that wrote them.",
		Clients:     "Distribution cooperatives served by a member generation and transmission cooperative.",
		Green:       "Owners and operators admitted to the energy community.",
		NextMeeting: "{+23}, 9:00 a.m. Central, by video.",
	},
	{
		Council:     "hph-scc",
		Purpose:     "Hospitals, medical suppliers, laboratories and health plans work here on the sector's readiness and on policy. Day-to-day threat sharing is the work of the sector's analysis center.",
		Records:     "Posts are records of the organizations that wrote them.",
		Green:       "Organizations admitted to the health community.",
		NextMeeting: "{+12}, 2:00 p.m. Eastern, by video.",
	},
}

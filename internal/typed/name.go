package typed

import (
	"maps"
	"slices"
	"strings"
)

// Name is what the portal's form is called that goes to an address, in the words of whoever filled it in; "" where none of them goes there.
// It follows from the address alone, so that nothing that was sent can call a form something else.
func Name(address string) string {
	path, _, _ := strings.Cut(address, "?")
	sent := strings.Split(path, "/")
	name, fixed := "", -1
	for route, words := range names {
		if n, fits := alike(strings.Split(route, "/"), sent); fits && n > fixed {
			name, fixed = words, n
		}
	}
	return name
}

// Routes are those whose forms have a name.
func Routes() []string { return slices.Sorted(maps.Keys(names)) }

// alike says whether a path is one of a route, and how many parts of it are the route's own words.
func alike(route, path []string) (own int, fits bool) {
	if len(route) != len(path) {
		return 0, false
	}
	for n, part := range route {
		if part == path[n] {
			own++
		} else if !strings.HasPrefix(part, "{") {
			return 0, false
		}
	}
	return own, true
}

// names are those of all forms that can be kept, by the route that they go to. A test of the portal wants one for each.
var names = map[string]string{
	"/watermark":                                               "Mark everything as read",
	"/councils/{council}/watermark":                            "Mark a council as read",
	"/councils/{council}/about":                                "What a council says about itself",
	"/councils/{council}/questions/{proposal}/answer":          "An answer to what staff propose for a council",
	"/councils/{council}/audit/export":                         "A copy of a council's record",
	"/councils/{council}/roster/export":                        "A copy of a roster",
	"/councils/{council}/roster/file":                          "A roster by file",
	"/councils/{council}/roster/file/rows":                     "The rows of a roster by file",
	"/councils/{council}/roster/rule":                          "Who keeps a roster",
	"/councils/{council}/roster/rule/{rule}/agreement":         "Agree to who keeps a roster",
	"/councils/{council}/roster/rule/{rule}/stop":              "Refuse who would keep a roster",
	"/councils/{council}/selection":                            "Record whom CISA selected",
	"/councils/{council}/selection/export":                     "A copy of whom CISA selected",
	"/councils/{council}/selection/{selection}/end":            "End a selection by CISA",
	"/councils/{council}/seats":                                "A new seat in a council",
	"/councils/{council}/seats/{seat}/end":                     "End a seat",
	"/councils/{council}/seats/{seat}/replacement":             "Another representative on a seat",
	"/councils/{council}/seats/{seat}/appointments":            "Appoint somebody to a seat",
	"/councils/{council}/seats/{seat}/succession":              "Hand over a seat",
	"/councils/{council}/seats/{seat}/succession/agreement":    "Agree to the hand-over of a seat",
	"/councils/{council}/seats/{seat}/succession/stop":         "Stop the hand-over of a seat",
	"/councils/{council}/seats/{seat}/absence":                 "Say that you are away",
	"/councils/{council}/seats/{seat}/absence/end":             "Say that you are back",
	"/councils/{council}/appointments":                         "Appoint somebody to an office",
	"/councils/{council}/appointments/{appointment}/end":       "End an appointment",
	"/councils/{council}/appointments/{appointment}/revival":   "Give an office back",
	"/councils/{council}/resets":                               "Vouch for somebody who cannot sign in",
	"/councils/{council}/resets/{reset}/approval":              "Confirm for somebody who cannot sign in",
	"/councils/{council}/resets/{reset}/withdrawal":            "Take back that you vouch for somebody",
	"/councils/{council}/join":                                 "Ask to join a council",
	"/councils/{council}/admissions":                           "Nominate somebody for a council",
	"/councils/{council}/admissions/decisions":                 "Decide who joins a council",
	"/admissions/{admission}/sponsorship":                      "Speak for somebody who asks to join",
	"/admissions/{admission}/withdrawal":                       "Withdraw a request to join",
	"/admissions/{admission}/invitation":                       "Invite somebody again",
	"/admissions/{admission}/acceptance":                       "Accept an invitation into a council",
	"/confirmations":                                           "Confirm who speaks for an organization",
	"/confirmations/{appointment}/end":                         "Say that somebody speaks for an organization no longer",
	"/rules":                                                   "Accept the rules of behavior",
	"/updates/preview":                                         "An update",
	"/updates":                                                 "Post an update",
	"/updates/{update}/replies":                                "A reply",
	"/updates/{update}/follow":                                 "Follow or mute an update",
	"/updates/{update}/aside":                                  "Say that you do not answer a request",
	"/updates/{update}/versions":                               "A change to what you posted",
	"/updates/{update}/withdrawal":                             "Withdraw what was posted",
	"/updates/{update}/publication":                            "Publish an update for everyone",
	"/drafts/{draft}":                                          "An update",
	"/drafts/{draft}/autosave":                                 "An update or a reply",
	"/drafts/{draft}/removal":                                  "Throw a draft away",
	"/reach/{growth}":                                          "Decide about posts that more people can read",
	"/directory/searches":                                      "Keep a search",
	"/directory/searches/{search}/looks":                       "Look at a kept search",
	"/directory/searches/{search}/removal":                     "Forget a kept search",
	"/directory/organizations/{organization}/confirmation":     "Confirm what an organization's page says",
	"/directory/facilities/{facility}/confirmation":            "Confirm what a facility's page says",
	"/directory/people/{person}/confirmation":                  "Confirm what a person's page says",
	"/directory/organizations/{organization}/profile":          "A change to an organization's page",
	"/directory/organizations/{organization}/facilities":       "A new facility",
	"/directory/facilities/{facility}":                         "A change to a facility",
	"/directory/facilities/{facility}/closing":                 "Close a facility",
	"/directory/stops/{stop}/lifting":                          "Let somebody open contacts again",
	"/directory/people/export":                                 "Take a list of people",
	"/directory/organizations/export":                          "Take a list of organizations",
	"/directory/facilities/export":                             "Take a list of facilities",
	"/directory/people/{person}/card":                          "Take a person's card",
	"/directory/organizations/{organization}/desks":            "A new desk of an organization",
	"/directory/organizations/{organization}/agreements":       "A new agreement with another organization",
	"/account/contacts":                                        "A new contact of yours",
	"/account/mail":                                            "Which mail you get",
	"/agreements/{agreement}":                                  "A change to an agreement",
	"/agreements/{agreement}/removal":                          "Remove an agreement",
	"/contacts/{contact}/openings":                             "Open a contact",
	"/contacts/{contact}":                                      "A change to a contact",
	"/contacts/{contact}/removal":                              "Take a contact back",
	"/incidents/{incident}/call-list":                          "Take a call list",
	"/incidents/{incident}/openings/{person}/review":           "Review whose contacts were opened",
	"/my-region/{region}/territory":                            "Who covers a state or a county",
	"/my-region/{region}/territory/{territory}/end":            "Say that somebody covers a place no longer",
	"/my-region/{region}/territory/{person}/pack":              "Hand over a territory",
	"/my-region/{region}/territory/hand-overs/{handover}/undo": "Take back the hand-over of a territory",
	"/my-region/{region}/territory/hand-overs/{handover}/seen": "Say that you saw the hand-over of a territory",
	"/my-region/{region}/bodies":                               "A new body of a state",
	"/my-region/{region}/bodies/{body}/end":                    "End the entry of a body of a state",
	"/engagements/organizations":                               "A new organization to engage with",
	"/engagements":                                             "A new engagement",
	"/engagements/export":                                      "Take a list of engagements",
	"/engagements/{engagement}":                                "A change to an engagement",
	"/requests":                                                "Ask your region for something",
	"/requests/{request}/taking":                               "Take on a partner's request",
	"/requests/{request}/owner":                                "Give a partner's request to somebody",
	"/requests/{request}/answer":                               "An answer to a partner's request",
	"/requests/{request}/withdrawal":                           "Take a request to your region back",
	"/inspections":                                             "Announce an inspection",
	"/inspections/{inspection}/findings":                       "What an inspection found",
	"/incidents":                                               "Declare an incident",
	"/incidents/export":                                        "Take a list of incidents",
	"/incidents/{incident}":                                    "Correct an incident",
	"/incidents/{incident}/end":                                "End an incident",
	"/incidents/{incident}/reopening":                          "Reopen an incident",
	"/incidents/{incident}/calls/{organization}":               "What came of a call",
	"/emergency":                                               "Ask for emergency access",
	"/emergency/{access}/decision":                             "Decide about emergency access",
	"/emergency/{access}/end":                                  "End emergency access",
	"/duplicates/look":                                         "Look for what is on record twice",
	"/duplicates/mergers/{merger}/undo":                        "Undo a merger",
	"/duplicates/apart/{apart}/ask-again":                      "Ask again whether two are the same",
	"/duplicates/{what}/{one}/{other}/merge":                   "Merge what is on record twice",
	"/duplicates/{what}/{one}/{other}/apart":                   "Say that two are not the same",
	"/failed/{work}/again":                                     "Try again what failed",
	"/failed/{work}/drop":                                      "Drop what failed",
	"/intakes":                                                 "Send a file of records",
	"/intakes/{intake}/columns":                                "What the columns of a file hold",
	"/intakes/{intake}/removal":                                "Remove a file of records",
	"/intakes/{intake}/choose":                                 "Choose what a row of a file means",
	"/intakes/{intake}/approve":                                "Take the records of a file in",
	"/intakes/{intake}/undo":                                   "Take back the records of a file",
	"/intakes/{intake}/invitations":                            "Invite the people of a file",
	"/admin/audit/export":                                      "A copy of the record of the structure",
	"/admin/audit/log/export":                                  "A copy of the whole record",
	"/admin/proposals/copies":                                  "Propose a copy of the whole record",
	"/admin/proposals/{proposal}/decision":                     "Decide about a proposal",
	"/admin/rights/limit":                                      "Propose how many may read before it is an alarm",
	"/admin/rights":                                            "Change what an office may do",
	"/admin/kinds":                                             "Propose a kind of council",
	"/admin/kinds/{kind}":                                      "A change to a kind of council",
	"/admin/kinds/{kind}/communities":                          "Whether a kind of council reads in communities",
	"/admin/councils":                                          "Record a council",
	"/admin/councils/{council}":                                "A change to a council's record",
	"/admin/councils/{council}/hand-overs":                     "Hand a council's workspace over",
	"/admin/councils/{council}/counterparts":                   "A new counterpart of a council",
	"/admin/councils/{council}/counterparts/{counterpart}/end": "Say that two councils face each other no longer",
	"/admin/councils/{council}/umbrellas":                      "Put a council under an umbrella",
	"/admin/councils/{council}/umbrellas/{umbrella}/end":       "Take a council from under an umbrella",
	"/admin/councils/{council}/kinds":                          "Change the kind of a council",
	"/admin/councils/{council}/kinds/{kind}/removal":           "Take back the change of a council's kind",
	"/admin/councils/{council}/retirement":                     "Retire a council",
	"/admin/councils/{council}/reopening":                      "Reopen a council",
	"/admin/umbrellas":                                         "A new umbrella",
	"/admin/umbrellas/{umbrella}":                              "A change to an umbrella",
	"/admin/programs":                                          "A new regulatory program",
	"/admin/programs/{program}":                                "End a regulatory program",
	"/admin/editions":                                          "A new edition of the sectors",
	"/admin/editions/{edition}":                                "A change to an edition of the sectors",
	"/admin/editions/{edition}/removal":                        "Take back an edition of the sectors",
	"/admin/sectors":                                           "A new sector",
	"/admin/sectors/{sector}/name":                             "Another name for a sector",
	"/admin/sectors/{sector}/scope":                            "What a sector covers",
	"/admin/sectors/{sector}/retirement":                       "The end of a sector",
	"/admin/sectors/{sector}/retirement/removal":               "Take back the end of a sector",
	"/admin/sectors/{sector}/leads":                            "Another agency that leads a sector",
	"/admin/sectors/{sector}/leads/{lead}/day":                 "Another day from which an agency leads a sector",
	"/admin/sectors/{sector}/leads/{lead}/end":                 "Say that an agency leads a sector no longer",
	"/admin/sectors/{sector}/leads/{lead}/removal":             "Take back that an agency leads a sector",
	"/admin/sectors/{sector}/steps/{step}":                     "A step of a sector that was taken",
	"/admin/sectors/{sector}/steps/{step}/removal":             "Take back a step of a sector",
	"/admin/organizations":                                     "A new organization",
	"/admin/organizations/{organization}":                      "A change to an organization's record",
	"/admin/organizations/{organization}/administrators":       "A new administrator of an organization",
	"/admin/organizations/{organization}/administrators/{administrator}/end": "Say that somebody administers an organization no longer",
	"/admin/people":                                    "A new person",
	"/admin/people/{person}/name":                      "Another name for a person",
	"/admin/people/{person}/organization":              "Another organization for a person",
	"/admin/people/{person}/invitation":                "Invite a person",
	"/admin/people/{person}/invitation/cancellation":   "Cancel an invitation",
	"/admin/people/{person}/address":                   "Propose another address for a person",
	"/admin/people/{person}/suspension":                "Suspend an account",
	"/admin/people/{person}/restoration":               "Restore an account",
	"/admin/people/{person}/resets":                    "Replace a second factor",
	"/admin/people/{person}/resets/{reset}/approval":   "Confirm the replacement of a second factor",
	"/admin/people/{person}/resets/{reset}/withdrawal": "Take back the replacement of a second factor",
	"/admin/rules/preview":                             "The rules of behavior",
	"/admin/rules":                                     "Publish the rules of behavior",
	"/admin/mail/{mail}/again":                         "Send a mail again",
	"/admin/facts/judgments":                           "Confirm or reject facts",
	"/admin/facts/judgments/{judgment}/undo":           "Undo a judgment about facts",
}

package audit

import (
	"strings"

	"example.org/concord/internal/audit"
	"example.org/concord/web/page"
)

// phrases say what an act was: by the table and the column it changed, or by the table and what was done to a row. {subject} is the
// person to whom it was done, {subject's} what is his, {thing} an office, organization or sector, {council} a council, {item} an update or a reply.
var phrases = map[string]string{
	"item insert": "posted {item}", "item:withdrawn": "withdrew {item}", "item update": "changed {item}",
	"item_version insert": "edited {item}", "audience insert": "opened {item} to more readers", "audience update": "changed who is asked to answer {item}",
	"read_record insert": "opened {item} addressed to named people",

	"admission insert": "put an application forward", "admission_step asked": "asked to be admitted", "admission_step sponsored": "spoke for an applicant", "admission_step validated": "admitted an applicant",
	"admission_step refused": "refused an applicant", "admission_step withdrawn": "withdrew an application", "admission_step invited": "invited an applicant",
	"admission_step accepted": "accepted the admission", "admission_step expired": "let an application expire",
	"break_glass insert": "asked for emergency access to {council}", "break_glass_decision approved": "agreed to emergency access to {council}", "break_glass_decision refused": "refused emergency access to {council}",
	"break_glass_end insert": "ended emergency access to {council}", "break_glass_read insert": "opened {item} by emergency access",

	"proposal proposed appointment": "proposed {subject} for an office in {council}", "proposal confirmed appointment": "confirmed {subject's} office in {council}",
	"proposal refused appointment": "refused {subject} an office in {council}", "proposal proposed right": "proposed a right more for an office",
	"proposal confirmed right": "confirmed a right more for an office", "proposal refused right": "refused a right more for an office",
	"proposal proposed end": "took a right from an office", "proposal proposed export": "proposed a copy of the whole log",
	"proposal confirmed export": "confirmed a copy of the whole log", "proposal refused export": "refused a copy of the whole log",
	"proposal proposed address": "proposed another e-mail address for {subject}", "proposal confirmed address": "confirmed another e-mail address for {subject}",
	"proposal refused address": "refused another e-mail address for {subject}", "proposal proposed limit": "proposed from how many readers on a wider right is an alarm",
	"proposal proposed hand-over": "proposed to hand the workspace of {council} over to {subject}", "proposal confirmed hand-over": "confirmed to hand the workspace of {council} over to {subject}",
	"proposal refused hand-over": "refused to hand the workspace of {council} over to {subject}", "proposal agreed hand-over": "agreed to hand the workspace of {council} over to {subject}",
	"proposal objected hand-over": "objected to handing the workspace of {council} over to {subject}", "proposal proposed community": "proposed that {council} enters a sector's community",
	"proposal confirmed community": "confirmed that {council} enters a sector's community", "proposal refused community": "refused that {council} enters a sector's community",
	"proposal agreed community": "agreed that {council} enters a sector's community", "proposal objected community": "objected to {council} in a sector's community",
	"proposal proposed kind": "proposed another kind of council", "proposal confirmed kind": "confirmed another kind of council", "proposal refused kind": "refused another kind of council",
	"proposal proposed enters": "proposed that those of a kind of council read in sector communities", "proposal confirmed enters": "confirmed that those of a kind of council read in sector communities",
	"proposal refused enters": "refused that those of a kind of council read in sector communities", "council_kind insert": "added a kind of council", "council_kind update": "changed a kind of council",
	"proposal proposed invitation": "proposed the address of an account for {subject}", "proposal confirmed invitation": "confirmed the address of an account for {subject}",
	"proposal refused invitation": "refused the address of an account for {subject}", "proposal proposed administrator": "proposed {subject} as administrator of an organization",
	"proposal confirmed administrator": "confirmed {subject} as administrator of an organization", "proposal refused administrator": "refused {subject} as administrator of an organization",
	"proposal confirmed limit": "confirmed from how many readers on a wider right is an alarm", "proposal refused limit": "refused another limit of the alarm",
	"widening_limit insert": "changed from how many readers on a wider right is an alarm",

	"seat insert": "opened a seat for {thing}", "seat:until": "ended the seat of {thing}", "seat update": "changed the seat of {thing}",
	"appointment insert": "appointed {subject} as {thing}", "appointment:until": "ended {subject's} appointment as {thing}",
	"appointment update": "changed {subject's} appointment as {thing}",
	"succession insert":  "handed a seat over to {subject}", "succession:agreed": "agreed to hand a seat over to {subject}", "succession:stopped": "stopped the hand-over of a seat to {subject}", "succession update": "changed the hand-over of a seat to {subject}",
	"roster_rule insert": "recorded who keeps the roster", "roster_rule:agreed": "agreed to who keeps the roster", "roster_rule:stopped": "stopped a change of who keeps the roster",
	"roster_rule update": "changed who keeps the roster",
	"absence insert":     "recorded that {subject} is away", "absence:until": "recorded that {subject} is back", "absence update": "changed an absence of {subject}",
	"hand_over insert": "handed the workspace of {council} over to {subject} as {thing}",
	"charter update":   "changed what {council} says of its records, its clients and its next meeting", "charter:break_glass_refused": "changed whether {council} refuses emergency access",
	"purpose update": "changed the purpose of {council}",

	"council insert": "recorded {council}", "council:until": "set when {council} ends", "council update": "changed the entry of {council}",
	"council_kind_term insert": "set what kind of body {council} is", "council_kind_term update": "moved the date of a change of kind of {council}",
	"council_kind_term delete": "took back a change of kind of {council}",
	"council_sector insert":    "put {council} into a sector", "council_sector delete": "took {council} out of a sector",
	"council_region insert": "put {council} into a region", "council_region delete": "took {council} out of a region",
	"counterpart insert": "gave {council} a counterpart", "counterpart:until": "ended a counterpart of {council}",
	"council_umbrella insert": "put {council} under an umbrella", "council_umbrella:until": "took {council} from under an umbrella",
	"selection insert": "recorded whom CISA selected for {council}", "selection:until": "ended a selection for {council}",
	"room_side insert": "gave {council} a side in a joint room",

	"contact insert": "added a way to be reached", "contact update": "changed a way to be reached", "contact:ended": "took a way to be reached back",
	"reveal insert": "opened a contact of {subject}", "reveal:reviewed": "reviewed an opening of a contact", "reveal_stop insert": "was stopped from opening contacts",
	"reveal_stop lift": "lifted the stop of {subject's} openings", "reveal_stop alarm": "opened contacts as if to collect them",
	"merger insert": "merged two records into one", "merger:undone": "undid a merger", "told_apart insert": "told two records apart", "merger update": "changed a merger", "told_apart update": "changed what was told apart", "told_apart delete": "asked again whether two records are one",
	"agreement insert": "recorded an agreement", "agreement update": "changed an agreement", "agreement delete": "took an agreement away",
	"facility insert": "added a facility", "facility:until": "closed a facility", "facility update": "changed the entry of a facility",
	"engagement insert": "recorded a visit or call", "engagement update": "changed a visit or call",
	"partner_request insert": "asked the region for something", "partner_request:answer": "answered a partner's request", "partner_request:withdrawn": "took a request back", "partner_request update": "took or gave a partner's request",
	"inspection insert": "recorded an inspection", "inspection_finding insert": "added findings to an inspection", "territory_hand_over insert": "handed a territory over", "incident_call insert": "recorded a call of an incident",
	"jurisdiction_body insert": "recorded who stands for a state", "jurisdiction_body:until": "ended an entry of who stands for a state",
	"territory insert": "gave {subject} a territory", "territory:until": "ended a territory of {subject}",
	"incident insert": "declared an incident", "incident:until": "ended an incident", "incident:-until": "reopened an incident", "incident update": "changed an incident",

	"intake insert": "brought a file to be taken in", "intake:approved": "had a file taken in", "intake:applied": "took in a file", "intake:recalled": "had a file undone",
	"intake:undone": "undid a file", "intake:removed": "removed a file of which nothing was taken in", "intake:dropped": "gave up a file", "intake update": "compared a file with what is there",

	"sector insert": "added the sector {thing}", "sector:until": "set when the sector {thing} ends", "sector update": "changed the sector {thing}",
	"organization insert": "added {thing}", "organization update": "changed the entry of {thing}",
	"organization_sector insert": "put {thing} into a sector", "organization_sector delete": "took {thing} out of a sector",
	"umbrella insert": "recorded an umbrella", "umbrella:until": "set when an umbrella ends", "umbrella update": "changed an umbrella",
	"regulatory_program insert": "opened a regulatory program", "regulatory_program:until": "set when a regulatory program ends",
	"edition insert": "recorded an edition of the framework", "edition:until": "set when an edition of the framework ends", "edition delete": "took back an edition of the framework",
	"fact insert": "recorded a fact", "fact:verdict": "judged a fact",
	"office_may insert": "gave an office a right", "office_may update": "changed a right of an office", "office_may delete": "took a right from an office",

	"person insert": "added {subject}", "person:name": "corrected {subject's} name", "person:organization_id": "changed for whom {subject} works",
	"person:suspended": "suspended {subject}", "suspension insert": "suspended {subject}", "person:-suspended": "restored {subject}", "person update": "changed {subject's} entry",
	"invitation insert": "invited {subject}", "invitation:cancelled": "cancelled {subject's} invitation", "invitation:used": "used {subject's} invitation",
	"factor_reset insert": "asked to reset {subject's} second factor", "factor_reset:approved": "approved the reset of {subject's} second factor",
	"factor_reset:withdrawn": "withdrew the request to reset {subject's} second factor",
	"account insert":         "set up the sign-in", "account:password": "changed the password",
	"factor insert": "added a second factor", "factor delete": "removed a second factor", "factor:name": "renamed a second factor",
	"identity insert": "linked an account of another provider", "identity delete": "removed the link to an account of another provider",
	"account:email":   "changed the e-mail address",
	"session sign_in": "signed in", "session sign_out": "signed out",
	"rules_of_behavior insert": "published new rules of behavior", "rules_accepted insert": "accepted the rules of behavior",
	"renewal insert": "asked whether {subject} still speaks for the organization", "renewal update": "went on asking about {subject}",
	"renewal:answer":                    "confirmed that {subject} still speaks for the organization",
	"organization_administrator insert": "recorded {subject} as an organization's administrator", "organization_administrator update": "changed {subject's} part as an organization's administrator",
	"organization_administrator:until": "ended {subject's} part as an organization's administrator",
	"set_aside insert":                 "put a request aside", "set_aside delete": "took up again a request that was put aside",
	"reach_answer insert": "decided on who came to read an update", "reach_answer update": "decided anew on who came to read an update",
	"mail_preference insert": "chose what to be mailed about", "mail_preference update": "chose what to be mailed about",
	"trouble:tried": "had failed work tried again", "trouble:dropped": "dropped failed work", "trouble update": "decided on failed work",
	"river_job update": "sent a mail once more", "audit export": "took a copy of this record",
	"request refused": "tried what is not theirs to do", "roster export": "took a copy of the roster of {council}", "records export": "took a copy of a list",
}

// nouns are for what has no phrase of its own: "added a region".
var nouns = map[string]string{
	"item": "an update", "item_version": "a text", "audience": "readers of an update", "read_record": "a record of reading", "sector_update": "details of an update",
	"update_version": "details of an update", "attachment": "a file", "seat": "a seat", "appointment": "an appointment", "hand_over": "a hand-over", "charter": "a charter",
	"purpose": "a purpose", "nesting": "who reads along", "council": "a council", "council_kind_term": "a council's kind", "council_sector": "a council's sector", "council_region": "a council's region",
	"counterpart": "a counterpart", "council_umbrella": "a council's umbrella", "room_side": "a side of a joint room", "selection": "a selection", "sector": "a sector", "organization": "an organization",
	"organization_sector": "an organization's sector", "person": "a person", "suspension": "a suspension", "fact": "a fact", "office_may": "a right of an office", "invitation": "an invitation",
	"factor_reset": "a reset", "mail_preference": "a choice of mail", "set_aside": "a request put aside", "reach_answer": "a decision on grown reach", "region": "a region", "jurisdiction": "a state", "council_kind": "a kind of council",
	"office": "an office", "capability": "a right", "source": "a source", "subsector": "a subsector", "council_subsector": "a council's subsector",
	"edition": "an edition of the framework", "edition_entry": "a sector of an edition", "edition_entry_sector": "a sector of an edition", "lineage": "what became of a sector",
	"retired_sector": "a former sector", "retired_sector_into": "what became of a sector", "sector_lead": "a sector's lead agency", "umbrella": "an umbrella",
	"membership": "a membership seen in a source", "listing": "a council seen in a source",
	"account": "an account", "factor": "a second factor", "identity": "a link to an account of another provider", "river_job": "a mail", "break_glass": "emergency access", "break_glass_decision": "a decision on emergency access", "break_glass_end": "the end of emergency access", "break_glass_read": "what was opened",
	"admission": "an admission", "admission_step": "a step of an admission", "rules_of_behavior": "rules of behavior", "rules_accepted": "acceptance of the rules of behavior",
	"sector_step": "a step of a sector's opening", "absence": "an absence",
	"contact": "a way to be reached", "reveal": "an opening of a contact", "plea": "a call for help to sign in", "reveal_stop": "a stop of openings", "reveal_budget": "how many contacts an office opens",
	"agreement": "an agreement", "engagement": "a visit or call", "partner_request": "a partner's request", "partner_request_kind": "a kind of request", "inspection": "an inspection", "inspection_finding": "findings of an inspection", "regulatory_program": "a regulatory program",
	"territory_hand_over": "a hand-over of a territory", "incident_call": "a call of an incident", "jurisdiction_body": "who stands for a state",
	"facility": "a facility", "territory": "a territory", "incident": "an incident",
	"trouble": "failed work", "intake": "a file", "proposal": "a proposal", "widening_limit": "the bound of an alarm",
}

var done = map[string]string{"insert": "added", "update": "changed", "delete": "removed"}

// pattern is the phrase of the act, its placeholders still in it.
func pattern(l audit.Line) string {
	for _, column := range l.Changed {
		if p, ok := phrases[l.Object+":"+column]; ok {
			return p
		}
	}
	if p, ok := phrases[l.Object+" "+l.Verb]; ok {
		return p
	}
	noun := nouns[l.Object]
	if noun == "" {
		noun = strings.ReplaceAll(l.Object, "_", " ")
	}
	return done[l.Verb] + " " + noun
}

// parts of the structure that its record can be narrowed to.
var parts = map[string][]string{
	"councils":      {"council", "council_kind_term", "council_sector", "council_region", "council_subsector", "counterpart", "council_umbrella", "selection", "room_side", "hand_over", "seat", "appointment"},
	"sectors":       {"sector", "subsector", "lineage", "retired_sector", "retired_sector_into", "sector_lead", "sector_step", "edition", "edition_entry", "edition_entry_sector", "umbrella", "regulatory_program", "fact", "source"},
	"organizations": {"intake", "merger", "told_apart", "organization", "organization_sector", "membership"},
	"people":        {"person", "suspension", "invitation", "factor_reset", "rules_of_behavior"},
	"emergency":     {"break_glass", "break_glass_decision", "break_glass_end"},
	"offices":       {"proposal", "widening_limit", "office", "office_may", "capability", "council_kind"},
	"copies":        {"audit", "roster", "records"},
	"refused":       {"request"},
}

var (
	actOptions = []page.Option{{Label: "Everything"}, {Value: string(audit.Post), Label: "Updates and replies"}, {Value: string(audit.Read), Label: "Reading by named people"},
		{Value: string(audit.Council), Label: "Seats, offices and charter"}, {Value: string(audit.Structure), Label: "What staff recorded"}}
	partOptions = []page.Option{{Label: "Everything"}, {Value: "councils", Label: "Councils and hand-overs"}, {Value: "sectors", Label: "Sectors and facts"},
		{Value: "organizations", Label: "Organizations"}, {Value: "people", Label: "People"}, {Value: "emergency", Label: "Emergency access"}, {Value: "offices", Label: "Offices and rights"}, {Value: "copies", Label: "Copies of the record"}, {Value: "refused", Label: "What was refused"}}
)

// piece is a stretch of a sentence, with the address it leads to.
type piece struct{ Text, Href string }

// sentence says what was done, as its reader would be told.
func sentence(l audit.Line, f page.Frame) []piece {
	item := piece{Text: "an update"}
	if l.ItemKind == "reply" {
		item.Text = "a reply"
	} else if l.ItemID != nil {
		item.Href = "/updates/" + l.ItemID.String()
	}
	subject, his := piece{Text: l.Subject}, piece{Text: l.Subject + "'s"}
	switch me := f.Person(); {
	case subject.Text == "":
		subject.Text, his.Text = "somebody", "somebody's"
	case me != nil && l.SubjectID != nil && *l.SubjectID == me.ID:
		subject.Text, his.Text = "you", "your"
	}
	council := piece{Text: l.Council, Href: "/councils/" + l.CouncilSlug}
	if l.Council == "" {
		council = piece{Text: "a council"}
	}
	thing := piece{Text: l.Thing}
	if l.Thing == "" {
		thing.Text = "something that is gone"
	}
	var said []piece
	rest := pattern(l)
	for rest != "" {
		before, name, found := strings.Cut(rest, "{")
		if before != "" {
			said = append(said, piece{Text: before})
		}
		if !found {
			break
		}
		name, rest, _ = strings.Cut(name, "}")
		said = append(said, map[string]piece{"item": item, "subject": subject, "subject's": his, "council": council, "thing": thing}[name])
	}
	return said
}

// told is the sentence without its links.
func told(l audit.Line, f page.Frame) string {
	var b strings.Builder
	for _, p := range sentence(l, f) {
		b.WriteString(p.Text)
	}
	return b.String()
}

// who did it.
func who(l audit.Line, f page.Frame) string {
	switch me := f.Person(); {
	case l.PersonID == nil:
		return "The portal"
	case me != nil && *l.PersonID == me.ID:
		return "You"
	case l.Person == "" && l.Office != "":
		return "Somebody not named to you"
	case l.Person == "":
		return "Somebody who is gone"
	}
	return l.Person
}

package web

import (
	"example.org/concord/internal/may"
	"example.org/concord/web/account"
	"example.org/concord/web/admission"
	"example.org/concord/web/agreements"
	"example.org/concord/web/audit"
	"example.org/concord/web/contacts"
	"example.org/concord/web/councils"
	"example.org/concord/web/directory"
	"example.org/concord/web/duplicates"
	"example.org/concord/web/emergency"
	"example.org/concord/web/engagements"
	"example.org/concord/web/facilities"
	"example.org/concord/web/home"
	"example.org/concord/web/incidents"
	"example.org/concord/web/inspections"
	"example.org/concord/web/intakes"
	"example.org/concord/web/maps"
	"example.org/concord/web/regions"
	"example.org/concord/web/renewal"
	"example.org/concord/web/search"
	"example.org/concord/web/sectors"
	"example.org/concord/web/territories"
	"example.org/concord/web/troubles"
	"example.org/concord/web/updates"
)

// routes are all of them.
func routes(d Deps) []route {
	var (
		first  = home.Site{DB: d.DB}
		sector = sectors.Site{DB: d.DB}
		region = regions.Site{DB: d.DB}
		body   = councils.Site{DB: d.DB}
		who    = directory.Site{DB: d.DB}
		place  = facilities.Site{DB: d.DB}
		land   = maps.Site{DB: d.DB}
		reach  = contacts.Site{DB: d.DB}
		agrees = agreements.Site{DB: d.DB}
		mine   = account.Site{DB: d.DB, SignIn: d.SignIn}
		entry  = admission.Site{DB: d.DB, SignIn: d.SignIn}
		again  = renewal.Site{DB: d.DB}
		files  = intakes.Site{DB: d.DB}
		twice  = duplicates.Site{DB: d.DB}
		failed = troubles.Site{DB: d.DB}
		said   = updates.Site{DB: d.DB, Blobs: d.Blobs}
		words  = search.Site{DB: d.DB}
		acts   = audit.Site{DB: d.DB}
		glass  = emergency.Site{DB: d.DB}
		met    = engagements.Site{DB: d.DB}
		ground = territories.Site{DB: d.DB}
		crisis = incidents.Site{DB: d.DB}
		law    = inspections.Site{DB: d.DB}
	)
	all := []route{
		{get, "/", anyone, first.Show, false},
		{get, "/.well-known/security.txt", anyone, d.securityText, false},
		{post, "/watermark", signedIn, first.MarkRead, false},

		{get, "/sectors", anyone, sector.List, false},
		{get, "/sectors/{sector}", anyone, sector.Show, false},
		{get, "/regions", anyone, region.List, false},
		{get, "/regions/{region}", anyone, region.Show, false},

		{get, "/councils", anyone, body.List, false},
		{get, "/councils/{council}", anyone, body.Show, false},
		{post, "/councils/{council}/watermark", signedIn, body.MarkRead, false},
		{get, "/councils/{council}/about", anyone, body.About, false},
		{get, "/councils/{council}/about/edit", may.EditCharter, body.EditAbout, false},
		{post, "/councils/{council}/about", signedIn, body.ChangeAbout, false},
		{get, "/councils/{council}/questions/{proposal}", signedIn, body.Question, false},
		{post, "/councils/{council}/questions/{proposal}/answer", signedIn, fresh(body.AnswerQuestion), false},
		{get, "/councils/{council}/audit", may.ReadAudit, acts.Council, false},
		{post, "/councils/{council}/audit/export", signedIn, fresh(acts.ExportCouncil), false},
		{get, "/councils/{council}/roster", signedIn, body.Roster, false},
		{post, "/councils/{council}/roster/export", signedIn, fresh(body.ExportRoster), false},
		{get, "/councils/{council}/roster/file", signedIn, fresh(body.RosterFile), false},
		{post, "/councils/{council}/roster/file", signedIn, receives(body.MaySendRosterFile, body.LookThrough), true},
		{post, "/councils/{council}/roster/file/rows", signedIn, fresh(body.TakeRows), false},
		{post, "/councils/{council}/roster/file/refused", signedIn, body.RefusedRows, false},
		{get, "/councils/{council}/roster/changes", signedIn, body.Changes, false},
		{get, "/councils/{council}/roster/rule", signedIn, body.Rules, false},
		{post, "/councils/{council}/roster/rule", signedIn, fresh(body.Entrust), false},
		{post, "/councils/{council}/roster/rule/{rule}/agreement", signedIn, fresh(body.AgreeToRule), false},
		{post, "/councils/{council}/roster/rule/{rule}/stop", signedIn, body.StopRule, false},
		{get, "/councils/{council}/selection", signedIn, body.Selection, false},
		{post, "/councils/{council}/selection", signedIn, body.Select, false},
		{post, "/councils/{council}/selection/export", signedIn, fresh(body.ExportSelection), false},
		{get, "/councils/{council}/selection/changes", signedIn, body.SelectionChanges, false},
		{get, "/councils/{council}/selection/{selection}", signedIn, body.AskUnselect, false},
		{post, "/councils/{council}/selection/{selection}/end", signedIn, body.Unselect, false},
		{get, "/councils/{council}/seats/new", signedIn, body.NewSeat, false},
		{post, "/councils/{council}/seats", signedIn, body.OpenSeat, false},
		{get, "/councils/{council}/seats/{seat}", signedIn, body.Seat, false},
		{post, "/councils/{council}/seats/{seat}/end", signedIn, body.EndSeat, false},
		{post, "/councils/{council}/seats/{seat}/replacement", signedIn, fresh(body.Replace), false},
		{post, "/councils/{council}/seats/{seat}/appointments", signedIn, fresh(body.AppointToSeat), false},
		{get, "/councils/{council}/seats/{seat}/succession", signedIn, body.Succession, false},
		{post, "/councils/{council}/seats/{seat}/succession", signedIn, fresh(body.Succeed), false},
		{post, "/councils/{council}/seats/{seat}/succession/agreement", signedIn, fresh(body.AgreeToSuccession), false},
		{post, "/councils/{council}/seats/{seat}/succession/stop", signedIn, body.StopSuccession, false},
		{get, "/councils/{council}/seats/{seat}/absence", signedIn, body.Absence, false},
		{post, "/councils/{council}/seats/{seat}/absence", signedIn, body.Leave, false},
		{post, "/councils/{council}/seats/{seat}/absence/end", signedIn, body.Return, false},
		{get, "/councils/{council}/appointments/new", signedIn, body.NewAppointment, false},
		{post, "/councils/{council}/appointments", signedIn, fresh(body.Appoint), false},
		{get, "/councils/{council}/appointments/{appointment}", signedIn, body.Appointment, false},
		{post, "/councils/{council}/appointments/{appointment}/end", signedIn, body.EndAppointment, false},

		{post, "/councils/{council}/appointments/{appointment}/revival", signedIn, fresh(body.Revive), false},
		{get, "/councils/{council}/resets", signedIn, body.Resets, false},
		{post, "/councils/{council}/resets", signedIn, fresh(body.AskReset), false},
		{post, "/councils/{council}/resets/{reset}/approval", signedIn, fresh(body.ApproveReset), false},
		{post, "/councils/{council}/resets/{reset}/withdrawal", signedIn, body.EndReset, false},

		{get, "/councils/{council}/join", anyone, entry.Join, false},
		{post, "/councils/{council}/join", anyone, entry.Ask, false},
		{get, "/councils/{council}/admissions", signedIn, entry.Queue, false},
		{get, "/councils/{council}/admissions/new", signedIn, entry.Nominate, false},
		{post, "/councils/{council}/admissions", signedIn, entry.PutForward, false},
		{get, "/councils/{council}/admissions/decisions", signedIn, entry.AskDecision, false},
		{post, "/councils/{council}/admissions/decisions", signedIn, fresh(entry.Decide), false},
		{get, "/admissions/{admission}", signedIn, entry.Show, false},
		{post, "/admissions/{admission}/sponsorship", signedIn, entry.Sponsor, false},
		{post, "/admissions/{admission}/withdrawal", signedIn, entry.Withdraw, false},
		{post, "/admissions/{admission}/invitation", signedIn, fresh(entry.InviteAgain), false},
		{post, "/admissions/{admission}/acceptance", signedIn, entry.Accept, false},
		{get, "/confirmations", signedIn, again.Show, false},
		{post, "/confirmations", signedIn, again.Confirm, false},
		{get, "/confirmations/{appointment}", signedIn, again.AskRelease, false},
		{post, "/confirmations/{appointment}/end", signedIn, again.Release, false},
		{get, "/rules", signedIn, entry.Rules, false},
		{post, "/rules", signedIn, entry.AcceptRules, false},

		{get, "/updates/new", may.PostUpdates, said.New, false},
		{post, "/updates/preview", signedIn, said.Preview, false},
		{post, "/updates", may.PostUpdates, said.Post, false},
		{get, "/updates/{update}", anyone, said.Show, false},
		{get, "/updates/{update}/readers", anyone, said.Readers, false},
		{get, "/updates/{update}/versions", anyone, said.Versions, false},
		{get, "/updates/{update}/files/{file}", anyone, said.File, false},
		{get, "/updates/{update}/files/{file}/picture", anyone, said.Picture, false},
		{post, "/updates/{update}/replies", signedIn, receives(said.MayReply, said.Reply), true},
		{post, "/updates/{update}/follow", signedIn, said.Follow, false},
		{post, "/updates/{update}/aside", signedIn, said.PutAside, false},
		{get, "/updates/{update}/edit", signedIn, said.AskEdit, false},
		{post, "/updates/{update}/versions", signedIn, receives(said.MayEdit, said.Edit), true},
		{get, "/updates/{update}/withdrawal", signedIn, said.AskWithdrawal, false},
		{post, "/updates/{update}/withdrawal", signedIn, said.Withdraw, false},
		{get, "/updates/{update}/publication", signedIn, said.AskPublication, false},
		{post, "/updates/{update}/publication", signedIn, fresh(said.Publish), false},
		{get, "/drafts", signedIn, said.Drafts, false},
		{get, "/drafts/{draft}", signedIn, said.Draft, false},
		{post, "/drafts/{draft}", may.PostUpdates, receives(said.MaySave, said.Save), true},
		{post, "/drafts/{draft}/autosave", signedIn, said.Autosave, false},
		{get, "/drafts/{draft}/beside", signedIn, said.Beside, false},
		{get, "/drafts/{draft}/review", may.PostUpdates, said.Review, false},
		{post, "/drafts/{draft}/removal", signedIn, said.Discard, false},
		{get, "/notices", signedIn, said.Notices, false},
		{get, "/reach/{growth}", signedIn, said.Growth, false},
		{post, "/reach/{growth}", signedIn, said.AnswerGrowth, false},
		{get, "/search", anyone, words.Show, false},

		{get, "/directory", signedIn, who.Organizations, false},
		{get, "/directory/people", signedIn, who.People, false},
		{get, "/directory/facilities", signedIn, who.Facilities, false},
		{get, "/directory/advisors", signedIn, who.Advisors, false},
		{get, "/directory/network", signedIn, who.Network, false},
		{get, "/directory/searches", signedIn, who.Searches, false},
		{post, "/directory/searches", signedIn, who.Keep, false},
		{post, "/directory/searches/{search}/looks", signedIn, who.Look, false},
		{post, "/directory/searches/{search}/removal", signedIn, who.Forget, false},
		{get, "/directory/organizations/{organization}", signedIn, who.Organization, false},
		{post, "/directory/organizations/{organization}/confirmation", signedIn, who.ConfirmOrganization, false},
		{post, "/directory/facilities/{facility}/confirmation", signedIn, who.ConfirmFacility, false},
		{post, "/directory/people/{person}/confirmation", signedIn, who.ConfirmPerson, false},
		{get, "/directory/organizations/{organization}/profile", signedIn, who.AskProfile, false},
		{post, "/directory/organizations/{organization}/profile", signedIn, who.KeepProfile, false},
		{get, "/directory/organizations/{organization}/facilities/new", signedIn, place.New, false},
		{post, "/directory/organizations/{organization}/facilities", signedIn, place.Add, false},
		{get, "/directory/facilities/{facility}", signedIn, place.Show, false},
		{get, "/directory/facilities/{facility}/edit", signedIn, place.Edit, false},
		{post, "/directory/facilities/{facility}", signedIn, place.Change, false},
		{post, "/directory/facilities/{facility}/closing", signedIn, place.Close, false},
		{get, "/directory/people/{person}", signedIn, who.Person, false},
		{get, "/map", signedIn, land.Nation, false},
		{get, "/map/regions/{region}", signedIn, land.Region, false},
		{get, "/map/states/{state}", signedIn, land.State, false},
		{get, "/directory/who-sees-what", signedIn, reach.WhoSees, false},
		{get, "/directory/stops", may.ReviewReveals, reach.Stops, false},
		{get, "/directory/stops/{stop}", may.ReviewReveals, reach.Stop, false},
		{post, "/directory/stops/{stop}/lifting", signedIn, fresh(reach.Lift), false},
		{post, "/directory/people/export", signedIn, fresh(who.ExportPeople), false},
		{post, "/directory/organizations/export", signedIn, fresh(who.ExportOrganizations), false},
		{post, "/directory/facilities/export", signedIn, fresh(who.ExportFacilities), false},
		{get, "/directory/people/{person}/card", signedIn, who.Card, false},
		{post, "/directory/people/{person}/card", signedIn, fresh(who.Card), false},
		{get, "/directory/organizations/{organization}/desks", signedIn, reach.Keep, false},
		{post, "/directory/organizations/{organization}/desks", signedIn, reach.Add, false},
		{get, "/directory/organizations/{organization}/desks/log", signedIn, reach.Log, false},
		{get, "/directory/organizations/{organization}/agreements", signedIn, agrees.Keep, false},
		{post, "/directory/organizations/{organization}/agreements", signedIn, agrees.Record, false},
		{get, "/agreements/{agreement}/edit", signedIn, agrees.Edit, false},
		{post, "/agreements/{agreement}", signedIn, agrees.Change, false},
		{post, "/agreements/{agreement}/removal", signedIn, agrees.Remove, false},
		{get, "/contacts/{contact}", signedIn, reach.Ask, false},
		{post, "/contacts/{contact}/openings", signedIn, reach.Open, false},
		{get, "/contacts/{contact}/edit", signedIn, reach.Edit, false},
		{post, "/contacts/{contact}", signedIn, reach.Change, false},
		{post, "/contacts/{contact}/removal", signedIn, reach.Remove, false},
		{get, "/incidents/{incident}/call-list", may.WorkIncidents, reach.AskList, false},
		{post, "/incidents/{incident}/call-list", signedIn, fresh(reach.List), false},
		{get, "/incidents/{incident}/openings", may.ReviewReveals, reach.Openings, false},
		{post, "/incidents/{incident}/openings/{person}/review", signedIn, reach.Review, false},
		{get, "/my-region", signedIn, who.MyRegion, false},
		{get, "/my-region/{region}", may.BrowseDirectory, who.Region, false},
		{get, "/my-region/{region}/territory", may.ReadEngagements, ground.Show, false},
		{post, "/my-region/{region}/territory", may.EditTerritories, ground.Assign, false},
		{post, "/my-region/{region}/territory/{territory}/end", may.EditTerritories, ground.End, false},
		{get, "/my-region/{region}/territory/{person}/pack", may.ReadEngagements, ground.Pack, false},
		{post, "/my-region/{region}/territory/{person}/pack", may.EditTerritories, ground.HandOver, false},
		{post, "/my-region/{region}/territory/hand-overs/{handover}/undo", may.EditTerritories, ground.TakeBack, false},
		{post, "/my-region/{region}/territory/hand-overs/{handover}/seen", may.ReadEngagements, ground.Seen, false},
		{post, "/my-region/{region}/territory/ends/{notice}/seen", may.ReadEngagements, ground.EndSeen, false},
		{post, "/my-region/{region}/bodies", may.WriteEngagements, ground.AddBody, false},
		{post, "/my-region/{region}/bodies/{body}/end", may.WriteEngagements, ground.EndBody, false},
		{get, "/my-region/{region}/bodies/{body}/phone", may.WriteEngagements, ground.AskPhone, false},
		{post, "/my-region/{region}/bodies/{body}/phone", may.WriteEngagements, ground.Phone, false},

		{get, "/engagements", may.ReadEngagements, met.List, false},
		{get, "/engagements/new", may.WriteEngagements, met.New, false},
		{post, "/engagements/organizations", may.WriteEngagements, met.AddOrganization, false},
		{post, "/engagements", may.WriteEngagements, met.Record, false},
		{post, "/engagements/export", may.ReadEngagements, fresh(met.Export), false},
		{get, "/engagements/{engagement}", signedIn, met.Show, false},
		{post, "/engagements/{engagement}", may.WriteEngagements, met.Change, false},
		{get, "/engagements/{engagement}/edit", may.WriteEngagements, met.Edit, false},
		{get, "/requests", signedIn, met.Requests, false},
		{get, "/requests/new", signedIn, met.NewRequest, false},
		{post, "/requests", signedIn, met.Ask, false},
		{get, "/requests/{request}", signedIn, met.Request, false},
		{post, "/requests/{request}/taking", signedIn, met.Take, false},
		{post, "/requests/{request}/owner", signedIn, met.Give, false},
		{post, "/requests/{request}/answer", signedIn, met.Answer, false},
		{post, "/requests/{request}/withdrawal", signedIn, met.Withdraw, false},
		{get, "/inspections", may.ReadInspections, law.List, false},
		{post, "/inspections", may.WriteInspections, law.Record, false},
		{post, "/inspections/{inspection}/findings", may.WriteInspections, law.AddFinding, false},

		{get, "/incidents", may.WorkIncidents, crisis.List, false},
		{get, "/incidents/new", may.DeclareIncidents, crisis.New, false},
		{post, "/incidents", may.DeclareIncidents, crisis.Declare, false},
		{post, "/incidents/export", may.WorkIncidents, fresh(crisis.Export), false},
		{get, "/incidents/{incident}", may.WorkIncidents, crisis.Show, false},
		{get, "/incidents/{incident}/edit", may.DeclareIncidents, crisis.Edit, false},
		{post, "/incidents/{incident}", may.DeclareIncidents, crisis.Correct, false},
		{get, "/incidents/{incident}/end", may.DeclareIncidents, crisis.AskEnd, false},
		{post, "/incidents/{incident}/end", may.DeclareIncidents, crisis.End, false},
		{post, "/incidents/{incident}/reopening", may.DeclareIncidents, crisis.Reopen, false},
		{get, "/incidents/{incident}/calls/{organization}", may.WorkIncidents, crisis.NewCall, false},
		{post, "/incidents/{incident}/calls/{organization}", may.WorkIncidents, crisis.Call, false},

		{get, "/emergency", may.BreakGlass, glass.List, false},
		{get, "/emergency/new", may.BreakGlass, glass.New, false},
		{post, "/emergency", may.BreakGlass, fresh(glass.Ask), false},
		{get, "/emergency/{access}", signedIn, glass.Show, false},
		{post, "/emergency/{access}/decision", signedIn, fresh(glass.Decide), false},
		{post, "/emergency/{access}/end", signedIn, glass.Close, false},

		{get, "/account", signedIn, mine.Show, false},
		{get, "/account/contacts", signedIn, reach.Keep, false},
		{post, "/account/contacts", signedIn, reach.Add, false},
		{get, "/account/contacts/log", signedIn, reach.Log, false},
		{get, "/account/audit", signedIn, acts.Mine, false},
		{post, "/account/sign-ins/{signin}/end", signedIn, mine.EndSignIn, false},
		{post, "/account/sign-ins/end", signedIn, mine.EndAll, false},
		{post, "/account/mail", signedIn, mine.ChooseMail, false},
		{post, "/account/zone", signedIn, mine.ChooseZone, false},
		{get, "/account/password", signedIn, fresh(mine.ShowPassword), false},
		{post, "/account/password", signedIn, fresh(mine.ChangePassword), false},
		{get, "/account/email", signedIn, fresh(mine.ShowEmail), false},
		{post, "/account/email", signedIn, fresh(mine.AskEmail), false},
		{get, "/account/email/{token}", signedIn, mine.ShowEmailLink, false},
		{post, "/account/email/{token}", signedIn, fresh(mine.ConfirmEmail), false},
		{get, "/account/recovery-codes", signedIn, fresh(mine.ShowRecovery), false},
		{post, "/account/recovery-codes", signedIn, fresh(mine.NewRecovery), false},
		{get, "/account/factors/new", signedIn, fresh(mine.ShowAdd), false},
		{get, "/account/factors/{factor}", signedIn, mine.ShowFactor, false},
		{post, "/account/factors/{factor}/name", signedIn, mine.RenameFactor, false},
		{post, "/account/factors/{factor}/removal", signedIn, fresh(mine.RemoveFactor), false},
		{post, "/account/authenticators", signedIn, fresh(mine.BeginAuthenticator), false},
		{post, "/account/passkeys/question", signedIn, fresh(mine.AskPasskey), false},
		{post, "/account/passkeys", signedIn, fresh(mine.AddPasskey), false},
		{get, "/account/provider", signedIn, fresh(mine.ShowProvider), false},
		{post, "/account/provider", signedIn, fresh(mine.Link), false},
		{post, "/account/identities/{identity}/removal", signedIn, fresh(mine.Unlink), false},
		{get, "/account/authenticators/new", signedIn, mine.ShowNew, false},
		{get, "/account/authenticators/qr.png", signedIn, mine.QR, false},
		{post, "/account/authenticators/new", signedIn, fresh(mine.AddAuthenticator), false},

		{get, "/duplicates", signedIn, twice.List, false},
		{post, "/duplicates/look", signedIn, twice.Look, false},
		{post, "/duplicates/mergers/{merger}/undo", signedIn, twice.Undo, false},
		{post, "/duplicates/apart/{apart}/ask-again", signedIn, twice.AskAgain, false},
		{get, "/duplicates/{what}/{one}", signedIn, twice.Choose, false},
		{get, "/duplicates/{what}/{one}/{other}", signedIn, twice.Compare, false},
		{post, "/duplicates/{what}/{one}/{other}/merge", signedIn, fresh(twice.Merge), false},
		{post, "/duplicates/{what}/{one}/{other}/apart", signedIn, twice.TellApart, false},

		{get, "/failed", signedIn, failed.List, false},
		{post, "/failed/{work}/again", signedIn, failed.Again, false},
		{post, "/failed/{work}/drop", signedIn, failed.Drop, false},

		{get, "/intakes", signedIn, files.List, false},
		{post, "/intakes", signedIn, receives(files.MaySend, files.Send), true},
		{get, "/intakes/{intake}", signedIn, files.Show, false},
		{get, "/intakes/{intake}/refused.csv", signedIn, files.Refused, false},
		{get, "/intakes/templates/{records}", signedIn, files.Template, false},
		{post, "/intakes/{intake}/columns", signedIn, files.Name, false},
		{post, "/intakes/{intake}/removal", signedIn, files.Remove, false},
		{post, "/intakes/{intake}/choose", signedIn, files.Choose, false},
		{post, "/intakes/{intake}/approve", signedIn, files.Approve, false},
		{post, "/intakes/{intake}/undo", signedIn, files.Recall, false},
		{get, "/intakes/{intake}/invitations", signedIn, files.Invitations, false},
		{post, "/intakes/{intake}/invitations", signedIn, fresh(files.Invite), false},
	}
	return append(append(all, administration(d)...), doors(d)...)
}

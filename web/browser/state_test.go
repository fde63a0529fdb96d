package browser

import (
	"fmt"
	"strings"

	"example.org/concord/internal/story"
)

// state is one page in one of its states, as one of the people for whom it differs.
type state struct {
	name string
	as   *story.Person
	path string
	then func(b *tab) // what the person does there before the page is looked at
}

// flood is an incident in the county of Blue Mesa.
const flood = "f1000000-0000-4000-8000-000000000000"

// halted is the stop of somebody whose openings looked like collecting.
const halted = "f2000000-0000-4000-8000-000000000000"

func contactOf(p story.Person, kind string) string {
	return "/contacts/" + story.Contact(p.Name, kind).String()
}

func item(key string) string { return "/updates/" + story.Item(key).String() }

func seat(organization string) string {
	return "/councils/wscc/seats/" + story.Seat("wscc", organization).String()
}

// submits sends the page's main form as it stands, or with the values given.
func submits(values ...string) func(b *tab) {
	return func(b *tab) {
		for i := 0; i < len(values); i += 2 {
			evaluate[bool](b, fmt.Sprintf(`(() => {
				const c = [...document.querySelectorAll("main [name=" + CSS.escape(%q) + "]")];
				const one = c.find(x => (x.type == "radio" || x.type == "checkbox") && x.value == %[2]q);
				if (one) { one.checked = true; return true }
				c[0].value = %[2]q;
				return true })()`, values[i], values[i+1]))
		}
		b.leave(`(() => {
			const send = document.querySelector("main form[method=post] [type=submit]:not([formnovalidate])");
			send.form.noValidate = true; // what the browser itself refuses never comes back
			send.click() })()`)
	}
}

// administers sends the form for an organization's administrator with nobody in it.
func administers(b *tab) {
	b.leave(`(() => {
		const form = document.querySelector("form[action$='/administrators']");
		form.noValidate = true;
		form.querySelector("[type=submit]").click() })()`)
}

// selects sends the form for whom CISA selected with nobody in it.
func selects(b *tab) {
	b.leave(`(() => {
		const form = document.querySelector("form[action$='/selection'][method=post]");
		form.noValidate = true;
		form.querySelector("[type=submit]").click() })()`)
}

// opens unfolds everything that is folded.
func opens(b *tab) {
	evaluate[bool](b, `document.querySelectorAll("details").forEach(d => d.open = true) ?? true`)
}

// states are the pages of the product. Those of councils, updates and people are the story's; what it lacks is made by arrange.
func states(made arranged) []state {
	dana, priya, lena, eve, paul, sam, kim, tomas, walt := &story.Dana, &story.Priya, &story.Lena, &story.Eve, &story.Paul, &story.Sam, &story.Kim, &story.Tomas, &story.Walt
	rosa, inspector := &story.Rosa, &story.Vera
	return []state{
		{"home-public", nil, "/", nil},
		{"home-member", dana, "/", nil},
		{"home-community", tomas, "/", nil},
		{"home-nobody", eve, "/", nil},
		{"home-psa", paul, "/", nil},
		{"home-staff", sam, "/", nil},
		{"home-unread", dana, "/?show=unread", nil},
		{"home-unread-first", dana, "/?order=unread", nil},
		{"home-menu", dana, "/", opens},
		{"demo", nil, "/demo", nil},
		{"demo-mail", nil, "/demo/mail", opens},
		{"not-found", nil, "/nothing/here", nil},
		{"not-found-member", eve, item("chlorine-lead-times"), nil},
		{"denied", dana, item("chlorine-lead-times") + "/edit", nil},

		{"sectors", nil, "/sectors", nil},
		{"sectors-edition", nil, "/sectors?edition=pdd63-1998", nil},
		{"sector-public", nil, "/sectors/water-and-wastewater", nil},
		{"sector-member", dana, "/sectors/water-and-wastewater", nil},
		{"regions", nil, "/regions", nil},
		{"region", paul, "/regions/8", nil},

		{"councils", nil, "/councils", nil},
		{"councils-member", dana, "/councils", nil},
		{"councils-none", nil, "/councils?q=zzzz", nil},
		{"council-public", nil, "/councils/wscc", nil},
		{"council-workspace", dana, "/councils/wscc", nil},
		{"council-workspace-two-seats", &story.Maya, "/councils/escc", nil},
		{"council-community", tomas, "/councils/water-and-wastewater-community", nil},
		{"council-about", nil, "/councils/wscc/about", nil},
		{"council-about-member", dana, "/councils/wscc/about", nil},
		{"council-about-edit", lena, "/councils/wscc/about/edit", nil},
		{"council-about-wrong", lena, "/councils/wscc/about/edit", submits("purpose", strings.Repeat("x ", 9000))},
		{"council-audit", dana, "/councils/wscc/audit", nil},
		{"council-audit-none", dana, "/councils/wscc/audit?person=zzzz", nil},
		{"account-audit", dana, "/account/audit", nil},
		{"audit", sam, "/admin/audit", nil},
		{"audit-none", sam, "/admin/audit?person=zzzz", nil},
		{"audit-log", sam, "/admin/audit/log", nil},
		{"health", sam, "/admin/health", nil},
		{"roster", priya, "/councils/wscc/roster", nil},
		{"resets", dana, "/councils/wscc/resets", nil},
		{"resets-second", lena, "/councils/wscc/resets", nil},
		{"resets-link", lena, "/councils/wscc/resets", submits()},
		{"roster-past", dana, "/councils/wscc/roster?on=2025-09-01", nil},
		{"roster-wrong", dana, "/councils/wscc/roster?on=soon", nil},
		{"roster-changes", priya, "/councils/wscc/roster/changes?from=2020-01-01", nil},
		{"umbrellas", sam, "/admin/umbrellas", nil},
		{"umbrella", sam, "/admin/umbrellas/cipac", nil},
		{"programs", sam, "/admin/programs", nil},
		{"programs-wrong", sam, "/admin/programs", submits("since", "2020-01-01")},
		{"programs-preview", sam, "/admin/programs", submits("name", "Chemical security", "authority", "A law of 2027", "since", "2199-01-01")},
		{"program", sam, "/admin/programs/cfats", nil},
		{"umbrella-preview", sam, "/admin/umbrellas/anchor-ci", submits("until", "2199-01-01")},
		{"editions", sam, "/admin/editions", nil},
		{"editions-wrong", sam, "/admin/editions", submits()},
		{"edition", sam, "/admin/editions/nsm22-2024", nil},
		{"selection", priya, "/councils/wscc/selection", nil},
		{"selection-past", dana, "/councils/wscc/selection?on=2025-09-01", nil},
		{"selection-wrong", sam, "/councils/wscc/selection", selects},
		{"selection-officer", dana, "/councils/wscc/selection", nil},
		{"selection-changes", priya, "/councils/wscc/selection/changes?from=2020-01-01", nil},
		{"selection-end", sam, "/councils/wscc/selection/" + story.Selection("tidewater-utilities-cooperative").String(), nil},
		{"roster-changes-none", priya, "/councils/wscc/roster/changes?from=2001-01-01&to=2001-02-01", nil},
		{"succession", priya, seat("tidewater-utilities-cooperative") + "/succession", nil},
		{"succession-wrong", dana, seat("blue-mesa-water-authority") + "/succession", submits()},
		{"rule", sam, "/councils/water-gcc/roster/rule", nil},
		{"rule-wrong", dana, "/councils/wscc/roster/rule", submits()},
		{"absence", lena, seat("saltmarsh-bay-utilities") + "/absence", nil},
		{"absence-wrong", priya, seat("tidewater-utilities-cooperative") + "/absence", submits()},
		{"roster-officer", dana, "/councils/wscc/roster", nil},
		{"seat-new", lena, "/councils/wscc/seats/new", nil},
		{"seat-new-wrong", lena, "/councils/wscc/seats/new", submits()},
		{"seat", lena, seat("blue-mesa-water-authority"), opens},
		{"seat-vacant", lena, seat("copper-creek-water-district"), opens},
		{"appointment-new", lena, "/councils/wscc/appointments/new", nil},
		{"appointment-new-wrong", lena, "/councils/wscc/appointments/new", submits()},
		{"appointment", lena, "/councils/wscc/appointments/" + story.Hugo.Appointment("wscc", "observer").String(), opens},

		{"join", nil, "/councils/wscc/join", nil},
		{"join-wrong", nil, "/councils/wscc/join", submits()},
		{"join-member-elsewhere", eve, "/councils/wscc/join", nil},
		{"nominate", priya, "/councils/wscc/admissions/new", nil},
		{"nominate-wrong", priya, "/councils/wscc/admissions/new", submits("organization", "Water")},
		{"nominate-again", priya, "/councils/wscc/admissions/new?again=" + story.Admission("gil").String(), nil},
		{"admissions", dana, "/councils/wscc/admissions", nil},
		{"admissions-sponsor", priya, "/councils/wscc/admissions", nil},
		{"admissions-closed", dana, "/councils/wscc/admissions?show=closed", nil},
		{"decide", dana, "/councils/wscc/admissions/decisions?case=" + story.Admission("gil").String(), nil},
		{"decide-wrong", dana, "/councils/wscc/admissions/decisions?case=" + story.Admission("gil").String(), submits()},
		{"decide-none", dana, "/councils/wscc/admissions/decisions", nil},
		{"admission", dana, "/admissions/" + story.Admission("gil").String(), opens},
		{"admission-sponsor", dana, "/admissions/" + story.Admission("odile").String(), opens},
		{"admission-sponsor-wrong", dana, "/admissions/" + story.Admission("odile").String(), submits()},
		{"rules", dana, "/rules", nil},
		{"duplicates", &story.Paul, "/duplicates?kind=facility", nil},
		{"duplicates-people", &story.Sam, "/duplicates?kind=person", nil},
		{"duplicate-choose", &story.Paul, "/duplicates/facility/" + story.TwiceFacility.ID.String() + "?q=creek", nil},
		{"duplicate-compare", &story.Sam, "/duplicates/organization/" + story.TwiceOrganization.ID.String() + "/" + story.TwiceOrganization.Of.String(), nil},
		{"duplicate-wrong", &story.Sam, "/duplicates/person/" + story.TwicePerson.ID.String() + "/" + story.TwicePerson.Of.String(), submits("because", " ")},
		{"facility-merged", &story.Paul, "/directory/facilities/" + story.Facility("Plateau Creek Filters").String(), nil},
		{"intakes", &story.Sam, "/intakes", nil},
		{"intakes-wrong", &story.Sam, "/intakes", submits("kind", "organizations")},
		{"intake-refused", &story.Sam, "/intakes/" + story.Intake.String(), nil},
		{"intake-alike", &story.Sam, "/intakes/" + story.Intake.String() + "?rows=alike", nil},
		{"confirmations", &story.Maya, "/confirmations", nil},
		{"confirmations-administrator", &story.Omar, "/confirmations", nil},
		{"profile-keep", &story.Omar, "/directory/organizations/blue-mesa-water-authority/profile", nil},
		{"profile-own", &story.Omar, "/directory/organizations/blue-mesa-water-authority", nil},
		{"confirmations-none", eve, "/confirmations", nil},
		{"confirmations-no-longer", &story.Maya, "/confirmations/" + story.Maya.Appointment("wscc", "representative").String(), nil},
		{"confirmations-no-longer-wrong", &story.Maya, "/confirmations/" + story.Maya.Appointment("wscc", "representative").String(), submits("because", strings.Repeat("x", 500))},
		{"roster-lapsing", sam, "/councils/region-8/roster", nil},

		{"update", dana, item("chlorine-lead-times"), nil},
		{"update-own", priya, item("chlorine-lead-times"), nil},
		{"update-red", dana, item("named-insider"), nil},
		{"update-public", nil, item("public-back-flow"), nil},
		{"update-withdrawn", dana, item("boil-water-rumor"), nil},
		{"update-long", dana, item("long-resilience-guide"), nil},
		{"update-longest", dana, made.longest, nil},
		{"update-edited", dana, item("flood-forecast"), opens},
		{"update-quote", dana, item("phone-pretext") + "?quote=" + story.Item("phone-pretext").String(), nil},
		{"update-reply-empty", dana, item("chlorine-lead-times"), submits()},
		{"readers", dana, item("phone-pretext") + "/readers", nil},
		{"readers-red", dana, item("named-insider") + "/readers", nil},
		{"readers-public", nil, item("public-back-flow") + "/readers", nil},
		{"versions", dana, item("flood-forecast") + "/versions", nil},
		{"versions-one", dana, item("chlorine-lead-times") + "/versions", nil},
		{"edit", priya, item("chlorine-lead-times") + "/edit", nil},
		{"edit-wrong", priya, item("chlorine-lead-times") + "/edit", submits("title", "")},
		{"edit-late", priya, item("chlorine-lead-times") + "/edit", submits("base", "0")},
		{"withdraw", priya, item("chlorine-lead-times") + "/withdrawal", nil},
		{"withdraw-wrong", priya, item("chlorine-lead-times") + "/withdrawal", submits()},
		{"publish", dana, made.publishable + "/publication", nil},
		{"compose", dana, "/updates/new?council=wscc", nil},
		{"compose-open", dana, "/updates/new?council=wscc", opens},
		{"compose-two-seats", &story.Maya, "/updates/new?council=escc", nil},
		{"compose-psa", paul, "/updates/new?council=region-8", nil},
		{"compose-alone", walt, "/updates/new?council=watch", opens},
		{"compose-wrong", dana, "/updates/new?council=wscc", submits()},
		{"draft", dana, made.draft, nil},
		{"review", dana, made.draft + "/review", nil},
		{"review-changed", dana, made.draft + "/review", submits("version", "2020-01-01T00:00:00Z")},
		{"drafts", dana, "/drafts", nil},
		{"drafts-none", eve, "/drafts", nil},
		{"notices", dana, "/notices", nil},
		{"notices-none", eve, "/notices", nil},
		{"search", dana, "/search?q=chlorine", nil},
		{"search-blank", dana, "/search", nil},
		{"search-none", dana, "/search?q=zzzzqqqq", nil},
		{"search-public", nil, "/search?q=water", nil},

		{"directory", paul, "/directory", nil},
		{"directory-none", paul, "/directory?q=zzzz", nil},
		{"directory-people", paul, "/directory/people", nil},
		{"directory-organization", paul, "/directory/organizations/blue-mesa-water-authority", nil},
		{"directory-person", paul, "/directory/people/" + story.Dana.ID.String(), nil},
		{"directory-cards", paul, "/directory?view=cards", nil},
		{"directory-near", paul, "/directory?q=bleu+messa", nil},
		{"directory-people-cards", dana, "/directory/people?view=cards", nil},
		{"directory-facilities", paul, "/directory/facilities", opens},
		{"directory-facilities-counties", paul, "/directory/facilities?sector=water-and-wastewater&county=08077&county=08029", opens},
		{"directory-facilities-none", tomas, "/directory/facilities", nil},
		{"directory-advisors", paul, "/directory/advisors", nil},
		{"network", dana, "/directory/network?council=wscc", nil},
		{"network-begin", dana, "/directory/network", nil},
		{"network-organization", paul, "/directory/network?organization=lakeshore-water-and-power", nil},
		{"searches-none", eve, "/directory/searches", nil},
		{"searches", paul, "/directory/searches", nil},
		{"facility", paul, "/directory/facilities/" + story.Facility("Kannah Creek Intake").String(), opens},
		{"facility-edit", dana, "/directory/facilities/" + story.Facility("Kannah Creek Intake").String() + "/edit", nil},
		{"facility-new", dana, "/directory/organizations/blue-mesa-water-authority/facilities/new", nil},
		{"facility-new-wrong", dana, "/directory/organizations/blue-mesa-water-authority/facilities/new", submits("latitude", "north")},
		{"map", paul, "/map", nil},
		{"map-coverage", paul, "/map?show=coverage", nil},
		{"map-region", paul, "/map/regions/8", nil},
		{"map-state", paul, "/map/states/CO?show=facilities", nil},
		{"map-state-coverage", dana, "/map/states/PR?show=coverage", nil},
		{"my-region", paul, "/my-region", nil},
		{"stops", rosa, "/directory/stops", nil},
		{"stop", rosa, "/directory/stops/" + halted, nil},
		{"stop-wrong", rosa, "/directory/stops/" + halted, submits("because", "Fine")},
		{"my-region-inspector", inspector, "/my-region/8", nil},
		{"territory", rosa, "/my-region/8/territory", opens},
		{"territory-wrong", rosa, "/my-region/8/territory", submits("place", "")},
		{"territory-psa", paul, "/my-region/8/territory", nil},
		{"pack", rosa, "/my-region/8/territory/" + story.Paul.ID.String() + "/pack", nil},
		{"pack-wrong", rosa, "/my-region/8/territory/" + story.Paul.ID.String() + "/pack", submits()},
		{"engagements", paul, "/engagements", nil},
		{"engagements-none", paul, "/engagements?kind=event", nil},
		{"engagement-find", paul, "/engagements/new?q=water", nil},
		{"engagement-new", paul, "/engagements/new?organization=blue-mesa-water-authority", nil},
		{"engagement-new-wrong", paul, "/engagements/new?organization=blue-mesa-water-authority", submits("day", "")},
		{"engagement", paul, "/engagements/" + story.Engagement("east-plant").String(), opens},
		{"engagement-edit", paul, "/engagements/" + story.Engagement("reservoir").String() + "/edit", nil},
		{"engagement-owner", &story.Omar, "/directory/organizations/blue-mesa-water-authority", opens},
		{"requests", rosa, "/requests", nil},
		{"requests-partner", priya, "/requests", nil},
		{"request-new", dana, "/requests/new", nil},
		{"request-new-wrong", dana, "/requests/new", submits()},
		{"request", rosa, "/requests/" + story.Request("substation-fires").String(), nil},
		{"request-partner", dana, "/requests/" + story.Request("board-briefing").String(), nil},
		{"inspections", inspector, "/inspections", nil},
		{"incidents", &story.Walt, "/incidents", nil},
		{"incident-new-state", paul, "/incidents/new", nil},
		{"incident-new", paul, "/incidents/new?state=CO", nil},
		{"incident-new-wrong", paul, "/incidents/new?state=CO", submits()},
		{"incident", &story.Walt, "/incidents/" + story.Incident("missouri-flood").String(), nil},
		{"incident-over", &story.Cora, "/incidents/" + story.Incident("york-surge").String(), nil},
		{"incident-call", paul, "/incidents/" + flood + "/calls/blue-mesa-water-authority", nil},
		{"my-region-other", paul, "/my-region/3", nil},

		{"directory-take", dana, "/directory/people?q=Priya", opens},
		{"directory-card", dana, "/directory/people/" + story.Priya.ID.String() + "/card", nil},
		{"directory-card-wrong", dana, "/directory/people/" + story.Priya.ID.String() + "/card", submits()},
		{"who-sees-what", dana, "/directory/who-sees-what", nil},
		{"desks", dana, "/directory/organizations/blue-mesa-water-authority/desks", nil},
		{"desks-wrong", dana, "/directory/organizations/blue-mesa-water-authority/desks", submits("value", "soon")},
		{"desks-log", dana, "/directory/organizations/blue-mesa-water-authority/desks/log", nil},
		{"contact", priya, contactOf(story.Dana, "after-hours"), nil},
		{"contact-wrong", priya, contactOf(story.Dana, "after-hours"), submits()},
		{"contact-open", priya, contactOf(story.Dana, "after-hours"), submits("reason", "A main broke on Route 9")},
		{"contact-edit", dana, contactOf(story.Dana, "after-hours") + "/edit", nil},
		{"account-contacts", dana, "/account/contacts", nil},
		{"account-contacts-none", eve, "/account/contacts", nil},
		{"account-contacts-log", dana, "/account/contacts/log", nil},
		{"call-list", paul, "/incidents/" + flood + "/call-list", nil},
		{"call-list-open", paul, "/incidents/" + flood + "/call-list", submits()},
		{"incident-openings", walt, "/incidents/" + flood + "/openings", nil},
		{"account", dana, "/account", opens},
		{"account-nobody", eve, "/account", nil},
		{"account-email", dana, "/account/email", nil},
		{"account-email-wrong", dana, "/account/email", submits("email", "dana")},
		{"account-email-link", lena, made.email, nil},
		{"account-password", dana, "/account/password", nil},
		{"account-password-wrong", dana, "/account/password", submits()},
		{"account-recovery", dana, "/account/recovery-codes", nil},
		{"account-factor-new", dana, "/account/factors/new", nil},
		{"account-authenticator-new", lena, "/account/factors/new", submits()},
		{"account-factor", dana, "/account/factors/" + factorOf(story.Dana), nil},
		{"confirmation", dana, "/sign-in/confirmation?next=/account/factors/new", nil},
		{"confirmation-wrong", dana, "/sign-in/confirmation", submits("code", "000000")},

		{"admin", sam, "/admin", nil},
		{"admin-councils", sam, "/admin/councils", nil},
		{"admin-councils-none", sam, "/admin/councils?q=zzzz", nil},
		{"admin-council-new", sam, "/admin/councils/new", opens},
		{"admin-council-new-wrong", sam, "/admin/councils/new", submits()},
		{"admin-council", sam, "/admin/councils/wscc", opens},
		{"admin-sectors", sam, "/admin/sectors", nil},
		{"admin-sector-new", sam, "/admin/sectors/new", nil},
		{"admin-sector-new-wrong", sam, "/admin/sectors/new", submits()},
		{"admin-sector", sam, "/admin/sectors/water-and-wastewater", opens},
		{"admin-sector-opened", sam, "/admin/sectors/space-systems", opens},
		{"admin-sector-new-preview", sam, "/admin/sectors/new", submits("name", "Orbital Works", "short_name", "Orbital", "slug", "orbital-works", "since", "2026-11-01", "instrument", "A memorandum")},
		{"admin-sector-preview", sam, "/admin/sectors/chemical", func(b *tab) {
			b.leave(`(() => {
				const f = document.querySelector("form[action$='/leads']"); f.noValidate = true;
				f.querySelector("[name=organization]").value = "National Coordination Office";
				f.querySelector("[name=lead_since]").value = "2030-01-01"; f.querySelector("[name=lead_by]").value = "A memorandum";
				f.querySelector("button[type=submit]").click() })()`)
		}},
		{"admin-organizations", sam, "/admin/organizations", nil},
		{"admin-organization-new", sam, "/admin/organizations/new", nil},
		{"admin-organization-new-wrong", sam, "/admin/organizations/new", submits()},
		{"admin-organization", sam, "/admin/organizations/blue-mesa-water-authority", opens},
		{"admin-organization-administrator", sam, "/admin/organizations/blue-mesa-water-authority", administers},
		{"admin-people", sam, "/admin/people", nil},
		{"admin-people-none", sam, "/admin/people?q=zzzz", nil},
		{"admin-person-new", sam, "/admin/people/new", nil},
		{"admin-person-new-wrong", sam, "/admin/people/new", submits()},
		{"admin-person", sam, "/admin/people/" + story.Dana.ID.String(), opens},
		{"admin-person-waiting", sam, "/admin/people/" + story.Named("Tobias Grant").ID.String(), opens},
		{"admin-person-reset", kim, "/admin/people/" + story.Omar.ID.String(), opens},
		{"admin-person-link", sam, "/admin/people/" + story.Named("Rafael Monroy").ID.String(), submits("email", "rafael.monroy@example.org")},
		{"admin-rules", sam, "/admin/rules", opens},
		{"admin-rules-preview", sam, "/admin/rules", submits()},
		{"admin-rules-wrong", sam, "/admin/rules", submits("words", "")},
		{"admin-mail", sam, "/admin/mail", nil},
		{"proposals", sam, "/admin/proposals", nil},
		{"proposal", sam, "/admin/proposals/" + story.Proposal.String(), nil},
		{"proposal-wrong", sam, "/admin/proposals/" + story.Proposal.String(), func(b *tab) {
			b.leave(`document.querySelector("[value=refuse]").click()`)
		}},
		{"proposal-own", kim, "/admin/proposals/" + story.Proposal.String(), nil},
		{"copy-new", sam, "/admin/proposals/copies/new", nil},
		{"copy-new-wrong", sam, "/admin/proposals/copies/new", submits()},
		{"staff-appointment-wrong", sam, "/councils/watch/appointments/new", submits()},
		{"rights", sam, "/admin/rights", opens},
		{"right-new", sam, "/admin/rights/change?kind=gcc&office=adviser&right=update.post%2Fcouncil", nil},
		{"right-alarm", sam, "/admin/rights/change?kind=scc&office=representative&right=audit.read%2Fown", nil},
		{"proposal-alarm", sam, "/admin/rights/change?kind=scc&office=representative&right=audit.read%2Fown", submits("because", "The councils asked to read their own record.")},
		{"proposals-alarm", sam, "/admin/proposals", nil},
		{"conflict", sam, "/admin/rights/change?kind=gcc&office=adviser&right=update.post%2Fcouncil", func(b *tab) {
			submits("because", "Advisers were asked to write themselves.")(b)
			b.leave(`(() => { const back = document.querySelector("[name=decision]"); back.value = "confirm"; back.click() })()`)
		}},
		{"rights-limit-wrong", sam, "/admin/rights", submits("readers", "many")},
		{"right-end-wrong", sam, "/admin/rights/change?kind=scc&office=observer&right=item.read%2Fcouncil", submits()},
		{"emergency", sam, "/emergency", nil},
		{"emergency-new", sam, "/emergency/new", nil},
		{"emergency-new-wrong", sam, "/emergency/new", submits()},
		{"emergency-over", &story.Ben, "/emergency/" + story.Emergency.String(), nil},
		{"admin-facts", sam, "/admin/facts", nil},

		{"sign-in", nil, "/sign-in", nil},
		{"sign-in-wrong", nil, "/sign-in", submits("email", "nobody@example.org", "password", "not the password at all")},
		{"sign-in-recovery", nil, "/sign-in", func(b *tab) {
			submits("email", story.Hugo.Email(), "password", story.Password)(b)
			b.Go("/sign-in/code?with=recovery")
		}},
		{"sign-in-code", nil, "/sign-in/code", nil},
		{"sign-in-code-wrong", nil, "/sign-in/code", submits("code", "000000")},
		{"sign-in-kept", &story.Joan, "/sign-in/kept", nil},
		{"enroll-over", nil, "/enroll/" + strings.Repeat("x", 26), nil},
		{"enroll", nil, made.link, nil},
		{"enroll-wrong", nil, made.link, submits("password", "short", "again", "shorter")},
		{"enroll-authenticator", nil, made.link, submits("password", "nine days of chlorine", "again", "nine days of chlorine")},
		{"enroll-authenticator-wrong", nil, made.link + "/authenticator", submits("code", "000000")},
	}
}

// unlooked are the addresses whose answers are no pages.
var unlooked = map[string]string{
	"/updates/{update}/files/{file}": "a file",
	"/account/authenticators/qr.png": "a picture in its page",
	"/enroll/{token}/qr.png":         "a picture in its page",
	"/admin/audit/log/{head}":        "a file",
	"/intakes/{intake}/refused.csv":  "a file",
	"/sign-in/provider/return":       "looked at on the way back from a provider",
	"/account/provider":              "looked at with a provider",
}

package browser

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"example.org/concord/internal/story"
)

func TestMemberSignsInInFive(t *testing.T) {
	h := newPortal(t).Sit(t, nil, "/sign-in")
	h.Type("E-mail address", story.Priya.Email())
	h.Type("Password", story.Password)
	h.Click("Sign in")
	h.Type("Code", code(t))
	h.Click("Sign in")
	h.Sees("Needs you", "Newest of your councils")
	h.AtMost(5)
}

func TestMemberReadsTheNewestAndSeesWhoElseDoesInOne(t *testing.T) {
	h := newPortal(t).Sit(t, &story.Dana, "/")
	h.Click("Chlorine deliveries in the mid-Atlantic")
	h.Sees("TLP:AMBER", "Visible to 15 people in WSCC")
	h.AtMost(1)
}

func TestMemberRepliesInThree(t *testing.T) {
	h := newPortal(t).Sit(t, &story.Dana, "/")
	h.Click("Chlorine deliveries in the mid-Atlantic")
	h.Sees("Your reply will be visible to")
	h.Type("Text", "Ten days on hand here.")
	h.Click("Reply")
	h.Sees("3 replies", "Ten days on hand here.")
	h.AtMost(3)
}

func TestMemberPostsAGreenSituationReportInSeven(t *testing.T) {
	h := newPortal(t).Sit(t, &story.Dana, "/")
	h.Click("Post an update")
	h.Choose("Situation report")
	h.Type("Title", "Main broken at Fourth and Elm")
	h.Type("Text", "Pressure holds. Repair by **noon**.")
	h.Choose("TLP:GREEN")
	h.Click("Review")
	h.Sees("Review before you post", "will see this.", "TLP:GREEN")
	h.Click("Post")
	h.Sees("Posted to", "Main broken at Fourth and Elm", "Repair by noon.")
	h.AtMost(7)
}

func TestMemberWithdrawsInThree(t *testing.T) {
	h := newPortal(t).Sit(t, &story.Priya, item("chlorine-lead-times"))
	h.Click("Withdraw")
	h.Type("Reason", "The supplier was wrong.")
	h.Click("Withdraw")
	h.Sees("Withdrawn by Priya Raman", "Reason: The supplier was wrong.")
	h.AtMost(3)
}

func TestAdvisorFindsTheWaterOrganizationsOfAStateInThree(t *testing.T) {
	h := newPortal(t).Sit(t, &story.Paul, "/")
	h.Click("Colorado")
	h.Pick("Sector", "Water")
	h.Click("Show")
	h.Sees("Blue Mesa Water Authority", "Copper Creek Water District")
	if text := h.text(); strings.Contains(text, "High Desert Transmission") || strings.Contains(text, "Tidewater") {
		t.Errorf("others are listed too:\n%s", text)
	}
	h.AtMost(3)
}

func TestAdvisorFindsTheWaterUtilitiesOfTwoCountiesInFive(t *testing.T) {
	h := newPortal(t).Sit(t, &story.Cora, "/directory")
	h.Click("Facilities")
	h.Pick("Sector", "Water")
	h.Choose("York, VA")
	h.Choose("James City, VA")
	h.Click("Show")
	h.Sees("6 facilities", "Toano Well Field", "Grafton Booster Station")
	h.Misses("Gloucester Point Intake", "Bay Shore Outfall")
	h.AtMost(5)
}

func TestMemberPostsAndRepliesWithoutJavaScript(t *testing.T) {
	h := newPortal(t).Sit(t, &story.Dana, "/")
	h.do(chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		return err
	}))
	h.Click("Post an update")
	h.Choose("Situation report")
	h.Type("Title", "Main broken at Fourth and Elm")
	h.Type("Text", "Pressure holds.")
	h.Choose("TLP:AMBER")
	h.Click("Review")
	h.Click("Post")
	h.Sees("Posted to", "Main broken at Fourth and Elm")
	h.Type("Text", "Repaired.")
	h.Click("Reply")
	h.Sees("1 reply", "Repaired.")
}

func TestMemberPostsWithTheKeyboardAlone(t *testing.T) {
	h := newPortal(t).Sit(t, &story.Dana, "/councils/wscc")
	h.TabTo("Skip to")
	h.Keys(kb.Enter)
	h.TabTo("Post an update")
	h.KeyOn(kb.Enter)
	h.TabTo("Announcement")
	h.Keys(kb.ArrowDown) // the arrows choose among radio buttons
	h.TabTo("Title")
	h.Keys("Written without a mouse")
	h.TabTo("Text")
	h.Keys("Every step by **keys**.")
	h.TabTo("TLP:RED")
	h.Keys(kb.ArrowDown + kb.ArrowDown)
	h.TabTo("Review")
	h.KeyOn(kb.Enter)
	h.Sees("Review before you post", "TLP:AMBER", "Situation report by Dana Whitfield")
	h.TabTo("Post")
	h.KeyOn(kb.Enter)
	h.Sees("Written without a mouse")
}

func TestMenuOpensAndClosesByKeys(t *testing.T) {
	h := newPortal(t).Sit(t, &story.Dana, "/")
	h.TabTo("Dana Whitfield")
	h.Keys(kb.Enter)
	h.TabTo("My account")
	h.Keys(kb.Escape)
	if at := evaluate[string](h.tab, `document.activeElement.innerText.trim() + " " + document.querySelector(".menu").open`); at != "Dana Whitfield false" {
		t.Errorf("after Escape the focus and the menu are %q", at)
	}
}

func TestDoubleClickPostsOnce(t *testing.T) {
	p := newPortal(t)
	draft := p.arrange().draft
	h := p.Sit(t, &story.Dana, draft+"/review")
	// Both clicks are there before an answer can be.
	h.leave(`(b => { b.click(); b.click() })([...document.querySelectorAll("main button")].find(b => b.innerText == "Post"))`)
	h.Sees("Posted to")
	h.Go("/councils/wscc")
	if n := strings.Count(h.text(), "Chlorine runs short"); n != 1 {
		t.Errorf("it stands there %d times", n)
	}
}

func TestDraftSavesItselfAndComesBack(t *testing.T) {
	h := newPortal(t).Sit(t, &story.Dana, "/updates/new?council=wscc")
	h.Type("Title", "Half a thought")
	h.Type("Text", "Not yet finished")
	h.until("Saved ")
	h.do(chromedp.Navigate("about:blank")) // nothing unsaved, so nothing asks
	h.Go("/drafts")
	h.Click("Half a thought")
	if got := evaluate[string](h.tab, fmt.Sprintf(`document.querySelector(%q).value + " / " + document.querySelector(%q).value`, h.field("Title"), h.field("Text"))); got != "Half a thought / Not yet finished" {
		t.Errorf("what came back is %q", got)
	}
}

func TestFormThatOutlivedItsSessionComesBackAfterSignIn(t *testing.T) {
	p := newPortal(t)
	h := p.Sit(t, &story.Dana, item("chlorine-lead-times"))
	h.Type("Text", "Written for an hour and a half.")
	if _, err := p.Database.Super().Exec(t.Context(), `update signin.session set expires = app.now() where person_id = $1`, story.Dana.ID); err != nil {
		t.Fatal(err)
	}
	h.Click("Reply")
	h.Sees("You were signed out while writing. Nothing was lost")
	h.Type("E-mail address", story.Dana.Email())
	h.Type("Password", story.Password)
	h.Click("Sign in")
	h.Type("Code", code(t))
	h.Click("Sign in")
	if got := evaluate[string](h.tab, fmt.Sprintf(`document.querySelector(%q).value`, h.field("Text"))); got != "Written for an hour and a half." {
		t.Fatalf("what came back is %q", got)
	}
	h.Click("Reply")
	h.Sees("3 replies", "Written for an hour and a half.")
}

func TestAdvisorLogsAVisitOnAPhoneInSeven(t *testing.T) {
	b := newPortal(t).Open(t, &story.Paul, 375)
	b.Go("/my-region/8")
	h := &hand{tab: b}
	h.Click("Record a visit or call")
	h.Type("Organization", "Blue Mesa")
	h.Click("Find")
	h.Click("Blue Mesa Water Authority")
	h.Type("Purpose", "The new gate")
	h.Type("Notes", "It closes by itself now.")
	h.Click("Record")
	h.Sees("Recorded. Blue Mesa Water Authority sees it too.", "The new gate", "It closes by itself now.")
	h.AtMost(7)
}

// On the road: which water utilities of two counties nobody saw for a year, the night desk of one, and the visit there.
func TestAdvisorOnThePhoneFindsWhomNobodySawCallsAndLogsTheVisit(t *testing.T) {
	h := newPortal(t).Hold(t, &story.Cora, "/directory/facilities")
	h.Pick("Sector", "Water")
	h.Pick("State", "Virginia")
	h.Pick("Last contact", "None for a year")
	h.Click("Show")
	h.Fits()
	h.Choose("York, VA")
	h.Choose("James City, VA")
	h.Click("Show")
	h.Sees("Toano Well Field", "Seaford Reclamation Plant")
	h.Misses("Grafton Booster Station", "Bay Shore Outfall") // seen a month ago; in another county
	h.Fits()
	h.Click("Toano Well Field")
	h.Fits()
	h.Click("Tidewater Utilities Cooperative")
	h.Fits()
	h.Click("Open 24-hour desk")
	h.Type("Why do you need it?", "At their gate and nobody is there.")
	h.Click("Open it")
	h.Sees("757-555-01", "sees it")
	h.Fits()
	h.Click("Tidewater Utilities Cooperative")
	h.Click("Record a visit")
	h.Fits()
	h.Type("Purpose", "First visit in a year")
	h.Click("Record")
	h.Sees("Recorded.", "First visit in a year")
	h.Fits()
	h.AtMost(16)
}

func TestDirectorHandsATerritoryOverOnThePhone(t *testing.T) {
	h := newPortal(t).Hold(t, &story.Rosa, "/my-region/8")
	h.Fits()
	h.Click("Who covers what")
	h.Fits()
	h.Click("Hand-over pack of Paul Reyes")
	h.Fits()
	h.Pick("Hand all of it over to", "Trevor Banks")
	h.Click("Hand over")
	h.Sees("Both names are on record.")
}

func TestOwnerReadsWhatIsKeptInOne(t *testing.T) {
	h := newPortal(t).Sit(t, &story.Omar, "/directory/organizations/blue-mesa-water-authority")
	h.Sees("What your region keeps about you", "The fence on the river side was cut and mended twice this year.", "No competitor and no regulator reads it.")
}

func TestDirectorHandsATerritoryOverInFour(t *testing.T) {
	h := newPortal(t).Sit(t, &story.Rosa, "/my-region/8")
	h.Click("Who covers what")
	h.Click("Hand-over pack of Paul Reyes")
	h.Sees("What Paul Reyes hands over", "Colorado; Utah; Wyoming", "An assessment of a facility", "Assessment of the chlorine building", "none yet")
	h.Pick("Hand all of it over to", "Trevor Banks")
	h.Click("Hand over")
	h.Sees("Both names are on record.", "Paul Reyes, National Coordination Office to Trevor Banks, National Coordination Office: Colorado; Utah; Wyoming")
	h.AtMost(4)
}

func TestWatchAndRegionWorkOneCallList(t *testing.T) {
	p := newPortal(t)
	h := p.Sit(t, &story.Walt, "/incidents")
	h.Click("Flood on the upper Missouri")
	h.Sees("Whom to call", "Headwaters Plant", "Intake shut as a precaution.")
	h.Click("Record a call to Toston Diversion")
	h.Type("What they said", "Gates at a third, rising.")
	h.Click("Record")
	h.Sees("reached", "Gates at a third, rising.")
	other := p.Sit(t, &story.Paul, "/my-region/8")
	other.Click("Flood on the upper Missouri")
	other.Sees("Gates at a third, rising.", "by Walt Jensen")
}

func TestRegionAnswersWithoutScrolling(t *testing.T) {
	b := newPortal(t).Open(t, &story.Rosa, 1280)
	b.Go("/my-region/8")
	for _, words := range []string{"Office in Denver, CO", "Field staff", "Trevor Banks", "Open requests", "An assessment of a facility", "Last visits and calls", "Plateau Fire Chiefs Association", "Nobody covers:", "South Dakota"} {
		bottom := evaluate[float64](b, fmt.Sprintf(`[...document.querySelectorAll("main *")].filter(e => e.textContent.includes(%q)).at(-1)?.getBoundingClientRect().bottom ?? 9999`, words))
		if bottom > 800 {
			t.Errorf("%q ends at %.0f px of 800", words, bottom)
		}
	}
	h := &hand{tab: b}
	h.Sees("Coalitions and cross-sector councils", "Regional Consortium Coordinating Council")
}

func TestMemberSeesTheRosterOfADayInThreeAndTheOneToPrintInTwo(t *testing.T) {
	h := newPortal(t).Sit(t, &story.Dana, "/")
	h.Click("Roster of WSCC")
	h.Sees("Print this roster")
	h.Type("As of", "01012199")
	h.Click("Show")
	h.Sees("The roster of Jan 1, 2199")
	h.AtMost(3)
}

func TestAdvisorFindsWhomNobodyMetInTwoCountiesInFive(t *testing.T) {
	h := newPortal(t).Sit(t, &story.Cora, "/directory")
	h.Click("Facilities")
	h.Choose("York, VA")
	h.Choose("James City, VA")
	h.Pick("Last contact", "None yet")
	h.Click("Show")
	h.Sees("facilit")
	h.AtMost(5)
}

func TestMemberFindsWhoRepresentsAnOrganizationInThree(t *testing.T) {
	h := newPortal(t).Sit(t, &story.Dana, "/")
	h.Search("Blue Mesa")
	h.Click("Blue Mesa Water Authority")
	h.Sees("Dana Whitfield", "Representative", "WSCC")
	h.AtMost(3)
}

func TestLabelLeavesWhatWasChosenInSight(t *testing.T) {
	h := newPortal(t).Sit(t, &story.Dana, "/updates/new?council=wscc")
	h.Misses("Answer by", "Priya Raman, WSCC")
	h.Choose("Request for information")
	h.Sees("Answer by")
	h.Choose("TLP:RED")
	h.Sees("One audience that you had chosen is wider than this label allows", "Water Sector Coordinating Council", "Priya Raman, WSCC")
	h.Misses("Water community")
	h.Choose("TLP:AMBER")
	h.Misses("One audience that you had chosen")
	if !evaluate[bool](h.tab, `(box => box && !box.disabled)(document.querySelector("[data-audience] [name=circles]:checked"))`) {
		t.Error("a label chosen by mistake took the audience away")
	}
}

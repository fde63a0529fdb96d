package browser

import (
	"testing"

	"example.org/concord/internal/story"
)

func TestStaffRecordsACouncilInEightAndProposesItsHandOverInSeven(t *testing.T) {
	h := newPortal(t).Sit(t, &story.Sam, "/admin/councils")
	h.Click("Record a council")
	h.Type("Name", "Great Lakes Water Council")
	h.Type("Short name", "Great Lakes")
	h.Pick("Kind", "Sector Coordinating Council")
	h.Choose("Water and Wastewater")
	h.Type("Formed in", "2026")
	h.Type("Website", "https://lakes.example.org")
	h.Click("Record")
	h.Sees("Great Lakes Water Council", "Hand over the workspace")
	h.AtMost(8)
	h.did = nil
	h.Type("Person", "Tomas Vega")
	h.Pick("Office", "Chair")
	h.Type("Chosen on", "01152026")
	h.Type("Document", "Minutes of January 15")
	h.Type("Told by", "The secretariat")
	h.Click("Propose the hand-over")
	h.Sees("Is this the person?", "Copper Creek Water District")
	h.Click("Propose the hand-over")
	h.Sees("Great Lakes handed over to Tomas Vega as Chair", "Waits for a second member of staff", "Minutes of January 15", "The secretariat")
	h.AtMost(7)
}

func TestChairReplacesARepresentativeInFive(t *testing.T) {
	h := newPortal(t).Sit(t, &story.Dana, "/councils/wscc/roster")
	h.Click("Change the seat of Tidewater")
	h.Choose("Nora Quist")
	h.Choose("Left the organization")
	h.Click("Replace Priya Raman")
	h.Sees("Nora Quist represents the seat from now on", "Priya Raman reads here no longer")
	h.AtMost(5)
}

func TestStaffRenamesASectorInFive(t *testing.T) {
	h := newPortal(t).Sit(t, &story.Sam, "/admin/sectors")
	h.Click("Chemical")
	h.Type("New name", " and Process Industries")
	h.Type("By what", "A memorandum")
	h.Click("Show what changes")
	h.Click("Save")
	h.Sees("Renamed", "Process Industries")
	h.AtMost(5)
}

func TestStaffEndsAnUmbrellaInFive(t *testing.T) {
	h := newPortal(t).Sit(t, &story.Sam, "/admin")
	h.Click("Umbrellas")
	h.Click("Alliance of National Councils")
	h.Type("Last day", "01012199")
	h.Click("Show what changes")
	h.Click("Save")
	h.Sees("Saved", "Jan 1, 2199")
	h.AtMost(5)
}

func TestStaffRetiresACouncilInFive(t *testing.T) {
	h := newPortal(t).Sit(t, &story.Sam, "/admin/councils")
	h.Type("Name", "Water Sector Coordinating")
	h.Click("Show")
	h.Click("Water Sector Coordinating Council")
	h.Type("Last day", "12312199")
	h.Click("Retire this council")
	h.Sees("Its last day is Dec 31, 2199")
	h.AtMost(5)
}

func TestStaffSuspendsSomebodyFoundBySearchInFive(t *testing.T) {
	h := newPortal(t).Sit(t, &story.Sam, "/")
	h.Search("Omar Haddad")
	h.Click("Account")
	h.Type("Why suspend", "A laptop was stolen")
	h.Click("Suspend")
	h.Sees("Suspended since", "A laptop was stolen")
	h.AtMost(5)
}

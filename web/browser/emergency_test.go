package browser

import (
	"testing"

	"example.org/concord/internal/story"
)

// The whole of an emergency: asked for by one of staff, agreed to by another, read under a banner, told to the council, ended by its
// chair; and the next click is out.
func TestEmergencyIsAskedAgreedToReadReportedAndEndedByTheChair(t *testing.T) {
	const forecast = "Cold front on Thursday"
	p := newPortal(t)
	sam := p.Sit(t, &story.Sam, "/councils/escc")
	sam.Misses(forecast)

	sam.Go("/emergency")
	sam.Click("Ask for access")
	sam.Type("Council", "escc")
	sam.Type("What happened, and what you have to know", "Three counties are dark, and nobody can say which feeder is safe.")
	sam.Choose("2 hours")
	sam.Click("Ask")
	sam.Sees("Nothing is open before a second member of staff agrees", "Waits for a second member of staff")
	sam.Misses("Agree, for")
	sam.AtMost(5)
	access := sam.where()
	sam.Go("/councils/escc")
	sam.Misses(forecast, "Emergency access:")

	kim := p.Sit(t, &story.Kim, access)
	kim.Sees("Three counties are dark", "Ask the person by telephone")
	kim.Click("Agree, for 2 hours")
	kim.Sees("The council is told at once")
	kim.AtMost(1)
	kim.Go("/councils/escc")
	kim.Misses(forecast)

	banner := "Emergency access: you read what is addressed to ESCC"
	sam.Go("/admin")
	sam.Sees(banner)
	sam.Go("/councils/escc")
	sam.Sees(banner)
	sam.Click(forecast)
	sam.Sees(banner, "4 % above the last winter peak")

	ben := p.Sit(t, &story.Ben, "/councils/escc")
	ben.Sees("Sam Porter", "reads here now, under emergency access", "or end it")
	ben.Go("/")
	ben.Sees("Staff read in ESCC now")
	ben.Click("See: Staff read in ESCC now")
	ben.Sees("Three counties are dark", "Sam Porter", "Kim Doyle", "What was opened", forecast, "Lists and searches showed titles")
	ben.Click("End it now")
	ben.Sees("Nothing more can be opened", "Ended by", "Ben Carver")
	ben.AtMost(2)
	ben.Go("/councils/escc")
	ben.Misses("reads here now")
	ben.Go("/councils/escc/audit")
	ben.Sees("Sam Porter", "Kim Doyle")
	ben.Misses("Somebody not named to you")

	sam.Go("/councils/escc")
	sam.Misses(banner, forecast)
	sam.Go(access)
	sam.Sees("An update or a reply; the council sees which")
	sam.Misses(forecast)
}

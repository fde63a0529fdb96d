package mail

import (
	"context"
	"fmt"
	"time"

	"example.org/concord/internal/db"
	"example.org/concord/internal/renewal"
)

// renewal asks who answers for an organization whether its people still speak for it, as long as something is asked. Nobody is named.
func (s Sender) renewal(ctx context.Context, i Intent) (*Letter, error) {
	var to *owner
	var asked []struct {
		Organization, Council string
		People                int
		Ends                  time.Time
	}
	if err := s.DB.Read(ctx, db.Who{Person: i.Person}, ownerOf(&to), db.Many("people to confirm", `
select organization, council, count(distinct person)::int as people, min(ends) as ends from app.appointee where ends is not null
 group by organization, council order by ends, organization, council`+db.Limit(50), &asked)); err != nil || to == nil || len(asked) == 0 {
		return nil, err
	}
	w := words{
		Name: s.Name, Title: "Do these people still speak for their organization?",
		Verb: "Answer on one page", Link: s.Address + "/confirmations",
		Why: fmt.Sprintf("You get this each quarter because you answer for the organization, or for the council where it has nobody else who could; once more after two weeks and after four. An office that nobody confirms ends %d days after the question.", int(renewal.Answer.Hours()/24)),
	}
	for _, a := range asked {
		count := "1 person"
		if a.People > 1 {
			count = fmt.Sprintf("%d people", a.People)
		}
		w.Lines = append(w.Lines, fmt.Sprintf("%s in %s: %s, by %s.", a.Organization, a.Council, count, a.Ends.In(s.Zone).Format("January 2, 2006")))
	}
	return w.letter(to.Name, to.Email, s.Name+": still yours? Please confirm by "+asked[0].Ends.In(s.Zone).Format("January 2"), "")
}

// unused warns somebody whose offices end because the account is not used.
func (s Sender) unused(ctx context.Context, i Intent) (*Letter, error) {
	var to *owner
	var ends []struct {
		Office, Council string
		Ends            time.Time
	}
	if err := s.DB.Read(ctx, db.Who{Person: i.Person}, ownerOf(&to), db.Many("offices that end unused", `
select office, council, ends from app.my_renewal where reason = 'unused' order by ends, council, office`+db.Limit(50), &ends)); err != nil || to == nil || len(ends) == 0 {
		return nil, err
	}
	w := words{
		Name: s.Name, Title: "Sign in, or your offices end",
		Lines: []string{"You have not signed in for a long time. An account that nobody uses is a door that nobody watches, so what it opens ends:"},
		Verb:  "Sign in", Link: s.Address,
		Why: "One sign-in keeps all of it. If you let it end, who keeps the roster can give it back to you.",
	}
	for _, e := range ends {
		w.Lines = append(w.Lines, fmt.Sprintf("%s in %s, on %s.", e.Office, e.Council, e.Ends.In(s.Zone).Format("January 2, 2006")))
	}
	return w.letter(to.Name, to.Email, s.Name+": sign in by "+ends[0].Ends.In(s.Zone).Format("January 2"), "")
}

package mail

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/signin"
)

// join writes the invitation into a council, as long as it opens something: a link for somebody new, the way to the case for who has an
// account and accepts there.
func (s Sender) join(ctx context.Context, i Intent) (*Letter, error) {
	var to *struct {
		Name, Email, Token                     string
		Expires                                time.Time
		AdmissionID                            uuid.UUID
		Office, Council, Organization, Sponsor string
	}
	if err := s.DB.Read(ctx, db.Who{}, db.Maybe("invitation to join", `select name, email, token, expires, admission_id, office, council, organization, sponsor
		from app.join_letter($1)`, &to, i.Object)); err != nil || to == nil {
		return nil, err
	}
	w := words{
		Name: s.Name, Title: "You are invited to " + to.Council,
		Lines: []string{
			fmt.Sprintf("As %s, for %s. %s of the council spoke for you, and another person of the council validated it.", to.Office, to.Organization, to.Sponsor),
			"Accept until " + to.Expires.In(s.theirs).Format("Monday, January 2, 2006, 3:04 PM MST") + ". You read what is shared there from that moment on.",
		},
		Verb: "Accept and set up your account", Link: s.Address + signin.Link(to.Token),
		Why: "If you expected no invitation, do nothing: without this link nobody can sign in for you. It is yours alone and works once. Do not pass this mail on.",
	}
	if to.Token == "" {
		w.Verb, w.Link = "Sign in and accept", fmt.Sprintf("%s/admissions/%s", s.Address, to.AdmissionID)
		w.Why = "You have an account here already, and keep it. If you expected no invitation, do nothing."
	}
	return w.letter(to.Name, to.Email, "Your invitation to "+to.Council, "")
}

// refusal tells whoever asked what was decided and what may be done.
func (s Sender) refusal(ctx context.Context, i Intent) (*Letter, error) {
	var to *struct{ Name, Email, Applicant, Council, Because, Advice string }
	if err := s.DB.Read(ctx, db.Who{}, db.Maybe("refusal", `select name, email, applicant, council, because, advice from app.refusal_letter($1)`, &to, i.Object)); err != nil || to == nil {
		return nil, err
	}
	w := words{
		Name: s.Name, Title: to.Council + " did not admit " + to.Applicant,
		Lines: []string{"The council's reason: " + to.Because, "What you may do: " + to.Advice},
		Verb:  "Look at the council", Link: s.Address + "/councils",
		Why: "You get this because the application was made with your address. If it was not yours, there is nothing to do.",
	}
	return w.letter(to.Name, to.Email, to.Council+": your application", "")
}

// queue is the daily letter to a validator; nothing waits, nothing is sent. No applicant is named in it.
func (s Sender) queue(ctx context.Context, i Intent) (*Letter, error) {
	var to *owner
	var rows []struct {
		Council, Slug string
		Cases         int
		Since         time.Time
	}
	if err := s.DB.Read(ctx, db.Who{Person: i.Person},
		ownerOf(&to),
		db.Many("cases that wait", `
select k.short_name as council, k.slug, count(*)::int as cases, min(s.since) as since
  from admission a join app.admission_state s on s.admission_id = a.id join council k on k.id = a.council_id
 where a.closed is null and s.state = 'sponsored' and a.council_id = any (array(select council_id from app.validating))
   and s.sponsor_id <> all (array(select person_id from app.who)) and coalesce(a.person_id <> all (array(select person_id from app.who)), true)
 group by k.short_name, k.slug order by since, k.slug`, &rows)); err != nil || to == nil || len(rows) == 0 {
		return nil, err
	}
	w := words{
		Name: s.Name, Title: "Applications wait for you",
		Verb: "Decide", Link: s.Address + "/councils/" + rows[0].Slug + "/admissions",
		Why: "You get this once a day, and only while something waits, because you validate who joins.",
	}
	for _, r := range rows {
		w.Lines = append(w.Lines, fmt.Sprintf("%s: %d, the oldest since %s.", r.Council, r.Cases, r.Since.In(s.Zone).Format("January 2")))
	}
	return w.letter(to.Name, to.Email, s.Name+": applications wait for you", "")
}

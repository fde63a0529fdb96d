package mail

import (
	"context"
	"fmt"
	"time"

	"example.org/concord/internal/db"
)

// office tells somebody what became of an office of his: appointed, ended, or with another last day. Nothing leaves where it is otherwise by now.
func (s Sender) office(ctx context.Context, i Intent) (*Letter, error) {
	var to *owner
	var o *struct {
		Began                               bool
		Office, Organization, Council, Slug string
		Since                               time.Time
		Until, Before                       *time.Time
		Ended                               bool
		Because, ByName, Ask                string
	}
	if err := s.DB.Read(ctx, db.Who{Person: i.Person}, ownerOf(&to), db.Maybe("office to tell of", `
select began, office, organization, council, slug, since, until, before, ended, because, by_name, ask from app.office_letter($1)`, &o, i.Object)); err != nil || to == nil || o == nil {
		return nil, err
	}
	by := o.ByName
	if by == "" {
		by = s.Name
	}
	w := words{
		Name: s.Name, Verb: "See your offices", Link: s.Address + "/account",
		Why: "You get this because the office is, or was, yours. Notices of this kind cannot be switched off.",
	}
	ends := "It has no last day."
	if o.Until != nil {
		ends = "It ends " + s.day(*o.Until) + "."
	}
	switch {
	case o.Began:
		w.Title = fmt.Sprintf("You are %s in %s", o.Office, o.Council)
		w.Lines = []string{fmt.Sprintf("For %s, since %s. %s put it on record. %s", o.Organization, s.day(o.Since), by, ends)}
		w.Verb, w.Link = "Open the council", s.Address+"/councils/"+o.Slug
	case o.Ended:
		w.Title = fmt.Sprintf("You are no longer %s in %s", o.Office, o.Council)
		w.Lines = []string{fmt.Sprintf("Your office for %s ended %s. %s ended it.", o.Organization, s.day(*o.Until), by),
			"It opens nothing any more: what is shared there, you no longer read by it."}
	default:
		w.Title = fmt.Sprintf("Your office in %s has another last day", o.Council)
		w.Lines = []string{fmt.Sprintf("You are %s for %s. %s %s changed it.", o.Office, o.Organization, ends, by)}
	}
	if !o.Began && o.Because != "" {
		w.Lines = append(w.Lines, "The reason on record: "+o.Because)
	}
	w.Lines = append(w.Lines, whomToAsk(o.Ask))
	return w.letter(to.Name, to.Email, s.Name+": "+w.Title, "")
}

func (s Sender) day(t time.Time) string { return t.In(s.Zone).Format("January 2, 2006") }

// whomToAsk says who answers questions about an office.
func whomToAsk(ask string) string {
	if ask == "" {
		return "If it is wrong, ask the administrators of the portal: nobody keeps this council's roster now."
	}
	return "If it is wrong, or you have a question, ask who keeps the roster: " + ask + "."
}

// asked acknowledges an application to who made it: for himself, or for somebody else.
func (s Sender) asked(ctx context.Context, i Intent) (*Letter, error) {
	var to *struct {
		Name, Email, Applicant, Council, Office string
		Nominated, Account                      bool
		Ask                                     string
	}
	if err := s.DB.Read(ctx, db.Who{}, db.Maybe("application", `
select name, email, applicant, council, office, nominated, account, ask from app.asked_letter($1)`, &to, i.Object)); err != nil || to == nil {
		return nil, err
	}
	w := words{
		Name: s.Name, Title: to.Council + " has your application",
		Lines: []string{
			fmt.Sprintf("You asked to join as %s. Nothing is decided yet.", to.Office),
			"Somebody of the council has to speak for you, and another person decides. You get a mail either way.",
		},
		Verb: "Look at the council", Link: s.Address + "/councils",
		Why: "You get this because the application was made with your address. If it was not yours, there is nothing to do: nothing opens by it.",
	}
	if to.Nominated {
		w.Title = to.Council + " has your nomination"
		w.Lines = []string{fmt.Sprintf("You put %s forward as %s. Nothing is decided yet.", to.Applicant, to.Office),
			"Your word counts as speaking for them; another person of the council decides. You get a mail if they are not admitted."}
		w.Why = "You get this because you made the nomination."
	}
	if to.Account {
		w.Verb, w.Link = "See how far it is", s.Address+"/admissions/"+i.Object.String()
	}
	if to.Ask != "" {
		w.Lines = append(w.Lines, "Questions answer: "+to.Ask+".")
	}
	return w.letter(to.Name, to.Email, to.Council+": your "+map[bool]string{true: "nomination", false: "application"}[to.Nominated]+" arrived", "")
}

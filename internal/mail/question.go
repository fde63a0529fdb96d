package mail

import (
	"context"
	"fmt"
	"time"

	"example.org/concord/internal/db"
)

// question asks an officer what two members of staff would do about the council, as long as nobody has answered.
func (s Sender) question(ctx context.Context, i Intent) (*Letter, error) {
	var to *struct {
		Name, Email, Act, AskedCouncil, Slug, Council, Subject, Organization, Office, Document, ToldBy, Sector, Proposer string
		ChosenOn                                                                                                         *time.Time
		Until                                                                                                            time.Time
	}
	if err := s.DB.Read(ctx, db.Who{}, db.Maybe("question to an officer", `select name, email, act, asked_council, slug, council, subject, organization, office, chosen_on, document, told_by,
		sector, proposer, until from app.question_letter($1, $2)`, &to, i.Object, i.Person)); err != nil || to == nil {
		return nil, err
	}
	until := to.Until.In(s.theirs).Format("Monday, January 2, 3:04 PM MST")
	w := words{
		Name: s.Name, Title: "Your council is asked: " + to.Subject + " as " + to.Office + "?",
		Lines: []string{
			fmt.Sprintf("%s, of staff, was told that %s chose %s of %s as %s, and a second member of staff confirmed that. In that office one reads what is shared in the council, and keeps its roster.",
				to.Proposer, to.AskedCouncil, to.Subject, to.Organization, to.Office),
		},
		Verb: "Agree or object", Link: s.Address + "/councils/" + to.Slug + "/questions/" + i.Object.String(),
		Why: "You get this because you are an officer of " + to.AskedCouncil + ". Notices of this kind cannot be switched off.",
	}
	if to.ChosenOn != nil {
		w.Lines = append(w.Lines, "Chosen on "+to.ChosenOn.Format("January 2, 2006")+". Document: "+to.Document+". Told by "+to.ToldBy+".")
	}
	if to.Act == "community" {
		w.Title = "Your council is asked: " + to.Council + " in " + to.AskedCouncil + "?"
		w.Lines = []string{fmt.Sprintf("%s, of staff, recorded %s as a sector of %s, and a second member of staff confirmed that. Everybody who sits there would read what is shared in %s.",
			to.Proposer, to.Sector, to.Council, to.AskedCouncil)}
	}
	w.Lines = append(w.Lines, "Nothing has changed yet. It takes effect once one officer of "+to.AskedCouncil+" agrees, or on "+until+" if none answers. If one objects, it ends.")
	return w.letter(to.Name, to.Email, s.Name+": "+to.AskedCouncil+" is asked", "")
}

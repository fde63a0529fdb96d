package mail

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/marking"
)

// textLeaves notes that a mail with the text of an item is about to leave, and asks once more whether the item stands: a withdrawal after
// the note finds whom to tell, one before it is found here.
func (s Sender) textLeaves(ctx context.Context, i Intent) (stands bool, err error) {
	if err := s.DB.Write(ctx, db.Who{}, db.Once{}, db.Also("text leaves", `select app.text_leaves($1, $2)`, i.Object, i.Person)); err != nil {
		return false, err
	}
	var found *uuid.UUID
	if err := s.DB.Read(ctx, db.Who{Person: i.Person}, db.Maybe("item stands", `select id from item where id = $1 and withdrawn is null`, &found, i.Object)); err != nil || found != nil {
		return found != nil, err
	}
	return false, s.textStayed(ctx, i)
}

func (s Sender) textStayed(ctx context.Context, i Intent) error {
	return s.DB.Write(ctx, db.Who{}, db.Once{}, db.Also("text stayed", `select app.text_stayed($1, $2)`, i.Object, i.Person))
}

// stayed takes the note back where the server will never take the mail.
func (s Sender) stayed(ctx context.Context, i Intent, cause error) error {
	if i.Kind != Item || !errors.Is(cause, Refused) {
		return cause
	}
	return errors.Join(cause, s.textStayed(ctx, i))
}

// withdrawal tells who was mailed a text that it counts no more. It does not say the text again.
func (s Sender) withdrawal(ctx context.Context, i Intent) (*Letter, error) {
	var to *struct {
		Name, Email, Kind                  string
		Label                              marking.Label
		Root                               uuid.UUID
		Council, Slug, Author, WithdrawnBy string
		Posted                             time.Time
	}
	if err := s.DB.Read(ctx, db.Who{}, db.Maybe("withdrawal to mail", `select name, email, kind, label, root, council, slug, author, withdrawn_by, posted from app.withdrawal_letter($1, $2)`,
		&to, i.Object, i.Person)); err != nil || to == nil {
		return nil, err
	}
	what := "update"
	if to.Kind == "reply" {
		what = "reply"
	}
	w := words{
		Name: s.Name, Label: to.Label, Sentence: to.Label.Sentence(), Color: to.Label.Color(), Title: "Withdrawn: " + what + " of " + to.Posted.In(s.Zone).Format("January 2, 2006"),
		Lines: []string{
			to.WithdrawnBy + " withdrew the " + what + " that " + to.Author + " posted in " + to.Council + " on " + to.Posted.In(s.theirs).Format("Monday, January 2, 2006, 3:04 PM MST") + ".",
			"You were mailed its text. It counts no more: delete that mail, pass it on to nobody, and tell those to whom you did.",
		},
		Verb: "See the reason in " + s.Name, Link: s.Address + "/updates/" + to.Root.String(),
		Why: "You get this because the text was mailed to you. Notices of this kind cannot be switched off.",
	}
	return w.letter(to.Name, to.Email, "["+string(to.Label)+"] "+to.Council+": "+what+" withdrawn", to.Slug+"."+s.host())
}

package job

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"example.org/concord/internal/db"
	"example.org/concord/internal/mail"
)

// outgoing is the queue of mails, so that a slow mail server holds up nothing else.
const outgoing = "mail"

// once says that the same arguments are never worked twice, as long as the first job is kept.
func once(queue string) river.InsertOpts {
	return river.InsertOpts{Queue: queue, UniqueOpts: river.UniqueOpts{ByArgs: true, ByState: rivertype.JobStates()}}
}

// fan finds who is to be mailed about an item.
type fan struct {
	Item uuid.UUID `json:"item"`
}

func (fan) Kind() string                 { return "fan" }
func (fan) InsertOpts() river.InsertOpts { return once(river.QueueDefault) }

// post sends one mail.
type post struct{ mail.Intent }

func (post) Kind() string                 { return "mail" }
func (post) InsertOpts() river.InsertOpts { return once(outgoing) }

type fanner struct {
	river.WorkerDefaults[fan]
	queue *Queue
	db    *db.DB
}

// step is how many people are looked at in one transaction: nothing here grows with the size of a council.
const step = 1000

// Work makes a job of each mail. Done again after half of it, it makes the other half.
func (w *fanner) Work(ctx context.Context, j *river.Job[fan]) error {
	after := uuid.Nil
	for {
		var found []struct {
			PersonID, CouncilID uuid.UUID
			Wanted              bool
		}
		if err := w.db.Read(ctx, db.Who{}, db.Many("who is mailed", `select person_id, council_id, wanted from app.mail_to($1, $2, $3)`, &found, j.Args.Item, after, step)); err != nil {
			return err
		}
		var jobs []river.InsertManyParams
		for _, f := range found {
			if f.Wanted {
				jobs = append(jobs, river.InsertManyParams{Args: post{mail.Intent{Kind: mail.Item, Object: j.Args.Item, Person: f.PersonID, Council: f.CouncilID}}})
			}
			after = f.PersonID
		}
		if len(jobs) > 0 {
			if _, err := w.queue.client.InsertMany(ctx, jobs); err != nil {
				return fmt.Errorf("make jobs of mails: %w", err)
			}
		}
		if len(found) < step {
			return nil
		}
	}
}

// tell makes a mail for each of those whom the database names.
type tell struct {
	About  mail.Kind `json:"about"`
	Object uuid.UUID `json:"object"`
	Row    int64     `json:"row"` // of the outbox: others may come to be concerned by the same object, and who was told is not told again
}

func (tell) Kind() string                 { return "tell" }
func (tell) InsertOpts() river.InsertOpts { return once(river.QueueDefault) }

type teller struct {
	river.WorkerDefaults[tell]
	queue *Queue
	db    *db.DB
}

// concerned says whom the database names.
var concerned = map[mail.Kind]string{
	mail.BreakGlass: `select t as person_id from app.told_of_break_glass($1) t`,
	mail.GlassAsked: `select person_id from app.told_of_glass_asked($1)`,
	mail.Term:       `select person_id from app.warned_of($1)`,
	mail.Succession: `select person_id from app.told_of_succession($1)`,
	mail.Harvest:    `select person_id from app.told_of_harvest($1)`,
	mail.Question:   `select person_id from app.told_of_question($1)`,
	mail.Growth:     `select person_id from app.told_of_growth($1)`,
	mail.Widening:   `select distinct person_id from app.told_of_widening($1)`,

	mail.Office:         `select person_id from app.told_of_office($1)`,
	mail.PartnerRequest: `select person_id from app.told_of_request($1)`,
	mail.PartnerAnswer:  `select person_id from app.told_of_answer($1)`,
	mail.Withdrawal:     `select person_id from app.told_of_withdrawal($1)`,
	mail.Agreement:      `select person_id from app.told_of_agreement($1)`,
	mail.Plea:           `select person_id from app.told_of_plea($1)`,
	mail.Inspection:     `select person_id from app.told_of_inspection($1)`,
	mail.Territory:      `select person_id from app.told_of_hand_over($1)`,
	mail.Incident:       `select person_id from app.told_of_incident($1)`,
	mail.Reopened:       `select person_id from app.told_of_reopening($1)`,
	mail.RequestGiven:   `select person_id from app.told_of_given($1)`,
	mail.TerritoryEnd:   `select person_id from app.told_of_territory_end($1)`,
}

// Work makes a job of each mail.
func (w *teller) Work(ctx context.Context, j *river.Job[tell]) error {
	var people []uuid.UUID
	if err := w.db.Read(ctx, db.Who{}, db.Many("who is told", concerned[j.Args.About], &people, j.Args.Object)); err != nil {
		return err
	}
	for _, p := range people {
		intent := mail.Intent{Kind: j.Args.About, Object: j.Args.Object, Person: p}
		switch intent.Kind {
		case mail.Territory, mail.RequestGiven, mail.Reopened, mail.Growth:
			intent.Event = j.Args.Row // it can happen to the same object again: taken back, given on, ended and reopened, passed on
		}
		if _, err := w.queue.client.Insert(ctx, post{intent}, nil); err != nil {
			return fmt.Errorf("make jobs of mails: %w", err)
		}
	}
	return nil
}

type poster struct {
	river.WorkerDefaults[post]
	sender mail.Sender
}

// Work sends the mail, unless there is nothing left to send.
func (w *poster) Work(ctx context.Context, j *river.Job[post]) error {
	left, err := w.sender.Send(ctx, j.Args.Intent)
	switch {
	case errors.Is(err, mail.Refused):
		return river.JobCancel(err)
	case err == nil && !left:
		return river.RecordOutput(ctx, "nobody to read it any more")
	}
	return err
}

// pause is a retry policy.
type pause func(attempt int) time.Duration

// NextRetry implements river.ClientRetryPolicy.
func (p pause) NextRetry(j *rivertype.JobRow) time.Time {
	return time.Now().Add(p(len(j.Errors) + 1))
}

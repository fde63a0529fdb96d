package job

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"

	"example.org/concord/internal/duplicate"
	"example.org/concord/internal/intake"
	"example.org/concord/internal/item"
	"example.org/concord/internal/mail"
)

const (
	batch = 1000 // rows of the outbox moved in one transaction
	lines = 100  // in one notification: PostgreSQL takes 8,000 bytes at most
)

// told is a row of the outbox.
type told struct {
	ID       int64
	Topic    string
	ObjectID uuid.UUID
}

// Relay moves what waits in the outbox, in bulk: a notification in every write would cost two thirds of the rate of writing. In one
// transaction rows become jobs and lines of the channel; what is not committed waits on.
func (q *Queue) Relay(ctx context.Context) error {
	for {
		moved, err := q.relay(ctx)
		if err != nil {
			return fmt.Errorf("relay: %w", err)
		}
		if moved < batch {
			return nil
		}
	}
}

func (q *Queue) relay(ctx context.Context) (moved int, err error) {
	err = pgx.BeginFunc(ctx, q.pool, func(tx pgx.Tx) error {
		rows, err := tx.Query(ctx, `
with next as (select id from outbox order by id limit $1 for update skip locked)
delete from outbox o using next n where o.id = n.id returning o.id, o.topic, o.object_id`, batch)
		if err != nil {
			return err
		}
		all, err := pgx.CollectRows(rows, pgx.RowToStructByName[told])
		if err != nil || len(all) == 0 {
			return err
		}
		moved = len(all)
		slices.SortFunc(all, func(a, b told) int { return cmp.Compare(a.ID, b.ID) })
		var jobs []river.InsertManyParams
		var notices []string
		once := map[river.JobArgs]bool{}
		for n, t := range all {
			if args := t.job(); args != nil && !once[args] {
				once[args] = true
				jobs = append(jobs, river.InsertManyParams{Args: args})
			}
			if n%lines == 0 {
				notices = append(notices, "")
			}
			notices[n/lines] += t.Topic + " " + t.ObjectID.String() + "\n"
		}
		if err := q.enqueue(ctx, tx, jobs); err != nil {
			return err
		}
		for n := range notices {
			notices[n] = strings.TrimSuffix(notices[n], "\n")
		}
		_, err = tx.Exec(ctx, `select pg_notify($1, message) from unnest($2::text[]) message`, Channel, notices)
		return err
	})
	return moved, err
}

// every is how often at most one is mailed of what comes in many rows; Event counts these spans of time. What happens in one whose letter was
// made before is told at the beginning of the next, for nobody can know whether that letter held it.
var every = map[mail.Kind]time.Duration{mail.Unused: 24 * time.Hour, mail.WorkFailed: time.Hour}

// span is the one of a kind that time is in.
func span(kind mail.Kind, at time.Time) int64 { return at.Unix() / int64(every[kind].Seconds()) }

// enqueue makes the jobs. Those that are on record already are left out.
func (q *Queue) enqueue(ctx context.Context, tx pgx.Tx, jobs []river.InsertManyParams) error {
	if len(jobs) == 0 {
		return nil
	}
	made, err := q.client.InsertManyTx(ctx, tx, jobs)
	if err != nil {
		return err
	}
	var next []river.InsertManyParams
	for _, m := range made {
		var p post
		if !m.UniqueSkippedAsDuplicate || m.Job.Kind != p.Kind() {
			continue
		}
		if err := json.Unmarshal(m.Job.EncodedArgs, &p); err != nil {
			return fmt.Errorf("what a job is asked for: %w", err)
		}
		if long, ok := every[p.Intent.Kind]; ok && p.Event == span(p.Intent.Kind, time.Now()) {
			p.Event++
			next = append(next, river.InsertManyParams{Args: p, InsertOpts: &river.InsertOpts{ScheduledAt: time.Unix(p.Event*int64(long.Seconds()), 0)}})
		}
	}
	return q.enqueue(ctx, tx, next)
}

// job is what is to be done about it; nil for nothing but telling.
func (t told) job() river.JobArgs {
	switch kind := mail.Kind(t.Topic); kind {
	case mail.Item:
		return fan{t.ObjectID}
	case mail.Kind(intake.Compare), mail.Kind(intake.Apply), mail.Kind(intake.Undo):
		return take{intake.Step(t.Topic), t.ObjectID}
	case item.GrowthTopic:
		return grow{Growth: t.ObjectID}
	case item.GrowthLeftTopic:
		return grow{Growth: t.ObjectID, Left: t.ID}
	case duplicate.Topic:
		return look{t.ObjectID}
	case mail.BreakGlass, mail.GlassAsked, mail.Term, mail.Succession, mail.Widening, mail.Growth, mail.Question, mail.Harvest, mail.PartnerRequest, mail.PartnerAnswer,
		mail.Withdrawal, mail.Agreement, mail.Incident, mail.Reopened, mail.Inspection, mail.Territory, mail.TerritoryEnd, mail.RequestGiven, mail.Plea, mail.Office:
		return tell{kind, t.ObjectID, t.ID}
	case mail.Invitation, mail.Join, mail.Refusal, mail.Application, mail.InspectionContact:
		return post{mail.Intent{Kind: kind, Object: t.ObjectID}}
	case mail.Renewal: // one a day, however many rows: what is asked later that day is asked again twice
		return post{mail.Intent{Kind: kind, Person: t.ObjectID, Event: today().Day}}
	case mail.Unused, mail.WorkFailed:
		return post{mail.Intent{Kind: kind, Person: t.ObjectID, Event: span(kind, time.Now())}}
	case mail.Enrolled, mail.Password, mail.FactorAdded, mail.FactorRemoved, mail.Linked, mail.Unlinked, mail.EmailAsked, mail.EmailChanged, mail.EmailSet, mail.Recovery, mail.Reset:
		return post{mail.Intent{Kind: kind, Person: t.ObjectID, Event: t.ID}}
	}
	return nil
}

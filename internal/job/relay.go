package job

import (
	"cmp"
	"context"
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
		for n, t := range all {
			if args := t.job(); args != nil {
				jobs = append(jobs, river.InsertManyParams{Args: args})
			}
			if n%lines == 0 {
				notices = append(notices, "")
			}
			notices[n/lines] += t.Topic + " " + t.ObjectID.String() + "\n"
		}
		if len(jobs) > 0 {
			if _, err := q.client.InsertManyTx(ctx, tx, jobs); err != nil {
				return err
			}
		}
		for n := range notices {
			notices[n] = strings.TrimSuffix(notices[n], "\n")
		}
		_, err = tx.Exec(ctx, `select pg_notify($1, message) from unnest($2::text[]) message`, Channel, notices)
		return err
	})
	return moved, err
}

// job is what is to be done about it; nil for nothing but telling.
func (t told) job() river.JobArgs {
	switch kind := mail.Kind(t.Topic); kind {
	case mail.Item:
		return fan{t.ObjectID}
	case mail.Kind(intake.Compare), mail.Kind(intake.Apply), mail.Kind(intake.Undo):
		return take{intake.Step(t.Topic), t.ObjectID}
	case item.GrowthTopic:
		return grow{t.ObjectID}
	case duplicate.Topic:
		return look{t.ObjectID}
	case mail.BreakGlass, mail.GlassAsked, mail.Term, mail.Succession, mail.Widening, mail.Growth, mail.Question, mail.Harvest, mail.PartnerRequest, mail.PartnerAnswer,
		mail.Withdrawal, mail.Agreement, mail.Incident, mail.Inspection, mail.Territory, mail.Plea, mail.Office:
		return tell{kind, t.ObjectID, t.ID}
	case mail.Invitation, mail.Join, mail.Refusal, mail.Application, mail.InspectionContact:
		return post{mail.Intent{Kind: kind, Object: t.ObjectID}}
	case mail.Renewal, mail.Unused: // one a day, however many rows
		return post{mail.Intent{Kind: kind, Person: t.ObjectID, Event: today().Day}}
	case mail.WorkFailed: // one an hour, however much failed
		return post{mail.Intent{Kind: kind, Person: t.ObjectID, Event: time.Now().Unix() / int64(time.Hour.Seconds())}}
	case mail.Enrolled, mail.Password, mail.FactorAdded, mail.FactorRemoved, mail.Linked, mail.Unlinked, mail.EmailAsked, mail.EmailChanged, mail.EmailSet, mail.Recovery, mail.Reset:
		return post{mail.Intent{Kind: kind, Person: t.ObjectID, Event: t.ID}}
	}
	return nil
}

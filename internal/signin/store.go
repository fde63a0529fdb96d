package signin

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/may"
)

// store keeps scs's sessions in signin.session. scs hands it the hash of the token (HashTokenInStore), the handle. Whose
// session it is does not go through scs: the store reads it from the row and writes it into a row that is new.
type store struct{ db *db.DB }

// find reads the session and notes its use, at most once a minute, in one statement. A person who is suspended or whose
// time is over has no session.
const find = `with live as (
	select s.handle, s.data, s.person_id, s.touched, s.idle, s.expires, s.proven, s.bound > app.now() as bound, s.means, s.issuer, s.subject, s.sid,
	       s.proven > app.now() - $2::interval or not exists (select from signin.account a where a.person_id = s.person_id) as fresh,
	       array(select c from unnest($3::text[]) c where exists (
	         select from held h where h.person_id = s.person_id and h.capability = c and h.since <= app.now() and h.until > app.now())) as holds,
	       coalesce((select z.zone from person_zone z where z.person_id = s.person_id), '') as zone
	  from signin.session s left join person p on p.id = s.person_id
	 where s.handle = $1 and s.expires > app.now() and s.touched + s.idle > app.now()
	   and (s.person_id is null or (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now()))
), touched as (
	update signin.session s set touched = app.now() from live
	 where s.handle = live.handle and live.touched < app.now() - interval '1 minute' returning s.touched
)
select data, person_id, proven, fresh, bound, holds, zone, means, issuer, subject, sid, least(expires, coalesce((select touched from touched), touched) + idle) as ends from live`

// FindCtx reads a session. A handle that is none, or whose session is over, is not found.
func (s store) FindCtx(ctx context.Context, handle string) ([]byte, bool, error) {
	var row *struct {
		Data     []byte
		PersonID *uuid.UUID
		Proven   time.Time
		Fresh    bool
		Bound    bool
		Holds    []may.Capability
		Zone     string
		Ends     time.Time
		origin
	}
	// Not a Read, which could not note the use; and unlike a Write it is tried again where a connection had died.
	if err := s.db.Witness(ctx, db.Who{}, nil, db.Maybe("session", find, &row, handle, FreshFor, may.Opening)); err != nil {
		return nil, false, err
	}
	q := asking(ctx)
	q.cookie = handle
	if row == nil {
		return nil, false, nil
	}
	q.loaded, q.by = handle, row.origin
	if row.PersonID != nil {
		q.person, q.ends, q.proven, q.fresh, q.unbound, q.holds, q.zone = *row.PersonID, row.Ends, &row.Proven, row.Fresh, !row.Bound, row.Holds, row.Zone
	}
	return row.Data, true, nil
}

const (
	insert = `insert into signin.session (handle, person_id, data, expires, idle, address, agent, proven, means, issuer, subject, sid)
	select $1, $2, $3, app.now() + $4::interval, case when exists (
	         select from held h join capability c on c.slug = h.capability
	          where h.person_id = $2 and c.class = 'structure' and h.since <= app.now() and h.until > app.now())
	       then least($5::interval, $6::interval) else $5::interval end, $7, $8, coalesce($9, app.now()), $10, $11, $12, $13`
	update = `update signin.session set data = $2, touched = app.now() where handle = $1`
)

// CommitCtx saves a session: one that this request loaded is updated, and where it was revoked meanwhile nothing happens;
// one whose token this request made is inserted.
func (s store) CommitCtx(ctx context.Context, handle string, data []byte, _ time.Time) error {
	q := asking(ctx)
	if handle == q.loaded {
		return s.db.Write(ctx, db.Who{}, db.Once{}, db.Also("save session", update, handle, data))
	}
	var person *uuid.UUID
	lifetime, idle := lifetimeOfNobody, idleOfNobody
	if q.person != uuid.Nil {
		person, lifetime, idle = &q.person, Lifetime, Idle
	}
	queries := []db.Query{db.Change("new session", insert, handle, person, data, lifetime, idle, IdleStaff, q.address, q.agent, q.proven,
		q.by.Means, q.by.Issuer, q.by.Subject, q.by.SID)}
	if q.device != "" {
		queries = append(queries, db.Also("remember browser", `insert into signin.device (hash, person_id) values ($1, $2)
			on conflict (hash, person_id) do update set used = app.now()`, hashed(q.device), q.person))
	}
	if err := s.db.Write(ctx, db.Who{}, db.Once{}, queries...); err != nil {
		return err
	}
	q.loaded = handle
	return nil
}

// DeleteCtx ends a session. Whoever wants another token for one that was revoked meanwhile gets none.
func (s store) DeleteCtx(ctx context.Context, handle string) error {
	var was *string
	if err := s.db.Write(ctx, db.Who{}, db.Once{},
		db.Maybe("end session", `delete from signin.session where handle = $1 returning handle`, &was, handle)); err != nil {
		return err
	}
	if q := asking(ctx); was == nil && q.renewing {
		return fault.SignIn
	}
	return nil
}

var errNoContext = errors.New("signin: a session is used outside its request")

// Find, Commit and Delete make up scs's interface for stores without a context; it uses the other three.
func (s store) Find(string) ([]byte, bool, error)      { return nil, false, errNoContext }
func (s store) Commit(string, []byte, time.Time) error { return errNoContext }
func (s store) Delete(string) error                    { return errNoContext }

// texts encodes a session's data, which is empty for nearly every one. The deadline is the row's affair.
type texts struct{}

func (texts) Encode(_ time.Time, values map[string]any) ([]byte, error) {
	if len(values) == 0 {
		return []byte{}, nil
	}
	return json.Marshal(values)
}

func (texts) Decode(b []byte) (time.Time, map[string]any, error) {
	values := map[string]any{}
	if len(b) > 0 {
		if err := json.Unmarshal(b, &values); err != nil {
			return time.Time{}, nil, fmt.Errorf("signin: session data: %w", err)
		}
	}
	return time.Now().Add(Lifetime), values, nil
}

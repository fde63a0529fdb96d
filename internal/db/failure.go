package db

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"example.org/concord/internal/fault"
)

// failure is what the database answered instead of rows, without anything that somebody typed: logs may hold it.
type failure struct {
	query      string // the name of the query
	kind       error  // of package fault; nil for a defect
	code       string // SQLSTATE, "" where the server did not say one
	text       string // for the log
	constraint string

	unfit     bool // what was asked with does not fit: too large a number, a character that no text holds, no date
	unchanged bool // the guard of a change that touched no row
	undone    bool // the server undid it and another attempt may succeed
	dead      bool // the connection is gone, and whether it happened is unknown
}

func (f *failure) Error() string {
	var parts []string
	if f.kind != nil {
		parts = append(parts, f.kind.Error())
	}
	if f.code != "" {
		parts = append(parts, "SQLSTATE "+f.code)
	}
	if f.constraint != "" {
		parts = append(parts, "constraint "+f.constraint)
	}
	if f.text != "" {
		parts = append(parts, f.text)
	}
	return "database: " + f.query + ": " + strings.Join(parts, ", ")
}

func (f *failure) Unwrap() error { return f.kind }

// Code is the SQLSTATE in err, "" where there is none. Pages never need it; tests of the wall do.
func Code(err error) string {
	if f, ok := errors.AsType[*failure](err); ok {
		return f.code
	}
	return ""
}

var constraints sync.Map

// Constraint says what a violated constraint means to a person: fault.Invalid for what they can correct, fault.Conflict
// where somebody was faster. Nouns register theirs when the program starts; twice the same name is a defect and panics.
func Constraint(name string, f error) {
	if _, twice := constraints.LoadOrStore(name, f); twice {
		panic("db: constraint " + name + " is registered twice")
	}
}

var errPoolFull = errors.New("no connection became free in time")

// failed turns an error of pgx into a failure. The text of an argument or a row never gets into it.
func failed(ctx context.Context, query string, err error) error {
	f := &failure{query: query}
	switch answered, _ := errors.AsType[*pgconn.PgError](err); {
	case errors.Is(ctx.Err(), context.Canceled):
		return fmt.Errorf("database: %s: %w", query, context.Canceled) // the visitor has gone
	case answered != nil:
		f.answered(answered)
		if unreachable(err) && f.code == "55000" { // the server is there and lets nobody into this database
			f.kind = fault.Busy
		}
		if f.unfit {
			f.kind = unfit(ctx)
		}
	case unsent(err):
		f.text, f.kind, f.unfit = "an argument cannot be sent", unfit(ctx), true
	case errors.Is(err, errPoolFull), errors.Is(err, context.DeadlineExceeded), pgconn.Timeout(err), unreachable(err):
		f.kind, f.text = fault.Busy, err.Error()
	default:
		f.text = err.Error()
	}
	return f
}

// answered fills in what the server said. Only the classes of messages that quote the schema, not values, are kept.
func (f *failure) answered(e *pgconn.PgError) {
	f.code, f.constraint = e.Code, e.ConstraintName
	f.text = e.TableName
	switch e.Code[:2] {
	case "08", "0A", "25", "42", "53", "55", "57", "58", "XX":
		f.text = e.Message
	}
	switch e.Code {
	case "42501": // row-level security or a missing grant
		f.kind = fault.Denied
	case "23505":
		f.kind = f.registered(fault.Conflict{Message: "Somebody else saved the same thing a moment ago. Nothing you typed is lost: look at what is there now, then decide."})
	case "23503", "23514", "23P01":
		f.kind = f.registered(fault.Invalid{{Message: "Something here does not fit together any more. Nothing you typed is lost: check the choices and send it again."}})
	case "22001", "22003", "22007", "22008", "22021", "22023", "22P03", "22P05", "54000":
		f.unfit = true
	case "22P02":
		f.unchanged = strings.Contains(e.Message, `"`+nothingChanged+`"`)
		f.unfit = !f.unchanged
	case "40001", "40P01":
		f.kind, f.undone = fault.Busy, true
	case "0A000":
		f.undone = strings.Contains(e.Routine, "RevalidateCachedQuery")
	case "57014", "57P01", "57P02", "57P03", "53300", "53400", "55P03":
		f.kind = fault.Busy
	}
}

// registered is what the constraint means to a person.
func (f *failure) registered(otherwise error) error {
	if kind, ok := constraints.Load(f.constraint); ok {
		return kind.(error)
	}
	return otherwise
}

// unsent says that pgx could not send a statement for its arguments; its own words would quote them.
func unsent(err error) bool {
	unprepared, ok := errors.AsType[pgx.ErrPreprocessingBatch](err)
	return ok && strings.Contains(unprepared.Error(), "(build)")
}

// unfit is whose fault it is that what was asked with does not fit: the asker's. An address that no row can have leads nowhere; a form comes back.
func unfit(ctx context.Context) error {
	if route, _ := ctx.Value(routeKey{}).(string); strings.HasPrefix(route, "GET ") {
		return fault.NotFound
	}
	return fault.Invalid{{Message: "Something here cannot be stored as it is: a character that no text holds, or a number or a date beyond all others. " +
		"Nothing you typed is lost: take out what you pasted last and send it again."}}
}

// unreachable says that no connection could be made.
func unreachable(err error) bool {
	_, ok := errors.AsType[*pgconn.ConnectError](err)
	return ok
}

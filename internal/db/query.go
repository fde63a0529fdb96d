package db

import (
	"database/sql"
	"errors"
	"reflect"
	"strconv"

	"github.com/jackc/pgx/v5"
)

// Query is one statement with its arguments and the place its rows go to. It is a value: nouns make them, pages run them.
type Query struct {
	name, sql string
	args      []any
	kind      kind
	scan      func(pgx.Rows) (rows int, err error)
	seen      *Query
	custom    bool
}

// kind says what the number of rows means.
type kind uint8

const (
	optional kind = iota // any number is right
	required             // none is NotFound
	changing             // none touched is NotFound, or Denied where the row is seen
)

// One asks for exactly one row. Where there is none, Read answers fault.NotFound after everything else of the batch ran
// (and Write undoes the batch); a second row is a defect. The columns go to the fields of T by name (tag `db` where they
// differ); a T that is no struct takes the single column.
func One[T any](name, sql string, dst *T, args ...any) Query {
	return Query{name: name, sql: sql, args: args, kind: required, scan: func(rows pgx.Rows) (int, error) {
		found, err := first[T](rows)
		if found == nil || err != nil {
			return 0, err
		}
		*dst = *found
		return 1, nil
	}}
}

// Maybe asks for a row that need not be there: none sets *dst to nil, a second one is a defect.
func Maybe[T any](name, sql string, dst **T, args ...any) Query {
	return Query{name: name, sql: sql, args: args, scan: func(rows pgx.Rows) (int, error) {
		found, err := first[T](rows)
		*dst = found
		return 0, err
	}}
}

// Many asks for any number of rows. *dst is replaced, by an empty slice where there is none.
func Many[T any](name, sql string, dst *[]T, args ...any) Query {
	return Query{name: name, sql: sql, args: args, scan: func(rows pgx.Rows) (int, error) {
		all, err := pgx.CollectRows(rows, scanner[T]())
		*dst = all
		return len(all), err
	}}
}

// Change is an INSERT, UPDATE or DELETE that must touch a row. When it touches none, nothing of the batch happens and the
// answer is fault.NotFound, or fault.Denied where [Query.Seen] still sees the row. Its rows cannot be read: identifiers are
// made in Go, since row-level security refuses `returning id` of a row that its writer cannot see yet. The statement may
// begin with WITH, but only its last part may change data.
func Change(name, sql string, args ...any) Query {
	return Query{name: name, sql: sql, args: args, kind: changing}
}

// Also is a statement that may touch any number of rows, none as well: `on conflict do nothing`, a draft that is thrown
// away, a notice to whomever it concerns.
func Also(name, sql string, args ...any) Query {
	return Query{name: name, sql: sql, args: args}
}

// Seen gives a Change the question that tells "there, but not yours to change" from "not there". It runs only when the
// change touched nothing, as the same asker and after all was undone; a row means fault.Denied.
func (q Query) Seen(sql string, args ...any) Query {
	q.seen = &Query{name: q.name + " seen", sql: sql, args: args}
	return q
}

// Custom has the statement planned anew for its arguments each time, which no page's statement is otherwise. Search needs
// it: under a generic plan PostgreSQL cannot know that a phrase is rare.
func (q Query) Custom() Query {
	q.custom = true
	return q
}

// IsCustom says that it is.
func (q Query) IsCustom() bool { return q.custom }

// Name is what logs and errors call the query.
func (q Query) Name() string { return q.name }

// SQL is the statement as its noun wrote it.
func (q Query) SQL() string { return q.sql }

// Args are the arguments in the order of $1, $2, ...
func (q Query) Args() []any { return q.args }

// first is the only row, nil when there is none.
func first[T any](rows pgx.Rows) (*T, error) {
	if !rows.Next() {
		return nil, rows.Err()
	}
	v, err := scanner[T]()(rows)
	if err != nil {
		rows.Close()
		return nil, err
	}
	if rows.Next() {
		rows.Close()
		return nil, errors.New("more than one row")
	}
	return &v, rows.Err()
}

// scanner scans a row into a T: by name where T is a struct of ours, else its single column.
func scanner[T any]() pgx.RowToFunc[T] {
	t := reflect.TypeFor[T]()
	if t.Kind() != reflect.Struct || reflect.PointerTo(t).Implements(reflect.TypeFor[sql.Scanner]()) {
		return pgx.RowTo[T]
	}
	for i := range t.NumField() {
		if t.Field(i).IsExported() {
			return pgx.RowToStructByName[T]
		}
	}
	return pgx.RowTo[T] // time.Time, netip.Addr: structs that stand for one value
}

// Limit ends a statement after n rows. It is written into the statement: for an argument PostgreSQL plans as if a tenth of all
// rows were wanted, and sorts them all.
func Limit(n int) string { return " limit " + strconv.Itoa(n) }

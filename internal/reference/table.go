package reference

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// row is one row of a table as JSON, by column.
type row map[string]any

// table is a table of the database and the rows that the files hold for it.
type table struct {
	name    string
	keys    int      // so many of the columns are its key
	columns []string // "name type", the key first
	rows    []row
	where   string // what of the table an import is about; "" is all of it

	// How rows go in and are taken back, where it is not a plain insert, update and delete.
	write []string // each takes the rows as $1, a JSON array
	drop  string   // takes the rows as $1; keep: what left the files is only reported
}

// keep says that rows which left the files stay in the database.
const keep = "keep"

// of makes a table from what stands for its rows: structs or maps whose JSON names are columns.
func of[T any](name string, keys int, columns string, items []T) table {
	t := table{name: name, keys: keys, columns: strings.Split(columns, ", ")}
	for _, item := range items {
		text, err := json.Marshal(item)
		if err != nil {
			panic(err) // strings, numbers and ids always marshal
		}
		whole := row{}
		if err := json.Unmarshal(text, &whole); err != nil {
			panic(err)
		}
		maps.DeleteFunc(whole, func(column string, _ any) bool { return !slices.Contains(t.names(), column) })
		t.rows = append(t.rows, whole)
	}
	return t
}

func (t table) names() []string {
	names := make([]string, len(t.columns))
	for i, c := range t.columns {
		names[i], _, _ = strings.Cut(c, " ")
	}
	return names
}

// key is what tells a row from the others of its table.
func (t table) key(r row) string {
	var parts []string
	for _, name := range t.names()[:t.keys] {
		parts = append(parts, fmt.Sprint(r[name]))
	}
	return strings.Join(parts, "/")
}

// current asks for the rows that are there.
func (t table) current() string {
	sql := "select to_jsonb(r) from (select " + strings.Join(t.names(), ", ") + " from " + t.name
	if t.where != "" {
		sql += " where " + t.where
	}
	return sql + ") r"
}

// given reads $1 as rows.
func (t table) given() string {
	return "jsonb_to_recordset($1) as r (" + strings.Join(t.columns, ", ") + ")"
}

// writes are the statements that put rows in or bring them up to date.
func (t table) writes() []string {
	if t.write != nil {
		return t.write
	}
	names := t.names()
	all := strings.Join(names, ", ")
	sql := "insert into " + t.name + " (" + all + ") select " + all + " from " + t.given() + " on conflict (" + strings.Join(names[:t.keys], ", ") + ") do "
	if len(names) == t.keys {
		return []string{sql + "nothing"}
	}
	var set []string
	for _, n := range names[t.keys:] {
		set = append(set, n+" = excluded."+n)
	}
	return []string{sql + "update set " + strings.Join(set, ", ")}
}

// drops is the statement that takes rows back.
func (t table) drops() string {
	if t.drop != "" {
		return t.drop
	}
	var same []string
	for _, n := range t.names()[:t.keys] {
		same = append(same, t.name+"."+n+" is not distinct from r."+n)
	}
	return "delete from " + t.name + " using " + t.given() + " where " + strings.Join(same, " and ")
}

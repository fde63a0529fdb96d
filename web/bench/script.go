package bench

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"example.org/concord/internal/db"
)

// script is what one page sends, as pgbench executes it: each trip a pipeline, each argument a variable of the type that the server
// found for it.
type script struct {
	text      string
	variables []string // name=value
}

// marks are arguments that differ each time: an identifier by an expression that makes another one.
type marks map[string]string

// unhurried lets 32 new connections plan all at once, which the portal has behind it when it is asked.
var unhurried = strings.NewReplacer(`set_config('statement_timeout', $6, true)`, `set_config('statement_timeout', coalesce('0', $6), true)`)

var placeholder = regexp.MustCompile(`\$([0-9]+)`)

// scripted writes the trips down. Types are the parameters' types by statement.
func scripted(trips [][]db.Statement, types map[string][]string, fresh marks, begin string) (script, error) {
	var s script
	var b strings.Builder
	b.WriteString(begin)
	for _, trip := range trips {
		b.WriteString("\\startpipeline\n")
		for _, q := range trip {
			known, ok := types[q.SQL]
			if !ok || len(known) != len(q.Args) {
				return script{}, fmt.Errorf("bench: the server does not know the statement %q", q.Name)
			}
			places := make([]string, len(q.Args))
			for i, arg := range q.Args {
				text, null, err := literal(reflect.ValueOf(arg))
				if err != nil {
					return script{}, fmt.Errorf("bench: argument %d of %q: %w", i+1, q.Name, err)
				}
				switch {
				case null:
					places[i] = "null::" + known[i]
				case text == "": // pgbench has no empty variables
					places[i] = "''::" + known[i]
				case fresh[text] != "":
					places[i] = "(" + fresh[text] + ")::" + known[i]
				default:
					places[i] = "(:" + s.variable(text) + ")::" + known[i]
				}
			}
			sql := literals.ReplaceAllStringFunc(comments.ReplaceAllString(unhurried.Replace(q.SQL), ""), withoutColon)
			b.WriteString(placeholder.ReplaceAllStringFunc(sql, func(p string) string {
				n, err := strconv.Atoi(p[1:])
				if err != nil || n < 1 || n > len(places) {
					return p
				}
				return places[n-1]
			}))
			b.WriteString(";\n")
		}
		b.WriteString("\\endpipeline\n")
	}
	s.text = b.String()
	return s, nil
}

// literals are the strings in a statement: pgbench takes the colon of 'TLP:RED' for a variable's. An apostrophe in a comment begins none.
var (
	literals = regexp.MustCompile(`'(?:[^']|'')*'`)
	comments = regexp.MustCompile(`--[^\n]*`)
)

func withoutColon(literal string) string {
	if !strings.Contains(literal, ":") {
		return literal
	}
	return "E" + strings.NewReplacer(`\`, `\\`, ":", `\x3a`).Replace(literal)
}

// variable is the name of a variable with that value.
func (s *script) variable(value string) string {
	for i, v := range s.variables {
		if _, known, _ := strings.Cut(v, "="); known == value {
			return "v" + strconv.Itoa(i)
		}
	}
	name := "v" + strconv.Itoa(len(s.variables))
	s.variables = append(s.variables, name+"="+value)
	return name
}

// literal is an argument as PostgreSQL reads it.
func literal(v reflect.Value) (text string, null bool, err error) {
	if !v.IsValid() || v.Kind() == reflect.Pointer && v.IsNil() {
		return "", true, nil
	}
	if v.Kind() == reflect.Pointer {
		return literal(v.Elem())
	}
	switch x := v.Interface().(type) {
	case time.Time:
		return x.UTC().Format("2006-01-02 15:04:05.999999-07"), false, nil
	case []byte:
		return `\x` + hex.EncodeToString(x), false, nil
	}
	switch v.Kind() {
	case reflect.String:
		return v.String(), false, nil
	case reflect.Bool:
		return strconv.FormatBool(v.Bool()), false, nil
	case reflect.Int, reflect.Int64, reflect.Int32:
		return strconv.FormatInt(v.Int(), 10), false, nil
	}
	if s, ok := v.Interface().(fmt.Stringer); ok {
		return s.String(), false, nil
	}
	if v.Kind() == reflect.Slice {
		parts := make([]string, v.Len())
		for i := range parts {
			element, _, err := literal(v.Index(i))
			if err != nil {
				return "", false, err
			}
			parts[i] = strconv.Quote(element)
		}
		return "{" + strings.Join(parts, ",") + "}", false, nil
	}
	document, err := json.Marshal(v.Interface())
	return string(document), false, err
}

// only keeps the statements of those names, and the first of each trip, which says who asks.
func only(trips [][]db.Statement, names ...string) [][]db.Statement {
	var kept [][]db.Statement
	for _, trip := range trips {
		var some []db.Statement
		for i, q := range trip {
			if i == 0 || slices.ContainsFunc(names, func(name string) bool { return strings.HasPrefix(q.Name, name) }) {
				some = append(some, q)
			}
		}
		if len(some) > 1 {
			kept = append(kept, some)
		}
	}
	return kept
}

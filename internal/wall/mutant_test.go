package wall

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"example.org/concord/internal/db"
	"example.org/concord/internal/dbtest"
	"example.org/concord/internal/story"
	"example.org/concord/internal/story/storytest"
)

// policy is one of the web role's as the catalog has it.
type policy struct{ table, name, using, check string }

// weakened is a policy in which a condition was dropped.
type weakened struct {
	policy
	what              string // "using" or "with check"
	whole, left, lost string // the condition, and what is left of it, and what is not
}

func (w weakened) String() string {
	return strings.Join(strings.Fields(fmt.Sprintf("%s: %s, %s without %s", w.table, w.name, w.what, w.lost)), " ")
}

func (w weakened) sql(condition string) string {
	return fmt.Sprintf("alter policy %s on %s %s (%s)", w.name, w.table, w.what, condition)
}

// weaken drops each condition of the policy in turn, and then all.
func (p policy) weaken() (all []weakened) {
	for _, c := range []struct{ what, condition string }{{"using", p.using}, {"with check", p.check}} {
		if c.condition == "" || c.condition == "true" {
			continue
		}
		all = append(all, weakened{p, c.what, c.condition, "true", "any condition"})
		parts := conjuncts(c.condition)
		for n := range parts {
			if len(parts) > 1 {
				left := slices.Delete(slices.Clone(parts), n, n+1)
				all = append(all, weakened{p, c.what, c.condition, strings.Join(left, " and "), parts[n]})
			}
		}
	}
	return all
}

var and = regexp.MustCompile(`^ AND\s`)

// conjuncts are the conditions that an expression of the catalog joins by AND at its top.
func conjuncts(expression string) (parts []string) {
	inner, ok := strings.CutPrefix(strings.TrimSuffix(expression, ")"), "(")
	if !ok {
		return []string{expression}
	}
	depth, begin := 0, 0
	for n, r := range inner {
		switch {
		case r == '(':
			depth++
		case r == ')':
			depth--
		case depth == 0 && and.MatchString(inner[n:]):
			parts = append(parts, inner[begin:n])
			begin = n + len(" AND ")
		}
		if depth < 0 {
			return []string{expression} // the first parenthesis does not close with the last
		}
	}
	return append(parts, inner[begin:])
}

func TestConjunctsAreFoundAtTheTopAlone(t *testing.T) {
	for expression, want := range map[string][]string{
		"((a = 1) AND ((b = 2) AND (c = 3)))":   {"(a = 1)", "((b = 2) AND (c = 3))"},
		"(a = 1)":                               {"a = 1"},
		"(a AND b)":                             {"a", "b"},
		"( SELECT true FROM t WHERE (x AND y))": {" SELECT true FROM t WHERE (x AND y)"},
		"true":                                  {"true"},
	} {
		if got := conjuncts(expression); !slices.Equal(got, want) {
			t.Errorf("%s: %q", expression, got)
		}
	}
}

// policies are those that let the web's role do something.
func policies(t *testing.T, d *dbtest.Database) (all []policy) {
	t.Helper()
	for _, line := range lines(t, d, `select concat_ws(chr(31), case when schemaname = 'public' then tablename else schemaname || '.' || tablename end, policyname,
		coalesce(regexp_replace(qual, '\s+', ' ', 'g'), ''), coalesce(regexp_replace(with_check, '\s+', ' ', 'g'), ''))
		from pg_policies where permissive = 'PERMISSIVE' and 'concord_app' = any (roles) order by 1`) {
		p := strings.Split(line, "\x1f")
		all = append(all, policy{p[0], p[1], p[2], p[3]})
	}
	return all
}

// The table of who may do what has to differ when a condition of a policy is dropped: otherwise the table proves nothing about it, or
// the condition does nothing. Where a trigger or another table's policy refuses the same, nothing differs; those are listed in
// testdata/refused-twice.txt, each with what else refuses it.
func TestWeakenedPolicyIsNoticed(t *testing.T) {
	d := storytest.New(t)
	arrange(t, d)
	open, _ := tables(t, d)
	people := signedIn(d, append([]story.Person{{Name: "The public"}}, story.Cast...))
	before := make(map[string]map[db.Who][]rights)
	twice := refusedTwice(t)
	tried, noticed := 0, 0
	for _, p := range policies(t, d) {
		n := slices.IndexFunc(open, func(x table) bool { return x.name == p.table })
		if n < 0 {
			t.Errorf("%s has a policy and no grant", p.table)
			continue
		}
		if before[p.table] == nil {
			before[p.table] = map[db.Who][]rights{}
			for _, who := range people {
				before[p.table][who] = asked(t, d, who, open[n:n+1])
			}
		}
		for _, w := range p.weaken() {
			changed(t, d, w.sql(w.left))
			tried++
			same := true
			for m := 0; m < len(people) && same; m++ {
				if same = slices.Equal(asked(t, d, people[m], open[n:n+1]), before[p.table][people[m]]); !same {
					people[0], people[m] = people[m], people[0] // who noticed this one is asked first about the next
				}
			}
			switch listed := twice[w.String()]; {
			case same && !listed:
				t.Errorf("nobody notices: %s\nWhether another test does: go test -weaken=%q", w, w.sql(w.left))
			case !same && listed:
				t.Errorf("is noticed, and need not be listed: %s", w)
			case !same:
				noticed++
			}
			delete(twice, w.String())
			changed(t, d, w.sql(w.whole))
		}
	}
	for left := range twice {
		t.Errorf("listed, but no policy says so: %s", left)
	}
	t.Logf("%d of %d weakened policies change the table", noticed, tried)
}

func changed(t *testing.T, d *dbtest.Database, sql string) {
	t.Helper()
	if _, err := d.Owner().Exec(t.Context(), sql); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
}

// refusedTwice are the conditions that something else holds as well.
func refusedTwice(t *testing.T) map[string]bool {
	t.Helper()
	text, err := os.ReadFile("testdata/refused-twice.txt")
	if err != nil {
		t.Fatal(err)
	}
	listed := map[string]bool{}
	for _, line := range strings.Split(string(text), "\n") {
		if line != "" && !strings.HasPrefix(line, "#") {
			listed[line] = true
		}
	}
	return listed
}

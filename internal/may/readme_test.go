package may_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"example.org/concord/internal/dbtest"
	"example.org/concord/internal/may"
)

const (
	readme = "../../README.md"
	begins = "<!-- offices: written by make golden from the table office_may -->\n"
	ends   = "<!-- end of offices -->"
)

// What each office may do is one page of the README, and that page is what the database does.
func TestReadmePrintsWhatEachOfficeMay(t *testing.T) {
	want := offices(t)
	b, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	text := string(b)
	from, to := strings.Index(text, begins), strings.Index(text, ends)
	if from < 0 || to < from {
		t.Fatalf("%s lacks the place for the offices: %q ... %q", readme, begins, ends)
	}
	from += len(begins)
	if text[from:to] == want {
		return
	}
	if os.Getenv("UPDATE_GOLDEN") == "" {
		t.Fatalf("the README does not say what office_may says; make golden writes it. It should be:\n%s", want)
	}
	if err := os.WriteFile(readme, []byte(text[:from]+want+text[to:]), 0o644); err != nil {
		t.Fatal(err)
	}
}

// offices is the table: offices with the same rights in several kinds of council share a row.
func offices(t *testing.T) string {
	rows, err := dbtest.Empty(t).Owner().Query(t.Context(), `
select case count(*) when (select count(*) from council_kind where has_seats and slug <> 'joint_room') then 'Every council with seats'
                     else string_agg(kind, ', ' order by kind) end, office, rights from (
  select k.name as kind, o.name as office, o.rank, string_agg(m.capability || ' (' || m.reaches || ')', ', ' order by c.class, m.capability) as rights
    from (select kind, office, capability, string_agg(reach, ', ' order by reach) as reaches from office_may
           where since <= app.now() and until > app.now() group by kind, office, capability) m
    join council_kind k on k.slug = m.kind join office o on o.slug = m.office join capability c on c.slug = m.capability
   group by k.name, o.name, o.rank) each
 group by office, rank, rights order by count(*) desc, rank, min(kind)`)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	b.WriteString("| In | Office | May (how far) |\n|---|---|---|\n")
	for rows.Next() {
		var kinds, office, rights string
		if err := rows.Scan(&kinds, &office, &rights); err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "| %s | %s | %s |\n", kinds, office, rights)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestVocabularyIsThatOfTheDatabase(t *testing.T) {
	rows, err := dbtest.Empty(t).Owner().Query(t.Context(), `select slug from capability`)
	if err != nil {
		t.Fatal(err)
	}
	var known []may.Capability
	for rows.Next() {
		var slug may.Capability
		if err := rows.Scan(&slug); err != nil {
			t.Fatal(err)
		}
		known = append(known, slug)
	}
	all := slices.Clone(may.All)
	slices.Sort(all)
	slices.Sort(known)
	if !slices.Equal(all, known) {
		t.Errorf("Go knows %v, the database %v", all, known)
	}
}

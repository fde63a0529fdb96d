package search

import (
	"strings"

	"example.org/concord/internal/db"
	"example.org/concord/internal/folded"
)

// Source finds one kind of thing by name, as the asker may see it. A new kind of thing that can be found is a source, and nothing else.
type Source struct {
	Kind   string // as a filter names it
	Name   string // above what it finds
	Path   string // where what it finds is read, before its key
	More   string // the list of its own, searched by q; "" where the search itself is all there is
	Signed bool   // found by those who are signed in alone, as its pages are
	// sql asks for key, name and says of at most $3: $1 is the pattern that a folded name fits, $2 the folded words, $4 the pattern with
	// councils' acronyms written out. What is merely like the words comes where nothing fits.
	sql string
}

// Named is one thing that a source found.
type Named struct{ Key, Name, Says string }

// Group is what a source found.
type Group struct {
	Source
	Found []Named
	most  int
}

// Full says that there may be more than were asked for.
func (g Group) Full() bool { return len(g.Found) >= g.most }

// few of each kind stand beside the rest, and a page of one that is asked for alone.
const (
	few  = 5
	page = 50
)

// Sources in the order in which a page shows them.
var Sources = []Source{
	{Kind: "councils", Name: "Councils", Path: "/councils/", More: "/councils", sql: `
with held as materialized (
  select c.id from council c where c.folded like $1 or c.folded like $4
), near as materialized (
  select c.id from council c where not exists (select from held) and ` + folded.Near + ` and c.folded %> $2
   order by word_similarity($2, c.folded) desc, c.name limit $3
)
select c.slug as key, c.name, case when c.short_name = c.name then '' else c.short_name end as says
  from council c join council_kind_term t on t.council_id = c.id and t.since <= app.now() and t.until > app.now()
  join council_kind k on k.slug = t.kind and k.public_face
 where c.id = any (array(select id from held union all select id from near)) and c.id = any (array(select council_id from app.council_listed)) and c.until > app.now()
 order by app.folded(c.short_name) <> $2, word_similarity($2, c.folded) desc, c.name limit $3`},
	{Kind: "sectors", Name: "Sectors", Path: "/sectors/", More: "", sql: `
with called as (
  select s.slug as key, s.name, '' as says, app.folded(s.name) as folded from sector s where s.until is null or s.until > app.now()
  union all
  select s.slug, s.name, 'once ' || r.name, app.folded(r.name)
    from retired_sector r join retired_sector_into i on i.retired = r.slug join sector s on s.slug = i.sector
  union
  select s.slug, s.name, 'once ' || l.name, app.folded(l.name)
    from lineage l join sector s on s.slug = l.sector where app.folded(l.name) <> app.folded(s.name) and l.name not like '(%'
), held as materialized (
  select key, name, says, folded from called where folded like $1
)
select key, name, says from (
  select distinct on (key) key, name, says, folded from (
    select key, name, says, folded from held
    union all
    select key, name, says, folded from called where not exists (select from held) and word_similarity($2, folded) > 0.5) y
   order by key, word_similarity($2, folded) desc, says) x
 order by word_similarity($2, folded) desc, name limit $3`},
	{Kind: "people", Name: "People", Path: "/directory/people/", More: "/directory/people", Signed: true, sql: `
with held as materialized (
  select e.person_id, e.name, e.organization_id from directory_entry e
   where e.folded like $1 and e.since <= app.now() and e.until > app.now() order by e.name, e.appointment_id limit 4 * $3
), near as materialized (
  select e.person_id, e.name, e.organization_id from directory_entry e
   where not exists (select from held) and ` + folded.Near + ` and e.folded %> $2 and e.since <= app.now() and e.until > app.now()
   order by word_similarity($2, e.folded) desc, e.name, e.appointment_id limit 4 * $3
)
select x.person_id::text as key, x.name, o.name as says
  from (select distinct on (word_similarity($2, app.folded(h.name)), h.name, h.person_id) h.person_id, h.name, h.organization_id
          from (select person_id, name, organization_id from held union all select person_id, name, organization_id from near) h
         order by word_similarity($2, app.folded(h.name)) desc, h.name, h.person_id limit $3) x
  join organization o on o.id = x.organization_id
 order by word_similarity($2, app.folded(x.name)) desc, x.name, x.person_id`},
	{Kind: "organizations", Name: "Organizations", Path: "/directory/organizations/", More: "/directory", Signed: true, sql: `
with held as materialized (
  select o.slug, o.name, o.abbr, o.state from organization o
   where o.folded like $1 and (o.until is null or o.until > app.now())
   order by app.folded(o.name) <> $2 and app.folded(o.abbr) <> $2, o.name, o.id limit $3
), near as materialized (
  select o.slug, o.name, o.abbr, o.state from organization o
   where not exists (select from held) and ` + folded.Near + ` and o.folded %> $2 and (o.until is null or o.until > app.now())
   order by word_similarity($2, o.folded) desc, o.name, o.id limit $3
)
select slug as key, name, btrim(abbr || ' · ' || coalesce(state, ''), ' ·') as says from held
union all
select slug, name, btrim(abbr || ' · ' || coalesce(state, ''), ' ·') from near`},
}

// acronyms of councils, as people say them and no record has them.
var acronyms = map[string]string{"scc": "sector coordinating council", "gcc": "government coordinating council", "isac": "information sharing and analysis center"}

// Everything asks the sources, or the one of that kind, for what bears the words; each for a few, or for a page where it is the only one.
// Names shorter than two letters name too many.
func Everything(words, kind string, signedIn bool, dst *[]Group) []db.Query {
	*dst = nil
	text := folded.Text(strings.NewReplacer(`"`, " ", "“", " ", "”", " ").Replace(words))
	if len([]rune(text)) < 2 {
		return nil
	}
	long := strings.Fields(text)
	for i, w := range long {
		if out, ok := acronyms[w]; ok {
			long[i] = out
		}
	}
	most := few
	var asked []Source
	for _, s := range Sources {
		if (kind == "" || kind == s.Kind) && (signedIn || !s.Signed) {
			asked = append(asked, s)
		}
	}
	if kind != "" {
		most = page
	}
	groups := make([]Group, len(asked))
	*dst = groups
	var queries []db.Query
	for i, s := range asked {
		groups[i].Source, groups[i].most = s, most
		args := []any{folded.Like(text), text, most}
		if strings.Contains(s.sql, "$4") {
			args = append(args, strings.ReplaceAll(folded.Like(strings.Join(long, " ")), " ", "%"))
		}
		queries = append(queries, db.Many("search "+s.Kind, s.sql, &groups[i].Found, args...).Custom()) // some words name hardly anybody, others nearly all
	}
	return queries
}

// Names is the kind where a source finds it, and "" for all of them.
func Names(kind string) string {
	if ByName(kind) {
		return kind
	}
	return ""
}

// ByName says whether the kind is one that a source finds.
func ByName(kind string) bool {
	for _, s := range Sources {
		if s.Kind == kind {
			return true
		}
	}
	return false
}

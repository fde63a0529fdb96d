package directory

import (
	"example.org/concord/internal/db"
	"example.org/concord/internal/folded"
)

// Figure is how many rows of a list have a value of a facet, among the first [Counted].
type Figure struct {
	Facet string // total, sector, subsector, state, region, county, kind, council, office
	Value string
	Label string // of a county
	Count int
}

// Figures of a list, by facet and value.
type Figures struct{ rows []Figure }

// Total is how many rows the list has; beyond [Counted] there are more.
func (g Figures) Total() int { return g.Of("total", "") }

// Of is how many have that value.
func (g Figures) Of(facet, value string) int {
	for _, f := range g.rows {
		if f.Facet == facet && f.Value == value {
			return f.Count
		}
	}
	return 0
}

// All are the values of a facet, in the order of their labels.
func (g Figures) All(facet string) (all []Figure) {
	for _, f := range g.rows {
		if f.Facet == facet {
			all = append(all, f)
		}
	}
	return all
}

var firsts = db.Limit(Counted + 1)

// figures count a list whose first rows are hit. Each facet is one part of a union.
const (
	figuresTotal   = `select 'total' as facet, '' as value, '' as label, count(*)::int as count from hit`
	figuresState   = ` union all select 'state', h.state, '', count(*)::int from hit h where h.state is not null group by h.state`
	figuresRegion  = ` union all select 'region', j.region::text, '', count(*)::int from hit h join jurisdiction j on j.code = h.state group by j.region`
	figuresOrdered = ` order by 1, 3, 2`
)

// CountOrganizations counts what Organizations lists.
func CountOrganizations(f Filter, g *Figures) db.Query {
	c := f.organizations()
	return query(f, "directory organizations counted", `
with hit as materialized (
  select o.id, o.kind, o.state from organization o where `+c.sql()+` order by o.name, o.id`+firsts+`
)
`+figuresTotal+figuresState+figuresRegion+`
 union all select 'kind', h.kind, '', count(*)::int from hit h group by h.kind
 union all select 'sector', m.sector, '', count(*)::int from hit h join organization_sector m on m.organization_id = h.id group by m.sector`+figuresOrdered, c, &g.rows)
}

// CountPeople counts what People lists.
func CountPeople(f Filter, g *Figures) db.Query {
	f.After = nil
	hit, c := f.people(firsts)
	return query(f, "directory people counted", asker+"("+hit+`)
`+figuresTotal+figuresState+figuresRegion+`
 union all select 'office', h.office, '', count(*)::int from hit h group by h.office
 union all select 'council', k.slug, '', count(*)::int from hit h join council k on k.id = h.council_id group by k.slug
 union all select 'sector', m.sector, '', count(*)::int from hit h join council_sector m on m.council_id = h.council_id group by m.sector`+figuresOrdered, c, &g.rows)
}

// CountFacilities counts what Facilities lists. Counties are counted without the choice among them, so that a second one can be added.
func CountFacilities(f Filter, g *Figures) db.Query {
	wide := f
	wide.Counties = nil
	c := wide.facilities()
	first := seen(c, "f.id, f.name, f.sector, f.subsector, f.state, f.county", firsts)
	within := "true"
	if len(f.Counties) > 0 {
		within = "h.county = any (" + c.arg(f.Counties) + ")"
	}
	return query(f, "directory facilities counted", `
with wide as materialized (
  `+first+`
), hit as materialized (
  select h.sector, h.subsector, h.state, h.county from wide h where `+within+`
)
`+figuresTotal+figuresState+figuresRegion+`
 union all select 'county', y.fips, y.name || ', ' || y.state, count(*)::int from wide h join county y on y.fips = h.county group by y.fips
 union all select 'subsector', h.subsector, '', count(*)::int from hit h where h.subsector is not null group by h.subsector
 union all select 'sector', h.sector, '', count(*)::int from hit h group by h.sector`+figuresOrdered, c, &g.rows)
}

// Near are names like the one looked for, the likest first, where nothing bears it: a slip of the hand, another spelling.
func Near(kind string, f Filter, dst *[]string) []db.Query {
	from := map[string]string{
		"organizations": "select distinct o.name from organization o where o.folded %> $1 and (o.until is null or o.until > app.now()::date)",
		"people":        "select distinct e.name from directory_entry e where e.folded %> $1",
		"facilities":    "select distinct f.name from (" + seen(&conditions{all: []string{"f.folded %> $1"}}, "f.name", "") + ") f",
	}[kind]
	return []db.Query{
		db.Also("directory near", `select set_config('pg_trgm.word_similarity_threshold', '0.35', true)`),
		db.Many("directory near "+kind, `select name from (`+from+` limit 200) n order by word_similarity($1, app.folded(name)) desc, name limit 5`, dst, folded.Text(f.Name)).Custom(),
	}
}

package directory

import "example.org/concord/internal/db"

// Source is a place where a public source saw the organization. It is no seat and gives no right.
type Source struct {
	Council     string
	CouncilSlug string
	Role        string
	Year        *int
}

// SourcesOf lists where verified public sources saw an organization.
func SourcesOf(slug string, dst *[]Source) db.Query {
	return db.Many("directory sources of organization", `
select c.name as council, c.slug as council_slug, m.role, m.as_of_year as year
  from membership m join fact f on f.id = m.fact_id join council c on c.id = m.council_id join organization o on o.id = m.organization_id
 where o.slug = $1 and f.shown_to = 'public' order by c.name limit 100`, dst, slug)
}

package incident

import "example.org/concord/internal/db"

// County is one to choose.
type County struct{ FIPS, Name, State string }

// Counties are those of the states, and of the states in which the incident has some, by state and name.
func Counties(of ID, states []string, dst *[]County) db.Query {
	return db.Many("counties to choose", `
select fips, name, state from county
 where state = any ($1) or state = any (array(select k.state from incident_county n join county k on k.fips = n.county where n.incident_id = $2))
 order by state, name`, dst, states, of)
}

// Chosen are the counties and sectors of an incident as its form has them.
func Chosen(id ID, counties *[]County, sectors *[]string) []db.Query {
	return []db.Query{
		db.Many("counties chosen", `select k.fips, k.name, k.state from incident_county n join county k on k.fips = n.county where n.incident_id = $1 order by k.state, k.name`, counties, id),
		db.Many("sectors chosen", `select sector from incident_sector where incident_id = $1 order by sector`, sectors, id),
	}
}

// Choice is a state or a sector to choose.
type Choice struct{ Value, Label string }

// States are all, by name, those of the asker's region first.
func States(dst *[]Choice) db.Query {
	return db.Many("states of incidents", `
select j.code as value, j.name as label from jurisdiction j
 order by j.region is not distinct from (select c.region from app.holding h join council c on c.id = h.council_id where h.capability = 'incident.declare' order by c.region limit 1) desc, j.name`, dst)
}

// Sectors are those of today.
func Sectors(dst *[]Choice) db.Query {
	return db.Many("sectors of incidents", `select slug as value, name as label from sector where until is null or until > app.now() order by name`, dst)
}

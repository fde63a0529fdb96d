package contact

import "example.org/concord/internal/db"

// Sees is what one office sees of a person, as the rights of the office say.
type Sees struct {
	Office   string
	Every    bool // names and offices in every council
	Own      bool // names and offices in its own council, and so what people show their peers
	Facing   bool // names and offices in the councils it faces
	Region   bool // what people of its region show their advisors
	Incident bool // the same in the counties of an incident
	Invites  bool // the address that somebody signs in with
	Reviews  bool // who opened what for an incident
	Openings int  // contacts a day
}

// WhoSees is the table of offices and what they see of a person.
func WhoSees(dst *[]Sees) db.Query {
	return db.Many("who sees what", `
select o.name as office,
       coalesce(bool_or(m.capability = 'directory.browse'), false) as every,
       coalesce(bool_or(m.capability = 'roster.read' and m.reach in ('own', 'rooms')), false) as own,
       coalesce(bool_or(m.capability = 'roster.read' and m.reach = 'counterpart'), false) as facing,
       coalesce(bool_or(m.capability = 'facility.read'), false) as region,
       coalesce(bool_or(m.capability = 'incident.work'), false) as incident,
       coalesce(bool_or(m.capability = 'person.add'), false) as invites,
       coalesce(bool_or(m.capability = 'reveal.review'), false) as reviews,
       coalesce(max(b.openings), max(d.openings), 0) as openings
  from office o
  left join office_may m on m.office = o.slug and m.since <= app.now() and m.until > app.now()
  left join reveal_budget b on b.office = o.slug and b.since <= app.now() and b.until > app.now()
  left join reveal_budget d on d.office is null and d.since <= app.now() and d.until > app.now()
 group by o.slug, o.name, o.rank order by o.rank, o.name`, dst)
}

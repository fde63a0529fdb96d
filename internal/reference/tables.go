package reference

import (
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"
)

// ids are those of councils and organizations that are there, by slug; what is not there yet gets one made of its slug.
type ids struct{ councils, organizations map[string]uuid.UUID }

func (i ids) council(slug string) uuid.UUID {
	if id, ok := i.councils[slug]; ok {
		return id
	}
	return idOf("council", slug)
}

func (i ids) organization(slug string) uuid.UUID {
	if id, ok := i.organizations[slug]; ok {
		return id
	}
	return idOf("organization", slug)
}

// tables are all rows that the files hold, tables that others refer to first.
func (f files) tables(i ids) []table {
	all := append(f.places(), f.sectorTables(i)...)
	return append(all, f.councilTables(i)...)
}

func (f files) places() []table {
	var sources, regions, jurisdictions, counties []row
	states := map[string]string{}
	for id, s := range f.sources {
		sources = append(sources, row{"id": id, "title": s.Title, "publisher": s.Publisher, "locator": s.Locator})
	}
	for _, r := range f.regions {
		regions = append(regions, row{"number": r.Number, "name": r.Name, "office_city": r.OfficeCity, "office_state": r.OfficeState})
		for _, j := range r.Jurisdictions {
			jurisdictions = append(jurisdictions, row{"code": j.Code, "name": j.Name, "fips": j.FIPS, "kind": j.Kind, "region": r.Number})
			states[j.FIPS] = j.Code
		}
	}
	for fips, name := range f.counties {
		counties = append(counties, row{"fips": fips, "name": name, "state": states[fips[:2]]})
	}
	facts := of("fact", 1, "id uuid, kind text, subject text, about text, field text, note text, value text, basis text, confidence text, sources text[]", f.claims())
	// What somebody judged, and what a row kept by hand rests on, stays.
	facts.drop = "delete from fact using " + facts.given() + ` where fact.id = r.id and fact.verdict = ''
		and not exists (select fact_id from membership where fact_id = fact.id union all select fact_id from lineage where fact_id = fact.id
			union all select fact_id from sector_lead where fact_id = fact.id union all select fact_id from edition_entry where fact_id = fact.id
			union all select fact_id from retired_sector where fact_id = fact.id union all select fact_id from listing where fact_id = fact.id)`
	return []table{
		kept(of("source", 1, "id text, title text, publisher text, locator text", sources)),
		facts,
		kept(of("region", 1, "number int, name text, office_city text, office_state text", regions)),
		kept(of("jurisdiction", 1, "code text, name text, fips text, kind text, region int", jurisdictions)),
		kept(of("county", 1, "fips text, name text, state text", counties)),
	}
}

func kept(t table) table {
	t.drop = keep
	return t
}

func (f files) sectorTables(i ids) []table {
	var sectors, subsectors, editions, entries, entrySectors, lineage, names, into []row
	for _, s := range f.sectors {
		sectors = append(sectors, row{"slug": s.Slug, "name": s.Name, "short_name": s.ShortName, "scope": s.Scope})
		for _, u := range s.Subsectors {
			subsectors = append(subsectors, row{"slug": u.Slug, "sector": s.Slug, "name": u.Name, "kind": u.Kind, "scope": u.Scope, "leads": list(u.Leads)})
		}
		place := map[string]int{}
		for _, a := range s.Lineage {
			place[a.Edition]++
			fact := factID("edition", a.Edition, sectorList)
			if a.remembered() {
				fact = factID("sector", s.Slug, "lineage in "+a.Edition)
			}
			lineage = append(lineage, row{"sector": s.Slug, "edition": a.Edition, "since": f.date(a.Edition), "place": place[a.Edition],
				"name": a.Name, "lead": strings.Trim(a.Lead, "-"), "note": a.Note, "fact_id": fact})
		}
	}
	for n, e := range f.editions {
		var until any
		if n+1 < len(f.editions) {
			until = day(f.editions[n+1].Date)
		}
		editions = append(editions, row{"slug": e.Slug, "title": e.Title, "dated": e.Date, "since": day(e.Date), "until": until, "status": e.Status,
			"lead_term": e.TermForLead, "sector_term": e.TermForSector, "derived_from": derivations[e.Slug]})
		for place, l := range f.listed(e) {
			entries = append(entries, row{"edition": e.Slug, "place": place + 1, "name": l.Name, "leads": list(l.Leads), "note": l.Note, "fact_id": factID("edition", e.Slug, sectorList)})
			for _, sector := range l.MapsTo {
				entrySectors = append(entrySectors, row{"edition": e.Slug, "place": place + 1, "sector": sector, "subsector": orNull(l.Subsector)})
			}
		}
	}
	for _, r := range f.retired {
		names = append(names, row{"slug": r.Slug, "name": r.Name, "from_edition": r.From, "until_edition": r.Until, "year": r.Year, "lead": r.Lead, "fate": r.Fate,
			"fact_id": factID("retired_sector", r.Slug, existence)})
		for _, t := range r.Into {
			into = append(into, row{"retired": r.Slug, "sector": t.Sector, "subsector": orNull(t.Subsector)})
		}
	}
	return []table{
		kept(of("sector", 1, "slug text, name text, short_name text, scope text", sectors)),
		kept(of("subsector", 1, "slug text, sector text, name text, kind text, scope text, leads text[]", subsectors)),
		kept(of("edition", 1, "slug text, title text, dated text, since date, until date, status text, lead_term text, sector_term text, derived_from text", editions)),
		of("edition_entry", 2, "edition text, place int, name text, leads text[], note text, fact_id uuid", entries),
		of("edition_entry_sector", 3, "edition text, place int, sector text, subsector text", entrySectors),
		of("lineage", 4, "sector text, edition text, since date, place int, name text, lead text, note text, fact_id uuid", lineage),
		kept(of("retired_sector", 1, "slug text, name text, from_edition text, until_edition text, year int, lead text, fate text, fact_id uuid", names)),
		of("retired_sector_into", 2, "retired text, sector text, subsector text", into),
		f.organizationTable(i), f.organizationSectors(i), f.leads(i),
	}
}

func (f files) organizationTable(i ids) table {
	var all []row
	for _, o := range f.organizations {
		var parent any
		if o.Parent != "" {
			parent = i.organization(o.Parent)
		}
		all = append(all, row{"id": i.organization(o.Slug), "slug": o.Slug, "name": o.Name, "abbr": o.Abbr, "kind": o.Kind, "state": orNull(o.State),
			"website": website(o.WebsiteHost), "parent_id": parent, "regulator": o.Regulator})
	}
	return kept(of("organization", 1, "id uuid, slug text, name text, abbr text, kind text, state text, website text, parent_id uuid, regulator boolean", all))
}

func (f files) organizationSectors(i ids) table {
	var all []row
	for _, o := range f.organizations {
		for _, s := range o.Sectors {
			all = append(all, row{"organization_id": i.organization(o.Slug), "sector": s})
		}
	}
	return of("organization_sector", 2, "organization_id uuid, sector text", all)
}

// leads are the terms of each sector's lead agencies; the last term is told agency by agency, as the list of today does.
func (f files) leads(i ids) table {
	var all []row
	for _, s := range f.sectors {
		for _, t := range f.terms(s) {
			r := row{"sector": s.Slug, "since": t.since, "until": orNull(t.until), "words": t.words, "organization_id": nil, "fact_id": factID("edition", t.edition, sectorList)}
			if t.until != "" {
				if o := slices.IndexFunc(f.organizations, func(o organization) bool { return o.Abbr == t.words }); o >= 0 {
					r["organization_id"] = i.organization(f.organizations[o].Slug)
				}
				all = append(all, r)
				continue
			}
			for _, a := range s.SRMA {
				one := row{"sector": s.Slug, "since": t.since, "until": nil, "words": a.Abbr, "organization_id": i.organization(a.Agency), "fact_id": factID("sector", s.Slug, lead)}
				if a.Component != "" {
					one["words"] = a.Abbr + " (" + a.Component + ")"
				}
				all = append(all, one)
			}
		}
	}
	return of("sector_lead", 3, "sector text, since date, words text, until date, organization_id uuid, fact_id uuid", all)
}

func (f files) councilTables(i ids) []table {
	bodies := f.bodies(i)
	var kinds, sectors, subsectors, counterparts, sides, listings, umbrellas, under []row
	for _, b := range bodies {
		kinds = append(kinds, row{"council_id": b.ID, "kind": b.kind})
		for _, s := range b.sectors {
			sectors = append(sectors, row{"council_id": b.ID, "sector": s})
		}
	}
	for _, u := range f.umbrellas {
		umbrellas = append(umbrellas, row{"slug": u.Slug, "name": u.Name, "short_name": u.ShortName, "since": u.Since, "until": orNull(u.Until),
			"dates_note": u.DatesNote, "legal_basis": u.LegalBasis, "website": website(u.WebsiteHost), "selects": u.Selects})
	}
	for _, c := range f.councils {
		id := i.council(c.Slug)
		listings = append(listings, row{"council_id": id, "fact_id": factID("council", c.Slug, existence)})
		for _, s := range c.Subsectors {
			subsectors = append(subsectors, row{"council_id": id, "subsector": s})
		}
		for _, other := range f.faces(c) {
			counterparts = append(counterparts, row{"council_id": id, "counterpart_id": i.council(other)})
		}
		for _, u := range f.umbrellas {
			if u.Slug == c.Parent {
				under = append(under, row{"council_id": id, "umbrella": u.Slug, "since": later(u.Since, c), "until": orNull(u.Until)})
			}
		}
	}
	for _, p := range f.pairs() {
		room := i.council(f.room(p).Slug)
		sides = append(sides, row{"room_id": room, "council_id": i.council(p.scc.Slug)}, row{"room_id": room, "council_id": i.council(p.gcc.Slug)})
	}

	kind := kept(of("council_kind_term", 1, "council_id uuid, kind text", kinds))
	kind.where = "since <= app.now() and until > app.now()"
	// Another kind begins today: it is not rewritten what a council was.
	kind.write = []string{
		"update council_kind_term set until = app.now() from " + kind.given() + " where council_kind_term.council_id = r.council_id and council_kind_term.kind <> r.kind and " + kind.where,
		"insert into council_kind_term (council_id, kind, since) select council_id, kind, case when exists (select from council_kind_term t where t.council_id = r.council_id) then app.now() else '-infinity' end from " + kind.given(),
	}
	facing := of("counterpart", 2, "council_id uuid, counterpart_id uuid", counterparts)
	facing.where = "until > app.now()"
	facing.drop = "update counterpart set until = app.now() from " + facing.given() + " where counterpart.council_id = r.council_id and counterpart.counterpart_id = r.counterpart_id"

	return []table{
		kept(of("umbrella", 1, "slug text, name text, short_name text, since date, until date, dates_note text, legal_basis text, website text, selects boolean", umbrellas)),
		kept(of("council", 1, "id uuid, slug text, name text, short_name text, parent_id uuid, region int, industry_only boolean, status text, status_note text, formed_year int, website text", bodies)),
		kind,
		of("council_sector", 2, "council_id uuid, sector text", sectors),
		of("council_subsector", 2, "council_id uuid, subsector text", subsectors),
		facing,
		kept(of("room_side", 2, "room_id uuid, council_id uuid", sides)),
		of("council_umbrella", 3, "council_id uuid, umbrella text, since date, until date", under),
		kept(of("listing", 1, "council_id uuid, fact_id uuid", listings)),
		f.memberships(i),
	}
}

// later is the day on which a council came under an umbrella: that of the umbrella, unless it is known to be younger.
func later(since string, c council) string {
	if c.formedSeen() && c.Formed.Year != nil {
		return max(since, fmt.Sprintf("%d-01-01", *c.Formed.Year))
	}
	return since
}

func (f files) memberships(i ids) table {
	var all []row
	for _, o := range f.organizations {
		for _, m := range o.Memberships {
			r := row{"organization_id": i.organization(o.Slug), "council_id": nil, "umbrella": nil, "role": m.Role, "standing": standing(m.Role), "as_of_year": m.AsOfYear,
				"note": m.Note, "fact_id": factID("membership", o.Slug+"/"+m.Council, fieldName(m.Role))}
			if _, ok := f.find(m.Council); ok {
				r["council_id"] = i.council(m.Council)
			} else {
				r["umbrella"] = m.Council
			}
			all = append(all, r)
		}
	}
	return of("membership", 4, "organization_id uuid, council_id uuid, umbrella text, role text, standing text, as_of_year int, note text, fact_id uuid", all)
}

// standing is what a source's word for a role amounts to. Only members and their officers were seen seated: counterparts,
// sponsors, hosts and liaisons stand beside the table.
func standing(role string) string {
	first, _, _ := strings.Cut(role, " ")
	switch {
	case strings.HasPrefix(role, "government counterpart"):
		return "counterpart"
	case role == "charter signatory":
		return "signatory"
	case role == "secretariat":
		return "host"
	}
	switch first {
	case "sponsor", "host", "liaison", "convener", "lead", "administrator":
		return first
	case "member", "non-voting", "chair", "co-chair", "executive":
		return "seat"
	}
	return "partner"
}

// list is an empty array where there is nothing, as the database stores it.
func list(all []string) []string {
	if all == nil {
		return []string{}
	}
	return all
}

func orNull(s string) any {
	if s == "" {
		return nil
	}
	return s
}

package wall

import (
	"strings"
	"testing"

	"example.org/concord/internal/story"
	"example.org/concord/internal/story/storytest"
)

// Each government body of the reference data, each industry council, each way in: a seat, an office without one, a hand-over.
func TestNoGovernmentBodyEntersAnIndustryCouncil(t *testing.T) {
	d := storytest.New(t)
	var tried int
	// The attempts run behind the wall, where nothing but the rule itself could refuse them.
	if err := d.Owner().QueryRow(t.Context(), `select count(*) from council c cross join organization o where c.industry_only and o.government`).Scan(&tried); err != nil || tried < 1000 {
		t.Fatalf("only %d pairs to try, %v", tried, err)
	}
	for what, sql := range map[string]string{
		"a seat": `insert into seat (council_id, organization_id) values (c, o)`,
		"an office": `insert into appointment (person_id, council_id, office, organization_id, invented)
			select id, c, 'adviser', o, false from staff where organization_id = o`,
		"an office for industry's account": `insert into appointment (person_id, council_id, office, organization_id, invented)
			select s.id, c, 'adviser', i.id, false from staff s, organization i where s.organization_id = o and i.slug = 'lent-name'`,
		"a hand-over": `insert into hand_over (council_id, person_id, organization_id, office, chosen_on, document, told_by)
			select c, id, o, 'chair', '2026-01-01', 'x', 'x' from staff where organization_id = o`,
	} {
		if _, err := d.Owner().Exec(t.Context(), `do $do$
			declare c uuid; o uuid; constraint_name text; refused int := 0;
			begin
			  insert into organization (slug, name, kind) values ('lent-name', 'Lent Name', 'owner_operator') on conflict do nothing;
			  create temp table if not exists staff as
			    select gen_random_uuid() as id, id as organization_id from organization where government and not invented;
			  insert into person (id, name, organization_id) select id, 'x', organization_id from staff on conflict do nothing;
			  for c, o in select c.id, o.id from council c cross join organization o where c.industry_only and o.government and not o.invented loop
			    begin
			      `+sql+`;
			      raise exception 'let in';
			    exception when check_violation then
			      get stacked diagnostics constraint_name = constraint_name;
			      if constraint_name <> 'industry_only' then raise; end if;
			      refused := refused + 1;
			    end;
			  end loop;
			  if refused < 500 then raise exception 'only % attempts', refused; end if;
			end $do$`); err != nil {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func TestNobodyTurnsIntoGovernmentWhileSeated(t *testing.T) {
	d := storytest.New(t)
	for what, sql := range map[string]string{
		"an organization": `update organization set kind = 'federal_agency' where slug = 'blue-mesa-water-authority'`,
		"an officer's":    `update organization set kind = 'sltt_body' where slug = 'plainstate-water-association'`,
		"a person":        `update person set organization_id = (select id from organization where slug = 'national-coordination-office') where id = '` + story.Dana.ID.String() + `'`,
	} {
		if _, err := d.Owner().Exec(t.Context(), sql); err == nil || !strings.Contains(err.Error(), "industry council") {
			t.Errorf("%s: %v", what, err)
		}
	}
	// Whose seat has ended is free to.
	arranged(t, d, `update appointment set until = app.now() where id = $1`, story.Named("shauna").Appointment("emergency-services-scc", "representative"))
	arranged(t, d, `update seat set until = app.now() where id = $1`, story.Seat("emergency-services-scc", "river-city-dispatch"))
	arranged(t, d, `update organization set kind = 'sltt_body' where slug = 'river-city-dispatch'`)
}

// The reference data call many bodies counterpart, sponsor, host or liaison of a council. None of that is a seat.
func TestImportSeatsNobody(t *testing.T) {
	d := storytest.New(t)
	none(t, d, "got a seat by the import", `select o.slug || ' in ' || c.slug from seat s join organization o on o.id = s.organization_id join council c on c.id = s.council_id where not o.invented`)
	none(t, d, "is government in an industry council", `select o.slug || ' in ' || c.slug from seat s join organization o on o.id = s.organization_id
		join council c on c.id = s.council_id where c.industry_only and o.government
		union all select p.name || ' in ' || c.slug from appointment a join person p on p.id = a.person_id join organization o on o.id = p.organization_id
		join council c on c.id = a.council_id where c.industry_only and o.government`)
	none(t, d, "reads an industry council from government", `select distinct p.name || ' in ' || c.slug from held h join circle k on k.id = h.circle_id join council c on c.id = k.council_id
		join person p on p.id = h.person_id join organization o on o.id = p.organization_id
		where h.capability in ('item.read', 'roster.edit', 'charter.edit') and c.industry_only and o.government
		  and (h.break_glass_id is null or h.until > now()) -- the story's emergency is over, and no seat`)
}

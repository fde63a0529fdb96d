package admin

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/organization"
	"example.org/concord/internal/sector"
	"example.org/concord/web/page"
)

// AddLead records which agency leads the sector from a day on, after it was shown what changes.
func (s Site) AddLead(v page.Visitor, r *http.Request) (page.Answer, error) {
	c := sectorRecord{form: "lead", since: r.PostFormValue("lead_since"), agency: picked(r, "organization"), lead: sector.Leading{Slug: chi.URLParam(r, "sector"),
		Words: r.PostFormValue("words"), Instrument: r.PostFormValue("lead_by")}}
	var found []organization.Choice
	if err := s.readSector(v, r, &c, chosenFrom(c.agency, &found)...); err != nil {
		return page.Answer{}, err
	}
	c.agency.Found = organizationOptions(found)
	c.agency.Label = "Agency"
	if id, ok := c.agency.One(); ok {
		c.lead.Organization = id
	}
	if day := page.Day(c.since, "lead_since", time.UTC, &c.wrong); day != nil {
		c.lead.Since = *day
	}
	var before []string
	var led []page.Option // those that ended, too, for a form that came twice ended them itself
	for _, l := range c.leads {
		led = append(led, page.Option{Value: l.ID.String()})
		if slices.Contains(r.PostForm["from"], l.ID.String()) {
			c.lead.From, before = append(c.lead.From, l.ID), append(before, l.Words)
		}
	}
	c.wrong = append(c.wrong, page.Wrong(c.lead.Check())...)
	c.wrong = page.Chosen(c.wrong, "from", "In place of", led, r.PostForm["from"]...)
	if c.lead.Organization == uuid.Nil {
		c.wrong = page.Say(c.wrong, "organization", c.agency.Which("No organization of that name is on record. Add it first."))
	}
	if len(c.wrong) == 0 {
		named := strings.TrimSpace(c.lead.Words)
		for _, o := range found {
			if named == "" && o.ID.UUID == c.lead.Organization {
				named = o.Name
			}
		}
		line := "From " + page.Date(c.lead.Since) + " on " + named + " leads " + c.sector.Name
		switch {
		case len(before) > 0:
			line += ", in place of " + strings.Join(before, " and ") + "."
		default:
			line += ", beside whoever else does."
		}
		if a, show := previewed(r, preview{frame: c.frame, title: "Who leads " + c.sector.Name, lines: []string{line, until(c.leads, c.lead.Since, before)}, shown: c.councils(), back: c.url("")}); show {
			return a, nil
		}
	}
	return s.keepSector(v, r, c, "Recorded. It holds from that day on.", func() []db.Query { return sector.Designate(c.lead) })
}

// until says who leads before the day.
func until(leads []sector.Led, since time.Time, before []string) string {
	var others []string
	for _, l := range leads {
		if l.Since.Before(since) && (l.Until == nil || l.Until.After(since)) && !strings.Contains(strings.Join(before, "\n"), l.Words) {
			others = append(others, l.Words)
		}
	}
	if len(others) == 0 {
		return "Nobody else leads it then."
	}
	return strings.Join(others, " and ") + " goes on leading it."
}

// councils are those that the sector's page names.
func (c sectorRecord) councils() (names []string) {
	for _, b := range c.face.Councils {
		if b.Side != sector.Across {
			names = append(names, b.ShortName)
		}
	}
	return names
}

// withLead finds which lead the address means.
func (s Site) withLead(v page.Visitor, r *http.Request, c *sectorRecord) (sector.Led, error) {
	if err := s.readSector(v, r, c); err != nil {
		return sector.Led{}, err
	}
	i := slices.IndexFunc(c.leads, func(l sector.Led) bool { return l.ID.String() == chi.URLParam(r, "lead") })
	if i < 0 {
		return sector.Led{}, fault.NotFound
	}
	return c.leads[i], nil
}

// MoveLead moves the day from which a lead is to hold.
func (s Site) MoveLead(v page.Visitor, r *http.Request) (page.Answer, error) {
	c := sectorRecord{form: "move"}
	l, err := s.withLead(v, r, &c)
	if err != nil {
		return page.Answer{}, err
	}
	day := page.Day(r.PostFormValue("move"), "", time.UTC, &c.wrong)
	if day == nil && len(c.wrong) == 0 {
		c.wrong.Add("", "Write the new day.")
	}
	return s.keepSector(v, r, c, "Moved.", func() []db.Query { return sector.MoveLead(c.sector.Slug, l, *day) })
}

// EndLead ends one on a day.
func (s Site) EndLead(v page.Visitor, r *http.Request) (page.Answer, error) {
	c := sectorRecord{form: "move"}
	l, err := s.withLead(v, r, &c)
	if err != nil {
		return page.Answer{}, err
	}
	day := page.LastDay(r.PostFormValue("lead_until"), "", time.UTC, &c.wrong)
	if day == nil && len(c.wrong) == 0 {
		c.wrong.Add("", "Write the last day on which it leads.")
	}
	return s.keepSector(v, r, c, "That day is its last.", func() []db.Query { return []db.Query{sector.EndLead(c.sector.Slug, l.ID, *day)} })
}

// TakeBackLead erases one that was recorded by mistake.
func (s Site) TakeBackLead(v page.Visitor, r *http.Request) (page.Answer, error) {
	c := sectorRecord{form: "move"}
	l, err := s.withLead(v, r, &c)
	if err != nil {
		return page.Answer{}, err
	}
	return s.keepSector(v, r, c, "Taken back. Whoever led before goes on.", func() []db.Query { return sector.TakeBackLead(c.sector.Slug, l.ID) })
}

// TakeBackEnd has the sector go on.
func (s Site) TakeBackEnd(v page.Visitor, r *http.Request) (page.Answer, error) {
	c := sectorRecord{form: "end"}
	if err := s.readSector(v, r, &c); err != nil {
		return page.Answer{}, err
	}
	return s.keepSector(v, r, c, "Taken back. The sector goes on.", func() []db.Query { return sector.TakeBackEnd(c.sector.Slug) })
}

// TickStep records that a step of the sector's opening is done.
func (s Site) TickStep(v page.Visitor, r *http.Request) (page.Answer, error) {
	c := sectorRecord{form: "step " + chi.URLParam(r, "step"), done: r.PostFormValue("done"), document: r.PostFormValue("document")}
	if err := s.readSector(v, r, &c); err != nil {
		return page.Answer{}, err
	}
	if !c.opens(chi.URLParam(r, "step")) {
		return page.Answer{}, fault.NotFound
	}
	var unread fault.Invalid // Tick says itself that the day is missing
	tick, err := sector.Tick(c.sector.Slug, chi.URLParam(r, "step"), page.Day(c.done, "", time.UTC, &unread), c.document)
	c.wrong = page.Wrong(err)
	return s.keepSector(v, r, c, "Noted.", func() []db.Query { return []db.Query{tick} })
}

// UntickStep takes that back.
func (s Site) UntickStep(v page.Visitor, r *http.Request) (page.Answer, error) {
	c := sectorRecord{form: "step"}
	if err := s.readSector(v, r, &c); err != nil {
		return page.Answer{}, err
	}
	return s.keepSector(v, r, c, "Taken back.", func() []db.Query { return []db.Query{sector.Untick(c.sector.Slug, chi.URLParam(r, "step"))} })
}

// opens says whether the sector has that step, to be recorded by hand.
func (c sectorRecord) opens(step string) bool {
	for _, x := range c.steps {
		if x.Slug == step && x.ByHand {
			return true
		}
	}
	return false
}

package admin

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/go-chi/chi/v5"

	"example.org/concord/internal/council"
	"example.org/concord/internal/day"
	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/may"
	"example.org/concord/internal/sector"
	"example.org/concord/web/page"
)

// sectorList is today's sectors, each leading to its form.
type sectorList struct {
	frame   page.Frame
	rows    []sector.Listed
	retired []sector.Retired
}

// Sectors lists them.
func (s Site) Sectors(v page.Visitor, r *http.Request) (page.Answer, error) {
	var l sectorList
	if err := s.read(v, r, &l.frame, may.EditSectors, sector.All(&l.rows), sector.RetiredNames(&l.retired)); err != nil {
		return page.Answer{}, err
	}
	return page.Show(sectorRows(l)), nil
}

// sectorForm adds a sector.
type sectorForm struct {
	frame      page.Frame
	sector     sector.Sector
	since      string
	instrument string
	wrong      fault.Invalid
	key        string
}

// NewSector is the empty form.
func (s Site) NewSector(v page.Visitor, r *http.Request) (page.Answer, error) {
	f := sectorForm{key: page.NewKey()}
	if err := s.read(v, r, &f.frame, may.EditSectors); err != nil {
		return page.Answer{}, err
	}
	return page.Show(newSector(f)), nil
}

// AddSector lists a new sector from a day on.
func (s Site) AddSector(v page.Visitor, r *http.Request) (page.Answer, error) {
	f := sectorForm{key: r.PostFormValue("once"), since: r.PostFormValue("since"), instrument: r.PostFormValue("instrument"),
		sector: sector.Sector{Slug: strings.TrimSpace(r.PostFormValue("slug")), Name: r.PostFormValue("name"), ShortName: r.PostFormValue("short_name"), Scope: r.PostFormValue("scope")}}
	if err := s.read(v, r, &f.frame, may.EditSectors); err != nil {
		return page.Answer{}, err
	}
	f.wrong = page.Wrong(f.sector.Check())
	since := page.Day(f.since, "since", time.UTC, &f.wrong)
	if f.since == "" {
		f.wrong.Add("since", "Write the day from which it is a sector.")
	}
	if strings.TrimSpace(f.instrument) == "" {
		f.wrong.Add("instrument", "Name the memorandum or notice that makes it a sector.")
	}
	location := "/admin/sectors/" + f.sector.Slug
	if len(f.wrong) == 0 {
		lines := []string{"From " + page.Date(*since) + " on " + strings.TrimSpace(f.sector.Name) + " is a sector: on its own page, in the list, and to choose for councils, organizations and updates.",
			"Its page here keeps a list of what its opening still lacks: lead agency, liaison, coordinator, first council, first plan.",
			"No council, seat or right changes. To undo it, end it on that page."}
		if a, show := previewed(r, preview{frame: f.frame, title: strings.TrimSpace(f.sector.Name), lines: lines, back: "/admin/sectors/new"}); show {
			return a, nil
		}
	}
	err := f.wrong.Err()
	if err == nil {
		err = s.DB.Write(r.Context(), v.Who, page.Once(r, location), sector.Add(f.sector, *since, f.instrument)...)
	}
	if page.Told(err, &f.wrong) {
		return page.Again(newSector(f), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	return page.Go(location, "The sector is listed."), nil
}

// sectorRecord is one sector with its forms: who leads it, its name, its scope, its end, and how far its opening is.
type sectorRecord struct {
	frame  page.Frame
	sector sector.Sector
	face   sector.Face
	others []council.SectorName
	leads  []sector.Led
	steps  []sector.Step
	lead   sector.Leading
	agency page.Pick
	rename sector.Renaming
	since  string
	scope  string
	retire sector.Retirement
	until  string
	form   string
	wrong  fault.Invalid

	done, document string // of a step
}

func (c sectorRecord) url(rest string) string { return "/admin/sectors/" + c.sector.Slug + rest }

func (c sectorRecord) says(form, field string) string {
	if c.form != form {
		return ""
	}
	return c.wrong.For(field)
}

func (s Site) readSector(v page.Visitor, r *http.Request, c *sectorRecord, more ...db.Query) error {
	slug := chi.URLParam(r, "sector")
	return s.read(v, r, &c.frame, may.EditSectors, append(append(c.face.Queries(slug), more...),
		sector.BySlug(slug, &c.sector), sector.LedBy(slug, &c.leads), sector.Opening(slug, &c.steps), council.Sectors(&c.others))...)
}

// fill puts what is on record into the forms that were not sent.
func (c *sectorRecord) fill() {
	if c.form != "name" {
		c.since = day.Of(c.frame.Visitor.Now.In(c.frame.Visitor.Instance.Zone)).Field()
		c.rename.Name, c.rename.ShortName = c.sector.Name, c.sector.ShortName
	}
	if c.form != "scope" {
		c.scope = c.sector.Scope
	}
}

// Sector is a sector's record.
func (s Site) Sector(v page.Visitor, r *http.Request) (page.Answer, error) {
	var c sectorRecord
	if err := s.readSector(v, r, &c); err != nil {
		return page.Answer{}, err
	}
	c.fill()
	return page.Show(sectorPage(c)), nil
}

func (s Site) keepSector(v page.Visitor, r *http.Request, c sectorRecord, said string, queries func() []db.Query) (page.Answer, error) {
	err := c.wrong.Err()
	if err == nil {
		err = s.DB.Write(r.Context(), v.Who, page.Once(r, c.url("")), queries()...)
	}
	if page.Told(err, &c.wrong) {
		c.fill()
		return page.Again(sectorPage(c), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	return page.Go(c.url(""), said), nil
}

// RenameSector changes the name from a day on; the old one stays in the lineage.
func (s Site) RenameSector(v page.Visitor, r *http.Request) (page.Answer, error) {
	c := sectorRecord{form: "name", since: r.PostFormValue("since"), rename: sector.Renaming{Slug: chi.URLParam(r, "sector"),
		Name: r.PostFormValue("name"), ShortName: r.PostFormValue("short_name"), Instrument: r.PostFormValue("instrument")}}
	if err := s.readSector(v, r, &c); err != nil {
		return page.Answer{}, err
	}
	if since := page.Day(c.since, "since", time.UTC, &c.wrong); since != nil {
		c.rename.Since = *since
	}
	c.wrong = append(c.wrong, page.Wrong(c.rename.Check())...)
	if c.rename.Since.After(v.Now) { // a name holds from the moment it is saved
		c.wrong = page.Say(c.wrong, "since", "From: today or before. Record a name to come on its day.")
	}
	if strings.TrimSpace(c.rename.Name) == c.sector.Name {
		c.wrong = page.Say(c.wrong, "name", "This is the name it has.")
	}
	if len(c.wrong) == 0 {
		lines := []string{"Every page calls " + c.sector.Name + " “" + strings.TrimSpace(c.rename.Name) + "” as soon as you save it; its lineage dates the name from " + page.Date(c.rename.Since) + ".",
			c.sector.Name + " stays in the lineage, and what was said under it stays as it was said. Its address stays too.", "No council, seat or right changes. To undo it, rename it again."}
		if a, show := previewed(r, preview{frame: c.frame, title: "Another name for " + c.sector.Name, lines: lines, shown: c.councils(), back: c.url("")}); show {
			return a, nil
		}
	}
	return s.keepSector(v, r, c, "Renamed. The old name stays in its lineage.", func() []db.Query { return sector.Rename(c.rename) })
}

// DescribeSector corrects what it comprises.
func (s Site) DescribeSector(v page.Visitor, r *http.Request) (page.Answer, error) {
	c := sectorRecord{form: "scope", scope: r.PostFormValue("scope")}
	if err := s.readSector(v, r, &c); err != nil {
		return page.Answer{}, err
	}
	if len([]rune(c.scope)) > 2000 {
		c.wrong.Add("scope", "Shorten it to 2,000 characters.")
	}
	return s.keepSector(v, r, c, "Saved.", func() []db.Query { return []db.Query{sector.Describe(c.sector.Slug, c.scope)} })
}

// RetireSector ends it on a day; its councils stay.
func (s Site) RetireSector(v page.Visitor, r *http.Request) (page.Answer, error) {
	c := sectorRecord{form: "end", until: r.PostFormValue("until"), retire: sector.Retirement{Slug: chi.URLParam(r, "sector"), Into: r.PostForm["into"], Instrument: r.PostFormValue("ended_by")}}
	if err := s.readSector(v, r, &c); err != nil {
		return page.Answer{}, err
	}
	if until := page.LastDay(c.until, "until", time.UTC, &c.wrong); until != nil {
		c.retire.Until = *until
	}
	for _, f := range page.Wrong(c.retire.Check()) {
		if f.Name == "instrument" {
			f.Name = "ended_by" // the form above has an instrument of its own
		}
		c.wrong = append(c.wrong, f)
	}
	if len(c.wrong) == 0 {
		lines := []string{c.sector.Name + " is a sector through " + page.Last(c.retire.Until) + ". From the day after on it is offered for nothing new."}
		if into := c.into(); len(into) > 0 {
			lines = append(lines, "What it was goes into "+strings.Join(into, " and ")+".")
		}
		lines = append(lines, "Its councils and what was said about it stay. You can take this back until the day after.")
		if a, show := previewed(r, preview{frame: c.frame, title: "The end of " + c.sector.Name, lines: lines, shown: c.councils(), back: c.url("")}); show {
			return a, nil
		}
	}
	return s.keepSector(v, r, c, "That day is its last as a sector.", func() []db.Query { return sector.Retire(c.retire) })
}

// into are the names of the sectors that take over.
func (c sectorRecord) into() (names []string) {
	for _, o := range c.others {
		if slices.Contains(c.retire.Into, o.Slug) {
			names = append(names, o.Name)
		}
	}
	return names
}

// endLoose says whether the end can be taken back: until the day after it.
func (c sectorRecord) endLoose() bool {
	return c.sector.Until != nil && c.sector.Until.After(c.frame.Visitor.Now.AddDate(0, 0, -1))
}

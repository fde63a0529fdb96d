package admin

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"

	"example.org/concord/internal/council"
	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/may"
	"example.org/concord/internal/person"
	"example.org/concord/internal/proposal"
	"example.org/concord/internal/reference"
	"example.org/concord/internal/region"
	"example.org/concord/web/page"
)

// chosen is the council that a pick means; saying nothing is right, and naming none or several is wrong.
func chosen(p page.Pick, field string, wrong *fault.Invalid) (uuid.UUID, bool) {
	if strings.TrimSpace(p.Value) == "" && p.Chosen == "" {
		return uuid.Nil, false
	}
	id, ok := p.One()
	if !ok {
		wrong.Add(field, p.Which("No council of that name is on record. Look at the list of councils, or leave this empty."))
	}
	return id, ok
}

// councilList is the list that leads to each record.
type councilList struct {
	frame page.Frame
	words string
	rows  []council.Listed
	next  string
}

// Councils lists the councils, each with its record.
func (s Site) Councils(v page.Visitor, r *http.Request) (page.Answer, error) {
	after, err := page.ParseCursor(v.Query.Get("after"), 2)
	if err != nil {
		return page.Answer{}, err
	}
	l := councilList{words: v.Query.Get("q")}
	if err := s.read(v, r, &l.frame, may.RecordCouncils, council.Every(l.words, after, &l.rows)); err != nil {
		return page.Answer{}, err
	}
	if len(l.rows) > council.PerPage {
		l.rows = l.rows[:council.PerPage]
		l.next = page.Cursor(l.rows[council.PerPage-1].Key()...)
	}
	return page.Show(councilRows(l)), nil
}

// record is one council as staff keep it: several forms, of which one at a time comes back with what is wrong.
type record struct {
	frame     page.Frame
	council   council.Council
	counts    council.Counts
	face      council.Face
	sectors   []council.SectorName
	regions   []region.Region
	offices   []council.Office
	umbrellas []reference.Umbrella
	handed    []council.HandOver
	terms     []council.KindTerm
	officers  int // who are asked before the workspace goes to somebody else
	kinds     []council.Kind

	edit     council.Editing
	parent   page.Pick
	formed   string
	handing  council.HandingOver
	person   page.Pick
	chosenOn string
	facing   page.Pick
	kind     string
	kindFrom string
	umbrella string
	since    string
	retireOn string
	note     string
	form     string // which form came back
	leads    string // where what was written is seen; "": on the record itself
	wrong    fault.Invalid
	key      string
}

func councilSlug(r *http.Request) string { return chi.URLParam(r, "council") }

func (c record) url(rest string) string { return "/admin/councils/" + c.council.Slug + rest }

func (s Site) readRecord(v page.Visitor, r *http.Request, c *record, more ...db.Query) error {
	slug := councilSlug(r)
	queries := append(c.face.Queries(slug), council.BySlug(slug, &c.council), council.CountsOf(slug, &c.counts), council.Sectors(&c.sectors), region.All(&c.regions),
		council.OfficesOf(slug, &c.offices), reference.Umbrellas(&c.umbrellas), council.HandOvers(slug, &c.handed), council.OfficersOf(slug, &c.officers),
		council.KindTerms(slug, &c.terms), council.Kinds(&c.kinds))
	return s.read(v, r, &c.frame, may.RecordCouncils, append(queries, more...)...)
}

// fill puts what is on record into the forms that were not sent.
func (c *record) fill() {
	if c.key == "" {
		c.key = page.NewKey()
	}
	if c.form != "edit" {
		c.edit = council.Editing{Name: c.council.Name, ShortName: c.council.ShortName, Parent: c.council.ParentSlug, Status: c.council.Status,
			StatusNote: c.council.StatusNote, Website: c.council.Website, Regions: c.face.Regions}
		c.parent.Value = c.council.Parent
		if c.council.FormedYear != nil {
			c.formed = strconv.Itoa(*c.council.FormedYear)
		}
		for _, s := range c.face.Sectors {
			c.edit.Sectors = append(c.edit.Sectors, s.Slug)
		}
	}
	if c.handing.Office == "" {
		for _, o := range c.offices {
			if o.Edits && !o.NeedsSeat {
				c.handing.Office = o.Slug
				break
			}
		}
	}
}

// says is the message for a field of the form that came back.
func (c record) says(form, field string) string {
	if c.form != form {
		return ""
	}
	return c.wrong.For(field)
}

// Council is a council's record.
func (s Site) Council(v page.Visitor, r *http.Request) (page.Answer, error) {
	var c record
	if err := s.readRecord(v, r, &c); err != nil {
		return page.Answer{}, err
	}
	c.fill()
	return page.Show(councilRecord(c)), nil
}

// keep writes and leads back to the record, or shows it again with what is wrong.
func (s Site) keep(v page.Visitor, r *http.Request, c record, said string, queries func() []db.Query) (page.Answer, error) {
	c.key = r.PostFormValue("once")
	if c.leads == "" {
		c.leads = c.url("")
	}
	err := c.wrong.Err()
	if err == nil {
		err = s.DB.Write(r.Context(), v.Who, page.Once(r, c.leads), queries()...)
	}
	if page.Told(err, &c.wrong) {
		c.fill()
		return page.Again(councilRecord(c), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	return page.Go(c.leads, said), nil
}

// EditCouncil corrects the record.
func (s Site) EditCouncil(v page.Visitor, r *http.Request) (page.Answer, error) {
	c := record{form: "edit", formed: r.PostFormValue("formed"), parent: picked(r, "parent"), edit: council.Editing{Name: r.PostFormValue("name"), ShortName: r.PostFormValue("short_name"),
		Status: r.PostFormValue("status"), StatusNote: r.PostFormValue("status_note"), Website: strings.TrimSpace(r.PostFormValue("website")), Sectors: append([]string{}, r.PostForm["sector"]...), Regions: append([]string{}, r.PostForm["region"]...)}}
	var parents []council.Listed
	var entering []council.SectorName
	if err := s.readRecord(v, r, &c, council.Named(c.parent.Value, &parents), council.Entering(councilSlug(r), c.edit.Sectors, &entering)); err != nil {
		return page.Answer{}, err
	}
	c.edit.FormedYear = year(c.formed, &c.wrong)
	if c.parent.Found = councilOptions(parents); c.parent.Value == c.council.Parent {
		c.edit.Parent = c.council.ParentSlug // left as it was
	} else if id, ok := chosen(c.parent, "parent", &c.wrong); ok {
		c.edit.Parent = listedBy(parents, id).Slug
	}
	c.wrong = append(c.wrong, page.Wrong(c.edit.Check())...)
	c.wrong = page.Chosen(c.wrong, "sector", "Sectors", sectorOptions(c.sectors), c.edit.Sectors...)
	c.wrong = page.Chosen(c.wrong, "region", "Regions", regionOptions(c.regions), c.edit.Regions...)
	said := "Saved."
	if len(entering) > 0 {
		said = "Saved, but for " + sectorNames(entering) + ": there the council's people would read what the sector's community shares. That is proposed, " +
			"and waits for a second member of staff and for the community's officers."
	}
	return s.keep(v, r, c, said, func() []db.Query {
		edit := c.edit
		edit.Sectors = slices.DeleteFunc(slices.Clone(edit.Sectors), func(slug string) bool {
			return slices.ContainsFunc(entering, func(e council.SectorName) bool { return e.Slug == slug })
		})
		queries := council.Edit(c.council.Slug, edit)
		for _, e := range entering {
			queries = append(queries, council.ProposeToEnter(uuid.Must(uuid.NewV7()), c.council.ID, e))
		}
		return queries
	})
}

// HandOver records whom the council chose, and proposes to hand the workspace to them.
func (s Site) HandOver(v page.Visitor, r *http.Request) (page.Answer, error) {
	c := record{form: "hand-over", person: picked(r, "person"), chosenOn: r.PostFormValue("chosen_on"),
		handing: council.HandingOver{Office: r.PostFormValue("office"), Document: r.PostFormValue("document"), ToldBy: r.PostFormValue("told_by")}}
	var people []person.Person
	if err := s.readRecord(v, r, &c, person.Named(c.person.Value, &people)); err != nil {
		return page.Answer{}, err
	}
	for _, p := range people {
		c.person.Found = append(c.person.Found, page.Option{Value: p.ID.String(), Label: p.Name, Says: p.Organization})
	}
	if day := page.Day(c.chosenOn, "chosen_on", v.Instance.Zone, &c.wrong); day != nil {
		c.handing.ChosenOn = *day
	}
	c.handing.Person.UUID, _ = c.person.One()
	c.wrong = append(c.wrong, page.Wrong(c.handing.Check(v.Now))...)
	if c.wrong = page.Chosen(c.wrong, "office", "Office", c.officeOptions(), c.handing.Office); c.handing.Person.UUID == uuid.Nil {
		c.wrong = page.Say(c.wrong, "person", c.person.Which("Nobody of that name is on the portal. Add the person first."))
	} else if c.person.Chosen != c.handing.Person.String() && c.wrong.Err() == nil { // whoever is named reads at once, so a name alone does not do
		c.person.Chosen = c.handing.Person.String()
		c.wrong.Add("person", "Is this the person? Once it is handed over, all that is shared in "+c.council.ShortName+" can be read with that account. Propose it again to say yes.")
	}
	id := proposal.NewID()
	c.leads = "/admin/proposals/" + id.String()
	return s.keep(v, r, c, "Proposed. Nothing has changed yet: a second member of staff confirms it first.", func() []db.Query {
		return []db.Query{council.HandOverTo(id.UUID, c.council.ID, c.handing)}
	})
}

// AddCounterpart says that the council faces another one.
func (s Site) AddCounterpart(v page.Visitor, r *http.Request) (page.Answer, error) {
	c := record{form: "counterpart", facing: picked(r, "counterpart")}
	var found []council.Listed
	if err := s.readRecord(v, r, &c, council.Named(c.facing.Value, &found)); err != nil {
		return page.Answer{}, err
	}
	c.facing.Found = councilOptions(found)
	id, ok := c.facing.One()
	if !ok {
		c.wrong.Add("counterpart", c.facing.Which("No council of that name is on record."))
	} else if id == c.council.ID.UUID {
		c.wrong.Add("counterpart", "A council does not face itself. Choose another one.")
	}
	self := council.Listed{Slug: c.council.Slug, ShortName: c.council.ShortName, Kind: c.council.Kind}
	return s.keep(v, r, c, "They face each other from now on. An SCC and its GCC have a joint room.", func() []db.Query {
		return council.AddCounterpart(self, listedBy(found, id))
	})
}

// EndCounterpart ends it and closes the joint room of the two.
func (s Site) EndCounterpart(v page.Visitor, r *http.Request) (page.Answer, error) {
	var c record
	if err := s.readRecord(v, r, &c); err != nil {
		return page.Answer{}, err
	}
	return s.keep(v, r, c, "They face each other no longer, and their joint room is closed.", func() []db.Query {
		return council.EndCounterpart(c.council.Slug, chi.URLParam(r, "counterpart"))
	})
}

// PutUnder puts the council under a legal umbrella from a day on.
func (s Site) PutUnder(v page.Visitor, r *http.Request) (page.Answer, error) {
	c := record{form: "umbrella", umbrella: r.PostFormValue("umbrella"), since: r.PostFormValue("since")}
	if err := s.readRecord(v, r, &c); err != nil {
		return page.Answer{}, err
	}
	since := page.Day(c.since, "since", time.UTC, &c.wrong)
	if c.umbrella == "" {
		c.wrong.Add("umbrella", "Choose the umbrella.")
	}
	if since == nil && c.since == "" {
		c.wrong.Add("since", "Write the day from which it holds.")
	}
	for _, u := range c.umbrellas {
		if u.Slug == c.umbrella && since != nil && (since.Before(u.Since) || u.Until != nil && !since.Before(*u.Until)) {
			c.wrong.Add("since", "The day must lie within the umbrella's own time.")
		}
	}
	return s.keep(v, r, c, "Saved.", func() []db.Query { return []db.Query{reference.PutUnder(c.council.ID.UUID, c.umbrella, *since)} })
}

// TakeFromUnder ends that today.
func (s Site) TakeFromUnder(v page.Visitor, r *http.Request) (page.Answer, error) {
	var c record
	if err := s.readRecord(v, r, &c); err != nil {
		return page.Answer{}, err
	}
	return s.keep(v, r, c, "The council stands under it no longer.", func() []db.Query {
		return []db.Query{reference.TakeFromUnder(c.council.ID.UUID, chi.URLParam(r, "umbrella"), today(v))}
	})
}

// RetireCouncil ends the council on a day, today where none is given.
func (s Site) RetireCouncil(v page.Visitor, r *http.Request) (page.Answer, error) {
	c := record{form: "retire", retireOn: r.PostFormValue("until"), note: r.PostFormValue("note")}
	if err := s.readRecord(v, r, &c); err != nil {
		return page.Answer{}, err
	}
	at := v.Now
	if until := page.LastDay(c.retireOn, "until", v.Instance.Zone, &c.wrong); until != nil {
		if at = *until; !at.After(v.Now) {
			c.wrong.Add("until", "Last day: choose today or a later day, or leave it empty.")
		}
	}
	return s.keep(v, r, c, "The council's last day is "+page.Last(at.In(v.Instance.Zone))+".", func() []db.Query { return council.Retire(c.council.Slug, at, c.note) })
}

// ReopenCouncil takes that back.
func (s Site) ReopenCouncil(v page.Visitor, r *http.Request) (page.Answer, error) {
	var c record
	if err := s.readRecord(v, r, &c); err != nil {
		return page.Answer{}, err
	}
	return s.keep(v, r, c, "The council goes on. Its people hold again what their offices give.", func() []db.Query { return council.Reopen(c.council.Slug) })
}

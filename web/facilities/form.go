package facilities

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/go-chi/chi/v5"

	"example.org/concord/internal/council"
	"example.org/concord/internal/db"
	"example.org/concord/internal/facility"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/may"
	"example.org/concord/internal/region"
	"example.org/concord/web/page"
)

// form adds or edits a facility. The counties it offers are those of the state it knows.
type form struct {
	frame      page.Frame
	facility   facility.Facility
	owner      facility.Owner
	latitude   string // as typed
	longitude  string
	sectors    []council.SectorName
	subsectors []facility.Subsector
	regions    []region.Region
	counties   []region.County
	added      bool // it is on record already
	wrong      fault.Invalid
	key        string
}

// read brings the form's choices; the counties come with the next trip, once the state is known.
func (s Site) read(v page.Visitor, r *http.Request, f *form, found ...db.Query) error {
	return s.DB.Read(r.Context(), v.Who, slices.Concat(f.frame.Queries(v), found,
		[]db.Query{council.Sectors(&f.sectors), facility.Subsectors(&f.subsectors), region.All(&f.regions)})...)
}

func (s Site) readCounties(v page.Visitor, r *http.Request, f *form) error {
	return s.DB.Read(r.Context(), v.Who, region.Counties(f.facility.State, &f.counties))
}

// New is the empty form for a facility of an organization.
func (s Site) New(v page.Visitor, r *http.Request) (page.Answer, error) {
	f := form{key: page.NewKey()}
	if err := s.read(v, r, &f, facility.OwnerBySlug(chi.URLParam(r, "organization"), &f.owner)); err != nil {
		return page.Answer{}, err
	}
	if !f.owner.Speaks && !f.frame.May(may.EditFacilities) {
		return page.Answer{}, fault.Denied
	}
	f.facility.State = f.owner.State
	if err := s.readCounties(v, r, &f); err != nil {
		return page.Answer{}, err
	}
	return page.Show(editor(f)), nil
}

// Edit is the form with what is on record.
func (s Site) Edit(v page.Visitor, r *http.Request) (page.Answer, error) {
	id, err := idOf(r)
	if err != nil {
		return page.Answer{}, err
	}
	f := form{key: page.NewKey(), added: true}
	if err := s.read(v, r, &f, facility.ByID(id, &f.facility), facility.OwnerOf(id, &f.owner)); err != nil {
		return page.Answer{}, err
	}
	if !f.owner.Speaks && !f.frame.MayIn(may.EditFacilities, f.facility.OfficeID) {
		return page.Answer{}, fault.Denied
	}
	f.latitude, f.longitude = degrees(f.facility.Latitude), degrees(f.facility.Longitude)
	if err := s.readCounties(v, r, &f); err != nil {
		return page.Answer{}, err
	}
	return page.Show(editor(f)), nil
}

// Add puts a facility on record.
func (s Site) Add(v page.Visitor, r *http.Request) (page.Answer, error) {
	f := form{facility: facility.Facility{ID: facility.New()}}
	return s.keep(v, r, &f, facility.Add, facility.OwnerBySlug(chi.URLParam(r, "organization"), &f.owner))
}

// Change corrects one.
func (s Site) Change(v page.Visitor, r *http.Request) (page.Answer, error) {
	id, err := idOf(r)
	if err != nil {
		return page.Answer{}, err
	}
	f := form{added: true}
	return s.keep(v, r, &f, facility.Edit, facility.ByID(id, &f.facility), facility.OwnerOf(id, &f.owner))
}

func (s Site) keep(v page.Visitor, r *http.Request, f *form, keep func(facility.Facility) db.Query, found ...db.Query) (page.Answer, error) {
	f.key = r.PostFormValue("once")
	if err := s.read(v, r, f, found...); err != nil {
		return page.Answer{}, err
	}
	f.take(r)
	err := f.wrong.Err()
	if err == nil {
		location := path(f.facility.ID)
		if err = s.DB.Write(r.Context(), v.Who, page.Once(r, location), keep(f.facility)); err == nil {
			return page.Go(location, "Saved."), nil
		}
	}
	if !page.Told(err, &f.wrong) {
		return page.Answer{}, err
	}
	if err := s.readCounties(v, r, f); err != nil {
		return page.Answer{}, err
	}
	return page.Again(editor(*f), err), nil
}

// take reads what was typed. A county of another state than the one chosen is told by the database.
func (f *form) take(r *http.Request) {
	x := &f.facility
	x.OrganizationSlug = f.owner.Slug
	x.Name, x.Kind = strings.TrimSpace(r.PostFormValue("name")), strings.TrimSpace(r.PostFormValue("kind"))
	x.Sector, x.Subsector, x.State, x.County = r.PostFormValue("sector"), r.PostFormValue("subsector"), r.PostFormValue("state"), r.PostFormValue("county")
	x.City, x.Address = strings.TrimSpace(r.PostFormValue("city")), strings.TrimSpace(r.PostFormValue("address"))
	f.latitude, f.longitude = strings.TrimSpace(r.PostFormValue("latitude")), strings.TrimSpace(r.PostFormValue("longitude"))
	var misread fault.Invalid
	x.Latitude, x.Longitude = number("latitude", "Latitude", f.latitude, &misread), number("longitude", "Longitude", f.longitude, &misread)
	f.wrong = page.Wrong(x.Check())
	for _, w := range misread {
		f.wrong = page.Say(f.wrong, w.Name, w.Message)
	}
	f.wrong = page.Chosen(f.wrong, "sector", "Sector", f.sectorOptions(), x.Sector)
	f.wrong = page.Chosen(f.wrong, "subsector", "Subsector", f.subsectorOptions(), x.Subsector)
	f.wrong = page.Chosen(f.wrong, "state", "State", f.stateOptions(), x.State)
}

func number(field, label, typed string, wrong *fault.Invalid) *float64 {
	if typed == "" {
		return nil
	}
	n, ok := page.Decimal(typed)
	if !ok {
		wrong.Add(field, label+": write it in degrees with a point, such as 36.85 or -76.29.")
		return nil
	}
	return &n
}

func degrees(n *float64) string {
	if n == nil {
		return ""
	}
	return strconv.FormatFloat(*n, 'f', -1, 64)
}

func (f form) title() string {
	if f.added {
		return "Edit " + f.facility.Name
	}
	return "Add a facility"
}

func (f form) action() string {
	if f.added {
		return path(f.facility.ID)
	}
	return "/directory/organizations/" + f.owner.Slug + "/facilities"
}

func (f form) back() string {
	if f.added {
		return path(f.facility.ID)
	}
	return "/directory/organizations/" + f.owner.Slug
}

func (f form) sectorOptions() []page.Option {
	options := []page.Option{{Label: "Choose one"}}
	for _, s := range f.sectors {
		options = append(options, page.Option{Value: s.Slug, Label: s.Name})
	}
	return options
}

func (f form) subsectorOptions() []page.Option {
	options := []page.Option{{Label: "None"}}
	for _, b := range f.subsectors {
		options = append(options, page.Option{Value: b.Slug, Label: b.Sector + ": " + b.Name})
	}
	return options
}

func (f form) stateOptions() []page.Option {
	options := []page.Option{{Label: "Choose one"}}
	for _, g := range f.regions {
		for i, code := range g.Codes {
			options = append(options, page.Option{Value: code, Label: g.States[i]})
		}
	}
	slices.SortFunc(options[1:], func(a, b page.Option) int { return strings.Compare(a.Label, b.Label) })
	return options
}

func (f form) countyOptions() []page.Option {
	options := []page.Option{{Label: "Not said"}}
	for _, c := range f.counties {
		options = append(options, page.Option{Value: c.FIPS, Label: c.Name})
	}
	return options
}

// Package maps draws the directory on the land: how much of it lies in each state and county, who of the field staff covers it, and where
// nobody does. The same figures stand in a table below each picture; the database decides which facilities are counted and shown.
package maps

import (
	"net/http"
	"net/url"

	"github.com/go-chi/chi/v5"

	"example.org/concord/internal/atlas"
	"example.org/concord/internal/db"
	"example.org/concord/internal/directory"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/region"
	"example.org/concord/web/page"
)

// Site serves the maps.
type Site struct{ DB *db.DB }

// What a map can show.
const (
	organizations = "organizations"
	facilities    = "facilities"
	coverage      = "coverage"
)

// view is what the three maps share.
type view struct {
	frame   page.Frame
	show    string
	sector  string // slug, "" for all
	sectors []directory.Choice
}

func viewOf(v page.Visitor) (view, error) {
	w := view{show: v.Query.Get("show"), sector: v.Query.Get("sector")}
	switch w.show {
	case "":
		w.show = organizations
	case organizations, facilities, coverage:
	default:
		return w, fault.NotFound
	}
	return w, nil
}

// link is another map that shows the same.
func (w view) link(path string) string {
	q := url.Values{}
	if w.show != organizations {
		q.Set("show", w.show)
	}
	if w.sector != "" {
		q.Set("sector", w.sector)
	}
	if len(q) == 0 {
		return path
	}
	return path + "?" + q.Encode()
}

// list is a list of the directory narrowed to a place and the sector.
func (w view) list(kind string, q url.Values) string {
	path := "/directory"
	if kind == facilities {
		path = "/directory/facilities"
	}
	if w.sector != "" {
		q.Set("sector", w.sector)
	}
	return path + "?" + q.Encode()
}

// of says which sector is counted.
func (w view) of() string {
	for _, s := range w.sectors {
		if s.Value == w.sector {
			return " in " + s.Label
		}
	}
	return ""
}

type nation struct {
	view
	states []directory.StateSpread
}

// Nation is the map of all states and territories, with the regions outlined.
func (s Site) Nation(v page.Visitor, r *http.Request) (page.Answer, error) {
	w, err := viewOf(v)
	if err != nil {
		return page.Answer{}, err
	}
	p := nation{view: w}
	if err := s.DB.Read(r.Context(), v.Who, append(p.frame.Queries(v), directory.Sectors(&p.sectors), directory.StatesSpread(w.sector, 0, &p.states))...); err != nil {
		return page.Answer{}, err
	}
	return page.Show(nationMap(p)), nil
}

type regional struct {
	view
	region   directory.Region
	states   []directory.StateSpread
	counties []directory.CountySpread
}

// Region is a small map of each state of a region.
func (s Site) Region(v page.Visitor, r *http.Request) (page.Answer, error) {
	w, err := viewOf(v)
	if err != nil {
		return page.Answer{}, err
	}
	n, err := page.RegionOf(r)
	if err != nil {
		return page.Answer{}, err
	}
	p := regional{view: w}
	if err := s.DB.Read(r.Context(), v.Who, append(p.frame.Queries(v), directory.Sectors(&p.sectors), directory.RegionOf(n, &p.region),
		directory.StatesSpread(w.sector, n, &p.states), directory.CountiesSpread(w.sector, "", n, &p.counties))...); err != nil {
		return page.Answer{}, err
	}
	return page.Show(regionMap(p)), nil
}

type stately struct {
	view
	state    directory.StateSpread
	counties []directory.CountySpread
	dots     []directory.Dot
	bodies   []region.Body // who stands for the state
	picture  atlas.Map
}

// State is the map of a state's counties, with the facilities that the visitor may see.
func (s Site) State(v page.Visitor, r *http.Request) (page.Answer, error) {
	w, err := viewOf(v)
	if err != nil {
		return page.Answer{}, err
	}
	code := chi.URLParam(r, "state")
	p := stately{view: w}
	if err := s.DB.Read(r.Context(), v.Who, append(p.frame.Queries(v), directory.Sectors(&p.sectors), directory.StateSpreadByCode(w.sector, code, &p.state),
		directory.CountiesSpread(w.sector, code, 0, &p.counties), directory.Dots(w.sector, code, &p.dots), region.BodiesOf(code, &p.bodies))...); err != nil {
		return page.Answer{}, err
	}
	var there bool
	if p.picture, there = atlas.State(p.state.FIPS); !there {
		return page.Answer{}, fault.NotFound
	}
	return page.Show(stateMap(p)), nil
}

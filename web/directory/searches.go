package directory

import (
	"net/http"
	"net/url"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/directory"
	"example.org/concord/internal/fault"
	"example.org/concord/web/page"
)

// addresses of the lists whose searches can be kept.
var addresses = map[string]string{"organizations": "/directory", "people": "/directory/people", "facilities": "/directory/facilities"}

// query is what narrows the list, as its address has it; "" where nothing does.
func (l list) query() string {
	q := url.Values{}
	for name, values := range l.frame.Visitor.Query {
		for _, v := range values {
			if v != "" && name != "after" && name != "view" && name != "since" {
				q.Add(name, v)
			}
		}
	}
	return q.Encode()
}

// search is a kept one with what is new in it.
type search struct {
	directory.Search
	figures directory.Figures
}

func (s search) href() string { return addresses[s.Kind] + "?" + s.Query }

type searches struct {
	frame page.Frame
	rows  []search
	wrong fault.Invalid
	key   string
}

// Searches are the visitor's own, with how many of each are new.
func (s Site) Searches(v page.Visitor, r *http.Request) (page.Answer, error) {
	p, err := s.searches(v, r)
	if err != nil {
		return page.Answer{}, err
	}
	return page.Show(searchList(p)), nil
}

// searches takes a second trip: what is to be counted is known after the first.
func (s Site) searches(v page.Visitor, r *http.Request) (searches, error) {
	p := searches{key: page.NewKey()}
	var kept []directory.Search
	if err := s.DB.Read(r.Context(), v.Who, append(p.frame.Queries(v), directory.Searches(&kept))...); err != nil || len(kept) == 0 {
		return p, err
	}
	p.rows = make([]search, len(kept))
	var counts []db.Query
	for i, k := range kept {
		p.rows[i].Search = k
		// What is kept is what was once looked for: it can be read again.
		past := v
		past.Query, _ = url.ParseQuery(k.Query)
		f, err := filterOf(past)
		if err != nil {
			continue
		}
		f.Since = k.Looked
		counts = append(counts, counting[k.Kind](f, &p.rows[i].figures))
	}
	return p, s.DB.Read(r.Context(), v.Who, counts...)
}

var counting = map[string]func(directory.Filter, *directory.Figures) db.Query{
	"organizations": directory.CountOrganizations, "people": directory.CountPeople, "facilities": directory.CountFacilities,
}

// Keep keeps the search of a list.
func (s Site) Keep(v page.Visitor, r *http.Request) (page.Answer, error) {
	kept := directory.Search{ID: uuid.Must(uuid.NewV7()), Name: r.PostFormValue("name"), Kind: r.PostFormValue("kind"), Query: r.PostFormValue("query")}
	q, err := url.ParseQuery(kept.Query)
	if err != nil || addresses[kept.Kind] == "" {
		return page.Answer{}, fault.NotFound
	}
	kept.Query = q.Encode()
	const location = "/directory/searches"
	err = kept.Check()
	if err == nil {
		err = s.DB.Write(r.Context(), v.Who, page.Once(r, location), directory.Keep(kept))
	}
	if err == nil {
		return page.Go(location, "Saved. You are told here what is new in it."), nil
	}
	var wrong fault.Invalid
	if !page.Told(err, &wrong) {
		return page.Answer{}, err
	}
	p, failed := s.searches(v, r)
	if failed != nil {
		return page.Answer{}, failed
	}
	p.wrong = wrong
	return page.Again(searchAgain(p, kept), err), nil
}

// Look leads to what is new in a search, and notes that it was looked at.
func (s Site) Look(v page.Visitor, r *http.Request) (page.Answer, error) {
	id, err := uuid.Parse(chi.URLParam(r, "search"))
	if err != nil {
		return page.Answer{}, fault.NotFound
	}
	var kept directory.Search
	if err := s.DB.Read(r.Context(), v.Who, directory.SearchByID(id, &kept)); err != nil {
		return page.Answer{}, err
	}
	location := addresses[kept.Kind] + "?" + kept.Query + "&since=" + url.QueryEscape(kept.Looked.UTC().Format(time.RFC3339Nano))
	if err := s.DB.Write(r.Context(), v.Who, page.Once(r, location), directory.Look(id)); err != nil {
		return page.Answer{}, err
	}
	return page.Go(location, ""), nil
}

// Forget drops a search.
func (s Site) Forget(v page.Visitor, r *http.Request) (page.Answer, error) {
	id, err := uuid.Parse(chi.URLParam(r, "search"))
	if err != nil {
		return page.Answer{}, fault.NotFound
	}
	const location = "/directory/searches"
	if err := s.DB.Write(r.Context(), v.Who, page.Once(r, location), directory.Forget(id)); err != nil {
		return page.Answer{}, err
	}
	return page.Go(location, "Dropped."), nil
}

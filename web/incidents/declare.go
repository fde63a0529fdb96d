package incidents

import (
	"net/http"
	"net/url"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/incident"
	"example.org/concord/internal/may"
	"example.org/concord/web/page"
)

// declaring is the form of what is declared, or corrected: its counties are those of the states that were chosen first. Another state is
// asked for by the form itself, whose words come along.
type declaring struct {
	frame    page.Frame
	incident incident.Incident // that is corrected; none of a new one
	states   []incident.Choice
	sectors  []incident.Choice
	counties []incident.County // to choose from
	in       []string          // codes of the states that were chosen
	typed    incident.Form
	wrong    fault.Invalid
	key      string
}

// corrects says that the form is that of an incident under way.
func (d declaring) corrects() bool { return d.incident.Title != "" }

// typedIn is what came with the form.
func typedIn(from url.Values) incident.Form {
	return incident.Form{Title: from.Get("title"), Counties: from["counties"], States: from["whole"], Sectors: from["sectors"]}
}

func (d *declaring) queries(v page.Visitor, of incident.ID) []db.Query {
	return append(d.frame.Queries(v), incident.States(&d.states), incident.Sectors(&d.sectors), incident.Counties(of, d.in, &d.counties))
}

// New shows the form.
func (s Site) New(v page.Visitor, r *http.Request) (page.Answer, error) {
	d := declaring{in: v.Query["state"], typed: typedIn(v.Query), key: page.NewKey()}
	if err := s.DB.Read(r.Context(), v.Who, d.queries(v, incident.ID{})...); err != nil {
		return page.Answer{}, err
	}
	return page.Show(declarePage(d)), nil
}

// Declare declares it.
func (s Site) Declare(v page.Visitor, r *http.Request) (page.Answer, error) {
	d := declaring{in: r.PostForm["state"], typed: typedIn(r.PostForm), key: r.PostFormValue("once")}
	if err := s.DB.Read(r.Context(), v.Who, d.queries(v, incident.ID{})...); err != nil {
		return page.Answer{}, err
	}
	if !d.frame.May(may.DeclareIncidents) {
		return page.Answer{}, fault.NotFound
	}
	id := incident.NewID()
	queries, err := incident.Declare(id, d.typed)
	if err = d.check(err); err == nil {
		err = s.DB.Write(r.Context(), v.Who, page.Once(r, urlOf(id)), queries...)
	}
	if page.Told(err, &d.wrong) {
		return page.Again(declarePage(d), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	return page.Go(urlOf(id), "Declared. The watch and every region concerned get a mail now, and find it on their first page."), nil
}

// check adds to what is wrong what was chosen and not offered.
func (d declaring) check(err error) error {
	var counties []page.Option
	for _, s := range d.chosenStates() {
		counties = append(counties, d.countiesOf(s.Value)...)
	}
	wrong := page.Chosen(page.Wrong(err), "counties", "Counties", counties, d.typed.Counties...)
	wrong = page.Chosen(wrong, "whole", "Every county", d.wholeStates(), d.typed.States...)
	wrong = page.Chosen(wrong, "sectors", "Sectors", sectorOptions(d), d.typed.Sectors...)
	return page.Chosen(wrong, "state", "States", stateOptions(d), d.in...).Err()
}

// Edit shows the form of an incident under way.
func (s Site) Edit(v page.Visitor, r *http.Request) (page.Answer, error) {
	d, chosen, err := s.correcting(v, r, v.Query)
	if err != nil {
		return page.Answer{}, err
	}
	if !v.Query.Has("title") { // else it is asked for another state, and brings its words along
		d.typed = chosen
	}
	d.key = page.NewKey()
	return page.Show(declarePage(d)), nil
}

// Correct puts the correction in force.
func (s Site) Correct(v page.Visitor, r *http.Request) (page.Answer, error) {
	d, _, err := s.correcting(v, r, r.PostForm)
	if err != nil {
		return page.Answer{}, err
	}
	queries, err := incident.Correct(d.incident.ID, d.typed)
	if err = d.check(err); err == nil {
		err = s.DB.Write(r.Context(), v.Who, page.Once(r, urlOf(d.incident.ID)), queries...)
	}
	if page.Told(err, &d.wrong) {
		return page.Again(declarePage(d), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	return page.Go(urlOf(d.incident.ID), "Corrected. Whoever it concerns since now gets a mail."), nil
}

// correcting reads the form of an incident, and what it says now.
func (s Site) correcting(v page.Visitor, r *http.Request, from url.Values) (d declaring, now incident.Form, err error) {
	id, err := idOf(r)
	if err != nil {
		return d, now, err
	}
	d = declaring{in: from["state"], typed: typedIn(from), key: from.Get("once")}
	var counties []incident.County
	queries := append(d.queries(v, id), incident.ByID(id, &d.incident))
	if err := s.DB.Read(r.Context(), v.Who, append(queries, incident.Chosen(id, &counties, &now.Sectors)...)...); err != nil {
		return d, now, err
	}
	if !d.incident.Ends {
		return d, now, fault.Denied
	}
	now.Title = d.incident.Title
	for _, c := range counties {
		now.Counties = append(now.Counties, c.FIPS)
	}
	return d, now, nil
}

// Package territories is where a region says who of its field staff covers what, hands it over, and keeps who stands for its states.
package territories

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/directory"
	"example.org/concord/internal/engagement"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/may"
	"example.org/concord/internal/region"
	"example.org/concord/internal/territory"
	"example.org/concord/web/page"
)

// Site serves the territories of a region.
type Site struct{ DB *db.DB }

// whole is the page of a region's territories.
type whole struct {
	frame  page.Frame
	region directory.Region
	parts  []territory.Part
	gaps   []territory.Gap
	staff  []territory.Someone
	places []territory.Place
	handed []territory.Handed
	ended  []territory.Ended
	bodies []region.Body

	person, place, since, until string
	body                        region.Body
	wrong                       fault.Invalid
	key                         string
}

// directs says that the visitor decides who covers what here.
func (w whole) directs() bool { return w.frame.MayIn(may.EditTerritories, w.region.Council) }

func (s Site) read(v page.Visitor, r *http.Request, w *whole) error {
	n, err := page.RegionOf(r)
	if err != nil {
		return err
	}
	if err := s.DB.Read(r.Context(), v.Who, append(w.frame.Queries(v),
		directory.RegionOf(n, &w.region), territory.Of(n, &w.parts), territory.Gaps(n, &w.gaps), territory.Staff(n, &w.staff), territory.Places(n, &w.places), territory.HandedOver(n, &w.handed), territory.EndedUnseen(n, &w.ended),
		region.Bodies(n, &w.bodies))...); err != nil {
		return err
	}
	if !w.frame.MayIn(may.ReadEngagements, w.region.Council) {
		return fault.NotFound // of another region
	}
	return nil
}

// Show says who covers what, and where nobody does.
func (s Site) Show(v page.Visitor, r *http.Request) (page.Answer, error) {
	w := whole{key: page.NewKey()}
	if err := s.read(v, r, &w); err != nil {
		return page.Answer{}, err
	}
	return page.Show(wholePage(w)), nil
}

// change does what was typed, or tells on the page what is wrong with it.
func (s Site) change(v page.Visitor, r *http.Request, w whole, said string, queries ...db.Query) (page.Answer, error) {
	err := w.wrong.Err()
	if err == nil {
		err = s.DB.Write(r.Context(), v.Who, page.Once(r, urlOf(w.region.Number)), queries...)
	}
	if page.Told(err, &w.wrong) {
		return page.Again(wholePage(w), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	return page.Go(urlOf(w.region.Number), said), nil
}

// Assign has somebody cover a state or a county.
func (s Site) Assign(v page.Visitor, r *http.Request) (page.Answer, error) {
	w := whole{person: r.PostFormValue("person"), place: r.PostFormValue("place"), since: r.PostFormValue("since"), until: r.PostFormValue("until"), key: r.PostFormValue("once")}
	if err := s.read(v, r, &w); err != nil {
		return page.Answer{}, err
	}
	who, err := uuid.Parse(w.person)
	if err != nil {
		w.wrong.Add("person", "Who: choose somebody.")
	}
	if !slices.ContainsFunc(w.places, func(p territory.Place) bool { return p.Value == w.place }) {
		w.wrong.Add("place", "Where: choose a state or a county of the region.")
	}
	since, until := page.Day(w.since, "since", v.Instance.Zone, &w.wrong), page.LastDay(w.until, "until", v.Instance.Zone, &w.wrong)
	state, county, _ := strings.Cut(w.place, "-")
	return s.change(v, r, w, "Assigned. Whoever asks for their advisor sees it.", territory.Assign(who, state, county, since, until))
}

// End takes a part from who covers it.
func (s Site) End(v page.Visitor, r *http.Request) (page.Answer, error) {
	w := whole{key: page.NewKey()}
	id, err := uuid.Parse(chi.URLParam(r, "territory"))
	if err != nil {
		return page.Answer{}, fault.NotFound
	}
	if err := s.read(v, r, &w); err != nil {
		return page.Answer{}, err
	}
	return s.change(v, r, w, "Ended. Nobody covers it by that any more. Whoever covered it is told by mail, and so are the other directors.", territory.End(id))
}

// AddBody records who stands for a state.
func (s Site) AddBody(v page.Visitor, r *http.Request) (page.Answer, error) {
	w := whole{key: r.PostFormValue("once"), body: region.Body{State: r.PostFormValue("state"), Kind: r.PostFormValue("kind"), Name: r.PostFormValue("name"), Person: r.PostFormValue("who"), City: r.PostFormValue("city"), Phone: r.PostFormValue("phone")}}
	if err := s.read(v, r, &w); err != nil {
		return page.Answer{}, err
	}
	query, err := region.AddBody(w.body)
	w.wrong = page.Chosen(page.Wrong(err), "state", "State", w.states(), w.body.State)
	return s.change(v, r, w, "Recorded.", query)
}

// EndBody ends an entry.
func (s Site) EndBody(v page.Visitor, r *http.Request) (page.Answer, error) {
	w := whole{key: page.NewKey()}
	id, err := uuid.Parse(chi.URLParam(r, "body"))
	if err != nil {
		return page.Answer{}, fault.NotFound
	}
	if err := s.read(v, r, &w); err != nil {
		return page.Answer{}, err
	}
	return s.change(v, r, w, "Ended. What it said stays on record.", region.EndBody(id))
}

// pack is what goes from one advisor to the next.
type pack struct {
	frame    page.Frame
	region   directory.Region
	leaving  territory.Leaving
	requests []engagement.Request
	open     []engagement.Engagement
	known    []territory.Known
	staff    []territory.Someone
	to       string
	wrong    fault.Invalid
	key      string
}

func (s Site) readPack(v page.Visitor, r *http.Request, p *pack) error {
	n, err := page.RegionOf(r)
	if err != nil {
		return err
	}
	who, err := uuid.Parse(chi.URLParam(r, "person"))
	if err != nil {
		return fault.NotFound
	}
	return s.DB.Read(r.Context(), v.Who, append(p.frame.Queries(v),
		directory.RegionOf(n, &p.region), territory.LeavingOf(n, who, &p.leaving), engagement.WaitingWith(n, who, &p.requests), engagement.OpenOf(n, who, &p.open),
		territory.KnownIn(n, who, &p.known), territory.Staff(n, &p.staff))...)
}

// Pack is the page to print, and for the director to hand over by.
func (s Site) Pack(v page.Visitor, r *http.Request) (page.Answer, error) {
	p := pack{key: page.NewKey()}
	if err := s.readPack(v, r, &p); err != nil {
		return page.Answer{}, err
	}
	return page.Show(packPage(p)), nil
}

// HandOver gives all of it to somebody else in one step. The pack says beforehand what goes along.
func (s Site) HandOver(v page.Visitor, r *http.Request) (page.Answer, error) {
	p := pack{to: r.PostFormValue("to"), key: r.PostFormValue("once")}
	if err := s.readPack(v, r, &p); err != nil {
		return page.Answer{}, err
	}
	if !p.frame.MayIn(may.EditTerritories, p.region.Council) {
		return page.Answer{}, fault.Denied
	}
	to, err := uuid.Parse(p.to)
	if err != nil || !page.Offered(p.people(), p.to) {
		err = fault.Invalid{{Name: "to", Message: "Choose to whom: somebody else who serves in the office."}}
	} else {
		err = s.DB.Write(r.Context(), v.Who, page.Once(r, urlOf(p.region.Number)), territory.HandOver(p.region.Number, p.leaving.ID, to)...)
	}
	if page.Told(err, &p.wrong) {
		return page.Again(packPage(p), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	return page.Go(urlOf(p.region.Number), "Handed over: what "+p.leaving.Name+" covered, planned and had open. Both names are on record. Both are told by mail, and you can take it back below for a week."), nil
}

// TakeBack gives all that went along, and is still open, back to who had it.
func (s Site) TakeBack(v page.Visitor, r *http.Request) (page.Answer, error) {
	return s.turn(v, r, "handover", "Taken back: what is still open is with who had it. Both are told by mail.", territory.TakeBack)
}

// Seen takes the notice off the first page of who says so.
func (s Site) Seen(v page.Visitor, r *http.Request) (page.Answer, error) {
	return s.turn(v, r, "handover", "", func(region int, id uuid.UUID) []db.Query { return []db.Query{territory.Seen(region, id)} })
}

// EndSeen takes the notice of an end off the first page of who says so.
func (s Site) EndSeen(v page.Visitor, r *http.Request) (page.Answer, error) {
	return s.turn(v, r, "notice", "", func(region int, id uuid.UUID) []db.Query { return []db.Query{territory.EndSeen(region, id)} })
}

func (s Site) turn(v page.Visitor, r *http.Request, of, said string, queries func(region int, id uuid.UUID) []db.Query) (page.Answer, error) {
	w := whole{key: page.NewKey()}
	id, err := uuid.Parse(chi.URLParam(r, of))
	if err != nil {
		return page.Answer{}, fault.NotFound
	}
	if err := s.read(v, r, &w); err != nil {
		return page.Answer{}, err
	}
	return s.change(v, r, w, said, queries(w.region.Number, id)...)
}

func urlOf(region int) string { return "/my-region/" + strconv.Itoa(region) + "/territory" }

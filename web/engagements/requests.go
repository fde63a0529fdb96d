package engagements

import (
	"net/http"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/engagement"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/may"
	"example.org/concord/internal/territory"
	"example.org/concord/web/page"
)

// requests are both sides: what waits in the visitor's region, and what her organizations asked.
type requests struct {
	frame   page.Frame
	waiting []engagement.Request
	closed  []engagement.Request
	own     []engagement.Request
	spoken  []engagement.Organization
}

// Requests shows them.
func (s Site) Requests(v page.Visitor, r *http.Request) (page.Answer, error) {
	var p requests
	if err := s.DB.Read(r.Context(), v.Who, append(p.frame.Queries(v),
		engagement.Waiting(&p.waiting), engagement.Closed(&p.closed), engagement.Own(&p.own), engagement.Spoken(&p.spoken))...); err != nil {
		return page.Answer{}, err
	}
	if len(p.spoken) == 0 && !p.frame.May(may.ReadEngagements) {
		return page.Answer{}, fault.NotFound // neither side of it
	}
	return page.Show(requestsPage(p)), nil
}

// asking is the form of a partner.
type asking struct {
	frame      page.Frame
	spoken     []engagement.Organization
	facilities []engagement.Choice
	kinds      []engagement.RequestKind

	organization, facility, kind, wish string
	wrong                              fault.Invalid
	key                                string
}

func (s Site) readAsking(v page.Visitor, r *http.Request, a *asking) error {
	if err := s.DB.Read(r.Context(), v.Who, append(a.frame.Queries(v), engagement.Spoken(&a.spoken), engagement.OwnFacilities(&a.facilities), engagement.RequestKinds(&a.kinds))...); err != nil {
		return err
	}
	if len(a.spoken) == 0 {
		return fault.NotFound
	}
	return nil
}

// NewRequest is the form.
func (s Site) NewRequest(v page.Visitor, r *http.Request) (page.Answer, error) {
	a := asking{key: page.NewKey()}
	if err := s.readAsking(v, r, &a); err != nil {
		return page.Answer{}, err
	}
	a.organization = a.spoken[0].Slug
	return page.Show(askPage(a)), nil
}

// Ask sends it to the region.
func (s Site) Ask(v page.Visitor, r *http.Request) (page.Answer, error) {
	a := asking{organization: r.PostFormValue("organization"), facility: r.PostFormValue("facility"), kind: r.PostFormValue("kind"), wish: r.PostFormValue("wish"), key: r.PostFormValue("once")}
	if err := s.readAsking(v, r, &a); err != nil {
		return page.Answer{}, err
	}
	id := engagement.NewID()
	query, err := engagement.Ask(id, a.organization, chosen(a.facility), a.kind, a.wish)
	wrong := page.Chosen(page.Wrong(err), "kind", "What you ask for", a.kindOptions(), a.kind)
	wrong = page.Chosen(wrong, "organization", "For", a.organizationOptions(), a.organization)
	wrong = page.Chosen(wrong, "facility", "Facility", choices("", a.facilities), a.facility)
	if err = wrong.Err(); err == nil {
		err = s.DB.Write(r.Context(), v.Who, page.Once(r, requestURL(id)), query)
	}
	if page.Told(err, &a.wrong) {
		return page.Again(askPage(a), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	return page.Go(requestURL(id), "Sent to your region. You see here where it stands, and get a mail when it is answered."), nil
}

// asked is the page of a request, from either side.
type asked struct {
	frame   page.Frame
	request engagement.Request
	staff   []territory.Someone // to whom the director may give it
	answer  string
	wrong   fault.Invalid
}

// directs says that the visitor may give it to somebody else.
func (a asked) directs() bool { return a.request.Works && a.frame.May(may.DirectEngagements) }

func (s Site) readAsked(v page.Visitor, r *http.Request, a *asked) error {
	id, err := engagement.ParseID(chi.URLParam(r, "request"))
	if err != nil {
		return err
	}
	if err := s.DB.Read(r.Context(), v.Who, append(a.frame.Queries(v), engagement.RequestByID(id, &a.request))...); err != nil {
		return err
	}
	if a.directs() && a.request.Open() {
		return s.DB.Read(r.Context(), v.Who, territory.Staff(a.request.Region, &a.staff))
	}
	return nil
}

// Request is that page.
func (s Site) Request(v page.Visitor, r *http.Request) (page.Answer, error) {
	var a asked
	if err := s.readAsked(v, r, &a); err != nil {
		return page.Answer{}, err
	}
	return page.Show(requestPage(a)), nil
}

// turn changes a request, or tells on its page why not.
func (s Site) turn(v page.Visitor, r *http.Request, said string, change func(a *asked) (db.Query, error)) (page.Answer, error) {
	var a asked
	if err := s.readAsked(v, r, &a); err != nil {
		return page.Answer{}, err
	}
	query, err := change(&a)
	if err == nil {
		err = s.DB.Write(r.Context(), v.Who, page.Once(r, requestURL(a.request.ID)), query)
	}
	if page.Told(err, &a.wrong) {
		return page.Again(requestPage(a), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	return page.Go(requestURL(a.request.ID), said), nil
}

// Take puts it on the visitor's own table.
func (s Site) Take(v page.Visitor, r *http.Request) (page.Answer, error) {
	return s.turn(v, r, "It is yours. The partner sees that you have it.", func(a *asked) (db.Query, error) { return engagement.Take(a.request.ID), nil })
}

// Give puts it on somebody else's.
func (s Site) Give(v page.Visitor, r *http.Request) (page.Answer, error) {
	return s.turn(v, r, "Given. It stands on their first page now, and they are told by mail.", func(a *asked) (db.Query, error) {
		to, err := uuid.Parse(r.PostFormValue("to"))
		if err != nil {
			return db.Query{}, fault.Invalid{{Name: "to", Message: "Choose somebody."}}
		}
		return engagement.Give(a.request.ID, to), nil
	})
}

// Answer closes it.
func (s Site) Answer(v page.Visitor, r *http.Request) (page.Answer, error) {
	return s.turn(v, r, "Answered. The partner gets a mail that says so.", func(a *asked) (db.Query, error) {
		a.answer = r.PostFormValue("answer")
		return engagement.Answer(a.request.ID, a.answer)
	})
}

// Withdraw takes it back, for the partner.
func (s Site) Withdraw(v page.Visitor, r *http.Request) (page.Answer, error) {
	return s.turn(v, r, "Withdrawn. Nobody works on it any more.", func(a *asked) (db.Query, error) { return engagement.Withdraw(a.request.ID), nil })
}

func requestURL(id engagement.ID) string { return "/requests/" + id.String() }

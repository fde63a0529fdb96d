package territories

import (
	"net/http"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"

	"example.org/concord/internal/directory"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/may"
	"example.org/concord/internal/region"
	"example.org/concord/web/page"
)

// desk is the page of one who stands for a state, for its telephone.
type desk struct {
	frame  page.Frame
	region directory.Region
	body   region.Body
	phone  string
	wrong  fault.Invalid
	key    string
}

func (s Site) readDesk(v page.Visitor, r *http.Request, d *desk) error {
	n, err := page.RegionOf(r)
	if err != nil {
		return err
	}
	id, err := uuid.Parse(chi.URLParam(r, "body"))
	if err != nil {
		return fault.NotFound
	}
	if err := s.DB.Read(r.Context(), v.Who, append(d.frame.Queries(v), directory.RegionOf(n, &d.region), region.BodyByID(n, id, &d.body))...); err != nil {
		return err
	}
	if !d.frame.MayIn(may.WriteEngagements, d.region.Council) {
		return fault.NotFound // of another region
	}
	return nil
}

// AskPhone is the form for the telephone of an entry.
func (s Site) AskPhone(v page.Visitor, r *http.Request) (page.Answer, error) {
	d := desk{key: page.NewKey()}
	if err := s.readDesk(v, r, &d); err != nil {
		return page.Answer{}, err
	}
	d.phone = d.body.Phone
	return page.Show(deskPage(d)), nil
}

// Phone adds or corrects it.
func (s Site) Phone(v page.Visitor, r *http.Request) (page.Answer, error) {
	d := desk{phone: r.PostFormValue("phone"), key: r.PostFormValue("once")}
	if err := s.readDesk(v, r, &d); err != nil {
		return page.Answer{}, err
	}
	query, err := region.PhoneBody(d.body.ID, d.phone)
	if err == nil {
		err = s.DB.Write(r.Context(), v.Who, page.Once(r, urlOf(d.region.Number)), query)
	}
	if page.Told(err, &d.wrong) {
		return page.Again(deskPage(d), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	return page.Go(urlOf(d.region.Number), "Recorded. Anyone signed in sees the number."), nil
}

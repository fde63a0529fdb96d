package contacts

import (
	"net/http"

	"example.org/concord/internal/contact"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/may"
	"example.org/concord/web/page"
)

// stopList are those for whom nothing opens, for who may lift that.
type stopList struct {
	frame page.Frame
	rows  []contact.Stop
}

const stopsAddress = "/directory/stops"

// Stops shows whose opening of contacts looked like collecting them, to those who review openings.
func (s Site) Stops(v page.Visitor, r *http.Request) (page.Answer, error) {
	var l stopList
	if err := s.DB.Read(r.Context(), v.Who, append(l.frame.Queries(v), contact.Stops(&l.rows))...); err != nil {
		return page.Answer{}, err
	}
	return page.Show(stopRows(l)), nil
}

// lifting is one stop, before it is lifted.
type lifting struct {
	frame   page.Frame
	stop    contact.Stop
	because string
	wrong   fault.Invalid
	key     string
}

func (s Site) readStop(v page.Visitor, r *http.Request, l *lifting) error {
	id, err := named(r, "stop")
	if err != nil {
		return err
	}
	if err := s.DB.Read(r.Context(), v.Who, append(l.frame.Queries(v), contact.StopByID(id, &l.stop))...); err != nil {
		return err
	}
	if !l.frame.May(may.ReviewReveals) {
		return fault.NotFound
	}
	return nil
}

// Stop shows what was opened before, and asks why it is to be lifted.
func (s Site) Stop(v page.Visitor, r *http.Request) (page.Answer, error) {
	l := lifting{key: page.NewKey()}
	if err := s.readStop(v, r, &l); err != nil {
		return page.Answer{}, err
	}
	return page.Show(oneStop(l)), nil
}

// Lift lets the person open again.
func (s Site) Lift(v page.Visitor, r *http.Request) (page.Answer, error) {
	l := lifting{because: r.PostFormValue("because"), key: r.PostFormValue("once")}
	if err := s.readStop(v, r, &l); err != nil {
		return page.Answer{}, err
	}
	query, err := contact.Lift(l.stop.ID, l.because)
	if err == nil {
		err = s.DB.Write(r.Context(), v.Who, page.Once(r, stopsAddress), query)
	}
	if page.Told(err, &l.wrong) {
		return page.Again(oneStop(l), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	return page.Go(stopsAddress, "Lifted: "+l.stop.Name+" opens contacts again, within what is left of the day, and reads why."), nil
}

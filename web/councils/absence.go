package councils

import (
	"net/http"

	"example.org/concord/internal/council"
	"example.org/concord/internal/db"
	"example.org/concord/web/page"
)

// absencePage is where the absence of a seat's representative is recorded, or ended.
type absencePage struct {
	ownSeat
	absences     []council.Absence
	since, until string
}

func (s Site) readAbsence(v page.Visitor, r *http.Request, p *absencePage) error {
	return s.readOwnSeat(v, r, &p.ownSeat, func(slug string, seat council.SeatID) db.Query { return council.AbsencesOf(slug, seat, &p.absences) })
}

// Absence shows when the representative is away, and who speaks for the seat then.
func (s Site) Absence(v page.Visitor, r *http.Request) (page.Answer, error) {
	p := absencePage{ownSeat: ownSeat{key: page.NewKey()}}
	if err := s.readAbsence(v, r, &p); err != nil {
		return page.Answer{}, err
	}
	return page.Show(absence(p)), nil
}

// Leave records one.
func (s Site) Leave(v page.Visitor, r *http.Request) (page.Answer, error) {
	p := absencePage{ownSeat: ownSeat{key: r.PostFormValue("once")}, since: r.PostFormValue("since"), until: r.PostFormValue("until")}
	if err := s.readAbsence(v, r, &p); err != nil {
		return page.Answer{}, err
	}
	since := page.Day(p.since, "since", v.Instance.Zone, &p.wrong)
	until := page.LastDay(p.until, "until", v.Instance.Zone, &p.wrong)
	if p.until == "" {
		p.wrong.Add("until", "Write the last day away. It can be ended before.")
	}
	err := p.wrong.Err()
	if err == nil {
		err = s.DB.Write(r.Context(), v.Who, page.Once(r, p.page("absence")), council.Leave(slugOf(r), p.seat.ID, since, until))
	}
	if page.Told(err, &p.wrong) {
		return page.Again(absence(p), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	return page.Go(p.url("/roster"), "The absence is recorded. The roster says who speaks for the seat."), nil
}

// Return ends it: the representative is back.
func (s Site) Return(v page.Visitor, r *http.Request) (page.Answer, error) {
	return s.turn(v, r, council.Return, "The absence is over. The representative speaks for the seat.")
}

package engagements

import (
	"net/http"
	"time"

	"example.org/concord/internal/audit"
	"example.org/concord/internal/db"
	"example.org/concord/internal/engagement"
	"example.org/concord/web/page"
)

// Export hands out the visits and calls of the visitor's region that the filter leaves, each with its marking.
func (s Site) Export(v page.Visitor, r *http.Request) (page.Answer, error) {
	along := page.TakeFrom(&v, r, "/engagements")
	l := list{filter: filterOf(v), along: along}
	whole := l.filter
	whole.Rows = audit.MaxRecords + 1
	var all []engagement.Engagement
	if err := s.DB.Read(r.Context(), v.Who, append(l.frame.Queries(v), engagement.List(l.filter, &l.rows), engagement.List(whole, &all))...); err != nil {
		return page.Answer{}, err
	}
	err := along.Check(len(all), audit.MaxRecords)
	if err == nil {
		err = s.DB.Write(r.Context(), v.Who, db.Once{}, audit.TookRecords("visits", len(all), along.Reason))
	}
	if page.Told(err, &l.along.Wrong) {
		l.cut()
		return page.Again(listPage(l), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	lines := [][]string{{"day", "kind", "status", "organization", "facility", "with", "purpose", "offers", "next step", "next day", "notes", "by", "marking"}}
	for _, e := range all {
		next := ""
		if e.NextDay != nil {
			next = e.NextDay.Format(time.DateOnly)
		}
		lines = append(lines, []string{e.Day.Format(time.DateOnly), engagement.Named(engagement.Kinds, e.Kind), engagement.Named(engagement.States, e.State), e.Organization, e.Facility, e.WithWhom,
			e.Purpose, e.Offers, e.NextStep, next, e.Notes, e.By(), string(e.Label)})
	}
	return along.File("visits-"+v.Now.In(v.Instance.Zone).Format(time.DateOnly), lines)
}

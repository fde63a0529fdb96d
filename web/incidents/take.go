package incidents

import (
	"net/http"
	"strings"
	"time"

	"example.org/concord/internal/audit"
	"example.org/concord/internal/db"
	"example.org/concord/internal/incident"
	"example.org/concord/internal/marking"
	"example.org/concord/web/page"
)

// Export hands out the incidents that the visitor works, with when each was and what came of it. Whom they called is the call list's.
func (s Site) Export(v page.Visitor, r *http.Request) (page.Answer, error) {
	l := list{along: page.TakeFrom(&v, r, "/incidents")}
	var all []incident.Incident
	if err := s.DB.Read(r.Context(), v.Who, append(l.frame.Queries(v), incident.List(&l.rows), incident.All(audit.MaxRecords+1, &all))...); err != nil {
		return page.Answer{}, err
	}
	err := l.along.Check(len(all), audit.MaxRecords)
	if err == nil {
		err = s.DB.Write(r.Context(), v.Who, db.Once{}, audit.TookRecords("incidents", len(all), l.along.Reason))
	}
	if page.Told(err, &l.along.Wrong) {
		return page.Again(listPage(l), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	const minute = "2006-01-02 15:04 MST"
	lines := [][]string{{"incident", "declared by", "since", "until", "counties", "how many counties", "sectors", "what came of it", "marking"}}
	for _, i := range all {
		until := ""
		if i.Until != nil {
			until = i.Until.In(v.Instance.Zone).Format(minute)
		}
		lines = append(lines, []string{i.Title, i.Office, i.Since.In(v.Instance.Zone).Format(minute), until, strings.Join(i.Counties, "; "), page.Number(i.Places), strings.Join(i.Sectors, "; "), i.Outcome,
			string(marking.AmberStrict)})
	}
	return l.along.File("incidents-"+v.Now.In(v.Instance.Zone).Format(time.DateOnly), lines)
}

package councils

import (
	"net/http"
	"time"

	"example.org/concord/internal/audit"
	"example.org/concord/internal/council"
	"example.org/concord/internal/day"
	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/web/page"
)

// asOf is a day of a roster, past or to come. A roster of that day is the one that stood at its end.
type asOf struct {
	day   string     // as typed
	at    *time.Time // the end of the day; nil is now
	wrong fault.Invalid
}

func readAsOf(v page.Visitor) asOf {
	d := asOf{day: v.Query.Get("on")}
	start := page.Day(d.day, "on", v.Instance.Zone, &d.wrong)
	if start != nil && start.Format(time.DateOnly) != v.Now.In(v.Instance.Zone).Format(time.DateOnly) {
		end := endOf(*start)
		d.at = &end
	}
	return d
}

// endOf is the last moment of the day that begins at start.
func endOf(start time.Time) time.Time {
	return day.Of(start).Until(start.Location()).Add(-time.Microsecond)
}

// dayIn writes days of a zone into a file; "" for none.
func dayIn(zone *time.Location) func(*time.Time) string {
	return func(t *time.Time) string {
		if t == nil {
			return ""
		}
		return t.In(zone).Format(time.DateOnly)
	}
}

// lastDayIn writes the last days of what ends at a moment; "" for none.
func lastDayIn(zone *time.Location) func(*time.Time) string {
	return func(until *time.Time) string {
		if until == nil {
			return ""
		}
		return day.Last(until.In(zone)).Field()
	}
}

// ExportRoster hands out the whole roster of a day, for a spreadsheet, and puts that on record.
func (s Site) ExportRoster(v page.Visitor, r *http.Request) (page.Answer, error) {
	v.Query = r.PostForm
	on := readAsOf(v)
	if on.wrong != nil {
		return page.Answer{}, fault.NotFound
	}
	var (
		p        place
		sittings []council.Sitting
	)
	if err := s.read(v, r, &p, council.Sittings(slugOf(r), on.at, &sittings)); err != nil {
		return page.Answer{}, err
	}
	if !p.council.SeesRoster {
		return page.Answer{}, fault.NotFound
	}
	if err := s.DB.Write(r.Context(), v.Who, db.Once{}, audit.TookRoster(p.council.Slug, len(sittings))); err != nil {
		return page.Answer{}, err
	}
	now := v.Now
	if on.at != nil {
		now = *on.at
	}
	day, last := dayIn(v.Instance.Zone), lastDayIn(v.Instance.Zone)
	rows := [][]string{{"Council", "As of", "Office", "Name", "Organization", "State", "Seat", "Appointed by", "Since", "Last day", "Seat since", "Last day of the seat"}}
	for _, l := range sittings {
		if l.Office == "" {
			l.Office = "Vacant"
		}
		rows = append(rows, []string{p.council.Name, day(&now), l.Office, l.Person, l.Organization, l.State, classNames[l.Class], l.AppointedBy,
			day(l.Since), last(l.Until), day(l.SeatSince), last(l.SeatUntil)})
	}
	return page.Spreadsheet("roster-"+p.council.Slug+"-"+day(&now), rows), nil
}

// changesPage is what happened to a roster between two days.
type changesPage struct {
	place
	selected bool // the roster is that of whom CISA selected
	from, to string
	changes  []council.Change
	next     string
	wrong    fault.Invalid
}

// Changes shows who came and went, which seats opened and closed, and who handed over to whom; without days, in the last 90.
func (s Site) Changes(v page.Visitor, r *http.Request) (page.Answer, error) {
	return s.between(v, r, changesPage{}, council.Changes)
}

// between shows the changes that find finds.
func (s Site) between(v page.Visitor, r *http.Request, c changesPage, find func(string, time.Time, time.Time, *council.Change, *[]council.Change) db.Query, more ...db.Query) (page.Answer, error) {
	now := v.Now.In(v.Instance.Zone)
	c.from, c.to = v.Query.Get("from"), v.Query.Get("to")
	if c.from == "" && c.to == "" {
		c.from, c.to = now.AddDate(0, 0, -90).Format(time.DateOnly), now.Format(time.DateOnly)
	}
	since, until := time.Time{}, endOf(now)
	if from := page.Day(c.from, "from", v.Instance.Zone, &c.wrong); from != nil {
		since = from.Add(-time.Microsecond)
	}
	if to := page.Day(c.to, "to", v.Instance.Zone, &c.wrong); to != nil {
		until = endOf(*to)
	}
	if c.wrong == nil && until.Before(since) {
		c.wrong.Add("to", "This day lies before the first one.")
	}
	cursor, err := page.ParseCursor(v.Query.Get("after"), 2)
	if err != nil {
		return page.Answer{}, err
	}
	var after *council.Change
	if cursor != nil {
		at, err := time.Parse(time.RFC3339Nano, cursor[0])
		if err != nil {
			return page.Answer{}, fault.NotFound
		}
		after = &council.Change{At: at, Key: cursor[1]}
	}
	if err := s.read(v, r, &c.place, append(more, find(slugOf(r), since, until, after, &c.changes))...); err != nil {
		return page.Answer{}, err
	}
	if !c.council.SeesRoster {
		return page.Answer{}, fault.NotFound
	}
	if len(c.changes) > council.ChangesPage {
		c.changes = c.changes[:council.ChangesPage]
		last := c.changes[council.ChangesPage-1]
		c.next = page.Cursor(last.At.UTC().Format(time.RFC3339Nano), last.Key)
	}
	if c.wrong != nil {
		return page.Again(changes(c), c.wrong), nil
	}
	return page.Show(changes(c)), nil
}

// base is where the roster itself is, name what its changes are called.
func (c changesPage) base() string {
	if c.selected {
		return c.url("/selection")
	}
	return c.url("/roster")
}

func (c changesPage) name() string {
	if c.selected {
		return "Changes to whom CISA selected for " + c.council.ShortName
	}
	return "Changes to the roster of " + c.council.ShortName
}

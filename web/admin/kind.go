package admin

import (
	"net/http"
	"strings"
	"time"

	"github.com/go-chi/chi/v5"

	"example.org/concord/internal/council"
	"example.org/concord/internal/db"
	"example.org/concord/web/page"
)

// ChangeKind makes the council another kind of body from a day on.
func (s Site) ChangeKind(v page.Visitor, r *http.Request) (page.Answer, error) {
	c := record{form: "kind", kind: r.PostFormValue("kind"), kindFrom: r.PostFormValue("kind_from")}
	if err := s.readRecord(v, r, &c); err != nil {
		return page.Answer{}, err
	}
	if !page.Offered(c.kindOptions(), c.kind) {
		c.wrong.Add("kind", "Choose the kind that it becomes.")
	}
	from := page.Day(c.kindFrom, "kind_from", v.Instance.Zone, &c.wrong)
	if from == nil && c.kindFrom == "" {
		c.wrong.Add("kind_from", "Write the day from which it is of that kind.")
	}
	if len(c.wrong) == 0 {
		a, show, err := s.previewKind(v, r, c, *from)
		if show || err != nil {
			return a, err
		}
	}
	return s.keep(v, r, c, "The kind is changed from that day on.", func() []db.Query { return council.ChangeKind(c.council.Slug, c.kind, *from) })
}

// previewKind shows who gains and loses what by another kind, and when.
func (s Site) previewKind(v page.Visitor, r *http.Request, c record, from time.Time) (page.Answer, bool, error) {
	var turns []council.RightTurn
	if err := s.DB.Read(r.Context(), v.Who, council.KindTurns(c.council.Slug, c.kind, from, &turns)); err != nil {
		return page.Answer{}, false, err
	}
	become := ""
	for _, k := range c.kinds {
		if k.Slug == c.kind {
			become = k.Name
		}
	}
	lines := []string{c.council.ShortName + " is a " + become + " from " + page.Date(from) + " on."}
	for _, t := range turns {
		verb := " loses: "
		if t.Gains {
			verb = " gains: "
		}
		lines = append(lines, t.Office+" ("+page.Count(t.People, "person", "people")+")"+verb+strings.Join(t.Means, "; ")+".")
	}
	if len(turns) == 0 {
		lines = append(lines, "Nobody who serves there gains or loses a right by it.")
	}
	lines = append(lines, "Seats, offices and what was said stay. You can take it back on the council's record.")
	a, show := previewed(r, preview{frame: c.frame, title: "Another kind for " + c.council.ShortName, lines: lines, from: page.Crumb{Name: "Councils", Href: "/admin/councils"}, back: c.url("")})
	return a, show, nil
}

// TakeBackKind undoes the latest change.
func (s Site) TakeBackKind(v page.Visitor, r *http.Request) (page.Answer, error) {
	c := record{form: "kind"}
	if err := s.readRecord(v, r, &c); err != nil {
		return page.Answer{}, err
	}
	return s.keep(v, r, c, "Taken back. The council goes on as it was.", func() []db.Query { return council.TakeBackKind(c.council.Slug, chi.URLParam(r, "kind")) })
}

// kindOptions are what the council can become; none where its kind follows from what it is for, as that of a room does.
func (c record) kindOptions() []page.Option {
	var options []page.Option
	for _, now := range c.kinds {
		if now.Slug != c.council.Kind {
			continue
		}
		for _, k := range c.kinds {
			if now.Becomes(k) {
				options = append(options, page.Option{Value: k.Slug, Label: k.Name})
			}
		}
	}
	return options
}

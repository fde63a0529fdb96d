package admin

import (
	"net/http"

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
	if c.kind == "" {
		c.wrong.Add("kind", "Choose the kind that it becomes.")
	}
	from := page.Day(c.kindFrom, "kind_from", v.Instance.Zone, &c.wrong)
	if from == nil && c.kindFrom == "" {
		c.wrong.Add("kind_from", "Write the day from which it is of that kind.")
	}
	return s.keep(v, r, c, "The kind is changed from that day on.", func() []db.Query { return council.ChangeKind(c.council.Slug, c.kind, *from) })
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

package admin

import (
	"net/http"
	"time"

	"github.com/go-chi/chi/v5"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/may"
	"example.org/concord/internal/sector"
	"example.org/concord/web/page"
)

var onEditions = page.Crumb{Name: "Editions", Href: "/admin/editions"}

// editionForm lists the editions and records another one.
type editionForm struct {
	frame   page.Frame
	rows    []sector.Edition
	sectors []sector.Listed
	issuing sector.Issuing
	since   string
	wrong   fault.Invalid
	key     string
}

func (s Site) readEditions(v page.Visitor, r *http.Request, f *editionForm) error {
	return s.read(v, r, &f.frame, may.EditSectors, sector.Editions(&f.rows), sector.All(&f.sectors))
}

// Editions lists the documents that said which sectors there are.
func (s Site) Editions(v page.Visitor, r *http.Request) (page.Answer, error) {
	f := editionForm{key: page.NewKey()}
	if err := s.readEditions(v, r, &f); err != nil {
		return page.Answer{}, err
	}
	return page.Show(editionList(f)), nil
}

func typedEdition(r *http.Request) sector.Issuing {
	f := r.PostFormValue
	return sector.Issuing{Title: f("title"), Status: f("status"), LeadTerm: f("lead_term"), SectorTerm: f("sector_term")}
}

// IssueEdition records one, after it was shown what changes.
func (s Site) IssueEdition(v page.Visitor, r *http.Request) (page.Answer, error) {
	f := editionForm{key: r.PostFormValue("once"), since: r.PostFormValue("since"), issuing: typedEdition(r)}
	if err := s.readEditions(v, r, &f); err != nil {
		return page.Answer{}, err
	}
	if day := page.Day(f.since, "since", time.UTC, &f.wrong); day != nil {
		f.issuing.Since = *day
	}
	f.wrong = append(f.wrong, page.Wrong(f.issuing.Check(f.wrong == nil))...)
	err := f.wrong.Err()
	if err == nil {
		if a, show := previewed(r, preview{frame: f.frame, title: f.issuing.Title, lines: f.changes(), from: onEditions, back: "/admin/editions"}); show {
			return a, nil
		}
		err = s.DB.Write(r.Context(), v.Who, page.Once(r, "/admin/editions"), sector.Issue(f.issuing)...)
	}
	if page.Told(err, &f.wrong) {
		return page.Again(editionList(f), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	return page.Go("/admin/editions/"+f.issuing.Slug(), "Recorded. It holds from that day on."), nil
}

// changes are what another edition changes, and when.
func (f editionForm) changes() []string {
	day := f.issuing.Since
	lines := []string{"From " + page.Date(day) + " on " + f.issuing.Title + " says which sectors there are."}
	for _, e := range f.rows { // the newest first
		if e.Since.Before(day) {
			if e.Until == nil || e.Until.After(day) {
				lines = append(lines, e.Title+" holds until then.")
			}
			break
		}
	}
	for i := len(f.rows) - 1; i >= 0; i-- {
		if f.rows[i].Since.After(day) {
			lines = append(lines, "It holds until "+page.Date(f.rows[i].Since)+", when "+f.rows[i].Title+" follows.")
			break
		}
	}
	return append(lines, "Its list is that of the sectors on record for that day with who leads them, "+page.Count(len(f.sectors), "sector", "sectors")+" today. Where the document names, adds or ends one, record that first.",
		"No council, seat or right changes. You can take it back within a day, or while it lies ahead.")
}

// edition is one of them, with its forms.
type edition struct {
	frame   page.Frame
	kept    sector.Kept
	lines   []sector.Line
	issuing sector.Issuing
	wrong   fault.Invalid
	key     string
}

func (e edition) url(rest string) string { return "/admin/editions/" + e.kept.Slug + rest }

func (s Site) readEdition(v page.Visitor, r *http.Request, e *edition) error {
	slug := chi.URLParam(r, "edition")
	return s.read(v, r, &e.frame, may.EditSectors, sector.EditionBySlug(slug, &e.kept), sector.AsOf(slug, &e.lines))
}

// Edition is what is said of it, and its list.
func (s Site) Edition(v page.Visitor, r *http.Request) (page.Answer, error) {
	e := edition{key: page.NewKey()}
	if err := s.readEdition(v, r, &e); err != nil {
		return page.Answer{}, err
	}
	e.issuing = sector.Issuing{Title: e.kept.Title, Status: e.kept.Status, LeadTerm: e.kept.LeadTerm, SectorTerm: e.kept.SectorTerm}
	return page.Show(editionPage(e)), nil
}

// EditEdition corrects what is said of it.
func (s Site) EditEdition(v page.Visitor, r *http.Request) (page.Answer, error) {
	e := edition{key: r.PostFormValue("once"), issuing: typedEdition(r)}
	if err := s.readEdition(v, r, &e); err != nil {
		return page.Answer{}, err
	}
	e.wrong = page.Wrong(e.issuing.Check(false))
	return s.keepEdition(v, r, e, e.url(""), "Saved.", func() []db.Query { return []db.Query{sector.Reissue(e.kept.Slug, e.issuing)} })
}

// TakeBackEdition erases one that was recorded by mistake; the one before goes on.
func (s Site) TakeBackEdition(v page.Visitor, r *http.Request) (page.Answer, error) {
	e := edition{key: page.NewKey()}
	if err := s.readEdition(v, r, &e); err != nil {
		return page.Answer{}, err
	}
	return s.keepEdition(v, r, e, "/admin/editions", "Taken back. The edition before goes on.", func() []db.Query { return sector.TakeBackEdition(e.kept.Slug) })
}

func (s Site) keepEdition(v page.Visitor, r *http.Request, e edition, location, said string, queries func() []db.Query) (page.Answer, error) {
	err := e.wrong.Err()
	if err == nil {
		err = s.DB.Write(r.Context(), v.Who, page.Once(r, location), queries()...)
	}
	if page.Told(err, &e.wrong) {
		return page.Again(editionPage(e), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	return page.Go(location, said), nil
}

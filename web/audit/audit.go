// Package audit shows the record of acts, a sentence a line: a council's to its officers, that of the structure to staff, and to
// everybody what was done to the own account. Each can be taken along as a file, which is itself on record.
package audit

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/go-chi/chi/v5"

	"example.org/concord/internal/audit"
	"example.org/concord/internal/council"
	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/may"
	"example.org/concord/web/page"
)

// Site serves the record.
type Site struct{ DB *db.DB }

// record is a list of acts, as far as it is narrowed.
type record struct {
	frame  page.Frame
	query  url.Values // the filter as it was asked for
	filter audit.Filter
	lines  []audit.Line
	next   string
}

// ofCouncil is a council's record.
type ofCouncil struct {
	record
	council council.Council
}

// narrowed reads a filter. A day that is none, or an act that nobody knows, is an address that was tampered with.
func narrowed(v page.Visitor, q url.Values) (f audit.Filter, err error) {
	f.Act, f.Person = audit.Act(q.Get("act")), strings.TrimSpace(q.Get("person"))
	if f.Act != "" && !slices.Contains(audit.Acts, f.Act) {
		return f, fault.NotFound
	}
	if kept := q.Get("kept"); kept != "" {
		if f.Objects = parts[kept]; f.Objects == nil {
			return f, fault.NotFound
		}
	}
	var wrong fault.Invalid
	if from := page.Day(q.Get("from"), "from", v.Instance.Zone, &wrong); from != nil {
		f.Since = *from
	}
	if to := page.LastDay(q.Get("to"), "to", v.Instance.Zone, &wrong); to != nil {
		f.Until = *to
	}
	if wrong != nil {
		return f, fault.NotFound
	}
	after, err := page.ParseCursor(q.Get("after"), 2)
	if err != nil || after == nil {
		return f, err
	}
	at, unread := time.Parse(time.RFC3339Nano, after[0])
	id, ok := page.Serial(after[1])
	if unread != nil || !ok {
		return f, fault.NotFound
	}
	f.After = &audit.Key{At: at, ID: id}
	return f, nil
}

// turn keeps one page of what was read.
func (r *record) turn() {
	if len(r.lines) > audit.PerPage {
		r.lines = r.lines[:audit.PerPage]
		last := r.lines[audit.PerPage-1]
		r.next = page.Cursor(last.At.UTC().Format(time.RFC3339Nano), strconv.FormatInt(last.ID, 10))
	}
}

// readCouncil brings the acts of a council to those who hold its record; there is none for anybody else.
func (s Site) readCouncil(v page.Visitor, r *http.Request, q url.Values, most int) (c ofCouncil, err error) {
	slug := chi.URLParam(r, "council")
	c.query = q
	if c.filter, err = narrowed(v, q); err != nil {
		return c, err
	}
	c.filter.Most = most
	err = s.DB.Read(r.Context(), v.Who, append(c.frame.Queries(v), council.BySlug(slug, &c.council), audit.OfCouncil(slug, c.filter, &c.lines))...)
	if err == nil && !c.frame.MayIn(may.ReadAudit, c.council.ID.UUID) {
		err = fault.NotFound
	}
	return c, err
}

// Council shows who did what in a council.
func (s Site) Council(v page.Visitor, r *http.Request) (page.Answer, error) {
	c, err := s.readCouncil(v, r, v.Query, 0)
	if err != nil {
		return page.Answer{}, err
	}
	c.turn()
	return page.Show(councilPage(c)), nil
}

// ExportCouncil hands out what the page lists, up to audit.MaxExport acts.
func (s Site) ExportCouncil(v page.Visitor, r *http.Request) (page.Answer, error) {
	c, err := s.readCouncil(v, r, r.PostForm, audit.MaxExport)
	if err == nil {
		err = s.DB.Write(r.Context(), v.Who, db.Once{}, audit.Exported("csv", c.council.Slug))
	}
	if err != nil {
		return page.Answer{}, err
	}
	return table(v, "audit-"+c.council.Slug, c.lines), nil
}

// readStructure brings the acts of staff on the structure.
func (s Site) readStructure(v page.Visitor, r *http.Request, q url.Values, most int) (c record, err error) {
	c.query = q
	if c.filter, err = narrowed(v, q); err != nil {
		return c, err
	}
	c.filter.Most = most
	err = s.DB.Read(r.Context(), v.Who, append(c.frame.Queries(v), audit.OfStructure(c.filter, &c.lines))...)
	if err == nil && !c.frame.May(may.ReadRecord) {
		err = fault.NotFound
	}
	return c, err
}

// Structure shows what staff did: to councils, sectors, offices, organizations and people, never what councils say.
func (s Site) Structure(v page.Visitor, r *http.Request) (page.Answer, error) {
	c, err := s.readStructure(v, r, v.Query, 0)
	if err != nil {
		return page.Answer{}, err
	}
	c.turn()
	return page.Show(structurePage(c)), nil
}

// ExportStructure hands out what the page lists.
func (s Site) ExportStructure(v page.Visitor, r *http.Request) (page.Answer, error) {
	c, err := s.readStructure(v, r, r.PostForm, audit.MaxExport)
	if err == nil {
		err = s.DB.Write(r.Context(), v.Who, db.Once{}, audit.Exported("csv", ""))
	}
	if err != nil {
		return page.Answer{}, err
	}
	return table(v, "audit-structure", c.lines), nil
}

// Mine shows what was done to the visitor's own account.
func (s Site) Mine(v page.Visitor, r *http.Request) (page.Answer, error) {
	m := record{query: v.Query}
	var err error
	if m.filter, err = narrowed(v, v.Query); err != nil {
		return page.Answer{}, err
	}
	if err := s.DB.Read(r.Context(), v.Who, append(m.frame.Queries(v), audit.OfMine(m.filter, &m.lines))...); err != nil {
		return page.Answer{}, err
	}
	if m.frame.Person() == nil {
		return page.Answer{}, fault.SignIn // ended since the request came in
	}
	m.turn()
	return page.Show(minePage(m)), nil
}

// table is the acts as a file for a spreadsheet. A file is passed on, so it says to nobody "you": it is told as to somebody who has no name.
func table(v page.Visitor, name string, lines []audit.Line) page.Answer {
	rows := [][]string{{"When (UTC)", "Who", "In the office of", "What", "Label", "Update", "Reason", "Act"}}
	for _, l := range lines {
		item := ""
		if l.ItemID != nil {
			item = l.ItemID.String()
		}
		rows = append(rows, []string{l.At.UTC().Format(time.RFC3339), who(l, page.Frame{}), l.Office, told(l, page.Frame{}), l.Label, item, l.Because, strconv.FormatInt(l.ID, 10)})
	}
	return page.Spreadsheet(name+"-"+v.Now.In(v.Instance.Zone).Format(time.DateOnly), rows)
}

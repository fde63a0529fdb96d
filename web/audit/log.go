package audit

import (
	"io"
	"net/http"
	"strconv"
	"strings"

	"github.com/go-chi/chi/v5"

	"example.org/concord/internal/audit"
	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/may"
	"example.org/concord/internal/proposal"
	"example.org/concord/internal/seal"
	"example.org/concord/web/page"
)

// sealed are the signed heads of the log.
type sealed struct {
	frame page.Frame
	heads []seal.Kept
	copy  *proposal.Proposal // the visitor's own, that waits or can be taken
	next  string
}

// Log shows the signed heads and how to prove the record with them.
func (s Site) Log(v page.Visitor, r *http.Request) (page.Answer, error) {
	after, err := page.ParseCursor(v.Query.Get("after"), 1)
	if err != nil {
		return page.Answer{}, err
	}
	var before int64
	if after != nil {
		var ok bool
		if before, ok = page.Serial(after[0]); !ok {
			return page.Answer{}, fault.NotFound
		}
	}
	var l sealed
	if err := s.staff(v, r, &l.frame, seal.Heads(before, &l.heads), proposal.Copy(&l.copy)); err != nil {
		return page.Answer{}, err
	}
	if len(l.heads) > seal.PerPage {
		l.heads = l.heads[:seal.PerPage]
		l.next = page.Cursor(strconv.FormatInt(l.heads[seal.PerPage-1].Leaves, 10))
	}
	return page.Show(logPage(l)), nil
}

func (s Site) staff(v page.Visitor, r *http.Request, f *page.Frame, queries ...db.Query) error {
	if err := s.DB.Read(r.Context(), v.Who, append(f.Queries(v), queries...)...); err != nil {
		return err
	}
	if !f.May(may.ReadRecord) {
		return fault.NotFound
	}
	return nil
}

// Head hands out one signed head.
func (s Site) Head(v page.Visitor, r *http.Request) (page.Answer, error) {
	leaves, ok := page.Serial(chi.URLParam(r, "head"))
	if !ok {
		return page.Answer{}, fault.NotFound
	}
	var f page.Frame
	var head seal.Kept
	if err := s.staff(v, r, &f, seal.HeadOf(leaves, &head)); err != nil {
		return page.Answer{}, err
	}
	return page.File("head-"+strconv.FormatInt(leaves, 10)+".txt", "text/plain; charset=utf-8", int64(len(head.Signed)), io.NopCloser(strings.NewReader(head.Signed))), nil
}

// ExportLog hands out every leaf, once a second member of staff confirmed, as it is read from the database. Should that break off, verifying finds the end cut.
func (s Site) ExportLog(v page.Visitor, r *http.Request) (page.Answer, error) {
	var f page.Frame
	if err := s.staff(v, r, &f); err != nil {
		return page.Answer{}, err
	}
	if err := s.DB.Write(r.Context(), v.Who, db.Once{}, audit.Exported("log", "")); err != nil {
		return page.Answer{}, err
	}
	out, in := io.Pipe()
	go func() { in.CloseWithError(seal.Export(r.Context(), s.DB, v.Who, in)) }()
	return page.File("audit.jsonl", "application/jsonl", page.Unknown, out), nil
}

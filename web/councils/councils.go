// Package councils shows the councils: the list, a council's public face, the workspace of its members, its roster and what it says
// of itself. Officers keep roster and charter here.
package councils

import (
	"net/http"

	"github.com/go-chi/chi/v5"

	"example.org/concord/internal/council"
	"example.org/concord/internal/db"
	"example.org/concord/internal/emergency"
	"example.org/concord/internal/item"
	"example.org/concord/internal/may"
	"example.org/concord/internal/update"
	"example.org/concord/web/page"
)

// Site serves the councils.
type Site struct{ DB *db.DB }

// place is what every page of a council stands on.
type place struct {
	frame   page.Frame
	council council.Council
	counts  council.Counts
	open    []emergency.Access // who reads here just now though the council did not let them in
}

func slugOf(r *http.Request) string { return chi.URLParam(r, "council") }

// read brings the frame, the council and what else the page asks for in one trip.
func (s Site) read(v page.Visitor, r *http.Request, p *place, queries ...db.Query) error {
	slug := slugOf(r)
	first := append(p.frame.Queries(v), council.BySlug(slug, &p.council), council.CountsOf(slug, &p.counts))
	if v.SignedIn {
		first = append(first, emergency.Reading(slug, &p.open))
	}
	return s.DB.Read(r.Context(), v.Who, append(first, queries...)...)
}

func (p place) url(rest string) string { return "/councils/" + p.council.Slug + rest }

func (p place) posts() bool { return p.frame.MayIn(may.PostUpdates, p.council.ID.UUID) }

// admits says whether the asker sponsors or validates here: in her own councils, staff in the bodies that CISA itself runs.
func (p place) admits() bool {
	return p.frame.MayIn(may.SponsorAdmissions, p.council.ID.UUID) || p.frame.MayIn(may.ValidateAdmissions, p.council.ID.UUID) ||
		p.council.RosterBy == "staff" && p.council.EditsRoster
}

func (p place) ended() bool { return p.council.Ended(p.frame.Visitor.Now) }

// index is the list of councils.
type index struct {
	frame   page.Frame
	filter  council.Filter
	kinds   []council.Kind
	sectors []council.SectorName
	rows    []council.Listed
	mine    []council.Mine
	next    string
}

// List shows the councils with a public face; whoever is signed in finds her own first.
func (s Site) List(v page.Visitor, r *http.Request) (page.Answer, error) {
	after, err := page.ParseCursor(v.Query.Get("after"), 2)
	if err != nil {
		return page.Answer{}, err
	}
	l := index{filter: council.Filter{Words: v.Query.Get("q"), Kind: v.Query.Get("kind"), Sector: v.Query.Get("sector"), Status: v.Query.Get("status"), After: after}}
	queries := append(l.frame.Queries(v), council.Kinds(&l.kinds), council.Sectors(&l.sectors), council.List(l.filter, &l.rows))
	if v.SignedIn && after == nil {
		queries = append(queries, council.OfMine(&l.mine))
	}
	if err := s.DB.Read(r.Context(), v.Who, queries...); err != nil {
		return page.Answer{}, err
	}
	if len(l.rows) > council.PerPage {
		l.rows = l.rows[:council.PerPage]
		l.next = page.Cursor(l.rows[council.PerPage-1].Key()...)
	}
	return page.Show(list(l)), nil
}

// workspace is a council's first page: updates for who reads there, the public face for others.
type workspace struct {
	place
	face   council.Face
	rows   []update.Row
	next   string
	unread bool
	genre  update.Genre
}

// Show is the workspace of those who read in the council, and its public face to everybody else.
func (s Site) Show(v page.Visitor, r *http.Request) (page.Answer, error) {
	after, err := v.FeedAfter()
	if err != nil {
		return page.Answer{}, err
	}
	w := workspace{unread: v.Query.Get("show") == "unread", genre: update.Genre(v.Query.Get("genre"))}
	queries := append(w.face.Queries(slugOf(r)), update.Feed{After: after, Unread: w.unread}.Council(slugOf(r), w.genre, &w.rows))
	if err := s.read(v, r, &w.place, queries...); err != nil {
		return page.Answer{}, err
	}
	if !w.council.Member {
		return page.Show(publicFace(w)), nil
	}
	w.rows, w.next = page.FeedPage(w.rows)
	return page.Show(work(w)), nil
}

// MarkRead counts what the page of the council showed as read, and what is older.
func (s Site) MarkRead(v page.Visitor, r *http.Request) (page.Answer, error) {
	shown, err := page.ShownOf(r)
	if err != nil {
		return page.Answer{}, err
	}
	var p place
	if err := s.read(v, r, &p); err != nil {
		return page.Answer{}, err
	}
	if err := s.DB.Write(r.Context(), v.Who, db.Once{}, item.MarkRead(p.council.ID, shown)...); err != nil {
		return page.Answer{}, err
	}
	return page.Go(p.url(""), "What this page showed of "+p.council.ShortName+", and what is older, counts as read."), nil
}

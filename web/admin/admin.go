// Package admin is where staff keep the structure: councils and their hand-overs, sectors, organizations, people, facts to confirm.
// Nothing here shows content, and nothing here decides who sits in a council that decides that itself.
package admin

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"example.org/concord/internal/council"
	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/may"
	"example.org/concord/internal/person"
	"example.org/concord/internal/reference"
	"example.org/concord/internal/region"
	"example.org/concord/internal/signin"
	"example.org/concord/internal/trouble"
	"example.org/concord/web/page"
)

// Site serves the administration.
type Site struct{ DB *db.DB }

// read brings the frame and what the page asks for. Whoever does not hold the capability finds nothing here, neither a page nor a form:
// what a form would then change, Postgres forbids in any case.
func (s Site) read(v page.Visitor, r *http.Request, f *page.Frame, c may.Capability, queries ...db.Query) error {
	if err := s.DB.Read(r.Context(), v.Who, append(f.Queries(v), queries...)...); err != nil {
		return err
	}
	if !f.May(c) {
		return fault.NotFound
	}
	return nil
}

// overview is what is out of order.
type overview struct {
	frame     page.Frame
	chairless []council.Chairless
	kinds     []council.ChairlessKind // of those without a chair
	next      string
	waiting   []person.Waiting
	resets    []signin.Reset
	terms     []council.Term
	facts     []reference.Waits
	failed    []trouble.Work
	chores    []trouble.Chore
	barred    []council.Barred
	only      string // the part that is shown whole
	kind      string // of the councils without a chair that are shown, "" for any
}

// Overview shows what is out of order, each row with the verb that puts it right.
func (s Site) Overview(v page.Visitor, r *http.Request) (page.Answer, error) {
	after, err := page.ParseCursor(v.Query.Get("after"), 2)
	if err != nil {
		return page.Answer{}, err
	}
	o := overview{only: v.Query.Get("all"), kind: v.Query.Get("kind")}
	if err := s.DB.Read(r.Context(), v.Who, append(o.frame.Queries(v),
		council.WithoutChair(o.kind, after, &o.chairless), council.WithoutChairByKind(&o.kinds), person.NotEnrolled(&o.waiting), signin.Resets(&o.resets), council.TermsEnding(&o.terms), reference.WaitingByKind(&o.facts), trouble.Seen(&o.failed), trouble.Chores(&o.chores), council.BarredOfficers(&o.barred))...); err != nil {
		return page.Answer{}, err
	}
	if !o.frame.Administers() {
		return page.Answer{}, fault.NotFound
	}
	if len(o.chairless) > council.PerPage {
		o.chairless = o.chairless[:council.PerPage]
		o.next = page.Cursor(o.chairless[council.PerPage-1].Key()...)
	}
	return page.Show(disorder(o)), nil
}

func crumbs(steps ...page.Crumb) []page.Crumb {
	return append([]page.Crumb{{Name: "Administration", Href: "/admin"}}, steps...)
}

// factsWaiting is how many facts wait, of all kinds.
func (o overview) factsWaiting() int {
	n := 0
	for _, w := range o.facts {
		n += w.Facts
	}
	return n
}

// councilOptions are councils that a typed name finds.
func councilOptions(found []council.Listed) []page.Option {
	options := make([]page.Option, len(found))
	for i, c := range found {
		options[i] = page.Option{Value: c.ID.String(), Label: c.ShortName, Says: c.Name}
	}
	return options
}

func listedBy(found []council.Listed, id uuid.UUID) (c council.Listed) {
	for _, l := range found {
		if l.ID.UUID == id {
			return l
		}
	}
	return c
}

func regionOptions(regions []region.Region) []page.Option {
	options := make([]page.Option, len(regions))
	for i, r := range regions {
		options[i] = page.Option{Value: strconv.Itoa(r.Number), Label: r.Name, Says: strings.Join(r.Codes, ", ")}
	}
	return options
}

func sectorOptions(sectors []council.SectorName) []page.Option {
	options := make([]page.Option, len(sectors))
	for i, s := range sectors {
		options[i] = page.Option{Value: s.Slug, Label: s.Name}
	}
	return options
}

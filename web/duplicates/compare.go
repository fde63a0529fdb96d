package duplicates

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/duplicate"
	"example.org/concord/internal/fault"
	"example.org/concord/web/page"
)

// choice is the page on which somebody who knows of a pair names the other one.
type choice struct {
	frame  page.Frame
	kind   duplicate.Kind
	one    duplicate.Side
	words  string
	others []duplicate.Side
}

// Choose finds what to compare one with.
func (s Site) Choose(v page.Visitor, r *http.Request) (page.Answer, error) {
	kind, ids, err := named(r, "one")
	if err != nil {
		return page.Answer{}, err
	}
	c := choice{kind: kind, words: v.Query.Get("q")}
	if err := s.DB.Read(r.Context(), v.Who, append(c.frame.Queries(v), duplicate.One(kind, ids[0], &c.one), duplicate.Others(kind, ids[0], c.words, &c.others))...); err != nil {
		return page.Answer{}, err
	}
	if !slices.Contains(kinds(c.frame), kind) {
		return page.Answer{}, fault.NotFound
	}
	return page.Show(choose(c)), nil
}

// named reads the kind and the identifiers of the address.
func named(r *http.Request, parameters ...string) (duplicate.Kind, []uuid.UUID, error) {
	kind, err := kindOf(chi.URLParam(r, "what"))
	if err != nil {
		return "", nil, err
	}
	var ids []uuid.UUID
	for _, p := range parameters {
		id, err := uuid.Parse(chi.URLParam(r, p))
		if err != nil {
			return "", nil, fault.NotFound
		}
		ids = append(ids, id)
	}
	return kind, ids, nil
}

// pair is two side by side.
type pair struct {
	frame      page.Frame
	kind       duplicate.Kind
	one, other duplicate.Side
	lines      []duplicate.Line
	keep       string            // as chosen
	take       map[string]string // by line: whose value stays, "one" or "other"
	because    string
	wrong      fault.Invalid
	keys       [2]string
}

func (p pair) url() string { return at(p.kind, p.one.ID, p.other.ID) }

func at(k duplicate.Kind, one, other uuid.UUID) string {
	return "/duplicates/" + string(k) + "/" + one.String() + "/" + other.String()
}

// of are the lines of a part.
func (p pair) of(part duplicate.Part) (some []duplicate.Line) {
	for _, l := range p.lines {
		if l.Part == part {
			some = append(some, l)
		}
	}
	return some
}

// bound says that something keeps the one, or the other, from going.
func (p pair) bound() (one, other bool) {
	for _, l := range p.of(duplicate.Binds) {
		one = one || l.OfOne != "0"
		other = other || l.OfOther != "0"
	}
	return one, other
}

// kept is which to keep, where nobody has chosen: the one that cannot go, else the one about which more is written.
func (p pair) kept() string {
	one, other := p.bound()
	weight := 0
	for _, l := range p.of(duplicate.Follows) {
		a, _ := strconv.Atoi(l.OfOne) // both are counts
		b, _ := strconv.Atoi(l.OfOther)
		weight += a - b
	}
	switch {
	case p.keep != "":
		return p.keep
	case other && !one, one == other && weight < 0:
		return p.other.ID.String()
	}
	return p.one.ID.String()
}

// stays says whose value of a line stays: as chosen, else that of the one kept, but for what the other one says and it does not.
func (p pair) stays(l duplicate.Line) string {
	if side := p.take[l.What]; side == "one" || side == "other" {
		return side
	}
	side, has, others := "one", l.OfOne, l.OfOther
	if p.kept() == p.other.ID.String() {
		side, has, others = "other", l.OfOther, l.OfOne
	}
	if has == "" || strings.HasSuffix(others, ", "+has) { // a city of the same county says more than the county
		return opposite[side]
	}
	return side
}

var opposite = map[string]string{"one": "other", "other": "one"}

// taken are the lines that the one kept takes over, chosen or offered so, and what was chosen that nothing offers: the database refuses it.
func (p pair) taken() (lines []string) {
	gone := "other"
	if p.kept() == p.other.ID.String() {
		gone = "one"
	}
	offered := map[string]bool{}
	for _, l := range p.of(duplicate.Choice) {
		offered[l.What] = true
		if l.OfOne != l.OfOther && p.stays(l) == gone {
			lines = append(lines, l.What)
		}
	}
	for what, side := range p.take {
		if side == gone && !offered[what] {
			lines = append(lines, what)
		}
	}
	return lines
}

func (s Site) read(v page.Visitor, r *http.Request) (pair, error) {
	p := pair{keys: [2]string{page.NewKey(), page.NewKey()}}
	kind, ids, err := named(r, "one", "other")
	if err != nil {
		return p, err
	}
	p.kind = kind
	err = s.DB.Read(r.Context(), v.Who, append(p.frame.Queries(v), duplicate.One(kind, ids[0], &p.one), duplicate.One(kind, ids[1], &p.other), duplicate.Compare(kind, ids[0], ids[1], &p.lines))...)
	if err == nil && len(p.lines) == 0 {
		return p, fault.NotFound // not theirs to merge
	}
	return p, err
}

// Compare sets two side by side.
func (s Site) Compare(v page.Visitor, r *http.Request) (page.Answer, error) {
	p, err := s.read(v, r)
	if err != nil {
		return page.Answer{}, err
	}
	return page.Show(compare(p)), nil
}

// Merge ends one of them in favor of the other.
func (s Site) Merge(v page.Visitor, r *http.Request) (page.Answer, error) {
	p, err := s.read(v, r)
	if err != nil {
		return page.Answer{}, err
	}
	p.keep, p.because, p.take = r.PostFormValue("keep"), r.PostFormValue("because"), map[string]string{}
	for name := range r.PostForm {
		if what, ok := strings.CutPrefix(name, "take-"); ok {
			p.take[what] = r.PostForm.Get(name)
		}
	}
	differ, _ := p.says(duplicate.Choice)
	for _, l := range differ {
		if side := p.take[l.What]; side != "" && opposite[side] == "" {
			p.wrong.Add("take-"+l.What, lineName(l.What)+": choose one of the two.")
		}
	}
	kept, gone := p.one, p.other
	switch p.keep {
	case p.other.ID.String():
		kept, gone = p.other, p.one
	case p.one.ID.String():
	default:
		p.wrong.Add("keep", "Choose which of the two is kept.")
	}
	change, err := duplicate.Merge(uuid.New(), p.kind, kept.ID, gone.ID, p.taken(), p.because)
	p.wrong = append(p.wrong, page.Wrong(err)...)
	if err = p.wrong.Err(); err == nil {
		err = s.DB.Write(r.Context(), v.Who, page.Once(r, listOf(p.kind)), change)
	}
	if page.Told(err, &p.wrong) {
		return page.Again(compare(p), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	return page.Go(listOf(p.kind), "Merged: "+kept.Name+" is kept. You can undo it below."), nil
}

// TellApart says that they are two.
func (s Site) TellApart(v page.Visitor, r *http.Request) (page.Answer, error) {
	kind, ids, err := named(r, "one", "other")
	if err != nil {
		return page.Answer{}, err
	}
	return s.write(v, r, kind, "Told apart: nobody is asked about these two again.", duplicate.TellApart(kind, ids[0], ids[1]))
}

func (s Site) write(v page.Visitor, r *http.Request, k duplicate.Kind, flash string, change db.Query) (page.Answer, error) {
	if err := s.DB.Write(r.Context(), v.Who, page.Once(r, listOf(k)), change); err != nil {
		return page.Answer{}, err
	}
	return page.Go(listOf(k), flash), nil
}

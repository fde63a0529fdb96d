package updates

import (
	"net/http"
	"slices"

	"github.com/go-chi/chi/v5"

	"example.org/concord/internal/fault"
	"example.org/concord/internal/item"
	"example.org/concord/internal/marking"
	"example.org/concord/web/page"
)

// grown is what others came to read by a change of structure, before whom it belongs to.
type grown struct {
	frame  page.Frame
	growth item.Growth
	ways   []item.Way
	items  []item.Grown
	chosen []string
	errs   fault.Invalid
	once   string
}

func (s Site) grown(v page.Visitor, r *http.Request) (*grown, error) {
	id, err := item.ParseGrowthID(chi.URLParam(r, "growth"))
	if err != nil {
		return nil, err
	}
	g := &grown{once: page.NewKey()}
	err = s.DB.Read(r.Context(), v.Who, append(g.frame.Queries(v), item.GrowthByID(id, &g.growth), item.WaysOf(id, &g.ways), item.GrownItems(id, &g.items))...)
	return g, err
}

func (g *grown) url() string { return "/reach/" + g.growth.ID.String() }

// marking is the narrowest of the labels, for a printed sheet.
func (g *grown) marking() string {
	if len(g.items) == 0 {
		return ""
	}
	mark := g.items[0].Label
	for _, i := range g.items[1:] {
		mark = marking.Narrower(mark, i.Label)
	}
	return string(mark)
}

// happened says what let the others in.
func (g *grown) happened() string {
	by := g.growth.ByName
	if by == "" {
		by = "The portal"
	}
	switch g.growth.Cause {
	case item.Nested:
		return by + " made a council part of those who read"
	case item.NewRule:
		return by + " let people in an office read what they did not read before"
	case item.HandedOut:
		return by + " recorded somebody as an officer of a council"
	}
	return by + " changed of which kind a council is, or what that kind may read"
}

// state is what was decided about an item.
func state(i item.Grown) string {
	switch {
	case i.Held == nil:
		return "Open to them; not decided yet"
	case *i.Held:
		return "Held: they do not read it"
	}
	return "Let be: they read it"
}

// ticked are those that wait for a decision, or were chosen.
func (g *grown) ticked() (all []string) {
	if g.errs != nil {
		return g.chosen
	}
	for _, i := range g.items {
		if i.Held == nil {
			all = append(all, i.ID.String())
		}
	}
	return all
}

// Growth shows who came to read what the visitor posted.
func (s Site) Growth(v page.Visitor, r *http.Request) (page.Answer, error) {
	g, err := s.grown(v, r)
	return page.Show(growthPage(g)), err
}

// AnswerGrowth holds what was chosen, or lets it be.
func (s Site) AnswerGrowth(v page.Visitor, r *http.Request) (page.Answer, error) {
	g, err := s.grown(v, r)
	if err != nil {
		return page.Answer{}, err
	}
	act := r.PostFormValue("act")
	g.chosen = r.PostForm["items"]
	var chosen []item.ID
	for _, i := range g.items {
		if slices.Contains(g.chosen, i.ID.String()) {
			chosen = append(chosen, i.ID)
		}
	}
	if len(chosen) == 0 {
		g.errs.Add("items", "Choose at least one post.")
	}
	if act != "hold" && act != "let" {
		g.errs.Add("act", "Choose whether to hold them or to let it be.")
	}
	if len(g.errs) > 0 {
		return page.Again(growthPage(g), g.errs), nil
	}
	err = s.DB.Write(r.Context(), v.Who, page.Once(r, g.url()), item.AnswerGrowth(g.growth.ID, chosen, act == "hold"))
	says := "Let be. They read " + page.Count(len(chosen), "post", "posts") + " as the others do."
	if act == "hold" {
		says = "Held. Whoever came so does not read " + page.Count(len(chosen), "post", "posts") + " any more."
	}
	return page.Go(g.url(), says), err
}

package proposals

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"example.org/concord/internal/council"
	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/proposal"
	"example.org/concord/web/page"
)

// rights is what the offices of a kind of body may do.
type rights struct {
	frame page.Frame
	all   []proposal.Held
	kind  string
	limit int // beyond which many readers are an alarm

	readers, because string // of another limit
	wrong            fault.Invalid
	key              string
}

// Rights shows it, a kind at a time.
func (s Site) Rights(v page.Visitor, r *http.Request) (page.Answer, error) {
	p := rights{kind: cmp.Or(v.Query.Get("kind"), council.SCC), key: page.NewKey()}
	if err := s.read(v, r, &p.frame, proposal.Rights(&p.all), proposal.Limit(&p.limit)); err != nil {
		return page.Answer{}, err
	}
	if len(p.offices()) == 0 {
		return page.Answer{}, fault.NotFound
	}
	return page.Show(rightsPage(p)), nil
}

// ProposeLimit proposes from how many readers on a wider right is an alarm.
func (s Site) ProposeLimit(v page.Visitor, r *http.Request) (page.Answer, error) {
	p := rights{kind: council.SCC, readers: r.PostFormValue("readers"), because: r.PostFormValue("because"), key: r.PostFormValue("once")}
	if err := s.read(v, r, &p.frame, proposal.Rights(&p.all), proposal.Limit(&p.limit)); err != nil {
		return page.Answer{}, err
	}
	id := proposal.NewID()
	readers, _ := page.Whole(p.readers) // 0 is told as no number of people
	change, err := proposal.ProposeLimit(id, readers, p.because)
	if err == nil {
		err = s.DB.Write(r.Context(), v.Who, page.Once(r, urlOf(id)), change)
	}
	if page.Told(err, &p.wrong) {
		return page.Again(rightsPage(p), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	return page.Go(urlOf(id), "Proposed. It holds once a second member of staff confirms it."), nil
}

// kinds are those that have offices, to choose from.
func (p rights) kinds() (options []page.Option) {
	for _, h := range p.all {
		if n := len(options); n == 0 || options[n-1].Value != h.Kind {
			options = append(options, page.Option{Value: h.Kind, Label: h.KindName})
		}
	}
	return options
}

// office is one with its rights.
type office struct {
	Slug, Name string
	Rights     []proposal.Held
}

// offices are those of the kind.
func (p rights) offices() (offices []office) {
	for _, h := range p.all {
		if h.Kind != p.kind {
			continue
		}
		if n := len(offices); n == 0 || offices[n-1].Slug != h.Office {
			offices = append(offices, office{Slug: h.Office, Name: h.OfficeName})
		}
		last := &offices[len(offices)-1]
		last.Rights = append(last.Rights, h)
	}
	return offices
}

// changing is the page on which a right is given or taken, with whom it reaches.
type changing struct {
	frame   page.Frame
	right   proposal.Right
	words   proposal.Named
	held    []proposal.Held
	offers  []proposal.Offer
	effect  []proposal.Effect
	limit   int
	because string
	wrong   fault.Invalid
	key     string
}

// rightOf reads which right is meant: its capability and reach travel as one choice.
func rightOf(q url.Values) proposal.Right {
	capability, reach, _ := strings.Cut(q.Get("right"), "/")
	return proposal.Right{Kind: q.Get("kind"), Office: q.Get("office"), Capability: capability, Reach: reach}
}

func (s Site) readChange(v page.Visitor, r *http.Request, c *changing) error {
	queries := []db.Query{proposal.Rights(&c.held), proposal.Offers(&c.offers), proposal.Limit(&c.limit)}
	if c.right.Capability != "" {
		queries = append(queries, c.right.Words(&c.words), c.right.Effect(&c.effect))
	}
	if err := s.read(v, r, &c.frame, queries...); err != nil {
		return err
	}
	if c.office() == nil {
		return fault.NotFound
	}
	return nil
}

// office is a right that the office has there already, for its name; nil where the kind has no such office.
func (c changing) office() *proposal.Held {
	i := slices.IndexFunc(c.held, func(h proposal.Held) bool { return h.Kind == c.right.Kind && h.Office == c.right.Office })
	if i < 0 {
		return nil
	}
	return &c.held[i]
}

// options are what the office could be given.
func (c changing) options() []page.Option {
	options := []page.Option{{Label: "Choose a right"}}
	for _, o := range c.offers {
		if administration := c.right.Kind == "administration"; o.Class == "content" && administration || o.Class == "structure" && !administration {
			continue // what is read and what is administered never meet in one office
		}
		for _, reach := range o.Reaches {
			has := slices.ContainsFunc(c.held, func(h proposal.Held) bool {
				return h.Kind == c.right.Kind && h.Office == c.right.Office && h.Capability == o.Slug && h.Reach == reach
			})
			if !has {
				options = append(options, page.Option{Value: o.Slug + "/" + reach, Label: o.Means + ": " + reaches[reach]})
			}
		}
	}
	return options
}

// widest is how many people the circle gains that gains most.
func (c changing) widest() (n int) {
	for _, e := range c.effect {
		if e.Circle != "person" {
			n = max(n, e.People)
		}
	}
	return n
}

// Change shows whom a change reaches, before it is made.
func (s Site) Change(v page.Visitor, r *http.Request) (page.Answer, error) {
	c := changing{right: rightOf(v.Query), key: page.NewKey()}
	if err := s.readChange(v, r, &c); err != nil {
		return page.Answer{}, err
	}
	return page.Show(changePage(c)), nil
}

// ChangeRight proposes that an office may do more, or takes a right away at once.
func (s Site) ChangeRight(v page.Visitor, r *http.Request) (page.Answer, error) {
	c := changing{right: rightOf(r.PostForm), because: r.PostFormValue("because"), key: r.PostFormValue("once")}
	if err := s.readChange(v, r, &c); err != nil {
		return page.Answer{}, err
	}
	id, said := proposal.NewID(), "Proposed. Nothing changes before a second member of staff confirms."
	query, err := c.right.Propose(id, c.because)
	if proposal.Act(r.PostFormValue("act")) == proposal.Narrowing {
		said = "Taken away. To undo it, propose that the office has it again."
		query, err = c.right.End(id, c.because)
	}
	if err == nil {
		err = s.DB.Write(r.Context(), v.Who, page.Once(r, urlOf(id)), query)
	}
	if page.Told(err, &c.wrong) {
		return page.Again(changePage(c), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	return page.Go(urlOf(id), said), nil
}

func changeURL(r proposal.Right) string {
	q := url.Values{"kind": {r.Kind}, "office": {r.Office}}
	if r.Capability != "" {
		q.Set("right", r.Capability+"/"+r.Reach)
	}
	return "/admin/rights/change?" + q.Encode()
}

// reaches say how far a right goes.
var reaches = map[string]string{
	"person": "what is addressed to them by name", "seated": "what is addressed to the seated", "council": "the council, its joint rooms and communities",
	"rooms": "the council and its joint rooms", "own": "the council alone", "counterpart": "the councils it faces", "public": "the public",
	"sector": "the community of its sector", "posting": "the community, where its rules let members post",
}

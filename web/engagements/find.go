package engagements

import (
	"net/http"
	"slices"
	"strings"

	"example.org/concord/internal/engagement"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/organization"
	"example.org/concord/web/page"
)

// found are organizations to record something with, and the form by which one that is not among them is added.
type found struct {
	frame   page.Frame
	words   string
	rows    []organization.Choice
	states  []engagement.StateChoice
	adding  organization.Organization
	another bool // it is none of rows
	wrong   fault.Invalid
	key     string
}

func (s Site) find(v page.Visitor, r *http.Request) (page.Answer, error) {
	f := found{words: v.Query.Get("q"), key: page.NewKey(), adding: organization.Organization{Name: v.Query.Get("q"), Kind: "owner_operator"}}
	if err := s.readFound(v, r, &f); err != nil {
		return page.Answer{}, err
	}
	return page.Show(findPage(f)), nil
}

func (s Site) readFound(v page.Visitor, r *http.Request, f *found) error {
	queries := append(f.frame.Queries(v), engagement.StatesHere(&f.states))
	if f.words != "" {
		queries = append(queries, organization.Choices(f.words, &f.rows))
	}
	err := s.DB.Read(r.Context(), v.Who, queries...)
	f.rows = f.rows[:min(len(f.rows), 30)]
	return err
}

// AddOrganization puts one on record that was met and is not there, and goes on to what is recorded with it. Those that are like it are
// offered first.
func (s Site) AddOrganization(v page.Visitor, r *http.Request) (page.Answer, error) {
	f := found{key: r.PostFormValue("once"), another: r.PostFormValue("another") == "yes",
		adding: organization.Organization{ID: organization.New(), Name: strings.TrimSpace(r.PostFormValue("name")), Kind: r.PostFormValue("kind"), State: r.PostFormValue("state")}}
	f.words = f.adding.Name
	if err := s.readFound(v, r, &f); err != nil {
		return page.Answer{}, err
	}
	o := &f.adding
	o.Slug = o.Address()
	if f.another && slices.ContainsFunc(f.rows, func(c organization.Choice) bool { return c.Slug == o.Slug }) {
		o.Slug += "-" + strings.ToLower(o.State) // two bodies of one name: the state tells them apart
	}
	f.wrong = page.Wrong(o.Check())
	if !page.Offered(f.kinds(), o.Kind) && f.wrong.For("kind") == "" {
		f.wrong.Add("kind", "Kind: choose one.")
	}
	if !page.Offered(f.places(), o.State) {
		f.wrong.Add("state", "State: choose one of your region.")
	}
	if len(f.rows) > 0 && !f.another {
		f.wrong.Add("another", "These are like it. Choose the one that you met above, or say that it is none of them.")
	}
	location := "/engagements/new?organization=" + o.Slug
	err := f.wrong.Err()
	if err == nil {
		err = s.DB.Write(r.Context(), v.Who, page.Once(r, location), organization.Add(*o)...)
	}
	if page.Told(err, &f.wrong) {
		return page.Again(findPage(f), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	return page.Go(location, o.Name+" is on record. Record what you did with it."), nil
}

func (f found) kinds() []page.Option {
	var options []page.Option
	for _, slug := range engagement.Addable {
		options = append(options, page.Option{Value: slug, Label: organization.KindName(slug)})
	}
	return options
}

func (f found) places() []page.Option {
	options := []page.Option{{Label: "Choose"}}
	for _, s := range f.states {
		options = append(options, page.Option{Value: s.Code, Label: s.Name})
	}
	return options
}

// said is what was chosen of the only box.
func (f found) said() []string {
	if f.another {
		return []string{"yes"}
	}
	return nil
}

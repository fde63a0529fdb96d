package admin

import (
	"net/http"
	"slices"
	"strings"

	"github.com/go-chi/chi/v5"

	"example.org/concord/internal/council"
	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/may"
	"example.org/concord/internal/organization"
	"example.org/concord/internal/region"
	"example.org/concord/internal/renewal"
	"example.org/concord/web/page"
)

// organizationList leads to each organization's form.
type organizationList struct {
	frame page.Frame
	words string
	rows  []organization.Organization
	next  string
}

// Organizations lists them by name.
func (s Site) Organizations(v page.Visitor, r *http.Request) (page.Answer, error) {
	after, err := page.ParseCursor(v.Query.Get("after"), 2)
	if err != nil {
		return page.Answer{}, err
	}
	l := organizationList{words: v.Query.Get("q")}
	if err := s.read(v, r, &l.frame, may.EditOrganizations, organization.List(l.words, after, &l.rows)); err != nil {
		return page.Answer{}, err
	}
	if len(l.rows) > organization.PerPage {
		l.rows = l.rows[:organization.PerPage]
		l.next = page.Cursor(l.rows[organization.PerPage-1].Key()...)
	}
	return page.Show(organizationRows(l)), nil
}

// organizationForm adds or edits one.
type organizationForm struct {
	frame        page.Frame
	sectors      []council.SectorName
	regions      []region.Region
	organization organization.Organization
	parent       page.Pick
	added        bool // it is on record already
	wrong        fault.Invalid
	key          string
	administration
}

func (s Site) readOrganization(v page.Visitor, r *http.Request, f *organizationForm, more ...db.Query) error {
	return s.read(v, r, &f.frame, may.EditOrganizations, append(more, council.Sectors(&f.sectors), region.All(&f.regions))...)
}

// NewOrganization is the empty form.
func (s Site) NewOrganization(v page.Visitor, r *http.Request) (page.Answer, error) {
	f := organizationForm{key: page.NewKey(), organization: organization.Organization{Kind: "owner_operator", Name: v.Query.Get("name")}}
	if err := s.readOrganization(v, r, &f); err != nil {
		return page.Answer{}, err
	}
	return page.Show(organizationPage(f)), nil
}

// Organization is the form with what is on record.
func (s Site) Organization(v page.Visitor, r *http.Request) (page.Answer, error) {
	f := organizationForm{key: page.NewKey(), added: true, administration: administration{naming: page.NewKey()}}
	slug := chi.URLParam(r, "organization")
	if err := s.readOrganization(v, r, &f, organization.BySlug(slug, &f.organization), renewal.AdministratorsOf(slug, &f.administrators)); err != nil {
		return page.Answer{}, err
	}
	f.parent.Value = f.organization.Parent
	return page.Show(organizationPage(f)), nil
}

// AddOrganization lists a new organization.
func (s Site) AddOrganization(v page.Visitor, r *http.Request) (page.Answer, error) {
	f := organizationForm{organization: organization.Organization{ID: organization.New()}}
	return s.keepOrganization(v, r, &f, organization.Add)
}

// EditOrganization corrects one.
func (s Site) EditOrganization(v page.Visitor, r *http.Request) (page.Answer, error) {
	f := organizationForm{added: true, administration: administration{naming: page.NewKey()}}
	slug := chi.URLParam(r, "organization")
	return s.keepOrganization(v, r, &f, organization.Edit, organization.BySlug(slug, &f.organization), renewal.AdministratorsOf(slug, &f.administrators))
}

func (s Site) keepOrganization(v page.Visitor, r *http.Request, f *organizationForm, keep func(organization.Organization) []db.Query, found ...db.Query) (page.Answer, error) {
	f.key, f.parent = r.PostFormValue("once"), picked(r, "parent")
	var parents []organization.Choice
	if f.parent.Value != "" {
		found = append(found, organization.Choices(f.parent.Value, &parents))
	}
	if err := s.readOrganization(v, r, f, found...); err != nil {
		return page.Answer{}, err
	}
	f.read(r)
	f.adopt(parents)
	f.wrong = append(f.wrong, page.Wrong(f.organization.Check())...)
	location := "/admin/organizations/" + f.organization.Slug
	err := f.wrong.Err()
	if err == nil {
		err = s.DB.Write(r.Context(), v.Who, page.Once(r, location), keep(f.organization)...)
	}
	if page.Told(err, &f.wrong) {
		return page.Again(organizationPage(*f), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	return page.Go(location, "Saved."), nil
}

// read takes what was typed. The address of a new one follows from its name.
func (f *organizationForm) read(r *http.Request) {
	o := &f.organization
	o.Name, o.Abbr, o.Kind, o.State = strings.TrimSpace(r.PostFormValue("name")), strings.TrimSpace(r.PostFormValue("abbr")), r.PostFormValue("kind"), r.PostFormValue("state")
	o.Website, o.Regulator, o.Sectors = strings.TrimSpace(r.PostFormValue("website")), r.PostFormValue("regulator") != "", r.PostForm["sector"]
	if !f.added {
		o.Slug = o.Address()
	}
}

// adopt finds the organization above, "" where none was typed.
func (f *organizationForm) adopt(parents []organization.Choice) {
	was := f.organization.Parent
	f.organization.Parent = ""
	for _, p := range parents[:min(len(parents), 20)] {
		f.parent.Found = append(f.parent.Found, page.Option{Value: p.ID.String(), Label: p.Name, Says: p.Abbr})
	}
	if f.parent.Value == "" {
		return
	}
	if f.added && f.parent.Value == was {
		f.organization.Parent = was
		return
	}
	id, ok := f.parent.One()
	if !ok {
		f.wrong.Add("parent", f.parent.Which("No organization of that name is on record."))
		return
	}
	for _, p := range parents {
		if p.ID.UUID == id {
			f.organization.Parent = p.Slug
		}
	}
}

func (f organizationForm) kindOptions() []page.Option {
	options := make([]page.Option, len(organization.Kinds))
	for i, k := range organization.Kinds {
		options[i] = page.Option{Value: k.Slug, Label: k.Name}
	}
	return options
}

func (f organizationForm) stateOptions() []page.Option {
	var options []page.Option
	for _, r := range f.regions {
		for i, code := range r.Codes {
			options = append(options, page.Option{Value: code, Label: r.States[i]})
		}
	}
	slices.SortFunc(options, func(a, b page.Option) int { return strings.Compare(a.Label, b.Label) })
	return append([]page.Option{{Label: "None"}}, options...)
}

func (f organizationForm) regulates() []string {
	if f.organization.Regulator {
		return []string{"yes"}
	}
	return nil
}

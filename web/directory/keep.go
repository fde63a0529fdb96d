package directory

import (
	"net/http"
	"strings"

	"github.com/go-chi/chi/v5"

	"example.org/concord/internal/directory"
	"example.org/concord/internal/fault"
	org "example.org/concord/internal/organization"
	"example.org/concord/web/page"
)

// keeping is the form in which an organization's own administrator keeps its profile.
type keeping struct {
	frame        page.Frame
	organization org.Organization
	choices      directory.Choices
	wrong        fault.Invalid
	key          string
}

func (k keeping) url() string { return "/directory/organizations/" + k.organization.Slug }

func (s Site) readKeeping(v page.Visitor, r *http.Request, k *keeping) error {
	queries := append(k.frame.Queries(v), org.Administered(chi.URLParam(r, "organization"), &k.organization))
	return s.DB.Read(r.Context(), v.Who, append(queries, k.choices.Queries("")...)...)
}

// AskProfile is the form.
func (s Site) AskProfile(v page.Visitor, r *http.Request) (page.Answer, error) {
	k := keeping{key: page.NewKey()}
	if err := s.readKeeping(v, r, &k); err != nil {
		return page.Answer{}, err
	}
	return page.Show(profileForm(k)), nil
}

// KeepProfile keeps what was written.
func (s Site) KeepProfile(v page.Visitor, r *http.Request) (page.Answer, error) {
	k := keeping{key: r.PostFormValue("once")}
	if err := s.readKeeping(v, r, &k); err != nil {
		return page.Answer{}, err
	}
	o := &k.organization
	o.Abbr, o.State, o.Website, o.Sectors = strings.TrimSpace(r.PostFormValue("abbr")), r.PostFormValue("state"), strings.TrimSpace(r.PostFormValue("website")), r.PostForm["sector"]
	err := o.Check()
	if err == nil {
		err = s.DB.Write(r.Context(), v.Who, page.Once(r, k.url()), org.KeepProfile(*o))
	}
	if page.Told(err, &k.wrong) {
		return page.Again(profileForm(k), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	return page.Go(k.url(), "Saved. Everybody who looks your organization up sees it."), nil
}

// choose are choices without "all" before them.
func choose(choices []directory.Choice) []page.Option { return options("", choices)[1:] }

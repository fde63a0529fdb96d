package admin

import (
	"net/http"
	"net/url"
	"slices"

	"example.org/concord/web/page"
)

// preview is what a change of the framework would change, and when, before it is made: the form comes back with everything typed and is
// sent once more, confirmed.
type preview struct {
	frame  page.Frame
	title  string
	lines  []string
	shown  []string // councils whose pages say it from then on
	action string
	from   page.Crumb // the list it belongs to; the sectors where it is left out
	back   string
	form   url.Values
}

// previewed answers with the preview where the form was not confirmed yet; false where it was.
func previewed(r *http.Request, p preview) (page.Answer, bool) {
	if r.PostFormValue("confirmed") == "yes" {
		return page.Answer{}, false
	}
	if p.from.Name == "" {
		p.from = page.Crumb{Name: "Sectors", Href: "/admin/sectors"}
	}
	p.action, p.form = r.URL.Path, r.PostForm
	return page.Show(previewPage(p)), true
}

// names are those of the fields, in one order.
func (p preview) names() (names []string) {
	for name := range p.form {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

package admin

import (
	"net/http"
	"strings"

	"example.org/concord/internal/admission"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/may"
	"example.org/concord/web/page"
)

// rulesPage is where the rules of behavior are kept: what is in force, and a new version before it is published.
type rulesPage struct {
	frame    page.Frame
	versions []admission.Version
	words    string
	since    string
	wrong    fault.Invalid
	key      string
}

// asks is how many people a new version asks.
func (p rulesPage) asks() string {
	if len(p.versions) == 0 {
		return "Nobody"
	}
	return page.Capped(p.versions[0].People, 10_000)
}

func (s Site) readRules(v page.Visitor, r *http.Request, p *rulesPage) error {
	return s.read(v, r, &p.frame, may.AddPeople, admission.StandingOfRules(&p.versions))
}

// Rules shows the versions, and the form for the next one, which begins with the words of the last.
func (s Site) Rules(v page.Visitor, r *http.Request) (page.Answer, error) {
	var p rulesPage
	if err := s.readRules(v, r, &p); err != nil {
		return page.Answer{}, err
	}
	if len(p.versions) > 0 {
		p.words = p.versions[0].Words
	}
	return page.Show(rulesForm(p)), nil
}

// typedRules is the form as it was sent, checked.
func (s Site) typedRules(v page.Visitor, r *http.Request) (p rulesPage, version admission.Rules, err error) {
	p = rulesPage{words: strings.ReplaceAll(r.PostFormValue("words"), "\r\n", "\n"), since: r.PostFormValue("since"), key: r.PostFormValue("once")}
	if err = s.readRules(v, r, &p); err != nil {
		return p, version, err
	}
	version.Words = p.words
	p.wrong = page.Wrong(version.Check())
	if day := page.Day(p.since, "since", v.Instance.Zone, &p.wrong); day != nil {
		if version.Since = *day; !day.After(v.Now) {
			p.wrong.Add("since", "From: choose a day to come, or none for now.")
		}
	}
	return p, version, nil
}

// PreviewRules shows a version as its readers will see it, and how many are asked.
func (s Site) PreviewRules(v page.Visitor, r *http.Request) (page.Answer, error) {
	p, version, err := s.typedRules(v, r)
	if err != nil {
		return page.Answer{}, err
	}
	if err := p.wrong.Err(); err != nil || r.PostFormValue("then") == "change" {
		if err == nil {
			return page.Show(rulesForm(p)), nil
		}
		return page.Again(rulesForm(p), err), nil
	}
	p.key = page.NewKey()
	return page.Show(rulesPreview(p, version)), nil
}

// PublishRules puts it in force.
func (s Site) PublishRules(v page.Visitor, r *http.Request) (page.Answer, error) {
	p, version, err := s.typedRules(v, r)
	if err != nil {
		return page.Answer{}, err
	}
	since := &version.Since
	if p.since == "" {
		since = nil
	}
	if err = p.wrong.Err(); err == nil {
		err = s.DB.Write(r.Context(), v.Who, page.Once(r, "/admin/rules"), admission.Publish(p.words, since))
	}
	if page.Told(err, &p.wrong) {
		return page.Again(rulesForm(p), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	return page.Go("/admin/rules", "Published. Everybody is asked from that moment on, you too."), nil
}

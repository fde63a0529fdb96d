package admission

import (
	"cmp"
	"net/http"
	"time"

	"example.org/concord/internal/admission"
	"example.org/concord/internal/signin"
	"example.org/concord/web/page"
)

// rulesPage are the rules of behavior.
type rulesPage struct {
	frame    page.Frame
	rules    admission.Rules
	accepted []bool
	next     string
	kept     bool // a form waits until they are accepted
}

// Rules shows them, and asks whoever did not accept the version in force to do so.
func (s Site) Rules(v page.Visitor, r *http.Request) (page.Answer, error) {
	p := rulesPage{next: signin.Local(v.Query.Get("next")), kept: v.Query.Get("form") == "kept"}
	if err := s.DB.Read(r.Context(), v.Who, append(p.frame.Queries(v), admission.Newest(&p.rules, &p.accepted)...)...); err != nil {
		return page.Answer{}, err
	}
	return page.Show(rules(p)), nil
}

// AcceptRules notes that they are accepted, and leads on to where the person was going.
func (s Site) AcceptRules(_ page.Visitor, r *http.Request) (page.Answer, error) {
	since, err := time.Parse(time.RFC3339Nano, r.PostFormValue("rules"))
	if err != nil {
		return page.Go(signin.RulesPage, ""), nil
	}
	if err := s.SignIn.AcceptRules(r.Context(), since); err != nil {
		return page.Answer{}, err
	}
	to, news, err := s.SignIn.Onward(r.Context(), r.PostFormValue("next"))
	if err != nil {
		return page.Answer{}, err
	}
	return page.Go(to, cmp.Or(news, "You accepted the rules of behavior.")), nil
}

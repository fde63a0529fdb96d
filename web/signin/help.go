package signin

import (
	"net/http"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/signin"
	"example.org/concord/web/page"
)

// help is the page of whoever cannot sign in.
type help struct {
	frame page.Frame
	email string
	lost  string
	wrong fault.Invalid
	said  bool
}

// Help shows the ways back in.
func (s Site) Help(v page.Visitor, r *http.Request) (page.Answer, error) {
	f, err := s.frame(v, r)
	if err != nil {
		return page.Answer{}, err
	}
	return page.Show(helpPage(help{frame: f})), nil
}

// Plead tells those who can vouch. What it answers says nothing of the address.
func (s Site) Plead(v page.Visitor, r *http.Request) (page.Answer, error) {
	f, err := s.frame(v, r)
	if err != nil {
		return page.Answer{}, err
	}
	h := help{frame: f, email: r.PostFormValue("email"), lost: r.PostFormValue("lost")}
	var let []bool
	query, err := signin.Plead(h.email, signin.Lost(h.lost), signin.From(r.Context()), &let)
	if err == nil {
		err = s.DB.Write(r.Context(), v.Who, db.Once{}, query)
	}
	if err == nil && len(let) == 1 && !let[0] {
		err = fault.Conflict{Message: "Too many asked from your network just now. Nothing you typed is lost: try again in ten minutes, or call the chair of your council."}
	}
	if page.Told(err, &h.wrong) {
		return page.Again(helpPage(h), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	h.said = true
	return page.Show(helpPage(h)), nil
}

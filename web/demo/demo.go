// Package demo lets anybody be any of the invented people, in one click. Its routes exist in demo mode alone.
package demo

import (
	"net/http"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/mail"
	"example.org/concord/internal/signin"
	"example.org/concord/web/page"
)

// Site serves the demonstration's door.
type Site struct {
	DB      *db.DB
	SignIn  *signin.Desk
	Letters *mail.Folder // nil where mail leaves by a server
}

// Show lists the people by what they do.
func (s Site) Show(v page.Visitor, r *http.Request) (page.Answer, error) {
	var f page.Frame
	if err := s.DB.Read(r.Context(), v.Who, f.Queries(v)...); err != nil {
		return page.Answer{}, err
	}
	return page.Show(cast(f, s.Letters != nil)), nil
}

// Enter signs in as the person of the form's field "person".
func (s Site) Enter(_ page.Visitor, r *http.Request) (page.Answer, error) {
	person, err := uuid.Parse(r.PostFormValue("person"))
	if err != nil {
		return page.Answer{}, fault.Invalid{{Name: "person", Message: "Choose one of the people."}}
	}
	if err := s.SignIn.SignInAs(r.Context(), person); err != nil {
		return page.Answer{}, err
	}
	to, news, err := s.SignIn.Onward(r.Context(), r.PostFormValue("next"))
	if err != nil {
		return page.Answer{}, err
	}
	return page.Go(to, news), nil
}

// shown is how many mails the page shows.
const shown = 100

// Mail shows the mail that would have left: to whom, when, and what it says.
func (s Site) Mail(v page.Visitor, r *http.Request) (page.Answer, error) {
	if s.Letters == nil {
		return page.Answer{}, fault.NotFound
	}
	letters, err := s.Letters.Newest(shown)
	if err != nil {
		return page.Answer{}, err
	}
	var f page.Frame
	if err := s.DB.Read(r.Context(), v.Who, f.Queries(v)...); err != nil {
		return page.Answer{}, err
	}
	return page.Show(sent(f, letters)), nil
}

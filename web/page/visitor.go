// Package page is what the areas of the web share: who visits, what frames a page, how an answer is given, and the parts that
// every page is made of. Areas import it; it imports none of them.
package page

import (
	"net/http"
	"net/url"
	"strings"
	"time"

	"example.org/concord/internal/db"
)

// Visitor is who asks, and how. web.go makes one for each request.
type Visitor struct {
	Who      db.Who     // what the database resolves to a person, or to the public
	SignedIn bool       // a person is behind Who; Postgres decides what that means
	Keeps    bool       // an office of theirs keeps a roster, a door or the structure: there are more duties to look for
	Path     string     // the path asked for
	Query    url.Values // its query
	Came     string     // the page asked for, with its query: where a sign-in leads back to; "" where a form was sent
	Request  string     // the id of the request, as in the log and the audit
	Now      time.Time
	Expires  time.Time      // when the sign-in ends unless extended; zero for the public
	Flash    string         // what the last request left to say
	Needs    *int           // how much needs them, where it was counted just now; nil has it counted
	Trace    bool           // false for HEAD and prefetch: nobody has read anything
	Zone     *time.Location // in which they read hours; days are told in the instance's
	Instance *Instance

	frame **Frame // the frame that the handler read, for the pages of web's errors.go
}

// SignIn is the way in that leads back to the page asked for: a link that somebody opens signed out is no dead end. It says what the
// visitor himself asked for and nothing else, whether there is something or not.
func (v Visitor) SignIn() string {
	came := v.Came
	if v.Path == "/sign-in" {
		came = v.Query.Get("next")
	}
	for _, own := range []string{"/sign-in", "/sign-out", "/enroll", "/demo"} {
		if came == own || strings.HasPrefix(came, own+"/") || strings.HasPrefix(came, own+"?") {
			came = ""
		}
	}
	return SignInTo(came)
}

// SignInTo is the way in that leads on to a page of the portal.
func SignInTo(next string) string {
	if next == "" || next == "/" {
		return "/sign-in"
	}
	return "/sign-in?" + url.Values{"next": {next}}.Encode()
}

// Instance is what an operator configures: the same on every page.
type Instance struct {
	Name       string // what the portal is called
	Address    string // where it is reached, such as https://concord.example.org: for links that leave the portal
	Stylesheet string // path of the instance's colors
	Notice     string // shown before sign-in
	Report     []Link // how to report, after 911
	Demo       bool   // invented people, one click to be any of them
	Cast       []CastMember
	Zone       *time.Location // of its days, and of hours for who chose none
}

// Link is a named address. Without one it is plain text, such as a telephone number.
type Link struct{ Name, Href string }

// CastMember is one of the story's people whom the demo offers to sign in as.
type CastMember struct{ ID, Name, Does string }

// Handler answers one route.
type Handler func(v Visitor, r *http.Request) (Answer, error)

// WithFrame gives the visitor a place where the frame of the page is remembered once a handler asked for it.
func (v Visitor) WithFrame() Visitor {
	v.frame = new(*Frame)
	return v
}

// Frame is what was read of the frame so far: the handler's own, or an empty one.
func (v Visitor) Frame() Frame {
	if v.frame == nil || *v.frame == nil {
		return Frame{Visitor: v}
	}
	return **v.frame
}

package page

import (
	"errors"
	"io"
	"net/http"
	"time"

	"github.com/a-h/templ"

	"example.org/concord/internal/fault"
	"example.org/concord/internal/typed"
)

// Answer is what a handler gives back: a page, a place to go, or a file.
type Answer struct {
	Status   int
	Page     templ.Component
	Location string // 303 where set
	Flash    string // said on the next page
	Header   http.Header
	Body     io.ReadCloser // a file, streamed
	Size     int64         // of Body; Unknown where it is made as it goes out
	Kept     *Kept         // a form that waits, to be given back in the page that it came from
	Refused  string        // the rule by which an act was refused, where the page itself says so; "" for none
}

// Kept is a form that could not be accepted when it came, and waits for its author.
type Kept struct {
	ID string // its draft
	At time.Time
	typed.Form
}

// Unknown is the size of a body that is made as it goes out.
const Unknown = -1

// Show is a page.
func Show(c templ.Component) Answer { return Answer{Status: http.StatusOK, Page: c} }

// Again is the form once more with everything typed still in it: 422 where the input must change, 409 where somebody was faster.
func Again(c templ.Component, err error) Answer {
	if conflict := (fault.Conflict{}); errors.As(err, &conflict) {
		return Answer{Status: http.StatusConflict, Page: c, Refused: conflict.Rule}
	}
	return Answer{Status: http.StatusUnprocessableEntity, Page: c}
}

// Go leads elsewhere after a change; flash is said there once ("" says nothing).
func Go(location, flash string) Answer {
	return Answer{Status: http.StatusSeeOther, Location: location, Flash: flash}
}

// File is a download: never shown inside the portal's own origin, whatever its type claims.
func File(name, mediaType string, size int64, body io.ReadCloser) Answer {
	h := http.Header{}
	h.Set("Content-Type", mediaType)
	h.Set("Content-Disposition", attachment(name))
	h.Set("Content-Security-Policy", "sandbox; default-src 'none'")
	return Answer{Status: http.StatusOK, Header: h, Body: body, Size: size}
}

// Picture is one that the portal itself wrote, to stand in a page. Nothing in it can run.
func Picture(mediaType string, size int64, body io.ReadCloser) Answer {
	h := http.Header{}
	h.Set("Content-Type", mediaType)
	h.Set("Content-Disposition", "inline")
	h.Set("Content-Security-Policy", "sandbox; default-src 'none'")
	return Answer{Status: http.StatusOK, Header: h, Body: body, Size: size}
}

// Bytes is a small answer that is no page: a picture, a fragment, plain text.
func Bytes(mediaType string, body []byte) Answer {
	h := http.Header{}
	h.Set("Content-Type", mediaType)
	return Answer{Status: http.StatusOK, Header: h, Body: io.NopCloser(newReader(body)), Size: int64(len(body))}
}

// GiveBack shows a form that waits where it was written, with everything typed in it.
func GiveBack(k Kept) Answer { return Answer{Status: http.StatusOK, Kept: &k} }

// Nothing says that it was done and there is nothing to show.
func Nothing() Answer { return Answer{Status: http.StatusNoContent} }

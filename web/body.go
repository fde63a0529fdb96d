package web

import (
	"bytes"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"strings"

	"example.org/concord/internal/fault"
	"example.org/concord/web/page"
)

// maxForm bounds a form without files; maxUpload one with a file of 20 MB, of which inMemory stay in memory and the rest lies in a file.
const (
	maxForm   = 1 << 20
	maxUpload = 22 << 20
	inMemory  = 1 << 20
)

// mostFields is more than any form here has: a list of a thousand rows, each with a choice and a number.
const mostFields = 10_000

var errFields = errors.New("too many fields")

// counted is a form of names and values that ends where it has more fields than any form here: taken apart, a megabyte of them costs as much
// as a hundred pages.
type counted struct {
	io.ReadCloser
	left int
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.ReadCloser.Read(p)
	if c.left -= bytes.Count(p[:n], []byte("&")); c.left < 0 {
		return 0, errFields
	}
	return n, err
}

// bounded is a body of at most so many bytes and, where it is a form without files, fields.
func bounded(w http.ResponseWriter, r *http.Request, limit int64) io.ReadCloser {
	body := http.MaxBytesReader(w, r.Body, limit)
	if strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/") {
		return body
	}
	return &counted{body, mostFields}
}

// receives is a handler of a form with files. Whether the visitor may send one is asked before any of it is read.
func receives(may func(page.Visitor, *http.Request) error, h page.Handler) page.Handler {
	return func(v page.Visitor, r *http.Request) (page.Answer, error) {
		if err := may(v, r); err != nil {
			return page.Answer{}, err
		}
		if err := formRead(r, r.ParseMultipartForm(inMemory)); err != nil {
			return page.Answer{}, err
		}
		return h(v, r)
	}
}

// formRead words what is wrong with a form as a whole, and has its names be one line. One without files need not be in parts.
func formRead(r *http.Request, err error) error {
	tooLarge := (*http.MaxBytesError)(nil)
	switch {
	case err == nil, errors.Is(err, http.ErrNotMultipart):
		page.OneLine(r.PostForm)
		return nil
	case errors.As(err, &tooLarge), errors.Is(err, multipart.ErrMessageTooLarge):
		return fault.Invalid{{Message: "This is larger than what can be sent here at once. A file may have 20 MB, a text 100 kB."}}
	case errors.Is(err, errFields):
		return fault.Invalid{{Message: "This has more fields than any form here. Send it in parts."}}
	}
	return fault.Invalid{{Message: "The form did not arrive whole. Send it again."}}
}

// forget removes the files in which parts of the form lay. net/http does so for the request that it made, and handlers get copies of that.
func (s server) forget(r *http.Request) {
	if r.MultipartForm == nil {
		return
	}
	if err := r.MultipartForm.RemoveAll(); err != nil {
		s.Log.ErrorContext(r.Context(), "parts of a form stay in the folder for temporary files", "route", routeOf(r), "what", err)
	}
}

// unread says that the connection ends with the answer where a form came that nobody reads: it may be as long as its sender likes.
func unread(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodPost && r.PostForm == nil {
		w.Header().Set("Connection", "close")
	}
}

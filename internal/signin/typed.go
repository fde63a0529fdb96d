package signin

import (
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strings"

	"example.org/concord/internal/typed"
)

// Typed reads the form of a request, whether it was read before or not. False: it is one of signing in, none came whole, or it is too long.
func Typed(r *http.Request) (typed.Form, bool) {
	if r.Method != http.MethodPost || private(r.URL.Path) {
		return typed.Form{}, false
	}
	sent, err := typedFields(r)
	if err != nil {
		return typed.Form{}, false
	}
	return typed.Of(r.URL.RequestURI(), cameFrom(r), sent)
}

// private says that the forms there are about how one signs in.
func private(path string) bool {
	for _, own := range []string{"/sign-in", "/sign-out", "/enroll", "/demo", "/account"} {
		if path == own || strings.HasPrefix(path, own+"/") {
			return !strings.HasPrefix(path, "/account/contacts") && path != "/account/mail"
		}
	}
	return false
}

// typedFields are the form's values, read from the body where nobody has read it yet. Files are passed over and stored nowhere.
func typedFields(r *http.Request) (url.Values, error) {
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	switch {
	case kind != "multipart/form-data":
		if r.PostForm == nil {
			r.Body = http.MaxBytesReader(nil, r.Body, 1<<20)
			if err := r.ParseForm(); err != nil {
				return nil, err
			}
		}
		return r.PostForm, nil
	case r.MultipartForm != nil:
		return r.MultipartForm.Value, nil
	}
	r.Body = http.MaxBytesReader(nil, r.Body, 1<<20) // whoever sends it may have nothing to do here; what stands behind its files stays unread
	parts, err := r.MultipartReader()
	if err != nil {
		return nil, err
	}
	all, room := url.Values{}, int64(typed.Most)
	for {
		part, err := parts.NextPart()
		if tooLarge := (*http.MaxBytesError)(nil); errors.Is(err, io.EOF) || errors.As(err, &tooLarge) {
			return all, nil
		} else if err != nil {
			return nil, err
		}
		if part.FileName() != "" {
			continue
		}
		value, err := io.ReadAll(io.LimitReader(part, room+1))
		if err != nil {
			return nil, err
		}
		if room -= int64(len(value)); room < 0 {
			return nil, errors.New("the form is too long to be kept")
		}
		all.Add(part.FormName(), string(value))
	}
}

// cameFrom is the page that held the form, where the browser says so.
func cameFrom(r *http.Request) string {
	at, err := url.Parse(r.Referer())
	if err != nil || at.Host == "" || at.Host != r.Host || len(at.RequestURI()) > 2000 {
		return ""
	}
	return at.RequestURI()
}

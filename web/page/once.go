package page

import (
	"crypto/sha256"
	"fmt"
	"net/http"
	"slices"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
)

// NewKey is the idempotency key of a form: OnceField carries it.
func NewKey() string { return uuid.NewString() }

// KeptField names the draft of a form that had been kept, in the form itself: once it is accepted, nothing waits any more.
const KeptField = "kept"

// Once reads the key of the posted form. A form that was accepted before is not accepted twice: its second answer leads to location
// of the first. Without a key (or with a wrong one) the form is taken as new.
func Once(r *http.Request, location string) db.Once {
	key, err := uuid.Parse(r.PostFormValue("once"))
	if err != nil {
		return db.Once{}
	}
	h := sha256.New()
	names := make([]string, 0, len(r.PostForm))
	for name := range r.PostForm {
		if name != KeptField {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	h.Write([]byte(r.URL.Path))
	for _, name := range names {
		for _, value := range r.PostForm[name] {
			h.Write([]byte("\x1e" + name + "\x1f" + value))
		}
	}
	if r.MultipartForm != nil {
		for _, file := range r.MultipartForm.File["file"] {
			fmt.Fprintf(h, "\x1e%s\x1f%d", file.Filename, file.Size)
		}
	}
	return db.Once{Key: key, Payload: h.Sum(nil), Location: location}
}

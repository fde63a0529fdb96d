// Package fault names the errors that a person can be told about. Everything else is a defect and becomes the 500 page.
package fault

import (
	"errors"
	"slices"
	"strings"
)

var (
	// NotFound says that there is nothing here that the asker can open. What is hidden and what does not exist are the same.
	NotFound = errors.New("not found")
	// Denied says that the asker sees the thing but may not change it so.
	Denied = errors.New("denied")
	// SignIn says that nobody is signed in and the answer depends on who asks.
	SignIn = errors.New("sign in first")
	// Stale says that what is asked for wants a factor shown lately, and the sign-in showed none.
	Stale = errors.New("show a factor first")
	// Unbound says that the asker has not accepted the rules of behavior in force; nothing else opens before.
	Unbound = errors.New("accept the rules first")
	// Busy says that the request may be tried again in a moment: a timeout, a full pool, a database that restarts.
	Busy = errors.New("busy")
	// Crowded says that more comes from the asker's network, or under the asker's sign-in, than its share of the portal.
	Crowded = errors.New("crowded")
)

// Field is one message that belongs beside one field of a form.
type Field struct {
	Name    string // the form's name of the field; "" for the form as a whole
	Message string // what is wrong and what to do, in plain words
}

// Invalid is what a person typed and cannot be accepted as it is. The form comes back with everything typed still in it.
type Invalid []Field

// Error joins the messages, for logs and tests.
func (i Invalid) Error() string {
	messages := make([]string, len(i))
	for n, f := range i {
		messages[n] = f.Name + ": " + f.Message
	}
	return strings.Join(messages, "; ")
}

// Add notes a message for a field.
func (i *Invalid) Add(name, message string) { *i = append(*i, Field{name, message}) }

// For is the message of the named field, "" when there is none.
func (i Invalid) For(name string) string {
	n := slices.IndexFunc(i, func(f Field) bool { return f.Name == name })
	if n < 0 {
		return ""
	}
	return i[n].Message
}

// Err is the Invalid as an error, nil when no message was noted.
func (i Invalid) Err() error {
	if len(i) == 0 {
		return nil
	}
	return i
}

// Conflict says that somebody else was faster, that the same form was sent before with other content, or that a rule refuses it.
type Conflict struct {
	Message string
	Rule    string // which rule refuses what was asked for, in words for the record; "" where nobody was refused anything
}

func (c Conflict) Error() string { return c.Message }

// Repeated says that this very form was accepted before: nothing was done again, and the answer is where the first one led.
type Repeated struct{ Location string }

func (r Repeated) Error() string { return "already accepted: " + r.Location }

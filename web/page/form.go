package page

import (
	"slices"
	"strconv"

	"example.org/concord/internal/fault"
)

// Field is one control of a form. Its Error stands beside it, with everything typed still in it.
type Field struct {
	Name, Label, Hint string
	Value             string
	Values            []string // of checkboxes
	Error             string
	Type              string // text, email, password, date, number, search; "" is text
	Autocomplete      string
	Optional          bool
	Sometimes         bool // required by what is chosen elsewhere in the form: its label says by what
	Required          bool // of radios and checkboxes, which a browser does not mark
	Max               int  // characters; 0 states no limit
	Bytes             bool
	Rows              int
	Class             string // usa-input--small, usa-input--medium
	Options           []Option
	InputMode         string
	Autofocus         bool
	Columns           bool   // checkboxes in columns
	Group             string // tells fields of one name on a page apart; the first has none, where an error leads
}

// Option is one choice of a select, radios or checkboxes.
type Option struct{ Value, Label, Says string }

// Offered says whether a value that was sent is one of those that the form offers. A browser sends no other.
func Offered(options []Option, value string) bool {
	return value != "" && slices.ContainsFunc(options, func(o Option) bool { return o.Value == value })
}

func (f Field) id() string {
	if f.Group != "" {
		return "f-" + f.Name + "-" + f.Group
	}
	return "f-" + f.Name
}

func (f Field) kind() string {
	if f.Type == "" {
		return "text"
	}
	return f.Type
}

func (f Field) rows() string {
	if f.Rows == 0 {
		return "4"
	}
	return strconv.Itoa(f.Rows)
}

func (f Field) describedBy() string {
	by := ""
	if f.Hint != "" {
		by = f.id() + "-hint"
	}
	if f.Error != "" {
		by += " " + f.id() + "-error"
	}
	return by
}

func (f Field) chosen(value string) bool {
	if f.Value == value && value != "" {
		return true
	}
	for _, v := range f.Values {
		if v == value {
			return true
		}
	}
	return false
}

// attentionTitle heads the error summary.
func attentionTitle(errs fault.Invalid) string {
	if len(errs) == 1 {
		return "One thing needs your attention. Nothing was lost."
	}
	return strconv.Itoa(len(errs)) + " things need your attention. Nothing was lost."
}

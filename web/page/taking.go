package page

import (
	"fmt"
	"maps"
	"net/http"
	"strings"

	"example.org/concord/internal/fault"
)

// Taking is the form by which the rows of a list leave the portal as a file.
type Taking struct {
	As     string // csv or xlsx
	Reason string
	Wrong  fault.Invalid
}

var takenAs = []Option{{Value: "xlsx", Label: "Excel (XLSX)"}, {Value: "csv", Label: "CSV"}}

// TakeFrom reads the form, and has the visitor's query be the list's own.
func TakeFrom(v *Visitor, r *http.Request, list string) Taking {
	v.Query, v.Path = maps.Clone(r.PostForm), list
	for _, own := range []string{"as", "reason", "after", "view"} {
		v.Query.Del(own)
	}
	return Taking{As: r.PostFormValue("as"), Reason: strings.TrimSpace(r.PostFormValue("reason"))}
}

// Check says what is wrong with the form, or with so many rows.
func (t Taking) Check(rows, most int) error {
	var wrong fault.Invalid
	if t.As != "csv" && t.As != "xlsx" {
		wrong.Add("as", "Choose one of the list.")
	}
	if t.Reason == "" {
		wrong.Add("reason", "Say in a few words what you need the list for.")
	} else if len([]rune(t.Reason)) > 300 {
		wrong.Add("reason", "Say it in 300 characters at most.")
	}
	if rows == 0 {
		wrong.Add("", "There is nothing in this list to take along.")
	} else if rows > most {
		wrong.Add("", fmt.Sprintf("More than %s rows fit. Narrow the list, by state or by sector, and take it in parts.", Number(most)))
	}
	return wrong.Err()
}

// File is the rows, the first of which names the columns, as the visitor wants them.
func (t Taking) File(name string, rows [][]string) (Answer, error) {
	if t.As == "xlsx" {
		return Workbook(name, rows)
	}
	return Spreadsheet(name, rows), nil
}

package audit

import (
	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
)

// MaxRecords is how many rows of a list a file holds.
const MaxRecords = 5000

// TookRecords puts on record that the asker takes rows of a list along, and why. A day has 20 files and 20,000 rows.
func TookRecords(what string, rows int, because string) db.Query {
	return db.Also("record a copy of a list", `select app.took_records($1, $2, $3)`, what, rows, because)
}

func init() {
	db.Constraint("records_bulk", fault.Conflict{Message: "A day has 20 files and 20,000 rows of lists. Narrow the list, or take it tomorrow.", Rule: "so many rows a day"})
}

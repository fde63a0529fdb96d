package dbtest

import (
	"regexp"

	"example.org/concord/internal/db"
)

// objections to a statement that no query of the product may have. Each would pass unseen until it hurts.
var objections = []struct {
	pattern *regexp.Regexp
	because string
}{
	{regexp.MustCompile(`(?i)^\s*(begin|start|commit|end|rollback|abort|savepoint|release|prepare|discard)\b`),
		"it ends or begins a transaction: who asks would be forgotten by the queries after it"},
	{regexp.MustCompile(`(?i)^\s*(set|reset)\b`), "a setting made so outlives the batch"},
	{regexp.MustCompile(`(?i)\bselect\s+(\w+\.)?\*`), "a column added by a migration would change the result of a prepared statement: name the columns"},
	{regexp.MustCompile(`(?i)\boffset\s+\$`), "pages go by key: what is inserted meanwhile would shift them"},
}

// objection is why the query must not be sent, "" when it may.
func objection(q db.Query) string {
	for _, f := range objections {
		if f.pattern.MatchString(q.SQL()) {
			return f.because
		}
	}
	return ""
}

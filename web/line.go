package web

import (
	"net/http"

	"example.org/concord/internal/may"
	"example.org/concord/web/page"
)

// route is one line of the portal: method, path, what its visitor must hold, and who answers. Postgres decides what the answer may
// contain; the capability here decides whether the page exists for the visitor at all.
type route struct {
	method string
	path   string
	may    may.Capability
	handle page.Handler
	upload bool // takes a file
}

// needs says whether a capability is asked for, beyond being signed in.
func (r route) needs() bool { return r.may != "" && r.may != anyone && r.may != signedIn }

const (
	get  = http.MethodGet
	post = http.MethodPost
)

// Line is one line of the table of routes, as tests walk it.
type Line struct{ Method, Path string }

// Routes are all lines, those of the demonstration too.
func Routes() []Line {
	var lines []Line
	for _, r := range routes(Deps{Instance: page.Instance{Demo: true}}) {
		lines = append(lines, Line{r.method, r.path})
	}
	return lines
}

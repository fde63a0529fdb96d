package web

import (
	"net/http"

	"example.org/concord/internal/may"
	"example.org/concord/web/demo"
	"example.org/concord/web/directory"
	"example.org/concord/web/home"
	"example.org/concord/web/page"
	"example.org/concord/web/regions"
	"example.org/concord/web/sectors"
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

// routes are all of them.
func routes(d Deps) []route {
	homes, who := home.Site{DB: d.DB}, directory.Site{DB: d.DB}
	sectorPages, regionPages := sectors.Site{DB: d.DB}, regions.Site{DB: d.DB}
	all := []route{
		{get, "/", anyone, homes.Show, false},

		{get, "/sectors", anyone, sectorPages.List, false},
		{get, "/sectors/{sector}", anyone, sectorPages.Show, false},
		{get, "/regions", anyone, regionPages.List, false},
		{get, "/regions/{region}", anyone, regionPages.Show, false},

		{get, "/directory", signedIn, who.Organizations, false},
		{get, "/directory/people", signedIn, who.People, false},
		{get, "/directory/organizations/{organization}", signedIn, who.Organization, false},
		{get, "/directory/people/{person}", signedIn, who.Person, false},
		{get, "/my-region", signedIn, who.MyRegion, false},
		{get, "/my-region/{region}", may.BrowseDirectory, who.Region, false},
	}
	if d.Instance.Demo {
		door := demo.Site{DB: d.DB, SignIn: d.SignIn}
		all = append(all,
			route{get, "/demo", anyone, door.Show, false},
			route{post, "/demo/sign-in", anyone, door.Enter, false})
	}
	return all
}

package web

import (
	"net/http"

	"example.org/concord/internal/may"
	"example.org/concord/web/account"
	"example.org/concord/web/demo"
	"example.org/concord/web/directory"
	"example.org/concord/web/home"
	"example.org/concord/web/page"
	"example.org/concord/web/regions"
	"example.org/concord/web/sectors"
	"example.org/concord/web/signin"
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
	desk, own := signin.Site{DB: d.DB, SignIn: d.SignIn}, account.Site{DB: d.DB, SignIn: d.SignIn}
	all = append(all,
		route{get, "/sign-in", anyone, desk.Show, false},
		route{post, "/sign-in", anyone, desk.Enter, false},
		route{get, "/sign-in/code", anyone, desk.ShowCode, false},
		route{post, "/sign-in/code", anyone, desk.Prove, false},
		route{post, "/sign-in/extend", signedIn, desk.Extend, false},
		route{get, "/sign-in/kept", signedIn, desk.Kept, false},
		route{post, "/sign-in/kept/removal", signedIn, desk.Drop, false},
		route{post, "/sign-out", anyone, desk.Leave, false},
		route{get, "/enroll/{token}", anyone, desk.Open, false},
		route{post, "/enroll/{token}/password", anyone, desk.Choose, false},
		route{get, "/enroll/{token}/authenticator", anyone, desk.ShowAuthenticator, false},
		route{get, "/enroll/{token}/qr.png", anyone, desk.QR, false},
		route{post, "/enroll/{token}/authenticator", anyone, desk.Enroll, false},

		route{get, "/account", signedIn, own.Show, false},
		route{get, "/account/password", signedIn, own.ShowPassword, false},
		route{post, "/account/password", signedIn, own.ChangePassword, false},
		route{get, "/account/recovery-codes", signedIn, own.ShowRecovery, false},
		route{post, "/account/recovery-codes", signedIn, own.NewRecovery, false},
		route{get, "/account/authenticator", signedIn, own.ShowAuthenticator, false},
		route{post, "/account/authenticator", signedIn, own.BeginAuthenticator, false},
		route{get, "/account/authenticator/new", signedIn, own.ShowNew, false},
		route{post, "/account/authenticator/new", signedIn, own.ReplaceAuthenticator, false},
		route{get, "/account/authenticator/qr.png", signedIn, own.QR, false},
		route{post, "/account/sign-ins/end", signedIn, own.EndAll, false},
		route{post, "/account/sign-ins/{signin}/end", signedIn, own.EndSignIn, false},
	)
	if d.Instance.Demo {
		door := demo.Site{DB: d.DB, SignIn: d.SignIn}
		all = append(all,
			route{get, "/demo", anyone, door.Show, false},
			route{post, "/demo/sign-in", anyone, door.Enter, false})
	}
	return all
}

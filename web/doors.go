package web

import (
	"example.org/concord/web/demo"
	"example.org/concord/web/signin"
)

// doors are the routes by which one comes in and goes out; in the demonstration one chooses whom to be.
func doors(d Deps) []route {
	gate := signin.Site{DB: d.DB, SignIn: d.SignIn}
	all := []route{
		{get, "/sign-in", anyone, gate.Show, false},
		{post, "/sign-in", anyone, gate.Enter, false},
		{get, "/sign-in/code", anyone, gate.ShowCode, false},
		{post, "/sign-in/code", anyone, gate.Prove, false},
		{post, "/sign-in/passkey/question", anyone, gate.AskPasskey, false},
		{post, "/sign-in/passkey", anyone, gate.EnterByPasskey, false},
		{post, "/sign-in/provider", anyone, gate.AskProvider, false},
		{get, "/sign-in/provider/return", anyone, gate.Return, false},
		{post, "/sign-in/provider/logout", anyone, gate.EndByProvider, false},
		{get, "/sign-in/help", anyone, gate.Help, false},
		{post, "/sign-in/help", anyone, gate.Plead, false},
		{get, "/sign-in/confirmation", signedIn, gate.ShowConfirm, false},
		{post, "/sign-in/confirmation", signedIn, gate.Confirm, false},
		{post, "/sign-in/extend", signedIn, gate.Extend, false},
		{post, "/sign-out", anyone, gate.Leave, false},
		{get, "/enroll/{token}", anyone, gate.Open, false},
		{post, "/enroll/{token}/password", anyone, gate.Choose, false},
		{get, "/enroll/{token}/authenticator", anyone, gate.ShowAuthenticator, false},
		{get, "/enroll/{token}/qr.png", anyone, gate.QR, false},
		{post, "/enroll/{token}/authenticator", anyone, gate.Enroll, false},
		{post, "/enroll/{token}/passkey/question", anyone, gate.AskFirstPasskey, false},
		{post, "/enroll/{token}/passkey", anyone, gate.EnrollPasskey, false},
	}
	if d.Instance.Demo {
		door := demo.Site{DB: d.DB, SignIn: d.SignIn, Letters: d.Mail}
		all = append(all,
			route{get, "/demo", anyone, door.Show, false},
			route{post, "/demo/sign-in", anyone, door.Enter, false},
			route{get, "/demo/mail", anyone, door.Mail, false})
	}
	return all
}

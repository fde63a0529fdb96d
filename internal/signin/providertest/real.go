// Package providertest is an OpenID provider for tests: a real one, of another make than the library that the portal asks with, and one
// that lies in the ways that providers and those between can.
package providertest

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/zitadel/oidc/v3/example/server/exampleop"
	"github.com/zitadel/oidc/v3/example/server/storage"

	"example.org/concord/internal/signin"
)

// What the portal is known by.
const (
	ClientID = "concord"
	Secret   = "the secret of the portal"
)

// Password is everybody's at the real provider.
const Password = "a password that is good there alone"

// people are who has an account at the real provider: the name is the address, the subject is another text.
type people struct{}

func (people) GetUserByID(id string) *storage.User {
	name, ok := strings.CutPrefix(id, "subject of ")
	if !ok {
		return nil
	}
	return &storage.User{ID: id, Username: name, Password: Password, Email: name, EmailVerified: true}
}
func (p people) GetUserByUsername(name string) *storage.User {
	return p.GetUserByID("subject of " + name)
}
func (people) ExampleClientID() string { return "none" }

// Real starts a real provider, with which the portal at that address is registered. Whoever types a name and [Password] has an account.
func Real(t testing.TB, portal string) *signin.Provider {
	t.Helper()
	server := httptest.NewUnstartedServer(nil)
	at := "http://" + strings.Replace(server.Listener.Addr().String(), "127.0.0.1", "localhost", 1)
	client := storage.WebClient(ClientID, Secret, portal+signin.ProviderReturn)
	server.Config.Handler = exampleop.SetupServer(at, storage.NewStorageWithClients(people{}, map[string]*storage.Client{ClientID: client}),
		slog.New(slog.DiscardHandler), false)
	server.Start()
	t.Cleanup(func() { server.CloseClientConnections(); server.Close() })
	return &signin.Provider{Issuer: at, ClientID: ClientID, Secret: Secret, Name: "Blue Mesa login"}
}

// SignIn does at the real provider what a person in a browser does, from the address that the portal sent them to, and gives back what the
// portal is told.
func SignIn(t testing.TB, address, name string) url.Values {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	var back url.Values
	browser := http.Client{Jar: jar, CheckRedirect: func(r *http.Request, _ []*http.Request) error {
		if strings.HasSuffix(r.URL.Path, signin.ProviderReturn) {
			back = r.URL.Query()
			return http.ErrUseLastResponse
		}
		return nil
	}}
	form, err := browser.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer form.Body.Close()
	body, err := io.ReadAll(form.Body)
	if err != nil {
		t.Fatal(err)
	}
	done, err := browser.PostForm(form.Request.URL.String(), url.Values{"id": {form.Request.URL.Query().Get("authRequestID")}, "username": {name}, "password": {Password}})
	if err != nil {
		t.Fatal(err)
	}
	defer done.Body.Close()
	if back == nil {
		t.Fatalf("%s signs nobody in: %d after\n%s", address, done.StatusCode, body)
	}
	return back
}

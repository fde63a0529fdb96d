package providertest

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"sync"
	"testing"
	"time"

	"github.com/coreos/go-oidc/v3/oidc/oidctest"

	"example.org/concord/internal/signin"
)

// Evil is a provider that does as it should until a test bends it.
type Evil struct {
	Issuer string
	Key    *ecdsa.PrivateKey

	t       testing.TB
	portal  string
	mu      sync.Mutex
	bent    Bent
	waiting map[string]visit // by code
}

// Bent is what it does otherwise than it should.
type Bent struct {
	Says      func(discovery map[string]any)        // bends what it says of itself
	Claims    func(claims map[string]any)           // bends what it says of a person
	Sign      func(claims string) string            // signs otherwise
	Token     func(http.ResponseWriter) (done bool) // answers otherwise
	Discovery func(http.ResponseWriter) (done bool) // answers otherwise
	Userinfo  map[string]any                        // what it says of a person elsewhere
}

// Bend changes what it does from the next request on; one that nobody waits for any more may still be under way.
func (e *Evil) Bend(change func(*Bent)) {
	e.mu.Lock()
	defer e.mu.Unlock()
	change(&e.bent)
}

func (e *Evil) now() Bent {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.bent
}

// visit is somebody who signed in there and goes back to the portal.
type visit struct {
	subject, nonce, challenge string
}

// NewEvil starts one, with which the portal at that address is registered.
func NewEvil(t testing.TB, portal string) *Evil {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	e := &Evil{Key: key, t: t, portal: portal, waiting: map[string]visit{}}
	mux := http.NewServeMux()
	server := httptest.NewServer(mux)
	t.Cleanup(func() { server.CloseClientConnections(); server.Close() })
	e.Issuer = server.URL
	mux.HandleFunc("GET /.well-known/openid-configuration", e.discover)
	mux.HandleFunc("POST /token", e.token)
	mux.HandleFunc("GET /keys", (&oidctest.Server{PublicKeys: []oidctest.PublicKey{{PublicKey: key.Public(), KeyID: "first", Algorithm: "ES256"}}}).ServeHTTP)
	mux.HandleFunc("/userinfo", func(w http.ResponseWriter, _ *http.Request) { answer(w, e.now().Userinfo) })
	return e
}

// Provider are the settings with which the portal asks it.
func (e *Evil) Provider() *signin.Provider {
	return &signin.Provider{Issuer: e.Issuer, ClientID: ClientID, Secret: Secret, Name: "Blue Mesa login"}
}

// Visit is what becomes of somebody whom the portal sent to that address and who signs in there as the subject: what the portal is told.
func (e *Evil) Visit(address, subject string) url.Values {
	e.t.Helper()
	at, err := url.Parse(address)
	if err != nil {
		e.t.Fatal(err)
	}
	asked := at.Query()
	if asked.Get("response_type") != "code" || asked.Get("code_challenge_method") != "S256" || asked.Get("client_id") != ClientID || asked.Get("redirect_uri") != e.portal+signin.ProviderReturn {
		e.t.Errorf("asked %v", asked)
	}
	code := rand.Text()
	e.mu.Lock()
	defer e.mu.Unlock()
	e.waiting[code] = visit{subject, asked.Get("nonce"), asked.Get("code_challenge")}
	return url.Values{"state": {asked.Get("state")}, "code": {code}}
}

func (e *Evil) discover(w http.ResponseWriter, _ *http.Request) {
	bent := e.now()
	if bent.Discovery != nil && bent.Discovery(w) {
		return
	}
	says := map[string]any{"issuer": e.Issuer, "authorization_endpoint": e.Issuer + "/authorize", "token_endpoint": e.Issuer + "/token", "jwks_uri": e.Issuer + "/keys",
		"userinfo_endpoint": e.Issuer + "/userinfo", "id_token_signing_alg_values_supported": []string{"ES256", "HS256", "none"}}
	if bent.Says != nil {
		bent.Says(says)
	}
	answer(w, says)
}

func (e *Evil) token(w http.ResponseWriter, r *http.Request) {
	bent := e.now()
	if bent.Token != nil && bent.Token(w) {
		return
	}
	id, secret, _ := r.BasicAuth()
	secret, _ = url.QueryUnescape(secret)
	e.mu.Lock()
	v, ok := e.waiting[r.PostFormValue("code")]
	delete(e.waiting, r.PostFormValue("code"))
	e.mu.Unlock()
	challenge := sha256.Sum256([]byte(r.PostFormValue("code_verifier")))
	if !ok || id != ClientID || secret != Secret || base64.RawURLEncoding.EncodeToString(challenge[:]) != v.challenge {
		http.Error(w, `{"error": "invalid_grant"}`, http.StatusBadRequest)
		return
	}
	claims := map[string]any{"iss": e.Issuer, "sub": v.subject, "aud": ClientID, "nonce": v.nonce, "iat": time.Now().Unix(), "exp": time.Now().Add(time.Minute).Unix(),
		"auth_time": time.Now().Unix(), "sid": "session of " + v.subject, "email": v.subject + "@example.org"}
	if bent.Claims != nil {
		bent.Claims(claims)
	}
	answer(w, map[string]any{"access_token": "x", "token_type": "Bearer", "expires_in": 60, "id_token": e.Signed(claims)})
}

// Signed is a token with those claims.
func (e *Evil) Signed(claims map[string]any) string {
	e.t.Helper()
	b, err := json.Marshal(claims)
	if err != nil {
		e.t.Error(err)
	}
	if sign := e.now().Sign; sign != nil {
		return sign(string(b))
	}
	return oidctest.SignIDToken(e.Key, "first", "ES256", string(b))
}

// Logout is a logout token for the subject, as a test bends it.
func (e *Evil) Logout(subject string, bend func(map[string]any)) string {
	claims := map[string]any{"iss": e.Issuer, "sub": subject, "aud": ClientID, "iat": time.Now().Unix(), "exp": time.Now().Add(time.Minute).Unix(), "jti": rand.Text(),
		"events": map[string]any{"http://schemas.openid.net/event/backchannel-logout": map[string]any{}}}
	if bend != nil {
		bend(claims)
	}
	return e.Signed(claims)
}

func answer(w http.ResponseWriter, what any) {
	w.Header().Set("Content-Type", "application/json")
	if err := json.NewEncoder(w).Encode(what); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

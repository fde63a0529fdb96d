package web

import (
	"net/http"

	"example.org/concord/web/page"
)

// inTurn has each request wait until it is the turn of its sign-in or, where it has none that answered here lately, of its network. refusal
// is the page for those who would wait too long.
func inTurn(d Deps, refusal []byte) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			err := d.Turns.Wait(r.Context(), d.SignIn.Network(r), d.SignIn.HandleOf(r))
			if err == nil {
				next.ServeHTTP(w, r)
				return
			}
			w.Header().Set("Retry-After", "10")
			w.Header().Set("Connection", "close")
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.WriteHeader(http.StatusTooManyRequests)
			_, _ = w.Write(refusal) // whoever asks without end may not wait for it
		})
	}
}

// known gives whoever is signed in a share of their own.
func (s server) known(v page.Visitor) {
	if s.Turns != nil {
		s.Turns.Know(v.Who.Handle)
	}
}

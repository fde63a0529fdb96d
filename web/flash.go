package web

import (
	"encoding/base64"
	"net/http"
)

// flashCookie carries one sentence from a change to the page that follows it. It holds nothing that its bearer was not told, so it
// needs no place in the session, and no write to the database. It is there too where another site led the visitor back.
const flashCookie = "concord-said"

func leaveFlash(w http.ResponseWriter, sentence string) {
	if sentence == "" {
		return
	}
	http.SetCookie(w, &http.Cookie{
		Name: flashCookie, Value: base64.RawURLEncoding.EncodeToString([]byte(sentence)), Path: "/", MaxAge: 60,
		HttpOnly: true, SameSite: http.SameSiteLaxMode,
	})
}

// takeFlash is the sentence, which is said once.
func takeFlash(w http.ResponseWriter, r *http.Request) string {
	c, err := r.Cookie(flashCookie)
	if err != nil || r.Method != http.MethodGet {
		return ""
	}
	http.SetCookie(w, &http.Cookie{Name: flashCookie, Path: "/", MaxAge: -1, HttpOnly: true, SameSite: http.SameSiteLaxMode})
	sentence, err := base64.RawURLEncoding.DecodeString(c.Value)
	if err != nil || len(sentence) > 500 {
		return ""
	}
	return string(sentence)
}

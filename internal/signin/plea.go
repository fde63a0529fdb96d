package signin

import (
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/mailbox"
)

// Lost is what somebody who cannot sign in no longer has. It decides who is told.
type Lost string

// What may be lost: the second factor alone is vouched for in one's council, a password (too) by staff.
const (
	LostFactor   Lost = "factor"
	LostPassword Lost = "password"
)

// Plead tells those who can vouch for whoever has the address that they cannot sign in. The answer is the same whether anybody has it;
// let is false where too many asked from that network.
func Plead(email string, lost Lost, network string, let *[]bool) (db.Query, error) {
	var wrong fault.Invalid
	email = mailbox.Same(email)
	if n := utf8.RuneCountInString(email); n > 254 || !strings.Contains(email, "@") {
		wrong.Add("email", "E-mail address: write the one you sign in with.")
	}
	if lost != LostFactor && lost != LostPassword {
		wrong.Add("lost", "Say what is missing.")
	}
	return db.Many("plead", `select app.plead($1, $2, $3, $4)`, let, uuid.New(), email, lost, network), wrong.Err()
}

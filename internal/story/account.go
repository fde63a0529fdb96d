package story

import (
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
)

// How everybody in the story signs in, where somebody wants to go the long way. Known to the world, so only for people who
// are invented.
const (
	Password = "blue mesa runs by gravity"
	Secret   = "MNXW4Y3POJSC243UN5ZHSLLEMVWW6LLT"                                                                  // of everybody's authenticator, base32
	hash     = "$argon2id$v=19$m=19456,t=2,p=1$dBWITZ4OLM8gIZVZOmKSJA$LHpbFi/9mB4fAJg8sNlEelGY6UPeEcO0ck/rugIYtmo" // of Password
)

// Email is the address that the person signs in with.
func (p Person) Email() string {
	return strings.ToLower(strings.ReplaceAll(p.Name, " ", ".")) + "@example.org"
}

// pending have not enrolled: one link waits, one is over, one was never made.
var pending = map[string]int{"Tobias Grant": 2, "Fiona MacRae": 11, "Rafael Monroy": -1} // days ago

type account struct {
	ID    uuid.UUID `json:"id"`
	Email string    `json:"email"`
}

func accounts() []account {
	var all []account
	for _, p := range slices.Concat(Cast, others) {
		if _, waits := pending[p.Name]; !waits {
			all = append(all, account{p.ID, p.Email()})
		}
	}
	return all
}

type invitation struct {
	ID     uuid.UUID `json:"id"`
	Person uuid.UUID `json:"person"`
	Email  string    `json:"email"`
	MadeBy uuid.UUID `json:"made_by"`
	Made   time.Time `json:"made"`
}

// invitations have tokens that nobody knows: their hash is of nothing.
func invitations(now time.Time) []invitation {
	var all []invitation
	for _, p := range others {
		if days := pending[p.Name]; days > 0 {
			all = append(all, invitation{id("invitation", p.Name), p.ID, p.Email(), Sam.ID, now.Add(-time.Duration(days) * day)})
		}
	}
	return all
}

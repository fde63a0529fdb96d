package admission

import (
	"strings"
	"time"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
)

// Rules are one version of the rules of behavior, in force from a day until the next one's.
type Rules struct {
	Since time.Time
	Words string
}

// Newest are the rules in force; accepted says whether the asker accepted them.
func Newest(dst *Rules, accepted *[]bool) []db.Query {
	return []db.Query{
		db.One("rules of behavior", `select since, words from rules_of_behavior where since <= app.now() order by since desc limit 1`, dst),
		db.Many("rules accepted", `select exists (select from rules_accepted a where a.since = (select since from rules_of_behavior where since <= app.now() order by since desc limit 1))`, accepted),
	}
}

// Version is one, with how far it is.
type Version struct {
	Rules
	Accepted int // people who accepted it, counted to 10,001
	People   int // who can sign in, and whom a new version asks; counted to 10,001
}

// StandingOfRules are the versions, the latest first; for who does not add people it is empty.
func StandingOfRules(dst *[]Version) db.Query {
	return db.Many("standing of the rules", `select since, words, accepted, people from app.rules_standing order by since desc`+db.Limit(20), dst)
}

// Check says what is wrong with a new version, by the field names of the form.
func (r Rules) Check() error {
	if n := len([]rune(strings.TrimSpace(r.Words))); n == 0 || n > 20000 {
		return fault.Invalid{{Name: "words", Message: "Rules: write them here, in 20,000 characters at most."}}
	}
	return nil
}

// Publish puts a version in force from a day on, nil being now. Whoever did not accept it is nobody from then on until she does.
func Publish(words string, since *time.Time) db.Query {
	return db.Change("publish rules", `insert into rules_of_behavior (since, words) values (coalesce($2::timestamptz, app.now()), $1)`, strings.TrimSpace(words), since)
}

func init() {
	db.Constraint("rules_in_order", fault.Invalid{{Name: "since", Message: "From: choose a day to come, and none before that of another version. What was in force on a day stays so."}})
}

package page

import (
	"net/url"
	"slices"
	"strings"

	"github.com/google/uuid"

	"example.org/concord/internal/folded"
)

// Pick is a field in which one of many is named: what was typed finds a few, and where it finds several the form comes back with
// those to choose from. It works without a script, and no page carries a list that grows with the portal.
type Pick struct {
	Field
	Chosen string   // the id of the one chosen, in the field Name + "_id"
	Found  []Option // what was typed finds these; the value is an id
	Add    string   // where one that is not there yet is added, with the name typed; "" where the asker adds none
	Listed bool     // Found was offered before anything was typed: only a choice or an exact name means one of them
}

// near says that nothing found bears what was typed: the names found are only like it, and none is taken without being chosen.
func (p Pick) near() bool {
	typed := folded.Text(p.Value)
	return len(p.Found) > 0 && !p.Listed && !slices.ContainsFunc(p.Found, func(o Option) bool {
		return o.Value == p.Chosen || strings.Contains(folded.Text(o.Label+" · "+o.Says), typed)
	})
}

// asks says that the choice between those found is shown.
func (p Pick) asks() bool {
	return len(p.Found) > 1 || len(p.Found) > 0 && (p.Chosen != "" || p.near())
}

// One is the row that is meant: the chosen one, the only one that bears the name typed, however it is written, or the only one found.
func (p Pick) One() (id uuid.UUID, ok bool) {
	exact := ""
	for _, o := range p.Found {
		if o.Value == p.Chosen {
			exact = o.Value
			break
		}
		if folded.Text(o.Label) == folded.Text(p.Value) {
			if exact != "" {
				exact = ""
				break // several bear this name: only a choice tells them apart
			}
			exact = o.Value
		}
	}
	if len(p.Found) == 1 && !p.Listed && !p.near() {
		exact = p.Found[0].Value
	}
	id, err := uuid.Parse(exact)
	return id, err == nil
}

// adds is where the one that was typed is added, "" while something bears its name.
func (p Pick) adds() string {
	if p.Add == "" || strings.TrimSpace(p.Value) == "" || len(p.Found) > 0 && !p.near() {
		return ""
	}
	return p.Add + "?name=" + url.QueryEscape(strings.Join(strings.Fields(p.Value), " "))
}

// Which is what to say where One found none.
func (p Pick) Which(nobody string) string {
	switch {
	case strings.TrimSpace(p.Value) == "" && p.Listed && len(p.Found) > 0:
		return "Choose one above, or write a name."
	case strings.TrimSpace(p.Value) == "":
		return "Write a name."
	case len(p.Found) == 0:
		return nobody
	case p.near():
		return nobody + " Or choose a name that is like it below."
	}
	return "Several fit. Choose one below."
}

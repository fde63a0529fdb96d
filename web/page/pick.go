package page

import (
	"strings"

	"github.com/google/uuid"
)

// Pick is a field in which one of many is named: what was typed finds a few, and where it finds several the form comes back with
// those to choose from. It works without a script, and no page carries a list that grows with the portal.
type Pick struct {
	Field
	Chosen string   // the id of the one chosen, in the field Name + "_id"
	Found  []Option // what was typed finds these; the value is an id
	Listed bool     // Found was offered before anything was typed: only a choice or an exact name means one of them
}

// One is the row that is meant: the chosen one, the only one that bears exactly the name typed, or the only one found.
func (p Pick) One() (id uuid.UUID, ok bool) {
	exact := ""
	for _, o := range p.Found {
		if o.Value == p.Chosen {
			exact = o.Value
			break
		}
		if strings.EqualFold(o.Label, strings.TrimSpace(p.Value)) {
			if exact != "" {
				exact = ""
				break // several bear this name: only a choice tells them apart
			}
			exact = o.Value
		}
	}
	if len(p.Found) == 1 && !p.Listed {
		exact = p.Found[0].Value
	}
	id, err := uuid.Parse(exact)
	return id, err == nil
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
	}
	return "Several fit. Choose one below."
}

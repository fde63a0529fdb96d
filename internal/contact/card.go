package contact

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/emersion/go-vcard"
	"github.com/google/uuid"
)

// Handling is how a file with contacts is marked, and what that means. The numbers were given to be used, not to be handed on.
const (
	Marking  = "TLP:AMBER+STRICT"
	Handling = "Keep it within your own organization. Each number in it is on record, and whose it is sees who took it."
)

// Address is what an address card says of a person, with the contacts that were opened for it.
type Address struct {
	ID           uuid.UUID
	Name         string
	Title        string // at work
	Organization string
	Offices      []string
	Values       []Value
}

// Value is a contact with what it holds.
type Value struct {
	Contact
	Holds string
}

// VCard is the address as a file of RFC 6350. What somebody typed begins no line of its own.
func (a Address) VCard() ([]byte, error) {
	card := vcard.Card{}
	card.SetValue(vcard.FieldVersion, "4.0")
	card.SetValue(vcard.FieldUID, "urn:uuid:"+a.ID.String())
	card.SetValue(vcard.FieldFormattedName, line(a.Name))
	card.SetName(parted(a.Name))
	card.SetValue(vcard.FieldOrganization, strings.ReplaceAll(line(a.Organization), ";", ",")) // a semicolon would begin a unit of it
	if a.Title != "" {
		card.AddValue(vcard.FieldTitle, line(a.Title))
	}
	for _, o := range a.Offices {
		card.AddValue(vcard.FieldTitle, line(o))
	}
	for n, v := range a.Values {
		field := &vcard.Field{Value: line(v.Holds)}
		key := vcard.FieldTelephone
		switch v.Kind {
		case Email:
			key, field.Params = vcard.FieldEmail, vcard.Params{vcard.ParamType: {vcard.TypeWork}}
		case Direct:
			field.Params = vcard.Params{vcard.ParamType: {vcard.TypeCell}}
		default:
			field.Params = vcard.Params{vcard.ParamType: {vcard.TypeWork}}
		}
		if v.Label != "" { // as address books show it: a property of the same group
			field.Group = "item" + strconv.Itoa(n+1)
			card.Add("X-ABLABEL", &vcard.Field{Group: field.Group, Value: line(v.Label)})
		}
		card.Add(key, field)
	}
	card.SetValue(vcard.FieldNote, Marking+". "+Handling)
	var b bytes.Buffer
	err := vcard.NewEncoder(&b).Encode(card)
	return b.Bytes(), err
}

// suffixes follow a family name.
var suffixes = []string{"Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV", "MD", "PhD", "Ph.D.", "PE", "P.E.", "Esq."}

// parted takes a name apart as address books want it: the last word is the family's, but for what follows it. A name of one word is given.
func parted(name string) *vcard.Name {
	words := strings.Fields(strings.NewReplacer(";", " ", ",", " ").Replace(line(name)))
	n := &vcard.Name{}
	for len(words) > 1 && slices.Contains(suffixes, words[len(words)-1]) {
		n.HonorificSuffix = strings.TrimSpace(words[len(words)-1] + " " + n.HonorificSuffix)
		words = words[:len(words)-1]
	}
	if len(words) > 1 {
		n.FamilyName = words[len(words)-1]
		words = words[:len(words)-1]
	}
	n.GivenName = strings.Join(words, " ")
	return n
}

// line is one line of plain characters.
func line(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return unicode.IsControl(r) || r == '\u2028' || r == '\u2029' }), " ")
}

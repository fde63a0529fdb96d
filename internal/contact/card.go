package contact

import (
	"bytes"
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
	card.SetValue(vcard.FieldOrganization, strings.ReplaceAll(line(a.Organization), ";", ",")) // a semicolon would begin a unit of it
	for _, o := range a.Offices {
		card.AddValue(vcard.FieldTitle, line(o))
	}
	for _, v := range a.Values {
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
		card.Add(key, field)
	}
	card.SetValue(vcard.FieldNote, Marking+". "+Handling)
	var b bytes.Buffer
	err := vcard.NewEncoder(&b).Encode(card)
	return b.Bytes(), err
}

// line is one line of plain characters.
func line(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return unicode.IsControl(r) || r == '\u2028' || r == '\u2029' }), " ")
}

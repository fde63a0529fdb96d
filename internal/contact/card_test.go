package contact_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/emersion/go-vcard"
	"github.com/google/uuid"

	"example.org/concord/internal/contact"
)

func TestCardHoldsWhatWasOpenedAndNoLineOfAnybodysOwn(t *testing.T) {
	evil := "Dana\r\nTEL:1-900\nNOTE:mine\u2028\tx; y, z\\n"
	a := contact.Address{ID: uuid.New(), Name: evil, Organization: evil, Offices: []string{"Chair, WSCC", evil}, Values: []contact.Value{
		{Contact: contact.Contact{Kind: contact.Email}, Holds: "dana@example.org\r\nTEL:666"}, {Contact: contact.Contact{Kind: contact.AfterHours}, Holds: "303-555-0142"}}}
	b, err := a.VCard()
	if err != nil {
		t.Fatal(err)
	}
	var keys []string
	for _, l := range strings.Split(strings.TrimSuffix(string(b), "\r\n"), "\r\n") {
		key, _, _ := strings.Cut(l, ":")
		key, _, _ = strings.Cut(key, ";")
		keys = append(keys, key)
		if strings.ContainsAny(l, "\r\n\t\u2028") {
			t.Errorf("%q breaks the line", l)
		}
	}
	slices.Sort(keys)
	if want := []string{"BEGIN", "EMAIL", "END", "FN", "N", "NOTE", "ORG", "TEL", "TITLE", "TITLE", "UID", "VERSION"}; !slices.Equal(keys, want) {
		t.Errorf("lines %q, not %q\n%s", keys, want, b)
	}
	card, err := vcard.NewDecoder(strings.NewReader(string(b))).Decode()
	if err != nil {
		t.Fatal(err)
	}
	if card.Value(vcard.FieldVersion) != "4.0" || card.Value(vcard.FieldTelephone) != "303-555-0142" || !strings.HasPrefix(card.Value(vcard.FieldNote), contact.Marking) {
		t.Errorf("it reads as %v", card)
	}
}

// Address books sort by the family's name, and show what a number is for beside it.
func TestCardHasANameInPartsAndLabels(t *testing.T) {
	for name, want := range map[string]string{
		"Dana Whitfield": "Whitfield;Dana;;;", "María José Núñez Jr.": "Núñez;María José;;;Jr.", "Cher": ";Cher;;;", "Ann O'Neil; PhD": "O'Neil;Ann;;;PhD", "": ";;;;",
	} {
		b, err := contact.Address{Name: name, Values: []contact.Value{
			{Contact: contact.Contact{Kind: contact.AfterHours, Label: "Night desk"}, Holds: "303-555-0142"}}}.VCard()
		if err != nil {
			t.Fatal(err)
		}
		card, err := vcard.NewDecoder(strings.NewReader(string(b))).Decode()
		if err != nil {
			t.Fatal(err)
		}
		if got := card.Value(vcard.FieldName); got != want {
			t.Errorf("%q is taken apart as %q, want %q", name, got, want)
		}
		tel, label := card.Get(vcard.FieldTelephone), card.Get("X-ABLABEL")
		if label == nil || label.Value != "Night desk" || tel.Group == "" || label.Group != tel.Group {
			t.Errorf("the number is not labeled:\n%s", b)
		}
	}
}

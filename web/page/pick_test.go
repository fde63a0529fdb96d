package page

import (
	"testing"

	"github.com/google/uuid"
)

func TestPickFindsTheOneThatIsMeant(t *testing.T) {
	a, b := uuid.NewString(), uuid.NewString()
	two := []Option{{Value: a, Label: "Blue Mesa"}, {Value: b, Label: "Blue Mesa Water"}}
	twins := []Option{{Value: a, Label: "Sam Lee"}, {Value: b, Label: "Sam Lee"}}
	for _, one := range []struct {
		name string
		pick Pick
		want string
	}{
		{"the only one", Pick{Field: Field{Value: "mesa"}, Found: two[:1]}, a},
		{"the exact one", Pick{Field: Field{Value: " blue mesa "}, Found: two}, a},
		{"the chosen one", Pick{Field: Field{Value: "blue mesa"}, Chosen: b, Found: two}, b},
		{"several fit", Pick{Field: Field{Value: "blue"}, Found: two}, ""},
		{"several bear the name", Pick{Field: Field{Value: "Sam Lee"}, Found: twins}, ""},
		{"of several that bear it, the chosen one", Pick{Field: Field{Value: "Sam Lee"}, Chosen: b, Found: twins}, b},
		{"a choice that was not offered", Pick{Field: Field{Value: "blue"}, Chosen: uuid.NewString(), Found: two}, ""},
		{"the only one, but listed before", Pick{Field: Field{Value: "somebody else"}, Found: two[:1], Listed: true}, ""},
		{"as a phone types it", Pick{Field: Field{Value: "Sean O’Neil"}, Found: []Option{{Value: a, Label: "Sean O'Neil"}, {Value: b, Label: "Sean O'Neill"}}}, a},
		{"without accents, with two spaces", Pick{Field: Field{Value: "Jose  Nunez"}, Found: []Option{{Value: a, Label: "José Núñez"}, {Value: b, Label: "José Núñez-Ortiz"}}}, a},
		{"the only one, by its abbreviation", Pick{Field: Field{Value: "bmw"}, Found: []Option{{Value: a, Label: "Blue Mesa Water", Says: "BMW · CO"}}}, a},
		{"the only one, but merely like it", Pick{Field: Field{Value: "Blu Messa"}, Found: two[:1]}, ""},
		{"merely like it, and chosen", Pick{Field: Field{Value: "Blu Messa"}, Chosen: a, Found: two[:1]}, a},
		{"nothing", Pick{}, ""},
	} {
		id, ok := one.pick.One()
		if got := id.String(); ok != (one.want != "") || ok && got != one.want {
			t.Errorf("%s: %s, %v", one.name, got, ok)
		}
	}
}

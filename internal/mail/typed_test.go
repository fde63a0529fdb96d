package mail_test

import (
	"math/rand/v2"
	"testing"

	"example.org/concord/internal/item"
	concord "example.org/concord/internal/mail"
	"example.org/concord/internal/markdown/typedtest"
)

func TestNoTypedWordIsMissingFromEitherPartOfAMail(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 12))
	for range 300 {
		body := typedtest.Body(r)
		text, err := item.Render(body, 1)
		if err != nil {
			t.Fatal(err)
		}
		l, err := concord.Typed(text)
		if err != nil {
			t.Fatal(err)
		}
		if w := typedtest.Missing(body, l.HTML); w != "" {
			t.Errorf("%q is missing from the HTML of %q", w, body)
		}
		seen := map[string]bool{}
		for _, w := range typedtest.Words(l.Text) {
			seen[w] = true
		}
		for _, w := range typedtest.Words(body) {
			if !seen[w] {
				t.Errorf("%q is missing from the plain text of %q", w, body)
			}
		}
	}
}

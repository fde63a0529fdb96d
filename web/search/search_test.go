package search

import "testing"

func TestWhatCannotBeLookedForSaysWhy(t *testing.T) {
	for words, want := range map[string]string{
		`"`: "There is no word in this.", " …&! ": "There is no word in this.", "the of": "These words stand everywhere.",
		"-chlorine": "This only leaves words out.", `"the"`: "These words stand everywhere.",
	} {
		if what, do := unusable(words); what != want || do == "" {
			t.Errorf("%q: %s", words, what)
		}
	}
}

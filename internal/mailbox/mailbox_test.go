package mailbox_test

import (
	"net/mail"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"example.org/concord/internal/mailbox"
)

func TestAddressesAreReadAsTheyCanBeSentTo(t *testing.T) {
	for typed, want := range map[string]string{
		"kontakt@müller.example":           "kontakt@xn--mller-kva.example",
		"Kontakt@MÜLLER.example":           "Kontakt@xn--mller-kva.example",
		" sean.o'neil+a@example.org\u00a0": "sean.o'neil+a@example.org",
		"a_b-c@sub-domain.example.org":     "a_b-c@sub-domain.example.org",
		"用户@example.org":                   "",
	} {
		if got, wrong := mailbox.Read(typed); got != want || (wrong == "") != (want != "") {
			t.Errorf("%q: %q, %q", typed, got, wrong)
		}
	}
}

func TestAddressesThatCannotBeSentToAreRefusedWithAHint(t *testing.T) {
	for typed, want := range map[string]string{
		"":                                       "write one like",
		"name":                                   "write one like",
		"na\u200bme@example.org":                 "cannot be seen",
		"name@exam\u00adple.org":                 "cannot be seen",
		"\u202ename@example.org":                 "cannot be seen",
		"sean.o’neil@example.org":                "holds ’",
		"jörg@example.org":                       "holds ö",
		"Jane <jane@example.org>":                "write one alone",
		"a@b.org, c@d.org":                       "write one alone",
		"name@localhost":                         "no name of a mail server",
		"name@example.org.":                      "no name of a mail server",
		"name@-example.org":                      "no name of a mail server",
		"name@exa_mple.org":                      "no name of a mail server",
		"name@[10.0.0.1]":                        "no name of a mail server",
		"name@10.0.0.1":                          "no name of a mail server",
		"name@a..org":                            "no name of a mail server",
		"na..me@example.org":                     "write one like",
		strings.Repeat("x", 65) + "@example.org": "write one like",
	} {
		if got, wrong := mailbox.Read(typed); got != "" || !strings.Contains(wrong, want) {
			t.Errorf("%q: %q, %q, want %q", typed, got, wrong, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("kontakt@müller.example")
	f.Fuzz(func(t *testing.T, typed string) {
		email, wrong := mailbox.Read(typed)
		if (email == "") != (wrong != "") {
			t.Fatalf("%q: %q, %q", typed, email, wrong)
		}
		if email == "" {
			return
		}
		if strings.ContainsFunc(email, func(r rune) bool { return r > unicode.MaxASCII || r <= ' ' }) {
			t.Errorf("%q cannot be sent to as %q", typed, email)
		}
		if a, err := mail.ParseAddress(email); err != nil || a.Address != email {
			t.Errorf("%q became %q: %v", typed, email, err)
		}
		if again, _ := mailbox.Read(email); again != email {
			t.Errorf("%q became %q and then %q", typed, email, again)
		}
	})
}

// Whoever parses an address elsewhere keeps one that cannot be sent to some day. What is sent is parsed once more before it is.
func TestAddressesAreReadInOnePlace(t *testing.T) {
	for _, root := range []string{"../../internal", "../../web", "../../cmd"} {
		err := filepath.WalkDir(root, func(path string, _ os.DirEntry, err error) error {
			if err != nil || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") || strings.HasSuffix(path, "mail/letter.go") || strings.Contains(path, "mailbox") {
				return err
			}
			text, err := os.ReadFile(path)
			if strings.Contains(string(text), "mail.ParseAddress") {
				t.Errorf("%s reads addresses by itself", path)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

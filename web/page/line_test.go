package page

import (
	"io/fs"
	"maps"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var (
	ofLines   = regexp.MustCompile(`Textarea\((?:page\.)?Field\{Name: "([a-z_]+)"|<textarea[^>]*?\sname="([a-z_]+)"`)
	passwords = regexp.MustCompile(`Field\{Name: "([a-z_]+)"[^}]*Type: "password"`)
)

func TestEveryFieldThatIsNoTextareaIsOneLine(t *testing.T) {
	typed, secret := map[string]bool{}, map[string]bool{}
	if err := fs.WalkDir(os.DirFS(".."), ".", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".templ") {
			return err
		}
		b, err := fs.ReadFile(os.DirFS(".."), path)
		for _, m := range ofLines.FindAllSubmatch(b, -1) {
			typed[string(m[1])+string(m[2])] = true
		}
		for _, m := range passwords.FindAllSubmatch(b, -1) {
			secret[string(m[1])] = true
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if !maps.Equal(typed, several) {
		t.Errorf("several lines are typed into %q, and kept of %q", slices.Sorted(maps.Keys(typed)), slices.Sorted(maps.Keys(several)))
	}
	if !maps.Equal(secret, verbatim) {
		t.Errorf("passwords are typed into %q, and taken as they come in %q", slices.Sorted(maps.Keys(secret)), slices.Sorted(maps.Keys(verbatim)))
	}
	form := url.Values{"title": {"\u200b", " Water\n\u202eSCC "}, "body": {" a\nb\u200b"}, "password": {" a\u200b"}}
	OneLine(form)
	if want := (url.Values{"title": {"", "Water SCC"}, "body": {" a\nb\u200b"}, "password": {" a\u200b"}}); form.Encode() != want.Encode() {
		t.Errorf("the form is %q", form)
	}
}

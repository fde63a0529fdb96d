package web_test

import (
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"example.org/concord/web"
	"example.org/concord/web/page"
	"example.org/concord/web/webtest"
)

// own is a part of a page in the portal's own words: what somebody typed, and the title of what was posted, is theirs.
func own(n *html.Node) bool {
	class, _ := attribute(n, "class")
	to, _ := attribute(n, "href")
	return !strings.HasPrefix(to, "/updates/") && !slices.Contains(strings.Fields(class), "prose") && !slices.Contains(strings.Fields(class), "item-row__text") && n.Data != "textarea" && n.Data != "script"
}

// spoken is the text of a page's main part in its order; an abbreviation comes after what it is short for.
func spoken(n *html.Node, b *strings.Builder) {
	switch {
	case n.Type == html.TextNode:
		b.WriteString(n.Data)
		b.WriteByte(' ')
	case n.Type == html.ElementNode && !own(n):
		return
	case n.Type == html.ElementNode && n.Data == "abbr":
		full, _ := attribute(n, "title")
		b.WriteString(full + " ")
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		spoken(c, b)
	}
}

func mainOf(t *testing.T, body string) string {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && n.Data == "main" {
			spoken(n, &b)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// TestAcronymsAreExpandedAtTheirFirstUse reads every page as those to whom it opens: of each acronym in the portal's own words the full name comes
// first.
func TestAcronymsAreExpandedAtTheirFirstUse(t *testing.T) {
	s := webtest.New(t)
	furnish(t, s)
	// What bodies, kinds of them and umbrellas are called is theirs, and so is the title of what was posted; the longest first, for one may begin with another.
	var names []string
	if err := s.Database.Owner().QueryRow(t.Context(), `select array_agg(n order by length(n) desc) from (
		select name from council union select short_name from council union select name from council_kind union select plural from council_kind union select name from umbrella union select short_name from umbrella
		union select title from item_version union select name from organization union select regexp_replace(short_name, '(ISAC|SCC|GCC)$', '\1s') from council) x (n) where n ~ '[A-Z]{3}'`).Scan(&names); err != nil {
		t.Fatal(err)
	}
	var pairs []string
	for _, n := range names {
		pairs = append(pairs, n, "…")
	}
	named := strings.NewReplacer(pairs...)
	read, told := 0, map[string]bool{}
	for _, p := range filling {
		v := entered(t, s, p)
		for _, line := range web.Routes() {
			if line.Method != http.MethodGet {
				continue
			}
			for _, r := range requests(t, line) {
				got := v.Get(r.path)
				if got.Status != http.StatusOK || !strings.HasPrefix(got.Header.Get("Content-Type"), "text/html") {
					continue
				}
				read++
				text := named.Replace(mainOf(t, got.Body))
				for short, full := range page.Acronyms {
					for _, at := range regexp.MustCompile(`\b`+short+`s?\b`).FindAllStringIndex(text, -1) {
						before := text[:at[0]]
						if key := line.Path + short; !strings.Contains(strings.ToLower(before), strings.ToLower(full)) && !told[key] {
							told[key] = true
							t.Errorf("%s as %s: %s comes without %q before it: …%s", r.path, p.Name, short, full, text[max(0, at[0]-80):min(len(text), at[1]+20)])
						}
						break
					}
				}
			}
		}
	}
	if read < 300 {
		t.Errorf("only %d pages were read", read)
	}
}

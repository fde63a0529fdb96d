// Package typedtest makes up texts as people type them: each construct of Markdown, what is nearly one, what looks like HTML, lists of
// telephone numbers, paths, pasted mail. Tests ask of what is made of them that no word is missing.
package typedtest

import (
	"fmt"
	"html"
	"math/rand/v2"
	"net/url"
	"regexp"
	"strings"
)

// Body is a text of some constructs, one within another at times.
func Body(r *rand.Rand) string {
	n := 0
	word := func() string { n++; return fmt.Sprintf("w%dx", n) }
	var b strings.Builder
	for range 1 + r.IntN(6) {
		b.WriteString(block(r, word, 2))
		b.WriteString([]string{"\n\n", "\n", "\r\n", "\n\n\n", "\r"}[r.IntN(5)])
	}
	return b.String()
}

func block(r *rand.Rand, word func() string, deeper int) string {
	in := func() string { return inline(r, word, 2) }
	forms := []func() string{
		func() string { return in() + "\n" + in() },
		func() string { return "# " + in() },
		func() string { return in() + "\n" + strings.Repeat("-", 1+r.IntN(5)) },
		func() string { return in() + "\n" + strings.Repeat("=", 1+r.IntN(5)) + "\n" + in() },
		func() string { return "- " + in() + "\n- " + in() + "\n  " + in() },
		func() string { return "- [ ] " + in() + "\n- [x] " + in() },
		func() string { return fmt.Sprintf("%d. %s\n%d) %s", r.IntN(2100), in(), r.IntN(12), in()) },
		func() string { return fmt.Sprintf("%d. %s\n%d. %s", r.IntN(5), in(), r.IntN(2100), in()) },
		func() string { return "    " + in() + "\n\n\t" + in() },
		func() string { return "```" + word() + " " + word() + "\n" + in() + "\n```\n" + in() },
		func() string { return "~~~ " + word() + "\n" + in() },
		func() string { return ">" + in() + "\n> " + in() },
		func() string { return "> " + fmt.Sprint(r.IntN(99)) + " mg/L " + in() },
		func() string {
			return "a " + in() + " | b\n---|---\n" + word() + "|" + word() + "|" + in() + "|" + word()
		},
		func() string { return "[" + word() + "]: " + strings.ToUpper(word()) + "\n[" + word() + "]: " + in() },
		func() string {
			l := word()
			return "[" + in() + "][" + l + "]\n\n[" + l + "]: https://example.org/" + word() + " \"" + word() + "\""
		},
		func() string { return "<" + word() + " of " + word() + ">\n" + in() },
		func() string { return "<!" + word() + " " + in() + "\n" + in() },
		func() string { return "<details><summary>" + word() + "</summary>\n\n" + in() + "\n</details>" },
		func() string { return "<!-- " + word() + "\n" + in() + " -->\n" + in() },
		func() string {
			return "<script>" + word() + "</script>\n<style>" + word() + "\n</style>\n<pre>\n" + word()
		},
		func() string { return "[^" + word() + "] and [^1]\n\n[^1]: " + in() },
		func() string { return "* * *\n" + in() + "\n***" + in() + "\n___" },
		func() string { return "\\" + in() + "\\\n#" + word() + "\n#\n- \n" + in() },
	}
	if deeper > 0 {
		forms = append(forms,
			func() string { return indent("> ", block(r, word, deeper-1)) },
			func() string { return indent("  ", "- "+block(r, word, deeper-1)) },
			func() string { return indent("   ", "1. "+block(r, word, deeper-1)) })
	}
	return forms[r.IntN(len(forms))]()
}

func inline(r *rand.Rand, word func() string, deeper int) string {
	forms := []func() string{
		word, word,
		func() string { return word() + " " + word() + ", " + word() + "." },
		func() string { return "`" + word() + "`" + word() },
		func() string { return `\\` + word() + `\share\_` + word() + `\[x]` },
		func() string { return `C:\` + word() + `\*.` + word() + ` \*` + word() + `\*` },
		func() string { return word() + " <" + word() + ">" + word() + "</" + word() + ">" },
		func() string { return word() + " <" + word() + " and " + word() + " >" + word() },
		func() string {
			return "<https://example.org/" + word() + "?a=" + word() + "&b=ä> <" + word() + "@example.org>"
		},
		func() string {
			return "https://example.org/" + word() + " www." + word() + ".org (" + word() + "@example.org)"
		},
		func() string { return "![" + word() + "](https://example.org/" + word() + ".png \"" + word() + "\")" },
		func() string { return "![](" + word() + ".png)" },
		func() string { return word() + "*" + word() + "*" + word() + "_" + word() + "_" + word() },
		func() string { return "&" + word() + "; &copy; AT&T &#65; " + word() },
		func() string { return "307-555-0101 \"" + word() + "\" '" + word() + "' – " + word() + "é" },
		func() string {
			return "<a href=\"" + word() + "\" title='" + word() + "'>" + word() + "</a><br/>" + word()
		},
		func() string {
			return "$" + word() + "_{" + word() + "}$ ^" + word() + "^ " + word() + "/" + word() + "#" + word()
		},
	}
	if deeper > 0 {
		in := func() string { return inline(r, word, deeper-1) }
		forms = append(forms,
			func() string { return "*" + in() + "* **" + in() + "** ***" + in() + "***" },
			func() string { return "_" + in() + "_ __" + in() + "__ ~~" + in() + "~~ ~" + in() + "~" },
			func() string { return "[" + in() + "](https://example.org/" + word() + ")" },
			func() string { return "[" + in() + "](/" + word() + " \"" + word() + "\")" },
			func() string { return "[" + in() + "](<" + word() + " " + word() + ">)" },
			func() string { return "[" + in() + "](javascript:" + word() + ")" },
			func() string { return "![" + in() + "](https://example.org/" + word() + ")" },
			func() string { return "[" + in() + "]" + in() + "[" + in() })
	}
	return forms[r.IntN(len(forms))]()
}

func indent(by, s string) string {
	return strings.ReplaceAll(s, "\n", "\n"+by)
}

// Words are those of a text.
func Words(body string) []string {
	return strings.FieldsFunc(body, func(c rune) bool {
		return c < 0x80 && (c < '0' || c > '9') && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') || c == '–' || c >= 0x80 && c < 0xc0
	})
}

var (
	tag  = regexp.MustCompile(`<[^>]*>`)
	href = regexp.MustCompile(`href="([^"]*)"`)
	item = regexp.MustCompile(`(\d{1,3})[.)]`)
)

// Missing is a word of a text that cannot be found on its page: neither in what is read there, nor in where a link leads. The number of an
// item is counted by the list.
func Missing(body, page string) string {
	seen := map[string]bool{}
	see := func(s string) {
		for _, w := range Words(s) {
			seen[w] = true
		}
	}
	see(html.UnescapeString(tag.ReplaceAllString(page, " ")))
	for _, m := range href.FindAllStringSubmatch(page, -1) {
		to, err := url.PathUnescape(html.UnescapeString(m[1]))
		if err != nil {
			to = m[1]
		}
		see(to)
	}
	for _, m := range item.FindAllStringSubmatch(body, -1) {
		seen[m[1]] = true
	}
	for _, w := range Words(body) {
		if !seen[w] {
			return w
		}
	}
	return ""
}

package item

import (
	"errors"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"example.org/concord/internal/fault"
	"example.org/concord/internal/markdown/typedtest"
)

func rendered(t *testing.T, body string, above int) Text {
	t.Helper()
	text, err := Render(body, above)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestMarkdownBecomesSafeHTML(t *testing.T) {
	for body, want := range map[string]string{
		"**bold** *it* ~~gone~~ `code`":       "<p><strong>bold</strong> <em>it</em> <del>gone</del> <code>code</code></p>\n",
		"- a\n- b":                            "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n",
		"3. c":                                "<ol start=\"3\">\n<li>c</li>\n</ol>\n",
		"> said":                              "<blockquote>\n<p>said</p>\n</blockquote>\n",
		"see https://example.org/a?b=1&c":     `<p>see <a href="https://example.org/a?b=1&amp;c" rel="nofollow noreferrer">https://example.org/a?b=1&amp;c</a></p>` + "\n",
		"[mail](mailto:a@example.org)":        `<p><a href="mailto:a@example.org" rel="nofollow noreferrer">mail</a></p>` + "\n",
		"[x](javascript:alert(1))":            "<p>[x](javascript:alert(1))</p>\n",
		"[x](data:text/html,hello)":           "<p>[x](data:text/html,hello)</p>\n",
		"[x](/councils)":                      "<p>[x](/councils)</p>\n",
		"![map](https://example.org/map.png)": `<p><a href="https://example.org/map.png" rel="nofollow noreferrer">map</a></p>` + "\n",
		"a <b onclick=x>b</b>":                "<p>a &lt;b onclick=x&gt;b&lt;/b&gt;</p>\n",
		"<script>alert(1)</script>":           "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n",
		"1. a\n3. b":                          "<ol>\n<li>a</li>\n<li value=\"3\">b</li>\n</ol>\n",
		"|a|b|\n|-|-|\n|1|2|":                 "<table>\n<thead>\n<tr>\n<th>a</th>\n<th>b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>1</td>\n<td>2</td>\n</tr>\n</tbody>\n</table>\n",
	} {
		if got := rendered(t, body, 1).HTML; got != want {
			t.Errorf("%q is %q, want %q", body, got, want)
		}
	}
}

func TestHeadingsStandBelowThePagesOwnAndSkipNone(t *testing.T) {
	for _, c := range []struct {
		body  string
		above int
		want  string
	}{
		{"# a\n## b\n### c\n# d", 1, "<h2>a</h2><h3>b</h3><h4>c</h4><h2>d</h2>"},
		{"### a\n# b\n###### c", 1, "<h2>a</h2><h2>b</h2><h3>c</h3>"},
		{"# a\n#### b", 3, "<h4>a</h4><h5>b</h5>"},
		{"# a\n## b\n### c\n#### d", 3, "<h4>a</h4><h5>b</h5><h6>c</h6><h6>d</h6>"},
	} {
		if got := strings.ReplaceAll(rendered(t, c.body, c.above).HTML, "\n", ""); got != c.want {
			t.Errorf("%q below %d: %s, want %s", c.body, c.above, got, c.want)
		}
	}
}

func TestSummaryIsPlainAndShort(t *testing.T) {
	if got := rendered(t, "# Title\nfirst\nline & **more**\n\n- one\n- two", 1).Summary; got != "Title first line & more one two" {
		t.Errorf("the summary is %q", got)
	}
	long := rendered(t, strings.Repeat("wörter und mehr, ", 100), 1).Summary
	if n := utf8.RuneCountInString(long); n > maxSummary || n < maxSummary/2 || !strings.HasSuffix(long, "…") {
		t.Errorf("%d characters, ends %q", n, long[len(long)-10:])
	}
	if got := rendered(t, strings.Repeat("x", 1000), 1).Summary; utf8.RuneCountInString(got) > maxSummary {
		t.Error("one long word is not cut")
	}
}

func TestNoTypedWordIsMissingFromAnItem(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 12))
	for range 500 {
		body := typedtest.Body(r)
		text := rendered(t, body, 1)
		if w := typedtest.Missing(body, text.HTML); w != "" || text.Body != body {
			t.Fatalf("%q is missing from %q\nof %q", w, text.HTML, body)
		}
	}
}

func FuzzRenderLetsNothingThrough(f *testing.F) {
	for _, s := range []string{"<img src=x onerror=alert(1)>", "[a](java\nscript:x)", "```\n</code><script>", "<a href='//evil'>", "[a]: javascript:x\n[a]", "# a <svg/onload=x>", "\xff\x00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, body string) {
		text := rendered(t, body, 1)
		page := strings.ToLower(text.HTML)
		for _, bad := range []string{"<script", "<img", "<svg", "<iframe", "<style", "<form", `href="javascript`, `href="data`, `href="//`, "<h1"} {
			if strings.Contains(page, bad) {
				t.Fatalf("%q came through: %q", bad, text.HTML)
			}
		}
		if utf8.RuneCountInString(text.Summary) > maxSummary {
			t.Fatalf("the summary has %d characters", utf8.RuneCountInString(text.Summary))
		}
	})
}

func TestFilesAreWhatTheirNamesSay(t *testing.T) {
	for name, c := range map[string]struct{ head, mediaType string }{
		"a.pdf": {"%PDF-1.7", "application/pdf"}, "A.PDF": {"%PDF-1.7", "application/pdf"}, "a.png": {"\x89PNG\r\n\x1a\n", "image/png"},
		"a.jpg": {"\xff\xd8\xff\xe0", "image/jpeg"}, "a.jpeg": {"\xff\xd8\xff\xe0", "image/jpeg"}, "a.gif": {"GIF89a", "image/gif"},
		"a.webp": {"RIFF1234WEBP", "image/webp"}, "a.txt": {"hello", "text/plain; charset=utf-8"}, "a.csv": {"a,b\n\xc3", "text/csv; charset=utf-8"},
	} {
		if got, err := CheckFile(name, []byte(c.head)); got != c.mediaType || err != nil {
			t.Errorf("%s is %q (%v), want %q", name, got, err, c.mediaType)
		}
	}
	for name, head := range map[string]string{
		"a.pdf": "<html>", "a.png": "GIF89a", "a.txt": "a\x00b", "a.csv": "\xff\xfe\xfda", "a.svg": "<svg/>", "a.html": "<html>", "a": "%PDF-", "a.pdf.exe": "MZ", "b.txt": "",
	} {
		_, err := CheckFile(name, []byte(head))
		if invalid := (fault.Invalid{}); !errors.As(err, &invalid) || invalid.For("file") == "" {
			t.Errorf("%s with %q: %v", name, head, err)
		}
	}
}

func TestFileNamesLoseFoldersAndControlCharacters(t *testing.T) {
	for sent, want := range map[string]string{
		`C:\plans\map.pdf`: "map.pdf", "../../etc/passwd.txt": "passwd.txt", "a\r\nSet-Cookie: x.pdf": "a Set-Cookie: x.pdf", ".pdf": "file.pdf",
		"\xffmap.pdf": "map.pdf", "Plan – final.pdf": "Plan – final.pdf", strings.Repeat("x", 300) + ".pdf": strings.Repeat("x", 150) + ".pdf",
	} {
		if got := FileName(sent); got != want {
			t.Errorf("%q is %q, want %q", sent, got, want)
		}
	}
}

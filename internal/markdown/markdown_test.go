package markdown

import (
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"

	"example.org/concord/internal/markdown/typedtest"
)

func TestWhatIsTypedIsSeenOrHasBecomeWhatItsAuthorMeant(t *testing.T) {
	for body, want := range map[string]string{
		"replace <serial number> and set <password>": "<p>replace &lt;serial number&gt; and set &lt;password&gt;</p>",
		"If <c and pH >7\nthen act; x<y>z":           "<p>If &lt;c and pH &gt;7<br>\nthen act; x&lt;y&gt;z</p>",
		"<!IMPORTANT read this\ntext":                "<p>&lt;!IMPORTANT read this<br>\ntext</p>",
		"<details>\nx\n</details>":                   "<p>&lt;details&gt;<br>\nx<br>\n&lt;/details&gt;</p>",
		"<!-- hidden -->":                            "<p>&lt;!-- hidden --&gt;</p>",
		"[Status]: OPEN\n[Phone]: 307-555-0101":      "<p>[Status]: OPEN<br>\n[Phone]: 307-555-0101</p>",
		"[Status]: OPEN\n\nsee [Status]":             "<p>[Status]: OPEN</p>\n<p>see [Status]</p>",
		"[one][r]\n\n[r]: https://a.org \"T\"":       "<p><a href=\"https://a.org\">one</a></p>\n<p><a href=\"https://a.org\">r</a>: <a href=\"https://a.org\">https://a.org</a> &quot;T&quot;</p>",
		">10 mg/L chlorine":                          "<p>&gt;10 mg/L chlorine</p>",
		"> 10 mg/L chlorine":                         "<p>&gt; 10 mg/L chlorine</p>",
		"> said\n> on\n>10 mg/L":                     "<blockquote>\n<p>said<br>\non<br>\n&gt;10 mg/L</p>\n</blockquote>",
		`\\server\share\*.log`:                       `<p>\\server\share\*.log</p>`,
		`\*not\* \_it\_ C:\_temp DOM\_svc`:           `<p>*not* _it_ C:\_temp DOM\_svc</p>`,
		`1986\. A year`:                              `<p>1986. A year</p>`,
		"one\\\ntwo\\":                               "<p>one\\<br>\ntwo\\</p>",
		"one\rtwo\r\nthree\vfour\u2028five":          "<p>one<br>\ntwo<br>\nthree<br>\nfour<br>\nfive</p>",
		"[plan](/councils) [b](<>) [c](plan.pdf)":    "<p>[plan](/councils) [b]() [c](plan.pdf)</p>",
		"[x](javascript:alert(1))":                   "<p>[x](javascript:alert(1))</p>",
		"![map](https://a.org/m.png \"The map\")":    "<p><a href=\"https://a.org/m.png\">map</a> &#34;The map&#34;</p>",
		"[](https://a.org)":                          "<p><a href=\"https://a.org\">https://a.org</a></p>",
		"[<https://a.org>](https://b.org) <foo:bar>": "<p><a href=\"https://b.org\">https://a.org</a> &lt;foo:bar&gt;</p>",
		"![a [b](https://a.org)](https://b.org)":     "<p><a href=\"https://b.org\">a [b](https://a.org)</a></p>",
		"- [ ] open\n- [x] done":                     "<ul>\n<li>[ ] open</li>\n<li>[x] done</li>\n</ul>",
		"J. Doe\n-----\nnext":                        "<p>J. Doe</p>\n<hr>\n<p>next</p>",
		"Title\n=====\ntext":                         "<h2>Title</h2>\n<p>text</p>",
		"1986. A year\n1990. Another":                "<p>1986. A year<br>\n1990. Another</p>",
		"007. Bond":                                  "<p>007. Bond</p>",
		"1. a\n1. b":                                 "<ol>\n<li>a</li>\n<li>b</li>\n</ol>",
		"1. a\n3. b\n4. c":                           "<ol>\n<li>a</li>\n<li value=\"3\">b</li>\n<li>c</li>\n</ol>",
		"a|b\n-|-\n1|2|3":                            "<table>\n<thead>\n<tr>\n<th>a</th>\n<th>b</th>\n<th></th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>1</td>\n<td>2</td>\n<td>3</td>\n</tr>\n</tbody>\n</table>",
		"|a\\|b|`c\\|d`|\n|-|-|":                     "<table>\n<thead>\n<tr>\n<th>a|b</th>\n<th><code>c|d</code></th>\n</tr>\n</thead>\n</table>",
		"&copy; &lt; AT&T":                           "<p>&amp;copy; &amp;lt; AT&amp;T</p>",
		"    so *it*\n\n\tis":                        "<pre><code>so *it*\n\nis\n</code></pre>",
		"```yaml here\nx\n```":                       "<p>yaml here</p>\n<pre><code>x\n</code></pre>",
		"~~~~~\nx":                                   "<p>~~~~~<br>\nx</p>",
		"2*3*4 snake_case_name ~5~ **b** *i* ~~d~~":  "<p>2*3*4 snake_case_name ~5~ <strong>b</strong> <em>i</em> <del>d</del></p>",
		"`a\nb`": "<p><code>a<br>\nb</code></p>",
		"#\n##":  "<p>#<br>\n##</p>",
	} {
		if got, err := HTML(body, 1); err != nil || strings.TrimSpace(got) != want {
			t.Errorf("%q is\n%q, want\n%q (%v)", body, got, want, err)
		}
	}
}

func TestNoTypedWordIsMissing(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 12))
	rescued := 0
	for range 2000 {
		body := typedtest.Body(r)
		page, tally, err := convert(body, 1)
		if err != nil {
			t.Fatal(err)
		}
		if w := typedtest.Missing(body, page); w != "" {
			t.Fatalf("%q is missing from %q\nof %q", w, page, body)
		}
		if tally.rescued {
			rescued++
			if rescued < 4 {
				t.Logf("shown as typed: %q", body)
			}
		}
	}
	if rescued > 0 {
		t.Errorf("%d texts are shown as typed, because words would have been lost", rescued)
	}
}

func FuzzNoTypedWordIsMissing(f *testing.F) {
	r := rand.New(rand.NewPCG(2, 12))
	for range 200 {
		f.Add(typedtest.Body(r))
	}
	f.Fuzz(func(t *testing.T, body string) {
		page, _, err := convert(body, 1)
		if err != nil {
			t.Fatal(err)
		}
		if !whole(lines(body), page, formedBy(body)) {
			t.Fatalf("a word of %q is missing from %q", body, page)
		}
		if most := mostGrowth*len(body) + mostExtra; len(page) > most {
			t.Fatalf("%d bytes of %d", len(page), len(body))
		}
	})
}

// formedBy are the words of a text that became formatting.
func formedBy(body string) map[string]int {
	_, t, err := convert(body, 1)
	if err != nil || t.rescued {
		return map[string]int{}
	}
	again := map[string]int{}
	for w := range t.formed {
		again[w] = strings.Count(body, w)
	}
	return again
}

// worst are texts of one construct, made to cost as much as can be.
func worst() map[string]string {
	const size = 100 * 1024
	fill := func(s string) string { return strings.Repeat(s, size/len(s)) }
	ticks := ""
	for n := 1; len(ticks) < size; n++ {
		ticks += strings.Repeat("`", n%400+1) + "a\n"
	}
	ref := "[a]: https://example.org/" + strings.Repeat("x", 2000) + "\n\n"
	all := map[string]string{"ticks": ticks[:size], "long reference": ref + fill("[a]\n\n"), "long reference in lines": ref + fill("[a] "),
		"wide table": strings.Repeat("a|", 10000) + "\n" + strings.Repeat("-|", 10000) + "\n" + fill("a\n")[:50000],
		"tall table": "a|b\n-|-\n" + fill("a|\n"), "uneven table": "a|b\n-|-\n" + strings.Repeat("|a", 60) + "\n" + fill("a\n"),
		"brackets closed": fill("[")[:50000] + fill("]")[:50000], "stars around": fill("*")[:50000] + "a" + fill("*")[:50000],
		"references": "[a]: https://a.org\n\n" + fill("[a][a]"), "nested quotations": fill("> ")[:50000] + "a\n" + fill("> > > > > > > a\n")[:50000],
		"blank after deep": strings.Repeat("- ", 40) + "a" + fill("\n"), "definitions": fill("[a]: https://a.org\n"), "tabs": fill("\t- a\n")}
	for _, s := range []string{">", "> ", ">\n", "> - ", "- ", "- a\n", "1. ", "1. a\n", "* ", "-\n", "- - - - a\n", "[", "![", "[]", "[a](", "[a](b", "](", "[a][", "[a]", "![a](", "*_", "*a_ ", "*a ", "_a_ ",
		"**a** ", "~~a~~ ", "~a", "*a*", "**", "***", "_", "`", "`a``", "<", "<a", "<a:", "<a@", "<!--", "</", "|", "|\n", "a|b\n-|-\n", "|-", "`a\\|b`|", "[^a]", "[^a]: b\n", "[a]: b\n", "&", "&amp;", "\\", "\\*", "\"",
		"#", "# a\n", "#\n", "```\n", "```a\n", "~~~\n", "    a\n", "\t", " ", "\n", "a\n", "a\n\n", "a\n-\n", "a\n=\n", "a\n===\n", "http://", "https://a.org ", "www.a.org ", "(http://a", "a@b.org ", "~a@", "a.", "(", "[`a`", "[*", "![[", "<https://a.org>", "é", "a  \n", "a\\\n", "---\n", "\r", "\x00", "\xff"} {
		all[s] = fill(s)
	}
	return all
}

func TestTheWorkOfAnyTextIsBounded(t *testing.T) {
	for name, body := range worst() {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		page, tally, err := convert(body, 1)
		if err != nil {
			t.Fatal(err)
		}
		runtime.ReadMemStats(&after)
		bytes, made := (after.TotalAlloc-before.TotalAlloc)>>20, after.Mallocs-before.Mallocs
		if bytes > mostMegabytes || made > 1_500_000 || tally.steps > 4_000_000 || len(page) > mostGrowth*len(lines(body))+mostExtra {
			t.Errorf("%q: %d MB, %d allocations, %d steps, %d bytes of page", name, bytes, made, tally.steps, len(page))
		}
		words := map[string]bool{}
		for _, w := range typedtest.Words(lines(body)) {
			if !words[w] && w != "1" && !strings.Contains(page, w) {
				t.Errorf("%q: %q is missing", name, w)
			}
			words[w] = true
		}
	}
}

func BenchmarkWorst(b *testing.B) {
	for name, body := range worst() {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := HTML(body, 1); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

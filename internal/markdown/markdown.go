// Package markdown makes the HTML of what people typed. Two things hold for every text, whatever is in it:
//
// No typed word is lost. What is typed is seen, or has become formatting that its author meant: HTML is shown as it was typed, line breaks
// stay, a definition of a link is a line like any other, an address that is no link is shown, a number that begins a line counts. Where a
// word would be missing all the same, the text is shown as typed, in paragraphs and lines.
//
// The work is bounded. Nesting, delimiters, brackets, cells and the addresses that references repeat are counted while they are parsed;
// what is beyond the bounds is text like any other. So is a text that would grow beyond what pages are for.
package markdown

import (
	"bytes"
	"fmt"
	"html"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	gohtml "github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Bounds of one text. They are far beyond what anybody writes, and low enough that 100 kB of the worst cost little.
const (
	mostOpen       = 16        // blocks within blocks; a list and its item are two
	mostDelimiters = 600       // characters of emphasis and strikethrough in one paragraph
	mostBrackets   = 250       // in one paragraph
	mostTicks      = 10        // in the row that begins a code span
	mostColumns    = 64        // of a table
	mostCells      = 20_000    // of all tables
	mostAddresses  = 64 * 1024 // bytes that references to links repeat
	mostGrowth     = 8         // times its source, beside
	mostExtra      = 4096      // bytes
)

var (
	parse = parser.NewParser(parser.WithBlockParsers(blocks()...), parser.WithInlineParsers(inlines()...),
		parser.WithParagraphTransformers(util.Prioritized(references{}, 100), util.Prioritized(tables{}, 200)),
		parser.WithASTTransformers(util.Prioritized(shape{}, 100)))
	render = renderer.NewRenderer(renderer.WithNodeRenderers(util.Prioritized(typed{}, 100),
		util.Prioritized(extension.NewTableHTMLRenderer(extension.WithTableCellAlignMethod(extension.TableCellAlignNone)), 500),
		util.Prioritized(extension.NewStrikethroughHTMLRenderer(), 500), util.Prioritized(gohtml.NewRenderer(), 1000)))
)

// HTML makes a page's HTML of Markdown. Its headings begin one level below above, the heading that the text stands under. It comes as the
// author of the text formed it: whoever shows it sanitizes it.
func HTML(body string, above int) (string, error) {
	page, _, err := convert(body, above)
	return page, err
}

// convert says besides how much was done.
func convert(body string, above int) (string, *tally, error) {
	source := lines(body)
	t := &tally{Context: parser.NewContext(), above: above, formed: map[string]int{}}
	var out bytes.Buffer
	document := parse.Parse(text.NewReader([]byte(source)), parser.WithContext(t))
	if err := render.Render(&out, []byte(source), document); err != nil {
		return "", t, fmt.Errorf("render a text: %w", err)
	}
	if page := out.String(); len(page) <= mostGrowth*len(source)+mostExtra && whole(source, page, t.formed) {
		return page, t, nil
	}
	t.rescued = true
	return plain(source), t, nil
}

// breaks are all the ways in which a line ends: as browsers send it, as old files have it, as word processors paste it.
var breaks = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\v", "\n", "\f", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n\n", "\x00", "\ufffd")

var (
	blank = regexp.MustCompile(`\n[ \t]*(?:\n[ \t]*)+`)
	empty = regexp.MustCompile(`\n{4,}`)
)

// lines is a text as the parser takes it. Of many empty lines some are enough: each is looked at by every block that is open.
func lines(body string) string {
	return empty.ReplaceAllString(breaks.Replace(strings.ToValidUTF8(body, "\ufffd")), "\n\n\n")
}

// plain shows a text as it was typed, in paragraphs and lines.
func plain(source string) string {
	var out strings.Builder
	for _, paragraph := range blank.Split(strings.TrimSpace(source), -1) {
		if paragraph = strings.TrimSpace(paragraph); paragraph != "" {
			out.WriteString("<p>" + strings.ReplaceAll(html.EscapeString(paragraph), "\n", "<br>\n") + "</p>\n")
		}
	}
	return out.String()
}

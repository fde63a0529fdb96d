package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	table "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

// typed writes what differs from the usual HTML of Markdown: text as it was typed, with its line breaks, and links with all their words.
type typed struct{}

// RegisterFuncs implements [renderer.NodeRenderer].
func (typed) RegisterFuncs(on renderer.NodeRendererFuncRegisterer) {
	on.Register(ast.KindText, writeText)
	on.Register(ast.KindCodeSpan, writeCode)
	on.Register(ast.KindFencedCodeBlock, writeFence)
	on.Register(ast.KindLink, writeLink)
	on.Register(ast.KindImage, writeLink)
	on.Register(ast.KindAutoLink, writeAddress)
}

func writeText(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	n := node.(*ast.Text)
	if !entering {
		return ast.WalkContinue, nil
	}
	shown(w, source, n.Segment.Start, n.Segment.Stop)
	// A backslash at the end of a line is one: the line ends there in any case.
	if stop := n.Segment.Stop; n.HardLineBreak() && stop < len(source) && source[stop] == '\\' {
		_ = w.WriteByte('\\')
	}
	if n.HardLineBreak() || n.SoftLineBreak() {
		_, _ = w.WriteString("<br>\n")
	}
	return ast.WalkContinue, nil
}

// shown writes text, without the backslashes that only keep a character from being formatting.
func shown(w util.BufWriter, source []byte, start, stop int) {
	before := false    // the character before was kept so
	var kept [128]bool // what was kept so at the beginning of words is at their ends too
	for i := start; i < stop; i++ {
		if source[i] != '\\' || i+1 >= stop {
			escaped(w, source[i])
			before = false
			continue
		}
		next := source[i+1]
		closes := next < 128 && kept[next] && (i+2 >= len(source) || !util.IsAlphaNumeric(source[i+2])) && i > 0 && util.IsAlphaNumeric(source[i-1])
		if before = closes || keeps(source, i, before); before {
			kept[next] = true
		} else {
			_ = w.WriteByte('\\')
		}
		i++
		escaped(w, source[i])
	}
}

func escaped(w util.BufWriter, c byte) {
	if e := util.EscapeHTMLByte(c); e != nil {
		_, _ = w.Write(e)
		return
	}
	_ = w.WriteByte(c)
}

// keeps says whether a backslash was typed to keep the character after it from being formatting. In the middle of a word it was not:
// that is a path, an account or a product's name.
func keeps(source []byte, i int, before bool) bool {
	next := source[i+1]
	switch {
	case next == '|':
		return true // what separates cells stands in no path
	case bytes.IndexByte([]byte("*_~[]()<>#+-.!`"), next) < 0:
		return false
	case before || i == 0 || bytes.IndexByte([]byte(" \t\n([{\"'>|"), source[i-1]) >= 0:
		return true
	case next != '.' && next != ')':
		return false
	}
	// The number of what would be an item, had nobody kept it from that.
	n := i
	for n > 0 && i-n < 9 && source[n-1] >= '0' && source[n-1] <= '9' {
		n--
	}
	return n < i && (n == 0 || source[n-1] == '\n')
}

func writeCode(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		_, _ = w.WriteString("</code>")
		return ast.WalkContinue, nil
	}
	_, _ = w.WriteString("<code>")
	cell := false
	for p := n.Parent(); p != nil && !cell; p = p.Parent() {
		cell = p.Kind() == table.KindTableCell
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		t, ok := c.(*ast.Text)
		if !ok {
			continue
		}
		value := t.Segment.Value(source)
		if cell {
			value = bytes.ReplaceAll(value, []byte(`\|`), []byte("|"))
		}
		for _, b := range value {
			if b == '\n' {
				_, _ = w.WriteString("<br>")
			}
			escaped(w, b)
		}
	}
	return ast.WalkSkipChildren, nil
}

func writeFence(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	n := node.(*ast.FencedCodeBlock)
	if !entering {
		_, _ = w.WriteString("</code></pre>\n")
		return ast.WalkContinue, nil
	}
	if n.Info != nil {
		_, _ = w.WriteString("<p>")
		written(w, n.Info.Segment.Value(source))
		_, _ = w.WriteString("</p>\n")
	}
	_, _ = w.WriteString("<pre><code>")
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		written(w, line.Value(source))
	}
	return ast.WalkContinue, nil
}

func written(w util.BufWriter, b []byte) {
	for _, c := range b {
		escaped(w, c)
	}
}

// link is what a link and a picture have in common. No picture is fetched from elsewhere: its server would learn who reads.
type linked struct {
	mark               string
	destination, title []byte
	reference          *ast.ReferenceLink
}

func linkedBy(node ast.Node) linked {
	if n, ok := node.(*ast.Image); ok {
		return linked{"![", n.Destination, n.Title, n.Reference}
	}
	n := node.(*ast.Link)
	return linked{"[", n.Destination, n.Title, n.Reference}
}

func writeLink(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	n := linkedBy(node)
	_, literal := node.AttributeString(asTyped)
	switch {
	case literal && entering:
		_, _ = w.WriteString(n.mark)
	case literal:
		_, _ = w.WriteString("]")
		n.writeTail(w)
	case entering:
		open(w, target(n.destination))
		if !node.HasChildren() {
			written(w, n.destination)
		}
	default:
		_, _ = w.WriteString("</a>")
		n.writeTitle(w)
	}
	return ast.WalkContinue, nil
}

// writeTail writes what was typed after the words of a link.
func (n linked) writeTail(w util.BufWriter) {
	if n.reference != nil {
		if n.reference.Type != ast.ReferenceLinkShortcut {
			_ = w.WriteByte('[')
			if n.reference.Type == ast.ReferenceLinkFull {
				written(w, n.reference.Value)
			}
			_ = w.WriteByte(']')
		}
		return
	}
	_ = w.WriteByte('(')
	written(w, n.destination)
	n.writeTitle(w)
	_ = w.WriteByte(')')
}

func (n linked) writeTitle(w util.BufWriter) {
	if len(n.title) > 0 && n.reference == nil {
		_, _ = w.WriteString(` &#34;`)
		written(w, n.title)
		_, _ = w.WriteString(`&#34;`)
	}
}

func open(w util.BufWriter, to string) {
	_, _ = w.WriteString(`<a href="`)
	written(w, []byte(to))
	_, _ = w.WriteString(`">`)
}

func writeAddress(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	n := node.(*ast.AutoLink)
	if !entering {
		return ast.WalkContinue, nil
	}
	if _, literal := node.AttributeString(asTyped); literal {
		written(w, n.Label(source))
		return ast.WalkContinue, nil
	}
	open(w, auto(n, source))
	written(w, n.Label(source))
	_, _ = w.WriteString("</a>")
	return ast.WalkContinue, nil
}

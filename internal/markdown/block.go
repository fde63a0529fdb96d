package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// blocks are what a line can begin. HTML is none of them, nor is a heading made by a line of dashes: that is a line, as it looks.
func blocks() []util.PrioritizedValue {
	return []util.PrioritizedValue{
		util.Prioritized(underlined{parser.NewSetextHeadingParser()}, 100),
		util.Prioritized(parser.NewThematicBreakParser(), 200),
		util.Prioritized(list{parser.NewListParser()}, 300),
		util.Prioritized(parser.NewListItemParser(), 400),
		util.Prioritized(parser.NewCodeBlockParser(), 500),
		util.Prioritized(heading{parser.NewATXHeadingParser()}, 600),
		util.Prioritized(fence{parser.NewFencedCodeBlockParser()}, 700),
		util.Prioritized(quotation{parser.NewBlockquoteParser()}, 800),
		util.Prioritized(parser.NewParagraphParser(), 1000),
	}
}

// nested says whether one more block fits into those that are open.
func nested(pc parser.Context) bool {
	pc.(*tally).steps += 1 + len(pc.OpenedBlocks())
	return len(pc.OpenedBlocks()) < mostOpen
}

// underlined is a heading: one line with a line of equals signs below.
type underlined struct{ parser.BlockParser }

func (underlined) Trigger() []byte { return []byte{'='} }

func (u underlined) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, _ := reader.PeekLine()
	if p, ok := pc.LastOpenedBlock().Node.(*ast.Paragraph); !ok || p.Lines().Len() != 1 || bytes.Count(line, []byte("=")) < 3 {
		return nil, parser.NoChildren
	}
	return u.BlockParser.Open(parent, reader, pc)
}

// list begins with a bullet or a number that counts something. A year is none, nor is a number with zeros before it.
type list struct{ parser.BlockParser }

func (l list) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if line, _ := reader.PeekLine(); !nested(pc) || !counts(line) {
		return nil, parser.NoChildren
	}
	return l.BlockParser.Open(parent, reader, pc)
}

func (l list) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	pc.(*tally).steps++
	line, _ := reader.PeekLine()
	if w, _ := util.IndentWidth(line, reader.LineOffset()); w < 4 && !counts(line) && node.LastChild().(*ast.ListItem).Offset > w {
		return parser.Close
	}
	return l.BlockParser.Continue(node, reader, pc)
}

// counts says whether the number at the beginning of a line, if there is one, is that of an item.
func counts(line []byte) bool {
	n := digits(bytes.TrimLeft(line, " \t"))
	return len(n) <= 3 && (len(n) < 2 || n[0] != '0')
}

func digits(b []byte) []byte {
	n := 0
	for n < len(b) && b[n] >= '0' && b[n] <= '9' {
		n++
	}
	return b[:n]
}

// heading has words in it.
type heading struct{ parser.BlockParser }

func (h heading) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if line, _ := reader.PeekLine(); len(bytes.Trim(line, "# \t\n")) == 0 {
		return nil, parser.NoChildren
	}
	return h.BlockParser.Open(parent, reader, pc)
}

// fence is of backticks alone: a row of tildes is what people draw.
type fence struct{ parser.BlockParser }

func (fence) Trigger() []byte { return []byte{'`'} }

// quotation begins with > and a space. What is more than a number is no quotation.
type quotation struct{ parser.BlockParser }

func (q quotation) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, _ := reader.PeekLine()
	if said := bytes.TrimLeft(line, " \t"); !nested(pc) || !quotes(said) || comparison(bytes.TrimLeft(said[1:], " \t")) {
		return nil, parser.NoChildren
	}
	return q.BlockParser.Open(parent, reader, pc)
}

func (q quotation) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	pc.(*tally).steps++
	if line, _ := reader.PeekLine(); !quotes(bytes.TrimLeft(line, " \t")) {
		return parser.Close
	}
	return q.BlockParser.Continue(node, reader, pc)
}

// quotes says whether a line begins as a quotation does: >, then a space, another >, or nothing.
func quotes(line []byte) bool {
	return len(line) > 0 && line[0] == '>' && (len(line) == 1 || bytes.IndexByte([]byte(" \t\n>"), line[1]) >= 0)
}

// comparison says whether a number or an amount follows.
func comparison(b []byte) bool {
	return len(b) > 0 && (b[0] >= '0' && b[0] <= '9' || bytes.IndexByte([]byte("=$.~+%"), b[0]) >= 0 ||
		b[0] == '-' && len(digits(b[1:])) > 0 || bytes.HasPrefix(b, []byte("€")) || bytes.HasPrefix(b, []byte("£")))
}

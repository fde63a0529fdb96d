package markdown

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// inlines are what can stand within a line. HTML is none of them.
func inlines() []util.PrioritizedValue {
	return []util.PrioritizedValue{
		util.Prioritized(code{parser.NewCodeSpanParser()}, 100),
		util.Prioritized(link{parser.NewLinkParser()}, 200),
		util.Prioritized(address{parser.NewAutoLinkParser()}, 300),
		util.Prioritized(emphasis{parser.NewEmphasisParser(), 3}, 500),
		util.Prioritized(emphasis{extension.NewStrikethroughParser(), 2}, 500),
		util.Prioritized(bare{extension.NewLinkifyParser()}, 999),
	}
}

// run is how often the first character of a line stands there.
func run(line []byte) int {
	n := 1
	for n < len(line) && line[n] == line[0] {
		n++
	}
	return n
}

// literal takes the next n characters as they are.
func literal(block text.Reader, n int) ast.Node {
	_, s := block.PeekLine()
	block.Advance(n)
	return ast.NewTextSegment(s.WithStop(s.Start + n))
}

// code is a span of code. Longer rows of backticks begin none: each length of a row is looked for to the end of the paragraph.
type code struct{ parser.InlineParser }

func (c code) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	pc.(*tally).within(parent)
	line, _ := block.PeekLine()
	if n := run(line); n > mostTicks {
		return literal(block, n)
	}
	return c.InlineParser.Parse(parent, block, pc)
}

// link is a link or a picture, as long as there are not too many brackets in the paragraph.
type link struct{ parser.InlineParser }

func (l link) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	t := pc.(*tally).within(parent)
	if line, _ := block.PeekLine(); line[0] == '[' || len(line) > 1 && line[0] == '!' && line[1] == '[' {
		if t.brackets++; t.brackets > mostBrackets {
			return nil
		}
	}
	return l.InlineParser.Parse(parent, block, pc)
}

func (l link) CloseBlock(parent ast.Node, block text.Reader, pc parser.Context) {
	l.InlineParser.(parser.CloseBlocker).CloseBlock(parent, block, pc)
}

// address is one between < and >. Anything else between them is text.
type address struct{ parser.InlineParser }

func (a address) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	pc.(*tally).within(parent)
	line, at := block.Position()
	n, ok := a.InlineParser.Parse(parent, block, pc).(*ast.AutoLink)
	if !ok {
		return nil
	}
	if auto(n, block.Source()) == "" {
		block.SetPosition(line, at)
		return nil
	}
	return n
}

// emphasis begins and ends at words: 2*3*4 is a product. A longer row of its character than has a meaning is text.
type emphasis struct {
	parser.InlineParser
	most int
}

func (e emphasis) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	t := pc.(*tally).within(parent)
	before := block.PrecendingCharacter()
	line, _ := block.PeekLine()
	n := run(line)
	if n > e.most || line[0] == '~' && n != 2 || t.delimiters+n > mostDelimiters {
		return literal(block, n)
	}
	t.delimiters += n
	after, _ := utf8.DecodeRune(line[n:])
	made := e.InlineParser.Parse(parent, block, pc)
	if d, ok := made.(*parser.Delimiter); ok && d.CanOpen && d.CanClose && wordy(before) && wordy(after) {
		d.CanOpen, d.CanClose = false, false
	}
	return made
}

func wordy(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// bare is an address without anything around it.
type bare struct{ parser.InlineParser }

func (b bare) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	t := pc.(*tally).within(parent)
	line, _ := block.PeekLine()
	if util.IsSpace(line[0]) || bytes.IndexByte([]byte("*_~("), line[0]) >= 0 {
		line = line[1:]
	}
	if !mailbox(line, t) && !bytes.HasPrefix(line, []byte("http://")) && !bytes.HasPrefix(line, []byte("https://")) && !bytes.HasPrefix(line, []byte("www.")) {
		return nil
	}
	return b.InlineParser.Parse(parent, block, pc)
}

// mailbox says whether what begins here can be the address of one: the part before the @ has 64 characters at most.
func mailbox(line []byte, t *tally) bool {
	for i, c := range line[:min(len(line), 65)] {
		if c == '@' {
			return i > 0
		}
		if !util.IsAlphaNumeric(c) && bytes.IndexByte([]byte(".!#$%&'*+/=?^_`{|}~-"), c) < 0 {
			t.steps += i
			return false
		}
	}
	return false
}

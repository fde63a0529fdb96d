package markdown

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
)

// tally is what the parser carries along: what was counted against the bounds, and which words became formatting.
type tally struct {
	parser.Context
	above      int
	formed     map[string]int // words that are no text of the page any more: numbers of lists, labels of links
	paragraph  ast.Node       // whose delimiters and brackets are counted
	delimiters int
	brackets   int
	cells      int
	addresses  int
	rescued    bool // it is shown as it was typed, because a word would be missing or the page too long
	steps      int  // attempts to parse something, and what they looked through
}

// within begins to count anew in each paragraph.
func (t *tally) within(paragraph ast.Node) *tally {
	if t.paragraph != paragraph {
		t.paragraph, t.delimiters, t.brackets = paragraph, 0, 0
	}
	t.steps++
	return t
}

// Reference finds what a label stands for, until the addresses so repeated are more than a text may hold.
func (t *tally) Reference(label string) (parser.Reference, bool) {
	r, ok := t.Context.Reference(label)
	if ok {
		t.addresses += len(r.Destination())
	}
	if !ok || t.addresses > mostAddresses {
		return nil, false
	}
	return r, true
}

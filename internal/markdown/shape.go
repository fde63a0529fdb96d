package markdown

import (
	"net/url"
	"strconv"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// shape is what only the whole text shows: levels of headings, numbers of lists, and which links can be followed.
type shape struct{}

// asTyped marks a link that nobody can follow: it is shown as it was typed.
const asTyped = "typed"

func (shape) Transform(document *ast.Document, reader text.Reader, pc parser.Context) {
	t, source := pc.(*tally), reader.Source()
	first, level := 0, t.above
	var anchor ast.Node
	// The walk itself returns no error: this function makes none.
	_ = ast.Walk(document, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			if n == anchor {
				anchor = nil
			}
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Heading:
			// The author's headings begin one below the one above, whatever level they were typed with, and none skips a level, for those
			// who walk a page by its headings.
			if first == 0 {
				first = n.Level
			}
			level = min(max(n.Level-first, 0)+t.above+1, level+1, 6)
			n.Level = level
		case *ast.List:
			if n.IsOrdered() {
				number(n, source, t)
			}
		case *ast.Link, *ast.Image:
			l := linkedBy(n)
			if anchor = followed(n, anchor, target(l.destination)); anchor != n {
				break
			}
			if l.reference == nil {
				t.form(string(l.destination))
			} else if l.reference.Type == ast.ReferenceLinkFull {
				t.form(string(l.reference.Value))
			}
		case *ast.AutoLink:
			anchor = followed(n, anchor, auto(n, source))
		}
		return ast.WalkContinue, nil
	})
}

// followed decides whether a link becomes one: it leads somewhere, and stands in no other. It returns the link that what follows stands in.
func followed(n, within ast.Node, to string) ast.Node {
	if within == nil && to != "" {
		return n
	}
	n.SetAttributeString(asTyped, true)
	return within
}

// form notes words that are no text of the page any more.
func (t *tally) form(s string) {
	each(s, func(w string) bool { t.formed[w]++; return true })
}

// number gives the items of a list the numbers that they were typed with, where those are not counted anyway. The same number for each
// means: count them.
func number(l *ast.List, source []byte, t *tally) {
	next, same := l.Start, true
	for i := l.FirstChild(); i != nil; i = i.NextSibling() {
		typed := source[max(i.Pos(), 0):]
		same = same && string(digits(typed)) == strconv.Itoa(l.Start)
	}
	for i := l.FirstChild(); i != nil; i = i.NextSibling() {
		n := digits(source[max(i.Pos(), 0):])
		if len(n) == 0 {
			return
		}
		t.form(string(n))
		if typed, err := strconv.Atoi(string(n)); err == nil && !same && typed != next {
			i.SetAttributeString("value", []byte(n))
			next = typed
		}
		next++
	}
}

// target is where a link leads, for those that a page may hold: to a site or a mailbox, with its full address.
func target(destination []byte) string {
	u, err := url.Parse(string(util.UnescapePunctuations(destination)))
	switch {
	case err != nil:
		return ""
	case (u.Scheme == "http" || u.Scheme == "https") && u.Host != "", u.Scheme == "mailto" && u.Opaque != "":
		return u.String()
	}
	return ""
}

// auto is where an address leads that stands for itself.
func auto(n *ast.AutoLink, source []byte) string {
	if n.AutoLinkType == ast.AutoLinkEmail {
		return target(append([]byte("mailto:"), n.Label(source)...))
	}
	return target(n.URL(source))
}

package markdown

import (
	"bytes"
	"regexp"

	"github.com/yuin/goldmark/ast"
	table "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// references notes what the labels of a paragraph stand for. The lines stay where they are: only some of them are meant as definitions.
type references struct{}

var definition = regexp.MustCompile(`^[ \t]*\[([^\[\]\\]{1,200})\]:[ \t]+<?((?:https?://|mailto:)[^\s<>]+)>?(?:[ \t]+["'(].*)?\s*$`)

func (references) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	for i := range node.Lines().Len() {
		segment := node.Lines().At(i)
		line := segment.Value(reader.Source())
		if !bytes.Contains(line, []byte("]:")) {
			continue
		}
		if m := definition.FindSubmatch(line); m != nil && target(m[2]) != "" {
			pc.AddReference(parser.NewReference(m[1], m[2], nil))
		}
	}
}

// tables makes a table of rows below a line of dashes and bars. It is as wide as its widest row: no cell is cut off.
type tables struct{}

var ruler = regexp.MustCompile(`^ {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?\s*$`)

func (tables) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	rows := node.Lines()
	for i := 1; i < rows.Len(); i++ {
		line := rows.At(i)
		value := line.Value(reader.Source())
		if !bytes.ContainsRune(value, '|') || !ruler.Match(value) {
			continue
		}
		head, dashes := rows.At(i-1), len(cells(line, reader.Source()))
		if columns := len(cells(head, reader.Source())); columns != dashes || columns > mostColumns {
			return
		}
		columns := dashes
		for j := i + 1; j < rows.Len(); j++ {
			columns = max(columns, len(cells(rows.At(j), reader.Source())))
		}
		t := pc.(*tally)
		if t.cells += columns * (rows.Len() - i); columns > mostColumns || t.cells > mostCells {
			return
		}
		made := table.NewTable()
		made.SetPos(node.Pos())
		made.AppendChild(made, table.NewTableHeader(row(head, columns, reader.Source())))
		for j := i + 1; j < rows.Len(); j++ {
			made.AppendChild(made, row(rows.At(j), columns, reader.Source()))
		}
		node.Parent().InsertAfter(node.Parent(), node, made)
		if rows.SetSliced(0, i-1); rows.Len() == 0 {
			node.Parent().RemoveChild(node.Parent(), node)
		}
		return
	}
}

func row(line text.Segment, columns int, source []byte) *table.TableRow {
	made := table.NewTableRow(nil)
	made.SetPos(line.Start)
	for _, c := range cells(line, source) {
		cell := table.NewTableCell()
		cell.SetPos(c.Start)
		cell.Lines().Append(c)
		made.AppendChild(made, cell)
	}
	for made.ChildCount() < columns {
		made.AppendChild(made, table.NewTableCell())
	}
	return made
}

// cells are the parts of a line between bars. One that a backslash stands before is text.
func cells(line text.Segment, source []byte) (found []text.Segment) {
	line = line.TrimLeftSpace(source)
	line = line.TrimRightSpace(source)
	at, stop := line.Start, line.Stop
	if at < stop && source[at] == '|' {
		at++
	}
	for i := at; i < stop; i++ {
		if source[i] == '|' && (i == 0 || source[i-1] != '\\') {
			found, at = append(found, trimmed(at, i, source)), i+1
		}
	}
	if at < stop {
		found = append(found, trimmed(at, stop, source))
	}
	return found
}

func trimmed(start, stop int, source []byte) text.Segment {
	s := text.NewSegment(start, stop)
	s = s.TrimLeftSpace(source)
	return s.TrimRightSpace(source)
}

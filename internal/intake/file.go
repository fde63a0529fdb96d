package intake

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"example.org/concord/internal/fault"
	"example.org/concord/internal/name"
)

// Bounds of what is read: a file is taken apart row by row, and nothing of it grows beyond these.
const (
	mostColumns = 200
	mostCell    = 4000    // characters
	mostRow     = 200_000 // bytes
	some        = 2000    // rows worked on at once
)

// Line is one row of a file.
type Line struct {
	Number int // as the spreadsheet numbers it: the row of names is the first
	Cells  []string
	Wrong  string // why it cannot be taken in at all; "" where it can be read
}

// wrong is an error at the file.
func wrong(format string, args ...any) error {
	return fault.Invalid{{Name: "file", Message: fmt.Sprintf(format, args...)}}
}

// source gives the rows of a file one by one, with their numbers; io.EOF ends it. The cells are its caller's.
type source func() (number int, cells []string, err error)

// Read takes a file apart: CSV with any usual separator and in any usual writing, or the first sheet of an XLSX file. The row of names comes
// first, the other rows some at a time; they are their receiver's. It stops at what is wrong with the file as a whole (fault.Invalid, at the
// field file), not at what is wrong with one row. last is the number of the last row.
func Read(file io.ReadSeeker, begin func(names []string) error, hand func([]Line) error) (rows, last int, err error) {
	next, done, err := open(file)
	if err != nil {
		return 0, 0, err
	}
	defer done()
	_, names, err := next()
	for err == nil && blank(names) {
		_, names, err = next()
	}
	if err == io.EOF {
		return 0, 0, wrong("The file is empty.")
	} else if err != nil {
		return 0, 0, err
	}
	for len(names) > 0 && tidy(names[len(names)-1]) == "" {
		names = names[:len(names)-1]
	}
	for n := range names {
		names[n] = tidy(names[n])
	}
	if err := begin(names); err != nil {
		return 0, 0, err
	}
	var lines []Line
	for {
		number, cells, err := next()
		if err != nil && err != io.EOF {
			return rows, last, err
		}
		if len(lines) == some || err == io.EOF && len(lines) > 0 {
			if err := hand(lines); err != nil {
				return rows, last, err
			}
			lines = nil
		}
		if err == io.EOF {
			break
		}
		if blank(cells) {
			continue
		}
		if rows++; rows > MostRows {
			return rows, last, wrong("The file has more than %s rows. Take it in in parts.", "100,000")
		}
		last = number
		lines = append(lines, line(number, cells, names))
	}
	if rows == 0 {
		return 0, 0, wrong("The file has a first row with the names of its columns, and no row below it.")
	}
	return rows, last, nil
}

// line is a row with what is wrong with its cells as such.
func line(number int, cells, names []string) Line {
	l := Line{Number: number}
	for n, cell := range cells {
		if !utf8.ValidString(cell) || strings.ContainsRune(cell, 0) {
			l.Wrong = fmt.Sprintf("%s holds a character that cannot be read. In a spreadsheet, save as XLSX or \"CSV UTF-8\".", place(n, names))
			cell = strings.ReplaceAll(strings.ToValidUTF8(cell, "\ufffd"), "\x00", "\ufffd")
		}
		if utf8.RuneCountInString(cell) > mostCell {
			l.Wrong = place(n, names) + " holds more than 4,000 characters."
			cell = string([]rune(cell)[:100]) + "…"
		}
		cell = unescape(tidy(cell))
		if n >= len(names) && cell != "" && l.Wrong == "" {
			l.Wrong = fmt.Sprintf("It has %d cells, and the first row names %d columns: %q stands beyond them. Where a cell holds a comma, put it in quotation marks, such as \"Acme Water, Inc.\".",
				len(cells), len(names), shorten(cell))
		}
		l.Cells = append(l.Cells, cell)
	}
	return l
}

func place(n int, names []string) string {
	if n < len(names) && names[n] != "" {
		return "The cell under " + shorten(names[n])
	}
	return fmt.Sprintf("Cell %d", n+1)
}

func shorten(s string) string {
	if r := []rune(s); len(r) > 60 {
		return string(r[:59]) + "…"
	}
	return s
}

// tidy makes a cell one visible line with single spaces: what spreadsheets and web pages leave in a cell nobody meant.
func tidy(cell string) string { return strings.Join(strings.Fields(name.Line(cell)), " ") }

func blank(cells []string) bool {
	for _, c := range cells {
		if tidy(c) != "" {
			return false
		}
	}
	return true
}

// unescape takes off what this portal's own copies put before a cell so that no spreadsheet takes it for a formula.
func unescape(cell string) string {
	if len(cell) > 1 && cell[0] == '\'' && strings.IndexAny(cell[1:], "=+-@") == 0 {
		return cell[1:]
	}
	return cell
}

// separated reads a text whose cells stand between separators, and numbers its rows as a spreadsheet does: a row that is empty counts, and one
// whose cells have several lines counts once.
func separated(text io.Reader, comma rune, before int) source {
	lines := csv.NewReader(&bounded{in: text, comma: byte(comma)})
	lines.Comma, lines.FieldsPerRecord, lines.ReuseRecord = comma, -1, true
	number, ended := 0, 0 // of the row before, and the line of the text where it ended
	return func() (int, []string, error) {
		cells, err := lines.Read()
		if err == io.EOF {
			return number, nil, io.EOF
		} else if err != nil {
			return number, nil, broken(err, before)
		}
		begun, _ := lines.FieldPos(0)
		number += begun - ended
		ended, _ = lines.FieldPos(len(cells) - 1)
		ended += strings.Count(cells[len(cells)-1], "\n")
		return number, append([]string(nil), cells...), nil
	}
}

// bounded ends a text whose rows are longer, or have more cells, than any that is meant: what takes them apart would keep each cell.
type bounded struct {
	in           io.Reader
	comma        byte
	quoted       bool
	bytes, cells int
}

var (
	errTooWide = errors.New("too wide")
	errTooLong = errors.New("too long")
)

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.in.Read(p)
	for _, c := range p[:n] {
		b.bytes++
		switch {
		case c == '"':
			b.quoted = !b.quoted
		case c == '\n' && !b.quoted:
			b.bytes, b.cells = 0, 0
		case c == b.comma && !b.quoted:
			b.cells++
		}
		if b.cells > mostColumns {
			return 0, errTooWide
		}
		if b.bytes > mostRow {
			return 0, errTooLong
		}
	}
	return n, err
}

// broken words what is wrong with the text of a CSV file.
func broken(err error, before int) error {
	at, parsed := errors.AsType[*csv.ParseError](err)
	switch {
	case errors.Is(err, errTooWide):
		return wrong("The file has a row of more than %d cells. Leave out what the portal does not read.", mostColumns)
	case errors.Is(err, errTooLong):
		return wrong("The file has a row of more than 200,000 characters: a quotation mark may stand open. Save it anew in a spreadsheet.")
	case parsed && errors.Is(at.Err, csv.ErrQuote):
		return wrong("Line %d: a quotation mark stands open, or something follows it. A cell that holds one is written like \"5\"\" main\".", at.Line-before)
	case parsed && errors.Is(at.Err, csv.ErrBareQuote):
		return wrong("Line %d: a quotation mark stands in a cell that is not in quotation marks. Such a cell is written like \"5\"\" main\".", at.Line-before)
	case parsed:
		return wrong("Line %d cannot be read: %s.", at.Line-before, strings.TrimPrefix(at.Err.Error(), "csv: "))
	}
	return fmt.Errorf("read a file: %w", err)
}

package intake

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"example.org/concord/internal/fault"
	"example.org/concord/internal/name"
)

// wrong is an error at the file.
func wrong(format string, args ...any) error {
	return fault.Invalid{{Name: "file", Message: fmt.Sprintf(format, args...)}}
}

// Read takes a file apart and hands on its rows, some at a time, the first with its number; the rows are its receiver's. It stops at what
// is wrong with the file as a whole (fault.Invalid, at the field file), not at what is wrong with one row.
func Read(file io.Reader, kind Kind, hand func(first int, rows []map[string]string) error) (total int, err error) {
	in := bufio.NewReader(file)
	if mark, _ := in.Peek(3); string(mark) == "\ufeff" {
		if _, err := in.Discard(3); err != nil {
			return 0, fmt.Errorf("read a file: %w", err)
		}
	}
	lines := csv.NewReader(in)
	lines.Comma, lines.FieldsPerRecord, lines.ReuseRecord = separator(in), -1, true
	head, err := lines.Read()
	if err == io.EOF {
		return 0, wrong("The file is empty.")
	} else if err != nil {
		return 0, broken(err)
	}
	names, err := columnsOf(kind, head)
	if err != nil {
		return 0, err
	}
	const some = 2000
	var rows []map[string]string
	for {
		cells, err := lines.Read()
		if err != nil && err != io.EOF {
			return total, broken(err)
		}
		if len(rows) == some || err == io.EOF && len(rows) > 0 {
			if err := hand(total-len(rows)+1, rows); err != nil {
				return total, err
			}
			rows = nil
		}
		if err == io.EOF {
			break
		}
		if total++; total > MostRows {
			return total, wrong("The file has more than %s rows. Take it in in parts.", "100,000")
		}
		given := make(map[string]string, len(names))
		for i, cell := range cells {
			if i < len(names) && names[i] != "" && cell != "" {
				if !utf8.ValidString(cell) || strings.Contains(cell, "\x00") {
					return total, wrong("Row %d is not plain text in UTF-8. In a spreadsheet, save as \"CSV UTF-8\".", total)
				}
				given[names[i]] = name.Line(unescape(cell))
			}
		}
		rows = append(rows, given)
	}
	if total == 0 {
		return 0, wrong("The file has a first line with the names of its columns, and no row below it.")
	}
	return total, nil
}

// unescape takes off what this portal's own copies put before a cell so that no spreadsheet takes it for a formula.
func unescape(cell string) string {
	if len(cell) > 1 && cell[0] == '\'' && strings.IndexAny(cell[1:], "=+-@") == 0 {
		return cell[1:]
	}
	return cell
}

// separator is a comma, or what stands oftener in the first line.
func separator(in *bufio.Reader) rune {
	head, _ := in.Peek(in.Size()) // as much as there is; an error comes again with the first line
	line, _, _ := strings.Cut(string(head), "\n")
	best := ','
	for _, other := range ";\t" {
		if strings.Count(line, string(other)) > strings.Count(line, string(best)) {
			best = other
		}
	}
	return best
}

// columnsOf are the names by place; "" for a column that means nothing here.
func columnsOf(kind Kind, head []string) ([]string, error) {
	names := make([]string, len(head))
	for i, h := range head {
		name := strings.ToLower(strings.TrimSpace(h))
		if !slices.Contains(Columns[kind], name) {
			continue
		}
		if slices.Contains(names, name) {
			return nil, wrong("Two columns are called %s.", strconv.Quote(name))
		}
		names[i] = name
	}
	for _, name := range Columns[kind][:needed[kind]] {
		if !slices.Contains(names, name) {
			return nil, wrong("No column is called %s. The first line names the columns.", strconv.Quote(name))
		}
	}
	return names, nil
}

// broken words what encoding/csv found.
func broken(err error) error {
	var at *csv.ParseError
	if errors.As(err, &at) {
		return wrong("Line %d is no line of a CSV file: %s.", at.Line, strings.TrimPrefix(at.Err.Error(), "csv: "))
	}
	return fmt.Errorf("read a file: %w", err)
}

package intake

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// MostSmall is how many rows a file has at most that is looked through on one page.
const MostSmall = 500

// Said is a row of such a file: what stands under each column that it has.
type Said struct {
	Number int
	Given  map[string]string
	Wrong  string `json:",omitempty"` // why it cannot be read; "" where it can
}

// Small reads a file of few rows as a whole: what stands under the columns, by whatever usual name, of which it needs some. unread are the named
// columns of the file that are none of them.
func Small(file io.ReadSeeker, columns, needed []string) (rows []Said, unread []string, err error) {
	var reads []string
	_, _, err = Read(file, func(names []string) error {
		reads = read(columns, names)
		unread = Unread(names, reads)
		for _, c := range needed {
			if !slices.Contains(reads, c) {
				return wrong("The first row names no column %q. The columns are: %s; in any order, and the rest may be left out.", c, strings.Join(columns, ", "))
			}
		}
		return nil
	}, func(lines []Line) error {
		if len(rows)+len(lines) > MostSmall {
			return wrong("The file has more than %d rows. Take it in in parts.", MostSmall)
		}
		for _, l := range lines {
			rows = append(rows, small(l, reads))
		}
		return nil
	})
	return rows, unread, err
}

func small(l Line, reads []string) Said {
	s := Said{Number: l.Number, Given: map[string]string{}, Wrong: l.Wrong}
	for n, cell := range l.Cells {
		if n >= len(reads) || reads[n] == "" || cell == "" {
			continue
		}
		if s.Given[reads[n]] = shorten(cell); len([]rune(cell)) > mostSmallCell {
			s.Wrong = fmt.Sprintf("The cell under %s holds more than %d characters.", reads[n], mostSmallCell)
		} else {
			s.Given[reads[n]] = cell
		}
	}
	return s
}

// mostSmallCell is how many characters a name, or whatever else such a row holds, has at most.
const mostSmallCell = 200

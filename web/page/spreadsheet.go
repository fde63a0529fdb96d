package page

import (
	"bytes"
	"encoding/csv"
	"io"
	"strings"
)

// Spreadsheet is a table as a file that spreadsheets open as it is meant: UTF-8 with a byte order mark, without which Excel spoils every
// name that is not English, and no cell a formula (CWE-1236).
func Spreadsheet(name string, rows [][]string) Answer {
	b := bytes.NewBufferString("\ufeff")
	w := csv.NewWriter(b)
	for _, row := range rows {
		cells := make([]string, len(row))
		for i, cell := range row {
			if strings.IndexAny(cell, "=+-@\t\r\n＝＋－＠") == 0 {
				cell = "'" + cell
			}
			cells[i] = cell
		}
		if err := w.Write(cells); err != nil {
			panic(err) // a buffer takes everything
		}
	}
	w.Flush()
	return File(name+".csv", "text/csv; charset=utf-8", int64(b.Len()), io.NopCloser(b))
}

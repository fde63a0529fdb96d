package intake

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/xuri/excelize/v2"
)

// Bounds of an XLSX file: what it unpacks to in all, and how much of a sheet is held in memory; the rest lies in the folder of temporary files
// until the file is closed.
const (
	mostUnpacked = 300 << 20
	mostHeld     = 8 << 20
)

// sheet reads the first sheet of an XLSX file, row by row.
func sheet(file io.Reader) (source, func(), error) {
	folder, err := os.MkdirTemp("", "sheet-")
	if err != nil {
		return nil, nil, fmt.Errorf("a folder for a sheet: %w", err)
	}
	book, err := excelize.OpenReader(file, excelize.Options{UnzipSizeLimit: mostUnpacked, UnzipXMLSizeLimit: mostHeld, TmpDir: folder})
	if err != nil {
		_ = os.RemoveAll(folder) // what was unpacked before it broke off
		return nil, nil, wrong("This XLSX file cannot be opened: it is damaged, has a password, or unpacks to more than 300 MB. Save it anew, or as CSV.")
	}
	done := func() { _, _ = book.Close(), os.RemoveAll(folder) } // nothing of it is needed any more
	sheets := book.GetSheetList()
	if len(sheets) == 0 {
		done()
		return nil, nil, wrong("This XLSX file has no sheet.")
	}
	rows, err := book.Rows(sheets[0])
	if err != nil {
		done()
		return nil, nil, wrong("The first sheet of this XLSX file cannot be read. Save it anew, or as CSV.")
	}
	number := 0
	return func() (int, []string, error) {
		if !rows.Next() {
			if err := errors.Join(rows.Error(), rows.Close()); err != nil {
				return number, nil, fmt.Errorf("read a sheet: %w", err)
			}
			return number, nil, io.EOF
		}
		if number++; number > 2*MostRows {
			return number, nil, wrong("The first sheet has more than %s rows. Take it in in parts.", "100,000")
		}
		cells, err := rows.Columns()
		if err != nil {
			return number, nil, wrong("Row %d of the first sheet cannot be read. Save the file anew, or as CSV.", number)
		}
		for len(cells) > 0 && tidy(cells[len(cells)-1]) == "" {
			cells = cells[:len(cells)-1]
		}
		if len(cells) > mostColumns {
			return number, nil, wrong("The first sheet has a row of more than %d cells. Leave out what the portal does not read.", mostColumns)
		}
		return number, cells, nil
	}, done, nil
}

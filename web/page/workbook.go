package page

import (
	"bytes"
	"fmt"
	"io"

	"github.com/xuri/excelize/v2"
)

// Workbook is an answer with one sheet of texts in an XLSX file: none of them is a formula.
func Workbook(name string, rows [][]string) (Answer, error) {
	book := excelize.NewFile()
	defer book.Close()
	for n, row := range rows {
		if err := book.SetSheetRow("Sheet1", fmt.Sprintf("A%d", n+1), &row); err != nil {
			return Answer{}, fmt.Errorf("make a workbook: %w", err)
		}
	}
	var b bytes.Buffer
	if err := book.Write(&b); err != nil {
		return Answer{}, fmt.Errorf("make a workbook: %w", err)
	}
	return File(name+".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", int64(b.Len()), io.NopCloser(&b)), nil
}

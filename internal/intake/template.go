package intake

import (
	"bytes"
	"fmt"
	"maps"
	"slices"

	"github.com/xuri/excelize/v2"

	"example.org/concord/internal/organization"
)

// Template is an XLSX file to fill in: its first sheet has the names of the columns, its second the words that the portal knows.
func Template(kind Kind, w *Words) ([]byte, error) {
	f := excelize.NewFile()
	defer f.Close()
	const words = "Words"
	head := make([]any, len(Columns[kind]))
	for n, c := range Columns[kind] {
		head[n] = c
	}
	lists := [][]string{{"state"}}
	for _, s := range slices.Sorted(maps.Values(w.states)) {
		if lists[0][len(lists[0])-1] != s {
			lists[0] = append(lists[0], s)
		}
	}
	if kind != People {
		sectors := map[string]bool{}
		for _, slugs := range w.sectors {
			for _, s := range slugs {
				sectors[s] = true
			}
		}
		lists = append(lists, append([]string{"sector"}, slices.Sorted(maps.Keys(sectors))...))
	}
	if kind == Organizations {
		kinds := []string{"kind"}
		for _, k := range organization.Kinds {
			kinds = append(kinds, k.Name)
		}
		lists = append(lists, kinds)
	}
	if err := f.SetSheetName("Sheet1", "Rows"); err != nil {
		return nil, fmt.Errorf("make a template: %w", err)
	}
	if _, err := f.NewSheet(words); err != nil {
		return nil, fmt.Errorf("make a template: %w", err)
	}
	if err := f.SetSheetRow("Rows", "A1", &head); err != nil {
		return nil, fmt.Errorf("make a template: %w", err)
	}
	for n, list := range lists {
		at, err := excelize.CoordinatesToCellName(n+1, 1)
		if err != nil {
			return nil, fmt.Errorf("make a template: %w", err)
		}
		if err := f.SetSheetCol(words, at, &list); err != nil {
			return nil, fmt.Errorf("make a template: %w", err)
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		return nil, fmt.Errorf("make a template: %w", err)
	}
	return b.Bytes(), nil
}

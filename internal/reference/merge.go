package reference

import "reflect"

// Kept is something that people changed by hand and the import left alone.
type Kept struct {
	Table, Key string
	Column     string // "" when the row as a whole was entered or removed by hand
	Here, File any    // what stands in the database and what the files say
}

// plan is what an import does with one table.
type plan struct {
	write, drop, note []row // rows to put in, to take back, and to remember as imported
	forget            []row
	changed           int // of write, those that were there before
	kept              []Kept
	gone              []row // left the files, stay in the database
}

// compare holds the files against what is there and what the last import wrote.
func compare(t table, here, last map[string]row) plan {
	var p plan
	given := map[string]bool{}
	for _, file := range t.rows {
		key := t.key(file)
		given[key] = true
		now, there := here[key]
		was, imported := last[key]
		switch {
		case !there && !imported:
			p.write, p.note = append(p.write, file), append(p.note, file)
		case !there:
			p.kept = append(p.kept, Kept{Table: t.name, Key: key, File: file})
		case !imported && same(now, file):
			p.note = append(p.note, file)
		case !imported:
			p.kept = append(p.kept, Kept{Table: t.name, Key: key, Here: now, File: file})
		default:
			merged, kept := merge(t, key, file, now, was)
			p.kept = append(p.kept, kept...)
			if !same(merged, now) {
				p.write, p.changed = append(p.write, merged), p.changed+1
			}
			if !same(file, was) {
				p.note = append(p.note, file)
			}
		}
	}
	for key, was := range last {
		if given[key] {
			continue
		}
		now, there := here[key]
		switch {
		case !there:
			p.forget = append(p.forget, was)
		case t.drop == keep || !same(now, was):
			p.gone = append(p.gone, was)
		default:
			p.drop, p.forget = append(p.drop, was), append(p.forget, was)
		}
	}
	return p
}

// merge takes each column from the files, unless somebody changed it since the last import.
func merge(t table, key string, file, now, was row) (row, []Kept) {
	merged := row{}
	var kept []Kept
	for _, column := range t.names() {
		merged[column] = file[column]
		byHand := !reflect.DeepEqual(now[column], was[column])
		if byHand && !reflect.DeepEqual(now[column], file[column]) {
			merged[column] = now[column]
			kept = append(kept, Kept{Table: t.name, Key: key, Column: column, Here: now[column], File: file[column]})
		}
	}
	return merged, kept
}

func same(a, b row) bool { return reflect.DeepEqual(a, b) }

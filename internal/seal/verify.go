package seal

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

	"golang.org/x/mod/sumdb/tlog"
)

// longest is how long a line of an export may be. Rows hold no content: none comes near.
const longest = 1 << 20

// Verify proves that the export holds every leaf of each head unchanged, and so that each older head is the beginning of each newer one.
// The error is one sentence: which leaf is wrong, or what is missing. Leaves after the newest head are not proven by anybody; proven says
// up to which one all is well.
func Verify(heads []Head, export io.Reader) (proven int64, err error) {
	heads = slices.SortedFunc(slices.Values(heads), func(a, b Head) int { return cmp.Compare(a.Leaves, b.Leaves) })
	log, err := readLog(export)
	if err != nil {
		return 0, err
	}
	for _, h := range heads {
		if h.Leaves > log.leaves {
			return proven, fmt.Errorf("the end is cut off: the head of %s has %d leaves, and the export ends after %d", h.At, h.Leaves, log.leaves)
		}
		root, err := tlog.TreeHash(h.Leaves, log)
		if err != nil {
			return proven, err
		}
		if root != h.Hash {
			return proven, fmt.Errorf("the log was rewritten: leaves %d to %d are not those that the head of %s was signed over", proven, h.Leaves-1, h.At)
		}
		proven = h.Leaves
	}
	return proven, nil
}

// log is the tree over an export's leaves.
type log struct {
	leaves int64
	hashes []tlog.Hash
}

// ReadHashes is tlog's question.
func (l *log) ReadHashes(positions []int64) ([]tlog.Hash, error) {
	all := make([]tlog.Hash, len(positions))
	for i, p := range positions {
		if p >= int64(len(l.hashes)) {
			return nil, errors.New("the export is too short for this head")
		}
		all[i] = l.hashes[p]
	}
	return all, nil
}

func readLog(export io.Reader) (*log, error) {
	l := &log{}
	lines := bufio.NewScanner(export)
	lines.Buffer(nil, longest)
	for lines.Scan() {
		var line Line
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			return nil, fmt.Errorf("line %d of the export is no leaf: it was changed, or this is another file", l.leaves+1)
		}
		switch {
		case line.Leaf > l.leaves:
			return nil, fmt.Errorf("leaf %d is missing: leaf %d stands in its place", l.leaves, line.Leaf)
		case line.Leaf < l.leaves:
			return nil, fmt.Errorf("the order was changed: leaf %d stands where leaf %d belongs", line.Leaf, l.leaves)
		case bytes.Equal(line.Row, []byte("null")):
			return nil, fmt.Errorf("leaf %d was deleted: its row is gone from the record", line.Leaf)
		case tlog.RecordHash(line.Row) != line.Hash:
			return nil, fmt.Errorf("leaf %d was changed: its row is not the one that was sealed", line.Leaf)
		}
		made, err := tlog.StoredHashesForRecordHash(l.leaves, line.Hash, l)
		if err != nil {
			return nil, err
		}
		l.hashes = append(l.hashes, made...)
		l.leaves++
	}
	return l, lines.Err()
}

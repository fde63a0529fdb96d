package update

import (
	"strings"
	"unicode"
)

// Change is what became of a run of words between two versions.
type Change struct {
	Kind Kept
	Text string
}

// Kept says whether words stayed.
type Kept int

// What became of them.
const (
	Same Kept = iota
	Removed
	Added
)

// mostEdits bounds the work of a comparison: two texts that differ by more words have little in common worth showing.
const mostEdits = 1500

// Compare tells what was removed and added between two texts, word by word, with what stayed between.
func Compare(before, after string) []Change {
	a, b := words(before), words(after)
	var head, tail int
	for head < len(a) && head < len(b) && a[head] == b[head] {
		head++
	}
	for tail < len(a)-head && tail < len(b)-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	var c changes
	c.add(Same, a[:head])
	c.differ(a[head:len(a)-tail], b[head:len(b)-tail])
	c.add(Same, a[len(a)-tail:])
	return readable(c.all)
}

// readable joins changes between which nothing but space and punctuation stayed: a rewritten sentence reads as one that went and
// one that came, not as a mixture of both. A new paragraph still parts them.
func readable(all []Change) []Change {
	var out []Change
	var removed, added string
	flush := func() {
		for _, c := range []Change{{Removed, removed}, {Added, added}} {
			if c.Text != "" {
				out = append(out, c)
			}
		}
		removed, added = "", ""
	}
	for i, c := range all {
		between := removed+added != "" && i+1 < len(all)
		switch {
		case c.Kind == Removed:
			removed += c.Text
		case c.Kind == Added:
			added += c.Text
		case between && !strings.ContainsFunc(c.Text, spoken) && !strings.Contains(c.Text, "\n\n"):
			removed += c.Text
			added += c.Text
		default:
			flush()
			out = append(out, c)
		}
	}
	flush()
	return out
}

func spoken(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// words splits a text into words, the space between them and line ends, each a word of its own.
func words(s string) []string {
	kind := func(r rune) int {
		switch {
		case r == '\n':
			return 0
		case unicode.IsSpace(r):
			return 1
		case spoken(r):
			return 2
		}
		return 3
	}
	var all []string
	start, last := 0, -1
	for at, r := range s {
		if k := kind(r); k != last || k == 0 || k == 3 {
			if at > start {
				all = append(all, s[start:at])
			}
			start, last = at, k
		}
	}
	if start < len(s) {
		all = append(all, s[start:])
	}
	return all
}

type changes struct{ all []Change }

// add joins runs of the same kind.
func (c *changes) add(k Kept, run []string) {
	text := strings.Join(run, "")
	switch n := len(c.all); {
	case text == "":
	case n > 0 && c.all[n-1].Kind == k:
		c.all[n-1].Text += text
	default:
		c.all = append(c.all, Change{k, text})
	}
}

// differ finds the shortest way from a to b (Myers, "An O(ND) Difference Algorithm", 1986) and adds it.
func (c *changes) differ(a, b []string) {
	way, found := shortest(a, b)
	if !found {
		c.add(Removed, a)
		c.add(Added, b)
		return
	}
	for _, step := range way {
		switch step.kind {
		case Removed:
			c.add(Removed, a[step.from:step.from+1])
		case Added:
			c.add(Added, b[step.from:step.from+1])
		default:
			c.add(Same, a[step.from:step.from+1])
		}
	}
}

type step struct {
	kind Kept
	from int // in a, or in b where it was added
}

// shortest is the way with the fewest edits. reach[d][k] is how far in a one gets with d edits on diagonal k = x - y.
func shortest(a, b []string) ([]step, bool) {
	var reach [][]int
	v := []int{0, 0, 0}
	for d := 0; d <= min(len(a)+len(b), mostEdits); d++ {
		next := make([]int, 2*d+3)
		for k := -d; k <= d; k += 2 {
			x := furthest(v, d, k)
			for x < len(a) && x-k < len(b) && a[x] == b[x-k] {
				x++
			}
			next[k+d+1] = x
			if x >= len(a) && x-k >= len(b) {
				return back(a, b, reach, d), true
			}
		}
		reach = append(reach, next)
		v = next
	}
	return nil, false
}

// furthest is where the d-th edit on diagonal k begins, by what d-1 edits reached on the diagonals beside it.
func furthest(v []int, d, k int) int {
	if d == 0 {
		return 0
	}
	at := func(k int) int { return v[k+d] } // v is centered on d-1 and has one place more on each side
	if k == -d || k != d && at(k-1) < at(k+1) {
		return at(k + 1) // a word of b was added
	}
	return at(k-1) + 1 // a word of a was removed
}

// back walks from the end to the beginning and gives the steps in order.
func back(a, b []string, reach [][]int, d int) []step {
	var steps []step
	x, y := len(a), len(b)
	for ; d > 0; d-- {
		k := x - y
		before := k - 1
		if v := reach[d-1]; k == -d || k != d && v[k-1+d] < v[k+1+d] {
			before = k + 1
		}
		start := furthest(reach[d-1], d, k)
		for x > start {
			x, y = x-1, y-1
			steps = append(steps, step{Same, x})
		}
		if before == k+1 {
			y--
			steps = append(steps, step{Added, y})
		} else {
			x--
			steps = append(steps, step{Removed, x})
		}
	}
	for x > 0 {
		x, y = x-1, y-1
		steps = append(steps, step{Same, x})
	}
	for i, j := 0, len(steps)-1; i < j; i, j = i+1, j-1 {
		steps[i], steps[j] = steps[j], steps[i]
	}
	return steps
}

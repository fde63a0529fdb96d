package directory

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// drawing is a picture of councils in units of its own, which are pixels of a screen where it has the room.
type drawing struct {
	width      string // of the screens it is for: wide or narrow
	wide, high int
	lines      []line
	boxes      []box
	captions   []caption
}

// box is a council, or what is looked at, which leads nowhere.
type box struct {
	x, y, wide, high int
	name             string
	says             string // how it is tied, "" where the place says it
	href             string
	class            string
}

// line ties two boxes.
type line struct {
	path   string
	shared bool // by organizations that sit in both
}

// caption is a word beside or above boxes.
type caption struct {
	x, y  int
	lines []string
	class string
}

// spoke is what is tied to the one in the middle.
type spoke struct {
	name, says, href string
	shared           bool
}

func (s spoke) class() string {
	if s.shared {
		return "network__node--shared"
	}
	return ""
}

// row is the height of a row of text.
const row = 18

// fits is how many letters of a name a width has room for.
func fits(wide int) int { return wide / 8 }

// text is the name as it stands in the box, in two rows at most.
func (b box) text() []string { return folded(b.name, fits(b.wide-12)) }

// baseline is where a row of the text stands, so that all rows together are centered.
func (b box) baseline(i int) int {
	rows := len(b.text())
	if b.says != "" {
		rows++
	}
	return b.y + b.high/2 + 5 + row*i - row*(rows-1)/2
}

// star puts what is tied by structure at the left, and what is tied by organizations at the right, for a wide screen.
func star(here string, left, right []spoke) drawing {
	const wide, high, gap, between = 260, 62, 16, 110
	d := drawing{width: "wide", high: max(len(left), len(right), 1)*(high+gap) - gap}
	middle := box{x: 0, y: (d.high - high) / 2, wide: wide, high: high, name: here, class: "network__node--here"}
	if len(left) > 0 {
		middle.x = wide + between
	}
	side := func(all []spoke, x, from, to int) {
		y := (d.high - len(all)*(high+gap) + gap) / 2
		for _, s := range all {
			d.boxes = append(d.boxes, box{x, y, wide, high, s.name, s.says, s.href, s.class()})
			cy, half := middle.y+high/2, (from+to)/2
			d.lines = append(d.lines, line{fmt.Sprintf("M%d %dC%d %d %d %d %d %d", from, cy, half, cy, half, y+high/2, to, y+high/2), s.shared})
			y += high + gap
		}
	}
	side(left, 0, middle.x, wide)
	d.wide = middle.x + wide
	if len(right) > 0 {
		side(right, d.wide+between, d.wide, d.wide+between)
		d.wide += between + wide
	}
	d.boxes = append(d.boxes, middle)
	return d.bordered()
}

// tree puts all of it below each other, for a phone.
func tree(here string, tied []spoke) drawing {
	const wide, high, gap, indent = 330, 58, 10, 36
	d := drawing{width: "narrow", wide: wide, boxes: []box{{0, 0, wide, high, here, "", "", "network__node--here"}}}
	for i, s := range tied {
		y := (i + 1) * (high + gap)
		d.boxes = append(d.boxes, box{indent, y, wide - indent, high, s.name, s.says, s.href, s.class()})
		d.lines = append(d.lines, line{fmt.Sprintf("M%d %dV%dH%d", indent/2, y-gap, y+high/2, indent), s.shared})
		if i > 0 {
			d.lines = append(d.lines, line{fmt.Sprintf("M%d %dV%d", indent/2, y-gap-high/2, y-gap), tied[i-1].shared && s.shared})
		}
	}
	d.high = (len(tied)+1)*(high+gap) - gap
	return d.bordered()
}

// bordered leaves room for the lines of the boxes at the edge.
func (d drawing) bordered() drawing {
	d.wide, d.high = d.wide+4, d.high+4
	return d
}

// folded is a name in two rows of so many letters at most.
func folded(name string, most int) []string {
	if utf8.RuneCountInString(name) <= most {
		return []string{name}
	}
	first, second := "", ""
	for _, word := range strings.Fields(name) {
		switch {
		case second == "" && utf8.RuneCountInString(first+" "+word) <= most:
			first = strings.TrimSpace(first + " " + word)
		default:
			second = strings.TrimSpace(second + " " + word)
		}
	}
	if first == "" {
		first, second = second, ""
	}
	rows := []string{first}
	if second != "" {
		rows = append(rows, second)
	}
	for i, s := range rows {
		if r := []rune(s); len(r) > most+2 {
			rows[i] = strings.TrimSpace(string(r[:most])) + "…"
		}
	}
	return rows
}

package directory

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"example.org/concord/internal/directory"
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

// measures of the picture of all councils.
type measures struct {
	width       string
	left, right int // where the boxes of industry and of government begin
	wide, high  int // of a box
	beside      bool
}

var (
	forDesks  = measures{width: "wide", left: 250, right: 700, wide: 340, high: 40, beside: true}
	forPhones = measures{width: "narrow", left: 0, right: 178, wide: 152, high: 46}
)

// sides puts councils of industry at the left and those of government at the right, counterparts beside each other and parts below
// what they are part of, sector by sector.
func sides(councils []directory.Council, m measures) drawing {
	const gap = 10
	d := drawing{width: m.width, wide: m.right + m.wide, captions: []caption{
		{m.left + m.wide/2, 12, []string{"Industry"}, "network__head network__head--middle"}, {m.right + m.wide/2, 12, []string{"Government"}, "network__head network__head--middle"},
	}}
	at := map[string]box{}
	put := func(c *directory.Council, x, y, wide int, right bool) {
		if c == nil {
			return
		}
		b := box{x: x, y: y, wide: wide, high: m.high, name: c.Name, href: "/directory/network?council=" + c.Slug}
		if c.Own {
			b.class = "network__node--own"
		}
		if whole, ok := at[c.Parent]; ok {
			// A part is shorter than what it is part of, on the side that no counterpart's line meets.
			const shorter = 20
			b.wide -= shorter
			spine, edge := x+shorter/2, x+shorter
			if right {
				spine, edge = x+wide-shorter/2, x+b.wide
			} else {
				b.x += shorter
			}
			d.lines = append(d.lines, line{path: fmt.Sprintf("M%d %dV%dH%d", spine, whole.y+whole.high, y+m.high/2, edge)})
		}
		for _, f := range c.Facing {
			if o, ok := at[f]; ok {
				l, r := b, o
				if right {
					l, r = o, b
				}
				d.lines = append(d.lines, line{path: fmt.Sprintf("M%d %dL%d %d", l.x+l.wide, l.y+m.high/2, r.x, r.y+m.high/2)})
			}
		}
		at[c.Slug], d.boxes = b, append(d.boxes, b)
	}
	y := 24
	for from := 0; from < len(councils); {
		to := from
		for to < len(councils) && councils[to].Sector == councils[from].Sector {
			to++
		}
		name := caption{y: y + m.high/2 + 5, lines: folded(sectorOf(councils[from]), fits(m.left)), class: "network__head"}
		if m.beside {
			name.y -= row / 2 * (len(name.lines) - 1)
		} else {
			name.y, name.lines = y+14, []string{sectorOf(councils[from])}
			y += 24
		}
		d.captions = append(d.captions, name)
		for _, p := range pairs(councils[from:to]) {
			wide := m.wide
			if !m.beside && p[1] == nil && len(p[0].Facing) == 0 {
				wide = m.right + m.wide // A long name takes the place that nobody else needs.
			}
			put(p[0], m.left, y, wide, false)
			put(p[1], m.right, y, m.wide, true)
			y += m.high + gap
		}
		y, from = y+gap, to
	}
	d.high = y - 2*gap
	return d.bordered()
}

// pairs are the rows of a sector: a council of industry, or none, and one of government, or none. Counterparts stand in one row.
func pairs(councils []directory.Council) [][2]*directory.Council {
	var rows [][2]*directory.Council
	seen := map[string]bool{}
	for i := range councils {
		c := &councils[i]
		if seen[c.Slug] {
			continue
		}
		seen[c.Slug] = true
		var facing *directory.Council
		for j := range councils {
			if o := &councils[j]; !seen[o.Slug] && slices.Contains(c.Facing, o.Slug) && (o.Sector == "" || o.Government != c.Government) {
				facing, seen[o.Slug] = o, true
				break
			}
		}
		switch {
		case c.Government:
			rows = append(rows, [2]*directory.Council{facing, c})
		case c.Sector == "" && facing == nil && len(rows) > 0 && rows[len(rows)-1][1] == nil:
			rows[len(rows)-1][1] = c // Across sectors the side says nothing, and two stand in a row.
		default:
			rows = append(rows, [2]*directory.Council{c, facing})
		}
	}
	return rows
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

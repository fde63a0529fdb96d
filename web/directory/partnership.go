package directory

import (
	"fmt"
	"slices"

	"example.org/concord/internal/directory"
)

// measures of the picture of all councils.
type measures struct {
	width       string
	left, right int  // where the boxes of industry and of government begin
	wide, high  int  // of a box
	beside      bool // the names of sectors stand beside the boxes, not above them
}

var (
	forDesks  = measures{width: "wide", left: 250, right: 700, wide: 340, high: 40, beside: true}
	forPhones = measures{width: "narrow", left: 0, right: 178, wide: 152, high: 46}
)

// chart is the picture of all councils while it is drawn, from the top down.
type chart struct {
	drawing
	m  measures
	y  int            // where the next row begins
	at map[string]box // the councils that stand already, by slug
	to map[string]int // how far down the line to a council's parts goes already
}

// sides puts councils of industry at the left and those of government at the right, counterparts beside each other and parts below
// what they are part of, sector by sector.
func sides(councils []directory.Council, m measures) drawing {
	const gap = 10
	heads := []caption{
		{m.left + m.wide/2, 12, []string{"Industry"}, "network__head network__head--middle"},
		{m.right + m.wide/2, 12, []string{"Government"}, "network__head network__head--middle"},
	}
	c := chart{drawing: drawing{width: m.width, wide: m.right + m.wide, captions: heads}, m: m, y: 24, at: map[string]box{}, to: map[string]int{}}
	for len(councils) > 0 {
		n := slices.IndexFunc(councils, func(o directory.Council) bool { return o.Sector != councils[0].Sector })
		if n < 0 {
			n = len(councils)
		}
		c.begin(sectorOf(councils[0]))
		for _, p := range pairs(councils[:n]) {
			wide := m.wide
			if !m.beside && p[1] == nil && len(p[0].Facing) == 0 {
				wide = m.right + m.wide // A long name takes the place that nobody else needs.
			}
			c.put(p[0], m.left, wide, false)
			c.put(p[1], m.right, m.wide, true)
			c.y += m.high + gap
		}
		c.y += gap
		councils = councils[n:]
	}
	c.high = c.y - 2*gap
	return c.bordered()
}

// begin writes the name of a sector where its councils follow.
func (c *chart) begin(sector string) {
	name := caption{y: c.y + 14, lines: []string{sector}, class: "network__head"}
	if c.m.beside {
		name.lines = folded(sector, fits(c.m.left))
		name.y = c.y + c.m.high/2 + 5 - row/2*(len(name.lines)-1)
	} else {
		c.y += 24
	}
	c.captions = append(c.captions, name)
}

// put puts a council at its side of the present row, and ties it to what stands already.
func (c *chart) put(o *directory.Council, x, wide int, right bool) {
	if o == nil {
		return
	}
	b := box{x: x, y: c.y, wide: wide, high: c.m.high, name: o.Name, href: "/directory/network?council=" + o.Slug}
	if o.Own {
		b.class = "network__node--own"
	}
	middle := b.y + b.high/2
	if whole, ok := c.at[o.Parent]; ok {
		// A part is shorter than what it is part of, on the side that no counterpart's line meets.
		const shorter = 20
		b.wide -= shorter
		spine, edge := b.x+b.wide+shorter/2, b.x+b.wide
		if !right {
			b.x += shorter
			spine, edge = b.x-shorter/2, b.x
		}
		from := max(whole.y+whole.high, c.to[o.Parent])
		c.to[o.Parent] = middle
		c.lines = append(c.lines, line{path: fmt.Sprintf("M%d %dV%dH%d", spine, from, middle, edge)})
	}
	for _, slug := range o.Facing {
		f, ok := c.at[slug]
		switch across := f.y + f.high/2; {
		case !ok:
		case right:
			c.lines = append(c.lines, line{path: fmt.Sprintf("M%d %dL%d %d", f.x+f.wide, across, b.x, middle)})
		default:
			c.lines = append(c.lines, line{path: fmt.Sprintf("M%d %dL%d %d", b.x+b.wide, middle, f.x, across)})
		}
	}
	c.at[o.Slug], c.boxes = b, append(c.boxes, b)
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

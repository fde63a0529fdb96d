// Package atlas has the shapes of states and counties, and draws them as SVG paths of whole numbers. The shapes are those of us-atlas 3.0.1
// (ISC, see us-atlas-LICENSE.txt), made from the Census Bureau's, which are in the public domain; draw thins them out.
package atlas

import (
	_ "embed"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"
)

//go:generate npm install --silent --no-save --prefix ../../.build/atlas us-atlas@3.0.1
//go:generate go run ./draw ../../.build/atlas/node_modules/us-atlas

var (
	//go:embed nation.txt
	nationText string
	//go:embed counties.txt
	countyText string

	nation   = sync.OnceValue(func() shapes { return parse(nationText, 1) })
	counties = sync.OnceValue(func() shapes { return parse(countyText, degree) })
)

// degree is how many units of counties.txt a degree has.
const degree = 2000

type point struct{ x, y float64 }

// shapes are arcs, which neighbors share, and the rings of each area: numbers of arcs, the complement of one that is taken backwards.
type shapes struct {
	arcs  [][]point
	rings map[string][][]int
}

// parse reads what draw wrote. The text is part of the program; a mistake in it is a defect of the build, and every test would see it.
func parse(text string, scale float64) shapes {
	lines, areas, _ := strings.Cut(text, "\n\n")
	s := shapes{rings: map[string][][]int{}}
	for line := range strings.SplitSeq(lines, "\n") {
		n := numbers(line)
		arc := make([]point, len(n)/2)
		var x, y int
		for i := range arc {
			x, y = x+n[2*i], y+n[2*i+1]
			arc[i] = point{float64(x) / scale, float64(y) / scale}
		}
		s.arcs = append(s.arcs, arc)
	}
	for line := range strings.SplitSeq(strings.TrimSpace(areas), "\n") {
		parts := strings.Split(line, ";")
		for _, ring := range parts[1:] {
			s.rings[parts[0]] = append(s.rings[parts[0]], numbers(ring))
		}
	}
	return s
}

func numbers(line string) []int {
	fields := strings.Fields(line)
	n := make([]int, len(fields))
	for i, f := range fields {
		var err error
		if n[i], err = strconv.Atoi(f); err != nil {
			panic("atlas: " + err.Error())
		}
	}
	return n
}

// ring is the points of a ring.
func (s shapes) ring(arcs []int) (points []point) {
	for _, n := range arcs {
		arc := s.arcs[max(n, ^n)]
		if n < 0 {
			arc = slices.Clone(arc)
			slices.Reverse(arc)
		}
		if len(points) > 0 {
			arc = arc[1:]
		}
		points = append(points, arc...)
	}
	return points
}

// Area is a state or a county as a path.
type Area struct {
	FIPS string
	Path string // the d of an SVG path
	X, Y int    // where its name fits
	Wide int    // how much room there is for it, in units
}

// Map is a picture: areas in a box of Width and Height.
type Map struct {
	Width, Height int
	Areas         []Area // by FIPS code
	shapes        shapes
	project       func(point) point
}

// draw makes the areas whose code begins so.
func draw(s shapes, prefix string, project func(point) point) (areas []Area) {
	for fips, rings := range s.rings {
		if !strings.HasPrefix(fips, prefix) {
			continue
		}
		a := Area{FIPS: fips}
		var path strings.Builder
		largest := 0.0
		for _, arcs := range rings {
			points := s.ring(arcs)
			for i := range points {
				points[i] = project(points[i])
			}
			trace(&path, points, true)
			if size, middle, wide := measure(points); size > largest {
				largest, a.X, a.Y, a.Wide = size, round(middle.x), round(middle.y), round(wide)
			}
		}
		a.Path = path.String()
		areas = append(areas, a)
	}
	slices.SortFunc(areas, func(a, b Area) int { return strings.Compare(a.FIPS, b.FIPS) })
	return areas
}

// trace writes points as a path of steps.
func trace(to *strings.Builder, points []point, closed bool) {
	x, y := round(points[0].x), round(points[0].y)
	to.WriteString("M" + strconv.Itoa(x) + " " + strconv.Itoa(y) + "l")
	for _, p := range points[1:] {
		nx, ny := round(p.x), round(p.y)
		if nx == x && ny == y {
			continue
		}
		to.WriteString(strconv.Itoa(nx-x) + " " + strconv.Itoa(ny-y) + " ")
		x, y = nx, ny
	}
	to.WriteString("0 0")
	if closed {
		to.WriteString("z")
	}
}

// measure is how large a ring is, its center of gravity, and its width.
func measure(points []point) (size float64, middle point, wide float64) {
	low, high := math.Inf(1), math.Inf(-1)
	for i, p := range points {
		q := points[(i+1)%len(points)]
		cross := p.x*q.y - q.x*p.y
		size += cross
		middle.x += (p.x + q.x) * cross
		middle.y += (p.y + q.y) * cross
		low, high = min(low, p.x), max(high, p.x)
	}
	if size == 0 {
		return 0, points[0], 0
	}
	middle.x, middle.y = middle.x/(3*size), middle.y/(3*size)
	return math.Abs(size / 2), middle, high - low
}

func round(f float64) int { return int(math.Round(f)) }

// Borders is the path of all lines on both sides of which group says different things of an area's code, outer lines with them.
func (m Map) Borders(group func(fips string) string) string {
	sides := map[int][]string{}
	for _, a := range m.Areas {
		for _, ring := range m.shapes.rings[a.FIPS] {
			for _, n := range ring {
				sides[max(n, ^n)] = append(sides[max(n, ^n)], group(a.FIPS))
			}
		}
	}
	var path strings.Builder
	for n, arc := range m.shapes.arcs {
		of := sides[n]
		if len(of) == 0 || len(of) == 2 && of[0] == of[1] {
			continue
		}
		points := make([]point, len(arc))
		for i, p := range arc {
			points[i] = m.project(p)
		}
		trace(&path, points, false)
	}
	return path.String()
}

// Nation is the fifty states and the federal district, Alaska and Hawaii moved below the others. Territories are not on it.
func Nation() Map { return theNation() }

var theNation = sync.OnceValue(func() Map {
	shift := func(p point) point { return point{p.x + 60, p.y} } // the Aleutians reach beyond the left edge
	return Map{Width: 1020, Height: 615, Areas: draw(nation(), "", shift), shapes: nation(), project: shift}
})

// state makes a picture of a state's or territory's counties, as wide or as high as it may be.
const across, high = 1000, 760

var (
	stateMaps = map[string]Map{}
	stateLock sync.Mutex
)

// State is the counties of a state or territory by its two-digit code; false where there is none.
func State(fips string) (Map, bool) {
	stateLock.Lock()
	defer stateLock.Unlock()
	if m, ok := stateMaps[fips]; ok {
		return m, true
	}
	m, ok := fit(counties(), fips)
	if ok {
		stateMaps[fips] = m
	}
	return m, ok
}

// fit draws a state on a plane that touches the earth in its middle, which is right to a pixel for what is a few hundred miles wide.
func fit(s shapes, prefix string) (Map, bool) {
	west, south, east, north := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for fips, rings := range s.rings {
		if len(fips) != 5 || fips[:2] != prefix {
			continue
		}
		for _, ring := range rings {
			for _, p := range s.ring(ring) {
				west, east, south, north = min(west, p.x), max(east, p.x), min(south, p.y), max(north, p.y)
			}
		}
	}
	if west > east {
		return Map{}, false
	}
	narrow := math.Cos((south + north) / 2 * math.Pi / 180)
	scale := min((across-20)/((east-west)*narrow), (high-20)/(north-south))
	m := Map{Width: round((east-west)*narrow*scale) + 20, Height: round((north-south)*scale) + 20, shapes: s}
	m.project = func(p point) point {
		if prefix == "02" && p.x > 0 {
			p.x -= 360 // the islands beyond the date line
		}
		return point{10 + (p.x-west)*narrow*scale, 10 + (north-p.y)*scale}
	}
	m.Areas = draw(s, prefix, m.project)
	return m, true
}

// Place is where a position lies on the picture.
func (m Map) Place(latitude, longitude float64) (x, y int) {
	p := m.project(point{longitude, latitude})
	return round(p.x), round(p.y)
}

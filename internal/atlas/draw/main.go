// Command draw makes the shapes of package atlas from us-atlas (ISC), which is made from the Census Bureau's public-domain shapes: it
// leaves out the points that no page shows and rounds the rest. Arcs stay shared, so that neighbors touch and outlines of regions can be
// put together.
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

type topology struct {
	Transform struct{ Scale, Translate [2]float64 }
	Arcs      [][][2]float64
	Objects   map[string]struct {
		Geometries []struct {
			ID         string
			Type       string
			Arcs       json.RawMessage
			Properties struct{ Name string }
		}
	}
}

func main() {
	if len(os.Args) != 2 {
		log.Fatal("usage: draw FOLDER-OF-US-ATLAS")
	}
	// A page is 1,000 units wide. The nation's states lie in such units already; of counties, degrees become units in atlas.
	nation := read(filepath.Join(os.Args[1], "states-albers-10m.json"), "states")
	nation.simplify(func(int) float64 { return 1.6 })
	nation.write("nation.txt", 1)

	counties := read(filepath.Join(os.Args[1], "counties-10m.json"), "counties")
	counties.unwrap()
	counties.simplify(counties.tolerance(0.0016))
	counties.write("counties.txt", 2_000)
}

// shapes are arcs in real units and the rings of each area, by its FIPS code.
type shapes struct {
	arcs  [][][2]float64
	areas map[string][][]int
}

func read(path, object string) shapes {
	text, err := os.ReadFile(path)
	if err != nil {
		log.Fatal(err)
	}
	var t topology
	if err := json.Unmarshal(text, &t); err != nil {
		log.Fatal(err)
	}
	s := shapes{areas: map[string][][]int{}}
	for _, deltas := range t.Arcs {
		var x, y float64
		var arc [][2]float64
		for _, d := range deltas {
			x, y = x+d[0], y+d[1]
			arc = append(arc, [2]float64{x*t.Transform.Scale[0] + t.Transform.Translate[0], y*t.Transform.Scale[1] + t.Transform.Translate[1]})
		}
		s.arcs = append(s.arcs, arc)
	}
	for _, g := range t.Objects[object].Geometries {
		var polygons [][][]int
		if g.Type == "Polygon" {
			polygons = make([][][]int, 1)
			err = json.Unmarshal(g.Arcs, &polygons[0])
		} else {
			err = json.Unmarshal(g.Arcs, &polygons)
		}
		if err != nil {
			log.Fatal(g.ID, err)
		}
		for _, p := range polygons {
			s.areas[g.ID] = append(s.areas[g.ID], p...)
		}
	}
	return s
}

// unwrap brings the islands of Alaska beyond the date line beside the others.
func (s *shapes) unwrap() {
	for id, rings := range s.areas {
		for _, ring := range rings {
			for _, n := range ring {
				arc := s.arcs[index(n)]
				for i := range arc {
					if id[:2] == "02" && arc[i][0] > 0 {
						arc[i][0] -= 360
					}
				}
			}
		}
	}
}

func index(n int) int {
	if n < 0 {
		return ^n
	}
	return n
}

// tolerance is a share of the width or height of the smallest state that an arc belongs to: a small state is shown as large as a big one.
func (s *shapes) tolerance(share float64) func(int) float64 {
	type box struct{ x0, y0, x1, y1 float64 }
	boxes, of := map[string]box{}, map[int][]string{}
	for id, rings := range s.areas {
		state := id[:2]
		b, ok := boxes[state]
		if !ok {
			b = box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
		}
		for _, ring := range rings {
			for _, n := range ring {
				of[index(n)] = append(of[index(n)], state)
				for _, p := range s.arcs[index(n)] {
					b = box{min(b.x0, p[0]), min(b.y0, p[1]), max(b.x1, p[0]), max(b.y1, p[1])}
				}
			}
		}
		boxes[state] = b
	}
	return func(n int) float64 {
		least := math.Inf(1)
		for _, state := range of[n] {
			b := boxes[state]
			least = min(least, max(b.x1-b.x0, b.y1-b.y0))
		}
		return least * share
	}
}

// simplify leaves out points nearer than the tolerance to the line without them (Douglas and Peucker). Ends stay: arcs meet there.
func (s *shapes) simplify(tolerance func(int) float64) {
	for n, arc := range s.arcs {
		s.arcs[n] = thin(arc, tolerance(n))
	}
	// A ring of one arc that shrank to a line is an islet too small to be seen.
	for id, rings := range s.areas {
		kept := slices.DeleteFunc(slices.Clone(rings), func(ring []int) bool {
			points := 0
			for _, n := range ring {
				points += len(s.arcs[index(n)]) - 1
			}
			return points < 3
		})
		if len(kept) > 0 {
			s.areas[id] = kept
		}
	}
}

func thin(arc [][2]float64, tolerance float64) [][2]float64 {
	if len(arc) < 3 {
		return arc
	}
	first, last := arc[0], arc[len(arc)-1]
	worst, at := 0.0, 0
	for i := 1; i < len(arc)-1; i++ {
		if d := distance(arc[i], first, last); d > worst {
			worst, at = d, i
		}
	}
	if worst <= tolerance {
		return [][2]float64{first, last}
	}
	left := thin(arc[:at+1], tolerance)
	return append(slices.Clone(left[:len(left)-1]), thin(arc[at:], tolerance)...)
}

func distance(p, a, b [2]float64) float64 {
	dx, dy := b[0]-a[0], b[1]-a[1]
	length := math.Hypot(dx, dy)
	if length == 0 {
		return math.Hypot(p[0]-a[0], p[1]-a[1])
	}
	t := max(0, min(1, ((p[0]-a[0])*dx+(p[1]-a[1])*dy)/(length*length)))
	return math.Hypot(p[0]-a[0]-t*dx, p[1]-a[1]-t*dy)
}

// write puts down one line for each arc (its points, the first whole, the others as steps), an empty line, and one for each area: its
// code and its rings of arcs, the complement of a number for an arc taken backwards.
func (s *shapes) write(name string, scale float64) {
	used := map[int]int{}
	var arcs, areas strings.Builder
	var ids []string
	for id := range s.areas {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	for _, id := range ids {
		areas.WriteString(id)
		for _, ring := range s.areas[id] {
			areas.WriteString(";")
			for i, n := range ring {
				to, ok := used[index(n)]
				if !ok {
					to = len(used)
					used[index(n)] = to
					line(&arcs, s.arcs[index(n)], scale)
				}
				if n < 0 {
					to = ^to
				}
				if i > 0 {
					areas.WriteString(" ")
				}
				fmt.Fprint(&areas, to)
			}
		}
		areas.WriteString("\n")
	}
	if err := os.WriteFile(name, []byte(arcs.String()+"\n"+areas.String()), 0o644); err != nil {
		log.Fatal(err)
	}
}

func line(to *strings.Builder, arc [][2]float64, scale float64) {
	var x, y int
	for i, p := range arc {
		nx, ny := int(math.Round(p[0]*scale)), int(math.Round(p[1]*scale))
		if i > 0 {
			to.WriteString(" ")
		}
		fmt.Fprintf(to, "%d %d", nx-x, ny-y)
		x, y = nx, ny
	}
	to.WriteString("\n")
}

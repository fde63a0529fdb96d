package web_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// named are the parameters of a route's area: those that stand in what its own handler can lead to, and those that only others name.
type named struct{ own, others []string }

var (
	routeLine = regexp.MustCompile(`\{(get|post), "([^"]+)", [^,]+, (.+), (?:true|false)\}`)
	handlers  = regexp.MustCompile(`(\w+)\.(\w+)`)
	siteLine  = regexp.MustCompile(`(\w+)\s*:?= (\w+)\.Site\{`)
	asked     = regexp.MustCompile(`(?:\.Get\(|\[|Value\(|chosen\(r, |typed\(r, )"([a-z][a-z_]*)"`)
	fields    = regexp.MustCompile(`(?:name=|Name: +)"([a-z][a-z_]*)"`)
)

// parametersOf are those of each route, as the source says.
func parametersOf(t *testing.T) map[string]named {
	t.Helper()
	ofRoute, areas := map[string]named{}, map[string]area{}
	var table string
	for _, file := range []string{"routes.go", "administration.go", "doors.go"} {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		table += string(b)
	}
	sites := map[string]string{"d": "."} // the portal itself answers
	for _, m := range siteLine.FindAllStringSubmatch(table, -1) {
		sites[m[1]] = m[2]
	}
	for _, m := range routeLine.FindAllStringSubmatch(table, -1) {
		route, said := strings.ToUpper(m[1])+" "+m[2], map[string]bool{"after": true, "once": true}
		var all []string
		for _, h := range handlers.FindAllStringSubmatch(m[3], -1) {
			folder := sites[h[1]]
			if _, ok := areas[folder]; !ok {
				areas[folder] = read(t, folder)
			}
			if areas[folder].declared[h[2]] == nil {
				t.Fatalf("%s: %s declares no %s", route, folder, h[2])
			}
			areas[folder].follow(h[2], map[ast.Node]bool{}, said)
			all = areas[folder].names
		}
		p := named{}
		for _, name := range all {
			if said[name] {
				p.own = append(p.own, name)
			} else {
				p.others = append(p.others, name)
			}
		}
		ofRoute[route] = p
	}
	return ofRoute
}

// area is the source of a package that answers: the parameters that stand anywhere in it, and its functions, methods and values by name.
type area struct {
	names    []string
	declared map[string][]ast.Node
}

func read(t *testing.T, folder string) area {
	t.Helper()
	found, files := map[string]bool{"after": true, "once": true}, token.NewFileSet()
	a := area{declared: map[string][]ast.Node{}}
	paths, err := filepath.Glob(folder + "/*.*")
	if err != nil || folder == "" || len(paths) == 0 {
		t.Fatalf("the source of %q: %v", folder, err)
	}
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") || strings.HasSuffix(path, "_templ.go") {
			continue
		}
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, pattern := range []*regexp.Regexp{asked, fields} {
			for _, m := range pattern.FindAllStringSubmatch(string(b), -1) {
				found[m[1]] = true
			}
		}
		if strings.HasSuffix(path, ".go") {
			file, err := parser.ParseFile(files, path, b, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			a.declare(file)
		}
	}
	a.names = slices.Sorted(maps.Keys(found))
	return a
}

func (a area) declare(file *ast.File) {
	for _, d := range file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			a.declared[d.Name.Name] = append(a.declared[d.Name.Name], d)
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				if values, ok := spec.(*ast.ValueSpec); ok {
					for _, name := range values.Names {
						a.declared[name.Name] = append(a.declared[name.Name], values)
					}
				}
			}
		}
	}
}

// follow notes the strings in all that a name can lead to within the package: every function, method and value that is called like anything
// said on the way. That is too much now and then; where it is too little (a method that only a template calls), together finds the rest.
func (a area) follow(name string, seen map[ast.Node]bool, said map[string]bool) {
	for _, d := range a.declared[name] {
		if seen[d] {
			continue
		}
		seen[d] = true
		ast.Inspect(d, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.Ident:
				a.follow(n.Name, seen, said)
			case *ast.BasicLit:
				if text, err := strconv.Unquote(n.Value); err == nil {
					said[text] = true
				}
			}
			return true
		})
	}
}

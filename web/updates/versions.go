package updates

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"example.org/concord/internal/fault"
	"example.org/concord/internal/update"
	"example.org/concord/web/page"
)

// Versions compares two versions of a text: the newest with the one before unless the address says otherwise.
func (s Site) Versions(v page.Visitor, r *http.Request) (page.Answer, error) {
	id, err := updateOf(r)
	if err != nil {
		return page.Answer{}, err
	}
	h := history{newer: v.Query.Get("to"), older: v.Query.Get("from")}
	if err := s.look(v, r, id, nil, append(h.frame.Queries(v), update.ByID(id, &h.update), update.Versions(id, &h.versions), update.KeptFiles(id, &h.files))...); err != nil {
		return page.Answer{}, err
	}
	if len(h.versions) == 0 {
		return page.Answer{}, fault.NotFound // withdrawn: no text is left to compare
	}
	return page.Show(versions(h)), nil
}

// history is all versions, the newest first, and which two are compared.
type history struct {
	frame        page.Frame
	update       update.Update
	versions     []update.Version
	files        []update.KeptFile
	newer, older string
}

// pair is what is compared: the chosen ones, else the newest with the one before it.
func (h history) pair() (before, after update.Version) {
	after = h.versions[0]
	before = h.versions[min(1, len(h.versions)-1)]
	for _, v := range h.versions {
		if page.Number(v.Number) == h.newer {
			after = v
		}
		if page.Number(v.Number) == h.older {
			before = v
		}
	}
	return before, after
}

func (h history) options() []page.Option {
	options := make([]page.Option, len(h.versions))
	for i, v := range h.versions {
		when, _ := page.When(v.At, h.frame.Visitor.Now, h.frame.Visitor.Zone)
		options[i] = page.Option{Value: page.Number(v.Number), Label: "Version " + page.Number(v.Number) + ", " + when}
	}
	return options
}

// called is a version's number, and its title where it has one.
func called(v update.Version) string {
	if v.Title == "" {
		return "Version " + page.Number(v.Number)
	}
	return "Version " + page.Number(v.Number) + ": " + v.Title
}

// of are the files of a version.
func (h history) of(v update.Version) []update.KeptFile {
	return slices.DeleteFunc(slices.Clone(h.files), func(f update.KeptFile) bool { return !f.In(v.Number) })
}

// beside is what a version says beside its text, under which name.
func (h history) beside(v update.Version) map[string][]string {
	said := map[string][]string{"Sectors": v.Sectors, "States": v.States}
	for name, day := range map[string]*time.Time{"Answer by": v.AnswerBy, "Valid until": v.ValidUntil} {
		if day != nil {
			said[name] = []string{page.Date(*day)}
		}
	}
	if from := relayed(v.Source, v.SourceMarking); from != "" {
		said["Relayed from"] = []string{from}
	}
	for _, f := range h.of(v) {
		said["Files"] = append(said["Files"], f.Name+" ("+size(f.Bytes)+")")
	}
	return said
}

// fact is what went and what came under one name beside the text.
type fact struct{ Name, Gone, New string }

// facts are what differs beside the text of two versions.
func (h history) facts(before, after update.Version) []fact {
	var differ []fact
	a, b := h.beside(before), h.beside(after)
	for _, name := range []string{"Answer by", "Valid until", "Relayed from", "Sectors", "States", "Files"} {
		gone, added := without(a[name], b[name]), without(b[name], a[name])
		if len(gone)+len(added) > 0 {
			differ = append(differ, fact{name, list(gone), list(added)})
		}
	}
	return differ
}

// without are those of all that are not among others.
func without(all, others []string) []string {
	return slices.DeleteFunc(slices.Clone(all), func(s string) bool { return slices.Contains(others, s) })
}

// blocks splits a comparison at empty lines into the paragraphs that a reader sees.
func blocks(all []update.Change) [][]update.Change {
	var out [][]update.Change
	var block []update.Change
	for _, c := range all {
		for i, part := range strings.Split(c.Text, "\n\n") {
			if i > 0 && len(block) > 0 {
				out, block = append(out, block), nil
			}
			if part != "" {
				block = append(block, update.Change{Kind: c.Kind, Text: part})
			}
		}
	}
	if len(block) > 0 {
		out = append(out, block)
	}
	return out
}

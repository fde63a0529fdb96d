package updates

import (
	"net/http"
	"strings"

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
	if err := s.DB.Read(r.Context(), v.Who, append(h.frame.Queries(v), update.ByID(id, &h.update), update.Versions(id, &h.versions))...); err != nil {
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
		when, _ := page.When(v.At, h.frame.Visitor.Now, h.frame.Visitor.Instance.Zone)
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

package story

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/item"
)

// written is what the entries become: the rows of the tables that are shared.
type written struct {
	items     []posted
	audience  []address
	versions  []version
	details   []detail
	tags      []tag
	withdrawn []withdrawal
}

type posted struct {
	ID          uuid.UUID `json:"id"`
	Kind        string    `json:"kind"`
	Root        uuid.UUID `json:"root"`
	Label       string    `json:"label"`
	RootLabel   string    `json:"root_label"`
	Council     string    `json:"council"`
	Author      uuid.UUID `json:"author"`
	Appointment uuid.UUID `json:"appointment"`
	Posted      time.Time `json:"posted"`
}

type address struct {
	Item    uuid.UUID  `json:"item"`
	Root    uuid.UUID  `json:"root"`
	Label   string     `json:"label"`
	Author  uuid.UUID  `json:"author"`
	Council string     `json:"council"`
	Seated  bool       `json:"seated"`
	Person  *uuid.UUID `json:"person"`
	Posted  time.Time  `json:"posted"`
	Since   int        `json:"since"`
}

type version struct {
	Item    uuid.UUID `json:"item"`
	Number  int       `json:"number"`
	Title   string    `json:"title"`
	Body    string    `json:"body"`
	HTML    string    `json:"html"`
	Summary string    `json:"summary"`
	Author  uuid.UUID `json:"author"`
	At      time.Time `json:"at"`
}

type detail struct {
	Item   uuid.UUID `json:"item"`
	Genre  string    `json:"genre"`
	Answer *string   `json:"answer"`
	Valid  *string   `json:"valid"`
	Source string    `json:"source"`
	Mark   string    `json:"mark"`
}

// tag is a sector or a state of an update.
type tag struct {
	Item   uuid.UUID `json:"item"`
	Sector string    `json:"sector"`
	State  string    `json:"state"`
}

type withdrawal struct {
	Item    uuid.UUID `json:"item"`
	At      time.Time `json:"at"`
	By      string    `json:"by"`
	Because string    `json:"because"`
}

// labels from the narrowest to the widest, and the kinds of circles in the same order.
var labels = []string{"TLP:RED", "TLP:AMBER+STRICT", "TLP:AMBER", "TLP:GREEN", "TLP:CLEAR"}

// write turns the entries into rows, dated back from now. Replies and edits come after what they belong to.
func write(all []entry, now time.Time) (written, error) {
	var w written
	numbers := map[uuid.UUID]int{}
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b entry) int { return cmp.Compare(rank(a), rank(b)) })
	for _, e := range all {
		at, err := before(now, e.head["ago"])
		if err != nil {
			return w, fmt.Errorf("%s: %w", e.key, err)
		}
		of, ok := w.item(e)
		if !ok {
			return w, fmt.Errorf("%s answers or edits what is not there", e.key)
		}
		numbers[of.ID]++
		if e.head["edits"] == "" {
			of.Posted = at
			w.items = append(w.items, of)
			if err := w.describe(e, of, now); err != nil {
				return w, fmt.Errorf("%s: %w", e.key, err)
			}
		}
		for _, circle := range e.list("to") {
			w.audience = append(w.audience, toward(circle, of, at, numbers[of.ID]))
		}
		above := 1 // the heading that it stands under, as update.Post and update.Reply say
		if of.Kind == "reply" {
			above = 3
		}
		text, err := item.Render(e.body, above)
		if err != nil {
			return w, fmt.Errorf("%s: %w", e.key, err)
		}
		w.versions = append(w.versions, version{of.ID, numbers[of.ID], e.head["title"], text.Body, text.HTML, text.Summary, of.Author, at})
	}
	return w, nil
}

// rank puts updates before replies before edits.
func rank(e entry) int {
	switch {
	case e.head["edits"] != "":
		return 2
	case e.head["re"] != "":
		return 1
	}
	return 0
}

// item is the one that the entry makes, or the one that it is a version of.
func (w *written) item(e entry) (posted, bool) {
	find := func(key string) (posted, bool) {
		i := slices.IndexFunc(w.items, func(i posted) bool { return i.ID == Item(key) })
		if i < 0 {
			return posted{}, false
		}
		return w.items[i], true
	}
	if key := e.head["edits"]; key != "" {
		return find(key)
	}
	author := Named(e.head["by"])
	made := posted{
		ID: Item(e.key), Kind: "update", Root: Item(e.key), Label: e.head["label"], RootLabel: e.head["label"], Council: e.head["in"],
		Author: author.ID, Appointment: author.Appointment(e.head["in"], cmp.Or(e.head["as"], "representative")),
	}
	if key := e.head["re"]; key != "" {
		root, ok := find(key)
		if !ok {
			return posted{}, false
		}
		made.Kind, made.Root, made.RootLabel = "reply", root.ID, root.Label
		if made.Label == "" {
			made.Label = narrower(root.Label, e.list("to"))
		}
	}
	return made, true
}

// narrower is the label of a reply: what it answers, or as much as its own circles bear.
func narrower(root string, circles []string) string {
	widest := 0
	for _, c := range circles {
		_, within, _ := strings.Cut(c, "/")
		switch {
		case within == "seated":
			widest = max(widest, 1)
		case within != "":
		case strings.HasSuffix(c, "-community"):
			widest = max(widest, 3)
		case c == "public":
			widest = max(widest, 4)
		default:
			widest = max(widest, 2)
		}
	}
	return labels[min(widest, slices.Index(labels, root))]
}

func toward(circle string, of posted, at time.Time, since int) address {
	council, within, _ := strings.Cut(circle, "/")
	a := address{Item: of.ID, Root: of.Root, Label: of.Label, Author: of.Author, Council: council, Posted: at, Since: since}
	switch within {
	case "":
	case "seated":
		a.Seated = true
	default:
		p := Named(within).ID
		a.Person = &p
	}
	return a
}

// describe notes what only updates have, and whether it was taken back.
func (w *written) describe(e entry, of posted, now time.Time) error {
	if because := e.head["because"]; because != "" {
		at, err := before(now, e.head["withdrawn"])
		if err != nil {
			return err
		}
		w.withdrawn = append(w.withdrawn, withdrawal{of.ID, at, Named(e.head["by"]).Name, because})
	}
	if of.Kind != "update" {
		return nil
	}
	answer, err := after(now, e.head["answer"])
	if err != nil {
		return err
	}
	valid, err := after(now, e.head["valid"])
	if err != nil {
		return err
	}
	w.details = append(w.details, detail{of.ID, e.head["genre"], answer, valid, e.head["source"], e.head["source-marking"]})
	for _, s := range e.list("sectors") {
		w.tags = append(w.tags, tag{Item: of.ID, Sector: s})
	}
	for _, s := range e.list("states") {
		w.tags = append(w.tags, tag{Item: of.ID, State: s})
	}
	return nil
}

// only is the part that has to do with the items for which keep is true.
func (w written) only(keep func(posted) bool) written {
	kept := map[uuid.UUID]bool{}
	for _, i := range w.items {
		kept[i.ID] = keep(i)
	}
	return written{
		items:     filter(w.items, func(i posted) bool { return kept[i.ID] }),
		audience:  filter(w.audience, func(a address) bool { return kept[a.Item] }),
		versions:  filter(w.versions, func(v version) bool { return kept[v.Item] }),
		details:   filter(w.details, func(d detail) bool { return kept[d.Item] }),
		tags:      filter(w.tags, func(t tag) bool { return kept[t.Item] }),
		withdrawn: filter(w.withdrawn, func(t withdrawal) bool { return kept[t.Item] }),
	}
}

func filter[T any](all []T, keep func(T) bool) []T {
	return slices.DeleteFunc(slices.Clone(all), func(t T) bool { return !keep(t) })
}

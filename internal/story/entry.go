package story

import (
	"bufio"
	"embed"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"
)

//go:embed updates/*.md
var files embed.FS

// entry is one thing that was written: an update, a reply to one, or a later version of either. In the files each begins
// with a line "=== key", then lines "name: value", an empty line, and the text in Markdown.
//
//	by        first name of the author, in lower case
//	in        slug of the council he speaks for (an edit leaves it out)
//	as        his office there; representative where left out
//	to        circles, separated by commas: a slug for all of a council, slug/seated, slug/firstname for one person in it
//	label     TLP:...; a reply that leaves it out is as narrow as what it answers and as its own circles
//	re        key of the update that this answers
//	edits     key of what this is a new version of; "to" then names the circles that are added by it
//	ago       how long ago: 3d4h, 50m
//	genre, answer (days from now), valid (days from now), source, source-marking, states, sectors, title
//	withdrawn, because    how long ago and why it was taken back
type entry struct {
	key  string
	head map[string]string
	body string
}

// Item is the identifier of the update or reply with this key in updates/*.md.
func Item(key string) uuid.UUID { return id("item", key) }

// entries are all that was written, in the order of the files.
func entries() ([]entry, error) {
	names, err := fs.Glob(files, "updates/*.md")
	if err != nil {
		return nil, err
	}
	var all []entry
	for _, name := range names {
		text, err := files.ReadFile(name)
		if err != nil {
			return nil, err
		}
		found, err := parse(string(text))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		all = append(all, found...)
	}
	seen := map[string]bool{}
	for _, e := range all {
		if seen[e.key] {
			return nil, fmt.Errorf("%s is there twice", e.key)
		}
		seen[e.key] = true
	}
	return all, nil
}

var known = []string{"by", "in", "as", "to", "label", "re", "edits", "ago", "genre", "answer", "valid", "source", "source-marking",
	"states", "sectors", "title", "withdrawn", "because"}

func parse(text string) ([]entry, error) {
	var all []entry
	var body strings.Builder
	inHead := false
	end := func() {
		if len(all) > 0 {
			all[len(all)-1].body = strings.TrimSpace(body.String())
			body.Reset()
		}
	}
	lines := bufio.NewScanner(strings.NewReader(text))
	for lines.Scan() {
		line := lines.Text()
		if key, ok := strings.CutPrefix(line, "=== "); ok {
			end()
			all = append(all, entry{key: key, head: map[string]string{}})
			inHead = true
			continue
		}
		switch {
		case !inHead:
			body.WriteString(line + "\n")
		case line == "":
			inHead = false
		default:
			name, value, ok := strings.Cut(line, ": ")
			if !ok || len(all) == 0 || !slices.Contains(known, name) {
				return nil, fmt.Errorf("not understood: %q", line)
			}
			all[len(all)-1].head[name] = value
		}
	}
	end()
	for _, e := range all {
		if e.body == "" {
			return nil, fmt.Errorf("%s has no text (it has %v)", e.key, slices.Sorted(maps.Keys(e.head)))
		}
	}
	return all, lines.Err()
}

// list splits a value at its commas; nothing gives none.
func (e entry) list(name string) []string {
	if e.head[name] == "" {
		return nil
	}
	return strings.Split(e.head[name], ", ")
}

// before is the time that a value like 3d4h lies before now.
func before(now time.Time, ago string) (time.Time, error) {
	days, rest, ok := strings.Cut(ago, "d")
	if !ok {
		days, rest = "0", ago
	}
	n, err := strconv.Atoi(days)
	if err != nil {
		return time.Time{}, fmt.Errorf("not a time: %q", ago)
	}
	var part time.Duration
	if rest != "" {
		if part, err = time.ParseDuration(rest); err != nil {
			return time.Time{}, err
		}
	}
	return now.Add(-time.Duration(n)*day - part), nil
}

// after is the date so many days from now, nil for an empty value.
func after(now time.Time, days string) (*string, error) {
	if days == "" {
		return nil, nil
	}
	n, err := strconv.Atoi(days)
	if err != nil {
		return nil, fmt.Errorf("not a number of days: %q", days)
	}
	date := now.AddDate(0, 0, n).Format(time.DateOnly)
	return &date, nil
}

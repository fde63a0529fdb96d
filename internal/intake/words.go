package intake

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"example.org/concord/internal/db"
	"example.org/concord/internal/mailbox"
	"example.org/concord/internal/organization"
	"example.org/concord/internal/person"
	"example.org/concord/internal/telephone"
)

// Words are the portal's own words for what a cell names: each kind, state, county and sector by any of its names.
type Words struct {
	kinds, states map[string]string
	sectors       map[string][]string // of a name that stands for several, all
	counties      map[string]map[string]string
}

type named struct {
	Slug, Name, Short string
	Retired           bool
}

// ReadWords asks for them.
func ReadWords(ctx context.Context, d *db.DB, who db.Who) (*Words, error) {
	var states []struct{ Code, Name string }
	var counties []struct{ State, Name string }
	var sectors []named
	if err := d.Read(ctx, who,
		db.Many("states to be named", `select code, name from jurisdiction`, &states),
		db.Many("counties to be named", `select state, name from county`, &counties),
		db.Many("sectors to be named", `
select slug, name, short_name as short, false as retired from sector where until is null or until > app.now()::date
union all
select i.sector, r.name, r.slug, true from retired_sector r join retired_sector_into i on i.retired = r.slug join sector s on s.slug = i.sector and (s.until is null or s.until > app.now()::date)`, &sectors)); err != nil {
		return nil, err
	}
	w := &Words{kinds: map[string]string{}, states: map[string]string{}, sectors: map[string][]string{}, counties: map[string]map[string]string{}}
	for _, k := range organization.Kinds {
		w.kinds[fold(k.Slug)], w.kinds[fold(k.Name)] = k.Slug, k.Slug
	}
	for _, s := range states {
		w.states[fold(s.Code)], w.states[fold(s.Name)] = s.Code, s.Code
	}
	w.states["washingtondc"] = "DC"
	for _, c := range counties {
		if w.counties[c.State] == nil {
			w.counties[c.State] = map[string]string{}
		}
		w.counties[c.State][foldCounty(c.Name)] = c.Name
	}
	short := map[string][]string{}
	for _, s := range sectors {
		for _, name := range []string{s.Slug, s.Name, s.Name + " sector", s.Short} {
			note(w.sectors, name, s.Slug)
		}
		if !s.Retired {
			note(short, initials(s.Name), s.Slug)
		}
	}
	for key, slugs := range short {
		if len(w.sectors[key]) == 0 { // initials give way to names
			w.sectors[key] = slugs
		}
	}
	return w, nil
}

// note has a name stand for a sector too.
func note(in map[string][]string, name, slug string) {
	if key := fold(name); len(key) > 1 && !slices.Contains(in[key], slug) {
		in[key] = append(in[key], slug)
	}
}

// fold is a word without case, accents, apostrophes, punctuation and spaces.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFKD.String(s))
}

// foldCounty leaves out what a county is called in its state, and writes a saint's name out.
func foldCounty(s string) string {
	words := strings.Fields(strings.ToLower(strings.ReplaceAll(s, ".", ". ")))
	for n, w := range words {
		switch w {
		case "st.", "st":
			words[n] = "saint"
		case "ste.", "ste":
			words[n] = "sainte"
		}
	}
	joined := strings.Join(words, " ")
	for _, called := range []string{" county", " parish", " borough", " census area", " municipality", " municipio", " and"} {
		joined = strings.TrimSuffix(joined, called)
	}
	return fold(joined)
}

// initials are the first letters of the words that count.
func initials(name string) string {
	var s strings.Builder
	for _, w := range strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if unicode.IsUpper([]rune(w)[0]) {
			s.WriteRune([]rune(w)[0])
		}
	}
	return s.String()
}

// row says a row in the portal's words. What has none stays as it was typed; wrong says what is no word of the portal where that is all that
// can be said of it.
func (w *Words) row(kind Kind, reads, cells []string) (given map[string]string, wrong string) {
	given = map[string]string{}
	for n, cell := range cells {
		if n < len(reads) && reads[n] != "" && cell != "" {
			given[reads[n]] = cell
		}
	}
	if s, ok := w.states[fold(given["state"])]; ok {
		given["state"] = s
	}
	if c, ok := w.counties[given["state"]][foldCounty(given["county"])]; ok && given["county"] != "" {
		given["county"] = c
	}
	if kind == Organizations && given["kind"] != "" {
		slug, ok := w.kinds[fold(given["kind"])]
		if !ok {
			return given, fmt.Sprintf("There is no kind %q: write one of %s.", shorten(given["kind"]), kindNames())
		}
		given["kind"] = slug
	}
	if kind == People && given["email"] != "" {
		email, wrong := mailbox.Read(given["email"])
		if wrong != "" {
			return given, fmt.Sprintf("The e-mail address %q cannot be used: %s", shorten(given["email"]), wrong)
		}
		given["email"] = email
	}
	if kind == People && given["telephone"] != "" {
		number, wrong := telephone.Read(given["telephone"])
		if wrong != "" {
			return given, fmt.Sprintf("The telephone %q cannot be used: %s", shorten(given["telephone"]), wrong)
		}
		given["telephone"] = number
	}
	if kind == People && person.CheckTitle(given["title"]) != nil {
		return given, "The title is longer than 200 characters."
	}
	if site := given["website"]; site != "" {
		if !strings.Contains(site, "://") {
			site = "https://" + site
		}
		if u, err := url.Parse(site); err == nil { // which writes the scheme small
			u.Host = strings.ToLower(u.Host)
			site = u.String()
		}
		if o := (organization.Organization{Name: "x", Kind: "other", Website: site}); o.Check() != nil {
			return given, fmt.Sprintf("%q is no website: write it like https://example.org.", shorten(given["website"]))
		}
		given["website"] = site
	}
	for _, column := range []string{"sector", "sectors"} {
		if given[column] == "" {
			continue
		}
		slugs, wrong := w.sectorsOf(given[column])
		if wrong == "" && column == "sector" && len(slugs) != 1 {
			wrong = "A facility has one sector."
		}
		if wrong != "" {
			return given, wrong
		}
		given[column] = strings.Join(slugs, ";")
	}
	return given, ""
}

// sectorsOf are the sectors of a cell, between semicolons; commas are tried where there is none, since names of sectors hold some.
func (w *Words) sectorsOf(cell string) (slugs []string, wrong string) {
	parts := strings.FieldsFunc(cell, func(r rune) bool { return strings.ContainsRune(";|\n", r) })
	if len(parts) == 1 && len(w.sectors[fold(cell)]) == 0 {
		parts = strings.Split(cell, ",")
	}
	for _, part := range parts {
		if tidy(part) == "" {
			continue
		}
		switch found := w.sectors[fold(part)]; len(found) {
		case 1:
			if !slices.Contains(slugs, found[0]) {
				slugs = append(slugs, found[0])
			}
		case 0:
			return nil, fmt.Sprintf("There is no sector %q: the template lists those that there are.", shorten(tidy(part)))
		default:
			return nil, fmt.Sprintf("%q may be several sectors: %s. Write which.", shorten(tidy(part)), strings.Join(found, ", "))
		}
	}
	return slugs, ""
}

func kindNames() string {
	var names []string
	for _, k := range organization.Kinds {
		names = append(names, k.Name)
	}
	return strings.Join(names, "; ")
}

package reference

import (
	"cmp"
	"slices"
	"strings"
)

// derivations say, for each edition whose document prints no list that was seen, how its list follows from what was. Shown
// beside the list.
var derivations = map[string]string{
	"hspd7-2003": "Derived: each of today's sectors under the name and the lead that it had by then, and Postal and Shipping and National Monuments and Icons, which were sectors of their own until 2013. The directive counted 17.",
	"cikr-2006":  "Derived: the 18 sectors of 2008 without Critical Manufacturing, which was added on March 3, 2008.",
	"ppd21-2013": "Derived: today's 16 sectors under the names and leads that they had by then.",
	"nsm22-2024": "Derived: today's 16 sectors, whose number the memorandum reaffirmed.",
}

// day is the first day of a date that may lack its day or its month.
func day(date string) string { return date + "1900-01-01"[len(date):] }

// listed is what the edition listed: its own lines, or those derived for it.
func (f files) listed(e edition) []entry {
	switch {
	case len(e.Entries) > 0:
		return e.Entries
	case e.Slug == "cikr-2006":
		eighteen := f.editions[slices.IndexFunc(f.editions, func(e edition) bool { return e.Slug == "cikr18-2008" })]
		return slices.DeleteFunc(slices.Clone(eighteen.Entries), func(e entry) bool { return slices.Contains(e.MapsTo, "critical-manufacturing") })
	}
	var all []entry
	for _, s := range f.sectors {
		if name, lead := f.known(s, e.Date); name != "" {
			all = append(all, entry{Name: name, Leads: strings.Split(lead, "; "), MapsTo: []string{s.Slug}})
		}
	}
	for _, r := range f.retired {
		if r.Fate == "merged" && f.date(r.From) <= day(e.Date) && f.date(r.Until) > day(e.Date) {
			all = append(all, entry{Name: r.Name, Leads: []string{r.Lead}, MapsTo: []string{r.Into[0].Sector}, Subsector: r.Into[0].Subsector})
		}
	}
	slices.SortFunc(all, func(a, b entry) int { return cmp.Compare(a.Name, b.Name) })
	return all
}

// known is the name and the lead of a sector on a date, "" when it was no sector yet.
func (f files) known(s sector, date string) (name, lead string) {
	for _, a := range s.Lineage {
		if a.listed() && f.date(a.Edition) <= day(date) {
			name, lead = a.Name, a.Lead
		}
	}
	return name, lead
}

// listed tells a line of an edition's list from a remark that the edition did not list the sector.
func (a ancestor) listed() bool { return !strings.HasPrefix(a.Name, "(") }

// date is the day on which an edition began to hold.
func (f files) date(slug string) string {
	for _, e := range f.editions {
		if e.Slug == slug {
			return day(e.Date)
		}
	}
	return ""
}

// term is a time during which a sector was led by the same agencies.
type term struct {
	words        string // as written
	since, until string // days; until "" means today
	edition      string // the one that began it
}

// terms are the leads of a sector one after another. What rests on an edition known from memory alone stays a term of its
// own, so that the public can be shown the rest.
func (f files) terms(s sector) []term {
	var all []term
	for _, e := range f.editions {
		var leads []string
		for _, a := range s.Lineage {
			if a.Edition == e.Slug && a.listed() && !slices.Contains(leads, a.Lead) {
				leads = append(leads, a.Lead)
			}
		}
		if len(leads) == 0 {
			continue
		}
		t := term{words: strings.Join(leads, "; "), since: day(e.Date), edition: e.Slug}
		if last := len(all) - 1; last >= 0 {
			if all[last].words == t.words && f.basis(all[last].edition) != "memory" {
				continue
			}
			all[last].until = t.since
		}
		all = append(all, t)
	}
	return all
}

// basis of an edition's list: derived by us, or seen in a source, or from memory.
func (f files) basis(slug string) string {
	if derivations[slug] != "" {
		return "derived"
	}
	for _, e := range f.editions {
		if e.Slug == slug && slices.ContainsFunc(e.Provenance.Memory, func(field string) bool { return fieldName(field) == sectorList }) {
			return "memory"
		}
	}
	return "verified"
}

package reference

import (
	"slices"
	"strings"

	"github.com/google/uuid"
)

// body is a row of council, with what else makes it one.
type body struct {
	ID           uuid.UUID  `json:"id"`
	Slug         string     `json:"slug"`
	Name         string     `json:"name"`
	ShortName    string     `json:"short_name"`
	ParentID     *uuid.UUID `json:"parent_id"`
	Region       *int       `json:"region"`
	IndustryOnly bool       `json:"industry_only"`
	Status       string     `json:"status"`
	StatusNote   string     `json:"status_note"`
	FormedYear   *int       `json:"formed_year"`
	Website      string     `json:"website"`

	kind    string
	sectors []string
}

// seen tells that anything of the council was seen in a source.
func (c council) seen() bool { return len(c.Provenance.Verified) > 0 }

func (c council) formedSeen() bool {
	return slices.ContainsFunc(c.Provenance.Verified, func(field string) bool { return strings.HasPrefix(field, formed) })
}

// status is one of the four that the portal knows; the source's own words go beside it where they say more.
func (c council) status() (status, words string) {
	if c.Status == "active" || c.Status == "historical" {
		return c.Status, ""
	}
	return "unclear", c.Status
}

func website(host string) string {
	if host == "" {
		return ""
	}
	return "https://" + host
}

// find is the council with the slug. Umbrellas are no councils, so a parent that is one is not found.
func (f files) find(slug string) (council, bool) {
	i := slices.IndexFunc(f.councils, func(c council) bool { return c.Slug == slug })
	if i < 0 {
		return council{}, false
	}
	return f.councils[i], true
}

// industryOnly: an SCC is self-organized, and so is what it forms without government. Some analysis centers serve
// governments themselves (states, schools, fire services): whoever is their member is no stranger there.
func (f files) industryOnly(c council) bool {
	switch c.Kind {
	case "scc":
		return true
	case "isac":
		return !slices.Contains(c.Sectors, "government-services-and-facilities") && !slices.Contains(c.Sectors, "emergency-services")
	case "subcouncil", "working_group":
		parent, ok := f.find(c.Parent)
		return ok && c.JointWith == "" && f.industryOnly(parent)
	}
	return false
}

// faces are the councils that the council faces, as either side tells it.
func (f files) faces(c council) []string {
	var all []string
	for _, other := range append([]string{c.Counterpart}, c.AlsoCounterpart...) {
		if other != "" {
			all = append(all, other)
		}
	}
	for _, other := range f.councils {
		if (other.Counterpart == c.Slug || slices.Contains(other.AlsoCounterpart, c.Slug)) && !slices.Contains(all, other.Slug) {
			all = append(all, other.Slug)
		}
	}
	return all
}

// pair is an SCC and a GCC that face each other, of a sector, a subsector or a mode.
type pair struct{ scc, gcc council }

func (f files) pairs() []pair {
	var all []pair
	for _, scc := range f.councils {
		if scc.Kind != "scc" && scc.Kind != "subcouncil" || !f.industryOnly(scc) {
			continue
		}
		for _, slug := range f.faces(scc) {
			if gcc, ok := f.find(slug); ok && gcc.Chair == "government" {
				all = append(all, pair{scc, gcc})
			}
		}
	}
	return all
}

// room is the joint room of a pair, named by what both are about.
func (f files) room(p pair) body {
	slug := p.scc.Slug + "-" + p.gcc.Slug + "-joint"
	name := p.scc.ShortName + " and " + p.gcc.ShortName
	for _, s := range f.sectors {
		if slices.Contains(p.scc.Sectors, s.Slug) {
			name = s.ShortName
			for _, u := range s.Subsectors {
				if slices.Contains(p.scc.Subsectors, u.Slug) && slices.Contains(p.gcc.Subsectors, u.Slug) {
					name = u.Name
				}
			}
		}
	}
	return body{Slug: slug, Name: name + " joint room", ShortName: name + " joint room", Status: "active", kind: "joint_room", sectors: p.scc.Sectors}
}

// bodies are all councils: those of the files, the rooms and communities that follow from them, and those that CISA runs.
func (f files) bodies(ids ids) []body {
	var all []body
	for _, c := range f.councils {
		b := body{Slug: c.Slug, Name: c.Name, ShortName: c.ShortName, IndustryOnly: f.industryOnly(c), Website: website(c.WebsiteHost), kind: c.Kind, sectors: c.Sectors}
		b.Status, b.StatusNote = c.status()
		if c.formedSeen() {
			b.FormedYear = c.Formed.Year
		}
		if _, ok := f.find(c.Parent); ok {
			id := ids.council(c.Parent)
			b.ParentID = &id
		}
		all = append(all, b)
	}
	for _, p := range f.pairs() {
		all = append(all, f.room(p))
	}
	for _, s := range f.sectors {
		all = append(all, body{Slug: s.Slug + "-community", Name: s.ShortName + " community", ShortName: s.ShortName + " community", Status: "active", kind: "community", sectors: []string{s.Slug}})
	}
	for _, r := range f.regions {
		all = append(all, body{Slug: strings.ToLower(strings.ReplaceAll(r.Name, " ", "-")), Name: r.Name + ", " + r.OfficeCity, ShortName: r.Name, Region: &r.Number, Status: "active", kind: "region"})
	}
	all = append(all,
		body{Slug: "watch", Name: "National infrastructure watch", ShortName: "Watch", Status: "active", kind: "watch"},
		body{Slug: "administration", Name: "Portal administration", ShortName: "Administration", Status: "active", kind: "administration"})
	for i := range all {
		all[i].ID = ids.council(all[i].Slug)
	}
	return all
}

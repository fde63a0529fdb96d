package reference

import (
	"fmt"
	"strings"
)

// What a claim says: the value that the portal shows by it, for whoever is asked whether it is right. "" where the field's own words say it
// already ("run by NERC").

func said(parts ...string) string {
	var all []string
	for _, p := range parts {
		if p != "" {
			all = append(all, p)
		}
	}
	return strings.Join(all, "; ")
}

// cut keeps a value within what a fact holds.
func cut(s string) string {
	if letters := []rune(s); len(letters) > 2000 {
		return string(letters[:1999]) + "…"
	}
	return s
}

func (a ancestor) said() string {
	if lead := strings.Trim(a.Lead, "-"); lead != "" {
		return a.Name + ", led by " + lead
	}
	return a.Name
}

func (m place) said() string {
	if m.AsOfYear != nil {
		return fmt.Sprintf("%s, as of %d", m.Role, *m.AsOfYear)
	}
	return m.Role
}

func (s sector) value(field string) string {
	if field == "scope" {
		return s.Scope
	}
	if field == "disciplines" {
		var names []string
		for _, u := range s.Subsectors {
			names = append(names, u.Name)
		}
		return cut(said(names...))
	}
	if field == lead {
		var names []string
		for _, l := range s.SRMA {
			names = append(names, l.Agency)
		}
		return said(names...)
	}
	if field == "pdd63 row" || field == "lineage" {
		var lines []string
		for _, a := range s.Lineage {
			if field == "lineage" || strings.HasPrefix(a.Edition, "pdd63") {
				lines = append(lines, a.Edition+": "+a.said())
			}
		}
		return cut(said(lines...))
	}
	return ""
}

func (r retired) value(field string) string {
	switch field {
	case existence:
		return fmt.Sprintf("A sector until %d", r.Year)
	case "year":
		return fmt.Sprint(r.Year)
	case "fate":
		return r.Fate
	}
	return ""
}

func (r region) value(field string) string {
	switch field {
	case states:
		var names []string
		for _, j := range r.Jurisdictions {
			names = append(names, j.Name)
		}
		return cut(strings.Join(names, ", "))
	case "office city":
		return said(r.OfficeCity, r.OfficeState)
	}
	return ""
}

func (u umbrella) value(field string) string {
	switch field {
	case "legal details", "legal basis":
		return cut(u.LegalBasis)
	case "official name":
		return u.Name
	}
	return ""
}

// editionValue is a method of the files, for an edition without a list of its own has one that follows from others.
func (f files) editionValue(e edition) func(field string) string {
	return func(field string) string {
		if field != sectorList {
			return ""
		}
		var names []string
		for _, l := range f.listed(e) {
			names = append(names, l.Name)
		}
		return cut(said(names...))
	}
}

func (c council) value(field string) string {
	switch field {
	case existence:
		return said(c.Name, strings.ReplaceAll(c.Kind, "_", " "), c.Status)
	case formed, "year":
		if c.Formed.Year != nil {
			return fmt.Sprint(*c.Formed.Year)
		}
	case "official name":
		return c.Name
	case "short name":
		return c.ShortName
	case "status", "present status after 2025 cuts":
		return c.Status
	case "website host", "host":
		return c.WebsiteHost
	case "sector link":
		return strings.Join(c.Sectors, ", ")
	case "chair":
		return c.Chair
	case "sectors, later name":
		return said(c.Name, strings.Join(c.Sectors, ", "))
	}
	return ""
}

func (o organization) value(field string) string {
	switch field {
	case "official name", "name":
		return o.Name
	case "kind":
		return strings.ReplaceAll(o.Kind, "_", " ")
	case "parent":
		return o.Parent
	}
	return ""
}

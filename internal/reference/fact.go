package reference

import (
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"
)

// Fields that several rows rest on.
const (
	existence  = "existence"
	formed     = "formed"
	note       = "note"
	sectorList = "sector list"
	states     = "jurisdictions"
	lead       = "srma"
)

// fieldName is the one name of a field that the files call by several.
func fieldName(s string) string {
	switch s {
	case "list and leads", "sector_entries", "18 names":
		return sectorList
	case "jurisdictions (region membership)":
		return states
	case "srma (PPD-21)":
		return lead
	}
	return strings.ReplaceAll(s, "_", " ")
}

// claim is a row of fact.
type claim struct {
	ID         uuid.UUID `json:"id"`
	Kind       string    `json:"kind"`
	Subject    string    `json:"subject"`
	About      string    `json:"about"`
	Field      string    `json:"field"`
	Note       string    `json:"note"`
	Value      string    `json:"value"` // what the portal says by it; "" where the field's own words are the statement
	Basis      string    `json:"basis"`
	Confidence string    `json:"confidence"`
	Sources    []string  `json:"sources"`
}

// idOf makes the same id of the same words in every database, so that what rests on a fact can be written together with it.
func idOf(kind string, words ...string) uuid.UUID {
	return uuid.NewSHA1(uuid.NameSpaceURL, []byte("concord:"+kind+":"+strings.Join(words, "/")))
}

// factID is the id of a claim.
func factID(kind, subject, field string) uuid.UUID { return idOf("fact", kind, subject, field) }

// claims collects facts, each field of a thing once.
type claims struct {
	all  []claim
	seen map[uuid.UUID]bool
}

func (c *claims) add(n claim) uuid.UUID {
	n.ID = factID(n.Kind, n.Subject, n.Field)
	if n.Sources == nil {
		n.Sources = []string{}
	}
	if !c.seen[n.ID] {
		c.seen[n.ID] = true
		c.all = append(c.all, n)
	}
	return n.ID
}

// of takes the verified and remembered fields of an item; value says what a field holds. Sources speak for what was verified only.
func (c *claims) of(kind, subject, about string, p provenance, value func(field string) string, skip ...string) {
	skipped := map[string]bool{"all": true, "memberships marked verified": true, "memberships marked memory": true}
	for _, s := range skip {
		skipped[s] = true
	}
	for _, field := range p.Verified {
		if !skipped[fieldName(field)] {
			c.add(claim{Kind: kind, Subject: subject, About: about, Field: fieldName(field), Note: p.Note, Value: value(fieldName(field)), Basis: "verified", Confidence: p.Confidence, Sources: p.Sources})
		}
	}
	for _, field := range p.Memory {
		if !skipped[fieldName(field)] {
			c.add(claim{Kind: kind, Subject: subject, About: about, Field: fieldName(field), Note: p.Note, Value: value(fieldName(field)), Basis: "memory", Confidence: p.Confidence})
		}
	}
}

// claims are all facts of the files.
func (f files) claims() []claim {
	c := &claims{seen: map[uuid.UUID]bool{}}
	names := map[string]string{}
	for _, e := range f.editions {
		n := claim{Kind: "edition", Subject: e.Slug, About: e.Title, Field: sectorList, Note: derivations[e.Slug], Value: f.editionValue(e)(sectorList), Basis: f.basis(e.Slug), Confidence: e.Provenance.Confidence}
		if n.Basis != "memory" {
			n.Sources = e.Provenance.Sources
		}
		c.add(n)
		c.of("edition", e.Slug, e.Title, e.Provenance, f.editionValue(e))
	}
	for _, s := range f.sectors {
		c.of("sector", s.Slug, s.Name, s.Provenance, s.value)
		for _, a := range s.Lineage {
			if a.remembered() {
				c.add(claim{Kind: "sector", Subject: s.Slug, About: s.Name, Field: "lineage in " + a.Edition, Note: a.Note, Value: a.said(), Basis: "memory"})
			}
		}
	}
	for _, r := range f.retired {
		c.add(claim{Kind: "retired_sector", Subject: r.Slug, About: r.Name, Field: existence, Value: r.value(existence), Basis: "verified", Confidence: r.Provenance.Confidence, Sources: r.Provenance.Sources})
		c.of("retired_sector", r.Slug, r.Name, r.Provenance, r.value)
	}
	for _, r := range f.regions {
		c.of("region", fmt.Sprint(r.Number), r.Name, r.Provenance, r.value)
	}
	for _, u := range f.umbrellas {
		names[u.Slug] = u.Name
		c.of("umbrella", u.Slug, u.Name, u.Provenance, u.value)
	}
	for _, n := range f.councils {
		names[n.Slug] = n.Name
		c.council(n)
	}
	for _, o := range f.organizations {
		c.organization(o, names)
	}
	return c.all
}

// remembered tells that a line of lineage is from memory although its edition is not.
func (a ancestor) remembered() bool { return strings.Contains(a.Note, "from memory") }

// council claims that it exists: seen where anything of it was seen.
func (c *claims) council(n council) {
	exists := claim{Kind: "council", Subject: n.Slug, About: n.Name, Field: existence, Value: n.value(existence), Basis: "memory", Confidence: n.Provenance.Confidence}
	if n.seen() {
		exists.Basis, exists.Sources = "verified", n.Provenance.Sources
	}
	c.add(exists)
	if n.Formed.Year != nil {
		f := claim{Kind: "council", Subject: n.Slug, About: n.Name, Field: formed, Note: n.Formed.Note, Value: n.value(formed), Basis: "memory", Confidence: n.Formed.Confidence}
		if n.formedSeen() {
			f.Basis, f.Sources = "verified", n.Provenance.Sources
		}
		c.add(f)
	}
	if n.Note != "" {
		c.add(claim{Kind: "council", Subject: n.Slug, About: n.Name, Field: note, Value: n.Note, Basis: "memory"})
	}
	c.of("council", n.Slug, n.Name, n.Provenance, n.value, existence, formed)
}

// known is what is told of an organization without a source: to be compared by whoever confirms it.
func (o organization) known() string {
	words := slices.DeleteFunc([]string{o.WebsiteHost, o.State, strings.Join(o.Sectors, ", ")}, func(s string) bool { return s == "" })
	return strings.Join(words, "; ")
}

func (c *claims) organization(o organization, councils map[string]string) {
	c.add(claim{Kind: "organization", Subject: o.Slug, About: o.Name, Field: "website, state and sectors", Value: o.known(), Basis: "memory", Confidence: o.Provenance.Confidence})
	if o.Regulator {
		c.add(claim{Kind: "organization", Subject: o.Slug, About: o.Name, Field: "regulator", Value: "It regulates others", Basis: "memory"})
	}
	if words := strings.Join(o.FormerNames, "; "); words != "" {
		c.add(claim{Kind: "organization", Subject: o.Slug, About: o.Name, Field: "former names", Value: words, Basis: "memory"})
	}
	if o.Note != "" {
		c.add(claim{Kind: "organization", Subject: o.Slug, About: o.Name, Field: note, Value: o.Note, Basis: "memory"})
	}
	c.of("organization", o.Slug, o.Name, o.Provenance, o.value, "website host", "hq state", "sectors")
	for _, m := range o.Memberships {
		n := claim{Kind: "membership", Subject: o.Slug + "/" + m.Council, About: o.Name + " in " + councils[m.Council], Field: m.Role, Note: m.Note, Value: m.said(), Basis: m.Basis}
		if m.SourceID != "" {
			n.Sources = []string{m.SourceID}
		}
		c.add(n)
	}
}

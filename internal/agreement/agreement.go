// Package agreement is what an organization agreed with others: to share information, to help each other, to keep silent. It is a dated
// record and no paper. Who speaks for the organization keeps it and chooses who sees it; the other side, where it is on record under that
// name, sees it too and can take it away (migrations/000034_agreement).
package agreement

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"example.org/concord/internal/day"
	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/name"
)

// ID names an agreement.
type ID struct{ uuid.UUID }

// New is an ID for an agreement to be recorded.
func New() ID { return ID{uuid.Must(uuid.NewV7())} }

// Word is a value with the words of pages.
type Word struct{ Slug, Name, Says string }

// Kinds of agreement, and the circles to which one can be shown, in the order of forms.
var (
	Kinds = []Word{
		{"information", "Information sharing agreement", ""}, {"mutual_aid", "Mutual aid agreement", ""}, {"understanding", "Memorandum of understanding", ""},
		{"nondisclosure", "Nondisclosure agreement", ""}, {"other", "Other agreement", ""},
	}
	Shown = []Word{
		{"parties", "Both sides only", "Who speaks for one of the two."}, {"advisors", "Advisors of our region too", "Field staff of the region of your state."},
		{"members", "Anyone signed in", "Every member of the portal."},
	}
)

// Named is the word of a slug of Kinds or Shown.
func Named(words []Word, slug string) string {
	if n := slices.IndexFunc(words, func(w Word) bool { return w.Slug == slug }); n >= 0 {
		return words[n].Name
	}
	return slug
}

// Agreement as recorded, with the names of both sides.
type Agreement struct {
	ID           ID
	Organization string // whose people recorded it
	OrgSlug      string
	With         string // as recorded
	WithSlug     string // "" where the other side is not on record under that name
	Kind         string
	Covers       string
	Since        time.Time  // a day
	Until        *time.Time // its last day, nil where nobody set one
	ShownTo      string
	RecordedName string
	Keeps        bool // the asker may change it; else only take it away
}

// Other is the side that is not the organization with that slug: its name, and its slug or "".
func (a Agreement) Other(slug string) (name, other string) {
	if a.OrgSlug == slug {
		return a.With, a.WithSlug
	}
	return a.Organization, a.OrgSlug
}

// SeenBy says who sees it as either side reads it: the words of the form are those of who records it.
func (a Agreement) SeenBy() string {
	if a.ShownTo == "advisors" {
		return "both sides and advisors of the region of " + a.Organization
	}
	return strings.ToLower(Named(Shown, a.ShownTo))
}

// LastDay is its last day, none where nobody set one.
func (a Agreement) LastDay() day.Day {
	if a.Until == nil {
		return day.Day{}
	}
	return day.Of(*a.Until)
}

// Over says that its last day has passed.
func (a Agreement) Over(now time.Time) bool { return a.Until != nil && a.LastDay().Before(day.Of(now)) }

// Form is what is recorded or changed.
type Form struct {
	With, Kind, Covers, ShownTo string
	Since, Until                *time.Time
}

// Check says what is wrong with it, by the names of the form's fields.
func (f *Form) Check() (wrong fault.Invalid) {
	f.With, f.Covers = name.Line(f.With), strings.TrimSpace(f.Covers)
	if n := utf8.RuneCountInString(f.With); n == 0 || n > 200 {
		wrong.Add("with", "With whom: write the other side's name, at most 200 characters.")
	}
	if !slices.ContainsFunc(Kinds, func(w Word) bool { return w.Slug == f.Kind }) {
		wrong.Add("kind", "Kind: choose one.")
	}
	if n := utf8.RuneCountInString(f.Covers); n == 0 || n > 500 {
		wrong.Add("covers", "What it covers: say it in a sentence of at most 500 characters.")
	}
	if f.Since == nil {
		wrong.Add("since", "In force since: write the day as year, month, day: 2026-12-31.")
	} else if f.Until != nil && f.Until.Before(*f.Since) {
		wrong.Add("until", "Last day: it cannot end before it begins.")
	}
	if !slices.ContainsFunc(Shown, func(w Word) bool { return w.Slug == f.ShownTo }) {
		wrong.Add("shown_to", "Choose who sees it.")
	}
	return wrong
}

const columns = `
select a.id, o.name as organization, o.slug as org_slug, a.with_whom as with, coalesce(w.slug, '') as with_slug, a.kind, a.covers, a.since, a.until, a.shown_to, a.recorded_name,
       a.organization_id = any (array(select organization_id from app.speaking_for)) as keeps`

const names = ` join organization o on o.id = a.organization_id left join organization w on w.id = a.with_id`

// Of are those of an organization that the asker may see, whichever side recorded them: the latest first, 200 at most.
func Of(slug string, dst *[]Agreement) db.Query {
	return db.Many("agreements of an organization", `
with here as (select id from organization where slug = $1)`+columns+`
  from (select id from agreement where organization_id = (select id from here) union select id from agreement where with_id = (select id from here)) x
  join agreement a on a.id = x.id`+names+`
 order by a.since desc, a.id`+db.Limit(200), dst, slug)
}

// Party is one that the asker keeps or can take away: of an organization that she speaks for.
func Party(id ID, dst *Agreement) db.Query {
	return db.One("agreement of one's own", columns+`
  from agreement a`+names+`
 where a.id = $1 and (a.organization_id = any (array(select organization_id from app.speaking_for)) or a.with_id = any (array(select organization_id from app.speaking_for)))`, dst, id)
}

// Record puts one on record for an organization that the asker speaks for.
func Record(id ID, slug string, f Form) db.Query {
	return db.Change("record an agreement", `
insert into agreement (id, organization_id, with_whom, kind, covers, since, until, shown_to)
select $1, o.id, $3, $4, $5, $6::date, $7::date, $8 from organization o where o.slug = $2`, id, slug, f.With, f.Kind, f.Covers, f.Since, f.Until, f.ShownTo)
}

// Change corrects it, or sets its last day.
func Change(id ID, f Form) db.Query {
	return db.Change("change an agreement", `
update agreement set with_whom = $2, kind = $3, covers = $4, since = $5::date, until = $6::date, shown_to = $7 where id = $1`,
		id, f.With, f.Kind, f.Covers, f.Since, f.Until, f.ShownTo).Seen(seen, id)
}

// Remove takes it away: either side may.
func Remove(id ID) db.Query {
	return db.Change("remove an agreement", `delete from agreement where id = $1`, id).Seen(seen, id)
}

const seen = `select true from agreement where id = $1`

func init() {
	db.Constraint("agreement_dates", fault.Invalid{{Name: "until", Message: "Last day: it cannot end before it begins."}})
}

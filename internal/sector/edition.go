package sector

import (
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"example.org/concord/internal/address"
	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
)

// Kept is an edition as staff keep it.
type Kept struct {
	Edition
	Loose bool // can be taken back: recorded by staff within a day, or not begun
}

// EditionBySlug is one edition, for staff.
func EditionBySlug(slug string, dst *Kept) db.Query {
	return db.One("edition to keep", `
select e.slug, e.title, e.dated, e.since, e.until, e.status, e.lead_term, e.sector_term, e.derived_from,
       (e.since > app.now()::date or e.recorded > app.now() - interval '1 day') and exists (select from fact f where f.kind = 'edition' and f.subject = e.slug and f.basis = 'recorded') as loose
  from edition e where e.slug = $1`, dst, slug)
}

// Issuing is a document that says which sectors there are from a day on, as typed.
type Issuing struct {
	Title      string
	Since      time.Time
	Status     string // what is said of its standing: in force, under review
	LeadTerm   string // what it calls the agency that leads
	SectorTerm string
}

// Slug is the edition's address, from its title and year.
func (i Issuing) Slug() string {
	return address.With(i.Title, 50, i.Since.Format("2006"))
}

// Check says what is wrong with it as typed; dated says whether it takes a day.
func (i Issuing) Check(dated bool) error {
	var wrong fault.Invalid
	if title := strings.TrimSpace(i.Title); title == "" || utf8.RuneCountInString(title) > MaxName {
		wrong.Add("title", "Title: write one of at most 200 characters.")
	}
	if dated && i.Since.IsZero() {
		wrong.Add("since", "From: write the day from which it says which sectors there are.")
	}
	for _, f := range []struct{ name, value string }{{"status", i.Status}, {"lead_term", i.LeadTerm}, {"sector_term", i.SectorTerm}} {
		if utf8.RuneCountInString(f.value) > 100 {
			wrong.Add(f.name, "Shorten it to 100 characters.")
		}
	}
	return wrong.Err()
}

// Issue records it: from that day on the edition before holds no longer, and its list is that of the sectors of that day with who leads them.
func Issue(i Issuing) []db.Query {
	fact, slug := uuid.New(), i.Slug()
	return []db.Query{
		db.Change("record the fact of an edition", `insert into fact (id, kind, subject, about, field, basis) values ($1, 'edition', $2, $3, 'list', 'recorded')`, fact, slug, strings.TrimSpace(i.Title)),
		db.Change("record an edition", `
insert into edition (slug, title, dated, since, until, status, lead_term, sector_term)
values ($1, $2, $3, $4::date, (select min(n.since) from edition n where n.since > $4::date), $5, $6, $7)`,
			slug, strings.TrimSpace(i.Title), i.Since.Format(time.DateOnly), i.Since, strings.TrimSpace(i.Status), strings.TrimSpace(i.LeadTerm), strings.TrimSpace(i.SectorTerm)),
		db.Also("end the edition before", `update edition set until = $1::date where since < $1::date and (until is null or until > $1::date)`, i.Since),
		db.Also("its list", `
insert into edition_entry (edition, place, name, leads, fact_id)
select $1, row_number() over (order by s.name), s.name, array(select l.words from sector_lead l where l.sector = s.slug and l.since <= $2::date and (l.until is null or l.until > $2::date) order by l.words), $3
  from sector s where (s.since is null or s.since <= $2::date) and (s.until is null or s.until > $2::date)`, slug, i.Since, fact),
		db.Also("what its list became", `
insert into edition_entry_sector (edition, place, sector) select e.edition, e.place, s.slug from edition_entry e join sector s on s.name = e.name where e.edition = $1`, slug),
	}
}

// Reissue corrects what is said of an edition. Its day and its list stay.
func Reissue(slug string, i Issuing) db.Query {
	return db.Change("correct an edition", `update edition set title = $2, status = $3, lead_term = $4, sector_term = $5 where slug = $1`,
		slug, strings.TrimSpace(i.Title), strings.TrimSpace(i.Status), strings.TrimSpace(i.LeadTerm), strings.TrimSpace(i.SectorTerm)).Seen(`select 1 from edition where slug = $1`, slug)
}

// TakeBackEdition erases one that staff recorded within a day, or that has not begun; the one before goes on.
func TakeBackEdition(slug string) []db.Query {
	return []db.Query{
		db.Also("take its list back", `delete from edition_entry where edition = $1`, slug),
		db.Also("the edition before goes on", `update edition b set until = e.until from edition e where e.slug = $1 and b.until = e.since and b.slug <> e.slug`, slug),
		db.Change("take an edition back", `delete from edition where slug = $1`, slug).Seen(`select 1 from edition where slug = $1`, slug),
		db.Also("forget its fact", `delete from fact where kind = 'edition' and subject = $1 and basis = 'recorded'`, slug),
	}
}

func init() {
	db.Constraint("edition_pkey", fault.Conflict{Message: "An edition of this title and year is on record already. Nothing was changed."})
}

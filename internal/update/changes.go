package update

import (
	"example.org/concord/internal/council"
	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/item"
	"example.org/concord/internal/marking"
)

func init() {
	db.Constraint("item_version_pkey", fault.Conflict{Message: "Someone changed this update while you were writing. Your text is kept below, theirs is above; copy what you need, then save."})
	db.Constraint("audience_pkey", fault.Conflict{Message: "This is already addressed to them. Nothing was changed."})
	db.Constraint("audience_check", fault.Invalid{{Name: "circles", Message: "The audience is wider than the label allows. Choose a narrower audience, or a wider label."}})
}

// Post releases an update.
func Post(p Posting) []db.Query {
	return append([]db.Query{
		// Its author reads it too: by his own circle in the council where no chosen one holds him.
		db.Change("address", `
insert into audience (item_id, circle_id, circle_kind, council_id, root_id, through_id, author_id, label)
select $1, c.id, c.kind, c.council_id, $1, c.id, w.person_id, $3
  from app.who w
 cross join (
       select unnest($2::uuid[])
       union
       select own.id from circle own join app.serving s on s.council_id = own.council_id and s.appointment_id = $4
        where own.person_id = any (array(select person_id from app.who))
          and not $2::uuid[] && array(select circle_id from app.holding where capability = 'item.read')
       ) chosen (id)
  left join circle c on c.id = chosen.id`, p.ID, p.ids(), p.Label, p.As.ID),
		db.Change("post", `
insert into item (id, kind, root_id, label, root_label, source_council_id, author_id, appointment_id)
select $1, 'update', $1, $2, $2, s.council_id, w.person_id, s.appointment_id
  from app.who w cross join app.serving s where s.appointment_id = $3`, p.ID, p.Label, p.As.ID),
		write(p.ID, p.Title, p.Text),
		db.Change("details", `
insert into sector_update (item_id, genre, answer_by, valid_until, source, source_marking) values ($1, $2, $3, $4, $5, $6)`,
			p.ID, p.Genre, p.AnswerBy, p.ValidUntil, p.Source, p.SourceMarking),
		db.Also("sectors", `insert into item_sector (item_id, sector) select $1, unnest($2::text[])`, p.ID, p.Sectors),
		db.Also("states", `insert into item_state (item_id, state) select $1, unnest($2::text[])`, p.ID, p.States),
		filesOfDraft(p.ID, p.Draft),
		opened(p.ID),
	}, endDraft(p.Draft, AboutUpdate, p.Place)...)
}

// write is the first version.
func write(id item.ID, title string, t item.Text) db.Query {
	return db.Change("write", `
insert into item_version (item_id, number, title, body, html, summary, author_id)
select $1, 1, $2, $3, $4, $5, w.person_id from app.who w`, id, title, t.Body, t.HTML, t.Summary)
}

// filesOfDraft gives an item the files of the draft that it is made of.
func filesOfDraft(to item.ID, draft DraftID) db.Query {
	return db.Also("files", `
insert into attachment (id, item_id, author_id, name, media_type, bytes, blob, width, height)
select f.id, $1, f.author_id, f.name, f.media_type, f.bytes, f.blob, f.width, f.height from draft_file f where f.draft_id = $2`, to, draft)
}

// opened keeps one's own words from being news to oneself.
func opened(id item.ID) db.Query {
	return db.Change("opened own", `insert into opened (person_id, item_id) select w.person_id, $1 from app.who w`, id)
}

// Answer is a reply that is ready to be posted.
type Answer struct {
	ID      item.ID
	Root    item.ID
	As      council.AppointmentID
	Label   marking.Label
	Circles []item.CircleID
	Text    item.Text
	Files   []Attachment // that come with it, beside those of the draft
	Draft   DraftID
	Place   string // the address that the draft leads to from then on
}

// Respond posts an answer to an update. Its audience lies within the update's: a foreign key holds each circle to one of those.
func Respond(a Answer) []db.Query {
	batch := []db.Query{
		// Where named people talk, the one who answers is among them.
		db.Change("address reply", `
with open as materialized (select circle_id, kind, council_id, person_id, through_id from app.answerable($2, false))
insert into audience (item_id, circle_id, circle_kind, council_id, root_id, through_id, author_id, label)
select $1, o.circle_id, o.kind, o.council_id, $2, o.through_id, w.person_id, $4
  from app.who w
 cross join (
       select unnest($3::uuid[])
       union
       select own.circle_id from open own where own.person_id = any (array(select person_id from app.who))
       ) chosen (id)
  left join open o on o.circle_id = chosen.id`, a.ID, a.Root, a.Circles, a.Label),
		db.Change("reply", `
insert into item (id, kind, root_id, label, root_label, source_council_id, author_id, appointment_id)
select $1, 'reply', r.id, $3, r.label, s.council_id, w.person_id, s.appointment_id
  from app.who w cross join app.serving s cross join item r where s.appointment_id = $4 and r.id = $2`, a.ID, a.Root, a.Label, a.As),
		write(a.ID, "", a.Text),
		filesOfDraft(a.ID, a.Draft),
		opened(a.ID),
	}
	for _, f := range a.Files {
		batch = append(batch, db.Change("attach", `
insert into attachment (id, item_id, author_id, name, media_type, bytes, blob, width, height)
select $2, $1, w.person_id, $3, $4, $5, $6, nullif($7, 0), nullif($8, 0) from app.who w`, a.ID, f.ID, f.Name, f.MediaType, f.Bytes, f.Blob, f.Width, f.Height))
	}
	return append(batch, endDraft(a.Draft, AboutReply(a.Root), a.Place)...)
}

// Edit writes a new version: fault.Conflict when the version it began from is not the newest any more, fault.Denied for all but the
// author, while he may still post there. Label and audience stay.
func Edit(r Revision) []db.Query {
	batch := []db.Query{db.Change("edit", `
insert into item_version (item_id, number, title, body, html, summary, author_id)
select i.id, $2 + 1, $3, $4, $5, $6, w.person_id from app.who w cross join item i where i.id = $1 and $2 <= i.current`,
		r.ID, r.Base, r.Title, r.Text.Body, r.Text.HTML, r.Text.Summary).
		Seen(`select true from item where id = $1`, r.ID)}
	batch = append(batch, endDraft(r.Draft, AboutEdit(r.ID), r.Place)...)
	if r.reply {
		return batch
	}
	for _, f := range r.Files {
		batch = append(batch, db.Change("attach", `
insert into attachment (id, item_id, author_id, name, media_type, bytes, blob, width, height, since)
select $2, $1, w.person_id, $3, $4, $5, $6, nullif($7, 0), nullif($8, 0), $9 from app.who w`, r.ID, f.ID, f.Name, f.MediaType, f.Bytes, f.Blob, f.Width, f.Height, r.Base+1))
	}
	return append(batch, db.Change("revise", `
insert into update_version (item_id, number, answer_by, valid_until, source, source_marking, sectors, states, dropped)
values ($1, $2, $3, $4, $5, $6, coalesce($7::text[], '{}'), coalesce($8::text[], '{}'), coalesce($9::uuid[], '{}'))`,
		r.ID, r.Base+1, r.AnswerBy, r.ValidUntil, r.Source, r.SourceMarking, r.Sectors, r.States, r.Dropped))
}

// Withdraw hides the text, the files and the details of an update or a reply from everybody, at once and for good. What remains
// says who withdrew it, when and why. Its author may, and the officers of the council that released it; others are told Denied.
func Withdraw(id item.ID, because string) db.Query {
	return db.Change("withdraw", `
update item set withdrawn = app.now(), withdrawn_because = $2 where id = $1 and withdrawn is null`, id, because).
		Seen(`select true from item where id = $1`, id)
}

// Publish adds the public to the audience of a TLP:CLEAR update, from its newest version on. It is the act of those who speak for
// the council that released it to the public, be they its author or not.
func Publish(id item.ID) db.Query {
	return db.Change("publish", `
insert into audience (item_id, circle_id, circle_kind, council_id, root_id, through_id, author_id, label, since)
select i.id, c.id, c.kind, c.council_id, i.id, c.id, i.author_id, i.label, i.current
  from item i cross join circle c
 where i.id = $1 and i.kind = 'update' and i.withdrawn is null and c.id = $2`, id, item.ThePublic).
		Seen(`select true from item where id = $1`, id)
}

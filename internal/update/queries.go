package update

import (
	"time"

	"example.org/concord/internal/db"
	"example.org/concord/internal/item"
)

// withdraws says whether the asker may withdraw item i: who released it in the council's name, and the author.
const withdraws = `i.withdrawn is null and (
         i.source_council_id = any (array(select council_id from app.holding where capability = 'item.withdraw'))
      or i.author_id = any (array(select person_id from app.who))
         and i.source_council_id = any (array(select council_id from app.holding where capability in ('update.post', 'reply.post'))))`

// ByID is the update, or the reply, of that name: fault.NotFound where the asker is not in its audience.
func ByID(id item.ID, dst *Update) db.Query {
	return db.One("update", `
select i.id, i.root_id, i.label, i.source_council_id as council_id, c.short_name as council, c.slug, i.posted,
       i.current as number, coalesce(v.at, i.posted) as written, coalesce(v.title, '') as title, coalesce(v.body, '') as body, coalesce(v.html, '') as html,
       i.author_id, i.author_name as author, i.author_office as office, i.author_organization as organization,
       i.author_id = any (array(select person_id from app.who)) as mine,
       `+withdraws+` as withdraws,
       coalesce(u.genre, '') as genre, u.answer_by, u.valid_until, coalesce(u.source, '') as source, coalesce(u.source_marking, '') as source_marking,
       array(select s.name from item_sector x join sector s on s.slug = x.sector where x.item_id = i.id order by s.name) as sectors,
       array(select j.name from item_state x join jurisdiction j on j.code = x.state where x.item_id = i.id order by j.name) as states,
       p.posted as published, coalesce(p.published_by, '') as published_by,
       case when i.label = 'TLP:CLEAR' and p.item_id is null then app.publishes(i.id, i.current) else false end as publishes,
       i.withdrawn, coalesce(i.withdrawn_by, '') as withdrawn_by, coalesce(i.withdrawn_because, '') as withdrawn_because
  from item i
  join council c on c.id = i.source_council_id
  left join item_version v on v.item_id = i.id and v.number = i.current
  left join sector_update u on u.item_id = i.id
  left join audience p on p.item_id = i.id and p.circle_id = '00000000-0000-0000-0000-0000000000c1'
 where i.id = $1`, dst, id)
}

// RepliesPerPage is how many replies a page shows.
const RepliesPerPage = 50

// Replies to the update that the asker reads, the oldest first: up to one more than RepliesPerPage, those after the key.
func Replies(to item.ID, after *Key, dst *[]Reply) db.Query {
	from, id := after.parts(time.Time{})
	return db.Many("replies", `
select i.id, i.label, i.author_id, i.author_name as author, i.author_office as office, i.author_organization as organization, i.speaks, i.posted,
       i.current as number, coalesce(v.body, '') as body, coalesce(v.html, '') as html,
       i.author_id = any (array(select person_id from app.who)) as mine,
       `+item.Unread("i")+` as new,
       `+withdraws+` as withdraws,
       i.withdrawn, coalesce(i.withdrawn_by, '') as withdrawn_by, coalesce(i.withdrawn_because, '') as withdrawn_because
  from item i
  left join item_version v on v.item_id = i.id and v.number = i.current
 where i.root_id = $1 and i.kind = 'reply' and (i.posted, i.id) > ($2::timestamptz, $3::uuid)
 order by i.posted, i.id`+db.Limit(RepliesPerPage+1), dst, to, from, id)
}

// Attachment is a file of an update.
type Attachment struct {
	ID        AttachmentID
	Name      string
	MediaType string
	Bytes     int64
	Blob      string // its key in the blob store
	Picture
}

// Picture is how large a file that is shown in its place is, in points; zero where it is none, or was kept before pictures were written anew.
type Picture struct{ Width, Height int }

// Shown says that the file is a picture to be seen in its place.
func (p Picture) Shown() bool { return p.Width > 0 }

const (
	pictureColumns = `coalesce(width, 0) as width, coalesce(height, 0) as height`
	fileColumns    = `id, name, media_type, bytes, blob, ` + pictureColumns
)

// Mailed counts the people whom a mail with the text of an item left to, for those who may withdraw it.
func Mailed(id item.ID, dst *int) db.Query {
	return db.One("mailed", `select app.text_left_to($1)`, dst, id)
}

// Attachments are the files of an update as it stands, none of a withdrawn one.
func Attachments(of item.ID, dst *[]Attachment) db.Query {
	return db.Many("attachments", `
select `+fileColumns+` from attachment where item_id = $1 and dropped is null order by at, name, id`, dst, of)
}

// ReplyFile is a file of a reply.
type ReplyFile struct {
	ItemID item.ID
	Attachment
}

// ReplyFiles are the files of the replies to an update that the asker reads.
func ReplyFiles(to item.ID, dst *[]ReplyFile) db.Query {
	return db.Many("files of replies", `
select a.item_id, a.id, a.name, a.media_type, a.bytes, a.blob, `+pictureColumns+`
  from item i join attachment a on a.item_id = i.id
 where i.root_id = $1 and i.kind = 'reply' and i.withdrawn is null and a.dropped is null order by a.at, a.name, a.id limit 500`, dst, to)
}

// AttachmentByID is one file of that very update: a file's name alone opens nothing. One that an edit took away is still there for
// those who may read a version that it belonged to.
func AttachmentByID(of item.ID, id AttachmentID, dst *Attachment) db.Query {
	return db.One("attachment", `select `+fileColumns+` from attachment where item_id = $1 and id = $2`, dst, of, id)
}

// Version is the text as it stood, and of an edited update what stood beside it.
type Version struct {
	Number               int
	Title                string
	Body                 string
	At                   time.Time
	AnswerBy, ValidUntil *time.Time
	Source               string
	SourceMarking        string
	Sectors, States      []string // names
}

// Versions are all texts of the item that the asker may see, the newest first. Where one has no row of what stood beside it, nothing
// of that changed until the next that has one. Who was added to the audience later does not see
// what was said before.
func Versions(of item.ID, dst *[]Version) db.Query {
	return db.Many("versions", `
select v.number, v.title, v.body, v.at, d.answer_by, d.valid_until, coalesce(d.source, '') as source, coalesce(d.source_marking, '') as source_marking,
       array(select s.name from sector s where s.slug = any (d.sectors) order by s.name) as sectors,
       array(select j.name from jurisdiction j where j.code = any (d.states) order by j.name) as states
  from item_version v
  left join lateral (
       select d.answer_by, d.valid_until, d.source, d.source_marking, d.sectors, d.states from update_version d
        where d.item_id = v.item_id and d.number >= v.number order by d.number limit 1) d on true
 where v.item_id = $1 order by v.number desc limit 200`, dst, of)
}

// KeptFile is a file of an update, and to which of its versions it belongs.
type KeptFile struct {
	ID        AttachmentID
	Name      string
	MediaType string
	Bytes     int64
	Since     int
	Dropped   *int // the first version without it
}

// In says whether the file belongs to that version.
func (f KeptFile) In(version int) bool {
	return f.Since <= version && (f.Dropped == nil || version < *f.Dropped)
}

// KeptFiles are the files of all versions of an update that the asker may see.
func KeptFiles(of item.ID, dst *[]KeptFile) db.Query {
	return db.Many("files of all versions", `
select id, name, media_type, bytes, since, dropped from attachment where item_id = $1 order by at, name, id`, dst, of)
}

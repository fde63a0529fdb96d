package update

import (
	"strconv"
	"strings"
	"time"

	"example.org/concord/internal/db"
	"example.org/concord/internal/item"
	"example.org/concord/internal/marking"
)

// PerPage is how many updates a page of a list shows.
const PerPage = 20

// Row is one update in a list. Of a withdrawn one only the stub is left: Withdrawn says who and why.
type Row struct {
	ID           item.ID
	Label        marking.Label
	Genre        Genre
	Title        string
	Summary      string // plain text
	Council      string
	Slug         string
	Author       string
	Office       string
	Organization string
	Listed       time.Time // when these readers got it; the list's order
	Latest       time.Time // when the newest of it that the list tells of was posted: itself, or a new reply
	AnswerBy     *time.Time
	Unread       bool
	Replies      int // that the asker reads, counted to 100
	NewReplies   int // among the newest 100 those not read yet; 0 in a muted thread
	Files        int
	Withdrawn    string // "" while it stands, else by whom and why
}

// Key is where the list goes on after this row.
func (r Row) Key() Key { return Key{r.Listed, r.ID} }

// ShownIn is how far a page of a list goes.
func ShownIn(rows []Row) (s item.Shown) {
	for _, r := range rows {
		if r.Latest.After(s.To) {
			s.To = r.Latest
		}
	}
	for _, r := range rows {
		if r.Latest.After(s.To.Add(-item.Late)) {
			s.Items = append(s.Items, r.ID)
		}
	}
	return s
}

// A feed takes the newest of each circle by its own index and merges them: one ordered scan with a filter would read a large
// council to the end for the member of a small one. Each part below is written for one place in merged.
var (
	onePage = db.Limit(PerPage + 1)

	// mine: which circles, and how far they were read.
	mineHead = `
with mine as materialized (
  select distinct h.circle_id, coalesce(w.read_to, '-infinity') as read_to
    from app.holding h left join watermark w on w.circle_id = h.circle_id
   where h.capability = 'item.read'`

	merged = `
), page as materialized (
  select p.item_id, p.posted, bool_or(p.posted > p.read_to) as fresh
    from (select n.item_id, n.posted, m.read_to
            from mine m cross join lateral (
                 select a.item_id, a.posted from audience a
                  where a.circle_id = m.circle_id and a.item_id = a.root_id
                    and a.posted <= $1 and (a.posted < $1 or a.item_id > $2)`

	mergedEnd = `
                  order by a.posted desc, a.item_id` + onePage + `) n) p
   group by p.item_id, p.posted
   order by p.posted desc, p.item_id` + onePage + `
)`

	onlyUnread = `
                    and a.posted > m.read_to and (select true from opened o where o.item_id = a.item_id limit 1) is null
                    and (select i.withdrawn is null from item i where i.id = a.item_id)` // what was withdrawn asks nobody to read it

	// saying says everything about the items of page. A reader without a name has read nothing and nothing is new to him.
	saying = `
select i.id, i.label, coalesce(u.genre, '') as genre, coalesce(v.title, '') as title, coalesce(v.summary, '') as summary,
       c.short_name as council, c.slug, i.author_name as author, i.author_office as office, i.author_organization as organization,
       p.posted as listed, u.answer_by,
       greatest(p.posted, case when (select true from app.who) then (` + item.NewestReply + `) end) as latest,
       p.fresh and i.withdrawn is null and (select true from opened o where o.item_id = i.id limit 1) is null and (select true from app.who) is not null as unread,
       (select count(*)::int from (select distinct a.item_id from audience a where a.root_id = i.id and a.item_id <> a.root_id limit 101) r) as replies,
       case when (select true from app.who) then ` + item.NewReplies + ` else 0 end as new_replies,
       (select count(*)::int from attachment f where f.item_id = i.id and f.dropped is null) as files,
       coalesce('Withdrawn by ' || i.withdrawn_by || ': ' || i.withdrawn_because, '') as withdrawn
  from page p
  join item i on i.id = p.item_id
  join council c on c.id = i.source_council_id
  left join item_version v on v.item_id = i.id and v.number = i.current
  left join sector_update u on u.item_id = i.id`
	rows = saying + `
 order by p.posted desc, p.item_id`

	// bumped are the threads with new replies, newest first: they stand before what is unread, on the first page alone. So few, that a
	// page that goes on always ends with something unread. It looks at the newest 300 replies of each circle, no older than two months.
	bumped = `, bumped as materialized (
  select t.root_id as item_id, max(t.posted) as posted
    from mine m cross join lateral (
         select a.root_id, a.item_id, a.posted
           from (select a.root_id, a.item_id, a.posted from audience a
                  where a.circle_id = m.circle_id and a.item_id <> a.root_id and a.posted > greatest(m.read_to, app.now() - interval '60 days')
                  order by a.posted desc, a.item_id limit 300) a
          where (select true from opened o where o.item_id = a.item_id limit 1) is null) t
   where (select i.withdrawn is null from item i where i.id = t.item_id)
     and (select f.muted from thread_follow f where f.item_id = t.root_id limit 1) is not true
   group by t.root_id order by 2 desc, 1 limit 10
)`

	unreadRows = bumped + `, shown as materialized (
  select b.item_id, b.posted, true as ahead,
         (select true from audience a join mine k on k.circle_id = a.circle_id where a.item_id = b.item_id and a.posted > k.read_to limit 1) is true as fresh
    from bumped b where $1::timestamptz >= '9999-01-01 00:00:00+00'
  union all
  (select n.item_id, n.posted, false, n.fresh from page n where n.item_id <> all (array(select b.item_id from bumped b)))
)` + strings.Replace(saying, "from page p", "from shown p", 1) + `
 order by p.ahead desc, p.posted desc, p.item_id` + onePage

	home  = mineHead + ` and h.circle_id <> '00000000-0000-0000-0000-0000000000c1'` + merged
	inOne = mineHead + ` and h.council_id = (select id from council where slug = $3)` + merged
)

// ofKind looks through the newest thousand of each circle of a council.
var ofKind = mineHead + ` and h.council_id = (select id from council where slug = $3)
), page as materialized (
  select p.item_id, p.posted, bool_or(p.posted > p.read_to) as fresh
    from (select n.item_id, n.posted, m.read_to
            from mine m cross join lateral (
                 select a.item_id, a.posted from audience a
                  where a.circle_id = m.circle_id and a.item_id = a.root_id
                    and a.posted <= $1 and (a.posted < $1 or a.item_id > $2)
                  order by a.posted desc, a.item_id limit 1000) n
           where (select true from sector_update u where u.item_id = n.item_id and u.genre = $4)) p
   group by p.item_id, p.posted
   order by p.posted desc, p.item_id` + onePage + `
)` + rows

// Feed asks for one page of updates, the newest first: up to one more than PerPage, those after the key.
type Feed struct {
	After  *Key
	Unread bool // only what was neither opened nor lies below the watermark
}

func (f Feed) args(more ...any) []any {
	posted, id := f.After.parts(time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC))
	return append([]any{posted, id}, more...)
}

func (f Feed) sql(head string) string {
	if f.Unread {
		return head + onlyUnread + mergedEnd + unreadRows
	}
	return head + mergedEnd + rows
}

// Mine is the merged feed of all the asker's circles; what only the public reads is not in it.
func (f Feed) Mine(dst *[]Row) db.Query {
	return db.Many("feed", f.sql(home), dst, f.args()...)
}

// UnreadFirst is the merged feed with the unread ones first, then the read ones, each the newest first. read says that the key lies
// among the read ones. Those are looked for only once the unread ones end on this page, and no further than a thousand updates back in
// each circle: what has to be skipped on the way is no more than was unread.
func (f Feed) UnreadFirst(read bool, dst *[]Row) db.Query {
	unread, opened := f, Feed{}
	if read {
		unread, opened = Feed{After: &Key{}}, f
	}
	return db.Many("feed, unread first", unreadFirst, dst, append(unread.args(), opened.args()...)...)
}

var unreadFirst = mineHead + ` and h.circle_id <> '00000000-0000-0000-0000-0000000000c1'
), unread as materialized (
  select n.item_id, n.posted
    from mine m cross join lateral (
         select a.item_id, a.posted from audience a
          where a.circle_id = m.circle_id and a.item_id = a.root_id
            and a.posted <= $1 and (a.posted < $1 or a.item_id > $2)` + onlyUnread + `
          order by a.posted desc, a.item_id` + onePage + `) n
   group by n.item_id, n.posted
   order by n.posted desc, n.item_id` + onePage + `
)` + bumped + `, page as materialized (
  select b.item_id, b.posted, true as ahead,
         (select true from audience a join mine k on k.circle_id = a.circle_id where a.item_id = b.item_id and a.posted > k.read_to limit 1) is true as fresh
    from bumped b where $1::timestamptz >= '9999-01-01 00:00:00+00'
  union all
  select u.item_id, u.posted, false, true from unread u where u.item_id <> all (array(select b.item_id from bumped b))
  union all
  (select r.item_id, r.posted, false, false
     from mine m cross join lateral (
          select x.item_id, x.posted
            from (select a.item_id, a.posted from audience a
                   where a.circle_id = m.circle_id and a.item_id = a.root_id
                     and a.posted <= $3 and (a.posted < $3 or a.item_id > $4)
                   order by a.posted desc, a.item_id limit 1000) x
           where (select true from opened o where o.item_id = x.item_id limit 1)
              or (select true from audience b join mine k on k.circle_id = b.circle_id where b.item_id = x.item_id and b.posted > k.read_to limit 1) is null
              or (select i.withdrawn is not null from item i where i.id = x.item_id)
           order by x.posted desc, x.item_id` + onePage + `) r
    where (select count(*) from unread) <= ` + strconv.Itoa(PerPage) + ` and r.item_id <> all (array(select b.item_id from bumped b))
    group by r.item_id, r.posted
    order by r.posted desc, r.item_id` + onePage + `)
)` + saying + `
 order by p.ahead desc, p.fresh desc, p.posted desc, p.item_id` + onePage

// Council is what is addressed to the council, as far as the asker reads there: nothing for an outsider. A regional office and
// the watch are councils too. A genre narrows it, read or unread, "" takes all: a page of it looks no further than a thousand
// updates back, for a rare kind in a large council would be looked for to its beginning.
func (f Feed) Council(slug string, genre Genre, dst *[]Row) db.Query {
	if genre != "" {
		return db.Many("feed of a council by kind", ofKind, dst, f.args(slug, genre)...)
	}
	return db.Many("feed of a council", f.sql(inOne), dst, f.args(slug)...)
}

// Sector is the latest about a sector that the asker may read, across councils: all that is addressed to its own councils, and
// among the newest 200 of every other circle what names the sector. Signed out it is what was published.
func (f Feed) Sector(slug string, dst *[]Row) db.Query {
	return db.Many("feed of a sector", mineHead+`
), page as materialized (
  select p.item_id, p.posted, bool_or(p.posted > p.read_to) as fresh
    from (select n.item_id, n.posted, m.read_to
            from mine m join circle k on k.id = m.circle_id join council_sector s on s.council_id = k.council_id and s.sector = $3
           cross join lateral (
                 select a.item_id, a.posted from audience a
                  where a.circle_id = m.circle_id and a.item_id = a.root_id
                    and a.posted <= $1 and (a.posted < $1 or a.item_id > $2)
                  order by a.posted desc, a.item_id`+onePage+`) n
          union all
          select n.item_id, n.posted, m.read_to
            from mine m cross join lateral (
                 select a.item_id, a.posted from audience a
                  where a.circle_id = m.circle_id and a.item_id = a.root_id
                  order by a.posted desc, a.item_id limit 200) n
           where n.posted <= $1 and (n.posted < $1 or n.item_id > $2)
             and (select true from item_sector x where x.item_id = n.item_id and x.sector = $3)) p
   group by p.item_id, p.posted
   order by p.posted desc, p.item_id`+onePage+`
)`+rows, dst, f.args(slug)...)
}

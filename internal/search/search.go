// Package search finds words in updates and replies.
//
// The text of an item is a vector of words, and so is its audience: each circle stands in it as one more word. A search asks for
// "one of my circles and this phrase" in a single index, so that a member of a small council pays neither for the large ones nor
// for words that are common there. The policies are asked all the same; the circles only spare work.
//
// A common word is found among the newest thousand without touching the index; only when those do not fill a page is the index
// asked. Both are one statement. It is planned for its words each time, since a plan for any words would scan everything.
package search

import (
	"strings"
	"time"

	"example.org/concord/internal/db"
	"example.org/concord/internal/item"
	"example.org/concord/internal/marking"
	"example.org/concord/internal/update"
)

// PerPage is how many results a page shows.
const PerPage = 20

// counted is where counting ends: a number beyond it helps nobody.
const counted = 100

// MaxWords is the longest search, in bytes.
const MaxWords = 500

// Replies is the kind of those who look for replies alone; every other kind is a genre.
const Replies = "reply"

// Terms are what is looked for.
type Terms struct {
	Words   string     // words, "a phrase", -not, or
	Kind    string     // a genre, Replies, or "" for all
	Council string     // slug of the council it was addressed to, "" for all
	From    *time.Time // posted on that day or later
	Until   *time.Time // posted before that moment
	After   *update.Key
}

// Results are one page of what was found, the newest first.
type Results struct {
	Hits     []Hit
	Unusable bool // there is no word in it that can be looked for
}

// Hit is an update or a reply in which the words stand.
type Hit struct {
	ID           item.ID
	RootID       item.ID
	Label        marking.Label
	Genre        update.Genre // "" of a reply
	Title        string       // of a reply: of the update it answers
	Council      string
	Slug         string
	Author       string
	Office       string
	Organization string
	Posted       time.Time
	Headline     string // words around the finding, marked; see Pieces
	Total        int    // found in all, counted to 101
	Complete     bool   // the Total is all there is; else there are more
}

// Key is where the list goes on after this hit.
func (h Hit) Key() update.Key { return update.Key{Posted: h.Posted, ID: h.ID} }

// Counts say how many there are: exact, or "more than n" where counting stopped.
func (r Results) Counts() (n int, exact bool) {
	if len(r.Hits) == 0 {
		return 0, true
	}
	h := r.Hits[0]
	return min(h.Total, counted), h.Complete && h.Total <= counted
}

// Queries find a page of results: up to one hit more than PerPage.
func (r *Results) Queries(t Terms) []db.Query {
	posted, id := time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC), item.ID{}
	if t.After != nil {
		posted, id = t.After.Posted, t.After.ID
	}
	return []db.Query{
		db.One("search circles", circlesSQL, &r.Unusable, t.Words, t.Council),
		db.Many("search", searchSQL, &r.Hits, t.Words, t.Council, posted, id, t.Kind, t.From, t.Until, counted+1, PerPage+1).Custom(),
	}
}

// circlesSQL leaves the asker's circles as a query of words where the next statement takes them for a constant. No circle is a word
// that stands nowhere: an empty query would find everything.
const circlesSQL = `
select case when set_config('app.circles', coalesce(string_agg(distinct '''#' || h.circle_id || '''', '|'), '''#'''), true) is not null
            then numnode(websearch_to_tsquery('english', $1)) = 0 end
  from app.holding h
 where h.capability = 'item.read' and ($2 = '' or h.council_id = (select id from council where slug = $2))`

const wanted = `(current_setting('app.circles')::tsquery && websearch_to_tsquery('english', $1))`

// latest is when the asker got an item last: one that was published after it was posted comes to some readers twice, and counts once.
const latest = `(select max(a.posted) from audience a where a.item_id = %.item_id and a.circle_id = any (array(select circle_id from mine)))`

// filters are what rows of n must meet beyond the words and the time.
var filters = `
     and n.posted = ` + of("n") + `
     and ($5 = '' or $5 = coalesce((select u.genre from sector_update u where u.item_id = n.item_id), '` + Replies + `'))`

func of(row string) string { return strings.ReplaceAll(latest, "%", row) }

var searchSQL = `
with mine as materialized (
  select distinct h.circle_id from app.holding h
   where h.capability = 'item.read' and ($2 = '' or h.council_id = (select id from council where slug = $2))
), newest as materialized (
  select n.item_id, max(n.posted) as posted
    from mine m cross join lateral (
         select a.item_id, a.posted from audience a
          where a.circle_id = m.circle_id and a.posted <= $3 and (a.posted < $3 or a.item_id > $4)
            and a.posted >= coalesce($6::timestamptz, '-infinity') and a.posted < coalesce($7::timestamptz, 'infinity')
          order by a.posted desc, a.item_id limit 1000) n
   group by n.item_id
   order by posted desc, n.item_id limit 1000
), near as materialized (
  select n.item_id, n.posted from newest n
   where numnode(websearch_to_tsquery('english', $1)) > 0
     and (select s.vector @@ ` + wanted + ` from search_part s where s.item_id = n.item_id and s.portion = 1)` + filters + `
   order by n.posted desc, n.item_id limit $8
), enough as materialized (
  select (select count(*) from near) >= $9 as filled, (select count(*) from newest) < 1000 as walked
), far as materialized (
  select n.item_id, n.posted
    from (select s.item_id, ` + of("s") + ` as posted
            from search_part s where s.vector @@ ` + wanted + ` and s.portion = 1) n
   where (select not filled and not walked from enough) and numnode(websearch_to_tsquery('english', $1)) > 0
     and n.posted <= $3 and (n.posted < $3 or n.item_id > $4)
     and n.posted >= coalesce($6::timestamptz, '-infinity') and n.posted < coalesce($7::timestamptz, 'infinity')` + filters + `
   order by n.posted desc, n.item_id limit $8
), hits as materialized (
  select item_id, posted from near where (select filled or walked from enough)
  union all
  select item_id, posted from far
), page as materialized (
  select item_id, posted, (select count(*)::int from hits) as total from hits order by posted desc, item_id limit $9
)
select i.id, i.root_id, i.label, coalesce(u.genre, '') as genre, coalesce(r.title, '') as title, c.short_name as council, c.slug,
       i.author_name as author, i.author_office as office, i.author_organization as organization, p.posted,
       ts_headline('english', left(v.body, 8000), websearch_to_tsquery('english', $1),
                   'StartSel=` + startHit + `, StopSel=` + stopHit + `, MaxWords=35, MinWords=20, MaxFragments=1') as headline,
       p.total, (select walked or not filled from enough) as complete
  from page p
  join item i on i.id = p.item_id
  join item_version v on v.item_id = i.id and v.number = i.current
  join council c on c.id = i.source_council_id
  left join sector_update u on u.item_id = i.id
  left join item root on root.id = i.root_id
  left join item_version r on r.item_id = root.id and r.number = root.current
 order by p.posted desc, p.item_id`

// Two characters of private use stand around the words found, until a page makes marks of them.
const startHit, stopHit = "\ue000", "\ue001"

// Piece is a part of a headline.
type Piece struct {
	Text string
	Hit  bool // one of the words looked for
}

// Pieces are the headline in parts.
func (h Hit) Pieces() []Piece {
	var all []Piece
	rest := strings.Join(strings.Fields(h.Headline), " ")
	for rest != "" {
		before, after, _ := strings.Cut(rest, startHit)
		if before != "" {
			all = append(all, Piece{Text: before})
		}
		hit, next, _ := strings.Cut(after, stopHit)
		if hit != "" {
			all = append(all, Piece{hit, true})
		}
		rest = next
	}
	return all
}

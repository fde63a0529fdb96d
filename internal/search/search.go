// Package search finds words in updates and replies.
//
// The text of an item is a vector of words, and so is its audience: each circle stands in it as one more word. A search asks for
// "one of my circles and this phrase" in a single index, so that a member of a small council pays neither for the large ones nor
// for words that are common there. The policies are asked all the same; the circles only spare work.
//
// Four statements travel in one batch and hand on what they know in settings of the transaction:
//
//	circles   who asks: the circles, as words              app.circles
//	newest    a common word stands among the newest         app.hits, app.search
//	          thousand, which costs no index
//	index     only where those do not fill a page; planned  app.hits
//	          for its words each time, since a plan for any
//	          words would scan everything
//	hits      what is shown of the first of them
package search

import (
	"html"
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
	Headline     string // words around the finding, marked and still escaped; see Pieces
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
	var walked, indexed []string
	return []db.Query{
		db.One("search circles", circlesSQL, &r.Unusable, t.Words, t.Council),
		db.Many("search newest", newestSQL, &walked, t.Words, t.Council, posted, id, t.Kind, t.From, t.Until, counted+1, PerPage+1),
		t.index(posted, id, &indexed),
		db.Many("search hits", hitsSQL, &r.Hits, t.Words, PerPage+1),
	}
}

// index asks for the kind only where one was chosen: this statement is planned each time, and what it does not say costs nothing.
func (t Terms) index(posted time.Time, id item.ID, dst *[]string) db.Query {
	if t.Kind == "" {
		return db.Many("search index", indexHead+indexTail, dst, t.Words, posted, id, t.From, t.Until, counted+1).Custom()
	}
	return db.Many("search index of a kind", indexHead+" and $7"+ofKind+indexTail, dst, t.Words, posted, id, t.From, t.Until, counted+1, t.Kind).Custom()
}

// circlesSQL leaves the asker's circles as a query of words where the next statements take them for a constant. No circle is a word
// that stands nowhere: an empty query would find everything.
const circlesSQL = `
select case when set_config('app.circles', coalesce(string_agg(distinct '''#' || h.circle_id || '''', '|'), '''#'''), true) is not null
            then numnode(websearch_to_tsquery('english', $1)) = 0 end
  from app.holding h
 where h.capability = 'item.read' and ($2 = '' or h.council_id = (select id from council where slug = $2))`

const (
	// wanted is what a vector must hold: one of the circles and the words.
	wanted = `(current_setting('app.circles')::tsquery && websearch_to_tsquery('english', $1))`

	// got is when the asker got an item: one that was published after it was posted comes to some readers twice, and counts once.
	got = `(select max(a.posted) from audience a where a.item_id = n.item_id and current_setting('app.circles') like '%#' || a.circle_id || '%')`

	// ofKind looks whether an item is of the kind in the parameter named before it; only updates have a genre.
	ofKind = ` = coalesce((select u.genre from sector_update u where u.item_id = n.item_id), '` + Replies + `')`
)

// newestSQL finds among the newest thousand and says how that ended: 'walked' when there is nothing older, 'filled' when they fill a
// page and more may follow, else 'index'.
const newestSQL = `
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
), matched as materialized (
  select n.item_id, n.posted from newest n
   where numnode(websearch_to_tsquery('english', $1)) > 0
     and (select s.vector @@ ` + wanted + ` from search_part s where s.item_id = n.item_id and s.portion = 1)
), near as materialized (
  select n.item_id, n.posted from matched n
   where n.posted = ` + got + ` and ($5 = '' or $5` + ofKind + `)
   order by n.posted desc, n.item_id limit $8
)
select set_config('app.hits', coalesce((select array_agg(item_id order by posted desc, item_id) from near), '{}')::text, true)
    || set_config('app.search', case when (select count(*) from newest) < 1000 then 'walked'
                                     when (select count(*) from near) >= $9 then 'filled' else 'index' end, true)`

const (
	indexHead = `
select set_config('app.hits', coalesce(array_agg(f.item_id order by f.posted desc, f.item_id), '{}')::text, true)
  from (select n.item_id, n.posted
          from (select n.item_id, ` + got + ` as posted
                  from search_part n where n.vector @@ ` + wanted + ` and n.portion = 1) n
         where n.posted <= $2 and (n.posted < $2 or n.item_id > $3)
           and n.posted >= coalesce($4::timestamptz, '-infinity') and n.posted < coalesce($5::timestamptz, 'infinity')`
	indexTail = `
         order by n.posted desc, n.item_id limit $6) f
 where current_setting('app.search') = 'index' and numnode(websearch_to_tsquery('english', $1)) > 0
having current_setting('app.search') = 'index'`
)

const hitsSQL = `
with hits as materialized (
  select h.item_id, h.place from unnest(current_setting('app.hits')::uuid[]) with ordinality h (item_id, place) where h.place <= $2
)
select i.id, i.root_id, i.label, coalesce(u.genre, '') as genre, coalesce(r.title, '') as title, c.short_name as council, c.slug,
       i.author_name as author, i.author_office as office, i.author_organization as organization,
       (select max(a.posted) from audience a where a.item_id = i.id and current_setting('app.circles') like '%#' || a.circle_id || '%') as posted,
       ts_headline('english', left(regexp_replace(v.html, '<[^>]*>', ' ', 'g'), 8000), websearch_to_tsquery('english', $1),
                   'StartSel=` + startHit + `, StopSel=` + stopHit + `, MaxWords=35, MinWords=20, MaxFragments=1') as headline,
       cardinality(current_setting('app.hits')::uuid[]) as total, current_setting('app.search') <> 'filled' as complete
  from hits h
  join item i on i.id = h.item_id
  join item_version v on v.item_id = i.id and v.number = i.current
  join council c on c.id = i.source_council_id
  left join sector_update u on u.item_id = i.id
  left join item root on root.id = i.root_id
  left join item_version r on r.item_id = root.id and r.number = root.current
 order by h.place`

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
	rest := html.UnescapeString(strings.Join(strings.Fields(h.Headline), " "))
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

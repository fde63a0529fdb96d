// Package search finds words in updates and replies.
//
// The text of an item is a vector of words, and so is who reads it, of what kind it is and in which week it was posted: '#circle',
// '=advisory', '@202647', words that no text can hold. A search, and the policy of the table, ask for "one of my circles and this
// phrase" in a single index, so that a member of a small council pays neither for the large ones nor for words that are common there.
//
// A common word would still find hundreds of thousands in a large council, all of which would have to be sorted. So the last two
// weeks are looked through first, and the rest only where they do not bring more than anybody counts.
package search

import (
	"context"
	"strconv"
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
	Unusable bool     // there is no word in it that can be looked for
	words    []string // the stems of the words looked for
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
	Text         string // what it says from its beginning, still escaped; see [Results.Pieces]
	Begun        bool   // nothing holds the very words: here some begin so
	Total        int    // found in all, counted to 101
}

// Key is where the list goes on after this hit.
func (h Hit) Key() update.Key { return update.Key{Posted: h.Posted, ID: h.ID} }

// Counts say how many there are: exact, or "more than n" where counting stopped.
func (r Results) Counts() (n int, exact bool) {
	if len(r.Hits) == 0 {
		return 0, true
	}
	h := r.Hits[0]
	return min(h.Total, counted), h.Total <= counted
}

// Queries find a page of results: up to one hit more than PerPage.
func (r *Results) Queries(t Terms) []db.Query {
	posted, id := time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC), item.ID{}
	if t.After != nil {
		posted, id = t.After.Posted, t.After.ID
	}
	return []db.Query{
		db.One("search words", `select numnode(app.asked($1)) = 0`, &r.Unusable, t.Words),
		db.Many("search lexemes", `select lexeme from unnest(to_tsvector('english', app.words(left($1, 500)))) order by lexeme`, &r.words, t.Words),
		db.Many("search", found, &r.Hits, t.Words, t.Council, t.Kind, posted, id, t.From, t.Until),
	}
}

const (
	// wanted puts the search together. Words of which none can be looked for find nothing, as does a council in which one reads
	// nothing. A first day narrows by weeks, unless they would be too many to name.
	wanted = `
with place as (
  select coalesce(string_agg(distinct '''#' || h.circle_id || '''', '|'), '''#''')::tsquery as circles
    from app.holding h where h.capability = 'item.read' and h.council_id = (select id from council where slug = $2)
), span as (
  select least($4::timestamptz, $7::timestamptz, app.now()) as last
), week as (
  select string_agg(format('''@%s''', to_char((last - n * interval '7 days') at time zone 'UTC', 'IYYYIW')), '|')
           filter (where n < 2)::tsquery as latest,
         string_agg(format('''@%s''', to_char((last - n * interval '7 days') at time zone 'UTC', 'IYYYIW')), '|')::tsquery as every
    from span cross join generate_series(0, case when $6 > last - interval '8 years' then 1 + extract(day from last - $6)::int / 7 else 1 end) n
), typed as materialized (
  select app.asked($1) as words, app.asked($1, true) as begun
), words as (
  select case when numnode(words) > 0 then words else '''#''' end as words, case when numnode(begun) > 0 then begun else '''#''' end as begun from typed
), asked as (
  select x.words && case when $2 = '' then x.words else circles end && case when $3 = '' then x.words else format('%L', '=' || $3)::tsquery end as words, x.begun
    from words cross join lateral (values (words, false), (begun, true)) x (words, begun) cross join place
), wanted as materialized (
  select words && latest as latest, case when $6 > last - interval '8 years' then words && every else words end as every, begun
    from asked cross join week cross join span
)`

	// matched begins the parts that differ in which of the two they ask for.
	matched = `select s.item_id, s.posted from search_part s
   where s.portion = 1 and s.posted <= $4 and (s.posted < $4 or s.item_id > $5)
     and s.posted >= coalesce($6, '-infinity') and s.posted < coalesce($7, 'infinity')`
	inOrder = ` order by s.posted desc, s.item_id`
)

var found = wanted + `, latest as materialized (
  ` + matched + ` and s.vector @@ (select latest from wanted where not begun)` + inOrder + db.Limit(counted+1) + `
), enough as materialized (
  select count(*) > ` + strconv.Itoa(counted) + ` as yes from latest
), said as materialized (
  select item_id, posted from latest where (select yes from enough)
  union all
  (` + matched + ` and s.vector @@ (select every from wanted where not begun) and not (select yes from enough)` + inOrder + db.Limit(counted+1) + `)
), found as materialized (
  select item_id, posted, false as begun from said
  union all
  (select item_id, posted, true from (` + matched + ` and s.vector @@ (select every from wanted where begun) and not exists (select from said)` + inOrder + db.Limit(counted+1) + `) b)
)
select i.id, i.root_id, i.label, coalesce(u.genre, '') as genre, coalesce(r.title, '') as title, c.short_name as council, c.slug,
       i.author_name as author, i.author_office as office, i.author_organization as organization, i.posted,
       left(regexp_replace(v.html, '<[^>]*>', ' ', 'g'), ` + textual + `) as text, h.begun,
       (select count(*)::int from found) as total
  from (select item_id, posted, begun from found order by posted desc, item_id` + db.Limit(PerPage+1) + `) h
  join item i on i.id = h.item_id
  join item_version v on v.item_id = i.id and v.number = i.current
  join council c on c.id = i.source_council_id
  left join sector_update u on u.item_id = i.id
  left join item root on root.id = i.root_id
  left join item_version r on r.item_id = root.id and r.number = root.current
 order by h.posted desc, h.item_id`

// ReadAnew makes the words of texts that an earlier release read, a few at a time: what it is in the midst of when the portal ends is
// read at the next turn.
func ReadAnew(ctx context.Context, worker *db.DB) error {
	for {
		var done int
		if err := worker.Write(ctx, db.Who{}, db.Once{}, db.One("search anew", `select app.search_anew(200)`, &done)); err != nil || done == 0 {
			return err
		}
	}
}

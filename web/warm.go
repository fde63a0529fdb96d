package web

import (
	"slices"

	"example.org/concord/internal/council"
	"example.org/concord/internal/db"
	"example.org/concord/internal/duty"
	"example.org/concord/internal/item"
	"example.org/concord/internal/renewal"
	"example.org/concord/internal/search"
	"example.org/concord/internal/update"
	"example.org/concord/web/page"
)

// Warm are the queries of the pages that are asked for most, for [db.Options.Warm]: PostgreSQL plans them before the first visitor of a
// new connection waits for it. What they find is thrown away.
func Warm() []db.Query {
	var (
		frame   page.Frame
		rows    []update.Row
		mine    []council.Mine
		duties  []duty.Duty
		needs   []int
		counts  council.Counts
		one     update.Update
		replies []update.Reply
		readers []item.Reader
		box     update.Box
		found   search.Results
		place   council.Council
		roster  council.Roster
		handed  []council.Succession
		coming  []renewal.Coming
		lapsed  []renewal.Lapsed
		over    []council.Umbrella
	)
	queries := append(frame.Queries(page.Visitor{SignedIn: true}), duty.Count(true, &needs), duty.Of(false, &duties), duty.Of(true, &duties), council.OfMine(&mine), update.Feed{}.Mine(&rows),
		update.Feed{}.Council("", "", &rows), council.CountsOf("", &counts), update.ByID(item.ID{}, &one), update.Replies(item.ID{}, nil, &replies),
		item.Readers(item.ID{}, &readers), council.BySlug("", &place), council.Successions("", &handed), renewal.ComingIn("", &coming), renewal.LapsedIn("", &lapsed),
		council.SelectingOver("", &over))
	return slices.Concat(queries, roster.Queries("", nil, nil), box.Queries(item.ID{}, item.ID{}, nil), found.Queries(search.Terms{}))
}

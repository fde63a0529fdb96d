package admin

import (
	"strconv"

	"example.org/concord/web/page"
)

// part is one kind of disorder: how many there are, and the worst of them.
type part struct {
	id, title, says string
	all             int
	rows            []mending
}

// mending is one row, with the verb that puts it right.
type mending struct{ href, title, why, verb string }

// worst is how many rows of a part the overview shows.
const worst = 3

// parts are the kinds of disorder of which there is any, those first that keep a council from its work.
func (o overview) parts() []part {
	barred := part{id: "suspended", title: "Suspended officers", says: "Their councils have nobody else in that office. Restore them, or ask the council whom it chooses.", rows: rowsOf(len(o.barred), func(i int) mending {
		b := o.barred[i]
		return mending{personURL(b.PersonID.UUID), b.Person + ", " + b.Office, b.Council + " · suspended since " + page.Date(b.Since.In(o.frame.Visitor.Instance.Zone)), "Show"}
	})}
	resets := part{id: "resets", title: "Second factors to reset", rows: rowsOf(len(o.resets), func(i int) mending {
		r := o.resets[i]
		return mending{"/admin/people/" + r.PersonID.String(), r.Name, "Asked for by " + r.AskedByName + ": " + r.Because, "Decide"}
	})}
	chairless := part{id: "chairless", title: "Councils without a chair on record", says: "Ask the council whom it chose, then hand its workspace over."}
	if o.only == chairless.id {
		chairless.rows = rowsOf(len(o.chairless), func(i int) mending {
			c := o.chairless[i]
			return mending{"/admin/councils/" + c.Slug + "#hand-over", c.Name, c.KindName, "Hand over"}
		})
	} else {
		chairless.rows = rowsOf(len(o.kinds), func(i int) mending {
			k := o.kinds[i]
			return mending{"/admin?all=chairless&kind=" + k.Kind, k.Plural, page.Count(k.Councils, "council", "councils"), "Show"}
		})
	}
	enroll := part{id: "enroll", title: "People who cannot sign in yet", rows: rowsOf(len(o.waiting), func(i int) mending {
		w := o.waiting[i]
		return mending{"/admin/people/" + w.ID.String(), w.Name, w.Organization + " · " + stateNames[w.State], inviteVerbs[w.State]}
	})}
	terms := part{id: "terms", title: "Terms that end within 60 days", rows: rowsOf(len(o.terms), func(i int) mending {
		t := o.terms[i]
		return mending{"/councils/" + t.CouncilSlug + "/roster", t.Person + ", " + t.Office, t.Council + " · to " + page.Last(t.Until), "Review"}
	})}
	if len(o.barred) > 0 {
		barred.all = o.barred[0].All
	}
	for _, k := range o.kinds {
		if o.kind == "" || o.kind == k.Kind {
			chairless.all += k.Councils
		}
	}
	if len(o.waiting) > 0 {
		enroll.all = o.waiting[0].All
	}
	if len(o.terms) > 0 {
		terms.all = o.terms[0].All
	}
	resets.all = len(o.resets)
	var some []part
	for _, p := range []part{barred, resets, enroll, terms, chairless} {
		if p.all > 0 && (o.only == "" || o.only == p.id) {
			some = append(some, p)
		}
	}
	return some
}

func rowsOf(n int, row func(int) mending) []mending {
	rows := make([]mending, n)
	for i := range rows {
		rows[i] = row(i)
	}
	return rows
}

// heading is what the part is called, with how many there are.
func (p part) heading() string { return p.title + ": " + strconv.Itoa(p.all) }

// shown are the rows of the page: the worst, or as many as there are where the part is shown whole.
func (o overview) shown(p part) []mending {
	if o.only == p.id || p.id == "chairless" { // which are counted by kind
		return p.rows
	}
	return p.rows[:min(worst, len(p.rows))]
}

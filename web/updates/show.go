package updates

import (
	"net/http"

	"example.org/concord/internal/db"
	"example.org/concord/internal/emergency"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/item"
	"example.org/concord/internal/update"
	"example.org/concord/web/page"
)

// thread is an update, the replies that the visitor reads, and the box to write one.
type thread struct {
	frame   page.Frame
	update  update.Update
	files   []update.Attachment
	replies []update.Reply
	readers []item.Reader
	box     update.Box
	next    string              // more replies
	given   []update.ReplyFile  // files of the replies
	draft   *update.Draft       // what the visitor began to reply
	kept    []update.Attachment // its files
	form    update.Fields       // the reply as it was typed
	posted  *update.Draft       // what another window had posted of it meanwhile
	window  string
	errs    fault.Invalid
	once    string

	asides    []update.Aside // who put the request aside, as far as the visitor is told
	owed      []string       // the visitor's organizations that were asked
	asideErrs fault.Invalid

	standing item.Thread // how the visitor stands to it
	answered item.ID     // what the reply answers: the update, or a reply to it that is quoted
	anyway   bool        // the reply goes although whom it answers does not see it
}

// Show is an update with its replies. Opening it leaves a trace: it counts as read, and where it is for named people the record of
// reads says so. A browser that only looks ahead leaves none.
func (s Site) Show(v page.Visitor, r *http.Request) (page.Answer, error) {
	t, err := s.thread(v, r)
	if err != nil {
		return page.Answer{}, err
	}
	if t.update.RootID != t.update.ID {
		var p item.Place
		err := s.DB.Read(r.Context(), v.Who, item.PlaceOf(t.update.ID, update.RepliesPerPage, &p))
		return page.Go(replyURL(p.Root, t.update.ID, p.Before, p.Prior), ""), err
	}
	t.form = t.suggested()
	t.resume()
	return page.Show(show(t)), nil
}

// thread reads everything that the page shows, in one trip.
func (s Site) thread(v page.Visitor, r *http.Request) (*thread, error) {
	id, err := updateOf(r)
	if err != nil {
		return nil, err
	}
	parts, err := page.ParseCursor(v.Query.Get("after"), 2)
	if err != nil {
		return nil, err
	}
	after, err := update.ParseKey(parts)
	if err != nil {
		return nil, err
	}
	t := &thread{once: page.NewKey(), window: page.NewKey(), answered: id}
	chosen := t.choices(v, r)
	queries := append(t.frame.Queries(v), update.ByID(id, &t.update), update.Attachments(id, &t.files),
		update.Replies(id, after, &t.replies), update.ReplyFiles(id, &t.given), item.Readers(id, &t.readers))
	if v.SignedIn {
		queries = append(append(queries, item.ThreadOf(id, update.RepliesPerPage, &t.standing), update.Asides(id, &t.asides), update.Owed(id, &t.owed)), t.box.Queries(id, t.answered, chosen)...)
		queries = append(queries, update.Begun(update.AboutReply(id), draftAsked(v), &t.draft), update.BegunFiles(update.AboutReply(id), draftAsked(v), &t.kept))
	}
	var trace []db.Query
	if v.SignedIn && v.Trace && r.Method == http.MethodGet {
		from := update.Key{}
		if after != nil {
			from = *after
		}
		trace = item.Opened(id, from.Posted, from.ID, update.RepliesPerPage)
	}
	err = s.look(v, r, id, trace, queries...)
	if len(t.replies) > update.RepliesPerPage {
		t.replies = t.replies[:update.RepliesPerPage]
		last := t.replies[update.RepliesPerPage-1]
		t.next = page.Cursor(update.Key{Posted: last.Posted, ID: last.ID}.Parts()...)
	}
	return t, err
}

// look reads a page about an update. Whoever is there under emergency access leaves a trace, however the page was asked for; others do
// where there is one to leave.
func (s Site) look(v page.Visitor, r *http.Request, id item.ID, trace []db.Query, queries ...db.Query) error {
	if !v.SignedIn {
		return s.DB.Read(r.Context(), v.Who, queries...)
	}
	return s.DB.Witness(r.Context(), v.Who, append(trace, emergency.Witness(id)), queries...)
}

// of are the circles of one item among those of a thread.
func of(id item.ID, readers []item.Reader) []item.Reader {
	var all []item.Reader
	for _, r := range readers {
		if r.ItemID == id {
			all = append(all, r)
		}
	}
	return all
}

package updates

import (
	"net/http"

	"example.org/concord/internal/item"
	"example.org/concord/internal/reason"
	"example.org/concord/internal/update"
	"example.org/concord/web/page"
)

// Readers says who can see an update and those of its replies that the visitor reads, and of what is for named people who opened it.
func (s Site) Readers(v page.Visitor, r *http.Request) (page.Answer, error) {
	id, err := updateOf(r)
	if err != nil {
		return page.Answer{}, err
	}
	var a audience
	err = s.look(v, r, id, nil, append(a.frame.Queries(v),
		update.ByID(id, &a.update), item.Readers(id, &a.readers), item.ReaderNames(id, &a.names), update.Replies(id, nil, &a.replies), item.Openings(id, &a.openings), reason.OfItem(id, &a.why))...)
	return page.Show(audiencePage(a)), err
}

// audience is who can see a thread.
type audience struct {
	frame    page.Frame
	update   update.Update
	readers  []item.Reader
	names    []item.NamedReader // whom rosters that the visitor sees name
	replies  []update.Reply
	openings []item.Opening
	why      []reason.Reason
}

// unnamed is how many more read the update, and 0 where that is not known.
func (a audience) unnamed() int {
	all := of(a.update.ID, a.readers)
	if len(all) == 0 || all[0].Everybody > 1000 {
		return 0
	}
	return max(0, all[0].Everybody-len(a.names))
}

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
		update.ByID(id, &a.update), item.Readers(id, &a.readers), update.Replies(id, nil, &a.replies), item.Openings(id, &a.openings), reason.OfItem(id, &a.why))...)
	return page.Show(audiencePage(a)), err
}

// audience is who can see a thread.
type audience struct {
	frame    page.Frame
	update   update.Update
	readers  []item.Reader
	replies  []update.Reply
	openings []item.Opening
	why      []reason.Reason
}

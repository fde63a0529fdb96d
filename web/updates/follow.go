package updates

import (
	"net/http"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/item"
	"example.org/concord/web/page"
)

// Follow has the visitor hear of new replies, or of none any more.
func (s Site) Follow(v page.Visitor, r *http.Request) (page.Answer, error) {
	id, err := updateOf(r)
	if err != nil {
		return page.Answer{}, err
	}
	muted, says := false, "You follow this. New replies come to you."
	switch r.PostFormValue("act") {
	case "follow":
	case "mute":
		muted, says = true, "Muted. New replies neither come to you nor count as unread."
	default:
		return page.Answer{}, fault.Invalid{{Message: "Choose whether to follow this or to mute it."}}
	}
	err = s.DB.Write(r.Context(), v.Who, db.Once{}, item.Follow(id, muted))
	return page.Go(urlOf(id, "#replies"), says), err
}

// news says how many replies are new to whoever was there before.
func (t *thread) news() string {
	if !t.standing.Seen || t.standing.Muted || t.standing.New == 0 {
		return ""
	}
	if t.standing.New >= 100 {
		return "100+ new replies"
	}
	return page.Count(t.standing.New, "new reply", "new replies")
}

// first is where the first new reply stands.
func (t *thread) first() string {
	return replyURL(t.update.ID, *t.standing.First, t.standing.Before, t.standing.Prior)
}

// follows says whether new replies come to the visitor, and why.
func (t *thread) follows() string {
	switch {
	case t.standing.Muted:
		return "Muted: new replies do not come to you."
	case t.standing.Follows:
		return "You follow this: new replies come to you."
	}
	return "New replies do not come to you by mail."
}

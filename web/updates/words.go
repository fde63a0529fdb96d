package updates

import (
	"fmt"

	"example.org/concord/internal/item"
	"example.org/concord/internal/update"
	"example.org/concord/web/page"
)

// count heads the replies.
func (t *thread) count() string {
	switch {
	case t.next != "" || t.frame.Visitor.Query.Get("after") != "":
		return "Replies"
	case len(t.replies) == 0:
		return "No replies yet"
	}
	return page.Count(len(t.replies), "reply", "replies")
}

// counts says of a request whether the visitor's reply is the answer of an organization: of who speaks for its seat it is.
func (t *thread) counts() string {
	if t.update.AnswerBy == nil {
		return ""
	}
	asker, _ := t.box.Seen(t.box.Proposed())
	for _, v := range t.box.Voices {
		switch {
		case v.Speaks && !asker:
			return "You speak for the seat of " + v.Organization + ", but who asked would not see your reply: it is not its answer."
		case v.Speaks:
			return "You speak for the seat of " + v.Organization + ": your reply is its answer."
		case v.Seat && v.Speaker != "":
			return v.Speaker + " speaks for the seat of " + v.Organization + ": your reply is not its answer."
		case v.Seat:
			return "Nobody speaks for the seat of " + v.Organization + " now: your reply is not its answer."
		}
	}
	return ""
}

// times says how often.
func times(n int) string {
	switch n {
	case 1:
		return "once"
	case 2:
		return "twice"
	}
	return fmt.Sprintf("%d times", n)
}

// relayed is who said it first, and how they marked it.
func relayed(source, marked string) string {
	switch {
	case marked == "":
		return source
	case source == "":
		return "marked " + marked
	}
	return source + ", marked " + marked
}

// published is since when everyone reads it, and who saw to that.
func published(u update.Update) string {
	if u.PublishedBy == "" {
		return "Anyone can read this since " + page.Date(*u.Published)
	}
	return "Anyone can read this since " + page.Date(*u.Published) + ", by " + u.PublishedBy
}

// size is a file's, as people read it.
func size(bytes int64) string {
	switch {
	case bytes < 1000:
		return page.Count(int(bytes), "byte", "bytes")
	case bytes < 1_000_000:
		return fmt.Sprintf("%d kB", (bytes+500)/1000)
	}
	return fmt.Sprintf("%.1f MB", float64(bytes)/1_000_000)
}

// voices are the appointments one can speak in, as choices.
func voices(all []item.Voice) []page.Option {
	options := make([]page.Option, len(all))
	for i, v := range all {
		options[i] = page.Option{Value: v.ID.String(), Label: v.Name()}
	}
	return options
}

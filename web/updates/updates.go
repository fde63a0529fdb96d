// Package updates is where sector updates are read, answered and written: an update with its replies, who can see it, its versions,
// and the way from a draft over its review to the post. It is the slice to copy: one file for each thing a visitor does, the page
// beside it.
package updates

import (
	"net/http"
	"strings"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"

	"example.org/concord/internal/blob"
	"example.org/concord/internal/db"
	"example.org/concord/internal/item"
	"example.org/concord/internal/marking"
	"example.org/concord/internal/update"
	"example.org/concord/web/page"
)

// Site serves updates.
type Site struct {
	DB    *db.DB
	Blobs blob.Store
}

func updateOf(r *http.Request) (item.ID, error) { return item.ParseID(chi.URLParam(r, "update")) }

func draftOf(r *http.Request) (update.DraftID, error) {
	return update.ParseDraftID(chi.URLParam(r, "draft"))
}

// keyed is the name of what a form makes: of the form's own key and of who sends it, so that a form sent twice names the same thing, and one
// with another's key something else.
func keyed(v page.Visitor, r *http.Request) item.ID {
	key, err := uuid.Parse(r.PostFormValue("once"))
	if err != nil {
		return item.NewID()
	}
	return item.ID{UUID: uuid.NewSHA1(key, []byte(v.Who.Handle))}
}

func urlOf(id item.ID, rest string) string { return "/updates/" + id.String() + rest }

// replyURL is where a reply stands on its page, which begins after that reply, posted then; nil on the first page.
func replyURL(root, reply item.ID, before *time.Time, prior *item.ID) string {
	at := "#reply-" + reply.String()
	if before != nil && prior != nil {
		at = "?after=" + page.Cursor(update.Key{Posted: *before, ID: *prior}.Parts()...) + at
	}
	return urlOf(root, at)
}

func draftURL(id update.DraftID, rest string) string { return "/drafts/" + id.String() + rest }

// crumbs lead from the council that released an update to this page about it.
func crumbs(u update.Update, last string) []page.Crumb {
	return []page.Crumb{{Name: "Councils", Href: "/councils"}, {Name: u.Council, Href: "/councils/" + u.Slug}, {Name: titleOf(u), Href: urlOf(u.RootID, "")}, {Name: last}}
}

// titleOf is what an update is called where its title may be gone.
func titleOf(u update.Update) string {
	switch {
	case u.Title != "":
		return u.Title
	case u.Withdrawn != nil:
		return "Withdrawn update"
	}
	return "Reply by " + u.Author
}

// seenBy says who reads something, in one phrase: "41 people in Water SCC", or where circles overlap each person once: "51 people: Water SCC
// and Water joint room". The author's own circle, which is there so that he sees what he sends elsewhere, is not told beside others.
func seenBy(readers []item.Reader, author string) string {
	var parts, names []string
	named := 0
	for _, r := range readers {
		switch {
		case r.Kind == marking.Public:
			return "everyone, signed in or not"
		case r.Kind == marking.Person:
			if named++; r.Person == nil || *r.Person != author {
				names = append(names, r.Name())
			}
		case r.Kind == marking.Seated:
			parts = append(parts, "on seats in "+r.Council)
		default:
			parts = append(parts, "in "+r.Council)
		}
	}
	switch {
	case len(parts) == 0:
		return page.Count(named, "named person", "named people")
	case len(parts) == 1 && len(names) == 0:
		return item.CountPeople(readers[0].Everybody) + " " + parts[0]
	}
	for n, p := range parts {
		parts[n] = strings.TrimPrefix(p, "in ")
	}
	return item.CountPeople(readers[0].Everybody) + ": " + list(append(parts, names...))
}

// either joins as people do where one is enough: "a", "a or b", "a, b or c".
func either(parts []string) string {
	if len(parts) < 2 {
		return strings.Join(parts, "")
	}
	return strings.Join(parts[:len(parts)-1], ", ") + " or " + parts[len(parts)-1]
}

// list joins as people do: "a", "a and b", "a, b and c".
func list(parts []string) string {
	if len(parts) < 2 {
		return strings.Join(parts, "")
	}
	return strings.Join(parts[:len(parts)-1], ", ") + " and " + parts[len(parts)-1]
}

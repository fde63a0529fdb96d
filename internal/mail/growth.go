package mail

import (
	"context"
	"fmt"
	"strings"
	"time"

	"example.org/concord/internal/db"
)

// growth tells an owner that others came to read items than those whom their authors confirmed. It names no title.
func (s Sender) growth(ctx context.Context, i Intent) (*Letter, error) {
	var to *struct {
		Name, Email, Cause, ByName string
		Items                      int
		At                         time.Time
		Councils, Offices, People  []string
	}
	if err := s.DB.Read(ctx, db.Who{}, db.Maybe("growth to tell", `select name, email, items, cause, by_name, at, councils, offices, people from app.growth_letter($1, $2)`,
		&to, i.Object, i.Person)); err != nil || to == nil {
		return nil, err
	}
	posts := "1 of your posts"
	if to.Items > 1 {
		posts = fmt.Sprintf("%d of your posts", to.Items)
	}
	by := "changed the structure of the councils"
	if to.ByName != "" {
		by = to.ByName + " " + by
	} else {
		by = "the portal " + by
	}
	who := "People of " + some(to.Councils) + " (" + some(to.Offices) + ")"
	if len(to.People) > 0 {
		who = some(to.People) + ", " + some(to.Offices) + " of " + some(to.Councils) + ","
	}
	w := words{
		Name: s.Name, Title: "More people can read what you posted",
		Lines: []string{
			"On " + to.At.In(s.Zone).Format("Monday, January 2, 3:04 PM MST") + " " + by + ". " + who + " came to read " + posts + ". They were not among those whom you confirmed.",
			"You can let it be, or hold the posts: held, none of them reads these until you decide otherwise.",
		},
		Verb: "See who, and decide", Link: s.Address + "/reach/" + i.Object.String(),
		Why: "You get this because you posted there, or answer for what was. Notices of this kind cannot be switched off.",
	}
	return w.letter(to.Name, to.Email, s.Name+": more people can read what you posted", "")
}

// some are the first few of the names.
func some(names []string) string {
	const most = 4
	if len(names) > most+1 {
		return strings.Join(names[:most], ", ") + fmt.Sprintf(" and %d more", len(names)-most)
	}
	return strings.Join(names, ", ")
}

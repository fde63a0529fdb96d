package mail

import (
	"context"
	"html/template"
	"strings"
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/item"
	"example.org/concord/internal/marking"
	"example.org/concord/internal/update"
)

// read is an item as its reader may read it now. Title and text are empty where no mail may hold them.
type read struct {
	Reader, Email                string
	Kind                         string
	Label                        marking.Label
	Root                         uuid.UUID
	Council, Slug                string
	Author, Office, Organization string
	Genre                        update.Genre
	AnswerBy                     *time.Time
	Title, Body, HTML            string
}

// open are the labels whose title and text a mail may hold.
func open() (labels []string) {
	for _, l := range marking.Labels() {
		if l.Mail() == marking.MailEverything {
			labels = append(labels, string(l))
		}
	}
	return labels
}

// item writes the letter of an update or a reply, asked for as its reader. What everybody may read is no reason to be mailed: it takes a
// circle that one stands in.
func (s Sender) item(ctx context.Context, i Intent) (*Letter, error) {
	var r *read
	err := s.DB.Read(ctx, db.Who{Person: i.Person}, db.Maybe("item to mail", `
select w.name as reader, c.email, i.kind, i.label, i.root_id as root, k.short_name as council, k.slug, i.author_name as author, i.author_office as office,
       i.author_organization as organization, coalesce(u.genre, '') as genre, u.answer_by,
       case when i.label = any ($2) then coalesce(o.title, '') else '' end as title,
       case when i.label = any ($2) then v.body else '' end as body, case when i.label = any ($2) then v.html else '' end as html
  from item i
  join item_version v on v.item_id = i.id and v.number = i.current
  join council k on k.id = i.source_council_id
  join app.who w on true
  join app.my_account c on c.person_id = w.person_id
  left join sector_update u on u.item_id = i.id
  left join item r on r.id = i.root_id
  left join item_version o on o.item_id = r.id and o.number = r.current
  left join mail_preference f on f.person_id = w.person_id
 where i.id = $1 and i.withdrawn is null and coalesce(f.updates, 'each') <> 'none'
   and (i.kind <> 'reply' or (select n.muted from thread_follow n where n.item_id = i.root_id limit 1) is not true)
   and (select true from audience a where a.item_id = i.id and a.circle_kind <> 'public' limit 1)`, &r, i.Object, open()))
	if err != nil || r == nil {
		return nil, err
	}
	w := words{
		Name: s.Name, Label: r.Label, Sentence: r.Label.Sentence(), Color: r.Label.Color(), Title: "New " + r.kind() + " in " + r.Council,
		Verb: "Read it in " + s.Name, Link: s.Address + "/updates/" + i.Object.String(),
		Why:         "You get this because you read it as a member of " + r.Council + " or of a circle that it is addressed to.",
		Preferences: s.preferences(),
	}
	number := item.ID{UUID: r.Root}.Number()
	about := r.Council + ": new " + r.kind() + " " + number
	if r.Kind == "reply" {
		w.Link += "#reply-" + i.Object.String() // its own address leads to the page where it stands
		about = r.Council + ": new reply to " + number
	}
	if r.Label.Mail() == marking.MailWaits {
		w.Title = "Something waits for you in " + r.Council
		w.Lines = []string{"It is addressed to people by name. Sign in to read it."}
		about = r.Council + ": something waits for you, " + number
	} else {
		w.Lines = []string{"By " + r.Author + ", " + r.Office + ", " + r.Organization + "."}
		if r.AnswerBy != nil {
			w.Lines = append(w.Lines, "An answer is asked for by "+r.AnswerBy.Format("January 2, 2006")+".")
		}
	}
	switch r.Label.Mail() {
	case marking.MailNoTitle:
		w.Lines = append(w.Lines, "Under its label the title and the text stay in the portal: sign in to read them.")
	case marking.MailEverything:
		if stands, err := s.textLeaves(ctx, i); err != nil || !stands {
			return nil, err
		}
		w.Title, w.Body, w.HTML = r.Title, r.Body, template.HTML(r.HTML) // sanitized when it was written; no image is in it
		if r.Kind == "reply" {
			w.Title = "Reply to: " + r.Title
		}
		about = r.Council + ": " + w.Title
	}
	l, err := w.letter(r.Reader, r.Email, "["+string(r.Label)+"] "+about, r.Slug+"."+s.host())
	if err == nil && r.Root != i.Object {
		root := i
		root.Object = r.Root
		l.Answers = root.id(s.host()) // the mail that told the same reader of the update
	}
	return l, err
}

// kind of item, inside a sentence.
func (r read) kind() string {
	if r.Kind == "reply" {
		return "reply"
	}
	return strings.ToLower(r.Genre.Name())
}

func (s Sender) preferences() string { return s.Address + "/account#mail" }

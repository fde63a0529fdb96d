package updates

import (
	"errors"
	"net/http"
	"slices"
	"strings"

	"github.com/google/uuid"

	"example.org/concord/internal/fault"
	"example.org/concord/internal/item"
	"example.org/concord/internal/marking"
	"example.org/concord/internal/update"
	"example.org/concord/web/page"
)

// choices reads what is answered, and the circles that a form chose; nil where none was sent.
func (t *thread) choices(v page.Visitor, r *http.Request) []item.CircleID {
	answered := v.Query.Get("quote")
	var chosen []item.CircleID
	if r.Method == http.MethodPost {
		answered = r.PostFormValue("answered")
		chosen = []item.CircleID{}
		for _, s := range r.PostForm["circles"] {
			if id, err := uuid.Parse(s); err == nil {
				chosen = append(chosen, item.CircleID{UUID: id})
			}
		}
	}
	if id, err := item.ParseID(answered); err == nil {
		t.answered = id
	}
	return chosen
}

// suggested is the reply box before anything was typed, with what is quoted in it.
func (t *thread) suggested() update.Fields {
	f := update.Fields{}
	chosen := t.box.Proposed()
	for _, id := range chosen {
		f.Circles = append(f.Circles, id.String())
	}
	if v, ok := t.box.Voice(chosen); ok {
		f.As = v.ID.String()
	}
	author, body := "", ""
	if t.frame.Visitor.Query.Get("quote") == t.update.ID.String() {
		author, body = t.update.Author, t.update.Body
	}
	if r := t.quoted(); r != nil {
		author, body = r.Author, r.Body
	}
	if body != "" {
		f.Body = author + " wrote:\n\n> " + strings.ReplaceAll(strings.TrimSpace(body), "\n", "\n> ") + "\n\n"
	}
	return f
}

// quoted is the reply that is answered; nil where the update itself is.
func (t *thread) quoted() *update.Reply {
	for n := range t.replies {
		if t.replies[n].ID == t.answered {
			return &t.replies[n]
		}
	}
	return nil
}

// answers says whether there is a reply box.
func (t *thread) answers() bool {
	return t.update.Withdrawn == nil && len(t.box.Voices) > 0 && len(t.box.Open) > 0
}

// addressee is somebody whom a reply answers.
type addressee struct {
	name, because string
	seen          bool
}

// addressees are whom a reply to those circles answers, but for oneself: of a request whoever asked, and whoever wrote what is answered.
func (t *thread) addressees(circles []item.CircleID) []addressee {
	asker, answered := t.box.Seen(circles)
	var all []addressee
	request, quoted := t.update.AnswerBy != nil, t.quoted()
	switch {
	case t.update.Mine:
	case request:
		all = append(all, addressee{t.update.Author, "who asked", asker})
	case quoted == nil:
		all = append(all, addressee{t.update.Author, "who posted this", asker})
	}
	if quoted != nil && !quoted.Mine && !(request && quoted.AuthorID == t.update.AuthorID) {
		all = append(all, addressee{quoted.Author, "whom you answer", answered})
	}
	return all
}

// missed are those addressees who would not see the reply.
func (t *thread) missed(circles []item.CircleID) []addressee {
	return slices.DeleteFunc(t.addressees(circles), func(a addressee) bool { return a.seen })
}

// reach says whom the reply will be visible to: "Water SCC and Water GCC: 47 people, 6 of them government."; "" where nobody is chosen.
func (t *thread) reach() string {
	var names []string
	people := false
	for _, a := range t.box.Open {
		if slices.Contains(t.form.Circles, a.CircleID.String()) {
			names, people = append(names, a.Name()), people || a.Kind != marking.Person
		}
	}
	if len(names) == 0 || !people {
		return list(names)
	}
	all := t.box.Open[0]
	return list(names) + ": " + item.CountPeople(all.AllPeople) + ", " + some(all.AllGovernment, "none") + " of them government"
}

// reaches says of those circles whom of those answered the reply reaches, and whom not: a sentence each.
func (t *thread) reaches(circles []item.CircleID) string {
	var said []string
	for _, a := range t.addressees(circles) {
		switch {
		case a.seen && a.because == "who asked":
			said = append(said, "It reaches who asked.")
		case a.seen:
			said = append(said, "It reaches "+a.name+", "+a.because+".")
		}
	}
	return strings.Join(append(said, t.told(t.missed(circles))...), " ")
}

// told says who does not see a reply, and what follows.
func (t *thread) told(missed []addressee) []string {
	var said []string
	for _, a := range missed {
		s := a.name + ", " + a.because + ", does not see it"
		if a.because == "who asked" {
			s += ", and it counts as nobody's answer"
		}
		said = append(said, s+".")
	}
	return said
}

// unseen says before a reply is posted whom of those answered it misses, and which of the audiences hold them.
func (t *thread) unseen(missed []addressee) string {
	var names, ways []string
	for _, a := range missed {
		names = append(names, a.name+", "+a.because)
	}
	for _, a := range t.box.Open {
		asked := slices.ContainsFunc(missed, func(m addressee) bool {
			return m.because != "whom you answer" && a.Asker || m.because == "whom you answer" && a.Answered
		})
		if asked {
			ways = append(ways, a.Name())
		}
	}
	verb := " does"
	if len(names) > 1 {
		verb = " do"
	}
	return "Nothing is posted yet. " + list(names) + "," + verb + " not see what goes to this audience. Choose also " + either(ways) + ", or say below that it is meant so."
}

// notes says beside a circle that it can be chosen for whom is answered.
func (t *thread) notes(a item.Answerable) string {
	switch {
	case t.update.Mine || !a.Asker:
		return ""
	case t.update.AnswerBy != nil:
		return "reaches who asked"
	}
	return "reaches " + t.update.Author
}

// MayReply asks whether the visitor sees what is answered, before any of what was sent is read.
func (s Site) MayReply(v page.Visitor, r *http.Request) error {
	id, err := updateOf(r)
	if err != nil {
		return err
	}
	var u update.Update
	return s.DB.Read(r.Context(), v.Who, update.ByID(id, &u))
}

// respond posts the answer, with the files of its draft and those that came with the form.
func (s Site) respond(v page.Visitor, r *http.Request, t *thread) (page.Answer, error) {
	answer, err := t.box.Answer(t.update, t.form.As, t.form.Body, t.form.Circles)
	answer.ID, answer.Draft = keyed(v, r), t.draft.ID
	missed := t.missed(answer.Circles)
	if err == nil && len(missed) > 0 && !t.anyway {
		err = fault.Invalid{{Name: "circles", Message: t.unseen(missed)}}
	}
	place := urlOf(t.update.ID, "#reply-"+answer.ID.String())
	answer.Place = place
	if err == nil {
		answer.Files, err = s.receive(v, r, update.MaxFiles-len(t.kept))
	}
	if err == nil {
		err = s.DB.Write(r.Context(), v.Who, page.Once(r, place), update.Respond(answer)...)
	}
	switch {
	case errors.As(err, &t.errs):
		return page.Again(show(t), err), nil
	case errors.Is(err, fault.Denied):
		if again, told := s.postedAlready(v, r, t); told == nil {
			return again, nil
		}
	}
	return page.Go(place, strings.Join(append([]string{"Your reply is posted."}, t.told(missed)...), " ")), err
}

// namesOf are the names of addressees.
func namesOf(all []addressee) []string {
	names := make([]string, len(all))
	for n, a := range all {
		names[n] = a.name
	}
	return names
}

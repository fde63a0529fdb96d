package updates

import (
	"errors"
	"net/http"
	"strings"

	"example.org/concord/internal/fault"
	"example.org/concord/internal/update"
	"example.org/concord/web/page"
)

// draftAsked is the draft that the address names among several, none where it names none.
func draftAsked(v page.Visitor) update.DraftID {
	id, err := update.ParseDraftID(v.Query.Get("draft"))
	if err != nil {
		return update.DraftID{}
	}
	return id
}

// resume puts into the reply box what its author began to write, behind it what is to be quoted now. A box without a draft gets the name of
// one, which comes into being when it is first saved.
func (t *thread) resume() {
	if t.draft == nil {
		t.draft = &update.Draft{ID: update.NewDraftID()}
	} else {
		quoted := t.form.Body
		t.form = t.draft.Fields
		if quoted != "" && !strings.Contains(t.form.Body, strings.TrimSpace(quoted)) {
			t.form.Body = strings.TrimSpace(t.form.Body+"\n\n"+quoted) + "\n\n"
		}
	}
	t.draft.About = update.AboutReply(t.update.ID)
}

// Reply does what the pressed button of the reply box says: post the answer, save it as a draft, attach or detach a file.
func (s Site) Reply(v page.Visitor, r *http.Request) (page.Answer, error) {
	t, err := s.thread(v, r)
	if err != nil {
		return page.Answer{}, err
	}
	t.form, t.window, t.anyway = fieldsOf(r), windowOf(r), r.PostFormValue("unseen") != ""
	t.form.Title = ""
	id, err := update.ParseDraftID(r.PostFormValue("draft"))
	if err != nil {
		id = update.NewDraftID()
	}
	if t.draft == nil || t.draft.ID != id { // the files are those of the draft in this window
		t.draft, t.kept = &update.Draft{ID: id}, nil
	}
	t.draft.Version, t.draft.About = shownVersion(r), update.AboutReply(t.update.ID)
	switch {
	case t.update.RootID == t.update.ID && t.update.Withdrawn != nil:
		return page.Again(show(t), goneMeanwhile), nil
	case t.update.RootID != t.update.ID || !t.answers():
		return page.Answer{}, fault.Denied
	}
	then, file, _ := strings.Cut(r.PostFormValue("then"), ":")
	if t.errs = pressed(nil, then, "reply", "draft", "attach", "detach"); len(t.errs) > 0 {
		return page.Again(show(t), t.errs), nil
	}
	if then != "" && then != "reply" {
		return s.saveReply(v, r, t, file)
	}
	return s.respond(v, r, t)
}

// saveReply keeps the reply as a draft, with the files that came and without the one to be taken away.
func (s Site) saveReply(v page.Visitor, r *http.Request, t *thread, detach string) (page.Answer, error) {
	if unkept := t.form.Unkept(); len(unkept) > 0 {
		t.errs = unkept
		return page.Again(show(t), unkept), nil
	}
	saved, err := saving(r, t.draft.ID, t.draft.About, t.form).Save(r.Context(), s.DB, v.Who)
	switch {
	case err != nil:
		return page.Answer{}, err
	case saved.Posted != nil:
		return s.postedAlready(v, r, t)
	}
	t.draft.ID, t.draft.Version = saved.ID, saved.Version
	err = s.keepFiles(v, r, saved.ID, detach, len(t.kept))
	switch {
	case errors.As(err, &t.errs):
		return page.Again(show(t), err), nil
	case err == nil && saved.Beside != nil:
		return page.Go(draftURL(saved.ID, "/beside"), ""), nil
	}
	return page.Go(urlOf(t.update.ID, "?draft="+saved.ID.String()+"#reply"), "Your reply is saved as a draft. Only you can see it."), err
}

// postedAlready shows the thread to a window whose draft another one had posted: nothing is posted twice, and what was typed is still there,
// to be sent as another reply.
func (s Site) postedAlready(v page.Visitor, r *http.Request, t *thread) (page.Answer, error) {
	var was update.Draft
	if err := s.DB.Read(r.Context(), v.Who, update.DraftByID(t.draft.ID, &was)); err != nil {
		return page.Answer{}, err
	}
	if was.Led == "" {
		return page.Answer{}, fault.Denied
	}
	t.posted, t.kept = &was, nil
	t.draft = &update.Draft{ID: update.NewDraftID(), About: t.draft.About}
	return page.Again(show(t), fault.Conflict{Message: "Posted in another window."}), nil
}

// filesOf are those of one reply.
func (t *thread) filesOf(r update.Reply) []update.Attachment {
	var all []update.Attachment
	for _, f := range t.given {
		if f.ItemID == r.ID {
			all = append(all, f.Attachment)
		}
	}
	return all
}

package updates

import (
	"errors"
	"net/http"
	"slices"
	"time"

	"example.org/concord/internal/fault"
	"example.org/concord/internal/update"
	"example.org/concord/web/page"
)

// revision is the page on which a text is changed.
type revision struct {
	frame   page.Frame
	update  update.Update // as it stands now
	files   []update.Attachment
	offer   update.Offer
	base    int // the version that was begun from
	fields  update.Fields
	errs    fault.Invalid
	changed string // that somebody was faster
	once    string
	draft   *update.Draft // in which it is written
	window  string
	resumed bool // it was begun earlier
}

func (s Site) revision(v page.Visitor, r *http.Request) (*revision, error) {
	id, err := updateOf(r)
	if err != nil {
		return nil, err
	}
	e := &revision{once: page.NewKey(), window: windowOf(r)}
	queries := append(e.frame.Queries(v), update.ByID(id, &e.update), update.Attachments(id, &e.files), update.Begun(update.AboutEdit(id), draftAsked(v), &e.draft))
	queries = append(append(queries, e.offer.Subjects(id)...), update.SubjectsOf(id, &e.fields.Sectors, &e.fields.States)...)
	if err := s.DB.Read(r.Context(), v.Who, queries...); err != nil {
		return nil, err
	}
	if !e.update.Mine {
		return nil, fault.Denied
	}
	e.base = e.update.Number
	return e, nil
}

func (e *revision) reply() bool { return e.update.RootID != e.update.ID }

// back is where the text is shown.
func (e *revision) back() string { return (&act{update: e.update}).back() }

// AskEdit shows the text to change.
func (s Site) AskEdit(v page.Visitor, r *http.Request) (page.Answer, error) {
	e, err := s.revision(v, r)
	if err != nil {
		return page.Answer{}, err
	}
	u := e.update
	if u.Withdrawn != nil {
		return page.Answer{}, fault.Denied
	}
	e.fields = update.Fields{Title: u.Title, Body: u.Body, AnswerBy: iso(u.AnswerBy), ValidUntil: iso(u.ValidUntil), Source: u.Source, SourceMarking: u.SourceMarking,
		Sectors: e.fields.Sectors, States: e.fields.States}
	e.resume()
	return page.Show(edit(e)), nil
}

// resume goes on with what the author began to change and did not save; else with a draft that comes into being when it is first saved.
func (e *revision) resume() {
	if e.resumed = e.draft != nil; !e.resumed {
		e.draft = &update.Draft{ID: update.NewDraftID(), About: update.AboutEdit(e.update.ID)}
		return
	}
	e.fields = e.draft.Fields
	if e.fields.Base < e.base {
		e.changed = "Another version was saved since you began this one. Nothing of yours is lost: compare, then save."
	}
}

// written takes the draft that the form stands for.
func (e *revision) written(r *http.Request) {
	id, err := update.ParseDraftID(r.PostFormValue("draft"))
	if err != nil {
		id = update.NewDraftID()
	}
	e.draft = &update.Draft{ID: id, Version: shownVersion(r), About: update.AboutEdit(e.update.ID)}
}

// MayEdit asks whether the text is the visitor's to change, before any of what was sent is read.
func (s Site) MayEdit(v page.Visitor, r *http.Request) error {
	_, err := s.revision(v, r)
	return err
}

// Edit writes a new version. When somebody was faster, the text typed stays below the one that stands now.
func (s Site) Edit(v page.Visitor, r *http.Request) (page.Answer, error) {
	e, err := s.revision(v, r)
	if err != nil {
		return page.Answer{}, err
	}
	e.fields = fieldsOf(r)
	e.written(r)
	if e.update.Withdrawn != nil {
		return page.Again(edit(e), goneMeanwhile), nil
	}
	base, ok := page.Whole(r.PostFormValue("base"))
	if !ok {
		return page.Answer{}, fault.NotFound
	}
	written, err := e.fields.Revision(e.update, base, e.offer, today(v))
	if err == nil && base == e.update.Number { // else the files may be others by now, and the write says what became of the text
		err = page.Chosen(nil, "drop", "Take files away", e.drops(), e.fields.Drop...).Err()
	}
	written.Draft, written.Place = e.draft.ID, e.back()
	if err == nil && !e.reply() {
		written.Files, err = s.receive(v, r, update.MaxFiles-len(e.kept()))
	}
	if err == nil {
		err = s.DB.Write(r.Context(), v.Who, page.Once(r, e.back()), update.Edit(written)...)
	}
	conflict := fault.Conflict{}
	invalid := errors.As(err, &e.errs)
	if err != nil && r.MultipartForm != nil && len(r.MultipartForm.File["file"]) > 0 && e.errs.For("file") == "" {
		e.errs.Add("file", "Choose the files again. They were not kept, since the rest was not.")
	}
	switch {
	case invalid:
		e.base = base
		return page.Again(edit(e), err), nil
	case errors.As(err, &conflict):
		e.changed = conflict.Message
		return page.Again(edit(e), err), nil
	}
	return page.Go(e.back(), "Saved as a new version. Readers can compare it with the one before."), err
}

// kept are the files that stay.
func (e *revision) kept() []update.Attachment {
	return slices.DeleteFunc(slices.Clone(e.files), func(f update.Attachment) bool { return slices.Contains(e.fields.Drop, f.ID.String()) })
}

// drops are the files that stand, to be taken away.
func (e *revision) drops() []page.Option {
	options := make([]page.Option, len(e.files))
	for i, f := range e.files {
		options[i] = page.Option{Value: f.ID.String(), Label: f.Name + ", " + size(f.Bytes)}
	}
	return options
}

func iso(day *time.Time) string {
	if day == nil {
		return ""
	}
	return day.Format(time.DateOnly)
}

package contacts

import (
	"net/http"
	"slices"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"

	"example.org/concord/internal/contact"
	"example.org/concord/internal/directory"
	"example.org/concord/internal/fault"
	"example.org/concord/web/page"
)

// kept is what somebody keeps: her own contacts, or the desks of an organization that she speaks for.
type kept struct {
	frame page.Frame
	org   directory.Organization // without a slug: the visitor's own
	rows  []contact.Own
	form  contact.Own // to be added or changed
	wrong fault.Invalid
	key   string
	log   []contact.Line
	next  string
}

func (k kept) desks() bool { return k.org.Slug != "" }

// url is where these are kept.
func (k kept) url(rest string) string {
	if k.desks() {
		return "/directory/organizations/" + k.org.Slug + "/desks" + rest
	}
	return "/account/contacts" + rest
}

// keep brings what is kept under the address: fault.NotFound to who does not speak for the organization.
func (s Site) keep(v page.Visitor, r *http.Request, k *kept) error {
	slug := chi.URLParam(r, "organization")
	after, err := logAfter(v)
	if err != nil {
		return err
	}
	k.key = page.NewKey()
	if slug == "" {
		return s.DB.Read(r.Context(), v.Who, append(k.frame.Queries(v), contact.Mine(&k.rows), contact.LogOfMine(after, &k.log))...)
	}
	var speaks *bool
	err = s.DB.Read(r.Context(), v.Who, append(k.frame.Queries(v), directory.OrganizationBySlug(slug, &k.org), contact.SpeaksFor(slug, &speaks), contact.Desks(slug, &k.rows),
		contact.LogOfDesks(slug, after, &k.log))...)
	if err == nil && speaks == nil {
		err = fault.NotFound
	}
	return err
}

func logAfter(v page.Visitor) (*contact.Key, error) {
	parts, err := page.ParseCursor(v.Query.Get("after"), 2)
	if err != nil || parts == nil {
		return nil, err
	}
	at, err := time.Parse(time.RFC3339Nano, parts[0])
	id, wrong := uuid.Parse(parts[1])
	if err != nil || wrong != nil {
		return nil, fault.NotFound
	}
	return &contact.Key{At: at, ID: id}, nil
}

// Keep shows what is kept, who sees it, and a form for one more.
func (s Site) Keep(v page.Visitor, r *http.Request) (page.Answer, error) {
	k := kept{form: contact.Own{Kind: contact.Email}}
	if err := s.keep(v, r, &k); err != nil {
		return page.Answer{}, err
	}
	return page.Show(keep(k)), nil
}

// Log shows who opened what of it.
func (s Site) Log(v page.Visitor, r *http.Request) (page.Answer, error) {
	var k kept
	if err := s.keep(v, r, &k); err != nil {
		return page.Answer{}, err
	}
	if len(k.log) > contact.PerPage {
		k.log = k.log[:contact.PerPage]
		last := k.log[contact.PerPage-1]
		k.next = page.Cursor(last.At.UTC().Format(time.RFC3339Nano), last.ID.String())
	}
	return page.Show(log(k)), nil
}

// typed is a contact as the form has it.
func typed(r *http.Request) contact.Own {
	shown := r.PostForm["shown"]
	return contact.Own{Kind: contact.Kind(r.PostFormValue("kind")), Label: r.PostFormValue("label"), Value: r.PostFormValue("value"),
		Shown: contact.Shown{ForPeers: slices.Contains(shown, "peers"), ForAdvisors: slices.Contains(shown, "advisors"), ForMembers: slices.Contains(shown, "members")}}
}

// Add keeps one more.
func (s Site) Add(v page.Visitor, r *http.Request) (page.Answer, error) {
	k := kept{form: typed(r)}
	if err := s.keep(v, r, &k); err != nil {
		return page.Answer{}, err
	}
	k.key, k.form.ID, k.form.Organization = r.PostFormValue("once"), contact.New(), k.org.Slug
	wrong := page.Chosen(page.Wrong(k.form.Check(k.desks())), "shown", "Who can open it", shownOptions, r.PostForm["shown"]...)
	err := wrong.Err()
	if err == nil {
		err = s.DB.Write(r.Context(), v.Who, page.Once(r, k.url("")), contact.Add(k.form))
	}
	if page.Told(err, &k.wrong) {
		return page.Again(keep(k), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	return page.Go(k.url(""), "Kept. Those whom you chose can open it from now on."), nil
}

// mine brings one that the visitor keeps.
func (s Site) mine(v page.Visitor, r *http.Request, k *kept) error {
	id, err := named(r, "contact")
	if err != nil {
		return err
	}
	k.key = page.NewKey()
	err = s.DB.Read(r.Context(), v.Who, append(k.frame.Queries(v), contact.OneOfMine(contact.ID{UUID: id}, &k.form))...)
	k.org.Slug = k.form.Organization
	return err
}

// Edit is the form to change one, or to take it back.
func (s Site) Edit(v page.Visitor, r *http.Request) (page.Answer, error) {
	var k kept
	if err := s.mine(v, r, &k); err != nil {
		return page.Answer{}, err
	}
	return page.Show(edit(k)), nil
}

// Change changes it.
func (s Site) Change(v page.Visitor, r *http.Request) (page.Answer, error) {
	var k kept
	if err := s.mine(v, r, &k); err != nil {
		return page.Answer{}, err
	}
	was := k.form
	k.form, k.key = typed(r), r.PostFormValue("once")
	k.form.ID, k.form.Organization = was.ID, was.Organization
	wrong := page.Chosen(page.Wrong(k.form.Check(k.desks())), "shown", "Who can open it", shownOptions, r.PostForm["shown"]...)
	err := wrong.Err()
	if err == nil {
		err = s.DB.Write(r.Context(), v.Who, page.Once(r, k.url("")), contact.Edit(k.form))
	}
	if page.Told(err, &k.wrong) {
		return page.Again(edit(k), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	return page.Go(k.url(""), "Saved."), nil
}

// Remove takes it back.
func (s Site) Remove(v page.Visitor, r *http.Request) (page.Answer, error) {
	var k kept
	if err := s.mine(v, r, &k); err != nil {
		return page.Answer{}, err
	}
	if err := s.DB.Write(r.Context(), v.Who, page.Once(r, k.url("")), contact.Remove(k.form.ID)); err != nil {
		return page.Answer{}, err
	}
	return page.Go(k.url(""), "Taken back. Nobody can open it any more; who opened it before stays on the log."), nil
}

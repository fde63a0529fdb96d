package proposals

import (
	"net/http"

	"github.com/go-chi/chi/v5"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/proposal"
	"example.org/concord/web/page"
)

// kindsList are the kinds of councils with what each gives.
type kindsList struct {
	frame page.Frame
	rows  []proposal.BodyKind
}

// Kinds shows them.
func (s Site) Kinds(v page.Visitor, r *http.Request) (page.Answer, error) {
	var l kindsList
	if err := s.read(v, r, &l.frame, proposal.BodyKinds(&l.rows)); err != nil {
		return page.Answer{}, err
	}
	return page.Show(kindsPage(l)), nil
}

// newKind is the form of another kind, and what it gives before it is proposed.
type newKind struct {
	frame   page.Frame
	kinds   []proposal.BodyKind
	is      proposal.NewKind
	because string
	wrong   fault.Invalid
	key     string
}

// NewKind is the empty form.
func (s Site) NewKind(v page.Visitor, r *http.Request) (page.Answer, error) {
	k := newKind{key: page.NewKey()}
	if err := s.read(v, r, &k.frame, proposal.BodyKinds(&k.kinds)); err != nil {
		return page.Answer{}, err
	}
	return page.Show(newKindPage(k)), nil
}

// ProposeKind shows what the kind gives, and once that is confirmed proposes it to a second member of staff.
func (s Site) ProposeKind(v page.Visitor, r *http.Request) (page.Answer, error) {
	t := r.PostFormValue
	k := newKind{because: t("because"), key: t("once"), is: proposal.NewKind{Name: t("name"), Plural: t("plural"), Like: t("like"), Side: t("side"), Enters: t("enters") == "yes"}}
	if err := s.read(v, r, &k.frame, proposal.BodyKinds(&k.kinds)); err != nil {
		return page.Answer{}, err
	}
	id := proposal.NewID()
	query, err := proposal.ProposeKind(id, k.is, k.because)
	k.wrong = append(page.Wrong(k.is.Check()), page.Wrong(err)...)
	if k.is.Like != "" && !page.Offered(k.likeOptions(), k.is.Like) {
		k.wrong.Add("like", "Choose a kind from the list.")
	}
	if k.is.Side != "" && !page.Offered(sideOptions(), k.is.Side) {
		k.wrong.Add("side", "Choose who sits in it from the list.")
	}
	if err = k.wrong.Err(); err == nil {
		switch t("then") {
		case "change":
			return page.Show(newKindPage(k)), nil
		case "propose":
			err = s.DB.Write(r.Context(), v.Who, page.Once(r, urlOf(id)), query)
		default:
			return page.Show(kindPreview(k)), nil
		}
	}
	if page.Told(err, &k.wrong) {
		return page.Again(newKindPage(k), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	return page.Go(urlOf(id), "Proposed. Nothing changes before a second member of staff confirms."), nil
}

// given is the kind as it would be.
func (k newKind) given() proposal.BodyKind {
	for _, like := range k.kinds {
		if like.Slug == k.is.Like {
			return proposal.BodyKind{Name: k.is.Name, Plural: k.is.Plural, Side: k.is.Side, RosterBy: like.RosterBy, PublicFace: like.PublicFace, HasSeats: like.HasSeats, Enters: k.is.Enters, Offered: true}
		}
	}
	return proposal.BodyKind{}
}

func (k newKind) like() string {
	for _, l := range k.kinds {
		if l.Slug == k.is.Like {
			return l.Name
		}
	}
	return ""
}

func (k newKind) likeOptions() []page.Option {
	options := []page.Option{{Label: "Choose a kind"}}
	for _, l := range k.kinds {
		if l.Model {
			options = append(options, page.Option{Value: l.Slug, Label: l.Name})
		}
	}
	return options
}

func sideOptions() []page.Option {
	options := make([]page.Option, len(proposal.Sides))
	for i, s := range proposal.Sides {
		options[i] = page.Option{Value: s.Slug, Label: s.Name, Says: s.Says}
	}
	return options
}

// oneKind is the page of a kind: what it gives, its name, and whether its people read in communities.
type oneKind struct {
	frame         page.Frame
	is            proposal.BodyKind
	effect        []proposal.Effect
	limit         int
	form          string // names or communities: the one that was sent
	name, plural  string
	offered       bool
	because       string
	wrong         fault.Invalid
	key, otherKey string
}

func (s Site) readKind(v page.Visitor, r *http.Request, k *oneKind) error {
	slug := chi.URLParam(r, "kind")
	return s.read(v, r, &k.frame, proposal.BodyKindBySlug(slug, &k.is), proposal.EffectOfKind(slug, &k.effect), proposal.Limit(&k.limit))
}

// Kind is that page.
func (s Site) Kind(v page.Visitor, r *http.Request) (page.Answer, error) {
	k := oneKind{key: page.NewKey(), otherKey: page.NewKey()}
	if err := s.readKind(v, r, &k); err != nil {
		return page.Answer{}, err
	}
	k.name, k.plural, k.offered = k.is.Name, k.is.Plural, k.is.Offered
	return page.Show(kindPage(k)), nil
}

// NameKind says what it is called, and whether new councils are offered it.
func (s Site) NameKind(v page.Visitor, r *http.Request) (page.Answer, error) {
	k := oneKind{form: "names", key: r.PostFormValue("once"), otherKey: page.NewKey(), name: r.PostFormValue("name"), plural: r.PostFormValue("plural"), offered: r.PostFormValue("offered") == "yes"}
	if err := s.readKind(v, r, &k); err != nil {
		return page.Answer{}, err
	}
	query, err := proposal.NameKind(k.is.Slug, k.name, k.plural, k.offered)
	return s.keepKind(v, r, k, kindURL(k.is.Slug), "Saved. Every page calls it so.", query, err)
}

// ChangeEntry proposes that its people read in the communities of their sectors, or ends that at once.
func (s Site) ChangeEntry(v page.Visitor, r *http.Request) (page.Answer, error) {
	k := oneKind{form: "communities", key: page.NewKey(), otherKey: r.PostFormValue("once"), because: r.PostFormValue("because")}
	if err := s.readKind(v, r, &k); err != nil {
		return page.Answer{}, err
	}
	k.name, k.plural, k.offered = k.is.Name, k.is.Plural, k.is.Offered
	if r.PostFormValue("act") == "leave" {
		return s.keepKind(v, r, k, kindURL(k.is.Slug), "Its people read in the communities no more. To undo it, propose that they do again.", proposal.LeaveCommunities(k.is.Slug), nil)
	}
	id := proposal.NewID()
	query, err := proposal.ProposeEntry(id, k.is.Slug, k.because)
	return s.keepKind(v, r, k, urlOf(id), "Proposed. Nothing changes before a second member of staff confirms.", query, err)
}

func (s Site) keepKind(v page.Visitor, r *http.Request, k oneKind, to, said string, query db.Query, err error) (page.Answer, error) {
	if !k.is.Model {
		return page.Answer{}, fault.NotFound
	}
	if err == nil {
		err = s.DB.Write(r.Context(), v.Who, page.Once(r, to), query)
	}
	if page.Told(err, &k.wrong) {
		return page.Again(kindPage(k), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	return page.Go(to, said), nil
}

func (k oneKind) says(form, field string) string {
	if k.form != form {
		return ""
	}
	return k.wrong.For(field)
}

// gives says in words what being of the kind gives a council and its people.
func gives(k proposal.BodyKind) (lines []string) {
	if k.RosterBy == "staff" {
		lines = append(lines, "CISA staff keep its roster, each appointment confirmed by a second one.")
	} else {
		lines = append(lines, "Its own officers keep its roster; staff do not.")
	}
	if k.HasSeats {
		lines = append(lines, "Organizations hold seats in it, for which their people speak.")
	} else {
		lines = append(lines, "Nobody holds a seat in it: people serve by name.")
	}
	switch k.Side {
	case "industry":
		lines = append(lines, "No government body holds a seat or an office in it.")
	case "mixed":
		lines = append(lines, "Industry and government sit in it.")
	}
	if k.PublicFace {
		lines = append(lines, "The public sees that it exists and what it is for.")
	} else {
		lines = append(lines, "Only those who read in it see that it exists.")
	}
	lines = append(lines, entersWords(k.Enters))
	if !k.Offered {
		lines = append(lines, "It is not offered for new councils.")
	}
	return lines
}

func entersWords(enters bool) string {
	if enters {
		return "Everybody who serves in it reads what is shared (TLP:GREEN) in the community of its sector."
	}
	return "Serving in it lets nobody into a sector's community: they are admitted there by name."
}

func sideName(slug string) string {
	for _, s := range proposal.Sides {
		if s.Slug == slug {
			return s.Name + ". " + s.Says
		}
	}
	return slug
}

func kindURL(slug string) string { return "/admin/kinds/" + slug }

package councils

import (
	"net/http"

	"example.org/concord/internal/council"
	"example.org/concord/internal/emergency"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/reason"
	"example.org/concord/web/page"
)

// aboutPage is what the council says of itself, and what is on record about it.
type aboutPage struct {
	place
	face      council.Face
	charter   *council.Charter // nil to those who do not see the roster
	handOvers []council.HandOver
	accesses  []emergency.Access
	readers   []reason.Readers
	rules     []council.Rule
	why       []reason.Reason
}

// About shows it.
func (s Site) About(v page.Visitor, r *http.Request) (page.Answer, error) {
	var p aboutPage
	slug := slugOf(r)
	if err := s.read(v, r, &p.place, append(p.face.Queries(slug), council.CharterOf(slug, &p.charter), council.HandOvers(slug, &p.handOvers), emergency.Of(slug, &p.accesses),
		reason.ReadersOf(slug, &p.readers), council.Rules(slug, &p.rules), reason.OfCouncil(slug, &p.why))...); err != nil {
		return page.Answer{}, err
	}
	return page.Show(about(p)), nil
}

// charterForm is the form in which officers write it.
type charterForm struct {
	place
	charter council.Charter
	served  []council.Stand
	wrong   fault.Invalid
	key     string
}

// EditAbout is the form.
func (s Site) EditAbout(v page.Visitor, r *http.Request) (page.Answer, error) {
	f := charterForm{key: page.NewKey()}
	var now *council.Charter
	if err := s.read(v, r, &f.place, council.CharterOf(slugOf(r), &now), council.MayBeTold(slugOf(r), &f.served)); err != nil {
		return page.Answer{}, err
	}
	if now == nil || !f.council.EditsCharter {
		return page.Answer{}, fault.NotFound
	}
	f.charter = *now
	return page.Show(editAbout(f)), nil
}

// ChangeAbout keeps what was written.
func (s Site) ChangeAbout(v page.Visitor, r *http.Request) (page.Answer, error) {
	f := charterForm{key: r.PostFormValue("once"), charter: council.Charter{Purpose: r.PostFormValue("purpose"), RecordsTerms: r.PostFormValue("records_terms"),
		Clients: r.PostFormValue("clients"), GreenMeans: r.PostFormValue("green_means"), BreakGlassRefused: r.PostFormValue("break_glass_refused") != "",
		NextMeeting: r.PostFormValue("next_meeting"), ToldID: r.PostFormValue("told"), MembersPost: r.PostFormValue("members_post") == "yes"}}
	if err := s.read(v, r, &f.place, council.MayBeTold(slugOf(r), &f.served)); err != nil {
		return page.Answer{}, err
	}
	if !f.council.EditsCharter {
		return page.Answer{}, fault.NotFound
	}
	f.charter.MembersPost = f.charter.MembersPost && f.council.Kind == council.Community
	err := f.charter.Check()
	if err == nil {
		err = s.DB.Write(r.Context(), v.Who, page.Once(r, f.url("/about")), council.EditCharter(f.council.ID, f.charter)...)
	}
	if page.Told(err, &f.wrong) {
		return page.Again(editAbout(f), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	return page.Go(f.url("/about"), "Saved."), nil
}

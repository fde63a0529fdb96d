package admin

import (
	"net/http"
	"strings"
	"time"

	"github.com/go-chi/chi/v5"

	"example.org/concord/internal/day"
	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/may"
	"example.org/concord/internal/reference"
	"example.org/concord/web/page"
)

var onUmbrellas = page.Crumb{Name: "Umbrellas", Href: "/admin/umbrellas"}

// umbrellaForm lists the umbrellas and records another one, or corrects one.
type umbrellaForm struct {
	frame        page.Frame
	rows         []reference.Umbrella
	is           *reference.Umbrella // the one that is corrected; nil for another one
	under        []string            // councils that stand under it today
	framing      reference.Framing
	since, until string
	wrong        fault.Invalid
	key          string
}

func (f umbrellaForm) url() string {
	if f.is == nil {
		return "/admin/umbrellas"
	}
	return "/admin/umbrellas/" + f.is.Slug
}

// Umbrellas lists the legal frames under which councils meet with government.
func (s Site) Umbrellas(v page.Visitor, r *http.Request) (page.Answer, error) {
	f := umbrellaForm{key: page.NewKey()}
	if err := s.read(v, r, &f.frame, may.RecordCouncils, reference.Umbrellas(&f.rows)); err != nil {
		return page.Answer{}, err
	}
	return page.Show(umbrellaList(f)), nil
}

// AddUmbrella records another one, after it was shown what changes.
func (s Site) AddUmbrella(v page.Visitor, r *http.Request) (page.Answer, error) {
	f := typedUmbrella(r)
	if err := s.read(v, r, &f.frame, may.RecordCouncils, reference.Umbrellas(&f.rows)); err != nil {
		return page.Answer{}, err
	}
	if since := page.Day(f.since, "since", time.UTC, &f.wrong); since != nil {
		f.framing.Since = *since
	}
	return s.keepUmbrella(v, r, f, f.added(), "Recorded. Put councils under it on their records.", func() []db.Query { return []db.Query{reference.AddUmbrella(f.framing)} })
}

func (s Site) readUmbrella(v page.Visitor, r *http.Request, f *umbrellaForm) error {
	f.is = new(reference.Umbrella)
	slug := chi.URLParam(r, "umbrella")
	return s.read(v, r, &f.frame, may.RecordCouncils, reference.UmbrellaBySlug(slug, f.is), reference.CouncilsUnder(slug, &f.under))
}

// Umbrella is the form with what is on record.
func (s Site) Umbrella(v page.Visitor, r *http.Request) (page.Answer, error) {
	f := umbrellaForm{key: page.NewKey()}
	if err := s.readUmbrella(v, r, &f); err != nil {
		return page.Answer{}, err
	}
	u := f.is
	f.framing = reference.Framing{Name: u.Name, ShortName: u.ShortName, DatesNote: u.DatesNote, LegalBasis: u.LegalBasis, Website: u.Website, Selects: u.Selects}
	if u.Until != nil {
		f.until = day.Last(*u.Until).Field()
	}
	return page.Show(umbrellaPage(f)), nil
}

// EditUmbrella corrects one, after it was shown what changes.
func (s Site) EditUmbrella(v page.Visitor, r *http.Request) (page.Answer, error) {
	f := typedUmbrella(r)
	if err := s.readUmbrella(v, r, &f); err != nil {
		return page.Answer{}, err
	}
	f.framing.Since = f.is.Since
	return s.keepUmbrella(v, r, f, f.corrected(), "Saved.", func() []db.Query { return reference.EditUmbrella(f.is.Slug, f.framing) })
}

func typedUmbrella(r *http.Request) umbrellaForm {
	t := r.PostFormValue
	f := umbrellaForm{key: t("once"), since: t("since"), until: t("until"), framing: reference.Framing{Name: t("name"), ShortName: t("short_name"), DatesNote: t("dates_note"),
		LegalBasis: t("legal_basis"), Website: strings.TrimSpace(t("website")), Selects: t("selects") != ""}}
	f.framing.Until = page.LastDay(f.until, "until", time.UTC, &f.wrong)
	return f
}

func (s Site) keepUmbrella(v page.Visitor, r *http.Request, f umbrellaForm, lines []string, said string, queries func() []db.Query) (page.Answer, error) {
	f.wrong = append(f.wrong, page.Wrong(f.framing.Check())...)
	err := f.wrong.Err()
	if err == nil {
		if a, show := previewed(r, preview{frame: f.frame, title: f.framing.ShortName, lines: lines, shown: f.under, from: onUmbrellas, back: f.url()}); show {
			return a, nil
		}
		err = s.DB.Write(r.Context(), v.Who, page.Once(r, "/admin/umbrellas"), queries()...)
	}
	if page.Told(err, &f.wrong) {
		if f.is == nil {
			return page.Again(umbrellaList(f), err), nil
		}
		return page.Again(umbrellaPage(f), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	return page.Go("/admin/umbrellas", said), nil
}

// added says what another umbrella changes.
func (f umbrellaForm) added() []string {
	lines := []string{"From " + page.Date(f.framing.Since) + " on councils can be put under " + f.framing.ShortName + "."}
	if f.framing.Until != nil {
		lines = append(lines, "Its last day is "+page.Last(*f.framing.Until)+".")
	}
	return append(lines, f.selecting(), "No council stands under it yet, and no seat, office or right changes.")
}

func (f umbrellaForm) selecting() string {
	if f.framing.Selects {
		return "Each council under it has a list of whom CISA selected, beside the roster that it keeps by its charter. The list opens nothing."
	}
	return "CISA selects none of its members: no list of them is kept."
}

// corrected says what its correction changes, and when.
func (f umbrellaForm) corrected() (lines []string) {
	was, now := f.is, f.framing
	if was.Name != now.Name || was.ShortName != now.ShortName {
		lines = append(lines, "Every page calls it "+now.Name+" ("+now.ShortName+"), for the past too.")
	}
	if untilWords(was.Until) != untilWords(now.Until) {
		if now.Until == nil {
			lines = append(lines, "It goes on, and so does the time of the councils that stood under it to its end.")
		} else {
			lines = append(lines, page.Last(*now.Until)+" is the last day on which anybody meets under it: "+
				page.Count(len(f.under), "council that stands under it today leaves", "councils that stand under it today leave")+" it then, and whom CISA selected under it is so no longer.")
		}
	}
	if was.Selects != now.Selects {
		lines = append(lines, f.selecting())
	}
	return append(lines, "No seat, office or right changes. You can change it back here.")
}

func (f umbrellaForm) selects() []string {
	if f.framing.Selects {
		return []string{"yes"}
	}
	return nil
}

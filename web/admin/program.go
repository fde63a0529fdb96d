package admin

import (
	"net/http"
	"strings"
	"time"

	"github.com/go-chi/chi/v5"

	"example.org/concord/internal/day"
	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/inspection"
	"example.org/concord/internal/may"
	"example.org/concord/web/page"
)

var onPrograms = page.Crumb{Name: "Regulatory programs", Href: "/admin/programs"}

// programForm lists the regulatory programs and opens another one, or says when one ends.
type programForm struct {
	frame        page.Frame
	rows         []inspection.Program
	offices      []inspection.Office // where somebody inspects
	is           *inspection.Program // the one whose end is set; nil for another one
	opening      inspection.Opening
	since, until string
	wrong        fault.Invalid
	key          string
}

// Programs lists the programs under which inspections were or may be recorded.
func (s Site) Programs(v page.Visitor, r *http.Request) (page.Answer, error) {
	f := programForm{key: page.NewKey()}
	if err := s.read(v, r, &f.frame, may.RecordCouncils, inspection.Programs(&f.rows)); err != nil {
		return page.Answer{}, err
	}
	return page.Show(programList(f)), nil
}

// OpenProgram records another one, after it was shown what it allows.
func (s Site) OpenProgram(v page.Visitor, r *http.Request) (page.Answer, error) {
	t := r.PostFormValue
	f := programForm{key: t("once"), since: t("since"), until: t("until"), opening: inspection.Opening{Name: t("name"), Authority: t("authority")}}
	if err := s.read(v, r, &f.frame, may.RecordCouncils, inspection.Programs(&f.rows), inspection.Offices(&f.offices)); err != nil {
		return page.Answer{}, err
	}
	if since := page.Day(f.since, "since", time.UTC, &f.wrong); since != nil {
		f.opening.Since = *since
	}
	f.opening.Until = page.LastDay(f.until, "until", time.UTC, &f.wrong)
	return s.keepProgram(v, r, f, f.opening.Check(today(v)), f.opened(), inspection.Open(f.opening), "Recorded. Inspectors may record inspections under it from its day on.")
}

func (s Site) readProgram(v page.Visitor, r *http.Request, f *programForm) error {
	f.is = new(inspection.Program)
	return s.read(v, r, &f.frame, may.RecordCouncils, inspection.ProgramBySlug(chi.URLParam(r, "program"), f.is), inspection.Offices(&f.offices))
}

// Program is the form that sets when it ends.
func (s Site) Program(v page.Visitor, r *http.Request) (page.Answer, error) {
	f := programForm{key: page.NewKey()}
	if err := s.readProgram(v, r, &f); err != nil {
		return page.Answer{}, err
	}
	if f.is.Until != nil {
		f.until = day.Last(*f.is.Until).Field()
	}
	return page.Show(programPage(f)), nil
}

// EndProgram sets when it ends, or that it does not, after it was shown what that changes.
func (s Site) EndProgram(v page.Visitor, r *http.Request) (page.Answer, error) {
	f := programForm{key: r.PostFormValue("once"), until: r.PostFormValue("until")}
	if err := s.readProgram(v, r, &f); err != nil {
		return page.Answer{}, err
	}
	f.opening.Until = page.LastDay(f.until, "until", time.UTC, &f.wrong)
	return s.keepProgram(v, r, f, f.is.CheckEnd(f.opening.Until, today(v)), f.ended(), inspection.End(f.is.Slug, f.opening.Until), "Saved.")
}

func (s Site) keepProgram(v page.Visitor, r *http.Request, f programForm, err error, lines []string, change db.Query, said string) (page.Answer, error) {
	if len(f.wrong) > 0 {
		err = f.wrong // a day that is none
	}
	if err == nil {
		if a, show := previewed(r, preview{frame: f.frame, title: "What changes", lines: lines, from: onPrograms, back: r.URL.Path}); show {
			return a, nil
		}
		err = s.DB.Write(r.Context(), v.Who, page.Once(r, onPrograms.Href), change)
	}
	if page.Told(err, &f.wrong) {
		if f.is == nil {
			return page.Again(programList(f), err), nil
		}
		return page.Again(programPage(f), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	return page.Go(onPrograms.Href, said), nil
}

// opened says what another program allows, to whom, and what it leaves as it is.
func (f programForm) opened() []string {
	lines := []string{"From " + page.Date(f.opening.Since) + " on inspections may be recorded under " + f.opening.Name + ", each announced 24 hours before at least."}
	if f.opening.Until != nil {
		lines = append(lines, page.Last(*f.opening.Until)+" is the last day on which one may.")
	}
	return append(lines, f.inspecting(),
		"Advisors go on with voluntary work and read no inspection; inspectors read nothing of what owners give of their own will.",
		"Nobody gets an office or a right by it. You can set its end at any time; what was inspected stays on record.")
}

// inspecting says who does.
func (f programForm) inspecting() string {
	if len(f.offices) == 0 {
		return "No regional office has an inspector today. Two of staff appoint one."
	}
	var people int
	where := make([]string, len(f.offices))
	for i, o := range f.offices {
		people += o.Inspectors
		where[i] = o.Name
	}
	return page.Count(people, "inspector", "inspectors") + " may record them today: " + strings.Join(where, ", ") + "."
}

// ended says what another end changes.
func (f programForm) ended() []string {
	if f.opening.Until == nil {
		return []string{f.is.Name + " goes on without an end.", f.inspecting()}
	}
	return []string{page.Last(*f.opening.Until) + " is the last day on which anything can be inspected under " + f.is.Name + "; work with facilities is voluntary afterwards.",
		"What was inspected until then stays on record, for inspectors alone. Once that day is over, the program cannot be opened again: another one is recorded."}
}

// today is the day where the portal stands, as forms write days.
func today(v page.Visitor) time.Time {
	return day.Of(v.Now.In(v.Instance.Zone)).UTC()
}

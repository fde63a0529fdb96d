package admin

import (
	"net/http"
	"strings"

	"example.org/concord/internal/council"
	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/may"
	"example.org/concord/web/page"
)

// recording is the form of eight fields in which a council is recorded.
type recording struct {
	frame       page.Frame
	kinds       []council.Kind
	sectors     []council.SectorName
	council     council.Recording
	parent      page.Pick
	counterpart page.Pick
	formed      string
	wrong       fault.Invalid
	key         string
}

func (s Site) readRecording(v page.Visitor, r *http.Request, f *recording, more ...db.Query) error {
	return s.read(v, r, &f.frame, may.RecordCouncils, append(more, council.Kinds(&f.kinds), council.Sectors(&f.sectors))...)
}

// NewCouncil is the form.
func (s Site) NewCouncil(v page.Visitor, r *http.Request) (page.Answer, error) {
	f := recording{key: page.NewKey()}
	if err := s.readRecording(v, r, &f); err != nil {
		return page.Answer{}, err
	}
	return page.Show(newCouncil(f)), nil
}

// RecordCouncil records it and leads to its hand-over.
func (s Site) RecordCouncil(v page.Visitor, r *http.Request) (page.Answer, error) {
	f := recording{key: r.PostFormValue("once"), formed: r.PostFormValue("formed"),
		parent: picked(r, "parent"), counterpart: picked(r, "counterpart"),
		council: council.Recording{Name: r.PostFormValue("name"), ShortName: r.PostFormValue("short_name"), Kind: r.PostFormValue("kind"),
			Sectors: r.PostForm["sector"], Website: strings.TrimSpace(r.PostFormValue("website"))}}
	var parents, counterparts []council.Listed
	if err := s.readRecording(v, r, &f, council.Named(f.parent.Value, &parents), council.Named(f.counterpart.Value, &counterparts)); err != nil {
		return page.Answer{}, err
	}
	f.parent.Found, f.counterpart.Found = councilOptions(parents), councilOptions(counterparts)
	f.council.FormedYear = year(f.formed, &f.wrong)
	if id, ok := chosen(f.parent, "parent", &f.wrong); ok {
		f.council.Parent = listedBy(parents, id).Slug
	}
	if id, ok := chosen(f.counterpart, "counterpart", &f.wrong); ok {
		f.council.Counterparts = []council.Listed{listedBy(counterparts, id)}
	}
	f.wrong = append(f.wrong, page.Wrong(f.council.Check())...)
	f.wrong = page.Chosen(f.wrong, "kind", "Kind", f.kindOptions(), f.council.Kind)
	f.wrong = page.Chosen(f.wrong, "sector", "Sectors", sectorOptions(f.sectors), f.council.Sectors...)
	location := "/admin/councils/" + f.council.Slug()
	err := f.wrong.Err()
	if err == nil {
		err = s.DB.Write(r.Context(), v.Who, page.Once(r, location), council.Record(f.council)...)
	}
	if page.Told(err, &f.wrong) {
		return page.Again(newCouncil(f), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	return page.Go(location+"#hand-over", "Recorded. Nobody holds a right in it yet: hand it over to the officer whom the council chose."), nil
}

// picked is a field in which one of many was named.
func picked(r *http.Request, name string) page.Pick {
	return page.Pick{Field: page.Field{Name: name, Value: r.PostFormValue(name)}, Chosen: r.PostFormValue(name + "_id")}
}

// year reads four digits; nil where nothing was typed.
func year(typed string, wrong *fault.Invalid) *int {
	typed = strings.TrimSpace(typed)
	if typed == "" {
		return nil
	}
	n, ok := page.Whole(typed)
	if !ok {
		wrong.Add("formed", "Write the year with four digits.")
		return nil
	}
	return &n
}

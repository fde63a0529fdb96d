// Package intakes is where files of organizations, facilities or people are taken in: sent, looked through row by row, approved, undone.
package intakes

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/intake"
	"example.org/concord/internal/item"
	"example.org/concord/internal/may"
	"example.org/concord/internal/trouble"
	"example.org/concord/web/page"
)

// Site serves them.
type Site struct{ DB *db.DB }

// desk is the page of one's files.
type desk struct {
	frame   page.Frame
	offices []intake.Office
	mine    []intake.Intake
	kind    intake.Kind
	office  string
	wrong   fault.Invalid
	key     string
}

// kinds are those that the visitor may take in.
func (d desk) kinds() (some []intake.Kind) {
	if d.frame.May(may.EditOrganizations) {
		some = append(some, intake.Organizations)
	}
	if d.frame.May(may.AddPeople) {
		some = append(some, intake.People)
	}
	if len(d.offices) > 0 {
		some = append(some, intake.Facilities)
	}
	return some
}

func (s Site) readDesk(v page.Visitor, r *http.Request, d *desk) error {
	if err := s.DB.Read(r.Context(), v.Who, append(d.frame.Queries(v), intake.Offices(&d.offices), intake.Mine(&d.mine))...); err != nil {
		return err
	}
	kinds := d.kinds()
	if len(kinds) == 0 {
		return fault.NotFound // the page exists for those who may take something in
	}
	if d.kind == "" {
		d.kind = kinds[0]
	}
	return nil
}

// List is the form for a file, and one's latest.
func (s Site) List(v page.Visitor, r *http.Request) (page.Answer, error) {
	d := desk{key: page.NewKey()}
	if err := s.readDesk(v, r, &d); err != nil {
		return page.Answer{}, err
	}
	return page.Show(deskPage(d)), nil
}

// MaySend asks whether the visitor may take anything in, before any of what was sent is read.
func (s Site) MaySend(v page.Visitor, r *http.Request) error { return s.readDesk(v, r, &desk{}) }

// Send brings a file in; the worker compares it with what is there.
func (s Site) Send(v page.Visitor, r *http.Request) (page.Answer, error) {
	d := desk{key: r.PostFormValue("once"), kind: intake.Kind(r.PostFormValue("kind")), office: r.PostFormValue("office")}
	if err := s.readDesk(v, r, &d); err != nil {
		return page.Answer{}, err
	}
	to, err := s.send(v, r, d)
	if page.Told(err, &d.wrong) {
		d.key = page.NewKey() // what arrived of the file before it broke off is not the beginning of another
		return page.Again(deskPage(d), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	return page.Go(to, "The file is here. Nothing changes before you approve it."), nil
}

func (s Site) send(v page.Visitor, r *http.Request, d desk) (string, error) {
	i := intake.Intake{ID: uuid.New(), Kind: d.kind}
	if !slices.Contains(d.kinds(), d.kind) {
		return "", fault.Invalid{{Name: "kind", Message: "Choose what the file is of."}}
	}
	if d.kind == intake.Facilities {
		n := slices.IndexFunc(d.offices, func(o intake.Office) bool { return o.ID.String() == d.office || d.office == "" && len(d.offices) == 1 })
		if n < 0 {
			return "", fault.Invalid{{Name: "office", Message: "Choose the region that keeps these facilities."}}
		}
		i.OfficeID = &d.offices[n].ID
	}
	file, head, err := r.FormFile("file")
	if err != nil {
		return "", fault.Invalid{{Name: "file", Message: "Choose a file in CSV or XLSX."}}
	}
	defer file.Close()
	i.File = item.FileName(head.Filename)
	begun, known := false, false
	rows, last, err := intake.Read(file, func(names []string) error {
		i.Head, i.Reads = names, intake.Reads(i.Kind, names)
		known = intake.Check(i.Kind, i.Reads) == nil && len(intake.Unread(i.Head, i.Reads)) == 0
		begun = true
		return s.DB.Write(r.Context(), v.Who, page.Once(r, at(i.ID)), intake.Begin(i))
	}, func(lines []intake.Line) error {
		return s.DB.Write(r.Context(), v.Who, db.Once{}, intake.Arrive(i.ID, lines))
	})
	if err == nil {
		return at(i.ID), s.DB.Write(r.Context(), v.Who, db.Once{}, intake.Arrived(i.ID, rows, last, known))
	}
	if wrong := (fault.Invalid{}); begun && errors.As(err, &wrong) { // what arrived of it is of no use
		err = errors.Join(err, s.DB.Write(r.Context(), v.Who, db.Once{}, intake.Remove(i.ID)))
	}
	return "", err
}

func at(id uuid.UUID) string { return "/intakes/" + id.String() }

// sheet is one file, and of its rows those with one verdict.
type sheet struct {
	frame   page.Frame
	intake  intake.Intake
	counts  []intake.Count
	verdict intake.Verdict
	rows    []intake.Row
	next    string
	after   string // where the page begins
	wrong   fault.Invalid
	failed  []trouble.Work
	first   []intake.Line // where it waits to be told which column is what
	reads   []string
	keys    [3]string
}

func (s sheet) count(v intake.Verdict) intake.Count {
	for _, c := range s.counts {
		if c.Verdict == v {
			return c
		}
	}
	return intake.Count{Verdict: v}
}

// adds are how many rows become something new.
func (s sheet) adds() int { return s.count(intake.Add).Adds + s.count(intake.Alike).Adds }

// changes are how many rows change what is there.
func (s sheet) changes() int { return s.count(intake.Change).Changes + s.count(intake.Alike).Changes }

// left are how many rows do nothing, of those that could be taken in.
func (s sheet) left() int {
	return s.count(intake.Same).Rows + s.count(intake.Alike).Rows + s.count(intake.Change).Rows - s.count(intake.Alike).Adds - s.changes()
}

func (s Site) read(v page.Visitor, r *http.Request) (sheet, error) {
	x := sheet{keys: [3]string{page.NewKey(), page.NewKey(), page.NewKey()}}
	id, err := uuid.Parse(chi.URLParam(r, "intake"))
	if err != nil {
		return x, fault.NotFound
	}
	after, err := page.ParseCursor(v.Query.Get("after"), 1)
	if err != nil {
		return x, err
	}
	x.after = v.Query.Get("after")
	from := 0
	if len(after) > 0 {
		var ok bool
		if from, ok = page.Whole(after[0]); !ok {
			return x, fault.NotFound
		}
	}
	if x.verdict = intake.Verdict(v.Query.Get("rows")); !slices.Contains(intake.Verdicts, x.verdict) {
		x.verdict = ""
	}
	err = s.DB.Read(r.Context(), v.Who, append(x.frame.Queries(v), intake.ByID(id, &x.intake), intake.Counts(id, &x.counts), intake.RowsOf(id, x.verdict, from, &x.rows), trouble.Of(id, &x.failed), intake.First(id, &x.first))...)
	if err != nil {
		return x, err
	}
	x.reads = x.intake.Reads
	if x.verdict == "" && len(x.rows) > 0 {
		x.verdict = x.rows[0].Verdict
	}
	if len(x.rows) > intake.PageSize {
		x.rows = x.rows[:intake.PageSize]
		x.next = page.Cursor(strconv.Itoa(x.rows[intake.PageSize-1].Number))
	}
	return x, nil
}

// Show is a file with its rows.
func (s Site) Show(v page.Visitor, r *http.Request) (page.Answer, error) {
	x, err := s.read(v, r)
	if err != nil {
		return page.Answer{}, err
	}
	return page.Show(sheetPage(x)), nil
}

// change does something to the file and leads back to it.
func (s Site) change(v page.Visitor, r *http.Request, flash string, do func(sheet) (db.Query, error)) (page.Answer, error) {
	x, err := s.read(v, r)
	if err != nil {
		return page.Answer{}, err
	}
	query, err := do(x)
	if err == nil {
		err = s.DB.Write(r.Context(), v.Who, page.Once(r, at(x.intake.ID)), query)
	}
	if page.Told(err, &x.wrong) {
		return page.Again(sheetPage(x), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	return page.Go(at(x.intake.ID), flash), nil
}

// Choose notes what becomes of the rows shown, or of all with their verdict.
func (s Site) Choose(v page.Visitor, r *http.Request) (page.Answer, error) {
	verdict := intake.Alike
	if r.PostFormValue("rows") == string(intake.Change) {
		verdict = intake.Change
	}
	v.Query = url.Values{"rows": {string(verdict)}, "after": {r.PostFormValue("after")}} // the page that the form stood on
	all := r.PostFormValue("all")
	answer, err := s.change(v, r, "Your choice is kept.", func(x sheet) (db.Query, error) {
		wrong := x.offered(r.PostForm["shown"], r.PostForm["choice"])
		wrong = page.Chosen(wrong, "all", "For all rows", x.forAll(), all)
		if all != "" {
			return intake.ChooseAll(x.intake.ID, verdict, intake.Choice(strings.TrimPrefix(all, "none"))), wrong.Err()
		}
		return intake.Choose(x.intake.ID, chosen(r.PostForm["shown"], r.PostForm["choice"])), wrong.Err()
	})
	if answer.Location != "" {
		answer.Location += "?" + url.Values{"rows": {string(verdict)}, "after": {r.PostFormValue("after")}}.Encode()
	}
	return answer, err
}

// offered says what is wrong with the choices of rows: each is one of those that its row has.
func (x sheet) offered(shown, chosen []string) (wrong fault.Invalid) {
	for n, number := range shown[:min(len(shown), len(chosen))] {
		for _, row := range x.rows {
			if strconv.Itoa(row.Number) == number && !slices.ContainsFunc(choices(row), func(o page.Option) bool { return o.Value == chosen[n] }) && wrong == nil {
				wrong.Add("choice", "Row "+page.Number(row.Number)+": choose one of those offered.")
			}
		}
	}
	return wrong
}

// chosen are rows with what was chosen of each, in the order of the form; take-2 is the second of those that it may be.
func chosen(shown, choices []string) []intake.Row {
	rows := []intake.Row{}
	for n, number := range shown {
		whole, ok := page.Whole(number)
		if !ok || n >= len(choices) {
			continue
		}
		choice, which, _ := strings.Cut(choices[n], "-")
		pick, _ := page.Whole(which)
		rows = append(rows, intake.Row{Number: whole, Choice: intake.Choice(choice), Pick: max(pick, 1)})
	}
	return rows
}

// Approve has the file taken in.
func (s Site) Approve(v page.Visitor, r *http.Request) (page.Answer, error) {
	return s.change(v, r, "Taking it in.", func(x sheet) (db.Query, error) { return intake.Approve(x.intake.ID), nil })
}

// Recall has it undone.
func (s Site) Recall(v page.Visitor, r *http.Request) (page.Answer, error) {
	return s.change(v, r, "Undoing it.", func(x sheet) (db.Query, error) { return intake.Recall(x.intake.ID), nil })
}

// Remove takes away a file of which nothing is in use.
func (s Site) Remove(v page.Visitor, r *http.Request) (page.Answer, error) {
	x, err := s.read(v, r)
	if err != nil {
		return page.Answer{}, err
	}
	if err := s.DB.Write(r.Context(), v.Who, page.Once(r, "/intakes"), intake.Remove(x.intake.ID)); err != nil {
		return page.Answer{}, err
	}
	return page.Go("/intakes", x.intake.File+" is removed. Nothing of it is in the portal."), nil
}

// Name says which column of the file is what; then it is compared.
func (s Site) Name(v page.Visitor, r *http.Request) (page.Answer, error) {
	x, err := s.read(v, r)
	if err != nil {
		return page.Answer{}, err
	}
	x.reads = make([]string, len(x.intake.Head))
	for n := range x.reads {
		x.reads[n] = r.PostFormValue("column-" + strconv.Itoa(n))
	}
	err = intake.Check(x.intake.Kind, x.reads)
	if err == nil {
		err = s.DB.Write(r.Context(), v.Who, page.Once(r, at(x.intake.ID)), intake.Name(x.intake.ID, x.reads))
	}
	if page.Told(err, &x.wrong) {
		return page.Again(sheetPage(x), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	return page.Go(at(x.intake.ID), "It is compared with what is there. Nothing changes before you approve it."), nil
}

// Template is a file to fill in, with the words that the portal knows.
func (s Site) Template(v page.Visitor, r *http.Request) (page.Answer, error) {
	var d desk
	if err := s.readDesk(v, r, &d); err != nil {
		return page.Answer{}, err
	}
	kind := intake.Kind(chi.URLParam(r, "records"))
	if !slices.Contains(d.kinds(), kind) {
		return page.Answer{}, fault.NotFound
	}
	words, err := intake.ReadWords(r.Context(), s.DB, v.Who)
	if err != nil {
		return page.Answer{}, err
	}
	text, err := intake.Template(kind, words)
	if err != nil {
		return page.Answer{}, err
	}
	return page.File(string(kind)+".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", int64(len(text)), io.NopCloser(bytes.NewReader(text))), nil
}

// Refused is a file of the rows that were refused, with the reasons: mended, it can be sent as it is.
func (s Site) Refused(v page.Visitor, r *http.Request) (page.Answer, error) {
	id, err := uuid.Parse(chi.URLParam(r, "intake"))
	if err != nil {
		return page.Answer{}, fault.NotFound
	}
	var i intake.Intake
	var rows []intake.Row
	if err := s.DB.Read(r.Context(), v.Who, intake.ByID(id, &i), intake.Refused(id, &rows)); err != nil {
		return page.Answer{}, err
	}
	columns := intake.Columns[i.Kind]
	table := [][]string{append(slices.Clone(columns), "row", "what is wrong")}
	for _, row := range rows {
		var cells []string
		for _, c := range columns {
			cells = append(cells, row.Given[c])
		}
		table = append(table, append(cells, strconv.Itoa(row.Number), row.Because))
	}
	return page.Spreadsheet("refused-"+strings.TrimSuffix(i.File, path.Ext(i.File)), table), nil
}

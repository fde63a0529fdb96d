package councils

import (
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strconv"

	"github.com/google/uuid"

	"example.org/concord/internal/council"
	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/intake"
	"example.org/concord/internal/proposal"
	"example.org/concord/web/page"
)

// mostCarried is how much of a file its page carries along, in bytes: no more than is kept of any form.
const mostCarried = 150 << 10

// rosterFile is the page on which a file of a roster is chosen, and then looked through before anything happens.
type rosterFile struct {
	place
	of      council.FileOf
	rows    []intake.Said // as they came; the form carries them along
	unread  []string
	beside  council.Beside
	entries []council.Entry
	left    []int  // rows whose tick was taken away
	failed  failed // rows that were selected and refused
	because string // where staff keep the roster, and two of them decide
	wrong   fault.Invalid
	key     string
}

// failed says of rows, by their number, why they were refused when they were to be done.
type failed map[int]string

// readRosterFile brings the page for who keeps the roster, and what is to become of each row.
func (s Site) readRosterFile(v page.Visitor, r *http.Request, p *rosterFile) error {
	if err := s.read(v, r, &p.place, p.beside.Queries(slugOf(r), p.rows)...); err != nil {
		return err
	}
	if err := p.edits(); err != nil {
		return err
	}
	if !p.council.HasSeats || p.of == "" {
		p.of = council.PeopleFile
	}
	p.entries = p.beside.Judge(p.of, p.council, p.rows, v.Now, v.Instance.Zone)
	return nil
}

// RosterFile is the form for a file.
func (s Site) RosterFile(v page.Visitor, r *http.Request) (page.Answer, error) {
	p := rosterFile{key: page.NewKey()}
	if err := s.readRosterFile(v, r, &p); err != nil {
		return page.Answer{}, err
	}
	return page.Show(chooseFile(p)), nil
}

// MaySendRosterFile asks whether the visitor keeps the roster, before any of what was sent is read.
func (s Site) MaySendRosterFile(v page.Visitor, r *http.Request) error {
	return s.readRosterFile(v, r, &rosterFile{})
}

// LookThrough shows row by row what the file would do. Nothing happens yet, and nothing of it is kept.
func (s Site) LookThrough(v page.Visitor, r *http.Request) (page.Answer, error) {
	p := rosterFile{of: fileOf(r), key: page.NewKey()}
	var err error
	p.rows, p.unread, err = rowsSent(r, p.of)
	if err != nil && !page.Told(err, &p.wrong) {
		return page.Answer{}, err
	}
	if err := s.readRosterFile(v, r, &p); err != nil {
		return page.Answer{}, err
	}
	p.wrong = append(page.Chosen(nil, "of", "What the file is of", p.ofOptions(), r.PostFormValue("of")), p.wrong...)
	if err := p.wrong.Err(); err != nil {
		return page.Again(chooseFile(p), err), nil
	}
	return page.Show(lookThrough(p)), nil
}

func fileOf(r *http.Request) council.FileOf {
	if r.PostFormValue("of") == string(council.SeatsFile) {
		return council.SeatsFile
	}
	return council.PeopleFile
}

func rowsSent(r *http.Request, of council.FileOf) (rows []intake.Said, unread []string, err error) {
	file, _, err := r.FormFile("file")
	if err != nil {
		return nil, nil, fault.Invalid{{Name: "file", Message: "Choose a file in CSV or XLSX."}}
	}
	defer file.Close()
	if rows, unread, err = intake.Small(file, council.FileColumns[of], council.FileNeeds[of]); err == nil && len(carried(rows)) > mostCarried {
		err = fault.Invalid{{Name: "file", Message: "The file holds more than 150,000 letters in what is read of it. Take it in in parts."}}
	}
	return rows, unread, err
}

// carried is what the form carries along.
func carried(rows any) string {
	b, _ := json.Marshal(rows) // texts and numbers alone, which have no error
	return string(b)
}

// carriedAlong takes the rows from the form again.
func (p *rosterFile) carriedAlong(r *http.Request) error {
	if err := json.Unmarshal([]byte(r.PostFormValue("rows")), &p.rows); err != nil || len(p.rows) > intake.MostSmall {
		return fault.Invalid{{Message: "The rows of the file did not arrive whole. Choose the file again."}}
	}
	return nil
}

// RefusedRows is a file of the rows that were refused, with the reasons: mended, it can be sent as it is. Nothing of the roster's file is kept,
// so that the form brings along the rows and what was said of those that were to be done.
func (s Site) RefusedRows(v page.Visitor, r *http.Request) (page.Answer, error) {
	p := rosterFile{of: fileOf(r)}
	if err := p.carriedAlong(r); err != nil {
		return page.Answer{}, err
	}
	if said := r.PostFormValue("failed"); said != "" {
		if err := json.Unmarshal([]byte(said), &p.failed); err != nil {
			return page.Answer{}, fault.Invalid{{Message: "The rows of the file did not arrive whole. Choose the file again."}}
		}
	}
	if err := s.readRosterFile(v, r, &p); err != nil {
		return page.Answer{}, err
	}
	columns := council.FileColumns[p.of]
	table := [][]string{append(slices.Clone(columns), "row", "what is wrong")}
	for _, e := range p.entries {
		because := e.Because
		if e.Verdict != council.Refused {
			because = p.failed[e.Number]
		}
		if because == "" || e.Verdict == council.Already {
			continue
		}
		var cells []string
		for _, c := range columns {
			cells = append(cells, e.Given[c])
		}
		table = append(table, append(cells, strconv.Itoa(e.Number), because))
	}
	return page.Spreadsheet("refused-"+p.council.Slug, table), nil
}

// TakeRows does what the ticked rows say, each by itself as the form for one does: a row that is refused says why, and the others go. Where
// staff keep the roster each is proposed to a second one.
func (s Site) TakeRows(v page.Visitor, r *http.Request) (page.Answer, error) {
	p := rosterFile{of: fileOf(r), because: r.PostFormValue("because"), key: r.PostFormValue("once"), failed: failed{}}
	if err := p.carriedAlong(r); err != nil {
		return page.Answer{}, err
	}
	if err := s.readRosterFile(v, r, &p); err != nil {
		return page.Answer{}, err
	}
	done := 0
	ticked := r.PostForm["take"]
	for _, e := range p.entries {
		if e.Verdict != council.Fresh {
			continue
		}
		if !slices.Contains(ticked, strconv.Itoa(e.Number)) {
			p.left = append(p.left, e.Number)
			continue
		}
		var wrong fault.Invalid
		if err := s.takeRow(v, r, p, e); page.Told(err, &wrong) && wrong.For("because") != "" {
			p.wrong = wrong // of all rows
			break
		} else if wrong != nil {
			p.wrong.Add("take-"+strconv.Itoa(e.Number), e.Words()+": "+wrong[0].Message)
			p.failed[e.Number] = wrong[0].Message
		} else if err != nil {
			return page.Answer{}, err
		} else {
			done++
		}
	}
	if len(ticked) == 0 {
		p.wrong.Add("take", "Select the rows that you mean.")
	}
	if err := p.wrong.Err(); err != nil {
		again := rosterFile{of: p.of, rows: p.rows, left: p.left, failed: p.failed, because: p.because, wrong: p.wrong, key: p.key}
		if err := s.readRosterFile(v, r, &again); err != nil {
			return page.Answer{}, err
		}
		return page.Again(lookThrough(again), err), nil
	}
	return page.Go(p.url("/roster"), p.did(done)), nil
}

// takeRow writes one row. Sent twice, it is done once: its key is that of the form, for this row.
func (s Site) takeRow(v page.Visitor, r *http.Request, p rosterFile, e council.Entry) error {
	once := page.Once(r, p.url("/roster"))
	if once.Key != uuid.Nil {
		once.Key = uuid.NewSHA1(once.Key, []byte(strconv.Itoa(e.Number)))
	}
	var change db.Query
	var err error
	switch id := uuid.Must(uuid.NewV7()); {
	case p.of == council.SeatsFile:
		change, err = council.OpenSeat(council.SeatID{UUID: id}, p.council.ID, e.Opening), e.Opening.Check()
	case p.council.RosterBy == "staff":
		a := e.Appointing
		proposed := proposal.Appointing{Council: p.council.ID, Person: a.Person, Office: a.Office, Term: a.Until, Because: p.because}
		change, err = proposed.Propose(proposal.NewID(), v.Now)
	default:
		change, err = council.Appoint(council.AppointmentID{UUID: id}, p.council.ID, e.Appointing), e.Appointing.Check(v.Now)
	}
	if err == nil {
		err = s.DB.Write(r.Context(), v.Who, once, change)
	}
	if _, before := errors.AsType[fault.Repeated](err); before {
		return nil
	}
	return err
}

// did says what happened.
func (p rosterFile) did(done int) string {
	switch {
	case p.of == council.SeatsFile:
		return page.Count(done, "seat is", "seats are") + " open. Appoint who speaks for them."
	case p.council.RosterBy == "staff":
		return page.Count(done, "appointment is", "appointments are") + " proposed. Nothing changes before a second member of staff confirms."
	}
	return page.Count(done, "person is", "people are") + " appointed, and may read here from now on."
}

package councils

import (
	"net/http"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"

	"example.org/concord/internal/fault"
	"example.org/concord/internal/proposal"
	"example.org/concord/web/page"
)

// questionPage is what two members of staff would do about a council, before its officers.
type questionPage struct {
	place
	is        proposal.Question
	objection string
	wrong     fault.Invalid
	key       string
}

func (p questionPage) waits() bool { return p.is.Waits(p.frame.Visitor.Now) }

func (p questionPage) title() string {
	if p.is.Act == proposal.Community {
		return p.is.Council + " in the community of " + p.is.Sector
	}
	return p.is.Person + " as " + p.is.Office + " of " + p.is.Asks
}

// standing is where it stands, in a sentence.
func (p questionPage) standing() string {
	zone := p.frame.Visitor.Instance.Zone
	switch {
	case p.is.Agreed != nil:
		return p.is.AnsweredBy + " agreed on " + page.Date(p.is.Agreed.In(zone)) + "; it took effect."
	case p.is.Objected != nil && p.is.AnsweredBy != "":
		return p.is.AnsweredBy + " objected on " + page.Date(p.is.Objected.In(zone)) + ". Nothing changed."
	case p.is.Objected != nil:
		return "It ended without effect."
	case p.is.Done != nil:
		return "Nobody answered; it took effect on " + page.Date(p.is.Done.In(zone)) + "."
	case !p.waits():
		return "Nobody answered; it takes effect within the hour."
	}
	return "Nothing has changed yet."
}

func (s Site) readQuestion(v page.Visitor, r *http.Request, p *questionPage) error {
	id, err := uuid.Parse(chi.URLParam(r, "proposal"))
	if err != nil {
		return fault.NotFound
	}
	return s.read(v, r, &p.place, proposal.QuestionIn(slugOf(r), proposal.ID{UUID: id}, &p.is))
}

// Question shows it to the council's officers, and to nobody else.
func (s Site) Question(v page.Visitor, r *http.Request) (page.Answer, error) {
	p := questionPage{key: page.NewKey()}
	if err := s.readQuestion(v, r, &p); err != nil {
		return page.Answer{}, err
	}
	return page.Show(question(p)), nil
}

// AnswerQuestion agrees or objects for the council.
func (s Site) AnswerQuestion(v page.Visitor, r *http.Request) (page.Answer, error) {
	p := questionPage{key: r.PostFormValue("once"), objection: r.PostFormValue("objection")}
	if err := s.readQuestion(v, r, &p); err != nil {
		return page.Answer{}, err
	}
	change, said := proposal.Agree(p.is.ID), "You agreed. It took effect."
	var err error
	switch r.PostFormValue("answer") {
	case "agree":
	case "object":
		said = "You objected. Nothing changes, and staff read why."
		change, err = proposal.Object(p.is.ID, p.objection)
	default:
		err = fault.Invalid{{Name: "answer", Message: "Agree or object."}}
	}
	location := p.url("/questions/" + p.is.ID.String())
	if err == nil {
		err = s.DB.Write(r.Context(), v.Who, page.Once(r, location), change)
	}
	if page.Told(err, &p.wrong) {
		return page.Again(question(p), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	return page.Go(location, said), nil
}

package councils

import (
	"net/http"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/may"
	"example.org/concord/internal/signin"
	"example.org/concord/web/page"
)

// resetPage is where two of those who validate in a council, one of them its chair, vouch for somebody who lost the second factor.
type resetPage struct {
	place
	all     []signin.Vouched
	found   []signin.Resettable
	person  page.Pick
	because string
	key     string
	about   uuid.UUID // the reset whose form came back; nil for the one that asks
	wrong   fault.Invalid
}

// vouches says whether the asker is one of those.
func (p place) vouches() bool { return p.frame.MayIn(may.ValidateAdmissions, p.council.ID.UUID) }

func (s Site) readResets(v page.Visitor, r *http.Request, p *resetPage, queries ...db.Query) error {
	p.key = page.NewKey()
	if err := s.read(v, r, &p.place, append(queries, signin.VouchedIn(slugOf(r), &p.all))...); err != nil {
		return err
	}
	if !p.vouches() {
		return fault.NotFound
	}
	return nil
}

// Resets shows what waits, what became of the others of the last seven days, and the form.
func (s Site) Resets(v page.Visitor, r *http.Request) (page.Answer, error) {
	var p resetPage
	if err := s.readResets(v, r, &p); err != nil {
		return page.Answer{}, err
	}
	return page.Show(resets(p)), nil
}

// AskReset vouches first.
func (s Site) AskReset(v page.Visitor, r *http.Request) (page.Answer, error) {
	p := resetPage{because: r.PostFormValue("because"), person: page.Pick{Field: page.Field{Value: r.PostFormValue("person")}, Chosen: r.PostFormValue("person_id")}}
	if err := s.readResets(v, r, &p, signin.ResettableIn(slugOf(r), p.person.Value, &p.found)); err != nil {
		return page.Answer{}, err
	}
	for _, f := range p.found {
		p.person.Found = append(p.person.Found, page.Option{Value: f.PersonID.String(), Label: f.Name, Says: f.Organization})
	}
	who, ok := p.person.One()
	changes, err := signin.AskInCouncil(p.council.ID.UUID, who, p.because)
	page.Told(err, &p.wrong)
	if !ok {
		p.wrong.Add("person", p.pick().Which("Nobody of that name serves in this council and can be reset here. Staff are reset by staff; who never enrolled needs an invitation."))
		err = p.wrong
	}
	return s.settle(v, r, p, page.Go(p.url("/resets"), "Asked. A second person has to confirm it; nothing has changed yet."), changes, err)
}

// settle makes the changes, or shows the page once more with what stands against them.
func (s Site) settle(v page.Visitor, r *http.Request, p resetPage, done page.Answer, changes []db.Query, err error) (page.Answer, error) {
	if err == nil {
		err = s.DB.Write(r.Context(), v.Who, page.Once(r, p.url("/resets")), changes...)
	}
	if page.Told(err, &p.wrong) {
		return page.Again(resets(p), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	return done, nil
}

// vouched is the reset that the address names, of this council and still to be decided.
func (s Site) vouched(v page.Visitor, r *http.Request) (p resetPage, this signin.Vouched, err error) {
	if p.about, err = uuid.Parse(chi.URLParam(r, "reset")); err != nil {
		return p, this, fault.NotFound
	}
	if err := s.readResets(v, r, &p); err != nil {
		return p, this, err
	}
	for _, one := range p.all {
		switch {
		case one.ID == p.about && !one.Waits():
			return p, one, fault.Conflict{Message: "This reset does not wait any more: somebody else decided a moment ago."}
		case one.ID == p.about:
			return p, one, nil
		}
	}
	return p, this, fault.NotFound
}

// ApproveReset confirms, and shows the link, this once.
func (s Site) ApproveReset(v page.Visitor, r *http.Request) (page.Answer, error) {
	p, this, err := s.vouched(v, r)
	if err != nil {
		return page.Answer{}, err
	}
	token, changes := signin.ApproveReset(this.ID)
	return s.settle(v, r, p, page.Show(resetLink(p, this, signin.Link(token))), changes, nil)
}

// EndReset refuses one that somebody else asked for, with a reason, or withdraws one's own.
func (s Site) EndReset(v page.Visitor, r *http.Request) (page.Answer, error) {
	p, this, err := s.vouched(v, r)
	if err != nil {
		return page.Answer{}, err
	}
	if this.Mine {
		return s.settle(v, r, p, page.Go(p.url("/resets"), "Withdrawn. Nothing has changed."), signin.WithdrawReset(this.ID), nil)
	}
	p.because = r.PostFormValue(refusal(this.ID))
	changes, err := signin.RefuseReset(this.ID, p.because)
	if wrong := page.Wrong(err); wrong != nil {
		err = fault.Invalid{{Name: refusal(this.ID), Message: wrong.For("because")}}
	}
	return s.settle(v, r, p, page.Go(p.url("/resets"), "Refused. Nothing has changed."), changes, err)
}

func (p resetPage) pick() page.Pick {
	f := p.person
	f.Name, f.Label, f.Hint, f.Error, f.Max, f.Autocomplete = "person", "Who", "Part of the name will do.", p.wrong.For("person"), 200, "off"
	return f
}

// refusal names the field with the reason: several may stand on the page.
func refusal(reset uuid.UUID) string { return "because-" + reset.String() }

// of is what stands against the form about that reset; the nil id is the form that asks.
func (p resetPage) of(reset uuid.UUID) fault.Invalid {
	if p.about != reset {
		return nil
	}
	return p.wrong
}

// became says what came of a reset.
func became(r signin.Vouched) string {
	switch {
	case r.Approved != nil:
		return "Confirmed by " + r.EndedByName + " on " + page.Date(*r.Approved)
	case r.Refused != "":
		return "Refused by " + r.EndedByName + ": “" + r.Refused + "”"
	}
	return "Withdrawn"
}

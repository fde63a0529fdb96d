package admission

import (
	"net/http"
	"strings"

	"github.com/google/uuid"

	"example.org/concord/internal/admission"
	"example.org/concord/internal/council"
	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/web/page"
)

// most is how many cases are decided on one page.
const most = 20

// verdict is what a validator decides about one case.
type verdict struct {
	admission.Case
	admission.Validation
	decision     string // admit, refuse or later
	organization page.Pick
	wrong        fault.Invalid
}

func (c verdict) field(name string) string { return name + "-" + c.ID.String() }

// decision is one page on which several cases are decided at once: each is shown, each admission says how identity was checked, one
// reason serves all refusals.
type decision struct {
	place
	verdicts []verdict
	refusal  admission.Refusal
	wrong    fault.Invalid
	key      string
}

func (s Site) readDecision(v page.Visitor, r *http.Request, asked []string, d *decision, more ...db.Query) error {
	var ids []uuid.UUID
	for _, a := range asked[:min(len(asked), most)] {
		if id, err := uuid.Parse(a); err == nil {
			ids = append(ids, id)
		}
	}
	var rows []admission.Case
	if err := s.read(v, r, &d.place, append(more, admission.ToDecide(slugOf(r), ids, &rows))...); err != nil {
		return err
	}
	if !d.standing.Validates {
		return fault.NotFound
	}
	for _, c := range rows {
		d.verdicts = append(d.verdicts, verdict{Case: c})
	}
	return nil
}

// AskDecision is the page for the cases that the address names.
func (s Site) AskDecision(v page.Visitor, r *http.Request) (page.Answer, error) {
	d := decision{key: page.NewKey()}
	if err := s.readDecision(v, r, v.Query["case"], &d); err != nil {
		return page.Answer{}, err
	}
	return page.Show(decide(d)), nil
}

// Decide does all of it, or, where one of it cannot be done, nothing.
func (s Site) Decide(v page.Visitor, r *http.Request) (page.Answer, error) {
	f := r.PostFormValue
	d := decision{key: f("once"), refusal: admission.Refusal{Because: f("because"), Advice: f("advice")}}
	asked := r.PostForm["case"]
	found := make([][]council.Holder, min(len(asked), most))
	var queries []db.Query
	for n := range found {
		if name := f("organization-" + asked[n]); name != "" {
			queries = append(queries, council.Holders(slugOf(r), name, &found[n]))
		}
	}
	if err := s.readDecision(v, r, asked, &d, queries...); err != nil {
		return page.Answer{}, err
	}
	holders := map[string][]council.Holder{}
	for n := range found {
		holders[asked[n]] = found[n]
	}
	var changes []db.Query
	refused, admitted := 0, 0
	for n := range d.verdicts {
		c := &d.verdicts[n]
		c.decision, c.Checked, c.How = f(c.field("decision")), f(c.field("checked")), f(c.field("how"))
		switch c.decision {
		case "admit":
			admitted++
			c.settle(f(c.field("organization")), f(c.field("organization")+"_id"), holders[c.ID.String()])
			for _, w := range page.Wrong(c.Check()) {
				c.wrong.Add(c.field(w.Name), c.Name+": "+w.Message)
			}
			changes = append(changes, c.Validate(c.ID)...)
		case "refuse":
			refused++
			changes = append(changes, d.refusal.Refuse(c.ID))
		case "later":
		default:
			c.wrong.Add(c.field("decision"), c.Name+": choose one.")
		}
		d.wrong = append(d.wrong, c.wrong...)
	}
	if refused > 0 {
		d.wrong = append(d.wrong, page.Wrong(d.refusal.Check())...)
	}
	err := d.wrong.Err()
	if err == nil && len(changes) == 0 {
		err = fault.Conflict{Message: "Nothing was decided: none of these cases waits for you any more, or all were left for later."}
	}
	if err == nil {
		err = s.DB.Write(r.Context(), v.Who, page.Once(r, d.url("/admissions")), changes...)
	}
	if page.Told(err, &d.wrong) {
		return page.Again(decide(d), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	var said []string
	if admitted > 0 {
		said = append(said, page.Count(admitted, "applicant is", "applicants are")+" invited by mail, for seven days.")
	}
	if refused > 0 {
		said = append(said, page.Count(refused, "application is", "applications are")+" refused; who asked is told why.")
	}
	return page.Go(d.url("/admissions"), strings.Join(said, " ")), nil
}

// settle finds the organization on record that an applicant works for, where the case names one that was not.
func (c *verdict) settle(typed, chosen string, holders []council.Holder) {
	c.organization = page.Pick{Field: page.Field{Value: typed}, Chosen: chosen}
	if c.OrganizationID != nil {
		return
	}
	for _, h := range holders {
		c.organization.Found = append(c.organization.Found, page.Option{Value: h.ID.String(), Label: h.Name, Says: h.Says()})
	}
	c.organization.Label = "Organization"
	if id, ok := c.organization.One(); ok {
		c.Validation.Organization = &id
	} else {
		c.wrong.Add(c.field("organization"), c.Name+": "+c.organization.Which("No organization of that name is on record. The administrators record it; leave the case for later until then."))
	}
}

package councils

import (
	"net/http"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"

	"example.org/concord/internal/council"
	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/may"
	"example.org/concord/web/page"
)

// rulePage is who keeps the roster, since when and by which document.
type rulePage struct {
	place
	rules    []council.Rule
	keptBy   string
	document string
	wrong    fault.Invalid
	key      string
}

// chairs says that the asker decides for the council; proposes, that she is staff and may ask it.
func (p rulePage) chairs() bool { return p.frame.MayIn(may.EntrustRoster, p.council.ID.UUID) }

func (p rulePage) proposes() bool { return p.frame.May(may.RecordCouncils) }

// agrees says that hers is the second yes which a rule waits for.
func (p rulePage) agrees(r council.Rule) bool {
	return r.Waits() && (p.chairs() || p.proposes() && !r.Chaired && !r.Own)
}

func (s Site) readRules(v page.Visitor, r *http.Request, p *rulePage) error {
	if err := s.read(v, r, &p.place, council.Rules(slugOf(r), &p.rules)); err != nil {
		return err
	}
	if !p.council.SeesRoster || !p.council.HasSeats || !p.council.PublicFace {
		return fault.NotFound
	}
	return nil
}

// Rules shows it to everybody who sees the roster.
func (s Site) Rules(v page.Visitor, r *http.Request) (page.Answer, error) {
	p := rulePage{key: page.NewKey()}
	if err := s.readRules(v, r, &p); err != nil {
		return page.Answer{}, err
	}
	return page.Show(rules(p)), nil
}

// Entrust says who keeps it from now on, or asks the council's chair to agree.
func (s Site) Entrust(v page.Visitor, r *http.Request) (page.Answer, error) {
	p := rulePage{key: r.PostFormValue("once"), keptBy: r.PostFormValue("kept_by"), document: r.PostFormValue("document")}
	if err := s.readRules(v, r, &p); err != nil {
		return page.Answer{}, err
	}
	if p.ended() || !p.chairs() && !p.proposes() {
		return page.Answer{}, fault.NotFound
	}
	change, err := council.Entrust(p.council.ID, council.Keeper(p.keptBy), p.document)
	if err == nil {
		err = s.DB.Write(r.Context(), v.Who, page.Once(r, p.url("/roster/rule")), change)
	}
	if page.Told(err, &p.wrong) {
		return page.Again(rules(p), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	if p.chairs() {
		return page.Go(p.url("/roster/rule"), "Recorded. It holds from now on."), nil
	}
	return page.Go(p.url("/roster/rule"), "Recorded. It holds as soon as there is a second yes."), nil
}

// AgreeToRule is the second yes, StopRule the no or what takes it back.
func (s Site) AgreeToRule(v page.Visitor, r *http.Request) (page.Answer, error) {
	return s.decideRule(v, r, council.AgreeToRule, "Agreed. It holds from now on.")
}

// StopRule leaves all as it is.
func (s Site) StopRule(v page.Visitor, r *http.Request) (page.Answer, error) {
	return s.decideRule(v, r, council.StopRule, "Stopped. Nothing changes.")
}

func (s Site) decideRule(v page.Visitor, r *http.Request, change func(string, council.RuleID) db.Query, flash string) (page.Answer, error) {
	id, err := uuid.Parse(chi.URLParam(r, "rule"))
	if err != nil {
		return page.Answer{}, fault.NotFound
	}
	location := "/councils/" + slugOf(r) + "/roster/rule"
	if err := s.DB.Write(r.Context(), v.Who, page.Once(r, location), change(slugOf(r), council.RuleID{UUID: id})); err != nil {
		return page.Answer{}, err
	}
	return page.Go(location, flash), nil
}

// keeperNames are whom a rule names.
var keeperNames = map[council.Keeper]string{
	council.Officers: "The chair and the secretariat", council.Committee: "The chair and the executive committee",
	council.Election: "The secretariat, for whom the council elected", council.Staff: "Staff of the portal",
}

// keeper says who keeps the roster now.
func (p place) keeper(all []council.Rule) string {
	for _, r := range all {
		if r.Lives() {
			return keeperNames[r.KeptBy] + ", since " + page.Date(r.Since.In(p.frame.Visitor.Instance.Zone)) + " (" + r.Document + ")."
		}
	}
	if p.council.RosterBy == "staff" {
		return keeperNames[council.Staff] + ", as in every " + p.council.KindName + "."
	}
	return keeperNames[council.Officers] + ", as in every " + p.council.KindName + "; while there is no chair, the vice chair."
}

func (p rulePage) keeperOptions() []page.Option {
	offered := []council.Keeper{council.Officers, council.Committee, council.Election}
	if !p.council.IndustryOnly {
		offered = append(offered, council.Staff)
	}
	return options("", len(offered), func(i int) page.Option { return page.Option{Value: string(offered[i]), Label: keeperNames[offered[i]]} })
}

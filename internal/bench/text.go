package bench

import (
	"math"
	"math/rand/v2"
	"strings"
)

// vocabulary is what the invented updates are made of, the frequent words first.
var vocabulary = strings.Fields(`water the of and system power plant operators to in control site pressure pump for report network security
  utility supply chlorine with storm outage station on flow valve access line by alarm remote contractor state county sensor backup
  generator fuel treatment reservoir exercise advisory vendor patch firewall password account camera fence gate visitor truck delivery
  schedule crew shift laboratory sample result turbidity residual pipeline main break repair valve-box hydrant district council seat
  member partner region sector energy transport health dam levee river flood gauge forecast wind ice heat drought wildfire smoke quake
  tremor landslide bridge tunnel rail port vessel cargo container crane terminal airport runway tower radar signal radio satellite fiber
  cable switch router server cloud tenant identity token certificate key rotation audit finding remedy lesson drill tabletop scenario
  inject evaluator observer participant hotwash plan annex checklist template guidance standard rule comment deadline request answer
  survey question inventory asset register owner operator regulator inspector permit license compliance variance waiver notice order
  emergency declaration shelter evacuation route checkpoint credential badge escort perimeter patrol drone sighting report-form hotline
  dispatcher responder hospital clinic oxygen vaccine cold-chain warehouse grocery farm elevator grain feed cattle poultry disease
  quarantine disinfectant spill plume monitor filter membrane carbon sludge digester lagoon outfall discharge basin wetland aquifer well
  casing drawdown recharge salinity intrusion saltwater nitrate arsenic lead copper coupon corrosion inhibitor phosphate bank
  payment settlement teller branch vault courier substation transformer breaker relay feeder recloser capacitor busbar conductor insulator
  tower-leg right-of-way vegetation mutual assistance convoy staging fuel-card lodging meal roster handover logbook briefing summary`)

// connecting words are left out by the text search, so a paragraph does not end with one: the positions of the next would shift.
var connecting = map[string]bool{"the": true, "of": true, "and": true, "to": true, "in": true, "for": true, "with": true, "on": true, "by": true}

// writer writes the same texts each time.
type writer struct{ dice *rand.Rand }

func newWriter() writer { return writer{rand.New(rand.NewPCG(2026, 7))} }

// word is a frequent one more often: the nth has a chance of about 1/n.
func (w writer) word() string {
	n := int(math.Exp(w.dice.Float64() * math.Log(float64(len(vocabulary)+1))))
	return vocabulary[n-1]
}

// last is a word to end with.
func (w writer) last() string {
	for {
		if word := w.word(); !connecting[word] {
			return word
		}
	}
}

// texts are n texts of so many words, each ending with end.
func (w writer) texts(n, words int, end string) []string {
	all := make([]string, n)
	var b strings.Builder
	for i := range all {
		b.Reset()
		for range words - 1 {
			b.WriteString(w.word())
			b.WriteByte(' ')
		}
		b.WriteString(w.last())
		b.WriteString(end)
		all[i] = strings.ToUpper(b.String()[:1]) + b.String()[1:]
	}
	return all
}

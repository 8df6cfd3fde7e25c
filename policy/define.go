package policy

import (
	"fmt"
	"iter"
	"slices"
)

// Classify says by the profile's definitions what a contact with a student, or a space that they are in, is, given what is known of
// it. Finding.Kind is the kind of intervention, and empty for what is none; Rule, Clauses and Demand are those of the definition that
// decides; Outcome is [Satisfied]. Where it cannot be told, Outcome is [Undetermined] and Missing lists the facts, or the reading, that
// would tell. Where no definition fits, and where there are none, Outcome is [NotApplicable]. A fact that is stated twice counts as it
// was stated first.
func (p *Profile) Classify(facts ...Stated) Finding {
	first := p.defining[0].classify(facts)
	for _, w := range p.defining[1:] {
		other := w.classify(facts)
		if first.Rule == other.Rule && first.Outcome == other.Outcome {
			continue
		}
		for i, c := range p.chosen {
			if c.Answer == "" && p.defining[0].choices[i] != w.choices[i] {
				return Finding{Document: first.Document, Missing: []Missing{{Fact: missingReading, Subject: c.Reading}}, Readings: []string{c.Reading}}
			}
		}
	}
	return first
}

// Definitions returns the headers of the definitions that stand under the chosen readings, in their order. A header's Text says what it
// takes.
func (p *Profile) Definitions() iter.Seq[Header] {
	return func(yield func(Header) bool) {
		for i := range p.reg.Definitions {
			n := p.reg.Definitions[i].normal()
			if !p.mayApply(&n) {
				continue
			}
			h := n.Header
			h.of = &declared{rule: &n, in: &p.reg.Instrument}
			if !yield(h) {
				return
			}
		}
	}
}

func (w *world) classify(facts []Stated) Finding {
	f := newFold(w, inspection{}, nil, nil)
	x := at{e: &entry{Event: &Event{Facts: facts}}}
	v := Finding{Document: w.profile.reg.Short}
	for i := range w.rules {
		n := &w.rules[i]
		switch f.ask(&n.holds, x, &v.Missing) {
		case NotRecorded:
			return v
		case Yes:
			v.Rule, v.Clauses, v.Demand, v.Force, v.Outcome = n.Name, n.Clauses, n.Demand, n.Force, Satisfied
			if len(n.Kinds) > 0 {
				v.Kind = n.Kinds[0]
			}
			return v
		}
	}
	v.Outcome = NotApplicable
	return v
}

// define compiles the definitions that stand under choices.
func (p *Profile) define(choices []Choice) *world {
	w := p.newWorld("", choices)
	res := resolver{w: w}
	for i := range p.reg.Definitions {
		if n := p.reg.Definitions[i].normal(); w.stands(n.Under) {
			res.rule(&n)
			w.rules = append(w.rules, rule{normal: n})
		}
	}
	return w
}

// deemed are the rules that find, of an incident of one kind, that by a definition it is another for as long as the facts hold. Only
// definitions by lasting facts can find that; those of what is no intervention stand before them as exceptions.
func (w *world) deemed() []normal {
	var none []Condition
	var rules []normal
	for i := range w.profile.reg.Definitions {
		n := w.profile.reg.Definitions[i].normal()
		lasts := w.stands(n.Under)
		n.conditions(func(_ string, _ bool, c *Condition) {
			lasts = lasts && (c.op != opFact || w.specs[c.fact].Sort == Lasting)
		})
		switch {
		case !lasts:
		case len(n.Kinds) == 0:
			none = append(none, Not(n.holds))
		case n.Kinds[0] != w.kind:
			is := All(append(slices.Clone(none), n.holds)...)
			if j := slices.IndexFunc(rules, func(o normal) bool { return o.Name == deemedAs+RuleID(n.Kinds[0]) }); j >= 0 { // or by this one
				rules[j].holds = All(rules[j].holds, Not(is))
				rules[j].Clauses = append(slices.Clone(rules[j].Clauses), n.Clauses...)
				continue
			}
			rules = append(rules, normal{Header: Header{Name: deemedAs + RuleID(n.Kinds[0]), Clauses: n.Clauses, Demand: "by definition " + n.Demand},
				kind: kindDuring, phase: Held, holds: Not(is), deems: true})
		}
	}
	return rules
}

// checkDefinitions finds what is wrong with the definitions.
func (r *Regulation) checkDefinitions(fs *faults, specs map[Fact]FactSpec, carriers map[string]Carrier, under func(where string, cs []Choice)) {
	for i := range r.Definitions {
		n := r.Definitions[i].normal()
		where := "definition " + string(n.Name)
		bad := func(format string, args ...any) { fs.add(where, fmt.Sprintf(format, args...)) }
		switch {
		case !WellNamed(string(n.Name)):
			bad("its name must be lower-case letters, digits and hyphens")
		case len(n.Clauses) == 0 || n.Demand == "":
			bad("cites no clause, or says nothing")
		case len(n.Kinds) > 1 || len(n.Kinds) == 1 && !n.Kinds[0].known():
			bad("is of one kind, or of none")
		case n.holds.op == opAlways:
			bad("always holds")
		case n.Gate || n.When.op != opAlways || n.Unless.op != opAlways || len(n.on) > 0 || !n.From.IsZero() || !n.Until.IsZero():
			bad("has a name, clauses, a demand, a kind, readings and Holds, and nothing else")
		}
		under(where, n.Under)
		for _, c := range n.Clauses {
			if len(r.Ledger) > 0 && carriers[c] != CarriedByDefinition {
				bad("cites %s, which the ledger does not give to definitions", c)
			}
		}
		n.conditions(func(_ string, _ bool, c *Condition) {
			switch c.op {
			case opAlways, opAll, opAny, opNot:
			case opFact:
				if s, ok := specs[c.fact]; !ok || s.Sort == Standing {
					bad("asks for %s, which is no fact of an act and no lasting one", c.fact)
				}
			default:
				bad("asks for more than facts")
			}
		})
		if slices.ContainsFunc(r.Definitions[:i], func(o At) bool { return o.Name == n.Name && sharesWorld(o.Under, n.Under) }) {
			bad("stands twice under the same readings")
		}
	}
}

// sharesWorld reports whether two lists of choices can hold at once.
func sharesWorld(a, b []Choice) bool {
	return !slices.ContainsFunc(a, func(c Choice) bool {
		return slices.ContainsFunc(b, func(o Choice) bool { return c.Reading == o.Reading && c.Answer != o.Answer })
	})
}

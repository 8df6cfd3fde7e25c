package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/leastrestrictive/interventions/policy"
)

// docs is what a profile says of itself.
type docs struct {
	profile  *policy.Profile
	facts    []policy.FactSpec // that the regulation declares
	constant map[policy.RuleID]string
	rules    map[policy.RuleID][]policy.Header // under the default readings, and then where other answers say otherwise
	defaults map[policy.RuleID]int             // how many of them stand under the default readings
	nothing  map[policy.RuleID][]string        // what is not demanded under some other answer
}

func gather(r *policy.Regulation, n names) (*docs, error) {
	p, err := r.Build()
	if err != nil {
		return nil, err
	}
	d := &docs{profile: p, facts: r.Facts, constant: map[policy.RuleID]string{}, rules: map[policy.RuleID][]policy.Header{},
		defaults: map[policy.RuleID]int{}, nothing: map[policy.RuleID][]string{}}
	for _, r := range n.rules {
		if d.constant[r.rule] != "" {
			return nil, fmt.Errorf("%s: %s and %s are both the rule %s", namesFile, d.constant[r.rule], r.constant, r.rule)
		}
		d.constant[r.rule] = r.constant
	}
	for h := range p.Rules() {
		d.rules[h.Name] = append(d.rules[h.Name], h)
		d.defaults[h.Name]++
	}
	for rd := range p.Readings() {
		for _, answer := range rd.Alternatives {
			if err := d.otherwise(policy.Choice{Reading: rd.ID, Answer: answer}); err != nil {
				return nil, err
			}
		}
	}
	for id := range d.rules {
		if d.constant[id] == "" {
			return nil, fmt.Errorf("%s: rule %s has no constant", namesFile, id)
		}
	}
	for _, r := range n.rules {
		if len(d.rules[r.rule]) == 0 {
			return nil, fmt.Errorf("%s: %s: there is no rule %s", namesFile, r.constant, r.rule)
		}
	}
	return d, nil
}

// otherwise adds what stands under another answer, and notes what no longer does.
func (d *docs) otherwise(c policy.Choice) error {
	other, err := d.profile.Choose(c)
	if err != nil {
		return err
	}
	var instead []policy.Header
	for h := range other.Rules() {
		if slices.Contains(h.Under, c) {
			instead = append(instead, h)
			d.rules[h.Name] = append(d.rules[h.Name], h)
		}
	}
	for h := range d.profile.Rules() {
		asks := func(o policy.Choice) bool { return o.Reading == c.Reading }
		stands := func(o policy.Header) bool { return o.Name == h.Name && share(o.Kinds, h.Kinds) }
		if slices.ContainsFunc(h.Under, asks) && !slices.ContainsFunc(instead, stands) {
			d.nothing[h.Name] = unique(append(d.nothing[h.Name], fmt.Sprintf("Under the reading %s, nothing is demanded here.", said(c))))
		}
	}
	return nil
}

// share reports whether there is a kind in both lists. None named is every kind.
func share(a, b []policy.Kind) bool {
	return len(a) == 0 || len(b) == 0 || slices.ContainsFunc(a, func(k policy.Kind) bool { return slices.Contains(b, k) })
}

func said(c policy.Choice) string { return fmt.Sprintf("%s: “%s”", c.Reading, c.Answer) }

// names is the file of the names, with what stands above each.
func (d *docs) names(n names) string {
	var b strings.Builder
	fmt.Fprintf(&b, "package %s\n\nimport \"github.com/leastrestrictive/interventions/policy\"\n\n"+
		"// The names of the rules. A new one is written here by hand; go generate writes what stands above each.\n\n", n.pkg)
	for _, r := range n.rules {
		fmt.Fprintf(&b, "%sconst %s policy.RuleID = %q\n\n", d.above(r), r.constant, string(r.rule))
	}
	return b.String()
}

// above is the comment of a name: the clause, the demand, and two incidents.
func (d *docs) above(r named) string {
	var c comment
	hs := d.rules[r.rule]
	var clauses []string
	for _, h := range hs {
		clauses = append(clauses, h.Clauses...)
	}
	c.paragraph(fmt.Sprintf("%s is %s %s: %s.", r.constant, d.profile.Short(), and(unique(clauses)), hs[0].Demand))
	by, other := hs[:d.defaults[r.rule]], hs[d.defaults[r.rule]:]
	if len(by) == 1 {
		c.paragraph(text(by[0]))
	} else if len(by) > 1 {
		c.list(items(by))
	}
	if others := slices.Concat(items(other), d.nothing[r.rule], d.lifetimes(clauses)); len(others) > 0 {
		c.paragraph("By other readings:")
		c.list(others)
	}
	c.paragraph("This keeps it:")
	c.code(r.keeps)
	c.paragraph("This breaks it:")
	c.code(r.breaks)
	return c.String()
}

// text is the whole demand, with the kinds that it is of.
func text(h policy.Header) string {
	t := h.Text()
	if len(h.Kinds) > 0 {
		return t
	}
	return "Every kind: " + strings.ToLower(t[:1]) + t[1:]
}

func items(hs []policy.Header) []string {
	var out []string
	for _, h := range hs {
		out = append(out, and(h.Clauses)+". "+text(h))
	}
	return out
}

// lifetimes says under which readings of these clauses a fact does not hold for as long as it otherwise would.
func (d *docs) lifetimes(clauses []string) []string {
	var out []string
	for rd := range d.profile.Readings() {
		if !slices.ContainsFunc(rd.Clauses, func(c string) bool { return slices.Contains(clauses, c) }) {
			continue
		}
		for _, a := range rd.Alternatives {
			c := policy.Choice{Reading: rd.ID, Answer: a}
			held := map[time.Duration][]string{}
			for _, f := range d.facts {
				if f.Lasts > 0 && slices.Contains(f.Under, c) {
					held[f.Lasts] = append(held[f.Lasts], string(f.Name))
				}
			}
			for lasts, facts := range held {
				out = append(out, fmt.Sprintf("Under the reading %s, what is on record of %s counts for %s and no longer, unless it is recorded again.",
					said(c), and(facts), length(lasts)))
			}
		}
	}
	slices.Sort(out)
	return out
}

// length is 2m, and 1m30s.
func length(d time.Duration) string {
	if s, ok := strings.CutSuffix(d.String(), "m0s"); ok {
		return s + "m"
	}
	return d.String()
}

const generated = "// Code generated by policydocs; DO NOT EDIT.\n\n"

// packageComment is the file with the comment of the package.
func (d *docs) packageComment(pkg string) string {
	var c comment
	in := d.profile.Instrument()
	c.paragraph(fmt.Sprintf("Package %s is %s of the %s, as a profile for package policy.", pkg, in.Number, in.Issuer))
	numbering := "clauses are cited in the document's own numbering."
	if in.TextNotHeld {
		numbering = "clauses are numbered as they were reported, not as the document has them."
	}
	c.paragraph("[Profile] gives it under the default answers to what its text leaves open, [policy.Profile.Choose] under others, and " +
		"[Regulation] as data for those who build their own upon it. Nothing of its wording stands here: demands are paraphrased, and " + numbering)
	c.paragraph("Each rule has a constant. Its documentation says what the rule demands, with an incident that keeps it and one that breaks it, " +
		"in the language of package policytest.")
	c.heading("Instrument")
	var rows []string
	for _, r := range [][2]string{{"title", in.Title}, {"number", in.Number}, {"issued by", in.Issuer}, {"adopted", in.Adopted.String()},
		{"in force from", in.From.String()}, {"in force until", in.Until.String()}, {"review due", in.ReviewDue}, {"status", d.status()}} {
		if r[1] == "" {
			r[1] = "not stated"
		}
		rows = append(rows, row(r[0], r[1])...)
	}
	c.code(rows)
	d.readings(&c)
	c.heading("Clauses")
	c.paragraph("What carries each clause: the constants of its rules, and the readings that bear on it; or why no rule does. A clause is called " +
		"restored where its marker is lost in our copy, and its place in the sequence is certain; silent where it demands nothing that could be " +
		"kept or broken.")
	rows = nil
	before := policy.LedgerEntry{}
	for _, e := range d.profile.Ledger() {
		rows, before = append(rows, row(e.Clause, d.carrier(e, before))...), e
	}
	c.code(rows)
	return generated + c.String() + "package " + pkg + "\n"
}

// status is what a reader should know of the copy. What is said there of single clauses stands in the table of clauses.
func (d *docs) status() string {
	var out []string
	for s := range strings.SplitAfterSeq(d.profile.Instrument().Note, ". ") {
		if !slices.ContainsFunc(d.profile.Ledger(), func(e policy.LedgerEntry) bool {
			return strings.Contains(e.Clause, "(") && strings.Contains(s, e.Clause)
		}) {
			out = append(out, strings.TrimSpace(s))
		}
	}
	return strings.Join(out, " ")
}

func (d *docs) readings(c *comment) {
	var items []string
	for rd := range d.profile.Readings() {
		items = append(items, fmt.Sprintf("%s: %s By default %s; otherwise %s.", rd.ID, rd.Question, rd.Default, strings.Join(rd.Alternatives, ", or ")))
	}
	if items == nil {
		return
	}
	c.heading("Readings")
	c.paragraph("Questions that the text leaves open, and their answers. A finding that another answer would change names the reading.")
	c.list(items)
}

// carrier says what carries a clause: constants, or the word for it, with the reason.
func (d *docs) carrier(e, before policy.LedgerEntry) string {
	var what string
	switch e.Carrier {
	case policy.CarriedByRules:
		what = d.carriers(e.Clause)
		if rs := d.bear(e.Clause); len(rs) > 0 {
			what += "; " + map[bool]string{true: "reading ", false: "readings "}[len(rs) == 1] + and(rs)
		}
		if e.Reason != "" { // of a part of it
			what += "; " + e.Reason
		}
	case policy.CarriedByDefinition:
		var defined []string
		for h := range d.profile.Definitions() {
			if slices.Contains(h.Clauses, e.Clause) {
				defined = append(defined, fmt.Sprintf("definition %s: %s", h.Name, h.Text()))
			}
		}
		if what = strings.Join(defined, " "); defined == nil {
			what = "definition: " + e.Label
		}
	case policy.LeftToJudgement:
		what = e.Label + "; left to judgement: " + e.Reason
		if before.Carrier == e.Carrier && before.Reason == e.Reason {
			what = e.Label + "; left to judgement, as the one before"
		}
	default:
		what = map[bool]string{true: "not in our copy", false: e.Carrier.String()}[e.Carrier == policy.NotInSource] + ": " + e.Label
		if e.Reason != "" {
			what += "; " + e.Reason
		}
	}
	if e.Source == "restored" {
		what += " (restored)"
	}
	return what
}

func (d *docs) carriers(clause string) string {
	var constants []string
	for id, hs := range d.rules {
		if slices.ContainsFunc(hs, func(h policy.Header) bool {
			return slices.Contains(h.Clauses, clause) || slices.Contains(h.Except, clause)
		}) {
			constants = append(constants, d.constant[id])
		}
	}
	slices.Sort(constants)
	return strings.Join(constants, ", ")
}

// bear lists the readings that are of a clause, or under whose answers a rule of it stands.
func (d *docs) bear(clause string) []string {
	under := map[string]bool{}
	for _, hs := range d.rules {
		for _, h := range hs {
			for _, c := range h.Under {
				under[c.Reading] = under[c.Reading] || slices.Contains(h.Clauses, clause)
			}
		}
	}
	var out []string
	for rd := range d.profile.Readings() {
		if under[rd.ID] || slices.Contains(rd.Clauses, clause) {
			out = append(out, rd.ID)
		}
	}
	return out
}

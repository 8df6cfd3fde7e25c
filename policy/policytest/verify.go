package policytest

import (
	"fmt"
	"slices"
	"strings"

	"github.com/leastrestrictive/interventions/policy"
)

// Verify checks a profile from outside, by judging incidents under it, and says under each clause what is wrong with its rules. It
// runs a subtest for each of these:
//
//   - "ledger": each clause is accounted for; each that is left to rules is cited by one, and rules cite no other.
//   - "release": whatever is or is not on record, nobody who lets a student out is refused.
//   - each clause, such as "7(16)(a)": under each answer to the readings, and for each kind of intervention that it speaks of, each
//     of its rules is kept in one incident and broken in another, and excused where it has an exception; what is owed can be done
//     after it was owed; and what is broken by time is broken from the nanosecond after it was due.
//   - "readings": each answer changes what is found in some incident, or what something is by definition.
//   - "judging": no judgement depends on the order in which the events came, and what is broken stays so.
//
// The machines are those of the profile's kinds; where none of a kind is given, that of [Lifecycle] serves. Incidents are sought, not
// proven absent: a fault that says that none was found may also mean that one is too far from what was tried. The same profile always comes to the same.
func Verify[T TestingT[T]](t T, p *policy.Profile, machines ...policy.Lifecycle) {
	t.Helper()
	if p == nil {
		t.Errorf("there is no profile")
		return
	}
	for _, s := range examine(p, machines) {
		t.Run(s.name, func(t T) {
			t.Helper()
			for _, f := range s.faults {
				t.Errorf("%s", f)
			}
		})
	}
}

// VerifyProfile is [Verify] without a test. Its error is a [*policy.ProfileError] with all faults at once, each with the clause, or
// the part, in which it was found.
func VerifyProfile(p *policy.Profile, machines ...policy.Lifecycle) error {
	e := &policy.ProfileError{}
	if p == nil {
		e.Faults = append(e.Faults, policy.Fault{Where: "profile", What: "there is none"})
		return e
	}
	e.Profile = p.ID()
	for _, s := range examine(p, machines) {
		for _, f := range s.faults {
			e.Faults = append(e.Faults, policy.Fault{Where: s.name, What: f})
		}
	}
	if len(e.Faults) == 0 {
		return nil
	}
	return e
}

// section is one part of a verification: a clause, or one of the parts that every profile has.
type section struct {
	name   string
	faults []string
}

// examination is a verification in progress.
type examination struct {
	profile  *policy.Profile
	machines []policy.Lifecycle
	cited    map[string]bool // by some rule, under some answers
	order    []string        // the clauses, as the ledger and then the rules have them
	clauses  map[string][]string
	judging  []string
	release  []string
	readings []string
	hunts    []*hunt
	best     []*witness
}

func examine(p *policy.Profile, machines []policy.Lifecycle) []section {
	x := &examination{profile: p, cited: map[string]bool{}, clauses: map[string][]string{}}
	x.machines = machinesFor(p, machines)
	for _, e := range p.Ledger() {
		if e.Carrier == policy.CarriedByRules {
			x.clause(e.Clause)
		}
	}
	x.headers(p)
	for _, m := range x.machines {
		h, f := hunted(p, m)
		if len(h.rules) == 0 {
			continue
		}
		x.hunts, x.best = append(x.hunts, h), append(x.best, f)
		x.rules(h, f, nil, "")
		x.times(h, f)
		for _, err := range h.letsGo() {
			x.release = append(x.release, err.Error())
		}
		x.sound(h, f)
	}
	x.alternatives()
	ss := []section{{"ledger", x.ledger()}, {"release", x.release}}
	for _, c := range x.order {
		ss = append(ss, section{c, x.clauses[c]})
	}
	return append(ss, section{"readings", x.readings}, section{"judging", x.judging})
}

// machinesFor gives a machine for each kind of which the profile may speak.
func machinesFor(p *policy.Profile, given []policy.Lifecycle) []policy.Lifecycle {
	kinds := []policy.Kind{policy.Seclusion, policy.Restraint, policy.TimeOut}
	add := func(k policy.Kind) {
		if !slices.Contains(kinds, k) {
			kinds = append(kinds, k)
		}
	}
	for h := range p.Rules() {
		for _, k := range h.Kinds {
			add(k)
		}
	}
	var ms []policy.Lifecycle
	for _, m := range given {
		if m != nil {
			add(m.Kind())
		}
	}
	for _, k := range kinds {
		i := slices.IndexFunc(given, func(m policy.Lifecycle) bool { return m != nil && m.Kind() == k })
		if i < 0 {
			ms = append(ms, Lifecycle(k))
		} else {
			ms = append(ms, given[i])
		}
	}
	return ms
}

func (x *examination) clause(c string) {
	if _, ok := x.clauses[c]; !ok {
		x.clauses[c] = nil
		x.order = append(x.order, c)
	}
}

func (x *examination) headers(p *policy.Profile) {
	for h := range p.Rules() {
		x.cite(h.Clauses)
		x.cite(h.Except)
	}
}

func (x *examination) cite(clauses []string) {
	for _, c := range clauses {
		x.cited[c] = true
		x.clause(c)
	}
}

// fault notes what is wrong with a rule, under each clause that it cites.
func (x *examination) fault(h *hunt, i int, clauses []string, what string) {
	line := fmt.Sprintf("rule %s, %s: %s", h.rules[i], h.kind, what)
	for _, c := range clauses {
		x.clause(c)
		if !slices.Contains(x.clauses[c], line) {
			x.clauses[c] = append(x.clauses[c], line)
		}
	}
}

func (h *hunt) clausesOf(i int) []string {
	if h.cites[i] != nil {
		return h.cites[i]
	}
	return h.headers[i].Clauses
}

// rules says of each rule what was not found. Of only some where only is given.
func (x *examination) rules(h *hunt, f *witness, only func(i int) bool, under string) {
	for i := range h.rules {
		cs := h.clausesOf(i)
		x.cite(cs)
		if only != nil && !only(i) {
			continue
		}
		if h.seen[i][wantKept] == nil && h.seen[i][wantBroken] == nil && h.seen[i][wantPending] == nil && h.seen[i][wantExcused] == nil && h.near[i] == nil {
			x.fault(h, i, cs, "no incident found in which it applies"+under)
			continue
		}
		for _, w := range h.missing(i) {
			switch w {
			case wantKept:
				x.fault(h, i, cs, "no incident found that keeps it"+h.lack(i)+under)
			case wantBroken:
				x.fault(h, i, cs, "no incident found that breaks it"+h.lack(i)+under)
			case wantExcused:
				x.fault(h, i, h.headers[i].Except, "no incident found in which its exception applies"+under)
			}
		}
		if k := h.seen[i][wantKept]; k != nil && (f.of(i).broken() || f.of(i).has(policy.Undetermined)) {
			if others := h.brokenIn(k, i); len(others) > 0 {
				x.fault(h, i, cs, "no incident found that keeps it without breaking "+strings.Join(others, ", ")+under)
			}
		}
	}
}

// lack says for lack of what a rule that was not seen determined could not be told.
func (h *hunt) lack(i int) string {
	var facts []string
	for f := range h.asks[i] {
		facts = append(facts, string(f))
	}
	if len(facts) == 0 {
		return ""
	}
	slices.Sort(facts)
	return "; it asks for " + strings.Join(facts, ", ")
}

// brokenIn lists the other rules that are broken in an incident, of those that can be kept.
func (h *hunt) brokenIn(w *witness, but int) []string {
	var rules []string
	for i, m := range w.marks {
		if i != but && m.broken() && h.seen[i][wantKept] != nil {
			rules = append(rules, "rule "+string(h.rules[i]))
		}
	}
	return rules
}

// times checks each limit at its tick, and that what is owed can be done.
func (x *examination) times(h *hunt, f *witness) {
	for i := range h.rules {
		for _, err := range []error{h.looked(i), h.done(i)} {
			if err != nil {
				x.fault(h, i, h.clausesOf(i), err.Error())
			}
		}
	}
	for _, i := range h.unmet(f) {
		x.fault(h, i, h.clausesOf(i), "no incident found in which it is kept after it was owed")
	}
}

// sound checks what holds of every judgement on the best incident and on some of those that break a rule.
func (x *examination) sound(h *hunt, f *witness) {
	const samples = 12
	ws := []*witness{f}
	step := 1 + len(h.rules)/samples
	for i := 0; i < len(h.rules); i += step {
		if w := h.seen[i][wantBroken]; w != nil {
			ws = append(ws, w)
		}
	}
	for _, w := range ws {
		if err := h.sound(w.scene); err != nil {
			x.judging = append(x.judging, fmt.Sprintf("%s: %s", h.kind, err))
			return
		}
	}
}

// alternatives looks at the rules under the other answers to the readings.
func (x *examination) alternatives() {
	p := x.profile
	same, err := p.Choose()
	if err != nil || same.Fingerprint() != p.Fingerprint() {
		x.judging = append(x.judging, "another fingerprint for the same answers")
	}
	var others []policy.Choice
	for r, chosen := range p.Readings() {
		for _, a := range append([]string{r.Default}, r.Alternatives...) {
			if a != chosen {
				others = append(others, policy.Choice{Reading: r.ID, Answer: a})
			}
		}
	}
	for i, c := range others {
		name := fmt.Sprintf("reading %s, answer %s", c.Reading, c.Answer)
		q, err := p.Choose(c)
		if err != nil {
			x.readings = append(x.readings, fmt.Sprintf("%s: %s", name, err))
			continue
		}
		if q.Fingerprint() == p.Fingerprint() {
			x.judging = append(x.judging, name+": the same fingerprint as under another answer")
		}
		if x.headers(q); !x.under(q, ", under "+name, c) && !otherwise(p, q, nil) {
			x.readings = append(x.readings, name+": no incident found in which it changes what is found, nor what something is by definition")
		}
		for _, d := range others[:i] { // rules that stand only where both are answered so
			if d.Reading == c.Reading {
				continue
			}
			if q, err := p.Choose(d, c); err == nil && standsUnder(q, d, c) {
				x.headers(q)
				x.under(q, fmt.Sprintf(", under reading %s, answer %s, and %s", d.Reading, d.Answer, name), d, c)
			}
		}
	}
}

// otherwise reports whether two profiles define differently what something is, of which so much is known.
func otherwise(p, q *policy.Profile, known []policy.Stated) bool {
	const most = 12 // facts, in definitions
	a, b := p.Classify(known...), q.Classify(known...)
	for _, f := range []policy.Finding{a, b} {
		if f.Outcome != policy.Undetermined {
			continue
		}
		for _, m := range f.Missing {
			if len(known) == most || slices.ContainsFunc(known, func(s policy.Stated) bool { return s.Fact == m.Fact }) {
				continue
			}
			return otherwise(p, q, append(slices.Clip(known), policy.Stated{Fact: m.Fact, Answer: policy.Yes})) ||
				otherwise(p, q, append(slices.Clip(known), policy.Stated{Fact: m.Fact, Answer: policy.No}))
		}
		return false
	}
	return a.Kind != b.Kind || a.Outcome != b.Outcome || a.Rule != b.Rule
}

// standsUnder reports whether some rule stands only where all of these are chosen.
func standsUnder(p *policy.Profile, cs ...policy.Choice) bool {
	for h := range p.Rules() {
		if !slices.ContainsFunc(cs, func(c policy.Choice) bool { return !slices.Contains(h.Under, c) }) {
			return true
		}
	}
	return false
}

// under judges the incidents that were found once more under other answers, looks for what is missing then, and reports whether
// anything is found that was not found before.
func (x *examination) under(q *policy.Profile, name string, cs ...policy.Choice) bool {
	differs := false
	stands := func(r policy.Header) bool {
		return !slices.ContainsFunc(cs, func(c policy.Choice) bool { return !slices.Contains(r.Under, c) })
	}
	for n, was := range x.hunts {
		h := newHunt(q, was.stage, was.machine)
		hang := was.hangs[cs[0].Reading]
		if len(cs) > 1 {
			hang = nil
		}
		if len(hang) == 0 && !slices.ContainsFunc(h.headers, stands) {
			continue // nothing found of this kind hangs on it
		}
		c := comparison{was: was, is: h, touched: map[policy.RuleID]bool{}}
		for _, r := range h.headers {
			c.touched[r.Name] = stands(r)
		}
		h.only = func(i int) bool { return c.touched[h.rules[i]] }
		f := h.judge(x.best[n].scene)
		found := was.found()
		if len(cs) == 1 {
			c.compare(x.best[n], f)
			for _, w := range append(hang, found...) {
				c.compare(w, h.glance(w.scene))
			}
		} else {
			for _, w := range found {
				h.glance(w.scene)
			}
		}
		if slices.ContainsFunc(h.numbers(), func(i int) bool { return h.only(i) && f.of(i).broken() }) {
			f = h.climb(f)
		}
		for i := 0; i < len(h.rules); i++ {
			if h.only(i) && len(h.missing(i)) > 0 {
				h.pursue(i, f)
			}
		}
		x.rules(h, f, h.only, name)
		for i := range h.rules {
			if !stands(h.headers[i]) {
				continue
			}
			if err := h.looked(i); err != nil {
				x.fault(h, i, h.clausesOf(i), err.Error()+name)
			}
		}
		if len(cs) == 1 && !differs && !c.differs {
			c.seek()
		}
		differs = differs || c.differs
	}
	return differs
}

// comparison holds what is found under two choices of readings beside each other.
type comparison struct {
	was, is *hunt
	touched map[policy.RuleID]bool
	differs bool
}

func (c *comparison) compare(w, o *witness) {
	const shown = ^marks(1 << policy.Satisfied) // not every look says what is simply kept
	look := func(h, g *hunt, w, o *witness) {
		for i, id := range h.rules {
			j, ok := g.index[id]
			m := marks(0)
			if ok {
				m = o.of(j)
			}
			if m&shown != w.of(i)&shown || ok && m&shown != 0 && h.forces[i] != g.forces[j] {
				c.touched[id], c.differs = true, true
			}
		}
	}
	look(c.was, c.is, w, o)
	look(c.is, c.was, o, w)
}

// seek goes on from the incidents in which a rule that may be touched is broken, most of all from those in which it is so by a
// nanosecond, until one differs.
func (c *comparison) seek() {
	var seeds []scene
	for i, id := range c.was.rules {
		if !c.touched[id] {
			continue
		}
		if e := c.was.edges[i]; e != nil {
			seeds = append(seeds, *e)
		}
		if w := c.was.seen[i][wantBroken]; w != nil {
			seeds = append(seeds, w.scene)
		}
	}
	try := func(s scene, by change) bool {
		c.compare(c.was.glance(s.with(by)), c.is.glance(s.with(by)))
		return c.differs
	}
	for _, s := range seeds {
		for n := range c.was.starts {
			if try(s, change{op: opStart, n: n}) {
				return
			}
		}
	}
	for _, s := range seeds[:min(len(seeds), 3)] {
		for _, by := range c.was.singles(&witness{scene: s}) {
			if try(s, by) {
				return
			}
		}
	}
}

// found lists the incidents that were found for some rule.
func (h *hunt) found() []*witness {
	var ws []*witness
	for i := range h.rules {
		for _, w := range h.seen[i] {
			if w != nil && !slices.Contains(ws, w) {
				ws = append(ws, w)
			}
		}
	}
	return ws
}

// ledger checks that every clause is accounted for, both ways.
func (x *examination) ledger() []string {
	var faults []string
	carriers := map[string]policy.Carrier{}
	ledger := x.profile.Ledger()
	if len(ledger) == 0 {
		return []string{"it is empty: the profile is a sketch"}
	}
	for _, e := range ledger {
		if _, twice := carriers[e.Clause]; twice {
			faults = append(faults, fmt.Sprintf("clause %s stands twice", e.Clause))
		}
		carriers[e.Clause] = e.Carrier
		switch {
		case e.Carrier == policy.Unaccounted:
			faults = append(faults, fmt.Sprintf("clause %s is not accounted for", e.Clause))
		case e.Reason == "" && (e.Carrier == policy.LeftToJudgement || e.Carrier == policy.Deferred):
			faults = append(faults, fmt.Sprintf("clause %s is %s, and no reason is given", e.Clause, e.Carrier))
		case e.Carrier == policy.CarriedByRules && !x.cited[e.Clause]:
			faults = append(faults, fmt.Sprintf("clause %s is left to rules, and none that stands under some answers cites it", e.Clause))
		}
	}
	for _, c := range x.order {
		if carriers[c] != policy.CarriedByRules && x.cited[c] {
			faults = append(faults, fmt.Sprintf("clause %s is cited by a rule, and the ledger does not leave it to rules", c))
		}
	}
	return faults
}

package policytest

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/leastrestrictive/interventions/policy"
)

// hunt looks for incidents of one kind under one choice of readings: for each rule one in which it is kept, one in which it is
// broken, and one in which its exception applies.
//
// It knows nothing of what a rule says. It begins with the rich incident, changes one thing at a time for as long as less is broken,
// and then makes every single change to what came of it; for what no single change shows it goes on from the incidents that came
// nearest. What a judgement says that it lacks tells which facts a rule asks for.
type hunt struct {
	*stage
	profile *policy.Profile
	kind    policy.Kind
	machine policy.Lifecycle
	only    func(i int) bool // which rules matter; nil is all

	// Of each rule, by number.
	rules   []policy.RuleID
	headers []policy.Header
	cites   [][]string // its clauses, for this kind
	forces  []policy.Force
	seen    [][wants]*witness
	near    []*witness             // the first in which it was undetermined
	asks    []map[policy.Fact]bool // what it lacked where it was
	touches [][]policy.Activity    // the activities that it minds
	owed    []bool                 // it was seen pending until later
	timed   [][]timing             // changes by a length of time that break it
	edges   []*scene               // the one in which it is late by a nanosecond

	index  map[policy.RuleID]int
	hangs  map[string][]*witness // incidents in which a finding hangs on a reading
	lacked []policy.Missing      // words to be learned before the next attempt
	swept  map[string]bool
	judged int
}

// mostJudged bounds the incidents of one hunt.
const mostJudged = 30_000

// want is what is looked for of a rule.
type want uint8

const (
	wantKept want = iota
	wantBroken
	wantExcused
	wantPending
	wants
)

// witness is a scene and what each rule came to in it.
type witness struct {
	scene scene
	marks []marks
	score int // what is broken, and less so what is not determined, excused or pending
}

// timing is a scene, and a change to it by a length of time.
type timing struct {
	scene scene
	by    change
}

// marks are the outcomes that the occurrences of one rule came to, a bit each.
type marks uint8

func (m marks) has(o policy.Outcome) bool { return m&(1<<o) != 0 }
func (m marks) broken() bool              { return m.has(policy.Breached) || m.has(policy.Flagged) }
func (m marks) kept() bool                { return m == 1<<policy.Satisfied }

func (m marks) is(w want) bool {
	switch w {
	case wantKept:
		return m.kept()
	case wantBroken:
		return m.broken()
	case wantExcused:
		return m.has(policy.Excused)
	}
	return m.has(policy.Pending)
}

func (m marks) weight() int {
	switch {
	case m.broken():
		return 1000
	case m.has(policy.Undetermined):
		return 300
	case m.has(policy.Excused):
		return 100
	case m.has(policy.Pending):
		return 30
	}
	return 0
}

func newHunt(p *policy.Profile, g *stage, m policy.Lifecycle) *hunt {
	h := &hunt{stage: g, profile: p, kind: m.Kind(), machine: m, index: map[policy.RuleID]int{},
		hangs: map[string][]*witness{}, swept: map[string]bool{}}
	for r := range p.Rules() {
		if len(r.Kinds) == 0 || slices.Contains(r.Kinds, h.kind) {
			h.rule(r.Name, r)
		}
	}
	return h
}

// rule returns the number of a rule.
func (h *hunt) rule(id policy.RuleID, as policy.Header) int {
	if i, ok := h.index[id]; ok {
		return i
	}
	i := len(h.rules)
	h.index[id] = i
	h.rules, h.headers = append(h.rules, id), append(h.headers, as)
	h.seen, h.near, h.timed = append(h.seen, [wants]*witness{}), append(h.near, nil), append(h.timed, nil)
	h.asks, h.cites = append(h.asks, map[policy.Fact]bool{}), append(h.cites, nil)
	h.forces, h.edges = append(h.forces, as.Force), append(h.edges, nil)
	h.owed, h.touches = append(h.owed, false), append(h.touches, nil)
	return i
}

func (h *hunt) open(p played) *policy.Case {
	c, err := policy.Open(h.profile, h.machine, p.cal, "incident-01")
	if err != nil {
		return nil
	}
	for i := range p.events {
		if _, err := c.Add(p.events[i]); err != nil {
			return nil
		}
	}
	return c
}

// findings are what a scene comes to. What is simply kept is among them only where all is true: that costs most of a judgement.
func (h *hunt) findings(p played, all bool) []policy.Finding {
	of := func(a policy.Assessment) (found []policy.Finding) {
		if all {
			return slices.Collect(a.All())
		}
		found = slices.Collect(a.Findings())
		for f := range a.Due() {
			if f.Outcome == policy.Pending {
				found = append(found, f)
			}
		}
		for i, id := range h.rules {
			if h.seen[i][wantKept] == nil && h.matters(i) && a.Outcome(id) == policy.Satisfied {
				found = append(found, policy.Finding{Rule: id, Outcome: policy.Satisfied})
			}
		}
		return found
	}
	if !p.inspect {
		c := h.open(p)
		if c == nil {
			return nil
		}
		return of(c.Assess(p.now))
	}
	var files []policy.Credential
	for i := range p.events {
		files = append(files, p.events[i].Standing...)
	}
	if len(files) > mostStanding { // those of whom nobody asks more than that they are many
		files = slices.DeleteFunc(files, func(c policy.Credential) bool {
			return slices.ContainsFunc(h.people[2:], func(p policy.Person) bool { return p.ID == c.Subject })
		})
	}
	var found []policy.Finding
	for _, e := range []policy.Event{{}, {Student: sceneStudent}, {Place: scenePlace}, {Student: sceneStudent, Place: scenePlace}} {
		e.Kind, e.At, e.Standing = h.kind, p.start, files[:min(len(files), mostStanding)]
		if a, err := h.profile.Inspect(p.cal, e); err == nil {
			found = append(found, of(a)...)
		}
	}
	return found
}

// judge judges a scene and takes note of what it shows.
func (h *hunt) judge(s scene) *witness { return h.look(s, true) }

// glance is judge for a scene that is one of many: of rules that were seen kept elsewhere it does not say whether they are.
func (h *hunt) glance(s scene) *witness {
	unseen := 0
	for i := range h.rules {
		if h.seen[i][wantKept] == nil && h.matters(i) {
			unseen++
		}
	}
	return h.look(s, unseen > 3)
}

func (h *hunt) matters(i int) bool { return h.only == nil || h.only(i) }

func (h *hunt) look(s scene, all bool) *witness {
	h.judged++
	w := &witness{scene: s, marks: make([]marks, len(h.rules))}
	for _, f := range h.findings(h.play(s, h.kind), all) {
		if f.Rule.OfRecord() {
			continue
		}
		i := h.rule(f.Rule, policy.Header{Name: f.Rule, Clauses: f.Clauses})
		for len(w.marks) <= i {
			w.marks = append(w.marks, 0)
		}
		w.marks[i] |= 1 << f.Outcome
		if f.Outcome == policy.Pending && !f.Due.Equal(f.From) { // what is owed at once is broken as soon as it is owed
			h.owed[i] = true
		}
		if f.Demand != "" {
			h.forces[i] = f.Force
		}
		if h.cites[i] == nil && f.Outcome != policy.Excused {
			h.cites[i] = f.Clauses
		}
		for _, m := range f.Missing {
			h.asks[i][m.Fact] = true
			if !h.asked[m.Fact] && !slices.Contains(h.lacked, m) {
				h.lacked = append(h.lacked, m)
			}
		}
		for _, r := range f.Readings {
			if ws := h.hangs[r]; len(ws) < 40 && !slices.Contains(ws, w) {
				h.hangs[r] = append(ws, w)
			}
		}
	}
	h.note(w)
	return w
}

func (h *hunt) note(w *witness) {
	for _, m := range w.marks {
		w.score += m.weight()
	}
	for i, m := range w.marks {
		if m == 0 {
			continue
		}
		for x := range wants {
			if o := h.seen[i][x]; m.is(x) && (o == nil || w.score-m.weight() < o.score-o.marks[i].weight()) {
				h.seen[i][x] = w
			}
		}
		if h.near[i] == nil && m.has(policy.Undetermined) {
			h.near[i] = w
		}
	}
}

// better reports whether less is broken, or as little while more applies. A rule that applied in base and does no more is hardly
// better than a broken one: an incident that never begins breaks nothing.
func (w *witness) better(o, base *witness) bool {
	lost := func(w *witness) int {
		n := 0
		for i, m := range base.marks {
			if m != 0 && w.of(i) == 0 {
				n += 700
			}
		}
		return w.score + n
	}
	if w, o := lost(w), lost(o); w != o {
		return w < o
	}
	return w.applying() > o.applying()
}

func (w *witness) applying() int {
	n := 0
	for _, m := range w.marks {
		if m != 0 {
			n++
		}
	}
	return n
}

func (w *witness) of(i int) marks {
	if i < len(w.marks) {
		return w.marks[i]
	}
	return 0
}

// blanks are scenes in which much is not on record, so that judgements say what they ask for.
func (h *hunt) blanks() []scene {
	facts, files := change{op: opState}, change{op: opFile}
	roles := change{op: opRoles}
	each := func(long change) []scene {
		return []scene{scene{}.with(long), scene{}.with(facts, files, roles, long), scene{}.with(facts, long), scene{}.with(files, long), scene{}.with(roles, long),
			scene{}.with(long, change{op: opState, answer: policy.No}), scene{}.with(long, change{op: opFile, answer: policy.No})}
	}
	var ss []scene
	for _, long := range []change{{op: opHeld, d: defaultHeld}, {op: opHeld, d: 100 * time.Minute}, {op: opEnding, n: heldOn}, {op: opInspect},
		{op: opStart, n: 1}} {
		ss = append(ss, each(long)...)
	}
	for _, a := range h.activities() {
		ss = append(ss, scene{}.with(change{op: opState, do: a}))
	}
	return ss
}

// flawless looks for an incident in which nothing is broken.
func (h *hunt) flawless() *witness {
	best := h.judge(scene{})
	if w := h.judge(scene{}.with(change{op: opFile, answer: policy.No})); w.better(best, best) {
		best = w
	}
	return h.climb(best)
}

// climb changes one thing at a time for as long as less is broken.
func (h *hunt) climb(base *witness) *witness {
	best := base
	try := func(c ...change) bool {
		if slices.ContainsFunc(best.marks, func(m marks) bool { return m.weight() > 0 }) {
			if w := h.judge(best.scene.with(c...)); w.better(best, base) {
				best = w
				return true
			}
		}
		return false
	}
	climb := func(cs []change) (better bool) {
		for _, c := range cs {
			better = try(c) || better
		}
		return better
	}
	// Where several facts stand in the way, none of them alone makes a difference.
	together := func() (better bool) {
		for i := range h.rules {
			for _, c := range h.assignments(i) {
				if best.of(i).weight() == 0 {
					break
				}
				better = try(c...) || better
			}
		}
		return better
	}
	told, untold := h.answers(), []change(nil)
	for _, c := range told { // silence is the last resort: what hangs on it is told by nothing
		if c.answer == policy.NotRecorded {
			untold = append(untold, c)
		}
	}
	told = slices.DeleteFunc(told, func(c change) bool { return c.answer == policy.NotRecorded })
	for range 6 {
		if !climb(told) && !together() && !climb(h.lengths()) && !climb(h.doings(best)) && !climb(untold) {
			break
		}
	}
	for i := len(best.scene.changes) - 1; i >= 0; i-- { // what turned out not to be needed
		if w := h.judge(scene{slices.Delete(slices.Clone(best.scene.changes), i, i+1)}); !best.better(w, base) {
			best = w
		}
	}
	return best
}

// answers are changes to what is so throughout.
func (h *hunt) answers() []change {
	var cs []change
	for _, f := range h.stated {
		cs = append(cs, change{op: opState, fact: f, answer: policy.No})
		if h.asked[f] {
			cs = append(cs, change{op: opState, fact: f}, change{op: opState, fact: f, answer: policy.Yes})
		}
	}
	for _, s := range h.standing {
		if !h.asked[s.Name] {
			continue
		}
		for _, a := range []policy.Answer{policy.No, policy.NotRecorded, policy.Yes} {
			cs = append(cs, change{op: opFile, fact: s.Name, answer: a})
		}
	}
	return cs
}

// lengths are changes to how long things last and how often they recur.
func (h *hunt) lengths() []change {
	var cs []change
	for _, d := range []time.Duration{time.Minute, 30 * time.Second, 10 * time.Second, 4 * time.Minute} {
		cs = append(cs, change{op: opPace, d: d})
	}
	for _, d := range []time.Duration{4 * time.Minute, 2 * time.Minute, time.Minute, 20 * time.Second, 20 * time.Minute} {
		cs = append(cs, change{op: opHeld, d: d})
	}
	for _, d := range []time.Duration{150 * time.Minute, 40 * time.Minute} { // what nothing ends goes on until somebody looks
		cs = append(cs, change{op: opNow, d: d})
	}
	return cs
}

// doings are changes to one activity at a time.
func (h *hunt) doings(from *witness) []change {
	var cs []change
	p := h.play(from.scene, h.kind)
	facts := slices.DeleteFunc(slices.Clone(h.stated), func(f policy.Fact) bool { // those for which no rule asks that is not kept
		for i, m := range from.marks {
			if m.weight() > 0 && h.asks[i][f] {
				return false
			}
		}
		return true
	})
	for _, a := range h.activities() {
		i := slices.IndexFunc(p.events, func(e policy.Event) bool { return e.Activity == a })
		if i < 0 || a == policy.Attest {
			continue
		}
		for _, f := range facts {
			for _, x := range []policy.Answer{policy.No, policy.Yes} {
				for _, n := range []which{all, first, last} {
					cs = append(cs, change{op: opState, do: a, fact: f, answer: x, which: n})
				}
			}
		}
		cs = append(cs, change{op: opDrop, do: a}, change{op: opDrop, do: a, which: first}, change{op: opDrop, do: a, which: last})
		cs = append(cs, h.crews(a)...)
	}
	return cs
}

// crews are changes to the people of one activity.
func (h *hunt) crews(a policy.Activity) []change {
	var cs []change
	for _, o := range []op{opBy, opTo} {
		cs = append(cs, change{op: o, do: a, n: nobody}, change{op: o, do: a, n: only, who: firstStaff}, change{op: o, do: a, n: only, who: uninvolved},
			change{op: o, do: a, n: only, who: trainee}, change{op: o, do: a, n: only, who: newcomer}, change{op: o, do: a, n: also, who: trainee},
			change{op: o, do: a, n: also, who: newcomer}, change{op: o, do: a, n: everybody})
		for _, p := range h.people {
			cs = append(cs, change{op: o, do: a, n: without, who: p.ID}, change{op: o, do: a, n: only, who: p.ID})
		}
	}
	return cs
}

// singles are all single changes to a scene.
func (h *hunt) singles(from *witness) []change {
	cs := h.answers()
	p := h.play(from.scene, h.kind)
	held := h.held(from.scene)
	mid := held/2 + time.Millisecond
	if p.inspect {
		for _, s := range h.standing {
			if s.About == policy.AboutPerson {
				for i := range h.people {
					cs = append(cs, change{op: opFile, fact: s.Name, who: h.people[i].ID, answer: policy.No})
				}
			}
		}
		return append(cs, change{op: opFile}, change{op: opFile, answer: policy.No}, change{op: opFile, answer: policy.Yes})
	}
	for _, f := range h.stated {
		if h.lasting[f] {
			for _, a := range []policy.Answer{policy.No, policy.Yes, policy.NotRecorded} {
				cs = append(cs, change{op: opState, which: later, d: mid, fact: f, answer: a}, change{op: opState, do: policy.Observe, which: middle, fact: f, answer: a})
			}
		}
	}
	for _, s := range h.standing {
		cs = append(cs, change{op: opFile, fact: s.Name, answer: policy.No, d: mid}, change{op: opExpire, fact: s.Name, d: mid},
			change{op: opExpire, fact: s.Name, d: held + 3*time.Hour})
		switch s.About {
		case policy.AboutStudent:
			for _, d := range []time.Duration{time.Minute, 5 * time.Minute, 20 * time.Minute, 2 * time.Hour} {
				cs = append(cs, change{op: opAmount, fact: s.Name, d: d})
			}
		case policy.AboutPerson:
			cs = append(cs, change{op: opFile, fact: s.Name, who: firstStaff, answer: policy.No}, change{op: opFile, fact: s.Name, who: secondStaff, answer: policy.No})
		}
	}
	for _, a := range []policy.Answer{policy.No, policy.Yes, policy.NotRecorded} {
		cs = append(cs, change{op: opState, answer: a}, change{op: opFile, answer: a})
	}
	for _, a := range h.activities() {
		if a == policy.Attest || !slices.ContainsFunc(p.events, func(e policy.Event) bool { return e.Activity == a }) {
			continue
		}
		for _, n := range []which{all, first, last} {
			cs = append(cs, change{op: opDrop, do: a, which: n}, change{op: opState, do: a, which: n, answer: policy.No},
				change{op: opState, do: a, which: n, answer: policy.Yes})
		}
		for _, d := range []time.Duration{90 * time.Second, 20 * time.Minute, 3 * time.Hour, 30 * time.Hour, 6 * aDay, 40 * aDay} {
			cs = append(cs, change{op: opShift, do: a, d: d})
		}
		cs = append(cs, change{op: opShift, do: a, which: last, d: 3 * time.Hour}, change{op: opShift, do: a, which: first, d: 3 * time.Hour},
			change{op: opRecord, do: a, d: 10 * aDay}, change{op: opAdd, do: a, d: held + 20*time.Hour})
		for _, o := range []op{opBy, opTo} {
			cs = append(cs, change{op: o, do: a, n: nobody}, change{op: o, do: a, n: only, who: firstStaff}, change{op: o, do: a, n: only, who: uninvolved},
				change{op: o, do: a, n: only, who: trainee}, change{op: o, do: a, n: also, who: trainee}, change{op: o, do: a, n: everybody})
		}
	}
	for _, p := range h.people {
		cs = append(cs, change{op: opBy, n: without, who: p.ID}, change{op: opTo, n: without, who: p.ID})
	}
	for _, d := range []time.Duration{20 * time.Second, 14 * time.Minute, 18 * time.Minute, 33 * time.Minute, 70 * time.Minute, 5 * time.Hour} {
		cs = append(cs, change{op: opHeld, d: d}, change{op: opAgain, d: d})
	}
	for _, d := range []time.Duration{5 * time.Minute, time.Hour} {
		cs = append(cs, change{op: opPace, d: d})
	}
	cs = append(cs, change{op: opQuiet, d: mid}, change{op: opQuiet}, change{op: opNoDays}, change{op: opInspect}, change{op: opRoles},
		change{op: opPlace, who: elsewhere}, change{op: opPlace}, change{op: opLeave, d: mid}, change{op: opLeave, d: begin * 2})
	for _, p := range h.people[:3] {
		cs = append(cs, change{op: opLeave, who: p.ID, d: mid})
	}
	for n := withoutStepDown; n < endings; n++ {
		cs = append(cs, change{op: opEnding, n: n})
	}
	for n := range h.starts {
		cs = append(cs, change{op: opStart, n: n})
	}
	for _, d := range []time.Duration{0, mid, held, held + time.Nanosecond, held + 20*time.Second, held + 70*time.Minute, aDay, longAfter} {
		cs = append(cs, change{op: opNow, d: d})
	}
	for _, k := range []policy.Kind{policy.Seclusion, policy.Restraint, policy.TimeOut} {
		cs = append(cs, change{op: opFollows, who: string(k)})
		for _, n := range []int{1, 2, 4, 8, 30} {
			for _, d := range []time.Duration{time.Hour, aDay, 7 * aDay} {
				for x := range earlierWays {
					if x == 0 || k == h.kind && n > 1 && d < aDay {
						cs = append(cs, change{op: opEarlier, n: n, d: d, who: string(k), which: x})
					}
				}
			}
		}
	}
	for _, a := range []policy.Activity{policy.Interrupt, policy.Convert, policy.Resume, policy.Close, policy.End, policy.Request, policy.Debrief} {
		for _, d := range []time.Duration{mid, held + 15*time.Minute} {
			cs = append(cs, change{op: opAdd, do: a, d: d})
		}
	}
	return cs
}

func (h *hunt) held(s scene) time.Duration {
	held := defaultHeld
	for _, c := range s.changes {
		if c.op == opHeld {
			held = c.d
		}
	}
	return held
}

// byTime reports whether a change is by a length that can be made a little longer.
func (c change) byTime() bool {
	return c.op == opShift && c.which == all || c.op == opHeld || c.op == opAgain || c.op == opNow && c.d > 0
}

// sweep makes every single change to a scene, or as many as it takes.
func (h *hunt) sweep(from *witness, enough func() bool) {
	if h.swept[key(from.scene)] {
		return
	}
	from = h.judge(from.scene)
	idle := map[policy.Activity]bool{} // which nothing follows, whether it is done or not, and however
	for _, a := range h.activities() {
		idle[a] = true
		for _, w := range []*witness{h.judge(from.scene.with(change{op: opDrop, do: a})), h.judge(from.scene.with(change{op: opState, do: a, answer: policy.No}))} {
			for i := range h.rules {
				if w.of(i) != from.of(i) {
					idle[a] = false
					if !slices.Contains(h.touches[i], a) {
						h.touches[i] = append(h.touches[i], a)
					}
				}
			}
		}
		if enough != nil && enough() {
			return
		}
	}
	for _, c := range h.singles(from) {
		if idle[c.do] && c.op != opAdd && (c.op != opShift || c.d > time.Hour) {
			continue
		}
		w := h.glance(from.scene.with(c))
		if enough != nil && enough() {
			return
		}
		if !c.byTime() {
			continue
		}
		for i := range w.marks {
			if w.marks[i].broken() && !from.of(i).broken() && from.of(i) != 0 && len(h.timed[i]) < 12 {
				h.timed[i] = append(h.timed[i], timing{from.scene, c})
			}
		}
	}
	h.swept[key(from.scene)] = true
}

// key is equal for equal scenes and no others.
func key(s scene) string {
	var b strings.Builder
	for _, c := range s.changes {
		fmt.Fprintf(&b, "%d %s %d %s %d %q %d %d\n", c.op, c.do, c.which, c.fact, c.answer, c.who, c.n, c.d)
	}
	return b.String()
}

// run looks for all that is wanted, and returns the incident in which least is broken. An attempt before it may have come near.
func (h *hunt) run(before *hunt) *witness {
	for range 3 {
		known := len(h.stated)
		for _, s := range h.blanks() {
			for _, f := range h.findings(h.play(s, h.kind), true) {
				if f.Rule.OfRecord() {
					continue
				}
				i := h.rule(f.Rule, policy.Header{Name: f.Rule, Clauses: f.Clauses, Force: f.Force})
				for _, m := range f.Missing {
					h.asks[i][m.Fact] = true
					h.learn(m)
				}
			}
		}
		h.sort()
		if len(h.stated) == known {
			break
		}
	}
	if len(h.rules) == 0 { // nothing of this kind
		return &witness{}
	}
	f := h.flawless()
	h.sweep(f, nil)
	for i := 0; before != nil && i < len(before.rules); i++ {
		j := h.rule(before.rules[i], before.headers[i])
		h.asks[j] = before.asks[i]
		if w := before.near[i]; w != nil && h.near[j] == nil {
			h.near[j] = h.judge(w.scene)
		}
	}
	if in := h.inspection(); in != nil {
		h.sweep(in, nil)
	}
	for i := 0; i < len(h.rules); i++ {
		h.pursue(i, f)
	}
	return f
}

// hunted looks for all that is wanted of the rules of a kind; again where words came up on the way that it did not know.
func hunted(p *policy.Profile, m policy.Lifecycle) (*hunt, *witness) {
	g := newStage(p)
	var before *hunt
	for attempt := 0; ; attempt++ {
		h := newHunt(p, g, m)
		f := h.run(before)
		before = h
		lacking := slices.ContainsFunc(h.numbers(), func(i int) bool { return len(h.missing(i)) > 0 || f.of(i).broken() })
		if attempt == 2 || !lacking || len(h.lacked) == 0 {
			return h, f
		}
		for _, m := range h.lacked { // only now: what was found was found without them
			g.learn(m)
		}
		g.sort()
	}
}

func (h *hunt) numbers() []int {
	ns := make([]int, len(h.rules))
	for i := range ns {
		ns[i] = i
	}
	return ns
}

// inspection is the inspection in which least is broken.
func (h *hunt) inspection() *witness {
	best := h.judge(scene{}.with(change{op: opInspect}))
	if !slices.ContainsFunc(best.marks, func(m marks) bool { return m != 0 }) {
		return nil
	}
	for _, c := range h.answers() {
		if c.op == opFile {
			if w := h.judge(best.scene.with(c)); w.better(best, best) {
				best = w
			}
		}
	}
	return best
}

// missing lists what was not found of a rule yet.
func (h *hunt) missing(i int) []want {
	var ws []want
	for _, x := range []want{wantKept, wantBroken} {
		if h.seen[i][x] == nil {
			ws = append(ws, x)
		}
	}
	if len(h.headers[i].Except) > 0 && h.seen[i][wantExcused] == nil {
		ws = append(ws, wantExcused)
	}
	return ws
}

// pursue looks for what no single change showed of a rule, from the scenes that came nearest.
func (h *hunt) pursue(i int, f *witness) {
	const far = 3
	found := func() bool { return len(h.missing(i)) == 0 }
	for round := 0; round < far && len(h.missing(i)) > 0 && h.judged < mostJudged; round++ {
		var seeds []*witness
		add := func(w *witness) {
			if w != nil && !h.swept[key(w.scene)] && !slices.ContainsFunc(seeds, func(o *witness) bool { return key(o.scene) == key(w.scene) }) {
				seeds = append(seeds, w)
			}
		}
		add(f)
		for _, x := range []want{wantExcused, wantKept, wantPending, wantBroken} {
			add(h.seen[i][x])
		}
		add(h.near[i])
		if len(seeds) == 0 { // it applies nowhere yet: from wherever something else is otherwise
			for j := range h.rules {
				if j != i {
					add(h.seen[j][wantExcused])
				}
			}
			for j := range h.rules {
				if j != i && len(h.timed[j]) > 0 {
					add(h.seen[j][wantBroken])
				}
			}
			seeds = seeds[:min(len(seeds), 4)]
		}
		if len(seeds) == 0 {
			return
		}
		for _, s := range seeds {
			for _, c := range append(h.assignments(i), h.answersTo(i, s)...) {
				if h.glance(s.scene.with(c...)); found() {
					return
				}
			}
		}
		if round == 0 {
			if h.cross(i, found); found() {
				return
			}
		}
		for _, s := range seeds {
			if h.sweep(s, found); found() {
				return
			}
		}
	}
}

// cross changes the activities that a rule minds, in incidents in which another rule is broken or excused.
func (h *hunt) cross(i int, found func() bool) {
	if len(h.touches[i]) == 0 {
		return
	}
	been := map[*witness]bool{}
	for j := range h.rules {
		for _, w := range []*witness{h.seen[j][wantBroken], h.seen[j][wantExcused]} {
			if w == nil || j == i || been[w] {
				continue
			}
			been[w] = true
			for _, a := range h.touches[i][:min(len(h.touches[i]), 3)] {
				for _, c := range []change{{op: opState, answer: policy.No}, {op: opState, answer: policy.Yes}, {op: opState}, {op: opDrop},
					{op: opBy, n: only, who: firstStaff},
					{op: opBy, n: only, who: trainee}, {op: opBy, n: everybody}, {op: opTo, n: only, who: firstStaff}, {op: opTo, n: only, who: trainee}} {
					c.do = a
					if h.glance(w.scene.with(c)); found() {
						return
					}
				}
			}
		}
	}
}

// assignments are all ways to answer the few facts for which a rule asks.
func (h *hunt) assignments(i int) [][]change {
	var facts []policy.Fact
	for f := range h.asks[i] {
		facts = append(facts, f)
	}
	slices.Sort(facts)
	facts = facts[:min(len(facts), 6)]
	ways := [][]change{nil}
	for _, f := range facts {
		stated := slices.Contains(h.stated, f)
		filed := slices.ContainsFunc(h.standing, func(s policy.FactSpec) bool { return s.Name == f })
		if !stated && !filed { // "by", a role, another rule
			continue
		}
		var next [][]change
		for _, w := range ways {
			for _, a := range []policy.Answer{policy.Yes, policy.No} {
				way := slices.Clip(w)
				if stated {
					way = append(way, change{op: opState, fact: f, answer: a})
				}
				if filed {
					way = append(way, change{op: opFile, fact: f, answer: a})
				}
				next = append(next, way)
			}
		}
		ways = next
	}
	return ways
}

// answersTo are acts, each with everybody and everything, right after a rule began to demand something and when it was due.
func (h *hunt) answersTo(i int, w *witness) [][]change {
	var ways [][]change
	if w == nil {
		return nil
	}
	p := h.play(w.scene, h.kind)
	if p.inspect {
		return nil
	}
	n := 0
	for _, f := range h.findings(p, true) {
		if f.Rule != h.rules[i] || f.Outcome == policy.Satisfied || f.From.IsZero() || n == 3 {
			continue
		}
		n++
		for _, t := range []time.Time{f.From.Add(begin), f.Due} {
			if t.IsZero() {
				continue
			}
			for _, a := range h.activities() {
				if a != policy.Initiate && a != policy.Correct {
					ways = append(ways, []change{{op: opAdd, do: a, d: t.Sub(p.start)}})
				}
			}
		}
	}
	return ways
}

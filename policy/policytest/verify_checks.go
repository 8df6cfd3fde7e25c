package policytest

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/leastrestrictive/interventions/policy"
)

// tick is the smallest difference between on time and late.
const tick = time.Nanosecond

// outcome is what one rule comes to.
func (h *hunt) outcome(s scene, i int) policy.Outcome {
	p := h.play(s, h.kind)
	if c := h.open(p); c != nil && !p.inspect {
		return c.Assess(p.now).Outcome(h.rules[i])
	}
	return policy.NotApplicable
}

func isBroken(o policy.Outcome) bool { return o == policy.Breached || o == policy.Flagged }

// earliest is the finding by which a rule is broken first, of those that have an instant; none where one has not.
func earliest(found []policy.Finding, r policy.RuleID) (policy.Finding, bool) {
	var best policy.Finding
	ok := false
	for _, f := range found {
		if f.Rule != r || !isBroken(f.Outcome) {
			continue
		}
		if f.Due.IsZero() {
			return policy.Finding{}, false
		}
		if !ok || f.Due.Before(best.Due) {
			best, ok = f, true
		}
	}
	return best, ok
}

// looked checks that a rule that is broken by time is so from one instant after it was due, or where the text says before, from
// the very instant, and neither sooner nor only later.
func (h *hunt) looked(i int) error {
	w := h.seen[i][wantBroken]
	if w == nil {
		return nil
	}
	p := h.play(w.scene, h.kind)
	if p.inspect {
		return nil
	}
	f, ok := earliest(h.findings(p, true), h.rules[i])
	if !ok || !f.Due.Before(p.now) {
		return nil
	}
	c := h.open(p)
	at := func(t time.Time) policy.Outcome { return c.Assess(t).Outcome(h.rules[i]) }
	due := f.Due
	if isBroken(at(due)) { // the text says before
		due = due.Add(-tick)
	}
	for n := time.Duration(-3); n <= 4; n++ {
		if t := due.Add(n * tick); !t.After(p.now) && isBroken(at(t)) != (n > 0) {
			return fmt.Errorf("due at %s, and %s when looked at %+d ns from then", stamp(f.Due), at(t), n)
		}
	}
	if t := due.Add(-time.Minute); isBroken(at(t)) {
		return fmt.Errorf("due at %s, and %s a minute before", stamp(f.Due), at(t))
	}
	g, ok := earliest(slices.Collect(c.Assess(due.Add(tick)).All()), h.rules[i])
	if over := g.Measured - g.Allowed; ok && g.Until.IsZero() && over != tick && over != 0 {
		return fmt.Errorf("one nanosecond past what is due at %s it measures %s, where %s is allowed", stamp(f.Due), g.Measured, g.Allowed)
	}
	return nil
}

func stamp(t time.Time) string { return t.Format("2006-01-02 15:04:05.999999999") }

// done checks the same of acts: a rule that is broken by doing something later is kept by doing it when it is due, and broken by
// doing it a nanosecond after that. One length of time that shows it is enough: others may break the rule by something else.
func (h *hunt) done(i int) error {
	var fault error
	for _, t := range h.timed[i] {
		ok, err := h.boundary(i, t)
		if ok {
			return nil
		}
		if fault == nil {
			fault = err
		}
	}
	return fault
}

// boundary finds the last length by which a rule is kept. It reports whether that is the tick that the finding shows.
func (h *hunt) boundary(i int, t timing) (bool, error) {
	c := t.by
	at := func(d time.Duration) scene {
		c.d = d
		return t.scene.with(c)
	}
	found := func(d time.Duration) (policy.Finding, bool) {
		return earliest(h.findings(h.play(at(d), h.kind), true), h.rules[i])
	}
	bad := func(d time.Duration) bool { return isBroken(h.outcome(at(d), i)) }
	high := c.d
	f, ok := found(high)
	if !ok || f.Allowed == 0 {
		return false, nil
	}
	low := time.Duration(0)
	if c.op == opHeld {
		low = h.held(t.scene)
	}
	if high <= low {
		return false, nil
	}
	if guess := high - (f.Measured - f.Allowed); guess > low && guess < high && !bad(guess) && bad(guess+tick) {
		low, high = guess, guess+tick
	} else if guess > low && bad(guess) && !bad(guess-tick) { // the text says before
		low, high = guess-tick, guess
	}
	for high-low > tick {
		if mid := low + (high-low)/2; bad(mid) {
			high = mid
		} else {
			low = mid
		}
	}
	for n := time.Duration(1); n <= 3; n++ {
		if low-n > 0 && bad(low-n) || !bad(high+n) {
			return false, fmt.Errorf("kept by %s and broken by %s, but not so %d ns to either side", low, high, n)
		}
	}
	f, ok = found(high)
	if ok && f.Until.IsZero() { // done later it does not count at all: it is on time where it is done when it is due
		e := h.play(at(low), h.kind).events
		return slices.ContainsFunc(e, func(e policy.Event) bool { return e.Activity == c.do && e.At.Equal(f.Due) }), nil
	}
	if over := f.Measured - f.Allowed; !ok || over != tick && over != 0 {
		return false, fmt.Errorf("kept by %s and broken by %s, where it measures %s and %s is allowed", low, high, f.Measured, f.Allowed)
	}
	edge := at(high)
	h.edges[i] = &edge
	return true, nil
}

// met notes which rules are kept in a scene after having been pending.
func (h *hunt) met(s scene, is map[int]bool) {
	p := h.play(s, h.kind)
	c := h.open(p)
	if c == nil || p.inspect {
		return
	}
	end := map[policy.RuleID]bool{}
	for f := range c.Assess(p.now).All() {
		if _, ok := end[f.Rule]; !ok {
			end[f.Rule] = true
		}
		end[f.Rule] = end[f.Rule] && f.Outcome == policy.Satisfied
	}
	var at []time.Time
	for i := range p.events {
		at = append(at, p.events[i].At.Add(-tick), p.events[i].At)
	}
	slices.SortFunc(at, time.Time.Compare)
	for _, t := range slices.CompactFunc(at, time.Time.Equal) {
		for f := range c.Assess(t).Due() {
			if n, ok := h.index[f.Rule]; ok && f.Outcome == policy.Pending && end[f.Rule] {
				is[n] = true
			}
		}
	}
}

// unmet lists the rules that were seen pending and never kept after that.
func (h *hunt) unmet(f *witness) []int {
	is := map[int]bool{}
	h.met(f.scene, is)
	var left []int
	for i := range h.rules {
		if !h.owed[i] || h.seen[i][wantKept] == nil || is[i] {
			continue
		}
		h.met(h.seen[i][wantKept].scene, is)
		for _, w := range []*witness{h.seen[i][wantPending], h.seen[i][wantBroken]} {
			for _, c := range h.answersTo(i, w) {
				if !is[i] {
					h.met(w.scene.with(c...), is)
				}
			}
		}
		for _, c := range h.delays(f) {
			if is[i] {
				break
			}
			h.met(f.scene.with(c), is)
		}
		if !is[i] {
			left = append(left, i)
		}
	}
	return left
}

// delays are changes by which what is done too early to have been owed is done later.
func (h *hunt) delays(f *witness) []change {
	var cs []change
	for _, c := range h.singles(f) {
		if c.op == opDrop && c.which == first || c.op == opShift && c.d <= 3*time.Hour || c.op == opAgain || c.op == opHeld {
			cs = append(cs, c)
		}
	}
	return cs
}

// letsGo checks that whoever lets a student out is never refused, whatever is or is not on record, and that nothing else is refused
// but what begins, resumes or prolongs holding.
func (h *hunt) letsGo() []error {
	var faults []error
	ways := []policy.Activity{policy.StepDown, policy.Release, policy.End, policy.Interrupt}
	circumstances := []struct {
		name string
		with []change
	}{
		{"everything on record", nil},
		{"every fact no", []change{{op: opState, answer: policy.No}, {op: opFile, answer: policy.No}}},
		{"nothing on record", []change{{op: opState}, {op: opFile}}},
		{"nobody on record", []change{{op: opBy, n: nobody}, {op: opTo, n: nobody}, {op: opRoles}, {op: opPlace}}},
		{"nobody trained", []change{{op: opBy, n: only, who: trainee}}},
		{"no calendar", []change{{op: opNoDays}}},
	}
	for _, how := range circumstances {
		s := scene{}.with(how.with...).with(change{op: opEnding, n: heldOn}, change{op: opAgain, d: defaultHeld})
		whole := h.play(s, h.kind)
		for _, until := range []time.Duration{0, begin, 3 * time.Minute, defaultHeld + 2*time.Minute, 3 * time.Hour} {
			p, now := whole, whole.start.Add(until)
			p.events = slices.DeleteFunc(slices.Clone(whole.events), func(e policy.Event) bool {
				return e.At.After(now) || e.Activity == policy.Close || e.Activity == policy.End || e.Activity == policy.Debrief
			})
			for _, a := range policy.Activities() {
				for _, at := range []time.Time{now.Add(time.Second), now, now.Add(-time.Second)} {
					c := h.open(p)
					if c == nil || h.machine.Phase(c.State()) != policy.Held {
						continue
					}
					out := slices.Contains(ways, a)
					if !out && (a == policy.Initiate || a == policy.Resume || a == policy.Review || a == policy.Correct || !at.After(now)) {
						continue
					}
					_, err := c.Do(policy.Event{Activity: a, At: at})
					_, refused := errors.AsType[*policy.RefusedError](err)
					switch {
					case out && err != nil:
						faults = append(faults, fmt.Errorf("%s, %s, while %s: %s is refused: %w", h.kind, how.name, stateName(h.machine, c.State()), a, err))
					case refused:
						faults = append(faults, fmt.Errorf("%s, %s: %s is refused: %w", h.kind, how.name, a, err))
					case a == policy.Release && at.After(now) && c.Assess(at.Add(tick)).Phase() != policy.After:
						faults = append(faults, fmt.Errorf("%s, %s: after a release the student is still held", h.kind, how.name))
					}
				}
			}
		}
	}
	return append(faults, h.everyState(ways)...)
}

// everyState lets the student out of each state of the machine in which they are held, with nothing on record but how it came to be.
func (h *hunt) everyState(ways []policy.Activity) []error {
	var faults []error
	start := h.starts[0]
	paths := map[uint8][]policy.Activity{0: nil}
	for queue := []uint8{0}; len(queue) > 0; queue = queue[1:] {
		for _, a := range policy.Activities() {
			to, ok := h.machine.Next(queue[0], a)
			if _, been := paths[to]; !ok || been || a == policy.Correct {
				continue
			}
			paths[to] = append(slices.Clip(paths[queue[0]]), a)
			queue = append(queue, to)
			if h.machine.Phase(to) != policy.Held {
				continue
			}
			for _, out := range ways {
				var p played
				for i, a := range paths[to] {
					p.events = append(p.events, policy.Event{Activity: a, At: start.Add(time.Duration(i) * time.Minute)})
				}
				c := h.open(p)
				if c == nil || c.State() != to {
					continue
				}
				if _, err := c.Do(policy.Event{Activity: out, At: start.Add(time.Hour)}); err != nil {
					faults = append(faults, fmt.Errorf("%s, while %s: %s is refused: %w", h.kind, stateName(h.machine, to), out, err))
				}
			}
		}
	}
	if len(paths) == 1 {
		faults = append(faults, fmt.Errorf("%s: the machine has no state but the first", h.kind))
	}
	return faults
}

func stateName(m policy.Lifecycle, s uint8) string {
	if names := m.States(); int(s) < len(names) {
		return names[s]
	}
	return "in no state"
}

// sound checks what holds of every judgement: judged again it is the same, in whatever order the events came; what was on record
// at the end of time is all; what is broken stays so; what came later changes nothing of what was found before; and each finding
// says what it lacks.
func (h *hunt) sound(s scene) error {
	p := h.play(s, h.kind)
	if p.inspect {
		return nil
	}
	for i := range p.events {
		p.events[i].ID = fmt.Sprintf("event-%03d", i+1)
	}
	c := h.open(p)
	if c == nil {
		return errors.New("it cannot be judged")
	}
	a := c.Assess(p.now)
	want := lines(a, false)
	if lines(c.Assess(p.now), false) != want {
		return errors.New("judged twice it is not the same")
	}
	for f := range a.All() {
		if f.Outcome == policy.Undetermined && len(f.Missing) == 0 && !f.Rule.OfRecord() {
			return fmt.Errorf("rule %s is undetermined, and does not say for lack of what", f.Rule)
		}
	}
	back, apart := p, p
	back.events, apart.events = slices.Clone(p.events), nil
	slices.Reverse(back.events)
	for n := range 7 { // each seventh, then each seventh of the rest
		for i := n; i < len(p.events); i += 7 {
			apart.events = append(apart.events, p.events[i])
		}
	}
	for _, mixed := range []played{back, apart} {
		if m := h.open(mixed); m == nil || lines(m.Assess(p.now), false) != want {
			return errors.New("told in another order it is not the same")
		}
	}
	if lines(c.Known(p.now.AddDate(60, 0, 0)).Assess(p.now), false) != want {
		return errors.New("what was on record at the end is not the whole")
	}
	broken := func(a policy.Assessment) []string { return strings.Split(lines(a, true), "\n") }
	then := broken(c.Assess(p.now.AddDate(2, 0, 0)))
	for _, l := range broken(a) {
		if !slices.Contains(then, l) {
			return fmt.Errorf("more time removes a breach: %s", l)
		}
	}
	mid := p
	t := p.start.Add(h.held(s) / 2)
	mid.events = slices.DeleteFunc(slices.Clone(p.events), func(e policy.Event) bool { return e.At.After(t) })
	if m := h.open(mid); m == nil || lines(m.Assess(t), false) != lines(c.Assess(t), false) {
		return errors.New("what came later changes what was found before")
	}
	return nil
}

// lines writes an assessment out, or only what is broken in it, so that two can be compared.
func lines(a policy.Assessment, broken bool) string {
	var b strings.Builder
	for f := range a.All() {
		if broken {
			if isBroken(f.Outcome) && !f.Rule.OfRecord() {
				fmt.Fprintf(&b, "%s %s %s\n", f.Rule, f.Occurrence, f.Subject)
			}
			continue
		}
		fmt.Fprintln(&b, f.Rule, f.Clauses, f.Outcome, f.Force, f.Occurrence, f.ClosedBy, f.Subject, f.From.UnixNano(), f.Until.UnixNano(),
			f.Due.UnixNano(), f.Measured, f.Allowed, f.Missing, f.Readings, f.KnownSince.UnixNano(), f.Discounted)
	}
	return b.String()
}

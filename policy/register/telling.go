package register

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/leastrestrictive/interventions/policy"
)

// telling is a case to which several parts are told as one, and where each of its events comes from.
type telling struct {
	c  *policy.Case
	of []origin // of the event "e1", "e2" …
	to int      // the first part that it is about
}

// origin is an event of a part.
type origin struct {
	part     int
	id       string
	activity policy.Activity
	start    bool // it is the start of its part
	ends     bool // holding ends with it in its part
}

// What a telling says besides the events of its parts: in which phase the student is where an activity does not say it. No host is told.
const (
	prefix                   = "chain-of-parts/"
	thenHeld policy.Activity = prefix + "then-held"  // after the next event the student is held
	thenFree policy.Activity = prefix + "then-free"  // after the next event the student is not
	goesHeld policy.Activity = prefix + "goes-held"  // a part of another kind begins to hold
	goesFree policy.Activity = prefix + "goes-free"  // the last that held lets go
	onFile   policy.Activity = prefix + "on-file"    // standing facts that an event without a place put on record
	noSuchID                 = "none-of-these-parts" // for what a correction amends that is not told
)

// script is the machine of a telling. Whether an event has a place is decided by the machine of its own part before it is told, so
// all have a place here; only the phase is followed.
type script struct{ kind policy.Kind }

const (
	notBegun uint8 = iota
	isHeld
	isAfter
	heldThenHeld
	heldThenFree
	freeThenHeld
	freeThenFree
)

func (s script) Kind() policy.Kind { return s.kind }

func (script) States() []string {
	return []string{"not begun", "held", "after", "held, and then held", "held, and then after", "after, and then held", "after, and then after"}
}

func (script) Phase(state uint8) policy.Phase {
	switch state {
	case isHeld, heldThenHeld, heldThenFree:
		return policy.Held
	case isAfter, freeThenHeld, freeThenFree:
		return policy.After
	}
	return policy.NotBegun
}

func (script) Next(state uint8, a policy.Activity) (uint8, bool) {
	switch state {
	case heldThenHeld, freeThenHeld:
		return isHeld, true
	case heldThenFree, freeThenFree:
		return isAfter, true
	case notBegun:
		if a == policy.Initiate {
			return isHeld, true
		}
		return notBegun, true
	}
	switch a {
	case policy.Initiate, policy.Resume, goesHeld:
		return isHeld, true
	case policy.Release, policy.Convert, policy.Interrupt, policy.End, goesFree:
		return isAfter, true
	case thenHeld:
		if state == isHeld {
			return heldThenHeld, true
		}
		return freeThenHeld, true
	case thenFree:
		if state == isHeld {
			return heldThenFree, true
		}
		return freeThenFree, true
	}
	return state, true
}

// turn is one event of a part, in the order of the chain.
type turn struct{ part, i int }

// order puts the events of all parts in order. At one instant those of the part that began later come first, so that a student who is
// held on in another part is not free in between.
func (c *Chain) order() []turn {
	var all []turn
	for p, m := range c.members {
		for i := range m.events {
			if m.events[i].placed || len(m.events[i].Standing) > 0 {
				all = append(all, turn{p, i})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b turn) int {
		if by := c.members[a.part].events[a.i].At.Compare(c.members[b.part].events[b.i].At); by != 0 {
			return by
		}
		return b.part - a.part
	})
	return all
}

// telling tells, of all that is in order, the parts that it is about, each event of them; of all others the records that serve the whole chain; and of the
// parts in with besides when they hold the student, and how that ends.
func (c *Chain) telling(all []turn, kind policy.Kind, about, with func(part int) bool) (telling, error) {
	step := func(t turn) *step { return &c.members[t.part].events[t.i] }
	begun := slices.IndexFunc(all, func(t turn) bool { return about(t.part) && step(t).begins })
	told := make([]bool, len(all))
	byID := make(map[origin]bool)
	for n, t := range all {
		s := step(t)
		tells := about(t.part) || s.placed && begun >= 0 && n > begun && (serves(s.Activity) || with(t.part) && (s.turns || atEnd(s.Activity)))
		if tells && (s.Activity != policy.Correct || about(t.part)) {
			told[n], byID[origin{part: t.part, id: s.ID}] = true, true
		}
	}
	for more := true; more; { // of another part a correction is told where what it amends is
		more = false
		for n, t := range all {
			if s := step(t); s.Activity == policy.Correct && !told[n] && byID[origin{part: t.part, id: s.Amends.Event}] {
				told[n], byID[origin{part: t.part, id: s.ID}], more = true, true, true
			}
		}
	}
	w := writer{ids: make(map[origin]string)}
	uses := make(map[string]bool)
	held := make([]bool, len(c.members))
	for n, t := range all {
		s := step(t)
		if about(t.part) || with(t.part) {
			held[t.part] = s.held
		}
		if !told[n] {
			continue
		}
		if use := earlierUse(&s.Event); use != "" && uses[use] { // each part says which uses there were before it
			continue
		} else if use != "" {
			uses[use] = true
		}
		if !s.placed { // its standing facts hold all the same
			w.append(policy.Event{Activity: onFile, At: s.At, Recorded: s.Recorded, Standing: s.Standing}, origin{part: t.part, id: s.ID})
			continue
		}
		from := origin{part: t.part, id: s.ID, activity: s.Activity, start: s.begins, ends: s.turns && !s.held}
		e := *c.members[t.part].raw[s.ID]
		now := slices.Contains(held, true)
		if !about(t.part) {
			e.Standing, e.Glass = nil, nil
			switch {
			case !with(t.part) || atEnd(s.Activity) || serves(s.Activity) || s.Activity == policy.Correct:
			case now == (w.state == isHeld):
				continue
			default:
				a := goesFree
				if now {
					a = goesHeld
				}
				w.mark(a, s, from)
				continue
			}
		}
		if w.state != notBegun && w.leads(s.Activity) != now {
			a := thenFree
			if now {
				a = thenHeld
			}
			w.mark(a, s, from)
		}
		w.ids[origin{part: t.part, id: s.ID}] = w.append(e, from)
	}
	t := telling{of: w.of}
	for !about(t.to) {
		t.to++
	}
	var err error
	if t.c, err = policy.Open(c.profile, script{kind}, c.cal, c.members[t.to].incident); err != nil {
		return t, err
	}
	for i := range w.events {
		e := &w.events[i]
		if e.Amends != nil {
			a := *e.Amends
			if a.Event = w.ids[origin{part: w.of[i].part, id: a.Event}]; a.Event == "" {
				a.Event = noSuchID
			}
			e.Amends = &a
		}
		if _, err := t.c.Add(*e); err != nil {
			return t, err
		}
	}
	return t, nil
}

// atEnd reports whether a is about how holding ends, which parts of several kinds may owe together.
func atEnd(a policy.Activity) bool {
	switch a {
	case policy.StepDown, policy.Release, policy.Convert, policy.Interrupt, policy.End, policy.Explain:
		return true
	}
	return false
}

// earlierUse is the incident that was an earlier use by an event; empty where it is none, or does not say which.
func earlierUse(e *policy.Event) string {
	if e.Activity != policy.Earlier || e.Other == nil {
		return ""
	}
	return e.Other.Incident
}

// writer writes the events of a telling.
type writer struct {
	events []policy.Event
	of     []origin
	ids    map[origin]string
	state  uint8
}

// leads reports whether the student is held after an activity, as far as it says itself.
func (w *writer) leads(a policy.Activity) bool {
	next, _ := script{}.Next(w.state, a)
	return next == isHeld
}

// mark says in which phase the student is, at the instant of s.
func (w *writer) mark(a policy.Activity, s *step, from origin) {
	w.append(policy.Event{Activity: a, At: s.At, Recorded: s.Recorded}, from)
}

func (w *writer) append(e policy.Event, from origin) (id string) {
	e.Incident, e.ID, e.Sequence = "", "", int32(len(w.events)+1)
	w.state, _ = script{}.Next(w.state, e.Activity)
	w.events, w.of = append(w.events, e), append(w.of, from)
	return "e" + strconv.Itoa(len(w.events))
}

// origin returns where an event of the telling comes from.
func (t *telling) origin(id string) (origin, bool) {
	digits, ok := strings.CutPrefix(id, "e")
	if !ok || len(digits) > len("10000") {
		return origin{}, false // most findings name none
	}
	n, err := strconv.Atoi(digits)
	if err != nil || n < 1 || n > len(t.of) {
		return origin{}, false
	}
	return t.of[n-1], true
}

// row is a finding under its own names, and where it belongs.
type row struct {
	policy.Finding
	form   string
	opener origin // what opened it; no ID where the finding is that a rule is kept
	exact  bool   // the event itself opened it, not time after it
}

// row gives a finding of the telling the names that its events have in their own parts.
func (t *telling) row(c *Chain, f policy.Finding) row {
	r := row{Finding: f, form: c.rules.form[ruleOf{f.Rule, f.Kind}], opener: origin{part: t.to}}
	r.Incident = c.members[t.to].incident
	id, age, aged := cutAge(f.Occurrence)
	if o, ok := t.origin(id); ok {
		r.opener, r.exact = o, !aged
		r.Incident, r.Occurrence = c.members[o.part].incident, o.id
		if aged {
			r.Occurrence += "+" + age
		}
	}
	here := func(id string) string {
		o, ok := t.origin(id)
		switch {
		case !ok:
			return id
		case o.part != r.opener.part:
			return c.members[o.part].incident + "/" + o.id
		}
		return o.id
	}
	r.ClosedBy = here(f.ClosedBy)
	r.Discounted = slices.Clone(f.Discounted)
	for i := range r.Discounted {
		r.Discounted[i] = here(r.Discounted[i])
	}
	return r
}

// cutAge parts the event that an occurrence is named after from the time after it.
func cutAge(occurrence string) (id, age string, aged bool) { return strings.Cut(occurrence, "+") }

// view is what a telling comes to at an instant.
type view struct {
	t *telling
	a policy.Assessment
}

func (t *telling) assess(now time.Time) view { return view{t, t.c.Assess(now)} }

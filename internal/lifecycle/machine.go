package lifecycle

import (
	"context"
	"fmt"
	"iter"
	"maps"
	"slices"

	"github.com/looplab/fsm"

	"github.com/leastrestrictive/interventions/policy"
)

// Row is one line of a transition table: from any of From, Do leads to To.
type Row[S ~uint8] struct {
	From []S
	Do   policy.Activity
	To   S
}

// Stay lists activities that leave each of the states In as it is.
type Stay[S ~uint8] struct {
	In []S
	Do []policy.Activity
}

// Definition is a life cycle as it is written down. State 0 is the one in which nothing has begun.
type Definition[S ~uint8] struct {
	Kind   policy.Kind
	States []string       // names by number
	Phases []policy.Phase // by number
	Moves  []Row[S]       // what leads from one state to another
	Stays  []Stay[S]      // what is legal and leads nowhere; records stay everywhere without being listed
	// Words are those that the table is made of where it is not one of an intervention: all under a prefix, and then nothing else has
	// a transition, no state is held, and none of them is a record. None stands for the standard activities.
	Words []policy.Activity
}

// Transition is one thing that a machine allows.
type Transition[S ~uint8] struct {
	From S
	Do   policy.Activity
	To   S
	Stay bool // the state remains as it is: From and To are equal
}

// Machine is a checked life cycle. It is immutable and safe for use by several goroutines; [New] makes one.
type Machine[S ~uint8] struct {
	kind   policy.Kind
	states []string
	phases []policy.Phase
	next   table
}

// maxStates leaves numbers free above the states, for none.
const maxStates = 250

// none stands in a table where an activity has no transition.
const none = 255

// table has a row for each of its words, and in it by state where the activity leads.
type table map[policy.Activity][]uint8

// newTable returns the table in which records stay and nothing else has a transition: over words of its own, or without any over
// the standard activities.
func newTable(states int, own ...policy.Activity) table {
	activities := own
	if len(own) == 0 {
		activities = policy.Activities()
	}
	t := make(table, len(activities))
	for _, a := range activities {
		row := make([]uint8, states)
		for s := range row {
			row[s] = none
			if len(own) == 0 && a.IsRecord() {
				row[s] = uint8(s)
			}
		}
		t[a] = row
	}
	return t
}

// standard reports whether t is over the standard activities.
func (t table) standard() bool {
	_, ok := t[policy.Initiate]
	return ok
}

// words are what t speaks of: the standard activities in their order, or its own.
func (t table) words() []policy.Activity {
	if t.standard() {
		return policy.Activities()
	}
	return t.own()
}

// own are t's own words, if it is not over the standard activities.
func (t table) own() []policy.Activity {
	if t.standard() {
		return nil
	}
	return slices.Sorted(maps.Keys(t))
}

// New checks d and compiles it. The error is a [*policy.ProfileError] with all the faults found.
func New[S ~uint8](d Definition[S]) (*Machine[S], error) {
	written, faults := check(d)
	var judged table
	if len(faults) == 0 {
		judged, faults = drive(engine(d.States, written), d.States, written)
	}
	if len(faults) > 0 {
		return nil, &policy.ProfileError{Profile: "lifecycle " + string(d.Kind), Faults: faults}
	}
	return &Machine[S]{kind: d.Kind, states: slices.Clone(d.States), phases: slices.Clone(d.Phases), next: judged}, nil
}

// Must is [New] for a table that stands in the source: a fault in it is found by the first test that touches it, and panics.
func Must[S ~uint8](d Definition[S]) *Machine[S] {
	m, err := New(d)
	if err != nil {
		panic(err) // no data from outside comes so far
	}
	return m
}

// Kind returns the kind of intervention that runs through these states.
func (m *Machine[S]) Kind() policy.Kind { return m.kind }

// States returns the names of the states, by number. The slice is the caller's own.
func (m *Machine[S]) States() []string { return slices.Clone(m.states) }

// Name returns what a state is called.
func (m *Machine[S]) Name(state S) string {
	if int(state) < len(m.states) {
		return m.states[state]
	}
	return "invalid state"
}

// Phase returns the phase that a state belongs to; a number that is no state has not begun.
func (m *Machine[S]) Phase(state uint8) policy.Phase {
	if int(state) < len(m.phases) {
		return m.phases[state]
	}
	return policy.NotBegun
}

// Next returns the state that activity leads to, and whether it has a transition from this one; if it has none, the state is
// returned as it came. A number that is no state has no transitions.
func (m *Machine[S]) Next(state uint8, activity policy.Activity) (uint8, bool) {
	if row, standard := m.next[activity]; standard {
		if int(state) < len(row) && row[state] != none {
			return row[state], true
		}
		return state, false
	}
	return state, int(state) < len(m.states) && activity.IsRecord() && m.next.standard()
}

// Transitions returns all that the machine allows of the standard activities, by state and then in the order of
// [policy.Activities]. Records are among them: they stay in every state. Of a table with words of its own it returns what that says,
// the words in alphabetical order.
func (m *Machine[S]) Transitions() iter.Seq[Transition[S]] {
	return func(yield func(Transition[S]) bool) {
		activities := m.next.words()
		for from := range m.states {
			for _, a := range activities {
				to, ok := m.Next(uint8(from), a)
				if ok && !yield(Transition[S]{From: S(from), Do: a, To: S(to), Stay: int(to) == from}) {
					return
				}
			}
		}
	}
}

// engine returns a looplab machine that holds the moves of t. It has no callbacks: with one it could deadlock, wedge, or move and
// return an error.
func engine(states []string, t table) *fsm.FSM {
	var events []fsm.EventDesc
	for _, a := range t.words() {
		for from, to := range t[a] {
			if to != none && int(to) != from {
				events = append(events, fsm.EventDesc{Name: string(a), Src: []string{states[from]}, Dst: states[to]})
			}
		}
	}
	return fsm.NewFSM(states[0], events, nil)
}

// drive asks f about every state and every activity. It returns the table of what f confirmed, and a fault wherever f and the
// written table differ. Stays are kept from f, to which a self-loop is an error; it must not know them.
func drive(f *fsm.FSM, states []string, written table) (table, []policy.Fault) {
	judged := newTable(len(states), written.own()...)
	var faults []policy.Fault
	for from, name := range states {
		for _, a := range written.words() {
			to := written[a][from]
			if int(to) == from {
				judged[a][from] = to
			}
			got, what := step(f, name, a)
			switch {
			case what != "":
			case to == none || int(to) == from:
				if got != name {
					what = fmt.Sprintf("it leads to %q, and the table knows no such move", got)
				}
			case got != states[to]:
				what = fmt.Sprintf("it leads to %q, and the table says %q", got, states[to])
			default:
				judged[a][from] = to
			}
			if what != "" {
				faults = append(faults, policy.Fault{Where: "engine", What: fmt.Sprintf("%s from %q: %s", a, name, what)})
			}
		}
	}
	return judged, faults
}

// step asks f where a leads from a state; the state itself if nowhere. What goes wrong comes back in words, for looplab's errors
// are values of its own and may come although the state has moved.
func step(f *fsm.FSM, state string, a policy.Activity) (to, what string) {
	f.SetState(state)
	if !f.Can(string(a)) {
		return state, ""
	}
	// Never a context that can end: a cancelled one would wedge f.
	if err := f.Event(context.Background(), string(a)); err != nil {
		return "", fmt.Sprintf("it is said to be possible and fails: %v", err)
	}
	return f.Current(), ""
}

// check returns the table that d writes down, and all that is wrong with it.
func check[S ~uint8](d Definition[S]) (table, []policy.Fault) {
	c := checker{states: d.States, phases: d.Phases, said: map[place]string{}}
	if !policy.WellNamed(string(d.Kind)) {
		c.fault("Kind", fmt.Sprintf("%q is no name that a log can carry", d.Kind))
	}
	if named := c.names(); !c.words(d.Words) || !named {
		return nil, c.faults
	}
	c.table = newTable(len(d.States), d.Words...)
	for i, r := range d.Moves {
		where := fmt.Sprintf("Moves[%d]", i)
		known := c.activity(where, r.Do)
		if len(r.From) == 0 {
			c.fault(where, fmt.Sprintf("%s leads from nowhere", r.Do))
		}
		if !c.state(where, uint8(r.To)) {
			known = false
		}
		for _, from := range r.From {
			if c.state(where, uint8(from)) {
				c.move(where, uint8(from), r.Do, uint8(r.To), known)
			}
		}
	}
	for i, s := range d.Stays {
		where := fmt.Sprintf("Stays[%d]", i)
		if len(s.In) == 0 || len(s.Do) == 0 {
			c.fault(where, "it needs states and activities")
		}
		for _, a := range s.Do {
			known := c.activity(where, a)
			for _, in := range s.In {
				if known && int(in) < len(c.states) {
					c.say(where, uint8(in), a, uint8(in))
				}
			}
		}
		for _, in := range s.In {
			c.state(where, uint8(in))
		}
	}
	c.reachable()
	if len(d.Phases) == len(d.States) {
		c.safe()
	}
	return c.table, c.faults
}

// checker collects what is wrong with a definition. It goes on after a fault, leaving out what cannot be read, so that whoever
// wrote the table sees everything at once.
type checker struct {
	states []string
	phases []policy.Phase
	table  table
	said   map[place]string // where a transition was first written down
	edges  [][2]uint8       // moves between known states, whatever is wrong with their words
	faults []policy.Fault
}

// place is a state and an activity: at most one transition.
type place struct {
	from uint8
	do   policy.Activity
}

func (c *checker) fault(where, what string) {
	c.faults = append(c.faults, policy.Fault{Where: where, What: what})
}

// names checks the states and their phases by themselves. It reports whether a table can be read against them.
func (c *checker) names() bool {
	if n := len(c.states); n == 0 || n > maxStates {
		c.fault("States", fmt.Sprintf("there are %d: expected 1 to %d", n, maxStates))
		return false
	}
	for i, name := range c.states {
		if name == "" {
			c.fault("States", fmt.Sprintf("state %d has no name", i))
		} else if first := slices.Index(c.states, name); first < i {
			c.fault("States", fmt.Sprintf("states %d and %d are both called %q", first, i, name))
		}
	}
	if len(c.phases) != len(c.states) {
		c.fault("Phases", fmt.Sprintf("there are %d for %d states", len(c.phases), len(c.states)))
	}
	for i, p := range c.phases {
		switch {
		case i == 0 && p != policy.NotBegun:
			c.fault("Phases", fmt.Sprintf("state 0 is %s: expected %s", p, policy.NotBegun))
		case i > 0 && p != policy.Held && p != policy.After:
			c.fault("Phases", fmt.Sprintf("state %d is %s: expected %s or %s", i, p, policy.Held, policy.After))
		}
	}
	return true
}

// words checks what a table is made of where that is not the standard activities.
func (c *checker) words(own []policy.Activity) bool {
	before := len(c.faults)
	for i, a := range own {
		switch {
		case !a.IsForeign() || !policy.WellNamed(string(a)):
			c.fault("Words", fmt.Sprintf("%q is no word under a prefix", a))
		case slices.Contains(own[:i], a):
			c.fault("Words", fmt.Sprintf("%s is given twice", a))
		}
	}
	if len(own) > 0 && slices.Contains(c.phases, policy.Held) {
		c.fault("Words", "a state in which a student is held takes the standard activities: release is never refused")
	}
	return len(c.faults) == before
}

// activity reports whether a table may speak of a.
func (c *checker) activity(where string, a policy.Activity) bool {
	if _, known := c.table[a]; !c.table.standard() {
		if !known {
			c.fault(where, fmt.Sprintf("%q is no word of the table", a))
		}
		return known
	}
	if a.IsRecord() {
		c.fault(where, fmt.Sprintf("%s is a record, which stays in every state: no table says so", a))
		return false
	}
	if _, ok := c.table[a]; !ok {
		c.fault(where, fmt.Sprintf("%q is no standard activity", a))
		return false
	}
	return true
}

func (c *checker) state(where string, s uint8) bool {
	if int(s) >= len(c.states) {
		c.fault(where, fmt.Sprintf("there is no state %d", s))
		return false
	}
	return true
}

// move takes one move from a known state. Known says that its activity and its destination are, too.
func (c *checker) move(where string, from uint8, do policy.Activity, to uint8, known bool) {
	if int(to) < len(c.states) {
		c.edges = append(c.edges, [2]uint8{from, to})
	}
	if !known {
		return
	}
	if from == to {
		c.fault(where, fmt.Sprintf("%s leads from %q to itself: that is for Stays", do, c.states[from]))
		return
	}
	if to == 0 {
		c.fault(where, fmt.Sprintf("%s leads from %q back to %q: what has begun stays so", do, c.states[from], c.states[0]))
	}
	c.say(where, from, do, to)
}

// say writes one transition into the table. What was said first stands; saying it again is a fault even if it is the same.
func (c *checker) say(where string, from uint8, do policy.Activity, to uint8) {
	p := place{from, do}
	if first, ok := c.said[p]; ok {
		c.fault(where, fmt.Sprintf("%s from %q has been given in %s", do, c.states[from], first))
		return
	}
	c.said[p] = where
	c.table[do][from] = to
}

// reachable finds the states that no way leads to. A move whose activity is misspelt counts: that it is misspelt has been said.
func (c *checker) reachable() {
	seen := make([]bool, len(c.states))
	seen[0] = true
	for again := true; again; {
		again = false
		for _, e := range c.edges {
			if seen[e[0]] && !seen[e[1]] {
				seen[e[1]], again = true, true
			}
		}
	}
	for i, ok := range seen {
		if !ok {
			c.fault("States", fmt.Sprintf("nothing leads to state %d, %q", i, c.states[i]))
		}
	}
}

// safe holds the table against the promises that every machine makes, whatever its kind.
func (c *checker) safe() {
	for from, phase := range c.phases {
		where := fmt.Sprintf("state %d", from)
		for _, a := range c.table.words() {
			to := c.table[a][from]
			if phase != policy.Held {
				if to != none && c.phases[to] == policy.Held && a != policy.Initiate && a != policy.Resume {
					c.fault(where, fmt.Sprintf("%s leads into %q, where the student is held: only %s and %s begin that",
						a, c.states[to], policy.Initiate, policy.Resume))
				}
				continue
			}
			ends := a == policy.Release || a == policy.End || a == policy.Interrupt
			switch {
			case to == none && (ends || a == policy.StepDown):
				c.fault(where, fmt.Sprintf("the student is held and %s has no transition: release is never refused", a))
			case to != none && ends && c.phases[to] != policy.After:
				c.fault(where, fmt.Sprintf("the student is held and %s leads to %q, which is %s: expected %s",
					a, c.states[to], c.phases[to], policy.After))
			}
		}
	}
}

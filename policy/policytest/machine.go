package policytest

import "github.com/leastrestrictive/interventions/policy"

// Lifecycle returns a plain machine for any kind of intervention, to judge a profile for whose kind no typed machine is at hand.
// It lets in what could have happened: from its start on a student is held until something ends that, a step-down moves no clock,
// and whatever is done or put on record afterwards has a place.
func Lifecycle(kind policy.Kind) policy.Lifecycle {
	m := &machine{kind: kind, next: map[policy.Activity][states]uint8{}}
	for _, a := range policy.Activities() {
		var row [states]uint8
		for s := range row {
			row[s] = next(uint8(s), a)
		}
		m.next[a] = row
	}
	return m
}

// The states of the plain machine. In held and stepping down the student is held.
const (
	inNotBegun uint8 = iota
	inHeld
	inSteppingDown
	inReleased
	inEnded
	inInterrupted
	inConverted
	inDebriefed
	inClosed
	states
)

// nowhere says that there is no transition.
const nowhere = states

type machine struct {
	kind policy.Kind
	next map[policy.Activity][states]uint8
}

func (m *machine) Kind() policy.Kind { return m.kind }

func (m *machine) States() []string {
	return []string{"not begun", "held", "stepping down", "released", "ended", "interrupted", "converted", "debriefed", "closed"}
}

func (m *machine) Phase(state uint8) policy.Phase {
	switch {
	case state == inHeld || state == inSteppingDown:
		return policy.Held
	case state > inSteppingDown && state < states:
		return policy.After
	}
	return policy.NotBegun
}

func (m *machine) Next(state uint8, a policy.Activity) (uint8, bool) {
	if state >= states {
		return state, false
	}
	row, ok := m.next[a]
	switch {
	case !ok: // no word of the library: a record of a profile's own, or nothing
		return state, a.IsForeign()
	case row[state] == nowhere:
		return state, false
	}
	return row[state], true
}

// next is where an activity of the library leads. What is no move stays where it is, from the start on.
func next(s uint8, a policy.Activity) uint8 {
	isHeld := s == inHeld || s == inSteppingDown
	to := nowhere
	switch a {
	case policy.Initiate:
		if s == inNotBegun {
			to = inHeld
		}
	case policy.StepDown:
		switch {
		case isHeld:
			to = inSteppingDown
		case s != inNotBegun:
			to = s
		}
	case policy.Release:
		if isHeld {
			to = inReleased
		}
	case policy.Resume: // also after the file was closed: who is held again is held
		if s != inNotBegun && s != inHeld {
			to = inHeld
		}
	case policy.Convert:
		if isHeld {
			to = inConverted
		}
	case policy.Interrupt:
		if isHeld || s == inReleased {
			to = inInterrupted
		}
	case policy.End:
		switch {
		case isHeld || s == inReleased:
			to = inEnded
		case s > inEnded:
			to = s
		}
	case policy.Debrief:
		switch s {
		case inEnded, inInterrupted, inConverted:
			to = inDebriefed
		case inReleased, inDebriefed, inClosed:
			to = s
		}
	case policy.Review: // of the need to go on
		if isHeld {
			to = s
		}
	case policy.Clean:
		if s > inSteppingDown {
			to = s
		}
	case policy.Close:
		if s > inSteppingDown && s != inClosed {
			to = inClosed
		}
	default:
		if s != inNotBegun || a.IsRecord() {
			to = s
		}
	}
	return to
}

package seclusion

import (
	"sync"

	"github.com/leastrestrictive/interventions/internal/lifecycle"
	"github.com/leastrestrictive/interventions/policy"
)

// State is where a seclusion stands.
type State uint8

// The states. In Secluded and SteppingDown the student is held.
const (
	NotBegun     State = iota
	Secluded           // behind a door that they cannot open
	SteppingDown       // the step-down has begun, the door is still shut
	Released           // the door is open; the step-down goes on
	Ended              // the step-down is closed
	Interrupted        // it is over without a step-down
	Converted          // it has turned into another kind
	Debriefed          // it has been reflected on and reviewed
	Closed             // the file is closed
)

// String returns the state's name.
func (s State) String() string {
	names := [...]string{"not begun", "secluded", "stepping down", "released", "ended", "interrupted", "converted", "debriefed", "closed"}
	if int(s) < len(names) {
		return names[s]
	}
	return "invalid state"
}

// machine is compiled once, at first use.
var machine = sync.OnceValue(func() *lifecycle.Machine[State] {
	m, err := lifecycle.New(definition())
	if err != nil {
		panic(err) // a fault in this package, which its tests find; no data from outside comes so far
	}
	return m
})

// Lifecycle returns the machine as the rules see it.
func Lifecycle() policy.Lifecycle { return machine() }

func definition() lifecycle.Definition[State] {
	var (
		held  = []State{Secluded, SteppingDown}
		after = []State{Released, Ended, Interrupted, Converted, Debriefed, Closed}
	)
	d := lifecycle.Definition[State]{
		Kind: policy.Seclusion,
		Moves: []lifecycle.Row[State]{
			{From: []State{NotBegun}, Do: policy.Initiate, To: Secluded},
			{From: []State{Secluded}, Do: policy.StepDown, To: SteppingDown},
			{From: held, Do: policy.Release, To: Released},
			{From: []State{Secluded, SteppingDown, Released}, Do: policy.End, To: Ended},
			{From: []State{Secluded, SteppingDown, Released}, Do: policy.Interrupt, To: Interrupted},
			{From: held, Do: policy.Convert, To: Converted},
			// A student who is held again is held, even after the file was closed: the limits go on.
			{From: append([]State{SteppingDown}, after...), Do: policy.Resume, To: Secluded},
			{From: []State{Ended, Interrupted, Converted}, Do: policy.Debrief, To: Debriefed},
			{From: []State{Released, Ended, Interrupted, Converted, Debriefed}, Do: policy.Close, To: Closed},
		},
		Stays: []lifecycle.Stay[State]{
			{In: held, Do: []policy.Activity{policy.Monitor, policy.Review, policy.Document}},
			{In: append(held, after...), Do: []policy.Activity{policy.Present, policy.Absent, policy.Observe, policy.Explain, policy.Approve,
				policy.Escalate, policy.Contact, policy.Support}},
			{In: []State{SteppingDown, Released, Ended, Interrupted, Converted, Debriefed, Closed}, Do: []policy.Activity{policy.StepDown}},
			{In: after, Do: []policy.Activity{policy.Monitor, policy.Clean, policy.Document, policy.Report}},
			{In: held, Do: []policy.Activity{policy.Report}},
			{In: []State{Released, Debriefed, Closed}, Do: []policy.Activity{policy.Debrief}},
			{In: []State{Interrupted, Converted, Debriefed, Closed}, Do: []policy.Activity{policy.End}},
		},
	}
	for s := NotBegun; s <= Closed; s++ {
		phase := policy.After
		switch s {
		case NotBegun:
			phase = policy.NotBegun
		case Secluded, SteppingDown:
			phase = policy.Held
		}
		d.States, d.Phases = append(d.States, s.String()), append(d.Phases, phase)
	}
	return d
}

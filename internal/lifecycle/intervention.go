package lifecycle

import "github.com/leastrestrictive/interventions/policy"

// Intervention is the life cycle that a seclusion, a physical restraint and a time-out share. They differ in what their states are
// called, and in what they put on record afterwards: a place is cleaned, a hold leaves none. The states are, by number:
//
//	0 not begun
//	1 held
//	2 held, and the step-down has begun
//	3 released, and the step-down goes on
//	4 the step-down is closed
//	5 over without a step-down
//	6 turned into another kind
//	7 debriefed
//	8 the file is closed
func Intervention[S ~uint8](kind policy.Kind, names [9]string, afterwards ...policy.Activity) Definition[S] {
	const (
		notBegun = iota
		held
		steppingDown
		released
		ended
		interrupted
		converted
		debriefed
		closed
	)
	var (
		holding = []S{held, steppingDown}
		begun   = []S{held, steppingDown, released, ended, interrupted, converted, debriefed, closed}
		after   = begun[len(holding):]
	)
	d := Definition[S]{
		Kind:   kind,
		States: names[:],
		Moves: []Row[S]{
			{From: []S{notBegun}, Do: policy.Initiate, To: held},
			{From: []S{held}, Do: policy.StepDown, To: steppingDown},
			{From: holding, Do: policy.Release, To: released},
			{From: []S{held, steppingDown, released}, Do: policy.End, To: ended},
			{From: []S{held, steppingDown, released}, Do: policy.Interrupt, To: interrupted},
			{From: holding, Do: policy.Convert, To: converted},
			// A student who is held again is held, even after the file was closed: the limits go on.
			{From: begun[1:], Do: policy.Resume, To: held},
			{From: []S{ended, interrupted, converted}, Do: policy.Debrief, To: debriefed},
			{From: []S{released, ended, interrupted, converted, debriefed}, Do: policy.Close, To: closed},
		},
		Stays: []Stay[S]{
			{In: begun, Do: []policy.Activity{policy.Present, policy.Absent, policy.Observe, policy.Explain, policy.Monitor, policy.Approve,
				policy.Escalate, policy.Contact, policy.Support, policy.Document, policy.Report}},
			{In: holding, Do: []policy.Activity{policy.Review}},
			{In: begun[1:], Do: []policy.Activity{policy.StepDown}},
			{In: []S{released, debriefed, closed}, Do: []policy.Activity{policy.Debrief}},
			{In: []S{interrupted, converted, debriefed, closed}, Do: []policy.Activity{policy.End}},
		},
	}
	if len(afterwards) > 0 {
		d.Stays = append(d.Stays, Stay[S]{In: after, Do: afterwards})
	}
	for s := range names {
		phase := policy.After
		switch s {
		case notBegun:
			phase = policy.NotBegun
		case held, steppingDown:
			phase = policy.Held
		}
		d.Phases = append(d.Phases, phase)
	}
	return d
}

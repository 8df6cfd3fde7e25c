package lifecycle_test

import (
	"fmt"

	"github.com/leastrestrictive/interventions/internal/lifecycle"
	"github.com/leastrestrictive/interventions/policy"
)

type state uint8

const (
	notBegun state = iota
	held
	released
)

func ExampleNew() {
	machine, err := lifecycle.New(lifecycle.Definition[state]{
		Kind:   policy.Restraint,
		States: []string{notBegun: "not begun", held: "held", released: "released"},
		Phases: []policy.Phase{notBegun: policy.NotBegun, held: policy.Held, released: policy.After},
		Moves: []lifecycle.Row[state]{
			{From: []state{notBegun}, Do: policy.Initiate, To: held},
			{From: []state{held}, Do: policy.Release, To: released},
			{From: []state{held}, Do: policy.End, To: released},
			{From: []state{held}, Do: policy.Interrupt, To: released},
			{From: []state{released}, Do: policy.Resume, To: held},
		},
		Stays: []lifecycle.Stay[state]{
			{In: []state{held}, Do: []policy.Activity{policy.Monitor, policy.StepDown}},
		},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for t := range machine.Transitions() {
		if t.From == held && !t.Stay {
			fmt.Println(t.Do, "leads to", machine.States()[t.To])
		}
	}
	_, ok := machine.Next(uint8(released), policy.Monitor)
	fmt.Println("monitor once released:", ok)
	// Output:
	// release leads to released
	// interrupt leads to released
	// end leads to released
	// monitor once released: false
}

// A table that could keep a student held is refused, with all that is wrong with it.
func ExampleNew_faults() {
	_, err := lifecycle.New(lifecycle.Definition[state]{
		Kind:   policy.Restraint,
		States: []string{"not begun", "held", "released"},
		Phases: []policy.Phase{policy.NotBegun, policy.Held, policy.After},
		Moves: []lifecycle.Row[state]{
			{From: []state{notBegun}, Do: policy.Initiate, To: held},
			{From: []state{held}, Do: policy.Release, To: held},
			{From: []state{held}, Do: policy.End, To: released},
			{From: []state{held}, Do: policy.StepDown, To: released},
		},
	})
	fmt.Println(err)
	// Output:
	// profile lifecycle physical-restraint has 3 faults:
	// 	Moves[1]: release leads from "held" to itself: that is for Stays
	// 	state 1: the student is held and release has no transition: release is never refused
	// 	state 1: the student is held and interrupt has no transition: release is never refused
}

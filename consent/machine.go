package consent

import (
	"slices"
	"sync"

	"github.com/leastrestrictive/interventions/internal/lifecycle"
	"github.com/leastrestrictive/interventions/policy"
)

// State is where a consent stands for one kind of intervention.
type State uint8

// The states. Only Given can cover anything; whether it does is for [Consent.Covers] to say.
const (
	NotRequested State = iota // nothing is on record
	Requested                 // they were asked
	Informed                  // it was explained to them
	Given                     // they gave it, in words or in writing
	Refused                   // they said no
	Withdrawn                 // they took it back
	Expired                   // its time is over
	Superseded                // another consent has taken its place
)

// String returns the state's name.
func (s State) String() string { return machine().Name(s) }

// What an event is about, in the order in which those of one instant are judged where the writer gave no sequence: a no comes after
// a yes.
const (
	Ask       policy.Activity = "consent/ask"       // they are asked for it
	Inform    policy.Activity = "consent/inform"    // it is explained to them
	Involve   policy.Activity = "consent/involve"   // the student is involved
	Give      policy.Activity = "consent/give"      // they give it
	Refuse    policy.Activity = "consent/refuse"    // they say no
	Withdraw  policy.Activity = "consent/withdraw"  // they take it back
	Supersede policy.Activity = "consent/supersede" // another consent takes its place
	Correct   policy.Activity = "consent/correct"   // another event is amended: Event.Amends
	// Expire comes with time. It is in the table, and an event that says so is not well-formed.
	Expire policy.Activity = "consent/expire"
)

// activities are those that an event may have, in the order in which those of one instant are judged.
func activities() []policy.Activity {
	return []policy.Activity{Ask, Inform, Involve, Give, Refuse, Withdraw, Supersede, Correct}
}

// rank orders the activities of one instant; 0 is none that an event may have.
func rank(a policy.Activity) int { return slices.Index(activities(), a) + 1 }

// machine is compiled once, at first use.
var machine = sync.OnceValue(func() *lifecycle.Machine[State] {
	all := []State{NotRequested, Requested, Informed, Given, Refused, Withdrawn, Expired, Superseded}
	return lifecycle.Must(lifecycle.Definition[State]{
		Kind:   "consent",
		States: []string{"not requested", "requested", "informed", "given", "refused", "withdrawn", "expired", "superseded"},
		Phases: []policy.Phase{policy.NotBegun, policy.After, policy.After, policy.After, policy.After, policy.After, policy.After, policy.After},
		Words:  append(activities(), Expire),
		Moves: []lifecycle.Row[State]{
			{From: []State{NotRequested}, Do: Ask, To: Requested},
			{From: []State{NotRequested, Requested}, Do: Inform, To: Informed},
			// A form that nobody is on record as having asked for is a form all the same; whether they were informed is asked apart.
			{From: []State{NotRequested, Requested, Informed, Refused, Withdrawn, Expired}, Do: Give, To: Given},
			{From: []State{NotRequested, Requested, Informed, Given, Expired, Superseded}, Do: Refuse, To: Refused},
			{From: []State{NotRequested, Requested, Informed, Given, Expired, Superseded}, Do: Withdraw, To: Withdrawn},
			{From: []State{Requested, Informed, Given, Refused, Withdrawn, Expired}, Do: Supersede, To: Superseded},
			{From: []State{Given}, Do: Expire, To: Expired},
		},
		Stays: []lifecycle.Stay[State]{
			{In: all, Do: []policy.Activity{Involve, Correct}},
			// To be asked again takes back no answer.
			{In: []State{Requested, Informed, Given, Refused, Withdrawn, Expired}, Do: []policy.Activity{Ask}},
			{In: []State{Informed, Given, Refused, Withdrawn, Expired}, Do: []policy.Activity{Inform}},
			{In: []State{Given}, Do: []policy.Activity{Give}},
			{In: []State{Refused, Withdrawn}, Do: []policy.Activity{Refuse, Withdraw}},
			{In: []State{Superseded}, Do: []policy.Activity{Supersede}},
		},
	})
})

// Lifecycle returns the machine: which activity leads from which state to which. No rule is about it, so that a profile knows no
// such kind; it is there to be read and drawn.
func Lifecycle() policy.Lifecycle { return machine() }

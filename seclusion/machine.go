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
func (s State) String() string { return machine().Name(s) }

// machine is compiled once, at first use.
var machine = sync.OnceValue(func() *lifecycle.Machine[State] {
	return lifecycle.Must(lifecycle.Intervention[State](policy.Seclusion, [...]string{"not begun", "secluded", "stepping down", "released",
		"ended", "interrupted", "converted", "debriefed", "closed"}, policy.Clean))
})

// Lifecycle returns the machine as the rules see it.
func Lifecycle() policy.Lifecycle { return machine() }

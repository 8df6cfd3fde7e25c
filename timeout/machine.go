package timeout

import (
	"sync"

	"github.com/leastrestrictive/interventions/internal/lifecycle"
	"github.com/leastrestrictive/interventions/policy"
)

// State is where a time-out stands.
type State uint8

// The states. InTimeOut and SteppingDown are [policy.Held] for the rules: the time-out goes on.
const (
	NotBegun     State = iota
	InTimeOut          // in the place of the time-out
	SteppingDown       // the step-down has begun, the student is still there
	Over               // the student has left; the step-down goes on
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
	return lifecycle.Must(lifecycle.Intervention[State](policy.TimeOut, [...]string{"not begun", "in time-out", "stepping down", "over",
		"ended", "interrupted", "converted", "debriefed", "closed"}, policy.Clean))
})

// Lifecycle returns the machine as the rules see it.
func Lifecycle() policy.Lifecycle { return machine() }

package restraint

import (
	"sync"

	"github.com/leastrestrictive/interventions/internal/lifecycle"
	"github.com/leastrestrictive/interventions/policy"
)

// State is where a physical restraint stands.
type State uint8

// The states. In Restrained and SteppingDown the student is held.
const (
	NotBegun     State = iota
	Restrained         // in a hold
	SteppingDown       // the step-down has begun, the hold loosens; it is still one
	LetGo              // the hold is let go; the step-down goes on
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
	return lifecycle.Must(lifecycle.Intervention[State](policy.Restraint, [...]string{"not begun", "restrained", "stepping down", "let go",
		"ended", "interrupted", "converted", "debriefed", "closed"}))
})

// Lifecycle returns the machine as the rules see it.
func Lifecycle() policy.Lifecycle { return machine() }

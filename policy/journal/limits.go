package journal

import (
	"math"

	"github.com/leastrestrictive/interventions/policy"
)

// MaxLine is the most bytes that a line may have, its end not counted. The largest event that [policy.Event.Check] accepts takes
// less than half of it, every byte of its texts escaped; what is longer is no event, and need not be held to be refused.
const MaxLine = 1 << 20

// Limits that the scanner holds itself, before [policy.Event.Check] is asked, so that no line makes it build what would be refused.
const (
	maxPeople   = policy.MaxPeople   // more people than were ever in a room with one student
	maxFacts    = policy.MaxFacts    // twice what there are standard facts; it also bounds the search for a fact stated twice
	maxStanding = policy.MaxStanding // every training of every member of a school's staff
	maxSequence = math.MaxInt32      // what policy.Event.Sequence can hold
	maxFraction = 9                  // digits of a second: more than nanoseconds would be lost without a word
	maxShown    = 40                 // bytes of a value in an error: enough to find a slip of the pen
)

package journal

import (
	"crypto/sha256"
	"math"

	"github.com/leastrestrictive/interventions/policy"
)

// MaxLine is the most bytes that a line may have, its end not counted. The largest event that [policy.Event.Check] accepts takes
// less than half of it, sealed and every byte of its texts escaped; what is longer is no event, and need not be held to be refused.
const MaxLine = 1 << 20

// Limits that the scanner holds itself, before [policy.Event.Check] is asked, so that no line makes it build what would be refused.
const (
	maxPeople   = policy.MaxPeople   // more people than were ever in a room with one student
	maxFacts    = policy.MaxFacts    // more than one event can state of the standard facts; it also bounds the search for a fact stated twice
	maxStanding = policy.MaxStanding // every training of every member of a school's staff
	maxSequence = math.MaxInt32      // what policy.Event.Sequence can hold
	maxFraction = 9                  // digits of a second: more than nanoseconds would be lost without a word
	maxShown    = 40                 // bytes of a value in an error: enough to find a slip of the pen
)

// Sizes of what seals a log. They are part of the form and never change; another hash would stand under another key.
const (
	hashDigits = 2 * sha256.Size
	saltDigits = 32 // 128 bits. Of one length, so that no byte can be moved between the salt and the text under the same hash.
)

// What stands around the hashes at the end of a sealed line, byte for byte.
const (
	beforePrev = `,"prev":"`
	beforeHash = `,"hash":"`
	afterHash  = `"}`
	prevSize   = len(beforePrev) + hashDigits + len(`"`)
	hashSize   = len(beforeHash) + hashDigits + len(afterHash) // what the hash of a line leaves out
)

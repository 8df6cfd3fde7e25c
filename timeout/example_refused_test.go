package timeout_test

import (
	"errors"
	"fmt"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
	"github.com/leastrestrictive/interventions/timeout"
)

// A live start is asked for before the student is sent anywhere. This one would be a consequence, which AR 3007 forbids; and nobody has
// said whether it is to calm.
func ExampleInitiate_refused() {
	begin := start()
	begin.AsConsequence, begin.AsCalmingStrategy = policy.Yes, policy.NotRecorded
	_, _, err := timeout.Initiate(cbe3007.Profile(), nil, begin)
	if refused, ok := errors.AsType[*policy.RefusedError](err); ok {
		for _, reason := range refused.Reasons {
			fmt.Println(reason)
		}
	}
	// Output:
	// not to calm: cannot be told, not on record: as-calming-strategy, AR 3007 7(35)(b), at 10:00:00
	// not as a consequence: not so, AR 3007 7(35)(c), at 10:00:00
}

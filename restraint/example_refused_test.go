package restraint_test

import (
	"errors"
	"fmt"
	"time"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
	"github.com/leastrestrictive/interventions/policy/record"
	"github.com/leastrestrictive/interventions/restraint"
)

// A live start is asked for before anybody lays on hands. Of two who would hold, the registers know the training of one; and it would
// be to punish. Both are said at once, and nothing has happened.
func ExampleInitiate_refused() {
	_, _, err := restraint.Initiate(cbe3007.Profile(), nil, restraint.Initiation{
		Observation: record.Observation{
			Entry: record.Entry{
				At: time.Date(2025, 10, 6, 10, 0, 0, 0, time.UTC),
				By: []policy.Person{{ID: "staff-01"}, {ID: "staff-02"}},
				Standing: []policy.Credential{
					{Fact: policy.WrittenConsent, Answer: policy.Yes},
					{Fact: policy.TrainedTCI, Subject: "staff-01", Answer: policy.Yes},
					{Fact: policy.Qualified, Subject: "staff-01", Answer: policy.Yes},
					{Fact: policy.Authorized, Subject: "staff-01", Answer: policy.Yes},
					{Fact: policy.Qualified, Subject: "staff-02", Answer: policy.Yes},
					{Fact: policy.Authorized, Subject: "staff-02", Answer: policy.Yes},
				},
			},
			DangerToOthers: policy.Yes,
		},
		Incident: "2025-0043", Student: "student-0001",
		Grounds: restraint.Grounds{
			Grounds:               record.Grounds{Emergency: policy.Yes, AsConsequence: policy.Yes},
			AsBehaviourManagement: policy.No, AsCorporalPunishment: policy.No,
		},
	})
	if refused, ok := errors.AsType[*policy.RefusedError](err); ok {
		for _, reason := range refused.Reasons {
			fmt.Println(reason)
		}
	}
	// Output:
	// begun by trained, qualified and authorized staff: cannot be told, not on record: trained-tci of "staff-02", AR 3007 6(8), 7(21), at 10:00:00
	// not as a consequence or punishment: not so, AR 3007 7(28)(b), at 10:00:00
}

package policy_test

import (
	"errors"
	"fmt"
	"time"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
	"github.com/leastrestrictive/interventions/seclusion"
)

// What is due is asked for at an instant, and each answer has the instant by which it is owed.
func ExampleCase_Assess() {
	zone := time.FixedZone("", -6*60*60)
	start := time.Date(2025, 10, 6, 10, 0, 0, 0, zone)
	inc, _ := policy.Open(cbe3007.Profile(), seclusion.Lifecycle(), &policy.SchoolCalendar{Zone: zone}, "2025-0042")
	_, _ = inc.Add(policy.Event{Activity: policy.Initiate, At: start})
	_, _ = inc.Add(policy.Event{Activity: policy.Monitor, At: start.Add(time.Minute), Facts: []policy.Stated{{Fact: policy.FaceToFace, Answer: policy.Yes}}})
	_, _ = inc.Add(policy.Event{Activity: policy.Explain, At: start.Add(time.Minute),
		Facts: []policy.Stated{{Fact: policy.ReasonsForInitiating, Answer: policy.Yes}}})
	for d := range inc.Assess(start.Add(150 * time.Second)).Due() {
		fmt.Println(d.Outcome, d.Due.Format(time.TimeOnly), d.String())
	}
	// Output:
	// breached 10:02:00 two key staff review: 2m30s, 2m0s allowed, AR 3007 7(16)(b)
	// pending 10:03:00 face-to-face monitoring, AR 3007 7(16)(a), by 10:03:00
	// pending 10:30:00 at most thirty minutes in all, AR 3007 7(17), by 10:30:00
}

// Live, a start that a gate forbids is refused with every reason. Nothing has changed by asking.
func ExampleCase_Ask() {
	inc, _ := policy.Open(cbe3007.Profile(), seclusion.Lifecycle(), nil, "2025-0042")
	err := inc.Ask(policy.Event{Activity: policy.Initiate, At: time.Date(2025, 10, 6, 10, 0, 0, 0, time.UTC), Place: "room-a",
		By: []policy.Person{{ID: "staff-01"}},
		Facts: []policy.Stated{{Fact: policy.Emergency, Answer: policy.Yes}, {Fact: policy.DangerToOthers, Answer: policy.Yes},
			{Fact: policy.LessRestrictiveIneffective, Answer: policy.Yes}, {Fact: policy.ThreatCanBeDiminished, Answer: policy.Yes},
			{Fact: policy.SelfInjuryRisk, Answer: policy.Yes}},
		Standing: []policy.Credential{{Fact: policy.WrittenConsent, Answer: policy.Yes}, {Fact: policy.DesignatedRoom, Subject: "room-a", Answer: policy.Yes},
			{Fact: policy.Trained, Subject: "staff-01", Answer: policy.Yes}, {Fact: policy.Qualified, Subject: "staff-01", Answer: policy.Yes}}})
	var refused *policy.RefusedError
	if errors.As(err, &refused) {
		for i := range refused.Reasons {
			fmt.Println(refused.Reasons[i].String())
		}
	}
	fmt.Println(inc.Len(), "events")
	// Output:
	// begun by trained, qualified and authorized staff: cannot be told, not on record: authorized of "staff-01", AR 3007 6(8), at 10:00:00
	// no risk of serious self-injury or suicide: not so, AR 3007 7(20)(d), at 10:00:00
	// 0 events
}

// A profile is plain data, checked and compiled at once.
func ExampleRegulation_Build() {
	board := &policy.Regulation{
		ID:         "ourboard-7",
		Short:      "Board Policy 7",
		Activities: []policy.Activity{"ourboard/nurse-called"},
		Rules: []policy.Rule{
			policy.Every{Header: policy.Header{Name: "seen-every-five-minutes", Clauses: []string{"3.1"}, Demand: "seen face to face"},
				Phase: policy.Held, Act: policy.Act{Do: policy.Monitor, Holding: policy.Is(policy.FaceToFace)}, Gap: policy.For(5 * time.Minute)},
			policy.Due{Header: policy.Header{Name: "nurse-called-past-ten", Clauses: []string{"3.2"}, Demand: "the nurse is called"},
				After: policy.Reaches(policy.Held, policy.For(10*time.Minute), policy.Amount{}), Act: policy.Act{Do: "ourboard/nurse-called"},
				By: policy.Within(policy.For(2 * time.Minute))},
			policy.At{Header: policy.Header{Name: "nobody-leaves", Clauses: []string{"3.3"}, Demand: "a reason", Gate: true},
				On: []policy.Activity{policy.Release}, Holds: policy.Is("ourboard/reason-given")},
		},
	}
	_, err := board.Build()
	fmt.Println(err)
	board.Rules = board.Rules[:2]
	p, err := board.Build()
	fmt.Println(p.ID(), err)
	// Output:
	// profile ourboard-7 has 2 faults:
	// 	rule nobody-leaves: holds names fact ourboard/reason-given, which is neither standard nor declared
	// 	rule nobody-leaves: a gate on release: release is never refused
	// ourboard-7 <nil>
}

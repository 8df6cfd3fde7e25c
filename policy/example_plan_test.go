package policy_test

import (
	"fmt"
	"time"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/seclusion"
)

// atMost is thirty minutes, or what the student's plan sets.
var atMost = policy.ByPlan(policy.PlanLimit, 30*time.Minute)

// An amount that a student's plan may replace is a standing fact of the student, on file with the amount and with its dates.
func ExampleByPlan() {
	board := policy.Regulation{ID: "ourboard-7", Short: "Board Policy 7", Rules: []policy.Rule{policy.Limit{
		Header: policy.Header{Name: "time-held", Clauses: []string{"2.1"}, Demand: "held no longer than allowed"}, Phase: policy.Held, Most: atMost}}}
	profile, err := board.Build()
	if err != nil {
		fmt.Println(err)
		return
	}
	start := time.Date(2025, time.October, 6, 10, 0, 0, 0, time.UTC)
	for _, plan := range [][]policy.Credential{
		nil, // none is on file
		{{Fact: policy.PlanLimit, Answer: policy.Yes, Amount: 10 * time.Minute}},
		{{Fact: policy.PlanLimit, Answer: policy.Yes, Amount: 10 * time.Minute, Until: start}}, // it has run out
	} {
		incident, err := policy.Open(profile, seclusion.Lifecycle(), nil, "2025-0042")
		if err != nil {
			fmt.Println(err)
			return
		}
		for _, e := range []policy.Event{{Activity: policy.Initiate, At: start, Standing: plan}, {Activity: policy.Release, At: start.Add(12 * time.Minute)}} {
			if _, err := incident.Add(e); err != nil {
				fmt.Println(err)
			}
		}
		for f := range incident.Assess(start.Add(time.Hour)).All() {
			fmt.Println(f)
		}
	}
	// Output:
	// held no longer than allowed: satisfied, Board Policy 7 2.1
	// held no longer than allowed: 12m0s, 10m0s allowed, Board Policy 7 2.1
	// held no longer than allowed: satisfied, Board Policy 7 2.1
}

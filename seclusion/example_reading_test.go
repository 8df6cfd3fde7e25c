package seclusion_test

import (
	"fmt"
	"iter"
	"slices"
	"time"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
	"github.com/leastrestrictive/interventions/seclusion"
)

// stored are the events of an incident: two key staff, who review by turns.
func stored() iter.Seq[policy.Event] {
	ten := time.Date(2025, 10, 6, 10, 0, 0, 0, time.UTC)
	events := []policy.Event{{Activity: policy.Initiate, At: ten}}
	for _, id := range []string{"staff-01", "staff-02"} {
		events[0].By = append(events[0].By, policy.Person{ID: id})
		for _, f := range []policy.Fact{policy.TrainedFBA, policy.TrainedTCI} {
			events[0].Standing = append(events[0].Standing, policy.Credential{Fact: f, Subject: id, Answer: policy.Yes})
		}
	}
	for i := range 3 {
		events = append(events, policy.Event{Activity: policy.Review, At: ten.Add(time.Duration(i+1) * 90 * time.Second), By: events[0].By[i%2 : i%2+1]})
	}
	return slices.Values(append(events, policy.Event{Activity: policy.Release, At: ten.Add(6 * time.Minute)}))
}

// Where the text is open, a profile has a reading. The same events under another one are another judgement: here of what it is for
// two people to review, together or by turns.
func ExampleReplay_otherReading() {
	byTurns, err := cbe3007.Profile().Choose(policy.Choice{Reading: cbe3007.ReadingReviewing, Answer: cbe3007.ByTurns})
	if err != nil {
		fmt.Println(err)
		return
	}
	var judged []policy.Assessment
	for _, p := range []*policy.Profile{cbe3007.Profile(), byTurns} {
		incident, err := seclusion.Replay(p, nil, "2025-0042", stored())
		if err != nil {
			fmt.Println(err)
			return
		}
		judged = append(judged, incident.Assess(time.Date(2025, 10, 6, 10, 10, 0, 0, time.UTC)))
	}
	for rule := range cbe3007.Profile().Rules() {
		if a, b := judged[0].Outcome(rule.Name), judged[1].Outcome(rule.Name); a != b {
			fmt.Println(rule.Clauses, rule.Demand+":", a, "together,", b, "by turns")
		}
	}
	// Output:
	// [7(16)(b)] two key staff review: breached together, satisfied by turns
}

package interventions_test

import (
	"fmt"
	"time"

	"github.com/leastrestrictive/interventions"
	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
	"github.com/leastrestrictive/interventions/policy/record"
	"github.com/leastrestrictive/interventions/seclusion"
)

// A seclusion begins and is checked once, too late. Four minutes in, the program asks what is due and what was not kept.
func Example() {
	start := time.Date(2025, time.October, 6, 10, 2, 0, 0, time.FixedZone("MDT", -6*60*60))
	staff := []policy.Person{{ID: "staff-1"}}
	var begin seclusion.Initiation
	begin.Incident, begin.Room, begin.At, begin.By = "incident-1", "room-1", start, staff
	begin.DangerToOthers, begin.SelfInjuryRisk = policy.Yes, policy.No
	begin.VisualMonitoring, begin.AuralMonitoring, begin.MeansToBeMonitored = policy.Yes, policy.Yes, policy.Yes
	begin.Emergency, begin.LessRestrictiveIneffective, begin.ThreatCanBeDiminished = policy.Yes, policy.Yes, policy.Yes
	begin.Standing = []policy.Credential{ // as the registers have it
		{Fact: policy.WrittenConsent, Answer: policy.Yes},
		{Fact: policy.SpeechInadequate, Answer: policy.No},
		{Fact: policy.DesignatedRoom, Subject: "room-1", Answer: policy.Yes},
		{Fact: policy.Trained, Subject: "staff-1", Answer: policy.Yes},
		{Fact: policy.Qualified, Subject: "staff-1", Answer: policy.Yes},
		{Fact: policy.Authorized, Subject: "staff-1", Answer: policy.Yes},
	}
	incident, _, err := seclusion.Initiate(cbe3007.Profile(), &policy.SchoolCalendar{Zone: start.Location()}, begin)
	if err != nil {
		fmt.Println(err) // refused: every reason at once, each with its clause
		return
	}
	check := record.Check{Entry: record.Entry{At: start.Add(160 * time.Second), By: staff}, FaceToFace: policy.Yes}
	event, err := incident.Monitor(check)
	fmt.Println("store", event.ID, event.Activity, err)

	now := incident.Assess(start.Add(4 * time.Minute))
	for d := range now.Due() {
		fmt.Println("due:", d)
	}
	for f := range now.Findings() {
		if f.Outcome == policy.Breached {
			fmt.Println("found:", f)
		}
	}

	// Output:
	// store e2 monitor <nil>
	// due: two key staff review: 4m0s, 2m0s allowed, AR 3007 7(16)(b)
	// due: face-to-face monitoring, AR 3007 7(16)(a), by 10:06:40
	// due: at most thirty minutes in all, AR 3007 7(17), by 10:32:00
	// due: the student told why it begins, AR 3007 7(14)
	// found: face-to-face monitoring: 2m40s, 2m0s allowed, AR 3007 7(16)(a)
	// found: two key staff review: 4m0s, 2m0s allowed, AR 3007 7(16)(b)
}

// A program that reads a log judges it with the machine of the kind that the log names.
func ExampleLifecycle() {
	for _, kind := range []policy.Kind{policy.Seclusion, policy.Restraint, policy.TimeOut, "ourboard/quiet-corner"} {
		machine, ok := interventions.Lifecycle(kind)
		if !ok {
			fmt.Println(kind, "has no machine in this version")
			continue
		}
		c, err := policy.Open(cbe3007.Profile(), machine, nil, "incident-1")
		if err != nil {
			fmt.Println(err)
			return
		}
		noon := time.Date(2025, time.October, 6, 12, 0, 0, 0, time.UTC)
		for _, e := range []policy.Event{{Activity: policy.Initiate, At: noon}, {Activity: policy.Release, At: noon.Add(20 * time.Minute)}} {
			if _, err := c.Add(e); err != nil {
				fmt.Println(err)
				return
			}
		}
		now := c.Assess(noon.Add(time.Hour))
		fmt.Println(kind, "is", now.State(), "after", now.Held())
		for _, limit := range []policy.RuleID{cbe3007.SeclusionAtMostThirtyMinutes, cbe3007.RestraintAtMostThirtyMinutes,
			cbe3007.TimeOutAtMostFifteenMinutes} {
			if outcome := now.Outcome(limit); outcome != policy.NotApplicable {
				fmt.Println(limit, "is", outcome)
			}
		}
	}

	// Output:
	// seclusion is released after 20m0s
	// seclusion-at-most-thirty-minutes is satisfied
	// physical-restraint is let go after 20m0s
	// restraint-at-most-thirty-minutes is satisfied
	// time-out is over after 20m0s
	// time-out-at-most-fifteen-minutes is breached
	// ourboard/quiet-corner has no machine in this version
}

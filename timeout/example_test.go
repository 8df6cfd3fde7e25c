package timeout_test

import (
	"fmt"
	"time"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
	"github.com/leastrestrictive/interventions/policy/record"
	"github.com/leastrestrictive/interventions/seclusion"
	"github.com/leastrestrictive/interventions/timeout"
)

// at is a record of so many minutes after ten o'clock, by the one member of staff who is there.
func at(minutes int) record.Entry {
	return record.Entry{At: time.Date(2025, 10, 6, 10, minutes, 0, 0, time.UTC), By: []policy.Person{{ID: "staff-01"}}}
}

// start is a start for which all is on record that a gate asks for.
func start() timeout.Initiation {
	begin := timeout.Initiation{
		Incident: "2025-0044", Student: "student-0001", Place: "corner-a",
		Grounds: timeout.Grounds{AsUniversalSupport: policy.No, AsCalmingStrategy: policy.No, AsConsequence: policy.No, SecludedSpace: policy.No},
	}
	begin.Entry = at(0)
	begin.VisualMonitoring, begin.DoorShut = policy.Yes, policy.No
	begin.Standing = []policy.Credential{
		{Fact: policy.WrittenConsent, Answer: policy.Yes},
		{Fact: policy.ExclusionSpace, Subject: "corner-a", Answer: policy.No},
	}
	for _, f := range []policy.Fact{policy.Trained, policy.Qualified, policy.Authorized, policy.TrainedFBA, policy.TrainedTCI} {
		begin.Standing = append(begin.Standing, policy.Credential{Fact: f, Subject: "staff-01", Answer: policy.Yes})
	}
	return begin
}

// A time-out is reviewed face to face and ends in time.
func Example() {
	incident, _, err := timeout.Initiate(cbe3007.Profile(), nil, start())
	if err != nil {
		fmt.Println(err)
		return
	}
	for d := range incident.Assess(at(5).At).Due() {
		fmt.Println("due:", d)
	}
	var review timeout.Review
	review.Entry, review.FaceToFace, review.Continue = at(8), policy.Yes, policy.No
	_, reviewed := incident.Review(review)
	_, left := incident.Release(record.Release{Entry: at(9)})
	fmt.Println(reviewed, left)

	now := incident.Assess(at(10).At)
	fmt.Println(now.State(), "after", now.Held())
	for _, rule := range []policy.RuleID{cbe3007.VisibleAtAllTimes, cbe3007.KeyStaffReviewTimeOut, cbe3007.TimeOutAtMostFifteenMinutes} {
		fmt.Println(rule, now.Outcome(rule))
	}
	// Output:
	// due: at most fifteen minutes in all, AR 3007 7(32), by 10:15:00
	// due: key staff review face to face, AR 3007 7(31)
	// <nil> <nil>
	// over after 9m0s
	// visible-at-all-times satisfied
	// key-staff-review-time-out satisfied
	// time-out-at-most-fifteen-minutes satisfied
}

// Somebody holds the door shut, and the time-out is one no longer. It turns into a seclusion, which is an incident of its own that
// follows from it. What AR 3007 asks of a seclusion is asked of that one: told, it begins whatever is missing, and every gate that it
// did not pass is a finding.
func ExampleIncident_Convert() {
	incident, _, err := timeout.Initiate(cbe3007.Profile(), nil, start())
	if err != nil {
		fmt.Println(err)
		return
	}
	_, seen := incident.Observe(record.Observation{Entry: at(6), DoorShut: policy.Yes})
	turned, err := incident.Convert(record.Conversion{Entry: at(6), Into: policy.Part{Incident: "2025-0045", Kind: policy.Seclusion}})
	fmt.Println(seen, err, incident.State())

	begin := seclusion.Initiation{Incident: turned.Other.Incident, Student: "student-0001", Room: "corner-a",
		Follows: &policy.Part{Incident: turned.Incident, Kind: policy.TimeOut}}
	begin.Entry, begin.DoorShut = at(6), policy.Yes
	begin.Told = true
	secluded, first, err := seclusion.Initiate(cbe3007.Profile(), nil, begin)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(secluded.State(), "follows from", first.Other.Kind, first.Other.Incident)
	for f := range secluded.Assess(at(6).At).Findings() {
		if len(f.Missing) > 0 && f.Rule == cbe3007.DangerImminent {
			fmt.Println(f)
		}
	}
	fmt.Println("time-out:", incident.Assess(at(30).At).Held())
	// Output:
	// <nil> <nil> converted
	// secluded follows from time-out 2025-0044
	// imminent danger of harm: cannot be told, not on record: danger-to-self, danger-to-others, AR 3007 7(11)(a), at 10:06:00
	// time-out: 6m0s
}

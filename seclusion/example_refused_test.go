package seclusion_test

import (
	"errors"
	"fmt"
	"time"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
	"github.com/leastrestrictive/interventions/policy/record"
	"github.com/leastrestrictive/interventions/seclusion"
)

// onFile is what a host's registers say when somebody wants to begin: trainings, the room, consent.
func onFile(room string, staff ...string) []policy.Credential {
	cs := []policy.Credential{
		{Fact: policy.DesignatedRoom, Subject: room, Answer: policy.Yes, Issuer: "superintendent"},
		{Fact: policy.WrittenConsent, Answer: policy.Yes, From: time.Date(2025, 9, 2, 0, 0, 0, 0, time.UTC)},
	}
	for _, id := range staff {
		for _, f := range []policy.Fact{policy.Trained, policy.Qualified, policy.Authorized} {
			cs = append(cs, policy.Credential{Fact: f, Subject: id, Answer: policy.Yes})
		}
	}
	return cs
}

// A live start is asked for before the door is shut. What a gate forbids is refused, with every reason at once, and nothing has
// happened. A fact that is not on record refuses too, and is named.
func ExampleInitiate_refused() {
	_, _, err := seclusion.Initiate(cbe3007.Profile(), nil, seclusion.Initiation{
		Observation: record.Observation{
			Entry: record.Entry{
				At:       time.Date(2025, 10, 6, 10, 0, 0, 0, time.UTC),
				By:       []policy.Person{{ID: "staff-01"}, {ID: "staff-02"}},
				Standing: onFile("room-a", "staff-01", "staff-02"),
			},
			DangerToOthers: policy.Yes,
			SelfInjuryRisk: policy.Yes,
		},
		Incident: "2025-0042", Student: "student-0001",
		Room: "room-b", // of which the registers say nothing
		Grounds: seclusion.Grounds{Grounds: record.Grounds{Emergency: policy.Yes, LessRestrictiveIneffective: policy.Yes},
			ThreatCanBeDiminished: policy.Yes},
	})
	if refused, ok := errors.AsType[*policy.RefusedError](err); ok {
		for _, reason := range refused.Reasons {
			fmt.Println(reason)
		}
	}
	// Output:
	// a secure room designated for seclusion: cannot be told, not on record: designated-room, AR 3007 7(12)(a), 6(3), at 10:00:00
	// no risk of serious self-injury or suicide: not so, AR 3007 7(20)(d), at 10:00:00
}

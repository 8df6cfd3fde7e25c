package seclusion_test

import (
	"fmt"
	"time"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
	"github.com/leastrestrictive/interventions/policy/record"
	"github.com/leastrestrictive/interventions/seclusion"
)

// withoutConsent is a start for which all is on record that a gate asks for, but that consent was withdrawn the day before.
func withoutConsent() seclusion.Initiation {
	at := time.Date(2025, 10, 6, 10, 0, 0, 0, time.UTC)
	return seclusion.Initiation{
		Observation: record.Observation{
			Entry: record.Entry{At: at, By: []policy.Person{{ID: "staff-01"}}, Standing: []policy.Credential{
				{Fact: policy.Trained, Subject: "staff-01", Answer: policy.Yes},
				{Fact: policy.Qualified, Subject: "staff-01", Answer: policy.Yes},
				{Fact: policy.Authorized, Subject: "staff-01", Answer: policy.Yes},
				{Fact: policy.DesignatedRoom, Subject: "room-a", Answer: policy.Yes},
				{Fact: policy.WrittenConsent, Answer: policy.Yes},
				{Fact: policy.WrittenConsent, Answer: policy.No, From: at.AddDate(0, 0, -1)},
			}},
			DangerToOthers: policy.Yes, SelfInjuryRisk: policy.No,
		},
		Incident: "2025-0042", Student: "student-0001", Room: "room-a",
		Grounds: seclusion.Grounds{Grounds: record.Grounds{Emergency: policy.Yes, LessRestrictiveIneffective: policy.Yes},
			ThreatCanBeDiminished: policy.Yes},
	}
}

// Who must act although a gate forbids it breaks the glass, with a name and a reason. Both stay on record; what the gate asks for
// becomes a finding. The reason is free text,
// and is never printed.
func ExampleInitiate_breakGlass() {
	start := withoutConsent()
	_, _, err := seclusion.Initiate(cbe3007.Profile(), nil, start)
	fmt.Println(err)

	start.Glass = &policy.BreakGlass{By: policy.Person{ID: "principal-01", Role: policy.Principal}, Reason: "nobody else could be kept safe"}
	incident, event, err := seclusion.Initiate(cbe3007.Profile(), nil, start)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(incident.State(), "by", event.Glass.By.ID, event.Glass.Reason)
	for f := range incident.Assess(start.At).Findings() {
		if f.Outcome != policy.Undetermined { // most that AR 3007 asks of the room and of the student's plan is not on record here
			fmt.Println(f.Outcome, f)
		}
	}
	// Output:
	// initiate refused (not begun): written informed consent: not so, AR 3007 6(9), at 10:00:00; to act all the same, break the glass with a name and a reason
	// secluded by principal-01 [text]
	// flagged the glass was broken: somebody acted whatever a gate says
	// breached written informed consent: not so, AR 3007 6(9), at 10:00:00
}

package consent_test

import (
	"fmt"
	"time"

	"github.com/leastrestrictive/interventions/consent"
	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
	"github.com/leastrestrictive/interventions/seclusion"
)

// at is an instant of a day in October.
func at(day, hour, minute int) time.Time {
	return time.Date(2025, time.October, day, hour, minute, 0, 0, time.UTC)
}

// signed is a consent that was asked for, explained and given in writing.
func signed() *consent.Consent {
	c, err := consent.Open(consent.Parties{Consent: "consent-1", Student: "student-1", Person: "parent-1", As: consent.Guardian})
	if err != nil {
		fmt.Println(err)
		return nil
	}
	_, asked := c.Request(consent.Request{Entry: consent.Entry{At: at(1, 15, 0)}, Plan: "plan-1", Until: at(31, 0, 0),
		Kinds: []policy.Kind{policy.Seclusion, policy.TimeOut}})
	_, explained := c.Inform(consent.Information{Entry: consent.Entry{At: at(2, 15, 0)}, Explained: []string{"leaflet-1", "plan-1"},
		Language: "en", Understood: policy.Yes})
	_, gave := c.Give(consent.Grant{Entry: consent.Entry{At: at(3, 9, 0)}, Written: policy.Yes})
	if asked != nil || explained != nil || gave != nil {
		fmt.Println(asked, explained, gave)
	}
	return c
}

// A consent covers what it was given for, from when it was given until it ends. A withdrawal takes effect at its time, whenever it is
// recorded, and leaves what was before as it was.
func Example() {
	c := signed()
	fmt.Println("seclusion, 2 October:", c.Covers(policy.Seclusion, at(2, 16, 0)))
	fmt.Println("seclusion, 6 October:", c.Covers(policy.Seclusion, at(6, 10, 0)))
	fmt.Println("restraint, 6 October:", c.Covers(policy.Restraint, at(6, 10, 0)))

	// On the 8th the guardian rings up; it is entered on the 9th.
	event, err := c.Withdraw(consent.Withdrawal{Entry: consent.Entry{At: at(8, 9, 0), Recorded: at(9, 8, 0)}})
	fmt.Println("store", event.ID, event.Activity, err)
	fmt.Println("seclusion, 6 October:", c.Covers(policy.Seclusion, at(6, 10, 0)))
	fmt.Println("seclusion, 8 October:", c.Covers(policy.Seclusion, at(8, 10, 0)))
	fmt.Println("as was known that day:", c.Known(at(8, 10, 0)).Covers(policy.Seclusion, at(8, 10, 0)))
	// Output:
	// seclusion, 2 October: no: not answered
	// seclusion, 6 October: yes
	// restraint, 6 October: no: given for another kind
	// store e4 consent/withdraw <nil>
	// seclusion, 6 October: yes
	// seclusion, 8 October: no: withdrawn at 2025-10-08T09:00:00Z
	// as was known that day: yes
}

// A seclusion takes the consent as it stands into its first event. What it is judged by is in there.
func ExampleConsent_Standing() {
	c := signed()
	_, _ = c.Withdraw(consent.Withdrawal{Entry: consent.Entry{At: at(8, 9, 0)}})
	try := func(start time.Time) {
		var begin seclusion.Initiation
		begin.Incident, begin.Student, begin.Room, begin.At = "incident-1", "student-1", "room-1", start
		begin.By = []policy.Person{{ID: "staff-1"}}
		begin.DangerToOthers, begin.SelfInjuryRisk = policy.Yes, policy.No
		begin.Emergency, begin.LessRestrictiveIneffective, begin.ThreatCanBeDiminished = policy.Yes, policy.Yes, policy.Yes
		begin.Standing = []policy.Credential{ // as the other registers have it
			{Fact: policy.SpeechInadequate, Answer: policy.No}, {Fact: policy.DesignatedRoom, Subject: "room-1", Answer: policy.Yes},
			{Fact: policy.Trained, Subject: "staff-1", Answer: policy.Yes}, {Fact: policy.Qualified, Subject: "staff-1", Answer: policy.Yes},
			{Fact: policy.Authorized, Subject: "staff-1", Answer: policy.Yes},
		}
		begin.Standing = append(begin.Standing, c.Standing(policy.Seclusion, start)...)
		_, event, err := seclusion.Initiate(cbe3007.Profile(), nil, begin)
		fmt.Println(event.Activity, err)
	}
	try(at(8, 9, 0).Add(-time.Nanosecond))
	try(at(8, 9, 0))
	// Output:
	// initiate <nil>
	//  initiate refused (not begun): written informed consent: not so, AR 3007 6(9), at 09:00:00; to act all the same, break the glass with a name and a reason
}

// The texts do not say what becomes of it where two parents differ: the host says whether one of them is enough. A no by either of them
// counts against it both ways.
func ExampleOf() {
	other, err := consent.Open(consent.Parties{Consent: "consent-2", Student: "student-1", Person: "parent-2", As: consent.Parent})
	if err != nil {
		fmt.Println(err)
		return
	}
	ask := func() {
		for how, name := range map[consent.Reading]string{consent.EachAsked: "each", consent.OneIsEnough: "one "} {
			both, err := consent.Of("student-1", how, signed(), other)
			if err != nil {
				fmt.Println(err)
				return
			}
			fmt.Println(name, both.Covers(policy.Seclusion, at(10, 9, 0)))
		}
	}
	_, _ = other.Request(consent.Request{Entry: consent.Entry{At: at(1, 15, 0)}, Kinds: []policy.Kind{policy.Seclusion}})
	ask()
	_, _ = other.Refuse(consent.Refusal{Entry: consent.Entry{At: at(7, 15, 0)}})
	ask()
	// Unordered output:
	// each no: not answered; not informed
	// one  yes
	// each no: refused at 2025-10-07T15:00:00Z
	// one  no: refused at 2025-10-07T15:00:00Z
}

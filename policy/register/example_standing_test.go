package register_test

import (
	"fmt"
	"time"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
	"github.com/leastrestrictive/interventions/policy/register"
)

// What a principal wants to know on a Monday: what is out already, and what runs out by the next one, with the clauses that say why it
// matters. What is good through a day ends at 00:00 of the next. One training is renewed in time, and so it is not on the list.
func ExampleStanding() {
	zone := time.FixedZone("", -6*60*60)
	day := func(month time.Month, day int) time.Time {
		return policy.Date{Year: 2026, Month: month, Day: day}.Start(zone)
	}
	holds := func(f policy.Fact, subject string, until time.Time) policy.Credential {
		return policy.Credential{Fact: f, Subject: subject, Answer: policy.Yes, Until: until}
	}
	var s register.Standing
	err := s.Put("", // for every kind of intervention
		holds(policy.DesignatedRoom, "room-a", day(time.June, 1)),
		holds(policy.DesignatedRoom, "room-b", time.Time{}),
		holds(policy.Trained, "staff-1", day(time.June, 12)),
		holds(policy.Trained, "staff-2", day(time.June, 12)),
		policy.Credential{Fact: policy.Trained, Subject: "staff-2", Answer: policy.Yes, From: day(time.June, 12)})
	if err == nil { // a consent covers the kind that it was given for
		err = s.Put(policy.Seclusion, holds(policy.WrittenConsent, "student-1", day(time.June, 15)))
	}
	if err != nil {
		fmt.Println(err)
		return
	}

	monday := day(time.June, 8).Add(8 * time.Hour)
	for e := range s.Ended(monday) {
		fmt.Println("out since", e.At.Format(time.DateOnly), e.Credential.Subject, e.Credential.Fact)
	}
	next, err := s.Lapses(cbe3007.Profile(), nil, monday, monday.AddDate(0, 0, 7), policy.Seclusion)
	if err != nil {
		fmt.Println(err)
		return
	}
	for l := range next {
		e := l.Ending
		fmt.Println("ends", e.At.Format(time.DateOnly), e.Credential.Subject, e.Credential.Fact)
		for _, f := range l.Findings {
			fmt.Println("  ", f.Document, f.Clauses, f.Rule)
		}
	}
	a, err := s.Check(cbe3007.Profile(), nil, register.Question{Kind: policy.Seclusion, At: monday, Place: "room-a"})
	if err != nil {
		fmt.Println(err)
		return
	}
	for f := range a.Findings() {
		if f.Outcome == policy.Breached {
			fmt.Println("today:", f)
		}
	}
	// Output:
	// out since 2026-06-01 room-a designated-room
	// ends 2026-06-12 staff-1 trained
	//    AR 3007 [6(8)] trained-staff-begin
	//    AR 3007 [6(8)] trained-staff-deliver
	// ends 2026-06-15 student-1 written-consent
	//    AR 3007 [6(9)] consent-in-writing
	// today: a secure room designated for seclusion: not so, AR 3007 7(12)(a), 6(3), at 08:00:00
}

package policy_test

import (
	"fmt"
	"time"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/seclusion"
)

// toldBy is by when parents are told where a text wants it by the end of the school day: by the bell of that day. Of what happens after
// the bell the text says nothing. By midnight is certainly in time, after the next bell certainly late, and between them it is open.
var toldBy = policy.Otherwise(policy.EndOf(policy.SchoolDay), policy.Unsettled(policy.EndOf(policy.LocalDay), policy.EndOfNext(policy.SchoolDay)))

// A term that the text leaves open is written as open. What falls between is undetermined: neither kept nor a breach.
func ExampleUnsettled() {
	parent := []policy.Person{{ID: "parent-01", Role: policy.Parent}}
	board := policy.Regulation{ID: "ourboard-7", Short: "Board Policy 7", Rules: []policy.Rule{policy.Due{
		Header: policy.Header{Name: "parents-told", Clauses: []string{"5.1"}, Demand: "parents told"},
		After:  policy.LastRelease(), By: toldBy,
		Act: policy.Act{Do: policy.Contact, To: policy.Who{AtLeast: 1, Role: policy.Parent}}}}}
	profile, err := board.Build()
	if err != nil {
		fmt.Println(err)
		return
	}
	school := &policy.SchoolCalendar{Zone: time.UTC, Bells: map[time.Weekday]time.Duration{time.Monday: 15 * time.Hour, time.Tuesday: 15 * time.Hour}}
	monday := func(hour int) time.Time { return time.Date(2025, time.October, 6, hour, 0, 0, 0, time.UTC) }
	tuesday := func(hour int) time.Time { return monday(24 + hour) }
	for _, c := range []struct{ released, told time.Time }{
		{monday(10), monday(14)}, {monday(10), monday(16)},
		{monday(16), monday(20)}, {monday(16), tuesday(9)}, {monday(16), tuesday(16)},
	} {
		incident, err := policy.Open(profile, seclusion.Lifecycle(), school, "2025-0042")
		if err != nil {
			fmt.Println(err)
			return
		}
		for _, e := range []policy.Event{{Activity: policy.Initiate, At: c.released}, {Activity: policy.Release, At: c.released},
			{Activity: policy.Contact, At: c.told, To: parent}} {
			if _, err := incident.Add(e); err != nil {
				fmt.Println(err)
			}
		}
		outcome := incident.Assess(tuesday(24)).Outcome("parents-told")
		fmt.Println("released", c.released.Format("Mon 15:04,"), "told", c.told.Format("Mon 15:04:"), outcome)
	}
	// Output:
	// released Mon 10:00, told Mon 14:00: satisfied
	// released Mon 10:00, told Mon 16:00: breached
	// released Mon 16:00, told Mon 20:00: satisfied
	// released Mon 16:00, told Tue 09:00: undetermined
	// released Mon 16:00, told Tue 16:00: breached
}

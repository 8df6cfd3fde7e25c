package cbe3007_test

import (
	"fmt"
	"slices"
	"time"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
	"github.com/leastrestrictive/interventions/seclusion"
)

// Where the text is open, a host may choose another answer. A finding that another answer would change says so.
func ExampleProfile() {
	thursday := time.Date(2025, 10, 9, 10, 0, 0, 0, time.FixedZone("", -6*60*60))
	school := &policy.SchoolCalendar{Zone: thursday.Location(), Bells: map[time.Weekday]time.Duration{}}
	for d := time.Monday; d <= time.Friday; d++ {
		school.Bells[d] = 15 * time.Hour
	}
	events := slices.Values([]policy.Event{
		{Activity: policy.Initiate, At: thursday},
		{Activity: policy.Release, At: thursday.Add(time.Minute)},
		{Activity: policy.Debrief, At: thursday.AddDate(0, 0, 5)}, // on Tuesday: the fifth day, and the third with school
	})
	judge := func(p *policy.Profile) policy.Assessment {
		inc, err := seclusion.Replay(p, school, "2025-0042", events)
		if err != nil {
			fmt.Println(err)
		}
		return inc.Assess(thursday.AddDate(0, 0, 30))
	}
	for f := range judge(cbe3007.Profile()).Findings() {
		if f.Rule == cbe3007.DebriefWithinThreeDays {
			fmt.Println(f.Outcome, f, f.Readings)
		}
	}
	other, err := cbe3007.Profile().Choose(policy.Choice{Reading: cbe3007.ReadingDebriefDays, Answer: cbe3007.SchoolDays})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(judge(other).Outcome(cbe3007.DebriefWithinThreeDays), other.Fingerprint() != cbe3007.Profile().Fingerprint())
	// Output:
	// breached debrief within three days: done 34h0m0s late, AR 3007 7(38) [debrief-days]
	// satisfied true
}

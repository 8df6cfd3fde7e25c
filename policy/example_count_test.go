package policy_test

import (
	"fmt"
	"time"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/seclusion"
)

// thirdUse looks at a student's third seclusion within ten days.
var thirdUse = policy.Regulation{ID: "ourboard-7", Short: "Board Policy 7", Rules: []policy.Rule{
	policy.Count{
		Header: policy.Header{Name: "third-in-ten-days", Clauses: []string{"6.1"}, Demand: "the third seclusion of one student in ten days"},
		Of:     []policy.Kind{policy.Seclusion}, Per: policy.AboutStudent, Reaches: 3, Days: 10,
	},
	policy.Due{
		Header: policy.Header{Name: "plan-reviewed", Clauses: []string{"6.2"}, Demand: "the student's plan reviewed"},
		After:  policy.Comes("third-in-ten-days", policy.Flagged), Act: policy.Act{Do: "ourboard/plan-reviewed"}, By: policy.Days(5, policy.LocalDay),
	},
}, Activities: []policy.Activity{"ourboard/plan-reviewed"}}

// An incident is judged by its own events. Earlier uses are put on record in it, and are counted at its start; what a count comes to
// can be what a duty follows.
func ExampleCount() {
	profile, err := thirdUse.Build()
	if err != nil {
		fmt.Println(err)
		return
	}
	start := time.Date(2025, time.October, 20, 10, 0, 0, 0, time.UTC)
	incident, err := policy.Open(profile, seclusion.Lifecycle(), &policy.SchoolCalendar{Zone: time.UTC}, "2025-0042")
	if err != nil {
		fmt.Println(err)
		return
	}
	earlier := func(id string, daysAgo int) policy.Event {
		return policy.Event{Activity: policy.Earlier, At: start.AddDate(0, 0, -daysAgo), Recorded: start,
			Other: &policy.Part{Incident: id, Kind: policy.Seclusion}}
	}
	for _, e := range []policy.Event{
		earlier("2025-0031", 12), earlier("2025-0036", 9), earlier("2025-0040", 3),
		{Activity: policy.Initiate, At: start, Student: "student-0001"},
		{Activity: policy.Release, At: start.Add(4 * time.Minute)},
	} {
		if _, err := incident.Add(e); err != nil {
			fmt.Println(err)
		}
	}
	now := incident.Assess(start.Add(time.Hour))
	for f := range now.Findings() {
		fmt.Println("found:", f)
	}
	for d := range now.Due() {
		fmt.Println("due:", d)
	}
	// Output:
	// found: the third seclusion of one student in ten days: reached, Board Policy 7 6.1, flagged
	// due: the student's plan reviewed, Board Policy 7 6.2, by the end of 2025-10-25
}

package policy_test

import (
	"fmt"
	"time"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
	"github.com/leastrestrictive/interventions/seclusion"
)

// A row is how some school's own system keeps what happened.
type row struct {
	number   int
	clock    string // when it happened
	entered  string // when it was typed in
	what     string
	who      []string
	yes, not []string
}

// A host with an event store of its own keeps its rows, and turns them into events whenever it wants to know what they come to. No
// other state has to be kept.
func Example_ownEventStore() {
	rows := []row{
		{1, "10:00", "10:20", "SECLUSION START", []string{"staff-01", "staff-02"}, []string{"danger-to-others"}, []string{"self-injury-risk"}},
		{2, "10:02", "10:20", "CHECK", []string{"staff-01"}, []string{"face-to-face"}, nil},
		{3, "10:06", "10:20", "CHECK", []string{"staff-01"}, []string{"face-to-face"}, nil},
		{4, "10:07", "10:20", "DOOR OPEN", []string{"staff-01"}, nil, nil},
		{5, "10:04", "11:30", "CHECK", []string{"staff-02"}, []string{"face-to-face"}, nil}, // from somebody's notes
	}
	zone := time.FixedZone("", -6*60*60)
	instant := func(clock string) time.Time {
		t, err := time.ParseInLocation("2006-01-02 15:04", "2025-10-06 "+clock, zone)
		if err != nil {
			fmt.Println(err)
		}
		return t
	}
	activities := map[string]policy.Activity{"SECLUSION START": policy.Initiate, "CHECK": policy.Monitor, "DOOR OPEN": policy.Release}

	inc, err := policy.Open(cbe3007.Profile(), seclusion.Lifecycle(), &policy.SchoolCalendar{Zone: zone}, "2025-0042")
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, r := range rows {
		e := policy.Event{ID: fmt.Sprintf("row-%d", r.number), Activity: activities[r.what], At: instant(r.clock), Recorded: instant(r.entered)}
		for _, id := range r.who {
			e.By = append(e.By, policy.Person{ID: id})
		}
		for _, f := range r.yes {
			e.Facts = append(e.Facts, policy.Stated{Fact: policy.Fact(f), Answer: policy.Yes})
		}
		for _, f := range r.not {
			e.Facts = append(e.Facts, policy.Stated{Fact: policy.Fact(f), Answer: policy.No})
		}
		if _, err := inc.Add(e); err != nil { // says which field of which row, and keeps the others
			fmt.Println(err)
		}
	}
	now := instant("12:00")
	fmt.Println(inc.Assess(now).State(), "after", inc.Assess(now).Held())
	fmt.Println("at 11:00 the record showed:", inc.Known(instant("11:00")).Assess(now).Outcome(cbe3007.FaceToFaceEveryTwoMinutes))
	fmt.Println("at 12:00 it shows:", inc.Assess(now).Outcome(cbe3007.FaceToFaceEveryTwoMinutes))
	// Output:
	// released after 7m0s
	// at 11:00 the record showed: breached
	// at 12:00 it shows: satisfied
}

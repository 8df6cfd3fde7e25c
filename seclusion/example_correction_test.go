package seclusion_test

import (
	"fmt"
	"time"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
	"github.com/leastrestrictive/interventions/policy/record"
	"github.com/leastrestrictive/interventions/seclusion"
)

// by01 is a record of one member of staff, so long after ten o'clock.
func by01(after time.Duration) record.Entry {
	return record.Entry{At: time.Date(2025, 10, 6, 10, 0, 0, 0, time.UTC).Add(after), By: []policy.Person{{ID: "staff-01"}}, Told: true}
}

// A correction is an event: nothing is overwritten, judging goes by what is corrected, and a correction can itself be corrected.
func ExampleIncident_Correct() {
	begin := seclusion.Initiation{Incident: "2025-0042"}
	begin.Entry = by01(0)
	incident, _, err := seclusion.Initiate(cbe3007.Profile(), nil, begin)
	if err != nil {
		fmt.Println(err)
		return
	}
	check, _ := incident.Monitor(record.Check{Entry: by01(150 * time.Second), FaceToFace: policy.Yes})
	_, _ = incident.Release(seclusion.Release{Entry: by01(3 * time.Minute)})
	outcome := func() policy.Outcome {
		return incident.Assess(by01(time.Hour).At).Outcome(cbe3007.FaceToFaceEveryTwoMinutes)
	}
	fmt.Println("as written:", outcome())

	slip := policy.Amendment{Event: check.ID, At: by01(110 * time.Second).At}
	first, _ := incident.Correct(record.Correction{Entry: by01(10 * time.Minute), Amends: slip, Why: "the clock in the room is fast"})
	fmt.Println("corrected:", outcome())

	back := policy.Amendment{Event: first.ID, Withdrawn: true}
	_, _ = incident.Correct(record.Correction{Entry: by01(20 * time.Minute), Amends: back})
	fmt.Println("taken back:", outcome())

	incident = incident.Known(by01(15 * time.Minute).At)
	fmt.Println("as known at 10:15:", outcome())
	// Output:
	// as written: breached
	// corrected: satisfied
	// taken back: breached
	// as known at 10:15: satisfied
}

package seclusion_test

import (
	"fmt"
	"time"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
	"github.com/leastrestrictive/interventions/policy/record"
	"github.com/leastrestrictive/interventions/seclusion"
)

// minute is an instant so long after ten o'clock.
func minute(n int) time.Time { return time.Date(2025, 10, 6, 10, n, 0, 0, time.UTC) }

// note is a record as somebody typed it in: when it happened, and when it was entered. It is told, not asked for.
func note(happened, entered int) record.Entry {
	return record.Entry{At: minute(happened), Recorded: minute(entered), By: []policy.Person{{ID: "staff-01"}}, Told: true}
}

// A record that comes late counts from when it happened. What the record showed before can still be asked for.
func ExampleIncident_Known() {
	begin := seclusion.Initiation{Incident: "2025-0042"}
	begin.Entry = note(0, 0)
	incident, _, err := seclusion.Initiate(cbe3007.Profile(), nil, begin)
	if err != nil {
		fmt.Println(err)
		return
	}
	_, opened := incident.Release(seclusion.Release{Entry: note(3, 3)})
	_, checked := incident.Monitor(record.Check{Entry: note(2, 60), FaceToFace: policy.Yes}) // from somebody's notes
	fmt.Println(opened, checked)

	halfPastTen, noon := minute(30), minute(120)
	fmt.Println("as was known at half past ten:", incident.Known(halfPastTen).Assess(noon).Outcome(cbe3007.FaceToFaceEveryTwoMinutes))
	fmt.Println("as is known at noon:", incident.Assess(noon).Outcome(cbe3007.FaceToFaceEveryTwoMinutes))
	// Output:
	// <nil> <nil>
	// as was known at half past ten: breached
	// as is known at noon: satisfied
}

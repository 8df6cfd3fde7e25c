package seclusion_test

import (
	"fmt"
	"time"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
	"github.com/leastrestrictive/interventions/policy/record"
	"github.com/leastrestrictive/interventions/seclusion"
)

// begun is a seclusion that began at ten, told by a host that has checked already what the gates ask for. Both members of staff are
// trained in what makes key staff.
func begun() (*seclusion.Incident, error) {
	begin := seclusion.Initiation{Incident: "2025-0042"}
	begin.Entry = after(0, "staff-01", "staff-02")
	begin.Told = true
	for _, id := range []string{"staff-01", "staff-02"} {
		begin.Standing = append(begin.Standing, policy.Credential{Fact: policy.TrainedFBA, Subject: id, Answer: policy.Yes},
			policy.Credential{Fact: policy.TrainedTCI, Subject: id, Answer: policy.Yes})
	}
	incident, _, err := seclusion.Initiate(cbe3007.Profile(), nil, begin)
	return incident, err
}

// after is a record of so many seconds after ten o'clock.
func after(seconds int, by ...string) record.Entry {
	e := record.Entry{At: time.Date(2025, 10, 6, 10, 0, seconds, 0, time.UTC)}
	for _, id := range by {
		e.By = append(e.By, policy.Person{ID: id})
	}
	return e
}

// What is due is asked for at an instant. What is overdue comes first, and each has the instant by which it is owed.
func ExampleIncident_Assess() {
	incident, err := begun()
	if err != nil {
		fmt.Println(err)
		return
	}
	_, told := incident.Explain(record.Explanation{Entry: after(30, "staff-02"), ReasonsForInitiating: policy.Yes})
	_, seen := incident.Monitor(record.Check{Entry: after(110, "staff-01"), FaceToFace: policy.Yes})
	alone := record.Review{Continue: policy.Yes}
	alone.Entry = after(110, "staff-01")
	_, reviewed := incident.Review(alone)
	fmt.Println(told, seen, reviewed)

	now := incident.Assess(after(180).At)
	for d := range now.Due() {
		fmt.Println(d.Due.Format(time.TimeOnly), d)
	}
	for f := range now.Findings() {
		if f.Rule == cbe3007.KeyStaffReviewEveryTwoMinutes {
			fmt.Println("did not count:", f.Discounted)
		}
	}
	// Output:
	// <nil> <nil> <nil>
	// 10:02:00 two key staff review: 3m0s, 2m0s allowed, AR 3007 7(16)(b)
	// 10:03:50 face-to-face monitoring, AR 3007 7(16)(a), by 10:03:50
	// 10:30:00 at most thirty minutes in all, AR 3007 7(17), by 10:30:00
	// did not count: [e4]
}

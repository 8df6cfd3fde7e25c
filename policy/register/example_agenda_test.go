package register_test

import (
	"fmt"
	"slices"
	"time"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
	"github.com/leastrestrictive/interventions/policy/policytest"
	"github.com/leastrestrictive/interventions/policy/record"
	"github.com/leastrestrictive/interventions/policy/register"
	"github.com/leastrestrictive/interventions/restraint"
	"github.com/leastrestrictive/interventions/seclusion"
)

// The screen in the office: a student is secluded, and after a restraint of the day before nobody has called the parents. The program puts an
// incident in after each of its events; time does the rest.
func ExampleAgenda() {
	p, cal := cbe3007.Profile(), policytest.Calendar()
	ten := time.Date(2025, time.October, 9, 10, 0, 0, 0, cal.Location())
	var agenda register.Agenda
	put := func(a policy.Assessment) {
		if err := agenda.Put(a); err != nil {
			fmt.Println(err)
		}
	}
	screen := func(now time.Time) {
		fmt.Println(now.Format("15:04:05"))
		n := 0
		for f := range agenda.Due(now) {
			when := "   next"
			if f.Due.Before(now) && !f.Due.IsZero() {
				when = "overdue"
			}
			fmt.Println(when, f.Incident, f)
			if n++; n == 3 { // no more is read, and no more is judged
				break
			}
		}
	}

	yesterday := ten.AddDate(0, 0, -1)
	let, err := restraint.Replay(p, cal, "2025-0041", slices.Values([]policy.Event{ // as its journal has it
		{Activity: policy.Initiate, At: yesterday},
		{Activity: policy.Explain, At: yesterday, Facts: []policy.Stated{{Fact: policy.ReasonsForInitiating, Answer: policy.Yes}}},
		{Activity: policy.Release, At: yesterday.Add(time.Minute)},
		{Activity: policy.Explain, At: yesterday.Add(time.Minute), Facts: []policy.Stated{{Fact: policy.ReasonsForEnding, Answer: policy.Yes}}},
	}))
	if err != nil {
		fmt.Println(err)
		return
	}
	put(let.Assess(ten))
	held, err := seclusion.Replay(p, cal, "2025-0042", slices.Values([]policy.Event{{Activity: policy.Initiate, At: ten}}))
	if err != nil {
		fmt.Println(err)
		return
	}
	put(held.Assess(ten))

	screen(ten.Add(time.Minute))
	next, _ := agenda.Changes() // one nanosecond past two minutes: on time is at the limit
	screen(next)

	check := record.Check{FaceToFace: policy.Yes}
	check.At, check.By = ten.Add(150*time.Second), []policy.Person{{ID: "staff-1"}}
	if _, err := held.Monitor(check); err != nil {
		fmt.Println(err)
		return
	}
	now := ten.Add(3 * time.Minute) // not check.At, behind which there may be events that a late entry knows nothing of
	put(held.Assess(now))
	call := record.Contact{Reached: policy.Yes}
	call.At, call.By, call.To = now, []policy.Person{{ID: "staff-2"}}, []policy.Person{{ID: "parent-1", Role: policy.Parent}}
	if _, err := let.Contact(call); err != nil {
		fmt.Println(err)
		return
	}
	put(let.Assess(now))
	screen(now)
	// Output:
	// 10:01:00
	// overdue 2025-0041 parents informed the same day: not on record by the end of 2025-10-08, AR 3007 7(36)
	//    next 2025-0042 face-to-face monitoring, AR 3007 7(16)(a), by 10:02:00
	//    next 2025-0042 two key staff review, AR 3007 7(16)(b), by 10:02:00
	// 10:02:00
	// overdue 2025-0041 parents informed the same day: not on record by the end of 2025-10-08, AR 3007 7(36)
	// overdue 2025-0042 face-to-face monitoring: 2m0.000000001s, 2m0s allowed, AR 3007 7(16)(a)
	// overdue 2025-0042 two key staff review: 2m0.000000001s, 2m0s allowed, AR 3007 7(16)(b)
	// 10:03:00
	// overdue 2025-0042 two key staff review: 3m0s, 2m0s allowed, AR 3007 7(16)(b)
	//    next 2025-0042 face-to-face monitoring, AR 3007 7(16)(a), by 10:04:30
	//    next 2025-0042 at most thirty minutes in all, AR 3007 7(17), by 10:30:00
}

package register_test

import (
	"errors"
	"fmt"
	"time"

	"github.com/leastrestrictive/interventions"
	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
	"github.com/leastrestrictive/interventions/policy/policytest"
	"github.com/leastrestrictive/interventions/policy/register"
)

// A log holds a restraint and the seclusion it led into, interleaved, and a time-out of another student. Once their files have been
// closed for a day, each group comes out and is judged; then an entry comes that is too late.
func ExampleStream() {
	entry := func(minute int, incident, id string, a policy.Activity) policy.Event {
		return policy.Event{Incident: incident, ID: id, Activity: a, At: at(time.Duration(minute) * time.Minute)}
	}
	begin := func(minute int, incident string, kind policy.Kind, student string) policy.Event {
		e := entry(minute, incident, "start", policy.Initiate)
		e.Kind, e.Student = kind, student
		return e
	}
	const day = 24 * 60
	log := []policy.Event{
		begin(0, "2025-0041", policy.Restraint, "student-1"),
		begin(5, "2025-0043", policy.TimeOut, "student-2"),
		begin(13, "2025-0042", policy.Seclusion, "student-1"),
		entry(12, "2025-0041", "release", policy.Release),
		entry(14, "2025-0043", "release", policy.Release),
		entry(60, "2025-0041", "close", policy.Close),
		entry(35, "2025-0042", "release", policy.Release),
		entry(61, "2025-0043", "close", policy.Close),
		entry(62, "2025-0042", "close", policy.Close),
		begin(3*day, "2025-0050", policy.TimeOut, "student-1"),
		entry(3*day+1, "2025-0041", "debrief", policy.Debrief),
	}

	s := register.NewStream(register.Gap)
	for _, e := range log {
		if late, ok := errors.AsType[*register.LateError](s.Add(e)); ok {
			fmt.Println(late)
		}
		for _, parts := range s.Settled(e.At.Add(-24 * time.Hour)) {
			for i := range parts {
				parts[i].Lifecycle, _ = interventions.Lifecycle(kindOf(parts[i]))
			}
			chains, err := register.Link(cbe3007.Profile(), policytest.Calendar(), register.Gap, parts...)
			if err != nil {
				fmt.Println(err)
				continue
			}
			for _, c := range chains {
				fmt.Println(incidents(c), "held for", c.Assess(e.At).Held())
			}
		}
	}
	fmt.Println(s.Len(), "goes on")
	// Output:
	// [2025-0041 2025-0042] held for 34m0s
	// [2025-0043] held for 9m0s
	// event "debrief" of incident "2025-0041" came after the incident was handed out; to judge it takes the whole log
	// 1 goes on
}

// kindOf is the kind of the first start of a part.
func kindOf(p register.Part) policy.Kind {
	for _, e := range p.Events {
		if e.Activity == policy.Initiate {
			return e.Kind
		}
	}
	return ""
}

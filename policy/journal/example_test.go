package journal_test

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/journal"
)

// A log with one bad line: what stands before and after it is read.
func ExampleRead() {
	log := strings.NewReader(`{"incident":"i-1","id":"e1","activity":"initiate","at":"2025-10-06T10:02:00-06:00","kind":"seclusion","student":"st-1"}
{"incident":"i-1","id":"e2","activity":"monitor","AT":"2025-10-06T10:03:40-06:00"}
{"incident":"i-1","id":"e3","activity":"review","at":"2025-10-06T10:05:00-06:00","by":[{"id":"s-9","role":"princpal"}]}
{"incident":"i-1","id":"e4","activity":"release","at":"2025-10-06T10:07:00-06:00","recorded":"2025-10-06T10:40:00-06:00"}
`)
	for e, err := range journal.Read(log) {
		if fault, ok := errors.AsType[*journal.LineError](err); ok {
			fmt.Printf("line %d, column %d: field %q, value %q\n", fault.Line, fault.Offset, fault.Field, fault.Value)
			continue
		}
		if err != nil {
			fmt.Println(err) // the reader failed: there is no more
			return
		}
		fmt.Println(e.ID, e.Activity, e.At.Format(time.TimeOnly))
	}
	// Output:
	// e1 initiate 10:02:00
	// line 2, column 50: field "", value "AT"
	// line 3, column 87: field "by.role", value "princpal"
	// e4 release 10:07:00
}

// Writing a log: what is empty is left out.
func ExampleAppend() {
	clock := time.FixedZone("", -6*60*60)
	var log []byte
	for _, e := range []policy.Event{
		{
			Incident: "i-1", ID: "e1", Activity: policy.Initiate, At: time.Date(2025, 10, 6, 10, 2, 0, 0, clock),
			Kind: policy.Seclusion, Student: "st-1", Place: "r-1",
			By:    []policy.Person{{ID: "s-1", Role: policy.Teacher}},
			Facts: []policy.Stated{{Fact: policy.DangerToOthers, Answer: policy.Yes}},
		},
		{
			Incident: "i-1", ID: "e2", Activity: policy.Release, At: time.Date(2025, 10, 6, 10, 7, 0, 0, clock),
			Recorded: time.Date(2025, 10, 6, 10, 40, 0, 0, clock), // a late entry
		},
	} {
		var err error
		if log, err = journal.Append(log, &e); err != nil {
			fmt.Println(err)
			return
		}
	}
	_, _ = os.Stdout.Write(log)
	// Output:
	// {"incident":"i-1","id":"e1","activity":"initiate","at":"2025-10-06T10:02:00-06:00","kind":"seclusion","by":[{"id":"s-1","role":"teacher"}],"facts":{"danger-to-others":"yes"},"student":"st-1","place":"r-1"}
	// {"incident":"i-1","id":"e2","activity":"release","at":"2025-10-06T10:07:00-06:00","recorded":"2025-10-06T10:40:00-06:00"}
}

// The message of a fault names what was expected, and never shows a reason.
func ExampleParse() {
	_, err := journal.Parse([]byte(`{"incident":"i-1","id":"e1","activity":"observe","at":"2025-10-06 10:02"}`))
	fmt.Println(err)
	// Output:
	// column 55: at: found "2025-10-06 10:02", expected a time of RFC 3339 with its offset, such as 2025-10-06T10:02:00-06:00
}

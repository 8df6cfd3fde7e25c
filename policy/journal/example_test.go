package journal_test

import (
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
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

// Writing a sealed log: the host keeps the log, the texts and the heads, each in a place of its own.
func ExampleAppendSealed() {
	clock := time.FixedZone("", -6*60*60)
	var log []byte
	var head journal.Head
	for _, e := range []policy.Event{
		{Incident: "i-1", ID: "e1", Activity: policy.Initiate, At: time.Date(2025, 10, 6, 10, 2, 0, 0, clock), Kind: policy.Seclusion},
		{Incident: "i-1", ID: "e2", Activity: policy.Release, At: time.Date(2025, 10, 6, 10, 7, 0, 0, clock)},
		{Incident: "i-1", ID: "e3", Activity: policy.Monitor, At: time.Date(2025, 10, 6, 10, 4, 0, 0, clock)}, // late, and does not say so
	} {
		var err error
		if log, err = journal.AppendSealed(log, &e, &head); err != nil {
			fmt.Println(err)
		}
	}
	_, _ = os.Stdout.Write(log)
	fmt.Println(head.Incident, head.Lines, head.Recorded.Format(time.TimeOnly), head.Hash)
	// Output:
	// event "e3": recorded is "2025-10-06T10:04:00-06:00": expected not before 2025-10-06T10:07:00-06:00, when the line before was entered
	// {"incident":"i-1","id":"e1","activity":"initiate","at":"2025-10-06T10:02:00-06:00","kind":"seclusion","hash":"0c12169846d4835951858c6a7566bfe0d2575c2240dcac1d02248977c8cf461e"}
	// {"incident":"i-1","id":"e2","activity":"release","at":"2025-10-06T10:07:00-06:00","prev":"0c12169846d4835951858c6a7566bfe0d2575c2240dcac1d02248977c8cf461e","hash":"b906922d9942a28672a3b1b1ff3f689e371c85ba380b341324d69ad61a67f50d"}
	// i-1 2 10:07:00 b906922d9942a28672a3b1b1ff3f689e371c85ba380b341324d69ad61a67f50d
}

// What a head shows, and what nobody can tell without one.
func ExampleVerify() {
	clock := time.FixedZone("", -6*60*60)
	var log []byte
	var head journal.Head
	for i, a := range []policy.Activity{policy.Initiate, policy.Monitor, policy.Release} {
		e := policy.Event{Incident: "i-1", ID: fmt.Sprintf("e%d", i+1), Activity: a, At: time.Date(2025, 10, 6, 10, i, 0, 0, clock)}
		var err error
		if log, err = journal.AppendSealed(log, &e, &head); err != nil {
			fmt.Println(err)
			return
		}
	}
	say := func(what string, log []byte, heads ...journal.Head) {
		fmt.Println(what)
		for c, err := range journal.Verify(bytes.NewReader(log), heads...) {
			if err != nil {
				fmt.Println("  ", err)
				continue
			}
			fmt.Printf("   incident %s: %d lines, %s\n", c.Incident, c.Lines, c.State)
		}
	}
	lines := bytes.SplitAfter(log, []byte("\n"))
	say("as it was written, with the head:", log, head)
	say("as it was written:", log)
	say("the last line removed:", slices.Concat(lines[0], lines[1]))
	say("the last line removed, with the head:", slices.Concat(lines[0], lines[1]), head)
	say("a line removed:", slices.Concat(lines[0], lines[2]))
	say("a time changed:", bytes.Replace(log, []byte("10:01"), []byte("10:04"), 1), head)
	// Output:
	// as it was written, with the head:
	//    incident i-1: 3 lines, sealed and attested
	// as it was written:
	//    incident i-1: 3 lines, sealed, its end not attested
	// the last line removed:
	//    incident i-1: 2 lines, sealed, its end not attested
	// the last line removed, with the head:
	//    line 2, incident "i-1": ended: the last line that the head speaks of is not there
	//    incident i-1: 2 lines, broken
	// a line removed:
	//    line 2, incident "i-1": misplaced: it does not follow line 1: a line is missing between them, or one of them was put in or moved
	//    incident i-1: 2 lines, broken
	// a time changed:
	//    line 2, incident "i-1": altered: it is not what its hash was made of
	//    incident i-1: 3 lines, broken
}

// A reason stands beside the log, so that it can be destroyed when its time is over. The log still verifies, and still says that
// there was a reason.
func ExampleDetach() {
	store := map[string]policy.Text{} // the host's, for as long as it may keep texts
	var log []byte
	var head journal.Head
	e := policy.Event{
		Incident: "i-1", ID: "e1", Activity: policy.Interrupt, At: time.Date(2025, 10, 6, 10, 2, 0, 0, time.UTC), Reason: "The fire alarm rang.",
	}
	texts, err := journal.Detach(&e, rand.Reader)
	if err != nil {
		fmt.Println(err)
		return
	}
	maps.Copy(store, texts) // before the line
	if log, err = journal.AppendSealed(log, &e, &head); err != nil {
		fmt.Println(err)
		return
	}

	show := func() {
		for c, err := range journal.Verify(bytes.NewReader(log), head) {
			fmt.Println(c.State, err)
		}
		for e, err := range journal.Read(bytes.NewReader(log)) {
			if err != nil {
				fmt.Println(err)
				continue
			}
			err = journal.Attach(&e, func(hash string) (policy.Text, bool) {
				text, ok := store[hash]
				return text, ok
			})
			if err != nil {
				fmt.Println(err) // something else is held than was taken out
			}
			if _, gone := journal.Detached(e.Reason); gone {
				fmt.Println(e.Activity, "for a reason that is not held any more")
				continue
			}
			fmt.Println(e.Activity, "because:", string(e.Reason))
		}
	}
	show()
	clear(store)
	show()
	// Output:
	// sealed and attested <nil>
	// interrupt because: The fire alarm rang.
	// sealed and attested <nil>
	// interrupt for a reason that is not held any more
}

package program_test

import (
	"fmt"
	"time"

	"github.com/leastrestrictive/interventions/examples/internal/program"
	"github.com/leastrestrictive/interventions/policy"
)

// An incident that was begun under an older state of a regulation is judged by the one that this version holds, and that is said.
func ExampleBasisOf() {
	begun := policy.Event{Incident: "incident-0001", ID: "e1", Activity: policy.Initiate, Kind: policy.Restraint, Profile: "ap-354@sha256:00"}
	on, err := program.BasisOf([]policy.Event{begun}, "")
	fmt.Println(on.Kind, on.Regulation.ID, on.Differs, err)

	begun.Profile = "our-board"
	_, err = program.BasisOf([]policy.Event{begun}, "")
	fmt.Println(err)

	on, err = program.BasisOf([]policy.Event{begun}, "ban-2019") // whatever it was begun under
	fmt.Println(on.Kind, on.Regulation.ID, on.Differs, err)
	// Output:
	// physical-restraint ap-354 true <nil>
	// it was begun under our-board: there is no profile "our-board"; there is ap-354, ban-2019, cbe-ar-3007
	// physical-restraint ban-2019 true <nil>
}

func ExampleAppendRow() {
	began := time.Date(2025, 10, 6, 10, 5, 40, 0, time.FixedZone("", -6*60*60))
	line, err := program.AppendRow(nil, "incident-0001", &policy.Finding{Kind: policy.Seclusion, Rule: "ourboard/look-in", Document: "OB 7", Clauses: []string{"7(2)"},
		Demand: "a look in", Outcome: policy.Breached, Occurrence: "e9", From: began, Measured: 190 * time.Second, Allowed: 2 * time.Minute})
	fmt.Printf("%s%v\n", line, err)
	// Output:
	// {"incident":"incident-0001","kind":"seclusion","rule":"ourboard/look-in","clauses":["7(2)"],"outcome":"breached","force":"must","occurrence":"e9","from":"2025-10-06T10:05:40-06:00","measured":"3m10s","allowed":"2m0s","message":"a look in: not so, OB 7 7(2), at 10:05:40"}
	// <nil>
}

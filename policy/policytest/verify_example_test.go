//go:build !race

package policytest_test

import (
	"fmt"
	"time"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/policytest"
)

// A board writes its rules down and learns that one of them asks for what nobody can do. In a test it is one line:
// policytest.Verify(t, profile).
func ExampleVerifyProfile() {
	holding := []policy.Kind{policy.Restraint}
	r := &policy.Regulation{
		ID: "ourboard", Short: "OB 1",
		Rules: []policy.Rule{
			policy.Limit{Header: policy.Header{Name: "at-most-ten-minutes", Clauses: []string{"2"}, Demand: "at most ten minutes", Kinds: holding},
				Phase: policy.Held, Most: policy.For(10 * time.Minute)},
			policy.At{Header: policy.Header{Name: "parent-and-nobody-else", Clauses: []string{"3(a)"}, Demand: "a talk with a parent alone", Kinds: holding},
				On: []policy.Activity{policy.Debrief}, Holds: policy.All(policy.By(policy.Who{Each: true, Role: policy.Parent}),
					policy.By(policy.Who{AtLeast: 1, Role: policy.Principal}))},
		},
		Ledger: []policy.LedgerEntry{
			{Clause: "1", Carrier: policy.LeftToJudgement, Reason: "A principle."},
			{Clause: "2", Carrier: policy.CarriedByRules},
			{Clause: "3(a)", Carrier: policy.CarriedByRules},
		},
	}
	p, err := r.Build()
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(policytest.VerifyProfile(p))
	// Output:
	// profile ourboard has 1 faults:
	// 	3(a): rule parent-and-nobody-else, physical-restraint: no incident found that keeps it; it asks for by, parent, principal
}

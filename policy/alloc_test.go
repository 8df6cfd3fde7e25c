//go:build !race

package policy_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// A finding is of some 400 bytes and each reading is tried, which used to cost 230 allocations.
func TestAnAssessmentIsReadWithFewAllocations(t *testing.T) {
	events, tell := shipped(t)
	a := tell().Assess(events[len(events)-1].At)
	drain(a.All()) // the other readings are compiled once
	for _, c := range []struct {
		name string
		most float64
		read func()
	}{
		{"Due", 5, func() { drain(a.Due()) }},
		{"Findings", 30, func() { drain(a.Findings()) }},
		{"All", 46, func() { drain(a.All()) }},
	} {
		assert.LessOrEqual(t, testing.AllocsPerRun(100, c.read), c.most, c.name)
	}
}

//go:build !race

package lifecycle

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/leastrestrictive/interventions/policy"
)

// Trap: a step of looplab allocates, a refusal too, and a self-loop; its machines cannot be shared, so each pays for its maps.
func TestNextAllocatesNothingAndTheBareEngineDoes(t *testing.T) {
	m := seclusionMachine(t)
	state, steps := uint8(secluded), script()
	for _, a := range words() {
		assert.Zero(t, testing.AllocsPerRun(100, func() { m.Next(state, a) }), "%q", a)
	}
	assert.Zero(t, testing.AllocsPerRun(100, func() { m.Next(200, policy.Monitor) }))
	assert.Zero(t, testing.AllocsPerRun(100, func() { m.Phase(state) }))
	assert.Zero(t, testing.AllocsPerRun(100, func() {
		state = 0
		for _, a := range steps {
			state, _ = m.Next(state, a)
		}
	}))

	f := newBare()
	assert.NoError(t, bareEvent(f, "initiate"))
	assert.NotZero(t, testing.AllocsPerRun(100, func() { assert.NoError(t, bareEvent(f, "monitor")) }))
	assert.NotZero(t, testing.AllocsPerRun(100, func() { _ = bareEvent(f, "close") }))
	assert.NotZero(t, testing.AllocsPerRun(100, func() { _ = bareEvent(f, "release"); _ = bareEvent(f, "resume") }))
	rows := bareRows()
	assert.Greater(t, testing.AllocsPerRun(10, func() { newBareOf(rows) }), 5.0)
}

//go:build !race

package lifecycle_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/record"
)

// Budgets: no more than bare looplab/fsm allocates for the same, with the whole of AR 3007 judged besides. The race detector allocates for
// itself, so this stands aside from its builds.
func TestAllocationBudgets(t *testing.T) {
	p := wholeProfile(t)
	eachKind(t, func(t *testing.T, k kind) {
		inc := begin(t, k, p)
		by := []policy.Person{lee}
		at := benchStart
		event := testing.AllocsPerRun(1000, func() {
			at = at.Add(time.Second)
			_, err := inc.Monitor(record.Check{Entry: record.Entry{At: at, By: by}, FaceToFace: policy.Yes})
			require.NoError(t, err)
		})
		require.LessOrEqual(t, event, 5.0, "a judged event; a bare one takes 5")

		events, cal := fortyEvents(t, k, p), calendar()
		replay := testing.AllocsPerRun(100, func() {
			inc, err := k.replay(p, cal, slices.Values(events))
			require.NoError(t, err)
			require.Equal(t, k.states[8], k.state(inc))
		})
		require.LessOrEqual(t, replay, 224.0, "a replay of forty events; a bare one takes 224")

		whole, err := k.replay(p, cal, slices.Values(events))
		require.NoError(t, err)
		now := benchStart.Add(time.Hour)
		require.LessOrEqual(t, testing.AllocsPerRun(100, func() { whole.Assess(now) }), 20.0, "an assessment")
	})
}

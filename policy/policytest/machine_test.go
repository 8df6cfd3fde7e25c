package policytest_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/policytest"
	"github.com/leastrestrictive/interventions/seclusion"
)

// Walked side by side, the plain machine and that of a seclusion let in the same and are in the same phase.
func TestLifecycleGoesTheWayOfASeclusion(t *testing.T) {
	plain, typed := policytest.Lifecycle(policy.Seclusion), seclusion.Lifecycle()
	require.Equal(t, typed.Kind(), plain.Kind())
	seen := map[[2]uint8]bool{}
	var walk func(a, b uint8)
	walk = func(a, b uint8) {
		if seen[[2]uint8{a, b}] {
			return
		}
		seen[[2]uint8{a, b}] = true
		require.Equal(t, typed.Phase(b), plain.Phase(a), "%s, %s", plain.States()[a], typed.States()[b])
		for _, do := range append(policy.Activities(), "ourboard/nurse-told", "nonsense", "") {
			x, may := plain.Next(a, do)
			y, want := typed.Next(b, do)
			assert.Equal(t, want, may, "%s when %s", do, typed.States()[b])
			if may && want {
				walk(x, y)
			}
		}
	}
	walk(0, 0)
	require.Len(t, seen, len(plain.States()), "every state is reached, and none stands for two")
}

// A release, an end, an interruption and a conversion are ways out of every state in which a student is held.
func TestLifecycleAlwaysLetsGo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := policytest.Lifecycle(rapid.SampledFrom([]policy.Kind{policy.Seclusion, policy.Restraint, policy.TimeOut, "ourboard/hold"}).Draw(t, "kind"))
		s := uint8(0)
		for range rapid.IntRange(0, 12).Draw(t, "steps") {
			a := rapid.SampledFrom(policy.Activities()).Draw(t, "activity")
			next, ok := l.Next(s, a)
			if !ok {
				require.Equal(t, s, next)
			}
			s = next
			if a.IsRecord() {
				require.True(t, ok, "a record has a place everywhere")
			}
		}
		for _, way := range []policy.Activity{policy.Release, policy.End, policy.Interrupt, policy.Convert} {
			next, ok := l.Next(s, way)
			if l.Phase(s) == policy.Held {
				require.True(t, ok, way)
				require.Equal(t, policy.After, l.Phase(next), way)
			}
		}
		next, ok := l.Next(200, policy.Release)
		require.False(t, ok)
		require.Equal(t, policy.NotBegun, l.Phase(next))
	})
}

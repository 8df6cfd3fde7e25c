package lifecycle_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
	"github.com/leastrestrictive/interventions/policy/record"
)

var releases = []policy.Activity{policy.StepDown, policy.Release, policy.End, policy.Interrupt}

// caseOf is an incident of a kind with these activities a minute apart, told.
func caseOf(t *testing.T, k kind, path ...policy.Activity) *policy.Case {
	c, err := policy.Open(cbe3007.Profile(), k.machine, nil, incidentID)
	require.NoError(t, err)
	for i, a := range path {
		_, err := c.Add(policy.Event{Activity: a, At: benchStart.Add(time.Duration(i) * time.Minute)})
		require.NoError(t, err)
	}
	return c
}

func unexplained(a policy.Assessment, event string) bool {
	for f := range a.Findings() {
		if f.Rule == policy.Unexplained && f.Occurrence == event {
			return true
		}
	}
	return false
}

// The whole state space: every state is reached along every path that comes to no state more than twice, and from each in which
// the student is held each way out is taken, live and told, with nothing but an instant.
func TestReleaseIsNeverRefused(t *testing.T) {
	eachKind(t, func(t *testing.T, k kind) {
		held := 0
		var walk func(state uint8, path []policy.Activity, seen map[uint8]int)
		walk = func(state uint8, path []policy.Activity, seen map[uint8]int) {
			if k.machine.Phase(state) == policy.Held {
				held++
				for _, out := range releases {
					for _, live := range []bool{true, false} {
						c := caseOf(t, k, path...)
						require.Equal(t, state, c.State())
						take := c.Add
						if live {
							take = c.Do
						}
						_, err := take(policy.Event{Activity: out, At: benchStart.Add(time.Hour)})
						require.NoError(t, err, "%s after %v, live %v", out, path, live)
						if out != policy.StepDown {
							require.Equal(t, policy.After, k.machine.Phase(c.State()), "%s after %v", out, path)
						}
						require.False(t, unexplained(c.Assess(benchStart.Add(time.Hour)), fmt.Sprintf("e%d", c.Len())), "%s after %v", out, path)
					}
				}
			}
			for _, a := range policy.Activities() {
				if next, ok := k.machine.Next(state, a); ok && next != state && seen[next] < 2 {
					seen[next]++
					walk(next, append(path[:len(path):len(path)], a), seen)
					seen[next]--
				}
			}
		}
		walk(0, nil, map[uint8]int{0: 2})
		require.Greater(t, held, 50, "both held states, along several paths")
	})
}

// The verbs of the way out, live and with nothing but an instant, out of a hold that keeps no clause.
func TestEveryVerbOutIsTaken(t *testing.T) {
	eachKind(t, func(t *testing.T, k kind) {
		bare := record.Entry{At: benchStart.Add(time.Minute)}
		for out, do := range map[policy.Activity]func(incident) (policy.Event, error){
			policy.StepDown:  func(i incident) (policy.Event, error) { return k.stepDown(i, record.StepDown{Entry: bare}) },
			policy.Release:   func(i incident) (policy.Event, error) { return k.release(i, record.Release{Entry: bare}) },
			policy.End:       func(i incident) (policy.Event, error) { return k.end(i, record.StepDown{Entry: bare}) },
			policy.Interrupt: func(i incident) (policy.Event, error) { return i.Interrupt(record.Interruption{Entry: bare}) },
		} {
			inc := begun(t, k, cbe3007.Profile())
			e, err := do(inc)
			require.NoError(t, err, out)
			require.Equal(t, out, e.Activity)
			require.Equal(t, out != policy.StepDown, inc.Assess(bare.At).Phase() == policy.After)
		}
	})
}

// Checks, contacts, debriefs and calls for help are never refused for what they lack.
func TestWhatHelpsIsNeverRefusedForWhatItLacks(t *testing.T) {
	eachKind(t, func(t *testing.T, k kind) {
		inc := begun(t, k, cbe3007.Profile())
		bare := func(minute int) record.Entry {
			return record.Entry{At: benchStart.Add(time.Duration(minute) * time.Minute)}
		}
		_, err := inc.Monitor(record.Check{Entry: bare(1)})
		require.NoError(t, err)
		_, err = k.review(inc, record.Review{Observation: record.Observation{Entry: bare(1)}})
		require.NoError(t, err)
		_, err = inc.Contact(record.Contact{Entry: bare(2)})
		require.NoError(t, err)
		_, err = inc.Escalate(record.Escalation{Entry: bare(2)})
		require.NoError(t, err)
		_, err = k.release(inc, record.Release{Entry: bare(3)})
		require.NoError(t, err)
		_, err = inc.Debrief(record.Debrief{Entry: bare(4)})
		require.NoError(t, err)
	})
}

// Two clocks differ: whoever lets a student out is never turned away for that. What has no place is kept, and is a finding.
func TestALiveReleaseByASlowClockIsKept(t *testing.T) {
	eachKind(t, func(t *testing.T, k kind) {
		for _, out := range releases {
			c := caseOf(t, k, policy.Initiate)
			_, err := c.Do(policy.Event{ID: "slow", Activity: out, At: benchStart.Add(-10 * time.Second)})
			require.NoError(t, err, out)
			require.True(t, unexplained(c.Assess(benchStart.Add(time.Minute)), "slow"), out)
			_, err = c.Do(policy.Event{Activity: policy.Correct, At: benchStart.Add(time.Minute),
				Amends: &policy.Amendment{Event: "slow", At: benchStart.Add(30 * time.Second)}})
			require.NoError(t, err)
			if out != policy.StepDown {
				require.Equal(t, 30*time.Second, c.Assess(benchStart.Add(time.Hour)).Held(), "corrected, it is over at its time")
			}
		}
		_, err := caseOf(t, k, policy.Initiate).Do(policy.Event{Activity: policy.Monitor, At: benchStart.Add(-time.Second)})
		require.Error(t, err, "a check is asked for again at the right time")
	})
}

package policy_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
	"github.com/leastrestrictive/interventions/seclusion"
)

// A log that nobody would write is judged all the same, and does not hang its host. There is no clock in here: a test that takes
// minutes is the failure.
func TestHostileLogsAreJudged(t *testing.T) {
	judge := func(event func(i int) policy.Event, n int) policy.Assessment {
		c, err := policy.Open(cbe3007.Profile(), seclusion.Lifecycle(), schoolYear(), "i-1")
		require.NoError(t, err)
		_, err = c.Add(policy.Event{ID: "start", Activity: policy.Initiate, At: october(6, 10, 0)})
		require.NoError(t, err)
		for i := range n {
			e := event(i)
			e.ID = fmt.Sprint("x", i)
			_, err := c.Add(e)
			require.NoError(t, err)
		}
		a := c.Assess(october(6, 10, 0).AddDate(60, 0, 0))
		for range a.All() {
		}
		return a
	}
	a := judge(func(i int) policy.Event { // let out and held again every four days
		return policy.Event{Activity: []policy.Activity{policy.Release, policy.Resume}[i%2], At: october(6, 10, 1).Add(time.Duration(i) * 96 * time.Hour)}
	}, 1201)
	require.Equal(t, policy.Breached, a.Outcome(cbe3007.DebriefWithinThreeDays))
	a = judge(func(i int) policy.Event { // a new crowd each second
		e := policy.Event{Activity: policy.Present, At: october(6, 10, 1).Add(time.Duration(i) * time.Second)}
		for k := range 60 {
			e.By = append(e.By, policy.Person{ID: fmt.Sprint("p", i, "-", k)})
		}
		return e
	}, 1000)
	require.Equal(t, policy.Held, a.Phase())
	a = judge(func(i int) policy.Event { // a correction of a correction of a correction
		of := "start"
		if i > 0 {
			of = fmt.Sprint("x", i-1)
		}
		return policy.Event{Activity: policy.Correct, At: october(6, 10, 1).Add(time.Duration(i) * time.Second), Amends: &policy.Amendment{Event: of, At: october(6, 9, 59)}}
	}, 2000)
	require.Equal(t, policy.Held, a.Phase())
}

package seclusion_test

import (
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
	"github.com/leastrestrictive/interventions/policy/record"
	"github.com/leastrestrictive/interventions/seclusion"
)

// Several members of staff record at once, while others ask what is due; everything accepted is there, and is judged as if one
// after the other.
func TestSeveralAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		inc := begin(t)
		var all sync.WaitGroup
		for who := range 4 {
			all.Go(func() {
				for i := range 25 {
					time.Sleep(time.Duration(who+1) * time.Second) // in the bubble's time: interleaves them
					_, err := inc.Monitor(record.Check{Entry: entry(time.Duration(4*i+who)*time.Second, "staff-01"), FaceToFace: policy.Yes})
					require.NoError(t, err)
					inc.Assess(monday.Add(time.Minute)).Due()
					_ = inc.Known(monday.Add(time.Minute)).State()
				}
			})
		}
		all.Wait()
		require.Len(t, slices.Collect(inc.Events()), 101)
		again, err := seclusion.Replay(cbe3007.Profile(), week(), "incident-0001", inc.Events())
		require.NoError(t, err)
		now := monday.Add(5 * time.Minute)
		require.Equal(t, slices.Collect(inc.Assess(now).All()), slices.Collect(again.Assess(now).All()))
	})
}

// An assessment is a snapshot: what is recorded afterwards does not change it.
func TestAnAssessmentIsASnapshot(t *testing.T) {
	inc := begin(t)
	before := inc.Assess(monday.Add(3 * time.Minute))
	found := slices.Collect(before.All())
	for i := range 20 { // out of order too
		_, err := inc.Tell(policy.Event{Activity: policy.Monitor, At: monday.Add(time.Duration(20-i) * 9 * time.Second),
			Facts: []policy.Stated{{Fact: policy.FaceToFace, Answer: policy.Yes}}})
		require.NoError(t, err)
	}
	require.Equal(t, found, slices.Collect(before.All()))
	require.NotEqual(t, found, slices.Collect(inc.Assess(monday.Add(3*time.Minute)).All()))
}

// The same event twice is one; another content under its ID is an error, but for a release, of which both are kept and flagged.
func TestRepeatedIDs(t *testing.T) {
	inc := begin(t)
	e := policy.Event{ID: "x", Activity: policy.Monitor, At: monday.Add(time.Minute)}
	for range 2 {
		_, err := inc.Tell(e)
		require.NoError(t, err)
	}
	require.Len(t, slices.Collect(inc.Events()), 2)
	e.At = e.At.Add(time.Second)
	_, err := inc.Tell(e)
	require.EqualError(t, err, `event "x": id is "x": expected another ID: this one is on record with another content`)

	out := policy.Event{ID: "out", Activity: policy.Release, At: monday.Add(5 * time.Minute)}
	for _, at := range []time.Duration{5, 6, 6, 5} {
		out.At = monday.Add(at * time.Minute)
		_, err := inc.Tell(out)
		require.NoError(t, err)
	}
	require.Len(t, slices.Collect(inc.Events()), 4)
	flagged := 0
	for f := range inc.Assess(monday.Add(time.Hour)).Findings() {
		if f.Rule == policy.TwiceTold {
			flagged++
			require.Equal(t, "out#2", f.Occurrence)
		}
	}
	require.Equal(t, 1, flagged)
}

// A correction amends a time, facts, people, the start, and another correction; a withdrawn event never happened.
func TestCorrections(t *testing.T) {
	inc := begin(t)
	tell := func(e policy.Event) { _, err := inc.Tell(e); require.NoError(t, err) }
	gaps := func() []time.Duration {
		var ms []time.Duration
		for f := range inc.Assess(monday.Add(4 * time.Minute)).Findings() {
			if f.Rule == cbe3007.FaceToFaceEveryTwoMinutes {
				ms = append(ms, f.Measured)
			}
		}
		return ms
	}
	correct := func(id string, recorded time.Duration, a policy.Amendment) {
		tell(policy.Event{ID: id, Activity: policy.Correct, At: monday.Add(recorded), Amends: &a})
	}
	tell(policy.Event{ID: "check", Activity: policy.Monitor, At: monday.Add(150 * time.Second),
		Facts: []policy.Stated{{Fact: policy.FaceToFace, Answer: policy.Yes}}})
	require.Equal(t, []time.Duration{150 * time.Second}, gaps())
	correct("c1", 10*time.Minute, policy.Amendment{Event: "check", At: monday.Add(130 * time.Second)})
	require.Equal(t, []time.Duration{130 * time.Second}, gaps()[:1])
	correct("c2", 11*time.Minute, policy.Amendment{Event: "c1", At: monday.Add(2 * time.Minute)})
	require.Empty(t, gaps(), "the correction was corrected")
	correct("c3", 12*time.Minute, policy.Amendment{Event: "check", Facts: []policy.Stated{{Fact: policy.FaceToFace, Answer: policy.No}}})
	require.Equal(t, []time.Duration{4 * time.Minute}, gaps())
	correct("c4", 13*time.Minute, policy.Amendment{Event: "c3", Withdrawn: true})
	require.Empty(t, gaps())
	correct("c5", 14*time.Minute, policy.Amendment{Event: "e1", At: monday.Add(-time.Minute)})
	require.Equal(t, []time.Duration{3 * time.Minute}, gaps(), "the start was earlier")
	require.Equal(t, monday.Add(-time.Minute).Unix(), inc.Assess(monday.Add(time.Hour)).Started().Unix())
	require.Empty(t, func() (o []string) {
		for f := range inc.Known(monday.Add(11 * time.Minute)).Assess(monday.Add(4 * time.Minute)).Findings() {
			if f.Rule == cbe3007.FaceToFaceEveryTwoMinutes {
				o = append(o, f.Occurrence)
			}
		}
		return o
	}(), "at 11 minutes only the first two were on record")
	correct("c6", 15*time.Minute, policy.Amendment{Event: "no-such", Withdrawn: true})
	found := map[string]policy.RuleID{}
	for f := range inc.Assess(monday.Add(time.Hour)).Findings() {
		found[f.Occurrence] = f.Rule
	}
	require.Equal(t, policy.Unexplained, found["c6"], "a correction of nothing is a finding")
}

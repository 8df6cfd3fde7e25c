package ap354_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/policytest"
)

// notFlawless is a flawless incident after some slips: events left out, moved, told of others, entered late, facts turned or taken back,
// and a few events more.
func notFlawless(t *rapid.T, kind policy.Kind) []policy.Event {
	d := func(n int) int { return rapid.IntRange(0, n-1).Draw(t, "") }
	people := []string{"ash", "maple", "oak", "parent-1", "superintendent-1"}
	all, does := policy.Facts(), policy.Activities()
	step := func() time.Duration {
		return []time.Duration{0, tick, -tick, time.Minute, -time.Minute, 5 * time.Hour, 14 * time.Hour, 50 * time.Hour, -time.Hour}[d(9)]
	}
	slip := func(e *policy.Event) {
		switch d(5) {
		case 0:
			e.At = e.At.Add(step())
		case 1:
			e.Recorded = e.At.Add(time.Duration(d(40)) * time.Hour)
		case 2:
			e.By = person(people[d(len(people))])
		case 3:
			e.To = person(people[d(len(people))])
		default:
			if f := all[d(len(all))]; d(2) == 0 && len(e.Facts) > 0 {
				state(e, policy.Answer(d(3)), e.Facts[d(len(e.Facts))].Fact)
			} else {
				state(e, policy.Answer(d(3)), f.Name)
			}
		}
	}
	es := flawless(t, kind)
	for range d(6) {
		if i := d(len(es)); d(4) == 0 {
			es = slices.Delete(es, i, i+1)
		} else {
			slip(&es[i])
		}
	}
	for i := range d(4) {
		e := policy.Event{ID: fmt.Sprint("more-", i), Activity: does[d(len(does))], At: start().Add(time.Duration(d(20)-5) * time.Minute)}
		switch e.Activity {
		case policy.Correct:
			e.Amends = &policy.Amendment{Event: []string{"start", "release", "call", "more-0"}[d(4)], At: start().Add(time.Duration(d(9)) * time.Minute)}
		case policy.Earlier:
			e.Other = &policy.Part{Incident: fmt.Sprint("before-", d(3)), Kind: emergency[d(2)], Classroom: "class-1"}
		}
		slip(&e)
		es = append(es, e)
	}
	return es
}

// Events told in any order come to the same, under any answers, with a calendar and without one.
func TestTheOrderOfTellingDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		kind := rapid.SampledFrom(emergency).Draw(t, "kind")
		p := under(t, rapid.SampledFrom(answers()).Draw(t, "under"))
		var cal policy.Calendar
		if rapid.Bool().Draw(t, "school") {
			cal = policytest.Calendar()
		}
		es := notFlawless(t, kind)
		one, other := open(t, p, kind, cal, es), open(t, p, kind, cal, rapid.Permutation(es).Draw(t, "order"))
		for _, now := range []time.Time{start().Add(4 * time.Minute), clock(0, 18, 0), later()} {
			a, b := one.Assess(now), other.Assess(now)
			require.Equal(t, slices.Collect(a.All()), slices.Collect(b.All()))
			require.Equal(t, slices.Collect(a.Due()), slices.Collect(b.Due()))
			require.Equal(t, a.Situation(), b.Situation())
		}
	})
}

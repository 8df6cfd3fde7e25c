package lifecycle_test

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
	"github.com/leastrestrictive/interventions/policy/policytest"
	"github.com/leastrestrictive/interventions/policy/record"
	"github.com/leastrestrictive/interventions/restraint"
	"github.com/leastrestrictive/interventions/seclusion"
	"github.com/leastrestrictive/interventions/timeout"
)

// course is an intervention told as a story, with no table: what has happened so far says what can happen next.
type course struct {
	place                 bool
	begun, held, stepping bool
	out                   string // how the last holding ended
	debriefed, closed     bool
}

// do takes one activity, and says whether it has a place.
func (c *course) do(a policy.Activity) bool {
	switch {
	case a.IsRecord():
		return true
	case !c.begun:
		c.begun = a == policy.Initiate
		c.held = c.begun
		return c.begun
	}
	finish := func(how string) bool {
		c.held, c.stepping, c.out = false, false, how
		return true
	}
	openDoor := !c.held && c.out == "released" && !c.closed // out, and the step-down goes on
	switch a {
	case policy.Initiate:
		return false
	case policy.Review:
		return c.held
	case policy.Clean:
		return c.place && !c.held
	case policy.StepDown:
		c.stepping = c.held
	case policy.Release:
		return c.held && finish("released")
	case policy.Convert:
		return c.held && finish("converted")
	case policy.Interrupt:
		return (c.held || openDoor) && finish("interrupted")
	case policy.End:
		if c.held || openDoor {
			return finish("ended")
		}
		return c.debriefed || c.closed || c.out != "ended"
	case policy.Resume:
		if c.held && !c.stepping {
			return false
		}
		*c = course{place: c.place, begun: true, held: true}
	case policy.Debrief:
		c.debriefed = c.debriefed || !c.held && !c.closed && !openDoor
		return !c.held
	case policy.Close:
		first := !c.held && !c.closed
		c.closed = c.closed || first
		return first
	}
	return true
}

// state is the number of the state that the story has come to.
func (c *course) state() uint8 {
	switch {
	case !c.begun:
		return 0
	case c.held && c.stepping:
		return 2
	case c.held:
		return 1
	case c.closed:
		return 8
	case c.debriefed:
		return 7
	}
	return uint8(3 + slices.Index([]string{"released", "ended", "interrupted", "converted"}, c.out))
}

// The table of every kind says what the story says, wherever the story can come to.
func TestEveryTableTellsTheStory(t *testing.T) {
	eachKind(t, func(t *testing.T, k kind) {
		seen := map[course]bool{{place: k.place}: true}
		states := map[uint8]bool{}
		for open := slices.Collect(maps.Keys(seen)); len(open) > 0; open = open[1:] {
			states[open[0].state()] = true
			for _, a := range append(policy.Activities(), "ourboard/nurse-called") {
				c := open[0]
				legal := c.do(a)
				next, ok := k.machine.Next(open[0].state(), a)
				require.Equal(t, legal, ok, "%s in %s", a, k.states[open[0].state()])
				require.Equal(t, c.state(), next, "%s in %s", a, k.states[open[0].state()])
				require.Equal(t, c.held, k.machine.Phase(next) == policy.Held)
				if !seen[c] {
					seen[c] = true
					open = append(open, c)
				}
			}
		}
		require.Len(t, states, 9, "every state is come to")
	})
}

// An incident goes the way of the story, and turns away live what has no place in it.
func TestPropertyEveryIncidentGoesTheWayOfTheStory(t *testing.T) {
	eachKind(t, func(t *testing.T, k kind) {
		rapid.Check(t, func(t *rapid.T) {
			c := course{place: k.place}
			inc, err := k.replay(cbe3007.Profile(), nil, slices.Values([]policy.Event(nil)))
			require.NoError(t, err)
			activities := slices.DeleteFunc(policy.Activities(), func(a policy.Activity) bool { return a == policy.Correct })
			activities = append(activities, "ourboard/nurse-called", policy.Resume, policy.Resume, policy.StepDown, policy.Release, policy.End)
			story := rapid.SliceOfN(rapid.SampledFrom(activities), 20, 40).Draw(t, "activities")
			for i, a := range append([]policy.Activity{policy.Attest, policy.Initiate}, story...) {
				e := policy.Event{Activity: a, At: benchStart.Add(time.Duration(i) * time.Minute)}
				_, noPlace := errors.AsType[*policy.TransitionError](inc.Ask(e))
				require.Equal(t, !c.do(a), noPlace, "%s", a)
				_, err := inc.Tell(e)
				require.NoError(t, err)
				require.Equal(t, k.states[c.state()], k.state(inc))
				require.Equal(t, c.held, inc.Assess(e.At).Phase() == policy.Held)
			}
		})
	})
}

// The plain machine of the test kit stands in for each kind: it must not differ but in what is put on record of a place.
func TestThePlainMachineStandsInForEach(t *testing.T) {
	eachKind(t, func(t *testing.T, k kind) {
		plain := policytest.Lifecycle(k.machine.Kind())
		require.Len(t, plain.States(), len(k.machine.States()))
		for s := range uint8(9) {
			require.Equal(t, plain.Phase(s), k.machine.Phase(s))
			for _, a := range append(policy.Activities(), "ourboard/nurse-called", "monitr") {
				wantTo, want := plain.Next(s, a)
				to, ok := k.machine.Next(s, a)
				if a == policy.Clean && !k.place {
					want, wantTo = false, s
				}
				require.Equal(t, want, ok, "%s from %d", a, s)
				require.Equal(t, wantTo, to, "%s from %d", a, s)
			}
		}
	})
}

// The numbers of the constants are those of the table, and each has its name.
func TestStatesAreNamed(t *testing.T) {
	for i, names := range [][]fmt.Stringer{
		{seclusion.NotBegun, seclusion.Secluded, seclusion.SteppingDown, seclusion.Released, seclusion.Ended, seclusion.Interrupted,
			seclusion.Converted, seclusion.Debriefed, seclusion.Closed},
		{restraint.NotBegun, restraint.Restrained, restraint.SteppingDown, restraint.LetGo, restraint.Ended, restraint.Interrupted,
			restraint.Converted, restraint.Debriefed, restraint.Closed},
		{timeout.NotBegun, timeout.InTimeOut, timeout.SteppingDown, timeout.Over, timeout.Ended, timeout.Interrupted,
			timeout.Converted, timeout.Debriefed, timeout.Closed},
	} {
		k := kinds()[i]
		require.Equal(t, k.states[:], k.machine.States())
		for s, name := range names {
			require.Equal(t, k.states[s], name.String())
		}
	}
	for _, none := range []fmt.Stringer{seclusion.State(9), restraint.State(200), timeout.State(255)} {
		require.Equal(t, "invalid state", none.String())
	}
}

// verb is one verb of a kind, and the state that an incident comes to by it where it has gone through those before it.
type verb struct {
	want  policy.Activity
	state int
	do    func(inc incident, e record.Entry) (policy.Event, error)
}

func (k kind) verbs() []verb {
	parent := []policy.Person{{ID: "parent-01", Role: policy.Parent}}
	all := []verb{
		{policy.Monitor, 1, func(inc incident, e record.Entry) (policy.Event, error) { return inc.Monitor(record.Check{Entry: e}) }},
		{policy.Review, 1, func(inc incident, e record.Entry) (policy.Event, error) {
			return k.review(inc, record.Review{Observation: record.Observation{Entry: e}})
		}},
		{policy.Explain, 1, func(inc incident, e record.Entry) (policy.Event, error) {
			return inc.Explain(record.Explanation{Entry: e})
		}},
		{policy.Observe, 1, func(inc incident, e record.Entry) (policy.Event, error) {
			return inc.Observe(record.Observation{Entry: e})
		}},
		{policy.Present, 1, func(inc incident, e record.Entry) (policy.Event, error) {
			return inc.Present(record.Presence{Entry: e})
		}},
		{policy.Absent, 1, func(inc incident, e record.Entry) (policy.Event, error) { return inc.Absent(record.Presence{Entry: e}) }},
		{policy.Approve, 1, func(inc incident, e record.Entry) (policy.Event, error) {
			return inc.Approve(record.Approval{Entry: e})
		}},
		{policy.Escalate, 1, func(inc incident, e record.Entry) (policy.Event, error) {
			return inc.Escalate(record.Escalation{Entry: e, To: parent})
		}},
		{policy.StepDown, 2, func(inc incident, e record.Entry) (policy.Event, error) {
			return k.stepDown(inc, record.StepDown{Entry: e})
		}},
		{policy.Release, 3, func(inc incident, e record.Entry) (policy.Event, error) {
			return k.release(inc, record.Release{Entry: e})
		}},
		{policy.Resume, 1, func(inc incident, e record.Entry) (policy.Event, error) {
			return k.resume(inc, record.Observation{Entry: e})
		}},
		{policy.End, 4, func(inc incident, e record.Entry) (policy.Event, error) { return k.end(inc, record.StepDown{Entry: e}) }},
		{policy.Contact, 4, func(inc incident, e record.Entry) (policy.Event, error) {
			return inc.Contact(record.Contact{Entry: e, To: parent})
		}},
		{policy.Support, 4, func(inc incident, e record.Entry) (policy.Event, error) { return inc.Support(record.Support{Entry: e}) }},
		{policy.Clean, 4, func(inc incident, e record.Entry) (policy.Event, error) {
			return k.clean(inc, record.Cleaning{Entry: e})
		}},
		{policy.Document, 4, func(inc incident, e record.Entry) (policy.Event, error) {
			return inc.Document(record.Documentation{Entry: e})
		}},
		{policy.NextUse, 4, func(inc incident, e record.Entry) (policy.Event, error) {
			return k.nextUse(inc, record.NextUse{Entry: e})
		}},
		{policy.Attest, 4, func(inc incident, e record.Entry) (policy.Event, error) {
			return inc.Attest(record.Attestation{Entry: e})
		}},
		{policy.Debrief, 7, func(inc incident, e record.Entry) (policy.Event, error) { return inc.Debrief(record.Debrief{Entry: e}) }},
		{policy.Report, 7, func(inc incident, e record.Entry) (policy.Event, error) {
			return inc.Report(record.Report{Entry: e, To: parent})
		}},
		{"ourboard/nurse-called", 7, func(inc incident, e record.Entry) (policy.Event, error) {
			return inc.Other(record.Other{Entry: e, Activity: "ourboard/nurse-called"})
		}},
		{policy.Correct, 7, func(inc incident, e record.Entry) (policy.Event, error) {
			return inc.Correct(record.Correction{Entry: e, Amends: policy.Amendment{Event: "e2", Withdrawn: true}, Why: "a slip"})
		}},
		{policy.Close, 8, func(inc incident, e record.Entry) (policy.Event, error) { return inc.Close(record.Closing{Entry: e}) }},
		{policy.Resume, 1, func(inc incident, e record.Entry) (policy.Event, error) {
			return k.resume(inc, record.Observation{Entry: e})
		}},
		{policy.Interrupt, 5, func(inc incident, e record.Entry) (policy.Event, error) {
			return inc.Interrupt(record.Interruption{Entry: e, Why: "fire alarm"})
		}},
		{policy.Resume, 1, func(inc incident, e record.Entry) (policy.Event, error) {
			return k.resume(inc, record.Observation{Entry: e})
		}},
		{policy.Convert, 6, func(inc incident, e record.Entry) (policy.Event, error) {
			return inc.Convert(record.Conversion{Entry: e, Into: policy.Part{Incident: "incident-0002", Kind: "ourboard/other"}})
		}},
	}
	return slices.DeleteFunc(all, func(v verb) bool { return !k.place && (v.want == policy.Clean || v.want == policy.NextUse) })
}

// Each verb of each kind makes the event that a log has for it, and takes it up.
func TestVerbs(t *testing.T) {
	eachKind(t, func(t *testing.T, k kind) {
		inc := begun(t, k, cbe3007.Profile())
		for i, v := range k.verbs() {
			e, err := v.do(inc, told(time.Duration(i+1)*time.Minute))
			require.NoError(t, err, v.want)
			require.Equal(t, v.want, e.Activity)
			require.Equal(t, k.states[v.state], k.state(inc), v.want)
		}
		for f := range inc.Assess(benchStart.Add(time.Hour)).Findings() {
			require.NotEqual(t, policy.Unexplained, f.Rule, "%s", f.Occurrence)
		}

		again, err := k.replay(cbe3007.Profile(), calendar(), inc.Events())
		require.NoError(t, err)
		now := benchStart.Add(time.Hour)
		require.Equal(t, k.state(inc), k.state(again))
		require.Equal(t, slices.Collect(inc.Assess(now).All()), slices.Collect(again.Assess(now).All()))
		require.Equal(t, k.states[2], k.state(k.known(inc, benchStart.Add(9*time.Minute))), "as it was on record before the release")
		require.Equal(t, k.states[0], k.state(k.known(inc, benchStart.Add(-time.Minute))))
	})
}

// Each verb asks where its record is live, and does not where it is told: before a start only mere records have a place.
func TestEachVerbIsLiveOrTold(t *testing.T) {
	eachKind(t, func(t *testing.T, k kind) {
		for _, v := range k.verbs() {
			inc, err := k.replay(cbe3007.Profile(), nil, slices.Values([]policy.Event(nil)))
			require.NoError(t, err)
			_, err = v.do(inc, entry(0))
			_, noPlace := errors.AsType[*policy.TransitionError](err)
			require.Equal(t, !v.want.IsRecord(), noPlace, v.want)
			_, err = v.do(inc, told(0))
			require.NoError(t, err, v.want)
		}
	})
}

// What cannot be opened or is not well-formed makes no incident, and a beginning that a gate forbids none either.
func TestNoIncidentComesOfAnError(t *testing.T) {
	eachKind(t, func(t *testing.T, k kind) {
		inc, e, err := k.initiate(nil, nil, record.Observation{Entry: told(0)})
		require.Error(t, err)
		require.Nil(t, inc)
		require.Zero(t, e)
		inc, err = k.replay(nil, nil, nil)
		require.Error(t, err)
		require.Nil(t, inc)
		inc, _, err = k.initiate(cbe3007.Profile(), nil, record.Observation{Entry: record.Entry{Told: true}})
		_, ok := errors.AsType[*policy.RecordError](err)
		require.True(t, ok, "no instant")
		require.Nil(t, inc)
		inc, err = k.replay(cbe3007.Profile(), nil, slices.Values([]policy.Event{{Activity: policy.Initiate}}))
		_, ok = errors.AsType[*policy.RecordError](err)
		require.True(t, ok, "no instant")
		require.Nil(t, inc)
		inc, e, err = k.initiate(cbe3007.Profile(), nil, record.Observation{Entry: entry(0)})
		no, ok := errors.AsType[*policy.RefusedError](err)
		require.True(t, ok)
		require.NotEmpty(t, no.Reasons)
		require.Nil(t, inc)
		require.Zero(t, e)
	})
}

package cbe3007_test

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/journal"
)

// dice is where choices come from.
type dice func(n int) int

func drawn(t *rapid.T) dice {
	return func(n int) int { return rapid.IntRange(0, n-1).Draw(t, "") }
}

func oneOf[T any](d dice, of ...T) T { return of[d(len(of))] }

// notFlawless is a flawless incident after some slips of the pen: events left out, moved, told of others, entered late; facts taken
// back, turned or added; corrections; and a few events of which nobody knows what they do there.
func notFlawless(d dice, start time.Time) []policy.Event {
	es := kept(start, oneOf(d, 3*minute, usual, 16*minute, 32*minute))
	everyFact, everyActivity := policy.Facts(), policy.Activities()
	people := slices.Concat(both, staff("staff-03"), mother, head, student, director)
	some := func(of []policy.Person) (ps []policy.Person) {
		for _, p := range of {
			if d(3) == 0 {
				ps = append(ps, p)
			}
		}
		return ps
	}
	step := func() time.Duration {
		return oneOf(d, 0, tick, -tick, time.Second, minute, -minute, 2*minute, time.Hour, 14*time.Hour, 73*time.Hour, -time.Hour)
	}
	slip := func(e *policy.Event) {
		switch d(7) {
		case 0:
			e.At = e.At.Add(step())
		case 1:
			e.Recorded = e.At.Add(oneOf(d, minute, time.Hour, 30*time.Hour, -minute))
		case 2:
			e.By = some(people)
		case 3:
			e.To = some(people)
		case 4:
			e.Sequence = int32(d(3))
		case 5:
			if len(e.Standing) > 0 {
				e.Standing = slices.Clone(e.Standing)
				c := &e.Standing[d(len(e.Standing))]
				switch d(4) {
				case 0:
					c.Answer = policy.No
				case 1:
					c.Until = start.Add(time.Duration(d(20)) * minute)
				case 2:
					c.From = start.Add(time.Duration(d(20)-5) * minute)
				default:
					c.Subject = oneOf(d, "staff-01", "staff-03", "room-b", "")
				}
			}
		default:
			f := everyFact[d(len(everyFact))].Name
			if len(e.Facts) > 0 && d(3) > 0 {
				f = e.Facts[d(len(e.Facts))].Fact
			}
			state(policy.Answer(d(3)), f)(e)
		}
	}
	for range d(12) {
		if i := d(len(es)); d(4) == 0 {
			es = slices.Delete(es, i, i+1)
		} else {
			slip(&es[i])
		}
	}
	for i := range d(6) {
		e := policy.Event{ID: fmt.Sprint("more-", i), Activity: everyActivity[d(len(everyActivity))],
			At: start.Add(time.Duration(d(60)-5) * minute).Add(step()), By: some(people)}
		if d(3) == 0 {
			e.Activity = oneOf(d, policy.Release, policy.Resume, policy.Observe, policy.End)
		}
		switch e.Activity {
		case policy.Correct:
			e.Amends = &policy.Amendment{Event: oneOf(d, "start", "release", "check-2m0s", "contact", "debrief", "more-0"), Withdrawn: d(5) == 0}
			if d(2) == 0 {
				e.Amends.At = start.Add(time.Duration(d(40)) * minute)
			}
			if d(2) == 0 {
				e.Amends.Facts = stated(policy.Answer(d(3)), everyFact[d(len(everyFact))].Name)
			}
		case policy.Earlier:
			e.Other = &policy.Part{Incident: fmt.Sprint("before-", d(3)), Kind: oneOf(d, allKinds...)}
		case policy.Resume:
			e.Facts = initiation(start).Facts
		case policy.Observe:
			e.Facts = stated(oneOf(d, policy.Yes, policy.No),
				oneOf(d, policy.DangerToOthers, policy.SelfInjuryRisk, policy.AuralMonitoring, policy.VisualMonitoring))
		}
		slip(&e)
		es = append(es, e)
	}
	for i := range es { // what the slips left behind that no record can say
		es[i].Standing = slices.DeleteFunc(es[i].Standing, func(c policy.Credential) bool {
			return !c.From.IsZero() && !c.Until.IsZero() && !c.From.Before(c.Until)
		})
	}
	return es
}

// whatever draws a kind, a profile under some answers, and a calendar or none.
func whatever(t *rapid.T, d dice) (*policy.Profile, policy.Kind, policy.Calendar) {
	var cal policy.Calendar = weekdays(t)
	if d(5) == 0 {
		cal = nil
	}
	p := ar()
	if d(2) == 0 {
		p = under(t, oneOf(d, answers()...))
	}
	return p, oneOf(d, allKinds...), cal
}

func shuffle[T any](d dice, of []T) []T {
	of = slices.Clone(of)
	for i := range of {
		j := i + d(len(of)-i)
		of[i], of[j] = of[j], of[i]
	}
	return of
}

// Events told in any order come to the same, under the whole profile, for each kind.
func TestAnyOrderOfTellingComesToTheSame(t *testing.T) {
	start := monday(t)
	rapid.Check(t, func(t *rapid.T) {
		d := drawn(t)
		p, kind, cal := whatever(t, d)
		es := notFlawless(d, start)
		one, other := tell(t, p, kind, cal, es), tell(t, p, kind, cal, shuffle(d, es))
		for _, now := range []time.Time{start.Add(time.Duration(d(60)) * minute), start.AddDate(0, 0, d(6)), start.AddDate(0, 1, 0)} {
			a, b := one.Assess(now), other.Assess(now)
			require.Equal(t, slices.Collect(a.All()), slices.Collect(b.All()))
			require.Equal(t, slices.Collect(a.Due()), slices.Collect(b.Due()))
			require.Equal(t, a.Situation(), b.Situation())
		}
	})
}

// Whoever tells one event at a time, and asks in between, comes to what the whole comes to.
func TestAskingInBetweenChangesNothing(t *testing.T) {
	start := monday(t)
	rapid.Check(t, func(t *rapid.T) {
		d := drawn(t)
		p, kind, cal := whatever(t, d)
		es := notFlawless(d, start)
		c := open(t, p, kind, cal, nil)
		for _, e := range es {
			if d(3) == 0 {
				for f := range c.Assess(start.Add(time.Duration(d(60)) * minute)).Findings() {
					require.NotEmpty(t, f.String())
				}
			}
			_, err := c.Add(e)
			require.NoError(t, err)
		}
		now := start.AddDate(0, 0, d(10))
		require.Equal(t, slices.Collect(tell(t, p, kind, cal, es).Assess(now).All()), slices.Collect(c.Assess(now).All()))
	})
}

// Nobody is kept in for what is not on record: whatever has been told, a student who is held is let go, live and without a word.
func TestReleaseIsNeverRefused(t *testing.T) {
	start := monday(t)
	rapid.Check(t, func(t *rapid.T) {
		d := drawn(t)
		p, kind, cal := whatever(t, d)
		es := notFlawless(d, start)
		es = shuffle(d, es)[:d(len(es)+1)]
		now := start.Add(time.Duration(d(3000)) * minute)
		for _, way := range []policy.Activity{policy.Release, policy.End, policy.Interrupt, policy.StepDown} {
			c := open(t, p, kind, cal, es)
			held := machine(kind).Phase(c.State()) == policy.Held
			_, err := c.Do(policy.Event{Activity: way, At: now})
			_, refused := errors.AsType[*policy.RefusedError](err)
			require.False(t, refused, "%s of a %s: %v", way, kind, err)
			if held {
				require.NoError(t, err, "%s of a %s that is held", way, kind)
			}
		}
		for _, a := range []policy.Activity{policy.Monitor, policy.Contact, policy.Escalate, policy.Explain, policy.Debrief, policy.Report,
			policy.Document, policy.Observe} {
			_, err := open(t, p, kind, cal, es).Do(policy.Event{Activity: a, At: now})
			_, refused := errors.AsType[*policy.RefusedError](err)
			require.False(t, refused, "%s of a %s: %v", a, kind, err)
		}
	})
}

// No rule of the regulation is a gate on a way out, or on anything but what begins, resumes or prolongs holding.
func TestNoGateStandsInAWayOut(t *testing.T) {
	start := monday(t)
	for _, kind := range allKinds {
		c := open(t, ar(), kind, weekdays(t), []policy.Event{{Activity: policy.Initiate, At: start}})
		for _, a := range policy.Activities() {
			err := c.Ask(policy.Event{Activity: a, At: start.Add(minute), Facts: stated(policy.No, policy.Continue), Amends: amends(a)})
			_, refused := errors.AsType[*policy.RefusedError](err)
			require.False(t, refused, "%s of a %s that was told with nothing but its start: %v", a, kind, err)
		}
	}
}

func amends(a policy.Activity) *policy.Amendment {
	if a != policy.Correct {
		return nil
	}
	return &policy.Amendment{Event: "first", Withdrawn: true}
}

// lines writes events as a log has them.
func lines(tb require.TestingT, es []policy.Event) []byte {
	var log []byte
	for i := range es {
		e := es[i]
		e.Incident = "incident-0001"
		line, err := journal.Append(nil, &e)
		require.NoError(tb, err)
		log = append(append(log, line...), '\n')
	}
	return log
}

// FuzzJournal judges whatever a log says of one incident, for each kind: it does not panic, and the log that it writes itself comes to
// the same findings.
func FuzzJournal(f *testing.F) {
	start := monday(f)
	for _, e := range kept(start, 3*minute) { // small seeds: to minimize large ones would take all the time
		e.Standing, e.Facts = nil, e.Facts[:min(2, len(e.Facts))]
		f.Add(lines(f, []policy.Event{{ID: "first", Activity: policy.Initiate, At: start}, e}))
	}
	c := policy.Credential{Fact: policy.DesignatedRoom, Subject: "room-a", Answer: policy.Yes, From: start, Until: start.Add(minute)}
	f.Add(lines(f, []policy.Event{{ID: "first", Activity: policy.Initiate, At: start, Place: "room-a", Standing: []policy.Credential{c}}}))
	f.Add(lines(f, []policy.Event{{ID: "first", Activity: policy.Initiate, At: start},
		{ID: "fix", Activity: policy.Correct, At: start.Add(minute), Amends: amends(policy.Correct)}}))
	cal := weekdays(f)
	f.Fuzz(func(t *testing.T, log []byte) {
		for _, kind := range allKinds {
			c := open(t, ar(), kind, cal, nil)
			last := start
			for e, err := range journal.Read(bytes.NewReader(log)) {
				if err != nil || c.Len() > 60 {
					continue
				}
				if e.Incident = ""; e.Kind != "" {
					e.Kind = kind
				}
				if kept, err := c.Add(e); err == nil && kept.At.After(last) {
					last = kept.At
				}
			}
			again := open(t, ar(), kind, cal, nil)
			for e, err := range journal.Read(bytes.NewReader(lines(t, slices.Collect(c.Events())))) {
				require.NoError(t, err)
				_, err = again.Add(e)
				require.NoError(t, err)
			}
			for _, now := range []time.Time{last, last.Add(tick), last.AddDate(0, 0, 9)} {
				one, other := c.Assess(now), again.Assess(now)
				require.Equal(t, fmt.Sprint(slices.Collect(one.All())), fmt.Sprint(slices.Collect(other.All())))
				require.Equal(t, one.Situation(), other.Situation())
				for v := range one.Findings() {
					require.NotEmpty(t, v.String())
				}
			}
		}
	})
}

package seclusion_test

import (
	"fmt"
	"math/rand"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
	"github.com/leastrestrictive/interventions/seclusion"
)

var monday = time.Date(2025, 10, 6, 10, 0, 0, 0, time.FixedZone("", -6*60*60))

func week() *policy.SchoolCalendar {
	bells := map[time.Weekday]time.Duration{}
	for d := time.Monday; d <= time.Friday; d++ {
		bells[d] = 15*time.Hour + 30*time.Minute
	}
	return &policy.SchoolCalendar{Zone: monday.Location(), Bells: bells}
}

// source is where random choices come from: rapid, a seeded generator, or the bytes of a fuzz target.
type source func(n int) int

func drawn(t *rapid.T) source {
	return func(n int) int { return rapid.IntRange(0, n-1).Draw(t, "") }
}

func pick[T any](s source, of ...T) T { return of[s(len(of))] }

// factsOf are the standard facts of a sort, in their order by name.
func factsOf(sort policy.Sort) (names []policy.Fact) {
	for _, f := range policy.Facts() {
		if f.Sort == sort {
			names = append(names, f.Name)
		}
	}
	slices.Sort(names)
	return names
}

var lastingFacts, actFacts, standingFacts = factsOf(policy.Lasting), factsOf(policy.OfTheAct), factsOf(policy.Standing)

// anyEvent is some well-formed event. People write minutes, so many fall on one instant.
func anyEvent(s source, id int) policy.Event {
	activities := append(policy.Activities(), "ourboard/nurse-called", policy.Monitor, policy.Monitor, policy.Review, policy.Review, policy.Release, policy.Resume)
	if s(3) == 0 {
		activities = []policy.Activity{policy.Initiate, policy.Monitor, policy.Review, policy.Release, policy.Contact, policy.Observe}
	}
	e := policy.Event{ID: fmt.Sprintf("e-%02d", id), Activity: pick(s, activities...)}
	e.At = monday.Add(time.Duration(s(40)) * time.Minute)
	switch e.Activity {
	case policy.Initiate:
		e.At, e.Place = monday.Add(time.Duration(s(3))*time.Minute), "room-a"
	case policy.Contact, policy.Debrief, policy.Report, policy.Close, policy.Clean, policy.NextUse, policy.Document:
		e.At = e.At.Add(time.Duration(s(100)) * time.Hour)
	case policy.Correct:
		e.Amends = &policy.Amendment{Event: fmt.Sprintf("e-%02d", s(30)), Withdrawn: s(4) == 0}
		if s(2) == 0 {
			e.Amends.At = monday.Add(time.Duration(s(40)) * time.Minute)
		}
		if s(2) == 0 {
			e.Amends.Facts = []policy.Stated{{Fact: pick(s, policy.FaceToFace, policy.Reached, policy.DangerToOthers), Answer: policy.Answer(s(3))}}
		}
	}
	e.Recorded = e.At.Add(time.Duration(pick(s, 0, 0, 1, 5, 60, 1440, -1)) * time.Minute)
	for _, p := range []string{"staff-01", "staff-02", "staff-03"} {
		if s(2) == 0 {
			e.By = append(e.By, policy.Person{ID: p, Role: pick(s, policy.SchoolStaff, policy.Principal)})
		}
	}
	if s(3) > 0 {
		e.To = []policy.Person{{ID: "other-01", Role: pick(s, policy.Parent, policy.Director, policy.Teacher)}}
	}
	for _, f := range slices.Concat(actFacts, lastingFacts) {
		if s(4) == 0 {
			e.Facts = append(e.Facts, policy.Stated{Fact: f, Answer: policy.Answer(s(3))})
		}
	}
	if e.Activity == policy.Initiate || e.Activity == policy.Attest {
		for _, f := range standingFacts {
			if s(2) == 0 {
				c := policy.Credential{Fact: f, Subject: pick(s, "staff-01", "staff-02", "room-a", ""), Answer: pick(s, policy.Yes, policy.Yes, policy.No)}
				if s(3) == 0 {
					c.From = monday.Add(time.Duration(s(20)) * time.Minute)
				}
				if s(3) == 0 {
					c.Until = monday.Add(time.Duration(20+s(20)) * time.Minute)
				}
				e.Standing = append(e.Standing, c)
			}
		}
	}
	return e
}

// anyIncident has a start and some thirty events; one in eight has no start.
func anyIncident(s source) []policy.Event {
	es := []policy.Event{{ID: "e-00", Activity: policy.Initiate, At: monday, Recorded: monday, Place: "room-a",
		By: []policy.Person{{ID: "staff-01"}, {ID: "staff-02"}},
		Facts: []policy.Stated{{Fact: policy.DangerToOthers, Answer: policy.Yes}, {Fact: policy.VisualMonitoring, Answer: policy.Yes},
			{Fact: policy.AuralMonitoring, Answer: policy.Yes}}}}
	for i := range s(30) {
		es = append(es, anyEvent(s, i+1))
	}
	if s(8) == 0 {
		es = es[1:]
	}
	return es
}

func told(tb require.TestingT, p *policy.Profile, cal policy.Calendar, es []policy.Event) *policy.Case {
	c, err := policy.Open(p, seclusion.Lifecycle(), cal, "incident-0001")
	require.NoError(tb, err)
	for _, e := range es {
		_, err := c.Add(e)
		require.NoError(tb, err)
	}
	return c
}

func someInstant(s source) time.Time {
	return monday.Add(time.Duration(s(50))*time.Minute + time.Duration(pick(s, 0, 0, 24, 100, 1000))*time.Hour)
}

func calendarOrNone(s source) policy.Calendar {
	if s(4) == 0 {
		return nil
	}
	return week()
}

// Any order of recording the same events gives the same assessment.
func TestAnyOrderOfRecordingGivesTheSameAssessment(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawn(t)
		es, cal := anyIncident(s), calendarOrNone(s)
		shuffled := slices.Clone(es)
		for i := range shuffled {
			j := i + s(len(shuffled)-i)
			shuffled[i], shuffled[j] = shuffled[j], shuffled[i]
		}
		a, b := told(t, cbe3007.Profile(), cal, es), told(t, cbe3007.Profile(), cal, shuffled)
		for range 3 {
			now := someInstant(s)
			one, other := a.Assess(now), b.Assess(now)
			require.Equal(t, slices.Collect(one.All()), slices.Collect(other.All()))
			require.Equal(t, slices.Collect(one.Due()), slices.Collect(other.Due()))
			require.Equal(t, one.Situation(), other.Situation())
			require.Equal(t, one.State(), other.State())
			require.Equal(t, one.Held(), other.Held())
		}
	})
}

// What was on record at an instant is judged by that and by nothing that was recorded later.
func TestKnownNeverUsesWhatWasRecordedLater(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawn(t)
		es, cal := anyIncident(s), calendarOrNone(s)
		whole := told(t, cbe3007.Profile(), cal, es)
		at, now := someInstant(s), someInstant(s)
		known := slices.DeleteFunc(slices.Clone(es), func(e policy.Event) bool { return e.Recorded.After(at) })
		require.Equal(t, slices.Collect(told(t, cbe3007.Profile(), cal, known).Assess(now).All()), slices.Collect(whole.Known(at).Assess(now).All()))
	})
}

// More time without events never removes a breach.
func TestTimeWithoutEventsNeverRemovesABreach(t *testing.T) {
	type key struct {
		rule       policy.RuleID
		occurrence string
		subject    string
	}
	breaches := func(a policy.Assessment) map[key]bool {
		m := map[key]bool{}
		for f := range a.Findings() {
			if f.Outcome == policy.Breached {
				m[key{f.Rule, f.Occurrence, f.Subject}] = true
			}
		}
		return m
	}
	rapid.Check(t, func(t *rapid.T) {
		s := drawn(t)
		es := anyIncident(s)
		c := told(t, cbe3007.Profile(), calendarOrNone(s), es)
		now := someInstant(s)
		for e := range c.Assess(monday.Add(1e6 * time.Hour)).Events() {
			if e.At.After(now) {
				now = e.At
			}
		}
		later := now.Add(time.Duration(s(1000)) * time.Minute)
		after := breaches(c.Assess(later))
		for k := range breaches(c.Assess(now)) {
			require.True(t, after[k], "%v was a breach at %s and is none at %s", k, now, later)
		}
	})
}

// Two incidents in one situation have one future: the same events at the same intervals lead to the same outcomes.
func TestEqualSituationsHaveEqualFutures(t *testing.T) {
	met := 0
	rapid.Check(t, func(t *rapid.T) {
		s := drawn(t)
		// A few events each, some minutes apart, so that situations meet.
		few := func(shift time.Duration) []policy.Event {
			es := []policy.Event{{ID: "e-00", Activity: policy.Initiate, At: monday.Add(shift), By: []policy.Person{{ID: "staff-01"}},
				Facts: []policy.Stated{{Fact: policy.DangerToOthers, Answer: policy.Yes}}}}
			for i := range s(4) {
				es = append(es, policy.Event{ID: fmt.Sprintf("e-%02d", i+1), At: monday.Add(shift + time.Duration(i+1)*time.Minute),
					Activity: pick(s, policy.Monitor, policy.Observe, policy.Release, policy.Resume), By: []policy.Person{{ID: "staff-01"}},
					Facts: []policy.Stated{{Fact: pick(s, policy.FaceToFace, policy.DangerToOthers), Answer: pick(s, policy.Yes, policy.No)}}})
			}
			return es
		}
		shift := time.Duration(s(100)) * time.Hour
		a, b := told(t, cbe3007.Profile(), nil, few(0)), told(t, cbe3007.Profile(), nil, few(shift))
		nowA, nowB := monday.Add(5*time.Minute), monday.Add(shift+5*time.Minute)
		if a.Assess(nowA).Situation() != b.Assess(nowB).Situation() {
			return
		}
		met++
		for i := range s(6) {
			e := anyEvent(s, 50+i)
			if e.Activity == policy.Correct || len(e.Standing) > 0 || e.Activity == policy.Initiate {
				continue
			}
			after := time.Duration(1+s(60)) * time.Minute
			for k, c := range []*policy.Case{a, b} {
				e := e
				e.At = []time.Time{nowA, nowB}[k].Add(after)
				e.Recorded = e.At
				_, err := c.Add(e)
				require.NoError(t, err)
			}
		}
		future := func(c *policy.Case, from time.Time) (out []string) {
			for f := range c.Assess(from.Add(2 * time.Hour)).All() {
				if f.Occurrence != "" && (f.From.After(from) || f.Until.After(from) || f.Until.IsZero()) {
					out = append(out, fmt.Sprint(f.Rule, f.Outcome, f.Due.Sub(from) > 0, f.Missing))
				}
			}
			slices.Sort(out)
			return slices.Compact(out)
		}
		require.Equal(t, future(a, nowA), future(b, nowB))
	})
	require.Positive(t, met, "no two situations met: the test shows nothing")
}

// Of every sequence of well-formed events none is lost, and none makes the judgement panic.
func FuzzCase(f *testing.F) {
	for seed := range int64(8) {
		b := make([]byte, 400)
		rand.New(rand.NewSource(seed)).Read(b)
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		i := 0
		s := source(func(n int) int {
			if i >= len(b) {
				return 0
			}
			i++
			return int(b[i-1]) % n
		})
		c, err := policy.Open(cbe3007.Profile(), seclusion.Lifecycle(), calendarOrNone(s), "incident-0001")
		require.NoError(t, err)
		var accepted []policy.Event
		for n := 0; i < len(b) && n < 60; n++ {
			e := anyEvent(s, s(40))
			take := c.Add
			if s(2) == 0 {
				take = c.Do
			}
			before := c.Len()
			kept, err := take(e)
			switch {
			case err != nil:
				require.Equal(t, before, c.Len(), "refused, and kept all the same")
			case c.Len() > before:
				accepted = append(accepted, kept)
			}
			if s(8) == 0 {
				c.Assess(someInstant(s)).Findings()
			}
		}
		require.Equal(t, accepted, append([]policy.Event(nil), slices.Collect(c.Events())...))
		for range 3 {
			a := c.Assess(someInstant(s))
			for v := range a.All() {
				require.NotEmpty(t, v.String())
			}
			_ = a.Situation()
		}
	})
}

package policy_test

import (
	"fmt"
	"iter"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/leastrestrictive/interventions/policy"
)

// tick is the least that time can move.
const tick = time.Nanosecond

var alberta = sync.OnceValue(func() *time.Location {
	zone, err := time.LoadLocation("America/Edmonton")
	if err != nil {
		panic(err)
	}
	return zone
})

// october is an instant of October 2025 on the clock of the school. The 6th is a Monday, the 13th a holiday.
func october(day, hour, minute int) time.Time {
	return time.Date(2025, time.October, day, hour, minute, 0, 0, alberta())
}

// onDate is an instant by the clock of the school.
func onDate(year int, month time.Month, day, hour, minute int) time.Time {
	return time.Date(year, month, day, hour, minute, 0, 0, alberta())
}

// bell is when school is over.
const bell = 15*time.Hour + 30*time.Minute

// schoolYear has school on weekdays until half past three, and knows the days of one school year.
func schoolYear() *policy.SchoolCalendar {
	return &policy.SchoolCalendar{
		Zone: alberta(),
		Bells: map[time.Weekday]time.Duration{time.Monday: bell, time.Tuesday: bell, time.Wednesday: bell, time.Thursday: bell,
			time.Friday: bell},
		Holidays: []policy.Date{{Year: 2025, Month: time.October, Day: 13}},
		From:     policy.Date{Year: 2025, Month: time.September, Day: 1},
		Until:    policy.Date{Year: 2026, Month: time.June, Day: 30},
	}
}

// scene is one incident, told to a case. Durations count from its start.
type scene struct {
	t  *testing.T
	c  *policy.Case
	t0 time.Time
}

func openScene(t *testing.T, p *policy.Profile, l policy.Lifecycle, cal policy.Calendar, start time.Time) *scene {
	t.Helper()
	c, err := policy.Open(p, l, cal, "i-1")
	require.NoError(t, err)
	return &scene{t: t, c: c, t0: start}
}

// detail is something that an event says besides its activity and its time.
type detail func(*policy.Event)

func doneBy(ids ...string) detail { return doneAs("", ids...) }

func doneAs(role policy.Role, ids ...string) detail {
	return func(e *policy.Event) {
		for _, id := range ids {
			e.By = append(e.By, policy.Person{ID: id, Role: role})
		}
	}
}

func doneTo(role policy.Role, ids ...string) detail {
	return func(e *policy.Event) {
		for _, id := range ids {
			e.To = append(e.To, policy.Person{ID: id, Role: role})
		}
	}
}

func stating(a policy.Answer, facts ...policy.Fact) detail {
	return func(e *policy.Event) {
		for _, f := range facts {
			e.Facts = append(e.Facts, policy.Stated{Fact: f, Answer: a})
		}
	}
}

func attesting(cs ...policy.Credential) detail {
	return func(e *policy.Event) { e.Standing = append(e.Standing, cs...) }
}

func entered(at time.Time) detail { return func(e *policy.Event) { e.Recorded = at } }

func inPlace(id string) detail { return func(e *policy.Event) { e.Place = id } }

func linked(p policy.Part) detail { return func(e *policy.Event) { e.Other = &p } }

// holding are standing facts of one person, from always to ever.
func holding(person string, facts ...policy.Fact) detail {
	return func(e *policy.Event) {
		for _, f := range facts {
			e.Standing = append(e.Standing, policy.Credential{Fact: f, Subject: person, Answer: policy.Yes})
		}
	}
}

func (s *scene) event(after time.Duration, a policy.Activity, ds []detail) policy.Event {
	e := policy.Event{Activity: a, At: s.t0.Add(after)}
	for _, d := range ds {
		d(&e)
	}
	return e
}

// tell adds what has happened.
func (s *scene) tell(after time.Duration, a policy.Activity, ds ...detail) policy.Event {
	s.t.Helper()
	e, err := s.c.Add(s.event(after, a, ds))
	require.NoError(s.t, err)
	return e
}

// ask asks before acting.
func (s *scene) ask(after time.Duration, a policy.Activity, ds ...detail) error {
	return s.c.Ask(s.event(after, a, ds))
}

func (s *scene) at(now time.Duration) policy.Assessment { return s.c.Assess(s.t0.Add(now)) }

func (s *scene) outcome(now time.Duration, r policy.RuleID) policy.Outcome {
	return s.at(now).Outcome(r)
}

// all are the findings of one rule, kept and pending ones too.
func (s *scene) all(now time.Duration, r policy.RuleID) []policy.Finding {
	return ofRule(s.at(now).All(), r)
}

// one is the only finding of a rule.
func (s *scene) one(now time.Duration, r policy.RuleID) policy.Finding {
	s.t.Helper()
	found := s.all(now, r)
	require.Len(s.t, found, 1, "findings of %s", r)
	return found[0]
}

// flips asserts what a rule comes to one tick before an instant, at it, and one tick after.
func (s *scene) flips(now time.Duration, r policy.RuleID, before, at, after policy.Outcome) {
	s.t.Helper()
	assert.Equal(s.t, before, s.outcome(now-tick, r), "one tick before")
	assert.Equal(s.t, at, s.outcome(now, r), "at the limit")
	assert.Equal(s.t, after, s.outcome(now+tick, r), "one tick after")
}

// around asserts what comes of something done one tick before a limit, at it, and one tick after.
func around(t *testing.T, before, at, after policy.Outcome, judge func(t *testing.T, shift time.Duration) policy.Outcome) {
	t.Helper()
	assert.Equal(t, before, judge(t, -tick), "one tick before")
	assert.Equal(t, at, judge(t, 0), "at the limit")
	assert.Equal(t, after, judge(t, tick), "one tick after")
}

func ofRule(fs iter.Seq[policy.Finding], r policy.RuleID) []policy.Finding {
	return slices.DeleteFunc(slices.Collect(fs), func(f policy.Finding) bool { return f.Rule != r })
}

// lacks are the facts that findings or reasons say are missing, with whose they are.
func lacks(fs ...policy.Finding) []string {
	var out []string
	for _, f := range fs {
		for _, m := range f.Missing {
			out = append(out, m.String())
		}
	}
	return out
}

func buildOK(t *testing.T, r *policy.Regulation) *policy.Profile {
	t.Helper()
	p, err := r.Build()
	require.NoError(t, err)
	return p
}

func refusal(t *testing.T, err error) *policy.RefusedError {
	t.Helper()
	var no *policy.RefusedError
	require.ErrorAs(t, err, &no)
	return no
}

// rulesOf names the rules that findings are about.
func rulesOf(fs []policy.Finding) []policy.RuleID {
	var out []policy.RuleID
	for _, f := range fs {
		out = append(out, f.Rule)
	}
	return out
}

// keysOf are the stable keys of findings, each with since when it was known.
func keysOf(fs []policy.Finding) []string {
	var out []string
	for _, f := range fs {
		out = append(out, fmt.Sprintf("%s %s %q known since %s", f.Rule, f.Occurrence, f.Subject, f.KnownSince.Format(time.DateTime)))
	}
	return out
}

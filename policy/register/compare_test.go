package register_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/ap354"
	"github.com/leastrestrictive/interventions/policy/ban2019"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
	"github.com/leastrestrictive/interventions/policy/policytest"
	"github.com/leastrestrictive/interventions/policy/register"
	"github.com/leastrestrictive/interventions/seclusion"
)

func threeWays(t require.TestingT, events []policy.Event, now time.Time, more ...*policy.Profile) register.Comparison {
	judged, err := register.Replay(seclusion.Lifecycle(), policytest.Calendar(), now, events,
		append([]*policy.Profile{cbe3007.Profile(), ap354.Profile(), ban2019.Profile()}, more...)...)
	require.NoError(t, err)
	return register.Compare(judged...)
}

// When parents are told, AR 7(36) and 7(37) and AP 5.1 ask different things, and the ban asks nothing.
func TestContactUnderThreeDocuments(t *testing.T) {
	on := func(month time.Month, day, hour, minute int) time.Time {
		return time.Date(2025, month, day, hour, minute, 0, 0, t0.Location())
	}
	bell, midnight := on(10, 9, 15, 30), on(10, 10, 0, 0)
	reached := policy.Yes
	type contact struct {
		at      time.Time
		reached policy.Answer
	}
	const kept, late, excused, unclear, soft = policy.Satisfied, policy.Breached, policy.Excused, policy.Undetermined, policy.Flagged
	for _, c := range []struct {
		name                        string
		from, until                 time.Time
		contacts                    []contact
		sameDay, informed, attempts policy.Outcome // AR 7(36); AP 5.1: informed as soon as possible; AP 5.1: an attempt before the bell
	}{
		{"before the bell", t0, at(10 * minute), []contact{{bell.Add(-ns), reached}}, kept, kept, kept},
		{"at the bell", t0, at(10 * minute), []contact{{bell, reached}}, kept, kept, late},
		{"after the bell", t0, at(10 * minute), []contact{{bell.Add(ns), reached}}, kept, kept, late},
		{"at the end of the day", t0, at(10 * minute), []contact{{midnight, reached}}, kept, kept, late},
		{"after the day", t0, at(10 * minute), []contact{{midnight.Add(ns), reached}}, late, kept, late},
		{"an attempt before the bell, reached the next day", t0, at(10 * minute), []contact{{bell.Add(-ns), policy.No}, {on(10, 10, 9, 0), reached}}, excused, kept, kept},
		{"an attempt after the bell, reached the next day", t0, at(10 * minute), []contact{{bell.Add(ns), policy.No}, {on(10, 10, 9, 0), reached}}, excused, kept, late},
		{"nobody was called", t0, at(10 * minute), nil, late, soft, late},
		{"over after the bell", on(10, 9, 15, 25), on(10, 9, 15, 35), []contact{{on(10, 9, 20, 0), reached}}, kept, kept, kept},
		{"over after the bell, told the next morning", on(10, 9, 15, 25), on(10, 9, 15, 35), []contact{{on(10, 10, 9, 0), reached}}, late, kept, unclear},
		{"no school that day, told at its end", on(10, 11, 10, 0), on(10, 11, 10, 10), []contact{{on(10, 12, 0, 0), reached}}, kept, kept, unclear},
		{"no school that day, told just before its end", on(10, 11, 10, 0), on(10, 11, 10, 10), []contact{{on(10, 12, 0, 0).Add(-ns), reached}}, kept, kept, kept},
		{"no school that day, told on Sunday", on(10, 11, 10, 0), on(10, 11, 10, 10), []contact{{on(10, 12, 9, 0), reached}}, late, kept, unclear},
		{"no school that day, told after the next bell", on(10, 11, 10, 0), on(10, 11, 10, 10), []contact{{on(10, 14, 15, 30).Add(ns), reached}}, late, soft, late},
		{"across midnight, told that evening", on(10, 8, 23, 55), on(10, 9, 0, 5), []contact{{on(10, 9, 20, 0), reached}}, kept, kept, late},
		{"across midnight, told while it went on", on(10, 8, 23, 55), on(10, 9, 0, 5), []contact{{on(10, 8, 23, 58), reached}}, kept, kept, kept},
	} {
		begin := start(0, "start")
		begin.At = c.from
		end := release(0, "release")
		end.At = c.until
		events := []policy.Event{begin, end}
		for i, k := range c.contacts {
			events = append(events, policy.Event{ID: fmt.Sprint("contact-", i), Activity: policy.Contact, At: k.at, By: people("oak"), To: people("parent-1"),
				Facts: stated(k.reached, policy.Reached)})
		}
		vs := slices.Collect(threeWays(t, events, at(30*days)).Verdicts())
		require.Len(t, vs, 3)
		is := func(v register.Verdict, rule policy.RuleID, want policy.Outcome, clauses ...string) {
			t.Helper()
			assert.Equal(t, want, v.Outcome(rule), "%s: %s %s", c.name, v.Document, rule)
			if i := slices.IndexFunc(v.Findings, func(f policy.Finding) bool { return f.Rule == rule }); assert.GreaterOrEqual(t, i, 0, "%s: %s", c.name, rule) {
				assert.Equal(t, clauses, v.Findings[i].Clauses, "%s: %s", c.name, rule)
			}
		}
		if c.sameDay == excused {
			is(vs[0], cbe3007.ParentsInformedSameDay, c.sameDay, "7(36)", "7(37)")
			is(vs[0], cbe3007.ParentsInformedAfterAll, kept, "7(37)")
		} else {
			is(vs[0], cbe3007.ParentsInformedSameDay, c.sameDay, "7(36)")
			assert.Equal(t, policy.NotApplicable, vs[0].Outcome(cbe3007.ParentsInformedAfterAll), c.name)
		}
		is(vs[1], ap354.ParentsInformed, c.informed, "5.1")
		is(vs[1], ap354.EffortsDocumented, c.attempts, "5.1")
		assert.Equal(t, []policy.RuleID{ban2019.NoSeclusionWithoutExemption}, rules(vs[2]), "%s: the ban asks who and where, and nothing else", c.name)
	}
}

func rules(v register.Verdict) []policy.RuleID {
	var rs []policy.RuleID
	for _, f := range v.Findings {
		rs = append(rs, f.Rule)
	}
	return rs
}

// What one document says under two readings is set side by side; rules of two documents never are.
func TestDifferences(t *testing.T) {
	strict, err := cbe3007.Profile().Choose(policy.Choice{Reading: cbe3007.ReadingDangerToWhom, Answer: cbe3007.SelfAndOthers},
		policy.Choice{Reading: cbe3007.ReadingReviewing})
	require.NoError(t, err)
	events := held("i-1", policy.Seclusion, 0, 3*minute).Events
	events[0].Facts = slices.DeleteFunc(slices.Clone(events[0].Facts), func(s policy.Stated) bool { return s.Fact == policy.DangerToOthers })
	events[0].Facts = append(events[0].Facts, stated(policy.No, policy.DangerToOthers)...)
	c := threeWays(t, events, at(10*days), strict)
	ds := slices.Collect(c.Differences())
	require.Len(t, ds, 1, "each document that is judged once differs from nothing")
	assert.Equal(t, register.Difference{Profile: cbe3007.ID, Rule: cbe3007.DangerImminent, Clauses: []string{"7(11)(a)"}, Demand: ds[0].Demand,
		Outcomes: []policy.Outcome{policy.Satisfied, policy.Breached}}, ds[0])
	assert.NotEmpty(t, ds[0].Demand)
	vs := slices.Collect(c.Verdicts())
	assert.Empty(t, vs[0].Choices)
	assert.Equal(t, []policy.Choice{{Reading: cbe3007.ReadingDangerToWhom, Answer: cbe3007.SelfAndOthers}, {Reading: cbe3007.ReadingReviewing}}, vs[3].Choices)
	total := 0
	for o := policy.Undetermined; o <= policy.Breached; o++ {
		total += vs[3].Count(o)
	}
	assert.Len(t, vs[3].Findings, total)
	assert.True(t, slices.IsSortedFunc(vs[0].Findings, func(a, b policy.Finding) int { return rank(b.Outcome) - rank(a.Outcome) }), "the gravest first")

	s := c.String()
	for line := range strings.Lines(s) {
		assert.LessOrEqual(t, utf8.RuneCountInString(strings.TrimSuffix(line, "\n")), 100, line)
		assert.Equal(t, strings.TrimRight(line, " \n")+"\n", line)
	}
	assert.Contains(t, s, "reviewing=undecided")
	assert.Contains(t, s, "AR 3007 7(11)(a) imminent danger of harm: satisfied | breached")
	for _, id := range []string{"ash", "birch", policytest.Student, policytest.Room} {
		assert.NotContains(t, s, id)
	}
	assert.Empty(t, register.Compare().String())
	assert.Empty(t, slices.Collect(register.Compare(register.Judged{}).Verdicts()))
}

func rank(o policy.Outcome) int {
	return slices.Index([]policy.Outcome{policy.NotApplicable, policy.Satisfied, policy.Excused, policy.Pending, policy.Flagged, policy.Undetermined, policy.Breached}, o)
}

func TestReplayErrors(t *testing.T) {
	var p *policy.ProfileError
	_, err := register.Replay(seclusion.Lifecycle(), nil, t0, nil, nil)
	require.ErrorAs(t, err, &p)
	var r *policy.RecordError
	_, err = register.Replay(seclusion.Lifecycle(), nil, t0, []policy.Event{{Activity: "no-such", At: t0}}, ban2019.Profile())
	require.ErrorAs(t, err, &r)
	none, err := register.Replay(policytest.Lifecycle(policy.Restraint), nil, t0, []policy.Event{start(0, "start")}, ban2019.Profile())
	require.NoError(t, err)
	assert.Equal(t, "2019 ban: it says nothing of this\n", register.Compare(none...).String())
}

// A rule that cites very many clauses is told in lines of the same width.
func TestManyClausesFitTheWidth(t *testing.T) {
	h := policy.Header{Name: "limit", Demand: "at most a minute"}
	for i := range 40 {
		h.Clauses = append(h.Clauses, fmt.Sprintf("7(%d)(a)", i+1))
	}
	p, err := (&policy.Regulation{ID: "ourboard", Short: "OB 1",
		Rules: []policy.Rule{policy.Limit{Header: h, Phase: policy.Held, Most: policy.For(time.Minute)}}}).Build()
	require.NoError(t, err)
	judged, err := register.Replay(policytest.Lifecycle(policy.Restraint), nil, at(time.Hour), []policy.Event{{Incident: "i-1", ID: "start", Activity: policy.Initiate, At: t0}}, p)
	require.NoError(t, err)
	out := register.Compare(judged...).String()
	assert.Contains(t, out, "7(40)(a)")
	for line := range strings.Lines(out) {
		assert.LessOrEqual(t, utf8.RuneCountInString(strings.TrimSuffix(line, "\n")), 100, line)
	}
}

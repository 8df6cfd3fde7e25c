package register_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
	"github.com/leastrestrictive/interventions/policy/policytest"
	"github.com/leastrestrictive/interventions/policy/register"
)

var kinds = rapid.SampledFrom([]policy.Kind{policy.Seclusion, policy.Restraint, policy.TimeOut})

// limits and intervals, as what they say whatever their events are called.
func lengths(p *policy.Profile, fs []policy.Finding) []string {
	form := map[policy.RuleID]string{}
	for h := range p.Rules() {
		form[h.Name] = h.Form()
	}
	var lines []string
	for _, f := range fs {
		if form[f.Rule] == "every" || form[f.Rule] == "limit" {
			lines = append(lines, fmt.Sprint(f.Rule, f.Kind, f.Outcome, f.From, f.Until, f.Due, f.Measured, f.Allowed))
		}
	}
	slices.Sort(lines)
	return lines
}

// However one intervention is cut into parts, its limits and its intervals come out as those of the whole: neither linking, nor
// splitting, nor resuming takes a breach away.
func TestPartsOfOneKindCountAsTheWhole(t *testing.T) {
	p := cbe3007.Profile()
	rapid.Check(t, func(t *rapid.T) {
		kind := kinds.Draw(t, "kind")
		seconds := func(from, until int, label string) time.Duration {
			return time.Duration(rapid.IntRange(from, until).Draw(t, label)) * time.Second
		}
		length := seconds(1, 45*60, "length")
		whole := []policy.Event{start(0, "start")}
		parts := [][]policy.Event{{start(0, "start")}}
		add := func(e policy.Event) {
			whole = append(whole, e)
			e.ID = fmt.Sprint("in-part-", len(whole)) // IDs of two parts may be the same, and those of part and whole need not be
			if rapid.Bool().Draw(t, "the same ID in each part") {
				e.ID = fmt.Sprint("event-", len(parts[len(parts)-1]))
			}
			parts[len(parts)-1] = append(parts[len(parts)-1], e)
		}
		for now := time.Duration(0); now < length; {
			now = min(now+seconds(1, 200, "until the next"), length)
			if now == length {
				break
			}
			switch rapid.IntRange(0, 7).Draw(t, "what") {
			case 0, 1:
				add(check(now, fmt.Sprint("check-", now)))
			case 2, 3:
				add(review(now, fmt.Sprint("review-", now)))
			case 4: // released, and held again in another incident
				gap := seconds(1, 300, "gap")
				add(release(now, fmt.Sprint("release-", now)))
				now, length = now+gap, length+gap
				again := start(now, fmt.Sprint("resume-", now))
				again.Activity, again.Student = policy.Resume, ""
				whole = append(whole, again)
				parts = append(parts, []policy.Event{start(now, "start")})
			case 5, 6: // another incident takes over at the same instant: the student was never free
				end := release(now, "end")
				if rapid.Bool().Draw(t, "converted") {
					end.Activity, end.Other = policy.Convert, &policy.Part{Incident: fmt.Sprint("i-", len(parts)+1), Kind: kind}
				}
				parts[len(parts)-1] = append(parts[len(parts)-1], end)
				parts = append(parts, []policy.Event{start(now, "start")})
			}
		}
		if rapid.Bool().Draw(t, "released") {
			add(release(length, "release"))
		}
		closing := policy.Event{Activity: policy.End, At: at(length + 10*minute)}
		var given []register.Part
		for i, es := range parts {
			if rapid.Bool().Draw(t, "closed while another part goes on") && i < len(parts)-1 && es[len(es)-1].Activity == policy.Release {
				closing.At = parts[i+1][0].At.Add(time.Second)
				es = append(es, closing)
			}
			given = append(given, register.Part{Incident: fmt.Sprint("i-", i+1), Lifecycle: policytest.Lifecycle(kind), Events: es})
		}
		c, err := policy.Open(p, policytest.Lifecycle(kind), policytest.Calendar(), "whole")
		require.NoError(t, err)
		for _, e := range whole {
			_, err := c.Add(e)
			require.NoError(t, err)
		}
		chain := one(t, p, rapid.Permutation(given).Draw(t, "told in some order")...)
		for _, now := range []time.Time{at(length / 2), at(length), at(length + 1), at(2 * length), at(9 * days)} {
			w, a := c.Assess(now), chain.Assess(now)
			assert.Equal(t, lengths(p, slices.Collect(w.All())), lengths(p, slices.Collect(a.All())), "as of %s", now)
			assert.Equal(t, w.Held(), a.Held())
		}
	})
}

// incident draws one with some of what comes after it.
func incident(t *rapid.T, id string, from time.Duration) (register.Part, time.Duration) {
	until := from + time.Duration(rapid.IntRange(1, 40).Draw(t, "minutes held"))*minute
	p := held(id, kinds.Draw(t, "kind"), from, until)
	for range rapid.IntRange(0, 4).Draw(t, "records") {
		after := until + time.Duration(rapid.IntRange(0, 100).Draw(t, "hours later"))*time.Hour
		e := rapid.SampledFrom([]policy.Event{reached(after, ""), debrief(after, "", "ash", "oak", "parent-1"), {Activity: policy.Document, At: at(after)},
			{Activity: policy.Contact, At: at(after), To: people("parent-1"), Facts: stated(policy.No, policy.Reached)}, {Activity: policy.End, At: at(after)},
			{Activity: policy.Support, At: at(after), To: people("ash", "birch")}, {Activity: policy.Close, At: at(after)}}).Draw(t, "record")
		p.Events = append(p.Events, e)
	}
	return p, until
}

// What was late before the next part began is late ever after, with the same due date.
func TestNoDueDateThatHadPassedIsMoved(t *testing.T) {
	p := cbe3007.Profile()
	form := map[policy.RuleID]string{}
	for h := range p.Rules() {
		form[h.Name] = h.Form()
	}
	rapid.Check(t, func(t *rapid.T) {
		var parts []register.Part
		var starts []time.Duration
		from, until := time.Duration(0), time.Duration(0)
		for i := range rapid.IntRange(2, 4).Draw(t, "parts") {
			if i > 0 {
				from = until + rapid.SampledFrom([]time.Duration{0, minute, time.Hour, 14 * time.Hour, 2 * days, 5 * days}).Draw(t, "gap")
			}
			var part register.Part
			part, until = incident(t, fmt.Sprint("i-", i), from)
			if i > 0 {
				part.Events[0].Other = &policy.Part{Incident: fmt.Sprint("i-", i-1)}
			}
			parts, starts = append(parts, part), append(starts, from)
		}
		key := func(f policy.Finding) string { return fmt.Sprint(f.Rule, f.Incident, f.Occurrence, f.Due, f.Outcome) }
		whole := one(t, p, parts...)
		for i := 1; i < len(parts); i++ {
			now := at(starts[i])
			before := one(t, p, parts[:i]...).Assess(now)
			for _, later := range []time.Time{now, at(until), at(until + 20*days)} {
				var found []string
				for f := range whole.Assess(later).All() {
					found = append(found, key(f))
				}
				for f := range before.All() {
					if form[f.Rule] == "due" && (f.Outcome == policy.Breached || f.Outcome == policy.Flagged || f.Outcome == policy.Excused) {
						assert.Contains(t, found, key(f), "%s as of %s", f, later)
					}
				}
			}
		}
	})
}

// A chain of one part is that incident, whatever it holds.
func TestChainOfOneIsTheIncident(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		part, _ := incident(t, "i-1", 0)
		c, err := policy.Open(cbe3007.Profile(), part.Lifecycle, policytest.Calendar(), "i-1")
		require.NoError(t, err)
		for _, e := range part.Events {
			_, err := c.Add(e)
			require.NoError(t, err)
		}
		chain := one(t, cbe3007.Profile(), part)
		now := at(time.Duration(rapid.IntRange(0, 200).Draw(t, "hours")) * time.Hour)
		for _, chain := range []register.Chain{chain, chain.EachPart()} {
			a, own := chain.Assess(now), c.Assess(now)
			assert.Equal(t, slices.Collect(own.All()), slices.Collect(a.All()))
			assert.Equal(t, slices.Collect(own.Findings()), slices.Collect(a.Findings()))
			assert.Equal(t, slices.Collect(own.Due()), slices.Collect(a.Due()))
			assert.Equal(t, own.Held(), a.Held())
		}
	})
}

package ap354_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/ap354"
	"github.com/leastrestrictive/interventions/policy/policytest"
)

// What the clauses demand, read once more from the text and computed in the plainest way, is what the profile finds.

func instant(t *rapid.T, what string, from time.Time, days int) time.Time {
	s := rapid.IntRange(0, days*24*60).Draw(t, what)
	return from.Add(time.Duration(s)*time.Minute + []time.Duration{0, tick, -tick}[rapid.IntRange(0, 2).Draw(t, "")])
}

// bell is when school ends on the day of an instant, and whether there is school.
func bell(of time.Time) (time.Time, bool) {
	b, a := policytest.Calendar().End(policy.SchoolDay, policy.DateOf(of, start().Location()))
	return b, a == policy.Yes
}

// nextBell is that of the first day of school after the day of an instant.
func nextBell(after time.Time) time.Time {
	d := policy.DateOf(after, start().Location())
	for {
		d = d.Add(1)
		if b, ok := bell(d.Start(start().Location())); ok {
			return b
		}
	}
}

// 5.1: an attempt, and its record, before the bell of the day of the release. Where that bell is past or there is none, an attempt by the
// end of the day is early enough, and one from the next bell on is too late.
func TestOracleOfEfforts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		released := instant(t, "released", clock(-3, 0, 0), 9)
		es := []policy.Event{{Activity: policy.Initiate, At: released.Add(-5 * time.Minute)}, {Activity: policy.Release, At: released}}
		done, informed := time.Time{}, time.Time{}
		for range rapid.IntRange(0, 4).Draw(t, "calls") {
			e := policy.Event{Activity: policy.Contact, At: instant(t, "at", released.Add(-time.Hour), 6), To: person("parent-1")}
			e.Recorded = e.At.Add(time.Duration(rapid.IntRange(0, 30).Draw(t, "later")) * time.Hour)
			reached := rapid.Bool().Draw(t, "reached")
			if reached {
				e.Facts = stated(policy.Yes, policy.Reached)
			} else {
				e.Facts = stated(policy.No, policy.Reached)
			}
			if rapid.IntRange(0, 4).Draw(t, "whom") == 0 {
				e.To = person("director-1")
			}
			es = append(es, e)
			if e.At.Before(es[0].At) || e.To[0].Role != policy.Parent {
				continue
			}
			if done.IsZero() || e.Recorded.Before(done) {
				done = e.Recorded
			}
			if reached && (informed.IsZero() || e.At.Before(informed)) {
				informed = e.At
			}
		}
		early, late := policy.DateOf(released, start().Location()).Add(1).Start(start().Location()), nextBell(released)
		if b, ok := bell(released); ok && !released.After(b) {
			early, late = b, b
		}
		want := policy.Undetermined
		switch {
		case !done.IsZero() && done.Before(early):
			want = policy.Satisfied
		case done.IsZero() || !done.Before(late):
			want = policy.Breached
		}
		a := judge(t, ap(), rapid.SampledFrom(emergency).Draw(t, "kind"), es, later())
		require.Equal(t, want.String(), a.Outcome(ap354.EffortsDocumented).String())
		told := policy.Flagged
		if !informed.IsZero() && !informed.After(nextBell(released)) {
			told = policy.Satisfied
		}
		require.Equal(t, told.String(), a.Outcome(ap354.ParentsInformed).String())
	})
}

// 2.3, 2.4 and 2.5: each minute of the incident by itself. What was seen last is so; a minute is broken, not known, or kept.
func TestOracleOfWhatHoldsThroughout(t *testing.T) {
	const minutes = 12
	watched := []policy.Fact{policy.VisualMonitoring, policy.AuralMonitoring, policy.SelfInjuriousBehaviour}
	rapid.Check(t, func(t *rapid.T) {
		draw := func(n int) int { return rapid.IntRange(0, n-1).Draw(t, "") }
		es := []policy.Event{{Activity: policy.Initiate, At: start(), By: person("ash")}}
		for _, c := range []policy.Credential{{Fact: policy.SpeechInadequate, Answer: policy.Answer(draw(3))},
			{Fact: policy.CommunicatesWithThem, Subject: "ash", Answer: policy.Answer(draw(3))},
			{Fact: policy.CommunicatesWithThem, Subject: "maple", Answer: policy.No}} {
			if c.Answer != policy.NotRecorded {
				es[0].Standing = append(es[0].Standing, c)
			}
		}
		so := func(f policy.Fact) policy.Answer {
			for _, c := range es[0].Standing {
				if c.Fact == f && c.Subject != "maple" {
					return c.Answer
				}
			}
			return policy.NotRecorded
		}
		for _, f := range watched {
			state(&es[0], policy.Answer(draw(3)), f)
		}
		known := map[policy.Fact]policy.Answer{}
		there := true
		broken, open := map[policy.RuleID]time.Duration{}, map[policy.RuleID]bool{}
		note := func(r policy.RuleID, holds policy.Answer) {
			if holds == policy.No {
				broken[r] += time.Minute
			}
			open[r] = open[r] || holds == policy.NotRecorded
		}
		all := func(as ...policy.Answer) policy.Answer {
			if slices.Contains(as, policy.No) {
				return policy.No
			}
			return slices.Min(as)
		}
		for _, s := range es[0].Facts {
			known[s.Fact] = s.Answer
		}
		for m := range minutes {
			at := start().Add(time.Duration(m) * time.Minute)
			if m > 0 && draw(3) == 0 {
				f, a := watched[draw(3)], []policy.Answer{policy.Yes, policy.No}[draw(2)]
				es = append(es, policy.Event{Activity: policy.Observe, At: at, Facts: stated(a, f)})
				known[f] = a
			}
			if m > 0 && draw(4) == 0 {
				if there = !there; there {
					es = append(es, policy.Event{Activity: policy.Present, At: at, By: person("ash")})
				} else {
					es = append(es, policy.Event{Activity: policy.Absent, At: at, By: person("ash")})
				}
			}
			note(ap354.SeenAndHeard, all(known[policy.VisualMonitoring], known[policy.AuralMonitoring]))
			injures := known[policy.SelfInjuriousBehaviour]
			if injures != policy.NotRecorded {
				injures = opposite(injures)
			}
			note(ap354.NoSelfInjuryWhileHeld, injures)
			if so(policy.SpeechInadequate) == policy.No {
				continue
			}
			could := so(policy.CommunicatesWithThem)
			switch {
			case could == policy.Yes && there:
			case could == policy.Yes && so(policy.SpeechInadequate) == policy.Yes:
				note(ap354.SomebodyWhoCanCommunicate, policy.No)
			default: // nobody is on record who would do, or nobody says whether it is asked for
				note(ap354.SomebodyWhoCanCommunicate, policy.NotRecorded)
			}
		}
		es = append(es, policy.Event{Activity: policy.Release, At: start().Add(minutes * time.Minute)})
		a := judge(t, ap(), policy.Seclusion, es, later())
		for _, r := range []policy.RuleID{ap354.SeenAndHeard, ap354.NoSelfInjuryWhileHeld, ap354.SomebodyWhoCanCommunicate} {
			want := policy.Satisfied
			switch {
			case broken[r] > 0:
				want = policy.Breached
			case open[r]:
				want = policy.Undetermined
			case r == ap354.SomebodyWhoCanCommunicate && so(policy.SpeechInadequate) == policy.No:
				want = policy.NotApplicable
			}
			require.Equal(t, want.String(), a.Outcome(r).String(), r)
			var length time.Duration
			for _, f := range findings(a, r) {
				if f.Outcome == policy.Breached {
					length += f.Measured
				}
			}
			require.Equal(t, broken[r], length, r)
		}
	})
}

// 6.1 to 6.3: the uses of either kind within so many days of school, this one among them; each under one incident ID counts once.
func TestOracleOfRepeatedUse(t *testing.T) {
	thresholds := map[string][2]int{ap354.ThirdInTwentySchoolDays: {3, 20}, ap354.SecondInTenSchoolDays: {2, 10}}
	rapid.Check(t, func(t *rapid.T) {
		draw := func(n int) int { return rapid.IntRange(0, n-1).Draw(t, "") }
		of := rapid.SampledFrom([]string{ap354.ThirdInTwentySchoolDays, ap354.SecondInTenSchoolDays}).Draw(t, "threshold")
		uses, days := thresholds[of][0], thresholds[of][1]
		kind := emergency[draw(2)]
		together := rapid.SampledFrom([]string{ap354.EitherKind, ap354.EachByItself}).Draw(t, "together")
		first := start()
		for n := 1; n < days; {
			first = first.AddDate(0, 0, -1)
			if _, ok := bell(first); ok {
				n++
			}
		}
		first = policy.DateOf(first, start().Location()).Start(start().Location())
		es := []policy.Event{{Activity: policy.Initiate, At: start(), By: person("ash"), Other: &policy.Part{Classroom: "class-1"}}}
		student, classroom, ash := 1, 1, 1
		for i := range draw(6) {
			part := policy.Part{Incident: fmt.Sprint("before-", i), Kind: []policy.Kind{policy.Seclusion, policy.Restraint, policy.TimeOut}[draw(3)],
				Classroom: []string{"class-1", "class-2"}[draw(2)]}
			by := []string{"ash", "birch"}[draw(2)]
			at := first.Add(time.Duration(draw(20*24*60)-4*24*60)*time.Minute - time.Duration(draw(2)))
			if at.After(start()) {
				at = start().Add(-time.Hour)
			}
			es = append(es, policy.Event{Activity: policy.Earlier, At: at, By: person(by), Other: &part})
			if draw(4) == 0 { // told twice
				es = append(es, policy.Event{Activity: policy.Earlier, At: at.Add(time.Minute), By: person(by), Other: &part})
				if at.Add(time.Minute).After(start()) {
					es = es[:len(es)-1]
				}
			}
			counts := part.Kind == kind || together == ap354.EitherKind && part.Kind != policy.TimeOut
			if at.Before(first) || !counts {
				continue
			}
			student++
			if part.Classroom == "class-1" {
				classroom++
			}
			if by == "ash" {
				ash++
			}
		}
		p := under(t, answer(ap354.ReadingRepeated, of), answer(ap354.ReadingKindsTogether, together))
		a := judge(t, p, kind, es, later())
		for r, n := range map[policy.RuleID]int{ap354.RepeatedForStudent: student, ap354.MultipleInClassroom: classroom, ap354.RepeatedByOne: ash} {
			want := policy.Satisfied
			if n >= uses {
				want = policy.Flagged
			}
			require.Equal(t, want.String(), a.Outcome(r).String(), "%s: %d uses since %v", r, n, first)
		}
	})
}

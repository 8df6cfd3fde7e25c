package cbe3007_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
)

const tick = time.Nanosecond

// A limit is an instant by which something is owed, and what it comes to when it is done later.
type limit struct {
	rule   policy.RuleID
	kinds  []policy.Kind
	under  []policy.Choice
	at     time.Time
	events []policy.Event // without what is owed
	act    policy.Event   // what is owed, done at the limit
	late   policy.Outcome
	waits  bool // the limit is an event, and nobody knows it before
}

// limitsOf lists every number of the regulation, and each default where it has none, for incidents that begin at an instant.
func limitsOf(start time.Time) []limit {
	var ls []limit
	base, long := kept(start, usual), kept(start, 35*minute)
	over := start.Add(usual)
	midnight := func(days int) time.Time { // when so many local days after that of the release are over
		y, m, d := over.Date()
		return time.Date(y, m, d+days+1, 0, 0, 0, 0, start.Location())
	}
	next := func(days int, hour, minute int) time.Time { // that hour of the n-th day with school after it
		y, m, d := over.Date()
		for day := d + 1; ; day++ {
			t := time.Date(y, m, day, hour, minute, 0, 0, start.Location())
			if t.Weekday() == time.Saturday || t.Weekday() == time.Sunday {
				continue
			}
			if days--; days == 0 {
				return t
			}
		}
	}
	before := func(t time.Time, es []policy.Event) []policy.Event {
		return slices.DeleteFunc(slices.Clone(es), func(e policy.Event) bool { return e.At.After(t) })
	}
	add := func(l limit) { ls = append(ls, l) }
	is := func(a policy.Activity, fs ...policy.Fact) policy.Event {
		return policy.Event{Activity: a, By: both, Facts: is(fs...)}
	}
	to := func(e policy.Event, ps []policy.Person) policy.Event {
		e.To = ps
		return e
	}
	release, reached := is(policy.Release), to(is(policy.Contact, policy.Reached), mother)

	// While the student is held.
	quiet := without("check-2m0s", "check-4m0s", "check-6m0s", "enough", "release", "why-over").of(base)
	add(limit{rule: cbe3007.FaceToFaceEveryTwoMinutes, kinds: sec, at: start.Add(2 * minute), events: before(start.Add(minute), quiet), act: release,
		late: policy.Breached})
	add(limit{rule: cbe3007.FaceToFaceEveryTwoMinutes, kinds: sec, at: start.Add(6 * minute),
		events: edits(without("check-6m0s"), on("release", later(-minute))).of(base),
		act:    is(policy.Monitor, policy.FaceToFace), late: policy.Breached})
	add(limit{rule: cbe3007.FaceToFaceEveryTwoMinutes, kinds: sec, at: start.Add(8 * minute),
		events: without("enough", "release", "why-over", "end").of(base), act: release,
		late: policy.Breached})
	for _, u := range ways(cbe3007.ReadingKeyStaff, cbe3007.ReadingReviewing) {
		first := append(before(start.Add(minute), base), policy.Event{Activity: policy.Release, At: start.Add(3 * minute)})
		add(limit{rule: cbe3007.KeyStaffReviewEveryTwoMinutes, kinds: sec, under: u, at: start.Add(2 * minute), events: first,
			act: is(policy.Review), late: policy.Breached})
		add(limit{rule: cbe3007.KeyStaffReviewEveryTwoMinutes, kinds: sec, under: u, at: start.Add(6 * minute),
			events: edits(without("review-6m0s", "enough"), on("release", later(-minute))).of(base), act: is(policy.Review), late: policy.Breached})
	}
	for kind, l := range map[policy.Kind]limit{policy.Seclusion: {rule: cbe3007.SeclusionAtMostThirtyMinutes, at: start.Add(30 * minute)},
		policy.Restraint: {rule: cbe3007.RestraintAtMostThirtyMinutes, at: start.Add(30 * minute)},
		policy.TimeOut:   {rule: cbe3007.TimeOutAtMostFifteenMinutes, at: start.Add(15 * minute)}} {
		l.kinds, l.events, l.act, l.late = []policy.Kind{kind}, before(l.at, long), release, policy.Breached
		add(l)
	}
	add(limit{rule: cbe3007.PlanStepsPastThirtyMinutes, kinds: emergency, at: start.Add(32 * minute), events: without("steps").of(long),
		act: is(policy.Escalate, policy.PlanStepsFollowed), late: policy.Flagged})
	add(limit{rule: cbe3007.KeyStaffReviewTimeOut, kinds: out, at: over, events: without(string(policy.Review)).of(base),
		act:  is(policy.Review, policy.FaceToFace),
		late: policy.Breached, waits: true})
	add(limit{rule: cbe3007.ReleasedOnceDecided, kinds: allKinds, at: start.Add(6 * minute),
		events: edits(without("enough", "release", "end", "review-6m0s"), on("review-4m0s", state(policy.No, policy.Continue))).of(base),
		act:    release, late: policy.Flagged})

	// Explanations.
	silent := func(f policy.Fact, es []policy.Event) []policy.Event {
		return each(policy.Explain, state(policy.No, f)).of(es)
	}
	add(limit{rule: cbe3007.InitiatingExplained, kinds: emergency, at: over, events: silent(policy.ReasonsForInitiating, base),
		act: is(policy.Explain, policy.ReasonsForInitiating), late: policy.Flagged, waits: true})
	add(limit{rule: cbe3007.ContinuingExplained, kinds: emergency, at: start.Add(35 * minute), events: silent(policy.ReasonsForContinuing, long),
		act: is(policy.Explain, policy.ReasonsForContinuing), late: policy.Flagged, waits: true})
	add(limit{rule: cbe3007.ContinuingExplained, kinds: emergency,
		under: []policy.Choice{answer(cbe3007.ReadingExplanations, cbe3007.AtEachDecision)}, at: start.Add(6 * minute),
		events: edits(without("why-4m0s"), each(policy.Review, state(policy.No, policy.Continue)),
			on("review-4m0s", state(policy.Yes, policy.Continue))).of(
			silent(policy.ReasonsForContinuing, base)), act: is(policy.Explain, policy.ReasonsForContinuing), late: policy.Flagged})
	add(limit{rule: cbe3007.EndingExplained, kinds: emergency, at: over.Add(2 * minute), events: silent(policy.ReasonsForEnding, base),
		act: is(policy.Explain, policy.ReasonsForEnding), late: policy.Flagged})

	// Afterwards.
	noStepDown := edits(without("end"), each(policy.Release, state(policy.No, policy.DoorOpened))).of(base)
	for r, f := range map[policy.RuleID]policy.Fact{cbe3007.StudentHelpsDecide: policy.StudentHelpedDecide,
		cbe3007.ObservedBeforeClass: policy.ObservationPeriod,
		cbe3007.StudentCanPlan:      policy.PreventionPlanOffered, cbe3007.PlanForReentry: policy.ReentryPlan,
		cbe3007.DoorOpenedWhenSafe: policy.DoorOpened} {
		kinds := map[policy.RuleID][]policy.Kind{cbe3007.StudentHelpsDecide: allKinds, cbe3007.DoorOpenedWhenSafe: sec}[r]
		if kinds == nil {
			kinds = emergency
		}
		for _, a := range []policy.Activity{policy.End, policy.StepDown} {
			add(limit{rule: r, kinds: kinds, at: midnight(3), events: noStepDown, act: is(a, f), late: policy.Flagged})
		}
	}
	add(limit{rule: cbe3007.RoomCleaned, kinds: sec, at: over.Add(26 * time.Hour), events: without("clean").of(base), act: is(policy.Clean),
		late: policy.Flagged, waits: true})
	for _, u := range ways(cbe3007.ReadingDayOfContact, cbe3007.ReadingAttemptExcuses) {
		l := limit{rule: cbe3007.ParentsInformedSameDay, kinds: allKinds, under: u, at: midnight(0), events: without("contact").of(base),
			act: reached, late: policy.Breached}
		if y, m, d := start.Date(); u[0].Answer == cbe3007.OfStart {
			l.at = time.Date(y, m, d+1, 0, 0, 0, 0, start.Location())
		}
		add(l)
	}
	tried := without("contact").of(base)
	tried = append(tried, to(policy.Event{Activity: policy.Contact, At: over, Facts: stated(policy.No, policy.Reached)}, mother))
	add(limit{rule: cbe3007.ParentsInformedAfterAll, kinds: emergency, at: next(1, 15, 30), events: tried, act: reached, late: policy.Flagged})
	add(limit{rule: cbe3007.ParentsInformedAfterAll, kinds: out, under: []policy.Choice{answer(cbe3007.ReadingAttemptExcuses, cbe3007.EveryKind)},
		at:     next(1, 15, 30),
		events: tried, act: reached, late: policy.Flagged})
	add(limit{rule: cbe3007.DebriefWithinThreeDays, kinds: allKinds, at: midnight(3), events: without("debrief").of(base), act: is(policy.Debrief),
		late: policy.Breached})
	schoolDays := next(3, 12, 0)
	schoolDays = time.Date(schoolDays.Year(), schoolDays.Month(), schoolDays.Day()+1, 0, 0, 0, 0, start.Location())
	add(limit{rule: cbe3007.DebriefWithinThreeDays, kinds: allKinds, under: []policy.Choice{answer(cbe3007.ReadingDebriefDays, cbe3007.SchoolDays)},
		at:     schoolDays,
		events: without("debrief").of(base), act: is(policy.Debrief), late: policy.Breached})
	add(limit{rule: cbe3007.SupportsMadeKnown, kinds: emergency, at: midnight(3), events: without("support").of(base),
		act: to(is(policy.Support), both), late: policy.Flagged})
	add(limit{rule: cbe3007.ReportedToDirector, kinds: sec, at: midnight(3), events: without("report").of(base), act: to(is(policy.Report), director),
		late: policy.Flagged})
	elsewhere := edits(without("report"), on("start", onFile(policy.DesignatedRoom, "room-a", policy.No))).of(base)
	for _, act := range []policy.Event{to(is(policy.Report), director), to(is(policy.Contact, policy.Reached), director)} {
		add(limit{rule: cbe3007.DirectorNotified, kinds: sec, at: next(1, 15, 30), events: elsewhere, act: act, late: policy.Flagged})
	}
	untold := edits(on("contact", state(policy.No, policy.ComplaintsExplained)), on("debrief", state(policy.No, policy.ComplaintsExplained))).of(base)
	debriefed := is(policy.Debrief, policy.ComplaintsExplained)
	debriefed.By = mother
	for _, act := range []policy.Event{to(is(policy.Contact, policy.ComplaintsExplained), mother), debriefed} {
		add(limit{rule: cbe3007.ComplaintsProcessExplained, kinds: allKinds, at: midnight(3), events: untold, act: act, late: policy.Flagged})
	}
	// The documentation rests on nothing before the debrief of the next day, or is owed by the end of its term.
	undocumented := edits(without("document", "contact"), each(policy.Explain, state(policy.No, policy.UnderstandingRecorded))).of(base)
	for r, act := range map[policy.RuleID]policy.Event{cbe3007.Documented: is(policy.Document),
		cbe3007.PreventionDocumented: is(policy.Document, policy.PreventionRecorded),
		cbe3007.DetailsDocumented:    is(policy.Document, policy.DetailsRecorded), cbe3007.CourseDocumented: is(policy.Document, policy.CourseRecorded),
		cbe3007.UnderstandingDocumented: is(policy.Document, policy.UnderstandingRecorded),
		cbe3007.SafetyDocumented:        is(policy.Document, policy.SafetyMeasuresRecorded),
		cbe3007.HandsOnDocumented:       is(policy.Document, policy.HandsOnJustified), cbe3007.ContactDocumented: reached} {
		kinds := allKinds
		if r == cbe3007.HandsOnDocumented {
			kinds = hold
		}
		add(limit{rule: r, kinds: kinds, at: over.Add(24 * time.Hour), events: undocumented, act: act, late: policy.Flagged, waits: true})
		add(limit{rule: r, kinds: kinds, under: []policy.Choice{answer(cbe3007.ReadingDocumentedBy, cbe3007.EndOfDebriefTerm)}, at: midnight(3),
			events: undocumented, act: act,
			late: policy.Flagged})
	}
	return ls
}

// Each limit a nanosecond before, at it, and a nanosecond past it: with the act done then, and with nothing done and somebody
// looking then. The starts are an ordinary day, both days of a clock change at which the night is an hour longer or shorter, one
// before a weekend, and one across midnight.
func TestLimits(t *testing.T) {
	zone := edmonton(t)
	for name, start := range map[string]time.Time{
		"ordinary day":    monday(t),
		"clock goes back": time.Date(2025, 11, 2, 0, 40, 0, 0, zone),
		"clock goes on":   time.Date(2026, 3, 8, 1, 40, 0, 0, zone),
		"before weekend":  time.Date(2025, 10, 17, 14, 0, 0, 0, zone),
		"across midnight": time.Date(2025, 10, 6, 23, 56, 0, 0, zone),
	} {
		for _, l := range limitsOf(start) {
			for _, kind := range l.kinds {
				what := name + ", " + string(l.rule) + " of a " + string(kind)
				p := under(t, l.under...)
				for _, off := range []time.Duration{-tick, 0, tick} {
					want := policy.Satisfied
					if off > 0 {
						want = l.late
					}
					done := l.act
					done.ID, done.At = "owed", l.at.Add(off)
					a := tell(t, p, kind, weekdays(t), append(slices.Clone(l.events), done)).Assess(l.at.AddDate(0, 0, 20))
					require.Equal(t, want.String(), a.Outcome(l.rule).String(), "%s, done at the limit %+d ns", what, off)

					a = tell(t, p, kind, weekdays(t), l.events).Assess(l.at.Add(off))
					if want == policy.Satisfied {
						want = policy.Pending
					}
					require.Equal(t, want.String(), a.Outcome(l.rule).String(), "%s, nothing done by the limit %+d ns", what, off)
					if want != policy.Pending || l.waits && off < 0 {
						continue
					}
					due := slices.Collect(a.Due())
					i := slices.IndexFunc(due, func(f policy.Finding) bool { return f.Rule == l.rule })
					require.GreaterOrEqual(t, i, 0, "%s is due", what)
					require.True(t, due[i].Due.Equal(l.at), "%s is due at %s, not %s", what, l.at, due[i].Due)
				}
			}
		}
	}
}

// Which numbers there are is not left to the list above: each rule that has a limit, a term or an interval stands in it.
func TestEveryRuleWithATermHasALimit(t *testing.T) {
	type key struct {
		rule policy.RuleID
		kind policy.Kind
	}
	tried := map[key]bool{}
	for _, l := range limitsOf(monday(t)) {
		for _, kind := range l.kinds {
			for _, d := range declarations(t) {
				if d.Name == l.rule && d.kind == kind && d.stands(under(t, l.under...)) {
					tried[key{l.rule, kind}] = true
				}
			}
		}
	}
	for _, r := range cbe3007.Regulation().Rules {
		var h policy.Header
		switch r := r.(type) {
		case policy.Every:
			h = r.Header
		case policy.Limit:
			h = r.Header
		case policy.Due:
			h = r.Header
		default:
			continue
		}
		kinds := h.Kinds
		if len(kinds) == 0 {
			kinds = allKinds
		}
		for _, k := range kinds {
			require.True(t, tried[key{h.Name, k}], "%s of a %s", h.Name, k)
		}
	}
}

// By default the documentation is there by the first of the report, the debrief, the closing of the file and the end of the term.
func TestTheDocumentationIsThereBeforeAnythingRestsOnIt(t *testing.T) {
	start := monday(t)
	term := time.Date(2025, 10, 10, 0, 0, 0, 0, edmonton(t))
	events := map[policy.Activity]policy.Event{policy.Report: {Activity: policy.Report, To: director},
		policy.Debrief: {Activity: policy.Debrief, By: both},
		policy.Close:   {Activity: policy.Close}}
	alone := without("document", "debrief", "report", "close").of(kept(start, usual))
	for _, kind := range allKinds {
		for first, by := range map[policy.Activity]time.Time{policy.Report: start.Add(3 * time.Hour), policy.Debrief: start.Add(5 * time.Hour),
			policy.Close: start.Add(26 * time.Hour), "": term} {
			es := slices.Clone(alone)
			for _, a := range []policy.Activity{policy.Report, policy.Debrief, policy.Close} {
				e := events[a]
				if e.At = term.Add(time.Hour + time.Duration(len(es))*minute); a == first { // the others come after all that counts
					e.At = by
				}
				es = append(es, e)
			}
			for _, off := range []time.Duration{-tick, 0, tick} {
				want := policy.Satisfied
				if off > 0 {
					want = policy.Flagged
				}
				done := append(slices.Clone(es), policy.Event{Activity: policy.Document, At: by.Add(off), Facts: is(policy.DetailsRecorded)})
				a := tell(t, ar(), kind, weekdays(t), done).Assess(term.AddDate(0, 0, 9))
				for _, r := range []policy.RuleID{cbe3007.Documented, cbe3007.DetailsDocumented} {
					require.Equal(t, want.String(), a.Outcome(r).String(), "%s of a %s, by %q %+d ns", r, kind, first, off)
				}
			}
		}
	}
}

// Past half of what is allowed, going on is explained; at half it is not yet owed.
func TestGoingOnIsExplainedPastHalfTheLimit(t *testing.T) {
	start := monday(t)
	for _, kind := range emergency {
		for off, want := range map[time.Duration]policy.Outcome{-tick: policy.NotApplicable, 0: policy.NotApplicable, tick: policy.Flagged} {
			es := edits(each(policy.Explain, state(policy.No, policy.ReasonsForContinuing)), on("release", later(off))).of(kept(start, 15*minute))
			a := tell(t, ar(), kind, weekdays(t), es).Assess(start.AddDate(0, 1, 0))
			require.Equal(t, want.String(), a.Outcome(cbe3007.ContinuingExplained).String(), "%s %+d ns", kind, off)
		}
	}
}

// The steps of the plan are owed where the limit is passed, not where it is reached, and where there is danger then. Whoever is let out
// within two minutes past it owes none.
func TestThePlansStepsAreOwedPastThirtyMinutes(t *testing.T) {
	start := monday(t)
	for _, kind := range emergency {
		for off, want := range map[time.Duration]policy.Outcome{-tick: policy.NotApplicable, 0: policy.NotApplicable, tick: policy.Satisfied,
			2*minute - tick: policy.Satisfied, 2 * minute: policy.Satisfied, 2*minute + tick: policy.Flagged} {
			es := on("release", later(off)).of(kept(start, 30*minute))
			a := tell(t, ar(), kind, weekdays(t), es).Assess(start.AddDate(0, 1, 0))
			require.Equal(t, want.String(), a.Outcome(cbe3007.PlanStepsPastThirtyMinutes).String(), "%s %+d ns", kind, off)
		}
		for off, want := range map[time.Duration]policy.Outcome{0: policy.NotApplicable, tick: policy.Flagged} {
			over := policy.Event{Activity: policy.Observe, At: start.Add(30*minute + off), Facts: stated(policy.No, dangers...)}
			es := append(each(policy.Review, state(policy.NotRecorded, dangers...)).of(without("steps").of(kept(start, 35*minute))), over)
			a := tell(t, ar(), kind, weekdays(t), es).Assess(start.AddDate(0, 1, 0))
			require.Equal(t, want.String(), a.Outcome(cbe3007.PlanStepsPastThirtyMinutes).String(), "%s, danger over %+d ns past it", kind, off)
		}
	}
}

// Ten school days are counted back from the day of the start, which is one of them, over weekends and holidays.
func TestTheWindowOfRecurrence(t *testing.T) {
	zone := edmonton(t)
	start := time.Date(2025, 10, 17, 10, 0, 0, 0, zone)
	cal := weekdays(t)
	cal.Holidays = []policy.Date{{Year: 2025, Month: 10, Day: 13}}
	day := func(d int) time.Time { return time.Date(2025, 10, d, 0, 0, 0, 0, zone) }
	for _, c := range []struct {
		answer string
		uses   int
		first  time.Time // the first day that counts
	}{{cbe3007.ThirdInTenSchoolDays, 3, day(3)}, {cbe3007.SecondInFiveSchoolDays, 2, day(10)},
		{cbe3007.FifthInTwentySchoolDays, 5, time.Date(2025, 9, 19, 0, 0, 0, 0, zone)}} {
		for off, want := range map[time.Duration]policy.Outcome{-tick: policy.Satisfied, 0: policy.Flagged, tick: policy.Flagged} {
			es := before(c.uses-1, policy.TimeOut).of(kept(start, usual))
			es = on("earlier-time-out0", at(c.first.Add(off))).of(es)
			a := tell(t, under(t, answer(cbe3007.ReadingRecurrent, c.answer)), policy.TimeOut, cal, es).Assess(start.AddDate(0, 1, 0))
			require.Equal(t, want.String(), a.Outcome(cbe3007.TimeOutNotRecurrent).String(), "%s %+d ns", c.answer, off)
		}
	}
	es := before(2, policy.TimeOut).of(kept(start, usual))
	a := tell(t, ar(), policy.TimeOut, nil, es).Assess(start.AddDate(0, 1, 0))
	require.Equal(t, policy.Undetermined, a.Outcome(cbe3007.TimeOutNotRecurrent), "without a calendar nobody knows days of school")
	require.Equal(t, []policy.Missing{{Fact: "calendar"}}, finding(t, a, cbe3007.TimeOutNotRecurrent).Missing)
	es = append(es, es[len(es)-1])
	es[len(es)-1].ID = "told-again"
	a = tell(t, ar(), policy.TimeOut, cal, without("earlier-time-out0").of(es)).Assess(start.AddDate(0, 1, 0))
	require.Equal(t, policy.Satisfied, a.Outcome(cbe3007.TimeOutNotRecurrent), "one earlier incident told twice is one")
}

// A step-down behind a shut door stops no clock.
func TestStepDownBehindAShutDoorStopsNoClock(t *testing.T) {
	start := monday(t)
	es := []policy.Event{initiation(start), {Activity: policy.StepDown, At: start.Add(minute)}}
	for kind, r := range map[policy.Kind]policy.RuleID{policy.Seclusion: cbe3007.SeclusionAtMostThirtyMinutes,
		policy.Restraint: cbe3007.RestraintAtMostThirtyMinutes,
		policy.TimeOut:   cbe3007.TimeOutAtMostFifteenMinutes} {
		a := tell(t, ar(), kind, weekdays(t), es).Assess(start.Add(31 * minute))
		require.Equal(t, 31*minute, a.Held())
		require.Equal(t, policy.Breached, a.Outcome(r))
		require.Equal(t, kind == policy.Seclusion, a.Outcome(cbe3007.FaceToFaceEveryTwoMinutes) == policy.Breached)
	}
}

// What counts towards the limit is counted on after a resumption, even one after the file was closed.
func TestTheLimitGoesOnAfterAResumption(t *testing.T) {
	start := monday(t)
	for kind, r := range map[policy.Kind]policy.RuleID{policy.Seclusion: cbe3007.SeclusionAtMostThirtyMinutes,
		policy.Restraint: cbe3007.RestraintAtMostThirtyMinutes,
		policy.TimeOut:   cbe3007.TimeOutAtMostFifteenMinutes} {
		most := map[policy.Kind]time.Duration{policy.Seclusion: 30 * minute, policy.Restraint: 30 * minute, policy.TimeOut: 15 * minute}[kind]
		for _, between := range []policy.Activity{policy.Observe, policy.End, policy.Interrupt, policy.Close} {
			es := []policy.Event{initiation(start), {Activity: policy.Release, At: start.Add(most - 10*minute)},
				{Activity: between, At: start.Add(35 * minute)},
				{Activity: policy.Resume, At: start.Add(60 * minute)}}
			for off, want := range map[time.Duration]policy.Outcome{0: policy.Pending, tick: policy.Breached} {
				a := tell(t, ar(), kind, weekdays(t), es).Assess(start.Add(70*minute + off))
				require.Equal(t, want, a.Outcome(r), "%s, %s, %s", kind, between, off)
			}
			es = append(es, policy.Event{Activity: policy.Release, At: start.Add(72 * minute)})
			f := finding(t, tell(t, ar(), kind, weekdays(t), es).Assess(start.Add(100*minute)), r)
			require.Equal(t, most+2*minute, f.Measured)
			require.Equal(t, most, f.Allowed)
			require.True(t, f.Due.Equal(start.Add(70*minute)))
		}
	}
}

// Without a calendar nothing that depends on local days is claimed; what does not depend on them is.
func TestWithoutACalendarDaysAreUndetermined(t *testing.T) {
	start := monday(t)
	es := without("contact", "debrief", "support", "report", "end", "close").of(kept(start, usual))
	for _, kind := range allKinds {
		for _, after := range []time.Duration{time.Hour, 100 * 24 * time.Hour} {
			a := tell(t, ar(), kind, nil, es).Assess(start.Add(after))
			owed := []policy.RuleID{cbe3007.ParentsInformedSameDay, cbe3007.DebriefWithinThreeDays, cbe3007.StudentHelpsDecide,
				cbe3007.ComplaintsProcessExplained}
			if kind != policy.TimeOut {
				owed = append(owed, cbe3007.SupportsMadeKnown)
			}
			for _, r := range owed {
				require.Equal(t, policy.Undetermined, a.Outcome(r), r)
				require.Equal(t, []policy.Missing{{Fact: "calendar"}}, finding(t, a, r).Missing, r)
			}
			for _, d := range declarations(t) {
				if d.kind == kind && d.stands(ar()) && !slices.Contains(owed, d.Name) {
					require.NotEqual(t, policy.Breached, a.Outcome(d.Name), "%s of a %s", d.Name, kind)
				}
			}
		}
		a := tell(t, ar(), policy.Seclusion, nil, es).Assess(start.Add(time.Hour))
		require.Equal(t, policy.Satisfied, a.Outcome(cbe3007.FaceToFaceEveryTwoMinutes))
		require.Equal(t, policy.Satisfied, a.Outcome(cbe3007.SeclusionAtMostThirtyMinutes))
		during := append(slices.Clone(es), policy.Event{Activity: policy.Contact, At: start.Add(5 * minute), To: mother, Facts: is(policy.Reached)})
		require.Equal(t, policy.Satisfied, tell(t, ar(), kind, nil, during).Assess(start.Add(time.Hour)).Outcome(cbe3007.ParentsInformedSameDay))
	}
}

// 7(37) by default ends with the bell of the next school day that the host knows of, over weekends and holidays.
func TestParentsInformedAfterAllWaitsForTheNextSchoolDay(t *testing.T) {
	zone := edmonton(t)
	friday := time.Date(2025, 10, 10, 10, 0, 0, 0, zone) // Monday the 13th is a holiday
	cal := weekdays(t)
	cal.Holidays = []policy.Date{{Year: 2025, Month: 10, Day: 13}}
	cal.Early = map[policy.Date]time.Duration{{Year: 2025, Month: 10, Day: 14}: 12 * time.Hour}
	want := time.Date(2025, 10, 14, 12, 0, 0, 0, zone)
	for _, kind := range emergency {
		es := change(kept(friday, usual), "contact", state(policy.No, policy.Reached))
		for off, o := range map[time.Duration]policy.Outcome{0: policy.Pending, tick: policy.Flagged} {
			require.Equal(t, o, tell(t, ar(), kind, cal, es).Assess(want.Add(off)).Outcome(cbe3007.ParentsInformedAfterAll), off)
		}
		known := *cal
		known.Until = policy.Date{Year: 2025, Month: 10, Day: 10} // nobody vouches for what comes after
		require.Equal(t, policy.Undetermined, tell(t, ar(), kind, &known, es).Assess(want).Outcome(cbe3007.ParentsInformedAfterAll))
	}
}

// An attempt excuses only on the day that counts: one before midnight does not excuse a release after it.
func TestAnAttemptOnTheDayBeforeExcusesNothing(t *testing.T) {
	start := time.Date(2025, 10, 6, 23, 57, 0, 0, edmonton(t))
	midnight := time.Date(2025, 10, 7, 0, 0, 0, 0, edmonton(t))
	tried := change(kept(start, usual), "contact", state(policy.No, policy.Reached))
	for when, want := range map[time.Time]policy.Outcome{
		start.Add(minute):                          policy.Breached,
		midnight.Add(-tick):                        policy.Breached,
		midnight:                                   policy.Excused,
		midnight.AddDate(0, 0, 1):                  policy.Excused,
		midnight.AddDate(0, 0, 1).Add(tick):        policy.Breached,
		midnight.AddDate(0, 0, 1).Add(30 * minute): policy.Breached,
	} {
		for _, kind := range emergency {
			a := tell(t, ar(), kind, weekdays(t), change(tried, "contact", at(when))).Assess(start.AddDate(0, 0, 10))
			require.Equal(t, want, a.Outcome(cbe3007.ParentsInformedSameDay), "%s at %s", kind, when)
		}
		a := tell(t, ar(), policy.TimeOut, weekdays(t), change(tried, "contact", at(when))).Assess(start.AddDate(0, 0, 10))
		require.Equal(t, policy.Breached, a.Outcome(cbe3007.ParentsInformedSameDay), "of a time-out at %s", when)
	}
}

// What is owed afterwards is owed once, from the last release on, whatever was the release: a student who is held again is not yet out. It is
// so soon again that not even the explanation of the first end is late.
func TestAftercareIsOwedOnce(t *testing.T) {
	start := monday(t)
	owed := map[policy.RuleID][]policy.Kind{cbe3007.EndingExplained: emergency, cbe3007.DoorOpenedWhenSafe: sec, cbe3007.StudentHelpsDecide: allKinds,
		cbe3007.ObservedBeforeClass: emergency, cbe3007.StudentCanPlan: emergency, cbe3007.PlanForReentry: emergency, cbe3007.RoomCleaned: sec,
		cbe3007.ParentsInformedSameDay: allKinds, cbe3007.DebriefWithinThreeDays: allKinds, cbe3007.SupportsMadeKnown: emergency,
		cbe3007.Documented:        allKinds,
		cbe3007.DetailsDocumented: allKinds, cbe3007.ContactDocumented: allKinds, cbe3007.ReportedToDirector: sec, cbe3007.DirectorNotified: sec,
		cbe3007.ComplaintsProcessExplained: allKinds}
	for _, ways := range [][]policy.Activity{{policy.Release, policy.Release}, {policy.Release, policy.End}, {policy.End, policy.Release},
		{policy.Interrupt, policy.Interrupt},
		{policy.Release, policy.Convert}} {
		es := []policy.Event{on("start", onFile(policy.DesignatedRoom, "room-a", policy.No)).of([]policy.Event{initiation(start)})[0],
			{ID: "out", Activity: ways[0], At: start.Add(5 * minute)}, {ID: "again", Activity: policy.Resume, At: start.Add(7 * minute)},
			{ID: "out again", Activity: ways[1], At: start.Add(12 * minute)}, {Activity: policy.NextUse, At: start.Add(100 * time.Hour)}}
		for r, kinds := range owed {
			for _, kind := range kinds {
				fs := findings(tell(t, ar(), kind, weekdays(t), es).Assess(start.AddDate(0, 1, 0)), r)
				require.Len(t, fs, 1, "%s of a %s, by %s", r, kind, ways)
				require.Equal(t, "out again", fs[0].Occurrence, "%s of a %s, by %s", r, kind, ways)
				require.True(t, fs[0].From.Equal(start.Add(12*minute)))
				require.Contains(t, []policy.Outcome{policy.Breached, policy.Flagged, policy.Undetermined}, fs[0].Outcome)
				held := findings(tell(t, ar(), kind, weekdays(t), es[:3]).Assess(start.AddDate(0, 1, 0)), r)
				require.Empty(t, held, "%s of a %s that goes on", r, kind)
			}
		}
	}
}

// heldTwice is a flawless incident whose student is held for another minute after everything was done and put on record that an end asks
// for. More is what happens after the second release.
func heldTwice(start time.Time, more ...policy.Event) []policy.Event {
	es := edits(steppedDown, on("down", state(policy.Yes, policy.DoorOpened, policy.StudentHelpedDecide, policy.ObservationPeriod,
		policy.PreventionPlanOffered, policy.ReentryPlan)), without("end"), on("document", later(-59*minute)), heldAgain,
		on("let", state(policy.No, policy.DoorOpened))).of(kept(start, usual))
	for i, e := range more {
		es = plus(time.Duration(30+i)*minute, e).of(es)
	}
	return es
}

// A step-down belongs to the holding that it ends: after a resumption another one is owed, and nothing of the first counts.
func TestAResumptionWithoutASecondStepDownIsFound(t *testing.T) {
	start := monday(t)
	now := start.AddDate(0, 1, 0)
	items := map[policy.RuleID]policy.Fact{cbe3007.DoorOpenedWhenSafe: policy.DoorOpened, cbe3007.StudentHelpsDecide: policy.StudentHelpedDecide,
		cbe3007.ObservedBeforeClass: policy.ObservationPeriod, cbe3007.StudentCanPlan: policy.PreventionPlanOffered,
		cbe3007.PlanForReentry: policy.ReentryPlan}
	for _, kind := range allKinds {
		for r, f := range items {
			if !slices.ContainsFunc(declarations(t), func(d declaration) bool { return d.Name == r && d.kind == kind }) {
				continue
			}
			once := without("again", "let", "why-over-again").of(heldTwice(start))
			a := tell(t, ar(), kind, weekdays(t), once).Assess(now)
			require.Equal(t, policy.Satisfied.String(), a.Outcome(r).String(), "%s of a %s, held once", r, kind)
			for name, c := range map[string]struct {
				more []policy.Event
				says string
			}{
				"none":         {nil, "flagged from 13m0s due 86h0m0s allowed 85h47m0s"},
				"one that did": {[]policy.Event{{Activity: policy.End, By: both, Facts: is(f)}}, "satisfied"},
				"one that did not": {[]policy.Event{{Activity: policy.End, By: both, Facts: stated(policy.No, f)}},
					"flagged from 13m0s due 86h0m0s allowed 85h47m0s"},
				"one that does not say": {[]policy.Event{{Activity: policy.StepDown, By: both}},
					"undetermined from 13m0s due 86h0m0s allowed 85h47m0s lacks " + string(f)},
			} {
				fs := findings(tell(t, ar(), kind, weekdays(t), heldTwice(start, c.more...)).Assess(now), r)
				require.Len(t, fs, 1, "%s of a %s, %s", r, kind, name)
				require.Equal(t, c.says, said(fs[0], start), "%s of a %s, %s", r, kind, name)
			}
		}
	}
}

// So does what is on record: after a resumption the first documentation does not hold how it went on.
func TestAResumptionIsOnRecordToo(t *testing.T) {
	start := monday(t)
	now := start.AddDate(0, 1, 0)
	whole := kept(start, usual)
	again := whole[slices.IndexFunc(whole, func(e policy.Event) bool { return e.ID == "document" })]
	again.ID = "document-again"
	owed := map[policy.RuleID][]policy.Kind{cbe3007.Documented: allKinds, cbe3007.PreventionDocumented: allKinds, cbe3007.DetailsDocumented: allKinds,
		cbe3007.CourseDocumented: allKinds, cbe3007.UnderstandingDocumented: allKinds, cbe3007.SafetyDocumented: allKinds, cbe3007.HandsOnDocumented: hold}
	for r, kinds := range owed {
		for _, kind := range kinds {
			es := on("why-over-again", state(policy.No, policy.UnderstandingRecorded)).of(heldTwice(start))
			require.Equal(t, policy.Flagged.String(), tell(t, ar(), kind, weekdays(t), es).Assess(now).Outcome(r).String(), "%s of a %s", r, kind)
			es = plus(30*minute, again).of(es)
			require.Equal(t, policy.Satisfied.String(), tell(t, ar(), kind, weekdays(t), es).Assess(now).Outcome(r).String(), "%s of a %s, once more", r, kind)
		}
	}
}

// Each end is explained: what was said of the first does not explain the second, and a second one does not make up for a first in silence.
func TestEachEndIsExplained(t *testing.T) {
	start := monday(t)
	for _, kind := range emergency {
		for name, c := range map[string]struct {
			change edit
			says   []string
		}{
			"both":            {nil, nil},
			"only the first":  {without("why-over-again"), []string{"flagged from 13m0s due 15m0s allowed 2m0s"}},
			"only the second": {without("why-over"), []string{"flagged from 8m0s until 13m0s due 10m0s allowed 2m0s was 5m0s"}},
			"while held":      {on("why-over-again", later(-30*time.Second)), nil},
		} {
			es := edits(each(policy.Explain, state(policy.No, policy.ReasonsForEnding)), on("why-over", state(policy.Yes, policy.ReasonsForEnding)),
				on("why-over-again", state(policy.Yes, policy.ReasonsForEnding)), c.change).of(heldTwice(start))
			a := tell(t, ar(), kind, weekdays(t), es).Assess(start.AddDate(0, 1, 0))
			var says []string
			for _, f := range findings(a, cbe3007.EndingExplained) {
				if f.Outcome != policy.Satisfied {
					says = append(says, said(f, start))
				}
			}
			require.Equal(t, c.says, says, "%s, %s", kind, name)
		}
	}
}

// Whoever is let out within the two minutes past thirty owes no steps, also where the thirty are those of two stretches; a resumption after that
// does not bring them back. Steps that were followed count from when the student was held the last time.
func TestLetOutWithinTwoMinutesPastThirtyOwesNoSteps(t *testing.T) {
	start := monday(t)
	for _, kind := range emergency {
		tells := func(es ...policy.Event) []string {
			for i := range es {
				es[i].ID = "" // whatever they are called
			}
			es = append([]policy.Event{initiation(start)}, es...)
			var says []string
			for _, f := range findings(tell(t, ar(), kind, weekdays(t), es).Assess(start.AddDate(0, 1, 0)), cbe3007.PlanStepsPastThirtyMinutes) {
				says = append(says, said(f, start))
			}
			return says
		}
		when := func(after time.Duration, e policy.Event) policy.Event {
			e.At = start.Add(after)
			return e
		}
		steps := policy.Event{Activity: policy.Escalate, By: both, Facts: is(policy.PlanStepsFollowed)}
		inTime := []string{"satisfied"}
		require.Equal(t, inTime, tells(when(32*minute, let())), kind)
		require.Equal(t, inTime, tells(when(32*minute, let()), when(33*minute, resumed()), when(50*minute, let())), kind)
		require.Equal(t, []string{"flagged from 30m0s until 32m0.000000001s due 32m0s allowed 2m0s was 2m0.000000001s"},
			tells(when(32*minute+tick, let())), kind)
		require.Equal(t, []string{"satisfied"},
			tells(when(20*minute, let()), when(40*minute, resumed()), when(52*minute, let())), kind)
		require.Equal(t, []string{"satisfied"}, tells(when(minute, steps), when(40*minute, let())), kind)
		require.Equal(t, []string{"satisfied"},
			tells(when(20*minute, let()), when(40*minute, resumed()), when(41*minute, steps), when(60*minute, let())), kind)
		require.Equal(t, []string{"flagged from 50m0s until 1h0m0s due 52m0s allowed 2m0s was 10m0s"},
			tells(when(19*minute, steps), when(20*minute, let()), when(40*minute, resumed()), when(60*minute, let())), kind)
	}
}

// Who was at one debrief need not be at the next: a second meeting with the parent alone breaks nothing. It makes up for nothing that the
// first lacked either.
func TestASecondDebriefBreaksNothing(t *testing.T) {
	start := monday(t)
	everybody := slices.Concat(both, head, mother, student)
	asked := []policy.RuleID{cbe3007.DebriefWithPrincipal, cbe3007.DebriefWithStaffInvolved, cbe3007.DebriefWithParent, cbe3007.DebriefWithStudent}
	second := plus(30*time.Hour, policy.Event{ID: "debrief-again", Activity: policy.Debrief, By: mother})
	for _, kind := range allKinds {
		es := second.of(without("close").of(kept(start, usual)))
		a := tell(t, ar(), kind, weekdays(t), es).Assess(start.AddDate(0, 1, 0))
		require.Empty(t, found(a), kind)
		for _, r := range asked {
			require.Equal(t, policy.Satisfied, a.Outcome(r), "%s of a %s", r, kind)
		}
		for r, lacking := range map[policy.RuleID]policy.Role{cbe3007.DebriefWithPrincipal: policy.Principal, cbe3007.DebriefWithParent: policy.Parent,
			cbe3007.DebriefWithStudent: policy.Student} {
			first := slices.DeleteFunc(slices.Clone(everybody), func(p policy.Person) bool { return p.Role == lacking })
			es := edits(on("debrief", by(first), state(policy.No, policy.StudentCouldNotTakePart)),
				on("debrief-again", by(everybody))).of(es)
			a := tell(t, ar(), kind, weekdays(t), es).Assess(start.AddDate(0, 1, 0))
			require.Equal(t, []string{string(r) + " breached"}, found(a), kind)
			require.Equal(t, "debrief", finding(t, a, r).Occurrence, "%s of a %s", r, kind)
			es = on("debrief-again", by(first), state(policy.No, policy.StudentCouldNotTakePart)).of(es)
			fs := findings(tell(t, ar(), kind, weekdays(t), es).Assess(start.AddDate(0, 1, 0)), r)
			require.Len(t, fs, 2, "%s of a %s, at neither", r, kind)
		}
	}
}

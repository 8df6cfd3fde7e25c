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

// Each timed rule a nanosecond before its limit, at it, and a nanosecond past it: with the act done then, and with nothing done and
// somebody looking then. The starts are an ordinary day, both days of a clock change at which the night is an hour longer or
// shorter, and one across midnight.
func TestLimits(t *testing.T) {
	zone := edmonton(t)
	for name, start := range map[string]time.Time{
		"ordinary day":    time.Date(2025, 10, 6, 10, 0, 0, 0, zone),
		"clock goes back": time.Date(2025, 11, 2, 0, 40, 0, 0, zone),
		"clock goes on":   time.Date(2026, 3, 8, 1, 40, 0, 0, zone),
		"across midnight": time.Date(2025, 10, 6, 23, 56, 0, 0, zone),
	} {
		base := kept(start, 8*time.Minute)
		long := kept(start, 30*time.Minute)
		out := start.Add(8 * time.Minute)
		midnight := func(n int) time.Time { // after n more days
			y, m, d := out.Date()
			return time.Date(y, m, d+n+1, 0, 0, 0, 0, zone)
		}
		nextBell := func() time.Time {
			y, m, d := out.Date()
			for day := d + 1; ; day++ {
				if b := time.Date(y, m, day, 15, 30, 0, 0, zone); b.Weekday() != time.Saturday && b.Weekday() != time.Sunday {
					return b
				}
			}
		}
		tried := change(base, "contact", state(policy.Reached, policy.No))
		none := func(ids ...string) []policy.Event {
			return slices.DeleteFunc(slices.Clone(base), func(e policy.Event) bool { return slices.Contains(ids, e.ID) })
		}
		for _, c := range []struct {
			rule   policy.RuleID
			limit  time.Time
			events []policy.Event
			act    policy.Event // done at the limit
			late   policy.Outcome
		}{
			{cbe3007.FaceToFaceEveryTwoMinutes, start.Add(2 * time.Minute), none("check-2m0s", "check-4m0s", "check-6m0s", "release"),
				policy.Event{Activity: policy.Release}, policy.Breached},
			{cbe3007.FaceToFaceEveryTwoMinutes, start.Add(6 * time.Minute), change(none("check-6m0s"), "release", at(start.Add(7*time.Minute))),
				policy.Event{Activity: policy.Monitor, Facts: is(policy.FaceToFace)}, policy.Breached},
			{cbe3007.KeyStaffReviewEveryTwoMinutes, start.Add(6 * time.Minute), change(none("review-6m0s"), "release", at(start.Add(7*time.Minute))),
				policy.Event{Activity: policy.Review, By: staff("staff-01", "staff-02")}, policy.Breached},
			{cbe3007.SeclusionAtMostThirtyMinutes, start.Add(30 * time.Minute), slices.DeleteFunc(slices.Clone(long), func(e policy.Event) bool {
				return e.ID == "release" || e.ID == "end" || e.At.After(start.Add(30*time.Minute))
			}), policy.Event{Activity: policy.Release}, policy.Breached},
			{cbe3007.PlanStepsPastThirtyMinutes, start.Add(32 * time.Minute), slices.DeleteFunc(slices.Clone(long), func(e policy.Event) bool {
				return e.At.After(start.Add(28 * time.Minute))
			}), policy.Event{Activity: policy.Escalate, Facts: is(policy.PlanStepsFollowed)}, policy.Flagged},
			{cbe3007.ParentsInformedSameDay, midnight(0), none("contact"),
				policy.Event{Activity: policy.Contact, To: as(policy.Parent, "parent-01"), Facts: is(policy.Reached)}, policy.Breached},
			{cbe3007.ParentsInformedAfterAll, nextBell(), tried,
				policy.Event{Activity: policy.Contact, To: as(policy.Parent, "parent-01"), Facts: is(policy.Reached)}, policy.Flagged},
			{cbe3007.DebriefWithinThreeDays, midnight(3), none("debrief"), policy.Event{Activity: policy.Debrief, By: staff("staff-01")}, policy.Breached},
			{cbe3007.ReportedToDirector, midnight(3), none("report"),
				policy.Event{Activity: policy.Report, To: as(policy.Director, "director-01")}, policy.Flagged},
			{cbe3007.StudentHelpsDecide, midnight(3), none("end"),
				policy.Event{Activity: policy.End, Facts: is(policy.StudentHelpedDecide)}, policy.Flagged},
		} {
			for _, off := range []time.Duration{-tick, 0, tick} {
				want := policy.Satisfied
				if off > 0 {
					want = c.late
				}
				done := c.act
				done.At = c.limit.Add(off)
				got := tell(t, ar(), weekdays(t), append(slices.Clone(c.events), done)).Assess(c.limit.Add(time.Hour))
				require.Equal(t, want.String(), got.Outcome(c.rule).String(), "%s, %s, done at the limit %+d ns", name, c.rule, off)

				got = tell(t, ar(), weekdays(t), c.events).Assess(c.limit.Add(off))
				if want == policy.Satisfied {
					want = policy.Pending
				}
				require.Equal(t, want.String(), got.Outcome(c.rule).String(), "%s, %s, nothing done by the limit %+d ns", name, c.rule, off)
				if want == policy.Pending {
					due := slices.Collect(got.Due())
					i := slices.IndexFunc(due, func(f policy.Finding) bool { return f.Rule == c.rule })
					require.GreaterOrEqual(t, i, 0, "%s, %s is due", name, c.rule)
					require.True(t, due[i].Due.Equal(c.limit), "%s, %s is due at %s, not %s", name, c.rule, c.limit, due[i].Due)
				}
			}
		}
	}
}

// A step-down behind a shut door stops no clock.
func TestStepDownBehindAShutDoorStopsNoClock(t *testing.T) {
	start := time.Date(2025, 10, 6, 10, 0, 0, 0, edmonton(t))
	es := append([]policy.Event{initiation(start)}, policy.Event{Activity: policy.StepDown, At: start.Add(time.Minute)})
	a := tell(t, ar(), weekdays(t), es).Assess(start.Add(31 * time.Minute))
	require.Equal(t, 31*time.Minute, a.Held())
	require.Equal(t, policy.Breached, a.Outcome(cbe3007.SeclusionAtMostThirtyMinutes))
	require.Equal(t, policy.Breached, a.Outcome(cbe3007.FaceToFaceEveryTwoMinutes))
}

// What counts towards the limit is counted on after a resumption, even one after the file was closed.
func TestTheLimitGoesOnAfterAResumption(t *testing.T) {
	start := time.Date(2025, 10, 6, 10, 0, 0, 0, edmonton(t))
	for _, between := range []policy.Activity{policy.Observe, policy.End, policy.Interrupt, policy.Close} {
		es := []policy.Event{initiation(start), {Activity: policy.Release, At: start.Add(20 * time.Minute)}, {Activity: between, At: start.Add(25 * time.Minute)},
			{Activity: policy.Resume, At: start.Add(60 * time.Minute)}}
		for off, want := range map[time.Duration]policy.Outcome{0: policy.Pending, tick: policy.Breached} {
			a := tell(t, ar(), weekdays(t), es).Assess(start.Add(70*time.Minute + off))
			require.Equal(t, want, a.Outcome(cbe3007.SeclusionAtMostThirtyMinutes), "%s, %s", between, off)
		}
		f := finding(t, tell(t, ar(), weekdays(t), append(es, policy.Event{Activity: policy.Release, At: start.Add(72 * time.Minute)})).
			Assess(start.Add(100*time.Minute)), cbe3007.SeclusionAtMostThirtyMinutes)
		require.Equal(t, 32*time.Minute, f.Measured)
		require.True(t, f.Due.Equal(start.Add(70*time.Minute)))
	}
}

// Without a calendar nothing that depends on local days is claimed; what does not depend on them is.
func TestWithoutACalendarDaysAreUndetermined(t *testing.T) {
	start := time.Date(2025, 10, 6, 10, 0, 0, 0, edmonton(t))
	es := change(change(kept(start, 8*time.Minute), "contact", nil), "debrief", nil)
	for _, after := range []time.Duration{time.Hour, 100 * 24 * time.Hour} {
		a := tell(t, ar(), nil, es).Assess(start.Add(after))
		for _, r := range []policy.RuleID{cbe3007.ParentsInformedSameDay, cbe3007.DebriefWithinThreeDays} {
			require.Equal(t, policy.Undetermined, a.Outcome(r), r)
			require.Equal(t, []policy.Missing{{Fact: "calendar"}}, finding(t, a, r).Missing, r)
		}
		require.Equal(t, policy.Satisfied, a.Outcome(cbe3007.FaceToFaceEveryTwoMinutes))
		require.Equal(t, policy.Satisfied, a.Outcome(cbe3007.SeclusionAtMostThirtyMinutes))
	}
	during := change(kept(start, 8*time.Minute), "contact", at(start.Add(5*time.Minute)))
	require.Equal(t, policy.Satisfied, tell(t, ar(), nil, during).Assess(start.Add(time.Hour)).Outcome(cbe3007.ParentsInformedSameDay))
}

// 7(37) by default ends with the bell of the next school day that the host knows of, over weekends and holidays.
func TestParentsInformedAfterAllWaitsForTheNextSchoolDay(t *testing.T) {
	zone := edmonton(t)
	friday := time.Date(2025, 10, 10, 10, 0, 0, 0, zone) // Monday the 13th is a holiday
	cal := weekdays(t)
	cal.Holidays = []policy.Date{{Year: 2025, Month: 10, Day: 13}}
	cal.Early = map[policy.Date]time.Duration{{Year: 2025, Month: 10, Day: 14}: 12 * time.Hour}
	es := change(kept(friday, 8*time.Minute), "contact", state(policy.Reached, policy.No))
	want := time.Date(2025, 10, 14, 12, 0, 0, 0, zone)
	for off, o := range map[time.Duration]policy.Outcome{0: policy.Pending, tick: policy.Flagged} {
		require.Equal(t, o, tell(t, ar(), cal, es).Assess(want.Add(off)).Outcome(cbe3007.ParentsInformedAfterAll), off)
	}
	cal.Until = policy.Date{Year: 2025, Month: 10, Day: 10} // nobody vouches for what comes after
	require.Equal(t, policy.Undetermined, tell(t, ar(), cal, es).Assess(want).Outcome(cbe3007.ParentsInformedAfterAll))
}

// An attempt excuses only on the day that counts: one before midnight does not excuse a release after it.
func TestAnAttemptOnTheDayBeforeExcusesNothing(t *testing.T) {
	start := time.Date(2025, 10, 6, 23, 57, 0, 0, edmonton(t))
	now := start.Add(10 * 24 * time.Hour)
	tried := change(kept(start, 8*time.Minute), "contact", state(policy.Reached, policy.No))
	for at, want := range map[time.Time]policy.Outcome{
		start.Add(time.Minute): policy.Breached,
		time.Date(2025, 10, 7, 0, 0, 0, 0, edmonton(t)).Add(-tick): policy.Breached,
		time.Date(2025, 10, 7, 0, 0, 0, 0, edmonton(t)):            policy.Excused,
		time.Date(2025, 10, 8, 0, 0, 0, 0, edmonton(t)):            policy.Excused,
		time.Date(2025, 10, 8, 0, 0, 0, 0, edmonton(t)).Add(tick):  policy.Breached,
	} {
		es := change(tried, "contact", func(e *policy.Event) { e.At = at })
		require.Equal(t, want, tell(t, ar(), weekdays(t), es).Assess(now).Outcome(cbe3007.ParentsInformedSameDay), at)
	}
}

// Each reading has an incident whose finding it changes, and the finding says so.
func TestReadings(t *testing.T) {
	zone := edmonton(t)
	start := time.Date(2025, 10, 6, 10, 0, 0, 0, zone)
	late := time.Date(2025, 10, 6, 23, 56, 0, 0, zone)
	thursday := time.Date(2025, 10, 9, 10, 0, 0, 0, zone)
	over := slices.DeleteFunc(kept(start, 33*time.Minute), func(e policy.Event) bool { return e.Activity == policy.Escalate })
	for _, c := range []struct {
		reading, answer string
		rule            policy.RuleID
		events          []policy.Event
		byDefault, then policy.Outcome
	}{
		{cbe3007.ReadingDangerToWhom, cbe3007.SelfAndOthers, cbe3007.DangerImminent, change(kept(start, 8*time.Minute), "start", state(policy.DangerToSelf, policy.No)),
			policy.Satisfied, policy.Breached},
		{cbe3007.ReadingKeyStaff, cbe3007.NamedByPrincipal, cbe3007.KeyStaffReviewEveryTwoMinutes, change(change(kept(start, 8*time.Minute), "start",
			onFile(policy.DesignatedKeyStaff, "staff-01", policy.No)), "start", onFile(policy.DesignatedKeyStaff, "staff-02", policy.Yes)), policy.Satisfied, policy.Breached},
		{cbe3007.ReadingDayOfContact, cbe3007.OfStart, cbe3007.ParentsInformedSameDay, change(kept(late, 8*time.Minute), "contact", at(late.Add(30*time.Minute))),
			policy.Satisfied, policy.Breached},
		{cbe3007.ReadingDebriefDays, cbe3007.SchoolDays, cbe3007.DebriefWithinThreeDays, change(kept(thursday, 8*time.Minute), "debrief",
			at(time.Date(2025, 10, 14, 9, 0, 0, 0, zone))), policy.Breached, policy.Satisfied},
		{cbe3007.ReadingDangerLasts, cbe3007.TwoMinutes, cbe3007.PlanStepsPastThirtyMinutes, over, policy.Flagged, policy.Undetermined},
	} {
		t.Run(c.reading, func(t *testing.T) {
			now := start.Add(30 * 24 * time.Hour)
			a := tell(t, ar(), weekdays(t), c.events).Assess(now)
			require.Equal(t, c.byDefault.String(), a.Outcome(c.rule).String())
			require.Contains(t, finding(t, a, c.rule).Readings, c.reading)

			other, err := ar().Choose(policy.Choice{Reading: c.reading, Answer: c.answer})
			require.NoError(t, err)
			require.Equal(t, c.then.String(), tell(t, other, weekdays(t), c.events).Assess(now).Outcome(c.rule).String())
			require.NotEqual(t, ar().Fingerprint(), other.Fingerprint())

			undecided, err := ar().Choose(policy.Choice{Reading: c.reading})
			require.NoError(t, err)
			a = tell(t, undecided, weekdays(t), c.events).Assess(now)
			require.Equal(t, policy.Undetermined.String(), a.Outcome(c.rule).String())
			require.Equal(t, []string{c.reading}, finding(t, a, c.rule).Readings)
			require.Equal(t, policy.Satisfied, a.Outcome(cbe3007.FaceToFaceEveryTwoMinutes), "what does not hang on it is found")
		})
	}
}

package register_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/ap354"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
	"github.com/leastrestrictive/interventions/policy/policytest"
	"github.com/leastrestrictive/interventions/policy/register"
	"github.com/leastrestrictive/interventions/seclusion"
)

// every finding of a rule, kept or not.
func every(a register.ChainAssessment, rule policy.RuleID) []policy.Finding {
	return of(rule, slices.Collect(a.All()))
}

func incidents(c register.Chain) []string {
	var ids []string
	for p := range c.Parts() {
		ids = append(ids, p.Incident)
	}
	return ids
}

func TestLinkByGap(t *testing.T) {
	a := held("i-1", policy.Restraint, 0, 10*minute)
	for _, c := range []struct {
		begins time.Duration
		gap    time.Duration
		chains int
	}{
		{15*minute - ns, register.Gap, 1}, {15 * minute, register.Gap, 1}, {15*minute + ns, register.Gap, 2}, // free for five minutes at most
		{10 * minute, 0, 1}, {10*minute + ns, 0, 2}, {5 * minute, 0, 1}, // at the same instant, or while the other goes on
		{10 * minute, -ns, 2}, {5 * minute, -ns, 2},
	} {
		b := held("i-2", policy.Seclusion, c.begins, 30*minute)
		assert.Len(t, link(t, cbe3007.Profile(), c.gap, b, a), c.chains, "%s, %s", c.begins, c.gap)
	}
	other := held("i-2", policy.Seclusion, 11*minute, 20*minute)
	other.Events[0].Student = "student-2"
	assert.Len(t, link(t, cbe3007.Profile(), register.Gap, a, other), 2, "of another student")
	other.Events[0].Student = ""
	assert.Len(t, link(t, cbe3007.Profile(), register.Gap, a, other), 2, "of nobody knows whom")
	other.Events[0].Other = &policy.Part{Incident: "i-1"}
	assert.Len(t, link(t, cbe3007.Profile(), register.Gap, a, other), 1, "named")
}

// A gap is between two stretches of holding, whichever of a part they are.
func TestLinkBetweenStretches(t *testing.T) {
	again := start(60*minute, "again")
	again.Activity, again.Student = policy.Resume, ""
	a := held("i-1", policy.Restraint, 0, 10*minute, again, release(70*minute, "release-2"))
	assert.Len(t, link(t, cbe3007.Profile(), register.Gap, a, held("i-2", policy.Restraint, 15*minute, 20*minute)), 1)
	assert.Len(t, link(t, cbe3007.Profile(), register.Gap, a, held("i-2", policy.Restraint, 15*minute+ns, 20*minute)), 2)
	assert.Len(t, link(t, cbe3007.Profile(), register.Gap, a, held("i-2", policy.Restraint, 30*minute, 55*minute)), 1)
	assert.Len(t, link(t, cbe3007.Profile(), register.Gap, a, held("i-2", policy.Restraint, 30*minute, 55*minute-ns)), 2)
	assert.Len(t, link(t, cbe3007.Profile(), register.Gap, a, held("i-2", policy.Restraint, 75*minute, 80*minute)), 1)
	open := held("i-0", policy.TimeOut, -10*minute, -9*minute)
	open.Events = open.Events[:1]
	assert.Len(t, link(t, cbe3007.Profile(), register.Gap, open, a, held("i-2", policy.Restraint, 9*60*minute, 10*60*minute)), 1, "who is not let go is held")
}

func TestLinkByName(t *testing.T) {
	a := held("i-1", policy.Restraint, 0, 10*minute)
	b := held("i-2", policy.Seclusion, 3*60*minute, 4*60*minute)
	assert.Len(t, link(t, cbe3007.Profile(), register.Gap, a, b), 2)
	chains := link(t, cbe3007.Profile(), register.Gap, from(b, a), a)
	require.Len(t, chains, 1)
	assert.Equal(t, []string{"i-1", "i-2"}, incidents(chains[0]), "in the order in which they began")
	assert.Equal(t, policytest.Student, chains[0].Student())

	converted := a
	converted.Events = slices.Clone(a.Events)
	last := &converted.Events[len(a.Events)-1]
	last.Activity, last.Other = policy.Convert, &policy.Part{Incident: "i-2", Kind: policy.Seclusion}
	assert.Len(t, link(t, cbe3007.Profile(), register.Gap, converted, b), 1)

	// A link that leads nowhere is said, since what it would add is not known.
	lost := link(t, cbe3007.Profile(), register.Gap, from(b, a))
	require.Len(t, lost, 1)
	fs := of(register.Incomplete, findings(lost[0].Assess(at(days))))
	require.Len(t, fs, 1)
	assert.Equal(t, policy.Undetermined, fs[0].Outcome)
	assert.Equal(t, "i-1", fs[0].Subject)
	assert.Equal(t, "i-2", fs[0].Incident)
	assert.Empty(t, of(register.Incomplete, findings(lost[0].Assess(at(minute)))), "not begun by then")
	b.Events[0].Student = "student-2"
	assert.Len(t, link(t, cbe3007.Profile(), register.Gap, from(b, a), a), 2)

	// The same in every order.
	c := from(held("i-3", policy.TimeOut, 5*60*minute, 6*60*minute), a)
	want := fmt.Sprint(incidents(link(t, cbe3007.Profile(), register.Gap, a, renamed(a), c)[0]))
	assert.Equal(t, want, fmt.Sprint(incidents(link(t, cbe3007.Profile(), register.Gap, c, renamed(a), a)[0])))
}

func renamed(p register.Part) register.Part {
	p.Incident = "i-9"
	return p
}

func TestLinkErrors(t *testing.T) {
	a := held("i-1", policy.Restraint, 0, 10*minute)
	record := func(field string, parts ...register.Part) {
		t.Helper()
		_, err := register.Link(cbe3007.Profile(), nil, register.Gap, parts...)
		var e *policy.RecordError
		require.ErrorAs(t, err, &e)
		assert.Equal(t, field, e.Field)
	}
	record("incident", a, a)
	record("incident", register.Part{Lifecycle: a.Lifecycle})
	record("lifecycle", register.Part{Incident: "i-1"})
	record("kind", register.Part{Incident: "i-1", Lifecycle: policytest.Lifecycle(policy.Seclusion), Events: []policy.Event{{Activity: policy.Initiate, At: t0, Kind: policy.TimeOut}}})
	record("activity", register.Part{Incident: "i-1", Lifecycle: a.Lifecycle, Events: []policy.Event{{Activity: "no-such", At: t0}}})
	many := a
	for i := range register.MaxEvents {
		many.Events = append(many.Events, check(20*minute+time.Duration(i), ""))
	}
	many.Events = slices.DeleteFunc(many.Events, func(e policy.Event) bool { return e.ID != "" && e.Activity != policy.Initiate })
	record("events", many, held("i-2", policy.Restraint, 0, 10*minute))
	var e *policy.ProfileError
	_, err := register.Link(nil, nil, 0, a)
	require.ErrorAs(t, err, &e)
	_, err = register.Link(cbe3007.Profile(), nil, 0, register.Part{Incident: "i-1", Lifecycle: policytest.Lifecycle("ourboard/other")})
	require.ErrorAs(t, err, &e)
	chains, err := register.Link(cbe3007.Profile(), nil, 0)
	require.NoError(t, err)
	assert.Empty(t, chains)
	assert.Empty(t, findings(register.Chain{}.Assess(t0)), "the zero chain is of no incident")
}

// Two parts of one kind a minute apart count towards one limit, past it and not at it.
func TestOneLimitForOneKind(t *testing.T) {
	for _, c := range []struct {
		second time.Duration
		want   policy.Outcome
	}{{10*minute - ns, policy.Satisfied}, {10 * minute, policy.Satisfied}, {10*minute + ns, policy.Breached}} {
		a := held("i-1", policy.Restraint, 0, 20*minute)
		chain := one(t, cbe3007.Profile(), a, held("i-2", policy.Restraint, 21*minute, 21*minute+c.second))
		got := chain.Assess(at(days))
		fs := every(got, cbe3007.RestraintAtMostThirtyMinutes)
		require.Len(t, fs, 1)
		assert.Equal(t, c.want, fs[0].Outcome, "%s", c.second)
		if c.want == policy.Breached {
			assert.Equal(t, []string{"7(25)"}, fs[0].Clauses)
			assert.Equal(t, "i-1", fs[0].Incident)
			assert.Equal(t, "start", fs[0].Occurrence)
			assert.True(t, at(31*minute).Equal(fs[0].Due), "%s", fs[0].Due)
			assert.Equal(t, 30*minute+ns, fs[0].Measured)
		}
		assert.Equal(t, 20*minute+c.second, got.Held())
		for f := range chain.EachPart().Assess(at(days)).All() {
			assert.False(t, f.Rule == cbe3007.RestraintAtMostThirtyMinutes && f.Outcome == policy.Breached, "each part by itself keeps it")
		}
	}
}

// What is held in all is shown whatever the kinds are, overlaps once, and flagged past the longest limit.
func TestHeldInAll(t *testing.T) {
	total := func(c register.Chain, now time.Time) policy.Finding {
		fs := every(c.Assess(now), register.HeldInAll)
		require.Len(t, fs, 1)
		return fs[0]
	}
	for _, c := range []struct {
		second time.Duration
		want   policy.Outcome
	}{{14*minute - ns, policy.Satisfied}, {14 * minute, policy.Satisfied}, {14*minute + ns, policy.Flagged}} {
		b := held("i-2", policy.TimeOut, 17*minute, 17*minute+c.second)
		f := total(one(t, cbe3007.Profile(), held("i-1", policy.Restraint, 0, 16*minute), b), at(days))
		assert.Equal(t, c.want, f.Outcome)
		assert.Equal(t, 16*minute+c.second, f.Measured)
		assert.Equal(t, 30*minute, f.Allowed, "the longest of thirty and fifteen")
		assert.Equal(t, []string{"7(25)"}, f.Clauses)
		if c.want == policy.Flagged {
			assert.Equal(t, "held in all, against the longest limit: 30m0.000000001s, 30m0s allowed, AR 3007 7(25), flagged", f.String())
			assert.True(t, at(31*minute).Equal(f.Due))
			assert.True(t, at(31*minute).Equal(f.KnownSince))
		}
	}
	over := one(t, cbe3007.Profile(), held("i-1", policy.Seclusion, 0, 20*minute), held("i-2", policy.Restraint, 10*minute, 25*minute))
	assert.Equal(t, 25*minute, over.Assess(at(days)).Held(), "overlap counts once")
	assert.Equal(t, 12*minute, over.Assess(at(12*minute)).Held())
	f := total(over, at(12*minute))
	assert.Equal(t, policy.Pending, f.Outcome)
	assert.True(t, at(30*minute).Equal(f.Due))
	assert.Contains(t, slices.Collect(over.Assess(at(12*minute)).Due()), f, "while it goes on, it is due to end by then")
	assert.Empty(t, of(register.HeldInAll, slices.Collect(over.Assess(at(days)).Due())))

	silent := total(one(t, ap354.Profile(), held("i-1", policy.Seclusion, 0, 50*minute), held("i-2", policy.Restraint, 51*minute, 99*minute)), at(days))
	assert.Equal(t, policy.NotApplicable, silent.Outcome, "AP 354 has no limit")
	assert.Equal(t, 98*minute, silent.Measured)
	assert.Empty(t, every(one(t, cbe3007.Profile(), held("i-1", policy.Seclusion, 0, 50*minute)).Assess(at(days)), register.HeldInAll), "one part needs no total")
}

// Contact, debrief, step-down: once, at the last release of a part that the clause covers, and one record serves the chain.
func TestOncePerChain(t *testing.T) {
	p := cbe3007.Profile()
	a := held("i-1", policy.Restraint, 0, 10*minute)
	b := from(held("i-2", policy.Seclusion, 11*minute, 20*minute), a)
	for _, rule := range []policy.RuleID{cbe3007.ParentsInformedSameDay, cbe3007.DebriefWithinThreeDays, cbe3007.StudentHelpsDecide, cbe3007.SupportsMadeKnown} {
		fs := of(rule, findings(one(t, p, a, b).Assess(at(10*days))))
		require.Len(t, fs, 1, "%s", rule)
		assert.Equal(t, "i-2", fs[0].Incident)
		assert.Equal(t, "release", fs[0].Occurrence)
		assert.Equal(t, policy.Seclusion, fs[0].Kind)
		assert.Len(t, of(rule, findings(one(t, p, a, b).EachPart().Assess(at(10*days)))), 2, "%s, each part by itself", rule)
	}
	// A time-out comes last: 7(41) does not speak of it, and counts from the seclusion.
	c := from(held("i-3", policy.TimeOut, 21*minute, 30*minute), b)
	fs := findings(one(t, p, a, b, c).Assess(at(10 * days)))
	assert.Equal(t, "i-2", of(cbe3007.SupportsMadeKnown, fs)[0].Incident)
	assert.Equal(t, "i-3", of(cbe3007.DebriefWithinThreeDays, fs)[0].Incident)

	// Whichever part a record stands in, it serves all.
	late := a
	late.Events = append(slices.Clone(a.Events), reached(60*minute, "contact"), debrief(25*60*minute, "debrief", "ash", "birch", "oak", "parent-1", "student-1"),
		policy.Event{ID: "support", Activity: policy.Support, At: at(61 * minute), To: people("ash", "birch")})
	fs = slices.Collect(one(t, p, late, b).Assess(at(10 * days)).All())
	for _, rule := range []policy.RuleID{cbe3007.ParentsInformedSameDay, cbe3007.DebriefWithinThreeDays, cbe3007.SupportsMadeKnown,
		cbe3007.DebriefWithStaffInvolved, cbe3007.DebriefWithPrincipal} {
		for _, o := range outcomes(of(rule, fs)) {
			assert.Equal(t, policy.Satisfied, o, "%s", rule)
		}
		assert.NotEmpty(t, of(rule, fs), "%s", rule)
	}
	// A contact before the seclusion began cannot have been about it.
	early := a
	early.Events = append(slices.Clone(a.Events), reached(5*minute, "contact"))
	assert.Equal(t, []policy.Outcome{policy.Breached}, outcomes(of(cbe3007.ParentsInformedSameDay, findings(one(t, p, early, b).Assess(at(10*days))))))
}

// One debrief serves a chain when everybody of the chain takes part, and one talk about support when everybody is told.
func TestEverybodyOfTheChain(t *testing.T) {
	p := cbe3007.Profile()
	a := held("i-1", policy.Restraint, 0, 10*minute)
	a.Events[0].By = people("ash", "cedar")
	b := from(held("i-2", policy.Seclusion, 11*minute, 20*minute, debrief(25*60*minute, "debrief", "ash", "birch", "oak", "parent-1", "student-1"),
		policy.Event{ID: "support", Activity: policy.Support, At: at(61 * minute), To: people("ash", "birch")}), a)
	fs := findings(one(t, p, a, b).Assess(at(10 * days)))
	staff := of(cbe3007.DebriefWithStaffInvolved, fs)
	require.Len(t, staff, 1)
	assert.Equal(t, "cedar", staff[0].Subject)
	assert.Equal(t, "i-2", staff[0].Incident)
	assert.Equal(t, "debrief", staff[0].Occurrence)
	support := of(cbe3007.SupportsMadeKnown, fs)
	require.Len(t, support, 1)
	assert.Equal(t, "i-2", support[0].Incident)
	// With a debrief of its own, the first part asks for nobody at the second's.
	a.Events = append(a.Events, debrief(26*60*minute, "debrief", "ash", "cedar", "birch", "oak", "parent-1", "student-1"))
	assert.Empty(t, of(cbe3007.DebriefWithStaffInvolved, findings(one(t, p, a, b).Assess(at(10*days)))))
}

// What was late before the next part began stays late, and what was not is owed anew: at the very instant it is not late.
func TestLinkMovesNoDateThatHasPassed(t *testing.T) {
	p := cbe3007.Profile()
	midnight := policy.DateOf(t0, t0.Location()).Add(1).Start(t0.Location())
	for _, c := range []struct {
		begins time.Duration
		parts  int
	}{{-ns, 1}, {0, 1}, {ns, 2}} {
		a := held("i-1", policy.Restraint, 0, 10*minute)
		b := from(held("i-2", policy.Seclusion, midnight.Sub(t0)+c.begins, midnight.Sub(t0)+10*minute), a)
		fs := of(cbe3007.ParentsInformedSameDay, findings(one(t, p, a, b).Assess(at(10*days))))
		require.Len(t, fs, c.parts, "%s", c.begins)
		assert.Equal(t, "i-2", fs[len(fs)-1].Incident)
		if c.parts == 2 {
			assert.Equal(t, "i-1", fs[0].Incident)
			assert.True(t, midnight.Equal(fs[0].Due))
			assert.Equal(t, policy.Breached, fs[0].Outcome)
		}
	}
}

// A conversion has to pass the gates of the new kind, with what stands in its own start.
func TestConversionPassesTheGates(t *testing.T) {
	p := cbe3007.Profile()
	a := held("i-1", policy.TimeOut, 0, 10*minute)
	end := &a.Events[len(a.Events)-1]
	end.ID, end.Activity, end.Other = "convert", policy.Convert, &policy.Part{Incident: "i-2", Kind: policy.Seclusion}
	b := register.Part{Incident: "i-2", Lifecycle: seclusion.Lifecycle(), Events: []policy.Event{
		{ID: "start", Activity: policy.Initiate, At: at(10 * minute), By: people("maple"), Student: policytest.Student, Place: policytest.OtherRoom,
			Standing: registers(), Facts: slices.Concat(yes(policy.LessRestrictiveIneffective, policy.DoorShut), stated(policy.No, policy.Emergency))},
		release(12*minute, "release")}}
	chain := one(t, p, a, b)
	fs := slices.Collect(chain.Assess(at(10 * days)).All())
	at := func(rule policy.RuleID, want policy.Outcome, clauses ...string) {
		t.Helper()
		found := slices.DeleteFunc(of(rule, fs), func(f policy.Finding) bool { return f.Kind != policy.Seclusion })
		require.Len(t, found, 1, "%s", rule)
		assert.Equal(t, want, found[0].Outcome, "%s", rule)
		assert.Equal(t, clauses, found[0].Clauses)
		assert.Equal(t, "i-2", found[0].Incident)
		assert.Equal(t, "start", found[0].Occurrence)
	}
	at(cbe3007.EmergencyOnly, policy.Breached, "7(11)")
	at(cbe3007.DangerImminent, policy.Undetermined, "7(11)(a)")
	at(cbe3007.InDesignatedRoom, policy.Breached, "7(12)(a)", "6(3)")
	at(cbe3007.TrainedStaffBegin, policy.Breached, "6(8)")
	assert.Len(t, of(cbe3007.TimeOutAtMostFifteenMinutes, fs), 1, "the limit of the time-out is its own")
	assert.Equal(t, []policy.Outcome{policy.Satisfied}, outcomes(of(cbe3007.SeclusionAtMostThirtyMinutes, fs)))
}

// A later part of the same kind passes them too: a resumption would not be asked for its plans.
func TestLaterStartIsAStart(t *testing.T) {
	a := held("i-1", policy.Seclusion, 0, 10*minute)
	b := held("i-2", policy.Seclusion, 11*minute, 20*minute)
	b.Events[0].Standing, b.Events[0].Place = nil, ""
	fs := slices.Collect(one(t, cbe3007.Profile(), a, b).Assess(at(days)).All())
	for _, rule := range []policy.RuleID{cbe3007.PlanHoldsPrevention, cbe3007.ConsentInWriting, cbe3007.InDesignatedRoom} {
		found := of(rule, fs)
		require.Len(t, found, 1)
		assert.Equal(t, policy.Undetermined, found[0].Outcome, "%s", rule)
		assert.Equal(t, "i-2", found[0].Incident)
	}
	assert.Len(t, of(cbe3007.InitiatingExplained, fs), 2, "the student is told why, each time")
}

// Who is shut in from the middle of a time-out is secluded from then on, and nothing of it is lost when restraint follows.
func TestThreeKinds(t *testing.T) {
	a := held("i-1", policy.TimeOut, 0, 16*minute)
	b := from(held("i-2", policy.Seclusion, 16*minute, 47*minute), a)
	c := from(held("i-3", policy.Restraint, 47*minute, 52*minute), b)
	got := one(t, cbe3007.Profile(), c, a, b).Assess(at(10 * days))
	fs := findings(got)
	for rule, part := range map[policy.RuleID]string{cbe3007.TimeOutAtMostFifteenMinutes: "i-1", cbe3007.SeclusionAtMostThirtyMinutes: "i-2",
		cbe3007.DebriefWithinThreeDays: "i-3", cbe3007.ReportedToDirector: "i-2", register.HeldInAll: "i-1"} {
		found := of(rule, fs)
		require.Len(t, found, 1, "%s", rule)
		assert.Equal(t, part, found[0].Incident, "%s", rule)
	}
	assert.Equal(t, 52*minute, got.Held())
	assert.Empty(t, of(cbe3007.RestraintAtMostThirtyMinutes, fs))
	assert.Len(t, slices.Collect(got.Parts()), 3)
	assert.True(t, at(10*days).Equal(got.Now()))
}

// Parts that took over from each other at one instant are one stretch: a check that is due does not wait for the second part.
func TestNoClockStartsAnewWhereTheStudentWasNotFree(t *testing.T) {
	a := register.Part{Incident: "i-1", Lifecycle: seclusion.Lifecycle(), Events: []policy.Event{start(0, "start"), release(90*time.Second, "release")}}
	gap := func(begins, checked time.Duration) []policy.Finding {
		b := register.Part{Incident: "i-2", Lifecycle: seclusion.Lifecycle(), Events: []policy.Event{start(begins, "start"), check(checked, "check"), release(checked, "release")}}
		return of(cbe3007.FaceToFaceEveryTwoMinutes, findings(one(t, cbe3007.Profile(), a, b).Assess(at(days))))
	}
	assert.Empty(t, gap(90*time.Second, 2*minute))
	late := gap(90*time.Second, 2*minute+ns)
	require.Len(t, late, 1)
	assert.Equal(t, []string{"7(16)(a)"}, late[0].Clauses)
	assert.Equal(t, "i-1", late[0].Incident)
	assert.Equal(t, "start", late[0].Occurrence)
	assert.Equal(t, "i-2/check", late[0].ClosedBy)
	assert.Equal(t, 2*minute+ns, late[0].Measured)
	assert.Empty(t, gap(90*time.Second+ns, 3*minute), "free for an instant, as after a resumption")
}

// The step-down of one part is closed while another part goes on: that lets nobody go.
func TestEndOfOnePartIsNoReleaseOfAnother(t *testing.T) {
	closed := policy.Event{ID: "end", Activity: policy.End, At: at(15 * minute), By: people("ash"), Facts: yes(policy.StudentHelpedDecide)}
	a := held("i-1", policy.Restraint, 0, 10*minute, closed)
	b := held("i-2", policy.Restraint, 12*minute, 40*minute)
	got := one(t, cbe3007.Profile(), a, b).Assess(at(10 * days))
	fs := of(cbe3007.RestraintAtMostThirtyMinutes, findings(got))
	require.Len(t, fs, 1)
	assert.Equal(t, 38*minute, fs[0].Measured)
	assert.Equal(t, "i-2", of(cbe3007.DebriefWithinThreeDays, findings(got))[0].Incident)
}

func TestKnown(t *testing.T) {
	a := held("i-1", policy.Restraint, 0, 20*minute)
	b := held("i-2", policy.Restraint, 21*minute, 40*minute)
	for i := range b.Events { // entered the next morning
		b.Events[i].Recorded = at(22 * time.Hour)
	}
	chain := one(t, cbe3007.Profile(), a, b)
	known := chain.Known(at(21 * time.Hour))
	require.Len(t, known, 1)
	assert.Equal(t, []string{"i-1"}, incidents(known[0]))
	assert.Empty(t, of(cbe3007.RestraintAtMostThirtyMinutes, findings(known[0].Assess(at(days)))))
	assert.Len(t, of(cbe3007.RestraintAtMostThirtyMinutes, findings(chain.Known(at(22 * time.Hour))[0].Assess(at(days)))), 1)
	assert.Empty(t, chain.Known(at(-ns)))
	// A correction that moves the second start away parts them.
	b.Events = append(b.Events, policy.Event{ID: "correct", Activity: policy.Correct, At: at(2 * days), Amends: &policy.Amendment{Event: "start", At: at(30 * minute)}})
	assert.Len(t, link(t, cbe3007.Profile(), register.Gap, a, b), 2)
	assert.Len(t, link(t, cbe3007.Profile(), 10*minute, a, b)[0].Known(at(days)), 1)
}

// An event ID may stand in several parts, and a correction amends that of its own.
func TestEventIDsAreThoseOfTheirParts(t *testing.T) {
	correct := func(id string, to time.Duration) policy.Event {
		return policy.Event{ID: "correct", Activity: policy.Correct, At: at(days), Amends: &policy.Amendment{Event: id, At: at(to)}}
	}
	a := held("i-1", policy.Restraint, 0, 20*minute, correct("release", 19*minute))
	b := held("i-2", policy.Restraint, 16*minute, 20*minute, correct("release", 40*minute))
	got := one(t, cbe3007.Profile(), a, b).Assess(at(10 * days))
	assert.Equal(t, 40*minute, got.Held())
	fs := of(cbe3007.RestraintAtMostThirtyMinutes, findings(got))
	require.Len(t, fs, 1)
	assert.Equal(t, 40*minute, fs[0].Measured)
	assert.Empty(t, of(policy.Unexplained, findings(got)))
}

// Each use is counted, in a chain too, and what follows from a count is owed.
func TestCountsOfEachPart(t *testing.T) {
	a := held("i-1", policy.Restraint, 0, 10*minute)
	b := from(held("i-2", policy.Restraint, 11*minute, 20*minute), a)
	for i, d := range []time.Duration{3 * days, 2 * days} {
		b.Events = append(b.Events, policy.Event{Activity: policy.Earlier, At: at(-d), Other: &policy.Part{Incident: fmt.Sprint("i-0", i), Kind: policy.Seclusion}})
	}
	got := one(t, ap354.Profile(), a, b).Assess(at(90 * days))
	flagged := of(ap354.RepeatedForStudent, findings(got))
	require.Len(t, flagged, 1)
	assert.Equal(t, "i-2", flagged[0].Incident)
	assert.Equal(t, []string{"6.1"}, flagged[0].Clauses)
	revised := of(ap354.RevisedForStudent, findings(got))
	require.Len(t, revised, 1)
	assert.Equal(t, "i-2", revised[0].Incident)
}

// Where two kinds make different demands under one name, what one has not kept the other cannot keep for it: 7(37) excuses a seclusion after
// an attempt, and no time-out.
// What was before a part is told of each of them, and grows with the square of their number.
func TestEarlierUsesThatSeveralPartsTellAreOne(t *testing.T) {
	var parts []register.Part
	for n := range 105 {
		p := held(fmt.Sprintf("i-%03d", n), policy.Seclusion, time.Duration(n)*2*minute, time.Duration(n)*2*minute+minute)
		for i, earlier := range parts {
			p.Events = append(p.Events, policy.Event{ID: fmt.Sprint("use-", i), Activity: policy.Earlier, At: earlier.Events[0].At,
				Other: &policy.Part{Incident: earlier.Incident, Kind: policy.Seclusion}})
		}
		parts = append(parts, p)
	}
	chains := link(t, ap354.Profile(), register.Gap, parts...)
	require.Len(t, chains, 1)
	flagged := 0
	for f := range chains[0].Assess(at(9 * days)).All() {
		if f.Rule == ap354.RepeatedForStudent && f.Outcome == policy.Flagged {
			flagged++
		}
	}
	assert.NotZero(t, flagged, "each is counted")
}

func TestTheGraverStays(t *testing.T) {
	attempt := policy.Event{ID: "attempt", Activity: policy.Contact, At: at(time.Hour), To: people("parent-1"), Facts: stated(policy.No, policy.Reached)}
	a := held("i-1", policy.Seclusion, 0, 10*minute)
	fs := of(cbe3007.ParentsInformedSameDay, findings(one(t, cbe3007.Profile(), a, held("i-2", policy.TimeOut, 11*minute, 20*minute, attempt)).Assess(at(days))))
	require.Len(t, fs, 1)
	assert.Equal(t, policy.Breached, fs[0].Outcome)
	assert.Equal(t, policy.TimeOut, fs[0].Kind)
	fs = of(cbe3007.ParentsInformedSameDay, findings(one(t, cbe3007.Profile(), a, held("i-2", policy.Restraint, 11*minute, 20*minute, attempt)).Assess(at(days))))
	require.Len(t, fs, 1)
	assert.Equal(t, policy.Excused, fs[0].Outcome)
	assert.Equal(t, "i-2", fs[0].Incident)
}

// How it ends is explained, and stepped down from, once: at the end of the chain.
func TestOneEndOfAll(t *testing.T) {
	p := cbe3007.Profile()
	a := held("i-1", policy.Restraint, 0, 10*minute)
	b := held("i-2", policy.Seclusion, 11*minute, 20*minute,
		policy.Event{ID: "why", Activity: policy.Explain, At: at(20 * minute), Facts: yes(policy.ReasonsForEnding)},
		policy.Event{ID: "end", Activity: policy.End, At: at(30 * minute), Facts: yes(policy.StudentHelpedDecide, policy.ObservationPeriod)})
	fs := findings(one(t, p, a, b).Assess(at(10 * days)))
	for _, rule := range []policy.RuleID{cbe3007.EndingExplained, cbe3007.StudentHelpsDecide, cbe3007.ObservedBeforeClass} {
		assert.Empty(t, of(rule, fs), "%s", rule)
	}
	assert.Len(t, of(cbe3007.StudentCanPlan, fs), 1, "the step-down held no plan for prevention")
	assert.Len(t, of(cbe3007.InitiatingExplained, fs), 2, "why each began is another matter")
}

// A debrief held before a part began is asked for nobody of that part.
func TestRecordsBeforeAPart(t *testing.T) {
	a := held("i-1", policy.Restraint, 0, 10*minute, debrief(time.Hour, "debrief", "ash", "birch", "oak", "parent-1", "student-1"))
	b := held("i-2", policy.Seclusion, 2*time.Hour, 2*time.Hour+minute)
	b.Events[0].By = people("ash", "cedar")
	fs := findings(one(t, cbe3007.Profile(), a, from(b, a)).Assess(at(10 * days)))
	assert.Empty(t, of(cbe3007.DebriefWithStaffInvolved, fs))
	owed := of(cbe3007.DebriefWithinThreeDays, fs)
	require.Len(t, owed, 1, "and it was of the restraint alone")
	assert.Equal(t, "i-2", owed[0].Incident)
}

// byHand judges one incident as a host does without a chain.
func byHand(t testing.TB, p register.Part, now time.Time) policy.Assessment {
	c, err := policy.Open(cbe3007.Profile(), p.Lifecycle, policytest.Calendar(), p.Incident)
	require.NoError(t, err)
	for i := range p.Events {
		if _, err := c.Add(p.Events[i]); err != nil {
			require.NoError(t, err)
		}
	}
	return c.Assess(now)
}

// A chain of one part comes to what the part comes to, and is made of little more.
func TestChainOfOnePart(t *testing.T) {
	p := held("i-1", policy.Seclusion, 0, 36*minute, reached(60*minute, "contact"))
	now := at(days)
	chain, hand := one(t, cbe3007.Profile(), p), byHand(t, p, now)
	a := chain.Assess(now)
	assert.Equal(t, slices.Collect(hand.All()), slices.Collect(a.All()))
	assert.Equal(t, slices.Collect(hand.Due()), slices.Collect(a.Due()))
	assert.Equal(t, 36*minute, a.Held())
	assert.Equal(t, 10*minute, chain.Assess(at(10*minute)).Held())

	by := testing.AllocsPerRun(20, func() { byHand(t, p, now).All() })
	got := testing.AllocsPerRun(20, func() { one(t, cbe3007.Profile(), p).Assess(now).All() })
	assert.LessOrEqual(t, got, by+12)

	// Its assessment is for any goroutine, whatever the chain is asked meanwhile.
	done := make(chan time.Duration)
	go func() {
		a.All()
		done <- a.Held()
	}()
	assert.Equal(t, policytest.Student, chain.Student())
	assert.Len(t, chain.Known(at(5*minute)), 1)
	assert.Equal(t, 36*minute, <-done)
}

func BenchmarkChainOfOnePart(b *testing.B) {
	p := held("i-1", policy.Seclusion, 0, 36*minute, reached(60*minute, "contact"))
	b.Run("by-hand", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			byHand(b, p, at(days)).All()
		}
	})
	b.Run("chain", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			one(b, cbe3007.Profile(), p).Assess(at(days)).All()
		}
	})
}

// A student is never released on record, and all that begins later is linked with that.
func BenchmarkChainOfManyParts(b *testing.B) {
	for _, n := range []int{4, 15, 61, 200} {
		first := held("i-000", policy.Seclusion, 0, 10*minute)
		first.Events = first.Events[:len(first.Events)-1]
		parts := []register.Part{first}
		for i := 1; i < n; i++ {
			kind, from := []policy.Kind{policy.Seclusion, policy.Restraint, policy.TimeOut}[i%3], time.Duration(i)*days
			parts = append(parts, held(fmt.Sprintf("i-%03d", i), kind, from, from+20*minute, reached(from+60*minute, "contact")))
		}
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				one(b, cbe3007.Profile(), parts...).Assess(at(300 * days)).All()
			}
		})
	}
}

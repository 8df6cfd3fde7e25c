package policy_test

import (
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/leastrestrictive/interventions/internal/lifecycle"
	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
	"github.com/leastrestrictive/interventions/policy/record"
)

// grip is where a physical restraint stands. It is a second machine, so that nothing shared knows only of rooms.
type grip uint8

const (
	gripNotBegun grip = iota
	gripHeld
	gripLetGo
	gripEnded
	gripClosed
)

func gripDefinition(kind policy.Kind) lifecycle.Definition[grip] {
	held, after := []grip{gripHeld}, []grip{gripLetGo, gripEnded, gripClosed}
	return lifecycle.Definition[grip]{
		Kind:   kind,
		States: []string{"not begun", "held", "let go", "ended", "closed"},
		Phases: []policy.Phase{policy.NotBegun, policy.Held, policy.After, policy.After, policy.After},
		Moves: []lifecycle.Row[grip]{
			{From: []grip{gripNotBegun}, Do: policy.Initiate, To: gripHeld},
			{From: held, Do: policy.Release, To: gripLetGo},
			{From: []grip{gripHeld, gripLetGo}, Do: policy.End, To: gripEnded},
			{From: []grip{gripHeld, gripLetGo}, Do: policy.Interrupt, To: gripEnded},
			{From: held, Do: policy.Convert, To: gripEnded},
			{From: after, Do: policy.Resume, To: gripHeld},
			{From: []grip{gripLetGo, gripEnded}, Do: policy.Close, To: gripClosed},
		},
		Stays: []lifecycle.Stay[grip]{
			{In: held, Do: []policy.Activity{policy.Monitor, policy.Review}},
			{In: append(held, after...), Do: []policy.Activity{policy.Present, policy.Absent, policy.Observe, policy.Explain,
				policy.Approve,
				policy.Escalate, policy.StepDown, policy.Contact, policy.Support, policy.Document}},
			{In: after, Do: []policy.Activity{policy.Debrief, policy.Report, policy.Clean}},
		},
	}
}

func gripMachine(kind policy.Kind) *lifecycle.Machine[grip] {
	m, err := lifecycle.New(gripDefinition(kind))
	if err != nil {
		panic(err)
	}
	return m
}

var restraintMachine = sync.OnceValue(func() *lifecycle.Machine[grip] { return gripMachine(policy.Restraint) })

// hold is one physical restraint: static types and one-line verbs around the shared engine.
type hold struct{ l *lifecycle.Incident[grip] }

func takeHold(p *policy.Profile, cal policy.Calendar, o record.Observation) (*hold, error) {
	l, err := lifecycle.Open(p, restraintMachine(), cal, "i-1")
	if err != nil {
		return nil, err
	}
	h := &hold{l}
	return h, h.take(o.Event(policy.Initiate, o.Lasting()...), o.Told)
}

func (h *hold) take(e policy.Event, told bool) error {
	_, err := h.l.Record(e, told)
	return err
}
func (h *hold) Monitor(r record.Entry) error       { return h.take(r.Event(policy.Monitor), r.Told) }
func (h *hold) Review(r record.Entry) error        { return h.take(r.Event(policy.Review), r.Told) }
func (h *hold) Present(r record.Presence) error    { return h.take(r.Present(), r.Told) }
func (h *hold) Absent(r record.Presence) error     { return h.take(r.Absent(), r.Told) }
func (h *hold) Observe(r record.Observation) error { return h.take(r.Observe(), r.Told) }
func (h *hold) Contact(r record.Contact) error     { return h.take(r.Contact(), r.Told) }
func (h *hold) Debrief(r record.Debrief) error     { return h.take(r.Debrief(), r.Told) }
func (h *hold) StepDown(r record.Entry) error      { return h.take(r.Event(policy.StepDown), r.Told) }
func (h *hold) Release(r record.Entry) error       { return h.take(r.Event(policy.Release), r.Told) }
func (h *hold) Resume(r record.Observation) error {
	return h.take(r.Event(policy.Resume, r.Lasting()...), r.Told)
}
func (h *hold) End(r record.Entry) error       { return h.take(r.Event(policy.End), r.Told) }
func (h *hold) Interrupt(r record.Entry) error { return h.take(r.Event(policy.Interrupt), r.Told) }
func (h *hold) Close(r record.Closing) error   { return h.take(r.Close(), r.Told) }
func (h *hold) Convert(r record.Entry, into policy.Part) error {
	e := r.Event(policy.Convert)
	e.Other = &into
	return h.take(e, r.Told)
}

// firmGrip takes hold at ten on a Monday with all that AR 3007 wants at the start of a restraint.
func firmGrip(t *testing.T, cal policy.Calendar) (*hold, time.Time) {
	t.Helper()
	t0 := october(6, 10, 0)
	h, err := takeHold(cbe3007.Profile(), cal, firmStart(t0))
	require.NoError(t, err)
	return h, t0
}

func firmStart(t0 time.Time) record.Observation {
	e := record.Entry{At: t0, By: []policy.Person{{ID: "lee", Role: policy.Teacher}, {ID: "kim", Role: policy.EducationAssistant}}}
	for _, id := range []string{"lee", "kim"} {
		for _, f := range []policy.Fact{policy.TrainedTCI, policy.Qualified, policy.Authorized} {
			e.Standing = append(e.Standing, policy.Credential{Fact: f, Subject: id, Answer: policy.Yes})
		}
	}
	for _, f := range []policy.Fact{policy.StudentInvolved, policy.PlanDocumentsPrevention, policy.FunctionalData,
		policy.PlanInputOffered, policy.PlanTransitions, policy.PlanStepDown, policy.WrittenConsent} {
		e.Standing = append(e.Standing, policy.Credential{Fact: f, Answer: policy.Yes})
	}
	e.Facts = []policy.Stated{{Fact: policy.Emergency, Answer: policy.Yes}, {Fact: policy.AsBehaviourManagement, Answer: policy.No},
		{Fact: policy.AsConsequence, Answer: policy.No}, {Fact: policy.AsCorporalPunishment, Answer: policy.No}}
	return record.Observation{Entry: e, DangerToOthers: policy.Yes, VisualMonitoring: policy.Yes, AuralMonitoring: policy.Yes,
		MeansToBeMonitored: policy.Yes}
}

func plain(at time.Time) record.Entry { return record.Entry{At: at} }

func gripOutcome(h *hold, r policy.RuleID, now time.Time) policy.Outcome {
	return h.l.Assess(now).Outcome(r)
}

func gripFinding(t *testing.T, h *hold, r policy.RuleID, now time.Time) policy.Finding {
	t.Helper()
	found := ofRule(h.l.Assess(now).All(), r)
	require.Len(t, found, 1, "findings of %s", r)
	return found[0]
}

func TestRestraintRunsThroughTheSharedEngine(t *testing.T) {
	h, t0 := firmGrip(t, schoolYear())
	steps := []struct {
		do   func() error
		want grip
	}{
		{func() error { return h.Monitor(plain(t0.Add(1 * time.Minute))) }, gripHeld},
		{func() error { return h.Review(plain(t0.Add(2 * time.Minute))) }, gripHeld},
		{func() error { return h.Present(record.Presence{Entry: plain(t0.Add(3 * time.Minute))}) }, gripHeld},
		{func() error { return h.Absent(record.Presence{Entry: plain(t0.Add(4 * time.Minute))}) }, gripHeld},
		{func() error { return h.StepDown(plain(t0.Add(5 * time.Minute))) }, gripHeld},
		{func() error { return h.Release(plain(t0.Add(6 * time.Minute))) }, gripLetGo},
		{func() error { return h.Resume(firmStart(t0.Add(7 * time.Minute))) }, gripHeld},
		{func() error { return h.Interrupt(plain(t0.Add(8 * time.Minute))) }, gripEnded},
		{func() error { return h.Resume(firmStart(t0.Add(9 * time.Minute))) }, gripHeld},
		{func() error {
			return h.Convert(plain(t0.Add(10*time.Minute)), policy.Part{Incident: "i-2", Kind: policy.Seclusion})
		}, gripEnded},
		{func() error { return h.Close(record.Closing{Entry: plain(t0.Add(11 * time.Minute))}) }, gripClosed},
		{func() error { return h.Debrief(record.Debrief{Entry: plain(t0.Add(12 * time.Minute))}) }, gripClosed},
	}
	for i, s := range steps {
		require.NoError(t, s.do(), "step %d", i)
		assert.Equal(t, s.want, h.l.State(), "step %d", i)
	}
	a := h.l.Assess(t0.Add(time.Hour))
	assert.Equal(t, "closed", a.State())
	assert.Equal(t, policy.After, a.Phase())
	assert.Equal(t, 8*time.Minute, a.Held(), "six minutes, one, and one")
	assert.Empty(t, ofRule(a.All(), policy.Unexplained))
}

func TestRestraint_ReleaseIsNeverRefused(t *testing.T) {
	bare := record.Observation{Entry: record.Entry{At: october(6, 10, 0), Told: true}}
	for name, let := range map[string]func(*hold, record.Entry) error{
		"step-down": (*hold).StepDown, "release": (*hold).Release, "end": (*hold).End, "interrupt": (*hold).Interrupt,
	} {
		for _, told := range []bool{false, true} {
			h, err := takeHold(cbe3007.Profile(), nil, bare)
			require.NoError(t, err)
			assert.NoError(t, let(h, record.Entry{At: bare.At.Add(time.Minute), Told: told}), "%s, told: %v", name, told)
			if name != "step-down" {
				assert.Equal(t, policy.After, h.l.Assess(bare.At.Add(time.Minute)).Phase(), name)
			}
		}
	}
}

func TestRestraint_WhatSpeaksOfRoomsDoesNotApply(t *testing.T) {
	h, t0 := firmGrip(t, schoolYear())
	require.NoError(t, h.Release(plain(t0.Add(40*time.Minute))))
	for _, r := range []policy.RuleID{cbe3007.DangerImminent, cbe3007.InDesignatedRoom, cbe3007.FaceToFaceEveryTwoMinutes,
		cbe3007.KeyStaffReviewEveryTwoMinutes, cbe3007.SeclusionAtMostThirtyMinutes, cbe3007.TimeOutAtMostFifteenMinutes,
		cbe3007.NoSelfInjuryWhileHeld, cbe3007.RoomCleaned, cbe3007.ReportedToDirector, cbe3007.DoorOpenedWhenSafe} {
		assert.Equal(t, policy.NotApplicable, gripOutcome(h, r, t0.Add(240*time.Hour)), string(r))
	}
}

// 6(6)

func TestRestraint_6_6_SeenAndHeardWithoutAGap(t *testing.T) {
	h, t0 := firmGrip(t, nil)
	assert.Equal(t, policy.Satisfied, gripOutcome(h, cbe3007.SeenAndHeard, t0.Add(20*time.Minute)), "kept")

	require.NoError(t, h.Observe(record.Observation{Entry: plain(t0.Add(20 * time.Minute)), AuralMonitoring: policy.No}))
	assert.Equal(t, policy.Satisfied, gripOutcome(h, cbe3007.SeenAndHeard, t0.Add(20*time.Minute)),
		"at the instant nothing has lasted yet")
	assert.Equal(t, policy.Breached, gripOutcome(h, cbe3007.SeenAndHeard, t0.Add(20*time.Minute+tick)))

	require.NoError(t, h.Observe(record.Observation{Entry: plain(t0.Add(21 * time.Minute)), AuralMonitoring: policy.Yes}))
	f := gripFinding(t, h, cbe3007.SeenAndHeard, t0.Add(time.Hour))
	assert.Equal(t, policy.Breached, f.Outcome, "broken")
	assert.Equal(t, []string{"6(6)"}, f.Clauses)
	assert.Equal(t, time.Minute, f.Measured)
	assert.True(t, f.From.Equal(t0.Add(20*time.Minute)) && f.Until.Equal(t0.Add(21*time.Minute)), "%v to %v", f.From, f.Until)
}

func TestRestraint_6_6_OfNoLengthIsNoBreach(t *testing.T) {
	h, t0 := firmGrip(t, nil)
	require.NoError(t, h.Observe(record.Observation{Entry: plain(t0.Add(time.Minute)), VisualMonitoring: policy.No}))
	require.NoError(t, h.Release(plain(t0.Add(time.Minute))))
	assert.Equal(t, policy.Satisfied, gripOutcome(h, cbe3007.SeenAndHeard, t0.Add(time.Hour)))
}

func TestRestraint_6_6_CannotBeToldWhereNobodyRecordedIt(t *testing.T) {
	o := firmStart(october(6, 10, 0))
	o.AuralMonitoring = policy.NotRecorded
	h, err := takeHold(cbe3007.Profile(), nil, o)
	require.NoError(t, err)
	f := gripFinding(t, h, cbe3007.SeenAndHeard, o.At.Add(5*time.Minute))
	assert.Equal(t, policy.Undetermined, f.Outcome)
	assert.Equal(t, []string{string(policy.AuralMonitoring)}, lacks(f))
}

// 6(8)

func TestRestraint_6_8_OnlyTrainedQualifiedAuthorizedStaffBegin(t *testing.T) {
	h, t0 := firmGrip(t, nil)
	assert.Equal(t, policy.Satisfied, gripOutcome(h, cbe3007.TrainedStaffBegin, t0), "kept")

	o := firmStart(t0)
	o.Standing[1].Answer = policy.No // lee is not qualified
	_, err := takeHold(cbe3007.Profile(), nil, o)
	no := refusal(t, err)
	require.Equal(t, []policy.RuleID{cbe3007.TrainedStaffBegin}, rulesOf(no.Reasons))
	assert.Equal(t, policy.Breached, no.Reasons[0].Outcome)
	assert.Equal(t, "lee", no.Reasons[0].Subject)

	o.Told = true
	h, err = takeHold(cbe3007.Profile(), nil, o)
	require.NoError(t, err, "what happened is never refused")
	f := gripFinding(t, h, cbe3007.TrainedStaffBegin, t0)
	assert.Equal(t, policy.Breached, f.Outcome, "broken")
	assert.Equal(t, "lee", f.Subject)
}

func TestRestraint_6_8_AMissingTrainingRefusesAndIsNamed(t *testing.T) {
	o := firmStart(october(6, 10, 0))
	o.Standing = o.Standing[1:] // whether lee is trained is not on record
	_, err := takeHold(cbe3007.Profile(), nil, o)
	no := refusal(t, err)
	require.Len(t, no.Reasons, 1)
	assert.Equal(t, policy.Undetermined, no.Reasons[0].Outcome)
	assert.Equal(t, []string{`trained-tci of "lee"`}, lacks(no.Reasons...))

	o.By = nil
	_, err = takeHold(cbe3007.Profile(), nil, o)
	assert.Equal(t, []string{"by"}, lacks(refusal(t, err).Reasons...), "nor is who it was")
}

func TestRestraint_6_8_BreakingTheGlassStaysOnRecord(t *testing.T) {
	o := firmStart(october(6, 10, 0))
	o.Standing[0].Answer = policy.No
	o.Glass = &policy.BreakGlass{By: policy.Person{ID: "lee"}, Reason: "nobody else was there"}
	h, err := takeHold(cbe3007.Profile(), nil, o)
	require.NoError(t, err)
	assert.Equal(t, policy.Breached, gripOutcome(h, cbe3007.TrainedStaffBegin, o.At))
	assert.Equal(t, policy.Flagged, gripOutcome(h, policy.BrokenGlass, o.At))
}

func TestRestraint_6_8_ATrainingIsValidUntilItRunsOut(t *testing.T) {
	t0 := october(6, 10, 0)
	around(t, policy.Satisfied, policy.Breached, policy.Breached, func(t *testing.T, shift time.Duration) policy.Outcome {
		o := firmStart(t0)
		o.Standing[0].Until = t0.Add(5 * time.Minute)
		h, err := takeHold(cbe3007.Profile(), nil, o)
		require.NoError(t, err)
		require.NoError(t, h.Monitor(record.Entry{At: t0.Add(5*time.Minute + shift), By: []policy.Person{{ID: "lee"}}}),
			"a check is never refused")
		return gripOutcome(h, cbe3007.TrainedStaffDeliver, t0.Add(time.Hour))
	})
}

func TestRestraint_6_8_ResumingIsBeginning(t *testing.T) {
	h, t0 := firmGrip(t, nil)
	require.NoError(t, h.Release(plain(t0.Add(5*time.Minute))))
	o := record.Observation{Entry: record.Entry{At: t0.Add(6 * time.Minute), By: []policy.Person{{ID: "robin"}}, Facts: firmStart(t0).Facts}}
	err := h.Resume(o)
	no := refusal(t, err)
	assert.Equal(t, policy.Resume, no.Activity)
	assert.Equal(t, []policy.RuleID{cbe3007.TrainedStaffBegin}, rulesOf(no.Reasons))
	assert.Equal(t, gripLetGo, h.l.State(), "nothing has changed")
}

// 6(9)

func TestRestraint_6_9_WrittenInformedConsent(t *testing.T) {
	o := firmStart(october(6, 10, 0))
	h, err := takeHold(cbe3007.Profile(), nil, o)
	require.NoError(t, err)
	assert.Equal(t, policy.Satisfied, gripOutcome(h, cbe3007.ConsentInWriting, o.At), "kept")

	consent := &o.Standing[len(o.Standing)-1]
	consent.Until = o.At
	_, err = takeHold(cbe3007.Profile(), nil, o)
	assert.Equal(t, []policy.RuleID{cbe3007.ConsentInWriting}, rulesOf(refusal(t, err).Reasons), "ended at that very instant: broken")
	consent.Until = o.At.Add(tick)
	_, err = takeHold(cbe3007.Profile(), nil, o)
	assert.NoError(t, err, "one tick later")

	o.Standing = o.Standing[:len(o.Standing)-1]
	_, err = takeHold(cbe3007.Profile(), nil, o)
	assert.Equal(t, []string{string(policy.WrittenConsent)}, lacks(refusal(t, err).Reasons...), "not on record")
}

// 7(25)

func TestRestraint_7_25_AtMostThirtyMinutes(t *testing.T) {
	around(t, policy.Satisfied, policy.Satisfied, policy.Breached, func(t *testing.T, shift time.Duration) policy.Outcome {
		h, t0 := firmGrip(t, nil)
		require.NoError(t, h.Release(plain(t0.Add(30*time.Minute+shift))))
		return gripOutcome(h, cbe3007.RestraintAtMostThirtyMinutes, t0.Add(time.Hour))
	})
}

func TestRestraint_7_25_WhileItGoesOn(t *testing.T) {
	h, t0 := firmGrip(t, nil)
	r := cbe3007.RestraintAtMostThirtyMinutes
	f := gripFinding(t, h, r, t0.Add(10*time.Minute))
	assert.Equal(t, policy.Pending, f.Outcome)
	assert.True(t, f.Due.Equal(t0.Add(30*time.Minute)), "%v", f.Due)
	assert.Equal(t, policy.Pending, gripOutcome(h, r, t0.Add(30*time.Minute)), "past it is too long, at it is not")
	f = gripFinding(t, h, r, t0.Add(30*time.Minute+tick))
	assert.Equal(t, policy.Breached, f.Outcome)
	assert.Equal(t, 30*time.Minute, f.Allowed)
	assert.Equal(t, 30*time.Minute+tick, f.Measured)
	assert.Equal(t, []string{"7(25)"}, f.Clauses)
}

func TestRestraint_7_25_AStepDownStopsNoClockAndAResumptionCountsOn(t *testing.T) {
	around(t, policy.Pending, policy.Pending, policy.Breached, func(t *testing.T, shift time.Duration) policy.Outcome {
		h, t0 := firmGrip(t, nil)
		require.NoError(t, h.StepDown(plain(t0.Add(5*time.Minute))))
		require.NoError(t, h.Release(plain(t0.Add(20*time.Minute))))
		again := firmStart(t0.Add(24 * time.Minute))
		again.Told = true
		require.NoError(t, h.Resume(again))
		return gripOutcome(h, cbe3007.RestraintAtMostThirtyMinutes, t0.Add(34*time.Minute+shift)) // 20 minutes, and 10
	})
}

func TestRestraint_7_25_IsElapsedTimeAcrossTheClockChanges(t *testing.T) {
	for _, start := range []time.Time{onDate(2025, time.November, 2, 1, 45), onDate(2026, time.March, 8, 1, 45)} {
		around(t, policy.Satisfied, policy.Satisfied, policy.Breached, func(t *testing.T, shift time.Duration) policy.Outcome {
			h, err := takeHold(cbe3007.Profile(), schoolYear(), firmStart(start))
			require.NoError(t, err)
			require.NoError(t, h.Release(plain(start.Add(30*time.Minute+shift))))
			return gripOutcome(h, cbe3007.RestraintAtMostThirtyMinutes, start.Add(time.Hour))
		})
	}
}

func TestRestraint_7_25_HoldingEndsWhereItTurnsIntoAnotherKind(t *testing.T) {
	h, t0 := firmGrip(t, nil)
	require.NoError(t, h.Convert(plain(t0.Add(30*time.Minute)), policy.Part{Incident: "i-2", Kind: policy.Seclusion}))
	f := gripFinding(t, h, cbe3007.RestraintAtMostThirtyMinutes, t0.Add(5*time.Hour))
	assert.Equal(t, policy.Satisfied, f.Outcome)
	assert.Equal(t, 30*time.Minute, h.l.Assess(t0.Add(5*time.Hour)).Held())
}

// 7(32): a time-out through the same table.

func TestTimeOut_7_32_AtMostFifteenMinutes(t *testing.T) {
	s := openScene(t, cbe3007.Profile(), gripMachine(policy.TimeOut), nil, october(6, 10, 0))
	s.tell(0, policy.Initiate)
	s.flips(15*time.Minute, cbe3007.TimeOutAtMostFifteenMinutes, policy.Pending, policy.Pending, policy.Breached)
	assert.Equal(t, policy.NotApplicable, s.outcome(time.Hour, cbe3007.RestraintAtMostThirtyMinutes))
}

// 7(36), 7(37)

func reach(at time.Time, reached policy.Answer) record.Contact {
	return record.Contact{Entry: plain(at), To: []policy.Person{{ID: "sam", Role: policy.Parent}}, Reached: reached}
}

func TestRestraint_7_36_ParentsInformedTheSameDay(t *testing.T) {
	midnight := october(7, 0, 0)
	around(t, policy.Satisfied, policy.Satisfied, policy.Breached, func(t *testing.T, shift time.Duration) policy.Outcome {
		h, t0 := firmGrip(t, schoolYear())
		require.NoError(t, h.Release(plain(t0.Add(10*time.Minute))))
		require.NoError(t, h.Contact(reach(midnight.Add(shift), policy.Yes)))
		return gripOutcome(h, cbe3007.ParentsInformedSameDay, midnight.Add(time.Hour))
	})
}

func TestRestraint_7_36_ContactDuringCounts(t *testing.T) {
	h, t0 := firmGrip(t, schoolYear())
	require.NoError(t, h.Contact(reach(t0.Add(2*time.Minute), policy.Yes)))
	require.NoError(t, h.Release(plain(t0.Add(10*time.Minute))))
	assert.Equal(t, policy.Satisfied, gripOutcome(h, cbe3007.ParentsInformedSameDay, t0.Add(10*time.Minute)))
}

func TestRestraint_7_36_TheDayIsThatOfTheLastRelease(t *testing.T) {
	t0 := october(6, 23, 50)
	for _, c := range []struct {
		released time.Time
		due      time.Time
	}{
		{october(7, 0, 0).Add(-tick), october(7, 0, 0)},
		{october(7, 0, 0), october(8, 0, 0)},
		{october(7, 0, 0).Add(tick), october(8, 0, 0)},
	} {
		h, err := takeHold(cbe3007.Profile(), schoolYear(), firmStart(t0))
		require.NoError(t, err)
		require.NoError(t, h.Release(plain(c.released)))
		f := gripFinding(t, h, cbe3007.ParentsInformedSameDay, c.released)
		assert.Equal(t, policy.Pending, f.Outcome)
		assert.True(t, f.Due.Equal(c.due), "released %v: due %v", c.released, f.Due)
	}
}

func TestRestraint_7_36_WithoutACalendarOrAnAnswerItCannotBeTold(t *testing.T) {
	h, t0 := firmGrip(t, nil)
	require.NoError(t, h.Release(plain(t0.Add(10*time.Minute))))
	f := gripFinding(t, h, cbe3007.ParentsInformedSameDay, t0.Add(100*time.Hour))
	assert.Equal(t, policy.Undetermined, f.Outcome)
	assert.Equal(t, []string{"calendar"}, lacks(f))

	h, t0 = firmGrip(t, schoolYear())
	require.NoError(t, h.Release(plain(t0.Add(10*time.Minute))))
	require.NoError(t, h.Contact(reach(t0.Add(time.Hour), policy.NotRecorded)))
	f = gripFinding(t, h, cbe3007.ParentsInformedSameDay, t0.Add(100*time.Hour))
	assert.Equal(t, policy.Undetermined, f.Outcome)
	assert.Equal(t, []string{string(policy.Reached)}, lacks(f))
}

func TestRestraint_7_37_AnAttemptThatDayExcusesAndOpensWhatIsOwedThen(t *testing.T) {
	h, t0 := firmGrip(t, schoolYear())
	require.NoError(t, h.Release(plain(t0.Add(10*time.Minute))))
	require.NoError(t, h.Contact(reach(t0.Add(time.Hour), policy.No)))
	midnight, bellOfTuesday := october(7, 0, 0), october(7, 15, 30)
	assert.Equal(t, policy.Pending, gripOutcome(h, cbe3007.ParentsInformedSameDay, midnight))
	assert.Equal(t, policy.NotApplicable, gripOutcome(h, cbe3007.ParentsInformedAfterAll, midnight))

	f := gripFinding(t, h, cbe3007.ParentsInformedSameDay, midnight.Add(tick))
	assert.Equal(t, policy.Excused, f.Outcome)
	assert.Equal(t, []string{"7(36)", "7(37)"}, f.Clauses)
	f = gripFinding(t, h, cbe3007.ParentsInformedAfterAll, midnight.Add(tick))
	assert.Equal(t, policy.Pending, f.Outcome)
	assert.True(t, f.Due.Equal(bellOfTuesday), "the end of the next school day: %v", f.Due)
	assert.Equal(t, policy.Pending, gripOutcome(h, cbe3007.ParentsInformedAfterAll, bellOfTuesday))
	assert.Equal(t, policy.Flagged, gripOutcome(h, cbe3007.ParentsInformedAfterAll, bellOfTuesday.Add(tick)),
		"no breach: the text has no term")
}

func TestRestraint_7_37_WithoutAnAttemptNothingExcuses(t *testing.T) {
	h, t0 := firmGrip(t, schoolYear())
	require.NoError(t, h.Release(plain(t0.Add(10*time.Minute))))
	assert.Equal(t, policy.Breached, gripOutcome(h, cbe3007.ParentsInformedSameDay, october(7, 0, 0).Add(tick)))
	assert.Equal(t, policy.NotApplicable, gripOutcome(h, cbe3007.ParentsInformedAfterAll, october(9, 0, 0)))
}

func TestTimeOut_7_37_ExcusesNoTimeOut(t *testing.T) {
	s := openScene(t, cbe3007.Profile(), gripMachine(policy.TimeOut), schoolYear(), october(6, 10, 0))
	s.tell(0, policy.Initiate)
	s.tell(5*time.Minute, policy.Release)
	s.tell(time.Hour, policy.Contact, doneTo(policy.Parent, "sam"), stating(policy.No, policy.Reached))
	assert.Equal(t, policy.Breached, s.outcome(14*time.Hour+tick, cbe3007.ParentsInformedSameDay))
	assert.Equal(t, policy.NotApplicable, s.outcome(100*time.Hour, cbe3007.ParentsInformedAfterAll))
}

// 7(38), 7(39)

func TestRestraint_7_38_DebriefWithinThreeDays(t *testing.T) {
	limit := october(10, 0, 0) // Monday is day 0
	around(t, policy.Satisfied, policy.Satisfied, policy.Breached, func(t *testing.T, shift time.Duration) policy.Outcome {
		h, t0 := firmGrip(t, schoolYear())
		require.NoError(t, h.End(plain(t0.Add(10*time.Minute))))
		require.NoError(t, h.Debrief(record.Debrief{Entry: plain(limit.Add(shift))}))
		return gripOutcome(h, cbe3007.DebriefWithinThreeDays, limit.Add(time.Hour))
	})
}

func TestRestraint_7_38_WithoutACalendarItCannotBeTold(t *testing.T) {
	h, t0 := firmGrip(t, nil)
	require.NoError(t, h.End(plain(t0.Add(10*time.Minute))))
	f := gripFinding(t, h, cbe3007.DebriefWithinThreeDays, t0.Add(240*time.Hour))
	assert.Equal(t, policy.Undetermined, f.Outcome)
	assert.Equal(t, []string{"calendar"}, lacks(f))
}

func TestRestraint_7_39_WhoShouldBeThere(t *testing.T) {
	h, t0 := firmGrip(t, nil)
	require.NoError(t, h.End(plain(t0.Add(10*time.Minute))))
	err := h.Debrief(record.Debrief{Entry: record.Entry{At: t0.Add(time.Hour), By: []policy.Person{
		{ID: "pat", Role: policy.Principal}, {ID: "lee", Role: policy.Teacher}}}})
	require.NoError(t, err)
	now := t0.Add(2 * time.Hour)
	assert.Equal(t, policy.Satisfied, gripOutcome(h, cbe3007.DebriefWithPrincipal, now))
	assert.Equal(t, policy.Breached, gripOutcome(h, cbe3007.DebriefWithParent, now))
	assert.Equal(t, policy.Breached, gripOutcome(h, cbe3007.DebriefWithStaffInvolved, now), "kim took part and was not there")
	assert.Equal(t, policy.Should, gripFinding(t, h, cbe3007.DebriefWithStaffInvolved, now).Force)
}

// A conversion is no release: what follows an act of releasing does not follow it.
func TestRestraint_AConversionIsNoRelease(t *testing.T) {
	letGo := policy.Due{Header: policy.Header{Name: "after-release", Clauses: []string{"1"}, Demand: "something"},
		Act:   policy.Act{Do: policy.Document},
		After: policy.On(policy.Act{Do: policy.Release}), By: policy.Within(policy.For(time.Minute))}
	p := buildOK(t, &policy.Regulation{ID: "ourboard", Short: "OB", Rules: []policy.Rule{letGo}})
	s := openScene(t, p, restraintMachine(), nil, october(6, 10, 0))
	s.tell(0, policy.Initiate)
	s.tell(time.Minute, policy.Convert, linked(policy.Part{Incident: "i-2", Kind: policy.Seclusion}))
	assert.Equal(t, policy.NotApplicable, s.outcome(time.Hour, "after-release"))
}

func TestRestraint_EveryHeldStateOfTheTableIsOne(t *testing.T) {
	m := restraintMachine()
	var held []string
	for i, name := range m.States() {
		if m.Phase(uint8(i)) == policy.Held {
			held = append(held, name)
		}
	}
	assert.Equal(t, []string{"held"}, held)
	assert.False(t, slices.ContainsFunc(policy.Activities(), func(a policy.Activity) bool {
		to, ok := m.Next(uint8(gripHeld), a)
		return ok && (a == policy.Release || a == policy.End || a == policy.Interrupt) && m.Phase(to) != policy.After
	}))
}

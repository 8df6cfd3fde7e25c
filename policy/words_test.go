package policy_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/seclusion"
)

// Three rules of Division Administrative Procedure 354, to show that the words can say them.
const (
	apNotBegunWithSelfInjury policy.RuleID = "not-begun-with-self-injury"
	apNoSelfInjuryWhileHeld  policy.RuleID = "no-self-injury-while-held"
	apNotForProperty         policy.RuleID = "not-for-property"
	apParentsInformed        policy.RuleID = "parents-informed"
	apEffortsDocumented      policy.RuleID = "efforts-documented"
)

// division is AP 354 as far as these tests go.
func division() *policy.Regulation {
	secluded := []policy.Kind{policy.Seclusion}
	emergency := []policy.Kind{policy.Seclusion, policy.Restraint}
	begins := []policy.Activity{policy.Initiate, policy.Resume}
	rule := func(name policy.RuleID, demand string, kinds []policy.Kind, clause string) policy.Header {
		return policy.Header{Name: name, Demand: demand, Kinds: kinds, Clauses: []string{clause}}
	}
	gate := func(h policy.Header) policy.Header { h.Gate = true; return h }
	parent := policy.Who{AtLeast: 1, Role: policy.Parent}
	return &policy.Regulation{
		ID: "ap-354", Short: "AP 354",
		Rules: []policy.Rule{
			policy.At{Header: gate(rule(apNotBegunWithSelfInjury, "no severe self-injury at the start", secluded, "2.4")),
				On: begins, Holds: policy.IsNot(policy.SelfInjuryRisk)},
			policy.During{Header: rule(apNoSelfInjuryWhileHeld, "no severe self-injury while secluded", secluded, "2.4"),
				Phase: policy.Held, Holds: policy.IsNot(policy.SelfInjuryRisk), ReleaseDue: true},
			policy.At{Header: gate(rule(apNotForProperty, "not for the sake of property alone", emergency, "3.2")), On: begins,
				Holds: policy.Any(policy.IsNot(policy.StopsPropertyDamage), policy.Is(policy.DangerToSelf),
					policy.Is(policy.DangerToOthers))},
			policy.Due{Header: rule(apParentsInformed, "parents informed as soon as possible", emergency, "5.1"),
				After: policy.LastRelease(),
				Act:   policy.Act{Do: policy.Contact, To: parent, Holding: policy.Is(policy.Reached)},
				By:    policy.AsSoonAsPossible(policy.EndOfNext(policy.SchoolDay))},
			policy.Due{Header: rule(apEffortsDocumented, "an attempt to reach them made and documented", emergency, "5.1"),
				After: policy.LastRelease(), Act: policy.Act{Do: policy.Contact, To: parent, Documented: true}, Before: true,
				By: policy.Otherwise(policy.EndOf(policy.SchoolDay),
					policy.Unsettled(policy.EndOfNext(policy.SchoolDay), policy.EndOf(policy.LocalDay)))},
		},
	}
}

// 2.4

// alone opens a seclusion in which risk of self-injury is answered at the start.
func alone(t *testing.T, atStart policy.Answer) *scene {
	t.Helper()
	s := openScene(t, buildOK(t, division()), seclusion.Lifecycle(), nil, october(6, 10, 0))
	s.tell(0, policy.Initiate, stating(atStart, policy.SelfInjuryRisk))
	return s
}

func TestAP354_2_4_NotBegunDuringSevereSelfInjury(t *testing.T) {
	assert.Equal(t, policy.Satisfied, alone(t, policy.No).outcome(0, apNotBegunWithSelfInjury), "kept")
	f := alone(t, policy.Yes).one(0, apNotBegunWithSelfInjury)
	assert.Equal(t, policy.Breached, f.Outcome, "broken")
	assert.Equal(t, []string{"2.4"}, f.Clauses)
	f = alone(t, policy.NotRecorded).one(0, apNotBegunWithSelfInjury)
	assert.Equal(t, policy.Undetermined, f.Outcome)
	assert.Equal(t, []string{string(policy.SelfInjuryRisk)}, lacks(f))
}

func TestAP354_2_4_TheGateRefusesToBeginAndToResume(t *testing.T) {
	s := openScene(t, buildOK(t, division()), seclusion.Lifecycle(), nil, october(6, 10, 0))
	property := stating(policy.No, policy.StopsPropertyDamage)
	assert.NoError(t, s.ask(0, policy.Initiate, property, stating(policy.No, policy.SelfInjuryRisk)))
	no := refusal(t, s.ask(0, policy.Initiate, property, stating(policy.Yes, policy.SelfInjuryRisk)))
	require.Equal(t, []policy.RuleID{apNotBegunWithSelfInjury}, rulesOf(no.Reasons))
	assert.Equal(t, policy.Breached, no.Reasons[0].Outcome)
	no = refusal(t, s.ask(0, policy.Initiate, property))
	assert.Equal(t, []string{string(policy.SelfInjuryRisk)}, lacks(no.Reasons...), "a missing fact refuses and is named")

	s.tell(0, policy.Initiate, property, stating(policy.No, policy.SelfInjuryRisk))
	s.tell(5*time.Minute, policy.Release)
	assert.NoError(t, s.ask(6*time.Minute, policy.Resume, property, stating(policy.No, policy.SelfInjuryRisk)))
	assert.Len(t, refusal(t, s.ask(6*time.Minute, policy.Resume, property, stating(policy.Yes, policy.SelfInjuryRisk))).Reasons, 1)
	assert.Len(t, refusal(t, s.ask(6*time.Minute, policy.Resume, property)).Reasons, 1,
		"what held before the release does not hold now")
}

func TestAP354_2_4_WhereItBeginsWhileHeldReleaseIsDue(t *testing.T) {
	s := alone(t, policy.No)
	s.tell(3*time.Minute, policy.Observe, stating(policy.Yes, policy.SelfInjuryRisk))
	s.flips(3*time.Minute, apNoSelfInjuryWhileHeld, policy.Satisfied, policy.Pending, policy.Breached)
	due := ofRule(s.at(4*time.Minute).Due(), apNoSelfInjuryWhileHeld)
	require.Len(t, due, 1, "release is due")
	assert.True(t, due[0].Due.Equal(s.t0.Add(3*time.Minute)), "since it began: %v", due[0].Due)

	s.tell(5*time.Minute, policy.Release)
	f := s.one(time.Hour, apNoSelfInjuryWhileHeld)
	assert.Equal(t, policy.Breached, f.Outcome)
	assert.Equal(t, 2*time.Minute, f.Measured)
	assert.Empty(t, ofRule(s.at(time.Hour).Due(), apNoSelfInjuryWhileHeld), "released")
}

func TestAP354_2_4_ReleasedAtOnceIsNoBreach(t *testing.T) {
	around(t, policy.Breached, policy.Satisfied, policy.Satisfied, func(t *testing.T, shift time.Duration) policy.Outcome {
		s := alone(t, policy.No)
		s.tell(3*time.Minute+shift, policy.Observe, stating(policy.Yes, policy.SelfInjuryRisk))
		s.tell(3*time.Minute, policy.Release)
		return s.outcome(time.Hour, apNoSelfInjuryWhileHeld)
	})
}

func TestAP354_2_4_SpeaksOfSeclusionOnly(t *testing.T) {
	s := openScene(t, buildOK(t, division()), restraintMachine(), nil, october(6, 10, 0))
	s.tell(0, policy.Initiate, stating(policy.Yes, policy.SelfInjuryRisk))
	assert.Equal(t, policy.NotApplicable, s.outcome(time.Minute, apNotBegunWithSelfInjury))
	assert.Equal(t, policy.NotApplicable, s.outcome(time.Minute, apNoSelfInjuryWhileHeld))
}

// 3.2

func TestAP354_3_2_NotToStopDamageToProperty(t *testing.T) {
	yes, no, silent := policy.Yes, policy.No, policy.NotRecorded
	for _, c := range []struct {
		damage, self, others policy.Answer
		want                 policy.Outcome
		lacks                []string
	}{
		{damage: no, self: no, others: no, want: policy.Satisfied},
		{damage: yes, self: yes, others: no, want: policy.Satisfied},
		{damage: yes, self: no, others: yes, want: policy.Satisfied},
		{damage: yes, self: silent, others: yes, want: policy.Satisfied},
		{damage: silent, self: yes, others: silent, want: policy.Satisfied},
		{damage: no, self: silent, others: silent, want: policy.Satisfied},
		{damage: yes, self: no, others: no, want: policy.Breached},
		{damage: yes, self: no, others: silent, want: policy.Undetermined, lacks: []string{"danger-to-others"}},
		{damage: silent, self: no, others: no, want: policy.Undetermined, lacks: []string{"stops-property-damage"}},
		{damage: silent, self: silent, others: silent, want: policy.Undetermined,
			lacks: []string{"stops-property-damage", "danger-to-self", "danger-to-others"}},
	} {
		for _, l := range []policy.Lifecycle{restraintMachine(), seclusion.Lifecycle()} {
			s := openScene(t, buildOK(t, division()), l, nil, october(6, 10, 0))
			how := []detail{stating(c.damage, policy.StopsPropertyDamage), stating(c.self, policy.DangerToSelf),
				stating(c.others, policy.DangerToOthers), stating(policy.No, policy.SelfInjuryRisk)}
			if err := s.ask(0, policy.Initiate, how...); c.want == policy.Satisfied {
				assert.NoError(t, err, "%+v", c)
			} else {
				reasons := refusal(t, err).Reasons
				assert.Equal(t, []policy.RuleID{apNotForProperty}, rulesOf(reasons), "%+v", c)
				assert.Equal(t, c.want, reasons[0].Outcome, "%+v", c)
			}
			s.tell(0, policy.Initiate, how...)
			f := s.one(0, apNotForProperty)
			assert.Equal(t, c.want, f.Outcome, "%+v", c)
			assert.Equal(t, c.lacks, lacks(f), "%+v", c)
		}
	}
}

// 5.1

// letGo is a restraint of twenty minutes that ends at an instant.
func letGo(t *testing.T, released time.Time, cal policy.Calendar) *scene {
	t.Helper()
	s := openScene(t, buildOK(t, division()), restraintMachine(), cal, released)
	s.tell(-20*time.Minute, policy.Initiate)
	s.tell(0, policy.Release)
	return s
}

func reached(a policy.Answer) []detail {
	return []detail{doneTo(policy.Parent, "sam"), stating(a, policy.Reached)}
}

// The first clock: parents are informed as soon as possible. Nothing is a breach; the end of the next school day flags it.

func TestAP354_5_1_ParentsInformedAsSoonAsPossible(t *testing.T) {
	next := october(7, 15, 30).Sub(october(6, 10, 0))
	s := letGo(t, october(6, 10, 0), schoolYear())
	f := s.one(time.Minute, apParentsInformed)
	assert.Equal(t, policy.Pending, f.Outcome)
	assert.True(t, f.Due.Equal(october(7, 15, 30)), "%v", f.Due)
	s.flips(next, apParentsInformed, policy.Pending, policy.Pending, policy.Flagged)

	s.tell(time.Hour, policy.Contact, reached(policy.No)...)
	assert.Equal(t, policy.Flagged, s.outcome(next+tick, apParentsInformed), "an attempt informs nobody")

	around(t, policy.Satisfied, policy.Satisfied, policy.Flagged, func(t *testing.T, shift time.Duration) policy.Outcome {
		s := letGo(t, october(6, 10, 0), schoolYear())
		s.tell(next+shift, policy.Contact, reached(policy.Yes)...)
		return s.outcome(next+time.Hour, apParentsInformed)
	})
}

func TestAP354_5_1_TheNextSchoolDayIsAfterTheHoliday(t *testing.T) {
	f := letGo(t, october(10, 10, 0), schoolYear()).one(0, apParentsInformed) // Friday; Monday is a holiday
	assert.True(t, f.Due.Equal(october(14, 15, 30)), "%v", f.Due)
}

func TestAP354_5_1_InformedCannotBeToldWithoutItsFactOrACalendar(t *testing.T) {
	s := letGo(t, october(6, 10, 0), schoolYear())
	s.tell(time.Hour, policy.Contact, reached(policy.NotRecorded)...)
	f := s.one(100*time.Hour, apParentsInformed)
	assert.Equal(t, policy.Undetermined, f.Outcome)
	assert.Equal(t, []string{"reached"}, lacks(f))

	f = letGo(t, october(6, 10, 0), nil).one(100*time.Hour, apParentsInformed)
	assert.Equal(t, policy.Undetermined, f.Outcome)
	assert.Equal(t, []string{"calendar"}, lacks(f))
}

// The second clock: an attempt is made, and documented, before the bell of that day.

func TestAP354_5_1_AttemptMadeBeforeTheBell(t *testing.T) {
	ten, untilBell := october(6, 10, 0), 5*time.Hour+30*time.Minute
	s := letGo(t, ten, schoolYear())
	f := s.one(time.Minute, apEffortsDocumented)
	assert.Equal(t, policy.Pending, f.Outcome)
	assert.True(t, f.Due.Equal(october(6, 15, 30)), "%v", f.Due)
	assert.Equal(t, untilBell, f.Allowed)
	s.flips(untilBell, apEffortsDocumented, policy.Pending, policy.Breached, policy.Breached) // before it, not at it

	around(t, policy.Satisfied, policy.Breached, policy.Breached, func(t *testing.T, shift time.Duration) policy.Outcome {
		s := letGo(t, ten, schoolYear())
		s.tell(untilBell+shift, policy.Contact, reached(policy.No)...) // nobody answered: it is an attempt
		return s.outcome(untilBell+time.Hour, apEffortsDocumented)
	})
}

func TestAP354_5_1_MadeInTimeAndDocumentedTooLate(t *testing.T) {
	ten, untilBell := october(6, 10, 0), 5*time.Hour+30*time.Minute
	around(t, policy.Satisfied, policy.Breached, policy.Breached, func(t *testing.T, shift time.Duration) policy.Outcome {
		s := letGo(t, ten, schoolYear())
		s.tell(time.Hour, policy.Contact, append(reached(policy.Yes), entered(ten.Add(untilBell+shift)))...)
		assert.Equal(t, policy.Satisfied, s.outcome(untilBell+time.Hour, apParentsInformed), "informed they were")
		return s.outcome(untilBell+time.Hour, apEffortsDocumented)
	})

	s := letGo(t, ten, schoolYear())
	s.tell(time.Hour, policy.Contact, append(reached(policy.Yes), entered(ten.Add(untilBell+30*time.Minute)))...)
	f := s.one(untilBell+time.Hour, apEffortsDocumented)
	assert.Equal(t, policy.Breached, f.Outcome)
	assert.True(t, f.Until.Equal(october(6, 16, 0)), "done when it was documented: %v", f.Until)

	s.tell(2*time.Hour, policy.Contact, append(reached(policy.No), entered(ten.Add(3*time.Hour)))...)
	assert.Equal(t, policy.Satisfied, s.outcome(untilBell+time.Hour, apEffortsDocumented), "another attempt was documented in time")
}

func TestAP354_5_1_WhatWasNotOnRecordWasNotDocumented(t *testing.T) {
	ten, untilBell := october(6, 10, 0), 5*time.Hour+30*time.Minute
	s := letGo(t, ten, schoolYear())
	s.tell(time.Hour, policy.Contact, append(reached(policy.Yes), entered(ten.Add(2*time.Hour)))...)
	known := ten.Add(2*time.Hour - tick)
	assert.Equal(t, policy.Pending, s.c.Known(known).Assess(known).Outcome(apEffortsDocumented))
	assert.Equal(t, policy.Pending, s.outcome(2*time.Hour-tick, apEffortsDocumented), "documented at two hours, not before")
	assert.Equal(t, policy.Satisfied, s.outcome(2*time.Hour, apEffortsDocumented))
	assert.Equal(t, policy.Satisfied, s.outcome(untilBell, apEffortsDocumented))
}

func TestAP354_5_1_AnAttemptIsOneToAParent(t *testing.T) {
	s := letGo(t, october(6, 10, 0), schoolYear())
	s.tell(time.Hour, policy.Contact, doneTo(policy.Director, "alex"), stating(policy.Yes, policy.Reached))
	assert.Equal(t, policy.Breached, s.outcome(6*time.Hour, apEffortsDocumented))

	s = letGo(t, october(6, 10, 0), schoolYear())
	s.tell(time.Hour, policy.Contact, stating(policy.Yes, policy.Reached))
	f := s.one(6*time.Hour, apEffortsDocumented)
	assert.Equal(t, policy.Undetermined, f.Outcome, "to whom is not on record")
	assert.Equal(t, []string{"to"}, lacks(f))
}

// After the bell, and on a day without school, the text leaves it open: by the end of that day, or by the next bell.
func TestAP354_5_1_AfterTheBellItIsOpen(t *testing.T) {
	for name, c := range map[string]struct{ released, midnight, bell time.Time }{
		"after the bell":          {october(6, 15, 30).Add(tick), october(7, 0, 0), october(7, 15, 30)},
		"on Friday after it":      {october(10, 16, 0), october(11, 0, 0), october(14, 15, 30)},
		"on a day without school": {october(11, 10, 0), october(12, 0, 0), october(14, 15, 30)},
		"on a holiday":            {october(13, 10, 0), october(14, 0, 0), october(14, 15, 30)},
	} {
		t.Run(name, func(t *testing.T) {
			s := letGo(t, c.released, schoolYear())
			f := s.one(0, apEffortsDocumented)
			assert.Equal(t, policy.Pending, f.Outcome)
			assert.True(t, f.Due.Equal(c.midnight), "what is due shows the earliest: %v", f.Due)
			s.flips(c.midnight.Sub(c.released), apEffortsDocumented, policy.Pending, policy.Undetermined, policy.Undetermined)
			s.flips(c.bell.Sub(c.released), apEffortsDocumented, policy.Undetermined, policy.Breached, policy.Breached)
			f = s.one(c.midnight.Add(time.Hour).Sub(c.released), apEffortsDocumented)
			assert.Equal(t, []string{"instant"}, lacks(f), "the text leaves the instant open")

			done := func(limit time.Time) func(*testing.T, time.Duration) policy.Outcome {
				return func(t *testing.T, shift time.Duration) policy.Outcome {
					s := letGo(t, c.released, schoolYear())
					s.tell(limit.Sub(c.released)+shift, policy.Contact, reached(policy.No)...)
					return s.outcome(c.bell.Sub(c.released)+time.Hour, apEffortsDocumented)
				}
			}
			around(t, policy.Satisfied, policy.Undetermined, policy.Undetermined, done(c.midnight))
			around(t, policy.Undetermined, policy.Breached, policy.Breached, done(c.bell))
		})
	}
}

func TestAP354_5_1_ItIsTheDayOfTheReleaseAcrossMidnight(t *testing.T) {
	for released, due := range map[time.Time]time.Time{
		october(6, 15, 30).Add(-tick): october(6, 15, 30),
		october(7, 0, 0).Add(-tick):   october(7, 0, 0), // Monday's bell is past: the end of Monday
		october(7, 0, 0):              october(7, 15, 30),
		october(7, 0, 0).Add(tick):    october(7, 15, 30),
		october(7, 0, 10):             october(7, 15, 30),
	} {
		f := letGo(t, released, schoolYear()).one(0, apEffortsDocumented)
		assert.Equal(t, policy.Pending, f.Outcome, "released %v", released)
		assert.True(t, f.Due.Equal(due), "released %v: due %v", released, f.Due)
	}
}

func TestAP354_5_1_AResumptionMovesItToTheNewDay(t *testing.T) {
	s := letGo(t, october(6, 10, 0), schoolYear())
	s.tell(4*time.Hour, policy.Resume)
	assert.Equal(t, policy.NotApplicable, s.outcome(4*time.Hour, apEffortsDocumented), "taken back while held")
	s.tell(4*time.Hour+10*time.Minute, policy.Release)
	f := s.one(5*time.Hour, apEffortsDocumented)
	assert.Equal(t, 80*time.Minute, f.Allowed, "ten past two, half past three")

	s = letGo(t, october(6, 10, 0), schoolYear())
	s.tell(6*time.Hour, policy.Resume)
	assert.Equal(t, policy.Breached, s.outcome(6*time.Hour, apEffortsDocumented), "what was late stays late")
}

func TestAP354_5_1_WithoutACalendarTheBellCannotBeTold(t *testing.T) {
	s := letGo(t, october(6, 10, 0), nil)
	f := s.one(time.Hour, apEffortsDocumented)
	assert.Equal(t, policy.Undetermined, f.Outcome)
	assert.Equal(t, []string{"calendar"}, lacks(f))
	s.tell(2*time.Hour, policy.Contact, reached(policy.Yes)...)
	assert.Equal(t, policy.Undetermined, s.outcome(100*time.Hour, apEffortsDocumented), "nor whether this was in time")

	f = letGo(t, onDate(2026, time.July, 2, 10, 0), schoolYear()).one(time.Hour, apEffortsDocumented)
	assert.Equal(t, policy.Undetermined, f.Outcome, "a day that the host does not know")
	assert.Equal(t, []string{"calendar"}, lacks(f))
}

func TestAP354_5_1_TheBellGoesByTheClockAcrossItsChanges(t *testing.T) {
	cal := schoolYear()
	cal.Bells[time.Sunday] = bell // so that there is school on the days on which the clock changes
	for _, day := range []time.Time{onDate(2025, time.November, 2, 0, 30), onDate(2026, time.March, 8, 0, 30)} {
		f := letGo(t, day, cal).one(0, apEffortsDocumented)
		assert.Equal(t, "15:30:00", f.Due.Format(time.TimeOnly))
		assert.NotEqual(t, 15*time.Hour, f.Allowed, "an hour more or less has passed by then")
	}
}

func TestAP354_5_1_AnEarlyBellIsTheBellOfThatDay(t *testing.T) {
	cal := schoolYear()
	cal.Early = map[policy.Date]time.Duration{{Year: 2025, Month: time.October, Day: 6}: 12 * time.Hour}
	f := letGo(t, october(6, 10, 0), cal).one(0, apEffortsDocumented)
	assert.True(t, f.Due.Equal(october(6, 12, 0)), "%v", f.Due)
}

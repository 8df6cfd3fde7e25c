package policy_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/leastrestrictive/interventions/policy"
)

// inspected are demands on a room, a plan, and a school.
func inspected() *policy.Regulation {
	on := []policy.Activity{policy.Initiate, policy.Inspect}
	lit := policy.At{Header: head("room-lit"), On: on, Holds: policy.Is(policy.RoomSafeAndHumane)}
	consent := policy.At{Header: head("consent"), On: on, Holds: policy.Is(policy.WrittenConsent)}
	consent.Gate = true
	return sketch(lit, consent,
		policy.At{Header: head("two-trained"), On: []policy.Activity{policy.Inspect},
			Holds: policy.OnStaff(policy.Who{AtLeast: 2, Holding: []policy.Fact{policy.TrainedFBA, policy.TrainedTCI}})},
		policy.At{Header: head("procedures"), On: []policy.Activity{policy.Inspect}, Holds: policy.Is(policy.PreventionProcedures)},
		policy.At{Header: head("danger"), On: []policy.Activity{policy.Initiate}, Holds: policy.Is(policy.DangerToSelf)})
}

func inspect(t *testing.T, e policy.Event) policy.Assessment {
	t.Helper()
	e.Kind = policy.Seclusion
	a, err := buildOK(t, inspected()).Inspect(schoolYear(), e)
	require.NoError(t, err)
	return a
}

func TestInspectAsksOfWhatIsNamed(t *testing.T) {
	now := october(6, 8, 0)
	asked := func(e policy.Event) (rules []policy.RuleID) {
		e.At = now
		for f := range inspect(t, e).All() {
			assert.Equal(t, policy.Undetermined, f.Outcome, "nothing is on record")
			rules = append(rules, f.Rule)
		}
		return rules
	}
	assert.Equal(t, []policy.RuleID{"room-lit"}, asked(policy.Event{Place: "room-a"}))
	assert.Equal(t, []policy.RuleID{"consent"}, asked(policy.Event{Student: "student-1"}))
	assert.Equal(t, []policy.RuleID{"room-lit", "consent"}, asked(policy.Event{Place: "room-a", Student: "student-1"}))
	assert.Equal(t, []policy.RuleID{"two-trained", "procedures"}, asked(policy.Event{}))
}

func TestInspectJudgesAsOfItsInstant(t *testing.T) {
	ends := october(7, 0, 0)
	lit := []policy.Credential{{Fact: policy.RoomSafeAndHumane, Subject: "room-a", Answer: policy.Yes, Until: ends},
		{Fact: policy.RoomSafeAndHumane, Subject: "room-b", Answer: policy.Yes}}
	around(t, policy.Satisfied, policy.Breached, policy.Breached, func(t *testing.T, shift time.Duration) policy.Outcome {
		return inspect(t, policy.Event{At: ends.Add(shift), Place: "room-a", Standing: lit}).Outcome("room-lit")
	})
	a := inspect(t, policy.Event{At: ends, Place: "room-a", Standing: lit})
	for f := range a.Findings() {
		assert.Equal(t, "room-a", f.Subject)
		assert.Equal(t, []string{"1"}, f.Clauses)
	}
	assert.Equal(t, policy.Satisfied, inspect(t, policy.Event{At: ends, Place: "room-b", Standing: lit}).Outcome("room-lit"))
	another := []policy.Credential{{Fact: policy.WrittenConsent, Subject: "student-2", Answer: policy.Yes}}
	assert.Equal(t, policy.Undetermined, inspect(t, policy.Event{At: ends, Student: "student-1", Standing: another}).Outcome("consent"))
}

func TestOnStaffCountsAllOfWhomSomethingIsOnRecord(t *testing.T) {
	now := october(6, 8, 0)
	trained := func(id string, until time.Time, facts ...policy.Fact) (cs []policy.Credential) {
		for _, f := range facts {
			cs = append(cs, policy.Credential{Fact: f, Subject: id, Answer: policy.Yes, Until: until})
		}
		return cs
	}
	both := []policy.Fact{policy.TrainedFBA, policy.TrainedTCI}
	outcome := func(cs ...policy.Credential) policy.Outcome {
		return inspect(t, policy.Event{At: now, Standing: cs}).Outcome("two-trained")
	}
	one := trained("staff-1", time.Time{}, both...)
	assert.Equal(t, policy.Undetermined, outcome())
	assert.Equal(t, policy.Undetermined, outcome(policy.Credential{Fact: policy.Trained, Subject: "staff-1", Answer: policy.Yes}), "another training")
	assert.Equal(t, policy.Breached, outcome(one...), "a register that shows one shows one")
	assert.Equal(t, policy.Breached, outcome(append(one, one...)...), "the same person twice is one")
	assert.Equal(t, policy.Breached, outcome(append(one, trained("staff-2", time.Time{}, policy.TrainedFBA)...)...), "half of it is not enough")
	assert.Equal(t, policy.Breached, outcome(append(one, trained("staff-2", now, both...)...)...), "expired at this instant")
	assert.Equal(t, policy.Satisfied, outcome(append(one, trained("staff-2", now.Add(tick), both...)...)...))
}

func TestAFactOfTheSchoolNeedsNoSubject(t *testing.T) {
	now := october(6, 8, 0)
	for _, subject := range []string{"", "school-1"} {
		c := policy.Credential{Fact: policy.PreventionProcedures, Subject: subject, Answer: policy.Yes}
		assert.Equal(t, policy.Satisfied, inspect(t, policy.Event{At: now, Standing: []policy.Credential{c}}).Outcome("procedures"))
	}
}

func TestWhatAnInspectionAsksIsAskedOfAnIncidentToo(t *testing.T) {
	s := openScene(t, buildOK(t, inspected()), restraintMachine(), schoolYear(), october(6, 10, 0))
	s.tell(0, policy.Initiate, inPlace("room-a"), attesting(policy.Credential{Fact: policy.RoomSafeAndHumane, Subject: "room-a", Answer: policy.No}))
	assert.Equal(t, policy.Breached, s.outcome(0, "room-lit"))
	assert.Equal(t, policy.NotApplicable, s.outcome(0, "procedures"), "nobody looked at the school")
	s.tell(minute, policy.Inspect, inPlace("room-b"), attesting(policy.Credential{Fact: policy.RoomSafeAndHumane, Subject: "room-b", Answer: policy.Yes}))
	assert.Len(t, s.all(minute, "room-lit"), 1, "the other room is lit")
}

func TestInspectRefusesWhatIsNoInspection(t *testing.T) {
	p := buildOK(t, inspected())
	fault := func(e policy.Event) *policy.RecordError {
		e.At = october(6, 8, 0)
		_, err := p.Inspect(nil, e)
		var bad *policy.RecordError
		require.ErrorAs(t, err, &bad)
		return bad
	}
	assert.Equal(t, "activity", fault(policy.Event{Activity: policy.Initiate, Kind: policy.Seclusion}).Field)
	assert.Equal(t, "kind", fault(policy.Event{}).Field)
	assert.Equal(t, "place", fault(policy.Event{Kind: policy.Seclusion, Place: " "}).Field)
	_, err := p.Inspect(nil, policy.Event{Kind: "ourboard/huddle", At: october(6, 8, 0)})
	var unknown *policy.ProfileError
	assert.ErrorAs(t, err, &unknown)
}

func TestAnInspectionBeforeTheInstrumentSaysSo(t *testing.T) {
	r := inspected()
	r.Instrument.From = policy.Date{Year: 2025, Month: time.November, Day: 1}
	p := buildOK(t, r)
	for day, want := range map[int]int{31: 1, 32: 0} {
		a, err := p.Inspect(schoolYear(), policy.Event{Kind: policy.Seclusion, At: october(day, 8, 0), Place: "room-a",
			Standing: []policy.Credential{{Fact: policy.RoomSafeAndHumane, Subject: "room-a", Answer: policy.Yes}}})
		require.NoError(t, err)
		assert.Len(t, ofRule(a.All(), policy.NotInForce), want)
		assert.Len(t, ofRule(a.All(), "room-lit"), 1-want)
		assert.Empty(t, ofRule(a.All(), policy.NeverStarted))
	}
}

// Upon.

func TestUponTheFirstOfSeveral(t *testing.T) {
	told := policy.Act{Do: policy.Document}
	open := func(t *testing.T) *scene {
		s := under(t, policy.Due{Header: ruled("documented"), After: policy.LastRelease(), Act: told,
			By: policy.Earliest(policy.Upon(policy.Report), policy.Upon(policy.Debrief), policy.Within(policy.For(time.Hour)))})
		s.tell(0, policy.Initiate)
		s.tell(0, policy.Report) // before the release: it does not count
		s.tell(minute, policy.Release)
		return s
	}
	around(t, policy.Satisfied, policy.Satisfied, policy.Breached, func(t *testing.T, shift time.Duration) policy.Outcome {
		s := open(t)
		s.tell(10*minute, policy.Report)
		s.tell(20*minute, policy.Debrief)
		s.tell(10*minute+shift, policy.Document)
		return s.outcome(time.Hour, "documented")
	})
	s := open(t)
	s.flips(61*minute, "documented", policy.Pending, policy.Pending, policy.Breached)
	s.tell(10*minute, policy.Debrief)
	s.flips(10*minute, "documented", policy.Pending, policy.Pending, policy.Breached)
}

func TestUponReleaseIsWhateverEndsTheHolding(t *testing.T) {
	for _, out := range []policy.Activity{policy.Release, policy.Interrupt, policy.End, policy.Convert} {
		around(t, policy.Satisfied, policy.Satisfied, policy.Breached, func(t *testing.T, shift time.Duration) policy.Outcome {
			s := under(t, policy.Due{Header: ruled("reviewed"), After: policy.On(policy.Act{Do: policy.Initiate}),
				Act: policy.Act{Do: policy.Contact}, By: policy.Upon(policy.Release)})
			s.tell(0, policy.Initiate)
			due := s.at(minute).Due()
			for f := range due {
				assert.Equal(t, policy.Pending, f.Outcome)
				assert.True(t, f.Due.IsZero(), "nobody knows when")
			}
			s.tell(9*minute, out, linked(policy.Part{Kind: policy.Seclusion}))
			s.tell(9*minute, policy.Resume)
			s.tell(20*minute, policy.Release)
			e := s.event(9*minute+shift, policy.Contact, nil)
			e.Sequence = 0
			_, err := s.c.Add(e)
			require.NoError(t, err)
			return s.outcome(time.Hour, "reviewed")
		})
	}
}

func TestInAPhase(t *testing.T) {
	s := under(t, policy.Due{Header: ruled("let-go"), After: policy.On(policy.Act{Do: policy.Review, Holding: policy.IsNot(policy.Continue)}),
		Holds: policy.In(policy.After), By: policy.Within(policy.For(2 * minute))})
	s.tell(0, policy.Initiate)
	s.tell(minute, policy.Review, stating(policy.No, policy.Continue))
	s.flips(3*minute, "let-go", policy.Pending, policy.Pending, policy.Breached)
	for shift, want := range map[time.Duration]policy.Outcome{-tick: policy.Satisfied, 0: policy.Satisfied, tick: policy.Breached} {
		late := under(t, policy.Due{Header: ruled("let-go"), After: policy.On(policy.Act{Do: policy.Review, Holding: policy.IsNot(policy.Continue)}),
			Holds: policy.In(policy.After), By: policy.Within(policy.For(2 * minute))})
		late.tell(0, policy.Initiate)
		late.tell(minute, policy.Review, stating(policy.No, policy.Continue))
		late.tell(3*minute+shift, policy.Interrupt)
		assert.Equal(t, want, late.outcome(time.Hour, "let-go"), shift)
	}
}

// What was done before a resumption belongs to another time.
func TestOnRecordSinceHoldingBeganTheLastTime(t *testing.T) {
	owed := policy.Due{Header: ruled("step-down"), After: policy.LastRelease(), By: policy.Within(policy.For(time.Hour)),
		Holds: policy.OnRecordSinceHeld(policy.Act{Do: policy.StepDown, Holding: policy.Is(policy.ReentryPlan)})}
	s := under(t, owed)
	s.tell(0, policy.Initiate)
	s.tell(minute, policy.StepDown, stating(policy.Yes, policy.ReentryPlan))
	s.tell(2*minute, policy.Release)
	assert.Equal(t, policy.Satisfied, s.outcome(2*minute, "step-down"), "while held counts")
	s.tell(3*minute, policy.Resume)
	s.tell(5*minute, policy.Release)
	s.flips(65*minute, "step-down", policy.Pending, policy.Pending, policy.Breached)
	s.tell(6*minute, policy.StepDown, stating(policy.Yes, policy.ReentryPlan))
	assert.Equal(t, policy.Satisfied, s.outcome(time.Hour, "step-down"))
}

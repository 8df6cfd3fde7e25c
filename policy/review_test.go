package policy_test

import (
	"fmt"
	"math"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
	"github.com/leastrestrictive/interventions/seclusion"
)

// Each test here keeps a fault of the engine away that a close reading once found, and is named after it.

func ruled(name policy.RuleID) policy.Header {
	return policy.Header{Name: name, Clauses: []string{"1"}, Demand: string(name)}
}

func under(t *testing.T, rules ...policy.Rule) *scene {
	return openScene(t, buildOK(t, &policy.Regulation{ID: "ourboard", Short: "OB", Rules: rules}), seclusion.Lifecycle(), nil, october(6, 10, 0))
}

var calm = policy.During{Header: ruled("calm"), Phase: policy.Held, Holds: policy.IsNot(policy.SelfInjuryRisk), ReleaseDue: true}

func (s *scene) due(now time.Duration) (rules []policy.RuleID) {
	for f := range s.at(now).Due() {
		rules = append(rules, f.Rule)
	}
	return rules
}

func TestTheTenthEventOfAMinuteComesAfterTheNinth(t *testing.T) {
	s := under(t, calm)
	s.tell(0, policy.Initiate, stating(policy.No, policy.SelfInjuryRisk))
	for range 7 {
		s.tell(time.Minute, policy.Monitor)
	}
	require.Equal(t, "e9", s.tell(5*time.Minute, policy.Observe, stating(policy.No, policy.SelfInjuryRisk)).ID)
	require.Equal(t, "e10", s.tell(5*time.Minute, policy.Observe, stating(policy.Yes, policy.SelfInjuryRisk)).ID)
	require.Equal(t, policy.Breached, s.outcome(8*time.Minute, "calm"))
	require.Contains(t, s.due(8*time.Minute), policy.RuleID("calm"))
}

func TestTakingBackOneAnswerBringsBackTheOneBefore(t *testing.T) {
	s := under(t, calm)
	s.tell(0, policy.Initiate, stating(policy.Yes, policy.SelfInjuryRisk))
	e := s.tell(2*time.Minute, policy.Observe, stating(policy.No, policy.SelfInjuryRisk))
	s.tell(8*time.Minute, policy.Correct, func(x *policy.Event) {
		x.Amends = &policy.Amendment{Event: e.ID, Facts: []policy.Stated{{Fact: policy.SelfInjuryRisk}}}
	})
	require.Equal(t, 10*time.Minute, s.one(10*time.Minute, "calm").Measured)
	require.Contains(t, s.due(10*time.Minute), policy.RuleID("calm"))

	s = under(t, calm)
	s.tell(0, policy.Initiate, stating(policy.Yes, policy.SelfInjuryRisk))
	s.tell(2*time.Minute, policy.Observe, stating(policy.NotRecorded, policy.SelfInjuryRisk))
	require.Equal(t, policy.Breached, s.one(10*time.Minute, "calm").Outcome, "to say nothing is not to say otherwise")
}

func TestReleaseIsDueAtTheInstantOfTheObservation(t *testing.T) {
	s := under(t, calm)
	s.tell(0, policy.Initiate, stating(policy.No, policy.SelfInjuryRisk))
	s.tell(5*time.Minute, policy.Observe, stating(policy.Yes, policy.SelfInjuryRisk))
	require.Contains(t, s.due(5*time.Minute), policy.RuleID("calm"))
}

func TestComesFollowsADuringAndAnEvery(t *testing.T) {
	help := func(after policy.RuleID) policy.Rule {
		return policy.Due{Header: ruled("help"), After: policy.Comes(after, policy.Breached), Act: policy.Act{Do: policy.Escalate},
			By: policy.Within(policy.For(2 * time.Minute))}
	}
	s := under(t, calm, help("calm"))
	s.tell(0, policy.Initiate, stating(policy.No, policy.SelfInjuryRisk))
	s.tell(5*time.Minute, policy.Observe, stating(policy.Yes, policy.SelfInjuryRisk))
	s.flips(7*time.Minute, "help", policy.Pending, policy.Pending, policy.Breached)

	s = under(t, policy.Every{Header: ruled("checks"), Phase: policy.Held, Act: policy.Act{Do: policy.Monitor}, Gap: policy.For(5 * time.Minute)}, help("checks"))
	s.tell(0, policy.Initiate)
	s.flips(7*time.Minute, "help", policy.Pending, policy.Pending, policy.Breached)
}

func TestWhatIsExcusedOnASecondDayIsOwedAfterAll(t *testing.T) {
	c, err := policy.Open(cbe3007.Profile(), seclusion.Lifecycle(), schoolYear(), "i-1")
	require.NoError(t, err)
	for _, e := range []policy.Event{
		{Activity: policy.Initiate, At: october(6, 10, 0)}, {Activity: policy.Release, At: october(6, 10, 1)},
		{Activity: policy.Resume, At: october(7, 10, 0)}, {Activity: policy.Release, At: october(7, 10, 1)},
		{Activity: policy.Contact, At: october(7, 11, 0), To: []policy.Person{{ID: "p", Role: policy.Parent}}, Facts: []policy.Stated{{Fact: policy.Reached, Answer: policy.No}}},
	} {
		_, err := c.Add(e)
		require.NoError(t, err)
	}
	a := c.Assess(october(20, 0, 0))
	require.Equal(t, policy.Breached, a.Outcome(cbe3007.ParentsInformedSameDay))
	require.Equal(t, policy.Flagged, a.Outcome(cbe3007.ParentsInformedAfterAll))
}

func TestAnotherStudentsConsentIsNotThisOnes(t *testing.T) {
	s := under(t, policy.At{Header: ruled("consent"), On: []policy.Activity{policy.Initiate}, Holds: policy.Is(policy.WrittenConsent)},
		policy.Limit{Header: ruled("limit"), Phase: policy.Held, Most: policy.ByPlan(policy.PlanLimit, 5*time.Minute)})
	s.tell(0, policy.Initiate, func(e *policy.Event) { e.Student = "student-1" },
		attesting(policy.Credential{Fact: policy.WrittenConsent, Subject: "student-2", Answer: policy.Yes},
			policy.Credential{Fact: policy.PlanLimit, Subject: "student-2", Answer: policy.Yes, Amount: time.Hour}))
	require.Equal(t, policy.Undetermined, s.outcome(time.Minute, "consent"))
	require.Equal(t, policy.Breached, s.outcome(6*time.Minute, "limit"))
}

func TestNoAmountAndNoInstantOverflows(t *testing.T) {
	s := under(t, policy.Limit{Header: ruled("limit"), Phase: policy.Held, Most: policy.ByPlan(policy.PlanLimit, time.Minute)}, calm)
	s.tell(0, policy.Initiate, stating(policy.Yes, policy.SelfInjuryRisk),
		attesting(policy.Credential{Fact: policy.PlanLimit, Answer: policy.Yes, Amount: math.MaxInt64}))
	require.Equal(t, policy.Pending, s.outcome(time.Hour, "limit"))
	for _, year := range []int{2149, 2200, 2300, 9999} {
		require.Equal(t, policy.Breached, s.c.Assess(time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC)).Outcome("calm"), year)
	}
	require.Empty(t, slices.Collect(s.c.Assess(time.Time{}).Findings()))
}

func TestAnUndecidedReadingFindsOnlyWhatItsAnswersShare(t *testing.T) {
	by := func(answer string, role policy.Role) policy.Rule {
		h := ruled("checks")
		h.Under = []policy.Choice{{Reading: "who", Answer: answer}}
		return policy.Every{Header: h, Phase: policy.Held, Act: policy.Act{Do: policy.Monitor, By: policy.Who{AtLeast: 1, Role: role}}, Gap: policy.For(2 * time.Minute)}
	}
	p := buildOK(t, &policy.Regulation{ID: "ourboard", Short: "OB", Rules: []policy.Rule{by("teacher", policy.Teacher), by("principal", policy.Principal)},
		Readings: []policy.Reading{{ID: "who", Question: "q", Default: "teacher", Alternatives: []string{"principal"}, Why: "w"}}})
	undecided, err := p.Choose(policy.Choice{Reading: "who"})
	require.NoError(t, err)
	for _, profile := range []*policy.Profile{p, undecided} {
		s := openScene(t, profile, seclusion.Lifecycle(), nil, october(6, 10, 0))
		s.tell(0, policy.Initiate)
		for minute, roles := range map[int][]policy.Role{2: {policy.Teacher, policy.Principal}, 4: {policy.Principal}, 6: {policy.Teacher, policy.Principal},
			8: {policy.Teacher}, 10: {policy.Teacher, policy.Principal}} {
			for _, r := range roles {
				s.tell(time.Duration(minute)*time.Minute, policy.Monitor, doneAs(r, string(r)))
			}
		}
		s.tell(10*time.Minute, policy.Release)
		found := s.all(time.Hour, "checks")
		if profile == p {
			require.Len(t, found, 1)
			require.Equal(t, []string{"who"}, found[0].Readings)
			continue
		}
		require.Len(t, found, 2)
		for _, f := range found {
			require.Equal(t, policy.Undetermined, f.Outcome)
		}
	}
}

func TestAGapIsAllowedWhatItWasWhenItBegan(t *testing.T) {
	s := under(t, policy.Every{Header: ruled("checks"), Phase: policy.Held, Act: policy.Act{Do: policy.Monitor},
		Gap: policy.Depending(policy.Is(policy.SelfInjuryRisk), policy.For(time.Minute), policy.For(5*time.Minute))})
	s.tell(0, policy.Initiate, stating(policy.Yes, policy.SelfInjuryRisk))
	require.Equal(t, policy.Breached, s.outcome(2*time.Minute, "checks"))
	s.tell(2*time.Minute, policy.Observe, stating(policy.No, policy.SelfInjuryRisk))
	require.Equal(t, policy.Breached, s.outcome(3*time.Minute, "checks"), "a breach does not vanish")
}

func TestAnAgeIsWhatItWasWhenThePhaseBegan(t *testing.T) {
	for _, noise := range []bool{false, true} {
		s := under(t, policy.Due{Header: ruled("approval"), Act: policy.Act{Do: policy.Approve}, By: policy.Within(policy.For(time.Minute)),
			After: policy.Reaches(policy.Held, policy.Depending(policy.Is(policy.SelfInjuryRisk), policy.For(5*time.Minute), policy.For(10*time.Minute)), policy.Amount{})})
		s.tell(0, policy.Initiate, stating(policy.No, policy.SelfInjuryRisk))
		s.tell(7*time.Minute, policy.Observe, stating(policy.Yes, policy.SelfInjuryRisk))
		if noise {
			s.tell(8*time.Minute, policy.Clean)
		}
		require.Equal(t, "e1+10m0s", s.one(12*time.Minute, "approval").Occurrence, noise)
	}
}

func TestAConditionThatIsOwedSeesRegistersChange(t *testing.T) {
	s := under(t, policy.Due{Header: ruled("consent"), After: policy.On(policy.Act{Do: policy.Initiate}), Holds: policy.Is(policy.WrittenConsent), By: policy.Within(policy.For(time.Hour))})
	s.tell(0, policy.Initiate, attesting(policy.Credential{Fact: policy.WrittenConsent, Answer: policy.Yes, From: s.t0.Add(10 * time.Minute), Until: s.t0.Add(20 * time.Minute)}))
	require.Equal(t, policy.Satisfied, s.outcome(3*time.Hour, "consent"))
}

func TestTurnsIsNotSwallowedByWhatHasNoPlace(t *testing.T) {
	s := under(t, policy.Due{Header: ruled("call"), After: policy.Turns(policy.SelfInjuryRisk, policy.Yes), Act: policy.Act{Do: policy.Escalate}, By: policy.Within(policy.For(time.Minute))})
	s.tell(0, policy.Initiate)
	s.tell(time.Minute, policy.Clean, stating(policy.Yes, policy.SelfInjuryRisk)) // no place while held
	s.tell(2*time.Minute, policy.Observe, stating(policy.Yes, policy.SelfInjuryRisk))
	s.flips(3*time.Minute, "call", policy.Pending, policy.Pending, policy.Breached)
}

func TestAReleaseIsTakenAtTheLimitOfEvents(t *testing.T) {
	s := under(t, calm)
	s.tell(0, policy.Initiate)
	for i := range policy.MaxEvents - 1 {
		_, err := s.c.Add(policy.Event{Activity: policy.Monitor, At: s.t0.Add(time.Duration(i) * time.Millisecond)})
		require.NoError(t, err)
	}
	_, err := s.c.Add(policy.Event{Activity: policy.Monitor, At: s.t0.Add(time.Hour)})
	require.ErrorContains(t, err, "at most 10000")
	_, err = s.c.Add(policy.Event{ID: "e1", Activity: policy.Initiate, At: s.t0})
	require.NoError(t, err, "what is on record already is no change")
	_, err = s.c.Do(policy.Event{Activity: policy.Release, At: s.t0.Add(time.Hour)})
	require.NoError(t, err)
}

func TestOneAssessmentServesSeveralAtOnce(t *testing.T) {
	c, err := policy.Open(cbe3007.Profile(), seclusion.Lifecycle(), schoolYear(), "i-1")
	require.NoError(t, err)
	_, _ = c.Add(policy.Event{Activity: policy.Initiate, At: october(6, 10, 0)})
	_, _ = c.Add(policy.Event{Activity: policy.Release, At: october(6, 10, 1)})
	a := c.Assess(october(6, 12, 0))
	want := fmt.Sprint(slices.Collect(a.All()))
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			require.Equal(t, want, fmt.Sprint(slices.Collect(a.All())))
			_ = a.Situation()
			a.Due()
		})
	}
	all.Wait()
}

func TestWhoLetsTheStudentOutTookPart(t *testing.T) {
	for _, out := range []policy.Activity{policy.Release, policy.End, policy.Interrupt, policy.Convert} {
		s := under(t, policy.At{Header: ruled("all"), On: []policy.Activity{policy.Debrief}, Holds: policy.By(policy.Who{Everyone: true})})
		s.tell(0, policy.Initiate, doneBy("lee"))
		s.tell(time.Minute, out, doneBy("kim"))
		s.tell(time.Hour, policy.Debrief, doneBy("lee"))
		f := s.one(2*time.Hour, "all")
		require.Equal(t, policy.Breached, f.Outcome, out)
		require.Equal(t, "kim", f.Subject)
	}
}

func TestAskKnowsTheRegistersWhereverTheyArePutOnRecord(t *testing.T) {
	h := ruled("consent")
	h.Gate = true
	s := under(t, policy.At{Header: h, On: []policy.Activity{policy.Initiate}, Holds: policy.Is(policy.WrittenConsent)})
	s.tell(time.Minute, policy.Attest, attesting(policy.Credential{Fact: policy.WrittenConsent, Answer: policy.Yes}))
	require.NoError(t, s.c.Ask(policy.Event{Activity: policy.Initiate, At: s.t0}))
}

func TestALimitIsNotPassedWhileNobodyIsHeld(t *testing.T) {
	s := under(t, policy.Limit{Header: ruled("limit"), Phase: policy.Held, Most: policy.Depending(policy.Is(policy.SelfInjuryRisk), policy.For(5*time.Minute), policy.For(10*time.Minute))})
	s.tell(0, policy.Initiate)
	s.tell(7*time.Minute, policy.Release)
	s.tell(time.Hour, policy.Resume, stating(policy.Yes, policy.SelfInjuryRisk))
	f := s.one(70*time.Minute, "limit")
	require.False(t, f.Due.Before(s.t0.Add(time.Hour)), "%s", f.Due)
}

func TestACountTellsWhatItCannotTell(t *testing.T) {
	earlier := func(s *scene, incident, classroom string) {
		s.tell(-time.Hour, policy.Earlier, func(e *policy.Event) { e.Other = &policy.Part{Incident: incident, Classroom: classroom} })
	}
	count := func(per policy.About) policy.Rule {
		return policy.Count{Header: ruled("many"), Per: per, Reaches: 2, Within: 24 * time.Hour}
	}
	s := under(t, count(policy.AboutPlace))
	earlier(s, "i-0", "")
	s.tell(0, policy.Initiate)
	require.Equal(t, []string{"classroom"}, lacks(s.one(time.Hour, "many")))

	s = under(t, count(policy.AboutPerson))
	s.tell(-time.Hour, policy.Earlier, doneBy("lee"), func(e *policy.Event) { e.Other = &policy.Part{Incident: "i-0"} })
	s.tell(0, policy.Initiate, doneBy("lee", "lee"))
	require.Len(t, s.all(time.Hour, "many"), 1, "a person twice is one")

	s = under(t, policy.Count{Header: ruled("many"), Reaches: 3, Within: 24 * time.Hour})
	earlier(s, "i-0", "")
	earlier(s, "i-0", "")
	s.tell(0, policy.Initiate)
	require.Equal(t, policy.Satisfied, s.outcome(time.Hour, "many"), "one incident told twice is one")
}

func TestARequestBeforeTheStartIsInForceWithIt(t *testing.T) {
	h := ruled("answer")
	h.From = policy.Date{Year: 2020, Month: time.January, Day: 1}
	s := under(t, policy.Due{Header: h, After: policy.On(policy.Act{Do: policy.Request}), Act: policy.Act{Do: policy.Contact}, By: policy.Within(policy.For(time.Hour))})
	s.tell(-time.Minute, policy.Request)
	s.tell(0, policy.Initiate)
	require.Equal(t, policy.Breached, s.outcome(3*time.Hour, "answer"))
}

func TestWhatRunsOutElsewhereIsNotOfThisIncident(t *testing.T) {
	s := under(t, policy.Due{Header: ruled("renew"), After: policy.Expires(policy.DesignatedRoom), Act: policy.Act{Do: policy.Report}, By: policy.Within(policy.For(time.Hour))})
	s.tell(0, policy.Initiate, func(e *policy.Event) { e.Place = "room-a" },
		attesting(policy.Credential{Fact: policy.DesignatedRoom, Subject: "room-z", Answer: policy.Yes, Until: s.t0.Add(10 * time.Minute)}))
	require.Equal(t, policy.NotApplicable, s.outcome(5*time.Hour, "renew"))
}

func TestARoleLearntLaterSettlesTheContact(t *testing.T) {
	s := under(t, policy.Due{Header: ruled("told"), After: policy.On(policy.Act{Do: policy.Initiate}), By: policy.Within(policy.For(time.Hour)),
		Act: policy.Act{Do: policy.Contact, To: policy.Who{AtLeast: 1, Role: policy.Parent}}})
	s.tell(0, policy.Initiate)
	s.tell(10*time.Minute, policy.Contact, doneTo("", "p"))
	s.tell(20*time.Minute, policy.Present, doneAs(policy.Parent, "p"))
	require.Equal(t, policy.Satisfied, s.outcome(3*time.Hour, "told"))
}

func TestACallFromTheOfficeDoesNotMoveTheStudent(t *testing.T) {
	s := under(t, policy.During{Header: ruled("room"), Phase: policy.Held, Holds: policy.Is(policy.DesignatedRoom)})
	s.tell(0, policy.Initiate, func(e *policy.Event) { e.Place = "room-a" }, attesting(policy.Credential{Fact: policy.DesignatedRoom, Subject: "room-a", Answer: policy.Yes}))
	s.tell(time.Minute, policy.Contact, func(e *policy.Event) { e.Place = "office" })
	require.Equal(t, policy.Satisfied, s.outcome(5*time.Minute, "room"))
}

func TestASituationKnowsWhoWasToldAlready(t *testing.T) {
	told := func(first string) (*scene, string) {
		s := under(t, policy.Due{Header: ruled("told"), After: policy.LastRelease(), By: policy.Within(policy.For(time.Hour)),
			Act: policy.Act{Do: policy.Support, To: policy.Who{Everyone: true}}})
		s.tell(0, policy.Initiate, doneBy("lee", "kim"))
		s.tell(time.Minute, policy.Release, doneBy("lee"))
		s.tell(2*time.Minute, policy.Support, doneTo("", first))
		return s, s.at(5 * time.Minute).Situation()
	}
	lee, one := told("lee")
	kim, other := told("kim")
	require.NotEqual(t, one, other)
	for _, s := range []*scene{lee, kim} {
		s.tell(10*time.Minute, policy.Support, doneTo("", "kim"))
	}
	require.Equal(t, policy.Satisfied, lee.outcome(2*time.Hour, "told"))
	require.Equal(t, policy.Breached, kim.outcome(2*time.Hour, "told"))
}

func TestWhatTimeEndsIsClosedByNoEvent(t *testing.T) {
	p := buildOK(t, &policy.Regulation{ID: "ourboard", Short: "OB",
		Facts: []policy.FactSpec{{Name: "ourboard/distress", Sort: policy.Lasting, Lasts: 3 * time.Minute}},
		Rules: []policy.Rule{
			policy.Every{Header: policy.Header{Name: "checks", Clauses: []string{"1"}, Demand: "d", When: policy.Is("ourboard/distress")},
				Phase: policy.Held, Act: policy.Act{Do: policy.Monitor}, Gap: policy.For(time.Minute)},
			policy.During{Header: ruled("calm"), Phase: policy.Held, Holds: policy.IsNot("ourboard/distress")},
		}})
	s := openScene(t, p, seclusion.Lifecycle(), nil, october(6, 10, 0))
	s.tell(0, policy.Initiate, stating(policy.Yes, "ourboard/distress"))
	s.tell(time.Minute, policy.Monitor)
	for _, r := range []policy.RuleID{"checks", "calm"} {
		f := s.all(10*time.Minute, r)[0]
		require.Equal(t, policy.Breached, f.Outcome, r)
		require.True(t, f.Until.Equal(s.t0.Add(3*time.Minute)), "%s: %s", r, f.Until)
		require.Empty(t, f.ClosedBy, r)
	}
}

// An earlier use on record for its classroom is not one of another student.
func TestAnEarlierUseOfAnotherStudentIsNotThisOnes(t *testing.T) {
	s := under(t, policy.Count{Header: ruled("repeated"), Per: policy.AboutStudent, Reaches: 2, Within: time.Hour})
	s.tell(-time.Minute, policy.Earlier, func(e *policy.Event) { e.Student, e.Other = "student-2", &policy.Part{Incident: "i-2"} })
	s.tell(0, policy.Initiate, func(e *policy.Event) { e.Student = "student-1" })
	require.Equal(t, policy.Satisfied, s.outcome(0, "repeated"))
	s.tell(-2*time.Minute, policy.Earlier, func(e *policy.Event) { e.Student, e.Other = "student-1", &policy.Part{Incident: "i-3"} })
	require.Equal(t, policy.Flagged, s.outcome(0, "repeated"))
}

// What is simply kept has no gap in which an act could have been discounted.
func TestAKeptIntervalDiscountsNothing(t *testing.T) {
	s := under(t, policy.Every{Header: ruled("checked"), Phase: policy.Held, Act: policy.Act{Do: policy.Monitor}, Gap: policy.For(2 * time.Minute)})
	s.tell(0, policy.Initiate)
	s.tell(time.Minute, policy.Monitor)
	s.tell(2*time.Minute, policy.Release)
	require.Empty(t, s.one(time.Hour, "checked").Discounted)
}

// Of an earlier use whose kind nobody wrote down it cannot be told whether it counts.
func TestAnEarlierUseOfNoKindIsNotLeftOut(t *testing.T) {
	s := under(t, policy.Count{Header: ruled("repeated"), Of: []policy.Kind{policy.Seclusion, policy.Restraint}, Per: policy.AboutStudent,
		Reaches: 2, Within: time.Hour})
	s.tell(-time.Minute, policy.Earlier, func(e *policy.Event) { e.Other = &policy.Part{Incident: "i-2"} })
	s.tell(0, policy.Initiate)
	f := s.one(0, "repeated")
	require.Equal(t, policy.Undetermined, f.Outcome)
	require.Equal(t, []string{"kind"}, lacks(f))
}

// A use that is surely inside the window counts, however far back the calendar knows its days.
func TestAUseInsideTheWindowNeedsNoDaysBeforeIt(t *testing.T) {
	count := policy.Count{Header: ruled("repeated"), Per: policy.AboutStudent, Reaches: 2, Days: 60, Period: policy.SchoolDay}
	p := buildOK(t, sketch(count))
	s := openScene(t, p, restraintMachine(), schoolYear(), october(6, 10, 0)) // the school year began on the first of September
	s.tell(-24*time.Hour, policy.Earlier, func(e *policy.Event) { e.Other = &policy.Part{Incident: "i-2"} })
	s.tell(0, policy.Initiate)
	require.Equal(t, policy.Flagged, s.outcome(0, "repeated"))

	before := openScene(t, p, restraintMachine(), schoolYear(), october(6, 10, 0))
	before.tell(-60*24*time.Hour, policy.Earlier, func(e *policy.Event) { e.Other = &policy.Part{Incident: "i-2"} })
	before.tell(0, policy.Initiate)
	require.Equal(t, policy.Undetermined, before.outcome(0, "repeated"), "before what the calendar knows")
}

// A step-down that was broken off is not the one by which the seclusion ended.
func TestAStepDownBrokenOffIsOfAnotherTime(t *testing.T) {
	owed := policy.Due{Header: ruled("step-down"), After: policy.LastRelease(), By: policy.Within(policy.For(time.Hour)),
		Holds: policy.OnRecordSinceHeld(policy.Act{Do: policy.StepDown})}
	s := openScene(t, buildOK(t, sketch(owed)), seclusion.Lifecycle(), nil, october(6, 10, 0))
	s.tell(0, policy.Initiate)
	s.tell(time.Minute, policy.StepDown)
	s.tell(2*time.Minute, policy.Resume)
	s.tell(3*time.Minute, policy.Release)
	require.Equal(t, policy.Pending, s.outcome(3*time.Minute, "step-down"))
	s.tell(4*time.Minute, policy.StepDown)
	require.Equal(t, policy.Satisfied, s.outcome(4*time.Minute, "step-down"))
}

// A count in elapsed time says just that.
func TestACountWithinSaysNothingOfDays(t *testing.T) {
	p := buildOK(t, sketch(policy.Count{Header: ruled("repeated"), Reaches: 3, Within: 48 * time.Hour}))
	for h := range p.Rules() {
		require.Contains(t, h.Text(), "3 or more uses with one student within 2 days of 24 hours, up to and including this one")
	}
}

// A day that there is not is a fault wherever it stands, and is said once.
func TestDaysThatThereAreNot(t *testing.T) {
	no := policy.Date{Year: 2020, Month: time.February, Day: 31}
	r := sketch(policy.Count{Header: ruled("repeated"), Reaches: 3, Within: time.Hour})
	r.Instrument.Repealed = no
	require.Equal(t, []string{"instrument: 2020-02-31 is no day"}, faultsOf(t, r))
	h := ruled("repeated")
	h.From = no
	require.Equal(t, []string{"rule repeated: 2020-02-31 is no day"}, faultsOf(t, sketch(policy.Count{Header: h, Reaches: 3, Within: time.Hour})))
	r = sketch(policy.Count{Header: ruled("repeated"), Reaches: 3, Within: time.Hour})
	r.Instrument.From = no
	require.Equal(t, []string{"instrument: 2020-02-31 is no day"}, faultsOf(t, r))
}

// A school is not something that uses are counted for.
func TestACountForASchoolDoesNotBuild(t *testing.T) {
	r := sketch(policy.Count{Header: ruled("repeated"), Per: policy.AboutSchool, Reaches: 3, Within: time.Hour})
	require.Equal(t, []string{"rule repeated: counts for a student, a classroom, or a member of the staff"}, faultsOf(t, r))
}

func TestMustBuild(t *testing.T) {
	good := sketch(policy.Limit{Header: ruled("limit"), Phase: policy.Held, Most: policy.For(time.Minute)})
	require.Equal(t, fingerprintOf(t, good), good.MustBuild().Fingerprint())
	require.Panics(t, func() { sketch(policy.Limit{Header: ruled("limit"), Phase: policy.Held}).MustBuild() })
}

// What may have been done before a step-down was broken off leaves it open, where it was owed by then.
func TestWhatMayHaveBeenDoneBeforeAStepDownWasBrokenOff(t *testing.T) {
	for stated, want := range map[policy.Answer]policy.Outcome{policy.Yes: policy.Satisfied, policy.NotRecorded: policy.Undetermined, policy.No: policy.Breached} {
		owed := policy.Due{Header: ruled("steps"), After: policy.Reaches(policy.Held, policy.For(10*time.Minute), policy.Amount{}),
			Holds: policy.OnRecordSinceHeld(policy.Act{Do: policy.Escalate, Holding: policy.Is(policy.PlanStepsFollowed)}), By: policy.Within(policy.For(2 * time.Minute))}
		s := openScene(t, buildOK(t, sketch(owed)), seclusion.Lifecycle(), nil, october(6, 10, 0))
		s.tell(0, policy.Initiate)
		s.tell(time.Minute, policy.Escalate, stating(stated, policy.PlanStepsFollowed))
		s.tell(5*time.Minute, policy.StepDown)
		s.tell(11*time.Minute, policy.Resume)
		f := s.one(15*time.Minute, "steps")
		require.Equal(t, want, f.Outcome, stated)
		if want == policy.Undetermined {
			require.Equal(t, []string{"plan-steps-followed"}, lacks(f))
		}
	}
}

func TestWhatAFactAsksForThatTurnsBeforeTheStartIsOwed(t *testing.T) {
	s := under(t, policy.Due{Header: ruled("asked"), After: policy.Turns(policy.Reached, policy.Yes), Act: policy.Act{Do: policy.Contact}, FromStart: true,
		By: policy.Within(policy.For(time.Hour))})
	s.tell(-time.Minute, policy.Request, stating(policy.Yes, policy.Reached))
	s.tell(0, policy.Initiate)
	s.flips(59*time.Minute, "asked", policy.Pending, policy.Pending, policy.Breached)
}

package ap354_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/ap354"
	"github.com/leastrestrictive/interventions/policy/policytest"
)

// registers is what stands on file where nothing is in the way.
func registers(t *testing.T) policy.Event {
	files := *find(t, flawless(t, policy.Seclusion), "on-file")
	return policy.Event{At: start(), Standing: slices.Clone(files.Standing)}
}

func inspect(t *testing.T, kind policy.Kind, place, student string, change func(*policy.Event)) policy.Assessment {
	t.Helper()
	e := registers(t)
	e.Kind, e.Place, e.Student = kind, place, student
	change(&e)
	a, err := ap().Inspect(policytest.Calendar(), e)
	require.NoError(t, err)
	return a
}

// A question is a standing demand as it is asked without an incident: of a room, of a student, or of the school.
type question struct {
	clause         string
	rule           policy.RuleID
	kinds          []policy.Kind
	place, student string
	fact           policy.Fact
	subject        string
	wanted         policy.Answer
}

func questions() []question {
	const room, child = policytest.Room, policytest.Student
	sec, res := emergency[:1], emergency[1:]
	return []question{
		{"2.1", ap354.EnvironmentSafeAndHumane, sec, room, "", policy.RoomSafeAndHumane, room, policy.Yes},
		{"2.1", ap354.EnvironmentToCode, sec, room, "", policy.RoomMeetsRequirements, room, policy.Yes},
		{"2.1", ap354.EnvironmentFreeOfHazards, sec, room, "", policy.RoomFreeOfHazards, room, policy.Yes},
		{"3.4", ap354.NotWhereDangerous, sec, "", child, policy.SeclusionContraindicated, "", policy.No},
		{"3.4", ap354.NotWhereDangerous, res, "", child, policy.RestraintContraindicated, "", policy.No},
		{"5", ap354.ParentsInPlan, emergency, "", child, policy.PlanInputOffered, "", policy.Yes},
		{"5", ap354.StudentInPlan, emergency, "", child, policy.StudentInvolved, "", policy.Yes},
	}
}

func TestStandingDemandsAreAskedWithoutAnIncident(t *testing.T) {
	for _, q := range questions() {
		for _, kind := range q.kinds {
			look := func(change func(*policy.Event)) policy.Assessment {
				return inspect(t, kind, q.place, q.student, change)
			}
			a := look(func(*policy.Event) {})
			require.Equal(t, policy.Satisfied, a.Outcome(q.rule), q.rule)
			require.Empty(t, found(a), q.rule)
			dated := func(a policy.Answer, from, until time.Time) func(*policy.Event) {
				return func(e *policy.Event) {
					file(e, policy.NotRecorded, q.fact, q.subject)
					e.Standing = append(e.Standing, policy.Credential{Fact: q.fact, Subject: q.subject, Answer: a, From: from, Until: until})
				}
			}
			broken := []func(*policy.Event){func(e *policy.Event) { file(e, opposite(q.wanted), q.fact, q.subject) }}
			kept := []func(*policy.Event){dated(q.wanted, start(), time.Time{}), dated(q.wanted, time.Time{}, start().Add(tick))}
			if q.wanted == policy.Yes { // what has run out, or is to come, is no
				broken = append(broken, dated(policy.Yes, time.Time{}, start()), dated(policy.Yes, start().Add(tick), time.Time{}))
			} else {
				broken = append(broken, dated(policy.Yes, start(), time.Time{}), dated(policy.Yes, time.Time{}, start().Add(tick)))
				kept = append(kept, dated(policy.Yes, time.Time{}, start()), dated(policy.Yes, start().Add(tick), time.Time{}))
			}
			for i, change := range broken {
				a := look(change)
				require.Equal(t, []string{string(q.rule) + " breached"}, found(a), "%s, %d", q.rule, i)
				f := finding(t, a, q.rule)
				require.Equal(t, []string{q.clause}, f.Clauses)
				require.Equal(t, q.subject, f.Subject)
			}
			for i, change := range kept {
				require.Empty(t, found(look(change)), "%s, %d", q.rule, i)
			}
			a = look(func(e *policy.Event) { file(e, policy.NotRecorded, q.fact, q.subject) })
			require.Equal(t, []string{string(q.rule) + " undetermined"}, found(a))
			require.Equal(t, []policy.Fact{q.fact}, lacks(finding(t, a, q.rule)))
		}
	}
}

// An inspection is of what it names: of a room nothing is said about a student, and of the school nothing about either.
func TestAnInspectionIsOfWhatItNames(t *testing.T) {
	for _, q := range questions() {
		for _, of := range [][2]string{{policytest.Room, ""}, {"", policytest.Student}, {"", ""}} {
			if of == [2]string{q.place, q.student} {
				continue
			}
			a := inspect(t, q.kinds[0], of[0], of[1], func(e *policy.Event) { file(e, opposite(q.wanted), q.fact, q.subject) })
			require.Equal(t, policy.NotApplicable, a.Outcome(q.rule), "%s of %v", q.rule, of)
			require.Empty(t, found(a))
		}
	}
	a := inspect(t, policy.Seclusion, policytest.Room, policytest.Student, func(*policy.Event) {})
	require.Equal(t, policy.Satisfied, a.Outcome(ap354.EnvironmentToCode))
	require.Equal(t, policy.Satisfied, a.Outcome(ap354.ParentsInPlan), "both at once")
	require.Equal(t, policy.NotApplicable, a.Outcome(ap354.TwoResourceStaff))
}

// 5: whoever gave it in writing gave it; what is not planned beforehand needs no plan.
func TestConsentToThePlan(t *testing.T) {
	for _, kind := range emergency {
		for _, c := range []struct {
			planned, informed, written policy.Answer
			want                       policy.Outcome
		}{
			{policy.Yes, policy.Yes, policy.No, policy.Satisfied},
			{policy.Yes, policy.No, policy.Yes, policy.Satisfied},
			{policy.Yes, policy.NotRecorded, policy.Yes, policy.Satisfied},
			{policy.Yes, policy.No, policy.No, policy.Breached},
			{policy.Yes, policy.No, policy.NotRecorded, policy.Undetermined},
			{policy.No, policy.No, policy.No, policy.NotApplicable},
			{policy.NotRecorded, policy.No, policy.No, policy.Undetermined},
			{policy.NotRecorded, policy.Yes, policy.No, policy.Satisfied},
		} {
			a := inspect(t, kind, "", policytest.Student, func(e *policy.Event) {
				file(e, c.planned, policy.PlannedMeasure, "")
				file(e, c.informed, policy.InformedConsent, "")
				file(e, c.written, policy.WrittenConsent, "")
			})
			require.Equal(t, c.want.String(), a.Outcome(ap354.ConsentToPlan).String(), "%+v", c)
		}
	}
}

// 4 and 4.1: of whom the registers speak, whether they take part in anything or not.
func TestTheSchoolIsLookedAt(t *testing.T) {
	trained, named := policy.TrainedDeescalation, policy.ResourceStaff
	for _, kind := range emergency {
		for _, c := range []struct {
			name      string
			change    func(*policy.Event)
			four, two policy.Outcome
		}{
			{"two of them", func(*policy.Event) {}, policy.Satisfied, policy.Satisfied},
			{"one of them", func(e *policy.Event) {
				file(e, policy.No, trained, "ash")
				file(e, policy.No, named, "ash")
			}, policy.Satisfied, policy.Breached},
			{"none of them", func(e *policy.Event) {
				for _, id := range []string{"ash", "birch"} {
					file(e, policy.No, trained, id)
					file(e, policy.No, named, id)
				}
			}, policy.Breached, policy.Breached},
			{"one who is named and one who is trained", func(e *policy.Event) { file(e, policy.No, policy.Trained, "birch") }, policy.Satisfied, policy.Breached},
			{"a third one", func(e *policy.Event) {
				file(e, policy.No, named, "birch")
				file(e, policy.Yes, named, "cedar")
			}, policy.Satisfied, policy.Satisfied},
			{"no registers", func(e *policy.Event) { e.Standing = nil }, policy.Undetermined, policy.Undetermined},
		} {
			a := inspect(t, kind, "", "", c.change)
			require.Equal(t, c.four.String(), a.Outcome(ap354.StaffTrainedToDefuse).String(), c.name)
			require.Equal(t, c.two.String(), a.Outcome(ap354.TwoResourceStaff).String(), c.name)
		}
	}
	es := flawless(t, policy.Seclusion)
	for _, id := range []string{"ash", "birch"} {
		file(find(t, es, "on-file"), policy.No, named, id)
		file(find(t, es, "on-file"), policy.No, trained, id)
	}
	require.Empty(t, found(judge(t, ap(), policy.Seclusion, es, later())), "the school is not judged in an incident")
}

// Of a time-out nothing is asked, with an incident and without one.
func TestNothingIsAskedOfATimeOut(t *testing.T) {
	for _, place := range []string{"", policytest.OtherRoom} {
		a := inspect(t, policy.TimeOut, place, "", func(e *policy.Event) { e.Standing = nil })
		require.Empty(t, slices.Collect(a.All()))
	}
	a := judge(t, ap(), policy.TimeOut, []policy.Event{{Activity: policy.Initiate, At: start()}}, later())
	require.Empty(t, slices.Collect(a.All()))
	require.Empty(t, slices.Collect(a.Due()))
}

package cbe3007_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
)

// A question is a standing demand as it is asked without an incident: of a room, of a student's plan and consent, of the school.
type question struct {
	clauses string
	rule    policy.RuleID
	kinds   []policy.Kind
	place   string
	student string
	fact    policy.Fact
	subject string
	room    bool // it hangs on which rooms are meant
}

func questions() []question {
	const room, child = "room-a", "student-0001"
	return []question{
		{"6(9)", cbe3007.ConsentInWriting, allKinds, "", child, policy.WrittenConsent, "", false},
		{"6(10)", cbe3007.StudentInvolvedBefore, allKinds, "", child, policy.StudentInvolved, "", false},
		{"6(11)", cbe3007.PlanHoldsPrevention, allKinds, "", child, policy.PlanDocumentsPrevention, "", false},
		{"6(12)", cbe3007.InformedByData, allKinds, "", child, policy.FunctionalData, "", false},
		{"7(9)", cbe3007.InputToPlans, allKinds, "", child, policy.PlanInputOffered, "", false},
		{"7(10)", cbe3007.PlanHoldsTransitions, allKinds, "", child, policy.PlanTransitions, "", false},
		{"7(10)", cbe3007.PlanHoldsTransitions, allKinds, "", child, policy.PlanStepDown, "", false},
		{"6(3)", cbe3007.ExclusionSpaceApproved, out, room, "", policy.ApprovedSpace, room, false},
		{"7(12)(a) 6(3)", cbe3007.InDesignatedRoom, sec, room, "", policy.DesignatedRoom, room, false},
		{"7(1)(a)", cbe3007.RoomKeepsDignity, sec, room, "", policy.RoomKeepsDignity, room, true},
		{"7(1)(b)", cbe3007.RoomEasyToReach, sec, room, "", policy.RoomEasyAccess, room, true},
		{"7(1)(c)", cbe3007.RoomObservable, sec, room, "", policy.RoomObservable, room, true},
		{"7(1)(d)", cbe3007.RoomAwayFromStairs, sec, room, "", policy.RoomAwayFromStairs, room, true},
		{"7(2)(a)", cbe3007.RoomMeetsRequirements, sec, room, "", policy.RoomMeetsRequirements, room, true},
		{"7(2)(b)", cbe3007.RoomSafeAndHumane, sec, room, "", policy.RoomSafeAndHumane, room, true},
		{"7(3)", cbe3007.RoomFreeOfHazards, sec, room, "", policy.RoomFreeOfHazards, room, true},
		{"7(6)(a)(i)", cbe3007.TrainingInPositiveSupports, allKinds, "", "", policy.TrainingPositiveSupports, "", false},
		{"7(6)(a)(ii)", cbe3007.TrainingInEmergencies, allKinds, "", "", policy.TrainingEmergencies, "", false},
		{"7(6)(a)(iii)", cbe3007.TrainingInTrauma, allKinds, "", "", policy.TrainingTraumaInformed, "", false},
		{"7(6)(a)(iv)", cbe3007.TrainingInAssessment, allKinds, "", "", policy.TrainingFunctionalAssessment, "", false},
		{"7(6)(c)", cbe3007.ExpectationsKnown, allKinds, "", "", policy.ExpectationsCommunicated, "", false},
		{"7(6)(d)", cbe3007.PreventionProceduresKnown, sec, "", "", policy.PreventionProcedures, "", false},
		{"7(6)(e)", cbe3007.StaffAvailable, sec, "", "", policy.StaffAvailable, "", false},
	}
}

// look inspects with what the registers say, changed.
func look(t *testing.T, p *policy.Profile, kind policy.Kind, place, student string, fs ...func(*policy.Event)) policy.Assessment {
	e := policy.Event{At: monday(t), Kind: kind, Place: place, Student: student, Standing: registers()}
	for _, f := range fs {
		f(&e)
	}
	a, err := p.Inspect(weekdays(t), e)
	require.NoError(t, err)
	return a
}

// dated bounds what stands on file of a subject.
func dated(f policy.Fact, subject string, from, until time.Time) func(*policy.Event) {
	return func(e *policy.Event) {
		for i := range e.Standing {
			if c := &e.Standing[i]; c.Fact == f && c.Subject == subject {
				c.From, c.Until = from, until
			}
		}
	}
}

func TestStandingDemandsAreAskedWithoutAnIncident(t *testing.T) {
	now := monday(t)
	midnight := time.Date(2025, 10, 6, 0, 0, 0, 0, edmonton(t))
	for _, q := range questions() {
		for _, kind := range q.kinds {
			t.Run(q.clauses+"/"+string(kind)+"/"+string(q.fact), func(t *testing.T) {
				look := func(p *policy.Profile, fs ...func(*policy.Event)) policy.Assessment {
					return look(t, p, kind, q.place, q.student, fs...)
				}
				a := look(ar())
				require.Equal(t, policy.Satisfied, a.Outcome(q.rule))
				require.Empty(t, found(a))

				for name, broken := range map[string]func(*policy.Event){
					"no":           onFile(q.fact, q.subject, policy.No),
					"out that day": dated(q.fact, q.subject, time.Time{}, midnight),
					"out now":      dated(q.fact, q.subject, time.Time{}, now),
					"to come":      dated(q.fact, q.subject, now.Add(tick), time.Time{}),
				} {
					if q.rule == cbe3007.InDesignatedRoom {
						continue // the room clauses hang on it too: below
					}
					a := look(ar(), broken)
					require.Equal(t, []string{string(q.rule) + " breached"}, found(a), name)
					f := finding(t, a, q.rule)
					require.Equal(t, q.clauses, f.Clauses[0], name)
					require.Equal(t, q.subject, f.Subject, name)
				}
				for _, valid := range []func(*policy.Event){dated(q.fact, q.subject, now, time.Time{}), dated(q.fact, q.subject, time.Time{}, now.Add(tick))} {
					require.Empty(t, found(look(ar(), valid)))
				}

				a = look(ar(), onFile(q.fact, q.subject, policy.NotRecorded))
				require.Equal(t, policy.Undetermined, a.Outcome(q.rule))
				require.Equal(t, []policy.Missing{{Fact: q.fact}}, finding(t, a, q.rule).Missing)

				designated := under(t, answer(cbe3007.ReadingRoomClauses, cbe3007.DesignatedRooms))
				undesignated := onFile(policy.DesignatedRoom, "room-a", policy.No)
				no := onFile(q.fact, q.subject, policy.No)
				require.Equal(t, policy.Breached, look(designated, no).Outcome(q.rule))
				if q.room {
					require.Equal(t, policy.NotApplicable, look(designated, no, undesignated).Outcome(q.rule))
					require.Equal(t, policy.Breached, look(ar(), no, undesignated).Outcome(q.rule))
					f := finding(t, look(ar(), no, undesignated), q.rule)
					require.Equal(t, []string{cbe3007.ReadingRoomClauses}, f.Readings)
				}
			})
		}
		for _, kind := range allKinds {
			if !slices.Contains(q.kinds, kind) {
				a := look(t, ar(), kind, q.place, q.student, onFile(q.fact, q.subject, policy.No))
				require.Equal(t, policy.NotApplicable, a.Outcome(q.rule), "%s of a %s", q.rule, kind)
			}
		}
	}
}

// An inspection is of what it names: of a room nothing is said about plans, and of a school nothing about rooms.
func TestAnInspectionIsOfWhatItNames(t *testing.T) {
	asks := func(q question) string { return q.place + "," + q.student }
	for _, of := range []string{"room-a,", ",student-0001", ","} {
		for _, q := range questions() {
			for _, other := range questions() {
				if asks(q) != of || asks(other) == of {
					continue
				}
				a := look(t, ar(), q.kinds[0], q.place, q.student, onFile(other.fact, other.subject, policy.No))
				require.Equal(t, policy.NotApplicable, a.Outcome(other.rule), "%s, of %q", other.rule, of)
				require.NotContains(t, found(a), string(other.rule)+" breached")
			}
		}
	}
	a := look(t, ar(), policy.Seclusion, "room-a", "student-0001")
	require.Equal(t, policy.Satisfied, a.Outcome(cbe3007.InDesignatedRoom))
	require.Equal(t, policy.Satisfied, a.Outcome(cbe3007.ConsentInWriting), "both at once")
}

func TestADesignationThatIsMissingBreaksOneClauseOnly(t *testing.T) {
	a := look(t, ar(), policy.Seclusion, "room-a", "", onFile(policy.DesignatedRoom, "room-a", policy.No))
	require.Equal(t, []string{"in-designated-room breached"}, found(a))
	require.Equal(t, []string{"7(12)(a)", "6(3)"}, finding(t, a, cbe3007.InDesignatedRoom).Clauses)
	a = look(t, ar(), policy.Seclusion, "hallway", "")
	require.Equal(t, policy.Undetermined, a.Outcome(cbe3007.InDesignatedRoom), "nothing is on file of the hallway")
	require.Len(t, found(a), 8)

	inclusive := onFile(policy.ExclusionSpace, "room-a", policy.No)
	a = look(t, ar(), policy.TimeOut, "room-a", "", inclusive, onFile(policy.ApprovedSpace, "room-a", policy.No))
	require.Equal(t, policy.NotApplicable, a.Outcome(cbe3007.ExclusionSpaceApproved), "a time-out that excludes nobody needs no approval")
	a = look(t, ar(), policy.TimeOut, "room-a", "", onFile(policy.ExclusionSpace, "room-a", policy.NotRecorded), onFile(policy.ApprovedSpace, "room-a", policy.No))
	require.Equal(t, []policy.Missing{{Fact: policy.ExclusionSpace}}, finding(t, a, cbe3007.ExclusionSpaceApproved).Missing)
}

// 7(6)(b): two people, each with both trainings, whatever key staff are taken to be.
func TestTwoKeyStaffAreTrained(t *testing.T) {
	now := monday(t)
	for _, p := range []*policy.Profile{ar(), under(t, answer(cbe3007.ReadingKeyStaff, cbe3007.NamedByPrincipal))} {
		for _, kind := range allKinds {
			asked := func(fs ...func(*policy.Event)) policy.Assessment { return look(t, p, kind, "", "", fs...) }
			for _, c := range []struct {
				name string
				set  []func(*policy.Event)
				want policy.Outcome
			}{
				{"two", nil, policy.Satisfied},
				{"one", []func(*policy.Event){onFile(policy.TrainedTCI, "staff-02", policy.No)}, policy.Breached},
				{"one, and another half", []func(*policy.Event){onFile(policy.TrainedTCI, "staff-02", policy.No), onFile(policy.TrainedTCI, "staff-03", policy.Yes)},
					policy.Breached},
				{"one, of the other nothing", []func(*policy.Event){onFile(policy.TrainedTCI, "staff-02", policy.NotRecorded),
					onFile(policy.TrainedFBA, "staff-02", policy.NotRecorded)}, policy.Breached},
				{"two others", []func(*policy.Event){onFile(policy.TrainedTCI, "staff-02", policy.No), holdsAll("staff-03")}, policy.Satisfied},
				{"until now", []func(*policy.Event){dated(policy.TrainedFBA, "staff-01", time.Time{}, now)}, policy.Breached},
				{"a moment longer", []func(*policy.Event){dated(policy.TrainedFBA, "staff-01", time.Time{}, now.Add(tick))}, policy.Satisfied},
				{"nothing at all", []func(*policy.Event){func(e *policy.Event) { e.Standing = nil }}, policy.Undetermined},
			} {
				a := asked(c.set...)
				require.Equal(t, c.want.String(), a.Outcome(cbe3007.TwoKeyStaffTrained).String(), "%s, %s", kind, c.name)
				require.Equal(t, []string{"7(6)(b)"}, finding(t, a, cbe3007.TwoKeyStaffTrained).Clauses)
			}
		}
	}
}

// What is asked of a school, a room or a plan is not asked again in each incident, but for what an incident rests on.
func TestTheSchoolIsNotJudgedInAnIncident(t *testing.T) {
	start := monday(t)
	es := on("start", func(e *policy.Event) {
		for _, f := range schoolFacts {
			onFile(f, "", policy.No)(e)
		}
	}).of(kept(start, usual))
	for _, kind := range allKinds {
		require.Empty(t, found(tell(t, ar(), kind, weekdays(t), es).Assess(start.AddDate(0, 1, 0))))
	}
}

func TestAnInspectionOfAKindThatTheRegulationDoesNotKnow(t *testing.T) {
	_, err := ar().Inspect(weekdays(t), policy.Event{At: monday(t), Kind: "ourboard/quiet-room", Place: "room-a"})
	var no *policy.ProfileError
	require.ErrorAs(t, err, &no)
	_, err = ar().Inspect(weekdays(t), policy.Event{At: monday(t), Place: "room-a"})
	var bad *policy.RecordError
	require.ErrorAs(t, err, &bad)
	require.Equal(t, "kind", bad.Field)
}

// Plans are made before anything is used: when a student is held again the consent and the room are asked anew, and the plans are not.
func TestPlansAreAskedAtTheStartOnly(t *testing.T) {
	start := monday(t)
	for _, f := range planFacts[1:] {
		es := edits(heldAgain, on("start", dated(f, "", time.Time{}, start.Add(10*minute)))).of(kept(start, usual))
		for _, kind := range allKinds {
			require.Empty(t, found(tell(t, ar(), kind, weekdays(t), es).Assess(start.AddDate(0, 1, 0))), "%s of a %s", f, kind)
		}
	}
}

package cbe3007

import (
	"time"

	"github.com/leastrestrictive/interventions/policy"
)

// DangerImminent: a seclusion begins, or begins again, only where there is imminent danger of harm (7(11)(a)).
const DangerImminent policy.RuleID = "danger-imminent"

// LessRestrictiveFirst: only where less restrictive interventions are not possible or have not worked (7(11)(b)).
const LessRestrictiveFirst policy.RuleID = "less-restrictive-first"

// SeclusionCanHelp: only where it can diminish the threat (7(11)(c)).
const SeclusionCanHelp policy.RuleID = "seclusion-can-help"

// TrainedStaffBegin: each who initiates is trained, qualified and authorized (6(8)).
const TrainedStaffBegin policy.RuleID = "trained-staff-begin"

// TrainedStaffDeliver: so is each who checks and reviews (6(8)).
const TrainedStaffDeliver policy.RuleID = "trained-staff-deliver"

// ConsentInWriting: written informed consent covers it (6(9)).
const ConsentInWriting policy.RuleID = "consent-in-writing"

// InDesignatedRoom: in a secure room designated for seclusion and approved (7(12)(a), 6(3)).
const InDesignatedRoom policy.RuleID = "in-designated-room"

// NotAtRiskOfSelfInjury: never begun with a student at risk of serious self-injury or suicide (7(20)(d)).
const NotAtRiskOfSelfInjury policy.RuleID = "not-at-risk-of-self-injury"

// NoSelfInjuryWhileHeld: nor continued with one; release is due (7(20)(d)).
const NoSelfInjuryWhileHeld policy.RuleID = "no-self-injury-while-held"

// NotContinuedAtRiskOfSelfInjury: no review decides to go on with one (7(20)(d)).
const NotContinuedAtRiskOfSelfInjury policy.RuleID = "not-continued-at-risk-of-self-injury"

// SeenAndHeard: the student is seen and heard without a gap (6(6)).
const SeenAndHeard policy.RuleID = "seen-and-heard"

// SomebodyWhoCanCommunicate: with a student whose speech is not enough, somebody who can communicate with them is there
// throughout (6(7)).
const SomebodyWhoCanCommunicate policy.RuleID = "somebody-who-can-communicate"

// FaceToFaceEveryTwoMinutes: face-to-face monitoring at most two minutes apart (7(16)(a)).
const FaceToFaceEveryTwoMinutes policy.RuleID = "face-to-face-every-two-minutes"

// KeyStaffReviewEveryTwoMinutes: two key staff review the need to continue at most two minutes apart (7(16)(b)).
const KeyStaffReviewEveryTwoMinutes policy.RuleID = "key-staff-review-every-two-minutes"

// SeclusionAtMostThirtyMinutes: at most thirty minutes in all (7(17)).
const SeclusionAtMostThirtyMinutes policy.RuleID = "seclusion-at-most-thirty-minutes"

// RestraintAtMostThirtyMinutes: at most thirty minutes in all (7(25)).
const RestraintAtMostThirtyMinutes policy.RuleID = "restraint-at-most-thirty-minutes"

// TimeOutAtMostFifteenMinutes: at most fifteen minutes in all (7(32)).
const TimeOutAtMostFifteenMinutes policy.RuleID = "time-out-at-most-fifteen-minutes"

// PlanStepsPastThirtyMinutes: past thirty minutes, while danger continues, the steps of the plan are followed (7(18)).
const PlanStepsPastThirtyMinutes policy.RuleID = "plan-steps-past-thirty-minutes"

// DoorOpenedWhenSafe: the step-down opens the door when it is safe (7(19)(a)).
const DoorOpenedWhenSafe policy.RuleID = "door-opened-when-safe"

// StudentHelpsDecide: the student helps decide when they are ready (7(19)(b), 6(14)).
const StudentHelpsDecide policy.RuleID = "student-helps-decide"

// ObservedBeforeClass: readiness for class is observed for a while (7(19)(c)).
const ObservedBeforeClass policy.RuleID = "observed-before-class"

// StudentCanPlan: the student can plan how to prevent the next one (7(19)(d)).
const StudentCanPlan policy.RuleID = "student-can-plan"

// PlanForReentry: there is a plan for coming back to class (7(19)(e)).
const PlanForReentry policy.RuleID = "plan-for-re-entry"

// ParentsInformedSameDay: parents are informed the same day (7(36)); where an attempt was made that day, 7(37) excuses it for
// seclusion and restraint.
const ParentsInformedSameDay policy.RuleID = "parents-informed-same-day"

// ParentsInformedAfterAll: parents who could not be reached that day are informed as soon as possible (7(37)).
const ParentsInformedAfterAll policy.RuleID = "parents-informed-after-all"

// DebriefWithinThreeDays: reflection and review within three days (7(38)).
const DebriefWithinThreeDays policy.RuleID = "debrief-within-three-days"

// DebriefWithPrincipal: the debrief includes the principal (7(39)(a)).
const DebriefWithPrincipal policy.RuleID = "debrief-with-principal"

// DebriefWithStaffInvolved: it includes each who took part (7(39)(b)).
const DebriefWithStaffInvolved policy.RuleID = "debrief-with-staff-involved"

// DebriefWithParent: it includes the parent or guardian (7(39)(c)).
const DebriefWithParent policy.RuleID = "debrief-with-parent"

// RoomCleaned: the room is sanitized and cleaned after each use (7(4)).
const RoomCleaned policy.RuleID = "room-cleaned"

// ReportedToDirector: each seclusion is reported to the director of Inclusive Education (7(45)).
const ReportedToDirector policy.RuleID = "reported-to-director"

var (
	seclusion  = []policy.Kind{policy.Seclusion}
	restraint  = []policy.Kind{policy.Restraint}
	timeOut    = []policy.Kind{policy.TimeOut}
	emergency  = []policy.Kind{policy.Seclusion, policy.Restraint}
	begins     = []policy.Activity{policy.Initiate, policy.Resume}
	intervener = []policy.Fact{policy.Trained, policy.Qualified, policy.Authorized}
)

// debriefTerm is the documented default where a duty has no term: the end of that of the debrief, 7(38).
func debriefTerm() policy.Term { return policy.Days(3, policy.LocalDay) }

func rules() []policy.Rule {
	danger := policy.Any(policy.Is(policy.DangerToSelf), policy.Is(policy.DangerToOthers))
	parent := policy.Who{AtLeast: 1, Role: policy.Parent}
	reached := policy.Act{Do: policy.Contact, To: parent, Holding: policy.Is(policy.Reached)}
	under := func(reading, answer string) []policy.Choice {
		return []policy.Choice{{Reading: reading, Answer: answer}}
	}
	gate := func(name policy.RuleID, demand string, kinds []policy.Kind, clauses ...string) policy.Header {
		return policy.Header{Name: name, Clauses: clauses, Demand: demand, Kinds: kinds, Gate: true}
	}
	duty := func(name policy.RuleID, demand string, kinds []policy.Kind, clauses ...string) policy.Header {
		return policy.Header{Name: name, Clauses: clauses, Demand: demand, Kinds: kinds}
	}
	both := gate(DangerImminent, "imminent danger of harm", seclusion, "7(11)(a)")
	either := both
	either.Under, both.Under = under(ReadingDangerToWhom, SelfOrOthers), under(ReadingDangerToWhom, SelfAndOthers)

	review := duty(KeyStaffReviewEveryTwoMinutes, "two key staff review", seclusion, "7(16)(b)")
	named := review
	review.Under, named.Under = under(ReadingKeyStaff, TrainedInBoth), under(ReadingKeyStaff, NamedByPrincipal)
	keyStaff := func(holding ...policy.Fact) policy.Act {
		return policy.Act{Do: policy.Review, By: policy.Who{AtLeast: 2, Holding: holding}}
	}

	// 7(37) excuses an attempt that day, and binds seclusion and restraint only.
	attempted := func(h policy.Header) policy.Header {
		h.Kinds = emergency
		h.Unless, h.Except = policy.OnRecordThatDay(policy.Act{Do: policy.Contact, To: parent}), []string{"7(37)"}
		return h
	}
	sameDay := duty(ParentsInformedSameDay, "parents informed the same day", timeOut, "7(36)")
	contact := func(h policy.Header, after policy.Anchor, answer string) policy.Rule {
		h.Under = under(ReadingDayOfContact, answer)
		return policy.Due{Header: h, After: after, Act: reached, By: policy.EndOf(policy.LocalDay), FromStart: true}
	}
	start := policy.On(policy.Act{Do: policy.Initiate})

	debrief := func(term policy.Term, answer string) policy.Rule {
		h := duty(DebriefWithinThreeDays, "debrief within three days", nil, "7(38)")
		h.Under = under(ReadingDebriefDays, answer)
		return policy.Due{Header: h, After: policy.LastRelease(), Act: policy.Act{Do: policy.Debrief}, By: term}
	}
	with := func(name policy.RuleID, demand string, w policy.Who, clause string) policy.Rule {
		h := duty(name, demand, nil, clause)
		h.Force = policy.Should
		return policy.At{Header: h, On: []policy.Activity{policy.Debrief}, Holds: policy.By(w)}
	}
	// What a step-down holds may stand on the record of its beginning or of its end; that the door was opened, on the release too.
	stepDown := func(name policy.RuleID, demand string, f policy.Fact, clauses ...string) policy.Rule {
		records := []policy.Activity{policy.StepDown, policy.End}
		if f == policy.DoorOpened {
			records = append(records, policy.Release)
		}
		var anywhere []policy.Condition
		for _, a := range records {
			anywhere = append(anywhere, policy.OnRecord(policy.Act{Do: a, Holding: policy.Is(f)}))
		}
		return policy.Due{Header: duty(name, demand, seclusion, clauses...), After: policy.LastRelease(),
			Holds: policy.Any(anywhere...), By: policy.NotStated(debriefTerm())}
	}

	return []policy.Rule{
		policy.At{Header: either, On: begins, Holds: danger},
		policy.At{Header: both, On: begins, Holds: policy.All(policy.Is(policy.DangerToSelf), policy.Is(policy.DangerToOthers))},
		policy.At{Header: gate(LessRestrictiveFirst, "less restrictive interventions not possible or ineffective", seclusion, "7(11)(b)"),
			On: begins, Holds: policy.Is(policy.LessRestrictiveIneffective)},
		policy.At{Header: gate(SeclusionCanHelp, "a threat that seclusion can diminish", seclusion, "7(11)(c)"),
			On: begins, Holds: policy.Is(policy.ThreatCanBeDiminished)},
		policy.At{Header: gate(TrainedStaffBegin, "trained, qualified and authorized staff", nil, "6(8)"),
			On: begins, Holds: policy.By(policy.Who{Each: true, Holding: intervener})},
		policy.At{Header: duty(TrainedStaffDeliver, "trained, qualified and authorized staff", nil, "6(8)"),
			On: []policy.Activity{policy.Monitor, policy.Review}, Holds: policy.By(policy.Who{Each: true, Holding: intervener})},
		policy.At{Header: gate(ConsentInWriting, "written informed consent", nil, "6(9)"),
			On: begins, Holds: policy.Is(policy.WrittenConsent)},
		policy.At{Header: gate(InDesignatedRoom, "a secure room designated for seclusion", seclusion, "7(12)(a)", "6(3)"),
			On: begins, Holds: policy.Is(policy.DesignatedRoom)},
		policy.At{Header: gate(NotAtRiskOfSelfInjury, "no risk of serious self-injury or suicide", seclusion, "7(20)(d)"),
			On: begins, Holds: policy.IsNot(policy.SelfInjuryRisk)},
		policy.At{Header: policy.Header{Name: NotContinuedAtRiskOfSelfInjury, Clauses: []string{"7(20)(d)"}, Gate: true, Kinds: seclusion,
			Demand: "no going on at risk of serious self-injury or suicide", When: policy.Is(policy.Continue)},
			On: []policy.Activity{policy.Review}, Holds: policy.IsNot(policy.SelfInjuryRisk)},
		policy.During{Header: duty(NoSelfInjuryWhileHeld, "no risk of serious self-injury or suicide while held", seclusion, "7(20)(d)"),
			Phase: policy.Held, Holds: policy.IsNot(policy.SelfInjuryRisk), ReleaseDue: true},
		policy.During{Header: duty(SeenAndHeard, "seen and heard without a gap", emergency, "6(6)"),
			Phase: policy.Held, Holds: policy.All(policy.Is(policy.VisualMonitoring), policy.Is(policy.AuralMonitoring))},
		policy.During{Header: policy.Header{Name: SomebodyWhoCanCommunicate, Clauses: []string{"6(7)"},
			Demand: "somebody there who can communicate with the student", Kinds: seclusion, When: policy.Is(policy.SpeechInadequate)},
			Phase: policy.Held, Holds: policy.Attended(policy.Who{AtLeast: 1, Holding: []policy.Fact{policy.CommunicatesWithThem}})},
		policy.Every{Header: duty(FaceToFaceEveryTwoMinutes, "face-to-face monitoring", seclusion, "7(16)(a)"),
			Phase: policy.Held, Act: policy.Act{Do: policy.Monitor, Holding: policy.Is(policy.FaceToFace)}, Gap: policy.For(2 * time.Minute)},
		policy.Every{Header: review, Phase: policy.Held, Act: keyStaff(policy.TrainedFBA, policy.TrainedTCI), Gap: policy.For(2 * time.Minute)},
		policy.Every{Header: named, Phase: policy.Held, Act: keyStaff(policy.DesignatedKeyStaff), Gap: policy.For(2 * time.Minute)},
		policy.Limit{Header: duty(SeclusionAtMostThirtyMinutes, "at most thirty minutes in all", seclusion, "7(17)"),
			Phase: policy.Held, Most: policy.For(30 * time.Minute)},
		policy.Limit{Header: duty(RestraintAtMostThirtyMinutes, "at most thirty minutes in all", restraint, "7(25)"),
			Phase: policy.Held, Most: policy.For(30 * time.Minute)},
		policy.Limit{Header: duty(TimeOutAtMostFifteenMinutes, "at most fifteen minutes in all", timeOut, "7(32)"),
			Phase: policy.Held, Most: policy.For(15 * time.Minute)},
		// The text gives no time for the steps; two minutes, the interval of the reviews, is the documented default.
		policy.Due{Header: policy.Header{Name: PlanStepsPastThirtyMinutes, Clauses: []string{"7(18)"},
			Demand: "the plan's steps followed", Kinds: seclusion, When: danger},
			After: policy.Reaches(policy.Held, policy.For(30*time.Minute), policy.Amount{}),
			Act:   policy.Act{Do: policy.Escalate, Holding: policy.Is(policy.PlanStepsFollowed)},
			By:    policy.NotStated(policy.Within(policy.For(2 * time.Minute)))},
		stepDown(DoorOpenedWhenSafe, "step-down: door opened when safe", policy.DoorOpened, "7(19)(a)"),
		stepDown(StudentHelpsDecide, "step-down: the student helps decide", policy.StudentHelpedDecide, "7(19)(b)", "6(14)"),
		stepDown(ObservedBeforeClass, "step-down: readiness observed", policy.ObservationPeriod, "7(19)(c)"),
		stepDown(StudentCanPlan, "step-down: the student can plan prevention", policy.PreventionPlanOffered, "7(19)(d)"),
		stepDown(PlanForReentry, "step-down: plan for coming back to class", policy.ReentryPlan, "7(19)(e)"),
		contact(attempted(sameDay), policy.LastRelease(), OfLastRelease),
		contact(attempted(sameDay), start, OfStart),
		contact(sameDay, policy.LastRelease(), OfLastRelease),
		contact(sameDay, start, OfStart),
		policy.Due{Header: duty(ParentsInformedAfterAll, "parents informed as soon as possible", emergency, "7(37)"),
			After: policy.Comes(ParentsInformedSameDay, policy.Excused), Act: reached, By: policy.AsSoonAsPossible(policy.EndOfNext(policy.SchoolDay))},
		debrief(policy.Days(3, policy.LocalDay), CalendarDays),
		debrief(policy.Days(3, policy.SchoolDay), SchoolDays),
		with(DebriefWithPrincipal, "debrief with the principal", policy.Who{AtLeast: 1, Role: policy.Principal}, "7(39)(a)"),
		with(DebriefWithStaffInvolved, "debrief with the staff involved", policy.Who{Everyone: true}, "7(39)(b)"),
		with(DebriefWithParent, "debrief with the parent or guardian", parent, "7(39)(c)"),
		policy.Due{Header: duty(RoomCleaned, "room sanitized and cleaned", seclusion, "7(4)"),
			After: policy.LastRelease(), Act: policy.Act{Do: policy.Clean}, By: policy.NotStated(policy.BeforeNextUse())},
		policy.Due{Header: duty(ReportedToDirector, "reported to the director of Inclusive Education", seclusion, "7(45)"),
			After: policy.LastRelease(), Act: policy.Act{Do: policy.Report, To: policy.Who{AtLeast: 1, Role: policy.Director}}, By: policy.NotStated(debriefTerm())},
	}
}

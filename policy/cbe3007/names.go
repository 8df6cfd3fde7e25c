package cbe3007

import "github.com/leastrestrictive/interventions/policy"

// The names of the rules. What stands above each is written by go generate.

// DangerImminent: a seclusion begins, or begins again, only where there is imminent danger of harm (7(11)(a)).
const DangerImminent policy.RuleID = "danger-imminent"

// OnlyToPreventHarm: no review decides to go on without danger of harm (7(12)(c)).
const OnlyToPreventHarm policy.RuleID = "only-to-prevent-harm"

// ExclusionSpaceApproved: an exclusion time-out takes place in an approved space (6(3)).
const ExclusionSpaceApproved policy.RuleID = "exclusion-space-approved"

// EmergencyOnly: only in an emergency or in exceptional circumstances (7(11), 7(21)).
const EmergencyOnly policy.RuleID = "emergency-only"

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

// NotContinuedAtRiskOfSelfInjury: no review decides to go on with one (7(20)(d)).
const NotContinuedAtRiskOfSelfInjury policy.RuleID = "not-continued-at-risk-of-self-injury"

// TimeOutNotRecurrent: never as a recurrent strategy (7(35)(e)).
const TimeOutNotRecurrent policy.RuleID = "time-out-not-recurrent"

// NotAtRiskOfSelfInjury: never begun with a student at risk of serious self-injury or suicide (7(20)(d)).
const NotAtRiskOfSelfInjury policy.RuleID = "not-at-risk-of-self-injury"

// NoSelfInjuryWhileHeld: nor continued with one; release is due (7(20)(d)).
const NoSelfInjuryWhileHeld policy.RuleID = "no-self-injury-while-held"

// RestraintNotToManageBehaviour: never to manage behaviour (7(28)(a)).
const RestraintNotToManageBehaviour policy.RuleID = "restraint-not-to-manage-behaviour"

// RestraintNotAsConsequence: never as a consequence or punishment (7(28)(b)).
const RestraintNotAsConsequence policy.RuleID = "restraint-not-as-consequence"

// RestraintNotAsCorporalPunishment: never as a physical punishment (7(28)(c)).
const RestraintNotAsCorporalPunishment policy.RuleID = "restraint-not-as-corporal-punishment"

// TimeOutNotUniversal: never as a support for everybody (7(35)(a)).
const TimeOutNotUniversal policy.RuleID = "time-out-not-universal"

// TimeOutNotToCalm: never to calm (7(35)(b)).
const TimeOutNotToCalm policy.RuleID = "time-out-not-to-calm"

// TimeOutNotAsConsequence: never as a consequence (7(35)(c)).
const TimeOutNotAsConsequence policy.RuleID = "time-out-not-as-consequence"

// TimeOutNotInSecludedSpace: never in a secluded space (7(35)(d)).
const TimeOutNotInSecludedSpace policy.RuleID = "time-out-not-in-secluded-space"

// RoomKeepsDignity: the room keeps the student's dignity (7(1)(a)).
const RoomKeepsDignity policy.RuleID = "room-keeps-dignity"

// RoomEasyToReach: staff reach it promptly and easily (7(1)(b)).
const RoomEasyToReach policy.RuleID = "room-easy-to-reach"

// RoomObservable: it can be observed continuously (7(1)(c)).
const RoomObservable policy.RuleID = "room-observable"

// RoomAwayFromStairs: it is away from elevators, stairs and exits (7(1)(d)).
const RoomAwayFromStairs policy.RuleID = "room-away-from-stairs"

// RoomMeetsRequirements: it meets the requirements (7(2)(a)).
const RoomMeetsRequirements policy.RuleID = "room-meets-requirements"

// RoomSafeAndHumane: it is safe and humane (7(2)(b)).
const RoomSafeAndHumane policy.RuleID = "room-safe-and-humane"

// RoomFreeOfHazards: nothing in it may harm (7(3)).
const RoomFreeOfHazards policy.RuleID = "room-free-of-hazards"

// StudentInvolvedBefore: the student was involved beforehand (6(10)).
const StudentInvolvedBefore policy.RuleID = "student-involved-before"

// PlanHoldsPrevention: the plan holds interventions and prevention (6(11)).
const PlanHoldsPrevention policy.RuleID = "plan-holds-prevention"

// InformedByData: functional data informs it (6(12)).
const InformedByData policy.RuleID = "informed-by-data"

// InputToPlans: parents and student could give input (7(9)).
const InputToPlans policy.RuleID = "input-to-plans"

// PlanHoldsTransitions: the plan holds transitions and the step-down (7(10)).
const PlanHoldsTransitions policy.RuleID = "plan-holds-transitions"

// TrainingInPositiveSupports: (7(6)(a)(i)).
const TrainingInPositiveSupports policy.RuleID = "training-in-positive-supports"

// TrainingInEmergencies: (7(6)(a)(ii)).
const TrainingInEmergencies policy.RuleID = "training-in-emergencies"

// TrainingInTrauma: (7(6)(a)(iii)).
const TrainingInTrauma policy.RuleID = "training-in-trauma"

// TrainingInAssessment: (7(6)(a)(iv)).
const TrainingInAssessment policy.RuleID = "training-in-assessment"

// TwoKeyStaffTrained: (7(6)(b)).
const TwoKeyStaffTrained policy.RuleID = "two-key-staff-trained"

// ExpectationsKnown: (7(6)(c)).
const ExpectationsKnown policy.RuleID = "expectations-known"

// PreventionProceduresKnown: (7(6)(d)).
const PreventionProceduresKnown policy.RuleID = "prevention-procedures-known"

// StaffAvailable: (7(6)(e)).
const StaffAvailable policy.RuleID = "staff-available"

// PlanStepsPastThirtyMinutes: past thirty minutes, while danger continues, the steps of the plan are followed (7(18)).
const PlanStepsPastThirtyMinutes policy.RuleID = "plan-steps-past-thirty-minutes"

// SomebodyWhoCanCommunicate: with a student whose speech is not enough, somebody who can communicate with them is there
// throughout (6(7)).
const SomebodyWhoCanCommunicate policy.RuleID = "somebody-who-can-communicate"

// MeansToBeMonitored: (7(13), 7(23)).
const MeansToBeMonitored policy.RuleID = "means-to-be-monitored"

// SeenAndHeard: the student is seen and heard without a gap (6(6)).
const SeenAndHeard policy.RuleID = "seen-and-heard"

// VisibleAtAllTimes: (7(30)).
const VisibleAtAllTimes policy.RuleID = "visible-at-all-times"

// FaceToFaceEveryTwoMinutes: face-to-face monitoring at most two minutes apart (7(16)(a)).
const FaceToFaceEveryTwoMinutes policy.RuleID = "face-to-face-every-two-minutes"

// KeyStaffReviewEveryTwoMinutes: two key staff review the need to continue at most two minutes apart (7(16)(b)).
const KeyStaffReviewEveryTwoMinutes policy.RuleID = "key-staff-review-every-two-minutes"

// KeyStaffReviewTimeOut: (7(31)).
const KeyStaffReviewTimeOut policy.RuleID = "key-staff-review-time-out"

// SeclusionAtMostThirtyMinutes: at most thirty minutes in all (7(17)).
const SeclusionAtMostThirtyMinutes policy.RuleID = "seclusion-at-most-thirty-minutes"

// RestraintAtMostThirtyMinutes: at most thirty minutes in all (7(25)).
const RestraintAtMostThirtyMinutes policy.RuleID = "restraint-at-most-thirty-minutes"

// TimeOutAtMostFifteenMinutes: at most fifteen minutes in all (7(32)).
const TimeOutAtMostFifteenMinutes policy.RuleID = "time-out-at-most-fifteen-minutes"

// ContinuingExplained: (7(14), 7(24)).
const ContinuingExplained policy.RuleID = "continuing-explained"

// EndingExplained: (7(14), 7(24)).
const EndingExplained policy.RuleID = "ending-explained"

// InitiatingExplained: (7(14), 7(24)).
const InitiatingExplained policy.RuleID = "initiating-explained"

// ReleasedOnceDecided: (6(13)).
const ReleasedOnceDecided policy.RuleID = "released-once-decided"

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

// RoomCleaned: the room is sanitized and cleaned after each use (7(4)).
const RoomCleaned policy.RuleID = "room-cleaned"

// ParentsInformedSameDay: parents are informed the same day (7(36)); where an attempt was made that day, 7(37) excuses it for
// seclusion and restraint.
const ParentsInformedSameDay policy.RuleID = "parents-informed-same-day"

// ParentsInformedAfterAll: parents who could not be reached that day are informed as soon as possible (7(37)).
const ParentsInformedAfterAll policy.RuleID = "parents-informed-after-all"

// DebriefWithinThreeDays: reflection and review within three days (7(38)).
const DebriefWithinThreeDays policy.RuleID = "debrief-within-three-days"

// DebriefWithStudent: (7(40)).
const DebriefWithStudent policy.RuleID = "debrief-with-student"

// DebriefWithPrincipal: the debrief includes the principal (7(39)(a)).
const DebriefWithPrincipal policy.RuleID = "debrief-with-principal"

// DebriefWithStaffInvolved: it includes each who took part (7(39)(b)).
const DebriefWithStaffInvolved policy.RuleID = "debrief-with-staff-involved"

// DebriefWithParent: it includes the parent or guardian (7(39)(c)).
const DebriefWithParent policy.RuleID = "debrief-with-parent"

// SupportsMadeKnown: (7(41)).
const SupportsMadeKnown policy.RuleID = "supports-made-known"

// Documented: (7(43)).
const Documented policy.RuleID = "documented"

// PreventionDocumented: (7(43)(a)).
const PreventionDocumented policy.RuleID = "prevention-documented"

// DetailsDocumented: (7(43)(b)).
const DetailsDocumented policy.RuleID = "details-documented"

// CourseDocumented: (7(43)(c)).
const CourseDocumented policy.RuleID = "course-documented"

// UnderstandingDocumented: (7(43)(d)).
const UnderstandingDocumented policy.RuleID = "understanding-documented"

// ContactDocumented: (7(43)(e)).
const ContactDocumented policy.RuleID = "contact-documented"

// SafetyDocumented: (7(43)(f)).
const SafetyDocumented policy.RuleID = "safety-documented"

// HandsOnDocumented: (7(22)).
const HandsOnDocumented policy.RuleID = "hands-on-documented"

// ReportOnForm: (7(47)).
const ReportOnForm policy.RuleID = "report-on-form"

// DirectorNotified: (7(46)).
const DirectorNotified policy.RuleID = "director-notified"

// ReportedToDirector: each seclusion is reported to the director of Inclusive Education (7(45)).
const ReportedToDirector policy.RuleID = "reported-to-director"

// ComplaintsProcessExplained: (7(48)).
const ComplaintsProcessExplained policy.RuleID = "complaints-process-explained"

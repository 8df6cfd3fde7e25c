package ap354

import "github.com/leastrestrictive/interventions/policy"

// The names of the rules. A new one is written here by hand; go generate writes what stands above each.

// EmergencyOnly is AP 354 1: an emergency in exceptional circumstances.
//
// Seclusion and physical restraint: it may begin, and begin again, only where
// there is an emergency, or another exceptional circumstance. Where that does
// not hold, or is not on record, it is refused.
//
// This keeps it:
//
//	kind: seclusion
//	0:00  initiate: emergency
//	-> satisfied 1 emergency-only
//
// This breaks it:
//
//	kind: seclusion
//	0:00  initiate: no emergency
//	-> breached 1 emergency-only at 0:00
const EmergencyOnly policy.RuleID = "emergency-only"

// NotToManageBehaviour is AP 354 1: not to manage behaviour.
//
// Seclusion and physical restraint: it may begin, and begin again, only where
// it is not used to manage behaviour. Where that does not hold, or is not on
// record, it is refused.
//
// This keeps it:
//
//	kind: seclusion
//	0:00  initiate: no as-behaviour-management
//	-> satisfied 1 not-to-manage-behaviour
//
// This breaks it:
//
//	kind: seclusion
//	0:00  initiate: as-behaviour-management
//	-> breached 1 not-to-manage-behaviour at 0:00
const NotToManageBehaviour policy.RuleID = "not-to-manage-behaviour"

// DangerImminent is AP 354 1: imminent danger of harm to self or others.
//
// Seclusion and physical restraint: it may begin, and begin again, only where
// there is imminent danger of harm to the student or somebody else. Where that
// does not hold, or is not on record, it is refused.
//
// This keeps it:
//
//	kind: seclusion
//	0:00  initiate: danger-to-others
//	-> satisfied 1 danger-imminent
//
// This breaks it:
//
//	kind: seclusion
//	0:00  initiate: no danger-to-self, no danger-to-others
//	-> breached 1 danger-imminent at 0:00
const DangerImminent policy.RuleID = "danger-imminent"

// NotContinuedWithoutDanger is AP 354 1: no going on without danger.
//
// Seclusion and physical restraint: at each review that decides to go on,
// there must be imminent danger of harm to the student or somebody else. A
// review that decides to go on is refused where that does not hold, and never
// for what is not on record.
//
// This keeps it:
//
//	kind: seclusion
//	0:00  initiate: danger-to-others
//	2:00  review: continue
//	4:00  review: no continue, no danger-to-others
//	-> satisfied 1 not-continued-without-danger
//
// This breaks it:
//
//	kind: seclusion
//	0:00  initiate: no danger-to-self, danger-to-others
//	2:00  review: continue, no danger-to-others
//	-> breached 1 not-continued-without-danger at 2:00
const NotContinuedWithoutDanger policy.RuleID = "not-continued-without-danger"

// DangerWhileHeld is AP 354 1: danger until the release.
//
// By other readings:
//
//   - 1. Seclusion and physical restraint: as long as the student is held,
//     there must be imminent danger of harm to the student or somebody else.
//     While this is broken, release is due. Under the reading while-danger:
//     “throughout”.
//
// This keeps it:
//
//	kind: seclusion
//	under: while-danger=throughout
//	0:00  initiate: danger-to-others
//	4:00  observe: no danger-to-self, no danger-to-others
//	4:00  release
//	-> satisfied 1 danger-while-held; hangs on while-danger
//
// This breaks it:
//
//	kind: seclusion
//	under: while-danger=throughout
//	0:00  initiate: no danger-to-self, danger-to-others
//	4:00  observe: no danger-to-others
//	4:20  release
//	-> breached 1 danger-while-held from 4:00 until 4:20, due 4:00: 20s;
//	   hangs on while-danger
const DangerWhileHeld policy.RuleID = "danger-while-held"

// LastResort is AP 354 1.1: a measure of last resort.
//
// Seclusion and physical restraint: it may begin, and begin again, only where
// less restrictive interventions are not possible or do not work. Where that
// does not hold, or is not on record, it is refused.
//
// This keeps it:
//
//	kind: seclusion
//	0:00  initiate: less-restrictive-ineffective
//	-> satisfied 1.1 last-resort
//
// This breaks it:
//
//	kind: seclusion
//	0:00  initiate: no less-restrictive-ineffective
//	-> breached 1.1 last-resort at 0:00
const LastResort policy.RuleID = "last-resort"

// EnvironmentSafeAndHumane is AP 354 2.1: a safe and humane environment.
//
// Seclusion: at the start, each new start and each inspection, the place must
// be safe and humane, well lit, ventilated and warm enough.
//
// This keeps it:
//
//	kind: seclusion
//	on file: room-safe-and-humane of room-1
//	0:00  initiate in room-1
//	-> satisfied 2.1 environment-safe-and-humane
//
// This breaks it:
//
//	kind: seclusion
//	on file: no room-safe-and-humane of room-1
//	0:00  initiate in room-1
//	-> breached 2.1 environment-safe-and-humane of room-1 at 0:00
const EnvironmentSafeAndHumane policy.RuleID = "environment-safe-and-humane"

// EnvironmentToCode is AP 354 2.1: an environment that meets the codes.
//
// Seclusion: at the start, each new start and each inspection, this must hold:
// the place meets the requirements for safety and facilities.
//
// This keeps it:
//
//	kind: seclusion
//	on file: room-meets-requirements of room-1
//	0:00  initiate in room-1
//	-> satisfied 2.1 environment-to-code
//
// This breaks it:
//
//	kind: seclusion
//	on file: no room-meets-requirements of room-1
//	0:00  initiate in room-1
//	-> breached 2.1 environment-to-code of room-1 at 0:00
const EnvironmentToCode policy.RuleID = "environment-to-code"

// EnvironmentFreeOfHazards is AP 354 2.1: nothing in it that may harm.
//
// Seclusion: at the start, each new start and each inspection, this must hold:
// nothing in the place may harm a student.
//
// This keeps it:
//
//	kind: seclusion
//	on file: room-free-of-hazards of room-1
//	0:00  initiate in room-1
//	-> satisfied 2.1 environment-free-of-hazards
//
// This breaks it:
//
//	kind: seclusion
//	on file: no room-free-of-hazards of room-1
//	0:00  initiate in room-1
//	-> breached 2.1 environment-free-of-hazards of room-1 at 0:00
const EnvironmentFreeOfHazards policy.RuleID = "environment-free-of-hazards"

// SeenAndHeard is AP 354 2.3: seen and heard without a gap.
//
// Seclusion and physical restraint: as long as the student is held, the
// student must be seen without a gap and heard without a gap.
//
// This keeps it:
//
//	kind: seclusion
//	0:00  initiate: visual-monitoring, aural-monitoring
//	5:00  release
//	-> satisfied 2.3 seen-and-heard
//
// This breaks it:
//
//	kind: seclusion
//	0:00  initiate: visual-monitoring, aural-monitoring
//	3:00  observe: no aural-monitoring
//	4:00  observe: aural-monitoring
//	5:00  release
//	-> breached 2.3 seen-and-heard from 3:00 until 4:00: 1m0s
const SeenAndHeard policy.RuleID = "seen-and-heard"

// NotDuringSelfInjury is AP 354 2.4: no severe self-injury.
//
// Seclusion: it may begin, and begin again, only where the student is not
// injuring themselves severely. Where that does not hold, or is not on record,
// it is refused.
//
// This keeps it:
//
//	kind: seclusion
//	0:00  initiate: no self-injurious-behaviour
//	-> satisfied 2.4 not-during-self-injury
//
// This breaks it:
//
//	kind: seclusion
//	0:00  initiate: self-injurious-behaviour
//	-> breached 2.4 not-during-self-injury at 0:00
const NotDuringSelfInjury policy.RuleID = "not-during-self-injury"

// NotContinuedDuringSelfInjury is AP 354 2.4: no going on during severe
// self-injury.
//
// Seclusion: at each review that decides to go on, the student must not be
// injuring themselves severely. A review that decides to go on is refused
// where that does not hold, and never for what is not on record.
//
// This keeps it:
//
//	kind: seclusion
//	0:00  initiate
//	2:00  review: continue, no self-injurious-behaviour
//	-> satisfied 2.4 not-continued-during-self-injury
//
// This breaks it:
//
//	kind: seclusion
//	0:00  initiate
//	2:00  review: continue, self-injurious-behaviour
//	-> breached 2.4 not-continued-during-self-injury at 2:00
const NotContinuedDuringSelfInjury policy.RuleID = "not-continued-during-self-injury"

// NoSelfInjuryWhileHeld is AP 354 2.4: no severe self-injury while held.
//
// Seclusion: as long as the student is held, the student must not be injuring
// themselves severely. While this is broken, release is due.
//
// This keeps it:
//
//	kind: seclusion
//	0:00  initiate: no self-injurious-behaviour
//	3:00  observe: self-injurious-behaviour
//	3:00  release
//	-> satisfied 2.4 no-self-injury-while-held
//
// This breaks it:
//
//	kind: seclusion
//	0:00  initiate: no self-injurious-behaviour
//	3:00  observe: self-injurious-behaviour
//	5:00  release
//	-> breached 2.4 no-self-injury-while-held from 3:00 until 5:00, due
//	   3:00: 2m0s
const NoSelfInjuryWhileHeld policy.RuleID = "no-self-injury-while-held"

// SomebodyWhoCanCommunicate is AP 354 2.5: somebody there who can communicate
// with the student.
//
// Seclusion: as long as the student is held, at least one person who is able
// to communicate with the student must be there. This applies for as long as
// the student cannot express themselves adequately through speech alone.
//
// This keeps it:
//
//	kind: seclusion
//	on file: speech-inadequate; communicates-with-them of ash;
//	     no communicates-with-them of maple
//	0:00  initiate by ash, maple
//	5:00  release
//	-> satisfied 2.5 somebody-who-can-communicate
//
// This breaks it:
//
//	kind: seclusion
//	on file: speech-inadequate; communicates-with-them of ash;
//	     no communicates-with-them of maple
//	0:00  initiate by ash, maple
//	2:00  absent by ash
//	4:00  present by ash
//	5:00  release
//	-> breached 2.5 somebody-who-can-communicate from 2:00 until 4:00:
//	   2m0s
const SomebodyWhoCanCommunicate policy.RuleID = "somebody-who-can-communicate"

// NotAsPunishment is AP 354 3.1: not as punishment or discipline.
//
// Seclusion and physical restraint: it may begin, and begin again, only where
// it is not used as a consequence or a punishment. Where that does not hold,
// or is not on record, it is refused.
//
// This keeps it:
//
//	kind: seclusion
//	0:00  initiate: no as-consequence
//	-> satisfied 3.1 not-as-punishment
//
// This breaks it:
//
//	kind: seclusion
//	0:00  initiate: as-consequence
//	-> breached 3.1 not-as-punishment at 0:00
const NotAsPunishment policy.RuleID = "not-as-punishment"

// NotToForceCompliance is AP 354 3.1: not to force compliance.
//
// Seclusion and physical restraint: it may begin, and begin again, only where
// it is not used to force compliance. Where that does not hold, or is not on
// record, it is refused.
//
// This keeps it:
//
//	kind: seclusion
//	0:00  initiate: no to-force-compliance
//	-> satisfied 3.1 not-to-force-compliance
//
// This breaks it:
//
//	kind: seclusion
//	0:00  initiate: to-force-compliance
//	-> breached 3.1 not-to-force-compliance at 0:00
const NotToForceCompliance policy.RuleID = "not-to-force-compliance"

// NotForProperty is AP 354 3.2: not for the sake of property alone.
//
// Seclusion and physical restraint: it may begin, and begin again, only where
// it is not used to stop damage to property or (there is imminent danger of
// harm to the student or somebody else). Where that does not hold, or is not
// on record, it is refused.
//
// This keeps it:
//
//	kind: seclusion
//	0:00  initiate: stops-property-damage, danger-to-others
//	-> satisfied 3.2 not-for-property
//
// This breaks it:
//
//	kind: seclusion
//	0:00  initiate: stops-property-damage, no danger-to-self,
//	      no danger-to-others
//	-> breached 3.2 not-for-property at 0:00
const NotForProperty policy.RuleID = "not-for-property"

// NotInPlaceOfSupport is AP 354 3.3 and 1.1: not in place of educational
// support.
//
// Seclusion and physical restraint: it may begin, and begin again, only where
// it is not used in place of educational support. Where that does not hold, or
// is not on record, it is refused.
//
// This keeps it:
//
//	kind: seclusion
//	0:00  initiate: no in-place-of-support
//	-> satisfied 3.3,1.1 not-in-place-of-support
//
// This breaks it:
//
//	kind: seclusion
//	0:00  initiate: in-place-of-support
//	-> breached 3.3,1.1 not-in-place-of-support at 0:00
const NotInPlaceOfSupport policy.RuleID = "not-in-place-of-support"

// NotWhereDangerous is AP 354 3.4: no condition that makes it dangerous.
//
//   - 3.4. Seclusion: it may begin, and begin again, only where no known
//     condition makes seclusion dangerous; an inspection asks the same. Where
//     that does not hold, or is not on record, it is refused.
//   - 3.4. Physical restraint: it may begin, and begin again, only where no
//     known condition makes restraint dangerous; an inspection asks the same.
//     Where that does not hold, or is not on record, it is refused.
//
// This keeps it:
//
//	kind: seclusion
//	on file: no seclusion-contraindicated
//	0:00  initiate
//	-> satisfied 3.4 not-where-dangerous
//
// This breaks it:
//
//	kind: seclusion
//	on file: seclusion-contraindicated
//	0:00  initiate
//	-> breached 3.4 not-where-dangerous at 0:00
const NotWhereDangerous policy.RuleID = "not-where-dangerous"

// NotDangerousWhileHeld is AP 354 3.4: no condition becomes known that makes
// it dangerous.
//
//   - 3.4. Seclusion: as long as the student is held, this must hold: no known
//     condition makes seclusion dangerous. While this is broken, release is
//     due.
//   - 3.4. Physical restraint: as long as the student is held, this must hold:
//     no known condition makes restraint dangerous. While this is broken,
//     release is due.
//
// This keeps it:
//
//	kind: seclusion
//	on file: no seclusion-contraindicated
//	0:00  initiate
//	5:00  release
//	-> satisfied 3.4 not-dangerous-while-held
//
// This breaks it:
//
//	kind: seclusion
//	on file: no seclusion-contraindicated;
//	     seclusion-contraindicated from 3:00
//	0:00  initiate
//	5:00  release
//	-> breached 3.4 not-dangerous-while-held from 3:00 until 5:00, due
//	   3:00: 2m0s
const NotDangerousWhileHeld policy.RuleID = "not-dangerous-while-held"

// StaffTrainedToDefuse is AP 354 4: staff trained to defuse a crisis.
//
// Seclusion and physical restraint: at each inspection, at least one person
// who is trained in de-escalation, crisis intervention without violence and
// positive supports must be on the staff.
//
// This keeps it:
//
//	kind: seclusion
//	on file: trained-de-escalation of ash; no trained-de-escalation of maple
//	0:00  inspect
//	-> satisfied 4 staff-trained-to-defuse
//
// This breaks it:
//
//	kind: seclusion
//	on file: no trained-de-escalation of ash, maple
//	0:00  inspect
//	-> breached 4 staff-trained-to-defuse at 0:00
const StaffTrainedToDefuse policy.RuleID = "staff-trained-to-defuse"

// TwoResourceStaff is AP 354 4.1: two resource staff designated and trained.
//
// Seclusion and physical restraint: at each inspection, at least two people
// who are named as the school's resource on these measures and trained must be
// on the staff.
//
// This keeps it:
//
//	kind: seclusion
//	on file: resource-staff, trained of ash, birch
//	0:00  inspect
//	-> satisfied 4.1 two-resource-staff
//
// This breaks it:
//
//	kind: seclusion
//	on file: resource-staff, trained of ash
//	on file: resource-staff, no trained of birch
//	0:00  inspect
//	-> breached 4.1 two-resource-staff at 0:00
const TwoResourceStaff policy.RuleID = "two-resource-staff"

// PracticalTraining is AP 354 4.2: staff with practical training.
//
// Seclusion and physical restraint: at the start, each new start, each check
// and each review, those who do it, at least one, must all be trained.
//
// This keeps it:
//
//	kind: seclusion
//	on file: trained of ash, birch
//	0:00  initiate by ash, birch
//	2:00  monitor by ash
//	-> satisfied 4.2 practical-training
//
// This breaks it:
//
//	kind: seclusion
//	on file: trained of ash; no trained of maple
//	0:00  initiate by ash
//	2:00  monitor by maple
//	-> breached 4.2 practical-training of maple at 2:00
const PracticalTraining policy.RuleID = "practical-training"

// ParentsInPlan is AP 354 5: parents involved in the plan.
//
// Seclusion and physical restraint: at the start and each inspection, this
// must hold: parents and student could give input to the plans. This applies
// where, at that time, it is planned beforehand as a measure for emergencies.
//
// This keeps it:
//
//	kind: seclusion
//	on file: planned-measure; plan-input-offered
//	0:00  initiate
//	-> satisfied 5 parents-in-plan
//
// This breaks it:
//
//	kind: seclusion
//	on file: planned-measure; no plan-input-offered
//	0:00  initiate
//	-> breached 5 parents-in-plan at 0:00
const ParentsInPlan policy.RuleID = "parents-in-plan"

// ConsentToPlan is AP 354 5: informed consent to the plan.
//
// Seclusion and physical restraint: at the start and each inspection, this
// must hold: the parents gave informed consent or written informed consent
// covers it. This applies where, at that time, it is planned beforehand as a
// measure for emergencies.
//
// This keeps it:
//
//	kind: seclusion
//	on file: planned-measure; informed-consent
//	0:00  initiate
//	-> satisfied 5 consent-to-plan
//
// This breaks it:
//
//	kind: seclusion
//	on file: planned-measure; no informed-consent; no written-consent
//	0:00  initiate
//	-> breached 5 consent-to-plan at 0:00
const ConsentToPlan policy.RuleID = "consent-to-plan"

// StudentInPlan is AP 354 5: the student involved, where appropriate.
//
// Seclusion and physical restraint: at the start and each inspection, this
// should hold: the student was involved beforehand, as far as they can be.
// This applies where, at that time, it is planned beforehand as a measure for
// emergencies.
//
// This keeps it:
//
//	kind: seclusion
//	on file: planned-measure; student-involved
//	0:00  initiate
//	-> satisfied 5 student-in-plan
//
// This breaks it:
//
//	kind: seclusion
//	on file: planned-measure; no student-involved
//	0:00  initiate
//	-> breached 5 student-in-plan at 0:00
const StudentInPlan policy.RuleID = "student-in-plan"

// ParentsInformed is AP 354 5.1: parents informed as soon as possible.
//
// Seclusion and physical restraint: after the last release, there must be a
// successful attempt at contact with a parent or guardian, as soon as
// possible; past the bell of the next school day, it is flagged; what was done
// from the start on counts too.
//
// This keeps it:
//
//	kind: seclusion
//	0:00  initiate
//	4:00  release
//	day 1 15:30  contact to parent-1: reached
//	-> satisfied 5.1 parents-informed
//
// This breaks it:
//
//	kind: seclusion
//	0:00  initiate
//	4:00  release
//	day 1 15:31  contact to parent-1: reached
//	-> flagged 5.1 parents-informed from 4:00 until day 1 15:31, due day
//	   1 15:30
const ParentsInformed policy.RuleID = "parents-informed"

// EffortsDocumented is AP 354 5.1: an attempt to reach them made and
// documented.
//
// Seclusion and physical restraint: after the last release, there must be an
// attempt at contact with a parent or guardian, put on record in time too,
// before the first that exists of these: the bell of the same day or (an
// instant that the text leaves open, between the end of the same day and the
// bell of the next school day); what was done from the start on counts too.
//
// This keeps it:
//
//	kind: seclusion
//	0:00  initiate
//	4:00  release
//	day 0 15:29  contact to parent-1: no reached
//	-> satisfied 5.1 efforts-documented
//
// This breaks it:
//
//	kind: seclusion
//	0:00  initiate
//	4:00  release
//	day 0 15:30  contact to parent-1: reached
//	-> breached 5.1 efforts-documented from 4:00 until 5:30:00, due day 0
//	   15:30
const EffortsDocumented policy.RuleID = "efforts-documented"

// RepeatedForStudent is AP 354 6.1: repeated use for one student.
//
// Seclusion and physical restraint: 3 or more uses of seclusion or physical
// restraint with one student within 20 school days, up to and including this
// one, must be flagged. Under the readings kinds-together: “either-kind” and
// repeated: “third-in-twenty-school-days”.
//
// By other readings:
//
//   - 6.1. Seclusion: 3 or more uses of seclusion with one student within 20
//     school days, up to and including this one, must be flagged. Under the
//     readings kinds-together: “each-by-itself” and repeated:
//     “third-in-twenty-school-days”.
//   - 6.1. Physical restraint: 3 or more uses of physical restraint with one
//     student within 20 school days, up to and including this one, must be
//     flagged. Under the readings kinds-together: “each-by-itself” and
//     repeated: “third-in-twenty-school-days”.
//   - 6.1. Seclusion and physical restraint: 2 or more uses of seclusion or
//     physical restraint with one student within 10 school days, up to and
//     including this one, must be flagged. Under the readings kinds-together:
//     “either-kind” and repeated: “second-in-ten-school-days”.
//   - 6.1. Seclusion and physical restraint: 5 or more uses of seclusion or
//     physical restraint with one student within 40 school days, up to and
//     including this one, must be flagged. Under the readings kinds-together:
//     “either-kind” and repeated: “fifth-in-forty-school-days”.
//
// This keeps it:
//
//	kind: seclusion
//	-28d  earlier (other-kind seclusion; other-incident i-1)
//	-1d   earlier (other-kind seclusion; other-incident i-2)
//	0:00  initiate
//	-> satisfied 6.1 repeated-for-student; hangs on repeated
//
// This breaks it:
//
//	kind: seclusion
//	-27d  earlier (other-kind seclusion; other-incident i-1)
//	-1d   earlier (other-kind seclusion; other-incident i-2)
//	0:00  initiate
//	-> flagged 6.1 repeated-for-student at 0:00; hangs on repeated
const RepeatedForStudent policy.RuleID = "repeated-for-student"

// RevisedForStudent is AP 354 6.1 and 6: strategies reviewed and revised.
//
// Seclusion and physical restraint: each time the rule repeated-for-student
// comes out as flagged, there must be a record of what happened that reviews
// and revises the strategies of prevention and intervention; no period is
// stated; past midnight after the tenth school day after it, it is flagged.
//
// This keeps it:
//
//	kind: seclusion
//	-2d   earlier (other-kind seclusion; other-incident i-1)
//	-1d   earlier (other-kind seclusion; other-incident i-2)
//	0:00  initiate
//	day 15 23:59  document: strategies-revised
//	-> satisfied 6.1,6 revised-for-student; hangs on repeated
//
// This breaks it:
//
//	kind: seclusion
//	-2d   earlier (other-kind seclusion; other-incident i-1)
//	-1d   earlier (other-kind seclusion; other-incident i-2)
//	0:00  initiate
//	day 16 00:01  document: strategies-revised
//	-> flagged 6.1,6 revised-for-student from 0:00 until day 16 00:01,
//	   due day 16 00:00; hangs on repeated
const RevisedForStudent policy.RuleID = "revised-for-student"

// MultipleInClassroom is AP 354 6.2: multiple uses in one classroom.
//
// Seclusion and physical restraint: 3 or more uses of seclusion or physical
// restraint from one classroom within 20 school days, up to and including this
// one, must be flagged. Under the readings kinds-together: “either-kind” and
// repeated: “third-in-twenty-school-days”.
//
// By other readings:
//
//   - 6.2. Seclusion: 3 or more uses of seclusion from one classroom within 20
//     school days, up to and including this one, must be flagged. Under the
//     readings kinds-together: “each-by-itself” and repeated:
//     “third-in-twenty-school-days”.
//   - 6.2. Physical restraint: 3 or more uses of physical restraint from one
//     classroom within 20 school days, up to and including this one, must be
//     flagged. Under the readings kinds-together: “each-by-itself” and
//     repeated: “third-in-twenty-school-days”.
//   - 6.2. Seclusion and physical restraint: 2 or more uses of seclusion or
//     physical restraint from one classroom within 10 school days, up to and
//     including this one, must be flagged. Under the readings kinds-together:
//     “either-kind” and repeated: “second-in-ten-school-days”.
//   - 6.2. Seclusion and physical restraint: 5 or more uses of seclusion or
//     physical restraint from one classroom within 40 school days, up to and
//     including this one, must be flagged. Under the readings kinds-together:
//     “either-kind” and repeated: “fifth-in-forty-school-days”.
//
// This keeps it:
//
//	kind: seclusion
//	-28d  earlier (other-kind seclusion; other-incident i-1;
//	      other-classroom class-1)
//	-1d   earlier (other-kind seclusion; other-incident i-2;
//	      other-classroom class-1)
//	0:00  initiate (other-classroom class-1)
//	-> satisfied 6.2 multiple-in-classroom; hangs on repeated
//
// This breaks it:
//
//	kind: seclusion
//	-27d  earlier (other-kind seclusion; other-incident i-1;
//	      other-classroom class-1)
//	-1d   earlier (other-kind seclusion; other-incident i-2;
//	      other-classroom class-1)
//	0:00  initiate (other-classroom class-1)
//	-> flagged 6.2 multiple-in-classroom at 0:00; hangs on repeated
const MultipleInClassroom policy.RuleID = "multiple-in-classroom"

// RevisedForClassroom is AP 354 6.2 and 6: strategies reviewed and revised.
//
// Seclusion and physical restraint: each time the rule multiple-in-classroom
// comes out as flagged, there must be a record of what happened that reviews
// and revises the strategies of prevention and intervention; no period is
// stated; past midnight after the tenth school day after it, it is flagged.
//
// This keeps it:
//
//	kind: seclusion
//	-2d   earlier (other-kind seclusion; other-incident i-1;
//	      other-classroom class-1)
//	-1d   earlier (other-kind seclusion; other-incident i-2;
//	      other-classroom class-1)
//	0:00  initiate (other-classroom class-1)
//	day 15 23:59  document: strategies-revised
//	-> satisfied 6.2,6 revised-for-classroom; hangs on repeated
//
// This breaks it:
//
//	kind: seclusion
//	-2d   earlier (other-kind seclusion; other-incident i-1;
//	      other-classroom class-1)
//	-1d   earlier (other-kind seclusion; other-incident i-2;
//	      other-classroom class-1)
//	0:00  initiate (other-classroom class-1)
//	day 16 00:01  document: strategies-revised
//	-> flagged 6.2,6 revised-for-classroom from 0:00 until day 16 00:01,
//	   due day 16 00:00; hangs on repeated
const RevisedForClassroom policy.RuleID = "revised-for-classroom"

// RepeatedByOne is AP 354 6.3: repeated use by one individual.
//
// Seclusion and physical restraint: 3 or more uses of seclusion or physical
// restraint begun by one member of the staff within 20 school days, up to and
// including this one, must be flagged. Under the readings kinds-together:
// “either-kind” and repeated: “third-in-twenty-school-days”.
//
// By other readings:
//
//   - 6.3. Seclusion: 3 or more uses of seclusion begun by one member of the
//     staff within 20 school days, up to and including this one, must be
//     flagged. Under the readings kinds-together: “each-by-itself” and
//     repeated: “third-in-twenty-school-days”.
//   - 6.3. Physical restraint: 3 or more uses of physical restraint begun by
//     one member of the staff within 20 school days, up to and including this
//     one, must be flagged. Under the readings kinds-together:
//     “each-by-itself” and repeated: “third-in-twenty-school-days”.
//   - 6.3. Seclusion and physical restraint: 2 or more uses of seclusion or
//     physical restraint begun by one member of the staff within 10 school
//     days, up to and including this one, must be flagged. Under the readings
//     kinds-together: “either-kind” and repeated: “second-in-ten-school-days”.
//   - 6.3. Seclusion and physical restraint: 5 or more uses of seclusion or
//     physical restraint begun by one member of the staff within 40 school
//     days, up to and including this one, must be flagged. Under the readings
//     kinds-together: “either-kind” and repeated:
//     “fifth-in-forty-school-days”.
//
// This keeps it:
//
//	kind: seclusion
//	-28d  earlier by ash (other-kind seclusion; other-incident i-1)
//	-1d   earlier by ash (other-kind seclusion; other-incident i-2)
//	0:00  initiate by ash
//	-> satisfied 6.3 repeated-by-one; hangs on repeated
//
// This breaks it:
//
//	kind: seclusion
//	-27d  earlier by ash (other-kind seclusion; other-incident i-1)
//	-1d   earlier by ash (other-kind seclusion; other-incident i-2)
//	0:00  initiate by ash
//	-> flagged 6.3 repeated-by-one of ash at 0:00; hangs on repeated
const RepeatedByOne policy.RuleID = "repeated-by-one"

// RevisedForStaff is AP 354 6.3 and 6: strategies reviewed and revised.
//
// Seclusion and physical restraint: each time the rule repeated-by-one comes
// out as flagged, there must be a record of what happened that reviews and
// revises the strategies of prevention and intervention; no period is stated;
// past midnight after the tenth school day after it, it is flagged.
//
// This keeps it:
//
//	kind: seclusion
//	-2d   earlier by ash (other-kind seclusion; other-incident i-1)
//	-1d   earlier by ash (other-kind seclusion; other-incident i-2)
//	0:00  initiate by ash
//	day 15 23:59  document: strategies-revised
//	-> satisfied 6.3,6 revised-for-staff; hangs on repeated
//
// This breaks it:
//
//	kind: seclusion
//	-2d   earlier by ash (other-kind seclusion; other-incident i-1)
//	-1d   earlier by ash (other-kind seclusion; other-incident i-2)
//	0:00  initiate by ash
//	day 16 00:01  document: strategies-revised
//	-> flagged 6.3,6 revised-for-staff from 0:00 until day 16 00:01, due
//	   day 16 00:00; hangs on repeated
const RevisedForStaff policy.RuleID = "revised-for-staff"

// Documented is AP 354 7: documented in detail as soon as possible.
//
// Seclusion and physical restraint: after the last release, there must be a
// record of what happened that holds date, time, location and staff involved,
// as soon as possible; past the bell of the next school day, it is flagged.
//
// This keeps it:
//
//	kind: seclusion
//	0:00  initiate
//	4:00  release
//	day 1 15:30  document: details-recorded
//	-> satisfied 7 documented
//
// This breaks it:
//
//	kind: seclusion
//	0:00  initiate
//	4:00  release
//	day 1 15:31  document: details-recorded
//	-> flagged 7 documented from 4:00 until day 1 15:31, due day 1 15:30
const Documented policy.RuleID = "documented"

// ReportedToPrincipal is AP 354 7.1: reported to the principal.
//
// Seclusion and physical restraint: after the last release, there must be a
// report to a principal; no period is stated; past the bell of the next school
// day, it is flagged.
//
// This keeps it:
//
//	kind: seclusion
//	0:00  initiate
//	4:00  release
//	day 1 15:30  report to oak
//	-> satisfied 7.1 reported-to-principal
//
// This breaks it:
//
//	kind: seclusion
//	0:00  initiate
//	4:00  release
//	day 1 15:31  report to oak
//	-> flagged 7.1 reported-to-principal from 4:00 until day 1 15:31, due
//	   day 1 15:30
const ReportedToPrincipal policy.RuleID = "reported-to-principal"

// ForwardedToSuperintendent is AP 354 7.1: forwarded to the assistant
// superintendent.
//
// Seclusion and physical restraint: after the last release, there must be a
// report to an assistant superintendent; no period is stated; past midnight
// after the second school day after it, it is flagged.
//
// This keeps it:
//
//	kind: seclusion
//	0:00  initiate
//	4:00  release
//	day 5 23:59  report by oak to superintendent-1
//	-> satisfied 7.1 forwarded-to-superintendent
//
// This breaks it:
//
//	kind: seclusion
//	0:00  initiate
//	4:00  release
//	day 6 00:01  report by oak to superintendent-1
//	-> flagged 7.1 forwarded-to-superintendent from 4:00 until day 6
//	   00:01, due day 6 00:00
const ForwardedToSuperintendent policy.RuleID = "forwarded-to-superintendent"

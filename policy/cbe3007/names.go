package cbe3007

import "github.com/leastrestrictive/interventions/policy"

// The names of the rules. A new one is written here by hand; go generate writes what stands above each.

// DangerImminent is AR 3007 7(11)(a): imminent danger of harm.
//
// Seclusion: it may begin, and begin again, only where there is imminent
// danger of harm to the student or somebody else. Where that does not hold, or
// is not on record, it is refused. Under the reading danger-to-whom:
// “self-or-others”.
//
// By other readings:
//
//   - 7(11)(a). Seclusion: it may begin, and begin again, only where there is
//     imminent danger of harm to the student and somebody else. Where that
//     does not hold, or is not on record, it is refused. Under the reading
//     danger-to-whom: “self-and-others”.
//
// This keeps it:
//
//	kind: seclusion
//	0:00  initiate: danger-to-others
//	-> satisfied 7(11)(a) danger-imminent; hangs on danger-to-whom
//
// This breaks it:
//
//	kind: seclusion
//	0:00  initiate: no danger-to-self, no danger-to-others
//	-> breached 7(11)(a) danger-imminent at 0:00
const DangerImminent policy.RuleID = "danger-imminent"

// OnlyToPreventHarm is AR 3007 7(12)(c): no going on without danger of harm.
//
// Seclusion: at each review that decides to go on, there must be imminent
// danger of harm to the student or somebody else. A review that decides to go
// on is refused where that does not hold, and never for what is not on record.
//
// By other readings:
//
//   - Under the reading danger-lasts: “two-minutes”, what is on record of
//     danger-to-self and danger-to-others counts for 2m and no longer, unless
//     it is recorded again.
//
// This keeps it:
//
//	kind: seclusion
//	0:00  initiate: danger-to-others
//	2:00  review: continue, danger-to-others
//	4:00  review: no continue, no danger-to-others
//	-> satisfied 7(12)(c) only-to-prevent-harm
//
// This breaks it:
//
//	kind: seclusion
//	0:00  initiate: danger-to-others, no danger-to-self
//	2:00  review: continue, no danger-to-others
//	-> breached 7(12)(c) only-to-prevent-harm at 2:00
const OnlyToPreventHarm policy.RuleID = "only-to-prevent-harm"

// ExclusionSpaceApproved is AR 3007 6(3): an approved exclusion space.
//
// Time-out: at the start, each new start and each inspection, the place must
// be approved as an exclusion time-out space. This applies where, at that
// time, the place is an exclusion time-out space.
//
// This keeps it:
//
//	kind: time-out
//	on file: exclusion-space, approved-space of room-1
//	0:00  initiate in room-1
//	-> satisfied 6(3) exclusion-space-approved
//
// This breaks it:
//
//	kind: time-out
//	on file: exclusion-space, no approved-space of room-2
//	0:00  initiate in room-2
//	-> breached 6(3) exclusion-space-approved of room-2 at 0:00
const ExclusionSpaceApproved policy.RuleID = "exclusion-space-approved"

// EmergencyOnly is AR 3007 7(11) and 7(21): an emergency or exceptional
// circumstances.
//
//   - 7(11). Seclusion: it may begin, and begin again, only where there is an
//     emergency, or another exceptional circumstance. Where that does not
//     hold, or is not on record, it is refused.
//   - 7(21). Physical restraint: it may begin, and begin again, only where
//     there is an emergency, or another exceptional circumstance. Where that
//     does not hold, or is not on record, it is refused.
//
// This keeps it:
//
//	kind: seclusion
//	0:00  initiate: emergency
//	-> satisfied 7(11) emergency-only
//
// This breaks it:
//
//	kind: seclusion
//	0:00  initiate: no emergency
//	-> breached 7(11) emergency-only at 0:00
const EmergencyOnly policy.RuleID = "emergency-only"

// LessRestrictiveFirst is AR 3007 7(11)(b): less restrictive interventions not
// possible or ineffective.
//
// Seclusion: it may begin, and begin again, only where less restrictive
// interventions are not possible or do not work. Where that does not hold, or
// is not on record, it is refused.
//
// This keeps it:
//
//	kind: seclusion
//	0:00  initiate: less-restrictive-ineffective
//	-> satisfied 7(11)(b) less-restrictive-first
//
// This breaks it:
//
//	kind: seclusion
//	0:00  initiate: no less-restrictive-ineffective
//	-> breached 7(11)(b) less-restrictive-first at 0:00
const LessRestrictiveFirst policy.RuleID = "less-restrictive-first"

// SeclusionCanHelp is AR 3007 7(11)(c): a threat that seclusion can diminish.
//
// Seclusion: it may begin, and begin again, only where it can diminish the
// threat. Where that does not hold, or is not on record, it is refused.
//
// This keeps it:
//
//	kind: seclusion
//	0:00  initiate: threat-can-be-diminished
//	-> satisfied 7(11)(c) seclusion-can-help
//
// This breaks it:
//
//	kind: seclusion
//	0:00  initiate: no threat-can-be-diminished
//	-> breached 7(11)(c) seclusion-can-help at 0:00
const SeclusionCanHelp policy.RuleID = "seclusion-can-help"

// TrainedStaffBegin is AR 3007 6(8), 7(29) and 7(21): begun by trained,
// qualified and authorized staff.
//
//   - 6(8). Seclusion: it may begin, and begin again, only where those who do
//     it, at least one, are all trained, qualified and authorized. Where that
//     does not hold, or is not on record, it is refused.
//   - 6(8) and 7(29). Time-out: it may begin, and begin again, only where
//     those who do it, at least one, are all trained, qualified and
//     authorized. Where that does not hold, or is not on record, it is
//     refused.
//   - 6(8) and 7(21). Physical restraint: it may begin, and begin again, only
//     where those who do it, at least one, are all trained in therapeutic
//     crisis intervention, qualified and authorized. Where that does not hold,
//     or is not on record, it is refused.
//
// This keeps it:
//
//	kind: seclusion
//	on file: trained, qualified, authorized of ash, birch
//	0:00  initiate by ash, birch
//	-> satisfied 6(8) trained-staff-begin
//
// This breaks it:
//
//	kind: seclusion
//	on file: trained, qualified, authorized of ash
//	on file: no trained, qualified, authorized of maple
//	0:00  initiate by ash, maple
//	-> breached 6(8) trained-staff-begin of maple at 0:00
const TrainedStaffBegin policy.RuleID = "trained-staff-begin"

// TrainedStaffDeliver is AR 3007 6(8), 7(29) and 7(21): delivered by trained,
// qualified and authorized staff.
//
//   - 6(8). Seclusion: at each explanation to the student, each check, each
//     review and each step-down, those who do it, at least one, must all be
//     trained, qualified and authorized.
//   - 6(8) and 7(29). Time-out: at each explanation to the student, each
//     check, each review and each step-down, those who do it, at least one,
//     must all be trained, qualified and authorized.
//   - 6(8) and 7(21). Physical restraint: at each explanation to the student,
//     each check, each review and each step-down, those who do it, at least
//     one, must all be trained in therapeutic crisis intervention, qualified
//     and authorized.
//
// This keeps it:
//
//	kind: seclusion
//	on file: trained, qualified, authorized of ash, birch
//	0:00  initiate
//	2:00  monitor by ash
//	3:00  review by ash, birch
//	-> satisfied 6(8) trained-staff-deliver
//
// This breaks it:
//
//	kind: seclusion
//	on file: trained, qualified, authorized of ash
//	on file: no trained, qualified, authorized of maple
//	0:00  initiate
//	2:00  monitor by ash
//	3:00  review by ash, maple
//	-> breached 6(8) trained-staff-deliver of maple at 3:00
const TrainedStaffDeliver policy.RuleID = "trained-staff-deliver"

// ConsentInWriting is AR 3007 6(9): written informed consent.
//
// Every kind: it may begin, and begin again, only where written informed
// consent covers it; an inspection asks the same. Where that does not hold, or
// is not on record, it is refused.
//
// This keeps it:
//
//	kind: seclusion
//	on file: written-consent
//	0:00  initiate
//	-> satisfied 6(9) consent-in-writing
//
// This breaks it:
//
//	kind: seclusion
//	on file: no written-consent
//	0:00  initiate
//	-> breached 6(9) consent-in-writing at 0:00
const ConsentInWriting policy.RuleID = "consent-in-writing"

// InDesignatedRoom is AR 3007 7(12)(a) and 6(3): a secure room designated for
// seclusion.
//
// Seclusion: it may begin, and begin again, only where the place is a secure
// room designated for seclusion and approved; an inspection asks the same.
// Where that does not hold, or is not on record, it is refused.
//
// This keeps it:
//
//	kind: seclusion
//	on file: designated-room of room-1
//	0:00  initiate in room-1
//	-> satisfied 7(12)(a),6(3) in-designated-room
//
// This breaks it:
//
//	kind: seclusion
//	on file: no designated-room of room-2
//	0:00  initiate in room-2
//	-> breached 7(12)(a),6(3) in-designated-room of room-2 at 0:00
const InDesignatedRoom policy.RuleID = "in-designated-room"

// NotContinuedAtRiskOfSelfInjury is AR 3007 7(20)(d): no going on at risk of
// serious self-injury or suicide.
//
// Seclusion: at each review that decides to go on, there must be no risk of
// serious self-injury or suicide. A review that decides to go on is refused
// where that does not hold, and never for what is not on record.
//
// This keeps it:
//
//	kind: seclusion
//	0:00  initiate
//	2:00  review: continue, no self-injury-risk
//	-> satisfied 7(20)(d) not-continued-at-risk-of-self-injury
//
// This breaks it:
//
//	kind: seclusion
//	0:00  initiate
//	2:00  review: continue, self-injury-risk
//	-> breached 7(20)(d) not-continued-at-risk-of-self-injury at 2:00
const NotContinuedAtRiskOfSelfInjury policy.RuleID = "not-continued-at-risk-of-self-injury"

// TimeOutNotRecurrent is AR 3007 7(35)(e): no recurrent strategy.
//
// Time-out: 3 or more uses of time-out with one student within 10 school days,
// up to and including this one, must be flagged. Under the reading recurrent:
// “third-in-ten-school-days”.
//
// By other readings:
//
//   - 7(35)(e). Time-out: 2 or more uses of time-out with one student within 5
//     school days, up to and including this one, must be flagged. Under the
//     reading recurrent: “second-in-five-school-days”.
//   - 7(35)(e). Time-out: 5 or more uses of time-out with one student within
//     20 school days, up to and including this one, must be flagged. Under the
//     reading recurrent: “fifth-in-twenty-school-days”.
//
// This keeps it:
//
//	kind: time-out
//	-14d  earlier (other-kind time-out; other-incident t-1)
//	-1d   earlier (other-kind time-out; other-incident t-2)
//	0:00  initiate
//	-> satisfied 7(35)(e) time-out-not-recurrent; hangs on recurrent
//
// This breaks it:
//
//	kind: time-out
//	-13d  earlier (other-kind time-out; other-incident t-1)
//	-1d   earlier (other-kind time-out; other-incident t-2)
//	0:00  initiate
//	-> flagged 7(35)(e) time-out-not-recurrent at 0:00; hangs on
//	   recurrent
const TimeOutNotRecurrent policy.RuleID = "time-out-not-recurrent"

// NotAtRiskOfSelfInjury is AR 3007 7(20)(d): no risk of serious self-injury or
// suicide.
//
// Seclusion: it may begin, and begin again, only where there is no risk of
// serious self-injury or suicide. Where that does not hold, or is not on
// record, it is refused.
//
// This keeps it:
//
//	kind: seclusion
//	0:00  initiate: no self-injury-risk
//	-> satisfied 7(20)(d) not-at-risk-of-self-injury
//
// This breaks it:
//
//	kind: seclusion
//	0:00  initiate: self-injury-risk
//	-> breached 7(20)(d) not-at-risk-of-self-injury at 0:00
const NotAtRiskOfSelfInjury policy.RuleID = "not-at-risk-of-self-injury"

// NoSelfInjuryWhileHeld is AR 3007 7(20)(d): no risk of serious self-injury or
// suicide while held.
//
// Seclusion: as long as the student is held, there must be no risk of serious
// self-injury or suicide. While this is broken, release is due.
//
// This keeps it:
//
//	kind: seclusion
//	0:00  initiate: no self-injury-risk
//	5:00  observe: self-injury-risk
//	5:00  release
//	-> satisfied 7(20)(d) no-self-injury-while-held
//
// This breaks it:
//
//	kind: seclusion
//	0:00  initiate: no self-injury-risk
//	5:00  observe: self-injury-risk
//	5:01  release
//	-> breached 7(20)(d) no-self-injury-while-held from 5:00 until 5:01,
//	   due 5:00: 1s
const NoSelfInjuryWhileHeld policy.RuleID = "no-self-injury-while-held"

// RestraintNotToManageBehaviour is AR 3007 7(28)(a): not to manage behaviour.
//
// Physical restraint: it may begin, and begin again, only where it is not used
// to manage behaviour. Where that does not hold, or is not on record, it is
// refused.
//
// This keeps it:
//
//	kind: physical-restraint
//	0:00  initiate: no as-behaviour-management
//	-> satisfied 7(28)(a) restraint-not-to-manage-behaviour
//
// This breaks it:
//
//	kind: physical-restraint
//	0:00  initiate: as-behaviour-management
//	-> breached 7(28)(a) restraint-not-to-manage-behaviour at 0:00
const RestraintNotToManageBehaviour policy.RuleID = "restraint-not-to-manage-behaviour"

// RestraintNotAsConsequence is AR 3007 7(28)(b): not as a consequence or
// punishment.
//
// Physical restraint: it may begin, and begin again, only where it is not used
// as a consequence or a punishment. Where that does not hold, or is not on
// record, it is refused.
//
// This keeps it:
//
//	kind: physical-restraint
//	0:00  initiate: no as-consequence
//	-> satisfied 7(28)(b) restraint-not-as-consequence
//
// This breaks it:
//
//	kind: physical-restraint
//	0:00  initiate: as-consequence
//	-> breached 7(28)(b) restraint-not-as-consequence at 0:00
const RestraintNotAsConsequence policy.RuleID = "restraint-not-as-consequence"

// RestraintNotAsCorporalPunishment is AR 3007 7(28)(c): not as a physical
// punishment.
//
// Physical restraint: it may begin, and begin again, only where it is not used
// as a physical punishment. Where that does not hold, or is not on record, it
// is refused.
//
// This keeps it:
//
//	kind: physical-restraint
//	0:00  initiate: no as-corporal-punishment
//	-> satisfied 7(28)(c) restraint-not-as-corporal-punishment
//
// This breaks it:
//
//	kind: physical-restraint
//	0:00  initiate: as-corporal-punishment
//	-> breached 7(28)(c) restraint-not-as-corporal-punishment at 0:00
const RestraintNotAsCorporalPunishment policy.RuleID = "restraint-not-as-corporal-punishment"

// TimeOutNotUniversal is AR 3007 7(35)(a): not as a support for everybody.
//
// Time-out: it may begin, and begin again, only where it is not used as a
// support for everybody. Where that does not hold, or is not on record, it is
// refused.
//
// This keeps it:
//
//	kind: time-out
//	0:00  initiate: no as-universal-support
//	-> satisfied 7(35)(a) time-out-not-universal
//
// This breaks it:
//
//	kind: time-out
//	0:00  initiate: as-universal-support
//	-> breached 7(35)(a) time-out-not-universal at 0:00
const TimeOutNotUniversal policy.RuleID = "time-out-not-universal"

// TimeOutNotToCalm is AR 3007 7(35)(b): not to calm.
//
// Time-out: it may begin, and begin again, only where it is not used to calm.
// Where that does not hold, or is not on record, it is refused.
//
// This keeps it:
//
//	kind: time-out
//	0:00  initiate: no as-calming-strategy
//	-> satisfied 7(35)(b) time-out-not-to-calm
//
// This breaks it:
//
//	kind: time-out
//	0:00  initiate: as-calming-strategy
//	-> breached 7(35)(b) time-out-not-to-calm at 0:00
const TimeOutNotToCalm policy.RuleID = "time-out-not-to-calm"

// TimeOutNotAsConsequence is AR 3007 7(35)(c): not as a consequence.
//
// Time-out: it may begin, and begin again, only where it is not used as a
// consequence or a punishment. Where that does not hold, or is not on record,
// it is refused.
//
// This keeps it:
//
//	kind: time-out
//	0:00  initiate: no as-consequence
//	-> satisfied 7(35)(c) time-out-not-as-consequence
//
// This breaks it:
//
//	kind: time-out
//	0:00  initiate: as-consequence
//	-> breached 7(35)(c) time-out-not-as-consequence at 0:00
const TimeOutNotAsConsequence policy.RuleID = "time-out-not-as-consequence"

// TimeOutNotInSecludedSpace is AR 3007 7(35)(d): not in a secluded space.
//
// Time-out: it may begin, and begin again, only where the place is not one
// where the student is secluded. Where that does not hold, or is not on
// record, it is refused.
//
// This keeps it:
//
//	kind: time-out
//	0:00  initiate: no secluded-space
//	-> satisfied 7(35)(d) time-out-not-in-secluded-space
//
// This breaks it:
//
//	kind: time-out
//	0:00  initiate: secluded-space
//	-> breached 7(35)(d) time-out-not-in-secluded-space at 0:00
const TimeOutNotInSecludedSpace policy.RuleID = "time-out-not-in-secluded-space"

// RoomKeepsDignity is AR 3007 7(1)(a): a room that keeps the student's
// dignity.
//
// Seclusion: at the start, each new start and each inspection, where the place
// lies, the student's dignity must be kept. Under the reading room-clauses:
// “any-space”.
//
// By other readings:
//
//   - 7(1)(a). Seclusion: at the start, each new start and each inspection,
//     where the place lies, the student's dignity must be kept. This applies
//     where, at that time, the place is a secure room designated for seclusion
//     and approved. Under the reading room-clauses: “designated-rooms”.
//
// This keeps it:
//
//	kind: seclusion
//	on file: room-keeps-dignity of room-1
//	0:00  initiate in room-1
//	-> satisfied 7(1)(a) room-keeps-dignity
//
// This breaks it:
//
//	kind: seclusion
//	on file: no room-keeps-dignity of room-1
//	0:00  initiate in room-1
//	-> breached 7(1)(a) room-keeps-dignity of room-1 at 0:00; hangs on
//	   room-clauses
const RoomKeepsDignity policy.RuleID = "room-keeps-dignity"

// RoomEasyToReach is AR 3007 7(1)(b): a room that staff reach promptly.
//
// Seclusion: at the start, each new start and each inspection, this must hold:
// staff get to the place promptly and easily. Under the reading room-clauses:
// “any-space”.
//
// By other readings:
//
//   - 7(1)(b). Seclusion: at the start, each new start and each inspection,
//     this must hold: staff get to the place promptly and easily. This applies
//     where, at that time, the place is a secure room designated for seclusion
//     and approved. Under the reading room-clauses: “designated-rooms”.
//
// This keeps it:
//
//	kind: seclusion
//	on file: room-easy-access of room-1
//	0:00  initiate in room-1
//	-> satisfied 7(1)(b) room-easy-to-reach
//
// This breaks it:
//
//	kind: seclusion
//	on file: no room-easy-access of room-1
//	0:00  initiate in room-1
//	-> breached 7(1)(b) room-easy-to-reach of room-1 at 0:00; hangs on
//	   room-clauses
const RoomEasyToReach policy.RuleID = "room-easy-to-reach"

// RoomObservable is AR 3007 7(1)(c): a room that can be observed continuously.
//
// Seclusion: at the start, each new start and each inspection, this must hold:
// in the place the student can be observed continuously. Under the reading
// room-clauses: “any-space”.
//
// By other readings:
//
//   - 7(1)(c). Seclusion: at the start, each new start and each inspection,
//     this must hold: in the place the student can be observed continuously.
//     This applies where, at that time, the place is a secure room designated
//     for seclusion and approved. Under the reading room-clauses:
//     “designated-rooms”.
//
// This keeps it:
//
//	kind: seclusion
//	on file: room-observable of room-1
//	0:00  initiate in room-1
//	-> satisfied 7(1)(c) room-observable
//
// This breaks it:
//
//	kind: seclusion
//	on file: no room-observable of room-1
//	0:00  initiate in room-1
//	-> breached 7(1)(c) room-observable of room-1 at 0:00; hangs on
//	   room-clauses
const RoomObservable policy.RuleID = "room-observable"

// RoomAwayFromStairs is AR 3007 7(1)(d): a room away from elevators, stairs
// and exits.
//
// Seclusion: at the start, each new start and each inspection, the place must
// be away from elevators, stairs and exits. Under the reading room-clauses:
// “any-space”.
//
// By other readings:
//
//   - 7(1)(d). Seclusion: at the start, each new start and each inspection,
//     the place must be away from elevators, stairs and exits. This applies
//     where, at that time, the place is a secure room designated for seclusion
//     and approved. Under the reading room-clauses: “designated-rooms”.
//
// This keeps it:
//
//	kind: seclusion
//	on file: room-away-from-stairs of room-1
//	0:00  initiate in room-1
//	-> satisfied 7(1)(d) room-away-from-stairs
//
// This breaks it:
//
//	kind: seclusion
//	on file: no room-away-from-stairs of room-1
//	0:00  initiate in room-1
//	-> breached 7(1)(d) room-away-from-stairs of room-1 at 0:00; hangs on
//	   room-clauses
const RoomAwayFromStairs policy.RuleID = "room-away-from-stairs"

// RoomMeetsRequirements is AR 3007 7(2)(a): a room that meets safety and
// facility requirements.
//
// Seclusion: at the start, each new start and each inspection, this must hold:
// the place meets the requirements for safety and facilities. Under the
// reading room-clauses: “any-space”.
//
// By other readings:
//
//   - 7(2)(a). Seclusion: at the start, each new start and each inspection,
//     this must hold: the place meets the requirements for safety and
//     facilities. This applies where, at that time, the place is a secure room
//     designated for seclusion and approved. Under the reading room-clauses:
//     “designated-rooms”.
//
// This keeps it:
//
//	kind: seclusion
//	on file: room-meets-requirements of room-1
//	0:00  initiate in room-1
//	-> satisfied 7(2)(a) room-meets-requirements
//
// This breaks it:
//
//	kind: seclusion
//	on file: no room-meets-requirements of room-1
//	0:00  initiate in room-1
//	-> breached 7(2)(a) room-meets-requirements of room-1 at 0:00; hangs
//	   on room-clauses
const RoomMeetsRequirements policy.RuleID = "room-meets-requirements"

// RoomSafeAndHumane is AR 3007 7(2)(b): a safe and humane room.
//
// Seclusion: at the start, each new start and each inspection, the place must
// be safe and humane, well lit, ventilated and warm enough. Under the reading
// room-clauses: “any-space”.
//
// By other readings:
//
//   - 7(2)(b). Seclusion: at the start, each new start and each inspection,
//     the place must be safe and humane, well lit, ventilated and warm enough.
//     This applies where, at that time, the place is a secure room designated
//     for seclusion and approved. Under the reading room-clauses:
//     “designated-rooms”.
//
// This keeps it:
//
//	kind: seclusion
//	on file: room-safe-and-humane of room-1
//	0:00  initiate in room-1
//	-> satisfied 7(2)(b) room-safe-and-humane
//
// This breaks it:
//
//	kind: seclusion
//	on file: no room-safe-and-humane of room-1
//	0:00  initiate in room-1
//	-> breached 7(2)(b) room-safe-and-humane of room-1 at 0:00; hangs on
//	   room-clauses
const RoomSafeAndHumane policy.RuleID = "room-safe-and-humane"

// RoomFreeOfHazards is AR 3007 7(3): nothing in the room that may harm.
//
// Seclusion: at the start, each new start and each inspection, this must hold:
// nothing in the place may harm a student. Under the reading room-clauses:
// “any-space”.
//
// By other readings:
//
//   - 7(3). Seclusion: at the start, each new start and each inspection, this
//     must hold: nothing in the place may harm a student. This applies where,
//     at that time, the place is a secure room designated for seclusion and
//     approved. Under the reading room-clauses: “designated-rooms”.
//
// This keeps it:
//
//	kind: seclusion
//	on file: room-free-of-hazards of room-1
//	0:00  initiate in room-1
//	-> satisfied 7(3) room-free-of-hazards
//
// This breaks it:
//
//	kind: seclusion
//	on file: no room-free-of-hazards of room-1
//	0:00  initiate in room-1
//	-> breached 7(3) room-free-of-hazards of room-1 at 0:00; hangs on
//	   room-clauses
const RoomFreeOfHazards policy.RuleID = "room-free-of-hazards"

// StudentInvolvedBefore is AR 3007 6(10): the student involved beforehand.
//
// Every kind: at the start and each inspection, this must hold: the student
// was involved beforehand, as far as they can be.
//
// This keeps it:
//
//	kind: seclusion
//	on file: student-involved
//	0:00  initiate
//	-> satisfied 6(10) student-involved-before
//
// This breaks it:
//
//	kind: seclusion
//	on file: no student-involved
//	0:00  initiate
//	-> breached 6(10) student-involved-before at 0:00
const StudentInvolvedBefore policy.RuleID = "student-involved-before"

// PlanHoldsPrevention is AR 3007 6(11): a plan that holds interventions and
// prevention.
//
// Every kind: at the start and each inspection, this must hold: the student's
// plan documents interventions and preventive measures.
//
// This keeps it:
//
//	kind: seclusion
//	on file: plan-documents-prevention
//	0:00  initiate
//	-> satisfied 6(11) plan-holds-prevention
//
// This breaks it:
//
//	kind: seclusion
//	on file: no plan-documents-prevention
//	0:00  initiate
//	-> breached 6(11) plan-holds-prevention at 0:00
const PlanHoldsPrevention policy.RuleID = "plan-holds-prevention"

// InformedByData is AR 3007 6(12): informed by functional data.
//
// Every kind: at the start and each inspection, this must hold: functional
// data was collected and informs the use.
//
// This keeps it:
//
//	kind: seclusion
//	on file: functional-data
//	0:00  initiate
//	-> satisfied 6(12) informed-by-data
//
// This breaks it:
//
//	kind: seclusion
//	on file: no functional-data
//	0:00  initiate
//	-> breached 6(12) informed-by-data at 0:00
const InformedByData policy.RuleID = "informed-by-data"

// InputToPlans is AR 3007 7(9): parents and student could give input to the
// plans.
//
// Every kind: at the start and each inspection, this must hold: parents and
// student could give input to the plans.
//
// This keeps it:
//
//	kind: seclusion
//	on file: plan-input-offered
//	0:00  initiate
//	-> satisfied 7(9) input-to-plans
//
// This breaks it:
//
//	kind: seclusion
//	on file: no plan-input-offered
//	0:00  initiate
//	-> breached 7(9) input-to-plans at 0:00
const InputToPlans policy.RuleID = "input-to-plans"

// PlanHoldsTransitions is AR 3007 7(10): a plan that holds transitions and
// step-down.
//
// Every kind: at the start and each inspection, this must hold: the student's
// plan says how to pass between spaces and holds the step-down process.
//
// This keeps it:
//
//	kind: seclusion
//	on file: plan-transitions, plan-step-down
//	0:00  initiate
//	-> satisfied 7(10) plan-holds-transitions
//
// This breaks it:
//
//	kind: seclusion
//	on file: plan-transitions, no plan-step-down
//	0:00  initiate
//	-> breached 7(10) plan-holds-transitions at 0:00
const PlanHoldsTransitions policy.RuleID = "plan-holds-transitions"

// TrainingInPositiveSupports is AR 3007 7(6)(a)(i): staff training: positive
// behaviour supports.
//
// Every kind: at each inspection, this must hold: staff training covers
// positive behaviour supports.
//
// This keeps it:
//
//	kind: seclusion
//	on file: training-positive-supports
//	0:00  inspect
//	-> satisfied 7(6)(a)(i) training-in-positive-supports
//
// This breaks it:
//
//	kind: seclusion
//	on file: no training-positive-supports
//	0:00  inspect
//	-> breached 7(6)(a)(i) training-in-positive-supports at 0:00
const TrainingInPositiveSupports policy.RuleID = "training-in-positive-supports"

// TrainingInEmergencies is AR 3007 7(6)(a)(ii): staff training: emergencies
// and aggression.
//
// Every kind: at each inspection, this must hold: staff training covers
// behavioural emergencies and aggression.
//
// This keeps it:
//
//	kind: seclusion
//	on file: training-emergencies
//	0:00  inspect
//	-> satisfied 7(6)(a)(ii) training-in-emergencies
//
// This breaks it:
//
//	kind: seclusion
//	on file: no training-emergencies
//	0:00  inspect
//	-> breached 7(6)(a)(ii) training-in-emergencies at 0:00
const TrainingInEmergencies policy.RuleID = "training-in-emergencies"

// TrainingInTrauma is AR 3007 7(6)(a)(iii): staff training: trauma, crisis,
// problem solving.
//
// Every kind: at each inspection, this must hold: staff training covers
// trauma, crisis without violence and solving problems together.
//
// This keeps it:
//
//	kind: seclusion
//	on file: training-trauma-informed
//	0:00  inspect
//	-> satisfied 7(6)(a)(iii) training-in-trauma
//
// This breaks it:
//
//	kind: seclusion
//	on file: no training-trauma-informed
//	0:00  inspect
//	-> breached 7(6)(a)(iii) training-in-trauma at 0:00
const TrainingInTrauma policy.RuleID = "training-in-trauma"

// TrainingInAssessment is AR 3007 7(6)(a)(iv): staff training: functional
// assessment.
//
// Every kind: at each inspection, this must hold: staff training covers
// functional assessment.
//
// This keeps it:
//
//	kind: seclusion
//	on file: training-functional-assessment
//	0:00  inspect
//	-> satisfied 7(6)(a)(iv) training-in-assessment
//
// This breaks it:
//
//	kind: seclusion
//	on file: no training-functional-assessment
//	0:00  inspect
//	-> breached 7(6)(a)(iv) training-in-assessment at 0:00
const TrainingInAssessment policy.RuleID = "training-in-assessment"

// TwoKeyStaffTrained is AR 3007 7(6)(b): two key staff trained.
//
// Every kind: at each inspection, at least two people who are trained in
// functional behaviour analysis and trained in therapeutic crisis intervention
// must be on the staff.
//
// This keeps it:
//
//	kind: seclusion
//	on file: trained-fba, trained-tci of ash, birch
//	0:00  inspect
//	-> satisfied 7(6)(b) two-key-staff-trained
//
// This breaks it:
//
//	kind: seclusion
//	on file: trained-fba, trained-tci of ash
//	on file: trained-fba, no trained-tci of birch
//	0:00  inspect
//	-> breached 7(6)(b) two-key-staff-trained at 0:00
const TwoKeyStaffTrained policy.RuleID = "two-key-staff-trained"

// ExpectationsKnown is AR 3007 7(6)(c): expectations and guidelines
// communicated.
//
// Every kind: at each inspection, this must hold: staff know the expectations
// and guidelines.
//
// This keeps it:
//
//	kind: seclusion
//	on file: expectations-communicated
//	0:00  inspect
//	-> satisfied 7(6)(c) expectations-known
//
// This breaks it:
//
//	kind: seclusion
//	on file: no expectations-communicated
//	0:00  inspect
//	-> breached 7(6)(c) expectations-known at 0:00
const ExpectationsKnown policy.RuleID = "expectations-known"

// PreventionProceduresKnown is AR 3007 7(6)(d): procedures for preventing
// seclusion.
//
// Seclusion: at each inspection, this must hold: there are formal procedures
// for preventing seclusion.
//
// This keeps it:
//
//	kind: seclusion
//	on file: prevention-procedures
//	0:00  inspect
//	-> satisfied 7(6)(d) prevention-procedures-known
//
// This breaks it:
//
//	kind: seclusion
//	on file: no prevention-procedures
//	0:00  inspect
//	-> breached 7(6)(d) prevention-procedures-known at 0:00
const PreventionProceduresKnown policy.RuleID = "prevention-procedures-known"

// StaffAvailable is AR 3007 7(6)(e): staff available.
//
// Seclusion: at each inspection, staff must be available to provide it
// appropriately.
//
// This keeps it:
//
//	kind: seclusion
//	on file: staff-available
//	0:00  inspect
//	-> satisfied 7(6)(e) staff-available
//
// This breaks it:
//
//	kind: seclusion
//	on file: no staff-available
//	0:00  inspect
//	-> breached 7(6)(e) staff-available at 0:00
const StaffAvailable policy.RuleID = "staff-available"

// PlanStepsPastThirtyMinutes is AR 3007 7(18) and 7(26): the plan's steps
// followed.
//
//   - 7(18). Seclusion: once the student has been held for longer than 30
//     minutes in all, this must hold: (there is on record, since holding began
//     the last time, a call for help that follows the steps of the student's
//     plan) or (the student is no longer held); no period is stated; more than
//     2 minutes after it, it is flagged. This applies where, at that time,
//     there is imminent danger of harm to the student or somebody else.
//   - 7(26). Physical restraint: once the student has been held for longer
//     than 30 minutes in all, this must hold: (there is on record, since
//     holding began the last time, a call for help that follows the steps of
//     the student's plan) or (the student is no longer held); no period is
//     stated; more than 2 minutes after it, it is flagged. This applies where,
//     at that time, there is imminent danger of harm to the student or
//     somebody else.
//
// By other readings:
//
//   - Under the reading danger-lasts: “two-minutes”, what is on record of
//     danger-to-self and danger-to-others counts for 2m and no longer, unless
//     it is recorded again.
//
// This keeps it:
//
//	kind: seclusion
//	0:00   initiate: danger-to-others
//	32:00  escalate: plan-steps-followed
//	33:00  release
//	-> satisfied 7(18) plan-steps-past-thirty-minutes
//
// This breaks it:
//
//	kind: seclusion
//	0:00   initiate: danger-to-others
//	32:01  escalate: plan-steps-followed
//	33:00  release
//	-> flagged 7(18) plan-steps-past-thirty-minutes from 30:00 until
//	   32:01: 2m1s of 2m0s; hangs on danger-lasts
const PlanStepsPastThirtyMinutes policy.RuleID = "plan-steps-past-thirty-minutes"

// SomebodyWhoCanCommunicate is AR 3007 6(7): somebody there who can
// communicate with the student.
//
// Seclusion: as long as the student is held, at least one person who is able
// to communicate with the student must be there. This applies for as long as
// the student cannot express themselves adequately through speech alone.
//
// This keeps it:
//
//	kind: seclusion
//	on file: speech-inadequate; communicates-with-them of ash
//	on file: no communicates-with-them of birch
//	0:00  initiate by ash, birch
//	3:00  absent by birch
//	5:00  release
//	-> satisfied 6(7) somebody-who-can-communicate
//
// This breaks it:
//
//	kind: seclusion
//	on file: speech-inadequate; communicates-with-them of ash
//	on file: no communicates-with-them of birch
//	0:00  initiate by ash, birch
//	3:00  absent by ash
//	5:00  release
//	-> breached 6(7) somebody-who-can-communicate from 3:00 until 5:00:
//	   2m0s
const SomebodyWhoCanCommunicate policy.RuleID = "somebody-who-can-communicate"

// MeansToBeMonitored is AR 3007 7(13) and 7(23): the means to be seen and
// heard.
//
//   - 7(13). Seclusion: as long as the student is held, this must hold: the
//     student can choose, or has the means, to be seen and heard by staff.
//   - 7(23). Physical restraint: as long as the student is held, this must
//     hold: the student can choose, or has the means, to be seen and heard by
//     staff.
//
// This keeps it:
//
//	kind: seclusion
//	0:00  initiate: means-to-be-monitored
//	5:00  release
//	-> satisfied 7(13) means-to-be-monitored
//
// This breaks it:
//
//	kind: seclusion
//	0:00  initiate: means-to-be-monitored
//	3:00  observe: no means-to-be-monitored
//	5:00  release
//	-> breached 7(13) means-to-be-monitored from 3:00 until 5:00: 2m0s
const MeansToBeMonitored policy.RuleID = "means-to-be-monitored"

// SeenAndHeard is AR 3007 6(6): seen and heard without a gap.
//
// Seclusion and physical restraint: as long as the student is held, the
// student must be seen without a gap and heard without a gap.
//
// This keeps it:
//
//	kind: seclusion
//	0:00  initiate: visual-monitoring, aural-monitoring
//	5:00  release
//	-> satisfied 6(6) seen-and-heard
//
// This breaks it:
//
//	kind: seclusion
//	0:00  initiate: visual-monitoring, aural-monitoring
//	3:00  observe: no aural-monitoring
//	3:20  observe: aural-monitoring
//	5:00  release
//	-> breached 6(6) seen-and-heard from 3:00 until 3:20: 20s
const SeenAndHeard policy.RuleID = "seen-and-heard"

// VisibleAtAllTimes is AR 3007 7(30): visible at all times.
//
// Time-out: as long as the student is held, the student must be seen without a
// gap.
//
// This keeps it:
//
//	kind: time-out
//	0:00  initiate: visual-monitoring
//	5:00  release
//	-> satisfied 7(30) visible-at-all-times
//
// This breaks it:
//
//	kind: time-out
//	0:00  initiate: visual-monitoring
//	3:00  observe: no visual-monitoring
//	3:20  observe: visual-monitoring
//	5:00  release
//	-> breached 7(30) visible-at-all-times from 3:00 until 3:20: 20s
const VisibleAtAllTimes policy.RuleID = "visible-at-all-times"

// FaceToFaceEveryTwoMinutes is AR 3007 7(16)(a): face-to-face monitoring.
//
// Seclusion: while the student is held, there must be a check face to face at
// least every 2 minutes: from the start to the first, from each to the next,
// and from the last to the release.
//
// This keeps it:
//
//	kind: seclusion
//	0:00  initiate
//	2:00  monitor: face-to-face
//	4:00  monitor: face-to-face
//	6:00  release
//	-> satisfied 7(16)(a) face-to-face-every-two-minutes
//
// This breaks it:
//
//	kind: seclusion
//	0:00  initiate
//	2:00  monitor: face-to-face
//	4:01  monitor: face-to-face
//	6:00  release
//	-> breached 7(16)(a) face-to-face-every-two-minutes from 2:00 until
//	   4:01: 2m1s of 2m0s
const FaceToFaceEveryTwoMinutes policy.RuleID = "face-to-face-every-two-minutes"

// KeyStaffReviewEveryTwoMinutes is AR 3007 7(16)(b): two key staff review.
//
// Seclusion: while the student is held, there must be a review by at least two
// people who are trained in functional behaviour analysis and trained in
// therapeutic crisis intervention, at least every 2 minutes: from the start to
// the first, from each to the next, and from the last to the release. Under
// the readings key-staff: “trained-in-both” and reviewing: “together”.
//
// By other readings:
//
//   - 7(16)(b). Seclusion: while the student is held, there must be a review
//     by at least two people who are named as key staff, at least every 2
//     minutes: from the start to the first, from each to the next, and from
//     the last to the release. Under the readings key-staff:
//     “named-by-principal” and reviewing: “together”.
//   - 7(16)(b). Seclusion: while the student is held, there must be a review
//     by a person who is trained in functional behaviour analysis and trained
//     in therapeutic crisis intervention, at least every 2 minutes: from the
//     start to the first, from each to the next, and from the last to the
//     release. Under the readings key-staff: “trained-in-both” and reviewing:
//     “by-turns”.
//
// This keeps it:
//
//	kind: seclusion
//	on file: trained-fba, trained-tci of ash, birch
//	0:00  initiate
//	2:00  review by ash, birch: continue
//	4:00  review by ash, birch: no continue
//	4:10  release
//	-> satisfied 7(16)(b) key-staff-review-every-two-minutes; hangs on
//	   key-staff
//
// This breaks it:
//
//	kind: seclusion
//	on file: trained-fba, trained-tci of ash, birch
//	0:00  initiate
//	2:00  review by ash: continue
//	4:00  review by ash, birch: no continue
//	4:10  release
//	-> breached 7(16)(b) key-staff-review-every-two-minutes from 0:00
//	   until 4:00: 4m0s of 2m0s; hangs on reviewing
const KeyStaffReviewEveryTwoMinutes policy.RuleID = "key-staff-review-every-two-minutes"

// KeyStaffReviewTimeOut is AR 3007 7(31): key staff review face to face.
//
// Time-out: after the start, there must be a review face to face by a person
// who is trained in functional behaviour analysis and trained in therapeutic
// crisis intervention, by the end of the holding. Under the reading key-staff:
// “trained-in-both”.
//
// By other readings:
//
//   - 7(31). Time-out: after the start, there must be a review face to face by
//     a person who is named as key staff, by the end of the holding. Under the
//     reading key-staff: “named-by-principal”.
//
// This keeps it:
//
//	kind: time-out
//	on file: trained-fba, trained-tci of ash
//	0:00  initiate
//	5:00  review by ash: face-to-face
//	6:00  release
//	-> satisfied 7(31) key-staff-review-time-out; hangs on key-staff
//
// This breaks it:
//
//	kind: time-out
//	on file: trained-fba, trained-tci of ash
//	0:00  initiate
//	5:00  review by ash: no face-to-face
//	6:00  release
//	-> breached 7(31) key-staff-review-time-out from 0:00: 30d of 6m0s
const KeyStaffReviewTimeOut policy.RuleID = "key-staff-review-time-out"

// SeclusionAtMostThirtyMinutes is AR 3007 7(17): at most thirty minutes in
// all.
//
// Seclusion: the student must not be held for more than 30 minutes in all.
//
// This keeps it:
//
//	kind: seclusion
//	0:00   initiate
//	30:00  release
//	-> satisfied 7(17) seclusion-at-most-thirty-minutes
//
// This breaks it:
//
//	kind: seclusion
//	0:00   initiate
//	30:01  release
//	-> breached 7(17) seclusion-at-most-thirty-minutes from 0:00 until
//	   30:01: 30m1s of 30m0s
const SeclusionAtMostThirtyMinutes policy.RuleID = "seclusion-at-most-thirty-minutes"

// RestraintAtMostThirtyMinutes is AR 3007 7(25): at most thirty minutes in
// all.
//
// Physical restraint: the student must not be held for more than 30 minutes in
// all.
//
// This keeps it:
//
//	kind: physical-restraint
//	0:00   initiate
//	30:00  release
//	-> satisfied 7(25) restraint-at-most-thirty-minutes
//
// This breaks it:
//
//	kind: physical-restraint
//	0:00   initiate
//	30:01  release
//	-> breached 7(25) restraint-at-most-thirty-minutes from 0:00 until
//	   30:01: 30m1s of 30m0s
const RestraintAtMostThirtyMinutes policy.RuleID = "restraint-at-most-thirty-minutes"

// TimeOutAtMostFifteenMinutes is AR 3007 7(32): at most fifteen minutes in
// all.
//
// Time-out: the student must not be held for more than 15 minutes in all.
//
// This keeps it:
//
//	kind: time-out
//	0:00   initiate
//	15:00  release
//	-> satisfied 7(32) time-out-at-most-fifteen-minutes
//
// This breaks it:
//
//	kind: time-out
//	0:00   initiate
//	15:01  release
//	-> breached 7(32) time-out-at-most-fifteen-minutes from 0:00 until
//	   15:01: 15m1s of 15m0s
const TimeOutAtMostFifteenMinutes policy.RuleID = "time-out-at-most-fifteen-minutes"

// ContinuingExplained is AR 3007 7(14) and 7(24): the student told why it goes
// on.
//
//   - 7(14). Seclusion: once the student has been held for longer than 15
//     minutes in all, there must be an explanation to the student that says
//     why it goes on; no period is stated; past the end of the holding, it is
//     flagged. Under the reading explanations: “at-half-the-limit”.
//   - 7(24). Physical restraint: once the student has been held for longer
//     than 15 minutes in all, there must be an explanation to the student that
//     says why it goes on; no period is stated; past the end of the holding,
//     it is flagged. Under the reading explanations: “at-half-the-limit”.
//
// By other readings:
//
//   - 7(14). Seclusion: after each review that decides to go on, there must be
//     an explanation to the student that says why it goes on; no period is
//     stated; more than 2 minutes after it, it is flagged. Under the reading
//     explanations: “at-each-decision”.
//   - 7(24). Physical restraint: after each review that decides to go on,
//     there must be an explanation to the student that says why it goes on; no
//     period is stated; more than 2 minutes after it, it is flagged. Under the
//     reading explanations: “at-each-decision”.
//   - Under the reading explanations: “at-start-and-end”, nothing is demanded
//     here.
//
// This keeps it:
//
//	kind: seclusion
//	0:00   initiate
//	16:00  explain: reasons-for-continuing
//	20:00  release
//	-> satisfied 7(14) continuing-explained; hangs on explanations
//
// This breaks it:
//
//	kind: seclusion
//	0:00   initiate
//	14:00  explain: reasons-for-continuing
//	20:00  release
//	-> flagged 7(14) continuing-explained from 15:00: 29d23h45m0s of
//	   5m0s; hangs on explanations
const ContinuingExplained policy.RuleID = "continuing-explained"

// EndingExplained is AR 3007 7(14) and 7(24): the student told why it ends.
//
//   - 7(14). Seclusion: after the last release, there must be on record, since
//     holding began the last time, an explanation to the student that says why
//     it ends; no period is stated; more than 2 minutes after it, it is
//     flagged.
//   - 7(24). Physical restraint: after the last release, there must be on
//     record, since holding began the last time, an explanation to the student
//     that says why it ends; no period is stated; more than 2 minutes after
//     it, it is flagged.
//
// This keeps it:
//
//	kind: seclusion
//	0:00  initiate
//	4:00  release
//	5:00  explain: reasons-for-ending
//	-> satisfied 7(14) ending-explained
//
// This breaks it:
//
//	kind: seclusion
//	0:00  initiate
//	4:00  release
//	5:00  explain: no reasons-for-ending
//	-> flagged 7(14) ending-explained from 4:00: 29d23h56m0s of 2m0s
const EndingExplained policy.RuleID = "ending-explained"

// InitiatingExplained is AR 3007 7(14) and 7(24): the student told why it
// begins.
//
//   - 7(14). Seclusion: after the start, there must be an explanation to the
//     student that says why it began; no period is stated; past the end of the
//     holding, it is flagged.
//   - 7(24). Physical restraint: after the start, there must be an explanation
//     to the student that says why it began; no period is stated; past the end
//     of the holding, it is flagged.
//
// This keeps it:
//
//	kind: seclusion
//	0:00  initiate
//	4:00  explain: reasons-for-initiating
//	4:00  release
//	-> satisfied 7(14) initiating-explained
//
// This breaks it:
//
//	kind: seclusion
//	0:00  initiate
//	4:00  release
//	4:01  explain: reasons-for-initiating
//	-> flagged 7(14) initiating-explained from 0:00 until 4:01: 4m1s of
//	   4m0s
const InitiatingExplained policy.RuleID = "initiating-explained"

// ReleasedOnceDecided is AR 3007 6(13): released once a review decides to end
// it.
//
// Every kind: after each review that decides not to go on, the student must no
// longer be held, as soon as possible; more than 2 minutes after it, it is
// flagged.
//
// This keeps it:
//
//	kind: seclusion
//	0:00  initiate
//	4:00  review: no continue
//	6:00  release
//	-> satisfied 6(13) released-once-decided
//
// This breaks it:
//
//	kind: seclusion
//	0:00  initiate
//	4:00  review: no continue
//	6:01  release
//	-> flagged 6(13) released-once-decided from 4:00 until 6:01: 2m1s of
//	   2m0s
const ReleasedOnceDecided policy.RuleID = "released-once-decided"

// DoorOpenedWhenSafe is AR 3007 7(19)(a): step-down: door opened when safe.
//
// Seclusion: after the last release, there must be on record, since holding
// began the last time, a step-down, the end of the step-down or a release
// where the door was opened when it was safe; no period is stated; past the
// end of the third day after it, it is flagged.
//
// This keeps it:
//
//	kind: seclusion
//	0:00  initiate
//	4:00  release: door-opened
//	-> satisfied 7(19)(a) door-opened-when-safe
//
// This breaks it:
//
//	kind: seclusion
//	0:00  initiate
//	4:00  release: no door-opened
//	-> flagged 7(19)(a) door-opened-when-safe from 4:00, due day 4 00:00
const DoorOpenedWhenSafe policy.RuleID = "door-opened-when-safe"

// StudentHelpsDecide is AR 3007 7(19)(b), 6(14), 7(27)(a) and 7(33):
// step-down: the student helps decide.
//
//   - 7(19)(b) and 6(14). Seclusion: after the last release, there must be on
//     record, since holding began the last time, a step-down or the end of the
//     step-down where the student helped decide when they were ready; no
//     period is stated; past the end of the third day after it, it is flagged.
//   - 7(27)(a) and 6(14). Physical restraint: after the last release, there
//     must be on record, since holding began the last time, a step-down or the
//     end of the step-down where the student helped decide when they were
//     ready; no period is stated; past the end of the third day after it, it
//     is flagged.
//   - 7(33) and 6(14). Time-out: after the last release, there must be on
//     record, since holding began the last time, a step-down or the end of the
//     step-down where the student helped decide when they were ready; no
//     period is stated; past the end of the third day after it, it is flagged.
//
// This keeps it:
//
//	kind: seclusion
//	0:00   initiate
//	4:00   release
//	20:00  end: student-helped-decide
//	-> satisfied 7(19)(b),6(14) student-helps-decide
//
// This breaks it:
//
//	kind: seclusion
//	0:00   initiate
//	4:00   release
//	20:00  end: no student-helped-decide
//	-> flagged 7(19)(b),6(14) student-helps-decide from 4:00, due day 4
//	   00:00
const StudentHelpsDecide policy.RuleID = "student-helps-decide"

// ObservedBeforeClass is AR 3007 7(19)(c) and 7(27)(b): step-down: readiness
// observed.
//
//   - 7(19)(c). Seclusion: after the last release, there must be on record,
//     since holding began the last time, a step-down or the end of the
//     step-down where readiness for class was observed for a while; no period
//     is stated; past the end of the third day after it, it is flagged.
//   - 7(27)(b). Physical restraint: after the last release, there must be on
//     record, since holding began the last time, a step-down or the end of the
//     step-down where readiness for class was observed for a while; no period
//     is stated; past the end of the third day after it, it is flagged.
//
// This keeps it:
//
//	kind: seclusion
//	0:00   initiate
//	4:00   release
//	20:00  end: observation-period
//	-> satisfied 7(19)(c) observed-before-class
//
// This breaks it:
//
//	kind: seclusion
//	0:00   initiate
//	4:00   release
//	20:00  end: no observation-period
//	-> flagged 7(19)(c) observed-before-class from 4:00, due day 4 00:00
const ObservedBeforeClass policy.RuleID = "observed-before-class"

// StudentCanPlan is AR 3007 7(19)(d) and 7(27)(c): step-down: the student can
// plan prevention.
//
//   - 7(19)(d). Seclusion: after the last release, there must be on record,
//     since holding began the last time, a step-down or the end of the
//     step-down where the student could plan how to prevent the next one; no
//     period is stated; past the end of the third day after it, it is flagged.
//   - 7(27)(c). Physical restraint: after the last release, there must be on
//     record, since holding began the last time, a step-down or the end of the
//     step-down where the student could plan how to prevent the next one; no
//     period is stated; past the end of the third day after it, it is flagged.
//
// This keeps it:
//
//	kind: seclusion
//	0:00   initiate
//	4:00   release
//	20:00  end: prevention-plan-offered
//	-> satisfied 7(19)(d) student-can-plan
//
// This breaks it:
//
//	kind: seclusion
//	0:00   initiate
//	4:00   release
//	20:00  end: no prevention-plan-offered
//	-> flagged 7(19)(d) student-can-plan from 4:00, due day 4 00:00
const StudentCanPlan policy.RuleID = "student-can-plan"

// PlanForReentry is AR 3007 7(19)(e) and 7(27)(d): step-down: plan for coming
// back to class.
//
//   - 7(19)(e). Seclusion: after the last release, there must be on record,
//     since holding began the last time, a step-down or the end of the
//     step-down where there is a plan for coming back to class; no period is
//     stated; past the end of the third day after it, it is flagged.
//   - 7(27)(d). Physical restraint: after the last release, there must be on
//     record, since holding began the last time, a step-down or the end of the
//     step-down where there is a plan for coming back to class; no period is
//     stated; past the end of the third day after it, it is flagged.
//
// This keeps it:
//
//	kind: seclusion
//	0:00   initiate
//	4:00   release
//	20:00  end: re-entry-plan
//	-> satisfied 7(19)(e) plan-for-re-entry
//
// This breaks it:
//
//	kind: seclusion
//	0:00   initiate
//	4:00   release
//	20:00  end: no re-entry-plan
//	-> flagged 7(19)(e) plan-for-re-entry from 4:00, due day 4 00:00
const PlanForReentry policy.RuleID = "plan-for-re-entry"

// RoomCleaned is AR 3007 7(4): room sanitized and cleaned.
//
// Seclusion: after the last release, there must be a cleaning of the place; no
// period is stated; past the next use of the place, it is flagged.
//
// This keeps it:
//
//	kind: seclusion
//	0:00   initiate
//	4:00   release
//	30:00  clean
//	day 1 09:00  next-use
//	-> satisfied 7(4) room-cleaned
//
// This breaks it:
//
//	kind: seclusion
//	0:00   initiate
//	4:00   release
//	day 1 09:00  next-use
//	day 1 10:00  clean
//	-> flagged 7(4) room-cleaned from 4:00 until day 1 10:00, due day 1
//	   09:00
const RoomCleaned policy.RuleID = "room-cleaned"

// ParentsInformedSameDay is AR 3007 7(36): parents informed the same day.
//
//   - 7(36). Seclusion and physical restraint: after the last release, there
//     must be a successful attempt at contact with a parent or guardian, by
//     the end of the same day; what was done from the start on counts too.
//     Excused by 7(37) where there is on record that day an attempt at contact
//     with a parent or guardian. Under the reading day-of-contact:
//     “of-last-release”.
//   - 7(36). Time-out: after the last release, there must be a successful
//     attempt at contact with a parent or guardian, by the end of the same
//     day; what was done from the start on counts too. Under the readings
//     attempt-excuses: “seclusion-and-restraint” and day-of-contact:
//     “of-last-release”.
//
// By other readings:
//
//   - 7(36). Seclusion and physical restraint: after the start, there must be
//     a successful attempt at contact with a parent or guardian, by the end of
//     the same day; what was done from the start on counts too. Excused by
//     7(37) where there is on record that day an attempt at contact with a
//     parent or guardian. Under the reading day-of-contact: “of-start”.
//   - 7(36). Time-out: after the start, there must be a successful attempt at
//     contact with a parent or guardian, by the end of the same day; what was
//     done from the start on counts too. Under the readings attempt-excuses:
//     “seclusion-and-restraint” and day-of-contact: “of-start”.
//   - 7(36). Time-out: after the last release, there must be a successful
//     attempt at contact with a parent or guardian, by the end of the same
//     day; what was done from the start on counts too. Excused by 7(37) where
//     there is on record that day an attempt at contact with a parent or
//     guardian. Under the readings attempt-excuses: “every-kind” and
//     day-of-contact: “of-last-release”.
//
// This keeps it:
//
//	kind: seclusion
//	0:00  initiate
//	4:00  release
//	day 0 23:59  contact to parent-1: reached
//	-> satisfied 7(36) parents-informed-same-day
//
// This breaks it:
//
//	kind: seclusion
//	0:00  initiate
//	4:00  release
//	day 1 00:01  contact to parent-1: reached
//	-> breached 7(36) parents-informed-same-day from 4:00 until day 1
//	   00:01, due day 1 00:00
const ParentsInformedSameDay policy.RuleID = "parents-informed-same-day"

// ParentsInformedAfterAll is AR 3007 7(37): parents informed as soon as
// possible.
//
// Seclusion and physical restraint: each time the rule
// parents-informed-same-day comes out as excused, there must be a successful
// attempt at contact with a parent or guardian, as soon as possible; past the
// bell of the next school day, it is flagged.
//
// By other readings:
//
//   - 7(37). Time-out: each time the rule parents-informed-same-day comes out
//     as excused, there must be a successful attempt at contact with a parent
//     or guardian, as soon as possible; past the bell of the next school day,
//     it is flagged. Under the reading attempt-excuses: “every-kind”.
//
// This keeps it:
//
//	kind: seclusion
//	0:00  initiate
//	4:00  release
//	day 0 15:00  contact to parent-1: no reached
//	day 1 15:30  contact to parent-1: reached
//	-> satisfied 7(37) parents-informed-after-all
//
// This breaks it:
//
//	kind: seclusion
//	0:00  initiate
//	4:00  release
//	day 0 15:00  contact to parent-1: no reached
//	day 1 15:31  contact to parent-1: reached
//	-> flagged 7(37) parents-informed-after-all from day 1 00:00 until
//	   day 1 15:31, due day 1 15:30
const ParentsInformedAfterAll policy.RuleID = "parents-informed-after-all"

// DebriefWithinThreeDays is AR 3007 7(38): debrief within three days.
//
// Every kind: after the last release, there must be a debrief, by the end of
// the third day after it. Under the reading debrief-days: “calendar-days”.
//
// By other readings:
//
//   - 7(38). Every kind: after the last release, there must be a debrief, by
//     midnight after the third school day after it. Under the reading
//     debrief-days: “school-days”.
//
// This keeps it:
//
//	kind: seclusion
//	0:00  initiate
//	4:00  release
//	day 4 00:00  debrief
//	-> satisfied 7(38) debrief-within-three-days
//
// This breaks it:
//
//	kind: seclusion
//	0:00  initiate
//	4:00  release
//	day 4 00:00:01  debrief
//	-> breached 7(38) debrief-within-three-days from 4:00 until day 4
//	   00:00:01, due day 4 00:00; hangs on debrief-days
const DebriefWithinThreeDays policy.RuleID = "debrief-within-three-days"

// DebriefWithStudent is AR 3007 7(40): debrief with the student, where
// possible.
//
// Every kind: at each debrief, there must be on record, since holding began
// the last time, a debrief by a student. Excused by 7(40) where it was not
// possible to involve the student.
//
// This keeps it:
//
//	kind: seclusion
//	0:00  initiate
//	4:00  release
//	1d    debrief by student-1, oak
//	-> satisfied 7(40) debrief-with-student
//
// This breaks it:
//
//	kind: seclusion
//	0:00  initiate
//	4:00  release
//	1d    debrief by oak: no student-could-not-take-part
//	-> breached 7(40) debrief-with-student at day 1 10:00
const DebriefWithStudent policy.RuleID = "debrief-with-student"

// DebriefWithPrincipal is AR 3007 7(39)(a): debrief with the principal.
//
// Every kind: at each debrief, there should be on record, since holding began
// the last time, a debrief by a principal.
//
// This keeps it:
//
//	kind: seclusion
//	0:00  initiate
//	4:00  release
//	1d    debrief by oak, ash
//	-> satisfied 7(39)(a) debrief-with-principal
//
// This breaks it:
//
//	kind: seclusion
//	0:00  initiate
//	4:00  release
//	1d    debrief by ash
//	-> breached 7(39)(a) debrief-with-principal at day 1 10:00
const DebriefWithPrincipal policy.RuleID = "debrief-with-principal"

// DebriefWithStaffInvolved is AR 3007 7(39)(b): debrief with the staff
// involved.
//
// Every kind: at each debrief, everyone who took part in the incident should
// be among those who do it, at once or over several.
//
// This keeps it:
//
//	kind: seclusion
//	0:00  initiate by ash, birch
//	4:00  release
//	1d    debrief by ash, birch, oak
//	-> satisfied 7(39)(b) debrief-with-staff-involved
//
// This breaks it:
//
//	kind: seclusion
//	0:00  initiate by ash, birch
//	4:00  release
//	1d    debrief by ash, oak
//	-> breached 7(39)(b) debrief-with-staff-involved of birch at day 1
//	   10:00
const DebriefWithStaffInvolved policy.RuleID = "debrief-with-staff-involved"

// DebriefWithParent is AR 3007 7(39)(c): debrief with the parent or guardian.
//
// Every kind: at each debrief, there should be on record, since holding began
// the last time, a debrief by a parent or guardian.
//
// This keeps it:
//
//	kind: seclusion
//	0:00  initiate
//	4:00  release
//	1d    debrief by parent-1, oak
//	-> satisfied 7(39)(c) debrief-with-parent
//
// This breaks it:
//
//	kind: seclusion
//	0:00  initiate
//	4:00  release
//	1d    debrief by oak
//	-> breached 7(39)(c) debrief-with-parent at day 1 10:00
const DebriefWithParent policy.RuleID = "debrief-with-parent"

// SupportsMadeKnown is AR 3007 7(41): staff told of the supports for them.
//
// Seclusion and physical restraint: after the last release, there must be a
// briefing on supports to everyone who took part in the incident; no period is
// stated; past the end of the third day after it, it is flagged.
//
// This keeps it:
//
//	kind: seclusion
//	0:00  initiate by ash, birch
//	4:00  release
//	1d    support by oak to ash, birch
//	-> satisfied 7(41) supports-made-known
//
// This breaks it:
//
//	kind: seclusion
//	0:00  initiate by ash, birch
//	4:00  release
//	1d    support by oak to ash
//	-> flagged 7(41) supports-made-known from 4:00, due day 4 00:00
const SupportsMadeKnown policy.RuleID = "supports-made-known"

// Documented is AR 3007 7(43) and 7(22): documented.
//
//   - 7(43). Seclusion and time-out: after the last release, there must be a
//     record of what happened; no period is stated; past the earliest of
//     these: the first report after it, the first debrief after it, the
//     closing of the file or the end of the third day after it, it is flagged.
//     Under the reading documented-by: “report-debrief-or-close”.
//   - 7(43) and 7(22). Physical restraint: after the last release, there must
//     be a record of what happened; no period is stated; past the earliest of
//     these: the first report after it, the first debrief after it, the
//     closing of the file or the end of the third day after it, it is flagged.
//     Under the reading documented-by: “report-debrief-or-close”.
//
// By other readings:
//
//   - 7(43). Seclusion and time-out: after the last release, there must be a
//     record of what happened; no period is stated; past the end of the third
//     day after it, it is flagged. Under the reading documented-by:
//     “end-of-debrief-term”.
//   - 7(43) and 7(22). Physical restraint: after the last release, there must
//     be a record of what happened; no period is stated; past the end of the
//     third day after it, it is flagged. Under the reading documented-by:
//     “end-of-debrief-term”.
//
// This keeps it:
//
//	kind: seclusion
//	0:00  initiate
//	4:00  release
//	23h   document
//	1d    debrief
//	-> satisfied 7(43) documented
//
// This breaks it:
//
//	kind: seclusion
//	0:00  initiate
//	4:00  release
//	1d    debrief
//	25h   document
//	-> flagged 7(43) documented from 4:00 until day 1 11:00, due day 1
//	   10:00; hangs on documented-by
const Documented policy.RuleID = "documented"

// PreventionDocumented is AR 3007 7(43)(a): on record: prevention strategies
// used.
//
// Every kind: after the last release, there must be on record, since holding
// began the last time, a record of what happened that holds the prevention
// strategies used; no period is stated; past the earliest of these: the first
// report after it, the first debrief after it, the closing of the file or the
// end of the third day after it, it is flagged. Under the reading
// documented-by: “report-debrief-or-close”.
//
// By other readings:
//
//   - 7(43)(a). Every kind: after the last release, there must be on record,
//     since holding began the last time, a record of what happened that holds
//     the prevention strategies used; no period is stated; past the end of the
//     third day after it, it is flagged. Under the reading documented-by:
//     “end-of-debrief-term”.
//
// This keeps it:
//
//	kind: seclusion
//	0:00  initiate
//	4:00  release
//	23h   document: prevention-recorded
//	1d    debrief
//	-> satisfied 7(43)(a) prevention-documented
//
// This breaks it:
//
//	kind: seclusion
//	0:00  initiate
//	4:00  release
//	23h   document: no prevention-recorded
//	1d    debrief
//	-> flagged 7(43)(a) prevention-documented from 4:00, due day 1 10:00
const PreventionDocumented policy.RuleID = "prevention-documented"

// DetailsDocumented is AR 3007 7(43)(b): on record: date, time, location,
// staff.
//
// Every kind: after the last release, there must be on record, since holding
// began the last time, a record of what happened that holds date, time,
// location and staff involved; no period is stated; past the earliest of
// these: the first report after it, the first debrief after it, the closing of
// the file or the end of the third day after it, it is flagged. Under the
// reading documented-by: “report-debrief-or-close”.
//
// By other readings:
//
//   - 7(43)(b). Every kind: after the last release, there must be on record,
//     since holding began the last time, a record of what happened that holds
//     date, time, location and staff involved; no period is stated; past the
//     end of the third day after it, it is flagged. Under the reading
//     documented-by: “end-of-debrief-term”.
//
// This keeps it:
//
//	kind: seclusion
//	0:00  initiate
//	4:00  release
//	23h   document: details-recorded
//	1d    debrief
//	-> satisfied 7(43)(b) details-documented
//
// This breaks it:
//
//	kind: seclusion
//	0:00  initiate
//	4:00  release
//	23h   document: no details-recorded
//	1d    debrief
//	-> flagged 7(43)(b) details-documented from 4:00, due day 1 10:00
const DetailsDocumented policy.RuleID = "details-documented"

// CourseDocumented is AR 3007 7(43)(c) and 7(34): on record: initiation,
// observing, ending.
//
//   - 7(43)(c). Seclusion and physical restraint: after the last release,
//     there must be on record, since holding began the last time, a record of
//     what happened that holds how it began, was observed and ended; no period
//     is stated; past the earliest of these: the first report after it, the
//     first debrief after it, the closing of the file or the end of the third
//     day after it, it is flagged. Under the reading documented-by:
//     “report-debrief-or-close”.
//   - 7(43)(c) and 7(34). Time-out: after the last release, there must be on
//     record, since holding began the last time, a record of what happened
//     that holds how it began, was observed and ended; no period is stated;
//     past the earliest of these: the first report after it, the first debrief
//     after it, the closing of the file or the end of the third day after it,
//     it is flagged. Under the reading documented-by:
//     “report-debrief-or-close”.
//
// By other readings:
//
//   - 7(43)(c). Seclusion and physical restraint: after the last release,
//     there must be on record, since holding began the last time, a record of
//     what happened that holds how it began, was observed and ended; no period
//     is stated; past the end of the third day after it, it is flagged. Under
//     the reading documented-by: “end-of-debrief-term”.
//   - 7(43)(c) and 7(34). Time-out: after the last release, there must be on
//     record, since holding began the last time, a record of what happened
//     that holds how it began, was observed and ended; no period is stated;
//     past the end of the third day after it, it is flagged. Under the reading
//     documented-by: “end-of-debrief-term”.
//
// This keeps it:
//
//	kind: seclusion
//	0:00  initiate
//	4:00  release
//	23h   document: course-recorded
//	1d    debrief
//	-> satisfied 7(43)(c) course-documented
//
// This breaks it:
//
//	kind: seclusion
//	0:00  initiate
//	4:00  release
//	23h   document: no course-recorded
//	1d    debrief
//	-> flagged 7(43)(c) course-documented from 4:00, due day 1 10:00
const CourseDocumented policy.RuleID = "course-documented"

// UnderstandingDocumented is AR 3007 7(15) and 7(43)(d): on record: the
// student's understanding.
//
//   - 7(15) and 7(43)(d). Seclusion: after the last release, there must be on
//     record, since holding began the last time, an explanation to the student
//     or a record of what happened that says how far the student understood;
//     no period is stated; past the earliest of these: the first report after
//     it, the first debrief after it, the closing of the file or the end of
//     the third day after it, it is flagged. Under the reading documented-by:
//     “report-debrief-or-close”.
//   - 7(43)(d). Physical restraint and time-out: after the last release, there
//     must be on record, since holding began the last time, an explanation to
//     the student or a record of what happened that says how far the student
//     understood; no period is stated; past the earliest of these: the first
//     report after it, the first debrief after it, the closing of the file or
//     the end of the third day after it, it is flagged. Under the reading
//     documented-by: “report-debrief-or-close”.
//
// By other readings:
//
//   - 7(15) and 7(43)(d). Seclusion: after the last release, there must be on
//     record, since holding began the last time, an explanation to the student
//     or a record of what happened that says how far the student understood;
//     no period is stated; past the end of the third day after it, it is
//     flagged. Under the reading documented-by: “end-of-debrief-term”.
//   - 7(43)(d). Physical restraint and time-out: after the last release, there
//     must be on record, since holding began the last time, an explanation to
//     the student or a record of what happened that says how far the student
//     understood; no period is stated; past the end of the third day after it,
//     it is flagged. Under the reading documented-by: “end-of-debrief-term”.
//
// This keeps it:
//
//	kind: seclusion
//	0:00  initiate
//	4:00  release
//	23h   document: understanding-recorded
//	1d    debrief
//	-> satisfied 7(15),7(43)(d) understanding-documented
//
// This breaks it:
//
//	kind: seclusion
//	0:00  initiate
//	4:00  release
//	23h   document: no understanding-recorded
//	1d    debrief
//	-> flagged 7(15),7(43)(d) understanding-documented from 4:00, due day
//	   1 10:00
const UnderstandingDocumented policy.RuleID = "understanding-documented"

// ContactDocumented is AR 3007 7(43)(e): on record: when the parent was
// contacted.
//
// Every kind: after the last release, there must be on record an attempt at
// contact with a parent or guardian; no period is stated; past the earliest of
// these: the first report after it, the first debrief after it, the closing of
// the file or the end of the third day after it, it is flagged. Under the
// reading documented-by: “report-debrief-or-close”.
//
// By other readings:
//
//   - 7(43)(e). Every kind: after the last release, there must be on record an
//     attempt at contact with a parent or guardian; no period is stated; past
//     the end of the third day after it, it is flagged. Under the reading
//     documented-by: “end-of-debrief-term”.
//
// This keeps it:
//
//	kind: seclusion
//	0:00  initiate
//	4:00  release
//	30:00  contact to parent-1: no reached
//	1d    debrief
//	-> satisfied 7(43)(e) contact-documented
//
// This breaks it:
//
//	kind: seclusion
//	0:00  initiate
//	4:00  release
//	30:00  contact to director-1
//	1d    debrief
//	-> flagged 7(43)(e) contact-documented from 4:00, due day 1 10:00
const ContactDocumented policy.RuleID = "contact-documented"

// SafetyDocumented is AR 3007 7(43)(f): on record: measures for the safety of
// all.
//
// Every kind: after the last release, there must be on record, since holding
// began the last time, a record of what happened that holds what was done for
// the safety of student, peers and staff; no period is stated; past the
// earliest of these: the first report after it, the first debrief after it,
// the closing of the file or the end of the third day after it, it is flagged.
// Under the reading documented-by: “report-debrief-or-close”.
//
// By other readings:
//
//   - 7(43)(f). Every kind: after the last release, there must be on record,
//     since holding began the last time, a record of what happened that holds
//     what was done for the safety of student, peers and staff; no period is
//     stated; past the end of the third day after it, it is flagged. Under the
//     reading documented-by: “end-of-debrief-term”.
//
// This keeps it:
//
//	kind: seclusion
//	0:00  initiate
//	4:00  release
//	23h   document: safety-measures-recorded
//	1d    debrief
//	-> satisfied 7(43)(f) safety-documented
//
// This breaks it:
//
//	kind: seclusion
//	0:00  initiate
//	4:00  release
//	23h   document: no safety-measures-recorded
//	1d    debrief
//	-> flagged 7(43)(f) safety-documented from 4:00, due day 1 10:00
const SafetyDocumented policy.RuleID = "safety-documented"

// HandsOnDocumented is AR 3007 7(22): on record: why hands were laid on.
//
// Physical restraint: after the last release, there must be on record, since
// holding began the last time, a record of what happened that describes and
// justifies the hands-on restraint; no period is stated; past the earliest of
// these: the first report after it, the first debrief after it, the closing of
// the file or the end of the third day after it, it is flagged. This applies
// where, at that time, there is on record the start where hands were laid on
// to bring the student into seclusion. Under the readings hands-on:
// “when-for-transfer” and documented-by: “report-debrief-or-close”.
//
// By other readings:
//
//   - 7(22). Physical restraint: after the last release, there must be on
//     record, since holding began the last time, a record of what happened
//     that describes and justifies the hands-on restraint; no period is
//     stated; past the earliest of these: the first report after it, the first
//     debrief after it, the closing of the file or the end of the third day
//     after it, it is flagged. Under the readings hands-on: “every-restraint”
//     and documented-by: “report-debrief-or-close”.
//   - 7(22). Physical restraint: after the last release, there must be on
//     record, since holding began the last time, a record of what happened
//     that describes and justifies the hands-on restraint; no period is
//     stated; past the end of the third day after it, it is flagged. This
//     applies where, at that time, there is on record the start where hands
//     were laid on to bring the student into seclusion. Under the readings
//     hands-on: “when-for-transfer” and documented-by: “end-of-debrief-term”.
//
// This keeps it:
//
//	kind: physical-restraint
//	0:00  initiate: for-transfer
//	4:00  release
//	23h   document: hands-on-justified
//	1d    debrief
//	-> satisfied 7(22) hands-on-documented
//
// This breaks it:
//
//	kind: physical-restraint
//	0:00  initiate: for-transfer
//	4:00  release
//	23h   document: no hands-on-justified
//	1d    debrief
//	-> flagged 7(22) hands-on-documented from 4:00, due day 1 10:00
const HandsOnDocumented policy.RuleID = "hands-on-documented"

// ReportOnForm is AR 3007 7(47): reported on the debriefing notes form.
//
// Seclusion: at each report to a director of Inclusive Education, it must be
// on the form that the board has for it.
//
// This keeps it:
//
//	kind: seclusion
//	0:00  initiate
//	4:00  release
//	1d    report to director-1: on-debriefing-form
//	-> satisfied 7(47) report-on-form
//
// This breaks it:
//
//	kind: seclusion
//	0:00  initiate
//	4:00  release
//	1d    report to director-1: no on-debriefing-form
//	-> breached 7(47) report-on-form at day 1 10:00
const ReportOnForm policy.RuleID = "report-on-form"

// DirectorNotified is AR 3007 7(46): the director notified of a site that is
// not approved.
//
// Seclusion: after the last release, there should be on record either a
// successful attempt at contact with a director of Inclusive Education, or a
// report to a director of Inclusive Education, as soon as possible; past the
// bell of the next school day, it is flagged. This applies where, at that
// time, the place is not a secure room designated for seclusion and approved.
// Under the reading director-notified: “is-expected”.
//
// By other readings:
//
//   - 7(46). Seclusion: after the last release, there must be on record either
//     a successful attempt at contact with a director of Inclusive Education,
//     or a report to a director of Inclusive Education, as soon as possible;
//     past the bell of the next school day, it is flagged. This applies where,
//     at that time, the place is not a secure room designated for seclusion
//     and approved. Under the reading director-notified: “is-demanded”.
//
// This keeps it:
//
//	kind: seclusion
//	on file: no designated-room of room-2
//	0:00  initiate in room-2
//	4:00  release
//	day 1 15:30  contact to director-1: reached
//	-> satisfied 7(46) director-notified; hangs on director-notified
//
// This breaks it:
//
//	kind: seclusion
//	on file: no designated-room of room-2
//	0:00  initiate in room-2
//	4:00  release
//	day 1 15:31  contact to director-1: reached
//	-> flagged 7(46) director-notified from 4:00 until day 1 15:31, due
//	   day 1 15:30; hangs on director-notified
const DirectorNotified policy.RuleID = "director-notified"

// ReportedToDirector is AR 3007 7(45): reported to the director of Inclusive
// Education.
//
// Seclusion: after the last release, there must be a report to a director of
// Inclusive Education; no period is stated; past the end of the third day
// after it, it is flagged.
//
// This keeps it:
//
//	kind: seclusion
//	0:00  initiate
//	4:00  release
//	day 4 00:00  report to director-1
//	-> satisfied 7(45) reported-to-director
//
// This breaks it:
//
//	kind: seclusion
//	0:00  initiate
//	4:00  release
//	day 4 00:00:01  report to director-1
//	-> flagged 7(45) reported-to-director from 4:00 until day 4 00:00:01,
//	   due day 4 00:00
const ReportedToDirector policy.RuleID = "reported-to-director"

// ComplaintsProcessExplained is AR 3007 7(48): parents told how to complain
// and appeal.
//
// Every kind: after the last release, there must be on record either an
// attempt at contact with a parent or guardian that tells how to complain and
// appeal, or a debrief by a parent or guardian that tells how to complain and
// appeal; no period is stated; past the end of the third day after it, it is
// flagged.
//
// This keeps it:
//
//	kind: seclusion
//	0:00  initiate
//	4:00  release
//	1h    contact to parent-1: complaints-explained
//	-> satisfied 7(48) complaints-process-explained
//
// This breaks it:
//
//	kind: seclusion
//	0:00  initiate
//	4:00  release
//	1h    contact to parent-1: no complaints-explained
//	-> flagged 7(48) complaints-process-explained from 4:00, due day 4
//	   00:00
const ComplaintsProcessExplained policy.RuleID = "complaints-process-explained"

package cbe3007

import "github.com/leastrestrictive/interventions/policy"

// clause is one line of the ledger.
type clause struct{ number, label, source string }

const (
	printed  = "printed"       // the marker stands in our copy
	restored = "restored"      // the marker is lost, its place in the sequence is certain
	lost     = "not-in-source" // the text is lost
)

// ledger accounts for every clause of the regulation, in its order. Labels are ours. Nothing is
// deferred: what no rule carries is said to be left to judgement, with why.
func ledger() []policy.LedgerEntry {
	var entries []policy.LedgerEntry
	add := func(carrier policy.Carrier, reason string, clauses ...clause) {
		for _, c := range clauses {
			entries = append(entries, policy.LedgerEntry{Clause: c.number, Label: c.label, Source: c.source, Carrier: carrier, Reason: reason})
		}
	}
	const (
		principle = "a principle: it guides judgement and has no measure that a record could show kept or broken"
		elsewhere = "it points to other documents, which are not held here"
		standing  = "it says who answers for what; no record of an incident, a room or a school could show it kept or broken"
		quality   = "it says in what manner, and has no measure; whoever reads the record judges it"
		practice  = "a practice of the school over time, without a measure or a period"
		store     = "it is for the host that keeps the notes; free text can stand beside a log under its hash, and be destroyed when it is due"
	)
	add(policy.Silent, "",
		clause{"1", "purpose", printed},
		clause{"2", "scope: which employees", printed},
		clause{"3", "compliance; discipline of employees", printed})
	add(policy.LeftToJudgement, principle,
		clause{"4, bullet 1", "least restrictive, least intrusive option guides restraint and seclusion", printed},
		clause{"4, bullet 2", "roles of schools and parents respected", printed},
		clause{"4, bullet 3", "inclusive environments", printed},
		clause{"4, bullet 4", "dignity and privacy", printed},
		clause{"4, bullet 5", "safe environments, belonging, diversity", printed})
	add(policy.CarriedByDefinition, "",
		clause{"5: CBE", "the board", printed},
		clause{"5: De-escalation", "strategies that calm", printed},
		clause{"5: Employee", "who is one", printed},
		clause{"5: Functional Behaviour Analysis", "what it is", printed},
		clause{"5: Individual Program Plan", "what it is", printed},
		clause{"5: Parent", "as in the Education Act 1(2)", printed},
		clause{"5: Physical Restraint", "contact that restricts or immobilizes", printed},
		clause{"5: Response to Intervention", "what it is", printed},
		clause{"5: School Learning Team", "who is on it", printed},
		clause{"5: Seclusion", "involuntary confinement or isolation, alone, cannot freely exit; locked, blocked or held shut", printed},
		clause{"5: Seclusion room", "repeats the definition of seclusion (a defect of the text)", printed},
		clause{"5: Student", "who is one", printed},
		clause{"5: Student Support Plan", "what it is", printed},
		clause{"5: Therapeutic Crisis Intervention", "what it is", printed},
		clause{"5: Time Out", "reduced reinforcement for a brief period; a behavioural intervention", printed},
		clause{"5: Trauma Informed Practice", "what it is", printed})
	add(policy.LeftToJudgement, elsewhere,
		clause{"6(1)", "adhere to federal, provincial and local standards", printed})
	add(policy.LeftToJudgement, standing,
		clause{"6(2)", "director of Inclusive Education and system principal: training and oversight", printed})
	add(policy.CarriedByRules, "",
		clause{"6(3)", "superintendent approval of seclusion rooms and exclusion time-out spaces", printed})
	add(policy.LeftToJudgement, quality,
		clause{"6(4)", "developmental and mental health needs considered, in prevention and in seclusion", printed},
		clause{"6(5)", "seclusion, restraint: conducted so as to reduce harm", printed})
	add(policy.CarriedByRules, "",
		clause{"6(6)", "seclusion, restraint: continual visual and aural monitoring", printed},
		clause{"6(7)", "seclusion of a student whose speech alone is not enough: somebody able to communicate with them is there throughout", printed},
		clause{"6(8)", "only trained, qualified, authorized staff initiate and deliver: everybody who takes part", printed},
		clause{"6(9)", "written informed consent of parent or guardian", printed},
		clause{"6(10)", "student involved before implementation", printed},
		clause{"6(11)", "documented in the Student Support Plan with preventative measures (the text points to 41 and 42, and means 43)", printed},
		clause{"6(12)", "informed by functional data collection", printed},
		clause{"6(13)", "limited, and ended as quickly as possible", printed},
		clause{"6(14)", "step-down process; student helps decide readiness", printed},
		clause{"7(1)(a)", "room location preserves dignity", restored},
		clause{"7(1)(b)", "room gives staff prompt and easy access", restored},
		clause{"7(1)(c)", "room allows continuous observation", restored},
		clause{"7(1)(d)", "room away from elevators, stairs, exits", restored},
		clause{"7(2)(a)", "room meets safety and facility requirements", printed},
		clause{"7(2)(b)", "room safe, humane, lit, ventilated, suitable temperature", printed},
		clause{"7(3)", "no harmful furniture or equipment in the room", printed},
		clause{"7(4)", "room sanitized after each use", printed})
	add(policy.LeftToJudgement, standing,
		clause{"7(5)", "seclusion, restraint: principal accountable", printed})
	add(policy.CarriedByRules, "",
		clause{"7(6)(a)(i)", "principal: staff training, positive behaviour supports", printed},
		clause{"7(6)(a)(ii)", "principal: staff training, behavioural emergencies, assessing and managing aggression", restored},
		clause{"7(6)(a)(iii)", "principal: staff training, trauma-informed care, non-violent crisis intervention, collaborative problem solving", printed},
		clause{"7(6)(a)(iv)", "principal: staff training, functional assessment", printed},
		clause{"7(6)(b)", "principal: at least two key staff with regular FBA and TCI training", restored},
		clause{"7(6)(c)", "principal: expectations and guidelines communicated", restored},
		clause{"7(6)(d)", "principal: formal procedures for preventing seclusion", printed},
		clause{"7(6)(e)", "principal: staff available to provide seclusion appropriately", restored})
	add(policy.LeftToJudgement, practice,
		clause{"7(7)", "progressive discipline and proactive prevention", printed},
		clause{"7(8)", "trauma-informed practice", printed})
	add(policy.CarriedByRules, "",
		clause{"7(9)", "parent and student input into IPP and SSP", printed},
		clause{"7(10)", "SSP holds transition plans and the step-down process", printed},
		clause{"7(11)", "seclusion only in emergency or exceptional situations", printed},
		clause{"7(11)(a)", "seclusion only where imminent danger of harm to self and others", printed},
		clause{"7(11)(b)", "seclusion only where less restrictive interventions not possible or ineffective", printed},
		clause{"7(11)(c)", "seclusion only where the threat can be diminished by it", restored},
		clause{"7(12)(a)", "seclusion only in a secure room expressly designated for it", printed})
	add(policy.LeftToJudgement, quality,
		clause{"7(12)(b)", "seclusion within trauma-informed, student-focused care", printed})
	add(policy.CarriedByRules, "",
		clause{"7(12)(c)", "seclusion only to prevent harm to self or others", restored},
		clause{"7(13)", "seclusion: the student can choose, or has the means, to be seen and heard throughout (not the same demand as 6(6))", printed},
		clause{"7(14)", "seclusion: reasons for initiating, continuing, ending explained throughout", printed},
		clause{"7(15)", "student's observed level of understanding documented", printed},
		clause{"7(16)(a)", "seclusion: face-to-face monitoring at regular intervals, at least every 2 minutes", printed},
		clause{"7(16)(b)", "seclusion: two key staff review the need to continue at regular intervals, at least every 2 minutes", printed},
		clause{"7(17)", "seclusion lasts at most 30 minutes", printed},
		clause{"7(18)", "seclusion past 30 minutes while danger continues: the plan's steps (parents and emergency services may be among them)", printed},
		clause{"7(19)(a)", "seclusion step-down: door opened when safe", printed},
		clause{"7(19)(b)", "seclusion step-down: student helps decide when ready to leave", printed},
		clause{"7(19)(c)", "seclusion step-down: period of observation", printed},
		clause{"7(19)(d)", "seclusion step-down: opportunity to plan for prevention", printed},
		clause{"7(19)(e)", "seclusion step-down: plan for re-entry to class", printed})
	add(policy.NotInSource, "",
		clause{"7(20)", "lead of the list of what seclusion is not used for", lost},
		clause{"7(20)(a)", "illegible in the copy we have", lost},
		clause{"7(20)(b)", "illegible in the copy we have", lost},
		clause{"7(20)(c)", "illegible in the copy we have", lost})
	add(policy.CarriedByRules, "",
		clause{"7(20)(d)", "seclusion: risk of serious self-injury or suicide (the item is printed; that it prohibits is inferred from 7(28) and 7(35))", printed},
		clause{"7(21)", "restraint only by TCI-trained staff, as emergency containment", printed},
		clause{"7(22)", "restraint documented, with description and justification of hands-on (if for a transfer into seclusion)", printed},
		clause{"7(23)", "restraint: the student can choose, or has the means, to be seen and heard throughout (not the same demand as 6(6))", printed},
		clause{"7(24)", "restraint: reasons for initiating, continuing, ending explained throughout", printed},
		clause{"7(25)", "restraint lasts at most 30 minutes", printed},
		clause{"7(26)", "restraint past 30 minutes while danger continues: the plan's steps (parents and emergency services may be among them)", printed},
		clause{"7(27)(a)", "restraint step-down: student helps decide readiness", restored},
		clause{"7(27)(b)", "restraint step-down: period of observation", printed},
		clause{"7(27)(c)", "restraint step-down: opportunity to plan for prevention", restored},
		clause{"7(27)(d)", "restraint step-down: plan for re-entry to class", printed},
		clause{"7(28)(a)", "restraint prohibited: behaviour management strategy", printed},
		clause{"7(28)(b)", "restraint prohibited: consequence or punishment", restored},
		clause{"7(28)(c)", "restraint prohibited: corporal punishment", printed},
		clause{"7(29)", "time-out delivered by trained staff", printed},
		clause{"7(30)", "time-out: student visible at all times", printed},
		clause{"7(31)", "time-out: key staff face-to-face review of need to continue", printed},
		clause{"7(32)", "time-out lasts at most 15 minutes", printed},
		clause{"7(33)", "time-out: step-down process", printed},
		clause{"7(34)", "time-out documented with start and end", printed},
		clause{"7(35)(a)", "time-out prohibited: universal support", printed},
		clause{"7(35)(b)", "time-out prohibited: calming strategy", printed},
		clause{"7(35)(c)", "time-out prohibited: consequence", printed},
		clause{"7(35)(d)", "time-out prohibited: in a secluded space", printed},
		clause{"7(35)(e)", "time-out prohibited: recurrent strategy", printed},
		clause{"7(36)", "parents informed the same day", printed},
		clause{"7(37)", "if not reachable, as soon as possible after seclusion or restraint", printed},
		clause{"7(38)", "debrief within three days of each intervention", printed},
		clause{"7(39)(a)", "debrief should include the principal", printed},
		clause{"7(39)(b)", "debrief should include the staff involved", printed},
		clause{"7(39)(c)", "debrief should include the parent or guardian", printed},
		clause{"7(40)", "debrief involves the student when possible", printed},
		clause{"7(41)", "staff told of supports available to them after seclusion or restraint; the principal's duty", printed})
	add(policy.LeftToJudgement, store,
		clause{"7(42)", "debriefing notes confidential, retained to schedule", printed})
	add(policy.CarriedByRules, "",
		clause{"7(43)", "each intervention is documented", printed},
		clause{"7(43)(a)", "record: prevention strategies used", printed},
		clause{"7(43)(b)", "record: date, time, location, staff", printed},
		clause{"7(43)(c)", "record: initiation, observing, ending", printed},
		clause{"7(43)(d)", "record: student's level of understanding", printed},
		clause{"7(43)(e)", "record: when the parent was contacted", printed},
		clause{"7(43)(f)", "record: measures for emotional, psychological, physical safety", printed})
	add(policy.LeftToJudgement, practice,
		clause{"7(44)", "each school analyses its data", printed})
	add(policy.CarriedByRules, "",
		clause{"7(45)", "each seclusion reported to the director of Inclusive Education", printed},
		clause{"7(46)", "non-approved site: principal expected to notify the director as soon as possible", printed},
		clause{"7(47)", "seclusion report uses the debriefing notes form", printed},
		clause{"7(48)", "parents told of concerns, complaints and appeals", printed})
	add(policy.LeftToJudgement, elsewhere,
		clause{"7(49)", "complaints (AR 5007) before appeals (AR 5008)", printed})
	add(policy.Silent, "",
		clause{"8", "approval, next review August 2025, revision dates", printed},
		clause{"9", "related information, a protocol among it that we do not have", printed})
	return entries
}

package ap354

import "github.com/leastrestrictive/interventions/policy"

// ledger accounts for every clause of the procedure, in its order, each printed in our copy. Labels are ours. Nothing is deferred: what
// no rule carries is said to be left to judgement, with why.
func ledger() []policy.LedgerEntry {
	var entries []policy.LedgerEntry
	add := func(carrier policy.Carrier, reason, clause, label string) {
		entries = append(entries, policy.LedgerEntry{Clause: clause, Label: label, Source: "printed", Carrier: carrier, Reason: reason})
	}
	judgement := func(reason, clause, label string) { add(policy.LeftToJudgement, reason, clause, label) }
	definition := func(clause, label string) { add(policy.CarriedByDefinition, "", clause, label) }
	silent := func(clause, label string) { add(policy.Silent, "", clause, label) }
	rules := func(clause, label string) { add(policy.CarriedByRules, "", clause, label) }
	const (
		principle = "a principle: it guides judgement and has no measure that a record could show kept or broken"
		quality   = "it says in what manner, and has no measure; whoever reads the record judges it"
		practice  = "a practice of the division over time, without a measure or a period"
	)
	judgement(principle, "unnumbered: preamble 1", "safe, caring, orderly; behaviour is communication; prevention")
	judgement(principle, "unnumbered: preamble 2", "each student unique; dignity and safety")
	judgement(principle, "unnumbered: preamble 3", "learning support team and its partners")
	judgement(principle, "unnumbered: preamble 4", "emergency use may be necessary; every effort to prevent it")
	definition("unnumbered: physical restraint", "what is a restraint")
	definition("unnumbered: physical restraint, bullet 1", "a physical escort is not")
	definition("unnumbered: physical restraint, bullet 2", "brief contact to move from danger or to end a fight is not; guidance when teaching a skill is not")
	definition("unnumbered: seclusion", "what is seclusion")
	definition("unnumbered: seclusion, bullet 1", "a place that the student asked for is not")
	definition("unnumbered: seclusion room", "what a seclusion room is; no clause speaks of one, 2.1 binds any space")
	definition("unnumbered: time-out", "what time-out is")
	silent("unnumbered: time-out, bullet 1", "one option among several; its levels")
	silent("unnumbered: time-out, bullet 2", "it is usually used with positive interventions")
	definition("unnumbered: time-out, bullet 3", "not the same as seclusion or restraint")
	rules("1", "emergency procedures only, imminent danger, exceptional circumstances")
	rules("1.1", "last resort; not a substitute for positive supports; least restrictive")
	rules("2.1", "seclusion environment safe, humane, to code, no harmful items, lit, ventilated, temperature")
	judgement(quality, "2.2", "conducted so as to reduce harm")
	rules("2.3", "continual visual and aural monitoring")
	rules("2.4", "no seclusion during severe self-injurious behaviour")
	rules("2.5", "seclusion of a student whose speech alone is not enough: staff able to communicate with them are there throughout")
	rules("3.1", "not as punishment, discipline or to force compliance")
	rules("3.2", "not to stop property damage without risk to persons")
	rules("3.3", "not as substitute for educational support")
	rules("3.4", "not when a known condition makes it dangerous")
	rules("4", "principals have people trained in de-escalation, crisis intervention, positive supports among their staff")
	rules("4.1", "at least two designated, trained resource staff")
	rules("4.2", "practical training for staff working with the student")
	rules("5", "pre-planned use: parents involved in the plan, informed consent; students where appropriate")
	rules("5.1", "parents informed as soon as possible; an effort to reach them made, and on record, by the bell")
	rules("6", "strategies reviewed and revised where:")
	rules("6.1", "strategies reviewed and revised on repeated use for one student")
	rules("6.2", "strategies reviewed and revised on multiple uses in one classroom")
	rules("6.3", "strategies reviewed and revised on repeated use by one individual")
	add(policy.CarriedByRules, "that the records are looked at regularly has no period, and is left to judgement",
		"7", "documented in detail as soon as possible; looked at regularly, for how often and for planning")
	rules("7.1", "reported to the Principal, forwarded to the Assistant Superintendent")
	judgement(practice, "8", "the procedure itself is reviewed regularly")
	silent("closing", "reporting form, legal references (two of November 2019), printed revision date of May 2019: in force from not stated")
	return entries
}

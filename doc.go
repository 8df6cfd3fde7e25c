// Package interventions is the map of a library for programs that keep the records of schools: it runs seclusions, physical restraints
// and time-outs the way a written standard demands, says what is due next and by when, and shows afterwards, clause by clause, what was
// kept and what was not.
//
// # The idea
//
// Whatever a judgement depends on is an event: what staff did, what they saw, who came and left, who was told what, what the
// registers say of rooms, trainings and consents. Each event has two clocks, when it happened and when it was entered, since
// people write things down afterwards, and correct them.
//
// A standard is data, not code: a profile, which is a list of rules, each with the clauses that it carries. There are six kinds
// of rule: something holds when an act takes place, or throughout; an act recurs; a phase lasts at most so long; a duty follows;
// a number of uses is too many. Where a text is open, the profile says so, gives its reading, and takes another if the host
// decides for one.
//
// Profile, machine, calendar and events together give a judgement, and nothing else does: there is no clock, no network, no
// storage and no goroutine in here. The program that uses the library says what time it is, and keeps the events. A rule comes
// to one outcome at an instant: not applicable, satisfied, pending, breached, excused, flagged or undetermined. A fact that nobody
// put on record is neither yes nor no: what hangs on it is undetermined, and says what is missing. An act that is owed and is not
// on record by its time was not done; a late entry of what was done in time cures that.
//
// A live activity that a gate of the profile forbids is refused, with every reason at once. What has happened is never refused,
// and a release is never refused at all. Whether a room, a student's plan or a school may be used is asked without an incident.
//
// # Where to look
//
// In the order in which a newcomer needs them:
//
//   - [github.com/leastrestrictive/interventions/seclusion]: a seclusion as a typed machine, with one verb for each thing that
//     staff do. Start here, and with the example below.
//   - [github.com/leastrestrictive/interventions/restraint]: a physical restraint, in the same manner.
//   - [github.com/leastrestrictive/interventions/timeout]: a time-out, in the same manner, which may turn into a seclusion.
//   - [github.com/leastrestrictive/interventions/consent]: informed consent as a typed machine, which says at any instant what it
//     covers and why not, and gives the standing facts that a start is judged by.
//   - [github.com/leastrestrictive/interventions/policy/cbe3007]: Administrative Regulation 3007 of the Calgary Board of Education
//     as a profile, with its readings, and a ledger of every clause and what carries it.
//   - [github.com/leastrestrictive/interventions/policy/ap354]: a division's Administrative Procedure 354, with its definitions.
//   - [github.com/leastrestrictive/interventions/policy/ban2019]: what is known of the order that would have banned seclusion rooms.
//   - [github.com/leastrestrictive/interventions/policy]: the words that the standards speak, the rules, Profile, and Case, the
//     running judgement of one incident. For whoever writes a profile, or judges events without a typed machine.
//   - [github.com/leastrestrictive/interventions/policy/record]: the records that all kinds of intervention share: checks, reviews,
//     contacts, the debrief, reports, corrections.
//   - [github.com/leastrestrictive/interventions/policy/journal]: reads and writes events as lines of text, for export, import and
//     audit, and seals them.
//   - [github.com/leastrestrictive/interventions/policy/register]: many incidents: chains told as one, patterns of repeated use, the
//     agenda of a school, what runs out when, and one incident judged by several profiles.
//   - [github.com/leastrestrictive/interventions/policy/policytest]: the test kit for those who write or adopt a profile.
//
// The program in examples/incident judges a log and prints what a principal wants to read, the one in examples/audit judges the logs
// of a board, the one in examples/generate makes such logs up, and the one in examples/policydoc prints what a profile demands.
package interventions

import (
	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/restraint"
	"github.com/leastrestrictive/interventions/seclusion"
	"github.com/leastrestrictive/interventions/timeout"
)

// Lifecycle returns the machine of a kind of intervention, for [policy.Open]: a program that reads a log takes the one that the
// log names. It reports false for a kind that this version does not know, such as one under a prefix of a profile's own.
func Lifecycle(kind policy.Kind) (machine policy.Lifecycle, ok bool) {
	switch kind {
	case policy.Seclusion:
		return seclusion.Lifecycle(), true
	case policy.Restraint:
		return restraint.Lifecycle(), true
	case policy.TimeOut:
		return timeout.Lifecycle(), true
	}
	return nil, false
}

// Package policy holds the words in which standards for seclusion, physical restraint and time-out can be written as data, and
// judges one incident by them.
//
// # Events
//
// All that a judgement depends on is an [Event]: what staff did, what they saw, who came and left, who was told, and what the
// registers say of people, rooms and consent. An event has two clocks, when it happened and when it was recorded. Late entry is
// the normal case: events are judged as a set, in the order in which they happened, whatever order they came in. A correction is
// an event too; nothing is ever overwritten.
//
// A [Fact] is yes, no or not recorded. One of the act holds for its event; a lasting one until another record says otherwise or
// the phase ends; a standing one, a [Credential], from an instant until another. Circumstances that are not recorded are unknown,
// and what hangs on them is undetermined, naming the fact. What a clause demands to be done or put on record counts as not done
// while it is not on record; a late entry that happened in time cures that.
//
// # Rules
//
// A [Regulation] is what the author of a profile writes: facts, readings, a ledger of clauses, and rules of six kinds.
//
//   - [At]: a condition holds when something takes place.
//   - [During]: a condition holds without a gap throughout a phase.
//   - [Every]: an act recurs at most so far apart.
//   - [Limit]: a phase lasts at most so long in all.
//   - [Due]: after an [Anchor], an act or a condition is owed by a [Term].
//   - [Count]: so many uses in a window are reached.
//
// They share one [Condition], one [Act], one [Amount]. Where a text is open, a [Reading] holds the question, its answers and why
// the default is the default; a host may choose, and a finding that another answer would change says so. [Regulation.Build] reports
// all faults at once and returns a [Profile], which is immutable and has a fingerprint.
//
// # Judging
//
// A [Case] takes the events of one incident. [Case.Do] asks before acting: a gate may refuse what begins, resumes or prolongs
// holding, never what ends it. [Case.Add] takes what has happened, whatever it is. [Case.Assess] says as of an instant what each
// rule comes to, one of seven outcomes; what is due and by when; and each [Finding] with its clause, what was measured and what is
// allowed. [Case.Known] is the case as it was on record at an instant.
//
// There is no clock in here, no goroutine, no log, no file and no network. Elapsed time is elapsed time; local days come from the
// host's [Calendar] and from nothing else, and without one what depends on them is undetermined. On time is at or before the
// instant; more time without events never removes a breach.
//
// # Order of one instant
//
// People write minutes. Events of one instant are judged in the order of their Sequence, those without one first, then of their
// activity as [Activities] lists them, then of their ID.
//
// # Fingerprint
//
// [Profile.Fingerprint] hashes a canonical text: each fact, each reading with its answers and the one chosen, and each rule in its
// normal form, a line each. Every value stands under its name in a fixed order; words are quoted, durations are nanoseconds, zero
// values are left out, parts stand in parentheses:
//
//	(every name="face-to-face" clause="7(16)(a)" force="must" phase="held" act=(act do="monitor"
//	holding=(is fact="face-to-face" answer="yes")) first=120000000000 gap=120000000000)
//
// [Profile.Pin] goes into the Initiate of every incident, so that a replay knows what it was begun under.
package policy

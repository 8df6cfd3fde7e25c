// Package policy holds the words in which standards for seclusion, physical restraint and time-out are written as data, and
// judges one incident by them.
//
// All that a judgement depends on is an [Event]: what was done, seen, told and put on record. A [Fact] is yes, no or not recorded:
// what hangs on one not recorded is undetermined, and what a clause demands is not done until it is on record.
//
// A [Regulation] is what the author of a profile writes: rules of six kinds, [At], [During], [Every], [Limit], [Due] and [Count],
// over one [Condition], one [Act], one [Amount] and one [Term]; each [Reading] of what the text leaves open; a ledger of clauses.
// [Regulation.Build] reports all faults at once and returns a [Profile].
//
// A [Case] judges one incident: [Case.Do] asks before acting, [Case.Add] takes what has happened, [Case.Assess] says as of an
// instant what each rule comes to, what is due, and each [Finding] with its clause. It has no clock, file or network; local days
// come from the host's [Calendar].
package policy

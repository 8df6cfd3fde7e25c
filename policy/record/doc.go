// Package record holds the records that all kinds of intervention share: who came and left, what was seen, checked, reviewed and
// explained, how it ended, who was called, told and informed, the debrief, the report, corrections. A record is plain input: it says
// what a person enters, and makes it into a [policy.Event]. There is one event type, one encoder and one decoder; a record adds names
// and static types, and nothing that judging could depend on.
//
// What only one machine knows stands with that machine, as its Initiation. Where it adds a fact to a record of this package, it
// embeds the record and states the fact with [Entry.With].
package record

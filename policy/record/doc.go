// Package record holds the records that all kinds of intervention share: who came and left, what was seen and explained, who was
// called, told and informed, the debrief, the report, corrections. A record is plain input: it says what a person enters, and makes
// it into a [policy.Event]. There is one event type, one encoder and one decoder; a record adds names and static types, and
// nothing that judging could depend on.
//
// What only one machine knows stands with that machine, as its Initiation, its Release.
package record

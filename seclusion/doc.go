// Package seclusion is a seclusion as a typed machine.
//
// A seclusion begins with [Initiate]. From then on the student is held until the release, whatever step-down has begun behind the
// shut door: a step-down stops no clock. What staff do and see comes in through one verb each, and each verb takes a plain record
// with the time at which it happened. There is no clock in here. [Incident.Assess] says at any instant what is due and by when,
// and what was kept and what was not, clause by clause of the profile.
//
// The records that a seclusion shares with the other kinds, such as the check, the review and the debrief, are in package
// [github.com/leastrestrictive/interventions/policy/record].
//
// The states are not begun, secluded, stepping down (the door is still shut), released, ended, interrupted, converted, debriefed and
// closed. A student behind a shut door again is secluded again, with [Incident.Resume], and the limits go on from where they were.
//
// # Live and told
//
// A record is live unless it says Told. Live means that the caller asks before acting: what a gate of the profile forbids is
// refused with a [policy.RefusedError] that holds every reason at once, and nothing changes. Who must act anyway breaks the
// glass, with a name and a reason that stay on record. Told means that it has happened: it is accepted whatever it is, and
// becomes a finding where it should not have been.
//
// A release is never refused, live or told. [Incident.StepDown], [Incident.Release], [Incident.End] and [Incident.Interrupt] need
// an instant and nothing else as long as the student is held; what is missing is a finding. One dated before the holding began, by
// a clock that is slow, is kept as well: it opens nothing until it is corrected, and is a finding.
//
// # Keeping it
//
// Each verb returns the event as accepted. The host stores it under the incident and the event's ID; if that fails it drops the
// incident and makes it anew with [Replay] from what it has. Package policy/journal writes events as lines.
//
// An Incident is safe for use by several goroutines at once.
package seclusion

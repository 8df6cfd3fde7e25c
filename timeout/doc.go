// Package timeout is a time-out as a typed machine.
//
// A time-out begins with [Initiate] and goes on until the student leaves the place, whatever step-down has begun there: a step-down
// stops no clock. For the rules the student is held meanwhile, which is their word for every kind, though nobody and no door may
// keep a student in a time-out. What matters is where it is and what it is used for:
//
//   - Place is where; Entry.Standing says, as the registers have it, whether that is an exclusion space, and approved as one;
//   - Grounds say what it is used for, and whether the place is one where the student is secluded;
//   - [Incident.Observe] says whether the student is seen without a gap, and whether the door is shut;
//   - a [Review] says whether key staff made it face to face.
//
// The states are not begun, in time-out, stepping down, over, ended, interrupted, converted, debriefed and closed. Start and end stand on
// record by themselves: they are events.
//
// A time-out whose door is locked, blocked or held shut has become something else. [Incident.Convert] says which seclusion it turns
// into; that one is begun with package seclusion, and follows from this one. A conversion is not a release.
//
// There is no clock in here. [Incident.Assess] says at any instant what is due and by when, and what was kept and what was not, clause
// by clause of the profile.
//
// # Live and told
//
// A record is live unless it says Told. Live means that the caller asks before acting: what a gate of the profile forbids is
// refused with a [policy.RefusedError] that holds every reason at once, and nothing changes. Under AR 3007 that is a
// start, or a start again, by somebody without the training, without consent, to calm or to punish, for everybody, or where the
// student is secluded. Who must
// act anyway breaks the glass, with a name and a reason that stay on record. Told means that it has happened: it is accepted
// whatever it is, and becomes a finding where it should not have been.
//
// The end of it is never refused, live or told. [Incident.StepDown], [Incident.Release], [Incident.End] and
// [Incident.Interrupt] need an instant and nothing else while it goes on; what is missing is a finding.
//
// # Keeping it
//
// Each verb returns the event as accepted. The host stores it under the incident and the event's ID; if that fails it drops the
// incident and makes it anew with [Replay] from what it has. Package policy/journal writes events as lines.
//
// An Incident is safe for use by several goroutines at once.
package timeout

// Package restraint is a physical restraint as a typed machine.
//
// A restraint begins with [Initiate]: somebody holds the student. From then on the student is held until the hold is let go, however
// much it has loosened in a step-down: a step-down stops no clock. There is no room and no door. What matters is who holds:
//
//   - Entry.By of the [Initiation] and of a [Resumption] are those who hold; whoever takes over or helps comes in with
//     [Incident.Present], and leaves with [Incident.Absent];
//   - Entry.Standing says how each of them is trained, as the registers have it;
//   - Grounds say what the hold rests on and what it is used for, and whether hands were laid on to bring the student into
//     seclusion. Why that was needed is put on record with [Incident.Document].
//
// The states are not begun, restrained, stepping down (the hold loosens, and is one), let go, ended, interrupted, converted, debriefed
// and closed. A student who is held again is restrained again, with [Incident.Resume], and the limits go on from where they were.
// One who is brought into seclusion is not released: [Incident.Convert] says which incident the restraint turns into, and that one is
// begun with package seclusion.
//
// There is no clock in here. [Incident.Assess] says at any instant what is due and by when, and what was kept and what was not, clause
// by clause of the profile.
//
// # Live and told
//
// A record is live unless it says Told. Live means that the caller asks before acting: what a gate of the profile forbids is
// refused with a [policy.RefusedError] that holds every reason at once, and nothing changes. Under AR 3007 that is a start, or a
// start again, without an emergency, by somebody without the training, without consent, to manage behaviour or to punish. Who must act
// anyway breaks the glass, with a name and a reason that stay on record. Told means that it has happened: it is accepted whatever it
// is, and becomes a finding where it should not have been.
//
// Letting go is never refused, live or told. [Incident.StepDown], [Incident.Release], [Incident.End] and
// [Incident.Interrupt] need an instant and nothing else while the student is held; what is missing is a finding.
//
// # Keeping it
//
// Each verb returns the event as accepted. The host stores it under the incident and the event's ID; if that fails it drops the
// incident and makes it anew with [Replay] from what it has. Package policy/journal writes events as lines.
//
// An Incident is safe for use by several goroutines at once.
package restraint

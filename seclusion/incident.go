package seclusion

import (
	"iter"
	"time"

	"github.com/leastrestrictive/interventions/internal/lifecycle"
	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/record"
)

// Incident is one seclusion. [Initiate] or [Replay] makes one. Every verb returns the event as accepted, for the host to store; a
// [*policy.RecordError] for a record that is not well-formed; and live a [*policy.RefusedError] where a gate forbids it, or a
// [*policy.TransitionError] where it has no place. After an error nothing has changed.
type Incident struct {
	l *lifecycle.Incident[State]
}

func typed(l *lifecycle.Incident[State]) *Incident { return &Incident{l} }

// Initiate begins a seclusion. Live, it is refused where a gate of the profile forbids it or lacks a fact. The calendar may be nil:
// then what depends on local days is undetermined.
func Initiate(p *policy.Profile, cal policy.Calendar, r Initiation) (*Incident, policy.Event, error) {
	return lifecycle.Initiate(typed, machine(), p, cal, r.event(), r.Told)
}

// Replay makes an incident from its events as they were stored, in any order. All of them are told: they have happened. The first
// that is not well-formed ends it with its [*policy.RecordError]; without events it has not begun. What the events' Profile pins is
// not compared with p: that is for the host.
func Replay(p *policy.Profile, cal policy.Calendar, incident string, events iter.Seq[policy.Event]) (*Incident, error) {
	return lifecycle.Replay(typed, machine(), p, cal, incident, events)
}

// Assess judges the incident as of now: what is due, and what was kept and what was not. It is a snapshot.
func (i *Incident) Assess(now time.Time) policy.Assessment { return i.l.Assess(now) }

// Known returns the incident as it was on record at an instant, without anything recorded later.
func (i *Incident) Known(recorded time.Time) *Incident { return typed(i.l.Known(recorded)) }

// State returns where the seclusion stands after all events.
func (i *Incident) State() State { return i.l.State() }

// Events returns the events as accepted, in the order in which they came.
func (i *Incident) Events() iter.Seq[policy.Event] { return i.l.Events() }

// Ask says what would stand against an event if somebody did it now. Nothing changes. To ask before a start, call [Initiate] and
// drop what it returns.
func (i *Incident) Ask(e policy.Event) error { return i.l.Ask(e) }

// Tell takes up an event that has happened, as a log has it. Every well-formed one is accepted.
func (i *Incident) Tell(e policy.Event) (policy.Event, error) { return i.l.Record(e, true) }

// Monitor records a check of the student. It is never refused for what it lacks.
func (i *Incident) Monitor(r record.Check) (policy.Event, error) {
	return i.l.Record(r.Monitor(), r.Told)
}

// Review records a review of the need to continue. One that decides to go on is refused where a gate says that it must not.
func (i *Incident) Review(r record.Review) (policy.Event, error) {
	return i.l.Record(r.Review(), r.Told)
}

// Explain records reasons explained to the student.
func (i *Incident) Explain(r record.Explanation) (policy.Event, error) {
	return i.l.Record(r.Explain(), r.Told)
}

// Observe records what is seen from now on.
func (i *Incident) Observe(r record.Observation) (policy.Event, error) {
	return i.l.Record(r.Observe(), r.Told)
}

// Present records people coming in.
func (i *Incident) Present(r record.Presence) (policy.Event, error) {
	return i.l.Record(r.Present(), r.Told)
}

// Absent records people leaving.
func (i *Incident) Absent(r record.Presence) (policy.Event, error) {
	return i.l.Record(r.Absent(), r.Told)
}

// Approve records an approval.
func (i *Incident) Approve(r record.Approval) (policy.Event, error) {
	return i.l.Record(r.Approve(), r.Told)
}

// Escalate records a call for help, or steps of the student's plan. It is never refused while there is an incident.
func (i *Incident) Escalate(r record.Escalation) (policy.Event, error) {
	return i.l.Record(r.Escalate(), r.Told)
}

// StepDown records a step-down begun, or a step of it. It is never refused.
func (i *Incident) StepDown(r StepDown) (policy.Event, error) {
	return i.l.Record(r.record().StepDown(), r.Told)
}

// Release records the door opened. It is never refused while the student is held.
func (i *Incident) Release(r Release) (policy.Event, error) {
	return i.l.Record(r.event(), r.Told)
}

// Resume records the door shut again. The limits go on from where they were.
func (i *Incident) Resume(r Resumption) (policy.Event, error) { return i.l.Record(r.event(), r.Told) }

// End closes the step-down. While the student is held it is a release too, and is never refused.
func (i *Incident) End(r StepDown) (policy.Event, error) {
	return i.l.Record(r.End(), r.Told)
}

// Interrupt ends it without a step-down. It is never refused while the student is held.
func (i *Incident) Interrupt(r record.Interruption) (policy.Event, error) {
	return i.l.Record(r.Interrupt(), r.Told)
}

// Convert records that it has turned into another kind.
func (i *Incident) Convert(r record.Conversion) (policy.Event, error) {
	return i.l.Record(r.Convert(), r.Told)
}

// Contact records an attempt to reach a parent, or somebody else.
func (i *Incident) Contact(r record.Contact) (policy.Event, error) {
	return i.l.Record(r.Contact(), r.Told)
}

// Support records staff told of the supports that they can have.
func (i *Incident) Support(r record.Support) (policy.Event, error) {
	return i.l.Record(r.Support(), r.Told)
}

// Clean records the room sanitized and cleaned.
func (i *Incident) Clean(r record.Cleaning) (policy.Event, error) {
	return i.l.Record(r.Clean(), r.Told)
}

// Document records the seclusion documented.
func (i *Incident) Document(r record.Documentation) (policy.Event, error) {
	return i.l.Record(r.Document(), r.Told)
}

// Debrief records the debrief.
func (i *Incident) Debrief(r record.Debrief) (policy.Event, error) {
	return i.l.Record(r.Debrief(), r.Told)
}

// Report records the seclusion reported.
func (i *Incident) Report(r record.Report) (policy.Event, error) {
	return i.l.Record(r.Report(), r.Told)
}

// NextUse records the room used again.
func (i *Incident) NextUse(r record.NextUse) (policy.Event, error) {
	return i.l.Record(r.NextUse(), r.Told)
}

// Attest puts standing facts on record: trainings, approvals, consents.
func (i *Incident) Attest(r record.Attestation) (policy.Event, error) {
	return i.l.Record(r.Attest(), r.Told)
}

// Correct amends a record.
func (i *Incident) Correct(r record.Correction) (policy.Event, error) {
	return i.l.Record(r.Correct(), r.Told)
}

// Close closes the file. Duties that are open stay open.
func (i *Incident) Close(r record.Closing) (policy.Event, error) {
	return i.l.Record(r.Close(), r.Told)
}

// Other records what stands under a prefix of a profile's own.
func (i *Incident) Other(r record.Other) (policy.Event, error) { return i.l.Record(r.Other(), r.Told) }

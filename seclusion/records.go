package seclusion

import (
	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/record"
)

// Grounds is what a seclusion rests on and is used for, each time the door is shut.
type Grounds struct {
	record.Grounds
	ThreatCanBeDiminished policy.Answer
}

func (g Grounds) stated() []policy.Stated {
	return g.Stated(policy.Stated{Fact: policy.ThreatCanBeDiminished, Answer: g.ThreatCanBeDiminished})
}

// Initiation is the beginning: the door is shut, or the student is otherwise prevented from leaving. Entry.By are those who
// initiate, and Entry.Standing what the registers say of them, of the room and of consent.
type Initiation struct {
	record.Observation
	Grounds
	Incident string       // the host's ID for the incident
	Student  string       // the host's ID for the student, opaque
	Room     string       // the host's ID for the room
	Follows  *policy.Part // the part of a chain that it follows from
}

func (r Initiation) event() policy.Event {
	e := r.Event(policy.Initiate, append(r.Lasting(), r.stated()...)...)
	e.Incident, e.Student, e.Place, e.Other = r.Incident, r.Student, r.Room, r.Follows
	return e
}

// Resumption is the door shut again.
type Resumption struct {
	record.Observation
	Grounds
	Room string // where it is another one
}

func (r Resumption) event() policy.Event {
	e := r.Event(policy.Resume, append(r.Lasting(), r.stated()...)...)
	e.Place = r.Room
	return e
}

// StepDown is a step-down begun, a step of it, or its end.
type StepDown struct {
	record.StepDown
	DoorOpened policy.Answer // when it was safe
}

func (r StepDown) record() record.StepDown {
	r.Entry = r.With(policy.Stated{Fact: policy.DoorOpened, Answer: r.DoorOpened})
	return r.StepDown
}

// End makes the event of its end. It hides that of the record within, which knows of no door.
func (r StepDown) End() policy.Event { return r.record().End() }

// Release is the door opened, or the student gone.
type Release struct {
	record.Entry
	DoorOpened policy.Answer // when it was safe
}

func (r Release) event() policy.Event {
	return r.Event(policy.Release, policy.Stated{Fact: policy.DoorOpened, Answer: r.DoorOpened})
}

package seclusion

import (
	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/record"
)

// Initiation is the beginning: the door is shut, or the student is otherwise prevented from leaving. Entry.By are those who
// initiate, and Entry.Standing what the registers say of them, of the room and of consent.
type Initiation struct {
	record.Observation
	Incident                   string        // the host's ID for the incident
	Student                    string        // the host's ID for the student, opaque
	Room                       string        // the host's ID for the room
	Emergency                  policy.Answer // or exceptional circumstances
	LessRestrictiveIneffective policy.Answer
	ThreatCanBeDiminished      policy.Answer
	Follows                    *policy.Part // the part of a chain that it follows from
}

func (r Initiation) event() policy.Event {
	e := r.Event(policy.Initiate, append(r.Lasting(), policy.Stated{Fact: policy.Emergency, Answer: r.Emergency},
		policy.Stated{Fact: policy.LessRestrictiveIneffective, Answer: r.LessRestrictiveIneffective},
		policy.Stated{Fact: policy.ThreatCanBeDiminished, Answer: r.ThreatCanBeDiminished})...)
	e.Incident, e.Student, e.Place, e.Other = r.Incident, r.Student, r.Room, r.Follows
	return e
}

// Check is one check of the student.
type Check struct {
	record.Entry
	FaceToFace policy.Answer
}

func (r Check) event() policy.Event {
	return r.Event(policy.Monitor, policy.Stated{Fact: policy.FaceToFace, Answer: r.FaceToFace})
}

// Review is one review of the need to continue. Entry.By are those who review together.
type Review struct {
	record.Observation
	Continue policy.Answer // yes: go on; no: end it
}

func (r Review) event() policy.Event {
	return r.Event(policy.Review, append(r.Lasting(), policy.Stated{Fact: policy.Continue, Answer: r.Continue})...)
}

// StepDown is a step-down begun, a step of it, or its end. What it holds may stand on the record of its beginning or of
// its end.
type StepDown struct {
	record.Entry
	DoorOpened            policy.Answer // when it was safe
	StudentHelpedDecide   policy.Answer // when they were ready
	ObservationPeriod     policy.Answer // readiness for class was observed
	PreventionPlanOffered policy.Answer // the student could plan how to prevent the next one
	ReentryPlan           policy.Answer // a plan for coming back to class
}

func (r StepDown) event(a policy.Activity) policy.Event {
	return r.Event(a, policy.Stated{Fact: policy.DoorOpened, Answer: r.DoorOpened}, policy.Stated{Fact: policy.StudentHelpedDecide, Answer: r.StudentHelpedDecide},
		policy.Stated{Fact: policy.ObservationPeriod, Answer: r.ObservationPeriod},
		policy.Stated{Fact: policy.PreventionPlanOffered, Answer: r.PreventionPlanOffered}, policy.Stated{Fact: policy.ReentryPlan, Answer: r.ReentryPlan})
}

// Release is the door opened, or the student gone.
type Release struct {
	record.Entry
	DoorOpened policy.Answer // when it was safe
}

func (r Release) event() policy.Event {
	return r.Event(policy.Release, policy.Stated{Fact: policy.DoorOpened, Answer: r.DoorOpened})
}

// Resumption is the door shut again.
type Resumption struct {
	record.Observation
	Room                       string
	Emergency                  policy.Answer // or exceptional circumstances
	LessRestrictiveIneffective policy.Answer
	ThreatCanBeDiminished      policy.Answer
}

func (r Resumption) event() policy.Event {
	e := r.Event(policy.Resume, append(r.Lasting(), policy.Stated{Fact: policy.Emergency, Answer: r.Emergency},
		policy.Stated{Fact: policy.LessRestrictiveIneffective, Answer: r.LessRestrictiveIneffective},
		policy.Stated{Fact: policy.ThreatCanBeDiminished, Answer: r.ThreatCanBeDiminished})...)
	e.Place = r.Room
	return e
}

// Interruption is an end without a step-down.
type Interruption struct {
	record.Entry
	Why policy.Text
}

func (r Interruption) event() policy.Event {
	e := r.Event(policy.Interrupt)
	e.Reason = r.Why
	return e
}

// Conversion is the seclusion turning into another kind. It is not a release.
type Conversion struct {
	record.Entry
	Into policy.Part
}

func (r Conversion) event() policy.Event {
	e := r.Event(policy.Convert)
	e.Other = &r.Into
	return e
}

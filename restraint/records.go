package restraint

import (
	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/record"
)

// Grounds is what a restraint rests on and is used for, each time the student is held.
type Grounds struct {
	record.Grounds
	AsBehaviourManagement policy.Answer
	AsCorporalPunishment  policy.Answer
	ForTransfer           policy.Answer // hands were laid on to bring the student into seclusion
}

func (g Grounds) stated() []policy.Stated {
	return g.Stated(policy.Stated{Fact: policy.AsBehaviourManagement, Answer: g.AsBehaviourManagement},
		policy.Stated{Fact: policy.AsCorporalPunishment, Answer: g.AsCorporalPunishment}, policy.Stated{Fact: policy.ForTransfer, Answer: g.ForTransfer})
}

// Initiation is the beginning: the student is held. Entry.By are those who hold, and Entry.Standing what the registers say of them
// and of consent.
type Initiation struct {
	record.Observation
	Grounds
	Incident string       // the host's ID for the incident
	Student  string       // the host's ID for the student, opaque
	Place    string       // the host's ID for where it was
	Follows  *policy.Part // the part of a chain that it follows from
}

func (r Initiation) event() policy.Event {
	e := r.Event(policy.Initiate, append(r.Lasting(), r.stated()...)...)
	e.Incident, e.Student, e.Place, e.Other = r.Incident, r.Student, r.Place, r.Follows
	return e
}

// Resumption is the student held again. Entry.By are those who hold now.
type Resumption struct {
	record.Observation
	Grounds
	Place string // where it is another one
}

func (r Resumption) event() policy.Event {
	e := r.Event(policy.Resume, append(r.Lasting(), r.stated()...)...)
	e.Place = r.Place
	return e
}

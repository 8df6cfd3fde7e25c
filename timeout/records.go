package timeout

import (
	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/record"
)

// Grounds is what a time-out is used for, and in what place, each time it begins.
type Grounds struct {
	AsUniversalSupport policy.Answer // as a support for everybody
	AsCalmingStrategy  policy.Answer
	AsConsequence      policy.Answer
	SecludedSpace      policy.Answer // the place is one where the student is secluded
}

func (g Grounds) stated() []policy.Stated {
	return record.Facts(policy.Stated{Fact: policy.AsUniversalSupport, Answer: g.AsUniversalSupport},
		policy.Stated{Fact: policy.AsCalmingStrategy, Answer: g.AsCalmingStrategy},
		policy.Stated{Fact: policy.AsConsequence, Answer: g.AsConsequence},
		policy.Stated{Fact: policy.SecludedSpace, Answer: g.SecludedSpace})
}

// Initiation is the beginning. Entry.By are those who deliver it, and Entry.Standing what the registers say of them, of consent and of
// the place: whether it is an exclusion space, and approved as one.
type Initiation struct {
	record.Observation
	Grounds
	Incident string       // the host's ID for the incident
	Student  string       // the host's ID for the student, opaque
	Place    string       // the host's ID for the place
	Follows  *policy.Part // the part of a chain that it follows from
}

func (r Initiation) event() policy.Event {
	e := r.Event(policy.Initiate, append(r.Lasting(), r.stated()...)...)
	e.Incident, e.Student, e.Place, e.Other = r.Incident, r.Student, r.Place, r.Follows
	return e
}

// Resumption is the time-out begun again.
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

// Review is one review of the need to continue. Entry.By are the key staff who make it.
type Review struct {
	record.Review
	FaceToFace policy.Answer
}

func (r Review) event() policy.Event {
	r.Entry = r.With(policy.Stated{Fact: policy.FaceToFace, Answer: r.FaceToFace})
	return r.Review.Review()
}

package record

import (
	"time"

	"github.com/leastrestrictive/interventions/policy"
)

// Entry is what every record carries. Only At is needed.
type Entry struct {
	At       time.Time       // when it happened, with the offset of the clock on the wall
	Recorded time.Time       // when it is entered; zero: at once. Set it for whatever is typed in afterwards
	By       []policy.Person // who did it, or who came, left, took part
	ID       string          // unique in the incident; empty: the next of e1, e2 …
	Sequence int32           // the writer's own order among records of one instant; 0: none
	// Told says that it happened, and is not asked for. Zero is live: the caller asks before acting, and what a gate forbids is
	// refused. Told records are accepted whatever they are.
	Told  bool
	Glass *policy.BreakGlass // act although a gate forbids it: who, and why
	// Facts beside those of the record's own fields: a profile's own, or standard ones that a profile asks for here.
	Facts    []policy.Stated
	Standing []policy.Credential // trainings, approvals, consents, as they stand in the registers
}

// Facts lists what is stated; what is not recorded is left out.
func Facts(stated ...policy.Stated) []policy.Stated {
	var fs []policy.Stated
	for _, s := range stated {
		if s.Answer != policy.NotRecorded {
			fs = append(fs, s)
		}
	}
	return fs
}

// Event makes the event of an activity, with the facts of the record's own fields before those of Entry.Facts.
func (e Entry) Event(a policy.Activity, stated ...policy.Stated) policy.Event {
	facts := Facts(stated...)
	if len(facts) == 0 {
		facts = e.Facts
	} else {
		facts = append(facts, e.Facts...)
	}
	return policy.Event{ID: e.ID, Activity: a, At: e.At, Recorded: e.Recorded, Sequence: e.Sequence, By: e.By, Glass: e.Glass,
		Facts: facts, Standing: e.Standing}
}

// With returns the entry with more facts, which come before those that it has: how a kind's own record adds to a shared one.
func (e Entry) With(stated ...policy.Stated) Entry {
	e.Facts = append(Facts(stated...), e.Facts...)
	return e
}

// Presence is people coming in or leaving: Entry.By.
type Presence struct{ Entry }

// Present makes the event of their coming in.
func (r Presence) Present() policy.Event { return r.Event(policy.Present) }

// Absent makes the event of their leaving.
func (r Presence) Absent() policy.Event { return r.Event(policy.Absent) }

// Observation is what is seen from now on.
type Observation struct {
	Entry
	DangerToSelf           policy.Answer // imminent danger of harm to the student
	DangerToOthers         policy.Answer // imminent danger of harm to others
	SelfInjuryRisk         policy.Answer // risk of serious self-injury or suicide
	SelfInjuriousBehaviour policy.Answer // severe self-injury, going on
	VisualMonitoring       policy.Answer // seen without a gap
	AuralMonitoring        policy.Answer // heard without a gap
	MeansToBeMonitored     policy.Answer // the student can choose, or has the means, to be seen and heard
	DoorShut               policy.Answer // locked, blocked or held shut
	Alone                  policy.Answer // in a room or an area
	CannotLeave            policy.Answer // not freely, or is prevented from it
	AskedForPlace          policy.Answer // the student asked to be there, and has not asked to leave
}

// Lasting lists the facts of an observation.
func (r Observation) Lasting() []policy.Stated {
	return Facts(policy.Stated{Fact: policy.DangerToSelf, Answer: r.DangerToSelf}, policy.Stated{Fact: policy.DangerToOthers, Answer: r.DangerToOthers},
		policy.Stated{Fact: policy.SelfInjuryRisk, Answer: r.SelfInjuryRisk},
		policy.Stated{Fact: policy.SelfInjuriousBehaviour, Answer: r.SelfInjuriousBehaviour},
		policy.Stated{Fact: policy.VisualMonitoring, Answer: r.VisualMonitoring}, policy.Stated{Fact: policy.AuralMonitoring, Answer: r.AuralMonitoring},
		policy.Stated{Fact: policy.MeansToBeMonitored, Answer: r.MeansToBeMonitored}, policy.Stated{Fact: policy.DoorShut, Answer: r.DoorShut},
		policy.Stated{Fact: policy.Alone, Answer: r.Alone}, policy.Stated{Fact: policy.CannotLeave, Answer: r.CannotLeave},
		policy.Stated{Fact: policy.AskedForPlace, Answer: r.AskedForPlace})
}

// Observe makes the event.
func (r Observation) Observe() policy.Event { return r.Event(policy.Observe, r.Lasting()...) }

// Grounds is what a measure for emergencies, a seclusion or a restraint, rests on, and what it is used for.
type Grounds struct {
	Emergency                  policy.Answer // or exceptional circumstances
	LessRestrictiveIneffective policy.Answer // or not possible
	AsConsequence              policy.Answer // or as a punishment
	ToForceCompliance          policy.Answer
	InPlaceOfSupport           policy.Answer // of educational support
	StopsPropertyDamage        policy.Answer
}

// Stated lists the facts, and after them those of the kind's own.
func (r Grounds) Stated(own ...policy.Stated) []policy.Stated {
	return append(Facts(policy.Stated{Fact: policy.Emergency, Answer: r.Emergency},
		policy.Stated{Fact: policy.LessRestrictiveIneffective, Answer: r.LessRestrictiveIneffective},
		policy.Stated{Fact: policy.AsConsequence, Answer: r.AsConsequence}, policy.Stated{Fact: policy.ToForceCompliance, Answer: r.ToForceCompliance},
		policy.Stated{Fact: policy.InPlaceOfSupport, Answer: r.InPlaceOfSupport},
		policy.Stated{Fact: policy.StopsPropertyDamage, Answer: r.StopsPropertyDamage}), Facts(own...)...)
}

// Check is one check of the student.
type Check struct {
	Entry
	FaceToFace policy.Answer
}

// Monitor makes the event.
func (r Check) Monitor() policy.Event {
	return r.Event(policy.Monitor, policy.Stated{Fact: policy.FaceToFace, Answer: r.FaceToFace})
}

// Review is one review of the need to continue. Entry.By are those who review together.
type Review struct {
	Observation
	Continue policy.Answer // yes: go on; no: end it
}

// Review makes the event.
func (r Review) Review() policy.Event {
	return r.Event(policy.Review, append(r.Lasting(), policy.Stated{Fact: policy.Continue, Answer: r.Continue})...)
}

// Explanation is reasons explained to the student.
type Explanation struct {
	Entry
	ReasonsForInitiating  policy.Answer // why it began
	ReasonsForContinuing  policy.Answer // why it goes on
	ReasonsForEnding      policy.Answer // why it ends
	UnderstandingRecorded policy.Answer // how far the student understood is on record
}

// Explain makes the event.
func (r Explanation) Explain() policy.Event {
	return r.Event(policy.Explain, policy.Stated{Fact: policy.ReasonsForInitiating, Answer: r.ReasonsForInitiating},
		policy.Stated{Fact: policy.ReasonsForContinuing, Answer: r.ReasonsForContinuing}, policy.Stated{Fact: policy.ReasonsForEnding, Answer: r.ReasonsForEnding},
		policy.Stated{Fact: policy.UnderstandingRecorded, Answer: r.UnderstandingRecorded})
}

// Approval is a person with authority approving: Entry.By.
type Approval struct{ Entry }

// Approve makes the event.
func (r Approval) Approve() policy.Event { return r.Event(policy.Approve) }

// Escalation is calling for help, or following the steps of the student's plan.
type Escalation struct {
	Entry
	To                []policy.Person // who was called
	PlanStepsFollowed policy.Answer
}

// Escalate makes the event.
func (r Escalation) Escalate() policy.Event {
	e := r.Event(policy.Escalate, policy.Stated{Fact: policy.PlanStepsFollowed, Answer: r.PlanStepsFollowed})
	e.To = r.To
	return e
}

// StepDown is a step-down begun, a step of it, or its end. What it holds may stand on the record of its beginning or of its end.
type StepDown struct {
	Entry
	StudentHelpedDecide   policy.Answer // when they were ready
	ObservationPeriod     policy.Answer // readiness for class was observed
	PreventionPlanOffered policy.Answer // the student could plan how to prevent the next one
	ReentryPlan           policy.Answer // a plan for coming back to class
}

func (r StepDown) event(a policy.Activity) policy.Event {
	return r.Event(a, policy.Stated{Fact: policy.StudentHelpedDecide, Answer: r.StudentHelpedDecide},
		policy.Stated{Fact: policy.ObservationPeriod, Answer: r.ObservationPeriod},
		policy.Stated{Fact: policy.PreventionPlanOffered, Answer: r.PreventionPlanOffered}, policy.Stated{Fact: policy.ReentryPlan, Answer: r.ReentryPlan})
}

// StepDown makes the event of its beginning, or of a step.
func (r StepDown) StepDown() policy.Event { return r.event(policy.StepDown) }

// End makes the event of its end.
func (r StepDown) End() policy.Event { return r.event(policy.End) }

// Release is the student let out, let go or gone.
type Release struct{ Entry }

// Release makes the event.
func (r Release) Release() policy.Event { return r.Event(policy.Release) }

// Interruption is an end without a step-down.
type Interruption struct {
	Entry
	Why policy.Text
}

// Interrupt makes the event.
func (r Interruption) Interrupt() policy.Event {
	e := r.Event(policy.Interrupt)
	e.Reason = r.Why
	return e
}

// Conversion is the intervention turning into another kind. It is not a release.
type Conversion struct {
	Entry
	Into policy.Part
}

// Convert makes the event.
func (r Conversion) Convert() policy.Event {
	e := r.Event(policy.Convert)
	e.Other = &r.Into
	return e
}

// Contact is an attempt to reach a parent, or somebody else.
type Contact struct {
	Entry
	To                  []policy.Person // who was called, with the role
	Reached             policy.Answer
	ComplaintsExplained policy.Answer // they were told how to complain and appeal
}

// Contact makes the event.
func (r Contact) Contact() policy.Event {
	e := r.Event(policy.Contact, policy.Stated{Fact: policy.Reached, Answer: r.Reached},
		policy.Stated{Fact: policy.ComplaintsExplained, Answer: r.ComplaintsExplained})
	e.To = r.To
	return e
}

// Support is staff told of the supports that they can have.
type Support struct {
	Entry
	To []policy.Person
}

// Support makes the event.
func (r Support) Support() policy.Event {
	e := r.Event(policy.Support)
	e.To = r.To
	return e
}

// Cleaning is the place sanitized and cleaned.
type Cleaning struct{ Entry }

// Clean makes the event.
func (r Cleaning) Clean() policy.Event { return r.Event(policy.Clean) }

// Documentation is the intervention documented, and what is on record with it.
type Documentation struct {
	Entry
	PreventionRecorded     policy.Answer // prevention strategies used
	DetailsRecorded        policy.Answer // date, time, location, staff involved
	CourseRecorded         policy.Answer // initiation, observation and ending
	UnderstandingRecorded  policy.Answer // how far the student understood
	SafetyMeasuresRecorded policy.Answer // what was done for the safety of student, peers and staff
	HandsOnJustified       policy.Answer // description and justification of a hands-on restraint
	StrategiesRevised      policy.Answer // strategies of prevention and intervention were reviewed and revised
}

// Document makes the event.
func (r Documentation) Document() policy.Event {
	return r.Event(policy.Document, policy.Stated{Fact: policy.PreventionRecorded, Answer: r.PreventionRecorded},
		policy.Stated{Fact: policy.DetailsRecorded, Answer: r.DetailsRecorded}, policy.Stated{Fact: policy.CourseRecorded, Answer: r.CourseRecorded},
		policy.Stated{Fact: policy.UnderstandingRecorded, Answer: r.UnderstandingRecorded},
		policy.Stated{Fact: policy.SafetyMeasuresRecorded, Answer: r.SafetyMeasuresRecorded},
		policy.Stated{Fact: policy.HandsOnJustified, Answer: r.HandsOnJustified}, policy.Stated{Fact: policy.StrategiesRevised, Answer: r.StrategiesRevised})
}

// Debrief is the meeting that reflects on the incident and reviews it. Entry.By are all who were there, each with their role.
type Debrief struct {
	Entry
	StudentCouldNotTakePart policy.Answer // it was not possible to involve the student
	ComplaintsExplained     policy.Answer // the parents there were told how to complain and appeal
}

// Debrief makes the event.
func (r Debrief) Debrief() policy.Event {
	return r.Event(policy.Debrief, policy.Stated{Fact: policy.StudentCouldNotTakePart, Answer: r.StudentCouldNotTakePart},
		policy.Stated{Fact: policy.ComplaintsExplained, Answer: r.ComplaintsExplained})
}

// Report is the incident reported.
type Report struct {
	Entry
	To               []policy.Person // to whom, with the role
	OnDebriefingForm policy.Answer   // on the form that the board has for it
}

// Report makes the event.
func (r Report) Report() policy.Event {
	e := r.Event(policy.Report, policy.Stated{Fact: policy.OnDebriefingForm, Answer: r.OnDebriefingForm})
	e.To = r.To
	return e
}

// NextUse is the place used again, by whomever: what was owed before that is late then.
type NextUse struct{ Entry }

// NextUse makes the event.
func (r NextUse) NextUse() policy.Event { return r.Event(policy.NextUse) }

// Attestation puts standing facts on record: Entry.Standing.
type Attestation struct{ Entry }

// Attest makes the event.
func (r Attestation) Attest() policy.Event { return r.Event(policy.Attest) }

// Correction amends a record. The record stays as it was written; judging goes by the correction. Entry.By says who corrects, and
// a correction can itself be corrected.
type Correction struct {
	Entry
	Amends policy.Amendment
	Why    policy.Text
}

// Correct makes the event.
func (r Correction) Correct() policy.Event {
	e := r.Event(policy.Correct)
	e.Amends, e.Reason = &r.Amends, r.Why
	return e
}

// Closing closes the file. Duties that are open stay open.
type Closing struct{ Entry }

// Close makes the event.
func (r Closing) Close() policy.Event { return r.Event(policy.Close) }

// Other is a record under a prefix of a profile's own. One that is not under a prefix is refused: there is a verb for it.
type Other struct {
	Entry
	Activity policy.Activity
	To       []policy.Person
}

// Other makes the event.
func (r Other) Other() policy.Event {
	e := r.Event(r.Activity)
	e.To = r.To
	if !e.Activity.IsForeign() {
		e.Activity = "" // no event at all: its own record makes it
	}
	return e
}

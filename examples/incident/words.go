package main

import (
	"strings"

	"github.com/leastrestrictive/interventions/examples/internal/program"
	"github.com/leastrestrictive/interventions/policy"
)

// verb names what an event is about, as a noun.
func verb(e *policy.Event) string {
	switch e.Activity {
	case policy.Initiate:
		return "start"
	case policy.Attest:
		return "standing record"
	case policy.Present:
		return "arrival"
	case policy.Absent:
		return "leaving"
	case policy.Observe:
		return "observation"
	case policy.Explain:
		return "explanation"
	case policy.Monitor:
		return "check"
	case policy.Approve:
		return "approval"
	case policy.Escalate:
		return "call for help"
	case policy.Resume:
		return "new start"
	case policy.Convert:
		return "change of kind"
	case policy.Interrupt:
		return "interruption"
	case policy.Contact:
		return "call"
	case policy.Clean:
		return "cleaning"
	case policy.Document:
		return "documentation"
	case policy.Correct:
		return "correction"
	}
	return strings.ReplaceAll(program.Plain(string(e.Activity)), "-", " ")
}

// describe says what happened, from words and identifiers alone: free text is never shown.
func (p *printer) describe(e *policy.Event) string {
	says := ""
	switch e.Activity {
	case policy.Initiate:
		says = kindName(e.Kind) + " begins"
	case policy.Attest:
		says = "on record"
	case policy.Earlier:
		says = "an earlier use put on record"
	case policy.Request:
		says = "request"
	case policy.Present:
		says = "comes in"
	case policy.Absent:
		says = "leaves"
	case policy.Observe:
		says = "seen"
	case policy.Explain:
		says = "reasons explained"
	case policy.Monitor:
		says = "check"
	case policy.Review:
		says = "review"
	case policy.Approve:
		says = "approved"
	case policy.Escalate:
		says = "help called"
	case policy.StepDown:
		says = "step-down"
	case policy.Release:
		says = "released"
	case policy.Resume:
		says = "held again"
	case policy.Convert:
		says = "turns into another kind"
	case policy.Interrupt:
		says = "interrupted, no step-down"
	case policy.End:
		says = "step-down closed"
	case policy.Contact:
		says = "call"
	case policy.Support:
		says = "told of supports"
	case policy.Clean:
		says = "room cleaned"
	case policy.Document:
		says = "documented"
	case policy.Debrief:
		says = "debrief"
	case policy.Report:
		says = "reported"
	case policy.NextUse:
		says = "room used again"
	case policy.Correct:
		says = p.correction(e)
	case policy.Close:
		says = "file closed"
	default:
		says = program.Plain(string(e.Activity))
	}
	if len(e.To) > 0 {
		says += " to " + list(e.To)
	}
	if e.Activity == policy.Support && len(e.To) > 0 {
		says = "supports told to " + list(e.To)
	}
	if o := e.Other; o != nil {
		for _, s := range [...]string{string(o.Kind), o.Incident} {
			if s != "" {
				says += ", " + program.Plain(s)
			}
		}
	}
	var facts []string
	for _, s := range e.Facts {
		if f := state(s); f != "" {
			facts = append(facts, f)
		}
	}
	if e.Glass != nil {
		facts = append(facts, "glass broken by "+program.Plain(e.Glass.By.ID))
	}
	if len(facts) > 0 {
		says += ": " + strings.Join(facts, ", ")
	}
	if len(e.Standing) > 0 && e.Activity != policy.Attest {
		says += "; on record"
	}
	if len(e.Standing) > 0 { // they stand below
		says += ":"
	}
	return says
}

// correction says what a correction changes. Why is free text, and not shown.
func (p *printer) correction(e *policy.Event) string {
	a := e.Amends
	was, ok := p.written[a.Event]
	if !ok {
		return "correction: " + program.Plain(a.Event) + " is not on record"
	}
	if now, ok := p.event(a.Event); ok && a.At.IsZero() { // where the reader finds it
		was.At = now.At
	}
	what := "the " + verb(&was) + " of " + p.moment(was.At)
	if a.Withdrawn {
		return "withdrawn: " + what
	}
	var changes, facts []string
	if !a.At.IsZero() {
		changes = append(changes, "at "+p.moment(a.At))
	}
	for _, people := range [...]struct {
		word string
		are  []policy.Person
	}{{"by", a.By}, {"to", a.To}} {
		switch {
		case len(people.are) > 0:
			changes = append(changes, people.word+" "+list(people.are))
		case people.are != nil:
			changes = append(changes, people.word+" nobody")
		}
	}
	for _, s := range a.Facts {
		text := state(s)
		if s.Answer == policy.NotRecorded {
			text = "not recorded whether " + state(policy.Stated{Fact: s.Fact, Answer: policy.Yes})
		}
		if s.Fact == policy.FaceToFace && s.Answer != policy.NotRecorded {
			changes = append(changes, text)
		} else {
			facts = append(facts, text)
		}
	}
	says, between := "correction: "+what, " "
	switch {
	case was.Activity == policy.Correct:
		facts = append(changes, facts...) // what that one says
	case len(changes) > 0:
		says, between = says+" was "+strings.Join(changes, ", "), "; it "
	}
	if len(facts) > 0 {
		says += between + "says " + strings.Join(facts, ", ")
	}
	return says
}

// standing says a standing fact and its answer.
func standing(f policy.Fact, a policy.Answer) string {
	yes, no := "", ""
	switch f {
	case policy.DesignatedRoom:
		yes, no = "designated room", "not a designated room"
	case policy.RoomKeepsDignity:
		yes, no = "keeps dignity", "does not keep dignity"
	case policy.RoomEasyAccess:
		yes, no = "easy to reach", "not easy to reach"
	case policy.RoomObservable:
		yes, no = "can be observed", "cannot be observed"
	case policy.RoomAwayFromStairs:
		yes, no = "away from stairs and exits", "not away from stairs and exits"
	case policy.RoomMeetsRequirements:
		yes, no = "meets the requirements", "does not meet the requirements"
	case policy.RoomSafeAndHumane:
		yes, no = "safe and humane", "not safe and humane"
	case policy.RoomFreeOfHazards:
		yes, no = "free of hazards", "not free of hazards"
	case policy.WrittenConsent:
		yes, no = "written consent", "no written consent"
	case policy.SpeechInadequate:
		yes, no = "speech inadequate", "speech adequate"
	case policy.PlanLimit:
		yes, no = "plan sets a limit", "plan sets no limit"
	case policy.StudentInvolved:
		yes, no = "involved beforehand", "not involved beforehand"
	case policy.PlanDocumentsPrevention:
		yes, no = "plan holds prevention", "plan holds no prevention"
	case policy.FunctionalData:
		yes, no = "functional data collected", "no functional data collected"
	case policy.PlanInputOffered:
		yes, no = "input to the plan offered", "no input to the plan offered"
	case policy.PlanTransitions:
		yes, no = "plan holds transitions", "plan holds no transitions"
	case policy.PlanStepDown:
		yes, no = "plan holds the step-down", "plan holds no step-down"
	case policy.Trained, policy.Qualified, policy.Authorized:
		yes, no = string(f), "not "+string(f)
	case policy.TrainedTCI:
		yes, no = "trained in TCI", "not trained in TCI"
	case policy.TrainedFBA:
		yes, no = "trained in FBA", "not trained in FBA"
	case policy.DesignatedKeyStaff:
		yes, no = "designated key staff", "not designated key staff"
	case policy.CommunicatesWithThem:
		yes, no = "can communicate with the student", "cannot communicate with the student"
	case policy.SeclusionContraindicated:
		yes, no = "a condition makes seclusion dangerous", "no condition makes seclusion dangerous"
	case policy.RestraintContraindicated:
		yes, no = "a condition makes restraint dangerous", "no condition makes restraint dangerous"
	case policy.PlannedMeasure:
		yes, no = "planned beforehand", "not planned beforehand"
	case policy.InformedConsent:
		yes, no = "informed consent", "no informed consent"
	case policy.ExemptStudent, policy.ExemptRoom:
		yes, no = "exempted from the ban", "not exempted from the ban"
	case policy.ResourceStaff:
		yes, no = "resource staff", "not resource staff"
	case policy.TrainedDeescalation:
		yes, no = "trained in de-escalation", "not trained in de-escalation"
	default:
		yes = strings.ReplaceAll(program.Plain(string(f)), "-", " ")
		no = yes + ": no"
	}
	if a == policy.No {
		return no
	}
	return yes
}

// state says a fact and its answer.
func state(s policy.Stated) string {
	yes, no := "", ""
	switch s.Fact {
	case policy.Emergency:
		yes, no = "emergency", "no emergency"
	case policy.DangerToSelf:
		yes, no = "danger to self", "no danger to self"
	case policy.DangerToOthers:
		yes, no = "danger to others", "no danger to others"
	case policy.FaceToFace:
		yes, no = "face to face", "not face to face"
	case policy.Continue:
		yes, no = "go on", "end it"
	case policy.Reached:
		yes, no = "reached", "not reached"
	case policy.ComplaintsExplained:
		yes, no = "told how to complain", "not told how to complain"
	case policy.DoorOpened:
		yes, no = "door opened", "door not opened"
	case policy.DoorShut:
		yes, no = "door shut", "door not shut"
	case policy.StudentHelpedDecide:
		yes, no = "student helped decide", "student did not help decide"
	case policy.ObservationPeriod:
		yes, no = "readiness observed", "readiness not observed"
	case policy.PreventionPlanOffered:
		yes, no = "prevention planned", "prevention not planned"
	case policy.ReentryPlan:
		yes, no = "plan for re-entry", "no plan for re-entry"
	case policy.SelfInjuryRisk:
		yes, no = "risk of self-injury", "no risk of self-injury"
	case policy.ReasonsForInitiating:
		yes, no = "why it begins", "not why it begins"
	case policy.ReasonsForContinuing:
		yes, no = "why it goes on", "not why it goes on"
	case policy.ReasonsForEnding:
		yes, no = "why it ends", "not why it ends"
	case policy.UnderstandingRecorded:
		yes, no = "understanding recorded", "understanding not recorded"
	case policy.PreventionRecorded:
		yes, no = "prevention used", "not the prevention used"
	case policy.DetailsRecorded:
		yes, no = "details", "no details"
	case policy.CourseRecorded:
		yes, no = "course", "not its course"
	case policy.SafetyMeasuresRecorded:
		yes, no = "safety measures", "no safety measures"
	case policy.SelfInjuriousBehaviour:
		yes, no = "injures themselves severely", "no severe self-injury"
	case policy.AsBehaviourManagement:
		yes, no = "to manage behaviour", "not to manage behaviour"
	case policy.AsConsequence:
		yes, no = "as a consequence", "not as a consequence"
	case policy.ToForceCompliance:
		yes, no = "to force compliance", "not to force compliance"
	case policy.InPlaceOfSupport:
		yes, no = "in place of support", "not in place of support"
	case policy.StopsPropertyDamage:
		yes, no = "to stop damage to property", "not to stop damage to property"
	case policy.StrategiesRevised:
		yes, no = "strategies revised", "strategies not revised"
	case policy.Alone:
		yes, no = "alone", "not alone"
	case policy.CannotLeave:
		yes, no = "cannot leave", "can leave"
	case policy.HandsOnJustified:
		yes, no = "hands-on justified", "hands-on not justified"
	case policy.OnDebriefingForm:
		yes, no = "on the debriefing form", "not on the debriefing form"
	case policy.StudentCouldNotTakePart:
		yes, no = "student could not take part", "student could take part"
	case policy.VisualMonitoring:
		yes, no = "seen", "not seen"
	case policy.AuralMonitoring:
		yes, no = "heard", "not heard"
	case policy.MeansToBeMonitored:
		yes, no = "means to be seen and heard", "no means to be seen and heard"
	case policy.LessRestrictiveIneffective:
		yes, no = "less restrictive ruled out", "less restrictive not ruled out"
	case policy.ThreatCanBeDiminished:
		yes, no = "threat can be diminished", "threat cannot be diminished"
	case policy.PlanStepsFollowed:
		yes, no = "plan's steps followed", "plan's steps not followed"
	default:
		yes = strings.ReplaceAll(program.Plain(string(s.Fact)), "-", " ")
		no = yes + ": no"
	}
	switch s.Answer {
	case policy.Yes:
		return yes
	case policy.No:
		return no
	}
	return ""
}

// kindName is a kind of intervention as the standards write it.
func kindName(k policy.Kind) string {
	if k == policy.Restraint {
		return "physical restraint"
	}
	return program.Plain(string(k))
}

package journal

import "github.com/leastrestrictive/interventions/policy"

// The functions below return the constant for a known word, so that an event does not hold its line by it. Other words are returned
// as they are: policy.Event.Check judges them.

func activity(s string) policy.Activity {
	switch a := policy.Activity(s); a {
	case policy.Earlier:
		return policy.Earlier
	case policy.Attest:
		return policy.Attest
	case policy.Request:
		return policy.Request
	case policy.Initiate:
		return policy.Initiate
	case policy.Present:
		return policy.Present
	case policy.Observe:
		return policy.Observe
	case policy.Explain:
		return policy.Explain
	case policy.Monitor:
		return policy.Monitor
	case policy.Review:
		return policy.Review
	case policy.Approve:
		return policy.Approve
	case policy.Escalate:
		return policy.Escalate
	case policy.Absent:
		return policy.Absent
	case policy.StepDown:
		return policy.StepDown
	case policy.Release:
		return policy.Release
	case policy.Resume:
		return policy.Resume
	case policy.Convert:
		return policy.Convert
	case policy.Interrupt:
		return policy.Interrupt
	case policy.End:
		return policy.End
	case policy.Contact:
		return policy.Contact
	case policy.Support:
		return policy.Support
	case policy.Clean:
		return policy.Clean
	case policy.Document:
		return policy.Document
	case policy.Debrief:
		return policy.Debrief
	case policy.Report:
		return policy.Report
	case policy.NextUse:
		return policy.NextUse
	case policy.Correct:
		return policy.Correct
	case policy.Close:
		return policy.Close
	default:
		return a
	}
}

func kind(s string) policy.Kind {
	switch k := policy.Kind(s); k {
	case policy.Seclusion:
		return policy.Seclusion
	case policy.Restraint:
		return policy.Restraint
	case policy.TimeOut:
		return policy.TimeOut
	default:
		return k
	}
}

func role(s string) policy.Role {
	switch r := policy.Role(s); r {
	case policy.Principal:
		return policy.Principal
	case policy.AssistantPrincipal:
		return policy.AssistantPrincipal
	case policy.Teacher:
		return policy.Teacher
	case policy.EducationAssistant:
		return policy.EducationAssistant
	case policy.Counsellor:
		return policy.Counsellor
	case policy.Psychologist:
		return policy.Psychologist
	case policy.SchoolStaff:
		return policy.SchoolStaff
	case policy.Parent:
		return policy.Parent
	case policy.Student:
		return policy.Student
	case policy.Director:
		return policy.Director
	case policy.AssistantSuperintendent:
		return policy.AssistantSuperintendent
	case policy.EmergencyServices:
		return policy.EmergencyServices
	default:
		return r
	}
}

func fact(s string) policy.Fact {
	switch f := policy.Fact(s); f {
	case policy.FaceToFace:
		return policy.FaceToFace
	case policy.Continue:
		return policy.Continue
	case policy.Reached:
		return policy.Reached
	case policy.DoorOpened:
		return policy.DoorOpened
	case policy.StudentHelpedDecide:
		return policy.StudentHelpedDecide
	case policy.ObservationPeriod:
		return policy.ObservationPeriod
	case policy.PreventionPlanOffered:
		return policy.PreventionPlanOffered
	case policy.ReentryPlan:
		return policy.ReentryPlan
	case policy.UnderstandingRecorded:
		return policy.UnderstandingRecorded
	case policy.LessRestrictiveIneffective:
		return policy.LessRestrictiveIneffective
	case policy.ThreatCanBeDiminished:
		return policy.ThreatCanBeDiminished
	case policy.PlanStepsFollowed:
		return policy.PlanStepsFollowed
	case policy.StopsPropertyDamage:
		return policy.StopsPropertyDamage
	case policy.DangerToSelf:
		return policy.DangerToSelf
	case policy.DangerToOthers:
		return policy.DangerToOthers
	case policy.SelfInjuryRisk:
		return policy.SelfInjuryRisk
	case policy.VisualMonitoring:
		return policy.VisualMonitoring
	case policy.AuralMonitoring:
		return policy.AuralMonitoring
	case policy.DoorShut:
		return policy.DoorShut
	case policy.DesignatedRoom:
		return policy.DesignatedRoom
	case policy.WrittenConsent:
		return policy.WrittenConsent
	case policy.SpeechInadequate:
		return policy.SpeechInadequate
	case policy.PlanLimit:
		return policy.PlanLimit
	case policy.Trained:
		return policy.Trained
	case policy.Qualified:
		return policy.Qualified
	case policy.Authorized:
		return policy.Authorized
	case policy.TrainedTCI:
		return policy.TrainedTCI
	case policy.TrainedFBA:
		return policy.TrainedFBA
	case policy.DesignatedKeyStaff:
		return policy.DesignatedKeyStaff
	case policy.CommunicatesWithThem:
		return policy.CommunicatesWithThem
	default:
		return f
	}
}

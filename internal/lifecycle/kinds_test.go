package lifecycle_test

import (
	"iter"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/record"
	"github.com/leastrestrictive/interventions/restraint"
	"github.com/leastrestrictive/interventions/seclusion"
	"github.com/leastrestrictive/interventions/timeout"
)

// incident is what the typed machines have in common: the verbs of one signature.
type incident interface {
	Assess(now time.Time) policy.Assessment
	Events() iter.Seq[policy.Event]
	Ask(e policy.Event) error
	Tell(e policy.Event) (policy.Event, error)
	Monitor(r record.Check) (policy.Event, error)
	Explain(r record.Explanation) (policy.Event, error)
	Observe(r record.Observation) (policy.Event, error)
	Present(r record.Presence) (policy.Event, error)
	Absent(r record.Presence) (policy.Event, error)
	Approve(r record.Approval) (policy.Event, error)
	Escalate(r record.Escalation) (policy.Event, error)
	Interrupt(r record.Interruption) (policy.Event, error)
	Convert(r record.Conversion) (policy.Event, error)
	Contact(r record.Contact) (policy.Event, error)
	Support(r record.Support) (policy.Event, error)
	Document(r record.Documentation) (policy.Event, error)
	Debrief(r record.Debrief) (policy.Event, error)
	Report(r record.Report) (policy.Event, error)
	Attest(r record.Attestation) (policy.Event, error)
	Correct(r record.Correction) (policy.Event, error)
	Close(r record.Closing) (policy.Event, error)
	Other(r record.Other) (policy.Event, error)
}

// kind is one typed machine, and its verbs whose records differ from kind to kind, given what their records share.
type kind struct {
	machine  policy.Lifecycle
	states   [9]string
	place    bool // it takes place in a room, which is cleaned and used again
	initiate func(*policy.Profile, policy.Calendar, record.Observation) (incident, policy.Event, error)
	replay   func(*policy.Profile, policy.Calendar, iter.Seq[policy.Event]) (incident, error)
	known    func(incident, time.Time) incident
	state    func(incident) string
	review   func(incident, record.Review) (policy.Event, error)
	stepDown func(incident, record.StepDown) (policy.Event, error)
	release  func(incident, record.Release) (policy.Event, error)
	resume   func(incident, record.Observation) (policy.Event, error)
	end      func(incident, record.StepDown) (policy.Event, error)
	clean    func(incident, record.Cleaning) (policy.Event, error) // nil without a place
	nextUse  func(incident, record.NextUse) (policy.Event, error)  // nil without a place
}

const incidentID, studentID, placeID = "incident-0001", "student-0001", "room-a"

// started keeps a typed nil out of the interface.
func started[I incident](i I, e policy.Event, err error) (incident, policy.Event, error) {
	if err != nil {
		return nil, e, err
	}
	return i, e, nil
}

func replayed[I incident](i I, err error) (incident, error) {
	if err != nil {
		return nil, err
	}
	return i, nil
}

func kinds() []kind {
	sg := seclusion.Grounds{Grounds: record.Grounds{Emergency: policy.Yes, LessRestrictiveIneffective: policy.Yes},
		ThreatCanBeDiminished: policy.Yes}
	rg := restraint.Grounds{Grounds: record.Grounds{Emergency: policy.Yes, AsConsequence: policy.No}, AsBehaviourManagement: policy.No,
		AsCorporalPunishment: policy.No, ForTransfer: policy.Yes}
	tg := timeout.Grounds{AsUniversalSupport: policy.No, AsCalmingStrategy: policy.No, AsConsequence: policy.No, SecludedSpace: policy.No}
	return []kind{{
		machine: seclusion.Lifecycle(), place: true,
		states: [...]string{"not begun", "secluded", "stepping down", "released", "ended", "interrupted", "converted", "debriefed", "closed"},
		initiate: func(p *policy.Profile, cal policy.Calendar, o record.Observation) (incident, policy.Event, error) {
			return started(seclusion.Initiate(p, cal, seclusion.Initiation{Observation: o, Grounds: sg, Incident: incidentID, Student: studentID, Room: placeID}))
		},
		replay: func(p *policy.Profile, cal policy.Calendar, es iter.Seq[policy.Event]) (incident, error) {
			return replayed(seclusion.Replay(p, cal, incidentID, es))
		},
		known:  func(i incident, at time.Time) incident { return i.(*seclusion.Incident).Known(at) },
		state:  func(i incident) string { return i.(*seclusion.Incident).State().String() },
		review: func(i incident, r record.Review) (policy.Event, error) { return i.(*seclusion.Incident).Review(r) },
		stepDown: func(i incident, r record.StepDown) (policy.Event, error) {
			return i.(*seclusion.Incident).StepDown(seclusion.StepDown{StepDown: r})
		},
		release: func(i incident, r record.Release) (policy.Event, error) {
			return i.(*seclusion.Incident).Release(seclusion.Release{Entry: r.Entry, DoorOpened: policy.Yes})
		},
		resume: func(i incident, o record.Observation) (policy.Event, error) {
			return i.(*seclusion.Incident).Resume(seclusion.Resumption{Observation: o, Grounds: sg})
		},
		end: func(i incident, r record.StepDown) (policy.Event, error) {
			return i.(*seclusion.Incident).End(seclusion.StepDown{StepDown: r, DoorOpened: policy.Yes})
		},
		clean:   func(i incident, r record.Cleaning) (policy.Event, error) { return i.(*seclusion.Incident).Clean(r) },
		nextUse: func(i incident, r record.NextUse) (policy.Event, error) { return i.(*seclusion.Incident).NextUse(r) },
	}, {
		machine: restraint.Lifecycle(),
		states:  [...]string{"not begun", "restrained", "stepping down", "let go", "ended", "interrupted", "converted", "debriefed", "closed"},
		initiate: func(p *policy.Profile, cal policy.Calendar, o record.Observation) (incident, policy.Event, error) {
			return started(restraint.Initiate(p, cal, restraint.Initiation{Observation: o, Grounds: rg, Incident: incidentID, Student: studentID, Place: placeID}))
		},
		replay: func(p *policy.Profile, cal policy.Calendar, es iter.Seq[policy.Event]) (incident, error) {
			return replayed(restraint.Replay(p, cal, incidentID, es))
		},
		known:    func(i incident, at time.Time) incident { return i.(*restraint.Incident).Known(at) },
		state:    func(i incident) string { return i.(*restraint.Incident).State().String() },
		review:   func(i incident, r record.Review) (policy.Event, error) { return i.(*restraint.Incident).Review(r) },
		stepDown: func(i incident, r record.StepDown) (policy.Event, error) { return i.(*restraint.Incident).StepDown(r) },
		release:  func(i incident, r record.Release) (policy.Event, error) { return i.(*restraint.Incident).Release(r) },
		resume: func(i incident, o record.Observation) (policy.Event, error) {
			return i.(*restraint.Incident).Resume(restraint.Resumption{Observation: o, Grounds: rg})
		},
		end: func(i incident, r record.StepDown) (policy.Event, error) { return i.(*restraint.Incident).End(r) },
	}, {
		machine: timeout.Lifecycle(), place: true,
		states: [...]string{"not begun", "in time-out", "stepping down", "over", "ended", "interrupted", "converted", "debriefed", "closed"},
		initiate: func(p *policy.Profile, cal policy.Calendar, o record.Observation) (incident, policy.Event, error) {
			return started(timeout.Initiate(p, cal, timeout.Initiation{Observation: o, Grounds: tg, Incident: incidentID, Student: studentID, Place: placeID}))
		},
		replay: func(p *policy.Profile, cal policy.Calendar, es iter.Seq[policy.Event]) (incident, error) {
			return replayed(timeout.Replay(p, cal, incidentID, es))
		},
		known: func(i incident, at time.Time) incident { return i.(*timeout.Incident).Known(at) },
		state: func(i incident) string { return i.(*timeout.Incident).State().String() },
		review: func(i incident, r record.Review) (policy.Event, error) {
			return i.(*timeout.Incident).Review(timeout.Review{Review: r, FaceToFace: policy.Yes})
		},
		stepDown: func(i incident, r record.StepDown) (policy.Event, error) { return i.(*timeout.Incident).StepDown(r) },
		release:  func(i incident, r record.Release) (policy.Event, error) { return i.(*timeout.Incident).Release(r) },
		resume: func(i incident, o record.Observation) (policy.Event, error) {
			return i.(*timeout.Incident).Resume(timeout.Resumption{Observation: o, Grounds: tg})
		},
		end:     func(i incident, r record.StepDown) (policy.Event, error) { return i.(*timeout.Incident).End(r) },
		clean:   func(i incident, r record.Cleaning) (policy.Event, error) { return i.(*timeout.Incident).Clean(r) },
		nextUse: func(i incident, r record.NextUse) (policy.Event, error) { return i.(*timeout.Incident).NextUse(r) },
	}}
}

// eachKind runs a test for each typed machine.
func eachKind(t *testing.T, test func(t *testing.T, k kind)) {
	for _, k := range kinds() {
		t.Run(string(k.machine.Kind()), func(t *testing.T) { test(t, k) })
	}
}

// begun is a told start with nothing on record but who, so that no clause is kept.
func begun(tb require.TestingT, k kind, p *policy.Profile) incident {
	inc, _, err := k.initiate(p, calendar(), record.Observation{Entry: told(0)})
	require.NoError(tb, err)
	return inc
}

func entry(after time.Duration) record.Entry {
	return record.Entry{At: benchStart.Add(after), By: []policy.Person{lee}}
}

func told(after time.Duration) record.Entry {
	e := entry(after)
	e.Told = true
	return e
}

package lifecycle_test

import (
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/leastrestrictive/interventions/internal/lifecycle"
	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
	"github.com/leastrestrictive/interventions/policy/journal"
	"github.com/leastrestrictive/interventions/policy/record"
	"github.com/leastrestrictive/interventions/seclusion"
)

// What judging costs beside bare looplab/fsm: the same life cycle with the whole of AR 3007. Run both in one go and compare them as ratios:
//
//	go test ./internal/lifecycle -run '^$' -bench 'Bare|Judged'

var benchStart = time.Date(2025, 10, 6, 10, 0, 0, 0, time.FixedZone("", -6*60*60))

// wholeProfile is AR 3007, of which at least fifty rules speak of a seclusion.
func wholeProfile(tb testing.TB) *policy.Profile {
	p := cbe3007.Profile()
	n := 0
	for h := range p.Rules() {
		if len(h.Kinds) == 0 || slices.Contains(h.Kinds, policy.Seclusion) {
			n++
		}
	}
	require.GreaterOrEqual(tb, n, 50)
	return p
}

var lee, kim = policy.Person{ID: "staff-01", Role: policy.Teacher}, policy.Person{ID: "staff-02", Role: policy.EducationAssistant}

// opening is what is on record at the beginning, of every kind: it passes all gates.
func opening() record.Observation {
	var standing []policy.Credential
	for _, p := range []policy.Person{lee, kim} {
		for _, f := range []policy.Fact{policy.Trained, policy.Qualified, policy.Authorized, policy.TrainedTCI, policy.TrainedFBA} {
			standing = append(standing, policy.Credential{Fact: f, Subject: p.ID, Answer: policy.Yes})
		}
	}
	for _, f := range []policy.Fact{policy.RoomKeepsDignity, policy.RoomEasyAccess, policy.RoomObservable, policy.RoomAwayFromStairs,
		policy.RoomMeetsRequirements, policy.RoomSafeAndHumane, policy.RoomFreeOfHazards, policy.DesignatedRoom, policy.ExclusionSpace,
		policy.ApprovedSpace} {
		standing = append(standing, policy.Credential{Fact: f, Subject: placeID, Answer: policy.Yes})
	}
	for _, f := range []policy.Fact{policy.StudentInvolved, policy.PlanDocumentsPrevention, policy.FunctionalData, policy.PlanInputOffered,
		policy.PlanTransitions, policy.PlanStepDown, policy.WrittenConsent} {
		standing = append(standing, policy.Credential{Fact: f, Answer: policy.Yes})
	}
	standing = append(standing, policy.Credential{Fact: policy.SpeechInadequate, Answer: policy.No})
	return record.Observation{Entry: record.Entry{At: benchStart, By: []policy.Person{lee, kim}, Standing: standing},
		DangerToOthers: policy.Yes, SelfInjuryRisk: policy.No, VisualMonitoring: policy.Yes, AuralMonitoring: policy.Yes,
		MeansToBeMonitored: policy.Yes}
}

func begin(tb testing.TB, k kind, p *policy.Profile) incident {
	inc, _, err := k.initiate(p, calendar(), opening())
	require.NoError(tb, err)
	return inc
}

func calendar() *policy.SchoolCalendar {
	return &policy.SchoolCalendar{Zone: time.FixedZone("", -6*60*60), Bells: map[time.Weekday]time.Duration{
		time.Monday: 15 * time.Hour, time.Tuesday: 15 * time.Hour, time.Wednesday: 15 * time.Hour, time.Thursday: 15 * time.Hour, time.Friday: 15 * time.Hour}}
}

// judged measures one check through the typed machine: made into an event, checked, judged and kept. Like the bare machine beside
// it, the incident is at hand; a new one is begun so rarely that its beginning does not count.
func judged(b *testing.B, each func(policy.Event)) {
	const checks = 5000
	p := wholeProfile(b)
	by := []policy.Person{lee}
	var inc *seclusion.Incident
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if i%checks == 0 {
			b.StopTimer()
			inc = begin(b, kinds()[0], p).(*seclusion.Incident)
			inc.State()
			b.StartTimer()
		}
		at := benchStart.Add(time.Duration(i%checks+1) * time.Second)
		e, err := inc.Monitor(record.Check{Entry: record.Entry{At: at, By: by}, FaceToFace: policy.Yes})
		if err != nil {
			b.Fatal(err)
		}
		each(e)
	}
}

func BenchmarkJudgedEvent(b *testing.B) { judged(b, func(policy.Event) {}) }

func BenchmarkJudgedEventEncoded(b *testing.B) {
	line := make([]byte, 0, 1024)
	judged(b, func(e policy.Event) {
		var err error
		if line, err = journal.Append(line[:0], &e); err != nil {
			b.Fatal(err)
		}
	})
}

const eventsOfOne = 40

// fortyEvents are what the bare script does, decoded. Where there is no place to be cleaned, the incident is documented instead.
func fortyEvents(tb testing.TB, k kind, p *policy.Profile) []policy.Event {
	inc := begin(tb, k, p)
	for i, name := range lifecycle.BareScript {
		if i == 0 {
			continue
		}
		if policy.Activity(name) == policy.Clean && !k.place {
			name = string(policy.Document)
		}
		e := policy.Event{Activity: policy.Activity(name), At: benchStart.Add(time.Duration(i) * time.Minute), By: []policy.Person{lee, kim}}
		switch e.Activity {
		case policy.Monitor:
			e.Facts = []policy.Stated{{Fact: policy.FaceToFace, Answer: policy.Yes}}
		case policy.Review:
			e.Facts = []policy.Stated{{Fact: policy.Continue, Answer: policy.Yes}}
		case policy.Resume:
			e.Facts = []policy.Stated{{Fact: policy.DangerToOthers, Answer: policy.Yes}}
		case policy.Contact:
			e.To, e.Facts = []policy.Person{{ID: "parent-01", Role: policy.Parent}}, []policy.Stated{{Fact: policy.Reached, Answer: policy.Yes}}
		}
		_, err := inc.Tell(e)
		require.NoError(tb, err)
	}
	events := slices.Collect(inc.Events())
	require.Len(tb, events, eventsOfOne)
	return events
}

func BenchmarkJudgedReplay40(b *testing.B) {
	p := wholeProfile(b)
	events := fortyEvents(b, kinds()[0], p)
	cal := calendar()
	b.ReportAllocs()
	for b.Loop() {
		inc, err := seclusion.Replay(p, cal, incidentID, slices.Values(events))
		if err != nil || inc.State() != seclusion.Closed {
			b.Fatal(err, inc.State())
		}
	}
}

func BenchmarkJudgedAssess40(b *testing.B) {
	p := wholeProfile(b)
	inc, err := seclusion.Replay(p, calendar(), incidentID, slices.Values(fortyEvents(b, kinds()[0], p)))
	require.NoError(b, err)
	now := benchStart.Add(time.Hour)
	b.ReportAllocs()
	for b.Loop() {
		if inc.Assess(now).Phase() != policy.After {
			b.Fatal("not after")
		}
	}
}

func BenchmarkJudgedLive10(b *testing.B) {
	p := wholeProfile(b)
	events := fortyEvents(b, kinds()[0], p)[:10]
	live := make([]*seclusion.Incident, 2000)
	var bytes float64
	for b.Loop() {
		clear(live)
		bytes = lifecycle.BytesPer(len(live), func(i int) {
			own := make([]policy.Event, len(events))
			for j := range events {
				own[j] = decoded(events[j])
			}
			live[i], _ = seclusion.Replay(p, nil, incidentID, slices.Values(own))
			live[i].State()
		})
	}
	runtime.KeepAlive(live)
	b.ReportMetric(bytes, "B/incident")
}

// decoded is an event that shares nothing with another, as one that a journal has read; its standing facts, which the registers
// hold, it shares.
func decoded(e policy.Event) policy.Event {
	e.By, e.To, e.Facts = slices.Clone(e.By), slices.Clone(e.To), slices.Clone(e.Facts)
	return e
}

package cbe3007_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
	"github.com/leastrestrictive/interventions/seclusion"
)

// edmonton is the zone of the schools.
func edmonton(tb testing.TB) *time.Location {
	zone, err := time.LoadLocation("America/Edmonton")
	require.NoError(tb, err)
	return zone
}

// weekdays has school from Monday to Friday until 15:30.
func weekdays(tb testing.TB) *policy.SchoolCalendar {
	bells := map[time.Weekday]time.Duration{}
	for d := time.Monday; d <= time.Friday; d++ {
		bells[d] = 15*time.Hour + 30*time.Minute
	}
	return &policy.SchoolCalendar{Zone: edmonton(tb), Bells: bells}
}

func staff(ids ...string) []policy.Person {
	var ps []policy.Person
	for _, id := range ids {
		ps = append(ps, policy.Person{ID: id, Role: policy.SchoolStaff})
	}
	return ps
}

func as(role policy.Role, ids ...string) []policy.Person {
	ps := staff(ids...)
	for i := range ps {
		ps[i].Role = role
	}
	return ps
}

func is(fs ...policy.Fact) []policy.Stated { return stated(policy.Yes, fs...) }

func stated(a policy.Answer, fs ...policy.Fact) []policy.Stated {
	var ss []policy.Stated
	for _, f := range fs {
		ss = append(ss, policy.Stated{Fact: f, Answer: a})
	}
	return ss
}

// registers is what stands on file: two staff with every training, a designated room, consent, a student who can speak.
func registers() []policy.Credential {
	var cs []policy.Credential
	for _, id := range []string{"staff-01", "staff-02"} {
		for _, f := range []policy.Fact{policy.Trained, policy.Qualified, policy.Authorized, policy.TrainedFBA, policy.TrainedTCI} {
			cs = append(cs, policy.Credential{Fact: f, Subject: id, Answer: policy.Yes})
		}
	}
	return append(cs, policy.Credential{Fact: policy.DesignatedRoom, Subject: "room-a", Answer: policy.Yes},
		policy.Credential{Fact: policy.WrittenConsent, Answer: policy.Yes}, policy.Credential{Fact: policy.SpeechInadequate, Answer: policy.No})
}

// initiation is a start that keeps every rule.
func initiation(at time.Time) policy.Event {
	return policy.Event{ID: "start", Activity: policy.Initiate, At: at, By: staff("staff-01", "staff-02"), Student: "student-0001", Place: "room-a",
		Standing: registers(), Facts: append(is(policy.DangerToOthers, policy.VisualMonitoring, policy.AuralMonitoring,
			policy.LessRestrictiveIneffective, policy.ThreatCanBeDiminished), stated(policy.No, policy.SelfInjuryRisk)...)}
}

// kept is an incident of held minutes in which everything is done as it should be.
func kept(at time.Time, held time.Duration) []policy.Event {
	both := staff("staff-01", "staff-02")
	es := []policy.Event{initiation(at)}
	for d := 2 * time.Minute; d < held; d += 2 * time.Minute {
		es = append(es, policy.Event{ID: "check-" + d.String(), Activity: policy.Monitor, At: at.Add(d), By: both[:1], Facts: is(policy.FaceToFace)},
			policy.Event{ID: "review-" + d.String(), Activity: policy.Review, At: at.Add(d), By: both, Facts: is(policy.Continue)})
	}
	out := at.Add(held)
	parent := as(policy.Parent, "parent-01")
	meeting := slices.Concat(both, as(policy.Principal, "principal-01"), parent)
	return append(es,
		policy.Event{ID: "release", Activity: policy.Release, At: out, By: both, Facts: is(policy.DoorOpened)},
		policy.Event{ID: "end", Activity: policy.End, At: out.Add(20 * time.Minute), By: both, Facts: is(policy.StudentHelpedDecide,
			policy.ObservationPeriod, policy.PreventionPlanOffered, policy.ReentryPlan)},
		policy.Event{ID: "contact", Activity: policy.Contact, At: out.Add(30 * time.Minute), By: both[:1], To: parent, Facts: is(policy.Reached)},
		policy.Event{ID: "clean", Activity: policy.Clean, At: out.Add(40 * time.Minute), By: both[:1]},
		policy.Event{ID: "debrief", Activity: policy.Debrief, At: out.Add(24 * time.Hour), By: meeting},
		policy.Event{ID: "report", Activity: policy.Report, At: out.Add(25 * time.Hour), By: meeting[2:3], To: as(policy.Director, "director-01")})
}

// change returns the events with one of them changed; a nil change leaves it out.
func change(es []policy.Event, id string, f func(*policy.Event)) []policy.Event {
	es = slices.Clone(es)
	i := slices.IndexFunc(es, func(e policy.Event) bool { return e.ID == id })
	if i < 0 {
		panic("no event " + id)
	}
	if f == nil {
		return slices.Delete(es, i, i+1)
	}
	es[i].Facts, es[i].Standing, es[i].By = slices.Clone(es[i].Facts), slices.Clone(es[i].Standing), slices.Clone(es[i].By)
	f(&es[i])
	return es
}

// state sets one fact of an event.
func state(f policy.Fact, a policy.Answer) func(*policy.Event) {
	return func(e *policy.Event) {
		e.Facts = slices.DeleteFunc(e.Facts, func(s policy.Stated) bool { return s.Fact == f })
		if a != policy.NotRecorded {
			e.Facts = append(e.Facts, policy.Stated{Fact: f, Answer: a})
		}
	}
}

// on file sets what the registers say.
func onFile(f policy.Fact, subject string, a policy.Answer) func(*policy.Event) {
	return func(e *policy.Event) {
		e.Standing = slices.DeleteFunc(e.Standing, func(c policy.Credential) bool {
			return c.Fact == f && c.Subject == subject
		})
		if a != policy.NotRecorded {
			e.Standing = append(e.Standing, policy.Credential{Fact: f, Subject: subject, Answer: a})
		}
	}
}

func by(ps ...[]policy.Person) func(*policy.Event) {
	return func(e *policy.Event) { e.By = slices.Concat(ps...) }
}

func at(t time.Time) func(*policy.Event) { return func(e *policy.Event) { e.At = t } }

// tell opens a seclusion with these events.
func tell(tb testing.TB, p *policy.Profile, cal policy.Calendar, es []policy.Event) *seclusion.Incident {
	inc, err := seclusion.Replay(p, cal, "incident-0001", slices.Values(es))
	require.NoError(tb, err)
	return inc
}

// found lists what was not simply kept, as "rule outcome".
func found(a policy.Assessment) []string {
	var out []string
	for f := range a.Findings() {
		out = append(out, string(f.Rule)+" "+f.Outcome.String())
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func finding(tb testing.TB, a policy.Assessment, r policy.RuleID) policy.Finding {
	for f := range a.All() {
		if f.Rule == r {
			return f
		}
	}
	require.Failf(tb, "no finding", "of %s", r)
	return policy.Finding{}
}

var ar = cbe3007.Profile

package cbe3007_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
	"github.com/leastrestrictive/interventions/policy/policytest"
	"github.com/leastrestrictive/interventions/seclusion"
)

var ar = cbe3007.Profile

// under is the profile under other answers. Each is built once: the table of rules asks for the same few again and again.
func under(tb require.TestingT, choices ...policy.Choice) *policy.Profile {
	if len(choices) == 0 {
		return ar()
	}
	key := fmt.Sprint(choices)
	if p, ok := profiles.Load(key); ok {
		return p.(*policy.Profile)
	}
	p, err := ar().Choose(choices...)
	require.NoError(tb, err)
	profiles.Store(key, p)
	return p
}

var profiles sync.Map

var allKinds = []policy.Kind{policy.Seclusion, policy.Restraint, policy.TimeOut}

// edmonton is the zone of the schools. It is read once: reading it is slow.
func edmonton(tb require.TestingT) *time.Location {
	zone, err := alberta()
	require.NoError(tb, err)
	return zone
}

var alberta = sync.OnceValues(func() (*time.Location, error) { return time.LoadLocation("America/Edmonton") })

// monday is when an incident begins unless a test says otherwise: an ordinary day of school.
func monday(tb require.TestingT) time.Time { return time.Date(2025, 10, 6, 10, 0, 0, 0, edmonton(tb)) }

// weekdays has school from Monday to Friday until 15:30.
func weekdays(tb require.TestingT) *policy.SchoolCalendar {
	bells := map[time.Weekday]time.Duration{}
	for d := time.Monday; d <= time.Friday; d++ {
		bells[d] = 15*time.Hour + 30*time.Minute
	}
	return &policy.SchoolCalendar{Zone: edmonton(tb), Bells: bells}
}

// machine is that of seclusions, and for the other kinds the plain one of the kit, on which a place can be cleaned after a hold too, so
// that one flawless incident serves for all.
func machine(kind policy.Kind) policy.Lifecycle {
	if kind == policy.Seclusion {
		return seclusion.Lifecycle()
	}
	return policytest.Lifecycle(kind)
}

func people(role policy.Role, ids ...string) []policy.Person {
	var ps []policy.Person
	for _, id := range ids {
		ps = append(ps, policy.Person{ID: id, Role: role})
	}
	return ps
}

func staff(ids ...string) []policy.Person { return people(policy.SchoolStaff, ids...) }

var (
	both     = staff("staff-01", "staff-02")
	mother   = people(policy.Parent, "parent-01")
	head     = people(policy.Principal, "principal-01")
	student  = people(policy.Student, "student-0001")
	director = people(policy.Director, "director-01")
)

func is(fs ...policy.Fact) []policy.Stated { return stated(policy.Yes, fs...) }

func stated(a policy.Answer, fs ...policy.Fact) []policy.Stated {
	var ss []policy.Stated
	for _, f := range fs {
		ss = append(ss, policy.Stated{Fact: f, Answer: a})
	}
	return ss
}

var (
	trainings = []policy.Fact{policy.Trained, policy.Qualified, policy.Authorized, policy.TrainedFBA, policy.TrainedTCI, policy.DesignatedKeyStaff}
	roomFacts = []policy.Fact{policy.DesignatedRoom, policy.ExclusionSpace, policy.ApprovedSpace, policy.RoomKeepsDignity, policy.RoomEasyAccess,
		policy.RoomObservable, policy.RoomAwayFromStairs, policy.RoomMeetsRequirements, policy.RoomSafeAndHumane, policy.RoomFreeOfHazards}
	planFacts = []policy.Fact{policy.WrittenConsent, policy.StudentInvolved, policy.PlanDocumentsPrevention, policy.FunctionalData, policy.PlanInputOffered,
		policy.PlanTransitions, policy.PlanStepDown}
	schoolFacts = []policy.Fact{policy.TrainingPositiveSupports, policy.TrainingEmergencies, policy.TrainingTraumaInformed,
		policy.TrainingFunctionalAssessment, policy.ExpectationsCommunicated, policy.PreventionProcedures, policy.StaffAvailable}
)

// registers is what stands on file where nothing is missing: two staff with every training, a room and a school that keep all
// demands, consent and plans, and a student whose speech is not enough, with whom staff-02 can communicate.
func registers() []policy.Credential {
	var cs []policy.Credential
	put := func(subject string, fs ...policy.Fact) {
		for _, f := range fs {
			cs = append(cs, policy.Credential{Fact: f, Subject: subject, Answer: policy.Yes})
		}
	}
	put("staff-01", trainings...)
	put("staff-02", trainings...)
	put("room-a", roomFacts...)
	put("", planFacts...)
	put("", schoolFacts...)
	put("", policy.SpeechInadequate)
	put("staff-02", policy.CommunicatesWithThem)
	return append(cs, policy.Credential{Fact: policy.CommunicatesWithThem, Subject: "staff-01", Answer: policy.No})
}

var dangers = []policy.Fact{policy.DangerToSelf, policy.DangerToOthers}

// prohibited is what an intervention must not be.
var prohibited = []policy.Fact{policy.SelfInjuryRisk, policy.AsBehaviourManagement, policy.AsConsequence, policy.AsCorporalPunishment,
	policy.AsUniversalSupport, policy.AsCalmingStrategy, policy.SecludedSpace}

// initiation is a start that keeps every rule of every kind.
func initiation(at time.Time) policy.Event {
	return policy.Event{ID: "start", Activity: policy.Initiate, At: at, By: both, Student: "student-0001", Place: "room-a", Standing: registers(),
		Facts: slices.Concat(is(policy.Emergency, policy.VisualMonitoring, policy.AuralMonitoring, policy.MeansToBeMonitored, policy.ForTransfer,
			policy.LessRestrictiveIneffective, policy.ThreatCanBeDiminished), is(dangers...), stated(policy.No, prohibited...))}
}

const usual = 8 * time.Minute

// kept is a flawless incident: whatever a rule asks for is done, under every answer to every reading. Past half an hour, or past a
// quarter of one for a time-out, it breaks the limit and nothing else.
func kept(at time.Time, held time.Duration) []policy.Event {
	es := []policy.Event{initiation(at)}
	add := func(id string, a policy.Activity, after time.Duration, by []policy.Person, facts ...policy.Stated) *policy.Event {
		es = append(es, policy.Event{ID: id, Activity: a, At: at.Add(after), By: by, Facts: facts})
		return &es[len(es)-1]
	}
	add("why", policy.Explain, 30*time.Second, both[:1], is(policy.ReasonsForInitiating, policy.UnderstandingRecorded)...)
	for d := 2 * time.Minute; d < held; d += 2 * time.Minute {
		add("check-"+d.String(), policy.Monitor, d, both[:1], is(policy.FaceToFace)...)
		add("review-"+d.String(), policy.Review, d, both, slices.Concat(is(policy.Continue, policy.FaceToFace), is(dangers...))...)
		if d+time.Minute < held {
			add("why-"+d.String(), policy.Explain, d+time.Minute, both[:1], is(policy.ReasonsForContinuing, policy.UnderstandingRecorded)...)
		}
	}
	if held > 31*time.Minute {
		add("steps", policy.Escalate, 31*time.Minute, both[:1], is(policy.PlanStepsFollowed)...)
	}
	add("enough", policy.Review, held, both, slices.Concat(is(policy.FaceToFace), stated(policy.No, policy.Continue))...)
	add("release", policy.Release, held, both, is(policy.DoorOpened)...)
	add("why-over", policy.Explain, held, both[:1], is(policy.ReasonsForEnding, policy.UnderstandingRecorded)...)
	add("end", policy.End, held+20*time.Minute, both, is(policy.DoorOpened, policy.StudentHelpedDecide, policy.ObservationPeriod,
		policy.PreventionPlanOffered, policy.ReentryPlan)...)
	add("contact", policy.Contact, held+30*time.Minute, both[:1], is(policy.Reached, policy.ComplaintsExplained)...).To = mother
	add("clean", policy.Clean, held+40*time.Minute, both[:1])
	add("support", policy.Support, held+50*time.Minute, head).To = both
	add("document", policy.Document, held+time.Hour, both[:1], is(policy.PreventionRecorded, policy.DetailsRecorded, policy.CourseRecorded,
		policy.UnderstandingRecorded, policy.SafetyMeasuresRecorded, policy.HandsOnJustified)...)
	add("debrief", policy.Debrief, held+24*time.Hour, slices.Concat(both, head, mother, student), is(policy.ComplaintsExplained)...)
	add("report", policy.Report, held+25*time.Hour, head, is(policy.OnDebriefingForm)...).To = director
	add("next-use", policy.NextUse, held+26*time.Hour, nil)
	add("close", policy.Close, held+27*time.Hour, head)
	return es
}

// An edit changes one thing in an incident, or a few that belong together.
type edit func([]policy.Event) []policy.Event

func (f edit) of(es []policy.Event) []policy.Event {
	if f == nil {
		return es
	}
	return f(slices.Clone(es))
}

func edits(fs ...edit) edit {
	return func(es []policy.Event) []policy.Event {
		for _, f := range fs {
			es = f.of(es)
		}
		return es
	}
}

// on changes one event.
func on(id string, fs ...func(*policy.Event)) edit {
	return func(es []policy.Event) []policy.Event {
		i := slices.IndexFunc(es, func(e policy.Event) bool { return e.ID == id })
		if i < 0 {
			panic("no event " + id)
		}
		for _, f := range fs {
			alter(&es[i], f)
		}
		return es
	}
}

// each changes every event of an activity.
func each(a policy.Activity, f func(*policy.Event)) edit {
	return func(es []policy.Event) []policy.Event {
		for i := range es {
			if es[i].Activity == a {
				alter(&es[i], f)
			}
		}
		return es
	}
}

func alter(e *policy.Event, f func(*policy.Event)) {
	e.Facts, e.Standing, e.By, e.To = slices.Clone(e.Facts), slices.Clone(e.Standing), slices.Clone(e.By), slices.Clone(e.To)
	f(e)
}

// without leaves events out, by ID or by activity.
func without(ids ...string) edit {
	return func(es []policy.Event) []policy.Event {
		return slices.DeleteFunc(es, func(e policy.Event) bool {
			return slices.Contains(ids, e.ID) || slices.Contains(ids, string(e.Activity))
		})
	}
}

// plus adds an event so long after the start.
func plus(after time.Duration, e policy.Event) edit {
	return func(es []policy.Event) []policy.Event {
		e.At = es[0].At.Add(after)
		return append(es, e)
	}
}

// change returns the events with one of them changed.
func change(es []policy.Event, id string, fs ...func(*policy.Event)) []policy.Event {
	return on(id, fs...).of(es)
}

// state sets facts of an event.
func state(a policy.Answer, fs ...policy.Fact) func(*policy.Event) {
	return func(e *policy.Event) {
		e.Facts = slices.DeleteFunc(e.Facts, func(s policy.Stated) bool { return slices.Contains(fs, s.Fact) })
		if a != policy.NotRecorded {
			e.Facts = append(e.Facts, stated(a, fs...)...)
		}
	}
}

// onFile sets what the registers say.
func onFile(f policy.Fact, subject string, a policy.Answer) func(*policy.Event) {
	return func(e *policy.Event) {
		e.Standing = slices.DeleteFunc(e.Standing, func(c policy.Credential) bool { return c.Fact == f && c.Subject == subject })
		if a != policy.NotRecorded {
			e.Standing = append(e.Standing, policy.Credential{Fact: f, Subject: subject, Answer: a})
		}
	}
}

func by(ps ...[]policy.Person) func(*policy.Event) {
	return func(e *policy.Event) { e.By = slices.Concat(ps...) }
}

func to(ps ...[]policy.Person) func(*policy.Event) {
	return func(e *policy.Event) { e.To = slices.Concat(ps...) }
}

func at(t time.Time) func(*policy.Event) { return func(e *policy.Event) { e.At = t } }

func later(d time.Duration) func(*policy.Event) {
	return func(e *policy.Event) { e.At = e.At.Add(d) }
}

// incident is what a test asks of one, whatever it is made with.
type incident interface {
	Assess(time.Time) policy.Assessment
}

// tell opens an incident with these events.
func tell(tb require.TestingT, p *policy.Profile, kind policy.Kind, cal policy.Calendar, es []policy.Event) incident {
	if kind == policy.Seclusion {
		inc, err := seclusion.Replay(p, cal, "incident-0001", slices.Values(es))
		require.NoError(tb, err)
		return inc
	}
	return open(tb, p, kind, cal, es)
}

func open(tb require.TestingT, p *policy.Profile, kind policy.Kind, cal policy.Calendar, es []policy.Event) *policy.Case {
	c, err := policy.Open(p, machine(kind), cal, "incident-0001")
	require.NoError(tb, err)
	for _, e := range es {
		_, err := c.Add(e)
		require.NoError(tb, err)
	}
	return c
}

// found lists what was not simply kept, as "rule outcome", each once.
func found(a policy.Assessment) []string {
	var out []string
	for f := range a.Findings() {
		out = append(out, string(f.Rule)+" "+f.Outcome.String())
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// findings are those of one rule, kept and pending ones too.
func findings(a policy.Assessment, r policy.RuleID) []policy.Finding {
	return slices.DeleteFunc(slices.Collect(a.All()), func(f policy.Finding) bool { return f.Rule != r })
}

func finding(tb require.TestingT, a policy.Assessment, r policy.RuleID) policy.Finding {
	fs := findings(a, r)
	require.NotEmpty(tb, fs, "findings of %s", r)
	return fs[0]
}

// said is a finding in full but for its readings, with instants counted from the start of the incident.
func said(f policy.Finding, start time.Time) string {
	var b strings.Builder
	b.WriteString(f.Outcome.String())
	if f.Force != policy.Must {
		b.WriteString(" " + f.Force.String())
	}
	since := func(word string, t time.Time) {
		if !t.IsZero() {
			b.WriteString(" " + word + " " + t.Sub(start).String())
		}
	}
	since("from", f.From)
	if !f.Until.Equal(f.From) {
		since("until", f.Until)
	}
	since("due", f.Due)
	if f.Allowed > 0 {
		b.WriteString(" allowed " + f.Allowed.String())
	}
	if f.Measured > 0 && !f.Until.IsZero() { // else it grows with now
		b.WriteString(" was " + f.Measured.String())
	}
	if f.Subject != "" {
		b.WriteString(" of " + f.Subject)
	}
	for _, m := range f.Missing {
		b.WriteString(" lacks " + m.String())
	}
	return b.String()
}

// declaration is a rule as the regulation declares it: of some kinds, under some answers.
type declaration struct {
	policy.Header
	kind policy.Kind
}

// declarations lists every rule of the regulation once for each of its kinds.
func declarations(tb testing.TB) []declaration {
	var ds []declaration
	for _, r := range cbe3007.Regulation().Rules {
		var h policy.Header
		switch r := r.(type) {
		case policy.At:
			h = r.Header
		case policy.During:
			h = r.Header
		case policy.Every:
			h = r.Header
		case policy.Limit:
			h = r.Header
		case policy.Due:
			h = r.Header
		case policy.Count:
			h = r.Header
		default:
			require.Failf(tb, "unknown kind of rule", "%T", r)
		}
		kinds := h.Kinds
		if len(kinds) == 0 {
			kinds = allKinds
		}
		for _, k := range kinds {
			ds = append(ds, declaration{h, k})
		}
	}
	return ds
}

// stands reports whether a declaration stands under the answers of a profile.
func (d declaration) stands(p *policy.Profile) bool {
	chosen := map[string]string{}
	for r, answer := range p.Readings() {
		chosen[r.ID] = answer
	}
	return !slices.ContainsFunc(d.Under, func(c policy.Choice) bool { return chosen[c.Reading] != c.Answer })
}

// answers lists every answer to every reading, the defaults too.
func answers() []policy.Choice {
	var cs []policy.Choice
	for r := range ar().Readings() {
		for _, a := range append([]string{r.Default}, r.Alternatives...) {
			cs = append(cs, policy.Choice{Reading: r.ID, Answer: a})
		}
	}
	return cs
}

// The incident from which all others are made keeps everything, whatever the answers.
func TestTheFlawlessIncident(t *testing.T) {
	start := monday(t)
	for _, kind := range allKinds {
		for _, c := range answers() {
			p := under(t, c)
			a := tell(t, p, kind, weekdays(t), kept(start, usual)).Assess(start.AddDate(0, 1, 0))
			require.Empty(t, found(a), "%s under %s", kind, c)
			require.Empty(t, slices.Collect(a.Due()), "%s under %s", kind, c)
			for _, d := range declarations(t) {
				if d.kind == kind && d.stands(p) && !slices.Contains(sleeping, d.Name) && !slices.Contains(ofSchool, d.Name) {
					require.Equal(t, policy.Satisfied.String(), a.Outcome(d.Name).String(), "%s of %s under %s", d.Name, kind, c)
				}
			}
		}
	}
}

// What the flawless incident gives no occasion for.
var sleeping = []policy.RuleID{cbe3007.ContinuingExplained, cbe3007.PlanStepsPastThirtyMinutes, cbe3007.ParentsInformedAfterAll, cbe3007.DirectorNotified}

// What is asked of a school, without an incident.
var ofSchool = []policy.RuleID{cbe3007.TrainingInPositiveSupports, cbe3007.TrainingInEmergencies, cbe3007.TrainingInTrauma,
	cbe3007.TrainingInAssessment, cbe3007.TwoKeyStaffTrained, cbe3007.ExpectationsKnown, cbe3007.PreventionProceduresKnown, cbe3007.StaffAvailable}

package lifecycle_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/stretchr/testify/require"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
	"github.com/leastrestrictive/interventions/policy/record"
	"github.com/leastrestrictive/interventions/restraint"
	"github.com/leastrestrictive/interventions/seclusion"
	"github.com/leastrestrictive/interventions/timeout"
)

// factOf is the fact that a field says: its name, in the form that a log has.
func factOf(field string) policy.Fact {
	var b strings.Builder
	for i, r := range field {
		if unicode.IsUpper(r) && i > 0 {
			b.WriteByte('-')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return policy.Fact(strings.Replace(b.String(), "reentry", "re-entry", 1))
}

// fills says that a record states for each field that is an answer the fact of that name, and nothing else, alone and with others.
func fills[R any](t *testing.T, name string, do func(R) (policy.Event, error)) {
	t.Helper()
	t.Run(name, func(t *testing.T) {
		stated := func(r R) []policy.Stated {
			e, err := do(r)
			require.NoError(t, err)
			return e.Facts
		}
		var none, all R
		require.Empty(t, stated(none))
		var want []policy.Stated
		for _, f := range reflect.VisibleFields(reflect.TypeFor[R]()) {
			if f.Type != reflect.TypeFor[policy.Answer]() {
				continue
			}
			for _, answer := range []policy.Answer{policy.No, policy.Yes} {
				var r R
				reflect.ValueOf(&r).Elem().FieldByIndex(f.Index).SetUint(uint64(answer))
				require.Equal(t, []policy.Stated{{Fact: factOf(f.Name), Answer: answer}}, stated(r), f.Name)
			}
			reflect.ValueOf(&all).Elem().FieldByIndex(f.Index).SetUint(uint64(policy.Yes))
			want = append(want, policy.Stated{Fact: factOf(f.Name), Answer: policy.Yes})
		}
		require.NotEmpty(t, want)
		more := policy.Stated{Fact: "ourboard/nurse-told", Answer: policy.Yes}
		reflect.ValueOf(&all).Elem().FieldByName("Facts").Set(reflect.ValueOf([]policy.Stated{more}))
		got := stated(all)
		require.ElementsMatch(t, append(want, more), got)
		require.Equal(t, more, got[len(got)-1], "the entry's own come last")
	})
}

// accepted makes a verb of a constructor, for records whose event needs no incident to be made.
func accepted[R any](event func(R) policy.Event) func(R) (policy.Event, error) {
	return func(r R) (policy.Event, error) { return event(r), nil }
}

func TestEachFieldOfASharedRecordIsItsFact(t *testing.T) {
	fills(t, "observation", accepted(record.Observation.Observe))
	fills(t, "explanation", accepted(record.Explanation.Explain))
	fills(t, "check", accepted(record.Check.Monitor))
	fills(t, "review", accepted(record.Review.Review))
	fills(t, "step-down", accepted(record.StepDown.StepDown))
	fills(t, "end", accepted(record.StepDown.End))
	fills(t, "escalation", accepted(record.Escalation.Escalate))
	fills(t, "contact", accepted(record.Contact.Contact))
	fills(t, "documentation", accepted(record.Documentation.Document))
	fills(t, "debrief", accepted(record.Debrief.Debrief))
	fills(t, "report", accepted(record.Report.Report))
}

func TestEachFieldOfAKindsOwnRecordIsItsFact(t *testing.T) {
	p, at := cbe3007.Profile(), told(0)
	fills(t, "seclusion initiation", func(r seclusion.Initiation) (policy.Event, error) {
		r.At, r.Told, r.Incident, r.Student, r.Room = at.At, true, incidentID, studentID, placeID
		r.Follows = &policy.Part{Incident: "incident-0000", Kind: policy.TimeOut}
		_, e, err := seclusion.Initiate(p, nil, r)
		requireStart(t, e, policy.TimeOut)
		return e, err
	})
	fills(t, "restraint initiation", func(r restraint.Initiation) (policy.Event, error) {
		r.At, r.Told, r.Incident, r.Student, r.Place = at.At, true, incidentID, studentID, placeID
		r.Follows = &policy.Part{Incident: "incident-0000", Kind: policy.TimeOut}
		_, e, err := restraint.Initiate(p, nil, r)
		requireStart(t, e, policy.TimeOut)
		return e, err
	})
	fills(t, "time-out initiation", func(r timeout.Initiation) (policy.Event, error) {
		r.At, r.Told, r.Incident, r.Student, r.Place = at.At, true, incidentID, studentID, placeID
		r.Follows = &policy.Part{Incident: "incident-0000", Kind: policy.Restraint}
		_, e, err := timeout.Initiate(p, nil, r)
		requireStart(t, e, policy.Restraint)
		return e, err
	})

	later := told(time.Minute)
	s := begun(t, kinds()[0], p).(*seclusion.Incident)
	r := begun(t, kinds()[1], p).(*restraint.Incident)
	o := begun(t, kinds()[2], p).(*timeout.Incident)
	fills(t, "seclusion resumption", func(v seclusion.Resumption) (policy.Event, error) {
		v.At, v.Told, v.Room = later.At, true, "room-b"
		e, err := s.Resume(v)
		require.Equal(t, "room-b", e.Place)
		return e, err
	})
	fills(t, "restraint resumption", func(v restraint.Resumption) (policy.Event, error) {
		v.At, v.Told, v.Place = later.At, true, "room-b"
		e, err := r.Resume(v)
		require.Equal(t, "room-b", e.Place)
		return e, err
	})
	fills(t, "time-out resumption", func(v timeout.Resumption) (policy.Event, error) {
		v.At, v.Told, v.Place = later.At, true, "room-b"
		e, err := o.Resume(v)
		require.Equal(t, "room-b", e.Place)
		return e, err
	})
	fills(t, "seclusion step-down", func(v seclusion.StepDown) (policy.Event, error) {
		v.At, v.Told = later.At, true
		return s.StepDown(v)
	})
	fills(t, "seclusion end", func(v seclusion.StepDown) (policy.Event, error) {
		v.At, v.Told = later.At, true
		return s.End(v)
	})
	fills(t, "seclusion release", func(v seclusion.Release) (policy.Event, error) {
		v.At, v.Told = later.At, true
		return s.Release(v)
	})
	fills(t, "time-out review", func(v timeout.Review) (policy.Event, error) {
		v.At, v.Told = later.At, true
		return o.Review(v)
	})
}

func requireStart(t *testing.T, e policy.Event, follows policy.Kind) {
	t.Helper()
	require.Equal(t, []string{incidentID, studentID, placeID}, []string{e.Incident, e.Student, e.Place})
	require.Equal(t, &policy.Part{Incident: "incident-0000", Kind: follows}, e.Other)
}

// An incident of each kind in which everything was done, entered by the records' own fields alone: no clause is broken and none
// is left undetermined, so a field is there for all that AR 3007 asks of that kind.
func TestEverythingAskedForHasAField(t *testing.T) {
	eachKind(t, func(t *testing.T, k kind) {
		yes := policy.Yes
		staff := []policy.Person{lee, kim}
		at := func(d time.Duration) record.Entry { return record.Entry{At: benchStart.Add(d), By: staff} }
		open := opening()
		inc, _, err := k.initiate(wholeProfile(t), calendar(), open)
		require.NoError(t, err)
		do := func(_ policy.Event, err error) { t.Helper(); require.NoError(t, err) }
		do(inc.Explain(record.Explanation{Entry: at(30 * time.Second), ReasonsForInitiating: yes, UnderstandingRecorded: yes}))
		for d := 100 * time.Second; d < 6*time.Minute; d += 100 * time.Second {
			do(inc.Monitor(record.Check{Entry: at(d), FaceToFace: yes}))
			decision := yes
			if d+100*time.Second >= 6*time.Minute {
				decision = policy.No
			}
			do(k.review(inc, record.Review{Observation: record.Observation{Entry: at(d)}, Continue: decision}))
		}
		do(k.stepDown(inc, record.StepDown{Entry: at(5*time.Minute + 10*time.Second), StudentHelpedDecide: yes, ObservationPeriod: yes}))
		do(k.release(inc, record.Release{Entry: at(6 * time.Minute)}))
		do(inc.Explain(record.Explanation{Entry: at(6 * time.Minute), ReasonsForEnding: yes}))
		do(k.end(inc, record.StepDown{Entry: at(20 * time.Minute), PreventionPlanOffered: yes, ReentryPlan: yes}))
		parent := policy.Person{ID: "parent-01", Role: policy.Parent}
		director := policy.Person{ID: "director-01", Role: policy.Director}
		do(inc.Contact(record.Contact{Entry: at(30 * time.Minute), To: []policy.Person{parent}, Reached: yes, ComplaintsExplained: yes}))
		do(inc.Support(record.Support{Entry: at(40 * time.Minute), To: staff}))
		if k.place {
			do(k.clean(inc, record.Cleaning{Entry: at(45 * time.Minute)}))
		}
		do(inc.Document(record.Documentation{Entry: at(time.Hour), PreventionRecorded: yes, DetailsRecorded: yes, CourseRecorded: yes,
			UnderstandingRecorded: yes, SafetyMeasuresRecorded: yes, HandsOnJustified: yes}))
		do(inc.Report(record.Report{Entry: at(2 * time.Hour), To: []policy.Person{director}, OnDebriefingForm: yes}))
		meeting := at(3 * time.Hour)
		meeting.By = append(slices.Clone(staff), parent, policy.Person{ID: studentID, Role: policy.Student},
			policy.Person{ID: "principal-01", Role: policy.Principal})
		do(inc.Debrief(record.Debrief{Entry: meeting}))
		do(inc.Close(record.Closing{Entry: at(4 * time.Hour)}))

		now := inc.Assess(benchStart.Add(30 * 24 * time.Hour))
		for f := range now.All() {
			require.Contains(t, []policy.Outcome{policy.Satisfied, policy.NotApplicable, policy.Excused}, f.Outcome, "%s %v", f, f.Missing)
		}
		require.Equal(t, "closed", now.State())
		require.Equal(t, 6*time.Minute, now.Held())
	})
}

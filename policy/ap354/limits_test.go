package ap354_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/ap354"
	"github.com/leastrestrictive/interventions/policy/policytest"
)

// An owed act is one that a rule owes by an instant: what does it, and what its coming late is.
type owed struct {
	rule     policy.RuleID
	act      policy.Event
	due      time.Time // on time at this instant; a nanosecond later is late
	late     policy.Outcome
	released time.Time // zero: five minutes after ten
}

func owedActs() []owed {
	call := func(a policy.Answer) policy.Event {
		return policy.Event{Activity: policy.Contact, To: person("parent-1"), Facts: stated(a, policy.Reached)}
	}
	documented := policy.Event{Activity: policy.Document, Facts: stated(policy.Yes, policy.DetailsRecorded)}
	principal := policy.Event{Activity: policy.Report, To: person("oak")}
	superintendent := policy.Event{Activity: policy.Report, To: person("superintendent-1")}
	bell, midnight, tuesday := clock(0, 15, 30), clock(1, 0, 0), clock(5, 15, 30) // the Monday in between is a holiday
	friday := clock(1, 10, 0)
	return []owed{
		{ap354.ParentsInformed, call(policy.Yes), clock(1, 15, 30), policy.Flagged, time.Time{}},
		{ap354.ParentsInformed, call(policy.Yes), tuesday, policy.Flagged, friday},
		{ap354.ParentsInformed, call(policy.Yes), tuesday, policy.Flagged, clock(2, 10, 0)},
		{ap354.EffortsDocumented, call(policy.No), bell.Add(-tick), policy.Breached, time.Time{}},
		{ap354.EffortsDocumented, call(policy.NotRecorded), bell.Add(-tick), policy.Breached, bell.Add(-time.Second)},
		{ap354.EffortsDocumented, call(policy.No), midnight.Add(-tick), policy.Undetermined, bell.Add(time.Second)},
		{ap354.EffortsDocumented, call(policy.No), clock(3, 0, 0).Add(-tick), policy.Undetermined, clock(2, 10, 0)},      // a Saturday
		{ap354.EffortsDocumented, call(policy.No), clock(5, 0, 0).Add(-tick), policy.Undetermined, clock(4, 10, 0)},      // a holiday
		{ap354.EffortsDocumented, call(policy.No), clock(1, 15, 30).Add(-tick), policy.Breached, midnight},               // the first instant of a day
		{ap354.EffortsDocumented, call(policy.No), midnight.Add(-tick), policy.Undetermined, midnight.Add(-time.Second)}, // and the last
		{ap354.Documented, documented, clock(1, 15, 30), policy.Flagged, time.Time{}},
		{ap354.Documented, documented, tuesday, policy.Flagged, friday},
		{ap354.ReportedToPrincipal, principal, clock(1, 15, 30), policy.Flagged, time.Time{}},
		{ap354.ForwardedToSuperintendent, superintendent, clock(6, 0, 0), policy.Flagged, time.Time{}},
	}
}

func letGo(at time.Time) []policy.Event {
	if at.IsZero() {
		at = start().Add(5 * time.Minute)
	}
	return []policy.Event{{ID: "start", Activity: policy.Initiate, At: at.Add(-5 * time.Minute)}, {ID: "release", Activity: policy.Release, At: at}}
}

func TestTermsEndAtTheirTick(t *testing.T) {
	for _, kind := range emergency {
		for _, o := range owedActs() {
			es := letGo(o.released)
			late := later()
			if o.late == policy.Undetermined { // not until the next bell, after which it is a breach
				late = o.due.Add(time.Hour)
			}
			at := func(done, now time.Time) policy.Outcome {
				act := o.act
				act.At = done
				return judge(t, ap(), kind, append(slices.Clone(es), act), now).Outcome(o.rule)
			}
			for shift, want := range map[time.Duration]policy.Outcome{-tick: policy.Satisfied, 0: policy.Satisfied, tick: o.late} {
				require.Equal(t, want.String(), at(o.due.Add(shift), late).String(), "%s, released %v, done %v", o.rule, es[1].At, shift)
			}
			for shift, want := range map[time.Duration]policy.Outcome{-tick: policy.Pending, 0: policy.Pending, tick: o.late} {
				now := o.due.Add(shift)
				if o.late == policy.Breached || o.late == policy.Undetermined { // before the bell: at the bell it is late already
					require.Equal(t, want.String(), judge(t, ap(), kind, es, now).Outcome(o.rule).String(), "%s, released %v, not done by %v", o.rule, es[1].At, shift)
					continue
				}
				require.Equal(t, want.String(), judge(t, ap(), kind, es, now).Outcome(o.rule).String(), "%s, not done by %v", o.rule, shift)
			}
			f := finding(t, judge(t, ap(), kind, es, es[1].At), o.rule)
			require.True(t, f.From.Equal(es[1].At), "%s follows the release", o.rule)
		}
	}
}

// 5.1: where the bell is past it is late for sure from the next bell on, and cannot be told before.
func TestEffortsAreLateForSureAtTheNextBell(t *testing.T) {
	for released, next := range map[time.Time]time.Time{
		clock(0, 15, 30): clock(1, 15, 30),
		clock(0, 23, 59): clock(1, 15, 30),
		clock(1, 15, 30): clock(5, 15, 30), // a Friday before a long weekend
		clock(2, 10, 0):  clock(5, 15, 30),
		clock(4, 10, 0):  clock(5, 15, 30),
		time.Date(2025, 12, 19, 12, 0, 0, 0, start().Location()): time.Date(2026, 1, 5, 15, 30, 0, 0, start().Location()), // the last bell of the year
	} {
		for shift, want := range map[time.Duration]policy.Outcome{-tick: policy.Undetermined, 0: policy.Breached, tick: policy.Breached} {
			es := append(letGo(released), policy.Event{Activity: policy.Contact, At: next.Add(shift), To: person("parent-1")})
			a := judge(t, ap(), policy.Restraint, es, next.Add(24*time.Hour))
			require.Equal(t, want.String(), a.Outcome(ap354.EffortsDocumented).String(), "released %v, %v", released, shift)
			if want == policy.Undetermined {
				require.Equal(t, []policy.Fact{"instant"}, lacks(finding(t, a, ap354.EffortsDocumented)))
			}
		}
	}
}

// 5.1: both when it was made and when it was written down are before the bell.
func TestEffortsAreDocumentedInTime(t *testing.T) {
	bell := clock(0, 15, 30)
	call := func(at, recorded time.Time) policy.Event {
		return policy.Event{Activity: policy.Contact, At: at, Recorded: recorded, To: person("parent-1"), Facts: stated(policy.Yes, policy.Reached)}
	}
	for shift, want := range map[time.Duration]policy.Outcome{-tick: policy.Satisfied, 0: policy.Breached, tick: policy.Breached} {
		a := judge(t, ap(), policy.Seclusion, append(letGo(time.Time{}), call(clock(0, 11, 0), bell.Add(shift))), later())
		require.Equal(t, want.String(), a.Outcome(ap354.EffortsDocumented).String(), "recorded %v", shift)
		require.Equal(t, policy.Satisfied, a.Outcome(ap354.ParentsInformed), "informed they were")
	}
	c := open(t, ap(), policy.Seclusion, policytest.Calendar(), append(letGo(time.Time{}), call(clock(0, 11, 0), clock(0, 12, 0))))
	before := clock(0, 12, 0).Add(-tick)
	require.Equal(t, policy.Pending, c.Known(before).Assess(before).Outcome(ap354.EffortsDocumented))
	require.Equal(t, policy.Pending, c.Assess(before).Outcome(ap354.EffortsDocumented))
	require.Equal(t, policy.Satisfied, c.Assess(clock(0, 12, 0)).Outcome(ap354.EffortsDocumented))
}

// 5.1: what is told while the student is held counts, from the very start on.
func TestParentsCanBeToldMeanwhile(t *testing.T) {
	for shift, told := range map[time.Duration]bool{-tick: false, 0: true, tick: true} {
		es := append(letGo(time.Time{}), policy.Event{Activity: policy.Contact, At: start().Add(shift), To: person("parent-1"), Facts: stated(policy.Yes, policy.Reached)})
		a := judge(t, ap(), policy.Seclusion, es, later())
		want := map[bool][2]policy.Outcome{true: {policy.Satisfied, policy.Satisfied}, false: {policy.Flagged, policy.Breached}}[told]
		require.Equal(t, want[0], a.Outcome(ap354.ParentsInformed), "%v", shift)
		require.Equal(t, want[1], a.Outcome(ap354.EffortsDocumented), "%v", shift)
	}
}

// Without a calendar, or on days that it does not know, nothing that hangs on a bell can be told; nothing else is touched.
func TestWithoutACalendar(t *testing.T) {
	byBell := []policy.RuleID{ap354.ParentsInformed, ap354.EffortsDocumented, ap354.Documented, ap354.ReportedToPrincipal, ap354.ForwardedToSuperintendent}
	unknown := policytest.Calendar()
	unknown.Until = policy.DateOf(start(), start().Location()).Add(-1)
	for _, cal := range []policy.Calendar{nil, unknown} {
		for _, kind := range emergency {
			a := open(t, ap(), kind, cal, without(flawless(t, kind), "call", "document", "report", "forward")).Assess(later())
			for _, r := range byBell {
				require.Equal(t, policy.Undetermined.String(), a.Outcome(r).String(), r)
				require.Equal(t, []policy.Fact{"calendar"}, lacks(finding(t, a, r)), r)
			}
			require.Len(t, found(a), len(byBell), kind)
		}
	}
}

// What has to hold throughout is broken from the first nanosecond on.
func TestWhatHoldsThroughout(t *testing.T) {
	for _, o := range []struct {
		rule  policy.RuleID
		kinds []policy.Kind
		fact  policy.Fact
		bad   policy.Answer
		under []policy.Choice
	}{
		{ap354.SeenAndHeard, emergency, policy.VisualMonitoring, policy.No, nil},
		{ap354.SeenAndHeard, emergency, policy.AuralMonitoring, policy.No, nil},
		{ap354.NoSelfInjuryWhileHeld, emergency[:1], policy.SelfInjuriousBehaviour, policy.Yes, nil},
		{ap354.DangerWhileHeld, emergency, policy.DangerToOthers, policy.No, []policy.Choice{answer(ap354.ReadingWhileDanger, ap354.Throughout)}},
	} {
		for _, kind := range o.kinds {
			for shift, want := range map[time.Duration]string{0: "", tick: string(o.rule) + " breached"} {
				es := flawless(t, kind)
				state(find(t, es, "start"), policy.No, policy.DangerToSelf)
				release := find(t, es, "release").At
				es = append(es, policy.Event{ID: "seen", Activity: policy.Observe, At: release.Add(-shift), Facts: stated(o.bad, o.fact)})
				a := judge(t, under(t, o.under...), kind, es, later())
				if want == "" {
					require.Empty(t, found(a), o.rule)
					continue
				}
				require.Equal(t, []string{want}, found(a))
				require.Equal(t, tick, finding(t, a, o.rule).Measured)
			}
		}
	}
	for fact, kind := range map[policy.Fact]policy.Kind{policy.SeclusionContraindicated: policy.Seclusion, policy.RestraintContraindicated: policy.Restraint} {
		for shift, want := range map[time.Duration]policy.Outcome{0: policy.Satisfied, tick: policy.Breached} {
			es := flawless(t, kind)
			on := find(t, es, "on-file")
			on.Standing = append(on.Standing, policy.Credential{Fact: fact, Answer: policy.Yes, From: find(t, es, "release").At.Add(-shift)})
			a := judge(t, ap(), kind, es, later())
			require.Equal(t, want.String(), a.Outcome(ap354.NotDangerousWhileHeld).String(), "%s, %v", kind, shift)
			require.Equal(t, policy.Satisfied, a.Outcome(ap354.NotWhereDangerous), "it was not known when it began")
		}
	}
}

// 2.5: somebody is there who can communicate with the student, from the start to the release.
func TestSomebodyIsThereThroughout(t *testing.T) {
	for shift, want := range map[time.Duration]policy.Outcome{0: policy.Satisfied, tick: policy.Breached} {
		es := flawless(t, policy.Seclusion)
		file(find(t, es, "on-file"), policy.No, policy.CommunicatesWithThem, "birch")
		release := find(t, es, "release").At
		es = append(es, policy.Event{ID: "leaves", Activity: policy.Absent, At: release.Add(-shift), By: person("ash")})
		a := judge(t, ap(), policy.Seclusion, es, later())
		require.Equal(t, want.String(), a.Outcome(ap354.SomebodyWhoCanCommunicate).String(), "%v", shift)
		require.Equal(t, policy.NotApplicable, judge(t, ap(), policy.Restraint, es, later()).Outcome(ap354.SomebodyWhoCanCommunicate), "2.5 speaks of seclusion")
	}
}

// 4.2: a training counts from when it was had to when it lapses.
func TestATrainingAtItsTick(t *testing.T) {
	check := start().Add(3 * time.Minute)
	for name, c := range map[string]struct {
		from, until time.Time
		want        policy.Outcome
	}{
		"lapses after it":   {time.Time{}, check.Add(tick), policy.Satisfied},
		"lapses then":       {time.Time{}, check, policy.Breached},
		"is had just then":  {check, time.Time{}, policy.Satisfied},
		"is had after that": {check.Add(tick), time.Time{}, policy.Breached},
	} {
		es := without(flawless(t, policy.Restraint), "review")
		on := find(t, es, "on-file")
		file(on, policy.NotRecorded, policy.Trained, "cedar")
		on.Standing = append(on.Standing, policy.Credential{Fact: policy.Trained, Subject: "cedar", Answer: policy.Yes, From: c.from, Until: c.until})
		find(t, es, "check").By = person("cedar")
		require.Equal(t, c.want.String(), judge(t, ap(), policy.Restraint, es, later()).Outcome(ap354.PracticalTraining).String(), name)
	}
}

// 6: the window is so many days of school, whole days, that of the start the last.
func TestTheWindowOfRepeatedUse(t *testing.T) {
	for _, w := range []struct {
		answer string
		first  time.Time // of the window
		uses   int
	}{
		{ap354.ThirdInTwentySchoolDays, time.Date(2025, 9, 12, 0, 0, 0, 0, start().Location()), 3},
		{ap354.SecondInTenSchoolDays, time.Date(2025, 9, 26, 0, 0, 0, 0, start().Location()), 2},
	} {
		for r, reviewed := range map[policy.RuleID]policy.RuleID{ap354.RepeatedForStudent: ap354.RevisedForStudent,
			ap354.MultipleInClassroom: ap354.RevisedForClassroom, ap354.RepeatedByOne: ap354.RevisedForStaff} {
			for _, kind := range emergency {
				for shift, want := range map[time.Duration]policy.Outcome{-tick: policy.Satisfied, 0: policy.Flagged, tick: policy.Flagged} {
					es := flawless(t, kind)
					for i := range w.uses - 1 {
						at := start().Add(-time.Duration(i) * time.Hour)
						if i == 0 {
							at = w.first.Add(shift)
						}
						es = append(es, policy.Event{Activity: policy.Earlier, At: at, By: person("ash"),
							Other: &policy.Part{Incident: "before-" + string(rune('a'+i)), Kind: kind, Classroom: "class-1"}})
					}
					p := under(t, answer(ap354.ReadingRepeated, w.answer))
					a := judge(t, p, kind, es, later())
					require.Equal(t, want.String(), a.Outcome(r).String(), "%s of a %s under %s, %v", r, kind, w.answer, shift)
					if want != policy.Flagged {
						require.Equal(t, policy.NotApplicable, a.Outcome(reviewed))
						continue
					}
					for shift, want := range map[time.Duration]policy.Outcome{0: policy.Satisfied, tick: policy.Flagged} {
						done := policy.Event{Activity: policy.Document, At: clock(16, 0, 0).Add(shift), Facts: stated(policy.Yes, policy.StrategiesRevised)}
						a := judge(t, p, kind, append(without(es, "document"), done), later())
						require.Equal(t, want.String(), a.Outcome(reviewed).String(), "%s, %v", reviewed, shift)
					}
				}
			}
		}
	}
}

// A resumption takes back what the release left open, and moves it to the day of the last release.
func TestTheLastReleaseCounts(t *testing.T) {
	es := append(letGo(time.Time{}), policy.Event{ID: "again", Activity: policy.Resume, At: clock(0, 15, 0)})
	for _, r := range []policy.RuleID{ap354.EffortsDocumented, ap354.ParentsInformed, ap354.Documented, ap354.ReportedToPrincipal} {
		require.Equal(t, policy.NotApplicable, judge(t, ap(), policy.Seclusion, es, clock(0, 15, 10)).Outcome(r), r)
	}
	es = append(es, policy.Event{ID: "out", Activity: policy.Release, At: clock(0, 15, 40)})
	f := finding(t, judge(t, ap(), policy.Seclusion, es, clock(0, 16, 0)), ap354.EffortsDocumented)
	require.Equal(t, policy.Pending, f.Outcome)
	require.True(t, f.Due.Equal(clock(1, 0, 0)), "%v", f.Due)
}

package policy_test

import (
	"iter"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/ap354"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
	"github.com/leastrestrictive/interventions/policy/policytest"
	"github.com/leastrestrictive/interventions/seclusion"
)

// turning has a rule for each way in which time alone changes a judgement: a gap, a limit and a term that nobody can tell for sure, an
// exception that runs out, an age reached again and again, an outcome that is followed, a training that expires, an act that was done
// and is not recorded yet, and a reading.
var turning = sync.OnceValue(func() *policy.Profile {
	r := longOrShort("short", "long")
	r.Facts = append(r.Facts, policy.FactSpec{Name: policy.DangerToSelf, Sort: policy.Lasting, World: true, Lasts: 3 * time.Minute})
	longer := func(f policy.Fact, short, long time.Duration) policy.Amount {
		return policy.Depending(policy.Is(f), policy.For(long), policy.For(short))
	}
	unless := func(name policy.RuleID, c policy.Condition) policy.Header {
		h := ruled(name)
		h.Unless, h.Except = c, []string{"2"}
		return h
	}
	inDanger := ruled("looks")
	inDanger.When = policy.Is(policy.DangerToSelf)
	help, report := policy.Act{Do: policy.Escalate}, policy.Act{Do: policy.Report}
	r.Rules = append(r.Rules,
		policy.Every{Header: unless("checks", policy.Is(policy.DangerToSelf)), Phase: policy.Held, Gap: longer(policy.SpeechInadequate, 2*time.Minute, 4*time.Minute),
			Act: policy.Act{Do: policy.Monitor, Holding: policy.Is(policy.FaceToFace)}},
		policy.Every{Header: inDanger, Phase: policy.Held, Gap: longer(policy.SpeechInadequate, 3*time.Minute, 5*time.Minute),
			Act: policy.Act{Do: policy.Review, By: policy.Who{AtLeast: 1, Holding: []policy.Fact{policy.Trained}}}},
		policy.During{Header: ruled("room"), Phase: policy.Held, Holds: policy.Is(policy.DesignatedRoom), ReleaseDue: true},
		policy.During{Header: ruled("danger"), Phase: policy.Held, Holds: policy.Is(policy.DangerToSelf), ReleaseDue: true},
		policy.During{Header: ruled("seen"), Phase: policy.Held, Holds: policy.Is(policy.VisualMonitoring)},
		policy.Limit{Header: ruled("most"), Phase: policy.Held, Most: longer(policy.SpeechInadequate, 5*time.Minute, 9*time.Minute)},
		policy.Due{Header: ruled("again"), After: policy.Reaches(policy.Held, longer(policy.WrittenConsent, 4*time.Minute, 5*time.Minute), policy.For(3*time.Minute)),
			Act: help, By: policy.Within(policy.For(time.Minute))},
		policy.Due{Header: ruled("help"), After: policy.Comes("checks", policy.Breached), Act: help, By: policy.Within(policy.For(2 * time.Minute))},
		policy.Due{Header: ruled("told"), After: policy.LastRelease(), Act: policy.Act{Do: policy.Contact, Documented: true}, By: toldBy, Before: true},
		policy.Due{Header: ruled("thanked"), After: policy.Comes("told", policy.Satisfied), Act: report, By: policy.Within(policy.For(time.Hour))},
		policy.Due{Header: unless("reached", policy.RuleIs("told", policy.Satisfied)), After: policy.LastRelease(),
			Act: policy.Act{Do: policy.Contact, Holding: policy.Is(policy.Reached)}, By: policy.Within(longer(policy.SpeechInadequate, time.Hour, 2*time.Hour))},
		policy.Due{Header: ruled("consented"), After: policy.LastRelease(), Holds: policy.Is(policy.WrittenConsent), By: policy.Days(2, policy.SchoolDay)},
		policy.Due{Header: ruled("cleaned"), After: policy.LastRelease(), Act: policy.Act{Do: policy.Document}, By: policy.AsSoonAsPossible(policy.BeforeNextUse())},
		policy.Due{Header: ruled("renewed"), After: policy.Expires(policy.Trained), Act: report, By: policy.Within(policy.For(time.Hour))},
	)
	return r.MustBuild()
})

// standing has little that hangs on a standing fact, so that of those that begin or end most change nothing.
var standing = sync.OnceValue(func() *policy.Profile {
	inadequate := ruled("looks")
	inadequate.When = policy.Is(policy.SpeechInadequate)
	return sketch(
		policy.Every{Header: inadequate, Phase: policy.Held, Act: policy.Act{Do: policy.Review}, Gap: policy.For(3 * time.Minute)},
		policy.Due{Header: ruled("told"), After: policy.LastRelease(), By: policy.Within(policy.For(48 * time.Hour)),
			Act: policy.Act{Do: policy.Contact, Documented: true}},
		policy.Due{Header: ruled("thanked"), After: policy.Comes("told", policy.Satisfied), By: policy.Within(policy.For(time.Hour)),
			Act: policy.Act{Do: policy.Report}},
		policy.Due{Header: ruled("consented"), After: policy.On(policy.Act{Do: policy.Debrief}), By: policy.Days(2, policy.SchoolDay),
			Holds: policy.Is(policy.WrittenConsent)},
	).MustBuild()
})

// undecided leaves some of a profile's readings open.
func undecided(t require.TestingT, p *policy.Profile, readings ...string) *policy.Profile {
	var cs []policy.Choice
	for _, r := range readings {
		cs = append(cs, policy.Choice{Reading: r})
	}
	p, err := p.Choose(cs...)
	require.NoError(t, err)
	return p
}

// drawRunning draws an incident of which all that it holds has happened by the instant that comes with it.
func drawRunning(t *rapid.T, p *policy.Profile) (*policy.Case, time.Time) {
	n := func(most int, of string) int { return rapid.IntRange(0, most).Draw(t, of) }
	off := rapid.SampledFrom([]time.Duration{0, 0, tick, -tick, 10 * time.Second})
	var cal policy.Calendar = schoolYear()
	if n(3, "without a calendar") == 3 {
		cal = nil
	}
	kind := rapid.SampledFrom([]policy.Kind{policy.Seclusion, policy.Restraint, policy.TimeOut}).Draw(t, "kind")
	c, err := policy.Open(p, policytest.Lifecycle(kind), cal, "i-1")
	require.NoError(t, err)
	now := rapid.SampledFrom([]time.Time{october(6, 10, 0), october(10, 15, 20), onDate(2025, time.November, 1, 23, 55)}).Draw(t, "start")
	facts := []policy.Fact{policy.FaceToFace, policy.DangerToSelf, policy.DangerToOthers, policy.VisualMonitoring, policy.AuralMonitoring, policy.Reached,
		policy.Continue, policy.Emergency}
	held := []policy.Activity{policy.Monitor, policy.Review, policy.Observe, policy.Escalate, policy.StepDown, policy.Release, policy.Attest}
	after := []policy.Activity{policy.Contact, policy.Debrief, policy.Document, policy.Report, policy.Resume, policy.End, policy.NextUse,
		policy.Close, policy.Attest}
	running := true
	for i := range 1 + n(10, "events") {
		steps, does := []time.Duration{0, time.Minute, 2 * time.Minute, 3 * time.Minute}, held
		if !running {
			steps, does = []time.Duration{time.Minute, time.Hour, 5 * time.Hour, 26 * time.Hour}, after
		}
		e := policy.Event{Activity: policy.Initiate, Place: "room-1", Student: "student-1"}
		if i > 0 {
			now = now.Add(max(0, rapid.SampledFrom(steps).Draw(t, "step")+off.Draw(t, "off")))
			e = policy.Event{Activity: rapid.SampledFrom(does).Draw(t, "activity")}
		}
		switch e.At = now; e.Activity {
		case policy.Release:
			running = false
		case policy.Resume:
			running = true
		}
		for _, f := range rapid.SliceOfNDistinct(rapid.SampledFrom(facts), 0, 3, rapid.ID).Draw(t, "facts") {
			e.Facts = append(e.Facts, policy.Stated{Fact: f, Answer: rapid.SampledFrom([]policy.Answer{policy.Yes, policy.No}).Draw(t, "answer")})
		}
		for _, id := range rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"ash", "birch", "oak"}), 0, 2, rapid.ID).Draw(t, "by") {
			e.By = append(e.By, policy.Person{ID: id, Role: rapid.SampledFrom([]policy.Role{policy.SchoolStaff, policy.Principal, ""}).Draw(t, "role")})
		}
		if n(2, "to a parent") == 0 {
			e.To = []policy.Person{{ID: "parent-1", Role: policy.Parent}}
		}
		if i == 0 || e.Activity == policy.Attest {
			for range n(3, "credentials") {
				s := rapid.SampledFrom([]policy.Credential{{Fact: policy.Trained, Subject: "ash"}, {Fact: policy.DesignatedRoom, Subject: "room-1"},
					{Fact: policy.SpeechInadequate}, {Fact: policy.WrittenConsent}, {Fact: policy.TrainedTCI, Subject: "ash"}}).Draw(t, "credential")
				s.Answer = policy.Yes
				lasts := rapid.SampledFrom([]time.Duration{0, time.Minute, 4 * time.Minute, 30 * time.Hour, 400 * 24 * time.Hour})
				if d := lasts.Draw(t, "until"); d > 0 {
					s.Until = now.Add(d)
				}
				if n(2, "from") == 0 {
					s.From = now.Add(-time.Minute)
					if s.Until.IsZero() {
						s.From = now.Add(lasts.Draw(t, "from then"))
					}
				}
				e.Standing = append(e.Standing, s)
			}
		}
		e.Recorded = now.Add(rapid.SampledFrom([]time.Duration{0, 0, time.Minute, time.Hour, 30 * time.Hour}).Draw(t, "recorded"))
		_, err := c.Add(e)
		require.NoError(t, err)
	}
	return c, now.Add(rapid.SampledFrom([]time.Duration{0, 0, 0, tick, time.Minute, time.Hour, 50 * time.Hour}).Draw(t, "now"))
}

// profiles are those that the library ships and those of every turn, with readings decided and not.
func profiles(t *testing.T) map[string][]*policy.Profile {
	return map[string][]*policy.Profile{
		"AR 3007":   {cbe3007.Profile(), undecided(t, cbe3007.Profile(), cbe3007.ReadingDangerLasts, cbe3007.ReadingDayOfContact, cbe3007.ReadingDebriefDays)},
		"AP 354":    {ap354.Profile(), undecided(t, ap354.Profile(), ap354.ReadingWhileDanger, ap354.ReadingKindsTogether)},
		"our board": {standing(), turning(), undecided(t, turning(), "how-long")},
	}
}

// says is all that findings say and that time does not merely lengthen.
func says(fs iter.Seq[policy.Finding]) []policy.Finding {
	all := slices.Collect(fs)
	for i := range all {
		all[i].Measured, all[i].Missing, all[i].Readings = 0, nil, nil
	}
	return all
}

// whole is everything that an assessment says.
func whole(a policy.Assessment) []any {
	return []any{slices.Collect(a.All()), slices.Collect(a.Findings()), slices.Collect(a.Due()), slices.Collect(a.Events()), a.Now(), a.Incident(), a.State(),
		a.Phase(), a.Held(), a.Started(), a.Situation()}
}

func TestLaterIsWhatTheCaseWouldSay(t *testing.T) {
	for name, ps := range profiles(t) {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				c, now := drawRunning(t, rapid.SampledFrom(ps).Draw(t, "profile"))
				a := c.Assess(now)
				before, later := whole(a), a
				steps := rapid.SampledFrom([]time.Duration{0, tick, time.Minute, 7 * time.Minute, 3 * time.Hour, 26 * time.Hour, 500 * 24 * time.Hour})
				for range rapid.IntRange(1, 3).Draw(t, "times") {
					now = now.Add(steps.Draw(t, "later"))
					later = later.Later(now)
					want := whole(c.Assess(now))
					require.Equal(t, want, whole(later), "as of %s, step by step", now)
					require.Equal(t, want, whole(a.Later(now)), "as of %s, at once", now)
				}
				require.Equal(t, before, whole(a), "it is a snapshot as before")
			})
		})
	}
}

// Between an instant and the next change, wherever one looks, nothing else is said: one nanosecond before it, at and around each due
// instant, and anywhere. A naive model asks at all of them.
func TestNothingChangesBeforeChanges(t *testing.T) {
	for name, ps := range profiles(t) {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				c, now := drawRunning(t, rapid.SampledFrom(ps).Draw(t, "profile"))
				a := c.Assess(now)
				for range 12 {
					all, due := says(a.All()), says(a.Due())
					next, more := a.Changes()
					until := next
					if more {
						require.True(t, next.After(a.Now()))
					} else {
						require.Zero(t, next)
						until = a.Now().AddDate(3, 0, 0)
					}
					ask := []time.Time{until.Add(-tick)}
					for _, f := range due {
						for _, d := range []time.Duration{-tick, 0, tick} {
							ask = append(ask, f.Due.Add(d))
						}
					}
					within := until.Sub(a.Now())
					for range 3 {
						ask = append(ask, a.Now().Add(time.Duration(rapid.Int64Range(0, int64(within)).Draw(t, "then"))))
					}
					slices.SortFunc(ask, time.Time.Compare)
					for _, then := range slices.CompactFunc(ask, time.Time.Equal) {
						if then.After(a.Now()) && then.Before(until) {
							b := c.Assess(then)
							require.Equal(t, all, says(b.All()), "from %s on nothing changes until %s, and as of %s it has", a.Now(), until, then)
							require.Equal(t, due, says(b.Due()))
						}
					}
					if !more {
						break
					}
					a = a.Later(next)
				}
			})
		})
	}
}

// changes asserts that of what is told in a scene the judgement as of now changes next at an instant, and not before: from one outcome of
// a rule to another.
func (s *scene) changes(now, at time.Duration, r policy.RuleID, before, after policy.Outcome) {
	s.t.Helper()
	next, more := s.at(now).Changes()
	require.True(s.t, more)
	require.Equal(s.t, s.t0.Add(at).String(), next.String(), "in the zone of the school")
	require.Equal(s.t, before, s.at(now).Later(next.Add(-tick)).Outcome(r), "one tick before")
	require.Equal(s.t, after, s.at(now).Later(next).Outcome(r), "then")
}

func (s *scene) neverChanges(now time.Duration) {
	s.t.Helper()
	next, more := s.at(now).Changes()
	require.False(s.t, more, "%s", next)
}

func TestChanges(t *testing.T) {
	const hour = time.Hour
	year := 365 * 24 * hour
	begin := func(t *testing.T, p *policy.Profile, ds ...detail) *scene {
		s := openScene(t, p, seclusion.Lifecycle(), schoolYear(), october(6, 10, 0))
		s.tell(0, policy.Initiate, ds...)
		return s
	}
	expiring := func(f policy.Fact, until time.Duration) detail {
		return attesting(policy.Credential{Fact: f, Answer: policy.Yes, Until: october(6, 10, 0).Add(until)})
	}
	t.Run("past a limit and not at it", func(t *testing.T) {
		s := begin(t, buildOK(t, sketch(policy.Limit{Header: head("limit"), Phase: policy.Held, Most: policy.For(hour)})))
		s.changes(0, hour+tick, "limit", policy.Pending, policy.Breached)
		s.changes(hour, hour+tick, "limit", policy.Pending, policy.Breached)
		s.neverChanges(hour + tick)
	})
	t.Run("at an instant before which something is owed", func(t *testing.T) {
		s := begin(t, buildOK(t, sketch(policy.Due{Header: head("call"), After: policy.On(policy.Act{Do: policy.Initiate}), Act: policy.Act{Do: policy.Contact},
			By: policy.Within(policy.For(hour)), Before: true})))
		s.changes(0, hour, "call", policy.Pending, policy.Breached)
		s.neverChanges(hour)
	})
	t.Run("at once, where what must hold does not", func(t *testing.T) {
		s := begin(t, buildOK(t, sketch(policy.During{Header: head("calm"), Phase: policy.Held, Holds: policy.IsNot(policy.SelfInjuryRisk), ReleaseDue: true})),
			stating(policy.Yes, policy.SelfInjuryRisk))
		s.changes(0, tick, "calm", policy.Pending, policy.Breached)
		s.neverChanges(tick)
	})
	t.Run("when an act is recorded", func(t *testing.T) {
		s := begin(t, standing(), expiring(policy.WrittenConsent, year))
		s.tell(hour, policy.Release)
		s.tell(hour, policy.Contact, entered(s.t0.Add(2*hour)))
		s.changes(hour, 2*hour, "told", policy.Pending, policy.Satisfied)
		s.changes(2*hour, year+tick, "thanked", policy.NotApplicable, policy.Pending) // what follows it, with the next that befalls
	})
	t.Run("when a consent begins that is owed", func(t *testing.T) {
		s := begin(t, standing(), attesting(policy.Credential{Fact: policy.WrittenConsent, Answer: policy.Yes, From: october(6, 15, 0)}))
		s.tell(time.Minute, policy.Release)
		s.tell(hour, policy.Debrief)
		s.changes(hour, 5*hour+tick, "consented", policy.Pending, policy.Satisfied)
	})
	t.Run("not when a training runs out after all is over", func(t *testing.T) {
		s := begin(t, standing(), expiring(policy.WrittenConsent, year))
		s.tell(hour, policy.Release)
		s.changes(hour, 49*hour+tick, "told", policy.Pending, policy.Breached)
		s.neverChanges(49*hour + tick)
		s.tell(2*hour, policy.Contact)
		s.changes(2*hour, 3*hour+tick, "thanked", policy.Pending, policy.Breached)
		s.neverChanges(3*hour + tick)
	})
	t.Run("never, of what no question reaches", func(t *testing.T) {
		long := policy.For(10 * 366 * 24 * hour)
		s := openScene(t, buildOK(t, sketch(policy.Due{Header: head("again"), After: policy.Reaches(policy.Held, long, long),
			Act: policy.Act{Do: policy.Contact}, By: policy.Within(policy.For(hour))})), seclusion.Lifecycle(), nil, onDate(2149, time.June, 1, 0, 0))
		s.tell(0, policy.Initiate)
		a := s.at(0)
		for next, more := a.Changes(); more; next, more = a.Changes() {
			require.True(t, next.After(a.Now()))
			a = a.Later(next)
		}
		require.Less(t, a.Now().Year(), 2201)
	})
}

// In the documents that the library ships nothing hangs on a training that runs out once the student is free.
func TestAFileIsSettledLongBeforeTrainingsRunOut(t *testing.T) {
	for _, p := range slices.Concat(profiles(t)["AR 3007"], profiles(t)["AP 354"]) {
		t.Run(p.Pin(), func(t *testing.T) {
			s := openScene(t, p, seclusion.Lifecycle(), schoolYear(), october(6, 10, 0))
			var on []policy.Credential
			for _, c := range policytest.Registers() {
				c.Until = s.t0.AddDate(0, 6, 0)
				on = append(on, c)
			}
			s.tell(0, policy.Initiate, attesting(on...), doneBy("ash", "birch"), inPlace("room-1"))
			s.tell(time.Minute, policy.Release)
			s.tell(time.Minute, policy.Contact, doneTo(policy.Parent, "parent-1"), stating(policy.Yes, policy.Reached), entered(s.t0.Add(3*time.Minute)))
			a, n := s.at(2*time.Minute), 0
			for next, more := a.Changes(); more; next, more = a.Changes() {
				require.True(t, next.Before(s.t0.AddDate(0, 1, 0)), "%s", next)
				a, n = a.Later(next), n+1
			}
			require.Positive(t, n)
		})
	}
}

func TestNothingOfAnAssessmentThatIsNone(t *testing.T) {
	var a policy.Assessment
	require.Empty(t, a.Incident())
	_, more := a.Changes()
	require.False(t, more)
	require.Equal(t, october(6, 10, 0), a.Later(october(6, 10, 0)).Now())

	s := openScene(t, cbe3007.Profile(), seclusion.Lifecycle(), nil, october(6, 10, 0))
	require.Empty(t, s.at(0).Incident())
	s.neverChanges(0)
	s.tell(0, policy.Initiate)
	require.Empty(t, s.at(-tick).Incident(), "nothing has happened yet")
	require.Equal(t, "i-1", s.at(0).Incident())
	require.Equal(t, s.at(0), s.at(0).Later(s.t0.Add(-tick)), "time does not go back")
}

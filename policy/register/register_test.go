package register_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/ap354"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
	"github.com/leastrestrictive/interventions/policy/policytest"
	"github.com/leastrestrictive/interventions/policy/register"
)

func use(id string, kind policy.Kind, began time.Time, by ...string) register.Summary {
	return register.Summary{Incident: id, Student: policytest.Student, Kind: kind, Classroom: "class-1", By: people(by...), At: began}
}

func ids(es []policy.Event) []string {
	var all []string
	for _, e := range es {
		all = append(all, e.Other.Incident)
	}
	return all
}

func names(ss []register.Summary) []string {
	var all []string
	for _, s := range ss {
		all = append(all, s.Incident)
	}
	return all
}

func TestEarlier(t *testing.T) {
	var r register.Register
	assert.Empty(t, r.Earlier(use("new", policy.TimeOut, t0), time.Time{}), "the zero register is empty")
	add := func(s register.Summary) { require.NoError(t, r.Add(s)) }
	before := func(d time.Duration) time.Time { return at(-d) }
	elsewhere := use("same-room", policy.Restraint, before(4*time.Hour), "maple")
	elsewhere.Student = "student-2"
	colleague := use("same-staff", policy.Restraint, before(5*time.Hour), "ash", "ash", "birch")
	colleague.Student, colleague.Classroom = "student-3", "class-2"
	other := use("neither", policy.Restraint, before(6*time.Hour), "maple")
	other.Student, other.Classroom = "student-3", "class-2"
	add(use("last", policy.TimeOut, before(ns), "ash"))
	add(use("first", policy.Seclusion, before(9*time.Hour), "cedar"))
	add(elsewhere)
	add(colleague)
	add(other)
	add(use("later", policy.TimeOut, at(ns), "ash"))
	add(use("a-twin", policy.TimeOut, t0, "ash")) // at the same instant: by the order of their IDs
	add(use("z-twin", policy.TimeOut, t0, "ash"))
	add(use("new", policy.TimeOut, t0, "ash", "birch"))
	add(use("first", policy.Seclusion, before(9*time.Hour), "cedar"))
	assert.Equal(t, 9, r.Len(), "the same twice is one")

	s := use("new", policy.TimeOut, t0, "ash", "birch")
	assert.Equal(t, []string{"first", "last", "a-twin"}, ids(r.Earlier(s, time.Time{})))
	assert.Equal(t, []string{"first", "last", "a-twin"}, ids(r.Earlier(s, time.Time{}, policy.AboutStudent)))
	assert.Equal(t, []string{"first", "same-room", "last", "a-twin"}, ids(r.Earlier(s, time.Time{}, policy.AboutPlace)))
	assert.Equal(t, []string{"same-staff", "last", "a-twin"}, ids(r.Earlier(s, time.Time{}, policy.AboutPerson)))
	assert.Equal(t, []string{"first", "same-staff", "same-room", "last", "a-twin"},
		ids(r.Earlier(s, time.Time{}, policy.AboutPerson, policy.AboutPlace, policy.AboutStudent)), "each once")
	assert.Equal(t, []string{"last", "a-twin"}, ids(r.Earlier(s, before(9*time.Hour-ns))))
	assert.Equal(t, []string{"first", "last", "a-twin"}, ids(r.Earlier(s, before(9*time.Hour))))

	e := r.Earlier(s, time.Time{}, policy.AboutPlace)[1]
	assert.Equal(t, policy.Event{Activity: policy.Earlier, At: elsewhere.At, Recorded: elsewhere.At, Student: "student-2", By: people("maple"),
		Other: &policy.Part{Incident: "same-room", Kind: policy.Restraint, Classroom: "class-1"}}, e)
	e.By[0].ID = "somebody-else"
	assert.Equal(t, "maple", r.Earlier(s, time.Time{}, policy.AboutPlace)[1].By[0].ID, "what it gives is the host's to change")

	// A correction takes the place of what was there, in whatever order they come.
	moved := use("first", policy.Seclusion, before(2*ns), "ash")
	moved.Recorded = at(days)
	add(moved)
	old := use("first", policy.Seclusion, before(9*time.Hour), "cedar")
	old.Recorded = at(time.Hour)
	add(old)
	assert.Equal(t, []string{"first", "last", "a-twin"}, ids(r.Earlier(s, before(time.Hour), policy.AboutPerson)))
	assert.Empty(t, r.Earlier(use("x", policy.TimeOut, t0, "cedar"), time.Time{}, policy.AboutPerson))
	r.Remove("first")
	r.Remove("no-such")
	assert.Equal(t, []string{"last", "a-twin"}, ids(r.Earlier(s, time.Time{})))
	r.Forget(t0)
	assert.Equal(t, []string{"a-twin"}, ids(r.Earlier(s, time.Time{})))
	assert.Equal(t, 4, r.Len())
	r.Forget(at(days))
	assert.Zero(t, r.Len())

	var e2 *policy.RecordError
	for field, bad := range map[string]register.Summary{"incident": {Kind: policy.TimeOut, At: t0}, "kind": {Incident: "i", At: t0}, "at": {Incident: "i", Kind: policy.TimeOut},
		"student": {Incident: "i", Kind: policy.TimeOut, At: t0, Student: " "}} {
		require.ErrorAs(t, r.Add(bad), &e2, "%s", field)
		assert.Equal(t, field, e2.Field)
	}
	assert.Zero(t, r.Len())
}

// Whatever is put in, corrected, taken out and forgotten, a register gives what a list of all would.
func TestRegisterIsAList(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var r register.Register
		all := map[string]register.Summary{}
		draw := func() register.Summary {
			n := func(most int, of string) int { return rapid.IntRange(0, most).Draw(t, of) }
			s := register.Summary{Incident: fmt.Sprint("i-", n(12, "incident")), Student: fmt.Sprint("student-", n(2, "student")),
				Kind: rapid.SampledFrom([]policy.Kind{policy.Seclusion, policy.TimeOut}).Draw(t, "kind"), At: at(time.Duration(n(8, "at")) * time.Hour),
				Recorded: at(time.Duration(n(3, "recorded")) * days)}
			s.Classroom = []string{"", "class-1", "class-2"}[n(2, "classroom")]
			s.By = people([]string{"ash", "birch", "cedar"}[:n(3, "by")]...)
			return s
		}
		for range rapid.IntRange(0, 40).Draw(t, "steps") {
			switch rapid.IntRange(0, 9).Draw(t, "what") {
			case 0:
				s := draw()
				r.Remove(s.Incident)
				delete(all, s.Incident)
			case 1:
				s := draw()
				r.Forget(s.At)
				for id := range all {
					if all[id].At.Before(s.At) {
						delete(all, id)
					}
				}
			default:
				s := draw()
				require.NoError(t, r.Add(s))
				if was, ok := all[s.Incident]; !ok || !s.Recorded.Before(was.Recorded) {
					all[s.Incident] = s
				}
			}
		}
		require.Equal(t, len(all), r.Len())
		s, since := draw(), at(time.Duration(rapid.IntRange(0, 8).Draw(t, "since"))*time.Hour)
		about := rapid.SliceOfNDistinct(rapid.SampledFrom([]policy.About{policy.AboutStudent, policy.AboutPlace, policy.AboutPerson}), 1, 3, rapid.ID).Draw(t, "about")
		var want []register.Summary
		for _, o := range all {
			shares := slices.ContainsFunc(s.By, func(p policy.Person) bool { return slices.Contains(o.By, p) })
			if o.Incident != s.Incident && !o.At.Before(since) && (o.At.Before(s.At) || o.At.Equal(s.At) && o.Incident < s.Incident) &&
				(slices.Contains(about, policy.AboutStudent) && o.Student == s.Student || slices.Contains(about, policy.AboutPlace) && o.Classroom != "" && o.Classroom == s.Classroom ||
					slices.Contains(about, policy.AboutPerson) && shares) {
				want = append(want, o)
			}
		}
		slices.SortFunc(want, func(a, b register.Summary) int {
			if c := a.At.Compare(b.At); c != 0 {
				return c
			}
			return map[bool]int{true: -1, false: 1}[a.Incident < b.Incident]
		})
		assert.Equal(t, names(want), ids(r.Earlier(s, since, about...)))
	})
}

// judge judges the start of an incident after earlier uses.
func judge(t require.TestingT, p *policy.Profile, cal policy.Calendar, kind policy.Kind, earlier []policy.Event, by ...string) policy.Assessment {
	c, err := policy.Open(p, policytest.Lifecycle(kind), cal, "new")
	require.NoError(t, err)
	e := start(0, "start")
	e.By, e.Other = people(by...), &policy.Part{Classroom: "class-1"}
	for _, e := range append(earlier, e, release(minute, "release")) {
		_, err := c.Add(e)
		require.NoError(t, err)
	}
	return c.Assess(at(days))
}

func flagged(t require.TestingT, a policy.Assessment, rule policy.RuleID) policy.Finding {
	fs := of(rule, slices.Collect(a.Findings()))
	require.NotEmpty(t, fs, "%s", rule)
	return fs[0]
}

func TestSummarize(t *testing.T) {
	c, err := policy.Open(cbe3007.Profile(), policytest.Lifecycle(policy.TimeOut), policytest.Calendar(), "i-1")
	require.NoError(t, err)
	_, err = register.Summarize(c.Assess(at(days)))
	var e *policy.RecordError
	require.ErrorAs(t, err, &e)
	first := start(0, "start")
	first.Other, first.Recorded = &policy.Part{Classroom: "class-1"}, at(time.Hour)
	for _, e := range []policy.Event{{Activity: policy.Attest, At: at(-minute)}, first,
		{ID: "moved", Activity: policy.Correct, At: at(minute), Recorded: at(2 * days), Amends: &policy.Amendment{Event: "start", At: at(5 * minute), By: people("cedar")}}} {
		_, err := c.Add(e)
		require.NoError(t, err)
	}
	got, err := register.Summarize(c.Assess(at(3 * days)))
	require.NoError(t, err)
	assert.True(t, at(5*minute).Equal(got.At))
	assert.True(t, at(2*days).Equal(got.Recorded))
	got.At, got.Recorded = time.Time{}, time.Time{}
	assert.Equal(t, register.Summary{Incident: "i-1", Student: policytest.Student, Kind: policy.TimeOut, Classroom: "class-1", By: people("cedar"),
		Place: policytest.Room, Held: 3*days - 5*minute, Outcome: policy.Breached, Breached: []string{"AR 3007 7(32)"}}, got, "held for three days, and nobody has let go")
}

// What became of an incident: how long it was, and the gravest that was found, as it stands at an instant.
func TestSummarizeWhatBecameOfIt(t *testing.T) {
	p, err := (&policy.Regulation{ID: "ours", Short: "Ours", Rules: []policy.Rule{
		policy.Limit{Header: policy.Header{Name: "ten", Clauses: []string{"2", "1(a)"}, Demand: "at most ten minutes"}, Phase: policy.Held, Most: policy.For(10 * minute)},
		policy.Limit{Header: policy.Header{Name: "two", Clauses: []string{"3"}, Demand: "at most two minutes", Force: policy.Should}, Phase: policy.Held, Most: policy.For(2 * minute)},
		policy.Due{Header: policy.Header{Name: "told", Clauses: []string{"4"}, Demand: "parents told"}, After: policy.LastRelease(),
			Act: policy.Act{Do: policy.Contact}, By: policy.Within(policy.For(time.Hour))},
	}}).Build()
	require.NoError(t, err)
	c, err := policy.Open(p, policytest.Lifecycle(policy.Restraint), policytest.Calendar(), "i-1")
	require.NoError(t, err)
	for _, e := range []policy.Event{start(0, "start"), release(10*minute, "release"), reached(80*minute, "contact")} {
		_, err := c.Add(e)
		require.NoError(t, err)
	}
	for now, want := range map[time.Duration]register.Summary{
		5 * minute:       {Held: 5 * minute, Outcome: policy.Pending},
		10 * minute:      {Held: 10 * minute, Released: true, Outcome: policy.Pending},
		70 * minute:      {Held: 10 * minute, Released: true, Outcome: policy.Pending},
		70*minute + ns:   {Held: 10 * minute, Released: true, Outcome: policy.Breached, Breached: []string{"Ours 4"}},
		2 * 60 * minute:  {Held: 10 * minute, Released: true, Outcome: policy.Breached, Breached: []string{"Ours 4"}},
		24 * 60 * minute: {Held: 10 * minute, Released: true, Outcome: policy.Breached, Breached: []string{"Ours 4"}},
	} {
		got, err := register.Summarize(c.Assess(at(now)))
		require.NoError(t, err)
		assert.Equal(t, want, register.Summary{Held: got.Held, Released: got.Released, Outcome: got.Outcome, Breached: got.Breached}, "%s", now)
	}
	_, err = c.Add(policy.Event{ID: "late", Activity: policy.Correct, At: at(days), Amends: &policy.Amendment{Event: "release", At: at(10*minute + ns)}})
	require.NoError(t, err)
	got, err := register.Summarize(c.Assess(at(days)))
	require.NoError(t, err)
	assert.Equal(t, []string{"Ours 1(a)", "Ours 2", "Ours 4"}, got.Breached)
}

// To forget costs what is forgotten. Whatever is forgotten and put in again, only what is there is found.
func TestForgetOften(t *testing.T) {
	var r register.Register
	for i := range 5000 {
		s := use(fmt.Sprintf("i-%05d", i), policy.TimeOut, at(time.Duration(i)*time.Hour), "ash")
		r.Forget(s.At.Add(-10 * time.Hour))
		require.NoError(t, r.Add(s))
		assert.Equal(t, min(i+1, 11), r.Len())
		if i%1000 == 999 {
			assert.Len(t, r.Earlier(s, time.Time{}, policy.AboutStudent, policy.AboutPlace, policy.AboutPerson), 10)
		}
	}
	r.Forget(at(9999 * time.Hour))
	left := map[string]int{}
	for i := range 2000 { // in no order, and with gaps
		hour := i * 7919 % 2003
		id := fmt.Sprint("x-", hour)
		require.NoError(t, r.Add(use(id, policy.TimeOut, at(time.Duration(hour)*time.Hour), "ash")))
		left[id] = hour
		if gone := fmt.Sprint("x-", i*4801%2003); i%3 == 0 {
			r.Remove(gone)
			delete(left, gone)
		}
	}
	for hour := range 2003 {
		r.Forget(at(time.Duration(hour) * time.Hour))
		delete(left, fmt.Sprint("x-", hour-1))
		require.Equal(t, len(left), r.Len(), "before hour %d", hour)
	}
	r.Forget(at(9999 * time.Hour))
	old := use("i-00000", policy.TimeOut, t0, "ash")
	require.NoError(t, r.Add(old))
	assert.Equal(t, "i-00000", ids(r.Earlier(use("x", policy.TimeOut, at(9999*time.Hour)), time.Time{}))[0])
	assert.Zero(t, testing.AllocsPerRun(100, func() { r.Forget(t0) }))
}

// The third time-out in ten days of school, the day of the start being the last: the holiday and the weekends in between do not
// count. At the first instant of the first day it counts, an instant before it does not.
func TestCountedAtTheEdgeOfTheWindow(t *testing.T) {
	cal := policytest.Calendar()
	first := policy.Date{Year: 2025, Month: time.September, Day: 26}.Start(cal.Zone) // Thursday 9 October is the tenth day of school from there
	for _, c := range []struct {
		edge    time.Duration
		counted []string
	}{{-ns, nil}, {0, []string{"edge", "recent", "new"}}, {ns, []string{"edge", "recent", "new"}}} {
		var r register.Register
		require.NoError(t, r.Add(use("edge", policy.TimeOut, first.Add(c.edge), "ash")))
		require.NoError(t, r.Add(use("recent", policy.TimeOut, at(-days), "ash")))
		require.NoError(t, r.Add(use("other-kind", policy.Restraint, at(-days), "ash")))
		require.NoError(t, r.Add(use("long-ago", policy.TimeOut, at(-90*days), "ash")))
		a := judge(t, cbe3007.Profile(), cal, policy.TimeOut, r.Earlier(use("new", policy.TimeOut, t0, "ash"), time.Time{}), "ash")
		fs := of(cbe3007.TimeOutNotRecurrent, slices.Collect(a.All()))
		require.Len(t, fs, 1)
		counted, unclear := register.Counted(cbe3007.Profile(), cal, a, fs[0])
		assert.Equal(t, c.counted, names(counted), "%s", c.edge)
		assert.Empty(t, unclear)
		if c.counted != nil {
			assert.Equal(t, policy.Flagged, fs[0].Outcome)
			assert.Equal(t, []string{"7(35)(e)"}, fs[0].Clauses)
		}
	}
}

// A window of elapsed time, of days and of days of school, each at its edge, by what the rule itself comes to.
func TestCountedIsWhatTheRuleCounts(t *testing.T) {
	cal := policytest.Calendar()
	rapid.Check(t, func(t *rapid.T) {
		count := policy.Count{Header: policy.Header{Name: "pattern", Clauses: []string{"1"}, Demand: "a pattern"}, Reaches: rapid.IntRange(1, 5).Draw(t, "reaches"),
			Per: rapid.SampledFrom([]policy.About{policy.AboutStudent, policy.AboutPlace, policy.AboutPerson}).Draw(t, "per")}
		if rapid.Bool().Draw(t, "one kind") {
			count.Of = []policy.Kind{policy.TimeOut}
		}
		edges := []time.Time{at(-36 * time.Hour), at(0)}
		switch n := rapid.IntRange(1, 8).Draw(t, "days"); rapid.IntRange(0, 2).Draw(t, "window") {
		case 0:
			count.Within = 36 * time.Hour
		case 1:
			count.Days, count.Period = n, policy.SchoolDay
		default:
			count.Days = n
		}
		for d := range 14 {
			edges = append(edges, policy.DateOf(t0, cal.Zone).Add(-d).Start(cal.Zone))
		}
		p, err := (&policy.Regulation{ID: "ours", Short: "Ours", Rules: []policy.Rule{count}}).Build()
		require.NoError(t, err)
		var earlier []policy.Event
		for i := range rapid.IntRange(0, 6).Draw(t, "uses") {
			e := policy.Event{Activity: policy.Earlier, At: rapid.SampledFrom(edges).Draw(t, "edge").Add(time.Duration(rapid.IntRange(-1, 0).Draw(t, "ns"))),
				By: people(rapid.SampledFrom([]string{"ash", "birch", "cedar"}).Draw(t, "by"))}
			e.Other = &policy.Part{Incident: fmt.Sprint("i-", i), Kind: rapid.SampledFrom([]policy.Kind{policy.TimeOut, policy.Restraint}).Draw(t, "kind"),
				Classroom: rapid.SampledFrom([]string{"class-1", "class-2"}).Draw(t, "classroom")}
			earlier = append(earlier, e)
		}
		a := judge(t, p, cal, policy.TimeOut, earlier, "ash", "birch")
		for f := range a.All() {
			counted, unclear := register.Counted(p, cal, a, f)
			assert.Empty(t, unclear)
			switch {
			case f.Outcome != policy.Flagged:
				assert.Empty(t, counted)
				continue
			case count.Reaches == 1:
				assert.Equal(t, []string{"new"}, names(counted))
				continue
			}
			// Only these: the rule is still reached. All but these: it is not, and any one of them is missing from what it takes to reach so many.
			only := slices.DeleteFunc(slices.Clone(earlier), func(e policy.Event) bool { return !slices.Contains(names(counted), e.Other.Incident) })
			exact := count
			exact.Reaches = len(counted)
			for _, more := range []int{0, 1} {
				exact.Reaches += more
				q, err := (&policy.Regulation{ID: "ours", Short: "Ours", Rules: []policy.Rule{exact}}).Build()
				require.NoError(t, err)
				for _, es := range [][]policy.Event{only, earlier} {
					reached := slices.ContainsFunc(slices.Collect(judge(t, q, cal, policy.TimeOut, es, "ash", "birch").Findings()), func(o policy.Finding) bool {
						return o.Rule == f.Rule && o.Subject == f.Subject && o.Outcome == policy.Flagged
					})
					assert.Equal(t, more == 0, reached, "%d uses", exact.Reaches)
				}
			}
		}
	})
}

// AP 6.2 and 6.3 look at a classroom and at a member of staff, whoever the students are.
func TestClassroomAndStaff(t *testing.T) {
	var r register.Register
	for i, s := range []register.Summary{use("i-1", policy.Restraint, at(-3*days), "ash"), use("i-2", policy.Seclusion, at(-2*days), "ash"), use("i-3", policy.Restraint, at(-days), "birch")} {
		s.Student = fmt.Sprint("student-", i+7)
		require.NoError(t, r.Add(s))
	}
	s := use("new", policy.Restraint, t0, "ash")
	p, cal := ap354.Profile(), policytest.Calendar()
	assert.Empty(t, r.Earlier(s, time.Time{}), "none of the same student")
	a := judge(t, p, cal, policy.Restraint, r.Earlier(s, time.Time{}, policy.AboutPlace, policy.AboutPerson), "ash")
	room, staff := flagged(t, a, ap354.MultipleInClassroom), flagged(t, a, ap354.RepeatedByOne)
	assert.Equal(t, []string{"6.2"}, room.Clauses)
	assert.Equal(t, []string{"6.3"}, staff.Clauses)
	assert.Equal(t, "ash", staff.Subject)
	counted, _ := register.Counted(p, cal, a, room)
	assert.Equal(t, []string{"i-1", "i-2", "i-3", "new"}, names(counted))
	counted, _ = register.Counted(p, cal, a, staff)
	assert.Equal(t, []string{"i-1", "i-2", "new"}, names(counted))
}

// Where it cannot be told whether a use counts, it is listed as that.
func TestCountedUnclear(t *testing.T) {
	var r register.Register
	known, unknown := use("i-1", policy.Restraint, at(-2*days), "ash"), use("i-2", policy.Restraint, at(-days), "ash")
	unknown.Classroom = ""
	require.NoError(t, r.Add(known))
	require.NoError(t, r.Add(unknown))
	p, cal := ap354.Profile(), policytest.Calendar()
	a := judge(t, p, cal, policy.Restraint, r.Earlier(use("new", policy.Restraint, t0, "ash"), time.Time{}), "ash")
	f := flagged(t, a, ap354.MultipleInClassroom)
	assert.Equal(t, policy.Undetermined, f.Outcome)
	counted, unclear := register.Counted(p, cal, a, f)
	assert.Equal(t, []string{"i-1", "new"}, names(counted))
	assert.Equal(t, []string{"i-2"}, names(unclear))
	counted, unclear = register.Counted(p, cal, a, policy.Finding{Rule: ap354.Documented, Outcome: policy.Flagged})
	assert.Empty(t, append(counted, unclear...), "no rule that counts")
}

func BenchmarkRegister(b *testing.B) {
	for _, n := range []int{1_000, 10_000, 100_000} {
		uses := make([]register.Summary, n)
		for i := range uses { // in an order that is not that of time
			k := i * 7919 % n
			uses[i] = register.Summary{Incident: fmt.Sprint("i-", k), Student: fmt.Sprint("student-", k%(n/10)), Kind: policy.TimeOut,
				Classroom: fmt.Sprint("class-", k%(n/50)), By: []policy.Person{{ID: fmt.Sprint("staff-", k%(n/30))}}, At: at(-time.Duration(k) * minute)}
		}
		var full register.Register
		for _, s := range uses {
			if err := full.Add(s); err != nil {
				b.Fatal(err)
			}
		}
		b.Run(fmt.Sprint("add/", n), func(b *testing.B) {
			b.ReportAllocs()
			var r register.Register
			for i := 0; b.Loop(); i++ {
				if i%n == 0 {
					r = register.Register{}
				}
				if err := r.Add(uses[i%n]); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(fmt.Sprint("before/", n), func(b *testing.B) {
			b.ReportAllocs()
			s, l, cal := uses[n/2], register.LookbackOf(ap354.Profile()), policytest.Calendar()
			s.Kind, s.At, cal.From = policy.Seclusion, at(days), policy.Date{}
			for b.Loop() {
				full.Before(s, cal, l)
			}
		})
		b.Run(fmt.Sprint("forget/", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				full.Forget(at(-time.Duration(n) * minute))
			}
		})
		b.Run(fmt.Sprint("earlier/", n), func(b *testing.B) {
			b.ReportAllocs()
			s := uses[n/2]
			s.At = at(days)
			for b.Loop() {
				if len(full.Earlier(s, time.Time{}, policy.AboutStudent, policy.AboutPlace, policy.AboutPerson)) == 0 {
					b.Fatal("nothing found")
				}
			}
		})
	}
}

func BenchmarkChain(b *testing.B) {
	a := held("i-1", policy.Restraint, 0, 20*minute, reached(60*minute, "contact"))
	parts := []register.Part{a, from(held("i-2", policy.Seclusion, 21*minute, 50*minute), a), held("i-3", policy.Restraint, 51*minute, 60*minute)}
	b.Run("link", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := register.Link(cbe3007.Profile(), policytest.Calendar(), register.Gap, parts...); err != nil {
				b.Fatal(err)
			}
		}
	})
	chains, err := register.Link(cbe3007.Profile(), policytest.Calendar(), register.Gap, parts...)
	if err != nil {
		b.Fatal(err)
	}
	b.Run("due", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			for range chains[0].Assess(at(days)).Due() {
				break
			}
		}
	})
	b.Run("findings", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			for range chains[0].Assess(at(days)).Findings() {
				break
			}
		}
	})
}

// A correction that is itself taken back, or changed, is a correction of the start too: the register takes the summary that comes of it.
func TestSummarizeAfterACorrectionWasCorrected(t *testing.T) {
	for name, second := range map[string]policy.Amendment{
		"taken back": {Event: "first-thought", Withdrawn: true},
		"changed":    {Event: "first-thought", By: people("ash")},
	} {
		c, err := policy.Open(cbe3007.Profile(), policytest.Lifecycle(policy.TimeOut), policytest.Calendar(), "i-1")
		require.NoError(t, err)
		var r register.Register
		first := start(0, "start")
		first.By = people("ash")
		for i, e := range []policy.Event{first,
			{ID: "first-thought", Activity: policy.Correct, At: at(time.Hour), Amends: &policy.Amendment{Event: "start", By: people("birch")}},
			{ID: "second-thought", Activity: policy.Correct, At: at(2 * time.Hour), Amends: &second}} {
			e.Recorded = at(time.Duration(i) * time.Hour)
			_, err := c.Add(e)
			require.NoError(t, err)
			s, err := register.Summarize(c.Assess(at(days)))
			require.NoError(t, err)
			assert.True(t, e.Recorded.Equal(s.Recorded), "%s: after %s", name, e.ID)
			require.NoError(t, r.Add(s))
		}
		next := use("next", policy.TimeOut, at(days), "ash")
		require.Len(t, r.Earlier(next, time.Time{}), 1, name)
		assert.Equal(t, people("ash"), r.Earlier(next, time.Time{})[0].By, name)
	}
}

// counts is a profile with one rule for each answer to a reading that is called as the first of them.
func counts(t *testing.T, chosen string, rules map[string]policy.Count) *policy.Profile {
	r := policy.Regulation{ID: "ours", Short: "Ours", Readings: []policy.Reading{{ID: "often", Question: "how often", Why: "it is not said", Default: "two", Alternatives: []string{"five"}}}}
	for _, answer := range []string{"two", "five"} {
		if c, ok := rules[answer]; ok {
			c.Header = policy.Header{Name: "often", Clauses: []string{"1"}, Demand: "often", Under: []policy.Choice{{Reading: "often", Answer: answer}}}
			r.Rules = append(r.Rules, c)
		}
	}
	p, err := r.MustBuild().Choose(policy.Choice{Reading: "often", Answer: chosen})
	require.NoError(t, err)
	return p
}

// Where a finding hangs on a reading, a use counts if it does under each answer, however many the answers want; otherwise it is unclear.
func TestCountedUnderAReadingThatIsUndecided(t *testing.T) {
	cal := policytest.Calendar()
	earlier := []policy.Event{}
	for i, ago := range []time.Duration{30 * days, 5 * days, days} {
		earlier = append(earlier, policy.Event{Activity: policy.Earlier, At: at(-ago), Other: &policy.Part{Incident: fmt.Sprint("i-", i), Kind: policy.TimeOut}})
	}
	for name, c := range map[string]struct {
		rules            map[string]policy.Count
		counted, unclear []string
	}{
		"so many":               {map[string]policy.Count{"two": {Reaches: 2, Days: 10}, "five": {Reaches: 5, Days: 10}}, []string{"i-1", "i-2", "new"}, nil},
		"the most":              {map[string]policy.Count{"two": {Reaches: 2, Days: 10}, "five": {Reaches: 101, Days: 10}}, []string{"i-1", "i-2", "new"}, nil},
		"more":                  {map[string]policy.Count{"two": {Reaches: 2, Days: 10}, "five": {Reaches: 102, Days: 10}}, []string{"new"}, []string{"i-1", "i-2"}},
		"so far back":           {map[string]policy.Count{"two": {Reaches: 3, Days: 3}, "five": {Reaches: 3, Days: 40}}, []string{"i-2", "new"}, []string{"i-0", "i-1"}},
		"the incident alone":    {map[string]policy.Count{"two": {Reaches: 1, Days: 10}, "five": {Reaches: 4, Days: 10}}, []string{"i-1", "i-2", "new"}, nil},
		"only under one answer": {map[string]policy.Count{"five": {Reaches: 3, Days: 10}}, []string{"new"}, []string{"i-1", "i-2"}},
	} {
		p := counts(t, "", c.rules)
		a := judge(t, p, cal, policy.TimeOut, earlier, "ash")
		f := flagged(t, a, "often")
		require.Equal(t, policy.Undetermined, f.Outcome, name)
		counted, unclear := register.Counted(p, cal, a, f)
		assert.Equal(t, c.counted, names(counted), name)
		assert.Equal(t, c.unclear, names(unclear), name)
	}
}

// A rule may apply, or be excused, by a standing fact that only the record of an earlier use carries: also by the second of one use.
func TestCountedByWhatAnEarlierUsePutOnRecord(t *testing.T) {
	cal := policytest.Calendar()
	consent := func(a policy.Answer) []policy.Credential {
		return []policy.Credential{{Fact: policy.WrittenConsent, Answer: a}}
	}
	for name, c := range map[string]struct {
		header policy.Header
		answer policy.Answer
	}{
		"when":   {policy.Header{When: policy.Is(policy.WrittenConsent)}, policy.Yes},
		"unless": {policy.Header{Unless: policy.Is(policy.WrittenConsent), Except: []string{"2"}}, policy.No},
	} {
		c.header.Name, c.header.Clauses, c.header.Demand = "often", []string{"1"}, "often"
		p := (&policy.Regulation{ID: "ours", Short: "Ours", Rules: []policy.Rule{policy.Count{Header: c.header, Reaches: 3, Days: 10}}}).MustBuild()
		for carrier := range 3 {
			var earlier []policy.Event
			for i, id := range []string{"i-1", "i-2", "i-2"} {
				e := policy.Event{Activity: policy.Earlier, At: at(time.Duration(i-4) * days), Other: &policy.Part{Incident: id, Kind: policy.TimeOut}}
				if i == carrier {
					e.Standing = consent(c.answer)
				}
				earlier = append(earlier, e)
			}
			c, err := policy.Open(p, policytest.Lifecycle(policy.TimeOut), cal, "new")
			require.NoError(t, err)
			for _, e := range append(earlier, policy.Event{Activity: policy.Initiate, At: t0}) { // a start that says nothing of consent
				_, err := c.Add(e)
				require.NoError(t, err)
			}
			a := c.Assess(t0)
			f := flagged(t, a, "often")
			require.Equal(t, policy.Flagged, f.Outcome, name)
			counted, unclear := register.Counted(p, cal, a, f)
			assert.Equal(t, []string{"i-1", "i-2", "new"}, names(counted), "%s, %d", name, carrier)
			assert.Empty(t, unclear)
		}
	}
}

// Nothing comes of an assessment that judged nothing, or of no profile.
func TestNothingComesOfNothing(t *testing.T) {
	var none policy.Assessment
	var e *policy.RecordError
	_, err := register.Begun(none)
	require.ErrorAs(t, err, &e)
	assert.Equal(t, "activity", e.Field)
	_, err = register.Summarize(none)
	require.ErrorAs(t, err, &e)
	f := policy.Finding{Rule: ap354.RepeatedByOne, Outcome: policy.Flagged}
	for _, p := range []*policy.Profile{nil, ap354.Profile()} {
		counted, unclear := register.Counted(p, nil, none, f)
		assert.Empty(t, append(counted, unclear...))
	}
}

// A host may keep what was breached in an order of its own: each clause is taken once all the same, and what was sorted stays so.
func TestTakeOfAListThatIsNotSorted(t *testing.T) {
	s := register.Summary{Breached: []string{"z 9", "a 1"}}
	for range 2 {
		s.Take(policy.Finding{Outcome: policy.Breached, Document: "a", Clauses: []string{"1"}})
		s.Take(policy.Finding{Outcome: policy.Breached, Document: "z", Clauses: []string{"9"}})
	}
	assert.Equal(t, []string{"z 9", "a 1"}, s.Breached)
	s = register.Summary{}
	for range 2 {
		s.Take(policy.Finding{Outcome: policy.Breached, Document: "a", Clauses: []string{"3", "1", "2"}})
	}
	assert.Equal(t, []string{"a 1", "a 2", "a 3"}, s.Breached)
}

// Where it is not on record whose a use was, nothing is taken for the sake of a student, and it is nobody's earlier one.
func TestBeforeOfAUseWithoutAStudent(t *testing.T) {
	l := register.LookbackOf((&policy.Regulation{ID: "ours", Short: "Ours", Rules: []policy.Rule{policy.Count{
		Header: policy.Header{Name: "often", Clauses: []string{"1"}, Demand: "often"}, Reaches: 2, Days: 10}}}).MustBuild())
	named, unnamed := use("a", policy.TimeOut, at(-2*minute), "ash"), use("b", policy.TimeOut, at(-minute), "ash")
	unnamed.Student = ""
	var r register.Register
	require.NoError(t, r.Add(named))
	require.NoError(t, r.Add(unnamed))
	cal, now := policytest.Calendar(), use("c", policy.TimeOut, t0, "ash")
	assert.Equal(t, []string{"a"}, ids(r.Before(now, cal, l)))
	now.Student = ""
	assert.Empty(t, r.Before(now, cal, l))
}

package register_test

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/ban2019"
	"github.com/leastrestrictive/interventions/policy/register"
	"github.com/leastrestrictive/interventions/restraint"
	"github.com/leastrestrictive/interventions/seclusion"
	"github.com/leastrestrictive/interventions/timeout"
)

// file is a short incident, closed half an hour after its release.
func file(incident, student string, from, until time.Duration) []policy.Event {
	return []policy.Event{
		{Incident: incident, ID: "start", Activity: policy.Initiate, At: at(from), Kind: policy.Restraint, Student: student},
		{Incident: incident, ID: "release", Activity: policy.Release, At: at(until)},
		{Incident: incident, ID: "close", Activity: policy.Close, At: at(until + 30*minute)},
	}
}

func add(t testing.TB, s *register.Stream, logs ...[]policy.Event) {
	t.Helper()
	for _, e := range slices.Concat(logs...) {
		require.NoError(t, s.Add(e), "%s of %s", e.ID, e.Incident)
	}
}

// said names the incidents of each group.
func said(groups [][]register.Part) string {
	var all []string
	for _, g := range groups {
		var ids []string
		for _, p := range g {
			ids = append(ids, p.Incident)
		}
		all = append(all, strings.Join(ids, "+"))
	}
	return strings.Join(all, " ")
}

func correct(incident, id string, at time.Time, a policy.Amendment) policy.Event {
	return policy.Event{Incident: incident, ID: id, Activity: policy.Correct, At: at, Amends: &a}
}

// An incident is settled once its last record lies before the instant, and not at it.
func TestSettledBefore(t *testing.T) {
	last := 40 * minute // when it is closed
	for d, want := range map[time.Duration]string{last - ns: "", last: "", last + ns: "i-1"} {
		s := register.NewStream(register.Gap)
		add(t, s, file("i-1", "student-1", 0, 10*minute))
		assert.Equal(t, want, said(s.Settled(at(d))), "%s", d)
	}
	for d, want := range map[time.Duration]string{days: "", days + ns: "i-1"} { // recorded the next day
		s := register.NewStream(register.Gap)
		es := file("i-1", "student-1", 0, 10*minute)
		es[1].Recorded = at(days)
		add(t, s, es)
		assert.Equal(t, want, said(s.Settled(at(d))), "%s", d)
	}
	s := register.NewStream(register.Gap)
	add(t, s, file("i-1", "student-1", 0, 10*minute)[:2])
	assert.Empty(t, s.Settled(at(9*days)), "it is not closed")
	assert.Equal(t, "i-1", said(s.Rest()))
	assert.Empty(t, s.Rest())
	assert.Zero(t, s.Len())
	assert.True(t, s.HandedOut("i-1"))
	assert.False(t, s.HandedOut("i-2"))
}

// Two of one student are in one group where the gap between them is at most that of the stream.
func TestGroupedByGap(t *testing.T) {
	for _, c := range []struct {
		begins, gap time.Duration
		want        string
	}{
		{15*minute - ns, register.Gap, "i-1+i-2"}, {15 * minute, register.Gap, "i-1+i-2"}, {15*minute + ns, register.Gap, "i-1 i-2"},
		{10 * minute, 0, "i-1+i-2"}, {10*minute + ns, 0, "i-1 i-2"}, {5 * minute, 0, "i-1+i-2"}, {10 * minute, -ns, "i-1 i-2"}, {5 * minute, -ns, "i-1 i-2"},
	} {
		a, b := file("i-1", "student-1", 0, 10*minute), file("i-2", "student-1", c.begins, 20*minute)
		s := register.NewStream(c.gap)
		add(t, s, b, a)
		assert.Equal(t, c.want, said(s.Settled(at(days))), "%s, %s", c.begins, c.gap)
		s = register.NewStream(c.gap)
		b[0].Student = "student-2"
		add(t, s, a, b)
		assert.Equal(t, "i-1 i-2", said(s.Settled(at(days))), "of two students")
	}
	var s register.Stream // the zero value is ready
	add(t, &s, file("i-1", "student-1", 0, 10*minute), file("i-2", "student-1", 10*minute+ns, 11*minute), file("i-3", "student-1", 11*minute, 12*minute))
	assert.Equal(t, "i-1 i-2+i-3", said(s.Settled(at(days))))
}

// What is recorded weeks after the release keeps the incident in the stream, and makes no group larger.
func TestAfterCareWidensNothing(t *testing.T) {
	s := register.NewStream(register.Gap)
	a := file("i-1", "student-1", 0, 10*minute)
	a = append(a, policy.Event{Incident: "i-1", ID: "debrief", Activity: policy.Debrief, At: at(14 * days)})
	add(t, s, a, file("i-2", "student-1", days, days+10*minute))
	assert.Equal(t, "i-2", said(s.Settled(at(14*days))))
	assert.Equal(t, "i-1", said(s.Settled(at(14*days+ns))))
	add(t, s, []policy.Event{{Incident: "i-3", ID: "late", Activity: policy.Contact, At: at(0), Recorded: at(20 * days)}})
	assert.Empty(t, s.Settled(at(30*days)), "without a start it is not closed")
}

func TestGroupedByName(t *testing.T) {
	for name, does := range map[string]func(a, b []policy.Event){
		"the start":      func(_, b []policy.Event) { b[0].Other = &policy.Part{Incident: "i-1"} },
		"the conversion": func(a, _ []policy.Event) { a[1].Activity, a[1].Other = policy.Convert, &policy.Part{Incident: "i-2"} },
	} {
		a, b := file("i-1", "student-1", 0, 10*minute), file("i-2", "", 3*days, 3*days+10*minute)
		does(a, b)
		s := register.NewStream(register.Gap)
		add(t, s, a, b[:2])
		assert.Empty(t, s.Settled(at(9*days)), "%s: it waits for the other", name)
		add(t, s, b[2:])
		assert.Equal(t, "i-1+i-2", said(s.Settled(at(9*days))), name)
	}
	s := register.NewStream(register.Gap)
	lost := file("i-1", "student-1", 0, 10*minute)
	lost[0].Other = &policy.Part{Incident: "i-0"}
	own := file("i-2", "student-1", days, days+10*minute)
	own[0].Other = &policy.Part{Incident: "i-2"}
	add(t, s, lost, own)
	assert.Equal(t, "i-1 i-2", said(s.Settled(at(9*days))), "who names nobody at hand, or itself, waits for nobody")
}

// Who was never released is held, and waits for that; the others wait with them.
func TestNeverReleased(t *testing.T) {
	a := file("i-1", "student-1", 0, 10*minute)
	a[1].Activity = policy.Monitor
	b, before, other := file("i-2", "student-1", days, days+minute), file("i-0", "student-1", -6*minute, -5*minute-ns), file("i-3", "student-2", 0, minute)
	s := register.NewStream(register.Gap)
	add(t, s, a, b, before, other)
	assert.Equal(t, "i-0 i-3", said(s.Settled(at(9*days))))
	add(t, s, []policy.Event{{Incident: "i-1", ID: "release", Activity: policy.Release, At: at(days - register.Gap - ns), Recorded: at(10 * days)}})
	assert.Equal(t, "i-2", said(s.Settled(at(10*days))), "now it is known that the first was over by then")
	assert.Equal(t, "i-1", said(s.Settled(at(10*days+ns))))

	a[0].Student = ""
	for gap, student := range map[time.Duration]string{register.Gap: "", -ns: "student-1"} {
		s = register.NewStream(gap)
		a[0].Student = student
		add(t, s, a)
		assert.Equal(t, "i-1", said(s.Settled(at(9*days))), "where nothing links by time, nothing waits for a release")
	}
}

// A middle part that is not over keeps both its neighbours, and lets them go apart once a correction moves it away.
func TestWaitingThroughAnother(t *testing.T) {
	a, b, c := file("i-1", "student-1", 0, 10*minute), file("i-2", "student-1", 12*minute, 20*minute), file("i-3", "student-1", 22*minute, 30*minute)
	s := register.NewStream(register.Gap)
	add(t, s, a, b[:2], c)
	assert.Empty(t, s.Settled(at(days)))
	moved := correct("i-2", "moved", at(2*days), policy.Amendment{Event: "start", At: at(19 * minute)})
	add(t, s, []policy.Event{moved})
	assert.Equal(t, "i-1", said(s.Settled(at(days))), "the last still waits")
	add(t, s, b[2:])
	assert.Empty(t, s.Settled(at(2*days)))
	assert.Equal(t, "i-2+i-3", said(s.Settled(at(2*days+ns))))
}

// Who has been looked at, and waits for another, is not forgotten where something more is recorded of it meanwhile.
func TestWaitingAnew(t *testing.T) {
	a, b := file("i-1", "student-1", 0, 10*minute), file("i-2", "student-1", 12*minute, 20*minute)
	b[2].Recorded = at(2 * days)
	s := register.NewStream(register.Gap)
	add(t, s, a, b)
	assert.Empty(t, s.Settled(at(2*days)), "the second was recorded too late")
	add(t, s, []policy.Event{{Incident: "i-1", ID: "contact", Activity: policy.Contact, At: at(time.Hour), Recorded: at(3 * days)}})
	assert.Empty(t, s.Settled(at(3*days)), "now the first was")
	assert.Equal(t, "i-1+i-2", said(s.Settled(at(3*days+ns))))

	a[2].Recorded, b[0].Other = at(3*days), &policy.Part{Incident: "i-1"}
	b[0].Student, b[2].Recorded = "", at(days)
	s = register.NewStream(register.Gap)
	add(t, s, a, b[:2])
	assert.Empty(t, s.Settled(at(9*days)), "the second is not closed")
	add(t, s, b[2:])
	assert.Empty(t, s.Settled(at(2*days)), "of an earlier instant than before the first is not over")
	assert.Equal(t, "i-1+i-2", said(s.Settled(at(9*days))))

	c := file("i-3", "", 0, 10*minute)
	s = register.NewStream(register.Gap)
	add(t, s, c, []policy.Event{correct("i-3", "c-1", at(days), policy.Amendment{Event: "close", Withdrawn: true})})
	assert.Empty(t, s.Settled(at(9*days)))
	add(t, s, []policy.Event{correct("i-3", "c-2", at(days), policy.Amendment{Event: "c-1", Withdrawn: true})})
	assert.Equal(t, "i-3", said(s.Settled(at(9*days))), "of nobody knows whom, and closed after all")
}

// Of one instant the writer's own order counts, as it does in a case.
func TestTurnsOfOneInstant(t *testing.T) {
	again := policy.Event{Incident: "i-1", ID: "again", Activity: policy.Resume, At: at(10 * minute)}
	for sequence, want := range map[int32]string{0: "", 1: "i-1", 2: ""} {
		a := file("i-1", "student-1", 0, 10*minute)
		if again.Sequence = sequence; sequence > 0 {
			a[1].Sequence = 3 - sequence
		}
		s := register.NewStream(register.Gap)
		add(t, s, a, []policy.Event{again})
		assert.Equal(t, want, said(s.Settled(at(days))), "%d", sequence)
	}
	s := register.NewStream(register.Gap)
	again.At = at(20 * minute)
	add(t, s, file("i-1", "student-1", 0, 10*minute), []policy.Event{again, correct("i-1", "c", at(days), policy.Amendment{Event: "start", Withdrawn: true})})
	assert.Equal(t, "i-1", said(s.Settled(at(9*days))), "what never began is not resumed")
}

// Corrections bear on what is closed, and on how long the student was held; corrections of corrections too.
func TestStreamCorrected(t *testing.T) {
	a := file("i-1", "student-1", 0, 10*minute)
	s := register.NewStream(register.Gap)
	add(t, s, a, []policy.Event{correct("i-1", "c-1", at(days), policy.Amendment{Event: "close", Withdrawn: true})})
	assert.Empty(t, s.Settled(at(9*days)), "not closed after all")
	add(t, s, []policy.Event{correct("i-1", "c-2", at(2*days), policy.Amendment{Event: "c-1", Withdrawn: true})})
	assert.Empty(t, s.Settled(at(2*days)))
	assert.Equal(t, "i-1", said(s.Settled(at(2*days+ns))), "closed after all")

	// One that says nothing of a time does, once another one has corrected it; and that one may come first.
	s = register.NewStream(register.Gap)
	add(t, s, a, []policy.Event{correct("i-1", "c-2", at(2*days), policy.Amendment{Event: "c-1", At: at(11 * minute)})})
	assert.Empty(t, s.Settled(at(2*days)))
	add(t, s, []policy.Event{correct("i-1", "c-1", at(days), policy.Amendment{Event: "start"})})
	assert.Empty(t, s.Settled(at(9*days)), "it began after its release")
	assert.Equal(t, "i-1", said(s.Rest()))

	b := file("i-2", "student-1", 15*minute+ns, 20*minute)
	for to, want := range map[time.Duration]string{10*minute + ns: "i-1+i-2", 10 * minute: "i-1 i-2"} {
		s = register.NewStream(register.Gap)
		add(t, s, []policy.Event{correct("i-1", "c", at(days), policy.Amendment{Event: "release", At: at(to)})}, a, b)
		assert.Equal(t, want, said(s.Settled(at(9*days))), "%s", to)
	}
	s = register.NewStream(register.Gap)
	add(t, s, a, []policy.Event{correct("i-1", "c", at(days), policy.Amendment{Event: "release", Withdrawn: true})}, b)
	assert.Empty(t, s.Settled(at(9*days)), "no release is on record")
	assert.Equal(t, "i-1+i-2", said(s.Rest()))
	s = register.NewStream(register.Gap)
	add(t, s, []policy.Event{correct("i-1", "c", at(days), policy.Amendment{Event: "no-such", Withdrawn: true})}, a, a)
	other := a[2]
	other.Place = "elsewhere"
	add(t, s, []policy.Event{other})
	assert.Equal(t, "i-1", said(s.Settled(at(9*days))), "whatever is wrong with it is for Link to say")
}

func TestStreamErrors(t *testing.T) {
	s := register.NewStream(register.Gap)
	for field, e := range map[string]policy.Event{
		"incident": {ID: "e1", Activity: policy.Monitor, At: t0},
		"id":       {Incident: "i-1", Activity: policy.Monitor, At: t0},
		"at":       {Incident: "i-1", ID: "e1", Activity: policy.Monitor},
		"amends":   {Incident: "i-1", ID: "e1", Activity: policy.Correct, At: t0},
	} {
		var bad *policy.RecordError
		require.ErrorAs(t, s.Add(e), &bad)
		assert.Equal(t, field, bad.Field)
		assert.Zero(t, s.Len())
	}
	a := file("i-1", "student-1", 0, 10*minute)
	add(t, s, a, a[:1])
	groups := s.Settled(at(days))
	require.Len(t, groups, 1)
	require.Len(t, groups[0], 1)
	assert.Equal(t, register.Part{Incident: "i-1", Events: append(slices.Clone(a), a[0])}, groups[0][0], "as they came, and twice")
	var late *register.LateError
	require.ErrorAs(t, s.Add(policy.Event{Incident: "i-1", ID: "e9", Activity: policy.Contact, At: at(days)}), &late)
	assert.Equal(t, register.LateError{Incident: "i-1", Event: "e9"}, *late)
	assert.Contains(t, late.Error(), `event "e9" of incident "i-1"`)
	assert.Zero(t, s.Len())
	assert.True(t, s.HandedOut("i-1"))
	assert.Empty(t, s.Rest())

	// An incident that names one that was handed out is told by its chain that it is not at hand.
	b := file("i-2", "student-1", 2*days, 2*days+minute)
	b[0].Other = &policy.Part{Incident: "i-1"}
	add(t, s, b)
	groups = s.Settled(at(9 * days))
	require.Equal(t, "i-2", said(groups))
	groups[0][0].Lifecycle = restraint.Lifecycle()
	found := every(one(t, ban2019.Profile(), groups[0]...).Assess(at(9*days)), register.Incomplete)
	require.Len(t, found, 1)
	assert.Equal(t, "i-1", found[0].Subject)
}

// The order is that of the starts and then of the IDs, whatever came first.
func TestOrderOfGroups(t *testing.T) {
	logs := [][]policy.Event{file("i-3", "student-3", 0, minute), file("i-1", "student-1", 0, minute), file("i-5", "student-1", 2*minute, 3*minute),
		file("i-4", "student-1", 2*minute, 3*minute), file("i-2", "student-2", -minute, minute)}
	s, r := register.NewStream(register.Gap), register.NewStream(register.Gap)
	add(t, s, logs...)
	slices.Reverse(logs)
	for _, log := range logs {
		slices.Reverse(log)
		add(t, r, log)
	}
	assert.Equal(t, "i-2 i-1+i-4+i-5 i-3", said(s.Settled(at(days))))
	assert.Equal(t, "i-2 i-1+i-4+i-5 i-3", said(r.Rest()))
	contact := func(incident, id string, d time.Duration) policy.Event {
		return policy.Event{Incident: incident, ID: id, Activity: policy.Contact, At: at(d)}
	}
	add(t, s, []policy.Event{contact("i-7", "b", 2*days), contact("i-7", "a", days), contact("i-6", "a", days)}, file("i-8", "student-1", days-ns, days))
	assert.Equal(t, "i-8 i-6 i-7", said(s.Rest()), "what has not begun stands at its first event")
}

func machine(kind policy.Kind) policy.Lifecycle {
	switch kind {
	case policy.Seclusion:
		return seclusion.Lifecycle()
	case policy.Restraint:
		return restraint.Lifecycle()
	}
	return timeout.Lifecycle()
}

// withMachines fills in what the kind of each part says.
func withMachines(group []register.Part) []register.Part {
	for i := range group {
		group[i].Lifecycle = machine(policy.TimeOut)
		for _, e := range group[i].Events {
			if e.Activity == policy.Initiate {
				group[i].Lifecycle = machine(e.Kind)
				break
			}
		}
	}
	return group
}

// life draws an incident that begins on a day, with what is recorded within twelve hours of it, and corrections.
func life(t *rapid.T, n int, day time.Duration) []policy.Event {
	incident := fmt.Sprint("i-", n)
	minutes := func(most int, of string) time.Duration {
		return time.Duration(rapid.IntRange(0, most).Draw(t, of)) * minute
	}
	from := day + minutes(120, "from")
	es := []policy.Event{{Incident: incident, ID: "start", Activity: policy.Initiate, At: at(from),
		Kind:    rapid.SampledFrom([]policy.Kind{policy.Seclusion, policy.Restraint, policy.TimeOut}).Draw(t, "kind"),
		Student: rapid.SampledFrom([]string{"student-1", "student-1", "student-2", "student-3", ""}).Draw(t, "student")}}
	if rapid.IntRange(0, 5).Draw(t, "names") == 0 {
		es[0].Other = &policy.Part{Incident: fmt.Sprint("i-", rapid.IntRange(max(0, n-3), n+3).Draw(t, "other"))}
	}
	for i := range rapid.IntRange(0, 4).Draw(t, "more") {
		a := rapid.SampledFrom([]policy.Activity{policy.Release, policy.Release, policy.Release, policy.Resume, policy.End, policy.Interrupt, policy.Convert,
			policy.StepDown, policy.Contact, policy.Initiate}).Draw(t, "activity")
		e := policy.Event{Incident: incident, ID: fmt.Sprint("e-", i), Activity: a, At: at(from + minutes(30, "after"))}
		if a == policy.Convert && rapid.Bool().Draw(t, "into another") {
			e.Other = &policy.Part{Incident: fmt.Sprint("i-", rapid.IntRange(max(0, n-3), n+3).Draw(t, "into"))}
		}
		if a == policy.Initiate {
			e.Kind, e.Student = es[0].Kind, es[0].Student
		}
		es = append(es, e)
	}
	if rapid.IntRange(0, 9).Draw(t, "lets go") > 0 {
		es = append(es, policy.Event{Incident: incident, ID: "release", Activity: policy.Release, At: at(from + minutes(30, "held"))})
	}
	if rapid.IntRange(0, 9).Draw(t, "closes") > 0 {
		es = append(es, policy.Event{Incident: incident, ID: "close", Activity: policy.Close, At: at(from + 60*minute)})
	}
	if rapid.IntRange(0, 3).Draw(t, "corrected") == 0 {
		for i := range rapid.IntRange(1, 3).Draw(t, "corrections") {
			a := policy.Amendment{Event: rapid.SampledFrom(es).Draw(t, "amended").ID, Withdrawn: rapid.IntRange(0, 3).Draw(t, "withdrawn") == 0}
			if rapid.Bool().Draw(t, "moved") {
				a.At = at(from + minutes(30, "to"))
			}
			es = append(es, correct(incident, fmt.Sprint("c-", i), at(from+minutes(120, "corrected at")), a))
		}
	}
	for i := range es {
		if rapid.Bool().Draw(t, "later") {
			es[i].Recorded = es[i].At.Add(minutes(9*60, "entered"))
		}
	}
	return es
}

func recorded(e policy.Event) time.Time {
	if e.Recorded.IsZero() {
		return e.At
	}
	return e.Recorded
}

// chainsOf are the chains of Link, and which names lead nowhere.
func chainsOf(t *rapid.T, groups ...[]register.Part) []string {
	var all []string
	for _, g := range groups {
		chains, err := register.Link(ban2019.Profile(), nil, register.Gap, withMachines(g)...)
		require.NoError(t, err)
		for _, c := range chains {
			line := fmt.Sprint(incidents(c))
			for f := range c.EachPart().Assess(at(99 * days)).All() {
				if f.Rule == register.Incomplete {
					line += " " + f.Incident + "?" + f.Subject
				}
			}
			all = append(all, line)
		}
	}
	slices.Sort(all)
	return all
}

// When nothing comes later than the horizon, group by group come the chains that all incidents at once come to.
func TestStreamIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var log []policy.Event
		n := 0
		for day := range rapid.IntRange(1, 5).Draw(t, "days") {
			for range rapid.IntRange(0, 4).Draw(t, "incidents") {
				log = append(log, life(t, n, time.Duration(day)*2*days)...)
				n++
			}
			n += 3 // of another day nothing is named
		}
		slices.SortStableFunc(log, func(a, b policy.Event) int { return recorded(a).Compare(recorded(b)) })
		s := register.NewStream(register.Gap)
		all := map[string]*register.Part{}
		var groups [][]register.Part
		for _, e := range log {
			require.NoError(t, s.Add(e))
			if all[e.Incident] == nil {
				all[e.Incident] = &register.Part{Incident: e.Incident}
			}
			all[e.Incident].Events = append(all[e.Incident].Events, e)
			if rapid.IntRange(0, 3).Draw(t, "settle") == 0 {
				groups = append(groups, s.Settled(recorded(e).Add(-days))...)
			}
		}
		rest := s.Rest()
		var whole []register.Part
		for _, p := range all {
			whole = append(whole, *p)
		}
		for _, p := range whole {
			require.True(t, s.HandedOut(p.Incident))
		}
		for _, g := range append(groups, rest...) {
			for _, p := range g {
				require.Equal(t, all[p.Incident].Events, p.Events, "nothing is lost")
			}
		}
		assert.Equal(t, chainsOf(t, whole), chainsOf(t, append(groups, rest...)...))
	})
}

// stretch is what a model knows of an incident: whether it is closed, and from when the student was held until when.
type stretch struct {
	closed, begun, open bool
	from, until, last   time.Time
	student             string
	names               map[string]bool
}

// stretchOf asks a case and a machine.
func stretchOf(t *rapid.T, p register.Part) stretch {
	p = withMachines([]register.Part{p})[0]
	c, err := policy.Open(ban2019.Profile(), p.Lifecycle, nil, p.Incident)
	require.NoError(t, err)
	s := stretch{names: map[string]bool{}}
	for _, e := range p.Events {
		_, err := c.Add(e)
		require.NoError(t, err)
		if at := recorded(e); at.After(s.last) {
			s.last = at
		}
		if e.Activity == policy.Initiate {
			s.student = e.Student // one at most
		}
		if e.Other != nil {
			s.names[e.Other.Incident] = true
		}
	}
	state := uint8(0)
	for e := range c.Assess(at(99 * days)).Events() {
		s.closed = s.closed || e.Activity == policy.Close
		was := p.Lifecycle.Phase(state)
		state, _ = p.Lifecycle.Next(state, e.Activity)
		switch is := p.Lifecycle.Phase(state); {
		case is == policy.Held && !s.begun:
			s.begun, s.open, s.from = true, true, e.At
		case is == policy.Held:
			s.open = true
		case was == policy.Held:
			s.open, s.until = false, e.At
		}
	}
	return s
}

// settled is what a stream is to hand out, asked of all that is in it.
func settled(t *rapid.T, in map[string]register.Part, before time.Time) string {
	of := map[string]stretch{}
	for id, p := range in {
		of[id] = stretchOf(t, p)
	}
	soon := func(a, b stretch) bool { return a.open || b.from.Sub(a.until) <= register.Gap }
	linked := func(x, y string) bool {
		a, b := of[x], of[y]
		return a.names[y] || b.names[x] || a.student != "" && a.student == b.student && a.begun && b.begun && soon(a, b) && soon(b, a)
	}
	var over [][]register.Part
	seen := map[string]bool{}
	for id := range in {
		if seen[id] {
			continue
		}
		seen[id] = true
		group := []string{id}
		for i := 0; i < len(group); i++ {
			for other := range in {
				if !seen[other] && linked(group[i], other) {
					seen[other] = true
					group = append(group, other)
				}
			}
		}
		var parts []register.Part
		waits := false
		for _, id := range group {
			s := of[id]
			waits = waits || !s.closed || !s.last.Before(before) || s.open && s.student != ""
			parts = append(parts, in[id])
		}
		if !waits {
			slices.SortFunc(parts, func(a, b register.Part) int { return cmpStart(of, a, b) })
			over = append(over, parts)
		}
	}
	slices.SortFunc(over, func(a, b []register.Part) int { return cmpStart(of, a[0], b[0]) })
	return said(over)
}

func cmpStart(of map[string]stretch, a, b register.Part) int {
	first := func(p register.Part) time.Time {
		if of[p.Incident].begun {
			return of[p.Incident].from
		}
		return slices.MinFunc(p.Events, func(a, b policy.Event) int { return a.At.Compare(b.At) }).At
	}
	if c := first(a).Compare(first(b)); c != 0 {
		return c
	}
	return strings.Compare(a.Incident, b.Incident)
}

// Whatever comes, in whatever order, and whenever it is asked: what is handed out is what a naive model hands out, and what comes
// later for it is refused.
func TestStreamIsTheModel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var log []policy.Event
		for n := range rapid.IntRange(1, 7).Draw(t, "incidents") {
			log = append(log, life(t, n, 0)...)
		}
		log = rapid.Permutation(log).Draw(t, "log")
		s := register.NewStream(register.Gap)
		in, out := map[string]register.Part{}, map[string]bool{}
		for _, e := range log {
			err := s.Add(e)
			if out[e.Incident] {
				var late *register.LateError
				require.ErrorAs(t, err, &late)
				continue
			}
			require.NoError(t, err)
			p := in[e.Incident]
			p.Incident, p.Events = e.Incident, append(p.Events, e)
			in[e.Incident] = p
			if rapid.Bool().Draw(t, "settle") {
				continue
			}
			before := at(time.Duration(rapid.IntRange(0, 14*60).Draw(t, "before")) * minute)
			want := settled(t, in, before)
			groups := s.Settled(before)
			require.Equal(t, want, said(groups))
			for _, g := range groups {
				for _, p := range g {
					out[p.Incident] = true
					delete(in, p.Incident)
				}
			}
			require.Equal(t, len(in), s.Len())
			for id := range out {
				require.True(t, s.HandedOut(id))
			}
			for id := range in {
				require.False(t, s.HandedOut(id))
			}
		}
		assert.Equal(t, settled(t, in, at(99*days)), said(s.Settled(at(99*days))))
		s.Rest()
		assert.Zero(t, s.Len())
	})
}

// traffic is a log of n incidents of forty events each, so many of them at once as are said; every twentieth is of the student of the
// one before it.
type traffic struct {
	n, open int
	ids     []string
}

const each = 40

func (f *traffic) all(do func(e policy.Event)) {
	for k := range f.n + f.open { // each turn one begins, and of those under way some go on by an event
		for i := range each {
			if j := k - i*f.open/each; j >= 0 && j < f.n {
				do(f.event(j, i, k))
			}
		}
	}
}

func (f *traffic) event(j, i, k int) policy.Event {
	e := policy.Event{Incident: f.ids[j], ID: f.ids[i], Activity: policy.Monitor, At: at(time.Duration(j)*minute + time.Duration(i)*30*time.Second),
		Recorded: at(time.Duration(k) * minute), By: ash, Facts: faceToFace}
	switch i {
	case 0:
		e.Activity, e.Kind, e.Student = policy.Initiate, policy.Restraint, f.ids[j]
		if j%20 == 19 {
			e.Student = f.ids[j-1]
		}
	case 20:
		e.Activity = policy.Release
	case 39:
		e.Activity = policy.Close
	}
	return e
}

var ash, faceToFace = people("ash"), yes(policy.FaceToFace)

func newTraffic(n, open int) *traffic {
	f := &traffic{n: n, open: open}
	for i := range n {
		f.ids = append(f.ids, fmt.Sprint("incident-", i))
	}
	return f
}

// The cost of an event is the same however long the log is, and so is what is held.
func BenchmarkStream(b *testing.B) {
	for _, size := range [][2]int{{1_000, 1_000}, {10_000, 3_000}, {100_000, 3_000}} {
		f := newTraffic(size[0], size[1])
		b.Run(fmt.Sprintf("%d-incidents-%d-open", f.n, f.open), func(b *testing.B) {
			b.ReportAllocs()
			events := 0
			for b.Loop() {
				s, got := register.NewStream(register.Gap), 0
				f.all(func(e policy.Event) {
					if err := s.Add(e); err != nil {
						b.Fatal(err)
					}
					if events++; events%300 == 0 {
						for _, g := range s.Settled(e.Recorded) {
							got += len(g)
						}
					}
				})
				for _, g := range s.Rest() {
					got += len(g)
				}
				if got != f.n {
					b.Fatal(got)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(events), "ns/event")
		})
	}
}

// An event costs its place and no more.
func TestAddAllocatesLittle(t *testing.T) {
	s := register.NewStream(register.Gap)
	e := policy.Event{Incident: "i-1", ID: "check", Activity: policy.Monitor, At: t0, By: ash, Facts: faceToFace}
	got := testing.AllocsPerRun(10, func() {
		for range 160 {
			if err := s.Add(e); err != nil {
				require.NoError(t, err)
			}
		}
	})
	assert.LessOrEqual(t, got, 11.0, "sixteen events at a time")
}

// What is held of an incident that is over is at most forty bytes, and no name.
func TestWhatAStreamRemembers(t *testing.T) {
	heap := func() float64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		return float64(m.HeapAlloc)
	}
	for _, n := range []int{30_000, 50_000} { // a table that has just grown, and one that is about to
		s := register.NewStream(register.Gap)
		add(t, s, file("i", "student-1", 0, minute))
		s.Settled(at(days))
		was := heap()
		for i := range n {
			for _, e := range file(fmt.Sprint("incident-", i), fmt.Sprint("student-", i), days, days+minute) {
				if err := s.Add(e); err != nil {
					require.NoError(t, err)
				}
			}
			if i%100 == 0 {
				s.Settled(at(9 * days))
			}
		}
		s.Settled(at(9 * days))
		assert.Less(t, (heap()-was)/float64(n), 40.0)
	}
}

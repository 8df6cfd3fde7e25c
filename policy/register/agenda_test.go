package register_test

import (
	"bytes"
	"fmt"
	"iter"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
	"github.com/leastrestrictive/interventions/policy/journal"
	"github.com/leastrestrictive/interventions/policy/policytest"
	"github.com/leastrestrictive/interventions/policy/register"
)

// caseOf is an incident as a host holds it.
func caseOf(t require.TestingT, p *policy.Profile, cal policy.Calendar, part register.Part) *policy.Case {
	c, err := policy.Open(p, part.Lifecycle, cal, part.Incident)
	require.NoError(t, err)
	for _, e := range part.Events {
		_, err := c.Add(e)
		require.NoError(t, err)
	}
	return c
}

// sorted is an agenda in the plainest way: all that all incidents owe, put in order.
func sorted(as ...policy.Assessment) []policy.Finding {
	var all []policy.Finding
	for _, a := range as {
		all = slices.AppendSeq(all, a.Due())
	}
	slices.SortStableFunc(all, func(a, b policy.Finding) int {
		if a.Due.Equal(b.Due) {
			return strings.Compare(a.Incident, b.Incident)
		}
		if a.Due.IsZero() || b.Due.IsZero() {
			return -a.Due.Compare(b.Due)
		}
		return a.Due.Compare(b.Due)
	})
	return all
}

func first(n int, fs iter.Seq[policy.Finding]) []policy.Finding {
	var few []policy.Finding
	for f := range fs {
		if few = append(few, f); len(few) == n {
			break
		}
	}
	return few
}

// owed is what a reader of an agenda sees: whose, what, by when, and how it stands.
func owed(fs iter.Seq[policy.Finding]) []string {
	var all []string
	for f := range fs {
		all = append(all, fmt.Sprint(f.Incident, " ", f.Rule, " ", f.Due.Format(time.RFC3339Nano), " ", f.Outcome))
	}
	return all
}

// board is a board in play: what the host has on record of each incident, what it last put in, and when that was.
type board struct {
	cases map[string]*policy.Case
	put   map[string]policy.Assessment
	now   time.Time
}

// as is what each incident comes to as of an instant, judged anew from its events.
func (b *board) as(now time.Time) (all []policy.Assessment) {
	for id, a := range b.put {
		if now.After(a.Now()) {
			a = b.cases[id].Assess(now)
		}
		all = append(all, a)
	}
	return all
}

// event draws what happens next, in any of the incidents.
func (b *board) event(t *rapid.T, p *policy.Profile) string {
	id := rapid.SampledFrom([]string{"i-1", "i-2", "i-3", "i-4"}).Draw(t, "incident")
	b.now = b.now.Add(rapid.SampledFrom([]time.Duration{0, ns, minute, 2 * minute, 5 * minute, time.Hour, 20 * time.Hour}).Draw(t, "later"))
	c := b.cases[id]
	if c == nil {
		c = caseOf(t, p, policytest.Calendar(), register.Part{Incident: id, Lifecycle: policytest.Lifecycle(kinds.Draw(t, "kind"))})
		b.cases[id] = c
		e := start(0, "start")
		e.At = b.now
		_, err := c.Add(e)
		require.NoError(t, err)
		return id
	}
	e := rapid.SampledFrom([]policy.Event{check(0, ""), check(0, ""), review(0, ""), review(0, ""), release(0, ""), release(0, ""), reached(0, ""),
		debrief(0, "", "ash", "oak", "parent-1"), {Activity: policy.Contact, To: people("parent-1"), Facts: stated(policy.No, policy.Reached)},
		{Activity: policy.Observe, Facts: stated(policy.No, policy.DangerToSelf, policy.DangerToOthers)}, {Activity: policy.Resume, By: people("ash")},
		{Activity: policy.Document}, {Activity: policy.End}, {Activity: policy.Report}, {Activity: policy.Close},
		{Activity: policy.Correct, By: people("oak"), Reason: "the watch was slow", Amends: &policy.Amendment{Event: "start"}}}).Draw(t, "event")
	e.At = b.now
	switch {
	case e.Activity == policy.Correct:
		e.Amends = &policy.Amendment{Event: "start", At: b.now.Add(-rapid.SampledFrom([]time.Duration{0, minute, time.Hour}).Draw(t, "began"))}
	case rapid.IntRange(0, 4).Draw(t, "late entry") == 0:
		e.At = b.now.Add(-rapid.SampledFrom([]time.Duration{ns, minute, time.Hour}).Draw(t, "earlier"))
	}
	e.Recorded = b.now
	_, err := c.Add(e)
	require.NoError(t, err)
	return id
}

// instant draws one at which something may turn, or anything.
func (b *board) instant(t *rapid.T) time.Time {
	now := b.now
	if all := sorted(b.as(b.now)...); len(all) > 0 && rapid.Bool().Draw(t, "around a due date") {
		if now = rapid.SampledFrom(all).Draw(t, "finding").Due; now.IsZero() {
			now = b.now
		}
	}
	return now.Add(rapid.SampledFrom([]time.Duration{0, ns, -ns, minute, time.Hour, -time.Hour, 30 * time.Hour, 9 * days}).Draw(t, "off"))
}

// restarted is the agenda that a host has after it has lost its own: from the lines of all its journals, in whatever order it finds them.
func (b *board) restarted(t *rapid.T, p *policy.Profile, put []string) *register.Agenda {
	var lines [][]byte
	for _, c := range b.cases {
		for e := range c.Events() {
			line, err := journal.Append(nil, &e)
			require.NoError(t, err)
			lines = append(lines, line)
		}
	}
	cases := map[string]*policy.Case{}
	var found []policy.Event
	for e, err := range journal.Read(bytes.NewReader(slices.Concat(rapid.Permutation(lines).Draw(t, "lines")...))) {
		require.NoError(t, err)
		if e.Activity == policy.Initiate {
			cases[e.Incident] = caseOf(t, p, policytest.Calendar(), register.Part{Incident: e.Incident, Lifecycle: policytest.Lifecycle(e.Kind)})
		}
		found = append(found, e)
	}
	for _, e := range found {
		_, err := cases[e.Incident].Add(e)
		require.NoError(t, err)
	}
	var g register.Agenda
	for _, id := range put {
		require.NoError(t, g.Put(cases[id].Assess(b.now)))
	}
	return &g
}

// Whatever happens in whichever incident, and whenever one asks, an agenda is what sorting everything would give: to its end, as far as
// one reads, and after a restart from the journals alone.
func TestAgendaIsEverythingSorted(t *testing.T) {
	p := cbe3007.Profile()
	clock := func(month time.Month, day, hour int) time.Time {
		return time.Date(2025, month, day, hour, 55, 0, 0, t0.Location())
	}
	begins := []time.Time{t0, clock(time.November, 1, 23), clock(time.November, 2, 0), clock(time.March+12, 8, 1)} // and where the clocks change
	rapid.Check(t, func(t *rapid.T) {
		var g register.Agenda
		b := &board{cases: map[string]*policy.Case{}, put: map[string]policy.Assessment{}, now: rapid.SampledFrom(begins).Draw(t, "begins")}
		same := func(now time.Time) {
			want := sorted(b.as(now)...)
			require.Equal(t, want, slices.Collect(g.Due(now)), "as of %s", now)
			if n := rapid.IntRange(0, 5).Draw(t, "the first"); n > 0 {
				require.Equal(t, want[:min(n, len(want))], first(n, g.Due(now)))
			}
			next, more := g.Changes()
			if !more {
				next = now.AddDate(1, 0, 0)
			}
			if next = next.Add(-ns); next.After(now) { // as one sees it one nanosecond before it changes
				require.Equal(t, owed(slices.Values(want)), owed(slices.Values(sorted(b.as(next)...))), "from %s until %s", now, next)
			}
		}
		for range rapid.IntRange(1, 25).Draw(t, "steps") {
			if rapid.IntRange(0, 19).Draw(t, "what") == 0 && len(b.put) > 0 {
				id := rapid.SampledFrom([]string{"i-1", "i-2", "i-3", "i-4"}).Draw(t, "removed")
				g.Remove(id)
				delete(b.put, id)
			} else {
				id := b.event(t, p)
				b.put[id] = b.cases[id].Assess(b.now)
				require.NoError(t, g.Put(b.put[id]))
			}
			same(b.instant(t))
		}
		same(b.now)
		same(b.instant(t))

		var put []string
		for id := range b.put {
			put = append(put, id)
			b.put[id] = b.cases[id].Assess(b.now)
		}
		slices.Sort(put)
		again := b.restarted(t, p, rapid.Permutation(put).Draw(t, "put"))
		for range 2 {
			now := b.instant(t)
			require.Equal(t, sorted(b.as(now)...), slices.Collect(again.Due(now)), "after a restart, as of %s", now)
		}
		for id, a := range b.put {
			_, more := a.Changes()
			if len(sorted(a)) == 0 && !more {
				delete(b.put, id)
			}
		}
		require.Equal(t, len(b.put), b.restarted(t, p, put).Len(), "what owes nothing and never will is not held")
	})
}

// What is due stands where it is due, and turns one nanosecond later.
func TestAgendaAtTheLimit(t *testing.T) {
	var g register.Agenda
	_, more := g.Changes()
	require.False(t, more)
	require.Empty(t, slices.Collect(g.Due(t0)), "the zero agenda is empty")
	require.Zero(t, g.Len())

	put := func(part register.Part, now time.Duration) *policy.Case {
		c := caseOf(t, cbe3007.Profile(), policytest.Calendar(), part)
		require.NoError(t, g.Put(c.Assess(at(now))))
		return c
	}
	running := func(incident string, from time.Duration) register.Part {
		return register.Part{Incident: incident, Lifecycle: policytest.Lifecycle(policy.Seclusion), Events: []policy.Event{start(from, "start")}}
	}
	put(running("i-2", minute), minute)
	one := put(running("i-1", 0), 0)
	put(held("i-3", policy.Restraint, -days, -days+4*minute), 0)
	put(running("i-0", minute), minute)
	require.Equal(t, 4, g.Len())

	at2 := func(d time.Duration) string { return at(d).Format(time.RFC3339Nano) }
	firsts := func(d time.Duration) []string {
		var of []string
		for _, line := range owed(g.Due(at(d))) {
			if strings.Contains(line, string(cbe3007.FaceToFaceEveryTwoMinutes)) {
				of = append(of, line)
			}
		}
		return of
	}
	line := func(incident string, due time.Duration, o policy.Outcome) string {
		return fmt.Sprint(incident, " ", cbe3007.FaceToFaceEveryTwoMinutes, " ", at2(due), " ", o)
	}
	pending, breached := policy.Pending, policy.Breached
	require.Equal(t, []string{line("i-1", 2*minute, pending), line("i-0", 3*minute, pending), line("i-2", 3*minute, pending)}, firsts(2*minute-ns))
	require.Equal(t, []string{line("i-1", 2*minute, pending), line("i-0", 3*minute, pending), line("i-2", 3*minute, pending)}, firsts(2*minute))
	next, more := g.Changes()
	require.True(t, more)
	require.Equal(t, at(2*minute+ns), next)
	require.Equal(t, []string{line("i-1", 2*minute, breached), line("i-0", 3*minute, pending), line("i-2", 3*minute, pending)}, firsts(2*minute+ns))
	require.Equal(t, []string{line("i-1", 2*minute, breached), line("i-0", 3*minute, breached), line("i-2", 3*minute, breached)}, firsts(9*days))
	require.Equal(t, []string{line("i-1", 2*minute, pending), line("i-0", 3*minute, pending), line("i-2", 3*minute, pending)}, firsts(2*minute), "one can go back")
	require.Equal(t, firsts(minute), firsts(-9*days), "none is judged as of before it was")

	_, err := one.Add(check(2*minute, "check"))
	require.NoError(t, err)
	require.NoError(t, g.Put(one.Assess(at(2*minute))))
	require.Equal(t, []string{line("i-0", 3*minute, pending), line("i-2", 3*minute, pending), line("i-1", 4*minute, pending)}, firsts(2*minute+ns))
	require.Equal(t, 4, g.Len(), "put in twice is one")

	for _, id := range []string{"i-0", "i-2", "i-2", "nobody"} {
		g.Remove(id)
	}
	require.Equal(t, 2, g.Len())
	require.Equal(t, []string{line("i-1", 4*minute, pending)}, firsts(2*minute+ns))

	before := owed(g.Due(at(2 * minute)))
	var e *policy.RecordError
	require.ErrorAs(t, g.Put(policy.Assessment{}), &e)
	require.ErrorAs(t, g.Put(one.Assess(at(-ns))), &e, "nothing has happened yet")
	require.Equal(t, "incident", e.Field)
	require.Equal(t, before, owed(g.Due(at(2*minute))))
}

// ours is a small regulation: a call within an hour unless the student was let go, help past ten minutes, and a report within three hours.
func ours() *policy.Profile {
	head := func(name policy.RuleID) policy.Header {
		return policy.Header{Name: name, Clauses: []string{"1"}, Demand: string(name)}
	}
	call := head("call")
	call.Unless, call.Except = policy.In(policy.After), []string{"2"}
	return (&policy.Regulation{ID: "ourboard", Short: "OB", Rules: []policy.Rule{
		policy.Due{Header: call, After: policy.LastRelease(), Act: policy.Act{Do: policy.Contact}, By: policy.Within(policy.For(time.Hour))},
		policy.Due{Header: head("help"), After: policy.Reaches(policy.Held, policy.For(10*minute), policy.Amount{}), Act: policy.Act{Do: policy.Escalate},
			By: policy.Within(policy.For(minute))},
		policy.Due{Header: head("report"), After: policy.LastRelease(), Act: policy.Act{Do: policy.Report}, By: policy.Within(policy.For(3 * time.Hour))},
	}}).MustBuild()
}

// What time alone will owe is held although nothing is owed yet, what time alone has settled stays for those who go back, and a file in which
// nothing is open needs no memory.
func TestAgendaHoldsWhatTimeCanChange(t *testing.T) {
	var g register.Agenda
	c := map[string]*policy.Case{}
	tell := func(incident string, e policy.Event) {
		if c[incident] == nil {
			c[incident] = caseOf(t, ours(), nil, register.Part{Incident: incident, Lifecycle: policytest.Lifecycle(policy.TimeOut)})
		}
		_, err := c[incident].Add(e)
		require.NoError(t, err)
		require.NoError(t, g.Put(c[incident].Assess(e.At)))
	}
	asOf := func(d time.Duration, want ...string) {
		t.Helper()
		var all []string
		for f := range g.Due(at(d)) {
			all = append(all, fmt.Sprint(f.Incident, " ", f.Rule, " ", f.Due.Sub(t0)))
		}
		require.Equal(t, want, all)
	}
	tell("i-1", policy.Event{Activity: policy.Initiate, At: t0})
	require.Equal(t, 1, g.Len())
	asOf(10 * minute)
	asOf(10*minute+ns, "i-1 help 11m0s")
	tell("i-1", policy.Event{Activity: policy.Release, At: at(5 * minute), Recorded: at(11 * minute)})
	asOf(20*minute, "i-1 call 1h5m0s", "i-1 report 3h5m0s")

	tell("i-2", policy.Event{Activity: policy.Initiate, At: at(6 * minute)})
	tell("i-2", policy.Event{Activity: policy.Release, At: at(9 * minute)})
	asOf(65*minute, "i-1 call 1h5m0s", "i-2 call 1h9m0s", "i-1 report 3h5m0s", "i-2 report 3h9m0s")
	next, more := g.Changes()
	require.True(t, more)
	require.True(t, next.Equal(at(65*minute+ns)))
	asOf(65*minute+ns, "i-2 call 1h9m0s", "i-1 report 3h5m0s", "i-2 report 3h9m0s")
	tell("i-1", policy.Event{Activity: policy.Report, At: at(66 * minute)})
	require.Equal(t, 1, g.Len(), "of the first, all is settled")
	tell("i-2", policy.Event{Activity: policy.Report, At: at(66 * minute)})
	asOf(69*minute, "i-2 call 1h9m0s")
	asOf(69*minute + ns)
	_, more = g.Changes()
	require.False(t, more)
	require.Equal(t, 1, g.Len())
	asOf(69*minute, "i-2 call 1h9m0s")
	tell("i-2", policy.Event{Activity: policy.Contact, At: at(69 * minute)})
	require.Zero(t, g.Len())
	asOf(69 * minute)
}

// Who reads goes on with what was there when it began, whatever is put in, taken out or asked meanwhile.
func TestAgendaWhileItIsRead(t *testing.T) {
	p, cal := cbe3007.Profile(), policytest.Calendar()
	rapid.Check(t, func(t *rapid.T) {
		var g register.Agenda
		now := map[string]policy.Assessment{}
		put := func() {
			id, day := rapid.SampledFrom([]string{"i-1", "i-2", "i-3", "i-4", "i-5"}), rapid.IntRange(0, 3)
			part, until := incident(t, id.Draw(t, "incident"), time.Duration(day.Draw(t, "day"))*days)
			now[part.Incident] = caseOf(t, p, cal, part).Assess(at(until))
			require.NoError(t, g.Put(now[part.Incident]))
		}
		want := func(then time.Time) []policy.Finding {
			var as []policy.Assessment
			for _, a := range now {
				as = append(as, a.Later(then))
			}
			return sorted(as...)
		}
		then := func() time.Time { return at(time.Duration(rapid.IntRange(0, 9*24).Draw(t, "hour")) * time.Hour) }
		for range rapid.IntRange(1, 5).Draw(t, "incidents") {
			put()
		}
		asOf := then()
		whole, stop := want(asOf), rapid.IntRange(0, 60).Draw(t, "broken off")
		if abandoned := rapid.Bool().Draw(t, "another reader"); abandoned {
			_, done := iter.Pull(g.Due(then()))
			defer done()
			next, _ := iter.Pull(g.Due(then())) // and one that nobody ever ends
			next()
		}
		var read []policy.Finding
		for f := range g.Due(asOf) {
			if read = append(read, f); len(read) == stop {
				break
			}
			switch rapid.IntRange(0, 9).Draw(t, "meanwhile") {
			case 0:
				put()
			case 1:
				g.Remove("i-1")
				delete(now, "i-1")
			case 2:
				inner := then()
				require.Equal(t, want(inner), slices.Collect(g.Due(inner)))
			case 3:
				first(1, g.Due(then()))
			}
		}
		if stop == 0 || stop > len(whole) {
			stop = len(whole)
		}
		require.Equal(t, whole[:stop], read)
		inner := then()
		require.Equal(t, want(inner), slices.Collect(g.Due(inner)))
	})
}

// Whichever is taken out, and whoever reads at the time, the others stay in order.
func TestAgendaStaysInOrder(t *testing.T) {
	var g register.Agenda
	put := func(released int) {
		id := fmt.Sprintf("i-%02d", released)
		c := caseOf(t, ours(), nil, register.Part{Incident: id, Lifecycle: policytest.Lifecycle(policy.TimeOut), Events: []policy.Event{start(0, "start"),
			release(time.Duration(released)*time.Second, "release"), {Activity: policy.Report, At: at(time.Duration(released) * time.Second)}}})
		require.NoError(t, g.Put(c.Assess(at(time.Duration(released)*time.Second))))
	}
	whose := func(fs iter.Seq[policy.Finding]) (ids string) {
		for f := range fs {
			ids += f.Incident + " "
		}
		return ids
	}
	for _, released := range []int{1, 10, 2, 20, 21, 3, 4} { // the late ones on one side, the early ones on the other
		put(released)
	}
	g.Remove("i-20")
	require.Equal(t, "i-01 i-02 i-03 i-04 i-10 i-21 ", whose(g.Due(t0)))

	earlier, stop := iter.Pull(g.Due(t0))
	_, _ = earlier()
	put(0)
	next, done := iter.Pull(g.Due(t0))
	defer done()
	read := func() string {
		f, _ := next()
		return f.Incident
	}
	require.Equal(t, "i-00", read())
	stop() // who read what was there before has no part in this
	g.Remove("i-01")
	g.Remove("i-02")
	put(5)
	require.Equal(t, []string{"i-01", "i-02", "i-03", "i-04", "i-10", "i-21", ""}, []string{read(), read(), read(), read(), read(), read(), read()})
	require.Equal(t, "i-00 i-03 i-04 i-05 i-10 i-21 ", whose(g.Due(t0)))
}

// busy puts as many incidents into an agenda as began one every ten seconds up to now, each with more than a dozen open duties.
func busy(t require.TestingT, g *register.Agenda, n int) (as []policy.Assessment, now time.Time) {
	p, cal := cbe3007.Profile(), policytest.Calendar()
	now = at(5 * time.Hour)
	for i := range n {
		from := 4*time.Hour - time.Duration(i)*10*time.Second
		events := []policy.Event{start(from, "start"), check(from+minute, "check"), review(from+2*minute, "review"), release(from+3*minute, "release")}
		c := caseOf(t, p, cal, register.Part{Incident: fmt.Sprintf("i-%05d", i), Lifecycle: policytest.Lifecycle(policy.Seclusion), Events: events})
		as = append(as, c.Assess(now))
		require.NoError(t, g.Put(as[i]))
	}
	return as, now
}

// With more open incidents than an agenda keeps at hand while it is read, all of them are read in order.
func TestAgendaOfABoard(t *testing.T) {
	var g register.Agenda
	as, now := busy(t, &g, 3300)
	var open []policy.Assessment
	for i := range as { // taken out in some order, and most put in again in another
		g.Remove(as[i*1009%len(as)].Incident())
		if a := as[i*7%len(as)]; i%5 > 0 {
			require.NoError(t, g.Put(a))
		}
	}
	for i, a := range as {
		if g.Remove(a.Incident()); i%3 > 0 {
			require.NoError(t, g.Put(a))
			open = append(open, a)
		}
	}
	require.Equal(t, len(open), g.Len())
	want := sorted(open...)
	require.Greater(t, len(want), 12*len(open))
	i := 0
	for f := range g.Due(now) {
		if w := want[i]; w.Incident != f.Incident || w.Rule != f.Rule || w.Occurrence != f.Occurrence || !w.Due.Equal(f.Due) || w.Measured != f.Measured {
			require.Equal(t, w, f, "%d of %d", i, len(want))
		}
		i++
	}
	require.Len(t, want, i)
}

// The first that are owed cost the same however many incidents are open, and what an agenda adds to an incident is small.
func TestAgendaAllocations(t *testing.T) {
	cost := func(n int) float64 {
		var g register.Agenda
		as, now := busy(t, &g, n)
		fewest := testing.AllocsPerRun(10, func() { first(20, g.Due(now)) })
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		var other register.Agenda
		for _, a := range as {
			require.NoError(t, other.Put(a))
		}
		runtime.GC()
		runtime.ReadMemStats(&after)
		require.Less(t, int(after.HeapAlloc-before.HeapAlloc)/n, 1000, "bytes for each incident")
		runtime.KeepAlive(&other)
		return fewest
	}
	few, many := cost(100), cost(1000)
	require.InDelta(t, few, many, 60)
}

func BenchmarkAgenda(b *testing.B) {
	for _, n := range []int{1_000, 10_000, 70_000} {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		var g register.Agenda
		as, now := busy(b, &g, n)
		runtime.GC()
		runtime.ReadMemStats(&after)
		open := 0
		b.Run(fmt.Sprintf("Put/%d", n), func(b *testing.B) {
			b.ReportAllocs()
			i := 0
			for b.Loop() {
				require.NoError(b, g.Put(as[i%n]))
				i++
			}
			b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/float64(n), "B/incident")
		})
		b.Run(fmt.Sprintf("first 20/%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				first(20, g.Due(now))
			}
		})
		b.Run(fmt.Sprintf("all/%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				open = 0
				for range g.Due(now) {
					open++
				}
			}
			b.ReportMetric(float64(open), "duties")
		})
	}
}

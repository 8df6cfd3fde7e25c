package policy_test

import (
	"fmt"
	"iter"
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
	"github.com/leastrestrictive/interventions/policy/journal"
	"github.com/leastrestrictive/interventions/seclusion"
)

// shipped reads the log that examples/incident ships with, and tells it to a case.
func shipped(tb testing.TB) (events []policy.Event, tell func() *policy.Case) {
	tb.Helper()
	log, err := os.Open("../examples/incident/incident.ndjson")
	require.NoError(tb, err)
	defer func() { require.NoError(tb, log.Close()) }()
	for e, err := range journal.Read(log) {
		require.NoError(tb, err)
		events = append(events, e)
	}
	bells := map[time.Weekday]time.Duration{}
	for d := time.Monday; d <= time.Friday; d++ {
		bells[d] = bell
	}
	cal, p := &policy.SchoolCalendar{Zone: alberta(), Bells: bells}, cbe3007.Profile()
	return events, func() *policy.Case {
		c, err := policy.Open(p, seclusion.Lifecycle(), cal, events[0].Incident)
		require.NoError(tb, err)
		for i := range events {
			if _, err := c.Add(events[i]); err != nil {
				tb.Fatal(err)
			}
		}
		return c
	}
}

// drain reads what an assessment lists.
func drain(fs iter.Seq[policy.Finding]) (n int) {
	for range fs {
		n++
	}
	return n
}

// The costs of one incident of an ordinary length, from its events to what its reader sees.
func BenchmarkIncident(b *testing.B) {
	events, tell := shipped(b)
	c := tell()
	now := events[len(events)-1].At
	a := c.Assess(now)
	bench := func(name string, f func()) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				f()
			}
		})
	}
	bench("Add", func() { tell() })
	bench("Assess", func() { c.Assess(now) })
	bench("Known", func() { c.Known(now).Assess(now) })
	bench("Due", func() { drain(a.Due()) })
	bench("Outcome", func() { a.Outcome(cbe3007.DebriefWithinThreeDays) })
	bench("Findings", func() { drain(a.Findings()) })
	bench("All", func() { drain(a.All()) })
	bench("Audit", func() {
		a := tell().Assess(now)
		drain(a.Due())
		drain(a.All())
	})
}

// hostile are logs that nobody would write, of as many events as an incident can have.
func hostile() map[string]func(i int) policy.Event {
	from := october(6, 10, 1)
	return map[string]func(i int) policy.Event{
		"resumed": func(i int) policy.Event { // let out, and held again on no grounds
			return policy.Event{Activity: []policy.Activity{policy.Release, policy.Resume}[i%2], At: from.Add(time.Duration(i) * time.Second)}
		},
		"debriefed": func(i int) policy.Event {
			if i == 0 {
				return policy.Event{Activity: policy.Release, At: from}
			}
			return policy.Event{Activity: policy.Debrief, At: from.Add(time.Duration(i) * time.Second)}
		},
		"monitored": func(i int) policy.Event { // always a little late
			return policy.Event{Activity: policy.Monitor, At: from.Add(time.Duration(i) * 3 * time.Minute)}
		},
		"earlier": func(i int) policy.Event {
			return policy.Event{Activity: policy.Earlier, At: from.Add(-time.Duration(i+60) * time.Second), Other: &policy.Part{Incident: fmt.Sprint("other-", i)}}
		},
	}
}

func told(tb testing.TB, event func(i int) policy.Event, n int) *policy.Case {
	tb.Helper()
	return toldUnder(tb, cbe3007.Profile(), event, n)
}

func toldUnder(tb testing.TB, p *policy.Profile, event func(i int) policy.Event, n int) *policy.Case {
	tb.Helper()
	c, err := policy.Open(p, seclusion.Lifecycle(), schoolYear(), "i-1")
	require.NoError(tb, err)
	_, err = c.Add(policy.Event{Activity: policy.Initiate, At: october(6, 10, 0)})
	require.NoError(tb, err)
	for i := range n {
		if _, err := c.Add(event(i)); err != nil {
			tb.Fatal(err)
		}
	}
	return c
}

func BenchmarkHostile(b *testing.B) {
	for name, event := range hostile() {
		b.Run(name, func(b *testing.B) {
			c := told(b, event, policy.MaxEvents-1)
			b.Run("Add", func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					told(b, event, policy.MaxEvents-1)
				}
			})
			a := c.Assess(october(6, 10, 0).AddDate(1, 0, 0))
			b.Run("Assess", func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					c.Assess(a.Now())
				}
			})
			b.Run("All", func(b *testing.B) {
				b.ReportAllocs()
				n := 0
				for b.Loop() {
					n = drain(a.All())
				}
				b.ReportMetric(float64(n), "findings")
			})
		})
	}
}

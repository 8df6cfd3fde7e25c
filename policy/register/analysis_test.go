package register_test

import (
	"fmt"
	"math"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/policytest"
	"github.com/leastrestrictive/interventions/policy/register"
)

var dimensions = []register.Dimension{register.ByKind, register.ByStudent, register.ByClassroom, register.ByPlace, register.ByStaff, register.ByHour, register.ByWeekday,
	register.ByMonth, register.ByDuration, register.ByOutcome, register.ByClause}

// A band includes its end, as a limit does.
func TestBands(t *testing.T) {
	for i, end := range []time.Duration{2, 5, 10, 20, 30, 60} {
		for _, edge := range []time.Duration{-ns, 0, ns} {
			var a register.Analysis
			s := use("i-1", policy.TimeOut, t0)
			s.Released, s.Held = true, end*minute+edge
			require.NoError(t, a.Add(s))
			rows := a.Rows(register.ByDuration)
			require.Len(t, rows, 1)
			want := register.Bands()[i]
			if edge > 0 {
				want = register.Bands()[i+1]
			}
			assert.Equal(t, want, rows[0].Key, "%s", s.Held)
		}
	}
	var a register.Analysis
	s := use("i-1", policy.TimeOut, t0)
	s.Held = 90 * days
	require.NoError(t, a.Add(s))
	assert.Equal(t, []register.Row{{Key: "no release", Uses: 1, Students: 1}}, a.Rows(register.ByDuration), "of how long it was nobody can say")
}

// Hours, weekdays and months are those of the school's clock, an hour after the next where the clocks change.
func TestHoursAreLocal(t *testing.T) {
	cal := policytest.Calendar()
	midnight := date(2025, time.November, 2).Start(cal.Zone) // a Sunday of 25 hours
	for after, want := range map[time.Duration][3]string{-ns: {"23:00", "Saturday", "2025-11"}, 0: {"00:00", "Sunday", "2025-11"}, time.Hour: {"01:00", "Sunday", "2025-11"},
		2*time.Hour + time.Hour - ns: {"01:00", "Sunday", "2025-11"}, 3 * time.Hour: {"02:00", "Sunday", "2025-11"}, 25 * time.Hour: {"00:00", "Monday", "2025-11"},
		-2*days + ns: {"00:00", "Friday", "2025-10"}} {
		a := register.Analysis{Calendar: cal}
		require.NoError(t, a.Add(use("i-1", policy.TimeOut, midnight.Add(after).UTC())))
		assert.Equal(t, want, [3]string{a.Rows(register.ByHour)[0].Key, a.Rows(register.ByWeekday)[0].Key, a.Rows(register.ByMonth)[0].Key}, "%s", after)
	}
	var a register.Analysis
	require.NoError(t, a.Add(use("i-1", policy.TimeOut, t0)))
	for _, d := range []register.Dimension{register.ByHour, register.ByWeekday, register.ByMonth} {
		assert.Equal(t, []register.Row{{Uses: 1, Students: 1}}, a.Rows(d), "without a calendar nobody knows")
	}
}

func TestAnalysisErrors(t *testing.T) {
	var a register.Analysis
	for _, d := range append(dimensions, 200) {
		assert.Empty(t, a.Rows(d))
		assert.NotEmpty(t, d.String())
	}
	for field, bad := range map[string]register.Summary{"incident": {Kind: policy.TimeOut, At: t0}, "kind": {Incident: "i", At: t0}, "at": {Incident: "i", Kind: policy.TimeOut},
		"held": {Incident: "i", Kind: policy.TimeOut, At: t0, Held: -1}, "outcome": {Incident: "i", Kind: policy.TimeOut, At: t0, Outcome: 99},
		"breached": {Incident: "i", Kind: policy.TimeOut, At: t0, Breached: []string{"AR 3007 7(32)", ""}}} {
		var e *policy.RecordError
		require.ErrorAs(t, a.Add(bad), &e, field)
		assert.Equal(t, field, e.Field)
	}
	assert.Zero(t, a.Total())
	for range 3 {
		require.NoError(t, a.Add(register.Summary{Incident: "i", Kind: policy.TimeOut, At: t0, Released: true, Held: math.MaxInt64}))
	}
	assert.Equal(t, register.Row{Uses: 3, Held: math.MaxInt64, Longest: math.MaxInt64}, a.Total(), "sums do not overflow")
}

// In whatever order they come, rows are what a plain count of the uses of each key gives.
func TestAnalysisIsAPlainCount(t *testing.T) {
	cal := policytest.Calendar()
	rapid.Check(t, func(t *rapid.T) {
		uses := streams(t, false)
		for i := range uses {
			s := &uses[i]
			s.Place = rapid.SampledFrom([]string{"", "room-1", "room-2"}).Draw(t, "place")
			s.Released, s.Held = rapid.Bool().Draw(t, "released"), time.Duration(rapid.IntRange(0, 90).Draw(t, "held"))*minute
			s.Outcome = rapid.SampledFrom([]policy.Outcome{policy.Undetermined, policy.Satisfied, policy.Breached}).Draw(t, "outcome")
			s.Breached = rapid.SliceOfN(rapid.SampledFrom([]string{"AR 3007 7(36)", "AR 3007 7(17)"}), 0, 3).Draw(t, "breached")
			if rapid.IntRange(0, 4).Draw(t, "whose") == 0 {
				s.Student = ""
			}
		}
		keys := func(d register.Dimension, s register.Summary) []string {
			at := s.At.In(cal.Zone)
			switch d {
			case register.ByKind:
				return []string{string(s.Kind)}
			case register.ByStudent:
				return []string{s.Student}
			case register.ByClassroom:
				return []string{s.Classroom}
			case register.ByPlace:
				return []string{s.Place}
			case register.ByStaff:
				var by []string
				for _, p := range s.By {
					by = append(by, p.ID)
				}
				if by == nil {
					return []string{""}
				}
				return by
			case register.ByHour:
				return []string{at.Format("15:00")}
			case register.ByWeekday:
				return []string{at.Weekday().String()}
			case register.ByMonth:
				return []string{at.Format("2006-01")}
			case register.ByDuration:
				if !s.Released {
					return []string{"no release"}
				}
				for i, end := range []time.Duration{2, 5, 10, 20, 30, 60} {
					if s.Held <= end*minute {
						return []string{register.Bands()[i]}
					}
				}
				return []string{"over 60 min"}
			case register.ByOutcome:
				return []string{s.Outcome.String()}
			}
			return s.Breached
		}
		a := register.Analysis{Calendar: cal}
		for _, s := range rapid.Permutation(uses).Draw(t, "order") {
			require.NoError(t, a.Add(s))
		}
		count := func(d register.Dimension) []register.Row {
			rows, students := map[string]*register.Row{}, map[string]bool{}
			for _, s := range uses {
				for _, k := range slices.Compact(slices.Sorted(slices.Values(keys(d, s)))) {
					r := rows[k]
					if r == nil {
						r = &register.Row{Key: k}
						rows[k] = r
					}
					r.Uses++
					if s.Released {
						r.Held, r.Longest = r.Held+s.Held, max(r.Longest, s.Held)
					}
					if s.Student != "" && !students[k+" "+s.Student] {
						students[k+" "+s.Student] = true
						r.Students++
					}
				}
			}
			var all []register.Row
			for _, r := range rows {
				all = append(all, *r)
			}
			slices.SortFunc(all, func(x, y register.Row) int {
				if x.Uses != y.Uses {
					return y.Uses - x.Uses
				}
				return strings.Compare(x.Key, y.Key)
			})
			return all
		}
		for _, d := range dimensions {
			assert.Equal(t, count(d), a.Rows(d), "%s", d)
		}
		assert.Equal(t, len(uses), a.Total().Uses)
	})
}

func BenchmarkAnalysis(b *testing.B) {
	for _, n := range []int{10_000, 1_000_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			next := steady()
			batch := make([]register.Summary, 0, 1000)
			adding, heap := time.Duration(0), uint64(0)
			for b.Loop() {
				var before, after runtime.MemStats
				runtime.GC()
				runtime.ReadMemStats(&before)
				a := register.Analysis{Calendar: policytest.Calendar()}
				for i := 0; i < n; i += len(batch) {
					batch = batch[:0]
					for j := i; j < min(i+1000, n); j++ {
						batch = append(batch, next(j))
					}
					began := time.Now()
					for _, s := range batch {
						if err := a.Add(s); err != nil {
							b.Fatal(err)
						}
					}
					adding += time.Since(began)
				}
				clear(batch[:cap(batch)])
				runtime.GC()
				runtime.ReadMemStats(&after)
				heap = after.HeapAlloc - before.HeapAlloc
				runtime.KeepAlive(&a)
			}
			b.ReportMetric(float64(adding.Nanoseconds())/float64(b.N)/float64(n), "ns/use")
			b.ReportMetric(float64(heap)/1e6, "MB")
		})
	}
}

package policy

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// Here judging is done as its rules are told: each world by itself, each event under it anew, each finding held against every other.
// What [Assessment] lists has to be the same.

// NaiveAll is what [Assessment.All] lists, and NaiveFindings what [Assessment.Findings] does.
func (a Assessment) NaiveAll() []Finding {
	all := append([]Finding{}, a.naive()...)
	a.naiveVary(all)
	return all
}

func (a Assessment) NaiveFindings() []Finding {
	found := slices.DeleteFunc(append([]Finding{}, a.naive()...), func(v Finding) bool { return v.Outcome == Satisfied || v.Outcome == Pending })
	slices.SortStableFunc(found, func(x, y Finding) int { return x.From.Compare(y.From) })
	a.naiveVary(found)
	return found
}

func (a Assessment) naive() []Finding {
	var reports [][]Finding
	for i := range a.folds {
		reports = append(reports, a.naiveReport(a.folds[i].w))
	}
	if len(reports) == 1 {
		return reports[0]
	}
	var merged []Finding
	for _, id := range rulesOf(a.folds) {
		of := make([][]Finding, len(reports))
		for k := range reports {
			of[k] = slices.DeleteFunc(slices.Clone(reports[k]), func(v Finding) bool { return v.Rule != id })
		}
		for _, same := range naivePairs(of) {
			merged = append(merged, agree(a.folds, same))
		}
	}
	return merged
}

func (a Assessment) naiveReport(w *world) []Finding {
	t := instantOf(a.now)
	f := newFold(w, a.lc, a.folds[0].cal, a.folds[0].events)
	for f.n < len(f.events) && f.events[f.n].at <= t {
		step([]*fold{&f})
	}
	f.advance(t)
	var out []Finding
	for i := range f.found {
		if f.found[i].rule < 0 {
			out = append(out, f.finding(&f.found[i]))
		}
	}
	if f.started == never && slices.ContainsFunc(f.events[:f.n], func(e entry) bool { return e.Activity != Inspect }) {
		out = append(out, f.finding(&occurrence{rule: builtinNotBegun, outcome: Undetermined, from: f.events[0].at, until: never, due: never,
			idx: none, closer: none, known: f.events[0].known}))
	}
	for i := range len(w.profile.normals) + len(w.rules) { // those of definitions come last
		for r := range w.rules {
			if n := &w.rules[r]; int(n.order) != i || !n.shown {
				continue
			}
			some := false
			note := func(o occurrence) {
				some = true
				out = append(out, f.finding(&o))
			}
			for i := range f.found {
				if f.found[i].rule == int16(r) {
					note(f.found[i])
				}
			}
			kept := f.running(int16(r), t, note)
			if kept && !some {
				out = append(out, f.finding(&occurrence{rule: int16(r), outcome: Satisfied, idx: none, closer: none, from: never, until: never, due: never, known: never}))
			}
		}
	}
	return out
}

func naiveSame(x, y *Finding) bool {
	return x.Rule == y.Rule && x.Occurrence == y.Occurrence && x.Subject == y.Subject
}

func naivePairs(of [][]Finding) [][]*Finding {
	var groups [][]*Finding
	place := func(k int, v *Finding, fits func(g []*Finding) bool) bool {
		for _, g := range groups {
			if g[k] == nil && fits(g) {
				g[k] = v
				return true
			}
		}
		return false
	}
	for k := range of {
		for i := range of[k] {
			v := &of[k][i]
			if place(k, v, func(g []*Finding) bool {
				return slices.ContainsFunc(g, func(o *Finding) bool { return o != nil && naiveSame(v, o) })
			}) {
				continue
			}
			apart := func(o *Finding) bool {
				return o != nil && (slices.ContainsFunc(of[k], func(x Finding) bool { return naiveSame(o, &x) }) || !naiveMayBe(v, o))
			}
			if place(k, v, func(g []*Finding) bool { return !slices.ContainsFunc(g, apart) }) {
				continue
			}
			g := make([]*Finding, len(of))
			g[k] = v
			groups = append(groups, g)
		}
	}
	return groups
}

func naiveMayBe(f, o *Finding) bool {
	return f.kind == kindDue || f.Occurrence == "" || o.Occurrence == "" || f.Until.IsZero() && o.Until.IsZero()
}

func (a Assessment) naiveVary(found []Finding) {
	main := a.folds[0].w
	for _, v := range a.profile.others()[main.kind] {
		other := a.naiveReport(v.world)
		for i := range found {
			n := &found[i]
			shown := slices.ContainsFunc(v.world.rules, func(r rule) bool { return r.Name == n.Rule && r.shown })
			under := slices.ContainsFunc(main.rules, func(r rule) bool {
				return r.Name == n.Rule && slices.ContainsFunc(r.Under, func(c Choice) bool { return c.Reading == v.reading[0] })
			})
			if !shown && !under || n.undecided || slices.Contains(n.Readings, v.reading[0]) {
				continue
			}
			same := slices.ContainsFunc(other, func(o Finding) bool {
				return o.Rule == n.Rule && o.Outcome == n.Outcome && naiveMayBe(n, &o) && !slices.ContainsFunc(found, func(x Finding) bool { return naiveSame(&o, &x) })
			})
			if k := slices.IndexFunc(other, func(o Finding) bool { return naiveSame(n, &o) }); k >= 0 {
				same = other[k].Outcome == n.Outcome && other[k].Force == n.Force
			}
			if !same {
				n.Readings = append(slices.Clip(n.Readings), v.reading[0])
			}
		}
	}
}

func TestWorldsJudgedTogetherAreThoseJudgedApart(t *testing.T) {
	drew, hung := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		a, ok := drawAssessment(t)
		if !ok {
			return
		}
		all := slices.Collect(a.All())
		require.Equal(t, a.NaiveAll(), append([]Finding{}, all...))
		require.Equal(t, a.NaiveFindings(), append([]Finding{}, slices.Collect(a.Findings())...))
		drew++
		for i := range all {
			hung += min(1, len(all[i].Readings))
			require.Equal(t, slices.MaxFunc(all, func(x, y Finding) int {
				return (b2i(x.Rule == all[i].Rule)-b2i(y.Rule == all[i].Rule))*100 + x.Outcome.Severity() - y.Outcome.Severity()
			}).Outcome, a.Outcome(all[i].Rule))
		}
	})
	require.Positive(t, drew)
	require.Positive(t, hung)
}

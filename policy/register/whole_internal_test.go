package register

import (
	"fmt"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/ap354"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
	"github.com/leastrestrictive/interventions/policy/policytest"
)

var somebody = rapid.SampledFrom([]policy.Person{{ID: "ash"}, {ID: "birch", Role: policy.SchoolStaff}, {ID: "oak", Role: policy.Principal},
	{ID: "parent-1", Role: policy.Parent}, {ID: "director-1", Role: policy.Director}})

// soup is events in any order, with corrections: what nobody would write.
func soup(t *rapid.T) []policy.Event {
	facts := []policy.Fact{policy.FaceToFace, policy.Continue, policy.Reached, policy.DangerToSelf, policy.VisualMonitoring, policy.AuralMonitoring,
		policy.Emergency, policy.WrittenConsent, policy.Trained, policy.StudentHelpedDecide}
	es := []policy.Event{{ID: "start", Activity: policy.Initiate, At: policytest.Start(), By: []policy.Person{{ID: "ash"}}, Student: policytest.Student,
		Place: policytest.Room, Standing: policytest.Registers()}}
	for i := range rapid.IntRange(0, 14).Draw(t, "events") {
		e := policy.Event{ID: "x" + strconv.Itoa(i), Activity: rapid.SampledFrom(policy.Activities()).Draw(t, "activity"),
			At:       policytest.Start().Add(time.Duration(rapid.IntRange(-5, 90).Draw(t, "minute")) * time.Minute * time.Duration(rapid.SampledFrom([]int{1, 1, 1, 60}).Draw(t, "of"))),
			By:       rapid.SliceOfNDistinct(somebody, 0, 3, func(p policy.Person) string { return p.ID }).Draw(t, "by"),
			To:       rapid.SliceOfNDistinct(somebody, 0, 2, func(p policy.Person) string { return p.ID }).Draw(t, "to"),
			Sequence: rapid.SampledFrom([]int32{0, 0, 0, 1, 2}).Draw(t, "sequence")}
		for _, f := range rapid.SliceOfNDistinct(rapid.SampledFrom(facts), 0, 3, rapid.ID).Draw(t, "facts") {
			e.Facts = append(e.Facts, policy.Stated{Fact: f, Answer: rapid.SampledFrom([]policy.Answer{policy.No, policy.Yes}).Draw(t, "answer")})
		}
		e.Recorded = e.At.Add(time.Duration(rapid.IntRange(0, 200).Draw(t, "entered later")) * time.Minute)
		if e.Activity == policy.Correct {
			e.Amends = &policy.Amendment{Event: rapid.SampledFrom(es).Draw(t, "amended").ID, Withdrawn: rapid.Bool().Draw(t, "withdrawn")}
			if rapid.Bool().Draw(t, "moved") {
				e.Amends.At = policytest.Start().Add(time.Duration(rapid.IntRange(0, 60).Draw(t, "to")) * time.Minute)
			}
		}
		es = append(es, e)
	}
	return es
}

// lines are findings with all that they say.
func lines(fs []policy.Finding) []string {
	var ls []string
	for _, f := range fs {
		if f.Outcome == policy.Satisfied { // what did not count is said of what is not kept
			f.Discounted = nil
		}
		ls = append(ls, fmt.Sprint(f, f.Incident, f.Kind, f.Rule, f.Outcome, f.Occurrence, f.ClosedBy, f.Subject, f.From, f.Until, f.Due, f.Unstated,
			f.Measured, f.Allowed, f.Missing, f.Readings, f.KnownSince, f.Discounted))
	}
	return ls
}

// What a chain of several parts is made of comes, of one part, to just what that part comes to by itself.
func TestPutTogetherFromOnePart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.SampledFrom([]*policy.Profile{cbe3007.Profile(), ap354.Profile()}).Draw(t, "profile")
		kind := rapid.SampledFrom([]policy.Kind{policy.Seclusion, policy.Restraint, policy.TimeOut}).Draw(t, "kind")
		chains, err := Link(p, policytest.Calendar(), Gap, Part{"i-1", policytest.Lifecycle(kind), soup(t)})
		require.NoError(t, err)
		require.Len(t, chains, 1)
		c := chains[0]
		require.NoError(t, c.tellAll())
		now := policytest.Start().Add(time.Duration(rapid.IntRange(0, 12_000).Draw(t, "now")) * time.Minute)
		a := c.Assess(now)
		if c.members[0].start.IsZero() || c.members[0].start.After(now) {
			return
		}
		assert.ElementsMatch(t, lines(slices.Collect(a.own[0].All())), lines(a.merge(policy.Assessment.All)))
		assert.ElementsMatch(t, lines(slices.Collect(a.own[0].Due())), lines(a.merge(policy.Assessment.Due)))
		assert.Equal(t, c.held(now), a.Held())
	})
}

// Whatever the parts hold, a chain can be judged, at any time and by what was known at any time, and says the same each time.
func TestAnyPartsCanBeJudged(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var parts []Part
		for i := range rapid.IntRange(2, 4).Draw(t, "parts") {
			kind := rapid.SampledFrom([]policy.Kind{policy.Seclusion, policy.Restraint, policy.TimeOut}).Draw(t, "kind")
			es := soup(t)
			es[0].Other = &policy.Part{Incident: "i-" + strconv.Itoa(rapid.IntRange(0, 5).Draw(t, "linked with"))}
			parts = append(parts, Part{"i-" + strconv.Itoa(i), policytest.Lifecycle(kind), es})
		}
		chains, err := Link(cbe3007.Profile(), policytest.Calendar(), Gap, parts...)
		require.NoError(t, err)
		now := policytest.Start().Add(time.Duration(rapid.IntRange(0, 12_000).Draw(t, "now")) * time.Minute)
		known := policytest.Start().Add(time.Duration(rapid.IntRange(0, 600).Draw(t, "known")) * time.Minute)
		for _, c := range chains {
			names := map[string]bool{}
			for part := range c.Parts() {
				for _, e := range part.Events {
					names[part.Incident+"/"+e.ID] = true
				}
			}
			a := c.Assess(now)
			all := slices.Collect(a.All())
			assert.Equal(t, all, slices.Collect(c.Assess(now).All()))
			for _, f := range all {
				assert.NotContains(t, f.String(), prefix)
				if id, _, _ := cutAge(f.Occurrence); id != "" {
					assert.True(t, names[f.Incident+"/"+id], "%s: %s of %s", f.Rule, f.Occurrence, f.Incident)
				}
				if f.ClosedBy != "" {
					assert.True(t, names[f.ClosedBy] || names[f.Incident+"/"+f.ClosedBy], "%s: %s", f.Rule, f.ClosedBy)
				}
			}
			longest := time.Duration(0)
			for part := range a.Parts() {
				longest = max(longest, part.Held())
			}
			assert.GreaterOrEqual(t, a.Held(), longest)
			for _, k := range c.Known(known) {
				for part := range k.Parts() {
					assert.NotEmpty(t, part.Events)
					for _, e := range part.Events {
						assert.False(t, e.Recorded.After(known), "%s was recorded later", e.ID)
					}
				}
				assert.LessOrEqual(t, k.Assess(now).Held(), now.Sub(policytest.Start().Add(-5*time.Hour)))
			}
		}
	})
}

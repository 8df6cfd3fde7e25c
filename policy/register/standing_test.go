package register_test

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/ban2019"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
	"github.com/leastrestrictive/interventions/policy/policytest"
	"github.com/leastrestrictive/interventions/policy/register"
)

// credential is one that answers yes from and until hours after t0; -1 is always, and no end.
func credential(f policy.Fact, subject string, from, until time.Duration) policy.Credential {
	c := policy.Credential{Fact: f, Subject: subject, Answer: policy.Yes}
	if from >= 0 {
		c.From = at(from)
	}
	if until >= 0 {
		c.Until = at(until)
	}
	return c
}

func withdrawn(f policy.Fact, subject string, from time.Duration) policy.Credential {
	c := credential(f, subject, from, -1)
	c.Answer = policy.No
	return c
}

func put(t require.TestingT, s *register.Standing, kind policy.Kind, cs ...policy.Credential) {
	require.NoError(t, s.Put(kind, cs...))
}

func standing(t require.TestingT, cs ...policy.Credential) *register.Standing {
	s := &register.Standing{}
	put(t, s, "", cs...)
	return s
}

// listed says when what runs out, in hours after t0, and when it is so again.
func listed(es []register.Ending) []string {
	var all []string
	for _, e := range es {
		line := fmt.Sprintf("%s %s %v", e.Credential.Subject, e.Credential.Fact, e.At.Sub(t0))
		if !e.Again.IsZero() {
			line += fmt.Sprintf(" until %v", e.Again.Sub(t0))
		}
		if e.Kind != "" {
			line += " of " + string(e.Kind)
		}
		all = append(all, line)
	}
	return all
}

func ends(s *register.Standing, from, until time.Duration) []string {
	return listed(slices.Collect(s.Ends(at(from), at(until))))
}

const (
	room, child = "room-1", "student-1"
	h           = time.Hour
)

func TestTheZeroStandingIsReady(t *testing.T) {
	var s register.Standing
	require.NoError(t, s.Put(""))
	s.Remove(room)
	assert.Zero(t, s.Len())
	assert.Equal(t, policy.NotRecorded, s.Holds("", policy.DesignatedRoom, room, t0))
	assert.Empty(t, slices.Collect(s.Ends(time.Time{}, time.Time{})))
	assert.Empty(t, slices.Collect(s.Ended(t0)))
	assert.Empty(t, slices.Collect(s.Holding(room, t0)))
	assert.Equal(t, []register.Question{{Kind: policy.Seclusion, At: t0}}, slices.Collect(s.Questions(nil, policy.Seclusion, t0)), "the school")
	a, err := s.Check(cbe3007.Profile(), nil, register.Question{Kind: policy.Seclusion, At: t0, Place: room})
	require.NoError(t, err)
	assert.Equal(t, policy.Undetermined, a.Outcome(cbe3007.InDesignatedRoom), "nothing is on record of it")
}

func TestHoldsAtTheTick(t *testing.T) {
	s := standing(t, credential(policy.DesignatedRoom, room, 1*h, 3*h))
	put(t, s, "", withdrawn(policy.DesignatedRoom, "room-2", 2*h), credential(policy.DesignatedRoom, "room-2", -1, -1))
	for _, c := range []struct {
		subject string
		at      time.Duration
		want    policy.Answer
	}{{room, 1*h - ns, policy.No}, {room, 1 * h, policy.Yes}, {room, 3*h - ns, policy.Yes}, {room, 3 * h, policy.No},
		{"room-2", 2*h - ns, policy.Yes}, {"room-2", 2 * h, policy.No}, {"room-3", 2 * h, policy.NotRecorded}} {
		assert.Equal(t, c.want, s.Holds(policy.Seclusion, policy.DesignatedRoom, c.subject, at(c.at)), "%s at %s", c.subject, c.at)
	}
	assert.Equal(t, policy.Yes, s.Holds("", policy.DesignatedRoom, "room-2", time.Time{}), "always")
	assert.Equal(t, policy.No, s.Holds("", policy.DesignatedRoom, "room-2", time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)))
}

// What ends just at the beginning of a window is not in it, and what ends just at its end is.
func TestEndsAtTheTick(t *testing.T) {
	s := standing(t, credential(policy.DesignatedRoom, room, -1, 3*h))
	one := []string{"room-1 designated-room 3h0m0s"}
	assert.Equal(t, one, ends(s, 3*h-ns, 4*h))
	assert.Empty(t, ends(s, 3*h, 4*h))
	assert.Equal(t, one, ends(s, 0, 3*h))
	assert.Empty(t, ends(s, 0, 3*h-ns))
	assert.Empty(t, ends(s, 4*h, 2*h), "a window that ends before it begins")
	assert.Equal(t, one, listed(slices.Collect(s.Ends(time.Time{}, time.Time{}))))
	assert.Empty(t, slices.Collect(s.Ended(at(3*h-ns))))
	assert.Equal(t, one, listed(slices.Collect(s.Ended(at(3*h)))))
}

func TestARenewalCarriesOn(t *testing.T) {
	for name, c := range map[string]struct {
		more []policy.Credential
		want []string
	}{
		"none":                 {nil, []string{"room-1 designated-room 3h0m0s"}},
		"at that very instant": {[]policy.Credential{credential(policy.DesignatedRoom, room, 3*h, -1)}, nil},
		"a moment later": {[]policy.Credential{credential(policy.DesignatedRoom, room, 3*h+ns, -1)},
			[]string{"room-1 designated-room 3h0m0s until 3h0m0.000000001s"}},
		"overlapping": {[]policy.Credential{credential(policy.DesignatedRoom, room, 2*h, 5*h)}, []string{"room-1 designated-room 5h0m0s"}},
		"beneath it":  {[]policy.Credential{credential(policy.DesignatedRoom, room, 0, 5*h)}, []string{"room-1 designated-room 5h0m0s"}},
		"of another":  {[]policy.Credential{credential(policy.DesignatedRoom, "room-2", 0, -1)}, []string{"room-1 designated-room 3h0m0s"}},
		"withdrawn":   {[]policy.Credential{withdrawn(policy.DesignatedRoom, room, 2*h)}, []string{"room-1 designated-room 2h0m0s"}},
		"suspended": {[]policy.Credential{{Fact: policy.DesignatedRoom, Subject: room, Answer: policy.No, From: at(90 * minute), Until: at(2 * h)}},
			[]string{"room-1 designated-room 1h30m0s until 2h0m0s", "room-1 designated-room 3h0m0s"}},
		"never so": {[]policy.Credential{withdrawn(policy.DesignatedRoom, room, h)}, nil},
		"for another kind only": {[]policy.Credential{credential(policy.DesignatedRoom, room, 2*h, 5*h)}, []string{"room-1 designated-room 3h0m0s",
			"room-1 designated-room 5h0m0s of seclusion"}},
	} {
		first, kind := credential(policy.DesignatedRoom, room, h, 3*h), policy.Kind("")
		if name == "for another kind only" {
			kind = policy.Seclusion
		}
		s := standing(t, first)
		put(t, s, kind, c.more...)
		assert.Equal(t, c.want, ends(s, 0, 9*h), name)
	}
}

func TestAnEndingSaysWhatStoodAndWhatStands(t *testing.T) {
	first, no := credential(policy.WrittenConsent, child, 0, 3*h), withdrawn(policy.WrittenConsent, child, 2*h)
	again := credential(policy.WrittenConsent, child, 5*h, -1)
	first.Issuer = "parent-1"
	s := &register.Standing{}
	put(t, s, policy.Restraint, first, no, again)
	want := register.Ending{Kind: policy.Restraint, Credential: first, At: no.From, Then: no, Again: again.From}
	assert.Equal(t, []register.Ending{want}, slices.Collect(s.Ends(time.Time{}, time.Time{})))
	assert.Empty(t, slices.Collect(s.Ended(at(2*h-ns))))
	assert.Equal(t, []register.Ending{want}, slices.Collect(s.Ended(at(2*h))))
	assert.Equal(t, []register.Ending{want}, slices.Collect(s.Ended(at(5*h-ns))))
	assert.Empty(t, slices.Collect(s.Ended(at(5*h))), "renewed")
	assert.Equal(t, policy.NotRecorded, s.Holds(policy.Seclusion, policy.WrittenConsent, child, at(h)), "what is said of one kind says nothing of another")
}

func TestALimitThatChanges(t *testing.T) {
	limit := func(from time.Duration, amount time.Duration) policy.Credential {
		c := credential(policy.PlanLimit, child, from, -1)
		c.Amount = amount
		return c
	}
	s := standing(t, limit(0, 20*minute), limit(h, 20*minute), limit(2*h, 10*minute))
	es := slices.Collect(s.Ends(t0, at(9*h)))
	assert.Equal(t, []string{"student-1 plan-limit 2h0m0s until 2h0m0s"}, listed(es), "the same again changes nothing")
	assert.Equal(t, 20*minute, es[0].Credential.Amount)
	assert.Equal(t, 10*minute, es[0].Then.Amount)
	assert.Empty(t, slices.Collect(s.Ended(at(9*h))), "there still is one")
}

func TestTheLaterOfTwoWithOneFromCounts(t *testing.T) {
	yes, no := credential(policy.DesignatedRoom, room, h, -1), withdrawn(policy.DesignatedRoom, room, h)
	for _, order := range [][]policy.Credential{{yes, no}, {no, yes}, {yes, no, yes}, {no, yes, no, no}} {
		s := &register.Standing{}
		for _, c := range order {
			put(t, s, "", c)
			assert.Equal(t, c.Answer, s.Holds("", policy.DesignatedRoom, room, at(h)))
			assert.Empty(t, ends(s, 0, 9*h), "it was never so for any time")
		}
		assert.Equal(t, 2, s.Len(), "the same again is one")
	}
}

func TestPutRefusesWhatIsNotWellFormed(t *testing.T) {
	good := credential(policy.DesignatedRoom, room, 0, -1)
	for field, bad := range map[string]policy.Credential{
		"standing.fact":                  {Fact: "designated", Subject: room, Answer: policy.Yes},
		"standing.designated-room":       {Fact: policy.DesignatedRoom, Subject: room},
		"standing.designated-room.until": {Fact: policy.DesignatedRoom, Subject: room, Answer: policy.Yes, From: at(h), Until: at(h)},
		"standing.from":                  {Fact: policy.DesignatedRoom, Subject: room, Answer: policy.Yes, From: time.Date(1949, 1, 1, 0, 0, 0, 0, time.UTC)},
		"standing.subject":               {Fact: policy.WrittenConsent, Answer: policy.Yes},
	} {
		s := &register.Standing{}
		many := append(slices.Repeat([]policy.Credential{good}, policy.MaxStanding), bad)
		var no *policy.RecordError
		require.ErrorAs(t, s.Put("", many...), &no)
		assert.Equal(t, field, no.Field)
		assert.Zero(t, s.Len(), "nothing has changed")
	}
	var no *policy.RecordError
	s := &register.Standing{}
	require.ErrorAs(t, s.Put("huddle", good), &no)
	assert.Equal(t, "kind", no.Field)
	require.NoError(t, s.Put("", policy.Credential{Fact: policy.StaffAvailable, Answer: policy.Yes}), "of the one school")
	require.NoError(t, s.Put("", policy.Credential{Fact: "ourboard/ready", Answer: policy.Yes}), "perhaps of the one school")
	for _, people := range [][]string{{""}, {" x"}, {"staff-1", strings.Repeat("x", 129)}} {
		require.ErrorAs(t, s.Staff("school-1", people...), &no)
		assert.Equal(t, "staff", no.Field)
		assert.NotContains(t, no.Error(), "staff-1")
	}
}

func TestRemoveForgetsASubject(t *testing.T) {
	s := standing(t, credential(policy.DesignatedRoom, room, 0, h), credential(policy.DesignatedRoom, "room-2", 0, h))
	assert.Len(t, ends(s, 0, 9*h), 2)
	s.Remove(room)
	assert.Equal(t, []string{"room-2 designated-room 1h0m0s"}, ends(s, 0, 9*h))
	assert.Equal(t, policy.NotRecorded, s.Holds("", policy.DesignatedRoom, room, t0))
	put(t, s, "", credential(policy.DesignatedRoom, room, 0, 2*h))
	s.Remove("room-2")
	assert.Equal(t, []string{"room-1 designated-room 2h0m0s"}, ends(s, 0, 9*h))
	assert.Equal(t, 1, s.Len())
}

func TestWhatWasAskedForStays(t *testing.T) {
	first := credential(policy.DesignatedRoom, room, 0, h)
	s := standing(t, first, credential(policy.DesignatedRoom, "room-2", 0, 2*h))
	was := s.Ends(t0, at(9*h))
	out, holding := s.Ended(at(9*h)), s.Holding(room, t0)
	want := []string{"room-1 designated-room 1h0m0s", "room-2 designated-room 2h0m0s"}
	for e := range was {
		put(t, s, "", credential(policy.DesignatedRoom, e.Credential.Subject, h, -1), first) // a renewal, and the same again
		assert.Empty(t, slices.Collect(s.Ends(e.At.Add(-ns), e.At)))
	}
	s.Remove("room-2")
	for range was {
		break
	}
	for range out {
		break
	}
	assert.Equal(t, want, listed(slices.Collect(was)))
	assert.Equal(t, want, listed(slices.Collect(out)))
	assert.Equal(t, want[:1], listed(slices.Collect(holding)))
	assert.Empty(t, ends(s, 0, 9*h))
}

func TestHoldingSaysUntilWhen(t *testing.T) {
	s := standing(t, credential(policy.Trained, "staff-1", 0, 2*h), credential(policy.Trained, "staff-1", h, 3*h), credential(policy.Qualified, "staff-1", 0, -1),
		credential(policy.Authorized, "staff-1", 4*h, -1), credential(policy.TrainedTCI, "staff-1", -1, h))
	put(t, s, policy.Restraint, credential(policy.Qualified, "staff-1", 0, 5*h))
	es := slices.Collect(s.Holding("staff-1", at(h)))
	require.Len(t, es, 3, "one is out, and one is to come")
	assert.Equal(t, policy.Qualified, es[0].Credential.Fact)
	assert.True(t, es[0].At.IsZero(), "no end")
	assert.Equal(t, policy.Restraint, es[1].Kind)
	assert.True(t, es[1].At.IsZero(), "what is of every kind carries on")
	assert.Equal(t, policy.Trained, es[2].Credential.Fact)
	assert.Equal(t, at(3*h), es[2].At)
	assert.Equal(t, at(3*h), es[2].Credential.Until)
	assert.Len(t, slices.Collect(s.Holding("staff-1", at(h-ns))), 4)
}

// told is the naive register: everything in the order in which it was put in.
type told struct {
	kind policy.Kind
	c    policy.Credential
}

func counting(all []told, kind policy.Kind, f policy.Fact, subject string, t time.Time) (best *policy.Credential, any bool) {
	for i := range all {
		if c := &all[i].c; c.Fact == f && c.Subject == subject && (all[i].kind == "" || all[i].kind == kind) {
			any = true
			if !c.From.After(t) && (c.Until.IsZero() || t.Before(c.Until)) && (best == nil || !c.From.Before(best.From)) {
				best = c
			}
		}
	}
	return best, any
}

var (
	ofPlaces  = []policy.Fact{policy.DesignatedRoom, policy.RoomSafeAndHumane}
	ofSchools = []policy.Fact{policy.StaffAvailable, policy.PreventionProcedures}
	ofPeople  = []policy.Fact{policy.TrainedFBA, policy.TrainedTCI}
	ofPlans   = []policy.Fact{policy.WrittenConsent, policy.PlanStepDown}
	allFacts  = slices.Concat(ofPlaces, ofSchools, ofPeople, ofPlans)
	twoIDs    = []string{"a", "b"}
)

func someTold(t *rapid.T, facts []policy.Fact) told {
	hour := func(what string) time.Duration { return time.Duration(rapid.IntRange(-1, 6).Draw(t, what)) * h }
	c := credential(rapid.SampledFrom(facts).Draw(t, "fact"), rapid.SampledFrom(twoIDs).Draw(t, "subject"), hour("from"), hour("until"))
	if !c.Until.IsZero() && !c.From.Before(c.Until) {
		c.Until = time.Time{}
	}
	c.Answer = rapid.SampledFrom([]policy.Answer{policy.Yes, policy.Yes, policy.No}).Draw(t, "answer")
	c.Amount = rapid.SampledFrom([]time.Duration{0, minute}).Draw(t, "amount")
	return told{rapid.SampledFrom([]policy.Kind{"", "", policy.Seclusion, policy.Restraint}).Draw(t, "kind"), c}
}

// All that the register says is what the naive one says at every instant at which something begins or ends, a moment before and after.
func TestStandingIsTheNaiveRegister(t *testing.T) {
	var instants []time.Time
	for i := -1; i <= 7; i++ {
		for _, d := range []time.Duration{-ns, 0, ns} {
			instants = append(instants, at(time.Duration(i)*h+d))
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		var s register.Standing
		var all []told
		facts := []policy.Fact{policy.Trained, policy.PlanLimit}
		for range rapid.IntRange(1, 3).Draw(t, "rounds") { // what is asked between must not matter
			for range rapid.IntRange(0, 6).Draw(t, "credentials") {
				one := someTold(t, facts)
				all = append(all, one)
				put(t, &s, one.kind, one.c)
			}
			if len(all) > 0 && rapid.IntRange(0, 5).Draw(t, "remove") == 0 {
				gone := rapid.SampledFrom(twoIDs).Draw(t, "who")
				s.Remove(gone)
				all = slices.DeleteFunc(all, func(o told) bool { return o.c.Subject == gone })
			}
			s.Ends(time.Time{}, time.Time{})
		}
		so := func(kind policy.Kind, f policy.Fact, id string, x time.Time) (bool, time.Duration) {
			c, _ := counting(all, kind, f, id, x)
			if c == nil || c.Answer != policy.Yes {
				return false, 0
			}
			return true, c.Amount
		}
		var want, out []register.Ending
		now := rapid.SampledFrom(instants).Draw(t, "now")
		for _, id := range twoIDs {
			for _, f := range facts {
				for _, kind := range []policy.Kind{"", policy.Restraint, policy.Seclusion} {
					for _, x := range instants {
						answer := policy.NotRecorded
						if c, any := counting(all, kind, f, id, x); c != nil {
							answer = c.Answer
						} else if any {
							answer = policy.No
						}
						require.Equal(t, answer, s.Holds(kind, f, id, x), "%s %s of %s at %s", kind, f, id, x)
					}
					if !slices.ContainsFunc(all, func(o told) bool { return o.kind == kind && o.c.Fact == f && o.c.Subject == id }) {
						continue
					}
					var last register.Ending
					for i, x := range instants[1:] {
						was, before := so(kind, f, id, x.Add(-ns))
						is, after := so(kind, f, id, x)
						if !was || is && before == after {
							continue
						}
						e := register.Ending{Kind: kind, At: x}
						c, _ := counting(all, kind, f, id, x.Add(-ns))
						e.Credential = *c
						if c, _ := counting(all, kind, f, id, x); c != nil {
							e.Then = *c
						}
						for _, y := range instants[1+i:] {
							if again, _ := so(kind, f, id, y); again {
								e.Again = y
								break
							}
						}
						want = append(want, e)
						if !x.After(now) {
							last = e
						}
					}
					if is, _ := so(kind, f, id, now); !is && !last.At.IsZero() {
						out = append(out, last)
					}
				}
			}
		}
		// The naive one goes by subject, fact and kind.
		inTime := func(es []register.Ending) []register.Ending {
			slices.SortStableFunc(es, func(a, b register.Ending) int {
				return strings.Compare(string(a.Credential.Fact), string(b.Credential.Fact))
			})
			slices.SortStableFunc(es, func(a, b register.Ending) int { return strings.Compare(a.Credential.Subject, b.Credential.Subject) })
			slices.SortStableFunc(es, func(a, b register.Ending) int { return a.At.Compare(b.At) })
			return es
		}
		want, out = inTime(want), inTime(out)
		require.Equal(t, want, slices.Collect(s.Ends(time.Time{}, time.Time{})))
		require.Equal(t, out, slices.Collect(s.Ended(now)))
		until := rapid.SampledFrom(instants).Draw(t, "until")
		in := slices.DeleteFunc(slices.Clone(want), func(e register.Ending) bool { return !e.At.After(now) || e.At.After(until) })
		require.ElementsMatch(t, in, slices.Collect(s.Ends(now, until)))
		for _, id := range twoIDs {
			n := 0
			for e := range s.Holding(id, now) {
				n++
				require.Equal(t, policy.Yes, s.Holds(e.Kind, e.Credential.Fact, id, now))
				next := slices.IndexFunc(want, func(o register.Ending) bool {
					return o.Kind == e.Kind && o.Credential.Fact == e.Credential.Fact && o.Credential.Subject == id && o.At.After(now)
				})
				if next >= 0 {
					require.Equal(t, want[next], e)
				} else {
					require.Zero(t, e.At)
				}
			}
			for _, f := range facts {
				for _, kind := range []policy.Kind{"", policy.Restraint, policy.Seclusion} {
					if own := slices.ContainsFunc(all, func(o told) bool { return o.kind == kind && o.c.Fact == f && o.c.Subject == id }); own &&
						s.Holds(kind, f, id, now) == policy.Yes {
						n--
					}
				}
			}
			require.Zero(t, n)
		}
	})
}

// demands are rules of the three sorts of standing facts that are asked without an incident, one for each fact, and of the people.
func demands(t require.TestingT) *policy.Profile {
	r := policy.Regulation{ID: "demands", Short: "Demands", Instrument: policy.Instrument{Title: "Demands"}}
	for _, f := range slices.Concat(ofPlaces, ofSchools, ofPlans) {
		r.Rules = append(r.Rules, policy.At{Header: policy.Header{Name: policy.RuleID(f), Clauses: []string{"1"}, Demand: "it is so"},
			On: []policy.Activity{policy.Initiate, policy.Inspect}, Holds: policy.Is(f)})
	}
	r.Rules = append(r.Rules,
		policy.At{Header: policy.Header{Name: "two", Clauses: []string{"2"}, Demand: "two who hold both"}, On: []policy.Activity{policy.Inspect},
			Holds: policy.OnStaff(policy.Who{AtLeast: 2, Holding: ofPeople})},
		policy.At{Header: policy.Header{Name: "by", Clauses: []string{"3"}, Demand: "each holds both"}, On: []policy.Activity{policy.Initiate},
			Holds: policy.By(policy.Who{Each: true, Holding: ofPeople})})
	p, err := r.Build()
	require.NoError(t, err)
	return p
}

// Check is what an inspection finds, and Holds what an incident finds, that has all on record that the register has.
func TestStandingAgreesWithTheJudge(t *testing.T) {
	p := demands(t)
	rapid.Check(t, func(t *rapid.T) {
		var s register.Standing
		var all []policy.Credential
		for range rapid.IntRange(0, 25).Draw(t, "credentials") {
			one := someTold(t, allFacts)
			if slices.Contains(ofSchools, one.c.Fact) {
				one.c.Subject = ""
			}
			put(t, &s, one.kind, one.c)
			if one.kind == "" || one.kind == policy.Seclusion {
				all = append(all, one.c)
			}
		}
		now := at(time.Duration(rapid.IntRange(-1, 7).Draw(t, "hour"))*h + time.Duration(rapid.IntRange(-1, 1).Draw(t, "ns")))
		for _, q := range []register.Question{{}, {Place: "a"}, {Student: "b"}, {Place: "a", Student: "a"}, {Place: "b", Student: "a"}} {
			q.Kind, q.At = policy.Seclusion, now
			a, err := s.Check(p, nil, q)
			require.NoError(t, err)
			want, err := p.Inspect(nil, policy.Event{Kind: q.Kind, At: now, Place: q.Place, Student: q.Student, Standing: all})
			require.NoError(t, err)
			require.Equal(t, slices.Collect(want.All()), slices.Collect(a.All()), "%+v", q)
			require.Equal(t, slices.Collect(want.Findings()), slices.Collect(a.Findings()), "%+v", q)
		}

		c, err := policy.Open(p, policytest.Lifecycle(policy.Seclusion), nil, "i-1")
		require.NoError(t, err)
		for i := range all { // one event each: their order decides between those with one From
			_, err := c.Add(policy.Event{ID: fmt.Sprint("e", 100+i), Activity: policy.Attest, At: at(-9 * h), Standing: all[i : i+1]})
			require.NoError(t, err)
		}
		_, err = c.Add(policy.Event{Activity: policy.Initiate, At: now, By: []policy.Person{{ID: "a"}}, Place: "b", Student: "a"})
		require.NoError(t, err)
		incident := c.Assess(now)
		outcome := func(f policy.Fact, id string) policy.Outcome {
			return [...]policy.Outcome{policy.Undetermined, policy.Breached, policy.Satisfied}[s.Holds(policy.Seclusion, f, id, now)]
		}
		for _, f := range ofPlaces {
			require.Equal(t, outcome(f, "b"), incident.Outcome(policy.RuleID(f)), f)
		}
		for _, f := range ofPlans {
			require.Equal(t, outcome(f, "a"), incident.Outcome(policy.RuleID(f)), f)
		}
		for _, f := range ofSchools {
			require.Equal(t, outcome(f, ""), incident.Outcome(policy.RuleID(f)), f)
		}
		fba, tci := outcome(policy.TrainedFBA, "a"), outcome(policy.TrainedTCI, "a")
		both := min(fba, tci) // undetermined is the least, and what is satisfied says nothing
		if fba == policy.Breached || tci == policy.Breached {
			both = policy.Breached
		}
		require.Equal(t, both, incident.Outcome("by"))
	})
}

// What an incident has on record fills the register, and says the same there.
func TestARegisterMadeOfAnIncident(t *testing.T) {
	p, start := demands(t), at(2*h)
	yes, no := credential(policy.WrittenConsent, "", 0, -1), withdrawn(policy.WrittenConsent, "", 0)
	yes.Subject, no.Subject = child, child
	c, err := policy.Open(p, policytest.Lifecycle(policy.Seclusion), nil, "i-1")
	require.NoError(t, err)
	for _, e := range []policy.Event{{ID: "b", Activity: policy.Attest, At: at(h), Standing: []policy.Credential{no}}, // recorded first, and later
		{ID: "a", Activity: policy.Attest, At: at(0), Standing: []policy.Credential{yes}}, {ID: "c", Activity: policy.Initiate, At: start, Student: child}} {
		_, err := c.Add(e)
		require.NoError(t, err)
	}
	var s register.Standing
	a := c.Assess(start)
	for e := range a.Events() {
		put(t, &s, policy.Seclusion, e.Standing...)
	}
	assert.Equal(t, policy.Breached, a.Outcome(policy.RuleID(policy.WrittenConsent)))
	assert.Equal(t, policy.No, s.Holds(policy.Seclusion, policy.WrittenConsent, child, start))
}

func inspected(t require.TestingT, s *register.Standing, p *policy.Profile, q register.Question) policy.Assessment {
	a, err := s.Check(p, policytest.Calendar(), q)
	require.NoError(t, err)
	return a
}

// A school counts its own people, however many there are.
func TestASchoolCountsItsStaff(t *testing.T) {
	const holder = 150
	var s register.Standing
	var all []string
	for i := range 400 {
		id := fmt.Sprint("staff-", i)
		all = append(all, id)
		for _, f := range []policy.Fact{policy.TrainedFBA, policy.TrainedTCI, policy.Trained, policy.Qualified, policy.Authorized} {
			c := credential(f, id, 0, -1)
			if f == policy.TrainedTCI && i != holder {
				c = withdrawn(f, id, 0)
			}
			put(t, &s, "", c)
		}
	}
	two := func(school string) policy.Outcome {
		return inspected(t, &s, cbe3007.Profile(), register.Question{Kind: policy.Seclusion, At: at(h), School: school}).Outcome(cbe3007.TwoKeyStaffTrained)
	}
	assert.Equal(t, policy.Breached, two(""), "one of all")
	assert.Equal(t, policy.Undetermined, two("school-1"), "nobody was named")
	put(t, &s, "", credential(policy.TrainedTCI, "staff-7", h, -1))
	assert.Equal(t, policy.Satisfied, two(""))
	require.NoError(t, s.Staff("school-1", all...))
	require.NoError(t, s.Staff("school-2", "staff-7", "staff-7", "staff-8"))
	require.NoError(t, s.Staff("school-3"))
	assert.Equal(t, policy.Satisfied, two("school-1"))
	assert.Equal(t, policy.Breached, two("school-2"), "the other works elsewhere")
	assert.Equal(t, policy.Undetermined, two("school-3"))
	assert.Equal(t, policy.Undetermined, two(""), "now the schools have names")
	for i := range 300 { // more who hold both than one event can say
		put(t, &s, "", credential(policy.TrainedTCI, fmt.Sprint("staff-", i), h, -1))
	}
	assert.Equal(t, policy.Satisfied, two("school-1"))
	many := policy.Regulation{ID: "many", Short: "Many", Rules: []policy.Rule{policy.At{Header: policy.Header{Name: "two", Clauses: []string{"1"}, Demand: "many"},
		On: []policy.Activity{policy.Inspect}, Holds: policy.OnStaff(policy.Who{AtLeast: 301, Holding: ofPeople})}}}
	p := many.MustBuild()
	q := register.Question{Kind: policy.Seclusion, At: at(h), School: "school-1"}
	assert.Equal(t, policy.Breached, inspected(t, &s, p, q).Outcome("two"))
	put(t, &s, "", credential(policy.TrainedTCI, "staff-300", h, -1))
	assert.Equal(t, policy.Satisfied, inspected(t, &s, p, q).Outcome("two"))
}

// What is asked for is given, whatever the readings are; and all of it where that cannot be told, here for lack of a calendar.
func TestASchoolUnderAnUndecidedReading(t *testing.T) {
	demand := func(answer string, atLeast int) policy.Rule {
		under := []policy.Choice{{Reading: "how-many", Answer: answer}}
		return policy.At{Header: policy.Header{Name: "enough", Clauses: []string{"1"}, Demand: "enough", Under: under},
			On: []policy.Activity{policy.Inspect}, Holds: policy.OnStaff(policy.Who{AtLeast: atLeast, Holding: ofPeople})}
	}
	tomorrow := policy.DateOf(at(h), time.UTC).Add(1) // somewhere it is that already
	dated := policy.At{Header: policy.Header{Name: "dated", Clauses: []string{"1"}, Demand: "from then on", From: tomorrow},
		On: []policy.Activity{policy.Inspect}, Holds: policy.Is(policy.StaffAvailable)}
	r := policy.Regulation{ID: "enough", Short: "Enough", Rules: []policy.Rule{demand("few", 2), demand("many", 200), dated}}
	r.Readings = []policy.Reading{{ID: "how-many",
		Clauses: []string{"1"}, Question: "How many are enough?", Default: "few", Alternatives: []string{"many"}, Why: "The text does not say."}}
	p := r.MustBuild()
	undecided, err := p.Choose(policy.Choice{Reading: "how-many"})
	require.NoError(t, err)
	var s register.Standing
	hold := func(from, to int) {
		for i := from; i < to; i++ {
			for _, f := range ofPeople {
				put(t, &s, "", credential(f, fmt.Sprint("staff-", i), h, -1))
			}
		}
	}
	for i := range 200 {
		put(t, &s, "", withdrawn(policy.TrainedFBA, fmt.Sprint("staff-", i), 0), withdrawn(policy.TrainedTCI, fmt.Sprint("staff-", i), 0))
	}
	q := register.Question{Kind: policy.Seclusion, At: at(h)}
	for held, want := range []struct {
		n                  int
		decided, otherwise policy.Outcome
	}{{0, policy.Breached, policy.Breached}, {1, policy.Breached, policy.Breached}, {2, policy.Satisfied, policy.Undetermined},
		{199, policy.Satisfied, policy.Undetermined}, {200, policy.Satisfied, policy.Satisfied}} {
		hold(0, want.n)
		assert.Equal(t, want.decided, inspected(t, &s, p, q).Outcome("enough"), held)
		assert.Equal(t, want.otherwise, inspected(t, &s, undecided, q).Outcome("enough"), held)
		a, err := s.Check(p, nil, q)
		require.NoError(t, err)
		assert.Equal(t, want.decided, a.Outcome("enough"), held)
		assert.Equal(t, policy.Undetermined, a.Outcome("dated"))
	}
}

func TestQuestionsAreOfAllThatIsKnown(t *testing.T) {
	s := standing(t, credential(policy.DesignatedRoom, "room-2", 0, h), credential(policy.RoomSafeAndHumane, "room-2", 0, h),
		credential(policy.WrittenConsent, child, 0, h), credential(policy.Trained, "staff-1", 0, h), credential("ourboard/seen", "room-9", 0, h))
	ask := func(p *policy.Profile, also ...register.Question) (of []string) {
		for q := range s.Questions(p, policy.TimeOut, t0, also...) {
			assert.Equal(t, policy.TimeOut, q.Kind)
			assert.Equal(t, t0, q.At)
			of = append(of, fmt.Sprintf("%s/%s/%s", q.Place, q.Student, q.School))
		}
		return of
	}
	assert.Equal(t, []string{"room-2//", "/student-1/", "//"}, ask(nil))
	assert.Equal(t, []string{"hall//", "room-2//", "room-2/student-1/", "/student-1/", "//"},
		ask(cbe3007.Profile(), register.Question{Place: "room-2"}, register.Question{Place: "hall"}, register.Question{Place: "room-2", Student: child}))
	require.NoError(t, s.Staff("school-2", "staff-1"))
	put(t, s, "", credential(policy.StaffAvailable, "school-1", 0, h))
	assert.Equal(t, []string{"room-2//", "/student-1/", "//school-1", "//school-2"}, ask(nil))
	own := policy.Regulation{ID: "own", Short: "Own", Facts: []policy.FactSpec{{Name: "ourboard/seen", Sort: policy.Standing, About: policy.AboutPlace}}}
	assert.Equal(t, []string{"room-2//", "room-9//", "/student-1/", "//school-1", "//school-2"}, ask(own.MustBuild()))
}

func TestCheckErrors(t *testing.T) {
	s, p := standing(t), cbe3007.Profile()
	var bad *policy.RecordError
	for field, q := range map[string]register.Question{"school": {Kind: policy.Seclusion, At: t0, School: "school-1", Place: room}, "kind": {At: t0, Place: room},
		"at": {Kind: policy.Seclusion, Place: room}, "place": {Kind: policy.Seclusion, At: t0, Place: " x"}} {
		_, err := s.Check(p, nil, q)
		require.ErrorAs(t, err, &bad)
		assert.Equal(t, field, bad.Field)
	}
	var unknown *policy.ProfileError
	for _, q := range []register.Question{{At: t0, Kind: "ourboard/huddle"}, {At: t0, Kind: "ourboard/huddle", Place: room}} {
		_, err := s.Check(p, nil, q)
		require.ErrorAs(t, err, &unknown)
		_, err = s.Check(nil, nil, q)
		require.ErrorAs(t, err, &unknown)
	}
	_, err := s.Lapses(p, nil, t0, at(h))
	require.ErrorAs(t, err, &bad)
	_, err = s.Lapses(p, nil, t0, at(h), policy.Seclusion, "ourboard/huddle")
	require.ErrorAs(t, err, &unknown)
	_, err = s.Lapses(nil, nil, t0, at(h), policy.Seclusion)
	require.ErrorAs(t, err, &unknown)
}

// keptSchool is the fake school, in which all is well, as a register.
func keptSchool(t require.TestingT) *register.Standing {
	var s register.Standing
	for _, c := range registers() {
		if slices.ContainsFunc(policy.Facts(), func(f policy.FactSpec) bool { return f.Name == c.Fact && f.About == policy.AboutStudent }) {
			c.Subject = policytest.Student
		}
		put(t, &s, "", c)
	}
	return &s
}

func lapses(t require.TestingT, s *register.Standing, p *policy.Profile, from, until time.Duration, kinds ...policy.Kind) []string {
	ls, err := s.Lapses(p, policytest.Calendar(), at(from), at(until), kinds...)
	require.NoError(t, err)
	var all []string
	for l := range ls {
		line := fmt.Sprintf("%s %s %v", l.Ending.Credential.Subject, l.Ending.Credential.Fact, l.Ending.At.Sub(t0))
		for _, f := range l.Findings {
			line += fmt.Sprintf("; %s %s %s", f.Kind, f.Outcome, strings.Join(f.Clauses, " "))
		}
		all = append(all, line)
	}
	return all
}

// until ends what is on record of the fake school.
func until(f policy.Fact, subject string, d time.Duration) policy.Credential {
	return withdrawn(f, subject, d)
}

func TestARoomWhoseApprovalHasEnded(t *testing.T) {
	s := keptSchool(t)
	put(t, s, "", until(policy.DesignatedRoom, policytest.Room, 2*h))
	outcome := func(d time.Duration) policy.Outcome {
		return inspected(t, s, cbe3007.Profile(), register.Question{Kind: policy.Seclusion, At: at(d), Place: policytest.Room}).Outcome(cbe3007.InDesignatedRoom)
	}
	assert.Equal(t, policy.Satisfied, outcome(2*h-ns))
	assert.Equal(t, policy.Breached, outcome(2*h))
	a := inspected(t, s, cbe3007.Profile(), register.Question{Kind: policy.Seclusion, At: at(2 * h), Place: policytest.Room})
	fs := slices.Collect(a.Findings())
	require.Len(t, fs, 1)
	assert.Equal(t, []string{"7(12)(a)", "6(3)"}, fs[0].Clauses)
	assert.Equal(t, policytest.Room, fs[0].Subject)
	assert.Equal(t, []string{policytest.Room + " designated-room 2h0m0s"}, listed(slices.Collect(s.Ended(at(2*h)))))
	assert.Equal(t, []string{policytest.Room + " designated-room 2h0m0s; seclusion breached 7(12)(a) 6(3)"},
		lapses(t, s, cbe3007.Profile(), 0, 2*h, policy.Seclusion, policy.TimeOut))
	assert.Empty(t, lapses(t, s, cbe3007.Profile(), 2*h, 9*h, policy.Seclusion))

	unheard := inspected(t, s, cbe3007.Profile(), register.Question{Kind: policy.Seclusion, At: at(h), Place: "store"})
	assert.Equal(t, policy.Undetermined, unheard.Outcome(cbe3007.InDesignatedRoom), "a room of which nothing is on record does not pass")
}

func TestATrainingThatExpires(t *testing.T) {
	s := keptSchool(t)
	p := cbe3007.Profile()
	put(t, s, "", until(policy.Qualified, "ash", h), until(policy.TrainedTCI, "birch", 2*h), until(policy.ResourceStaff, "ash", 3*h))
	assert.Equal(t, []string{
		"ash qualified 1h0m0s; seclusion breached 6(8); seclusion breached 6(8); physical-restraint breached 6(8) 7(21); physical-restraint breached 6(8) 7(21)",
		"birch trained-tci 2h0m0s; seclusion breached 7(6)(b); physical-restraint breached 7(6)(b); physical-restraint breached 6(8) 7(21); " +
			"physical-restraint breached 6(8) 7(21)",
		"ash resource-staff 3h0m0s"}, lapses(t, s, p, 0, 9*h, policy.Seclusion, policy.Restraint))

	ls, err := s.Lapses(p, nil, t0, at(h), policy.Seclusion)
	require.NoError(t, err)
	for range ls {
		break
	}
	for l := range ls {
		require.Len(t, l.Findings, 2)
		for _, f := range l.Findings {
			assert.Equal(t, register.Supposed, f.Incident)
			assert.Equal(t, "ash", f.Subject)
			assert.Contains(t, []policy.RuleID{cbe3007.TrainedStaffBegin, cbe3007.TrainedStaffDeliver}, f.Rule)
		}
	}

	require.NoError(t, s.Staff("school-1", "ash", "birch", "cedar"))
	require.NoError(t, s.Staff("school-2", "maple"))
	assert.Equal(t, []string{"birch trained-tci 2h0m0s; seclusion breached 7(6)(b)"}, lapses(t, s, p, h, 2*h, policy.Seclusion), "of the school where birch works")
	require.NoError(t, s.Staff("school-1", "ash", "cedar"))
	assert.Equal(t, []string{"birch trained-tci 2h0m0s"}, lapses(t, s, p, h, 2*h, policy.Seclusion), "and of no other")
}

// Of three only two are needed, so that no one ending by itself breaks the rule.
func TestACourseThatSeveralTookTogether(t *testing.T) {
	s, everybody := &register.Standing{}, []string{"ash", "birch", "cedar"}
	require.NoError(t, s.Staff("school-1", everybody...))
	for _, who := range everybody {
		put(t, s, "", credential(policy.TrainedFBA, who, 0, -1), credential(policy.TrainedTCI, who, 0, 2*h))
	}
	ls, err := s.Lapses(cbe3007.Profile(), policytest.Calendar(), at(h), at(2*h), policy.Seclusion)
	require.NoError(t, err)
	var told []string
	for l := range ls {
		for _, f := range l.Findings {
			told = append(told, fmt.Sprint(l.Ending.Credential.Subject, " ", f.Subject, " ", f.Clauses))
		}
	}
	assert.Equal(t, []string{"ash school-1 [7(6)(b)]", "birch school-1 [7(6)(b)]", "cedar school-1 [7(6)(b)]"}, told)
	put(t, s, "", credential(policy.TrainedTCI, "ash", h, -1), credential(policy.TrainedTCI, "birch", h, -1))
	assert.Equal(t, []string{"cedar trained-tci 2h0m0s"}, lapses(t, s, cbe3007.Profile(), h, 2*h, policy.Seclusion), "two are left")
}

func TestAConsentEndsForItsKind(t *testing.T) {
	s, p := keptSchool(t), cbe3007.Profile()
	put(t, s, policy.Restraint, until(policy.WrittenConsent, policytest.Student, h))
	put(t, s, "ourboard/huddle", credential(policy.WrittenConsent, policytest.Student, 0, h), withdrawn(policy.WrittenConsent, policytest.Student, h))
	want := []string{policytest.Student + " written-consent 1h0m0s; physical-restraint breached 6(9)"}
	assert.Equal(t, want, lapses(t, s, p, 0, 9*h, policy.Seclusion, policy.Restraint, policy.TimeOut))
	assert.Empty(t, lapses(t, s, p, 0, 9*h, policy.Seclusion))
	assert.Equal(t, policy.Yes, s.Holds(policy.Seclusion, policy.WrittenConsent, policytest.Student, at(h)))
}

func TestWhatEndsTogetherIsToldApart(t *testing.T) {
	s, p := keptSchool(t), cbe3007.Profile()
	put(t, s, "", until(policy.PlanStepDown, policytest.Student, h), until(policy.PlanTransitions, policytest.Student, h),
		until(policy.FunctionalData, policytest.Student, h), until(policy.StaffAvailable, "", h), credential("ourboard/seen", "room-9", 0, h))
	want := []string{" staff-available 1h0m0s; seclusion breached 7(6)(e)", "room-9 ourboard/seen 1h0m0s",
		policytest.Student + " functional-data 1h0m0s; seclusion breached 6(12)", policytest.Student + " plan-step-down 1h0m0s; seclusion breached 7(10)",
		policytest.Student + " plan-transitions 1h0m0s; seclusion breached 7(10)"}
	assert.Equal(t, want, lapses(t, s, p, 0, h, policy.Seclusion))
}

// Of what else is so, and of a limit that only changes, no rule is worse.
func TestWhatBreaksNoRule(t *testing.T) {
	s, p := keptSchool(t), cbe3007.Profile()
	limit := credential(policy.PlanLimit, policytest.Student, 0, -1)
	limit.Amount = 10 * minute
	other := limit
	other.From, other.Amount = at(h), 5*minute
	put(t, s, "", limit, other, until(policy.SpeechInadequate, policytest.Student, h), credential(policy.SeclusionContraindicated, policytest.Student, 0, 2*h))
	assert.Equal(t, []string{policytest.Student + " plan-limit 1h0m0s", policytest.Student + " seclusion-contraindicated 2h0m0s"},
		lapses(t, s, p, 0, 9*h, policy.Seclusion))
	// A rule that asks of a room and a student together asks of neither alone.
	put(t, s, "", credential(policy.ExemptRoom, policytest.Room, 0, 3*h), withdrawn(policy.ExemptRoom, policytest.Room, 3*h),
		withdrawn(policy.ExemptStudent, policytest.Student, 0))
	assert.Equal(t, []string{policytest.Room + " exempt-room 3h0m0s"}, lapses(t, s, ban2019.Profile(), 2*h, 9*h, policy.Seclusion))
	both := register.Question{Kind: policy.Seclusion, At: at(3*h - ns), Place: policytest.Room, Student: policytest.Student}
	assert.Equal(t, policy.Satisfied, inspected(t, s, ban2019.Profile(), both).Outcome(ban2019.NoSeclusionWithoutExemption))
	both.At = at(3 * h)
	assert.Equal(t, policy.Breached, inspected(t, s, ban2019.Profile(), both).Outcome(ban2019.NoSeclusionWithoutExemption))
}

// The findings of a lapse are those by which a check at its instant is worse than a moment before, where nothing else ends there and then.
func TestLapsesAreWhatAChecksFindsWorse(t *testing.T) {
	p := demands(t)
	rapid.Check(t, func(t *rapid.T) {
		var s register.Standing
		var all []told
		for range rapid.IntRange(0, 12).Draw(t, "credentials") {
			one := someTold(t, slices.Concat(ofPlaces, ofSchools, ofPlans))
			put(t, &s, one.kind, one.c)
			all = append(all, one)
		}
		ls, err := s.Lapses(p, nil, time.Time{}, time.Time{}, policy.Seclusion)
		require.NoError(t, err)
		for l := range ls {
			e := l.Ending
			q := register.Question{Kind: policy.Seclusion, At: e.At}
			switch f, id := e.Credential.Fact, e.Credential.Subject; {
			case slices.Contains(ofPlaces, f):
				q.Place = id
			case slices.Contains(ofPlans, f):
				q.Student = id
			default:
				q.School = id
			}
			after := inspected(t, &s, p, q).Outcome(policy.RuleID(e.Credential.Fact))
			q.At = e.At.Add(-ns)
			before := inspected(t, &s, p, q).Outcome(policy.RuleID(e.Credential.Fact))
			own := slices.ContainsFunc(all, func(o told) bool {
				return o.kind == policy.Seclusion && o.c.Fact == e.Credential.Fact && o.c.Subject == e.Credential.Subject
			})
			require.False(t, e.Kind == "" && own, "the kind has an ending of its own")
			if e.Again.Equal(e.At) {
				require.Empty(t, l.Findings, "only the amount changes")
				continue
			}
			require.Len(t, l.Findings, 1)
			require.Equal(t, policy.RuleID(e.Credential.Fact), l.Findings[0].Rule)
			require.Equal(t, policy.Satisfied, before)
			require.Equal(t, policy.Breached, after)
			require.True(t, l.Findings[0].From.Equal(e.At))
		}
	})
}

// schoolRules are the rules of [demands] about a school, as a question about it finds them.
func schoolRules(t require.TestingT, s *register.Standing, school string, d time.Duration) string {
	a := inspected(t, s, demands(t), register.Question{Kind: policy.Seclusion, At: at(d), School: school})
	return fmt.Sprint(a.Outcome(policy.RuleID(policy.StaffAvailable)), " ", a.Outcome(policy.RuleID(policy.PreventionProcedures)), " ", a.Outcome("two"))
}

// schoolsAsked are the schools that there are questions about.
func schoolsAsked(s *register.Standing, p *policy.Profile, also ...register.Question) (ids []string) {
	for q := range s.Questions(p, policy.Seclusion, t0, also...) {
		if q.Place == "" && q.Student == "" {
			ids = append(ids, q.School)
		}
	}
	return ids
}

// The one school is one, by its name and without it, in whatever order it came to be known.
func TestTheOneSchoolIsFoundByNameAndWithout(t *testing.T) {
	named := func(subject string) func(*register.Standing) {
		return func(s *register.Standing) {
			put(t, s, "", credential(policy.StaffAvailable, subject, 0, 5*h), withdrawn(policy.PreventionProcedures, subject, 0))
		}
	}
	trained := func(s *register.Standing) {
		for _, who := range []string{"ash", "birch"} {
			put(t, s, "", credential(policy.TrainedFBA, who, 0, -1), credential(policy.TrainedTCI, who, 0, -1))
		}
	}
	staff := func(school string) func(*register.Standing) {
		return func(s *register.Standing) { require.NoError(t, s.Staff(school, "ash", "birch")) }
	}
	for name, steps := range map[string][]func(*register.Standing){
		"by its facts":                      {named("school-1"), trained},
		"by its staff, afterwards":          {named(""), trained, staff("school-1")},
		"by its staff, before":              {staff("school-1"), trained, named("")},
		"staff without it, afterwards":      {named("school-1"), trained, staff("")},
		"staff without it, before":          {staff(""), trained, named("school-1")},
		"with facts and staff under a name": {staff("school-1"), trained, named("school-1")},
	} {
		var s register.Standing
		for _, step := range steps {
			step(&s)
		}
		for _, school := range []string{"", "school-1"} {
			assert.Equal(t, "satisfied breached satisfied", schoolRules(t, &s, school, h), "%s, of %q", name, school)
			assert.Equal(t, policy.Yes, s.Holds(policy.Seclusion, policy.StaffAvailable, school, at(h)), "%s, of %q", name, school)
			assert.Len(t, slices.Collect(s.Holding(school, at(h))), 1, name)
		}
		assert.Equal(t, []string{"school-1"}, schoolsAsked(&s, nil), name)
		assert.Equal(t, []string{"school-1"}, schoolsAsked(&s, nil, register.Question{}), name)
		assert.Equal(t, "undetermined undetermined undetermined", schoolRules(t, &s, "school-9", h), "one that is not known")
		ls, err := s.Lapses(demands(t), nil, t0, at(9*h), policy.Seclusion)
		require.NoError(t, err)
		for l := range ls {
			require.Len(t, l.Findings, 1, name)
			assert.Equal(t, "school-1", l.Findings[0].Subject, name)
		}
		s.Remove("")
		assert.Equal(t, 4, s.Len(), "only the people are left")
	}
}

// A renewal under the name carries on what was put in without one, and of two with one From the one that was put in last counts.
func TestTheOneSchoolHasOneCourse(t *testing.T) {
	for _, subjects := range [][2]string{{"", "school-1"}, {"school-1", ""}} {
		s := standing(t, credential(policy.StaffAvailable, subjects[0], 0, 5*h), credential(policy.StaffAvailable, subjects[1], 4*h, 7*h))
		es := slices.Collect(s.Ends(t0, at(9*h)))
		require.Len(t, es, 1)
		assert.Equal(t, at(7*h), es[0].At)
		s = standing(t, credential(policy.StaffAvailable, subjects[0], 0, -1), withdrawn(policy.StaffAvailable, subjects[1], 0))
		assert.Equal(t, policy.No, s.Holds("", policy.StaffAvailable, "", t0))
		assert.Equal(t, policy.No, s.Holds("", policy.StaffAvailable, "school-1", t0))
	}
}

// What was put in without a Subject is of no school that is known by a name, where there are several, and of the other once one is gone.
func TestWhatIsOfNoSchoolAmongSeveral(t *testing.T) {
	s := standing(t, credential(policy.StaffAvailable, "", 0, 5*h))
	was := s.Ends(t0, at(9*h))
	put(t, s, "", credential(policy.PreventionProcedures, "school-1", 0, -1))
	assert.Equal(t, policy.Yes, s.Holds("", policy.StaffAvailable, "school-1", t0))
	assert.Len(t, ends(s, 0, 9*h), 1)
	put(t, s, "", credential(policy.StaffAvailable, "school-2", 0, 6*h))
	assert.Equal(t, policy.NotRecorded, s.Holds("", policy.StaffAvailable, "school-1", t0))
	assert.Equal(t, policy.Yes, s.Holds("", policy.StaffAvailable, "", t0))
	assert.Equal(t, []string{"", "school-1", "school-2"}, schoolsAsked(s, nil))
	assert.Equal(t, []string{" staff-available 5h0m0s", "school-2 staff-available 6h0m0s"}, ends(s, 0, 9*h))
	put(t, s, "", credential(policy.TrainedFBA, "ash", 0, -1), credential(policy.TrainedTCI, "ash", 0, 2*h))
	assert.Equal(t, "satisfied undetermined undetermined", schoolRules(t, s, "", h), "nobody said where ash works")
	s.Remove("school-1")
	assert.Equal(t, []string{"school-2"}, schoolsAsked(s, nil))
	assert.Equal(t, []string{"ash trained-tci 2h0m0s", "school-2 staff-available 6h0m0s"}, ends(s, 0, 9*h), "one course of one school")
	s.Remove("")
	assert.Equal(t, []string{""}, schoolsAsked(s, nil))
	assert.Equal(t, 2, s.Len())
	assert.Equal(t, []string{" staff-available 5h0m0s"}, listed(slices.Collect(was)), "what was asked for stays")

	s = standing(t, credential(policy.StaffAvailable, "school-1", 0, -1))
	put(t, s, "", credential(policy.StaffAvailable, "", 0, -1))
	require.NoError(t, s.Staff("school-2", "ash"))
	assert.Equal(t, policy.Yes, s.Holds("", policy.StaffAvailable, "school-1", t0), "the same again without the name took nothing from it")
}

// The training of one who works at the one school bears on it by its name, and on it once, however often its staff was named.
func TestATrainingThatExpiresAtTheOneSchool(t *testing.T) {
	for name, schools := range map[string][]string{"nobody named": nil, "without the name": {""}, "by it": {"school-1"}, "both": {"", "school-1"}} {
		s := standing(t, credential(policy.TrainedFBA, "ash", 0, -1), credential(policy.TrainedTCI, "ash", 0, 2*h),
			credential(policy.TrainedFBA, "birch", 0, -1), credential(policy.TrainedTCI, "birch", 0, -1))
		for _, school := range schools {
			require.NoError(t, s.Staff(school, "ash", "birch"), name)
		}
		put(t, s, "", credential(policy.StaffAvailable, "school-1", 0, -1))
		ls, err := s.Lapses(demands(t), policytest.Calendar(), t0, at(9*h), policy.Seclusion)
		require.NoError(t, err)
		var told []string
		for l := range ls {
			for _, f := range l.Findings {
				told = append(told, fmt.Sprint(f.Subject, " ", f.Rule))
			}
		}
		assert.Equal(t, []string{"school-1 two", "ash by"}, told, name)
		require.NoError(t, s.Staff("school-1", "birch"))
		told = nil
		for l := range ls { // judged by who works there when it is ranged over
			for _, f := range l.Findings {
				told = append(told, fmt.Sprint(f.Subject, " ", f.Rule))
			}
		}
		assert.Equal(t, []string{"ash by"}, told, name)
	}
}

// Whatever comes in which order, an empty ID is the one school by what is on record then.
func TestTheOneSchoolIsTheNaiveOne(t *testing.T) {
	p, subjects := demands(t), []string{"", "a", "b"}
	rapid.Check(t, func(t *rapid.T) {
		var s register.Standing
		var all []told
		staff := map[string]bool{}
		known := func(more ...told) []string {
			ids := map[string]bool{}
			for _, o := range slices.Concat(all, more) {
				ids[o.c.Subject] = true
			}
			for id := range staff {
				ids[id] = true
			}
			delete(ids, "")
			return slices.Sorted(maps.Keys(ids))
		}
		home := func() string {
			if ids := known(); len(ids) == 1 {
				return ids[0]
			}
			return ""
		}
		for range rapid.IntRange(1, 12).Draw(t, "steps") {
			id := rapid.SampledFrom(subjects).Draw(t, "school")
			switch rapid.IntRange(0, 7).Draw(t, "what") {
			case 0:
				gone := cmp.Or(id, home())
				was := home()
				s.Remove(id)
				all = slices.DeleteFunc(all, func(o told) bool { return cmp.Or(o.c.Subject, was) == gone })
			case 1:
				if err := s.Staff(id, "ash"); id == "" && len(known()) > 1 {
					require.Error(t, err)
				} else {
					require.NoError(t, err)
					staff[cmp.Or(id, home())] = true
				}
			default:
				one := someTold(t, ofSchools)
				one.c.Subject = id
				if err := s.Put(one.kind, one.c); id == "" && len(known(one)) > 1 {
					require.Error(t, err)
				} else {
					require.NoError(t, err)
					all = append(all, one)
				}
			}
			if rapid.Bool().Draw(t, "ask between") {
				s.Ends(time.Time{}, time.Time{})
			}
		}
		only := home()
		moved := slices.Clone(all)
		for i := range moved {
			moved[i].c.Subject = cmp.Or(moved[i].c.Subject, only)
		}
		endings := map[string]bool{}
		for _, id := range subjects {
			for _, f := range ofSchools {
				for hour := time.Duration(-1); hour <= 7; hour++ {
					for _, d := range []time.Duration{-ns, 0} {
						x := at(hour*h + d)
						want := policy.NotRecorded
						if c, any := counting(moved, policy.Seclusion, f, cmp.Or(id, only), x); c != nil {
							want = c.Answer
						} else if any {
							want = policy.No
						}
						require.Equal(t, want, s.Holds(policy.Seclusion, f, id, x), "%s of %q at %s", f, id, x)
						outcome := [...]policy.Outcome{policy.Undetermined, policy.Breached, policy.Satisfied}[want]
						require.Equal(t, outcome, inspected(t, &s, p, register.Question{Kind: policy.Seclusion, At: x, School: id}).Outcome(policy.RuleID(f)))
					}
					if s.Holds(policy.Seclusion, f, id, at(hour*h-ns)) == policy.Yes && s.Holds(policy.Seclusion, f, id, at(hour*h)) != policy.Yes {
						endings[fmt.Sprint(cmp.Or(id, only), " ", f, " ", hour*h)] = true
					}
				}
			}
		}
		listed := map[string]bool{}
		ls, err := s.Lapses(p, policytest.Calendar(), time.Time{}, time.Time{}, policy.Seclusion)
		require.NoError(t, err)
		for l := range ls {
			if e := l.Ending; !e.Again.Equal(e.At) {
				require.Len(t, l.Findings, 1)
				require.Equal(t, cmp.Or(e.Credential.Subject, only), l.Findings[0].Subject)
				line := fmt.Sprint(cmp.Or(e.Credential.Subject, only), " ", e.Credential.Fact, " ", e.At.Sub(t0))
				require.False(t, listed[line], "once")
				listed[line] = true
			}
		}
		require.Equal(t, endings, listed)
		asked := known()
		if len(asked) == 0 || slices.ContainsFunc(moved, func(o told) bool { return o.c.Subject == "" }) || staff[""] && only == "" {
			asked = slices.Insert(asked, 0, "")
		}
		require.Equal(t, asked, schoolsAsked(&s, nil))
	})
}

func TestPutRefusesNoSubjectAmongSeveralSchools(t *testing.T) {
	of := func(subject string) policy.Credential { return credential(policy.StaffAvailable, subject, 0, -1) }
	var bad *policy.RecordError
	for name, c := range map[string]struct {
		before, now []policy.Credential
		staff       string
	}{
		"known by facts":    {before: []policy.Credential{of("school-1"), of("school-2")}, now: []policy.Credential{of("")}},
		"known by staff":    {before: []policy.Credential{of("school-1")}, staff: "school-2", now: []policy.Credential{of("")}},
		"one by this call":  {before: []policy.Credential{of("school-1")}, now: []policy.Credential{of(""), of("school-2")}},
		"both by this call": {now: []policy.Credential{of("school-2"), of(""), of("school-1")}},
		"of a board's own": {before: []policy.Credential{of("school-1"), of("school-2")},
			now: []policy.Credential{{Fact: "ourboard/ready", Answer: policy.Yes}}},
	} {
		s := standing(t, c.before...)
		if c.staff != "" {
			require.NoError(t, s.Staff(c.staff, "ash"))
		}
		was, asked := s.Len(), schoolsAsked(s, nil)
		require.ErrorAs(t, s.Put("", c.now...), &bad, name)
		assert.Equal(t, "standing.subject", bad.Field)
		assert.NotContains(t, bad.Error(), "school-1")
		assert.Equal(t, was, s.Len(), name)
		assert.Equal(t, asked, schoolsAsked(s, nil), "%s: nothing has changed", name)
	}
	s := standing(t, of("school-1"), of(""))
	require.NoError(t, s.Put("", of("")), "one is known")
	require.NoError(t, s.Put("", of("school-2")))
	require.ErrorAs(t, s.Staff("", "ash"), &bad)
	assert.Equal(t, "staff", bad.Field)
	assert.NotContains(t, bad.Error(), "school-1")
}

// Of a fact of a board's own only the profile says that it is a school's.
func TestTheOneSchoolThatOnlyAProfileKnows(t *testing.T) {
	const ready = policy.Fact("ourboard/ready")
	own := policy.Regulation{ID: "own", Short: "Own", Facts: []policy.FactSpec{{Name: ready, Sort: policy.Standing, About: policy.AboutSchool}},
		Rules: []policy.Rule{policy.At{Header: policy.Header{Name: "ready", Clauses: []string{"1"}, Demand: "it is ready"},
			On: []policy.Activity{policy.Inspect}, Holds: policy.Is(ready)},
			policy.At{Header: policy.Header{Name: "available", Clauses: []string{"2"}, Demand: "staff are there"},
				On: []policy.Activity{policy.Inspect}, Holds: policy.Is(policy.StaffAvailable)}}}
	p := own.MustBuild()
	outcomes := func(s *register.Standing, school string) string {
		a := inspected(t, s, p, register.Question{Kind: policy.Seclusion, At: at(h), School: school})
		return fmt.Sprint(a.Outcome("ready"), " ", a.Outcome("available"))
	}
	s := standing(t, credential(ready, "school-1", 0, 3*h), credential(policy.StaffAvailable, "", 0, h))
	assert.Equal(t, "satisfied breached", outcomes(s, ""))
	assert.Equal(t, "satisfied breached", outcomes(s, "school-1"))
	assert.Equal(t, []string{"school-1"}, schoolsAsked(s, p))
	ls, err := s.Lapses(p, nil, t0, at(9*h), policy.Seclusion)
	require.NoError(t, err)
	var of []string
	for l := range ls {
		for _, f := range l.Findings {
			of = append(of, f.Subject+" "+string(f.Rule))
		}
	}
	assert.Equal(t, []string{"school-1 available", "school-1 ready"}, of)
	put(t, s, "", credential(ready, "school-2", 0, -1))
	assert.Equal(t, "undetermined breached", outcomes(s, ""))
	assert.Equal(t, "satisfied undetermined", outcomes(s, "school-1"))
	assert.Equal(t, []string{"", "school-1", "school-2"}, schoolsAsked(s, p))
}

// Lapses judges by what is on record when it is ranged over, also of a subject that was taken out and put in again meanwhile.
func TestAnEndingKeepsItsClausesAfterRemoveAndPut(t *testing.T) {
	room, school := credential(policy.DesignatedRoom, room, 0, 2*h), credential(policy.StaffAvailable, "", 0, 2*h)
	s := standing(t, room, school)
	ls, err := s.Lapses(cbe3007.Profile(), policytest.Calendar(), t0, at(9*h), policy.Seclusion)
	require.NoError(t, err)
	clauses := func() (all []string) {
		for l := range ls {
			for _, f := range l.Findings {
				all = append(all, f.Clauses...)
			}
		}
		return all
	}
	want := []string{"7(6)(e)", "7(12)(a)", "6(3)"}
	assert.Equal(t, want, clauses())
	s.Remove(room.Subject)
	assert.Equal(t, want[:1], clauses(), "a room that is no more")
	put(t, s, "", room)
	assert.Equal(t, want, clauses())
	require.NoError(t, s.Staff("school-1", "ash"))
	assert.Equal(t, want, clauses(), "the school has a name now")
	put(t, s, "", credential(policy.DesignatedRoom, room.Subject, h, -1))
	assert.Equal(t, want[:1], clauses(), "a renewal")
}

func TestAnEndingIsOfTheKindForWhichItHolds(t *testing.T) {
	s := standing(t, credential(policy.DesignatedRoom, room, -1, 10*h))
	put(t, s, policy.Seclusion, credential(policy.DesignatedRoom, room, -1, 5*h))
	assert.Equal(t, []string{"room-1 designated-room 10h0m0s", "room-1 designated-room 10h0m0s of seclusion"}, ends(s, 0, 99*h))
	p := demands(t)
	assert.Equal(t, []string{"room-1 designated-room 10h0m0s; seclusion breached 1"}, lapses(t, s, p, 0, 99*h, policy.Seclusion), "not that of the others")
	assert.Equal(t, []string{"room-1 designated-room 10h0m0s; time-out breached 1"}, lapses(t, s, p, 0, 99*h, policy.TimeOut))
	assert.Equal(t, []string{"room-1 designated-room 10h0m0s; time-out breached 1", "room-1 designated-room 10h0m0s; seclusion breached 1"},
		lapses(t, s, p, 0, 99*h, policy.Seclusion, policy.TimeOut))
}

func TestAKindThatIsNamedTwiceIsAskedForOnce(t *testing.T) {
	s := standing(t, credential(policy.DesignatedRoom, room, -1, h))
	assert.Equal(t, []string{"room-1 designated-room 1h0m0s; time-out breached 1; seclusion breached 1"},
		lapses(t, s, demands(t), 0, 9*h, policy.TimeOut, policy.Seclusion, policy.TimeOut, policy.Seclusion))
}

// One more credential than an event can hold does not make another error of the same fault.
func TestCheckErrorsHoweverMuchIsOnRecord(t *testing.T) {
	for _, n := range []int{policy.MaxStanding - 1, policy.MaxStanding, policy.MaxStanding + 1, 2*policy.MaxStanding + 1} {
		s, p := &register.Standing{}, demands(t)
		for i := range n {
			put(t, s, "", credential(policy.Fact(fmt.Sprint("ourboard/f", i)), room, -1, -1))
		}
		var bad *policy.RecordError
		for field, q := range map[string]register.Question{"kind": {At: t0, Place: room}, "at": {Kind: policy.Seclusion, Place: room},
			"student": {Kind: policy.Seclusion, At: t0, Place: room, Student: " x"}} {
			_, err := s.Check(p, nil, q)
			require.ErrorAs(t, err, &bad, n)
			assert.Equal(t, field, bad.Field, n)
		}
		var unknown *policy.ProfileError
		_, err := s.Check(nil, nil, register.Question{Kind: policy.Seclusion, At: t0, Place: room})
		require.ErrorAs(t, err, &unknown, n)
		inspected(t, s, p, register.Question{Kind: policy.Seclusion, At: t0, Place: room})
	}
}

// A check is of its instant alone: what has run out by another only the next one finds.
func TestACheckIsOfItsInstantAlone(t *testing.T) {
	s, p := standing(t, credential(policy.DesignatedRoom, room, -1, h)), demands(t)
	q := register.Question{Kind: policy.Seclusion, At: at(h - ns), Place: room}
	a := inspected(t, s, p, q)
	assert.Equal(t, policy.Satisfied, a.Outcome(policy.RuleID(policy.DesignatedRoom)))
	_, changes := a.Changes()
	assert.False(t, changes)
	assert.Equal(t, policy.Satisfied, a.Later(at(h)).Outcome(policy.RuleID(policy.DesignatedRoom)))
	q.At = at(h)
	assert.Equal(t, policy.Breached, inspected(t, s, p, q).Outcome(policy.RuleID(policy.DesignatedRoom)))
}

// A board: people with five trainings, rooms with eight facts, plans with seven, a part of which end in each week of the year.
func bigBoard(t require.TestingT, people, rooms, plans int) *register.Standing {
	var s register.Standing
	n := 0
	fill := func(subject string, facts ...policy.Fact) {
		cs := make([]policy.Credential, 0, len(facts))
		for _, f := range facts {
			n++
			cs = append(cs, credential(f, subject, -1, time.Duration(n%365)*days))
		}
		put(t, &s, "", cs...)
	}
	for i := range people {
		fill(fmt.Sprint("staff-", i), policy.Trained, policy.Qualified, policy.Authorized, policy.TrainedFBA, policy.TrainedTCI)
		if i%50 == 49 {
			var staff []string
			for j := i - 49; j <= i; j++ {
				staff = append(staff, fmt.Sprint("staff-", j))
			}
			require.NoError(t, s.Staff(fmt.Sprint("school-", i/50), staff...))
		}
	}
	for i := range rooms {
		fill(fmt.Sprint("room-", i), policy.DesignatedRoom, policy.RoomKeepsDignity, policy.RoomEasyAccess, policy.RoomObservable, policy.RoomAwayFromStairs,
			policy.RoomMeetsRequirements, policy.RoomSafeAndHumane, policy.RoomFreeOfHazards)
	}
	for i := range plans {
		fill(fmt.Sprint("student-", i), policy.WrittenConsent, policy.StudentInvolved, policy.PlanDocumentsPrevention, policy.FunctionalData,
			policy.PlanInputOffered, policy.PlanTransitions, policy.PlanStepDown)
	}
	return &s
}

// Asking what runs out looks at nothing but what runs out.
func TestEndsOfABigBoardAllocateLittle(t *testing.T) {
	s := bigBoard(t, 100, 10, 200)
	s.Ends(t0, t0)
	assert.LessOrEqual(t, testing.AllocsPerRun(10, func() {
		for range s.Ends(at(30*days), at(37*days)) {
		}
	}), 5.0)
	assert.LessOrEqual(t, testing.AllocsPerRun(10, func() { s.Holds("", policy.Trained, "staff-7", at(days)) }), 0.0)
}

func BenchmarkStandingPut(b *testing.B) {
	for b.Loop() {
		bigBoard(b, 10_000, 500, 20_000)
	}
}

func BenchmarkStandingFirstEnds(b *testing.B) {
	for b.Loop() {
		b.StopTimer()
		s := bigBoard(b, 10_000, 500, 20_000)
		b.StartTimer()
		s.Ends(at(30*days), at(60*days))
	}
}

func BenchmarkStandingEndsOfAMonth(b *testing.B) {
	s, n := bigBoard(b, 10_000, 500, 20_000), 0
	s.Ends(t0, t0)
	for b.Loop() {
		n = 0
		for range s.Ends(at(30*days), at(60*days)) {
			n++
		}
	}
	b.ReportMetric(float64(n), "endings")
}

func BenchmarkStandingEndsAfterAPut(b *testing.B) {
	s, i := bigBoard(b, 10_000, 500, 20_000), 0
	s.Ends(t0, t0)
	for b.Loop() {
		i++
		put(b, s, "", credential(policy.Trained, "staff-7", time.Duration(i%100)*h, 400*days))
		s.Ends(at(30*days), at(31*days))
	}
}

func BenchmarkStandingEnded(b *testing.B) {
	s, n := bigBoard(b, 10_000, 500, 20_000), 0
	s.Ends(t0, t0)
	for b.Loop() {
		n = 0
		for range s.Ended(at(180 * days)) {
			n++
		}
	}
	b.ReportMetric(float64(n), "endings")
}

func BenchmarkStandingCheckEverything(b *testing.B) {
	s, n, p := bigBoard(b, 10_000, 500, 20_000), 0, cbe3007.Profile()
	for b.Loop() {
		n = 0
		for q := range s.Questions(p, policy.Seclusion, at(180*days)) {
			inspected(b, s, p, q)
			n++
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n), "ns/question")
	b.ReportMetric(float64(n), "questions")
}

// BenchmarkStandingInspect is what one of those questions costs the judge alone.
func BenchmarkStandingInspect(b *testing.B) {
	s, p := bigBoard(b, 0, 0, 1), cbe3007.Profile()
	var cs []policy.Credential
	for e := range s.Holding("student-0", at(-days)) {
		cs = append(cs, e.Credential)
	}
	for b.Loop() {
		_, err := p.Inspect(policytest.Calendar(), policy.Event{Kind: policy.Seclusion, At: at(180 * days), Student: "student-0", Standing: cs})
		require.NoError(b, err)
	}
}

func BenchmarkStandingLapsesOfADay(b *testing.B) {
	s, n, p := bigBoard(b, 10_000, 500, 20_000), 0, cbe3007.Profile()
	for b.Loop() {
		ls, err := s.Lapses(p, policytest.Calendar(), at(30*days), at(31*days), policy.Seclusion)
		require.NoError(b, err)
		n = 0
		for range ls {
			n++
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n), "ns/ending")
	b.ReportMetric(float64(n), "endings")
}

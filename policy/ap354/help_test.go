package ap354_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/ap354"
	"github.com/leastrestrictive/interventions/policy/policytest"
)

var ap = ap354.Profile

var emergency = []policy.Kind{policy.Seclusion, policy.Restraint}

const tick = time.Nanosecond

// under is the profile under other answers. Each is built once.
func under(tb require.TestingT, choices ...policy.Choice) *policy.Profile {
	if len(choices) == 0 {
		return ap()
	}
	key := fmt.Sprint(choices)
	if p, ok := profiles.Load(key); ok {
		return p.(*policy.Profile)
	}
	p, err := ap().Choose(choices...)
	require.NoError(tb, err)
	profiles.Store(key, p)
	return p
}

var profiles sync.Map

func answer(reading, is string) policy.Choice { return policy.Choice{Reading: reading, Answer: is} }

// answers lists every answer to every reading, the defaults too.
func answers() []policy.Choice {
	var cs []policy.Choice
	for r := range ap().Readings() {
		for _, a := range append([]string{r.Default}, r.Alternatives...) {
			cs = append(cs, answer(r.ID, a))
		}
	}
	return cs
}

// shared are the scenarios that the others begin with, by their titles.
func shared(tb require.TestingT) []policytest.Scenario {
	text, err := os.ReadFile(filepath.Join(rulesFolder, sharedFile))
	require.NoError(tb, err)
	ss, err := policytest.Parse(string(text))
	require.NoError(tb, err)
	return ss
}

// flawless are the events of an incident that keeps every clause: a start, a review, a check, a release after five minutes, a call, a
// record and two reports.
func flawless(tb require.TestingT, kind policy.Kind) []policy.Event {
	ss := shared(tb)
	i := slices.IndexFunc(ss, func(s policytest.Scenario) bool { return s.Kind == kind })
	require.GreaterOrEqual(tb, i, 0, kind)
	es := slices.Clone(ss[i].Events)
	for j := range es {
		es[j].Facts, es[j].Standing = slices.Clone(es[j].Facts), slices.Clone(es[j].Standing)
	}
	return es
}

func start() time.Time { return policytest.Start() }

// clock is a time on the day of the start, or so many days later.
func clock(day, hour, minute int) time.Time {
	s := start()
	return time.Date(s.Year(), s.Month(), s.Day()+day, hour, minute, 0, 0, s.Location())
}

func find(tb require.TestingT, es []policy.Event, id string) *policy.Event {
	i := slices.IndexFunc(es, func(e policy.Event) bool { return e.ID == id })
	require.GreaterOrEqual(tb, i, 0, id)
	return &es[i]
}

func without(es []policy.Event, ids ...string) []policy.Event {
	return slices.DeleteFunc(slices.Clone(es), func(e policy.Event) bool { return slices.Contains(ids, e.ID) })
}

// state answers facts of an event; those not recorded are taken out.
func state(e *policy.Event, a policy.Answer, fs ...policy.Fact) {
	e.Facts = slices.DeleteFunc(slices.Clone(e.Facts), func(s policy.Stated) bool { return slices.Contains(fs, s.Fact) })
	if a != policy.NotRecorded {
		e.Facts = append(e.Facts, stated(a, fs...)...)
	}
}

// file answers a standing fact of a subject; what is not recorded is taken off the registers.
func file(e *policy.Event, a policy.Answer, f policy.Fact, subject string) {
	e.Standing = slices.DeleteFunc(slices.Clone(e.Standing), func(c policy.Credential) bool {
		return c.Fact == f && (c.Subject == subject || subject == "")
	})
	if a != policy.NotRecorded {
		e.Standing = append(e.Standing, policy.Credential{Fact: f, Subject: subject, Answer: a})
	}
}

func stated(a policy.Answer, fs ...policy.Fact) []policy.Stated {
	var ss []policy.Stated
	for _, f := range fs {
		ss = append(ss, policy.Stated{Fact: f, Answer: a})
	}
	return ss
}

// person is somebody of the fake school, and anybody else a parent.
func person(id string) []policy.Person {
	p, ok := policytest.Person(id)
	if !ok {
		p = policy.Person{ID: id, Role: policy.Parent}
	}
	return []policy.Person{p}
}

func open(tb require.TestingT, p *policy.Profile, kind policy.Kind, cal policy.Calendar, es []policy.Event) *policy.Case {
	c, err := policy.Open(p, policytest.Lifecycle(kind), cal, "incident-0001")
	require.NoError(tb, err)
	for _, e := range es {
		_, err := c.Add(e)
		require.NoError(tb, err)
	}
	return c
}

// judge judges events at the fake school.
func judge(tb require.TestingT, p *policy.Profile, kind policy.Kind, es []policy.Event, now time.Time) policy.Assessment {
	return open(tb, p, kind, policytest.Calendar(), es).Assess(now)
}

func later() time.Time { return start().AddDate(0, 1, 0) }

// found lists what was not simply kept, as "rule outcome", each once.
func found(a policy.Assessment) []string {
	var out []string
	for f := range a.Findings() {
		out = append(out, string(f.Rule)+" "+f.Outcome.String())
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// findings are those of one rule, kept and pending ones too.
func findings(a policy.Assessment, r policy.RuleID) []policy.Finding {
	return slices.DeleteFunc(slices.Collect(a.All()), func(f policy.Finding) bool { return f.Rule != r })
}

func finding(tb require.TestingT, a policy.Assessment, r policy.RuleID) policy.Finding {
	fs := findings(a, r)
	require.Len(tb, fs, 1, "findings of %s", r)
	return fs[0]
}

func lacks(f policy.Finding) []policy.Fact {
	var fs []policy.Fact
	for _, m := range f.Missing {
		fs = append(fs, m.Fact)
	}
	return fs
}

func TestTheFlawlessIncidentIsFlawless(t *testing.T) {
	for _, kind := range emergency {
		for _, c := range answers() {
			a := judge(t, under(t, c), kind, flawless(t, kind), later())
			require.Empty(t, found(a), "%s under %v", kind, c)
			require.Empty(t, slices.Collect(a.Due()), "%s under %v", kind, c)
		}
	}
}

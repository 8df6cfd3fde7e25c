package register_test

import (
	"slices"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/policytest"
	"github.com/leastrestrictive/interventions/policy/register"
)

const minute, ns = time.Minute, time.Nanosecond

var t0 = policytest.Start()

func at(d time.Duration) time.Time { return t0.Add(d) }

func people(ids ...string) []policy.Person {
	var ps []policy.Person
	for _, id := range ids {
		p, ok := policytest.Person(id)
		if !ok {
			p = policy.Person{ID: id, Role: policy.SchoolStaff}
		}
		ps = append(ps, p)
	}
	return ps
}

func yes(fs ...policy.Fact) []policy.Stated { return stated(policy.Yes, fs...) }

func stated(a policy.Answer, fs ...policy.Fact) []policy.Stated {
	var ss []policy.Stated
	for _, f := range fs {
		ss = append(ss, policy.Stated{Fact: f, Answer: a})
	}
	return ss
}

// grounds are those under which any kind may begin.
func grounds() []policy.Stated {
	return slices.Concat(yes(policy.Emergency, policy.DangerToSelf, policy.DangerToOthers, policy.LessRestrictiveIneffective,
		policy.ThreatCanBeDiminished, policy.VisualMonitoring, policy.AuralMonitoring, policy.MeansToBeMonitored),
		stated(policy.No, policy.SelfInjuryRisk, policy.SelfInjuriousBehaviour, policy.AsBehaviourManagement, policy.AsConsequence, policy.AsCorporalPunishment,
			policy.AsUniversalSupport, policy.AsCalmingStrategy, policy.SecludedSpace, policy.ToForceCompliance, policy.InPlaceOfSupport,
			policy.StopsPropertyDamage, policy.ForTransfer))
}

// registers are those of the fake school, where nothing is known to be dangerous or planned.
func registers() []policy.Credential {
	rs := policytest.Registers()
	for i := range rs {
		switch rs[i].Fact {
		case policy.SeclusionContraindicated, policy.RestraintContraindicated, policy.PlannedMeasure:
			rs[i].Answer = policy.No
		}
	}
	return rs
}

func start(d time.Duration, id string) policy.Event {
	return policy.Event{ID: id, Activity: policy.Initiate, At: at(d), By: people("ash", "birch"), Student: policytest.Student, Place: policytest.Room,
		Facts: grounds(), Standing: registers()}
}

func check(d time.Duration, id string) policy.Event {
	return policy.Event{ID: id, Activity: policy.Monitor, At: at(d), By: people("ash"), Facts: yes(policy.FaceToFace)}
}

func review(d time.Duration, id string) policy.Event {
	return policy.Event{ID: id, Activity: policy.Review, At: at(d), By: people("ash", "birch"),
		Facts: slices.Concat(yes(policy.FaceToFace, policy.Continue), yes(policy.DangerToSelf, policy.DangerToOthers))}
}

func release(d time.Duration, id string) policy.Event {
	return policy.Event{ID: id, Activity: policy.Release, At: at(d), By: people("ash", "birch"), Facts: yes(policy.DoorOpened)}
}

func reached(d time.Duration, id string) policy.Event {
	return policy.Event{ID: id, Activity: policy.Contact, At: at(d), By: people("oak"), To: people("parent-1"), Facts: yes(policy.Reached)}
}

func debrief(d time.Duration, id string, by ...string) policy.Event {
	return policy.Event{ID: id, Activity: policy.Debrief, At: at(d), By: people(by...)}
}

// held is an intervention with a check and a review every two minutes.
func held(incident string, kind policy.Kind, from, until time.Duration, more ...policy.Event) register.Part {
	es := []policy.Event{start(from, "start")}
	for d := from + 2*minute; d < until; d += 2 * minute {
		es = append(es, check(d, "check-"+(d-from).String()), review(d, "review-"+(d-from).String()))
	}
	es = append(es, release(until, "release"))
	return register.Part{Incident: incident, Lifecycle: policytest.Lifecycle(kind), Events: append(es, more...)}
}

// from says that the start of a part names another incident.
func from(p register.Part, other register.Part) register.Part {
	p.Events = slices.Clone(p.Events)
	p.Events[0].Other = &policy.Part{Incident: other.Incident, Kind: other.Lifecycle.Kind()}
	return p
}

func link(t require.TestingT, p *policy.Profile, gap time.Duration, parts ...register.Part) []register.Chain {
	chains, err := register.Link(p, policytest.Calendar(), gap, parts...)
	require.NoError(t, err)
	return chains
}

// one is the only chain.
func one(t require.TestingT, p *policy.Profile, parts ...register.Part) register.Chain {
	chains := link(t, p, register.Gap, parts...)
	require.Len(t, chains, 1)
	return chains[0]
}

func of(rule policy.RuleID, fs []policy.Finding) []policy.Finding {
	return slices.DeleteFunc(slices.Clone(fs), func(f policy.Finding) bool { return f.Rule != rule })
}

func outcomes(fs []policy.Finding) []policy.Outcome {
	var os []policy.Outcome
	for _, f := range fs {
		os = append(os, f.Outcome)
	}
	return os
}

func findings(a register.ChainAssessment) []policy.Finding { return slices.Collect(a.Findings()) }

const days = 24 * time.Hour

package cbe3007_test

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
	"github.com/leastrestrictive/interventions/policy/policytest"
)

var update = flag.Bool("update", false, "write what is found into the scenarios of testdata/rules")

const (
	rulesFolder = "testdata/rules"
	sharedFile  = "shared.txt"
)

func TestScenarios(t *testing.T) {
	policytest.Files(t, cbe3007.Profile(), rulesFolder, *update)
}

// What a rule is found broken with, where no incident can break it alone: clauses that say the same, or to which it is the remedy.
var inseparable = map[policy.RuleID][]policy.RuleID{
	cbe3007.NotAtRiskOfSelfInjury:          {cbe3007.NoSelfInjuryWhileHeld},  // who begins at risk is held at risk
	cbe3007.NotContinuedAtRiskOfSelfInjury: {cbe3007.NoSelfInjuryWhileHeld},  // and who goes on
	cbe3007.ParentsInformedAfterAll:        {cbe3007.ParentsInformedSameDay}, // owed only where that was excused
	cbe3007.DirectorNotified:               {cbe3007.InDesignatedRoom},       // owed only where that is broken
	cbe3007.ContactDocumented:              {cbe3007.ParentsInformedSameDay}, // a contact is on record by having taken place
	cbe3007.Documented: {cbe3007.PreventionDocumented, cbe3007.DetailsDocumented, cbe3007.CourseDocumented, cbe3007.UnderstandingDocumented,
		cbe3007.SafetyDocumented, cbe3007.HandsOnDocumented}, // no record has no items
	// Owed only past the limit.
	cbe3007.PlanStepsPastThirtyMinutes: {cbe3007.SeclusionAtMostThirtyMinutes, cbe3007.RestraintAtMostThirtyMinutes},
}

// A standing is where a rule stands: for these kinds by default, and under these other answers.
type standing struct {
	kinds []policy.Kind
	under []policy.Choice
}

func standings(t *testing.T) map[policy.RuleID]*standing {
	all := map[policy.RuleID]*standing{}
	add := func(h policy.Header) *standing {
		s := all[h.Name]
		if s == nil {
			s = &standing{}
			all[h.Name] = s
		}
		kinds := h.Kinds
		if len(kinds) == 0 {
			kinds = []policy.Kind{policy.Seclusion, policy.Restraint, policy.TimeOut}
		}
		for _, k := range kinds {
			if !slices.Contains(s.kinds, k) {
				s.kinds = append(s.kinds, k)
			}
		}
		return s
	}
	p := cbe3007.Profile()
	for h := range p.Rules() {
		add(h)
	}
	for r := range p.Readings() {
		for _, answer := range r.Alternatives {
			c := policy.Choice{Reading: r.ID, Answer: answer}
			other, err := p.Choose(c)
			require.NoError(t, err)
			for h := range other.Rules() {
				if s := add(h); slices.Contains(h.Under, c) && !slices.Contains(s.under, c) {
					s.under = append(s.under, c)
				}
			}
			for h := range p.Rules() { // what stands by default, and no longer where the answer is another
				asks := slices.ContainsFunc(h.Under, func(o policy.Choice) bool { return o.Reading == r.ID })
				if s := all[h.Name]; asks && !slices.Contains(s.under, c) {
					s.under = append(s.under, c)
				}
			}
		}
	}
	return all
}

// scenariosOf reads the scenarios of a rule, without those that are shared.
func scenariosOf(t *testing.T, rule policy.RuleID) []policytest.Scenario {
	t.Helper()
	shared, err := os.ReadFile(filepath.Join(rulesFolder, sharedFile))
	require.NoError(t, err)
	own, err := os.ReadFile(filepath.Join(rulesFolder, string(rule)+".txt"))
	require.NoError(t, err)
	before, err := policytest.Parse(string(shared))
	require.NoError(t, err)
	all, err := policytest.Parse(string(shared) + "\n" + string(own))
	require.NoError(t, err)
	require.Greater(t, len(all), len(before), rule)
	return all[len(before):]
}

// outcomes are what is found of a rule in a scenario.
func outcomes(s policytest.Scenario, rule policy.RuleID) []string {
	var out []string
	for _, line := range s.Expected {
		if words := strings.Fields(line); ruleOf(line) == rule {
			out = append(out, words[0])
		}
	}
	return out
}

// ruleOf is the rule of an expected line: the outcome, the clauses, the rule.
func ruleOf(line string) policy.RuleID {
	words := strings.Fields(line)
	if len(words) < 3 {
		return ""
	}
	return policy.RuleID(strings.TrimRight(words[2], ";"))
}

func TestEveryRuleHasItsScenarios(t *testing.T) {
	all := standings(t)
	files, err := os.ReadDir(rulesFolder)
	require.NoError(t, err)
	for _, f := range files {
		if id, ok := strings.CutSuffix(f.Name(), ".txt"); f.Name() != sharedFile {
			require.True(t, ok && all[policy.RuleID(id)] != nil, "%s is of no rule", f.Name())
		}
	}
	for rule, s := range all {
		t.Run(string(rule), func(t *testing.T) {
			scenarios := scenariosOf(t, rule)
			is := func(what string, fits func(policytest.Scenario) bool) {
				assert.True(t, slices.ContainsFunc(scenarios, fits), "there is no scenario that %s", what)
			}
			alone := []policy.RuleID{rule}
			for _, title := range []string{"keeps", "breaks"} {
				is(title, func(c policytest.Scenario) bool {
					return c.Title == title && slices.Equal(c.Rules, alone) && len(c.Under) == 0
				})
			}
			for _, k := range s.kinds {
				is("keeps it, "+string(k), func(c policytest.Scenario) bool {
					return c.Kind == k && strings.HasPrefix(c.Title, "keeps") && slices.Equal(c.Rules, alone) &&
						slices.Equal(outcomes(c, rule), []string{"satisfied"})
				})
				is("breaks it, "+string(k), func(c policytest.Scenario) bool {
					return c.Kind == k && strings.HasPrefix(c.Title, "breaks") && slices.Equal(c.Rules, alone) && isBroken(outcomes(c, rule))
				})
				is("breaks nothing else, "+string(k), func(c policytest.Scenario) bool {
					return c.Kind == k && c.Title == "breaks nothing else, "+strings.ReplaceAll(string(k), "physical-restraint", "physical restraint") &&
						len(c.Rules) == 0 && isBroken(outcomes(c, rule)) && !slices.ContainsFunc(c.Expected, func(line string) bool {
						return ruleOf(line) != rule && !slices.Contains(inseparable[rule], ruleOf(line))
					})
				})
			}
			for _, u := range s.under {
				is("is judged under "+u.Reading+"="+u.Answer, func(c policytest.Scenario) bool { return slices.Contains(c.Under, u) })
			}
		})
	}
}

// isBroken reports whether a rule is found broken, or past its documented default, and nothing else.
func isBroken(found []string) bool {
	return len(found) > 0 && !slices.ContainsFunc(found, func(o string) bool { return o != "breached" && o != "flagged" })
}

// What the others begin with keeps every clause, whatever the readings.
func TestTheSharedScenariosAreFlawless(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(rulesFolder, sharedFile))
	require.NoError(t, err)
	shared, err := policytest.Parse(string(text))
	require.NoError(t, err)
	begun := map[policy.Kind]bool{}
	for _, s := range shared {
		require.Equal(t, []string{"kept"}, s.Expected, s.Title)
		require.Empty(t, s.Rules, s.Title)
		begun[s.Kind] = true
		for r := range cbe3007.Profile().Readings() {
			for _, answer := range r.Alternatives {
				s.Under = []policy.Choice{{Reading: r.ID, Answer: answer}}
				assert.NoError(t, s.Check(cbe3007.Profile()), "under %s=%s", r.ID, answer)
			}
		}
	}
	require.Len(t, begun, 3)
}

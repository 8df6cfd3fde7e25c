package ap354_test

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
	"github.com/leastrestrictive/interventions/policy/ap354"
	"github.com/leastrestrictive/interventions/policy/policytest"
	"github.com/leastrestrictive/interventions/restraint"
	"github.com/leastrestrictive/interventions/seclusion"
)

var update = flag.Bool("update", false, "write what is found into the scenarios of testdata/rules")

const (
	rulesFolder = "testdata/rules"
	sharedFile  = "shared.txt"
)

func TestScenarios(t *testing.T) {
	policytest.Files(t, ap(), rulesFolder, *update)
}

func TestVerify(t *testing.T) {
	policytest.Verify(t, ap(), seclusion.Lifecycle(), restraint.Lifecycle())
}

// What a rule is found broken with, where no incident can break it alone: clauses that say the same, or to which it is the remedy.
var inseparable = map[policy.RuleID][]policy.RuleID{
	ap354.NotDuringSelfInjury:          {ap354.NoSelfInjuryWhileHeld}, // who begins meanwhile holds meanwhile
	ap354.NotContinuedDuringSelfInjury: {ap354.NoSelfInjuryWhileHeld}, // and who goes on
	ap354.NotWhereDangerous:            {ap354.NotDangerousWhileHeld},
	ap354.NotForProperty:               {ap354.DangerImminent}, // property alone is no danger
	ap354.RevisedForStudent:            {ap354.RepeatedForStudent},
	ap354.MultipleInClassroom:          {ap354.RepeatedForStudent}, // uses on record are those of the student
	ap354.RevisedForClassroom:          {ap354.MultipleInClassroom, ap354.RepeatedForStudent, ap354.RevisedForStudent},
	ap354.RepeatedByOne:                {ap354.RepeatedForStudent},
	ap354.RevisedForStaff:              {ap354.RepeatedByOne, ap354.RepeatedForStudent, ap354.RevisedForStudent},
}

func TestEveryRuleHasItsScenarios(t *testing.T) {
	kinds, answered := map[policy.RuleID][]policy.Kind{}, map[policy.RuleID][]policy.Choice{}
	for _, c := range answers() {
		for h := range under(t, c).Rules() {
			for _, k := range h.Kinds {
				if !slices.Contains(kinds[h.Name], k) {
					kinds[h.Name] = append(kinds[h.Name], k)
				}
			}
			if slices.Contains(h.Under, c) && !slices.Contains(answered[h.Name], c) {
				answered[h.Name] = append(answered[h.Name], c)
			}
		}
	}
	files, err := os.ReadDir(rulesFolder)
	require.NoError(t, err)
	require.Len(t, files, len(kinds)+1, "a file for each rule, and one that is shared")
	before, err := os.ReadFile(filepath.Join(rulesFolder, sharedFile))
	require.NoError(t, err)
	for rule, of := range kinds {
		t.Run(string(rule), func(t *testing.T) {
			own, err := os.ReadFile(filepath.Join(rulesFolder, string(rule)+".txt"))
			require.NoError(t, err)
			all, err := policytest.Parse(string(before) + "\n" + string(own))
			require.NoError(t, err)
			all = all[len(shared(t)):]
			has := func(title string, kind policy.Kind, alone bool, outcomes ...string) {
				assert.True(t, slices.ContainsFunc(all, func(s policytest.Scenario) bool {
					judged := slices.Equal(s.Rules, []policy.RuleID{rule}) == alone
					return judged && s.Kind == kind && strings.HasPrefix(s.Title, title) && came(s, rule, alone, outcomes...)
				}), "there is no scenario %q of a %s that is %v", title, kind, outcomes)
			}
			for _, k := range of {
				has("keeps", k, true, "satisfied")
				has("breaks", k, true, "breached", "flagged")
				has("breaks nothing else, "+strings.ReplaceAll(string(k), "l-r", "l r"), k, false, "breached", "flagged")
			}
			for _, c := range answered[rule] {
				if c.Answer != defaultOf(c.Reading) {
					assert.True(t, slices.ContainsFunc(all, func(s policytest.Scenario) bool { return slices.Contains(s.Under, c) }), "none under %v", c)
				}
			}
		})
	}
}

// came reports whether a scenario comes to one of these outcomes of a rule, and to nothing else, but for what cannot be separated.
func came(s policytest.Scenario, rule policy.RuleID, alone bool, outcomes ...string) bool {
	n := 0
	for _, line := range s.Expected {
		words := strings.Fields(line)
		switch of := policy.RuleID(strings.TrimRight(words[2], ";")); {
		case of == rule && slices.Contains(outcomes, words[0]):
			n++
		case alone || !slices.Contains(inseparable[rule], of) || !slices.Contains(outcomes, words[0]):
			return false
		}
	}
	return n > 0
}

func defaultOf(reading string) string {
	for r := range ap().Readings() {
		if r.ID == reading {
			return r.Default
		}
	}
	return ""
}

// What the others begin with keeps every clause, whatever the readings.
func TestTheSharedScenariosAreFlawless(t *testing.T) {
	begun := map[policy.Kind]bool{}
	for _, s := range shared(t) {
		require.Equal(t, []string{"kept"}, s.Expected, s.Title)
		require.Empty(t, s.Rules, s.Title)
		begun[s.Kind] = true
		for _, c := range answers() {
			s.Under = []policy.Choice{c}
			assert.NoError(t, s.Check(ap()), "%s under %v", s.Title, c)
		}
	}
	require.Len(t, begun, 3)
}

package main

import (
	"go/format"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
)

// school is the regulation of a board that does not exist.
func school() *policy.Regulation {
	head := func(name policy.RuleID, demand, clause, answer string, kinds ...policy.Kind) policy.Header {
		h := policy.Header{Name: name, Clauses: []string{clause}, Demand: demand, Kinds: kinds}
		if answer != "" {
			h.Under = []policy.Choice{{Reading: "how-long", Answer: answer}}
		}
		return h
	}
	limit := func(clause, answer string, d time.Duration, kinds ...policy.Kind) policy.Rule {
		return policy.Limit{Header: head("short", "not long", clause, answer, kinds...), Phase: policy.Held, Most: policy.For(d)}
	}
	return &policy.Regulation{
		ID: "school-1", Short: "P 1",
		Instrument: policy.Instrument{Title: "On Being Held", Issuer: "School Board", Number: "Policy 1",
			Note: "We have a copy. 2(b) is torn off. It is yellow."},
		Facts: []policy.FactSpec{{Name: policy.DangerToOthers, Sort: policy.Lasting, Lasts: 90 * time.Second,
			Under: []policy.Choice{{Reading: "danger", Answer: "soon-over"}}}},
		Readings: []policy.Reading{
			{ID: "how-long", Clauses: []string{"2(a)"}, Question: "How long?", Default: "ten", Alternatives: []string{"five", "any"}, Why: "it is said"},
			{ID: "danger", Clauses: []string{"1"}, Question: "For how long is it danger?", Default: "always", Alternatives: []string{"soon-over"}, Why: "it is said"},
		},
		Definitions: []policy.At{{Header: head("is-held", "a hold", "4", "", policy.Restraint), Holds: policy.Is(policy.PhysicalContact)}},
		Rules: []policy.Rule{
			policy.At{Header: head("danger", "danger", "1", ""), On: []policy.Activity{policy.Initiate}, Holds: policy.Is(policy.DangerToOthers)},
			limit("2(a)", "ten", 10*time.Minute, policy.Seclusion), limit("2(a)", "five", 5*time.Minute, policy.Seclusion),
			limit("3", "", 10*time.Minute, policy.Restraint),
		},
		Ledger: []policy.LedgerEntry{
			{Clause: "1", Label: "danger", Source: "printed", Carrier: policy.CarriedByRules},
			{Clause: "2(a)", Label: "how long", Source: "restored", Carrier: policy.CarriedByRules},
			{Clause: "2(b)", Label: "torn off", Source: "not-in-source", Carrier: policy.NotInSource},
			{Clause: "3", Label: "how long", Source: "printed", Carrier: policy.CarriedByRules},
			{Clause: "4", Label: "what a hold is", Source: "printed", Carrier: policy.CarriedByDefinition},
			{Clause: "5: Kindness that lasts", Label: "what it is", Source: "printed", Carrier: policy.CarriedByDefinition},
			{Clause: "6", Label: "be kind", Source: "printed", Carrier: policy.LeftToJudgement, Reason: "it has no measure"},
			{Clause: "7", Label: "be patient", Source: "printed", Carrier: policy.LeftToJudgement, Reason: "it has no measure"},
			{Clause: "8", Label: "forms", Source: "printed", Carrier: policy.Deferred, Reason: "we do not have them"},
			{Clause: "9", Label: "purpose", Source: "printed", Carrier: policy.Silent},
		},
	}
}

const (
	schoolNames = `package school

import "github.com/leastrestrictive/interventions/policy"

// An old comment.
const Danger policy.RuleID = "danger"

const Short policy.RuleID = "short"
`
	schoolDanger = `# There is danger.

incident: keeps
kind: time-out
judge: danger
# A remark.
0:00 initiate: danger-to-others
-> satisfied 1 danger

incident: breaks
kind: time-out
judge: danger
0:00 initiate: no danger-to-others
-> breached 1 danger
   at 0:00
`
	schoolShort = `incident: keeps
kind: seclusion
judge: short
0:00 initiate
10:00 release
-> satisfied 2(a) short; hangs on how-long

incident: breaks
kind: seclusion
judge: short
0:00 initiate
10:01 release
-> breached 2(a) short from 0:00 until 10:01: 10m1s of 10m0s; hangs on how-long

incident: breaks nothing else, seclusion
like: keeps
0:10 release
-> breached 2(a) short
`
)

// folder makes the folder of a package. A file without text is left out.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	all := map[string]string{"names.go": schoolNames, "testdata/rules/danger.txt": schoolDanger, "testdata/rules/short.txt": schoolShort,
		"testdata/rules/shared.txt": "incident: shared\nkind: seclusion\n"}
	for name, text := range files {
		all[name] = text
	}
	for name, text := range all {
		if text == "" {
			continue
		}
		require.NoError(t, os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755))
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644))
	}
	return dir
}

func read(t *testing.T, elements ...string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(elements...))
	require.NoError(t, err)
	return string(b)
}

func TestTheDocumentsOfAProfile(t *testing.T) {
	dir := folder(t, nil)
	require.NoError(t, write(school(), dir))
	assert.Equal(t, `package school

import "github.com/leastrestrictive/interventions/policy"

// The names of the rules. A new one is written here by hand; go generate writes what stands above each.

// Danger is P 1 1: danger.
//
// Every kind: at the start, there must be imminent danger of harm to somebody
// else.
//
// By other readings:
//
//   - Under the reading danger: “soon-over”, what is on record of
//     danger-to-others counts for 1m30s and no longer, unless it is recorded
//     again.
//
// This keeps it:
//
//	kind: time-out
//	0:00 initiate: danger-to-others
//	-> satisfied 1 danger
//
// This breaks it:
//
//	kind: time-out
//	0:00 initiate: no danger-to-others
//	-> breached 1 danger at 0:00
const Danger policy.RuleID = "danger"

// Short is P 1 2(a) and 3: not long.
//
//   - 2(a). Seclusion: the student must not be held for more than 10 minutes
//     in all. Under the reading how-long: “ten”.
//   - 3. Physical restraint: the student must not be held for more than 10
//     minutes in all.
//
// By other readings:
//
//   - 2(a). Seclusion: the student must not be held for more than 5 minutes in
//     all. Under the reading how-long: “five”.
//   - Under the reading how-long: “any”, nothing is demanded here.
//
// This keeps it:
//
//	kind: seclusion
//	0:00 initiate
//	10:00 release
//	-> satisfied 2(a) short; hangs on how-long
//
// This breaks it:
//
//	kind: seclusion
//	0:00 initiate
//	10:01 release
//	-> breached 2(a) short from 0:00 until 10:01: 10m1s of 10m0s; hangs
//	   on how-long
const Short policy.RuleID = "short"
`, read(t, dir, "names.go"))
	clauses := read(t, dir, "doc_clauses.go")
	assert.True(t, strings.HasPrefix(clauses, "// Code generated by policydocs; DO NOT EDIT.\n\n"+
		"// Package school is Policy 1 of the School Board, as a profile for package\n// policy.\n//\n"), clauses)
	_, clauses, _ = strings.Cut(clauses, "// # Instrument\n")
	assert.Equal(t, `//
//	title           On Being Held
//	number          Policy 1
//	issued by       School Board
//	adopted         not stated
//	in force from   not stated
//	in force until  not stated
//	review due      not stated
//	status          We have a copy. It is yellow.
//
// # Readings
//
// Questions that the text leaves open, and their answers. A finding that
// another answer would change names the reading.
//
//   - how-long: How long? By default ten; otherwise five, or any.
//   - danger: For how long is it danger? By default always; otherwise
//     soon-over.
//
// # Clauses
//
// What carries each clause: the constants of its rules, and the readings that
// bear on it; or why no rule does. A clause is called restored where its
// marker is lost in our copy, and its place in the sequence is certain; silent
// where it demands nothing that could be kept or broken.
//
//	1               Danger; reading danger
//	2(a)            Short; reading how-long (restored)
//	2(b)            not in our copy: torn off
//	3               Short
//	4               definition is-held: A hold, where somebody touches or holds
//	                the student.
//	5: Kindness that lasts
//	                definition: what it is
//	6               be kind; left to judgement: it has no measure
//	7               be patient; left to judgement, as the one before
//	8               deferred: forms; we do not have them
//	9               silent: purpose
package school
`, clauses)
	again := folder(t, map[string]string{"names.go": read(t, dir, "names.go")})
	require.NoError(t, write(school(), again))
	for _, f := range []string{"names.go", "doc_clauses.go"} {
		text := read(t, dir, f)
		assert.Equal(t, text, read(t, again, f), "written again, nothing changes")
		formatted, err := format.Source([]byte(text))
		require.NoError(t, err)
		assert.Equal(t, text, string(formatted), "gofmt")
	}
}

func TestAProfileWithoutReadingsHasNoSuchHeading(t *testing.T) {
	r := school()
	r.Readings, r.Facts, r.Rules, r.Definitions, r.Ledger = nil, nil, r.Rules[:1], nil, nil
	dir := folder(t, map[string]string{"names.go": "package school\n\nconst Danger policy.RuleID = \"danger\"\n", "testdata/rules/short.txt": ""})
	require.NoError(t, write(r, dir))
	assert.NotContains(t, read(t, dir, "doc_clauses.go"), "# Readings")
	assert.NotContains(t, read(t, dir, "names.go"), "By other readings")
}

func TestNothingIsWrittenWhereAnythingIsWrong(t *testing.T) {
	const (
		notNames = "expected nothing but constants of type policy.RuleID, each declared by itself"
		other    = schoolNames + "\nconst Other policy.RuleID = "
		group    = "package school\n\nconst (\n\tA policy.RuleID = \"a\"\n\tB policy.RuleID = \"b\"\n)\n"
	)
	for name, c := range map[string]struct {
		files  map[string]string
		change func(*policy.Regulation)
		want   string
	}{
		"no file of names":        {map[string]string{"names.go": ""}, nil, "names.go: no such file"},
		"names that do not parse": {map[string]string{"names.go": "package"}, nil, "names.go:1:8: expected 'IDENT'"},
		"a function among them":   {map[string]string{"names.go": schoolNames + "\nfunc f() {}\n"}, nil, notNames},
		"a group of constants":    {map[string]string{"names.go": group}, nil, notNames},
		"another constant":        {map[string]string{"names.go": schoolNames + "\nconst Other = \"other\"\n"}, nil, "names.go:10:1: " + notNames},
		"a constant that is made": {map[string]string{"names.go": other + "\"o\" + \"p\"\n"}, nil, notNames},
		"a constant without rule": {map[string]string{"names.go": other + "\"other\"\n"}, nil, "names.go: Other: there is no rule other"},
		"a rule without constant": {map[string]string{"names.go": strings.Replace(schoolNames, `const Short policy.RuleID = "short"`, "", 1)}, nil,
			"names.go: rule short has no constant"},
		"a rule with two constants": {map[string]string{"names.go": schoolNames + "\nconst Brief policy.RuleID = \"short\"\n"}, nil,
			"names.go: Short and Brief are both the rule short"},
		"a profile with faults": {nil, func(r *policy.Regulation) { r.Short = "" }, "profile school-1"},
		"no incidents": {map[string]string{"testdata/rules/danger.txt": "", "testdata/rules/short.txt": "", "testdata/rules/shared.txt": ""}, nil,
			"rules: no such file"},
		"a rule without incidents": {map[string]string{"testdata/rules/short.txt": ""}, nil, "short.txt: no such file"},
		"an unknown rule":          {map[string]string{"testdata/rules/other.txt": "incident: keeps\n"}, nil, "other.txt: there is no rule other"},
		"nothing keeps it":         {map[string]string{"testdata/rules/short.txt": "incident: breaks\n"}, nil, "short.txt: expected a scenario \"keeps\""},
		"nothing breaks it": {map[string]string{"testdata/rules/short.txt": strings.ReplaceAll(schoolShort, "incident: breaks\n", "incident: parts\n")}, nil,
			"short.txt: expected a scenario \"breaks\""},
		"no incident": {map[string]string{"testdata/rules/short.txt": "# Two\n# remarks.\nincident: keeps\n"}, nil, "line 3: kind"},
		"not by itself": {map[string]string{"testdata/rules/short.txt": strings.ReplaceAll(schoolShort, "kind: seclusion\n", "like: shared\n")}, nil,
			"line 2: like is \"shared\""},
		"not judged by it": {map[string]string{"testdata/rules/short.txt": strings.ReplaceAll(schoolShort, "judge: short", "judge: danger")}, nil,
			"short.txt: line 1: keeps: expected the heading \"judge: short\""},
		"too wide": {map[string]string{"testdata/rules/short.txt": strings.Replace(schoolShort, "10:01 release",
			"10:01 release by ash, birch, cedar, maple, oak, rowan, parent-1, director-1", 1)}, nil, "short.txt: breaks: expected lines of at most 72 columns: 10:01"},
	} {
		t.Run(name, func(t *testing.T) {
			dir, r := folder(t, c.files), school()
			if c.change != nil {
				c.change(r)
			}
			var before string
			if c.files["names.go"] != "" || c.files == nil {
				before = read(t, dir, "names.go")
			}
			err := write(r, dir)
			require.ErrorContains(t, err, c.want)
			assert.NoFileExists(t, filepath.Join(dir, "doc_clauses.go"))
			if before != "" {
				assert.Equal(t, before, read(t, dir, "names.go"))
			}
		})
	}
}

func TestAFolderThatCannotBeWritten(t *testing.T) {
	dir := folder(t, nil)
	require.NoError(t, os.Mkdir(filepath.Join(dir, "doc_clauses.go"), 0o755))
	require.ErrorContains(t, write(school(), dir), "doc_clauses.go: is a directory")
}

func TestItIsAskedForAProfile(t *testing.T) {
	for _, args := range [][]string{nil, {"other"}, {cbe3007.ID, cbe3007.ID}} {
		var said strings.Builder
		assert.Equal(t, 2, run(args, t.TempDir(), &said))
		assert.Equal(t, "usage: policydocs PROFILE, in the folder of its package\n", said.String())
	}
	var said strings.Builder
	assert.Equal(t, 1, run([]string{cbe3007.ID}, t.TempDir(), &said))
	assert.Contains(t, said.String(), "names.go: no such file")
}

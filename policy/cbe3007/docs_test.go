package cbe3007_test

import (
	"go/ast"
	"go/doc/comment"
	"go/parser"
	"go/token"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
	"github.com/leastrestrictive/interventions/policy/policytest"
)

// goDoc is what go doc prints of the package.
func goDoc(t *testing.T) string {
	t.Helper()
	out, err := exec.Command("go", "doc", ".").CombinedOutput()
	require.NoError(t, err, "%s", out)
	return string(out)
}

// constants are the names of the rules, with what stands above each.
func constants(t *testing.T) (names map[policy.RuleID]string, docs map[policy.RuleID]*comment.Doc) {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "names.go", nil, parser.ParseComments|parser.SkipObjectResolution)
	require.NoError(t, err)
	names, docs = map[policy.RuleID]string{}, map[policy.RuleID]*comment.Doc{}
	for _, d := range file.Decls {
		g, ok := d.(*ast.GenDecl)
		if !ok || g.Tok != token.CONST {
			continue
		}
		require.Len(t, g.Specs, 1, "go doc prints a group of constants whole")
		v := g.Specs[0].(*ast.ValueSpec)
		id, err := strconv.Unquote(v.Values[0].(*ast.BasicLit).Value)
		require.NoError(t, err)
		rule := policy.RuleID(id)
		require.Empty(t, names[rule], "%s has two names", rule)
		names[rule], docs[rule] = v.Names[0].Name, new(comment.Parser).Parse(g.Doc.Text())
	}
	return names, docs
}

// oneLine is a text without its line breaks.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// tokens counts the clauses that a text cites. What is part of a longer word or of a deeper clause is none: "7(11)" of "7(11)(a)",
// "1" of "4, bullet 1".
func tokens(text string, clauses []string) map[string]int {
	clauses = slices.Clone(clauses)
	slices.SortFunc(clauses, func(a, b string) int { return len(b) - len(a) })
	inside := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '(' }
	count := map[string]int{}
	before := ' '
	for i := 0; i < len(text); {
		found := ""
		for _, c := range clauses {
			if after, _ := utf8.DecodeRuneInString(text[min(len(text), i+len(c)):]); !inside(before) && strings.HasPrefix(text[i:], c) && !inside(after) {
				found = c
				break
			}
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if found != "" {
			count[found]++
			r, size = rune(found[len(found)-1]), len(found)
		}
		before = r
		i += size
	}
	return count
}

func TestTokensAreWholeClauses(t *testing.T) {
	count := tokens("7(11), 7(11)(a): 7(11)(b)x 17(11) (1) 10 1(2) 4, bullet 1; 5: Student Support Plan 5: Student\n1",
		[]string{"1", "4, bullet 1", "5: Student", "5: Student Support Plan", "7(11)", "7(11)(a)", "7(11)(b)"})
	assert.Equal(t, map[string]int{"1": 1, "4, bullet 1": 1, "5: Student": 1, "5: Student Support Plan": 1, "7(11)": 1, "7(11)(a)": 1}, count)
}

func TestGoDocSaysOnceWhatCarriesEachClause(t *testing.T) {
	out := goDoc(t)
	var clauses []string
	for _, e := range cbe3007.Profile().Ledger() {
		clauses = append(clauses, e.Clause)
	}
	require.Len(t, clauses, 131)
	names, _ := constants(t)
	cited := map[string][]string{}
	for h := range cbe3007.Profile().Rules() {
		for _, c := range slices.Concat(h.Clauses, h.Except) {
			cited[c] = append(cited[c], names[h.Name])
		}
	}
	count, rows := tokens(out, clauses), table(out)
	for _, e := range cbe3007.Profile().Ledger() {
		assert.Equal(t, 1, count[e.Clause], "how often %s stands in it", e.Clause)
		says := rows[e.Clause]
		if !assert.Len(t, says, 1, "rows of %s", e.Clause) {
			continue
		}
		for _, name := range cited[e.Clause] {
			assert.Contains(t, strings.FieldsFunc(says[0], func(r rune) bool { return r == ',' || r == ';' || r == ' ' }), name, e.Clause)
		}
		if e.Carrier == policy.LeftToJudgement || e.Carrier == policy.Silent {
			assert.Contains(t, says[0], e.Label, e.Clause)
		}
		if e.Carrier == policy.NotInSource {
			assert.True(t, strings.HasPrefix(says[0], "not in our copy"), says[0])
		}
		assert.Equal(t, e.Source == "restored", strings.HasSuffix(says[0], "(restored)"), e.Clause)
		assert.NotEmpty(t, says[0], e.Clause)
	}
	assert.Len(t, rows, len(clauses))
}

// table reads the table of clauses: a row begins with a clause, and goes on where the column of the clauses is empty.
func table(out string) map[string][]string {
	_, out, _ = strings.Cut(out, "\n# Clauses\n")
	rows := map[string][]string{}
	last := ""
	for line := range strings.Lines(out) {
		code, ok := strings.CutPrefix(strings.TrimRight(line, "\n"), "    ")
		switch {
		case !ok || code == "":
		case code[0] == ' ':
			of := rows[last]
			of[len(of)-1] = strings.TrimSpace(of[len(of)-1] + " " + strings.TrimSpace(code))
		default:
			clause, says, _ := strings.Cut(code, "  ")
			last = clause
			rows[last] = append(rows[last], strings.TrimSpace(says))
		}
	}
	return rows
}

func TestGoDocPrintsInstrumentAndReadings(t *testing.T) {
	out := oneLine(goDoc(t))
	in := cbe3007.Profile().Instrument()
	for _, s := range []string{in.Title, in.Number, in.Issuer, "adopted " + in.Adopted.String(), "in force from " + in.From.String(),
		"in force until not stated", "review due " + in.ReviewDue, "The next review was due in August 2025; our copy does not say whether it took place."} {
		assert.Contains(t, out, s)
	}
	for r := range cbe3007.Profile().Readings() {
		assert.Contains(t, out, r.ID+": "+r.Question+" By default "+r.Default+"; otherwise "+strings.Join(r.Alternatives, ", or ")+".")
	}
}

// Above each name stand the clauses, the demand under each answer to each reading, an incident that keeps it and one that breaks it.
func TestEveryNameSaysWhatIsDemanded(t *testing.T) {
	names, docs := constants(t)
	says := map[policy.RuleID]string{}
	for rule, d := range docs {
		says[rule] = oneLine(string(new(comment.Printer).Comment(d)))
		assert.True(t, strings.HasPrefix(says[rule], names[rule]+" is AR 3007 "), rule)
		assert.Contains(t, says[rule], " This keeps it: ", rule)
		assert.Contains(t, says[rule], " This breaks it: ", rule)
	}
	check := func(p *policy.Profile) {
		for h := range p.Rules() {
			if !assert.Contains(t, names, h.Name) {
				continue
			}
			title, _, _ := strings.Cut(says[h.Name], ": ")
			for _, c := range h.Clauses {
				assert.Equal(t, 1, tokens(title, []string{c})[c], "%s in %q", c, title)
			}
			text := h.Text()
			if len(h.Kinds) == 0 {
				text = "Every kind: " + strings.ToLower(text[:1]) + text[1:]
			}
			assert.Contains(t, says[h.Name], oneLine(text), h.Name)
		}
	}
	check(cbe3007.Profile())
	rules := map[policy.RuleID]bool{}
	for h := range cbe3007.Profile().Rules() {
		rules[h.Name] = true
	}
	for r := range cbe3007.Profile().Readings() {
		for _, answer := range r.Alternatives {
			other, err := cbe3007.Profile().Choose(policy.Choice{Reading: r.ID, Answer: answer})
			require.NoError(t, err)
			check(other)
			for h := range other.Rules() {
				rules[h.Name] = true
			}
		}
	}
	assert.Len(t, names, len(rules))
	assert.Contains(t, says[cbe3007.ContinuingExplained], "Under the reading explanations: “at-start-and-end”, nothing is demanded here.")
	assert.Contains(t, says[cbe3007.OnlyToPreventHarm], "Under the reading danger-lasts: “two-minutes”, what is on record of danger-to-self and "+
		"danger-to-others counts for 2m and no longer, unless it is recorded again.")
}

// The incidents above a name need a title and the rule that is judged, and come out as they say.
func TestTheIncidentsAboveANameRun(t *testing.T) {
	_, docs := constants(t)
	for rule, d := range docs {
		t.Run(string(rule), func(t *testing.T) {
			var incidents []string
			for _, b := range d.Content {
				if c, ok := b.(*comment.Code); ok {
					incidents = append(incidents, c.Text)
				}
			}
			require.Len(t, incidents, 2)
			for i, text := range incidents {
				text = "incident: " + strconv.Itoa(i) + "\njudge: " + string(rule) + "\n" + text
				require.NoError(t, policytest.Check(cbe3007.Profile(), text))
				s, err := policytest.Parse(text)
				require.NoError(t, err)
				found := outcomes(s[0], rule)
				require.Len(t, found, len(s[0].Expected), "of this rule and no other")
				if i == 0 {
					require.Equal(t, []string{"satisfied"}, found)
				} else {
					require.True(t, isBroken(found), "%v", found)
				}
			}
		})
	}
}

// What go doc prints fits into eighty columns, but for what it says by itself: the path of the package, and declarations.
func TestGoDocFitsTheScreen(t *testing.T) {
	narrow := func(text, of string) {
		for line := range strings.Lines(text) {
			line = strings.TrimRight(line, "\n")
			if !strings.HasPrefix(line, "package ") && !strings.HasPrefix(line, "const ") {
				assert.LessOrEqual(t, utf8.RuneCountInString(line), 80, "%s: %s", of, line)
			}
		}
	}
	narrow(goDoc(t), "the package")
	_, docs := constants(t)
	for rule, d := range docs { // as go doc sets what stands under a declaration
		p := &comment.Printer{TextPrefix: "    ", TextCodePrefix: "        "}
		narrow(string(p.Text(d)), string(rule))
	}
}

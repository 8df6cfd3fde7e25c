package main

import (
	"go/ast"
	doc "go/doc/comment"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/policytest"
)

// A documented profile is one with its package, and what a reader of go doc finds there.
type documented struct {
	*policy.Profile
	folder string
	out    string // of go doc
	names  map[policy.RuleID]string
	above  map[policy.RuleID]*doc.Doc
}

func each(t *testing.T, f func(t *testing.T, d documented)) {
	for _, r := range regulations() {
		t.Run(r.ID, func(t *testing.T) {
			p, err := r.Build()
			require.NoError(t, err)
			d := documented{Profile: p, names: map[policy.RuleID]string{}, above: map[policy.RuleID]*doc.Doc{},
				folder: filepath.Join("..", "..", "policy", map[string]string{"cbe-ar-3007": "cbe3007", "ap-354": "ap354", "ban-2019": "ban2019"}[r.ID])}
			cmd := exec.Command("go", "doc", ".")
			cmd.Dir = d.folder
			out, err := cmd.CombinedOutput()
			require.NoError(t, err, "%s", out)
			d.out = string(out)
			d.constants(t)
			f(t, d)
		})
	}
}

// constants reads the names of the rules, with what stands above each.
func (d *documented) constants(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(d.folder, namesFile), nil, parser.ParseComments|parser.SkipObjectResolution)
	require.NoError(t, err)
	for _, decl := range file.Decls {
		g, ok := decl.(*ast.GenDecl)
		if !ok || g.Tok != token.CONST {
			continue
		}
		require.Len(t, g.Specs, 1, "go doc prints a group of constants whole")
		v := g.Specs[0].(*ast.ValueSpec)
		id, err := strconv.Unquote(v.Values[0].(*ast.BasicLit).Value)
		require.NoError(t, err)
		rule := policy.RuleID(id)
		require.Empty(t, d.names[rule], "%s has two names", rule)
		d.names[rule], d.above[rule] = v.Names[0].Name, new(doc.Parser).Parse(g.Doc.Text())
	}
}

// oneLine is a text without its line breaks.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// tokens counts the clauses that a text cites. What is part of a longer word or of a deeper clause is none: "7(11)" of "7(11)(a)",
// "1" of "1.1" or of "4, bullet 1".
func tokens(text string, clauses []string) map[string]int {
	clauses = slices.Clone(clauses)
	slices.SortFunc(clauses, func(a, b string) int { return len(b) - len(a) })
	count := map[string]int{}
	before := ' '
	for i := 0; i < len(text); {
		found := ""
		for _, c := range clauses {
			rest := text[min(len(text), i+len(c)):]
			after, size := utf8.DecodeRuneInString(rest)
			beyond, _ := utf8.DecodeRuneInString(rest[size:])
			deeper := unicode.IsLetter(after) || unicode.IsDigit(after) || after == '(' || after == '.' && unicode.IsDigit(beyond)
			inside := unicode.IsLetter(before) || unicode.IsDigit(before) || before == '(' || before == '.' && i > 1 && unicode.IsDigit(rune(text[i-2]))
			if !inside && !deeper && strings.HasPrefix(text[i:], c) {
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
	count := tokens("7(11), 7(11)(a): 7(11)(b)x 17(11) (1) 10 1(2) 4, bullet 1; 5: Student Support Plan 5: Student 1.1 2.4, 2. 12.4 5.1.2\n1",
		[]string{"1", "1.1", "2", "2.4", "4", "5.1", "4, bullet 1", "5: Student", "5: Student Support Plan", "7(11)", "7(11)(a)", "7(11)(b)"})
	assert.Equal(t, map[string]int{"1": 1, "1.1": 1, "2": 1, "2.4": 1, "4, bullet 1": 1, "5: Student": 1, "5: Student Support Plan": 1,
		"7(11)": 1, "7(11)(a)": 1}, count)
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

func TestGoDocSaysOnceWhatCarriesEachClause(t *testing.T) {
	each(t, func(t *testing.T, d documented) {
		cited := map[string][]string{}
		for h := range d.Rules() {
			for _, c := range slices.Concat(h.Clauses, h.Except) {
				cited[c] = append(cited[c], d.names[h.Name])
			}
		}
		rows := table(d.out)
		for _, e := range d.Ledger() {
			says := rows[e.Clause]
			if !assert.Len(t, says, 1, "rows of %s", e.Clause) {
				continue
			}
			for _, name := range cited[e.Clause] {
				assert.Contains(t, strings.FieldsFunc(says[0], func(r rune) bool { return r == ',' || r == ';' || r == ' ' }), name, e.Clause)
			}
			switch e.Carrier {
			case policy.LeftToJudgement, policy.Silent:
				assert.Contains(t, says[0], e.Label, e.Clause)
			case policy.NotInSource:
				assert.True(t, strings.HasPrefix(says[0], "not in our copy"), says[0])
			case policy.CarriedByRules:
				assert.Contains(t, says[0], e.Reason, e.Clause)
			case policy.CarriedByDefinition:
				for h := range d.Definitions() {
					if slices.Contains(h.Clauses, e.Clause) {
						assert.Contains(t, says[0], oneLine(h.Text()), e.Clause)
					}
				}
			}
			assert.Equal(t, e.Source == "restored", strings.HasSuffix(says[0], "(restored)"), e.Clause)
			assert.NotEmpty(t, says[0], e.Clause)
		}
		assert.Len(t, rows, len(d.Ledger()))
	})
}

func TestGoDocPrintsInstrumentAndReadings(t *testing.T) {
	each(t, func(t *testing.T, d documented) {
		out := oneLine(d.out)
		in := d.Instrument()
		stated := func(s string) string {
			if s == "" {
				return "not stated"
			}
			return s
		}
		for _, s := range []string{in.Title, in.Number, in.Issuer, "adopted " + in.Adopted.String(), "in force from " + stated(in.From.String()),
			"in force until " + stated(in.Until.String()), "review due " + stated(in.ReviewDue)} {
			assert.Contains(t, out, s)
		}
		assert.Equal(t, in.TextNotHeld, strings.Contains(out, "text is not held"))
		for r := range d.Readings() {
			assert.Contains(t, out, r.ID+": "+r.Question+" By default "+r.Default+"; otherwise "+strings.Join(r.Alternatives, ", or ")+".")
		}
		names := 0
		for s := range strings.SplitSeq(in.Note, ". ") { // but for what stands in the table of clauses
			if strings.Contains(out, strings.TrimSuffix(s, ".")) {
				names++
			}
		}
		assert.Positive(t, names, "what a reader should know of our copy")
	})
}

// Above each name stand the clauses, the demand under each answer to each reading, an incident that keeps it and one that breaks it.
func TestEveryNameSaysWhatIsDemanded(t *testing.T) {
	each(t, func(t *testing.T, d documented) {
		says := map[policy.RuleID]string{}
		for rule, above := range d.above {
			says[rule] = oneLine(string(new(doc.Printer).Comment(above)))
			assert.True(t, strings.HasPrefix(says[rule], d.names[rule]+" is "+d.Short()+" "), rule)
			assert.Contains(t, says[rule], " This keeps it: ", rule)
			assert.Contains(t, says[rule], " This breaks it: ", rule)
		}
		rules := map[policy.RuleID]bool{}
		check := func(p *policy.Profile) {
			for h := range p.Rules() {
				rules[h.Name] = true
				if !assert.Contains(t, d.names, h.Name) {
					continue
				}
				title, _, _ := strings.Cut(strings.TrimPrefix(says[h.Name], d.names[h.Name]+" is "+d.Short()), ": ")
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
		check(d.Profile)
		for r := range d.Readings() {
			for _, answer := range r.Alternatives {
				other, err := d.Choose(policy.Choice{Reading: r.ID, Answer: answer})
				require.NoError(t, err)
				check(other)
			}
		}
		assert.Len(t, d.names, len(rules))
	})
}

// The incidents above a name need a title and the rule that is judged, and come out as they say.
func TestTheIncidentsAboveANameRun(t *testing.T) {
	each(t, func(t *testing.T, d documented) {
		for rule, above := range d.above {
			var incidents []string
			for _, b := range above.Content {
				if c, ok := b.(*doc.Code); ok {
					incidents = append(incidents, c.Text)
				}
			}
			require.Len(t, incidents, 2, rule)
			for i, text := range incidents {
				text = "incident: " + strconv.Itoa(i) + "\njudge: " + string(rule) + "\n" + text
				require.NoError(t, policytest.Check(d.Profile, text), rule)
				s, err := policytest.Parse(text)
				require.NoError(t, err)
				require.NotEmpty(t, s[0].Expected, rule)
				for _, line := range s[0].Expected {
					outcome, _, _ := strings.Cut(line, " ")
					require.Contains(t, oneLine(line)+" ", " "+string(rule), "of this rule and no other")
					require.Contains(t, [][]string{{"satisfied"}, {"breached", "flagged"}}[i], outcome, rule)
				}
			}
		}
	})
}

// What go doc prints fits into eighty columns, but for what it says by itself: the path of the package, and declarations.
func TestGoDocFitsTheScreen(t *testing.T) {
	each(t, func(t *testing.T, d documented) {
		narrow := func(text, of string) {
			for line := range strings.Lines(text) {
				line = strings.TrimRight(line, "\n")
				if !strings.HasPrefix(line, "package ") && !strings.HasPrefix(line, "const ") {
					assert.LessOrEqual(t, utf8.RuneCountInString(line), 80, "%s: %s", of, line)
				}
			}
		}
		narrow(d.out, "the package")
		for rule, above := range d.above { // as go doc sets what stands under a declaration
			p := &doc.Printer{TextPrefix: "    ", TextCodePrefix: "        "}
			narrow(string(p.Text(above)), string(rule))
		}
	})
}

// What stands in the packages is what would be written.
func TestTheDocumentsAreFresh(t *testing.T) {
	each(t, func(t *testing.T, d documented) {
		dir := t.TempDir()
		require.NoError(t, os.CopyFS(filepath.Join(dir, "testdata", "rules"), os.DirFS(filepath.Join(d.folder, "testdata", "rules"))))
		require.NoError(t, os.WriteFile(filepath.Join(dir, namesFile), []byte(read(t, d.folder, namesFile)), 0o644))
		var said strings.Builder
		require.Equal(t, 0, run([]string{d.ID()}, dir, &said), said.String())
		for _, f := range []string{namesFile, clausesFile} {
			assert.Equal(t, read(t, dir, f), read(t, d.folder, f), "%s: go generate in %s", f, d.folder)
		}
	})
}

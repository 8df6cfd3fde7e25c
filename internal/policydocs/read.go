package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/policytest"
)

// names are the constants of a package's rules, in their order.
type names struct {
	pkg   string
	rules []named
}

type named struct {
	constant      string
	rule          policy.RuleID
	keeps, breaks []string // the lines of a scenario
}

// readNames reads a file of nothing but names, since it is written anew from them.
func readNames(file string) (names, error) {
	fset := token.NewFileSet()
	tree, err := parser.ParseFile(fset, file, nil, 0)
	if err != nil {
		return names{}, err
	}
	n := names{pkg: tree.Name.Name}
	for _, d := range tree.Decls {
		r, ok := name(d)
		switch g, general := d.(*ast.GenDecl); {
		case general && g.Tok == token.IMPORT:
		case !ok:
			return names{}, fmt.Errorf("%s: expected nothing but constants of type policy.RuleID, each declared by itself", fset.Position(d.Pos()))
		default:
			n.rules = append(n.rules, r)
		}
	}
	return n, nil
}

func name(d ast.Decl) (named, bool) {
	g, ok := d.(*ast.GenDecl)
	if !ok || g.Tok != token.CONST || len(g.Specs) != 1 {
		return named{}, false
	}
	v := g.Specs[0].(*ast.ValueSpec)
	of, ok := v.Type.(*ast.SelectorExpr)
	if !ok || of.Sel.Name != "RuleID" || len(v.Names) != 1 || len(v.Values) != 1 {
		return named{}, false
	}
	value, ok := v.Values[0].(*ast.BasicLit)
	if !ok {
		return named{}, false
	}
	id, err := strconv.Unquote(value.Value)
	return named{constant: v.Names[0].Name, rule: policy.RuleID(id)}, err == nil
}

// scenarioWidth is how wide the line of an incident may be, so that go doc prints it in eighty columns.
const scenarioWidth = 72

const sharedFile = "shared.txt"

// readIncidents takes for each rule an incident that keeps it and one that breaks it.
func readIncidents(d *docs, n *names, folder string) error {
	files, err := os.ReadDir(folder)
	if err != nil {
		return err
	}
	for _, f := range files {
		id, ok := strings.CutSuffix(f.Name(), ".txt")
		if ok && f.Name() != sharedFile && len(d.rules[policy.RuleID(id)]) == 0 {
			return fmt.Errorf("%s: there is no rule %s", filepath.Join(folder, f.Name()), id)
		}
	}
	for i := range n.rules {
		r := &n.rules[i]
		file := filepath.Join(folder, string(r.rule)+".txt")
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		if r.keeps, err = incident(string(text), "keeps", r.rule); err == nil {
			r.breaks, err = incident(string(text), "breaks", r.rule)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
	}
	return nil
}

// incident returns the lines of one scenario, which has to be understood without the others.
func incident(text, title string, rule policy.RuleID) ([]string, error) {
	const begins = "incident: "
	lines := strings.Split(text, "\n")
	first := slices.Index(lines, begins+title)
	if first < 0 {
		return nil, fmt.Errorf("expected a scenario %q", title)
	}
	last := first + 1
	for last < len(lines) && !strings.HasPrefix(lines[last], begins) {
		last++
	}
	// What stands before it is left blank, so that faults have the right lines.
	ss, err := policytest.Parse(strings.Repeat("\n", first) + strings.Join(lines[first:last], "\n"))
	if err != nil {
		return nil, err
	}
	if !slices.Equal(ss[0].Rules, []policy.RuleID{rule}) {
		return nil, fmt.Errorf("line %d: %s: expected the heading \"judge: %s\"", first+1, title, rule)
	}
	out := shown(ss[0].Text)
	for _, l := range out {
		if utf8.RuneCountInString(l) > scenarioWidth {
			return nil, fmt.Errorf("%s: expected lines of at most %d columns: %s", title, scenarioWidth, l)
		}
	}
	return out, nil
}

// shown are the lines of a scenario without its title, the rule that is judged, and remarks. What is expected is wrapped anew.
func shown(text string) []string {
	var out []string
	expected := ""
	flush := func() {
		if expected == "" {
			return
		}
		for i, l := range wrap(expected, scenarioWidth-3) {
			if i > 0 {
				l = "   " + l
			}
			out = append(out, l)
		}
		expected = ""
	}
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, " \r\n")
		key, _, _ := strings.Cut(line, ":")
		switch {
		case line == "" || line[0] == '#' || key == "incident" || key == "judge":
		case strings.HasPrefix(line, "->"):
			flush()
			expected = line
		case expected != "" && line[0] == ' ':
			expected += line
		default:
			flush()
			out = append(out, line)
		}
	}
	flush()
	return out
}

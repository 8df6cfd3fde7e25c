package policytest

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/leastrestrictive/interventions/policy"
)

// Update returns text with its expected lines as p finds them. Lines that still hold stay where they are, one that no longer does
// makes room for what is found of the same rule, and nothing else is touched.
func Update(p *policy.Profile, text string) (string, error) {
	return update(p, text, nil)
}

func update(p *policy.Profile, text string, shared []*draft) (string, error) {
	ss, drafts, err := parse(text, shared)
	if err != nil {
		return text, err
	}
	rows := strings.Split(text, "\n")
	instead := map[int][]string{} // by the index of a row; none: the row goes
	var faults []error
	for i, d := range drafts {
		found, err := ss[i].Judge(p)
		if err != nil {
			faults = append(faults, fmt.Errorf("line %d: %s: %w", d.line, d.title, err))
			continue
		}
		d.rewrite(found, rows, instead)
	}
	var out []string
	for i, row := range rows {
		if rows, ok := instead[i]; ok {
			out = append(out, rows...)
		} else {
			out = append(out, row)
		}
	}
	return strings.Join(out, "\n"), errors.Join(faults...)
}

// rewrite says what becomes of the rows of a scenario.
func (d *draft) rewrite(found, rows []string, instead map[int][]string) {
	model := rows[d.line-1]
	lead := model[:len(model)-len(strings.TrimLeft(model, " \t"))]
	ending := ""
	if strings.HasSuffix(model, "\r") {
		ending = "\r"
	}
	written := func(line string) []string {
		w := wrapped(line)
		for i := range w {
			w[i] = lead + w[i] + ending
		}
		return w
	}
	lead = strings.TrimPrefix(lead, "\ufeff")
	var stale []expectation
	for _, x := range d.expected {
		if i := slices.Index(found, x.text); i >= 0 {
			found = slices.Delete(slices.Clone(found), i, i+1)
		} else {
			stale = append(stale, x)
		}
	}
	for _, x := range stale {
		for i := x.first; i <= x.last; i++ {
			if row := strings.TrimSpace(rows[i-1]); i == x.first || row != "" && row[0] != '#' {
				instead[i-1] = nil
			}
		}
		if i := slices.IndexFunc(found, func(line string) bool { return ruleIn(line) == ruleIn(x.text) }); i >= 0 {
			instead[x.first-1] = written(found[i])
			found = slices.Delete(slices.Clone(found), i, i+1)
		}
	}
	if len(found) == 0 {
		return
	}
	last := d.last - 1
	after, ok := instead[last]
	if !ok {
		after = []string{rows[last]}
		if last == len(rows)-1 { // it has no end yet
			after[0] = strings.TrimSuffix(after[0], "\r") + ending
		}
	}
	for _, line := range found {
		after = append(after, written(line)...)
	}
	instead[last] = after
}

// ruleIn is the name of the rule in an expected line, or a clause that reads like one.
func ruleIn(line string) string {
	for i, w := range strings.Fields(line) {
		if w = strings.TrimRight(w, ":;,"); i > 0 && policy.WellNamed(w) {
			return w
		}
	}
	return ""
}

// Scenarios judges every scenario of a text by p, each in a subtest under its title.
func Scenarios[T TestingT[T]](t T, p *policy.Profile, text string) {
	t.Helper()
	ss, err := Parse(text)
	if err != nil {
		t.Errorf("%v", err)
	}
	run(t, p, ss)
}

func run[T TestingT[T]](t T, p *policy.Profile, ss []Scenario) {
	t.Helper()
	for i := range ss {
		t.Run(ss[i].Title, func(t T) {
			t.Helper()
			if err := ss[i].Check(p); err != nil {
				t.Errorf("%v", err)
			}
		})
	}
}

// sharedFile is read first.
const sharedFile = "shared.txt"

// Files judges every scenario of the files *.txt in a folder, each in a subtest under the name of the file and its title. Those of
// shared.txt may be what the scenarios of all other files are like. With rewrite it first writes what p finds into the files, in place
// of what they expect, and leaves the rest of them as it is. A test has a flag of its own for that, usually -update.
func Files[T TestingT[T]](t T, p *policy.Profile, folder string, rewrite bool) {
	t.Helper()
	names, err := scenarioFiles(folder)
	if err != nil {
		t.Errorf("%v", err)
	}
	var shared []*draft
	for _, name := range names {
		path := filepath.Join(folder, name)
		ss, drafts, err := file(p, path, shared, rewrite)
		if syntax, ok := errors.AsType[*SyntaxError](err); ok {
			syntax.File = name
		}
		if name == sharedFile {
			shared = drafts
		}
		t.Run(strings.TrimSuffix(name, filepath.Ext(name)), func(t T) {
			t.Helper()
			if err != nil {
				t.Errorf("%v", err)
			}
			run(t, p, ss)
		})
	}
}

// scenarioFiles are the names of the files of a folder, the shared one first.
func scenarioFiles(folder string) ([]string, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, e := range entries {
		if name := e.Name(); filepath.Ext(name) == ".txt" && !e.IsDir() {
			if names = append(names, name); name == sharedFile {
				names = slices.Insert(names[:len(names)-1], 0, name)
			}
		}
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("%s: there are no scenarios *.txt", folder)
	}
	return names, nil
}

func file(p *policy.Profile, path string, shared []*draft, rewrite bool) ([]Scenario, []*draft, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, nil, err
	}
	text := string(b)
	if rewrite {
		updated, err := update(p, text, shared)
		if err != nil {
			return nil, nil, err
		}
		if updated != text {
			if err := os.WriteFile(path, []byte(updated), 0o644); err != nil {
				return nil, nil, err
			}
		}
		text = updated
	}
	return parse(text, shared)
}

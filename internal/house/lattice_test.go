package house_test

import (
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// lattice says which package of the module may import what besides the standard library, and why. The first line that names a
// package is the one that counts; "..." is everything of the module. It is a statement of policy: it is not changed to make a
// build pass.
const lattice = `
policy:
	The words, the rules and the judge stand on the standard library alone. Whatever a judgement depends on is in there to be read.

policy/*: policy
	A regulation, the shared records and the log say things in the words of policy. None of them knows of a machine, so that a
	profile can be judged for any, and a log be read for none.

internal/lifecycle: policy github.com/looplab/fsm
	One package knows the engine, shuts its traps, and can change it without anybody else noticing.

seclusion restraint timeout consent: policy policy/record consent internal/lifecycle
	A machine is its own states, table and records; all else is shared. Machines do not know each other: a chain of them is made of
	links between incidents.

.: policy seclusion restraint timeout consent
	The map of the module, which gives the machine of a kind. Nothing imports it but programs.

internal/policydocs: policy policy/*
	It writes the documents of the profiles' packages, by what the profiles say of themselves and the incidents beside them. It is a
	program for those who work in here.

internal/house:
	Tests, and no code.

examples/audit: ... github.com/schollz/progressbar/v3 golang.org/x/term
	The one program that needs other people's package, to draw its progress. What imports the library does not: the go command leaves
	out of a host's go.mod and go.sum what none of its packages needs.

examples/* examples/internal/*: ...
	Programs, which stand at the end of every arrow. They do without other people's packages, so that a reader needs none.
`

// tools lists what test code may import besides.
const tools = `
*: github.com/stretchr/testify/assert github.com/stretchr/testify/require pgregory.net/rapid
	Assertions and properties. A host links neither, since no file that is not a test imports them.

internal/lifecycle: github.com/looplab/fsm
	The bare engine, walked beside the compiled table, and measured beside it.
`

type arrows struct {
	who, may []string
	why      string
}

func readArrows(t *testing.T, text string) (all []arrows) {
	t.Helper()
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		switch who, may, ok := strings.Cut(line, ":"); {
		case line == "":
		case strings.HasPrefix(line, "\t"):
			require.NotEmpty(t, all)
			all[len(all)-1].why += strings.TrimSpace(line) + " "
		default:
			require.True(t, ok, line)
			all = append(all, arrows{who: strings.Fields(who), may: strings.Fields(may)})
		}
	}
	for _, a := range all {
		require.NotEmpty(t, a.why, "%v has no reason", a.who)
	}
	return all
}

func (a arrows) of(pkg string) bool {
	return slices.ContainsFunc(a.who, func(p string) bool {
		ok, err := path.Match(p, pkg)
		return err == nil && ok
	})
}

func (a arrows) allow(imported string) bool {
	own, inside := strings.CutPrefix(imported, modulePath+"/")
	if imported == modulePath {
		own, inside = ".", true
	}
	return slices.Contains(a.may, imported) || inside && slices.ContainsFunc(a.may, func(p string) bool {
		ok, err := path.Match(p, own)
		return p == "..." || ok && err == nil
	})
}

// standard reports whether an import is of the standard library: only there has the first element no dot.
func standard(imported string) bool {
	first, _, _ := strings.Cut(imported, "/")
	return !strings.Contains(first, ".")
}

func TestImportsFollowTheLattice(t *testing.T) {
	w, found := load(t), findings{}
	rules := readArrows(t, lattice)
	for _, pkg := range w.packages() {
		i := slices.IndexFunc(rules, func(a arrows) bool { return a.of(pkg) })
		if i < 0 {
			found.add(pkg, "is not in the lattice: give it its arrows, and say why")
			continue
		}
		for _, s := range w.sources {
			if s.pkg != pkg || s.test {
				continue
			}
			for _, im := range s.tree.Imports {
				p, err := strconv.Unquote(im.Path.Value)
				require.NoError(t, err)
				if !standard(p) && !rules[i].allow(p) {
					found.add(w.at(im), "%s may not import %s. %s", pkg, p, rules[i].why)
				}
			}
		}
	}
	found.none(t)
}

func TestOnlyTestsImportTestTools(t *testing.T) {
	w, found := load(t), findings{}
	rules := readArrows(t, tools)
	for _, s := range w.sources {
		if !s.test {
			continue
		}
		for _, im := range s.tree.Imports {
			p, err := strconv.Unquote(im.Path.Value)
			require.NoError(t, err)
			fits := slices.ContainsFunc(rules, func(a arrows) bool {
				return (a.of(s.pkg) || slices.Contains(a.who, "*")) && a.allow(p)
			})
			if !standard(p) && p != modulePath && !strings.HasPrefix(p, modulePath+"/") && !fits {
				found.add(w.at(im), "tests do not import %s", p)
			}
		}
	}
	found.none(t)
}

// The lattice is not vacuous: it says no where the design says no.
func TestLatticeSaysNo(t *testing.T) {
	rules := readArrows(t, lattice)
	for _, arrow := range [][2]string{
		{"policy", modulePath + "/policy/record"}, {"policy", "github.com/looplab/fsm"}, {"policy/cbe3007", modulePath + "/seclusion"},
		{"policy/journal", modulePath + "/policy/record"}, {"seclusion", modulePath + "/restraint"}, {"seclusion", "github.com/looplab/fsm"},
		{"internal/lifecycle", modulePath + "/policy/cbe3007"}, {"policy/record", modulePath}, {"examples/incident", "github.com/looplab/fsm"},
	} {
		i := slices.IndexFunc(rules, func(a arrows) bool { return a.of(arrow[0]) })
		require.GreaterOrEqual(t, i, 0, arrow[0])
		assert.False(t, rules[i].allow(arrow[1]), "%s -> %s", arrow[0], arrow[1])
	}
}

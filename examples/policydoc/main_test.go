package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/leastrestrictive/interventions"
	"github.com/leastrestrictive/interventions/examples/internal/program"
	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func start(t *testing.T, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	var out, errs bytes.Buffer
	code = run(args, &out, &errs)
	return out.String(), errs.String(), code
}

// printed is what the program prints where all is well.
func printed(t *testing.T, args ...string) string {
	t.Helper()
	out, errs, code := start(t, args...)
	require.Zero(t, code, errs)
	require.Empty(t, errs)
	return out
}

func TestGolden(t *testing.T) {
	for name, args := range map[string][]string{
		"cbe-ar-3007.md":   {"cbe-ar-3007"},
		"cbe-ar-3007.json": {"-format", "json", "cbe-ar-3007"},
		"cbe-ar-3007.mmd":  {"-format", "mermaid", "cbe-ar-3007"},
		"ap-354.md":        {"ap-354"},
		"ap-354.json":      {"-format", "json", "ap-354"},
		"ap-354.mmd":       {"-format", "mermaid", "ap-354"},
		"ban-2019.md":      {"ban-2019"},
		"ban-2019.json":    {"-format", "json", "ban-2019"},
	} {
		t.Run(name, func(t *testing.T) {
			out := printed(t, args...)
			file := filepath.Join("testdata", name+".golden")
			if *update {
				require.NoError(t, os.WriteFile(file, []byte(out), 0o644))
			}
			want, err := os.ReadFile(file)
			require.NoError(t, err)
			assert.Equal(t, string(want), out, "if that is meant: go test ./examples/policydoc -update")
			assert.Equal(t, out, printed(t, args...), "twice the same")
			for line := range strings.Lines(out) {
				assert.Equal(t, strings.TrimRight(line, " \n"), strings.TrimRight(line, "\n"), "space at the end")
			}
		})
	}
}

func TestExitStatus(t *testing.T) {
	for _, test := range []struct {
		args []string
		code int
		says string
	}{
		{[]string{"ar-3007"}, 2, `there is no profile "ar-3007"; there is cbe-ar-3007, ap-354, ban-2019`},
		{[]string{""}, 2, `there is no profile ""; there is cbe-ar-3007, ap-354, ban-2019`},
		{[]string{"a\nb"}, 2, `there is no profile "a\nb"; there is cbe-ar-3007, ap-354, ban-2019`},
		{[]string{"-format", "html", "cbe-ar-3007"}, 2, `there is no format "html"; there is markdown, json, mermaid`},
		{[]string{"-kind", "seclusion", "cbe-ar-3007"}, 2, "-kind goes with -format mermaid"},
		{[]string{"-format", "mermaid", "-kind", "ourboard/quiet", "cbe-ar-3007"}, 2, `there is no machine for "ourboard/quiet"; there is one for seclusion`},
		{[]string{"cbe-ar-3007", "-format", "json"}, 2, "one profile at a time, and flags come before it"},
		{[]string{"-now", "2026-01-01"}, 2, "flag provided but not defined: -now"},
		{[]string{"-format"}, 2, "flag needs an argument: -format"},
	} {
		out, errs, code := start(t, test.args...)
		assert.Equal(t, test.code, code, test.args)
		assert.Empty(t, out)
		assert.Contains(t, errs, "policydoc: "+test.says)
		assert.Equal(t, 1, strings.Count(errs, "\n"), "one line")
	}
	assert.Equal(t, printed(t, "cbe-ar-3007"), printed(t))
	assert.Equal(t, printed(t), printed(t, "-format", "markdown"))
}

func TestHelpNamesEveryFlag(t *testing.T) {
	for _, h := range []string{"-h", "-help"} {
		assert.Equal(t, usage, printed(t, h))
	}
	source, err := os.ReadFile("main.go")
	require.NoError(t, err)
	for _, f := range []string{"-format FORMAT", "-kind KIND"} {
		assert.Contains(t, usage, "  "+f)
		assert.Contains(t, string(source), "\n//\t"+f+" ", "the package comment")
	}
}

// broken takes so many bytes.
type broken int

func (b broken) Write(p []byte) (int, error) {
	return min(int(b), len(p)), errors.New("the disk is full")
}

func TestWritingFails(t *testing.T) {
	for bytesWritten, want := range map[int]int{0: 2, 100: 1} {
		var errs bytes.Buffer
		assert.Equal(t, want, run([]string{"cbe-ar-3007"}, broken(bytesWritten), &errs))
		assert.Equal(t, "policydoc: writing: the disk is full\n", errs.String())
	}
}

func decoded(t *testing.T, profile string) document {
	t.Helper()
	var d document
	dec := json.NewDecoder(strings.NewReader(printed(t, "-format", "json", profile)))
	dec.DisallowUnknownFields()
	require.NoError(t, dec.Decode(&d))
	_, err := dec.Token()
	require.ErrorIs(t, err, io.EOF, "one object")
	return d
}

// every runs a test for each profile that there is.
func every(t *testing.T, f func(t *testing.T, p *policy.Profile)) {
	for _, r := range program.Regulations() {
		t.Run(r.ID, func(t *testing.T) { f(t, r.Profile()) })
	}
}

func TestJSONIsTheProfile(t *testing.T) { every(t, jsonIsTheProfile) }

func jsonIsTheProfile(t *testing.T, p *policy.Profile) {
	d, in := decoded(t, p.ID()), p.Instrument()
	assert.Equal(t, p.ID(), d.Profile)
	assert.Equal(t, in.Title, d.Title)
	assert.Equal(t, p.Fingerprint(), d.Fingerprint)
	assert.Equal(t, dates{Adopted: in.Adopted.String(), From: in.From.String(), Until: in.Until.String(), ReviewDue: in.ReviewDue}, d.Dates)

	entries := map[string]clause{}
	for _, c := range d.Clauses {
		assert.NotContains(t, entries, c.ID, "each clause once")
		entries[c.ID] = c
		assert.Contains(t, []string{"rules", "definition", "judgement", "silent", "deferred", "not-in-source"}, c.Entry, c.ID)
		assert.Contains(t, []string{"printed", "restored", "not-in-source", "reported"}, c.Source, c.ID)
		assert.Equal(t, c.Entry == "rules", len(c.Rules) > 0, "%s: a clause that rules carry has one, and no other has", c.ID)
	}
	assert.Len(t, entries, len(p.Ledger()))

	// Clauses and rules name each other.
	cites := map[[2]string]bool{}
	for _, r := range d.Rules {
		require.NotEmpty(t, r.Clauses, r.ID)
		for _, c := range r.Clauses {
			cites[[2]string{c, r.ID}] = true
			require.Contains(t, entries, c, r.ID)
			assert.Contains(t, entries[c].Rules, r.ID, c)
		}
	}
	for _, c := range d.Clauses {
		for _, r := range c.Rules {
			assert.True(t, cites[[2]string{c.ID, r}], "%s, %s", c.ID, r)
		}
	}

	i := 0
	for h := range p.Rules() {
		r := d.Rules[i]
		assert.Equal(t, []string{string(h.Name), h.Form(), h.Force.String(), h.Text()}, []string{r.ID, r.Kind, r.Force, r.Text})
		assert.Equal(t, h.Gate, r.Gate)
		assert.Len(t, r.Kinds, len(h.Kinds))
		i++
	}
	assert.Len(t, d.Rules, i)

	i = 0
	for r := range p.Readings() {
		assert.Equal(t, reading{r.ID, r.Clauses, r.Question, r.Default, r.Alternatives}, d.Readings[i])
		i++
	}
	assert.Len(t, d.Readings, i)
}

// What is decoded and encoded again is the same text: no key is lost, none is added, and no list is null.
func TestJSONRoundTrip(t *testing.T) {
	every(t, func(t *testing.T, p *policy.Profile) {
		d := decoded(t, p.ID())
		var again bytes.Buffer
		writeJSON(&again, &d)
		assert.Equal(t, printed(t, "-format", "json", p.ID()), again.String())
		assert.NotContains(t, again.String(), "null")
	})
}

// The keys are as they were promised to those who read the JSON, in their order, and the package comment names each.
func TestKeysOfJSON(t *testing.T) {
	keys := func(of reflect.Type) (keys []string) {
		for f := range of.Fields() {
			if f.IsExported() {
				key, _, _ := strings.Cut(f.Tag.Get("json"), ",")
				keys = append(keys, key)
			}
		}
		return keys
	}
	assert.Equal(t, []string{"profile", "title", "fingerprint", "dates", "clauses", "rules", "readings"}, keys(reflect.TypeFor[document]()))
	assert.Equal(t, []string{"id", "label", "source", "entry", "rules", "reason"}, keys(reflect.TypeFor[clause]()))
	assert.Equal(t, []string{"id", "kind", "clauses", "force", "kinds", "gate", "text"}, keys(reflect.TypeFor[rule]()))
	assert.Equal(t, []string{"id", "clauses", "question", "default", "alternatives"}, keys(reflect.TypeFor[reading]()))
	source, err := os.ReadFile("main.go")
	require.NoError(t, err)
	_, doc, _ := strings.Cut(string(source), "\n// # JSON\n")
	for _, of := range []reflect.Type{reflect.TypeFor[document](), reflect.TypeFor[clause](), reflect.TypeFor[rule](), reflect.TypeFor[dates](), reflect.TypeFor[reading]()} {
		for _, key := range keys(of) {
			assert.Regexp(t, `(?m)^//\t.*\b`+key+`\b`, doc)
		}
	}
}

// A document that a board could publish says all that the profile says, and its links lead somewhere.
func TestMarkdownSaysAll(t *testing.T) { every(t, markdownSaysAll) }

func markdownSaysAll(t *testing.T, p *policy.Profile) {
	out, i := printed(t, p.ID()), p.Instrument()
	for _, want := range []string{text(i.Title), i.Issuer[1:], i.Number, i.Adopted.String(), i.ReviewDue, text(i.Note), p.Fingerprint()} {
		assert.Contains(t, out, want)
	}
	for r, chosen := range p.Readings() {
		for _, want := range append([]string{"### Reading " + r.ID, text(r.Question), text(r.Why), "**" + chosen + "**"}, r.Alternatives...) {
			assert.Contains(t, out, want)
		}
	}
	rows := 0
	for _, e := range p.Ledger() {
		assert.Contains(t, out, "\n| "+text(e.Clause)+" | "+text(e.Label)+" | ")
		assert.Contains(t, out, text(e.Reason))
		rows++
	}
	assert.Equal(t, rows, len(regexp.MustCompile(`(?m)^\| .* \| (printed|restored|not in source|reported) \| `).FindAllString(out, -1)), "each clause once")
	for h := range p.Rules() {
		assert.Contains(t, out, "\n> "+text(h.Text())+"\n")
	}
	defined := 0
	for h := range p.Definitions() {
		assert.Contains(t, out, "\n### Definition "+string(h.Name)+"\n\n**"+text(strings.Join(h.Clauses, ", "))+"** – "+text(h.Demand)+" (")
		assert.Contains(t, out, "\n> "+text(h.Text())+"\n")
		defined++
	}
	assert.Equal(t, defined, strings.Count(out, "\n### Definition "))
	assert.Equal(t, defined > 0, strings.Contains(out, "\n## Definitions\n"))
	assert.Equal(t, len(i.Repealed.String()) > 0, strings.Contains(out, "\n| Repealed | "+i.Repealed.String()))
	assert.Equal(t, i.TextNotHeld, strings.Contains(out, "the text of the document is not held"))
	headings := map[string]bool{}
	for _, m := range regexp.MustCompile(`(?m)^#+ (.*)$`).FindAllStringSubmatch(out, -1) {
		anchor := strings.ReplaceAll(strings.ToLower(m[1]), " ", "-")
		assert.False(t, headings[anchor], "%s twice", anchor)
		headings[anchor] = true
	}
	links := regexp.MustCompile(`\]\(#([^)]*)\)`).FindAllStringSubmatch(out, -1)
	assert.NotEmpty(t, links)
	for _, m := range links {
		assert.True(t, headings[m[1]], m[1])
	}
	for line := range strings.Lines(out) {
		if strings.HasPrefix(line, "| ") {
			assert.Contains(t, []int{3, 5}, strings.Count(strings.ReplaceAll(line, `\|`, ""), "|"), line)
		}
	}
}

func TestTextIsPlainInMarkdown(t *testing.T) {
	assert.Equal(t, `a \| b \*c\* \_d\_ \<e\> \[f\](g) \&amp; h & i`, text("a | b *c* _d_ <e>\n[f](g) &amp; h & i"))
}

// Every arrow of a diagram is a transition of the machine, and every transition that leads somewhere is an arrow.
func TestDiagramIsTheMachine(t *testing.T) {
	for _, k := range kinds {
		machine, ok := interventions.Lifecycle(k)
		require.True(t, ok, k)
		out := printed(t, "-format", "mermaid", "-kind", string(k), "cbe-ar-3007")
		assert.Contains(t, printed(t, "-format", "mermaid"), out)
		assert.Contains(t, printed(t), "```mermaid\n"+out+"```\n")
		arrows := map[[2]string]string{}
		for _, m := range regexp.MustCompile(`(?m)^    (s\d+) --> (s\d+) : (.*)$`).FindAllStringSubmatch(out, -1) {
			at := [2]string{m[1], m[2]}
			assert.Empty(t, arrows[at], "one arrow from state to state")
			arrows[at] = m[3]
		}
		moves := 0
		for s, name := range machine.States() {
			assert.Contains(t, out, `    state "`+escape(name)+`" as `+id(s)+"\n")
			for _, a := range policy.Activities() {
				next, ok := machine.Next(uint8(s), a)
				label := arrows[[2]string{id(s), id(int(next))}]
				if does := slices.Contains(strings.Split(label, ", "), string(a)); int(next) != s || !ok {
					assert.Equal(t, ok, does, "%s from %s", a, name)
					if ok {
						moves++
					}
				}
				if ok && int(next) == s {
					assert.Contains(t, out, string(a), "it stands in the note")
				}
			}
		}
		assert.Equal(t, moves, strings.Count(strings.Join(slices.Collect(labels(arrows)), ", "), ", ")+1)
	}
	assert.Equal(t, len(kinds), strings.Count(printed(t, "-format", "mermaid"), "stateDiagram-v2\n"))
}

func id(state int) string { return "s" + strconv.Itoa(state) }

func labels(arrows map[[2]string]string) func(func(string) bool) {
	return func(yield func(string) bool) {
		for _, l := range arrows {
			if !yield(l) {
				return
			}
		}
	}
}

// Limits and intervals stand at the states of the phase that they bind, of the kind that is drawn.
func TestDiagramHasLimitsAndIntervals(t *testing.T) {
	out := printed(t, "-format", "mermaid", "-kind", "seclusion", "cbe-ar-3007")
	for h := range cbe3007.Profile().Rules() {
		bounds := h.Form() == "limit" || h.Form() == "every"
		ours := len(h.Kinds) == 0 || slices.Contains(h.Kinds, policy.Seclusion)
		assert.Equal(t, bounds && ours, strings.Contains(out, escape(h.Clauses[0]+": "+h.Text())), h.Name)
	}
	machine, _ := interventions.Lifecycle(policy.Seclusion)
	for s := range machine.States() {
		assert.Equal(t, machine.Phase(uint8(s)) == policy.Held, strings.Contains(out, "note right of "+id(s)+"\n"), s)
	}
}

func TestEscapedForMermaid(t *testing.T) {
	assert.Equal(t, "plain words, 7(16)(a) - it's 2/3.", escape("plain words, 7(16)(a) - it's 2/3."))
	assert.Equal(t, "a#34;b#34; #58; #59; #35; #60;br#62; #37;#37; #123;x#125; #8220;é", escape(`a"b" : ; # <br> %% {x} “é`))
	assert.NotContains(t, escape("end note"), "end note")
}

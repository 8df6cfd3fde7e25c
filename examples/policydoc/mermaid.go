package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"

	"github.com/leastrestrictive/interventions"
	"github.com/leastrestrictive/interventions/policy"
)

// writeDiagrams writes the diagram of one kind, or, where that is empty, of each kind that has a machine.
func writeDiagrams(w io.Writer, d *document, kind policy.Kind) {
	for _, k := range kinds {
		if kind == "" || kind == k {
			machine, _ := interventions.Lifecycle(k)
			writeDiagram(w, machine, d.declared)
		}
	}
}

// writeDiagram draws what a machine allows, as it answers itself. What leads nowhere stands in one note.
func writeDiagram(w io.Writer, m policy.Lifecycle, rules []declaration) {
	states := m.States()
	fmt.Fprintf(w, "---\ntitle: %s\n---\nstateDiagram-v2\n", words(string(m.Kind())))
	for i, name := range states {
		fmt.Fprintf(w, "    state \"%s\" as s%d\n", escape(name), i)
	}
	fmt.Fprintln(w, "    [*] --> s0")
	for from := range states {
		for to := range states {
			var does []string
			for _, a := range policy.Activities() {
				if next, ok := m.Next(uint8(from), a); ok && int(next) == to && to != from {
					does = append(does, escape(words(string(a))))
				}
			}
			if len(does) > 0 {
				fmt.Fprintf(w, "    s%d --> s%d : %s\n", from, to, strings.Join(does, ", "))
			}
		}
	}
	note(w, "left", 0, stays(m))
	for _, phase := range [...]policy.Phase{policy.Held, policy.After} {
		var says, clauses []string
		for _, r := range rules {
			if r.bounds == phase && (len(r.Kinds) == 0 || slices.Contains(r.Kinds, m.Kind())) {
				says = append(says, strings.Join(r.Clauses, ", ")+": "+r.Text())
				clauses = append(clauses, r.Clauses...)
			}
		}
		first := ""
		for i, name := range states {
			switch {
			case len(says) == 0 || m.Phase(uint8(i)) != phase:
			case first == "":
				first = name
				note(w, "right", i, says)
			default:
				note(w, "right", i, []string{"As in " + first + ": " + strings.Join(clauses, ", ")})
			}
		}
	}
}

// stays says what a machine allows and what leads nowhere, a line for all that may be done in the same states.
func stays(m policy.Lifecycle) []string {
	states := m.States()
	where := map[string][]string{} // by states
	var order []string
	for _, a := range policy.Activities() {
		var in []int
		for s := range states {
			if next, ok := m.Next(uint8(s), a); ok && int(next) == s {
				in = append(in, s)
			}
		}
		if len(in) == 0 {
			continue
		}
		key := inStates(m, in)
		if where[key] == nil {
			order = append(order, key)
		}
		where[key] = append(where[key], words(string(a)))
	}
	lines := []string{"These change no state."}
	for _, key := range order {
		lines = append(lines, key+": "+strings.Join(where[key], ", "))
	}
	return lines
}

// inStates names some states, by their phase where they are all of it.
func inStates(m policy.Lifecycle, in []int) string {
	var held, after, all []int
	var names []string
	for s, name := range m.States() {
		all = append(all, s)
		switch m.Phase(uint8(s)) {
		case policy.Held:
			held = append(held, s)
		case policy.After:
			after = append(after, s)
		}
		if slices.Contains(in, s) {
			names = append(names, name)
		}
	}
	switch {
	case slices.Equal(in, all):
		return "At any time"
	case slices.Equal(in, held):
		return "While held"
	case slices.Equal(in, after):
		return "After the release"
	case slices.Equal(in, all[1:]):
		return "Once begun"
	}
	return "In " + strings.Join(names, ", ")
}

// note puts lines beside a state; Mermaid breaks those that are long.
func note(w io.Writer, side string, state int, says []string) {
	fmt.Fprintf(w, "    note %s of s%d\n", side, state)
	for _, s := range says {
		fmt.Fprintln(w, "        "+escape(s))
	}
	fmt.Fprintln(w, "    end note")
}

// escape writes what could mean something to Mermaid as an entity: everything but letters, digits, spaces and a few harmless marks.
// A line that is "end note" would end a note.
func escape(s string) string {
	var b strings.Builder
	for i, r := range s {
		if unicode.IsLetter(r) && !(i == 0 && strings.HasPrefix(strings.ToLower(s), "end note")) || unicode.IsDigit(r) || strings.ContainsRune(" .,()/'-", r) {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, "#%d;", r)
		}
	}
	return b.String()
}

// words is a kind or an activity for people.
func words(s string) string {
	if policy.Kind(s) == policy.Restraint {
		return "physical restraint"
	}
	return s
}

func list(kinds []policy.Kind) string {
	var names []string
	for _, k := range kinds {
		names = append(names, words(string(k)))
	}
	return strings.Join(names, ", ")
}

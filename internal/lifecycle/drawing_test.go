package lifecycle

import (
	"slices"
	"strings"
	"testing"

	"github.com/looplab/fsm"
	"github.com/stretchr/testify/require"
)

// What a machine answers is what looplab itself draws of its transitions, so that a diagram made of the answers is one of looplab's.
func TestTransitionsAreThoseThatLooplabDraws(t *testing.T) {
	m, err := New(seclusion())
	require.NoError(t, err)
	drawn, err := fsm.VisualizeForMermaidWithGraphType(engine(m.states, m.next), fsm.StateDiagram)
	require.NoError(t, err)
	var looplabs, ours []string
	for line := range strings.Lines(drawn) {
		if line = strings.TrimSpace(line); strings.Contains(line, " --> ") && !strings.HasPrefix(line, "[*]") {
			looplabs = append(looplabs, line)
		}
	}
	for tr := range m.Transitions() {
		if !tr.Stay {
			ours = append(ours, m.states[tr.From]+" --> "+m.states[tr.To]+": "+string(tr.Do))
		}
	}
	slices.Sort(looplabs)
	slices.Sort(ours)
	require.NotEmpty(t, ours)
	require.Equal(t, looplabs, ours)
}

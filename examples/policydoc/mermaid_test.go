//go:build mermaid

// Needs node, a Chromium, and what npm ci puts into testdata/mermaid/node_modules.

package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/leastrestrictive/interventions"
	"github.com/leastrestrictive/interventions/examples/internal/program"
)

// picture is what the real Mermaid made of a diagram.
type picture struct {
	File          string
	Words         string
	Width, Height float64
	Error         string
}

func render(t *testing.T, diagrams ...string) []picture {
	t.Helper()
	args := []string{filepath.Join("testdata", "mermaid", "check.mjs")}
	for i, d := range diagrams {
		file := filepath.Join(t.TempDir(), fmt.Sprint(i)+".mmd")
		require.NoError(t, os.WriteFile(file, []byte(d), 0o644))
		args = append(args, file)
	}
	cmd := exec.Command("node", args...)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	require.NoError(t, err, "npm ci --prefix examples/policydoc/testdata/mermaid, and a Chromium at /usr/bin/chromium or where CHROMIUM says")
	var all []picture
	for line := range strings.Lines(string(out)) {
		var p picture
		require.NoError(t, json.Unmarshal([]byte(line), &p))
		all = append(all, p)
	}
	require.Len(t, all, len(diagrams))
	return all
}

func TestMermaidDrawsEveryDiagram(t *testing.T) {
	for _, r := range program.Regulations() {
		t.Run(r.ID, func(t *testing.T) { drawsEveryDiagram(t, r) })
	}
}

func drawsEveryDiagram(t *testing.T, of *program.Regulation) {
	p := of.Profile()
	for _, k := range kinds {
		source := printed(t, "-format", "mermaid", "-kind", string(k), of.ID)
		drawn := render(t, source)[0]
		require.Empty(t, drawn.Error)
		assert.Greater(t, drawn.Width, 100.0)
		assert.Greater(t, drawn.Height, 100.0)
		title := words(string(k))
		words := strings.Join(strings.Fields(drawn.Words), " ")
		machine, _ := interventions.Lifecycle(k)
		for _, name := range append(machine.States(), title, "These change no state.") {
			assert.Contains(t, words, name)
		}
		for _, r := range gather(p, of.Rules()).declared {
			if r.bounds != 0 && strings.Contains(source, escape(r.Text())) {
				assert.Contains(t, words, r.Text(), "what is escaped shows as it was")
			}
		}
		assert.NotContains(t, words, "#58;")
	}
}

// The check has teeth: what is not well-formed is refused, and what the escapes are for would be lost without them.
func TestMermaidRefusesABrokenDiagram(t *testing.T) {
	whole := printed(t, "-format", "mermaid", "-kind", "seclusion", "cbe-ar-3007")
	broken := []string{
		strings.Replace(whole, "s0 --> s1 :", "s0 --> --> s1 :", 1),
		strings.Replace(whole, "    end note\n", "", 1) + "    note right of",
		strings.Replace(whole, `"secluded"`, `"seclu"ded"`, 1),
		strings.Replace(whole, "stateDiagram-v2", "stateDiagramm", 1),
	}
	for i, drawn := range render(t, broken...) {
		require.NotEqual(t, whole, broken[i])
		assert.NotEmpty(t, drawn.Error, broken[i])
	}
	odd := `a "b" : ; # <br> %% {x} end note`
	drawn := render(t, "stateDiagram-v2\n    state \""+escape(odd)+"\" as s0\n    s0 --> s1 : "+escape(odd)+"\n    note right of s0\n        "+escape(odd)+
		"\n        "+escape("end note")+"\n    end note\n")[0]
	require.Empty(t, drawn.Error)
	assert.Equal(t, 3, strings.Count(strings.Join(strings.Fields(drawn.Words), " "), odd), drawn.Words)
}

package journal_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/leastrestrictive/interventions/policy"
)

// Whoever writes an exporter from the package comment alone must find every word in it.
func TestTheDocumentHasEveryWord(t *testing.T) {
	source, err := os.ReadFile("doc.go")
	require.NoError(t, err)
	words := strings.FieldsFunc(string(source), func(r rune) bool { return r != '-' && (r < 'a' || r > 'z') })
	for _, a := range policy.Activities() {
		assert.True(t, slices.Contains(words, string(a)), a)
	}
	for _, f := range policy.Facts() {
		assert.True(t, slices.Contains(words, string(f.Name)), f.Name)
	}
	for _, r := range roles {
		assert.True(t, slices.Contains(words, string(r)), r)
	}
}

// The small log in it is read, and is as this package would write it.
func TestTheLogInTheDocumentIsRead(t *testing.T) {
	source, err := os.ReadFile("doc.go")
	require.NoError(t, err)
	_, after, _ := strings.Cut(string(source), "# A small log")
	after, _, _ = strings.Cut(after, "// # ")
	var log strings.Builder
	for line := range strings.Lines(after) {
		if line, found := strings.CutPrefix(line, "//\t"); found {
			log.WriteString(line)
		}
	}
	events, faults := read(strings.NewReader(log.String()))
	require.Empty(t, faults)
	assert.Len(t, events, 7)
	assert.Equal(t, log.String(), string(write(t, events)))
}

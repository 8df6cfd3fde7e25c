package journal_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/journal"
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

// The sealed log in it is what AppendSealed writes, and the text beside it is the one that its second line speaks of.
func TestTheSealedLogInTheDocumentVerifies(t *testing.T) {
	source, err := os.ReadFile("doc.go")
	require.NoError(t, err)
	_, after, _ := strings.Cut(string(source), "// Two lines, the second")
	after, beside, _ := strings.Cut(after, "// # What a seal shows")
	s := &sealing{}
	var log strings.Builder
	for line := range strings.Lines(after) {
		line, found := strings.CutPrefix(line, "//\t")
		if !found {
			continue
		}
		log.WriteString(line)
		e, err := journal.Parse([]byte(line))
		require.NoError(t, err)
		s.add(t, &e)
	}
	assert.Equal(t, string(s.log), log.String())
	chains, faults := verify([]byte(log.String()), s.all()...)
	require.Empty(t, faults)
	assert.Equal(t, "i-1 2 sealed and attested", states(chains))

	_, beside, _ = strings.Cut(beside, "the text of the log above:\n//\n//\t")
	beside, _, _ = strings.Cut(beside, "\n")
	e, err := journal.Parse(s.lines[1])
	require.NoError(t, err)
	require.NoError(t, journal.Attach(&e, func(string) (policy.Text, bool) { return policy.Text(beside), true }))
	assert.Equal(t, "The clock on the wall was slow.", string(e.Reason))
}

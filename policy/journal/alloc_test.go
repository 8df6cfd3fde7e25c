//go:build !race

package journal_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/leastrestrictive/interventions/policy/journal"
)

func TestAppendAllocatesNothing(t *testing.T) {
	events, faults := read(bytes.NewReader(golden(t)))
	require.Empty(t, faults)
	buf := make([]byte, 0, 4096)
	allocated := testing.AllocsPerRun(100, func() {
		for i := range events {
			if _, err := journal.Append(buf, &events[i]); err != nil {
				t.Error(err)
			}
		}
	})
	assert.Zero(t, allocated)
}

// A line is one string, each list in it one allocation, each object one.
func TestParseAllocatesWhatItReturns(t *testing.T) {
	for _, c := range []struct {
		more string
		want float64
	}{
		{`"student":"st-1","place":"r-1"`, 1},
		{`"by":[{"id":"s-1","role":"teacher"}]`, 2},
		{`"by":[{"id":"s-1"},{"id":"s-2"}],"facts":{"door-shut":"yes","continue":"yes"},"recorded":"2025-10-06T10:02:00-06:00"`, 3},
		{`"standing":[{"fact":"trained","answer":"yes","from":"2025-10-06T10:02:00-06:00"}],"other":{"kind":"seclusion"}`, 3},
	} {
		line := []byte(with(c.more))
		allocated := testing.AllocsPerRun(100, func() {
			if _, err := journal.Parse(line); err != nil {
				t.Error(err)
			}
		})
		assert.LessOrEqual(t, allocated, c.want, c.more)
	}
}

func TestReadAllocatesFewPerEvent(t *testing.T) {
	log := fortyLines(t)
	allocated := testing.AllocsPerRun(100, func() {
		for _, err := range journal.Read(bytes.NewReader(log)) {
			if err != nil {
				t.Error(err)
			}
		}
	})
	assert.LessOrEqual(t, allocated, 40*3.0+10)
}

// A sealed line costs the text of the new hash, and nothing else.
func TestAppendSealedAllocatesTheHash(t *testing.T) {
	e := told()
	e.Reason = ""
	buf := make([]byte, 0, 4096)
	head := journal.Head{}
	allocated := testing.AllocsPerRun(100, func() {
		if _, err := journal.AppendSealed(buf, &e, &head); err != nil {
			t.Error(err)
		}
	})
	assert.LessOrEqual(t, allocated, 1.0)
}

// To verify a line takes what it takes to read it; an incident takes some words more.
func TestVerifyAllocatesNoMorePerEventThanRead(t *testing.T) {
	log, head := fortySealed(t)
	reading := testing.AllocsPerRun(100, func() {
		for _, err := range journal.Read(bytes.NewReader(log)) {
			if err != nil {
				t.Error(err)
			}
		}
	})
	verifying := testing.AllocsPerRun(100, func() {
		for _, err := range journal.Verify(bytes.NewReader(log), head) {
			if err != nil {
				t.Error(err)
			}
		}
	})
	assert.LessOrEqual(t, verifying, reading+15)
}

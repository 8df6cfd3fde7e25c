//go:build !race

package program_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/leastrestrictive/interventions/examples/internal/program"
)

func TestRowAllocatesItsMessageAlone(t *testing.T) {
	found := judged(t, logs...)
	buf := make([]byte, 0, 4096)
	for i := range found {
		f := &found[i]
		said := testing.AllocsPerRun(10, func() {
			_ = f.String()
			for _, m := range f.Missing {
				_ = m.String()
			}
		})
		allocated := testing.AllocsPerRun(10, func() {
			if _, err := program.AppendRow(buf, f.Incident, f); err != nil {
				t.Error(err)
			}
		})
		assert.LessOrEqual(t, allocated, said, f.Rule)
	}
}

func TestBasisAllocatesNothing(t *testing.T) {
	events := begun("cbe-ar-3007@sha256:00", "ap-354")
	assert.Zero(t, testing.AllocsPerRun(100, func() {
		if on, err := program.BasisOf(events, ""); err != nil || !on.Differs {
			t.Error(err)
		}
	}))
}

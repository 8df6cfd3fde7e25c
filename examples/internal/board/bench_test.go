package board_test

import (
	"fmt"
	"io"
	"testing"

	"github.com/leastrestrictive/interventions/examples/internal/board"
)

// BenchmarkWrite measures what a log costs to make, so that a benchmark that reads one knows what part of its time that is.
func BenchmarkWrite(b *testing.B) {
	for _, n := range []int{1000, 10_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			made := board.Board{Incidents: n, Seed: 1}
			var size counter
			for b.Loop() {
				size = 0
				if err := made.Write(&size); err != nil {
					b.Fatal(err)
				}
			}
			b.SetBytes(int64(size))
			b.ReportMetric(float64(size)/float64(n), "B/incident")
			b.ReportMetric(float64(n*b.N)/b.Elapsed().Minutes(), "incidents/min")
		})
	}
}

type counter int64

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}

var _ io.Writer = (*counter)(nil)

// BenchmarkEvents is the same without the lines.
func BenchmarkEvents(b *testing.B) {
	b.ReportAllocs()
	made := board.Board{Incidents: 10_000, Seed: 1}
	n := 0
	for b.Loop() {
		for range made.Events() {
			n++
		}
	}
	b.ReportMetric(float64(n)/float64(10_000*b.N), "events/incident")
}

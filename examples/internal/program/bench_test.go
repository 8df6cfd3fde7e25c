package program_test

import (
	"bytes"
	"testing"

	"github.com/leastrestrictive/interventions/examples/internal/program"
)

// BenchmarkRows measures the lines of the log that ships with the program that judges one incident, under each regulation, against
// what the standard package takes for them, and what of both the message is.
func BenchmarkRows(b *testing.B) {
	found := judged(b, logs[0])
	perRow := func(b *testing.B) {
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(found)), "ns/row")
	}
	b.Run("AppendRow", func(b *testing.B) {
		b.ReportAllocs()
		var buf []byte
		for b.Loop() {
			buf = buf[:0]
			for i := range found {
				var err error
				if buf, err = program.AppendRow(buf, "incident-0001", &found[i]); err != nil {
					b.Fatal(err)
				}
			}
		}
		b.SetBytes(int64(len(buf)))
		perRow(b)
	})
	b.Run("encoding/json", func(b *testing.B) {
		b.ReportAllocs()
		var buf bytes.Buffer
		for b.Loop() {
			buf.Reset()
			enc := encoder(&buf)
			for i := range found {
				if err := encode(enc, "incident-0001", &found[i]); err != nil {
					b.Fatal(err)
				}
			}
		}
		b.SetBytes(int64(buf.Len()))
		perRow(b)
	})
	b.Run("message", func(b *testing.B) {
		b.ReportAllocs()
		long := 0
		for b.Loop() {
			long = 0
			for i := range found {
				long += len(found[i].String())
			}
		}
		b.SetBytes(int64(long))
		perRow(b)
	})
}

package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/metrics"
	"testing"
	"time"

	"github.com/leastrestrictive/interventions/examples/internal/board"
	"github.com/leastrestrictive/interventions/policy/journal"
	"github.com/stretchr/testify/require"
)

var (
	incidents = flag.Int("incidents", 1000, "how many incidents the benchmarks audit: 100000 for figures that mean something")
	sizes     = flag.Bool("sizes", false, "audit 1,000, 10,000, 100,000 and 1,000,000 incidents too, which takes minutes")
)

// plain is an event for encoding/json, as a program that reads logs would write it.
type plain struct {
	Incident string            `json:"incident"`
	ID       string            `json:"id"`
	Activity string            `json:"activity"`
	At       time.Time         `json:"at"`
	Recorded time.Time         `json:"recorded"`
	Sequence int32             `json:"sequence"`
	Kind     string            `json:"kind"`
	By       []person          `json:"by"`
	To       []person          `json:"to"`
	Facts    map[string]string `json:"facts"`
	Standing []struct {
		Fact    string    `json:"fact"`
		Subject string    `json:"subject"`
		Answer  string    `json:"answer"`
		From    time.Time `json:"from"`
		Until   time.Time `json:"until"`
		Issuer  string    `json:"issuer"`
		Amount  string    `json:"amount"`
	} `json:"standing"`
	Student string `json:"student"`
	Place   string `json:"place"`
	Profile string `json:"profile"`
	Other   *struct {
		Incident  string `json:"incident"`
		Kind      string `json:"kind"`
		Classroom string `json:"classroom"`
	} `json:"other"`
	Amends *struct {
		Event     string            `json:"event"`
		At        time.Time         `json:"at"`
		Facts     map[string]string `json:"facts"`
		By        []person          `json:"by"`
		To        []person          `json:"to"`
		Withdrawn bool              `json:"withdrawn"`
	} `json:"amends"`
	Glass *struct {
		By     person `json:"by"`
		Reason string `json:"reason"`
	} `json:"glass"`
	Reason string `json:"reason"`
}

type person struct {
	ID   string `json:"id"`
	Role string `json:"role"`
}

// file writes the log of a board of n incidents, and returns its name and its size.
func file(tb testing.TB, n int) (name string, size int64) {
	f, err := os.CreateTemp(tb.TempDir(), "board-*.ndjson")
	require.NoError(tb, err)
	w := bufio.NewWriterSize(f, 1<<20)
	require.NoError(tb, (&board.Board{Incidents: n, Seed: 1}).Write(w))
	require.NoError(tb, w.Flush())
	info, err := f.Stat()
	require.NoError(tb, err)
	require.NoError(tb, f.Close())
	return f.Name(), info.Size()
}

// now is after the last entry of a board of a few school years.
const now = "2075-01-01T00:00:00Z"

func auditOf(b *testing.B, name string, n int, args ...string) {
	var stderr bytes.Buffer
	b.ReportAllocs()
	start := time.Now()
	for b.Loop() {
		stderr.Reset()
		require.Zero(b, run(append(args, name), nil, io.Discard, &stderr, false), "%.2000s", stderr.String())
	}
	b.ReportMetric(float64(time.Since(start).Nanoseconds())/float64(b.N*n), "ns/incident")
}

// BenchmarkAudit is a whole audit beside just decoding the same log.
func BenchmarkAudit(b *testing.B) {
	tune() // for all of them alike
	name, size := file(b, *incidents)
	lines := func(b *testing.B, of func(line []byte) error) {
		b.SetBytes(size)
		start := time.Now()
		for b.Loop() {
			f, err := os.Open(name)
			require.NoError(b, err)
			s := bufio.NewScanner(f)
			s.Buffer(nil, journal.MaxLine)
			for s.Scan() {
				require.NoError(b, of(s.Bytes()))
			}
			require.NoError(b, s.Err())
			require.NoError(b, f.Close())
		}
		b.ReportMetric(float64(time.Since(start).Nanoseconds())/float64(b.N**incidents), "ns/incident")
	}
	b.Run("encoding/json", func(b *testing.B) {
		lines(b, func(line []byte) error {
			var e plain
			return json.Unmarshal(line, &e)
		})
	})
	b.Run("journal", func(b *testing.B) {
		lines(b, func(line []byte) error {
			_, err := journal.Parse(line)
			return err
		})
	})
	for _, cores := range []int{1, 2} {
		b.Run(fmt.Sprintf("audit-%d", cores), func(b *testing.B) {
			b.SetBytes(size)
			defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(cores))
			auditOf(b, name, *incidents, "-now", now)
		})
	}
	b.Run("audit-without-now", func(b *testing.B) {
		b.SetBytes(size)
		auditOf(b, name, *incidents)
	})
}

// BenchmarkIncident is what an incident costs in logs of several lengths, and what is in use while they are audited.
func BenchmarkIncident(b *testing.B) {
	tune()
	of := []int{500, 1000}
	if *sizes {
		of = []int{1000, 10_000, 100_000, 1_000_000}
	}
	for _, n := range of {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			name, size := file(b, n)
			b.SetBytes(size)
			runtime.GC()
			peak, stop := watchHeap()
			auditOf(b, name, n, "-now", now)
			stop()
			b.ReportMetric(float64(*peak)/(1<<20), "peak-MB")
		})
	}
}

// watchHeap looks at the heap while something runs.
func watchHeap() (peak *uint64, stop func()) {
	peak = new(uint64)
	end, ended := make(chan bool), make(chan bool)
	go func() {
		defer close(ended)
		sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
		for {
			select {
			case <-end:
				return
			case <-time.After(20 * time.Millisecond):
				metrics.Read(sample)
				*peak = max(*peak, sample[0].Value.Uint64())
			}
		}
	}()
	return peak, func() {
		close(end)
		<-ended
	}
}

package lifecycle

import (
	"context"
	"errors"
	"runtime"
	"testing"

	"github.com/looplab/fsm"
	"github.com/stretchr/testify/require"

	"github.com/leastrestrictive/interventions/policy"
)

// The baseline: the same life cycle on looplab alone, as somebody without this package would write it, self-loops as rows.

func bareRows() fsm.Events {
	d := seclusion()
	names := func(states []stage) []string {
		var out []string
		for _, s := range states {
			out = append(out, d.States[s])
		}
		return out
	}
	var rows fsm.Events
	for _, r := range d.Moves {
		rows = append(rows, fsm.EventDesc{Name: string(r.Do), Src: names(r.From), Dst: d.States[r.To]})
	}
	for _, s := range d.Stays {
		for _, a := range s.Do {
			for _, in := range s.In {
				rows = append(rows, fsm.EventDesc{Name: string(a), Src: names([]stage{in}), Dst: d.States[in]})
			}
		}
	}
	return rows
}

func newBare() *fsm.FSM { return newBareOf(bareRows()) }

// newBareOf is NewFSM and nothing else: what one more machine costs when its rows are at hand.
func newBareOf(rows fsm.Events) *fsm.FSM { return fsm.NewFSM("not begun", rows, fsm.Callbacks{}) }

// bareEvent takes one step. A self-loop, which looplab reports as an error without a cause, is none.
func bareEvent(f *fsm.FSM, name string) error {
	err := f.Event(context.Background(), name)
	if stay, ok := errors.AsType[fsm.NoTransitionError](err); ok && stay.Err == nil {
		return nil
	}
	return err
}

// bareScript is an incident of 40 events that is resumed once.
var bareScript = []string{
	"initiate", "present", "observe", "explain", "monitor", "review", "monitor", "review", "monitor", "escalate",
	"review", "approve", "monitor", "observe", "step-down", "monitor", "explain", "release", "contact", "observe",
	"resume", "observe", "explain", "monitor", "review", "monitor", "review", "step-down", "observe", "release",
	"end", "contact", "support", "clean", "document", "report", "debrief", "contact", "document", "close",
}

// script is bareScript as activities.
func script() []policy.Activity {
	var out []policy.Activity
	for _, name := range bareScript {
		out = append(out, policy.Activity(name))
	}
	return out
}

func TestTheBareScriptIsLegal(t *testing.T) {
	f, m := newBare(), seclusionMachine(t)
	require.Len(t, bareScript, 40)
	state := uint8(0)
	for i, name := range bareScript {
		require.NoError(t, bareEvent(f, name), "event %d, %s", i, name)
		next, ok := m.Next(state, policy.Activity(name))
		require.True(t, ok, "event %d, %s", i, name)
		require.Equal(t, f.Current(), m.States()[next])
		state = next
	}
	require.Equal(t, closed, stage(state))
}

func BenchmarkBareEvent(b *testing.B) {
	f := newBare()
	require.NoError(b, bareEvent(f, "initiate"))
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		name := "release"
		if i%2 == 1 {
			name = "resume"
		}
		if err := bareEvent(f, name); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkBareSelfLoop(b *testing.B) {
	f := newBare()
	require.NoError(b, bareEvent(f, "initiate"))
	b.ReportAllocs()
	for b.Loop() {
		if err := bareEvent(f, "monitor"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkBareReplay40(b *testing.B) {
	rows, events := bareRows(), bareScript
	b.ReportAllocs()
	for b.Loop() {
		f := newBareOf(rows)
		for _, name := range events {
			if err := bareEvent(f, name); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// BenchmarkBareLive measures what looplab machines that are alive at the same time weigh.
func BenchmarkBareLive(b *testing.B) {
	rows := bareRows()
	live := make([]*fsm.FSM, 2000)
	var bytes float64
	for b.Loop() {
		clear(live)
		bytes = bytesPer(len(live), func(i int) { live[i] = newBareOf(rows) })
	}
	runtime.KeepAlive(live)
	b.ReportMetric(bytes, "B/machine")
}

// bytesPer returns the heap that each of n values keeps alive; create makes the i-th and puts it where it stays.
func bytesPer(n int, create func(i int)) float64 {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	for i := range n {
		create(i)
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	return (float64(after.HeapAlloc) - float64(before.HeapAlloc)) / float64(n)
}

package main

import (
	"fmt"
	"io"
	"sync"
	"sync/atomic"
	"time"

	"github.com/leastrestrictive/interventions/examples/internal/program"
	"github.com/schollz/progressbar/v3"
)

// screen is standard error. On a terminal the last line shows how far the audit is.
type screen struct {
	read      atomic.Int64 // bytes, as they are stored
	looked    atomic.Int64 // bytes that were looked through for the last entry, which takes little time
	incidents atomic.Int64 // judged

	mu     sync.Mutex
	out    io.Writer
	bar    *progressbar.ProgressBar // nil where there is no terminal
	ended  chan struct{}
	closed sync.WaitGroup
}

// often enough for a reader, and seldom enough not to cost anything.
const redrawn = 200 * time.Millisecond

// quick is about how many times quicker a log is looked through for its last entry than it is judged.
const quick = 16

func newScreen(out io.Writer, terminal bool, inputs []input, twice bool) *screen {
	s := &screen{out: out, ended: make(chan struct{})}
	if !terminal {
		return s
	}
	total := int64(0)
	for _, in := range inputs {
		if in.size == 0 { // how long it takes cannot be told
			total = -1
			break
		}
		total += in.size
	}
	if twice && total > 0 {
		total += total / quick
	}
	s.bar = progressbar.NewOptions64(total, progressbar.OptionSetWriter(out), progressbar.OptionShowBytes(true),
		progressbar.OptionSetPredictTime(true), progressbar.OptionThrottle(redrawn), progressbar.OptionClearOnFinish(),
		progressbar.OptionSetWidth(30), progressbar.OptionSetElapsedTime(true))
	s.closed.Go(func() {
		tick := time.NewTicker(redrawn)
		defer tick.Stop()
		for {
			select {
			case <-s.ended:
				return
			case <-tick.C:
				s.draw()
			}
		}
	})
	return s
}

func (s *screen) draw() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.bar.Describe(grouped(int(s.incidents.Load())) + " incidents")
	s.bar.Set64(s.read.Load() + s.looked.Load()/quick) // what it cannot write to a terminal is no loss
}

// say writes a line, and the bar goes below it.
func (s *screen) say(text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.bar != nil {
		s.bar.Clear()
	}
	fmt.Fprintln(s.out, program.Plain(text))
}

// close takes the bar away.
func (s *screen) close() {
	close(s.ended)
	s.closed.Wait()
	if s.bar != nil {
		s.bar.Clear()
	}
}

package lifecycle

import (
	"iter"
	"sync"
	"time"

	"github.com/leastrestrictive/interventions/policy"
)

// Incident is one incident of a machine: its case behind a lock. The typed machines put their verbs around one.
type Incident[S ~uint8] struct {
	mu sync.Mutex
	c  *policy.Case
	m  *Machine[S]
}

// Open returns an incident in which nothing has happened yet.
func Open[S ~uint8](p *policy.Profile, m *Machine[S], cal policy.Calendar, id string) (*Incident[S], error) {
	c, err := policy.Open(p, m, cal, id)
	if err != nil {
		return nil, err
	}
	return &Incident[S]{c: c, m: m}, nil
}

// Record takes up one event: told, or live. It returns the event as accepted.
func (i *Incident[S]) Record(e policy.Event, told bool) (policy.Event, error) {
	i.mu.Lock()
	defer i.mu.Unlock()
	if told {
		return i.c.Add(e)
	}
	return i.c.Do(e)
}

// Ask says what would stand against an event now.
func (i *Incident[S]) Ask(e policy.Event) error {
	i.mu.Lock()
	defer i.mu.Unlock()
	return i.c.Ask(e)
}

// State returns the machine's state after all events.
func (i *Incident[S]) State() S {
	i.mu.Lock()
	defer i.mu.Unlock()
	return S(i.c.State())
}

// Assess judges the incident as of now.
func (i *Incident[S]) Assess(now time.Time) policy.Assessment {
	i.mu.Lock()
	defer i.mu.Unlock()
	return i.c.Assess(now)
}

// Known returns the incident as it was on record at an instant.
func (i *Incident[S]) Known(recorded time.Time) *Incident[S] {
	i.mu.Lock()
	defer i.mu.Unlock()
	return &Incident[S]{c: i.c.Known(recorded), m: i.m}
}

// Events returns the events as accepted, in the order in which they came.
func (i *Incident[S]) Events() iter.Seq[policy.Event] {
	i.mu.Lock()
	defer i.mu.Unlock()
	return i.c.Events()
}

// Machine returns the life cycle that the incident runs through.
func (i *Incident[S]) Machine() *Machine[S] { return i.m }

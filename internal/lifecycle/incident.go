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
}

// Open returns an incident in which nothing has happened yet.
func Open[S ~uint8](p *policy.Profile, m *Machine[S], cal policy.Calendar, id string) (*Incident[S], error) {
	c, err := policy.Open(p, m, cal, id)
	if err != nil {
		return nil, err
	}
	return &Incident[S]{c: c}, nil
}

// Initiate opens an incident with its first event, told or live. Typed puts the machine's own type around it.
func Initiate[S ~uint8, T any](typed func(*Incident[S]) *T, m *Machine[S], p *policy.Profile, cal policy.Calendar, first policy.Event,
	told bool) (*T, policy.Event, error) {
	i, err := Open(p, m, cal, first.Incident)
	if err != nil {
		return nil, policy.Event{}, err
	}
	e, err := i.Record(first, told)
	if err != nil {
		return nil, policy.Event{}, err
	}
	return typed(i), e, nil
}

// Replay opens an incident with events that have happened, in any order. The first that is not well-formed ends it with its
// [*policy.RecordError].
func Replay[S ~uint8, T any](typed func(*Incident[S]) *T, m *Machine[S], p *policy.Profile, cal policy.Calendar, incident string,
	events iter.Seq[policy.Event]) (*T, error) {
	i, err := Open(p, m, cal, incident)
	if err != nil {
		return nil, err
	}
	for e := range events {
		if _, err := i.Record(e, true); err != nil {
			return nil, err
		}
	}
	return typed(i), nil
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
	return &Incident[S]{c: i.c.Known(recorded)}
}

// Events returns the events as accepted, in the order in which they came.
func (i *Incident[S]) Events() iter.Seq[policy.Event] {
	i.mu.Lock()
	defer i.mu.Unlock()
	return i.c.Events()
}

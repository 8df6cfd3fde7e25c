package register

import (
	"iter"
	"slices"
	"time"

	"github.com/leastrestrictive/interventions/policy"
)

// Agenda is what all open incidents of a school or a board owe: what is overdue, and what is next. The host puts an incident in after
// each of its events and asks whenever it likes; nothing has to be done in between for what falls due to be there. It keeps nothing
// that the journals do not hold: after a restart, the incidents as those tell them give the same agenda, in whatever order they are put
// in, for every instant from that on as of which they are judged. One for each school, or for each kind, is as good as one for all.
//
// It holds the incidents that owe something, or may by time alone. The zero value is ready. It is for one goroutine at a time.
type Agenda struct {
	entries map[string]*entry
	owing   []owing   // a heap of those that owe something, by the first of it
	turning []turning // a heap of those that time alone changes, by when
	latest  time.Time // that was asked for: no entry was brought to a later instant
	reading int       // how many read owing at the moment
	copied  int       // how often it was copied so that they can read on
}

// entry is one incident. What it says never changes, only where it stands: another judgement is another entry.
type entry struct {
	judged   policy.Assessment // as it was put in
	incident string
	since    time.Time // what follows holds from then on, and until turns
	due      time.Time // the first that it owes
	turns    time.Time // zero is never
	owes     bool
	at       [2]int32 // where it stands in owing and turning
}

// Put takes up what an incident comes to, in place of what was there of it: after each of its events, a late entry and a correction too.
// One that owes nothing, and by time alone never will, is taken out, and needs no memory.
//
// Judge the incident as of now, and never as of the At of the entry just made: a late entry lies before other events, and what happens
// after a.Now is no part of a, and counts for nothing until the incident is put in again.
//
// The error is a [*policy.RecordError] where nothing of the incident has happened by a.Now; then nothing has changed.
func (g *Agenda) Put(a policy.Assessment) error {
	incident := a.Incident()
	if incident == "" {
		return &policy.RecordError{Field: "incident", Want: "one of which something has happened"}
	}
	g.Remove(incident)
	if e := enter(incident, a, a); e.owes || !e.turns.IsZero() {
		g.add(e)
	}
	return nil
}

// Remove takes an incident out: one that, after all, was none, or that another office has now.
func (g *Agenda) Remove(incident string) {
	e := g.entries[incident]
	if e == nil {
		return
	}
	delete(g.entries, incident)
	if e.owes {
		g.detach()
		g.owing = removed(g.owing, int(e.at[0]))
	}
	if !e.turns.IsZero() {
		g.turning = removed(g.turning, int(e.at[1]))
	}
}

// Len returns how many incidents it holds. One that time alone has settled stays until it is put in again or taken out, since an earlier
// instant can be asked for.
func (g *Agenda) Len() int { return len(g.entries) }

// Changes returns when to ask again: an instant before which Due goes on to list what it did at the latest that was asked for, if nothing
// is put in. Until then only what is measured grows, and what was next may become overdue where that is no breach. It can be too early,
// and then nothing is another yet. False says that time alone changes nothing any more.
func (g *Agenda) Changes() (time.Time, bool) {
	if len(g.turning) == 0 {
		return time.Time{}, false
	}
	return g.turning[0].turns, true
}

// Due returns what all incidents owe as of now, the earliest first, and so the overdue before all else; what has no instant, whose Due
// is zero, comes last. What is due at one instant is in the order of the incidents' IDs, and what one of them owes then in that of
// [policy.Assessment.Due]. It is what each incident owes by [policy.Assessment.Later]: one that was judged after now stays as it was
// judged. Instants can be asked for in any order; to go back, what has changed since is judged anew.
//
// The first few cost the same however many incidents there are: one is judged when the first that it owes is reached, and who breaks
// off pays for no more. Who reads on keeps little in memory, and many incidents are then judged more than once. While it is read the
// agenda may be changed, and asked: it goes on with what was there when it began.
func (g *Agenda) Due(now time.Time) iter.Seq[policy.Finding] {
	return func(yield func(policy.Finding) bool) {
		g.settle(now)
		heap, copied := g.owing, g.copied
		g.reading++
		defer func() {
			if g.copied == copied {
				g.reading--
			}
		}()
		var next []cursor // a heap of the branches of the other that were reached, each by what is unread of it
		reach := func(node int) {
			if node < len(heap) {
				next = pushed(next, cursor{entry: heap[node].entry, node: node, due: heap[node].due})
			}
		}
		var last cursor
		for reach(0); len(next) > 0; {
			c := next[0]
			switch {
			case c.owed != nil:
			case c.entry == last.entry:
				c.owed = last.owed
			default:
				c.owed = slices.Collect(c.judged.Later(now).Due())
				c.owed = c.owed[min(c.read, len(c.owed)):]
			}
			if len(c.owed) > 0 {
				if !yield(c.owed[0]) {
					return
				}
				c.owed = c.owed[1:]
			}
			first := c.read == 0
			if last = c; len(c.owed) == 0 {
				next = removed(next, 0)
			} else {
				c.read, c.due = c.read+1, c.owed[0].Due
				if len(next) > keeping {
					c.owed = nil
				}
				next[0] = c
				sink(next, 0)
			}
			if first {
				reach(2*c.node + 1)
				reach(2*c.node + 2)
			}
		}
	}
}

// keeping is of how many incidents the rest is kept at hand while what others owe comes in between: findings are large.
const keeping = 2048

// cursor is an incident of which so much was read.
type cursor struct {
	*entry
	node int // where it stood among owing
	due  time.Time
	read int
	owed []policy.Finding // what is unread, where it is at hand
}

// enter makes the entry of an incident that was put in as judged, and comes to a by now.
func enter(incident string, judged, a policy.Assessment) *entry {
	e := &entry{judged: judged, incident: incident, since: a.Now()}
	for f := range a.Due() {
		e.due, e.owes = f.Due, true
		break
	}
	e.turns, _ = a.Changes()
	return e
}

func (g *Agenda) add(e *entry) {
	if g.entries == nil {
		g.entries = map[string]*entry{}
	}
	g.entries[e.incident] = e
	if e.owes {
		g.detach()
		g.owing = pushed(g.owing, owing{e})
	}
	if !e.turns.IsZero() {
		g.turning = pushed(g.turning, turning{e})
	}
}

// detach leaves owing as it is to those who read it.
func (g *Agenda) detach() {
	if g.reading > 0 {
		g.owing, g.reading, g.copied = slices.Clone(g.owing), 0, g.copied+1
	}
}

// settle brings every entry to now of which something else holds then.
func (g *Agenda) settle(now time.Time) {
	if now.Before(g.latest) {
		for _, e := range g.entries {
			if e.since.After(now) {
				g.again(e, now)
			}
		}
	}
	for len(g.turning) > 0 && !g.turning[0].turns.After(now) {
		g.again(g.turning[0].entry, now)
	}
	g.latest = now
}

func (g *Agenda) again(e *entry, now time.Time) {
	g.Remove(e.incident)
	g.add(enter(e.incident, e.judged, e.judged.Later(now)))
}

// The two orders in which entries stand, and that of what is read of them.
type (
	owing   struct{ *entry }
	turning struct{ *entry }
)

func (e owing) before(o owing) bool { return dueBefore(e.due, o.due, e.entry, o.entry) }
func (e owing) stands(at int)       { e.at[0] = int32(at) }

func (e turning) before(o turning) bool { return e.turns.Before(o.turns) }
func (e turning) stands(at int)         { e.at[1] = int32(at) }

func (c cursor) before(o cursor) bool { return dueBefore(c.due, o.due, c.entry, o.entry) }
func (c cursor) stands(int)           {}

func dueBefore(a, b time.Time, of, other *entry) bool {
	switch {
	case a.Equal(b):
		return of.incident < other.incident
	case a.IsZero() || b.IsZero():
		return b.IsZero()
	}
	return a.Before(b)
}

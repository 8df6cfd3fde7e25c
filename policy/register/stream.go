package register

import (
	"cmp"
	"container/heap"
	"crypto/sha256"
	"fmt"
	"iter"
	"slices"
	"sync"
	"time"

	"github.com/leastrestrictive/interventions/policy"
)

// Stream takes a long log apart into groups of incidents that can be judged by themselves, so that a program reads it once and holds
// only what is not over. Events of any incidents go in, interleaved and in any order; groups of whole incidents come out, and [Link]
// of a group finds just the chains that Link of all incidents at once would find in it.
//
// An incident is over when it is closed, nothing more was recorded of it for as long as the host waits, its horizon, and the same is
// so of every incident with which it may be linked. One of which no release is on record goes on, whatever else says that it is
// closed: what begins meanwhile is linked with it, and so it waits for its release together with that. What is never over comes
// with [Stream.Rest]. So it is the horizon that sets how much is held, and not the log: each incident in the stream with its events,
// and of each that was handed out 16 bytes, in a table that takes up to 40 for them. These are the start of a SHA-256 of its ID, by
// which a later event of it is recognised: too long for two IDs to share one by chance or by design, and nothing that could be read.
//
// That the chains are the same takes that nothing comes later than the horizon. An event of an incident that was handed out is a
// [*LateError]. Another incident cannot be linked any more with one that was handed out. Where its start names it, its chain says so
// as [Incomplete]; where it began within the gap, nothing does, but the host can see that it may be so: when such a start is added, it
// lies no later than the gap after the last instant that was given to [Stream.Settled].
//
// Holding is taken to begin, go on and end as in the machines of this module. Where one of another host holds a student by other
// activities than [policy.Initiate] and [policy.Resume], or lets go by others than [policy.Release], [policy.Convert],
// [policy.Interrupt] and [policy.End], chains by time may be missed.
//
// A Stream is for one goroutine at a time, and what it hands out is for any. The zero value is ready, for a gap of 0.
type Stream struct {
	gap      time.Duration
	live     map[string]*pending
	students map[string]*student
	named    map[string][]*pending // those whose start or conversion names an incident, by its ID
	queue    queue
	out      map[[16]byte]struct{}
	round    int        // how often it was asked what can be taken out
	walk     int        // the number of the last walk from one incident to all that may be linked with it
	path     []*pending // of the last walk
}

// student is a student's incidents.
type student struct {
	all   []*pending
	round int // when it was last found out who is beside whom
}

// NewStream returns an empty stream for a gap: the same that [Link] is given then, or a longer one, which makes groups larger.
func NewStream(gap time.Duration) *Stream { return &Stream{gap: gap} }

// LateError says that an event belongs to an incident that was handed out by a [Stream] already. Nothing has changed: what the
// incident comes to with it takes the whole log.
type LateError struct {
	Incident string
	Event    string // its ID
}

// Error names the incident and the event.
func (e *LateError) Error() string {
	return fmt.Sprintf("event %q of incident %q came after the incident was handed out; to judge it takes the whole log", e.Event, e.Incident)
}

// Add takes an event of any incident, whatever came before it. It is kept as it is, twice if it comes twice: [policy.Case.Add] says
// later what that means. The error is a [*policy.RecordError] for one that is not well-formed or lacks its incident or its ID, and a
// [*LateError]; then nothing has changed.
func (s *Stream) Add(e policy.Event) error {
	switch err := e.Check(); {
	case err != nil:
		return err
	case e.Incident == "":
		return &policy.RecordError{Event: e.ID, Field: "incident", Want: "an ID"}
	case e.ID == "":
		return &policy.RecordError{Incident: e.Incident, Field: "id", Want: "an ID"}
	}
	x := s.live[e.Incident]
	if x == nil {
		if s.HandedOut(e.Incident) {
			return &LateError{Incident: e.Incident, Event: e.ID}
		}
		if s.live == nil {
			s.live, s.students, s.named = map[string]*pending{}, map[string]*student{}, map[string][]*pending{}
			s.out = map[[16]byte]struct{}{}
		}
		x = &pending{incident: e.Incident, stale: true}
		s.live[x.incident] = x
	}
	e.Incident = x.incident // one string for all
	e.At, e.Recorded = e.At.Round(0), e.Recorded.Round(0)
	if rank(e.Activity) > 0 {
		s.changes(x)
	}
	x.keep(&e)
	x.amended = x.amended || e.Activity == policy.Correct && (e.Amends.Withdrawn || !e.Amends.At.IsZero())
	if x.last = later(x.last, e.At); !e.Recorded.IsZero() {
		x.last = later(x.last, e.Recorded)
	}
	switch e.Activity {
	case policy.Initiate:
		// To stand anywhere twice does no harm, and comes of events that come twice: most often one after the other.
		if n := len(x.students); e.Student != "" && (n == 0 || x.students[n-1] != e.Student) {
			of := s.students[e.Student]
			if of == nil {
				of = &student{}
				s.students[e.Student] = of
			}
			x.students, of.all = append(x.students, e.Student), append(of.all, x)
		}
	case policy.Close:
		x.closing = true
	}
	if n := len(x.names); names(&e) && (n == 0 || x.names[n-1] != e.Other.Incident) {
		x.names, s.named[e.Other.Incident] = append(x.names, e.Other.Incident), append(s.named[e.Other.Incident], x)
	}
	if x.closing {
		s.wait(x)
	}
	return nil
}

// Settled takes out the groups of incidents that are over: each incident of a group is closed, by a record that no correction
// withdraws, and nothing of it was recorded at before or later. Whatever may be linked with an incident of a group is in it too.
// The parts of a group stand in the order in which they began, and the groups in that of their first parts; of two that began at one
// instant the one whose ID sorts first comes first. Each part has its events in the order in which they came. Its Lifecycle is for
// the caller to fill in, by the Kind of its first [policy.Initiate].
//
// It looks only at what may have changed, so that it can be called as often as the host likes.
func (s *Stream) Settled(before time.Time) [][]Part {
	s.round++
	over := func(x *pending) bool {
		quiet := x.last.Before(before)
		if x.closing && !quiet { // the last time, a later instant may have been asked for
			s.wait(x)
		}
		return x.closed && quiet && (!x.open || s.gap < 0 || len(x.students) == 0)
	}
	var groups [][]*pending
	for len(s.queue) > 0 && s.queue[0].since.Before(before) {
		x := heap.Pop(&s.queue).(*pending)
		x.queued = false
		switch {
		case x.out:
		case x.last.After(x.since):
			s.wait(x)
		default:
			if group := s.together(x, over); group != nil {
				groups = append(groups, s.take(group))
			}
		}
	}
	return parts(groups)
}

// Rest takes out all that is left, over or not, grouped and in order as by [Stream.Settled].
func (s *Stream) Rest() [][]Part {
	s.round++
	var groups [][]*pending
	for _, x := range s.live {
		if !x.out {
			groups = append(groups, s.take(s.together(x, anyone)))
		}
	}
	s.queue = nil
	return parts(groups)
}

// Len returns how many incidents are in the stream.
func (s *Stream) Len() int { return len(s.live) }

// HandedOut reports whether an incident was handed out: what names it comes too late to be linked with it.
func (s *Stream) HandedOut(incident string) bool {
	_, ok := s.out[digest(incident)]
	return ok
}

func anyone(*pending) bool { return true }

// digest is what is kept of an incident that was handed out.
func digest(incident string) [16]byte {
	sum := sha256.Sum256([]byte(incident))
	return [16]byte(sum[:16])
}

// pending is an incident in the stream.
type pending struct {
	incident string
	events   [][]policy.Event // in pieces, so that none is moved while more come
	students []string         // whose it may be
	names    []string
	last     time.Time // when anything was last recorded
	closing  bool      // some event closes it
	amended  bool      // some correction moves or withdraws an event
	queued   bool
	since    time.Time // last, when it was put into the queue
	out      bool
	walk     int
	waits    int // the round in which it was found to wait
	round    int // the round of beside
	beside   []*pending

	stale       bool // what follows is to be made anew
	closed      bool
	begun, open bool // no release is on record
	from, until time.Time
}

func (x *pending) keep(e *policy.Event) {
	last := len(x.events) - 1
	if last < 0 || len(x.events[last]) == cap(x.events[last]) {
		x.events = append(x.events, make([]policy.Event, 0, min(8*(last+2), 16)))
		last++
	}
	x.events[last] = append(x.events[last], *e)
}

func (x *pending) each() iter.Seq[*policy.Event] {
	return func(yield func(*policy.Event) bool) {
		for _, piece := range x.events {
			for i := range piece {
				if !yield(&piece[i]) {
					return
				}
			}
		}
	}
}

// rank is the place, among activities of one instant, of what begins and ends holding, closes a file, or may correct that; 0 for all else.
func rank(a policy.Activity) int {
	switch a {
	case policy.Initiate:
		return 1
	case policy.Release:
		return 2
	case policy.Resume:
		return 3
	case policy.Convert:
		return 4
	case policy.Interrupt:
		return 5
	case policy.End:
		return 6
	case policy.Correct:
		return 7
	case policy.Close:
		return 8
	}
	return 0
}

// look makes anew what hangs on the events. From when the student was held first until they were let go last is one stretch here.
func (x *pending) look() {
	if !x.stale {
		return
	}
	x.stale, x.closed, x.begun, x.open = false, false, false, false
	if x.amended {
		for e := range x.corrected() {
			x.turn(e.Activity, e.At)
		}
		return
	}
	turns := make([]*policy.Event, 0, 8)
	for e := range x.each() {
		if rank(e.Activity) > 0 {
			turns = append(turns, e)
		}
	}
	slices.SortFunc(turns, func(a, b *policy.Event) int {
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Sequence, b.Sequence), cmp.Compare(rank(a.Activity), rank(b.Activity)))
	})
	for _, e := range turns {
		x.turn(e.Activity, e.At)
	}
}

func (x *pending) turn(a policy.Activity, at time.Time) {
	switch a {
	case policy.Initiate:
		if !x.begun {
			x.begun, x.open, x.from = true, true, at
		}
	case policy.Resume:
		x.open = x.begun
	case policy.Release, policy.Convert, policy.Interrupt, policy.End:
		if x.open {
			x.open, x.until = false, at
		}
	case policy.Close:
		x.closed = true
	}
}

// corrected are the events that matter here as a case has them, which alone knows what corrections of corrections come to.
func (x *pending) corrected() iter.Seq[policy.Event] {
	c, err := policy.Open(noRules(), script{policy.Seclusion}, nil, x.incident)
	if err != nil {
		return func(func(policy.Event) bool) {} // it cannot be: the ID was checked
	}
	var last time.Time
	for given := range x.each() {
		e := *given
		if e.Kind = ""; rank(e.Activity) == 0 {
			continue
		}
		if _, err := c.Add(e); err != nil {
			continue // Link will not take it either, and says why
		}
		if last = later(last, e.At); e.Amends != nil {
			last = later(last, e.Amends.At)
		}
	}
	return c.Assess(last).Events()
}

// noRules is for a case that is of use without any.
var noRules = sync.OnceValue(func() *policy.Profile {
	r := policy.Regulation{ID: prefix + "no-rules", Short: "no rules"}
	return r.MustBuild()
})

// start is when it began, as Link has it.
func (x *pending) start() time.Time {
	if x.look(); x.begun {
		return x.from
	}
	first := x.events[0][0].At
	for e := range x.each() {
		if e.At.Before(first) {
			first = e.At
		}
	}
	return first
}

// linked are those that may be linked with x: all that name it or are named, and of each stretch of time in which the student was
// never free for longer than the gap the one before it and the one after it.
func (s *Stream) linked(x *pending) iter.Seq[*pending] {
	return func(yield func(*pending) bool) {
		for _, name := range x.names {
			if y := s.live[name]; y != nil && !yield(y) {
				return
			}
		}
		for _, y := range s.named[x.incident] {
			if !yield(y) {
				return
			}
		}
		for _, student := range x.students {
			s.sweep(s.students[student])
		}
		for _, y := range x.beside {
			if !yield(y) {
				return
			}
		}
	}
}

// sweep finds, once a round, who is beside whom among the incidents of one student.
func (s *Stream) sweep(of *student) {
	if of.round == s.round || s.gap < 0 {
		return
	}
	of.round = s.round
	begun := make([]*pending, 0, len(of.all))
	for _, x := range of.all {
		if x.round != s.round {
			x.round, x.beside = s.round, x.beside[:0]
		}
		if x.look(); x.begun {
			begun = append(begun, x)
		}
	}
	slices.SortFunc(begun, func(x, y *pending) int { return x.from.Compare(y.from) })
	var last *pending // the one that ends last so far
	for i, x := range begun {
		if i > 0 && (last.open || x.from.Sub(last.until) <= s.gap) {
			x.beside, last.beside = append(x.beside, last), append(last.beside, x)
		}
		if i == 0 || !last.open && (x.open || x.until.After(last.until)) {
			last = x
		}
	}
}

// together walks from x to all that may be linked with it, and on. It returns none where it comes upon one that does not do, or that
// is known to be linked with such a one.
func (s *Stream) together(x *pending, does func(*pending) bool) []*pending {
	s.walk++
	x.walk = s.walk
	s.path = append(s.path[:0], x)
	for i := 0; i < len(s.path); i++ {
		y := s.path[i]
		if y.look(); y.waits == s.round || !does(y) {
			for _, z := range s.path {
				z.waits = s.round
			}
			return nil
		}
		for z := range s.linked(y) {
			if z.walk != s.walk {
				z.walk = s.walk
				s.path = append(s.path, z)
			}
		}
	}
	return s.path
}

// changes is called before what is known of x changes: who is linked with x by time may not be so any more. Where nobody has looked at
// x since the last change, nobody waits because of what is known.
func (s *Stream) changes(x *pending) {
	if x.stale {
		return
	}
	x.stale = true
	for _, student := range x.students {
		for _, y := range s.students[student].all {
			if y.closing {
				s.wait(y)
			}
		}
	}
}

// wait puts x into the queue. Of each group whose incidents all are closed the one that was recorded last is always there: whoever
// is found to wait is dropped from the queue, and put there again when something comes for it, or for another of its student.
func (s *Stream) wait(x *pending) {
	if !x.queued && !x.out {
		x.queued, x.since = true, x.last
		heap.Push(&s.queue, x)
	}
}

// take takes a group out.
func (s *Stream) take(group []*pending) []*pending {
	group = slices.Clone(group)
	clear(s.path) // so that it holds nobody
	for _, x := range group {
		x.out = true
		delete(s.live, x.incident)
		for _, student := range x.students {
			if of := s.students[student]; of != nil {
				if of.all = without(of.all, x); len(of.all) == 0 {
					delete(s.students, student)
				}
			}
		}
		for _, name := range x.names {
			if s.named[name] = without(s.named[name], x); len(s.named[name]) == 0 {
				delete(s.named, name)
			}
		}
		s.out[digest(x.incident)] = struct{}{}
	}
	slices.SortFunc(group, earlier)
	return group
}

func without(all []*pending, x *pending) []*pending {
	return slices.DeleteFunc(all, func(y *pending) bool { return y == x })
}

func earlier(x, y *pending) int {
	return cmp.Or(x.start().Compare(y.start()), cmp.Compare(x.incident, y.incident))
}

func parts(groups [][]*pending) [][]Part {
	slices.SortFunc(groups, func(a, b []*pending) int { return earlier(a[0], b[0]) })
	found := make([][]Part, len(groups))
	for i, group := range groups {
		found[i] = make([]Part, len(group))
		for k, x := range group {
			found[i][k] = Part{Incident: x.incident, Events: slices.Concat(x.events...)}
			x.events = nil
		}
	}
	return found
}

// queue is a heap of those that are closed, the one that was recorded first on top.
type queue []*pending

func (q queue) Len() int           { return len(q) }
func (q queue) Less(i, j int) bool { return q[i].since.Before(q[j].since) }
func (q queue) Swap(i, j int)      { q[i], q[j] = q[j], q[i] }

// Push is for package heap.
func (q *queue) Push(x any) { *q = append(*q, x.(*pending)) }

// Pop is for package heap.
func (q *queue) Pop() any {
	last := len(*q) - 1
	x := (*q)[last]
	(*q)[last], *q = nil, (*q)[:last]
	return x
}

package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/leastrestrictive/interventions"
	"github.com/leastrestrictive/interventions/examples/internal/program"
	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/journal"
)

// book is a log as it was read: its incidents in the order in which they come up, and what could not be taken up.
type book struct {
	incidents []string
	events    map[string][]policy.Event
	lines     map[string][]int // where each of events stands
	last      time.Time        // of all that happened and all that was entered
	faults    []string
	notes     []string
	lost      int // lines that could not be read or taken up
	empty     int // incidents of which nothing had happened, or was on record, by then
	seals     map[string]*seal
}

// seal is what the hashes of an incident's lines show.
type seal struct {
	state  journal.State
	faults []string
}

// lines hands on at most one line a Read, so that it stands at the line of the event that was yielded last. An event itself does
// not say where it stood.
type lines struct {
	in    *bufio.Reader
	rest  []byte
	ended int
	open  bool // something of a line was handed on, and not its end
}

func (l *lines) Read(p []byte) (int, error) {
	if len(l.rest) == 0 {
		var err error
		if l.rest, err = l.in.ReadSlice('\n'); len(l.rest) == 0 {
			return 0, err // what came before an error comes first, and the error is met again
		}
	}
	n := copy(p, l.rest)
	if n > 0 {
		if l.open = l.rest[n-1] != '\n'; !l.open {
			l.ended++
		}
		l.rest = l.rest[n:]
	}
	return n, nil
}

func (l *lines) at() int {
	if l.open {
		return l.ended + 1
	}
	return l.ended
}

// read reads a log to its end, whatever is wrong with some of its lines, and holds it against the heads.
func read(r io.Reader, heads []journal.Head) *book {
	b := &book{events: map[string][]policy.Event{}, lines: map[string][]int{}, seals: map[string]*seal{}}
	var log bytes.Buffer
	whole := true
	in := &lines{in: bufio.NewReader(io.TeeReader(r, &log))}
	for e, err := range journal.Read(in) {
		if err != nil {
			b.lost++
			if _, ok := errors.AsType[*journal.LineError](err); ok {
				b.faults = append(b.faults, "not read: "+err.Error())
			} else {
				b.faults = append(b.faults, "not read to its end: "+strings.TrimPrefix(err.Error(), "journal: "))
				whole = false
			}
			continue
		}
		if b.events[e.Incident] == nil {
			b.incidents = append(b.incidents, e.Incident)
		}
		b.events[e.Incident] = append(b.events[e.Incident], e)
		b.lines[e.Incident] = append(b.lines[e.Incident], in.at())
		for _, t := range [...]time.Time{e.At, e.Recorded} {
			if t.After(b.last) {
				b.last = t
			}
		}
	}
	if whole {
		b.verify(&log, heads)
	}
	return b
}

// verify asks what the hashes of the lines show. Lines that cannot be read are faults already.
func (b *book) verify(log io.Reader, heads []journal.Head) {
	for chain, err := range journal.Verify(log, heads...) {
		incident := chain.Incident
		fault, broken := errors.AsType[*journal.SealError](err)
		switch {
		case broken:
			incident = fault.Incident
		case err != nil:
			continue
		}
		if b.seals[incident] == nil {
			b.seals[incident] = &seal{}
		}
		s := b.seals[incident]
		s.state = chain.State
		if broken {
			b.faults = append(b.faults, "seal broken: "+fault.Error())
			s.faults = append(s.faults, fmt.Sprintf("line %d %s", fault.Line, fault.Break))
		}
	}
}

// hopeless says in one line why nothing was judged.
func (b *book) hopeless(o *options) string {
	switch {
	case len(b.faults) == 1:
		return b.faults[0]
	case len(b.faults) > 1:
		return fmt.Sprintf("%s (and %d more like it)", b.faults[0], len(b.faults)-1)
	case b.empty > 0 && !o.known.IsZero():
		return "nothing was on record and had happened by then; try a later -known or -now"
	case b.empty > 0:
		return "nothing had happened by then; try a later -now"
	}
	return "there is nothing in it"
}

// judgement is one incident, judged.
type judgement struct {
	policy.Assessment
	incident string
	kind     policy.Kind
	seal     *seal         // nil: the log was not read to its end
	parts    []*judgement  // of a chain that is told as one, in the order in which they began; else nil
	held     time.Duration // of a chain
	profile  *policy.Profile
	rules    map[policy.RuleID]policy.Rule
	known    time.Time // zero: by everything on record
	all      []policy.Finding
	findings []policy.Finding
	due      []policy.Finding
	events   []policy.Event              // as judged: corrected, in order
	written  map[string]policy.Event     // by ID, as they were entered
	met      map[string][]policy.Finding // see met; filled in by who needs it
	later    int                         // events after now
	unknown  int                         // events entered after known
}

// judge judges each incident. What it cannot judge is added to the faults.
func (b *book) judge(o *options) []*judgement {
	now := o.now
	if now.IsZero() {
		if now = b.last; !o.known.IsZero() && o.known.Before(now) {
			now = o.known
		}
	}
	var all []*judgement
	for _, id := range b.incidents {
		c, on, err := b.open(id, o)
		if err != nil {
			b.faults = append(b.faults, fmt.Sprintf("not judged: incident %q: %v", id, err))
			continue
		}
		for i, e := range b.events[id] {
			if _, err := c.Add(e); err != nil {
				b.lost++
				b.faults = append(b.faults, fmt.Sprintf("not taken up: line %d: %v", b.lines[id][i], err))
			}
		}
		whole := c.Len()
		if !o.known.IsZero() {
			c = c.Known(o.known)
		}
		j := &judgement{Assessment: c.Assess(now), incident: id, seal: b.seals[id], profile: c.Profile(), known: o.known, unknown: whole - c.Len()}
		if j.events = slices.Collect(j.Events()); len(j.events) == 0 {
			b.empty++
			continue
		}
		j.written = make(map[string]policy.Event, c.Len())
		for e := range c.Events() {
			j.written[e.ID] = e
			if e.At.After(now) {
				j.later++
			}
		}
		j.kind = on.Kind
		j.all, j.findings, j.due = slices.Collect(j.All()), slices.Collect(j.Findings()), slices.Collect(j.Due())
		j.rules = map[policy.RuleID]policy.Rule{}
		for _, r := range on.Regulation.Rules() {
			j.rules[name(r)] = r
		}
		all = append(all, j)
	}
	return all
}

// open opens the case of an incident, by the machine of its kind and the profile asked for, or that it pins.
func (b *book) open(id string, o *options) (*policy.Case, program.Basis, error) {
	on, err := program.BasisOf(b.events[id], o.profile)
	if on.Lifecycle != nil && on.Start >= 0 && b.events[id][on.Start].Kind == "" {
		b.notes = append(b.notes, fmt.Sprintf("note: line %d: the start of incident %q names no kind; it is judged as a %s",
			b.lines[id][on.Start], id, on.Kind))
	}
	if err != nil {
		return nil, on, err
	}
	if on.Differs {
		b.notes = append(b.notes, on.Note(id))
	}
	c, err := policy.Open(on.Regulation.Profile(), on.Lifecycle, o.calendar, id)
	return c, on, err
}

// name returns what a rule is called. The sort of a rule is asked for only to say in words what was measured.
func name(r policy.Rule) policy.RuleID {
	switch r := r.(type) {
	case policy.At:
		return r.Name
	case policy.During:
		return r.Name
	case policy.Every:
		return r.Name
	case policy.Limit:
		return r.Name
	case policy.Due:
		return r.Name
	case policy.Count:
		return r.Name
	}
	return ""
}

// Replaying an incident event by event takes time that grows with its square. One of more events than this is no incident of a
// school day, and its timeline does without what was due at each act.
const mostReplayed = 1000

// met tells by event ID what each act did: what was owed at its instant without it, and is not with it. What of it came late is a
// finding too, and names the act in ClosedBy; what came in time is no finding, and only a replay shows it.
func met(j *judgement, cal policy.Calendar) map[string][]policy.Finding {
	acts := map[string][]policy.Finding{}
	machine, _ := interventions.Lifecycle(j.kind)
	c, err := policy.Open(j.profile, machine, cal, j.incident)
	if err != nil || len(j.events) > mostReplayed {
		return acts
	}
	for _, e := range j.events { // they hold from and until instants of their own, whenever they were put on record
		if e.Activity == policy.Attest {
			c.Add(e)
		}
	}
	for _, e := range j.events {
		if e.Activity == policy.Attest || e.Activity == policy.Correct { // what corrections say is in the events already
			continue
		}
		before := c.Assess(e.At)
		if _, err := c.Add(e); err != nil {
			continue
		}
		after := c.Assess(e.At)
		if before.Phase() != after.Phase() { // what a release ends is not what it does
			continue
		}
		left := slices.Collect(after.Due())
		for was := range before.Due() {
			same := func(f policy.Finding) bool {
				return f.Rule == was.Rule && f.Occurrence == was.Occurrence && f.Subject == was.Subject
			}
			if _, condition := j.rules[was.Rule].(policy.During); !condition && !slices.ContainsFunc(left, same) {
				acts[e.ID] = append(acts[e.ID], was)
			}
		}
	}
	return acts
}
